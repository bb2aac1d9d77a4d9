"""What stands in another order: a glossary is sorted by the alphabet of its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from l10n.align.doubt import Way, is_sound

_MARGIN: Final = 4.0
"""How much more speaks for a pair than for any other that is left."""
_MOST: Final = 150
"""So many segments without a partner are of two guides that have little in common."""


def find_strays(way: Way) -> dict[int, int]:
    """Return the pairs among what the way leaves alone that need no order to be sure.

    A text has to say all by itself, and more than any other that is left. The heading above it
    goes with it: a term and its definition move together.
    """
    back = way.back
    rows = [i for i in way.rows if i not in way.pairs]
    columns = [j for j in way.columns if j not in back]
    if not (rows and columns) or max(len(rows), len(columns)) > _MOST:
        return {}
    strays = _sure_pairs(way, rows, columns)
    return strays | _headings(way, strays, set(rows), set(columns))


def _sure_pairs(way: Way, rows: list[int], columns: list[int]) -> dict[int, int]:
    total = way.scores.total
    pairs = {}
    for i in rows:
        j = max(columns, key=lambda j: total(i, j))
        others = (*(total(i, k) for k in columns if k != j), *(total(k, j) for k in rows if k != i))
        own = total(i, j)
        if own - max(others, default=0.0) >= _MARGIN and is_sound(way.scores, i, j):
            pairs[i] = j
    return pairs


def _headings(
    way: Way, strays: Mapping[int, int], rows: set[int], columns: set[int]
) -> dict[int, int]:
    source, page = way.scores.source.features, way.scores.page.features
    return {
        i - 1: j - 1
        for i, j in strays.items()
        if i - 1 in rows
        and j - 1 in columns
        and i - 1 not in strays
        and j - 1 not in strays.values()
        and source[i - 1].group == "heading"
        and source[i - 1].kind == page[j - 1].kind
    }
