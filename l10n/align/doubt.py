"""Why a pair may be wrong although it is the best there is."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from l10n.align.features import Features
from l10n.align.scoring import Score, Scores, Side, join_sides, length_penalty, score_pair

NUMBERS: Final = "the numbers differ"
UNLIKE: Final = "the words do not say that this is its translation"
SENTENCES: Final = "one of the two has a sentence more"
MOVED: Final = "texts near it were added or removed"
SPLIT: Final = "the page has this in two blocks"
JOINED: Final = "the page has this in one block with its neighbour"
OTHER_KIND: Final = "the page has this as another kind of block"

_STRONG: Final = 4.0
_MARGIN: Final = 4.0
"""How much more speaks for a strong pair than for any other near partner."""
_CLEAR: Final = 0.6
"""The share that a strong pair has, of what the words of a right one say in the middle."""
_GOOD_SHAPE: Final = -0.8
_WEAK: Final = 0.5
_DIM: Final = 0.15
"""The share of a pair that its words do not speak against."""
_FAIR_SHAPE: Final = -1.0
_SOUND: Final = 10.0
_SOUND_SHARE: Final = 0.75
_SOUND_SHAPE: Final = -0.3
_MOST_UNLIKE: Final = 0.15
"""The share of pairs in a run that may be unlike."""
_FAINT: Final = 0.02
"""The share of a pair that stands where it should."""
_CONTRADICTED: Final = -2.0
_REFUTED: Final = 0.2
"""The share that speaks against a heading or a cell that is another."""
_BAD_SHAPE: Final = -2.0
_LONGER: Final = -0.4
_NEAR: Final = 3
_SHORT: Final = -1.0
"""The shape, at most, of a pair from which a neighbour's length may be missing."""
_MUCH: Final = 2.0


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

    A pair that stands where it should is certain unless something speaks against it. Elsewhere it
    needs enough that speaks for it alone.
    """
    headings = _sure_headings(way)
    placed = _find_placed(way, headings, headings)
    strong = frozenset[int]()
    if len(placed) < len(way.pairs):  # form is not enough
        strong = frozenset(i for i, j in way.pairs.items() if _is_strong(way, i, j))
        placed = _find_placed(way, headings, headings | strong)
    plain = {i: _plain_doubt(way.scores, i, j, placed=i in placed) for i, j in way.pairs.items()}
    back = way.back
    doubts = {}
    for i, j in way.pairs.items():
        known = i in placed or i in strong
        doubts[i] = plain[i] or (_near_doubt(way, back, i, j, plain) if known else MOVED)
    return doubts


def _find_placed(way: Way, headings: frozenset[int], sure: frozenset[int]) -> frozenset[int]:
    """Return the source segments whose pairs stand where they should.

    Between two sure places, blocks of the same kinds that follow each other on both sides without
    a gap can hardly be paired otherwise. One of them may have been replaced, but not many.
    """
    placed = set(headings)
    for run in _runs(way, sure):
        if not _is_contradicted(way, run):
            placed.update(run)
    return frozenset(placed)


def _is_contradicted(way: Way, run: Collection[int]) -> bool:
    """Return whether more than a few pairs of these source segments are unlike."""
    unlike = sum(_is_unlike(way.scores.of(i, way.pairs[i])) for i in run)
    return unlike > max(_MOST_UNLIKE * len(run), 1)


def _runs(way: Way, sure: frozenset[int]) -> Iterator[list[int]]:
    """Yield what stands without a gap or a change of kind between two sure places.

    A sure segment ends its run; the beginning and the end of a guide are sure places.
    """
    rows = {i: at for at, i in enumerate(way.rows)}
    columns = {j: at for at, j in enumerate(way.columns)}
    source, page = way.scores.source.features, way.scores.page.features
    run: list[int] | None = []
    row = column = -1
    for i, j in way.pairs.items():
        if (rows[i], columns[j]) != (row + 1, column + 1) or source[i].kind != page[j].kind:
            run = None
        if run is not None:
            run.append(i)
        if i in sure:
            yield run or []
            run = []
        row, column = rows[i], columns[j]
    if run and (row, column) == (len(rows) - 1, len(columns) - 1):
        yield run


def _sure_headings(way: Way) -> frozenset[int]:
    """Return the headings of a guide whose headings are those of its source, one by one.

    Blocks come and go more often than headings, which keep their order and their level; but in a
    glossary that is sorted anew, what is under them says that they are others.
    """
    if _is_contradicted(way, way.pairs):
        return frozenset()
    source, page = way.scores.source.features, way.scores.page.features
    ours = [i for i in way.rows if source[i].group == "heading"]
    theirs = [j for j in way.columns if page[j].group == "heading"]
    same = [source[i].kind for i in ours] == [page[j].kind for j in theirs]
    return frozenset(ours if same and [way.pairs.get(i) for i in ours] == theirs else ())


def _plain_doubt(scores: Scores, i: int, j: int, *, placed: bool) -> str:
    """Say what is wrong with a pair by itself."""
    one, other, score = scores.source.features[i], scores.page.features[j], scores.of(i, j)
    if one.kind != other.kind:
        return OTHER_KIND
    expected = bool(scores.source.texts[i])
    if not expected and one.numbers - other.numbers and other.numbers - one.numbers:
        return NUMBERS
    if not expected and _is_cut(one, other, score, scores.lexicon.growth):
        return SENTENCES
    if placed:
        return "" if _is_harmless(score, one.group) else UNLIKE
    if score.shape < _FAIR_SHAPE or _is_weak(score) or _is_torn(scores, i, j):
        return UNLIKE
    return ""


def _near_doubt(way: Way, back: Mapping[int, int], i: int, j: int, plain: Mapping[int, str]) -> str:
    """Say what is wrong with a pair's surroundings."""
    scores = way.scores
    beside = _beside(way.rows, i, scores.source)
    # A sentence that came or went takes nothing from the blocks beside its own.
    if any(plain.get(each, "") not in ("", SENTENCES) for each in beside) and not is_sound(
        scores, i, j
    ):
        return MOVED
    lone = (
        *way.lone_neighbours(way.rows, i, way.pairs, scores.source),
        *way.lone_neighbours(way.columns, j, back, scores.page),
    )
    if lone and _is_half(scores, i, j):
        return MOVED
    return JOINED if _is_more(way, back, i, j) else ""


def _is_more(way: Way, back: Mapping[int, int], i: int, j: int) -> bool:
    """Return whether a neighbour's text seems to be in this pair too, on either side."""
    scores, own = way.scores, way.scores.of(i, j)
    for near in _beside(way.rows, i, scores.source):
        if (lone := near not in way.pairs) or own.shape < _SHORT:
            source = join_sides(scores.source, sorted((i, near)))
            both = score_pair(source, scores.page, 0, j, scores.lexicon)
            if _fits_better(both, own, lone=lone):
                return True
    for near in _beside(way.columns, j, scores.page):
        if (lone := near not in back) or own.shape < _SHORT:
            page = join_sides(scores.page, sorted((j, near)))
            both = score_pair(scores.source, page, i, 0, scores.lexicon)
            if _fits_better(both, own, lone=lone):
                return True
    return False


def _fits_better(both: Score, own: Score, *, lone: bool) -> bool:
    """Return whether a pair is better with a neighbour.

    More words always find a few more renderings: a neighbour that is paired elsewhere has to bring
    some, and the length that is missing.
    """
    if lone:
        return both.total > own.total
    return both.shape > own.shape - _SHORT and both.content > own.content + _MUCH


def _beside(order: Sequence[int], index: int, side: Side) -> Iterator[int]:
    """Yield what stands beside ``index`` and is of its kind."""
    at = order.index(index)
    for near in (*order[max(at - 1, 0) : at], *order[at + 1 : at + 2]):
        if side.features[near].kind == side.features[index].kind:
            yield near


def _is_weak(score: Score) -> bool:
    return score.total < _WEAK or score.content < _DIM * score.most


def _is_unlike(score: Score) -> bool:
    """Return whether something speaks against a pair; where no word is known, nothing does."""
    return score.content < _DIM * score.most or score.shape < _BAD_SHAPE


def _is_clear(score: Score) -> bool:
    return score.content >= _CLEAR * score.most and score.shape >= _GOOD_SHAPE


def is_sound(scores: Scores, i: int, j: int) -> bool:
    """Return whether a pair is whole, and needs no neighbours at all."""
    score = scores.of(i, j)
    return (
        not _is_torn(scores, i, j)
        and score.total >= _SOUND
        and score.content >= _SOUND_SHARE * score.most
        and score.shape >= _SOUND_SHAPE
    )


def _is_harmless(score: Score, group: str) -> bool:
    """Return whether nothing speaks against a pair that stands where it should."""
    if group != "text":  # a few words, often translated freely
        return score.content >= _CONTRADICTED / 2 - _REFUTED * score.most
    if score.shape < _BAD_SHAPE or score.content < _CONTRADICTED:
        return False
    return score.most < _STRONG or score.content >= _FAINT * score.most


def _is_cut(one: Features, other: Features, score: Score, growth: float) -> bool:
    """Return whether a sentence came or went: their number says so, and the length.

    Either alone is often a matter of style.
    """
    more = one.sentences - other.sentences
    longer = one.length * exp(growth) - other.length
    return more * longer > 0 and score.shape < _LONGER


def _is_half(scores: Scores, i: int, j: int) -> bool:
    """Return whether a pair beside a gap may be a part of what was there."""
    return scores.of(i, j).shape < _GOOD_SHAPE or _is_torn(scores, i, j)


def _is_torn(scores: Scores, i: int, j: int) -> bool:
    """Return whether only one of two texts begins, or ends, as a sentence does."""
    if scores.source.texts[i]:
        return False
    one, other = scores.source.features[i], scores.page.features[j]
    begun = None not in (one.begins, other.begins) and one.begins != other.begins
    return begun or one.ends != other.ends


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
