"""Put texts that came back into a catalog: what to take, and what has moved on meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.exchange.values import Answer, State, fingerprint, went_out
from l10n.match.doubts import as_fuzzy, without_fuzzy
from l10n.match.harmless import normal_form
from l10n.match.machine import without_marks
from l10n.update import update_catalog


class Verdict(StrEnum):
    """What became of a text that came back, in the order in which they are counted."""

    TAKEN = "taken"
    CORRECTED = "corrected"
    """It takes the place of another."""
    CONFIRMED = "confirmed"
    """It was fuzzy, and is right as it was."""
    OUTDATED = "fuzzy"
    """Its source moved on meanwhile: it is a proposal for the new one."""
    KEPT = "obsolete"
    """Its source is gone: an obsolete entry keeps it."""
    THERE = "there already"
    UNTOUCHED = "untouched"
    """It came back as it went out."""
    EMPTY = "empty"
    LEFT_OUT = "not selected"
    CONFLICT = "in conflict"
    """The catalog has another one by now than went out."""
    REFUSED = "refused"


CHANGES: Final = frozenset({Verdict.TAKEN, Verdict.CORRECTED, Verdict.CONFIRMED})
"""What readers may see."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalog with what was taken."""

    catalog: Catalog
    verdicts: tuple[tuple[Answer, Verdict], ...]
    changed: bool
    """Whether the catalog says something else than before."""


def name_of(answer: Answer) -> Identity:
    """Return the identity of the entry that an answer is for."""
    return (answer.msgctxt, answer.msgid)


def take_answers(
    old: Catalog, template: tuple[Entry, ...], answers: Sequence[Answer], *, overwrite: bool
) -> Taken:
    """Return the catalog of the guide that ``template`` was extracted from, with the answers."""
    now = update_catalog(old, template).catalog
    entries = {each.identity: each for each in now.entries}
    names = _other_names(now)
    known = {each.said.strip() for each in now.entries if each.translated}
    verdicts: list[tuple[Answer, Verdict]] = []
    late: list[Answer] = []
    live = {each.identity for each in now.live}
    # What is of a text as it is now decides whether the entry waits for one of an older text.
    for answer in sorted(answers, key=lambda answer: name_of(answer) not in live):
        name = _find_name(entries, names, answer)
        entry, verdict = _put(entries.get(name), answer, known, overwrite=overwrite)
        if entry is not None:
            entries[entry.identity] = entry
        if verdict is Verdict.KEPT:
            late.append(answer)
        else:
            verdicts.append((answer._replace(msgctxt=name[0], msgid=name[1]), verdict))
    changed = replace(now, entries=tuple(entries.values()))
    if late:
        changed = _find_sources(changed, template, {name_of(answer) for answer in late})
        verdicts += zip(late, _later(changed, late), strict=True)
    return Taken(changed, tuple(verdicts), changed != now)


def _find_name(
    entries: Mapping[Identity, Entry], names: Mapping[Identity, Identity], answer: Answer
) -> Identity:
    """Return the identity of the entry that an answer goes to, or is to have."""
    name = name_of(answer)
    if name in entries and not entries[name].obsolete:
        return name
    other = names.get(name) or names.get((name[0], normal_form(name[1])))
    if other is None or not (_is_of(entries[other], answer) or entries[other].fuzzy):
        return name
    return other


def _other_names(catalog: Catalog) -> Mapping[Identity, Identity]:
    """Return by what else the entries of a catalog may come back, and which those are.

    Some formats name a plural entry by what it says of several, some changes of a source do not
    matter, and a fuzzy entry took the place of what it is a translation of.
    """
    live = catalog.live
    names = {(each.msgctxt, normal_form(each.msgid)): each.identity for each in reversed(live)}
    for each in live:
        if each.fuzzy and each.previous_msgid is not None:
            names[each.previous_msgctxt, each.previous_msgid] = each.identity
        if each.msgid_plural is not None:
            names[each.msgctxt, each.msgid_plural] = each.identity
    return names


def _put(
    entry: Entry | None, answer: Answer, known: Collection[str], *, overwrite: bool
) -> tuple[Entry | None, Verdict]:
    """Return the entry that an answer goes to, as it is then; None where there is none.

    ``known`` are the texts that are in use already.
    """
    forms = 1 if entry is None or entry.msgid_plural is None else len(entry.msgstr_plural)
    if len(answer.texts) != forms:
        return None, Verdict.REFUSED
    if entry is None:
        if went_out(answer) == fingerprint(answer.said):
            return None, Verdict.UNTOUCHED
        if answer.said.strip() in known:
            return None, Verdict.THERE
        return Entry(answer.msgid, answer.said, answer.msgctxt), Verdict.KEPT
    if entry.obsolete:
        return _leftover(entry, answer, overwrite=overwrite)
    if not _is_of(entry, answer):
        return _followed(entry, answer, overwrite=overwrite)
    return _answered(entry, answer, overwrite=overwrite)


def _answered(entry: Entry, answer: Answer, *, overwrite: bool) -> tuple[Entry, Verdict]:
    """Return the entry of a text that is in the guide."""
    said, packed = answer.said, went_out(answer)
    is_unchanged = packed == fingerprint(said)
    # Where the file does not say what went out, what has been there all along is not new.
    is_new = not is_unchanged if packed else not _same(said, entry.said)
    done = answer.state is State.DONE or (answer.state is State.UNSAID and is_new)
    if _same(said, entry.said):
        if entry.fuzzy and done:
            return without_marks(without_fuzzy(entry)), Verdict.CONFIRMED
        return entry, Verdict.UNTOUCHED if is_unchanged else Verdict.THERE
    if is_unchanged:
        return entry, Verdict.UNTOUCHED
    if not (overwrite or _may_replace(entry, packed)):
        return entry, Verdict.CONFLICT
    written = without_marks(entry.saying(said))
    written = without_fuzzy(written) if done else as_fuzzy(written)
    return written, Verdict.CORRECTED if entry.has_text and not entry.fuzzy else Verdict.TAKEN


def _followed(entry: Entry, answer: Answer, *, overwrite: bool) -> tuple[Entry, Verdict]:
    """Return the entry of a text that took the place of the one that was translated."""
    is_ours = went_out(answer) == fingerprint(entry.said)
    if verdict := _why_left(entry, answer, may_replace=overwrite or is_ours):
        return entry, verdict
    return without_marks(entry.saying(answer.said)), Verdict.OUTDATED


def _leftover(entry: Entry, answer: Answer, *, overwrite: bool) -> tuple[Entry, Verdict]:
    """Return the obsolete entry of a text whose source is gone."""
    may_replace = overwrite or _may_replace(entry, went_out(answer))
    if verdict := _why_left(entry, answer, may_replace=may_replace):
        return entry, verdict
    return entry.saying(answer.said), Verdict.KEPT


def _why_left(entry: Entry, answer: Answer, *, may_replace: bool) -> Verdict | None:
    """Return what becomes of an answer that changes nothing; None where it is to be taken."""
    if _same(answer.said, entry.said):
        return Verdict.THERE
    if went_out(answer) == fingerprint(answer.said):
        return Verdict.UNTOUCHED
    return None if may_replace else Verdict.CONFLICT


def _find_sources(
    catalog: Catalog, template: tuple[Entry, ...], late: Collection[Identity]
) -> Catalog:
    """Return a catalog where texts whose source is gone are offered to what has none yet."""
    live = [each for each in catalog.live if each.identity not in late]
    filled = [each for each in live if each.has_text or each.comments or each.flags]
    offered = [each for each in catalog.entries if each.identity in late]
    others = [each for each in catalog.entries if each.obsolete and each.identity not in late]
    updated = update_catalog(replace(catalog, entries=(*filled, *offered)), template).catalog
    entries = sorted((*updated.entries, *others), key=lambda each: each.obsolete)
    return replace(catalog, entries=tuple(entries))


def _later(catalog: Catalog, late: Iterable[Answer]) -> Iterable[Verdict]:
    """Yield what became of texts whose source is gone: some similar source may have them."""
    live = catalog.live
    proposed = {(each.previous_msgctxt, each.previous_msgid) for each in live if each.fuzzy}
    kept = {each.identity for each in catalog.entries if each.obsolete}
    for answer in late:
        name = name_of(answer)
        if name in proposed:
            yield Verdict.OUTDATED
        else:
            yield Verdict.KEPT if name in kept else Verdict.TAKEN


def _is_of(entry: Entry, answer: Answer) -> bool:
    """Return whether both have one source text, but for what does not matter."""
    return normal_form(answer.msgid) in (
        normal_form(entry.msgid),
        normal_form(entry.msgid_plural or ""),
    )


def _may_replace(entry: Entry, packed: str) -> bool:
    if not entry.has_text:
        return True
    return packed == fingerprint(entry.said) if packed else entry.fuzzy


def _same(said: str, known: str) -> bool:
    return said.strip() == known.strip()
