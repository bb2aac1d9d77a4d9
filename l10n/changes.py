"""Changes: what became of a site since an earlier state, and of which kind each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from l10n.catalog import Catalog
from l10n.coverage import LanguageCoverage
from l10n.facts.facts import Kind, read_facts
from l10n.gaps import Draft, Gap, GuideGaps


class Change(StrEnum):
    """How a segment changed; the first that fits, the most harmful one first."""

    NUMBER = "number, date or price"
    """Of what is surely one; what only may be one in words is wording."""
    LINK = "link"
    WORDING = "wording"
    NONE = "marked for review"
    """The source is as it was; the translation was marked fuzzy."""


@dataclass(frozen=True, slots=True)
class Delta:
    """One language then and now."""

    before: LanguageCoverage
    now: LanguageCoverage

    @property
    def points(self) -> float:
        """Return by how many points of percent it rose.

        Where there was or is nothing to translate it neither rose nor fell.
        """
        before, now = self.before.percent, self.now.percent
        return 0.0 if before is None or now is None else round(now - before, 1)


@dataclass(frozen=True, slots=True)
class StaleSegment:
    """A segment that was translated then and has to be looked at again now."""

    language: str
    key: str
    path: str
    line: int
    msgid: str
    msgctxt: str | None
    previous_msgid: str
    change: Change
    changed: datetime | None = None
    """When the source's change was committed; None when it is not yet, or nothing changed."""


class SourceKind(StrEnum):
    """What became of a source guide."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source guide that has other texts now; a text that was changed is one new and one gone."""

    path: str
    """As it is now; of one that is gone, as it was."""
    key: str
    kind: SourceKind
    new: int
    words: int
    """Of the new texts."""
    gone: int


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to a site since a revision."""

    revision: str
    """As it was asked for."""
    commit: str
    """Abbreviated."""
    date: datetime
    deltas: tuple[Delta, ...]
    stale: tuple[StaleSegment, ...]
    """By language, then by path and line."""
    sources: tuple[SourceChange, ...] = ()
    """In the order of their paths."""


def classify_change(previous: str, current: str) -> Change:
    """Say how the text ``previous`` became ``current``."""
    if previous == current:
        return Change.NONE
    before, now = Counter(read_facts(previous)), Counter(read_facts(current))
    kinds = {fact.kind for fact in (before - now) + (now - before)}
    if Kind.NUMBER in kinds:
        return Change.NUMBER
    if Kind.LINK in kinds:
        return Change.LINK
    return Change.WORDING


def find_stale(guide: GuideGaps, language: str, before: Catalog | None) -> Iterator[StaleSegment]:
    """Yield what ``before``, the guide's catalog then, translated and is fuzzy now.

    Without dates. A fuzzy translation that was taken from another guide, or from a segment that
    is still there, is none of these: the guide has lost nothing.
    """
    translated = {entry.identity for entry in before.entries if entry.translated} if before else ()
    for gap, draft in drafts_of(guide, language):
        previous = gap.msgid if draft.previous_msgid is None else draft.previous_msgid
        is_own = draft.state not in ("proposed", "quarantined")
        if is_own and (gap.msgctxt, previous) in translated:
            change = classify_change(previous, gap.msgid)
            yield StaleSegment(
                language,
                guide.key,
                guide.path,
                gap.line,
                gap.msgid,
                gap.msgctxt,
                previous,
                change,
            )


def drafts_of(guide: GuideGaps, language: str) -> Iterator[tuple[Gap, Draft]]:
    """Yield the unpublished translations of one language, in document order."""
    for gap in guide.gaps:
        for draft in gap.drafts:
            if draft.language == language:
                yield gap, draft


def compare_languages(
    before: Iterable[LanguageCoverage], now: Iterable[LanguageCoverage]
) -> tuple[Delta, ...]:
    """Pair the languages, in the order of ``now``; a new one had nothing."""
    known = {each.language: each for each in before}
    return tuple(
        Delta(known.get(each.language) or LanguageCoverage(each.language), each) for each in now
    )
