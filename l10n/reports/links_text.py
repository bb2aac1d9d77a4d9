"""Where links lead, as a table and a list for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from l10n.links.report import Fate, LinkCounts, LinkReport
from l10n.reports.cells import printable

COLUMNS: Final = ("pages", "links", *(str(fate) for fate in Fate))

_SHOWN: Final = 5
"""Addresses of one fate that are listed unless all are wanted."""
_ADVICE: Final = {
    Fate.BROKEN: "there is no such guide: correct the address, or remove the link",
    Fate.BROKEN_ANCHOR: "that guide has no such place: correct the fragment, or the heading",
    Fate.CROSSING: "the guide is published in this language: run l10n merge, or correct the link",
    Fate.FALLBACK: "not published in this language yet: leads to the source page",
    Fate.NO_GUIDE: "not followed: lists, files, what templates make, what ignore names",
}


def link_rows(counts: Iterable[LinkCounts]) -> list[tuple[str | int, ...]]:
    """Return a row for each language, in their order, that goes with ``COLUMNS``."""
    return [
        (each.language, each.pages, each.links, *(each.fates.get(fate, 0) for fate in Fate))
        for each in counts
    ]


def render_links_text(reports: Sequence[LinkReport], *, source: str, verbose: bool) -> str:
    """Return a list by fate and address, the worst first, those on pages in ``source`` apart.

    What is no guide is listed only when all is wanted. Ends with a newline, unless it is empty.
    """
    lines: list[str] = []
    for fate, advice in _ADVICE.items():
        if fate is Fate.NO_GUIDE and not verbose:
            continue
        found = [each for each in reports if each.fate is fate]
        own = [each for each in found if each.language == source]
        theirs = [each for each in found if each.language != source]
        for where, group in (("in the source", own), ("in localized pages", theirs)):
            if group:
                lines.append(f"{fate} {where} ({len(group)}): {advice}")
                lines += _by_address(group, verbose=verbose)
    return "".join(f"{line}\n" for line in lines)


def _by_address(reports: Sequence[LinkReport], *, verbose: bool) -> Iterator[str]:
    """Yield the addresses, what is written most often first, and where they are."""
    groups: defaultdict[tuple[str, str], list[LinkReport]] = defaultdict(list)
    for each in reports:
        groups[each.written, each.target].append(each)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    shown = ordered if verbose else ordered[:_SHOWN]
    for (written, target), links in shown:
        to = f" -> {target}" if target else ""
        often = f", {len(links)} times" if len(links) > 1 else ""
        yield printable(f"  {links[0].path}:{links[0].line}: {written}{to}{often}")
        if verbose:
            yield from (printable(f"    {each.path}:{each.line}") for each in links[1:])
    if len(ordered) > len(shown):
        yield f"  ... and {len(ordered) - len(shown)} more; -v lists them"
