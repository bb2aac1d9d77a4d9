"""Coverage: how much of each guide and each language is translated.

Segments are counted as a reader meets them: a text that stands in a guide twice counts twice,
though its catalog has one entry for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from l10n.catalog import Catalog, Entry, Identity
from l10n.words import count_words


class Counts(NamedTuple):
    """A number of segments or of words; ``total`` is the sum of the other three."""

    total: int = 0
    translated: int = 0
    """What merging may use."""
    fuzzy: int = 0
    """What has a translation that a translator has to look at again."""
    untranslated: int = 0


class GuideCoverage(NamedTuple):
    """How much of one guide is translated into one language."""

    key: str
    path: str
    language: str
    segments: Counts = Counts()
    words: Counts = Counts()

    @property
    def percent(self) -> float:
        """Return the translated part from 0 to 100, see ``percent_of``."""
        return percent_of(self.segments, self.words)

    @property
    def complete(self) -> bool:
        """Return whether every segment is translated; a guide without any is complete."""
        return self.segments.translated == self.segments.total


class GuideTotals(NamedTuple):
    """How many guides a language has to translate, and how many are done."""

    total: int = 0
    complete: int = 0
    published: int = 0


class LanguageCoverage(NamedTuple):
    """How much of a site is translated into one language."""

    language: str
    guides: GuideTotals = GuideTotals()
    segments: Counts = Counts()
    words: Counts = Counts()

    @property
    def percent(self) -> float:
        """Return the translated part from 0 to 100, see ``percent_of``."""
        return percent_of(self.segments, self.words)


def percent_of(segments: Counts, words: Counts) -> float:
    """Return the translated part of the words from 0 to 100, rounded down to one decimal.

    So 100 means all. Where there are segments without any word they are counted instead; nothing
    to translate is 100.
    """
    counts = words if words.total else segments
    return counts.translated * 1000 // counts.total / 10 if counts.total else 100.0


def state_of(entry: Entry | None) -> str:
    """Return ``translated``, ``fuzzy`` or ``untranslated``: the names of ``Counts``."""
    if entry is None or entry.obsolete or not entry.msgstr:
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"


def measure_guide(
    key: str, path: str, language: str, occurrences: Iterable[Identity], catalog: Catalog | None
) -> GuideCoverage:
    """Count the segments and words of a guide that ``catalog`` translates.

    ``occurrences`` are all the guide's segments, repeated ones as often as they occur; no
    catalog translates nothing.
    """
    entries = {entry.identity: entry for entry in catalog.entries} if catalog else {}
    states = [(state_of(entries.get(identity)), identity[1]) for identity in occurrences]
    return GuideCoverage(
        key,
        path,
        language,
        segments=_tally((state, 1) for state, _ in states),
        words=_tally((state, count_words(msgid)) for state, msgid in states),
    )


def translated_percent(occurrences: Iterable[Identity], catalog: Catalog | None) -> float:
    """Return the ``percent`` that ``measure_guide`` finds; words count where some are missing."""
    wanted = tuple(occurrences)
    translated = catalog.published() if catalog else {}
    if all(each in translated for each in wanted):
        return 100.0
    return measure_guide("", "", "", wanted, catalog).percent


def sum_languages(
    languages: Iterable[str],
    guides: Iterable[GuideCoverage],
    published: Collection[tuple[str, str]] = (),
) -> tuple[LanguageCoverage, ...]:
    """Add up the guides of each language, in the order of ``languages``.

    ``published`` holds (language, key) of the guides that are; a language without guides has
    nothing but zeros, and guides of other languages are left out.
    """
    found: dict[str, list[GuideCoverage]] = {language: [] for language in languages}
    for guide in guides:
        if guide.language in found:
            found[guide.language].append(guide)
    return tuple(
        LanguageCoverage(
            language,
            GuideTotals(
                len(each),
                sum(guide.complete for guide in each),
                sum((language, guide.key) in published for guide in each),
            ),
            sum_counts(guide.segments for guide in each),
            sum_counts(guide.words for guide in each),
        )
        for language, each in found.items()
    )


def sum_counts(counts: Iterable[Counts]) -> Counts:
    """Return the sum, number by number."""
    return Counts(*map(sum, zip(*counts, strict=True)))


def _tally(amounts: Iterable[tuple[str, int]]) -> Counts:
    sums: Counter[str] = Counter()
    for state, amount in amounts:
        sums[state] += amount
    return Counts(sums.total(), sums["translated"], sums["fuzzy"], sums["untranslated"])
