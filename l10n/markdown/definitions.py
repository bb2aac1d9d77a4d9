"""A rule of the block parser: definitions whose terms are no line right before them.

Python-Markdown and kramdown take the whole paragraph before for terms, a comment too, and go on
with a list of definitions after any blank lines.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from l10n.markdown.plaintokens import LINES
from l10n.markdown.syntaxes.structure import first_of
from l10n.text import Span

_MARKER: Final = re.compile(r":[ \t]+(?=[^ \t\n])")
_AFTER: Final = ("paragraph_close", "dl_close", "html_block")
_INDENT: Final = 2
"""As the rule for a term and its definitions has it."""


def teach_definitions(parser: MarkdownIt) -> None:
    """Give a block parser the rule, to be tried before that for terms."""
    parser.block.ruler.before("deflist", "definitions", _definitions)


def _definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or not state.tokens or state.tokens[-1].type not in _AFTER:
        return False
    if state.is_code_block(start) or not _marker_end(state, start):
        return False
    terms = _take_lines(state)
    state.push("dl_open", "dl", 1).map = [start, end]
    for number, term in terms:
        _push_term(state, number, term)
    line = start
    while line < end and state.sCount[line] >= state.blkIndent and _marker_end(state, line):
        line = _definition(state, line, end)
    state.push("dl_close", "dl", -1)
    state.line = line
    return True


def _take_lines(state: StateBlock) -> list[tuple[int, Span]]:
    """Take a paragraph before away that is terms only; return its lines, with their numbers."""
    if state.tokens[-1].type != "paragraph_close":
        return []
    opening, inline, _ = state.tokens[-3:]
    lines: tuple[Span, ...] = inline.meta.get(LINES, ())
    if any(_MARKER.match(state.src, *line) for line in lines):
        return []
    del state.tokens[-3:]
    return list(enumerate(lines, start=opening.map[0] if opening.map else 0))


def _push_term(state: StateBlock, number: int, line: Span) -> None:
    state.push("dt_open", "dt", 1).map = [number, number + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = line.of(state.src), [number, number + 1], []
    inline.meta[LINES] = (line,)
    state.push("dt_close", "dt", -1)


def _marker_end(state: StateBlock, line: int) -> int:
    first = first_of(state, line)
    found = _MARKER.match(state.src, first, state.eMarks[line])
    return found.end() if found else 0


def _definition(state: StateBlock, line: int, end: int) -> int:
    """Read the blocks of a definition; return the line after them."""
    first, text = first_of(state, line), _marker_end(state, line)
    before = state.tShift[line], state.sCount[line], state.blkIndent, state.ddIndent
    state.push("dd_open", "dd", 1).map = [line, end]
    state.blkIndent = state.ddIndent = state.sCount[line] + _INDENT
    state.sCount[line] += len(state.src[first:text].expandtabs(4))
    state.tShift[line] = text - state.bMarks[line]
    state.md.block.tokenize(state, line, end)
    state.tShift[line], state.sCount[line], state.blkIndent, state.ddIndent = before
    state.push("dd_close", "dd", -1)
    return state.line
