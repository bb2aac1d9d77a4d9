"""What holds pages, as text: a block a page, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.reports.cells import printable, shorten, wrap
from l10n.reports.counted import counted
from l10n.reports.status_data import Hold, PageStatus, SiteStatus, count_kinds

_SHOWN: Final = 5
"""What holds a page that is listed unless everything is."""
_LONGEST: Final = 50
"""Cells of a text that is quoted."""
_INDENT: Final = "  "
_DEEPER: Final = "      "
_SAID: Final = {
    "published": ("published", "published"),
    "pending": ("comes with the next merge", "come with the next merge"),
    "waiting": ("waits", "wait"),
    "kept": ("is kept", "are kept"),
    "withdrawn": ("goes with the next merge", "go with the next merge"),
    "refused": ("is refused", "are refused"),
}
"""What is said of one page, and of several."""


def render_status_text(status: SiteStatus, *, verbose: bool, width: int, colour: bool) -> str:
    """Return a block for each page, and how many there are of each status; ends with a newline.

    At most five holds of a page are listed unless ``verbose``. ``width`` is in terminal cells.
    """
    lines: list[str] = []
    for page in status.pages:
        lines += [*_block(page, verbose=verbose, width=width, colour=colour), ""]
    if status.omitted:
        pages = (
            "1 page more waits" if status.omitted == 1 else f"{status.omitted:,} pages more wait"
        )
        lines += [f"... and {pages}; -v lists all", ""]
    lines += _summary(status, width)
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    """Return a text on one line, in quotation marks, shortened."""
    return f'"{shorten(" ".join(text.split()), _LONGEST)}"'


def _block(page: PageStatus, *, verbose: bool, width: int, colour: bool) -> Iterator[str]:
    head = printable(f"{page.path}: {page.status}")
    yield f"\x1b[1m{head}\x1b[0m" if colour else head
    if page.reason:
        yield from wrap(_INDENT + printable(page.reason), width, _INDENT)
    shown = page.holds if verbose else page.holds[:_SHOWN]
    for each in shown:
        yield from wrap(_INDENT + printable(_line(each)), width, _DEEPER)
    if len(page.holds) > len(shown):
        yield f"{_INDENT}... and {len(page.holds) - len(shown):,} more; -v lists them"
    if page.advice:
        yield from wrap(f"{_INDENT}{printable(page.advice)}:", width, _DEEPER)
        yield _DEEPER + printable(page.command)  # whole, to be copied


def _line(hold: Hold) -> str:
    place = f"{hold.path}:{hold.line}" if hold.line else hold.path
    words = f", {counted(hold.words, 'word')}" if hold.words else ""
    return f"{place}  {hold.kind}{words}: {hold.message}"


def _summary(status: SiteStatus, width: int) -> Iterator[str]:
    counts = {name: count for name in _SAID if (count := status.counts.get(name, 0))}
    told = [f"{count:,} {_SAID[name][count != 1]}" for name, count in counts.items()]
    if told:
        number, said = told[0].split(" ", 1)
        told[0] = f"{number} page{'s' * (number != '1')} {said}"
    yield from wrap(f"{', '.join(told) or 'There are no pages'}.", width, "")
    if status.free:
        pages, them = ("page is", "it") if status.free == 1 else ("pages are", "them")
        free = f"{status.free:,} kept {pages} held by nothing: l10n import hands {them} over."
        yield from wrap(free, width, "")
    if status.counts.get("kept", 0) > 1 and (kinds := count_kinds(status.pages)):
        found = ", ".join(f"{kind} on {count:,}" for kind, count in kinds)
        yield from wrap(f"What holds the kept ones: {found}.", width, "")
