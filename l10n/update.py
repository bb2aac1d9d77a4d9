"""Bring a catalog up to date with its changed guide; no translator's word is lost.

A source segment takes, in this order: the entry with its identity; a leftover of the same
catalog that differs trivially; the same text's translation in another catalog; a leftover with
the same text in another context; a similar one; what the memory has for a similar text.
Leftovers are the entries whose own segment is no longer in the guide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from l10n.catalog import Catalog, Entry, Identity
from l10n.memory import (
    EMPTY,
    MARK,
    Memory,
    recall_near,
    recall_same,
    wants_translation,
)
from l10n.similar import find_similar, trivial_key


class ChangeKind(StrEnum):
    """What an update did to an entry; an entry that was kept has no change."""

    NEW = "new"
    """There was nothing to translate it from."""
    TRIVIAL = "trivial"
    """Spaces, first letter's case or final punctuation changed: the translation stays valid."""
    FUZZY = "fuzzy"
    """A similar entry's translation, to be looked at again."""
    REVIVED = "revived"
    """It was obsolete, and its segment is back."""
    RECALLED = "recalled"
    """The translation of the same text, from the memory."""
    PROPOSED = "proposed"
    """Something worth a look, as fuzzy, from the memory."""
    OBSOLETE = "obsolete"
    """Its segment left the source; its text is kept."""
    DROPPED = "dropped"
    """Its segment left the source, and nobody had written anything."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entry."""

    kind: ChangeKind
    identity: Identity
    """The entry's identity in the new catalog; in the old one when it was dropped."""
    source: Identity | None = None
    """The old entry that the translation was taken from, when its identity differs."""


@dataclass(frozen=True, slots=True)
class Update:
    """An updated catalog and what was changed; ``changes`` are in the catalog's order."""

    catalog: Catalog
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heir:
    """Where a new segment's translation comes from."""

    kind: ChangeKind
    source: Entry
    moved: bool
    """False when ``source`` stays in the catalog, or was moved to another segment already."""


_Pair: TypeAlias = tuple[float, Entry, Entry]  # score, new, old


def update_catalog(old: Catalog, template: tuple[Entry, ...], memory: Memory = EMPTY) -> Update:
    """Return the catalog of the guide that ``template`` was extracted from.

    ``template`` has distinct identities in document order. What has no translation is looked up
    in ``memory``. Updating twice is updating once, and a template that did not change gives an
    equal catalog and no changes, unless the memory has learned something. Obsolete entries come
    last, in their old order.
    """
    present = {entry.identity: entry for entry in old.entries}
    wanted = {entry.identity for entry in template}
    same = _same_texts(old.entries, template, memory)
    heirs = _find_heirs(old.entries, template, same)
    live: list[Entry] = []
    changes: list[Change] = []
    for entry in template:
        found, heir = present.get(entry.identity), heirs.get(entry.identity)
        if found:
            renewed = _renew(found, entry)
            kind = ChangeKind.REVIVED if found.obsolete else None
        else:
            renewed = _inherit(entry, heir) if heir else entry
            kind = heir.kind if heir else ChangeKind.NEW
        filled = _recall(memory, renewed, same)
        if filled:
            kind = ChangeKind.PROPOSED if filled.fuzzy else ChangeKind.RECALLED
        live.append(filled or renewed)
        if kind:
            changes.append(Change(kind, entry.identity, heir.source.identity if heir else None))
    used = wanted | {heir.source.identity for heir in heirs.values() if heir.moved}
    gone = [entry for entry in old.entries if entry.identity not in used]
    changes += [_farewell(entry) for entry in gone if not entry.obsolete]
    kept = [_retire(entry) for entry in gone if _is_worth_keeping(entry)]
    return Update(replace(old, entries=(*live, *kept)), tuple(changes))


def wants_memory(old: Catalog | None, template: Iterable[Entry]) -> bool:
    """Tell whether updating would look anything up in a memory."""
    present = {entry.identity: entry for entry in old.entries} if old else {}
    return any(wants_translation(present.get(entry.identity, entry)) for entry in template)


def _same_texts(
    old: Iterable[Entry], template: Iterable[Entry], memory: Memory
) -> Mapping[Identity, Entry]:
    """Return the new segments that the memory has a translation of, filled in."""
    if not memory.sure:
        return {}
    known = {entry.identity for entry in old}
    new = (entry for entry in template if entry.identity not in known)
    return {entry.identity: filled for entry in new if (filled := recall_same(memory, entry))}


def _recall(memory: Memory, entry: Entry, same: Mapping[Identity, Entry]) -> Entry | None:
    if not (memory.sure or memory.doubtful) or not wants_translation(entry):
        return None
    return same.get(entry.identity) or recall_same(memory, entry) or recall_near(memory, entry)


def _find_heirs(
    old: Sequence[Entry], template: Sequence[Entry], same: Collection[Identity]
) -> dict[Identity, _Heir]:
    """Return whose translation each new segment takes; those in ``same`` need no similar one."""
    known = {entry.identity for entry in old}
    wanted = {entry.identity for entry in template}
    new = [entry for entry in template if entry.identity not in known]
    leftovers = [
        entry
        for entry in sorted(old, key=lambda entry: entry.obsolete)
        if entry.identity not in wanted and _is_worth_keeping(entry) and not entry.msgid_plural
    ]
    if not (new and leftovers):
        return {}
    heirs: dict[Identity, _Heir] = {}
    _take(heirs, ChangeKind.TRIVIAL, _trivial_pairs(new, leftovers))
    new = _without(new, same)
    texts = [entry for entry in leftovers if entry.has_text]
    _take(heirs, ChangeKind.FUZZY, _same_text_pairs(_without(new, heirs), texts))
    if missing := _without(new, heirs):
        near = _same_places(old, template)
        _take(heirs, ChangeKind.FUZZY, _similar_pairs(missing, texts, near))
    return heirs


def _without(entries: Iterable[Entry], heirs: Collection[Identity]) -> list[Entry]:
    return [entry for entry in entries if entry.identity not in heirs]


def _take(heirs: dict[Identity, _Heir], kind: ChangeKind, pairs: Iterable[_Pair]) -> None:
    """Add the best heirs; an old entry that has gone to one segment is only copied to others.

    Both halves of a split paragraph are worth proposing from the one translation there is.
    """
    ranked = sorted(pairs, key=lambda pair: -pair[0])
    moved = {heir.source.identity for heir in heirs.values() if heir.moved}
    for may_copy in (False, True):
        for _, new, old in ranked:
            free = old.identity not in moved
            if new.identity not in heirs and (free or may_copy):
                # An obsolete entry may yet come back as it was; a trivial change is its return.
                leaves = free and (kind is ChangeKind.TRIVIAL or not old.obsolete)
                heirs[new.identity] = _Heir(kind, old, leaves)
                if leaves:
                    moved.add(old.identity)


def _renew(entry: Entry, source: Entry) -> Entry:
    return replace(entry, extracted=source.extracted, references=source.references, obsolete=False)


def _inherit(entry: Entry, heir: _Heir) -> Entry:
    """Return the new segment's entry with its heir's translation."""
    source = heir.source
    if not heir.moved:
        marks = tuple(line for line in source.comments if line.startswith(MARK))
        source = replace(source, comments=marks)
    if heir.kind is ChangeKind.TRIVIAL:
        return _renew(replace(source, msgid=entry.msgid), entry)
    previous = (source.msgctxt, source.msgid)
    if source.fuzzy and source.previous_msgid is not None:
        # The translation is still one of that older text: this is what a translator compares.
        previous = (source.previous_msgctxt, source.previous_msgid)
    return replace(
        entry,
        msgstr=source.msgstr,
        comments=source.comments,
        flags=("fuzzy", *(flag for flag in source.flags if flag != "fuzzy")),
        previous_msgctxt=previous[0],
        previous_msgid=previous[1],
    )


def _is_worth_keeping(entry: Entry) -> bool:
    said = any(not line.startswith(MARK) for line in entry.comments)
    return entry.obsolete or entry.has_text or said


def _retire(entry: Entry) -> Entry:
    return entry if entry.obsolete else replace(entry, extracted=(), references=(), obsolete=True)


def _farewell(entry: Entry) -> Change:
    kept = _is_worth_keeping(entry)
    return Change(ChangeKind.OBSOLETE if kept else ChangeKind.DROPPED, entry.identity)


def _trivial_pairs(new: Sequence[Entry], leftovers: Sequence[Entry]) -> Iterator[_Pair]:
    keys = {(entry.msgctxt, trivial_key(entry.msgid)): entry for entry in reversed(leftovers)}
    for entry in new:
        key = trivial_key(entry.msgid)
        if key and (found := keys.get((entry.msgctxt, key))):
            yield 100.0, entry, found


def _same_text_pairs(new: Sequence[Entry], leftovers: Sequence[Entry]) -> Iterator[_Pair]:
    """Pair what has the same text in another context, or had it before it was fuzzy."""
    texts = {old.previous_msgid: old for old in reversed(leftovers) if old.fuzzy}
    texts |= {old.msgid: old for old in reversed(leftovers)}
    for entry in new:
        if found := texts.get(entry.msgid):
            yield 100.0, entry, found


def _similar_pairs(
    new: Sequence[Entry],
    leftovers: Sequence[Entry],
    near: Mapping[Identity, Collection[Identity]],
) -> Iterator[_Pair]:
    """Pair what is alike; never across contexts, where the same words mean something else."""
    for context in dict.fromkeys(entry.msgctxt for entry in new):
        ours = [entry for entry in new if entry.msgctxt == context]
        theirs = [entry for entry in leftovers if entry.msgctxt == context]
        rows = {entry.identity: row for row, entry in enumerate(theirs)}
        places = {
            index: [rows[old] for old in near.get(entry.identity, ()) if old in rows]
            for index, entry in enumerate(ours)
        }
        texts = [entry.msgid for entry in ours], [entry.msgid for entry in theirs]
        for score, index, row in find_similar(*texts, near=places):
            yield score, ours[index], theirs[row]


def _same_places(old: Sequence[Entry], template: Sequence[Entry]) -> dict[Identity, list[Identity]]:
    """Return for each new segment the old ones that were as far from the same neighbour."""
    live = [entry.identity for entry in old if not entry.obsolete]
    new = [entry.identity for entry in template]
    kept = {*live} & {*new}
    found: dict[Identity, list[Identity]] = {}
    for step in (1, -1):
        places = {place: identity for identity, place in _places(live[::step], kept)}
        for identity, place in _places(new[::step], kept):
            if place in places:
                found.setdefault(identity, []).append(places[place])
    return found


def _places(
    identities: Iterable[Identity], kept: Collection[Identity]
) -> Iterator[tuple[Identity, tuple[Identity | None, int]]]:
    """Yield what is not kept, with the kept neighbour before it and the distance from it."""
    neighbour: Identity | None = None
    distance = 0
    for identity in identities:
        distance += 1
        if identity in kept:
            neighbour, distance = identity, 0
        else:
            yield identity, (neighbour, distance)
