"""How reports show the states of texts: each by a sign, a colour and words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from l10n.coverage import Counts


class Sign(NamedTuple):
    """How a state is shown; it is called as in ``Counts``, and so is its colour on the page."""

    state: str
    sign: str
    """What a bar of characters is made of."""
    colour: str
    """At a terminal: SGR parameters, ECMA-48 section 8.3.117."""
    word: str
    """What stands behind a number."""
    legend: str


SIGNS: Final = (
    Sign("translated", "█", "32", "translated", "translated"),
    Sign("machine", "▓", "36", "by a machine", "by a machine, to be confirmed"),
    Sign("changed", "▒", "33", "fuzzy", "fuzzy: the source changed"),
    Sign("imported", "▤", "35", "imported", "imported, to be checked"),
    Sign("proposed", "▧", "34", "proposed", "proposed by the memory"),
    Sign("quarantined", "▚", "31", "quarantined", "quarantined: not published"),
    Sign("untranslated", "░", "2", "untranslated", "untranslated"),
)
"""In the order of a bar."""
_ALWAYS: Final = ("translated", "untranslated")


def used_signs(counts: Iterable[Counts]) -> tuple[Sign, ...]:
    """Return what a legend explains: what is there, and the two that always may be."""
    counts = tuple(counts)
    return tuple(
        each
        for each in SIGNS
        if each.state in _ALWAYS or any(getattr(some, each.state) for some in counts)
    )


def bar_parts(counts: Counts, width: int) -> tuple[tuple[Sign, int], ...]:
    """Return how many of ``width`` cells each state takes; none for nothing.

    All are translated only when everything is.
    """
    if not counts.total:
        return ()
    sums = accumulate((getattr(counts, each.state) for each in SIGNS[:-1]), initial=0)
    ends = [*(width * each // counts.total for each in sums), width]
    return tuple(
        (sign, end - start) for sign, (start, end) in zip(SIGNS, pairwise(ends), strict=True)
    )


def bar_spans(counts: Counts, width: int) -> Iterator[tuple[Sign, int, int]]:
    """Yield the states that take any cells, each with where it starts and how many it takes."""
    start = 0
    for sign, size in bar_parts(counts, width):
        if size:
            yield sign, start, size
        start += size
