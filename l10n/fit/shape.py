"""Whether a page that was put together has blocks that neither of its two sources has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from l10n.markdown.segments import Layout

_COUNTED: Final = frozenset(
    {
        "blockquote_open",
        "bullet_list_open",
        "code_block",
        "fence",
        "heading_open",
        "hr",
        "list_item_open",
        "ordered_list_open",
        "table_open",
    }
)
_CODE: Final = ("fence", "code_block")


class Shape(NamedTuple):
    """How many blocks of each kind a body has, by their nesting, and what its code says."""

    counts: Counter[tuple[str, int]]
    code: tuple[str, ...]


def read_shape(layout: Layout) -> Shape:
    """Return the shape of a body."""
    tokens = layout.parsed.tokens
    counts = Counter((each.type, each.level) for each in tokens if each.type in _COUNTED)
    return Shape(counts, tuple(each.content for each in tokens if each.type in _CODE))


def is_sane(made: Shape, ours: Shape, theirs: Shape) -> bool:
    """Return whether a page that ``ours`` and ``theirs`` were put together to may be right.

    It has of no block more than both, or fewer, and no code that is longer or shorter than any.
    """
    kinds = made.counts.keys() | ours.counts.keys() | theirs.counts.keys()
    return all(
        min(ours.counts[each], theirs.counts[each])
        <= made.counts[each]
        <= max(ours.counts[each], theirs.counts[each])
        for each in kinds
    ) and not any(_odd_code(made, ours, theirs))


def _odd_code(made: Shape, ours: Shape, theirs: Shape) -> Iterator[str]:
    lengths = {each.count("\n") for each in ours.code}
    for each in made.code:
        if each not in theirs.code and each.count("\n") not in lengths:
            yield each
