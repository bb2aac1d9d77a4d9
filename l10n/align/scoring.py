"""How much speaks for two segments being a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Final

from rapidfuzz import fuzz

from l10n.align.evidence import Profile, compare_profiles, join_profiles, read_profile
from l10n.align.features import Features, join_features
from l10n.align.lexicon import Lexicon

_ANCHOR: Final = 3.0
_NUMBER: Final = 1.5
_STRANGE: Final = 1.5
"""Off for an anchor that only one side has."""
_OTHER_KIND: Final = 3.0
_OTHER_GROUP: Final = 7.0
_OTHER_COLUMN: Final = 6.0
_MOST_LENGTH: Final = 8.0
_SAME_TEXT: Final = 20.0
_ALIKE: Final = 40.0
"""How fast likeness to the text that is expected counts, above and below a half."""


@dataclass(frozen=True, slots=True)
class Side:
    """The segments of one guide, ready to be compared."""

    features: tuple[Features, ...]
    profiles: tuple[Profile, ...]
    texts: tuple[str, ...]
    """What the segments say; on the source's side what the page is expected to say, empty
    when nothing is."""


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks for a pair, in natural logs of odds."""

    content: float
    """Words, anchors and numbers."""
    shape: float
    """Length, kind and column; not positive."""
    most: float
    """What the content of a right pair would say, in the middle, with the known words there are."""

    @property
    def total(self) -> float:
        """Return all that speaks for the pair."""
        return self.content + self.shape


@dataclass(frozen=True, slots=True)
class Scores:
    """Two guides, and the scores of their pairs, each computed once."""

    source: Side
    page: Side
    lexicon: Lexicon
    known: dict[tuple[int, int], Score] = field(default_factory=dict)

    def of(self, i: int, j: int) -> Score:
        """Return what speaks for source segment ``i`` and page segment ``j`` being a pair."""
        found = self.known.get((i, j))
        if found is None:
            found = self.known[i, j] = score_pair(self.source, self.page, i, j, self.lexicon)
        return found

    def total(self, i: int, j: int) -> float:
        """Return all that speaks for a pair."""
        return self.of(i, j).total


def read_side(
    features: Sequence[Features], texts: Sequence[str], lexicon: Lexicon, *, backward: bool
) -> Side:
    """Look up the words of a guide's segments; ``backward`` for the localized one."""
    profiles = (read_profile(lexicon, each.words, backward=backward) for each in features)
    return Side(tuple(features), tuple(profiles), tuple(texts))


def join_sides(side: Side, indexes: Sequence[int]) -> Side:
    """Return a side whose only segment is those at ``indexes`` taken together."""
    return Side(
        (join_features([side.features[index] for index in indexes]),),
        (join_profiles([side.profiles[index] for index in indexes]),),
        (" ".join(side.texts[index] for index in indexes).strip(),),
    )


def score_pair(source: Side, page: Side, i: int, j: int, lexicon: Lexicon) -> Score:
    """Score source segment ``i`` with page segment ``j``."""
    one, other = source.features[i], page.features[j]
    shape = _kinds(one, other)
    expected = source.texts[i]
    if expected:
        return Score(_likeness(expected, page.texts[j]), shape, _SAME_TEXT)
    evidence = compare_profiles(lexicon, source.profiles[i], page.profiles[j])
    content = evidence.score + _anchors(one, other)
    shape -= length_penalty(one.length, other.length, lexicon.growth)
    return Score(content, shape, evidence.most * lexicon.typical)


def length_penalty(one: int, other: int, growth: float) -> float:
    """Return what two lengths in characters cost; 0 where they fit, 2 at two deviations."""
    deviation = 0.22 + 1.6 / sqrt(one + 4)
    off = (log((other + 3) / (one + 3)) - growth) / deviation
    return min(off * off / 2, _MOST_LENGTH)


def _kinds(one: Features, other: Features) -> float:
    if one.kind == other.kind:
        return -_OTHER_COLUMN if one.column != other.column else 0.0
    return -_OTHER_KIND if one.group == other.group else -_OTHER_GROUP


def _anchors(one: Features, other: Features) -> float:
    if not (one.anchors or other.anchors or one.numbers or other.numbers):
        return 0.0
    shared = len(one.anchors & other.anchors)
    strange = len(one.anchors ^ other.anchors)
    return (
        _ANCHOR * shared
        - _STRANGE * min(strange, 2)
        + _NUMBER * len(one.numbers & other.numbers)
        - _STRANGE * min(len(one.numbers ^ other.numbers), 2)
    )


def _likeness(expected: str, found: str) -> float:
    if expected == found:
        return _SAME_TEXT
    alike: float = fuzz.ratio(expected, found) / 100
    return (alike - 0.5) * _ALIKE
