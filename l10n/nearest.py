"""Find the text that is most like another among any number of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from l10n.similar import trivial_key
from l10n.words import split_words

# Of the words, and of the mean of words and characters: without a common place in a guide to go
# by, more is asked than of a changed segment.
_NEEDED_WORDS: Final = 70.0
_NEEDED: Final = 75.0
_FEWEST_WORDS: Final = 4
"""Shorter texts are like no other: "Apply for a visa" is, "Visa fees" is not "Visa form"."""
_MOST_WORDS: Final = 400
_MOST_CHARACTERS: Final = 3_000

# Texts of which this part of the words is not in common cannot reach what is needed of the words.
_COMMON: Final = _NEEDED_WORDS / (200.0 - _NEEDED_WORDS)


@dataclass(frozen=True, slots=True)
class Index:
    """Texts, by the rarest of their words."""

    texts: tuple[str, ...]
    ranks: Mapping[str, int]
    """Every word's number, counted from the rarest."""
    spelled: tuple[str, ...]
    """Each text's words, one character a word."""
    rows: Mapping[int, tuple[int, ...]]
    """Which texts have a word, by its number, among their rarest."""


NO_INDEX: Final = Index((), {}, (), {})


def build_index(texts: Iterable[str]) -> Index:
    """Return an index of ``texts``; short ones are left out, for nothing is like them."""
    words = {text: found for text in texts if (found := _plain_words(text))}
    counts = Counter(word for found in words.values() for word in set(found))
    ordered = sorted(counts, key=lambda word: (counts[word], word))
    ranks = {word: rank for rank, word in enumerate(ordered)}
    rows: defaultdict[int, list[int]] = defaultdict(list)
    spelled: list[str] = []
    for row, found in enumerate(words.values()):
        numbers = [ranks[word] for word in found]
        spelled.append(_spell(numbers))
        for number in _rarest(numbers):
            rows[number].append(row)
    return Index(tuple(words), ranks, tuple(spelled), {key: tuple(rows[key]) for key in rows})


def find_nearest(index: Index, text: str) -> str | None:
    """Return the indexed text that is most like ``text``, None when none is like it.

    Only texts that share one of their rarest words are compared, and that misses none: of two
    texts as alike as is needed, the rarest words cannot all be different.
    """
    words = _plain_words(text)
    if not (words and index.texts):
        return None
    from rapidfuzz import fuzz, process  # slow to import, and most runs compare nothing

    # A word that no indexed text has is rarer than all.
    strange = {word: -1 - n for n, word in enumerate(dict.fromkeys(words))}
    numbers = [index.ranks.get(word, strange[word]) for word in words]
    rows = tuple({row for number in _rarest(numbers) for row in index.rows.get(number, ())})
    alike = process.extract(
        _spell(numbers),
        [index.spelled[row] for row in rows],
        scorer=fuzz.ratio,
        score_cutoff=_NEEDED_WORDS,
        limit=None,
    )
    plain = _plain(text)
    found = ((index.texts[rows[place]], score) for _, score, place in alike)
    scored = ((-(score + fuzz.ratio(plain, _plain(near))) / 2, near) for near, score in found)
    likeness, nearest = min(scored, default=(0.0, ""))
    return nearest if -likeness >= _NEEDED else None


def _plain(text: str) -> str:
    """Return what is compared, so that trivial differences are none."""
    return trivial_key(text).casefold()[:_MOST_CHARACTERS]


def _plain_words(text: str) -> tuple[str, ...]:
    words = split_words(_plain(text))[:_MOST_WORDS]
    return words if len(words) >= _FEWEST_WORDS else ()


def _rarest(numbers: Sequence[int]) -> set[int]:
    """Return the words that cannot all be missing from a text that is alike."""
    return set(sorted(numbers)[: len(numbers) - ceil(_COMMON * len(numbers)) + 1])


def _spell(numbers: Iterable[int]) -> str:
    return "".join([chr(0x10000 + number % 0x100000) for number in numbers])
