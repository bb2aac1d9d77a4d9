"""Which pieces of a page stand for which pieces of the merged guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

from l10n.fit.marks import pair_mark
from l10n.fit.pieces import Piece, texts_of

_MOST_TRIALS: Final = 250_000
"""Pairs of texts that are tried; a page of which more differ is read as another one."""


class Hunk(NamedTuple):
    """Pieces that stand for each other; all hunks together are both bodies, in order."""

    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    is_text: bool = False
    """Whether this is one text of both, and these stand for each other."""

    @property
    def is_same(self) -> bool:
        """Return whether both say the same."""
        return [each.says for each in self.ours] == [each.says for each in self.theirs]


def find_hunks(
    ours: Sequence[Piece], theirs: Sequence[Piece], pairs: Mapping[int, int]
) -> Iterator[Hunk]:
    """Yield the hunks of a merged guide and a page; ``pairs`` are numbers of texts, ascending."""
    here, there = _texts(ours), _texts(theirs)
    anchors = [(here[i], there[j]) for i, j in sorted(pairs.items())]
    edges = [(-1, -1), *anchors, (len(ours), len(theirs))]
    for before, after in pairwise(edges):
        if before[0] >= 0:
            yield Hunk((ours[before[0]],), (theirs[before[1]],), is_text=True)
        yield from _between(
            ours[before[0] + 1 : after[0]],
            theirs[before[1] + 1 : after[1]],
            follows_text=before[0] >= 0,
        )


def pair_texts(
    ours: Sequence[Piece], theirs: Sequence[Piece], own: frozenset[str]
) -> dict[int, int]:
    """Return which texts stand for each other, by their numbers, both ascending.

    They say the same, or the page's is known to stand for ours; what is left between two pairs
    is paired by its place, if there is as much of it.
    """
    here = texts_of(ours)
    there = texts_of(theirs)
    pairs = pair_same(here, there)
    if own:
        for rows, columns in _gaps(pairs, len(here), len(there)):
            pairs |= _known_pairs(here, there, rows, columns, own)
    for rows, columns in _gaps(pairs, len(here), len(there)):
        left = [i for i in rows if pair_mark(here[i].key, "") not in own]
        free = [j for j in columns if pair_mark("", there[j].says) not in own]
        kinds = [here[i].kind for i in left], [there[j].kind for j in free]
        if kinds[0] == kinds[1]:
            pairs |= zip(left, free, strict=True)
    return pairs


def pair_same(ours: Sequence[Piece], theirs: Sequence[Piece]) -> dict[int, int]:
    """Return which texts say the same, by their numbers, both ascending."""
    one, other = [each.says for each in ours], [each.says for each in theirs]
    return {
        i + step: j + step
        for i, j, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        for step in range(size)
    }


def _known_pairs(
    ours: Sequence[Piece],
    theirs: Sequence[Piece],
    rows: range,
    columns: range,
    own: frozenset[str],
) -> dict[int, int]:
    if len(rows) * len(columns) > _MOST_TRIALS:
        return {}
    pairs: dict[int, int] = {}
    first = columns.start
    for i in rows:
        for j in range(first, columns.stop):
            if pair_mark(ours[i].key, theirs[j].says) in own:
                pairs[i] = j
                first = j + 1
                break
    return pairs


def _gaps(pairs: Mapping[int, int], ours: int, theirs: int) -> list[tuple[range, range]]:
    """Return the texts between two pairs."""
    edges = [(-1, -1), *sorted(pairs.items()), (ours, theirs)]
    return [
        (range(i + 1, next_i), range(j + 1, next_j))
        for (i, j), (next_i, next_j) in pairwise(edges)
        if i + 1 < next_i and j + 1 < next_j
    ]


def _between(
    ours: Sequence[Piece], theirs: Sequence[Piece], *, follows_text: bool
) -> Iterator[Hunk]:
    # The end of a text's line stands for the end of the other's, and so does the beginning.
    first = follows_text and bool(ours and theirs) and not (ours[0].kind or theirs[0].kind)
    if first:
        yield Hunk((ours[0],), (theirs[0],))
    ours, theirs = ours[first:], theirs[first:]
    last = bool(ours and theirs) and _is_open(ours[-1]) and _is_open(theirs[-1])
    yield from _lines_between(ours[: len(ours) - last], theirs[: len(theirs) - last])
    if last:
        yield Hunk((ours[-1],), (theirs[-1],))


def _lines_between(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Hunk]:
    one = [(each.kind, each.says) for each in ours]
    other = [(each.kind, each.says) for each in theirs]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        left, right = ours[first:last], theirs[start:end]
        if tag == "equal" or _are_lines(left, right):
            yield from (Hunk((a,), (b,)) for a, b in zip(left, right, strict=True))
        else:
            yield Hunk(tuple(left), tuple(right))


def _is_open(piece: Piece) -> bool:
    """Return whether a line has no end: what comes next stands on it."""
    return not piece.kind and not piece.says.endswith("\n")


def _are_lines(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    """Return whether as many lines stand for each other, one by one."""
    return len(ours) == len(theirs) and not any(
        one.kind or other.kind or one.is_blank != other.is_blank
        for one, other in zip(ours, theirs, strict=True)
    )


def _texts(pieces: Sequence[Piece]) -> list[int]:
    return [index for index, each in enumerate(pieces) if each.kind]
