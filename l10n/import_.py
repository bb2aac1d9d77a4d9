"""Take what a localized page says into its catalog; no text that is there already is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

from l10n.align.features import GUIDE
from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.guide import Segment
from l10n.markdown.breaks import on_one_line
from l10n.markdown.destinations import destination_spans
from l10n.markdown.inlines import Labels, labels_at
from l10n.markdown.linkplaces import LinkKind, find_shown_addresses
from l10n.match.doubts import IMPORTED, PAGE_SAYS, as_fuzzy
from l10n.match.machine import blank, is_by_machine
from l10n.text import Edit, normalize_newlines, splice

Name: TypeAlias = Callable[[str], str]
"""Return what is the same for two destinations, or tags of Hugo, that lead to the same."""


class Kind(StrEnum):
    """What taking in did with one entry."""

    TAKEN = "taken"
    """It had no translation; now it has the page's."""
    DOUBTFUL = "doubtful"
    """The same, but fuzzy: a comment says why."""
    EDITED = "edited"
    """The page was edited since it was published; the entry has the edit."""
    NOTED = "noted"
    """The page may say something else: the entry is fuzzy, the page's text is in a comment."""
    CONFLICT = "conflict"
    """Catalog and page both changed: the catalog's text is fuzzy, the page's is in a comment."""
    VARIANT = "variant"
    """The page translates one text in several ways; this way is in a comment."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page has for one source segment."""

    identity: Identity
    text: str
    """In the catalog's form."""
    line: int
    """In the page, from 1."""
    doubt: str = ""
    """Why it may not be the translation; empty when it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entry."""

    kind: Kind
    identity: Identity
    text: str
    """The page's text."""
    line: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalog with what a page said, and what was done; ``changes`` are in the page's order."""

    catalog: Catalog
    changes: tuple[Change, ...] = ()


class Past(Protocol):
    """Returns whether a page once showed this translation of this text, as its catalog had it."""

    def __call__(self, identity: Identity, msgstr: str) -> bool: ...


def catalog_form(source: Segment, page: Segment, labels: Labels, ours: Name, theirs: Name) -> str:
    """Return what a page's segment says as a translation of ``source``.

    Links that mean what a link of the source means get its number, or its address where that is
    shown; other destinations stay, as the translator's own. ``labels`` are the page's; ``ours``
    and ``theirs`` name what an address in the source and in the page means.
    """
    text = page.msgid
    if page.targets:
        spans = destination_spans(text, labels_at(page.place, labels))
        numbers = _number(source.targets, page.targets, ours, theirs)
        edits = (Edit(span, number) for span, number in zip(spans, numbers, strict=False))
        text = splice(text, edits)
    text = _with_addresses(text, source, labels, ours, theirs)
    if "\n" in source.msgid:
        return text
    return on_one_line(map(str.strip, normalize_newlines(text).split("\n")))


def take_readings(catalog: Catalog, readings: Iterable[Reading], past: Past) -> Taken:
    """Take what a page says into the catalog of its guide.

    An empty entry gets the page's text, fuzzy where there is a doubt. One that has another text
    keeps it, unless it is what the page showed before it was edited: then the edit takes its place.
    Where both have changed, or the edit is doubtful, the catalog's text stays, fuzzy, and a comment
    holds the page's: a translator decides by removing the flag.
    """
    groups: dict[Identity, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.identity, []).append(reading)
    entries: list[Entry] = []
    changes: list[Change] = []
    for entry in catalog.entries:
        group = () if entry.obsolete else groups.get(entry.identity, ())
        if not group or not all(_has_forms_of(entry, each.text) for each in group):
            entries.append(entry)
            continue
        chosen = _choose(group)
        taken, kind = _take(entry, chosen, past)
        variants = _variants(group, chosen, past)
        for each in variants:
            taken = taken if is_noted(taken, each.text) else _noted(taken, each.text)
        entries.append(taken)
        if kind:
            changes.append(_change(kind, chosen))
        changes += variants
    changes.sort(key=lambda change: change.line)
    return Taken(replace(catalog, entries=tuple(entries)), tuple(changes))


def doubt_refused(taken: Taken, refused: Mapping[Identity, str]) -> Taken:
    """Return what was taken, fuzzy where merging refuses a text, for the reason that it gives."""
    doubted = {
        each.identity: replace(each, kind=Kind.DOUBTFUL, reason=refused[each.identity])
        for each in taken.changes
        if each.kind is Kind.TAKEN and each.identity in refused
    }
    if not doubted:
        return taken
    entries = tuple(
        _doubted(each, doubted[each.identity].reason) if each.identity in doubted else each
        for each in taken.catalog.entries
    )
    changes = tuple(doubted.get(each.identity, each) for each in taken.changes)
    return Taken(replace(taken.catalog, entries=entries), changes)


def find_unsettled(
    catalog: Catalog, readings: Iterable[Reading], past: Past
) -> tuple[Reading, ...]:
    """Return what merging would lose of these if it showed the catalog's texts instead.

    It would lose something while a translator still has to look at an entry.
    """
    entries = {entry.identity: entry for entry in catalog.live}
    return tuple(
        each
        for each in readings
        if each.identity not in entries or not _is_settled(entries[each.identity], each.text, past)
    )


def is_noted(entry: Entry, text: str) -> bool:
    """Return whether a comment of the entry holds a page's text already."""
    return PAGE_SAYS + _one_line(text) in entry.comments


def _number(source: Sequence[str], page: Sequence[str], ours: Name, theirs: Name) -> list[str]:
    """Return the source's number for each of the page's destinations, or the destination."""
    wanted = [ours(target) for target in source]
    given = [theirs(target) for target in page]
    found: dict[int, int] = {}
    for shown in (str, _without_fragment):
        for index, name in enumerate(given):
            if index in found:
                continue
            same = [n for n, other in enumerate(wanted) if shown(other) == shown(name)]
            free = [n for n in same if n not in found.values()]
            if free or (same and shown is str):
                found[index] = (free or same)[0]
    return [str(found[n] + 1) if n in found else target for n, target in enumerate(page)]


def _with_addresses(text: str, source: Segment, labels: Labels, ours: Name, theirs: Name) -> str:
    """Write the addresses that are shown as the source does, where they lead to the same."""
    labels = labels_at(source.place, labels)
    found = [*find_shown_addresses(text, labels)]
    if not found:
        return text
    msgid = source.msgid
    wanted: defaultdict[tuple[LinkKind, str], list[str]] = defaultdict(list)
    for kind, span in find_shown_addresses(msgid, labels):
        wanted[kind, ours(span.of(msgid))].append(span.of(msgid))
    edits = []
    for kind, span in found:
        name = theirs(span.of(text))
        ways = wanted.get((kind, name))
        if ways and _is_free(kind, name):
            edits.append(Edit(span, ways.pop(0) if len(ways) > 1 else ways[0]))
    return splice(text, sorted(edits))


def _is_free(kind: LinkKind, name: str) -> bool:
    """Return whether the source's way to write an address says what the page's does."""
    return kind is LinkKind.HTML or name.startswith(GUIDE)


def _without_fragment(name: str) -> str:
    return name.partition("#")[0]


def _choose(group: Sequence[Reading]) -> Reading:
    """Return the reading to take: a sure one, then the most frequent, then the first."""
    counts = Counter(reading.text for reading in group)
    return min(group, key=lambda reading: (bool(reading.doubt), -counts[reading.text]))


def _variants(group: Sequence[Reading], chosen: Reading, past: Past) -> list[Change]:
    others = {
        reading.text: reading
        for reading in group
        if reading.text != chosen.text and not past(reading.identity, reading.text)
    }
    return [_change(Kind.VARIANT, reading) for reading in others.values()]


def _change(kind: Kind, reading: Reading) -> Change:
    return Change(kind, reading.identity, reading.text, reading.line, reading.doubt)


def _has_forms_of(entry: Entry, text: str) -> bool:
    """Return whether a text has as many plural forms as an entry: else it is no text for it."""
    count = 1 if entry.msgid_plural is None else len(entry.msgstr_plural)
    return text.count(FORM_SEPARATOR) == count - 1


def _take(entry: Entry, reading: Reading, past: Past) -> tuple[Entry, Kind | None]:
    text = reading.text
    if text == entry.said or is_noted(entry, text) or _was_shown(entry, text, past):
        return entry, None
    if not entry.has_text or is_by_machine(entry):
        if text == entry.msgid or not text.strip():
            return entry, None
        return _filled(blank(entry) if entry.has_text else entry, reading)
    if reading.doubt:
        return as_fuzzy(_noted(entry, text)), Kind.NOTED
    if _was_shown(entry, entry.said, past):
        return entry.saying(text), Kind.EDITED
    if text == entry.msgid:
        return entry, None
    return as_fuzzy(_noted(entry, text)), Kind.CONFLICT


def _was_shown(entry: Entry, text: str, past: Past) -> bool:
    """Return whether the page showed ``text`` for this entry, or for what it was before."""
    if past(entry.identity, text):
        return True
    previous = entry.previous_msgid
    return previous is not None and past((entry.previous_msgctxt, previous), text)


def _is_settled(entry: Entry, text: str, past: Past) -> bool:
    if text == entry.msgid:
        return True
    if entry.fuzzy and entry.previous_msgid is not None and text == entry.said:
        return True  # its source has changed since, so merging shows the source's text anyway
    known = text == entry.said or is_noted(entry, text) or _was_shown(entry, text, past)
    return known and entry.translated


def _filled(entry: Entry, reading: Reading) -> tuple[Entry, Kind]:
    filled = entry.saying(reading.text)
    if not reading.doubt:
        return filled._replace(flags=entry.other_flags), Kind.TAKEN
    return _doubted(filled, reading.doubt), Kind.DOUBTFUL


def _doubted(entry: Entry, reason: str) -> Entry:
    return as_fuzzy(entry._replace(comments=(*entry.comments, IMPORTED + reason)))


def _noted(entry: Entry, text: str) -> Entry:
    return entry._replace(comments=(*entry.comments, PAGE_SAYS + _one_line(text)))


def _one_line(text: str) -> str:
    shown = text.replace("\\", "\\\\").replace("\n", "\\n")
    return shown.replace(FORM_SEPARATOR, " | ")
