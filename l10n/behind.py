"""Pages that fell behind: they are published, and their source says what they do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from l10n.changes import Change, classify_change
from l10n.coverage import Counts, GuideCoverage
from l10n.gaps import Draft, Gap, GuideGaps, Revision

NEW: Final = "new"
"""The cause of a text that the page never had; others are called as ``Change`` or ``Counts`` do."""

_HELD: Final = ("machine", "imported", "quarantined")
"""What holds texts whose source has not moved on, by the names in ``Counts``."""
_UNKNOWN: Final = Revision("")


class Origin(NamedTuple):
    """The commit by which a source came to say what a page does not."""

    commit: str
    date: datetime
    """When it was committed, in UTC."""
    author: str

    @property
    def shown(self) -> str:
        """Return day, commit and author in one."""
        return f"{self.date:%Y-%m-%d}, {self.commit[:10]} by {self.author}"


class Lack(NamedTuple):
    """A text that readers of a page do not get in their language."""

    gap: Gap
    cause: str
    previous: str = ""
    """What the source said before, where the translation is one of that."""
    origin: Origin | None = None
    """None where the source is not the cause, and where git does not say."""

    @property
    def is_by_source(self) -> bool:
        """Return whether the source has changed, or has what the page never had."""
        return bool(self.previous) or self.cause == NEW


@dataclass(frozen=True, slots=True)
class BehindPage:
    """A published page that lacks something of its source."""

    language: str
    key: str
    path: str
    """Of the source."""
    is_by_hand: bool
    """Whether merging did not write it: readers may see more than its catalog says."""
    words: Counts
    """Of the whole guide."""
    lacks: tuple[Lack, ...] = ()
    """In document order; none where only their number was asked for."""
    revision: Revision = _UNKNOWN
    """Who changed the translation last, where the catalog says so."""

    @property
    def missing(self) -> int:
        """Return how many words readers do not get in their language."""
        return self.words.total - self.words.translated

    @property
    def origin(self) -> Origin | None:
        """Return the commit that put it behind: the first of those of its texts."""
        known = [each.origin for each in self.lacks if each.origin]
        return min(known, key=lambda each: (each.date, each.commit)) if known else None

    @property
    def causes(self) -> Mapping[str, int]:
        """Return how many texts there are of each cause, the most frequent first."""
        counts = dict.fromkeys((each.cause for each in self.lacks), 0)
        for each in self.lacks:
            counts[each.cause] += 1
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    @property
    def amounts(self) -> Mapping[str, int]:
        """Return the causes; where no text is named, the words of each state."""
        states = {each: getattr(self.words, each) for each in _HELD}
        return self.causes or {f"words {each}": count for each, count in states.items() if count}

    @property
    def told(self) -> str:
        """Return the amounts in one."""
        return ", ".join(f"{count:,} {cause}" for cause, count in self.amounts.items())


class Pages(NamedTuple):
    """The pages of a site, as language and key."""

    published: Collection[tuple[str, str]]
    by_hand: Collection[tuple[str, str]]
    """Those of them that merging did not write."""


def is_unread(guide: GuideCoverage, pages: Pages) -> bool:
    """Return whether a page was written by hand, and nothing of it is in its catalog yet."""
    counts = guide.segments
    is_by_hand = (guide.language, guide.key) in pages.by_hand
    return is_by_hand and guide.has_text and counts.untranslated == counts.total


def is_behind(guide: GuideCoverage, pages: Pages) -> bool:
    """Return whether a page is published and lacks something, as far as its catalog says."""
    if (guide.language, guide.key) not in pages.published or not guide.has_text:
        return False
    return not (guide.complete or guide.refused or is_unread(guide, pages))


def has_moved_on(guide: GuideCoverage) -> bool:
    """Return whether a guide's source says what was never translated, or was when it said else."""
    counts = guide.segments
    return bool(counts.changed or counts.proposed or counts.untranslated)


def find_behind(
    guides: Iterable[GuideCoverage], gaps: Iterable[GuideGaps], pages: Pages
) -> tuple[BehindPage, ...]:
    """Return the pages that lack something, those that lack most words first, without origins.

    ``gaps`` are those of guides whose texts are to be named.
    """
    known = {each.key: each for each in gaps}
    behind = (
        _page(each, known.get(each.key), is_by_hand=(each.language, each.key) in pages.by_hand)
        for each in guides
        if is_behind(each, pages)
    )
    return tuple(sorted(behind, key=lambda page: (-page.missing, page.key, page.language)))


class Duty(NamedTuple):
    """What a language's team can do about its published pages."""

    language: str
    pages: int
    words: int
    start: BehindPage
    """The one to begin with: a wrong number does more harm than a missing sentence."""


def sum_duties(pages: Iterable[BehindPage]) -> tuple[Duty, ...]:
    """Return one for each language that has a page behind, in the order in which they come."""
    found: dict[str, list[BehindPage]] = {}
    for page in pages:
        found.setdefault(page.language, []).append(page)
    return tuple(
        Duty(
            language,
            len(some),
            sum(each.missing for each in some),
            min(some, key=lambda each: (Change.NUMBER not in each.causes, -each.missing)),
        )
        for language, some in found.items()
    )


def _page(guide: GuideCoverage, gaps: GuideGaps | None, *, is_by_hand: bool) -> BehindPage:
    language = guide.language
    lacks = tuple(_lacks(gaps.gaps, language)) if gaps else ()
    revisions = {each.language: each for each in gaps.revisions} if gaps else {}
    return BehindPage(
        language,
        guide.key,
        guide.path,
        is_by_hand,
        guide.words,
        lacks,
        revisions.get(language, Revision(language)),
    )


def _lacks(gaps: Iterable[Gap], language: str) -> Iterator[Lack]:
    for gap in gaps:
        if language in gap.untranslated:
            yield Lack(gap, NEW)
        for draft in gap.drafts:
            if draft.language == language:
                yield _lack(gap, draft)


def _lack(gap: Gap, draft: Draft) -> Lack:
    if draft.state == "proposed":
        return Lack(gap, NEW)
    if draft.state != "changed":
        return Lack(gap, draft.state)
    previous = gap.msgid if draft.previous_msgid is None else draft.previous_msgid
    cause = classify_change(previous, gap.msgid)
    return Lack(gap, str(cause), "" if previous == gap.msgid else previous)
