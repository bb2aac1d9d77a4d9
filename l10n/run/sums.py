"""What guides add to what a run says, summed up: so that idle ones need not be gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from l10n.coverage import Counts, GuideCoverage, GuideTotals, LanguageCoverage
from l10n.guide import Finding
from l10n.site.packed import unpack_finding

Packed: TypeAlias = Mapping[str, list[Any]]
"""Packed findings, or pages, by the key of their guide; of those only that have any."""

STEPS: Final = ("extract", "merge", "measure")
"""Those that say something of each guide, as they remember it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is remembered of one guide."""

    key: str
    languages: tuple[str, ...]
    shown: frozenset[str]
    """The languages in which it has a page."""
    rows: Mapping[str, Any]
    """What each step remembers, as JSON holds it."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What some guides add, as JSON can hold it."""

    counts: Mapping[str, int]
    """How much there is, by what it is and, mostly, a language."""
    extracted: Packed
    """Findings of extracting."""
    merged: Packed
    """Findings of merging."""
    kept: Packed
    """The pages that merging keeps: language, path and reason."""


NOTHING: Final = Sums({}, {}, {}, {})


def plus(sums: Sums, parts: Iterable[Part]) -> Sums:
    """Return the sums with these guides added, which are not in it."""
    counts = Counter(sums.counts)
    lists = dict(sums.extracted), dict(sums.merged), dict(sums.kept)
    for part in parts:
        counts.update(_count(part))
        for known, found in zip(lists, _lists(part), strict=True):
            if found:
                known[part.key] = found
    return Sums(counts, *lists)


def less(sums: Sums, parts: Iterable[Part]) -> Sums:
    """Return the sums without these guides, which were added just so."""
    counts = Counter(sums.counts)
    keys = set()
    for part in parts:
        counts.subtract(_count(part))
        keys.add(part.key)
    lists = (
        {key: each for key, each in packed.items() if key not in keys}
        for packed in (sums.extracted, sums.merged, sums.kept)
    )
    return Sums(counts, *lists)


def with_idle(coverage: LanguageCoverage, idle: Sums) -> LanguageCoverage:
    """Return how far a language is with the guides that are summed up."""
    language, guides = coverage.language, coverage.guides
    totals, segments, words = (
        [idle.counts.get(f"{what} {place} {language}", 0) for place in range(length)]
        for what, length in (("guides", 3), ("segments", 4), ("words", 4))
    )
    return LanguageCoverage(
        language,
        GuideTotals(
            guides.total + totals[0], guides.complete + totals[1], guides.published + totals[2]
        ),
        coverage.segments + Counts(*segments),
        coverage.words + Counts(*words),
    )


def in_order(idle: Packed, others: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Return the findings of idle guides and of others in the order of their keys.

    Without idle guides that is the order in which the others are given.
    """
    if not idle:
        return tuple(each for found in others.values() for each in found)
    keys = sorted({*idle, *others})
    return tuple(
        finding
        for key in keys
        for finding in (others[key] if key in others else map(unpack_finding, idle[key]))
    )


def _count(part: Part) -> Counter[str]:
    html, front_matter, *_ = part.rows["extract"]
    counts = Counter({"guides": 1, "html": html, "front matter": int(front_matter)})
    for language, packed in zip(part.languages, part.rows["merge"], strict=True):
        counts[f"catalogs {language}"] += 1
        counts[f"{packed[0]} {language}"] += 1
    for language, (segments, words) in zip(part.languages, part.rows["measure"], strict=True):
        complete = GuideCoverage("", "", "", Counts(*segments)).complete
        totals = (1, complete, language in part.shown)
        for what, numbers in (("guides", totals), ("segments", segments), ("words", words)):
            for place, number in enumerate(numbers):
                counts[f"{what} {place} {language}"] += number
    return counts


def _lists(part: Part) -> Iterator[list[Any]]:
    yield part.rows["extract"][4]
    merged = part.rows["merge"]
    yield [each for *_, findings in merged for each in findings]
    yield [
        [language, path, reason]
        for language, (status, path, reason, _) in zip(part.languages, merged, strict=True)
        if status == "kept"
    ]
