"""Where links lead, as a table and a list for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from l10n.links.report import Fate, LinkCounts, LinkReport
from l10n.reports.cells import printable

COLUMNS: Final = ("pages", "links", *(str(fate) for fate in Fate))

_SHOWN: Final = 5
"""Links of one fate that are listed unless all are wanted."""
_ADVICE: Final = {
    Fate.BROKEN: "there is no such guide: correct the address, or remove the link",
    Fate.BROKEN_ANCHOR: "that guide has no such place: correct the fragment, or the heading",
    Fate.CROSSING: "the guide is published in this language: run l10n merge, or correct the link",
    Fate.FALLBACK: "not published in this language yet: leads to the source page",
}


def link_rows(counts: Iterable[LinkCounts]) -> list[tuple[str | int, ...]]:
    """Return a row for each language, in their order, that goes with ``COLUMNS``."""
    return [
        (each.language, each.pages, each.links, *(each.fates.get(fate, 0) for fate in Fate))
        for each in counts
    ]


def render_links_text(reports: Sequence[LinkReport], *, verbose: bool) -> str:
    """Return a list by fate, the worst first; empty when all is fine. Ends with a newline."""
    lines: list[str] = []
    for fate, advice in _ADVICE.items():
        found = [each for each in reports if each.fate is fate]
        if not found:
            continue
        lines.append(f"{fate} ({len(found)}): {advice}")
        shown = found if verbose else found[:_SHOWN]
        lines += (f"  {_line(each)}" for each in shown)
        if len(found) > len(shown):
            lines.append(f"  ... and {len(found) - len(shown)} more; -v lists them")
    return "".join(f"{line}\n" for line in lines)


def _line(report: LinkReport) -> str:
    target = f" -> {report.target}" if report.target else ""
    text = f"{report.path}:{report.line}: {report.written}{target}"
    return printable(text)
