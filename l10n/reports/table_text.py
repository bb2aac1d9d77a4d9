"""Tables of numbers for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_GAPS: Final = (3, 2, 1)
"""Blanks between columns: so many as there is room for."""


def render_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | int]], *, width: int, colour: bool
) -> str:
    """Return a table with a name in the first column and empty lines around it.

    Columns in which there is nothing are left out, and stand closer where they would not fit into
    ``width`` terminal cells; without rows there is no table. ``colour`` makes the heads bold.
    """
    lines = list(rows)
    if not lines:
        return ""
    shown = [index for index in range(len(columns)) if any(line[index] for line in lines)]
    heads = [columns[index] for index in shown]
    table = [[_text(line[index]) for index in shown] for line in lines]
    widths = [max(map(len, column)) for column in zip(heads, *table, strict=True)]
    fitting = (each for each in _GAPS if sum(widths) + each * (len(widths) - 1) < width)
    gap = " " * next(fitting, _GAPS[-1])
    titles = _justify(heads, widths)
    head = gap.join([f"\x1b[1m{each}\x1b[0m" for each in titles] if colour else titles)
    rule = "─" * (sum(widths) + len(gap) * (len(widths) - 1))
    body = (gap.join(_justify(cells, widths)) for cells in table)
    return "\n".join(["", *(f" {line}".rstrip() for line in (head, rule, *body)), "", ""])


def _text(cell: str | int) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell


def _justify(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return cells of these widths: the name begins on the left, numbers end on the right."""
    name, *numbers = zip(cells, widths, strict=True)
    return [name[0].ljust(name[1]), *(cell.rjust(width) for cell, width in numbers)]
