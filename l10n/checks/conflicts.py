"""Conflicts that git left in a file and that nobody has solved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.ignores import ignored_in_guide
from l10n.later import later
from l10n.text import normalize_newlines

NAME: Final = "conflict-markers"
"""Of the finding, and of what ignores it."""
MESSAGE: Final = "unresolved merge conflict: keep one side and delete the marker lines"

_START: Final = "<<<<<<<"
_MARKERS: Final = (
    re.compile(rf"{_START}(?: |$)"),
    re.compile(r"=======$"),
    re.compile(r">>>>>>>(?: |$)"),
)
"""In the order in which they are in a conflict; one with another end is none."""
_FENCE: Final = later(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_ENCLOSED: Final = later(
    r"<(pre|code)\b|\{\{[<%][ \t]*(highlight|code)\b|\{%-?[ \t]*(highlight|raw)\b", re.IGNORECASE
)


def find_conflict(text: str) -> int:
    """Return the line, from 1, where a conflict begins that is no example in code; 0 without one.

    A comment in the front matter may ignore it.
    """
    if _START not in text:
        return 0
    lines = normalize_newlines(text)
    found = _find(lines.split("\n"))
    return 0 if found and NAME in ignored_in_guide(lines) else found


def _find(lines: list[str]) -> int:
    seen: list[tuple[int, int]] = []
    for number, (line, block) in enumerate(zip(lines, _blocks(lines), strict=True), start=1):
        if _MARKERS[0].match(line):
            seen = [(number, block)]
        elif seen and _MARKERS[len(seen)].match(line):
            seen.append((number, block))
        if len(seen) == len(_MARKERS):
            blocks = {each for _, each in seen}
            if 0 in blocks or len(blocks) > 1:
                return seen[0][0]
            seen = []
    return 0


def _blocks(lines: list[str]) -> Iterator[int]:
    """Yield of each line in which block of code it is, from 1; 0 outside of code."""
    block, end = 0, None
    for number, line in enumerate(lines, start=1):
        if end is None:
            end = _end_of(line)
            block = number
            yield 0
        else:
            yield block
            end = None if end.search(line) else end


def _end_of(line: str) -> re.Pattern[str] | None:
    """Return what ends the block of code that a line opens; None when it opens none."""
    if fence := _FENCE.match(line):
        mark = fence[1]
        return re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$")
    opened = [*_ENCLOSED.finditer(line)]
    if not opened:
        return None
    html, hugo, liquid = opened[-1].groups()
    name = html or hugo or liquid
    ends = rf"</{name}\b|\{{\{{[<%][ \t]*/[ \t]*{name}\b|\{{%-?[ \t]*end{name}\b"
    end = re.compile(ends, re.IGNORECASE)
    return None if end.search(line, opened[-1].end()) else end
