"""The best way through two sequences: which items are pairs, and which are alone.

Time and memory are bounded by a band along the diagonal: items that moved further than that are
left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[int, int]
Scoring: TypeAlias = Callable[[int, int], float]
"""Return what speaks for item ``i`` of one sequence and ``j`` of the other being a pair."""

ALONE: Final = -3.5
"""The score of an item without a partner: about one in thirty."""

_BAND: Final = 15
"""How far from the diagonal is looked, at least; the difference in length comes on top."""


def find_pairs(rows: int, columns: int, score: Scoring) -> list[Pair]:
    """Return the pairs of the best way, both indexes ascending; the others are alone."""
    width = _BAND + abs(rows - columns)
    starts = [max(0, _centre(i, rows, columns) - width) for i in range(rows + 1)]
    ends = [min(columns, _centre(i, rows, columns) + width) for i in range(rows + 1)]
    best = [ALONE * j for j in range(starts[0], ends[0] + 1)]
    steps = [bytearray([_LEFT] * len(best))]
    for i in range(1, rows + 1):
        best, step = _next_row(i, (starts[i - 1], starts[i], ends[i]), best, score)
        steps.append(step)
    return _walk_back(rows, columns, starts, steps)


_DIAGONAL: Final = 0
_UP: Final = 1
_LEFT: Final = 2
_NEVER: Final = float("-inf")


def _centre(i: int, rows: int, columns: int) -> int:
    return i * columns // rows if rows else 0


def _next_row(
    i: int, bounds: tuple[int, int, int], above: list[float], score: Scoring
) -> tuple[list[float], bytearray]:
    above_start, start, end = bounds
    row: list[float] = []
    steps = bytearray()
    last = _NEVER
    for j in range(start, end + 1):
        at = j - above_start
        up = above[at] + ALONE if at < len(above) else _NEVER
        met = j > 0 and 0 < at <= len(above)
        diagonal = above[at - 1] + score(i - 1, j - 1) if met else _NEVER
        left = last + ALONE
        last = max(diagonal, up, left)
        steps.append(_DIAGONAL if last == diagonal else _UP if last == up else _LEFT)
        row.append(last)
    return row, steps


def _walk_back(rows: int, columns: int, starts: list[int], steps: list[bytearray]) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = rows, columns
    while i or j:
        step = steps[i][j - starts[i]]
        if step == _DIAGONAL:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif step == _UP:
            i -= 1
        else:
            j -= 1
    pairs.reverse()
    return pairs
