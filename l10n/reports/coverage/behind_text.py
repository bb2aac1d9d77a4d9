"""The published pages that fell behind, as a table for people at a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from l10n.behind import BehindPage, Pages, is_unread, sum_duties
from l10n.coverage import GuideCoverage
from l10n.reports.cells import pad, printable, shorten, wrap
from l10n.reports.counted import counted
from l10n.words import count_cells

_SHOWN: Final = 10
_HEADS: Final = ("fell behind", "words", "since", "by", "texts")
_WIDEST: Final = (34, 7, 10, 20)
"""Cells of the columns; the last one has what is left."""
_NARROWEST: Final = 20
_SHORT: Final = MappingProxyType(
    {"number, date or price": "number", "marked for review": "marked", "machine": "by machine"}
)
"""Causes in a narrow column."""


def render_behind_text(
    pages: Sequence[BehindPage], *, verbose: bool, width: int, colour: bool
) -> str:
    """Return a table of the pages and a line for each language; nothing without any.

    At most ten pages unless ``verbose``; ``width`` is in terminal cells.
    """
    if not pages:
        return ""
    shown = pages if verbose else pages[:_SHOWN]
    rows = [_HEADS, *(_row(page) for page in shown)]
    lines = [_line(row, _widths(rows, width)) for row in rows]
    if colour:
        lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    if len(shown) < len(pages):
        lines.append(f"... and {len(pages) - len(shown):,} more; -v lists them")
    lines += ["", *_duties(pages, width)]
    return "\n".join(lines) + "\n"


def render_unread_text(guides: Iterable[GuideCoverage], pages: Pages, *, width: int) -> str:
    """Return which languages have pages that were never imported; nothing where none has."""
    found: dict[str, list[GuideCoverage]] = {}
    for each in guides:
        if is_unread(each, pages):
            found.setdefault(each.language, []).append(each)
    lines: list[str] = []
    for language, some in found.items():
        words = sum(each.words.total for each in some)
        told = (
            f"{language}: {counted(len(some), 'page')} by hand, {counted(words, 'word')}, of which "
            "nothing is in the catalogs:"
        )
        lines += _advice(told, f"l10n import -l {language}", width)
    return "\n".join(lines) + "\n" if lines else ""


def _duties(pages: Iterable[BehindPage], width: int) -> Iterator[str]:
    for each in sum_duties(pages):
        command = shlex.join(["l10n", "status", "-l", each.language, each.start.key])
        amount = f"{counted(each.pages, 'page')}, {counted(each.words, 'word')}"
        yield from _advice(f"{each.language}: {amount}; start with", command, width)


def _advice(told: str, command: str, width: int) -> Iterator[str]:
    """Yield what is said and the command, which stays whole: it is to be copied."""
    lines = [*wrap(printable(told), width, "    ")]
    if count_cells(lines[-1]) + 1 + count_cells(command) <= width:
        lines[-1] += f" {command}"
    else:
        lines.append(f"    {command}")
    yield from lines


def _row(page: BehindPage) -> tuple[str, ...]:
    origin = page.origin
    return (
        printable(f"{page.language}  {page.key}{' (by hand)' if page.is_by_hand else ''}"),
        f"{page.missing:,}",
        f"{origin.date:%Y-%m-%d}" if origin else "-",
        printable(f"{origin.commit[:8]} {origin.author}") if origin else "-",
        ", ".join(f"{count:,} {_SHORT.get(cause, cause)}" for cause, count in page.amounts.items()),
    )


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of the columns; the first gives way where there is no room."""
    sizes = [max(map(count_cells, column)) for column in zip(*rows, strict=True)]
    sizes = [min(size, most) for size, most in zip(sizes, (*_WIDEST, width), strict=True)]
    left = width - sum(sizes[:-1]) - 2 * (len(sizes) - 1)
    lacking = max(0, min(sizes[-1], _NARROWEST) - left)
    sizes[0] = max(sizes[0] - lacking, _NARROWEST)
    sizes[-1] = max(width - sum(sizes[:-1]) - 2 * (len(sizes) - 1), 1)
    return sizes


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    label, words, *others, last = row
    head = [pad(label, widths[0]), words.rjust(widths[1])]
    cells = (pad(cell, size) for cell, size in zip(others, widths[2:-1], strict=True))
    return "  ".join((*head, *cells, shorten(last, widths[-1]))).rstrip()
