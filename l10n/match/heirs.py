"""Find whose translation each new segment of a changed guide inherits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import partial
from typing import NamedTuple, TypeAlias

from l10n.catalog import Entry, Identity
from l10n.match.doubts import MARK, is_outdated
from l10n.match.harmless import harmless_key, normal_form
from l10n.match.memory import wants_translation
from l10n.match.similar import find_similar


class Claim(Enum):
    """What a new segment's text has to do with that of the translation it inherits."""

    TRIVIAL = auto()
    """It is the same but for a harmless difference: the translation is as valid as it was."""
    RETURNED = auto()
    """It is what the translation was made from, before the source changed: it is valid."""
    SIMILAR = auto()
    """The translation has to be looked at."""


class Heir(NamedTuple):
    """Where a new segment's translation comes from."""

    source: Entry
    moved: bool
    """False when ``source`` stays in the catalog, or was moved to another segment already."""
    claim: Claim


_Pair: TypeAlias = tuple[float, Entry, Entry]  # score, new, old


def find_heirs(
    old: Sequence[Entry], template: Sequence[Entry], same: Collection[Identity]
) -> dict[Identity, Heir]:
    """Return whose translation each segment takes that has no entry in ``old``, or an empty one.

    First what differs trivially, then what was translated from this very text, then the same text
    in another context, then a similar one. Empty entries take only what is valid; the segments in
    ``same`` have a translation of the same text, so they only take one of the first two.
    """
    known = {entry.identity for entry in old}
    wanted = {entry.identity for entry in template}
    empty = {entry.identity for entry in old if wants_translation(entry)}
    new = [entry for entry in template if entry.identity not in known]
    lacking = [entry for entry in template if entry.identity in empty]
    leftovers = [
        entry
        for entry in sorted(old, key=lambda entry: entry.obsolete)
        if entry.identity not in wanted and is_worth_keeping(entry)
    ]
    heirs: dict[Identity, Heir] = {}
    take = partial(_take, heirs, wanted)
    if not (new or lacking):
        return heirs
    texts = [entry for entry in leftovers if entry.has_text]
    take(Claim.TRIVIAL, _trivial_pairs(new, texts))
    valid = [entry for entry in leftovers if entry.msgstr and not entry.fuzzy]
    take(Claim.TRIVIAL, _trivial_pairs(lacking, valid))
    take(Claim.RETURNED, _returned_pairs(_without((*new, *lacking), heirs), old, wanted))
    take(Claim.TRIVIAL, _trivial_pairs(_without(new, heirs), leftovers))
    if not texts:
        return heirs
    new = _without(new, same)
    take(Claim.SIMILAR, _same_text_pairs(_without(new, heirs), texts))
    if missing := _without(new, heirs):
        near = _same_places(old, template)
        take(Claim.SIMILAR, _similar_pairs(missing, texts, near))
    return heirs


def is_worth_keeping(entry: Entry) -> bool:
    """Return whether an entry holds anything that people wrote; obsolete ones are kept anyway."""
    said = any(not line.startswith(MARK) for line in entry.comments)
    return entry.obsolete or entry.has_text or said


def _without(entries: Iterable[Entry], heirs: Collection[Identity]) -> list[Entry]:
    return [entry for entry in entries if entry.identity not in heirs]


def _take(
    heirs: dict[Identity, Heir],
    wanted: Collection[Identity],
    claim: Claim,
    pairs: Iterable[_Pair],
) -> None:
    """Add the best heirs; an old entry that has gone to one segment is only copied to others.

    Both halves of a split paragraph are worth proposing from the one translation there is. What
    is still ``wanted`` stays as well.
    """
    ranked = sorted(pairs, key=lambda pair: -pair[0])
    moved = {heir.source.identity for heir in heirs.values() if heir.moved}
    for may_copy in (False, True):
        for _, new, old in ranked:
            free = old.identity not in moved and old.identity not in wanted
            is_cut = old.msgid_plural is not None and new.msgid_plural is None
            if new.identity not in heirs and (free or may_copy) and not is_cut:
                # An obsolete entry may yet come back as it was; a trivial change is its return.
                leaves = free and (claim is not Claim.SIMILAR or not old.obsolete)
                heirs[new.identity] = Heir(old, moved=leaves, claim=claim)
                if leaves:
                    moved.add(old.identity)


def _trivial_pairs(new: Sequence[Entry], leftovers: Sequence[Entry]) -> Iterator[_Pair]:
    keys = {_harmless(entry): entry for entry in reversed(leftovers)}
    for entry in new:
        key = _harmless(entry)
        if key[1] and (found := keys.get(key)):
            yield 100.0, entry, found


def _harmless(entry: Entry) -> tuple[str | None, str, str | None]:
    plural = entry.msgid_plural
    of_several = None if plural is None else normal_form(plural)
    return entry.msgctxt, harmless_key(entry.msgid), of_several


def _returned_pairs(
    lacking: Sequence[Entry], old: Sequence[Entry], wanted: Collection[Identity]
) -> Iterator[_Pair]:
    """Pair what is, but for a harmless difference, what a fuzzy entry is a translation of."""
    outdated = [entry for entry in old if is_outdated(entry)]
    if not outdated:
        return
    # A leftover goes first: it has nothing else to do.
    outdated.sort(key=lambda entry: entry.identity in wanted)
    keys = {_previous_key(entry): entry for entry in reversed(outdated)}
    for entry in lacking:
        if found := keys.get((entry.msgctxt, normal_form(entry.msgid))):
            yield 100.0, entry, found


def _previous_key(entry: Entry) -> Identity:
    return entry.previous_msgctxt, normal_form(entry.previous_msgid or "")


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
    candidates = _by_context(leftovers)
    for context, ours in _by_context(new).items():
        theirs = candidates.get(context, [])
        rows = {entry.identity: row for row, entry in enumerate(theirs)}
        places = {
            index: [rows[old] for old in near.get(entry.identity, ()) if old in rows]
            for index, entry in enumerate(ours)
        }
        texts = [entry.msgid for entry in ours], [entry.msgid for entry in theirs]
        for score, index, row in find_similar(*texts, near=places):
            yield score, ours[index], theirs[row]


def _by_context(entries: Iterable[Entry]) -> dict[str | None, list[Entry]]:
    groups: dict[str | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.msgctxt, []).append(entry)
    return groups


def _same_places(old: Sequence[Entry], template: Sequence[Entry]) -> dict[Identity, list[Identity]]:
    """Return for each new segment the old ones that were as far from the same neighbour.

    A text of several guides stands where the first of them has it: with any other it was anywhere.
    """
    paths = {path for entry in template for path in entry.references}
    elsewhere = {
        entry.identity
        for entry in old
        if len(entry.references) > 1
        and not paths.isdisjoint(entry.references)
        and min(entry.references) not in paths
    }
    live = [entry.identity for entry in old if not entry.obsolete]
    new = [entry.identity for entry in template]
    kept = {*live} & {*new}
    astray = [identity for identity in live if identity in elsewhere and identity not in kept]
    found = {identity: astray.copy() for identity in new if identity not in kept}
    for step in (1, -1):
        there = (identity for identity in live[::step] if identity not in elsewhere)
        places = {place: identity for identity, place in _places(there, kept)}
        here = (identity for identity in new[::step] if identity not in elsewhere)
        for identity, place in _places(here, kept):
            if place in places:
                found[identity].append(places[place])
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
