"""A rule of the block parser: tables without a line of dashes, as kramdown reads them.

Lines that all have a bar are one, if they are a block of their own.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from l10n.later import later
from l10n.markdown.plaintokens import LINES
from l10n.markdown.shortcodes import MASK
from l10n.markdown.syntaxes.spans import LINE_MASK
from l10n.markdown.syntaxes.structure import first_of, line_span
from l10n.text import Span

_BAR: Final = re.compile(r"(?<!\\)\|")
_DASHES: Final = re.compile(r"[|:=+ \t-]+\Z")
_OTHERS: Final = later(
    r"(?:[-+*]|[0-9]{1,9}\.|:)[ \t]|>|#|```|~~~|<(?![a-z]+:|[^\s<>]+@)|\$\$|\[[^\]\n]*\]:"
)
"""What another block begins with."""
_EMPTY: Final = re.compile(rf"\{{:|[{MASK}{LINE_MASK}]+\Z")
"""An attribute list, or a template tag that leaves an empty line."""
_BLANKS: Final = " \t"


def teach_bar_tables(parser: MarkdownIt) -> None:
    """Give a block parser the rule, to be tried after that for other tables."""
    parser.block.ruler.after("table", "bars", _bar_table)


def _bar_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.is_code_block(start) or _OTHERS.match(state.src, first_of(state, start)):
        return False
    line = start
    while line < end and state.sCount[line] >= state.blkIndent and _bars(state, line):
        line += 1
    if line == start or not _is_boundary(state, line, end):
        return False
    state.push("table_open", "table", 1).map = [start, line]
    for row in range(start, line):
        _push_row(state, row)
    state.push("table_close", "table", -1)
    state.line = line
    return True


def _is_boundary(state: StateBlock, line: int, end: int) -> bool:
    if line >= end or state.isEmpty(line):
        return True
    first = first_of(state, line)
    if state.sCount[line] < state.blkIndent and _OTHERS.match(state.src, first):
        return True
    return bool(_EMPTY.match(state.src, first, state.eMarks[line]))


def _bars(state: StateBlock, line: int) -> list[int]:
    """Return where the bars of a line are that divide cells."""
    first = first_of(state, line)
    return [bar.start() for bar in _BAR.finditer(state.src, first, state.eMarks[line])]


def _push_row(state: StateBlock, line: int) -> None:
    first, last = line_span(state, line)
    if _DASHES.match(state.src[first:last]):
        token = state.push("structure", "", 0)
        token.content, token.map = state.src[first:last], [line, line + 1]
        return
    bars = _bars(state, line)
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for start, end in zip((first, *(bar + 1 for bar in bars)), (*bars, last), strict=True):
        span = Span(start, end).trimmed(state.src, _BLANKS)
        if span.start == span.end:
            continue
        state.push("td_open", "td", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map = span.of(state.src).replace("\\|", "|"), [line, line + 1]
        inline.children, inline.meta[LINES] = [], (span,)
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)
