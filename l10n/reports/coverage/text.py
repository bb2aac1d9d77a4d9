"""Coverage as tables with bars, for people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from l10n.coverage import (
    Counts,
    GuideCoverage,
    GuideTotals,
    LanguageCoverage,
    basis_of,
    list_refused,
    percent_of,
)
from l10n.reports.cells import pad, printable, wrapped
from l10n.reports.coverage.states import bar_parts, used_signs
from l10n.words import RULE, count_cells

_Row: TypeAlias = tuple[str, LanguageCoverage | GuideCoverage, str]
"""The label, what the bar shows, and the last column."""

_GAP: Final = "  "
_NARROWEST_LABEL: Final = 8  # cells, as the other widths
_NARROWEST_BAR: Final = 10
_WIDEST_BAR: Final = 40
_ODD: Final = ("machine", "quarantined")
"""The counts that have a column only where there is something to count."""
_SHOWN: Final = 10


def render_coverage_text(
    languages: Iterable[LanguageCoverage],
    *,
    names: Mapping[str, str],
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return a table with a row for each language, in their order; ends with a newline.

    Columns for what a machine wrote and what is quarantined are there only when something is.

    ``names`` are the languages' names by tag, ``width`` is in terminal cells. ``colour`` adds
    ANSI sequences, which take no cells. No languages give empty text.
    """
    languages = tuple(languages)
    tags = max((count_cells(coverage.language) for coverage in languages), default=0)
    rows = [
        (
            f"{pad(coverage.language, tags)}{_GAP}{names.get(coverage.language, '')}",
            coverage,
            _guides(coverage.guides),
        )
        for coverage in languages
    ]
    some_by_hand = any(coverage.guides.by_hand for coverage in languages)
    order = "published (by hand)" if some_by_hand else "published"
    footer = f"{_legend(languages)}; guides: {order}/complete/all; {RULE}."
    return _render(("language", "guides"), rows, footer, width=width, colour=colour)


def render_guides_text(
    guides: Iterable[GuideCoverage], *, width: int = 80, colour: bool = False
) -> str:
    """Return a table with a row for each guide and language, in their order."""
    guides = tuple(guides)
    tags = max((count_cells(coverage.language) for coverage in guides), default=0)
    starts = {each: f"{pad(each, tags)}{_GAP}" for each in {each.language for each in guides}}
    rows = [(f"{starts[each.language]}{each.key}", each, _of(each.segments)) for each in guides]
    footer = f"{_legend(guides)}."
    return _render(("guide", "texts"), rows, footer, width=width, colour=colour)


def render_refused_text(
    guides: Iterable[GuideCoverage], *, verbose: bool, width: int | None = None
) -> str:
    """Return the guides that count as not translated because a file cannot be read, and why.

    At most ten unless ``verbose``; it ends with a newline.
    """
    lines = [
        printable(f"  {each.path} ({', '.join(each.languages)}): {each.reason}")
        for each in list_refused(guides)
    ]
    shown = lines if verbose else lines[:_SHOWN]
    if len(shown) < len(lines):
        shown.append(f"  ... and {len(lines) - len(shown):,} more; -v lists them")
    told = [line for each in shown for line in wrapped(each, width, "    ")]
    return "\n".join(("Counted as not translated, for they cannot be read:", *told)) + "\n"


def _legend(rows: Iterable[LanguageCoverage | GuideCoverage]) -> str:
    kinds = tuple({(each.segments, each.words): each for each in rows}.values())
    parts = [f"{each.sign} {each.legend}" for each in used_signs(kind.segments for kind in kinds)]
    if any(each.percent is None for each in kinds):
        parts.append("- nothing to translate")
    return "  ".join(parts)


def _render(
    heads: tuple[str, str], rows: Sequence[_Row], footer: str, *, width: int, colour: bool
) -> str:
    if not rows:
        return ""
    labels = [printable(label) for label, _, _ in rows]
    kinds: dict[tuple[Counts, Counts, str], int] = {}  # many rows have the same numbers
    which = [
        kinds.setdefault((each.segments, each.words, last), len(kinds)) for _, each, last in rows
    ]
    odd = tuple(name for name in _ODD if any(getattr(each, name) for each, _, _ in kinds))
    numbers = [(*_shares(segments, words, odd), last) for segments, words, last in kinds]
    title = ("", "words", *odd, heads[1])
    widths = [max(map(len, column)) for column in zip(title, *numbers, strict=True)]
    free = width - sum(widths) - (len(widths) + 1) * len(_GAP)
    label_width = max(map(count_cells, (heads[0], *labels)))
    label_width = max(min(label_width, free - _NARROWEST_BAR), _NARROWEST_LABEL)
    bar_width = min(max(free - label_width, _NARROWEST_BAR), _WIDEST_BAR)

    def right(bar: str, cells: Iterable[str]) -> str:
        aligned = (cell.rjust(size) for cell, size in zip(cells, widths, strict=True))
        return _GAP.join(("", bar, *aligned))

    lines = [pad(heads[0], label_width) + right(" " * bar_width, title)]
    ends = [
        right(_bar(basis_of(segments, words), bar_width, colour=colour), cells)
        for (segments, words, _), cells in zip(kinds, numbers, strict=True)
    ]
    lines += [
        pad(label, label_width) + ends[kind] for label, kind in zip(labels, which, strict=True)
    ]
    lines += ["", *textwrap.wrap(footer, width, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def _shares(segments: Counts, words: Counts, odd: Sequence[str]) -> tuple[str, ...]:
    """Return percentage and words, and the words of the odd kinds that some row has."""
    percent = percent_of(segments, words)
    shares = ("-", "-") if percent is None else (f"{percent:.1f} %", _of(words))
    return (*shares, *(f"{getattr(words, name):,}" for name in odd))


def _guides(guides: GuideTotals) -> str:
    by_hand = f" ({guides.by_hand:,})" if guides.by_hand else ""
    return f"{guides.published:,}{by_hand}/{guides.complete:,}/{guides.total:,}"


def _of(counts: Counts) -> str:
    return f"{counts.translated:,}/{counts.total:,}"


def _bar(counts: Counts, width: int, *, colour: bool) -> str:
    """Return a bar that is full only when everything is translated; none for nothing."""
    if not counts.total:
        return " " * width
    parts = [(sign.colour, sign.sign * size) for sign, size in bar_parts(counts, width) if size]
    if not colour:
        return "".join(part for _, part in parts)
    return "".join(f"\x1b[{code}m{part}\x1b[0m" for code, part in parts)
