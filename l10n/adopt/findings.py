"""What importing reports of a page: what was doubtful, what was not taken, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from l10n.adopt.align import PageReading, Text
from l10n.catalog import Catalog, Entry, Identity
from l10n.config.settings import KEY_FIELD, Config
from l10n.frontmatter.keep import changed_keys, find_own_keys
from l10n.guide import Finding, Severity
from l10n.import_ import Change, Kind, Reading, Taken
from l10n.site.record import Published
from l10n.words import count_words

_LONGEST: Final = 60
"""Characters of a text that are shown."""

_MESSAGES: Final = {
    Kind.DOUBTFUL: "is imported as fuzzy: {reason}; check it in the catalog",
    Kind.NOTED: "is only in a comment of the catalog: {reason}; decide there which text is right",
    Kind.CONFLICT: "was changed here and in the catalog: choose one of the texts there",
    Kind.VARIANT: "is another translation of a text that is there twice: make them the same",
}
_SEVERITIES: Final = {Kind.DOUBTFUL: Severity.INFO}


def find_all(
    config: Config,
    source: Text,
    page: Text,
    reading: PageReading,
    taken: Taken,
    known: Published | None,
) -> tuple[Finding, ...]:
    """Return the findings about one page; ``known`` is what the record says of it."""
    path = page.guide.path
    findings = [_told(path, change) for change in taken.changes if change.kind in _MESSAGES]
    findings += _lone(source, page, reading, taken.catalog)
    if known and known.digests:
        if known.memory.frame != page.frame or not reading.in_order:
            findings.append(_reshaped(source, path))
    else:
        findings += _differences(config, source, page)
    return tuple(sorted(findings, key=lambda finding: finding.line))


def prevents_handover(finding: Finding) -> bool:
    """Return whether merging would lose what a finding is about."""
    return finding.severity is not Severity.INFO


def count_import(source: Text, catalog: Catalog, readings: Sequence[Reading]) -> dict[str, int]:
    """Count the source's words by what the catalog has for them."""
    entries = {entry.identity: entry for entry in catalog.entries if not entry.obsolete}
    same = {each.identity for each in readings if each.text == each.identity[1]}
    counts = Counter({"all": 0, "translated": 0, "fuzzy": 0, "same": 0, "missing": 0})
    for index, segment in enumerate(source.segments):
        entry = entries.get((segment.context, segment.msgid))
        if index not in source.titles and entry is not None:
            words = count_words(segment.msgid)
            counts["all"] += words
            counts[_state(entry, same)] += words
    return dict(counts)


def _told(path: str, change: Change) -> Finding:
    message = _MESSAGES[change.kind].format(reason=change.reason)
    severity = _SEVERITIES.get(change.kind, Severity.WARNING)
    text = f"{_shown(change.text)} {message}"
    return Finding(f"import-{change.kind}", severity, path, change.line, text)


def _lone(source: Text, page: Text, reading: PageReading, catalog: Catalog) -> Iterator[Finding]:
    gone = {entry.msgstr for entry in catalog.entries if entry.obsolete}
    for segment in reading.lone:
        if segment.msgid not in gone:
            message = (
                f"{_shown(segment.msgid)} translates nothing in {source.guide.path}: add it there, "
                "or take it out here"
            )
            yield Finding("no-source", Severity.WARNING, page.guide.path, segment.line, message)


def _reshaped(source: Text, path: str) -> Finding:
    message = (
        "more than texts was changed here (blocks, front matter, code or links between guides): "
        f"make that change in {source.guide.path}, or take it back"
    )
    return Finding("reshaped-page", Severity.WARNING, path, 0, message)


def _differences(config: Config, source: Text, page: Text) -> Iterator[Finding]:
    """Yield the front matter values that will be the source's, the first time a page is read."""
    path = page.guide.path
    texts = {field.partition(".")[0] for field in (*source.fields, *page.fields, KEY_FIELD)}
    own = find_own_keys(source.guide.text, page.guide.text, path)
    changed = changed_keys(source.guide.text, page.guide.text, path)
    lost = [key for key in changed if key not in texts and key not in own]
    lost = [key for key in lost if key not in config.keep]
    if lost:
        message = (
            f"{', '.join(lost)} will be as in {source.guide.path}: "
            f"name it in keep in {config.path} if this page's is to stay"
        )
        yield Finding("front-matter-differs", Severity.INFO, path, 1, message)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."}"'


def _state(entry: Entry, same: set[Identity]) -> str:
    if entry.translated:
        return "translated"
    if entry.has_text:
        return "fuzzy"
    return "same" if entry.identity in same else "missing"
