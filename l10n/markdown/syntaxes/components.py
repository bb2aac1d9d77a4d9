"""A rule of the block parser: Vue's components, which begin HTML wherever a block may begin.

VitePress reads them by https://github.com/mdit-vue/mdit-vue (plugin-component): every tag that is
no inline one of HTML. One that is closed on its line leaves the rest of the line to Markdown.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.common.html_re import attribute
from markdown_it.rules_block import StateBlock, html_block

from l10n.later import later
from l10n.markdown.plaintokens import LINES
from l10n.markdown.syntaxes.structure import first_of, line_span
from l10n.text import Span

_INLINE: Final = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|br|button|canvas|cite|code|data|datalist|del|dfn|em|embed|i"
    "|iframe|img|input|ins|kbd|label|map|mark|meter|noscript|object|output|picture|progress|q|ruby"
    "|s|samp|script|select|small|span|strong|sub|sup|svg|textarea|time|u|tt|var|video|wbr|pre|style"
)
_COMPONENT: Final = later(
    rf"</?(?!(?:{_INLINE}|(?i:{'|'.join(block_names)}))(?![\w-]))[A-Za-z][A-Za-z0-9-]*(?=\s|/?>|$)"
)
_VERBATIM: Final = re.compile(r"<(?:script|style|pre|textarea|!--)", re.IGNORECASE)
"""HTML with an end of its own."""
_CLOSES: Final = re.compile(r":{3,}[ \t]*")
_NAME: Final = r"<([A-Za-z][A-Za-z0-9-]*)"
_ATTRIBUTES: Final = rf"{attribute.replace('[a-zA-Z_:]', '[a-zA-Z_:@#]')}*"
_ALONE: Final = later(rf"{_NAME}{_ATTRIBUTES}\s*/>")
_CLOSED: Final = later(rf"{_NAME}{_ATTRIBUTES}\s*>(?P<text>.*)</\1\s*>")


def teach_components(parser: MarkdownIt) -> None:
    """Give a block parser the rule, before that for lines that are structure."""
    alternatives = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("structure", "component", _component, {"alt": alternatives})
    parser.block.ruler.at("html_block", _html_block, {"alt": alternatives[:3]})


def _component(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first, last = line_span(state, start)
    line = state.src[first:last]
    if state.is_code_block(start) or not _COMPONENT.match(line):
        return False
    if silent:
        return True
    if found := _ALONE.match(line):
        _push(state, start, Span(first + found.end(), last))
    elif found := _CLOSED.match(line):
        inner = Span(first + found.start("text"), first + found.end("text"))
        if found.end() < len(line.rstrip()):
            _push(state, start, Span(first + found.end(), last))
        elif "<" in found["text"]:
            _push_html(state, start, start + 1)
        else:
            _push(state, start, inner)
    else:
        _push_block(state, start, end)
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read HTML that goes on to a blank line; the end of a container comes before that."""
    return html_block(state, start, end if silent else _container_end(state, start, end), silent)


def _container_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line that ends a container before a blank line does; ``end`` when none does."""
    if _VERBATIM.match(state.src, first_of(state, start)):
        return end
    line = start + 1
    while line < end and not state.isEmpty(line):
        first = first_of(state, line)
        if _CLOSES.fullmatch(state.src, first, state.eMarks[line]):
            return line
        line += 1
    return end


def _push(state: StateBlock, start: int, text: Span) -> None:
    """Add a line of which one part is text."""
    first, last = line_span(state, start)
    text = text.trimmed(state.src)
    state.line = start + 1
    opening = state.push("structure_open", "", 1)
    opening.markup = f"{state.src[first : text.start]}\0{state.src[text.end : last]}"
    opening.info, opening.map = "text of a component", [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text.of(state.src), [start, start + 1], []
    inline.meta[LINES] = (text,)
    state.push("structure_close", "", -1)


def _push_block(state: StateBlock, start: int, end: int) -> None:
    line, end = start + 1, _container_end(state, start, end)
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    _push_html(state, start, line)


def _push_html(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    token = state.push("html_block", "", 0)
    token.map = [start, end]
    token.content = state.getLines(start, end, state.blkIndent, True)
