"""Why a pair may be wrong although it is the best there is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from l10n.align.features import Features
from l10n.align.scoring import Score, Scores, Side, join_sides, length_penalty, score_pair

NUMBERS: Final = "the numbers differ"
UNLIKE: Final = "the words do not say that this is its translation"
MOVED: Final = "segments near it were added or removed"
SPLIT: Final = "the page has this in two blocks"
JOINED: Final = "the page has this in one block with its neighbour"
OTHER_KIND: Final = "the page has this as another kind of block"

_STRONG: Final = 4.0
_MARGIN: Final = 4.0
"""How much more speaks for a strong pair than for any other near partner."""
_CLEAR: Final = 0.6
"""The share of what its words could say that a pair without good neighbours has, at least."""
_GOOD_SHAPE: Final = -0.8
_WEAK: Final = 0.5
_DIM: Final = 0.15
"""The share that one with good neighbours has."""
_FAIR_SHAPE: Final = -1.0
_SOUND: Final = 10.0
_SOUND_SHARE: Final = 0.75
_SOUND_SHAPE: Final = -0.3
_HEALTHY: Final = 0.85
"""The share of good pairs in a guide whose blocks are those of its source, one by one."""
_FEW: Final = 4
"""Pairs in a guide so short that one bad one is not many."""
_FAINT: Final = 0.02
"""The share of a pair in such a guide."""
_CONTRADICTED: Final = -2.0
_REFUTED: Final = -8.0
_BAD_SHAPE: Final = -5.0
_NEAR: Final = 3
_MUCH: Final = 4.0


@dataclass(frozen=True, slots=True)
class Way:
    """The best way through the segments of two guides that are aligned by position."""

    scores: Scores
    pairs: Mapping[int, int]
    """From source to page, ascending."""
    rows: tuple[int, ...]
    """All source segments on the way."""
    columns: tuple[int, ...]
    """All segments of the page on the way."""

    @property
    def back(self) -> dict[int, int]:
        """Return the pairs from page to source."""
        return {j: i for i, j in self.pairs.items()}

    def lone_neighbours(
        self, order: Sequence[int], index: int, paired: Container[int], side: Side
    ) -> Iterator[int]:
        """Return what stands beside ``index``, is of its kind and has no partner."""
        return (near for near in _beside(order, index, side) if near not in paired)


def link_doubt(one: Features, other: Features, growth: float) -> str:
    """Say why two links to the same may show different things."""
    far = length_penalty(one.length, other.length, growth) > -_GOOD_SHAPE
    return UNLIKE if far and not one.is_guide_link else ""


def find_doubts(way: Way) -> dict[int, str]:
    """Return for each paired source segment why its pair is not certain, empty when it is.

    In a guide whose blocks are those of its source, a pair is certain unless something speaks
    against it. Elsewhere it needs good neighbours, or enough that speaks for it alone.
    """
    healthy = _is_healthy(way)
    calm = frozenset[int]() if healthy else _calm_rows(way)
    back = way.back
    plain = {i: _plain_doubt(way.scores, i, j, healthy=healthy) for i, j in way.pairs.items()}
    doubts = {}
    for i, j in way.pairs.items():
        doubt = plain[i]
        if not (doubt or healthy):
            doubt = _place_doubt(way, back, i, j, calm=i in calm)
        if not doubt and any(plain.get(each) for each in _beside(way.rows, i, way.scores.source)):
            doubt = "" if _is_sound(way.scores, i, j) else MOVED
        if not (doubt or _is_clear(way.scores.of(i, j))) and _is_more(way, i, j, _MUCH):
            doubt = JOINED
        doubts[i] = doubt
    return doubts


def _plain_doubt(scores: Scores, i: int, j: int, *, healthy: bool) -> str:
    """Say what is wrong with a pair by itself."""
    one, other, score = scores.source.features[i], scores.page.features[j], scores.of(i, j)
    if one.kind != other.kind:
        return OTHER_KIND
    expected = bool(scores.source.texts[i])
    if not expected and one.numbers - other.numbers and other.numbers - one.numbers:
        return NUMBERS
    if healthy:
        return "" if _is_harmless(score, one.group) else UNLIKE
    torn = not expected and _is_torn(one, other)
    if score.shape < _FAIR_SHAPE or _is_weak(score) or torn:
        return UNLIKE
    return ""


def _place_doubt(way: Way, back: Mapping[int, int], i: int, j: int, *, calm: bool) -> str:
    """Say what is wrong with a pair's surroundings."""
    lone = (
        *way.lone_neighbours(way.rows, i, way.pairs, way.scores.source),
        *way.lone_neighbours(way.columns, j, back, way.scores.page),
    )
    if lone or not (calm or _is_strong(way, i, j)):
        return MOVED
    return JOINED if _is_more(way, i, j, 0) else ""


def _is_more(way: Way, i: int, j: int, by: float) -> bool:
    """Return whether a neighbour's text may be in this pair too, on either side."""
    scores, own = way.scores, way.scores.total(i, j) + by
    for near in _beside(way.rows, i, scores.source):
        source = join_sides(scores.source, sorted((i, near)))
        if score_pair(source, scores.page, 0, j, scores.lexicon).total > own:
            return True
    for near in _beside(way.columns, j, scores.page):
        page = join_sides(scores.page, sorted((j, near)))
        if score_pair(scores.source, page, i, 0, scores.lexicon).total > own:
            return True
    return False


def _beside(order: Sequence[int], index: int, side: Side) -> Iterator[int]:
    """Yield what stands beside ``index`` and is of its kind."""
    at = order.index(index)
    for near in (*order[max(at - 1, 0) : at], *order[at + 1 : at + 2]):
        if side.features[near].kind == side.features[index].kind:
            yield near


def _is_healthy(way: Way) -> bool:
    """Return whether page and source have the same blocks, which translate each other."""
    if not len(way.pairs) == len(way.rows) == len(way.columns):
        return False
    source, page = way.scores.source.features, way.scores.page.features
    if any(source[i].kind != page[j].kind for i, j in way.pairs.items()):
        return False
    weak = sum(_is_unlike(way.scores.of(i, j)) for i, j in way.pairs.items())
    return weak <= max((1 - _HEALTHY) * len(way.pairs), len(way.pairs) >= _FEW)


def _calm_rows(way: Way) -> frozenset[int]:
    """Return the source segments of each run of one kind that is paired well, one by one."""
    calm: set[int] = set()
    places = {j: at for at, j in enumerate(way.columns)}
    page = way.scores.page.features
    for run in _runs(way):
        kind = way.scores.source.features[run[0]].kind
        partners = [way.pairs.get(i) for i in run]
        columns = [places[j] for j in partners if j is not None]
        if len(columns) < len(run) or columns[-1] - columns[0] != len(run) - 1:
            continue
        around = (columns[0] - 1, columns[-1] + 1)
        inside = [at for at in around if 0 <= at < len(way.columns)]
        if any(page[way.columns[at]].kind == kind for at in inside):
            continue
        if not any(_is_weak(way.scores.of(i, way.pairs[i])) for i in run):
            calm.update(run)
    return frozenset(calm)


def _runs(way: Way) -> Iterator[list[int]]:
    run: list[int] = []
    for i in way.rows:
        if run and way.scores.source.features[i].kind != way.scores.source.features[run[0]].kind:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _is_weak(score: Score) -> bool:
    return score.total < _WEAK or score.content < _DIM * score.most


def _is_unlike(score: Score) -> bool:
    """Return whether something speaks against a pair; where no word is known, nothing does."""
    return score.content < _DIM * score.most or score.shape < _BAD_SHAPE / 2


def _is_clear(score: Score) -> bool:
    return score.content >= _CLEAR * score.most and score.shape >= _GOOD_SHAPE


def _is_sound(scores: Scores, i: int, j: int) -> bool:
    """Return whether a pair is whole, and needs no neighbours at all."""
    score, expected = scores.of(i, j), bool(scores.source.texts[i])
    torn = not expected and _is_torn(scores.source.features[i], scores.page.features[j])
    return (
        not torn
        and score.total >= _SOUND
        and score.content >= _SOUND_SHARE * score.most
        and score.shape >= _SOUND_SHAPE
    )


def _is_harmless(score: Score, group: str) -> bool:
    """Return whether nothing speaks against a pair that stands where it should."""
    if group != "text":  # headings and cells stand in the order that their guide's form asks for
        return score.content > _REFUTED
    if score.shape < _BAD_SHAPE or score.content < _CONTRADICTED:
        return False
    return score.most < _STRONG or score.content >= _FAINT * score.most


def _is_torn(one: Features, other: Features) -> bool:
    """Return whether only one of two texts begins, or ends, as a sentence does."""
    return one.begins != other.begins or one.ends != other.ends


def _is_strong(way: Way, i: int, j: int) -> bool:
    score = way.scores.of(i, j)
    return (
        score.total >= _STRONG
        and _is_clear(score)
        and score.total - max(_rivals(way, i, j), default=-_MARGIN) >= _MARGIN
    )


def _rivals(way: Way, i: int, j: int) -> Iterator[float]:
    """Yield what speaks for the other near partners of both."""
    row, column = way.rows.index(i), way.columns.index(j)
    for step in (*range(-_NEAR, 0), *range(1, _NEAR + 1)):
        if 0 <= column + step < len(way.columns):
            yield way.scores.total(i, way.columns[column + step])
        if 0 <= row + step < len(way.rows):
            yield way.scores.total(way.rows[row + step], j)
