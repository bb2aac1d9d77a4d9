"""Gaps: the segments of a guide that some language does not publish yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.coverage import state_of
from l10n.guide import Guide, Segment
from l10n.po import header_field
from l10n.words import count_words

_TITLE_KINDS: Final = ("title", "linkTitle", "heading 1")
_STAMPS: Final = ("Last-Translator", "PO-Revision-Date")
_ADDRESS: Final = re.compile(r"<[^<>]*>?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NOBODY: Final = ("AUTOMATICALLY GENERATED", "FULL NAME")
"""What stands where no person has changed a catalog yet."""
_NOTHING: Final[Mapping[str, Mapping[Identity, str]]] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation that is not published: it is fuzzy, or it is quarantined."""

    language: str
    msgstr: str
    state: str = "changed"
    """Its name in the ``Counts``: one of the kinds of fuzzy, ``machine`` or ``quarantined``."""
    previous_msgid: str | None = None
    fault: str = ""
    """Why it is quarantined, in words for the translator; empty when it is fuzzy."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A segment and the languages that lack it; at least one does."""

    msgid: str
    msgctxt: str | None
    line: int
    """Its first line in the guide's file, from 1."""
    last_line: int
    words: int
    """Of all its occurrences in the guide together, like the coverage."""
    untranslated: tuple[str, ...]
    drafts: tuple[Draft, ...]

    @property
    def identity(self) -> Identity:
        """Return what makes its entry unique in a catalog."""
        return (self.msgctxt, self.msgid)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that lack it, in whatever way."""
        return (*self.untranslated, *(draft.language for draft in self.drafts))


class Revision(NamedTuple):
    """Who changed a catalog last, and when, as its header says."""

    language: str
    translator: str = ""
    day: str = ""
    """As in 2024-03-05."""

    @property
    def told(self) -> str:
        """Return both in one."""
        return f"{self.translator}, {self.day}" if self.day else self.translator


@dataclass(frozen=True, slots=True)
class GuideGaps:
    """What is left to translate in one guide; ``gaps`` are distinct, in document order."""

    key: str
    path: str
    title: str
    """As the source has it; empty when it has none."""
    gaps: tuple[Gap, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """Of the catalogs that a person has changed."""


def find_gaps(
    guide: Guide,
    segments: Iterable[Segment],
    catalogs: Mapping[str, Catalog | None],
    quarantined: Mapping[str, Mapping[Identity, str]] = _NOTHING,
) -> GuideGaps:
    """Find what the languages of ``catalogs`` lack; no catalog translates nothing.

    ``quarantined`` says by language what merging does not publish, and why.
    """
    grouped: dict[Identity, list[Segment]] = {}
    for segment in segments:
        grouped.setdefault(segment.identity, []).append(segment)
    entries = {
        language: {entry.identity: entry for entry in catalog.entries} if catalog else {}
        for language, catalog in catalogs.items()
    }
    gaps: list[Gap] = []
    for identity, group in grouped.items():
        untranslated: list[str] = []
        drafts: list[Draft] = []
        for language, known in entries.items():
            entry = known.get(identity)
            faults = quarantined.get(language, {})
            state = state_of(entry, faults, grouped.keys())
            if entry is None or state == "untranslated":
                untranslated.append(language)
            elif state == "quarantined":
                drafts.append(Draft(language, _said(entry), state, fault=faults[identity]))
            elif entry.fuzzy:
                drafts.append(Draft(language, _said(entry), state, entry.previous_msgid))
        if untranslated or drafts:
            gaps.append(_gap(guide, group, tuple(untranslated), tuple(drafts)))
    revisions = (_revision(language, each) for language, each in catalogs.items() if each)
    title = _title(grouped.values())
    found = tuple(each for each in revisions if each.translator)
    return GuideGaps(guide.key, guide.path, title, tuple(gaps), found)


def narrow_gaps(guide: GuideGaps, languages: Collection[str]) -> GuideGaps:
    """Return what these languages lack."""
    narrowed = (
        replace(
            gap,
            untranslated=tuple(each for each in gap.untranslated if each in languages),
            drafts=tuple(each for each in gap.drafts if each.language in languages),
        )
        for gap in guide.gaps
    )
    revisions = tuple(each for each in guide.revisions if each.language in languages)
    gaps = tuple(gap for gap in narrowed if gap.languages)
    return replace(guide, gaps=gaps, revisions=revisions)


def _gap(
    guide: Guide, group: list[Segment], untranslated: tuple[str, ...], drafts: tuple[Draft, ...]
) -> Gap:
    first = group[0]
    height = guide.text.count("\n", first.span.start, first.span.end)
    words = count_words(first.msgid) * len(group)
    last_line = first.line + height
    return Gap(first.msgid, first.context, first.line, last_line, words, untranslated, drafts)


def _revision(language: str, catalog: Catalog) -> Revision:
    """Return what the header says; nothing where no person is named."""
    name, when = (header_field(catalog.header, each) or "" for each in _STAMPS)
    name = _ADDRESS.sub("", name).strip()
    if not name or name.upper().startswith(_NOBODY):
        return Revision(language)
    day = _DAY.match(when)
    return Revision(language, name, day[0] if day else "")


def _said(entry: Entry) -> str:
    return entry.said.replace(FORM_SEPARATOR, " | ")


def _title(groups: Iterable[list[Segment]]) -> str:
    titles: dict[str, str] = {}
    for segment in (segment for group in groups for segment in group):
        titles.setdefault(segment.kind, segment.msgid)
    return next((titles[kind] for kind in _TITLE_KINDS if kind in titles), "")
