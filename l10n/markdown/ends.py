"""Rules of the block parser: where HTML, code and notes end, to Python-Markdown and kramdown.

HTML ends where its tags are closed, when a fence follows; CommonMark goes on to the next blank
line. A template tag may stand before a closing fence, because it is gone when that is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, html_block

from l10n.markdown.plaintokens import LINES
from l10n.markdown.shortcodes import MASK
from l10n.markdown.syntaxes.spans import LINE_MASK
from l10n.markdown.syntaxes.structure import first_of, line_span
from l10n.markdown.syntaxes.syntax import HOLDS_MARKDOWN

BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

_FENCE: Final = re.compile(r"```|~~~")
_EMPHASIS: Final = re.compile(r"<(?:b|big|cite|em|i|mark|q|s|small|span|strong|u)(?![\w:.-])")
"""What begins a paragraph there also where it is alone on its line."""
_TAG: Final = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_SUMMARY: Final = re.compile(
    rf"{HOLDS_MARKDOWN}[ \t]*\n?[ \t>]*<summary(?:[ \t][^<>\n]*)?>[^\n]*</summary>[ \t]*$"
)
"""What holds Markdown, up to the end of the summary that it begins with."""
_NUMBER: Final = re.compile(r"[0-9]{1,9}\.[ \t]")
_INDENT: Final = 4


def teach_ends(parser: MarkdownIt) -> None:
    """Give a block parser the rules, in the place of CommonMark's."""
    interrupted = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("fence", _fence, {"alt": [*interrupted, "list"]})
    parser.block.ruler.at("html_block", _html_block, {"alt": interrupted})


def teach_note_ends(parser: MarkdownIt) -> None:
    """Let a note that is defined in a container end at a blank line.

    Python-Markdown reads the blocks of a container one by one, and takes the next one for code.
    """
    _wrap_notes(parser, _note)


def teach_lazy_notes(parser: MarkdownIt) -> None:
    """Let a note of several lines be left alone that a line follows: kramdown reads on in it."""
    _wrap_notes(parser, _lazy_note)


def _wrap_notes(parser: MarkdownIt, wrapper: Callable[..., bool]) -> None:
    rules = parser.block.ruler
    for rule in [each for each in rules.__rules__ if each.name == "footnote_def"]:
        rules.at(rule.name, partial(wrapper, rule.fn), {"alt": list(rule.alt)})


def _lazy_note(rule: BlockRule, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = len(state.tokens)
    found = rule(state, start, end, silent)
    is_long = found and not silent and state.line > start + 1
    if is_long and not state.isEmpty(state.line - 1) and not state.isEmpty(state.line):
        for token in state.tokens[first:]:
            token.meta.pop(LINES, None)
    return found


def _note(rule: BlockRule, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level:
        end = next((line for line in range(start, end) if state.isEmpty(line)), end)
    return rule(state, start, end, silent)


def teach_list_ends(parser: MarkdownIt) -> None:
    """Let what is gone when lists are read end those whose items it would belong to lazily.

    A list may follow it with any number, for no paragraph goes on there.
    """
    parser.block.ruler.before("table", "gone", _gone, {"alt": ["paragraph", "blockquote"]})


def _gone(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith(LINE_MASK, first_of(state, start)):
        return False
    opens_list = start + 1 < end and _begins_item(state, start + 1)
    if silent:
        is_lazy = state.sCount[start] < state.blkIndent
        return opens_list or is_lazy or state.parentType == "blockquote"
    if opens_list:
        token = state.push("structure", "", 0)
        token.content, token.map = state.getLines(start, start + 1, 0, False), [start, start + 1]
        state.line = start + 1
    return opens_list


def _begins_item(state: StateBlock, line: int) -> bool:
    first, last = line_span(state, line)
    is_near = state.blkIndent <= state.sCount[line] < state.blkIndent + _INDENT
    return is_near and _NUMBER.match(state.src, first, last) is not None


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not fence(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens[-1]
    closing = re.compile(rf"{MASK}+{token.markup}+[ \t]*\Z")
    for line in range(start + 1, state.line):
        if closing.match(state.src, first_of(state, line), state.eMarks[line]):
            token.map = [start, line + 1]
            token.content = state.getLines(start + 1, line, state.sCount[start], True)
            state.line = line + 1
            break
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _EMPHASIS.match(state.src, first_of(state, start)):
        return False
    if not html_block(state, start, end, silent):
        return False
    if not silent and (line := _fence_after(state, start) or _text_after(state, start)):
        token = state.tokens[-1]
        token.map = [start, line]
        token.content = state.getLines(start, line, state.blkIndent, True)
        state.line = line
    return True


def _text_after(state: StateBlock, start: int) -> int:
    """Return the line of Markdown that follows the summary of what holds it; 0 without one."""
    after = start + 1
    begin = state.bMarks[max(0, start - 1)]
    is_held = _SUMMARY.search(state.src, begin, state.eMarks[start]) is not None
    if not is_held or after >= state.line:
        return 0
    return 0 if state.src.startswith("<", first_of(state, after)) else after


def _fence_after(state: StateBlock, start: int) -> int:
    """Return the line of the fence that follows closed tags; 0 when there is none."""
    opened = 0
    for line in range(start, state.line):
        first, last = line_span(state, line)
        is_near = state.sCount[line] < state.blkIndent + _INDENT
        if line > start and opened <= 0 and is_near and _FENCE.match(state.src, first, last):
            return line
        for closing, alone in _TAG.findall(state.src[first:last]):
            opened += -1 if closing else not alone
    return 0
