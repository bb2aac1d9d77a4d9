"""A rule of the block parser: fences whose content is Markdown, as in MyST's directives.

The line that opens such a fence is structure, and so is the one that closes it. Between them are
blocks like any others; after its name stands a title for translators, or what no reader sees.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from l10n.markdown.syntaxes.structure import (
    TITLES,
    Structure,
    after_options,
    line_span,
    push_structure,
    read_within,
    whole_line,
)
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.text import Span

_MARK: Final = re.compile(r"(`{3,}|~{3,})[ \t]*")
_INDENT: Final = 4
_INTERRUPTS: Final = ["paragraph", "reference", "blockquote", "list"]


def teach_fences(parser: MarkdownIt, syntax: Syntax) -> None:
    """Give a block parser the rule for a syntax's fences of Markdown, before that for code."""
    if syntax.fences:
        opening = re.compile(rf"(?:{syntax.fences})[ \t]*$", re.MULTILINE)
        rule = partial(_fence, opening)
        parser.block.ruler.before("fence", "markdown_fence", rule, {"alt": _INTERRUPTS})


def _fence(opening: re.Pattern[str], state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    found = whole_line(opening, state, start)
    if found is None:
        return False
    if silent:
        return True
    mark = _MARK.match(found[0])
    close, is_closed = _find_close(state, start, end, mark[1] if mark else "")
    group = found.lastgroup or ""
    title = Span(*found.span(group)) if group and found[group].strip() else None
    content = after_options(state, start + 1, close) if "{" in found[0] else start + 1
    push_structure(state, start, Structure(content, title, TITLES[group] if title else ""))
    state.line = content
    read_within(state, content, close, state.blkIndent)
    if is_closed:
        push_structure(state, close, Structure(close + 1))
    state.line = close + is_closed
    return True


def _find_close(state: StateBlock, start: int, end: int, mark: str) -> tuple[int, bool]:
    """Return the line that closes a fence, and whether there is one; else the line after it."""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, False
        text = line_span(state, line).of(state.src).rstrip()
        is_mark = text.startswith(mark) and not text.strip(mark[0])
        if is_mark and state.sCount[line] - state.blkIndent < _INDENT:
            return line, True
    return end, False
