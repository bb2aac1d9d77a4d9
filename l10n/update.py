"""Bring a catalog up to date with its changed guide; no translator's word is lost.

A source segment takes, in this order: the entry with its identity; a leftover of the same
catalog that differs trivially; a fuzzy translation that was made from this very text; the same
text's translation in another catalog; a leftover with the same text in another context; a similar
one; what the memory has for a similar text. Leftovers are the entries whose own segment is no
longer in the guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry, Identity
from l10n.match.doubts import (
    CONFIRMED,
    MARK,
    UNSURE,
    is_doubtful,
    is_outdated,
    may_settle,
    without_fuzzy,
)
from l10n.match.heirs import Claim, Heir, find_heirs, is_worth_keeping
from l10n.match.joined import part_joined
from l10n.match.machine import MACHINE, blank, confirmed, is_by_machine
from l10n.match.memory import (
    TranslationMemory,
    is_offer,
    recall_agreed,
    recall_near,
    recall_same,
    wants_translation,
)
from l10n.match.plurals import as_said_by, with_empty_forms, with_forms, with_references
from l10n.po.strings import with_outer_newlines


class ChangeKind(StrEnum):
    """What an update did to an entry; an entry that was kept has no change."""

    NEW = "new"
    """There was nothing to translate it from."""
    TRIVIAL = "trivial"
    """Blanks, case, final punctuation, the form of a reference or structure around it changed: it
    stays valid."""
    RETURNED = "returned"
    """Its source has the text again that the translation was made from: it is valid again."""
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


_KINDS: Final = {
    Claim.TRIVIAL: ChangeKind.TRIVIAL,
    Claim.RETURNED: ChangeKind.RETURNED,
    Claim.SIMILAR: ChangeKind.FUZZY,
}


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
    in ``memory``, and so is what is fuzzy because its source changed. Updating twice is updating
    once, and a template that did not change gives an equal catalog and no changes, unless the
    memory has learned something. Obsolete entries come last, in their old order.
    """
    template = with_empty_forms(template, old.header)
    if not old.entries and memory is None:
        kind = ChangeKind.NEW
        new = tuple([Change(kind, (entry.msgctxt, entry.msgid)) for entry in template])
        return Update(replace(old, entries=template), new)
    old = replace(old, entries=tuple(map(confirmed, old.entries)))
    parts = part_joined(old.entries, template)
    if parts:
        old = replace(old, entries=(*old.entries, *(part.entry for part in parts.values())))
    present = {entry.identity: entry for entry in old.entries}
    wanted = {entry.identity for entry in template}
    same = _same_texts(old.entries, template, memory)
    heirs = find_heirs(old.entries, template, same)
    live: dict[Identity, Entry] = {}
    kinds: dict[Identity, ChangeKind | None] = {}
    for entry in template:
        name = entry.identity
        renewed, kinds[name] = _carry(entry, present.get(name), heirs.get(name))
        if name in parts:
            kinds[name] = ChangeKind.TRIVIAL
        live[name] = filled = _recall(memory, renewed, same) or renewed
        if filled is not renewed:
            kinds[name] = ChangeKind.PROPOSED if filled.fuzzy else ChangeKind.RECALLED
    used = wanted | {heir.source.identity for heir in heirs.values() if heir.moved}
    gone = [entry for entry in old.entries if entry.identity not in used]
    kept = [_retire(entry) for entry in gone if _is_kept(memory, entry)]
    replaced = _reuse(memory, live, kept)
    kinds |= dict.fromkeys(replaced, ChangeKind.RECALLED)
    sources = {name: part.joined for name, part in parts.items()}
    sources |= {name: heir.source.identity for name, heir in heirs.items()}
    changes = [Change(kind, name, sources.get(name)) for name, kind in kinds.items() if kind]
    changes += [_farewell(memory, entry) for entry in gone if not entry.obsolete]
    former = [each for each in replaced.values() if each]
    entries = (*map(_with_outer_newlines, live.values()), *kept, *former)
    return Update(replace(old, entries=entries), tuple(changes))


def _same_texts(
    old: Iterable[Entry], template: Iterable[Entry], memory: TranslationMemory | None
) -> Mapping[Identity, Entry]:
    """Return the new segments that the memory has a translation of, filled in."""
    if memory is None:
        return {}
    known = {entry.identity for entry in old}
    new = (
        entry for entry in template if entry.msgid_plural is None and entry.identity not in known
    )
    return {entry.identity: filled for entry in new if (filled := recall_same(memory, entry))}


def _recall(
    memory: TranslationMemory | None, entry: Entry, same: Mapping[Identity, Entry]
) -> Entry | None:
    if memory is None:
        return None
    if is_by_machine(entry):  # a person's text is preferred to it
        return recall_agreed(memory, blank(entry))
    if not wants_translation(entry):
        return None
    return same.get(entry.identity) or recall_same(memory, entry) or recall_near(memory, entry)


def _reuse(
    memory: TranslationMemory | None, live: dict[Identity, Entry], kept: Iterable[Entry]
) -> dict[Identity, Entry | None]:
    """Give the entries whose source changed the translation that their new text has elsewhere.

    Returns by identity what becomes of the old translation: an obsolete entry of the text that it
    translates, None where another entry has it. What could not be kept stays where it is.
    """
    outdated = [entry for entry in live.values() if is_outdated(entry)]
    if memory is None or not outdated:
        return {}
    others = {each.identity: each for each in (*live.values(), *kept)}
    replaced: dict[Identity, Entry | None] = {}
    for entry in outdated:
        filled = recall_agreed(memory, without_fuzzy(entry))
        if filled is None:
            continue
        former = _former(entry)
        other = others.setdefault(former.identity, former)
        if other.msgstr == former.msgstr:
            live[entry.identity] = filled
            replaced[entry.identity] = former if other is former else None
    return replaced


def _former(entry: Entry) -> Entry:
    """Return an obsolete entry of what an outdated one translates."""
    flags = without_fuzzy(entry).flags
    text = entry.previous_msgid or ""
    return Entry(text, entry.msgstr, entry.previous_msgctxt, flags=flags, obsolete=True)


def _carry(entry: Entry, found: Entry | None, heir: Heir | None) -> tuple[Entry, ChangeKind | None]:
    """Return a segment's entry with what its own one or its heir has, and what this is called."""
    kind: ChangeKind | None = ChangeKind.NEW
    if found:
        entry = _renew(found, entry)
        kind = ChangeKind.REVIVED if found.obsolete else None
        if entry.fuzzy is not found.fuzzy:
            kind = ChangeKind.FUZZY if entry.fuzzy else ChangeKind.RETURNED
    if heir:
        entry = _inherit(entry, heir)
        kind = _KINDS[heir.claim]
    if may_settle(entry):
        settled = with_references(without_fuzzy(entry), entry.previous_msgid or "")
        return settled, ChangeKind.RETURNED
    return entry, kind


def _renew(entry: Entry, source: Entry) -> Entry:
    """Return an entry whose text is in the source, fuzzy where what it says of several changed."""
    renewed = entry._replace(
        extracted=source.extracted, references=source.references, obsolete=False
    )
    if source.msgid_plural is None:  # the forms that somebody has written of it stay
        return renewed
    if entry.msgid_plural == source.msgid_plural:
        return with_forms(renewed, len(source.msgstr_plural))
    renewed = renewed._replace(msgid_plural=source.msgid_plural, msgstr_plural=source.msgstr_plural)
    renewed = as_said_by(renewed, entry)
    if not entry.has_text:
        return renewed
    if not entry.fuzzy or entry.previous_msgid is None:
        return _outdated(renewed, entry)
    is_back = (entry.previous_msgid, entry.previous_msgid_plural) == (
        source.msgid,
        source.msgid_plural,
    )
    return without_fuzzy(renewed) if is_back and not is_doubtful(entry) else renewed


def _outdated(entry: Entry, source: Entry) -> Entry:
    """Return an entry as the fuzzy translation of another one's text."""
    return entry._replace(
        flags=(*dict.fromkeys(("fuzzy", *entry.flags)),),
        previous_msgctxt=source.msgctxt,
        previous_msgid=source.msgid,
        previous_msgid_plural=source.msgid_plural,
    )


def _inherit(entry: Entry, heir: Heir) -> Entry:
    """Return the segment's entry with its heir's translation."""
    source = heir.source
    marks = (line for line in source.comments if line.startswith((MARK, MACHINE)))
    comments = source.comments if heir.moved else marks
    flags = (*source.flags, *entry.flags)
    taken = as_said_by(entry, source)._replace(
        comments=(*dict.fromkeys((*entry.comments, *comments)),),
        flags=(*dict.fromkeys(flags),),
        previous_msgctxt=source.previous_msgctxt,
        previous_msgid=source.previous_msgid,
        previous_msgid_plural=source.previous_msgid_plural,
    )
    if heir.claim is Claim.TRIVIAL:
        return with_references(taken, source.msgid)
    taken = taken._replace(flags=(*dict.fromkeys(("fuzzy", *flags)),))
    if not source.fuzzy or source.previous_msgid is None:
        # Else it is still one of that older text, and this is what a translator compares.
        taken = _outdated(taken, source)
    doubted = source.fuzzy and not is_outdated(source)
    if doubted is is_doubtful(taken):
        return taken
    return taken._replace(comments=(*taken.comments, UNSURE if doubted else CONFIRMED))


def _with_outer_newlines(entry: Entry) -> Entry:
    """Return an entry as gettext wants it, who minds no line ends in what is fuzzy or obsolete."""
    if entry.msgid_plural is not None or entry.fuzzy or "\n" not in entry.msgid + entry.msgstr:
        return entry
    return entry._replace(msgstr=with_outer_newlines(entry.msgid, entry.msgstr))


def _retire(entry: Entry) -> Entry:
    return entry if entry.obsolete else entry._replace(extracted=(), references=(), obsolete=True)


def _farewell(memory: TranslationMemory | None, entry: Entry) -> Change:
    kept = _is_kept(memory, entry)
    return Change(ChangeKind.OBSOLETE if kept else ChangeKind.DROPPED, entry.identity)


def _is_kept(memory: TranslationMemory | None, entry: Entry) -> bool:
    """Return whether an entry stays though its text is gone: a mere offer can be made again."""
    return is_worth_keeping(entry) and not (memory and is_offer(memory, entry))
