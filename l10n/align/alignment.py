"""Which segments of a localized guide translate which of its source, and which surely do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from l10n.align.doubt import JOINED, SPLIT, Way, find_doubts, link_doubt
from l10n.align.dynamic import ALONE, Pair, find_pairs
from l10n.align.features import Features
from l10n.align.lexicon import Lexicon, Rough
from l10n.align.scoring import Scores, Side, join_sides
from l10n.align.strays import find_strays

_BETTER: Final = 2.0
"""How much more speaks for a pair of two blocks and one, when that is what they are."""


@dataclass(frozen=True, slots=True)
class Match:
    """A source segment and what translates it; indexes are into the two sequences."""

    source: int
    page: tuple[int, ...]
    """Ascending, never empty; several when the page has the segment in more blocks."""
    doubt: str = ""
    """Why it is not certain; empty when it may be a translation without anybody looking."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every segment."""

    matches: tuple[Match, ...]
    """In the order of the source; no segment of either guide twice."""
    lone_source: tuple[int, ...]
    lone_page: tuple[int, ...]


def align_sides(source: Side, page: Side, lexicon: Lexicon) -> Alignment:
    """Align the segments of a guide's body with those of its localized page.

    Work grows with the number of segments times how far the two guides drift apart. Links that
    say what they are pair by target; everything else keeps its order, but for what is sure
    without one.
    """
    links = _pair_links(source.features, page.features)
    scores = Scores(source, page, lexicon)
    way = _find_way(scores, links)
    doubts = find_doubts(way)
    matches = {
        i: Match(i, (j,), link_doubt(source.features[i], page.features[j], lexicon.growth))
        for i, j in links
    }
    matches |= {i: Match(i, (j,), doubts[i]) for i, j in way.pairs.items()}
    matches |= {match.source: match for match in _joined(way, lexicon)}
    joined = {j for match in matches.values() for j in match.page}
    strays = find_strays(way)
    matches |= {i: Match(i, (j,)) for i, j in strays.items() if j not in joined}
    paired = {j for match in matches.values() for j in match.page}
    return Alignment(
        tuple(matches[i] for i in sorted(matches)),
        tuple(i for i in range(len(source.features)) if i not in matches),
        tuple(j for j in range(len(page.features)) if j not in paired),
    )


def rough_pairs(source: Side, page: Side, lexicon: Lexicon) -> Rough:
    """Return what is probably a pair, to learn words from."""
    links = _pair_links(source.features, page.features)
    scores = Scores(source, page, lexicon)
    rows, columns = _rows_and_columns(scores, links)
    one = [source.features[i] for i in rows]
    other = [page.features[j] for j in columns]
    if [each.kind for each in one] == [each.kind for each in other]:
        return list(zip(one, other, strict=True))
    pairs = _find_way(scores, links).pairs
    return [(source.features[i], page.features[j]) for i, j in pairs.items()]


def _find_way(scores: Scores, links: Iterable[Pair]) -> Way:
    """Find the way through what is not paired by its links; the rows of a table stay whole."""
    rows, columns = _rows_and_columns(scores, links)
    ours = _units(scores.source.features, rows)
    theirs = _units(scores.page.features, columns)

    def score(i: int, j: int) -> float:
        return _score_units(scores, ours[i], theirs[j])

    found = find_pairs(len(ours), len(theirs), score)
    pairs = (pair for i, j in found for pair in _pair_units(scores, ours[i], theirs[j]))
    good = {i: j for i, j in pairs if scores.total(i, j) > 2 * ALONE}
    return Way(scores, good, tuple(rows), tuple(columns))


def _units(features: Sequence[Features], order: Iterable[int]) -> list[tuple[int, ...]]:
    rows = groupby(
        order, key=lambda index: (features[index].row, not features[index].row and index)
    )
    return [tuple(row) for _, row in rows]


def _pair_units(scores: Scores, ours: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
    """Pair the cells of two rows by their columns."""
    if len(ours) == len(theirs) == 1:
        return [(ours[0], theirs[0])]
    columns = {scores.page.features[j].column: j for j in theirs}
    if len(columns) < len(theirs):
        return list(zip(ours, theirs, strict=False))
    found = ((i, columns.get(scores.source.features[i].column)) for i in ours)
    return [(i, j) for i, j in found if j is not None]


def _score_units(scores: Scores, ours: Sequence[int], theirs: Sequence[int]) -> float:
    pairs = _pair_units(scores, ours, theirs)
    alone = len(ours) + len(theirs) - 2 * len(pairs)
    return sum(scores.total(i, j) for i, j in pairs) + ALONE * alone


def _rows_and_columns(scores: Scores, links: Iterable[Pair]) -> tuple[list[int], list[int]]:
    paired = tuple(links)
    return (
        _in_order(scores.source.features, {i for i, _ in paired}),
        _in_order(scores.page.features, {j for _, j in paired}),
    )


def _pair_links(source: Sequence[Features], page: Sequence[Features]) -> list[Pair]:
    """Pair what is nothing but a link with what links to the same, wherever it stands.

    A place in a guide may be called otherwise in each language: those are paired in order.
    """
    ours, theirs = ({i: each.link for i, each in enumerate(side)} for side in (source, page))
    exact = _pair_equal(ours, theirs)
    rows, columns = {i for i, _ in exact}, {j for _, j in exact}
    places = _pair_equal(
        {i: each for i, each in _guides_of(source).items() if i not in rows},
        {j: each for j, each in _guides_of(page).items() if j not in columns},
    )
    return [(i, j) for i, j in (*exact, *places) if source[i].kind == page[j].kind]


def _guides_of(features: Sequence[Features]) -> dict[int, str]:
    """Return the guide of each link that leads to a place in one."""
    links = {i: each.link.partition("#") for i, each in enumerate(features) if each.is_guide_link}
    return {i: guide for i, (guide, _, place) in links.items() if place}


def _pair_equal(source: Mapping[int, str], page: Mapping[int, str]) -> list[Pair]:
    """Pair what has the same name, in order, where both sides have it as often."""
    there: defaultdict[str, list[int]] = defaultdict(list)
    for j, each in page.items():
        if each:
            there[each].append(j)
    here: defaultdict[str, list[int]] = defaultdict(list)
    for i, each in source.items():
        if each in there:
            here[each].append(i)
    return [
        pair
        for name, rows in here.items()
        if len(rows) == len(there[name])
        for pair in zip(rows, there[name], strict=True)
    ]


def _in_order(features: Sequence[Features], paired: set[int]) -> list[int]:
    """Return what is to be aligned by position; a link to a guide never is."""
    return [
        index
        for index, each in enumerate(features)
        if index not in paired and not each.is_guide_link
    ]


def _joined(way: Way, lexicon: Lexicon) -> Iterator[Match]:
    """Yield what one guide has in two blocks and the other in one."""
    taken: set[int] = set()
    for i, j in way.pairs.items():
        own = way.scores.total(i, j)
        for there in way.lone_neighbours(way.columns, j, way.back, way.scores.page):
            pages = tuple(sorted((j, there)))
            both = Scores(way.scores.source, join_sides(way.scores.page, pages), lexicon)
            if there not in taken and both.total(i, 0) > own + _BETTER:
                taken.add(there)
                yield Match(i, pages, SPLIT)
                break
        for here in way.lone_neighbours(way.rows, i, way.pairs, way.scores.source):
            source = join_sides(way.scores.source, sorted((i, here)))
            both = Scores(source, way.scores.page, lexicon)
            if both.total(0, j) > own + _BETTER:
                yield Match(i, (j,), JOINED)
                break
