"""Priorities: what to translate next, so that the readers get most of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from l10n.coverage import GuideCoverage
from l10n.gaps import GuideGaps


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
    extracting copies a translation to each guide with the same text.
    """
    wanted = frozenset(languages)
    sums: defaultdict[tuple[str | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for guide in guides:
        for gap in guide.gaps:
            gaining = len(wanted.intersection(gap.languages))
            if gaining:
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
    counts = guide.words if guide.words.total else guide.segments
    # The percentage is rounded down to one decimal, so the goal is a whole number of them.
    tenths = math.ceil(round(publish_at * 10, 6))
    return max(0, -(-tenths * counts.total // 1000) - counts.translated)
