"""What importing reports of a page: what was doubtful, what was not taken, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from l10n.adopt.align import TITLES, PageReading, Text
from l10n.adopt.base import Base
from l10n.catalog import Catalog, Entry, Identity
from l10n.extract import extract_guide
from l10n.guide import Finding, Place, Segment, Severity
from l10n.import_ import Change, Kind, Reading, Taken
from l10n.words import count_words

NO_SOURCE: Final = "no-source"
OUT_OF_ORDER: Final = "out-of-order"

ADD_OR_KEEP: Final = f": add it there, or keep it on this page with --accept {NO_SOURCE}"
"""How a finding ends of a text that only the page has."""

_LONGEST: Final = 60
"""Characters of a text that are shown."""

_MESSAGES: Final = {
    Kind.DOUBTFUL: "is imported as fuzzy: {reason}; check it in the catalog",
    Kind.NOTED: "is only in a comment of the catalog: {reason}; decide there which text is right",
    Kind.CONFLICT: "was changed here and in the catalog: choose one of the texts there",
    Kind.VARIANT: "is another translation of a text that is there twice: it stays on this page",
}
_SEVERITIES: Final = {Kind.DOUBTFUL: Severity.INFO, Kind.VARIANT: Severity.INFO}
WARNED: Final = tuple(f"import-{kind}" for kind in _MESSAGES if kind not in _SEVERITIES)
"""Findings about texts that keep a page from being handed over."""


def find_all(
    source: Text, page: Text, reading: PageReading, taken: Taken, written: str
) -> tuple[Finding, ...]:
    """Return the findings about one page's texts; ``written`` is what merging makes of the page."""
    path = page.guide.path
    findings = [_told(path, change) for change in taken.changes if change.kind in _MESSAGES]
    findings += _lone(source, page, reading, taken.catalog, written)
    if not reading.in_order:
        findings.append(_disordered(source, path))
    return tuple(findings)


def find_base(base: Base, path: str, source: Text, changed: int) -> Finding:
    """Return what a page was made from, and how many segments of it have changed since."""
    since = f"{changed} of its {len(source.segments)} texts are new since" if changed else ""
    message = f"is read as a translation of {source.guide.path} as of {base.shown}"
    return Finding("base", Severity.INFO, path, 0, f"{message}; {since or 'it says the same now'}")


def find_removed(source: Text, page: Text, removed: Iterable[Segment]) -> Iterator[Finding]:
    """Yield what a page translates that its source has no longer."""
    for segment in removed:
        message = (
            f"{quoted(segment.msgid)} translates what {source.guide.path} has no longer there: "
            "it stays on this page; remove it here if it is outdated"
        )
        yield Finding("source-removed", Severity.INFO, page.guide.path, segment.line, message)


def prevents_handover(finding: Finding, accepted: Collection[str]) -> bool:
    """Return whether merging would lose what a finding is about, and that is not ``accepted``."""
    return finding.severity is not Severity.INFO and finding.check not in accepted


def count_import(source: Text, catalog: Catalog, readings: Sequence[Reading]) -> dict[str, int]:
    """Count the source's words by what the catalog has for them."""
    counts = Counter({"all": 0, "translated": 0, "fuzzy": 0, "same": 0, "missing": 0})
    for entry, state in _states(source, catalog, readings):
        words = count_words(entry.msgid)
        counts["all"] += words
        counts[state] += words
    return dict(counts)


def count_segments(source: Text, catalog: Catalog, readings: Sequence[Reading]) -> dict[str, int]:
    """Count the source's segments, and those for which the page has nothing, or something older."""
    counts = Counter({"all": 0, "behind": 0})
    for entry, state in _states(source, catalog, readings):
        is_old = entry.fuzzy and entry.previous_msgid is not None
        counts["all"] += 1
        counts["behind"] += is_old or state == "missing"
    return dict(counts)


def _told(path: str, change: Change) -> Finding:
    message = _MESSAGES[change.kind].format(reason=change.reason)
    severity = _SEVERITIES.get(change.kind, Severity.WARNING)
    text = f"{quoted(change.text)} {message}"
    return Finding(f"import-{change.kind}", severity, path, change.line, text)


def _lone(
    source: Text, page: Text, reading: PageReading, catalog: Catalog, written: str
) -> Iterator[Finding]:
    path = page.guide.path
    gone = {entry.msgstr for entry in catalog.entries if entry.obsolete}
    has_titles = any(each.place in TITLES for each in reading.lone)
    stays = _titles(page, written) if has_titles else frozenset()
    for segment in reading.lone:
        if (segment.place, segment.msgid) in stays:  # its block has no title in the source
            message = f"{quoted(segment.msgid)} stays as this page has it"
            yield Finding("own-title", Severity.INFO, path, segment.line, message)
        elif segment.msgid not in gone:
            message = (
                f"{quoted(segment.msgid)} translates nothing in {source.guide.path}{ADD_OR_KEEP}"
            )
            yield Finding(NO_SOURCE, Severity.WARNING, path, segment.line, message)


def _titles(page: Text, written: str) -> frozenset[tuple[Place, str]]:
    """Return the titles of a page as it is ``written``, with their places."""
    segments = extract_guide(replace(page.guide, text=written), ()).segments
    return frozenset((each.place, each.msgid) for each in segments if each.place in TITLES)


def _disordered(source: Text, path: str) -> Finding:
    message = (
        f"its blocks stand in another order than in {source.guide.path}: give them that order, or "
        f"let merge do it with --accept {OUT_OF_ORDER}"
    )
    return Finding(OUT_OF_ORDER, Severity.WARNING, path, 0, message)


def quoted(text: str) -> str:
    """Return a text as messages name it: on one line, and no longer than that."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."}"'


def _states(
    source: Text, catalog: Catalog, readings: Iterable[Reading]
) -> Iterator[tuple[Entry, str]]:
    """Yield the entry of each text of the source, titles aside, and what it has of the page."""
    entries = {entry.identity: entry for entry in catalog.live}
    same = {each.identity for each in readings if each.text == each.identity[1]}
    for index, segment in enumerate(source.segments):
        entry = entries.get(segment.identity)
        if index not in source.titles and entry is not None:
            yield entry, _state(entry, same)


def _state(entry: Entry, same: set[Identity]) -> str:
    if entry.translated:
        return "translated"
    if entry.has_text:
        return "fuzzy"
    return "same" if entry.identity in same else "missing"
