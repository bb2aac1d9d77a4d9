"""Bring a catalog up to date with its changed guide; no translator's word is lost.

A source segment takes, in this order: the entry with its identity; a leftover of the same
catalog that differs trivially; the same text's translation in another catalog; a leftover with
the same text in another context; a similar one; what the memory has for a similar text.
Leftovers are the entries whose own segment is no longer in the guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from l10n.catalog import Catalog, Entry, Identity
from l10n.match.heirs import Heir, find_heirs, is_worth_keeping
from l10n.match.memory import (
    MARK,
    TranslationMemory,
    recall_near,
    recall_same,
    wants_translation,
)


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
    """Its segment left the source, and it held nothing that people wrote."""


class Change(NamedTuple):
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


def update_catalog(
    old: Catalog, template: tuple[Entry, ...], memory: TranslationMemory | None = None
) -> Update:
    """Return the catalog of the guide that ``template`` was extracted from.

    ``template`` has distinct identities in document order. What has no translation is looked up
    in ``memory``. Updating twice is updating once, and a template that did not change gives an
    equal catalog and no changes, unless the memory has learned something. Obsolete entries come
    last, in their old order.
    """
    if not old.entries and memory is None:
        new = tuple([Change(ChangeKind.NEW, entry.identity) for entry in template])
        return Update(replace(old, entries=template), new)
    present = {entry.identity: entry for entry in old.entries}
    wanted = {entry.identity for entry in template}
    same = _same_texts(old.entries, template, memory)
    heirs = find_heirs(old.entries, template, same)
    live: list[Entry] = []
    changes: list[Change] = []
    for entry in template:
        found, heir = present.get(entry.identity), heirs.get(entry.identity)
        if found:
            renewed = _renew(found, entry)
            kind = ChangeKind.REVIVED if found.obsolete else None
        else:
            renewed = _inherit(entry, heir) if heir else entry
            kind = _kind(heir)
        filled = _recall(memory, renewed, same)
        if filled:
            kind = ChangeKind.PROPOSED if filled.fuzzy else ChangeKind.RECALLED
        live.append(filled or renewed)
        if kind:
            changes.append(Change(kind, entry.identity, heir.source.identity if heir else None))
    used = wanted | {heir.source.identity for heir in heirs.values() if heir.moved}
    gone = [entry for entry in old.entries if entry.identity not in used]
    changes += [_farewell(entry) for entry in gone if not entry.obsolete]
    kept = [_retire(entry) for entry in gone if is_worth_keeping(entry)]
    return Update(replace(old, entries=(*live, *kept)), tuple(changes))


def _same_texts(
    old: Iterable[Entry], template: Iterable[Entry], memory: TranslationMemory | None
) -> Mapping[Identity, Entry]:
    """Return the new segments that the memory has a translation of, filled in."""
    if memory is None:
        return {}
    known = {entry.identity for entry in old}
    new = (entry for entry in template if entry.identity not in known)
    return {entry.identity: filled for entry in new if (filled := recall_same(memory, entry))}


def _recall(
    memory: TranslationMemory | None, entry: Entry, same: Mapping[Identity, Entry]
) -> Entry | None:
    if memory is None or not wants_translation(entry):
        return None
    return same.get(entry.identity) or recall_same(memory, entry) or recall_near(memory, entry)


def _kind(heir: Heir | None) -> ChangeKind:
    if heir is None:
        return ChangeKind.NEW
    return ChangeKind.TRIVIAL if heir.trivial else ChangeKind.FUZZY


def _renew(entry: Entry, source: Entry) -> Entry:
    return entry._replace(extracted=source.extracted, references=source.references, obsolete=False)


def _inherit(entry: Entry, heir: Heir) -> Entry:
    """Return the new segment's entry with its heir's translation."""
    source = heir.source
    if not heir.moved:
        marks = tuple(line for line in source.comments if line.startswith(MARK))
        source = source._replace(comments=marks)
    if heir.trivial:
        return _renew(source._replace(msgid=entry.msgid), entry)
    previous = (source.msgctxt, source.msgid)
    if source.fuzzy and source.previous_msgid is not None:
        # The translation is still one of that older text: this is what a translator compares.
        previous = (source.previous_msgctxt, source.previous_msgid)
    return entry._replace(
        msgstr=source.msgstr,
        comments=source.comments,
        flags=("fuzzy", *(flag for flag in source.flags if flag != "fuzzy")),
        previous_msgctxt=previous[0],
        previous_msgid=previous[1],
    )


def _retire(entry: Entry) -> Entry:
    return entry if entry.obsolete else entry._replace(extracted=(), references=(), obsolete=True)


def _farewell(entry: Entry) -> Change:
    kept = is_worth_keeping(entry)
    return Change(ChangeKind.OBSOLETE if kept else ChangeKind.DROPPED, entry.identity)
