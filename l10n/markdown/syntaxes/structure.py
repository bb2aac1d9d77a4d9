"""A rule of the block parser: lines that are structure in a site's syntax.

Such a line ends the block before it and is a block of its own. What is text on it, such as a
title, is a text for translators.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES

from l10n.markdown.plaintokens import LINES
from l10n.markdown.syntaxes.syntax import HELD, HOLDS_MARKDOWN, Syntax, patterns_of
from l10n.text import Span

TITLES: Final = {
    "title": "title in brackets",
    "heading": "title",
    "fenced": "title without backticks",
    "boxed": "title in quotes, without backticks",
    "quoted": "title in quotes",
    "admonition": "title in quotes",
    "block": "title",
    "tab": "tab title in quotes",
    "tabbed": "tab title",
    "meaning": "abbreviation",
    "held": "paragraph",
    "alt": "image description in quotes",
}
"""What the text of each group is called."""

_ENCLOSES: Final = re.compile(r"!!!|\?\?\?|===")
_OPTION: Final = re.compile(r":[\w-]+:(?:[ \t]|$)|---[ \t]*$")
_TAKES_OPTIONS: Final = re.compile(r":{3,}\{")
_MODULE: Final = re.compile(r"(?:import|export) ")
_STRING: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`[^`]*+`")
_TAG: Final = re.compile(r"</?[A-Za-z_$][\w.:$-]*|</?(?=>)")
_BEGINS: Final = re.compile(r"[<{]")
_ANY_HTML: Final = HTML_SEQUENCES[-1][0]
_COMPONENT: Final = re.compile(r"<[A-Z]")
_HOLDS_MARKDOWN: Final = re.compile(rf"(?:{HELD}|{HOLDS_MARKDOWN})[ \t]*")
_WHOLE_TAG: Final = re.compile(r"<(/?)[^<>]*?(/?)>")
_OPENED: Final = "l10n opened"
"""How many components are open, in a parser's environment."""
_IN_TAG: Final = re.compile(r"[{}>\"'`]|\n[ \t]*(?=\n)")
_INDENT: Final = 4
_MOST_LINES: Final = 400
"""Of a tag or a module; what does not end before is text."""
_INTERRUPTS: Final = ["paragraph", "reference", "blockquote", "list"]


class Structure(NamedTuple):
    """Lines that are structure."""

    end: int
    """The line after them."""
    title: Span | None = None
    """Where a text for translators is on the first one."""
    kind: str = ""
    """What that text is called."""
    is_module: bool = False
    """Whether they begin a paragraph of their own only."""


def teach_structure(parser: MarkdownIt, syntax: Syntax) -> None:
    """Give a block parser the rule for a syntax's lines, before all other rules."""
    rule = partial(_structure, syntax)
    parser.block.ruler.before("table", "structure", rule, {"alt": list(_INTERRUPTS)})
    if syntax.has_tags:
        parser.block.ruler.before("table", "indented", _indented)
    if pattern := patterns_of(syntax).attributes:
        ends = partial(_attributes, pattern)
        parser.block.ruler.before("table", "attributes", ends, {"alt": list(_INTERRUPTS)})


def _structure(syntax: Syntax, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if syntax.has_code and state.is_code_block(start):
        return False
    found = _read(syntax, state, start, end)
    # A module ends a table, but no paragraph.
    if found is None or (silent and found.is_module and state.parentType != "table"):
        return False
    if silent:
        return True
    push_structure(state, start, found)
    state.line = found.end
    if syntax.has_tags:
        content = state.src[first_of(state, start) : state.eMarks[found.end - 1]]
        tags = _WHOLE_TAG.findall(content) if content.startswith(("<", "{")) else ()
        closed = sum(bool(closing) for closing, _ in tags)
        opened = sum(not closing and not alone for closing, alone in tags)
        state.env[_OPENED] = max(0, state.env.get(_OPENED, 0) + opened - closed)
    if _ENCLOSES.match(state.src, first_of(state, start)):
        _read_enclosed(state, start, found.end, end)
    return True


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave alone what four blanks indent outside components: to some sites it is code."""
    if silent or state.env.get(_OPENED) or state.sCount[start] < state.blkIndent + _INDENT:
        return False
    last = line = start
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _INDENT):
        last = last if state.isEmpty(line) else line + 1
        line += 1
    token = state.push("code_block", "code", 0)
    token.content, token.map = (
        state.src[first_of(state, start) : state.eMarks[last - 1]],
        [start, last],
    )
    state.line = last
    return True


def _attributes(
    pattern: re.Pattern[str], state: StateBlock, start: int, _end: int, silent: bool
) -> bool:
    """Read the attributes of the block before them, which they end."""
    if state.is_code_block(start) or not whole_line(pattern, state, start):
        return False
    if not silent:
        push_structure(state, start, Structure(start + 1))
        state.line = start + 1
    return True


def _read(syntax: Syntax, state: StateBlock, start: int, end: int) -> Structure | None:
    """Return the structure that begins at a line; None when it is not one."""
    patterns = patterns_of(syntax)
    if not syntax.has_tags and _is_html(state, start, end) and not _opens(syntax, state, start):
        return None
    if line := whole_line(patterns.lines, state, start):
        group = line.lastgroup or ""
        title = Span(*line.span(group)) if group and line[group].strip() else None
        after = after_options(state, start + 1, end) if _TAKES_OPTIONS.match(line[0]) else start + 1
        return Structure(after, title, TITLES.get(group, ""))
    for opening, closing in patterns.blocks:
        if opening.match(state.src, first_of(state, start)):
            return _enclosed_lines(closing, state, start, end, is_free=syntax.frees_formulas)
    text = state.src
    first = first_of(state, start)
    if syntax.has_tags and _is_outside(state, start) and _MODULE.match(text, state.bMarks[start]):
        return Structure(_after_module(state, start, end), is_module=True)
    if (_BEGINS if syntax.has_tags else _COMPONENT).match(text, first):
        return _tag_lines(state, start, end)
    return None


def _opens(syntax: Syntax, state: StateBlock, line: int) -> bool:
    """Return whether a line is a tag whose content is read as Markdown."""
    return syntax.closes_html and whole_line(_HOLDS_MARKDOWN, state, line) is not None


def _is_html(state: StateBlock, line: int, end: int) -> bool:
    """Return whether a line begins HTML that goes on to the next blank line, or to its own end."""
    if not state.src.startswith("<", first_of(state, line)):
        return False
    if html_block(state, line, end, True):
        return True
    content = line_span(state, line).of(state.src)
    return (not line or state.isEmpty(line - 1)) and _ANY_HTML.search(content) is not None


def whole_line(pattern: re.Pattern[str], state: StateBlock, line: int) -> re.Match[str] | None:
    """Return the match of a whole line, from its first character; None where it is another."""
    found = pattern.match(state.src, first_of(state, line), state.eMarks[line])
    return found if found and found.end() == state.eMarks[line] else None


def _is_outside(state: StateBlock, line: int) -> bool:
    """Return whether a line is in no list and in no quote."""
    begin = state.bMarks[line]
    return not state.blkIndent and (not begin or state.src[begin - 1] == "\n")


def first_of(state: StateBlock, line: int) -> int:
    """Return where the first character of a line is that is no blank."""
    return state.bMarks[line] + state.tShift[line]


def line_span(state: StateBlock, line: int) -> Span:
    """Return where a line's text is, without the signs of the blocks that it is in."""
    return Span(first_of(state, line), state.eMarks[line])


def after_options(state: StateBlock, line: int, end: int) -> int:
    """Return the line after a directive's options: ``:name: value``, or YAML between fences."""
    while line < end and _OPTION.match(state.src, first_of(state, line), state.eMarks[line]):
        line += 1
    return line


def _enclosed_lines(
    closing: re.Pattern[str], state: StateBlock, start: int, end: int, *, is_free: bool
) -> Structure | None:
    """Return the lines up to the closing one, which may be outside the container if it is free."""
    first = first_of(state, start)
    for line in range(start, min(end, start + _MOST_LINES)):
        if not is_free and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        begin = first + 2 if line == start else state.bMarks[line]
        if closing.search(state.src, begin, state.eMarks[line]):
            return Structure(line + 1)
    return None


def _after_module(state: StateBlock, start: int, end: int) -> int:
    """Return the line after a module's statement: blank ones belong to it in brackets."""
    depth = 0
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.isEmpty(line) and depth <= 0:
            return line
        text = _STRING.sub("", line_span(state, line).of(state.src))
        depth += sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
    return min(end, start + _MOST_LINES)


def _tag_lines(state: StateBlock, start: int, end: int) -> Structure | None:
    """Return the lines that hold nothing but tags and expressions; None when text follows."""
    if _tags_end(line_span(state, start).of(state.src)) >= 0:
        return Structure(start + 1)
    lines = range(start, min(end, start + _MOST_LINES))
    # In containers, each line begins after their marks.
    text = "\n".join([line_span(state, each).of(state.src) for each in lines])
    length = _tags_end(text)
    return Structure(start + 1 + text.count("\n", 0, length)) if length >= 0 else None


def _tags_end(text: str) -> int:
    """Return where the line ends on which the tags and expressions end; -1 when text follows."""
    position = 0
    while position < len(text) and text[position] != "\n":
        if text[position] == "{":
            position = _closing(text, position + 1, "}")
        else:
            tag = _TAG.match(text, position)
            position = _closing(text, tag.end(), ">") if tag else -1
        if position < 0:
            return -1
        while position < len(text) and text[position] in " \t":
            position += 1
    return position


def _closing(text: str, position: int, closing: str) -> int:
    """Return where the tag or expression ends that is open at ``position``; -1 when it does not."""
    depth, quote = 0, ""
    for sign in _IN_TAG.finditer(text, position):
        if quote:
            quote = "" if sign[0] == quote else quote
        elif sign[0] in "\"'`":
            quote = sign[0]
        elif sign[0][0] == "\n":
            if depth <= 0 and closing == ">":
                return -1
        elif depth <= 0 and sign[0] == closing:
            return sign.end()
        elif sign[0] == ">":
            continue
        else:
            depth += 1 if sign[0] == "{" else -1
    return -1


def push_structure(state: StateBlock, start: int, found: Structure) -> None:
    """Add the tokens of lines that are structure, with their title."""
    first, last = first_of(state, start), state.eMarks[found.end - 1]
    if found.title is None:
        token = state.push("structure", "", 0)
        token.content, token.map = state.src[first:last], [start, found.end]
        return
    opening = state.push("structure_open", "", 1)
    title = found.title
    opening.markup = f"{state.src[first : title.start]}\0{state.src[title.end : last]}"
    opening.info, opening.map = found.kind, [start, found.end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title.of(state.src), [start, start + 1], []
    inline.meta[LINES] = (title,)
    state.push("structure_close", "", -1)


def _read_enclosed(state: StateBlock, header: int, start: int, end: int) -> None:
    """Read the blocks in the lines after a header that are indented further."""
    indent = state.sCount[header] + _INDENT
    last = line = start
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < indent:
                break
            last = line + 1
        line += 1
    read_within(state, start, last, indent)


def read_within(state: StateBlock, start: int, last: int, indent: int) -> None:
    """Read the blocks in lines that something encloses."""
    if last == start:
        return
    opening = state.push("enclosed_open", "", 1)
    opening.map = [start, last]
    before = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent, state.parentType = last, indent, "enclosed"
    state.md.block.tokenize(state, start, last)
    state.lineMax, state.blkIndent, state.parentType = before
    state.push("enclosed_close", "", -1)
    state.line = last
