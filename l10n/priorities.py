"""Priorities: what to translate next, so that the readers get most of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from l10n.catalog import Identity
from l10n.changes import Change, classify_change, drafts_of
from l10n.coverage import GuideCoverage, basis_of
from l10n.gaps import GuideGaps
from l10n.names import is_name


@dataclass(frozen=True, slots=True)
class SharedGap:
    """A segment, and what its translation would bring."""

    msgid: str
    msgctxt: str | None
    guides: int
    """Guides that gain from it, counted in each language that lacks it."""
    words: int
    """Words of those guides that would be translated then."""


@dataclass(frozen=True, slots=True)
class NearGuide:
    """A guide that is not published in a language, and how many words it lacks for that."""

    key: str
    language: str
    lacking: int
    """0 when merging would publish it now. Segments, where the guide has no word at all."""


def rank_gaps(
    guides: Iterable[GuideGaps], languages: Collection[str], limit: int
) -> tuple[SharedGap, ...]:
    """Return the segments that most guides gain from, at most ``limit``.

    Equal ones are ordered by the words they bring, then by their text. To translate one is enough:
    extracting copies a translation to each guide with the same text. Names and code are none.
    """
    wanted = frozenset(languages)
    sums: defaultdict[tuple[str | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for guide in guides:
        for gap in guide.gaps:
            gaining = len(wanted.intersection(gap.languages))
            if gaining and not is_name(gap.msgid):
                counts = sums[gap.identity]
                counts[0] += gaining
                counts[1] += gaining * gap.words
    ranked = sorted(
        (
            SharedGap(msgid, msgctxt, pages, words)
            for (msgctxt, msgid), (pages, words) in sums.items()
        ),
        key=lambda gap: (-gap.guides, -gap.words, gap.msgid, gap.msgctxt or ""),
    )
    return tuple(ranked[:limit])


def rank_guides(
    guides: Iterable[GuideCoverage],
    published: Collection[tuple[str, str]],
    publish_at: float,
) -> tuple[NearGuide, ...]:
    """Return every guide that is not published yet and can be, those that lack least first.

    ``published`` holds (language, key); ``publish_at`` is in percent, from 0 to 100. Equal ones
    are ordered by key and language.
    """
    near = (
        NearGuide(guide.key, guide.language, lacking_words(guide, publish_at))
        for guide in guides
        if (guide.language, guide.key) not in published and guide.has_text and not guide.refused
    )
    return tuple(sorted(near, key=lambda each: (each.lacking, each.key, each.language)))


def lacking_words(guide: GuideCoverage, publish_at: float) -> int:
    """Return how many words more have to be translated before the guide is published.

    Of a guide without words segments are counted, as its percentage does.
    """
    counts = basis_of(guide.segments, guide.words)
    # The percentage is rounded down to one decimal, so the goal is a whole number of them.
    tenths = math.ceil(round(publish_at * 10, 6))
    return max(0, -(-tenths * counts.total // 1000) - counts.translated)


class Worth(StrEnum):
    """Why something is worth doing next; what comes first is worth most."""

    FACT = "number, date or price"
    """The source states another one than its translation did."""
    PAGE = "page"
    """A page lacks little for being published."""
    TEXT = "text"
    """A text stands in many guides."""


class Step(NamedTuple):
    """One thing to do next in a language: the entry to begin with, and what it brings."""

    language: str
    worth: Worth
    key: str
    msgid: str
    """Empty where nothing is left to translate, and merging publishes the page."""
    msgctxt: str | None = None
    previous: str = ""
    """What the source said before, where a fact changed."""
    words: int = 0
    """What the text has, or what the page lacks."""
    guides: int = 1
    """Guides that gain from the text."""
    path: str = ""
    """Of the catalog, as the line; neither is known before it has been read."""
    line: int = 0


def rank_steps(
    language: str,
    gaps: Collection[GuideGaps],
    near: Iterable[NearGuide],
    published: Collection[tuple[str, str]],
    limit: int,
) -> tuple[Step, ...]:
    """Return what to do next in a language, what is worth most first, each entry once.

    ``near`` are the guides that can be published, the nearest first; ``published`` as there.
    """
    steps = chain(
        _facts(language, gaps, published),
        _pages(language, gaps, near),
        _texts(language, gaps, limit),
    )
    found: dict[tuple[str, str | None, str], Step] = {}
    for each in steps:
        found.setdefault((each.key, each.msgctxt, each.msgid), each)
    return tuple(found.values())[:limit]


def _facts(
    language: str, guides: Iterable[GuideGaps], published: Collection[tuple[str, str]]
) -> Iterator[Step]:
    """Yield the changed facts, those of published pages first: their readers were told others."""
    for guide in sorted(guides, key=lambda each: (language, each.key) not in published):
        for gap, draft in drafts_of(guide, language):
            previous = draft.previous_msgid
            if previous is None or draft.state not in ("changed", "imported"):
                continue
            if classify_change(previous, gap.msgid) is Change.NUMBER:
                yield Step(
                    language, Worth.FACT, guide.key, gap.msgid, gap.msgctxt, previous, gap.words
                )


def _pages(language: str, guides: Iterable[GuideGaps], near: Iterable[NearGuide]) -> Iterator[Step]:
    known = {each.key: each for each in guides}
    for each in near:
        if each.language != language:
            continue
        gaps = known[each.key].gaps if each.key in known else ()
        first = next((gap for gap in gaps if language in gap.languages), None)
        if first is None or not each.lacking:
            yield Step(language, Worth.PAGE, each.key, "")
        else:
            identity = (first.msgid, first.msgctxt)
            yield Step(language, Worth.PAGE, each.key, *identity, words=each.lacking)


def _texts(language: str, guides: Collection[GuideGaps], limit: int) -> Iterator[Step]:
    wanted: dict[Identity, str] = {}
    for guide in guides:
        for gap in guide.gaps:
            if language in gap.languages:
                wanted.setdefault(gap.identity, guide.key)
    # Some of them are facts or begin pages; then those that follow them are wanted.
    for shared in rank_gaps(guides, [language], 2 * limit):
        key = wanted[shared.msgctxt, shared.msgid]
        yield Step(
            language,
            Worth.TEXT,
            key,
            shared.msgid,
            shared.msgctxt,
            words=shared.words,
            guides=shared.guides,
        )
