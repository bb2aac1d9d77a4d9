"""Coverage as CSV, for spreadsheets: a row a guide and language."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from l10n.coverage import STATES, GuideCoverage

_HEAD: Final = (
    "language",
    "key",
    "path",
    "page",
    "percent",
    "words",
    *(f"words {each}" for each in STATES),
    "segments",
    *(f"segments {each}" for each in STATES),
    "refused",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes the beginning of a formula for."""


def render_coverage_csv(
    guides: Iterable[GuideCoverage],
    published: Collection[tuple[str, str]],
    by_hand: Collection[tuple[str, str]],
) -> str:
    """Return a table with a head, in the order of ``guides``; both others hold (language, key).

    ``page`` is ``published``, ``by hand`` or empty; a percentage is empty where there is nothing to
    translate. No cell is read as a formula.
    """
    lines: list[list[str]] = [[*_HEAD]]
    for each in guides:
        name = (each.language, each.key)
        page = "by hand" if name in by_hand else "published" if name in published else ""
        lines.append([_cell(cell) for cell in _row(each, page)])
    sink = _Sink()
    csv.writer(sink, lineterminator="\n").writerows(lines)
    return "".join(sink)


class _Sink(list[str]):
    """What the writer writes to."""

    def write(self, text: str) -> None:
        """Keep a line."""
        self.append(text)


def _row(guide: GuideCoverage, page: str) -> Iterator[str]:
    yield from (guide.language, guide.key, guide.path, page)
    yield "" if guide.percent is None else f"{guide.percent:.1f}"
    for counts in (guide.words, guide.segments):
        yield str(counts.total)
        yield from (str(getattr(counts, each)) for each in STATES)
    yield guide.refused


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
