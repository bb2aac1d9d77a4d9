"""Find the text that is most like another among any number of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from math import ceil
from typing import Final, Protocol

from l10n.match.harmless import harmless_key
from l10n.words import split_words

# Of the words, and of the mean of words and characters: without a common place in a guide to go
# by, more is asked than of a changed segment.
_NEEDED_WORDS: Final = 70.0
_NEEDED: Final = 75.0
_FEWEST_WORDS: Final = 4
"""Shorter texts are like no other: "Apply for a visa" is, "Visa fees" is not "Visa form"."""
_MOST_WORDS: Final = 400
_MOST_CHARACTERS: Final = 3_000

_DISTINCT: Final = 0x100000
"""How many words are distinguished from each other."""
_STRANGE: Final = _DISTINCT - _MOST_WORDS
"""The first number of words that no text has: they are the rarest."""

# Texts of which this part of the words is not in common cannot reach what is needed of the words.
_COMMON: Final = _NEEDED_WORDS / (200.0 - _NEEDED_WORDS)


class Index(Protocol):
    """Texts, by the rarest of their words.

    Which words are the rarest is anybody's choice, as long as all texts are indexed by the same:
    it changes how many texts are compared, never what is found.
    """

    def numbers(self, words: Sequence[str]) -> Mapping[str, int]:
        """Return the numbers of the words that a text has, from 0: the rarer the higher."""

    def candidates(self, numbers: Sequence[int]) -> Sequence[tuple[str, str]]:
        """Return the texts that may be like one of these words, and how they spell.

        They have as many of its ``rarest`` words among theirs as ``least_shared`` says; others may
        be there as well. Those that do not have one of its ``alike_lengths`` may be left out.
        """


def find_nearest(index: Index, text: str) -> str | None:
    """Return the indexed text that is most like ``text``, None when none is like it."""
    return next(iter(find_alike(index, text, 1)), None)


def find_alike(index: Index, text: str, most: int) -> list[str]:
    """Return so many at most of the indexed texts that are like ``text``, the nearest first.

    Only texts that share one of their rarest words are compared, and that misses none: of two
    texts as alike as is needed, the rarest words cannot all be different.
    """
    words = compared_words(text)
    known = index.numbers(words)
    strange = {word: _STRANGE + place for place, word in enumerate(words)}
    numbers = [known.get(word, strange[word]) for word in words]
    candidates = index.candidates(numbers)
    if not candidates:
        return []
    from rapidfuzz import fuzz, process  # slow to import, and most runs compare nothing

    alike = process.extract(
        spell(numbers),
        [spelled for _, spelled in candidates],
        scorer=fuzz.ratio,
        score_cutoff=_NEEDED_WORDS,
        limit=None,
    )
    plain = _plain(text)
    found = ((candidates[place][0], score) for _, score, place in alike)
    scored = ((-(score + fuzz.ratio(plain, _plain(near))) / 2, near) for near, score in found)
    return [near for likeness, near in nsmallest(most, scored) if -likeness >= _NEEDED]


def compared_words(text: str) -> tuple[str, ...]:
    """Return the words that a text is compared by; none when nothing is like it."""
    words = split_words(_plain(text))[:_MOST_WORDS]
    return words if len(words) >= _FEWEST_WORDS else ()


def commonest_first(texts: Iterable[Sequence[str]]) -> list[str]:
    """Return the words of texts, those of most texts first."""
    counts = Counter(word for words in texts for word in set(words))
    return sorted(counts, key=lambda word: (-counts[word], word))


def rarest(numbers: Sequence[int]) -> set[int]:
    """Return the words that cannot all be missing from a text that is alike."""
    return set(_rarest(numbers))


def _rarest(numbers: Sequence[int]) -> list[int]:
    return sorted(numbers)[_others(len(numbers)) :] if numbers else []


def _others(length: int) -> int:
    """Return how many words of a text are not among its rarest."""
    return ceil(_COMMON * length) - 1


def least_shared(numbers: Sequence[int]) -> Sequence[int]:
    """Return of how many different rarest words a text that is alike has at least, by its length.

    The first is for the fewest of ``alike_lengths``. Of the words that both texts have, the rarest
    are among the rarest of each: all but those for which what only one of them has takes the room.
    """
    own, first = len(numbers), _rarest(numbers)
    repeated = len(first) - len(set(first))
    fewest, most = alike_lengths(own)
    return [
        max(1, _least_common(own, other) - max(_others(own), _others(other)) - repeated)
        for other in range(fewest, most + 1)
    ]


def _least_common(one: int, other: int) -> int:
    """Return how many words two texts of these lengths have in common, if they are alike."""
    return ceil(round(_NEEDED_WORDS * (one + other) / 200.0, 6))


def alike_lengths(length: int) -> tuple[int, int]:
    """Return how many words a text has that is like one of this length: the fewest and the most."""
    return int(_COMMON * length), ceil(length / _COMMON)


def spell(numbers: Iterable[int]) -> str:
    """Return words as characters, which are compared fast."""
    return "".join([chr(0x10000 + number % _DISTINCT) for number in numbers])


def _plain(text: str) -> str:
    """Return what is compared, so that trivial differences are none."""
    return harmless_key(text)[:_MOST_CHARACTERS]
