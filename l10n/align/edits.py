"""What of a page that was published has been written anew: no word says what it translates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from l10n.align.alignment import Match
from l10n.align.dynamic import Pair
from l10n.align.features import Features

_Gap: TypeAlias = tuple[int, int, str]
"""Where in the page the pairs before and after it are, and a kind of text."""
_EDGE: Final = -1


def find_edits(
    source: Sequence[Features], page: Sequence[Features], matches: Sequence[Match]
) -> Iterator[Pair]:
    """Yield the pairs of what was left alone between the same two pairs, in order and by kind.

    A kind of which one guide has more there than the other stays alone.
    """
    ours = _by_gap(source, {each.source: each.page for each in matches})
    theirs = _by_gap(page, {j: (j, j) for each in matches for j in each.page})
    for gap, rows in ours.items():
        columns = theirs.get(gap, ())
        if len(rows) == len(columns):
            yield from zip(rows, columns, strict=True)


def find_enclosed(
    source: Sequence[Features],
    page: Sequence[Features],
    matches: Sequence[Match],
    lone: Iterable[Pair],
) -> Iterator[Pair]:
    """Yield those of ``lone`` right beside which a pair, or the edge of both, is on either side."""
    pairs = {(each.source, j) for each in matches for j in each.page}
    pairs |= {(_EDGE, _EDGE), (len(source), len(page))}
    return ((i, j) for i, j in lone if {(i - 1, j - 1), (i + 1, j + 1)} <= pairs)


def _by_gap(
    features: Sequence[Features], paired: Mapping[int, Sequence[int]]
) -> dict[_Gap, list[int]]:
    """Return what is not paired; ``paired`` says where in the page the others are."""
    after: list[int] = []
    place = _EDGE
    for index in reversed(range(len(features))):
        after.append(place)
        place = paired[index][0] if index in paired else place
    found: defaultdict[_Gap, list[int]] = defaultdict(list)
    before = _EDGE
    for index, each in enumerate(features):
        if index in paired:
            before = paired[index][-1]
        else:
            found[before, after[-1 - index], each.kind].append(index)
    return found
