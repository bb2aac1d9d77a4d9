"""Coverage as tables with bars, for people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from l10n.coverage import Counts, GuideCoverage, LanguageCoverage
from l10n.reports.cells import count_cells, pad, printable
from l10n.words import RULE

_Row: TypeAlias = tuple[str, LanguageCoverage | GuideCoverage, str]
"""The label, what the bar shows, and the last column."""

_GAP: Final = "  "
_NARROWEST_LABEL: Final = 8  # cells, as the other widths
_NARROWEST_BAR: Final = 10
_WIDEST_BAR: Final = 40
_TRANSLATED: Final = "█"
_FUZZY: Final = "▒"
_UNTRANSLATED: Final = "░"
_LEGEND: Final = f"{_TRANSLATED} translated  {_FUZZY} fuzzy  {_UNTRANSLATED} untranslated"
# SGR parameters, ECMA-48 section 8.3.117
_GREEN: Final = "32"
_YELLOW: Final = "33"
_FAINT: Final = "2"


def render_coverage_text(
    languages: Iterable[LanguageCoverage],
    *,
    names: Mapping[str, str],
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return a table with a row for each language, in their order; ends with a newline.

    ``names`` are the languages' names by tag, ``width`` is in terminal cells. ``colour`` adds
    ANSI sequences, which take no cells. No languages give empty text.
    """
    languages = tuple(languages)
    tags = max((count_cells(coverage.language) for coverage in languages), default=0)
    rows = [
        (
            f"{pad(coverage.language, tags)}{_GAP}{names.get(coverage.language, '')}",
            coverage,
            f"{coverage.guides.published:,}/{coverage.guides.complete:,}/{coverage.guides.total:,}",
        )
        for coverage in languages
    ]
    footer = f"{_LEGEND}; guides: published/complete/all; {RULE}."
    return _render(("language", "guides"), rows, footer, width=width, colour=colour)


def render_guides_text(
    guides: Iterable[GuideCoverage], *, width: int = 80, colour: bool = False
) -> str:
    """Return a table with a row for each guide and language, in their order."""
    guides = tuple(guides)
    tags = max((count_cells(coverage.language) for coverage in guides), default=0)
    rows = [
        (
            f"{pad(coverage.language, tags)}{_GAP}{coverage.key}",
            coverage,
            f"{coverage.segments.translated:,}/{coverage.segments.total:,}",
        )
        for coverage in guides
    ]
    return _render(("guide", "segments"), rows, f"{_LEGEND}.", width=width, colour=colour)


def _render(
    heads: tuple[str, str], rows: Sequence[_Row], footer: str, *, width: int, colour: bool
) -> str:
    if not rows:
        return ""
    labels = [printable(label) for label, _, _ in rows]
    numbers = [
        (f"{coverage.percent:.1f} %", f"{words.translated:,}/{words.total:,}", last)
        for _, coverage, last in rows
        for words in (coverage.words,)
    ]
    title = ("", "words", heads[1])
    widths = [max(map(len, column)) for column in zip(title, *numbers, strict=True)]
    free = width - sum(widths) - (len(widths) + 1) * len(_GAP)
    label_width = max(map(count_cells, (heads[0], *labels)))
    label_width = max(min(label_width, free - _NARROWEST_BAR), _NARROWEST_LABEL)
    bar_width = min(max(free - label_width, _NARROWEST_BAR), _WIDEST_BAR)

    def line(label: str, bar: str, cells: Iterable[str]) -> str:
        right = (cell.rjust(size) for cell, size in zip(cells, widths, strict=True))
        return _GAP.join((pad(label, label_width), bar, *right))

    lines = [line(heads[0], " " * bar_width, title)]
    for label, (_, coverage, _), cells in zip(labels, rows, numbers, strict=True):
        counts = coverage.words if coverage.words.total else coverage.segments
        lines.append(line(label, _bar(counts, bar_width, colour=colour), cells))
    lines += ["", *textwrap.wrap(footer, width)]
    return "\n".join(lines) + "\n"


def _bar(counts: Counts, width: int, *, colour: bool) -> str:
    """Return a bar that is full only when everything is translated."""
    if not counts.total:
        counts = Counts(1, 1)
    translated = width * counts.translated // counts.total
    done = width * (counts.translated + counts.fuzzy) // counts.total
    parts = (
        (_GREEN, _TRANSLATED * translated),
        (_YELLOW, _FUZZY * (done - translated)),
        (_FAINT, _UNTRANSLATED * (width - done)),
    )
    if not colour:
        return "".join(part for _, part in parts)
    return "".join(f"\x1b[{code}m{part}\x1b[0m" for code, part in parts if part)
