"""Coverage: how much of each guide and each language is translated.

Segments are counted as a reader meets them: a text that stands in a guide twice counts twice,
though its catalog has one entry for it. What cannot be read counts as not translated, and a guide
without any text counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry, Identity
from l10n.match.doubts import fuzzy_kind
from l10n.match.machine import UNCONFIRMED, is_by_machine, is_of_its_source, is_publishable
from l10n.words import count_words


class Counts(NamedTuple):
    """A number of segments or of words; ``total`` is the sum of the others."""

    total: int = 0
    translated: int = 0
    """What merging publishes."""
    changed: int = 0
    """What has the translation of another text, for its source has changed; or a person has marked
    it to be looked at again."""
    untranslated: int = 0
    quarantined: int = 0
    """What has a translation that merging does not publish, for something is wrong with it."""
    machine: int = 0
    """What a machine wrote, without a doubt of its own, and no person has confirmed yet."""
    imported: int = 0
    """What import has taken from a page, and was not sure of."""
    proposed: int = 0
    """What has the translation of a like text elsewhere, or a machine's that is doubtful."""

    @property
    def fuzzy(self) -> int:
        """Return what has a translation that a translator has to look at, for whatever reason."""
        return self.changed + self.imported + self.proposed


def add_up(counts: Iterable[Counts]) -> Counts:
    """Return the sum, number by number."""
    return Counts(*map(sum, zip(*counts, strict=True)))


FUZZY: Final = ("changed", "imported", "proposed")
"""The kinds of fuzzy, by their names in ``Counts``."""
STATES: Final = ("translated", "machine", *FUZZY, "quarantined", "untranslated")
"""All that ``total`` is the sum of, what is nearest to be published first."""
_NONE: Final = Counts()
_NOWHERE: Final = frozenset[Identity]()


class GuideCoverage(NamedTuple):
    """How much of one guide is translated into one language."""

    key: str
    path: str
    language: str
    segments: Counts = _NONE
    words: Counts = _NONE
    refused: str = ""
    """Why it counts as not translated, whatever its catalog may hold; mostly empty."""

    @property
    def percent(self) -> float | None:
        """Return the translated part, see ``percent_of``."""
        return percent_of(self.segments, self.words)

    @property
    def shown_percent(self) -> float | None:
        """Return the part that readers see where what a machine wrote is published."""
        return _shown_percent_of(self.segments, self.words)

    @property
    def has_text(self) -> bool:
        """Return whether there is anything to translate."""
        return bool(self.segments.total)

    @property
    def complete(self) -> bool:
        """Return whether there is text, and every segment is translated."""
        return self.has_text and self.segments.translated == self.segments.total


class GuideTotals(NamedTuple):
    """How many guides with text a language has to translate, and how many are done."""

    total: int = 0
    complete: int = 0
    published: int = 0
    """Those with a page, by whomever it was written."""
    by_hand: int = 0
    """Those of them whose page was not written by merging."""
    refused: int = 0
    """How many count as not translated because a file cannot be read."""


class LanguageCoverage(NamedTuple):
    """How much of a site is translated into one language."""

    language: str
    guides: GuideTotals = GuideTotals()
    segments: Counts = _NONE
    words: Counts = _NONE

    @property
    def percent(self) -> float | None:
        """Return the translated part, see ``percent_of``."""
        return percent_of(self.segments, self.words)


class Refused(NamedTuple):
    """A guide that counts as not translated in these languages, because a file cannot be read."""

    key: str
    path: str
    languages: tuple[str, ...]
    reason: str
    """One line, with the place of what is wrong."""


def list_refused(guides: Iterable[GuideCoverage]) -> tuple[Refused, ...]:
    """Return which of these guides are refused, in their order, each reason of a guide once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in guides:
        if each.refused:
            found.setdefault((each.key, each.path, each.refused), []).append(each.language)
    return tuple(
        Refused(key, path, tuple(tags), reason) for (key, path, reason), tags in found.items()
    )


def basis_of(segments: Counts, words: Counts) -> Counts:
    """Return what shares are of: the words, or the segments where there is no word in any."""
    return words if words.total else segments


def percent_of(segments: Counts, words: Counts) -> float | None:
    """Return the translated part of the words from 0 to 100, rounded down to one decimal.

    So 100 means all. Where there are segments without any word they are counted instead. None when
    there is nothing to translate.
    """
    counts = basis_of(segments, words)
    return counts.translated * 1000 // counts.total / 10 if counts.total else None


def machine_share(coverage: GuideCoverage) -> int:
    """Return how much of a guide's words a machine wrote, from 0 to 100, where that is published.

    Rounded down, but 0 means none at all.
    """
    if not coverage.segments.machine:
        return 0
    counts = basis_of(coverage.segments, coverage.words)
    return max(1, counts.machine * 100 // counts.total)


def state_of(
    entry: Entry | None,
    quarantined: Collection[Identity] = (),
    there: Collection[Identity] = _NOWHERE,
) -> str:
    """Return in which of the ``Counts`` an entry is, by its name there.

    ``there`` are the guide's segments: the translation of one that is still there is a proposal.
    """
    if entry is None or entry.obsolete or not entry.said:
        return "untranslated"
    if entry.fuzzy:
        if entry.comments and is_by_machine(entry):
            if is_publishable(entry):
                return "machine"
            return "proposed" if is_of_its_source(entry) else "changed"
        if entry.previous_msgid is not None and (entry.msgctxt, entry.previous_msgid) in there:
            return "changed" if entry.previous_msgid == entry.msgid else "proposed"
        return fuzzy_kind(entry)
    if entry.identity in quarantined:
        return "quarantined"
    return "machine" if UNCONFIRMED in entry.flags else "translated"


def measure_guide(  # the guide, and what there is of it in a language
    key: str,
    path: str,
    language: str,
    occurrences: Iterable[Identity],
    catalog: Catalog | None,
    quarantined: Collection[Identity] = (),
) -> GuideCoverage:
    """Count the segments and words of a guide that ``catalog`` translates.

    ``occurrences`` are all the guide's segments, repeated ones as often as they occur; no
    catalog translates nothing. What is ``quarantined`` merging does not publish.
    """
    entries = {entry.identity: entry for entry in catalog.entries} if catalog else {}
    there = frozenset(occurrences := tuple(occurrences))
    states = [
        (state_of(entries.get(identity), quarantined, there), identity[1])
        for identity in occurrences
    ]
    return GuideCoverage(
        key,
        path,
        language,
        segments=_tally((state, 1) for state, _ in states),
        words=_tally((state, count_words(msgid)) for state, msgid in states),
    )


def unread_guide(key: str, path: str, language: str, words: int, why: str) -> GuideCoverage:
    """Return the coverage of a guide whose source cannot be read: nothing of it is translated.

    ``words`` is what is known of its length; it has one segment with a word at least, so that it is
    never complete.
    """
    least = max(1, words)
    return GuideCoverage(
        key, path, language, Counts(1, untranslated=1), Counts(least, untranslated=least), why
    )


def shown_percent(
    occurrences: Iterable[Identity], catalog: Catalog | None, *, machine: bool = False
) -> float | None:
    """Return the share that ``measure_guide`` finds; words count where some are missing.

    What a machine wrote counts where it is published.
    """
    wanted = tuple(occurrences)
    translated = catalog.published() if catalog else {}
    if wanted and all(each in translated for each in wanted):
        return 100.0
    measured = measure_guide("", "", "", wanted, catalog)
    return measured.shown_percent if machine else measured.percent


def sum_languages(
    languages: Iterable[str],
    guides: Iterable[GuideCoverage],
    published: Collection[tuple[str, str]] = (),
    by_hand: Collection[tuple[str, str]] = (),
) -> tuple[LanguageCoverage, ...]:
    """Add up the guides of each language, in the order of ``languages``.

    ``published`` holds (language, key) of the guides that are, ``by_hand`` those of them that
    merging did not write; a language without guides has nothing but zeros. Guides of other
    languages are left out, and those without text.
    """
    found: dict[str, list[GuideCoverage]] = {language: [] for language in languages}
    for guide in guides:
        if guide.language in found and guide.has_text:
            found[guide.language].append(guide)
    return tuple(
        LanguageCoverage(
            language,
            GuideTotals(
                len(some),
                sum(each.complete for each in some),
                sum((language, each.key) in published for each in some),
                sum((language, each.key) in by_hand for each in some),
                sum(bool(each.refused) for each in some),
            ),
            add_up(each.segments for each in some),
            add_up(each.words for each in some),
        )
        for language, some in found.items()
    )


def _shown_percent_of(segments: Counts, words: Counts) -> float | None:
    """Return the share as above where what a machine wrote is published, and so is shown."""
    both = (each._replace(translated=each.translated + each.machine) for each in (segments, words))
    return percent_of(*both)


def _tally(amounts: Iterable[tuple[str, int]]) -> Counts:
    sums: Counter[str] = Counter()
    for state, amount in amounts:
        sums[state] += amount
    return Counts(
        sums.total(),
        sums["translated"],
        sums["changed"],
        sums["untranslated"],
        sums["quarantined"],
        sums["machine"],
        sums["imported"],
        sums["proposed"],
    )
