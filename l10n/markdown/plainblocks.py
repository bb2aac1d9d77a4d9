"""Plain blocks: those that can be read in one way only, so that no rule has to be tried.

Most of a guide is headings, paragraphs and list items of one line, and tables with a bar at both
ends of every row. Each is known by its first characters and by what follows it, and gives the
tokens that markdown-it-py's rules give. Whatever could be anything else is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from markdown_it.token import Token

from l10n.guide import Place
from l10n.markdown.textblocks import TextBlock
from l10n.text import Span

LINES: Final = "lines"
"""The key in an inline token's ``meta`` under which its line spans are noted."""

_END: Final = r"[ \t]*(?:\n|\Z)"
# What no other block begins with: letters and most marks, emphasis, a number that is no item's,
# code, and a label in brackets that defines nothing.
_START: Final = (
    r"(?:[^\s\x00-\x1f#>`~<|:=+\-*_0-9\[]|[*_]{1,3}[^\s*_]|[0-9]+(?![0-9.)])|`[^`\n]"
    r"|\[[^\[\]\\\n]*\](?!:))"
)
# Every version of the parser trims these blanks; no others may stand at the end.
_LINE: Final = rf"(?={_START})[^\n]*(?<=\S)(?={_END})"
_ITEM: Final = rf" {{1,4}}{_LINE}{_END}"
# Another item after blank lines would make the list loose, an indented line would belong to it.
_LIST_END: Final = rf"(?:\Z|(?={_END}(?:[ \t]*\n)*+(?:[ \t]*\Z|[^ \t\-+*0-9])))"
_CELL: Final = r"[ \t]*[^\s|\\](?:[^\n|\\]*[^\s|\\])?[ \t]*\|"
_ROW: Final = rf"\|(?:{_CELL})++{_END}"
_TABLE: Final = re.compile(rf"{_ROW}\|(?:[ \t]*:?-+:?[ \t]*\|)++{_END}(?:{_ROW})*+(?={_END})")

_BLOCK: Final = re.compile(
    r"(?P<blank>(?:[ \t]*\n)++|[ \t]++\Z)"
    rf"|(?P<marks>\#{{1,6}})[ \t]+(?P<heading>\S(?:[^\n]*\S)?(?<!\#)){_END}"
    rf"|(?P<bullets>(?:-{_ITEM})++|(?:\*{_ITEM})++){_LIST_END}"
    rf"|(?P<numbers>(?:[0-9]{{1,9}}\.{_ITEM})++){_LIST_END}"
    rf"|(?P<table>{_TABLE.pattern})"
    rf"|(?P<text>{_LINE})[ \t]*(?:\Z|\n(?={_END}|\#{{1,6}}[ \t]|\|))"
)
_LIST_ITEM: Final = re.compile(r"([0-9]*)([-*.]) +([^\n]*(?<=\S))[ \t]*(?:\n|\Z)")
_CELL_TEXT: Final = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")
_CELLS: Final = {"th": "table header", "td": "table cell"}
_REMEMBERED: Final = 4096

Row: TypeAlias = TextBlock | range
"""The text of a plain block, or which tokens are those of another block."""


def read_plain_blocks(
    text: str, position: int, line: int, tokens: list[Token], rows: list[Row]
) -> tuple[int, int]:
    """Add the tokens and texts of all plain blocks from ``position``, where ``line`` starts.

    No block is open there, and ``text`` has LF line ends. Return where the first block starts
    that is not plain. Tokens that hold no text are shared, and do not tell their lines.
    """
    while block := _BLOCK.match(text, position):
        kind, end = block.lastgroup, block.end()
        if kind == "heading":
            marks = block["marks"]
            opening, closing = _pair("heading", f"h{len(marks)}", 0, marks)
            inline = _inline(text, *block.span("heading"), line, 1)
            tokens += (opening, inline, closing)
            rows.append(_row(inline, f"heading {len(marks)}", Place.HEADING))
        elif kind == "text":
            if text.startswith("|", end) and not _begins_table(text, block):
                break
            opening, closing = _pair("paragraph", "p", 0)
            inline = _inline(text, position, end - (text[end - 1] == "\n"), line, 1)
            tokens += (opening, inline, closing)
            rows.append(_row(inline, "paragraph", Place.PARAGRAPH))
        elif kind == "table":
            if not _is_regular(block[0]):
                break
            tokens += _table(text, block, line, rows)
        elif kind != "blank":
            tokens += _list(text, block, line, rows)
        line += text.count("\n", position, end)
        position = end
    return position, line


def _begins_table(text: str, block: re.Match[str]) -> bool:
    """Tell whether what follows a paragraph's line is a table, of which it is not the header."""
    following = _TABLE.match(text, block.end())
    return "|" not in block[0] and following is not None and _is_regular(following[0])


def _is_regular(table: str) -> bool:
    """Tell whether all rows have as many cells."""
    return len({row.count("|") for row in table.removesuffix("\n").split("\n")}) == 1


def _list(text: str, block: re.Match[str], line: int, rows: list[Row]) -> Iterator[Token]:
    kind, tag = ("bullet_list", "ul") if block["bullets"] else ("ordered_list", "ol")
    items = list(_LIST_ITEM.finditer(text, *block.span()))
    first, mark = items[0].groups()[:2]
    start = int(first or 1)
    opening, closing = _pair(kind, tag, 0, mark, start=start)
    opening_text, closing_text = _pair("paragraph", "p", 2, hidden=True)
    yield opening
    for number, item in enumerate(items):
        opening_item, closing_item = _pair("list_item", "li", 1, mark, item[1])
        end = item.end() - (text[item.end() - 1] == "\n")
        yield opening_item
        yield opening_text
        inline = _inline(text, item.start(3), end, line + number, 3)
        rows.append(_row(inline, "list item", Place.PARAGRAPH, "list item"))
        yield inline
        yield closing_text
        yield closing_item
    yield closing


def _table(text: str, block: re.Match[str], line: int, rows: list[Row]) -> Iterator[Token]:
    header, delimiters, *others = block[0].removesuffix("\n").split("\n")
    styles = [_style(each) for each in delimiters.strip(" \t|").split("|")]
    parts = [("thead", "th", [header])] + ([("tbody", "td", others)] if others else [])
    position = block.start()
    opening, closing = _pair("table", "table", 0)
    yield opening
    for part, cell, lines in parts:
        opening_part, closing_part = _pair(part, part, 1)
        yield opening_part
        for row in lines:
            opening_row, closing_row = _pair("tr", "tr", 2)
            yield opening_row
            cells = _CELL_TEXT.finditer(text, position, position + len(row))
            for found, style in zip(cells, styles, strict=True):
                opening_cell, closing_cell = _pair(cell, cell, 3, style=style)
                yield opening_cell
                inline = _inline(text, *found.span(), line, 4)
                rows.append(_row(inline, _CELLS[cell], Place.CELL))
                yield inline
                yield closing_cell
            yield closing_row
            position += len(row) + 1
            line += 1
        position += len(delimiters) + 1 if part == "thead" else 0
        line += part == "thead"
        yield closing_part
    yield closing


def _style(delimiter: str) -> str:
    sides = delimiter.strip(" \t")
    left, right = sides.startswith(":"), sides.endswith(":")
    side = "center" if left and right else "right" if right else "left" if left else ""
    return f"text-align:{side}" if side else ""


def _row(inline: Token, kind: str, place: Place, opens: str = "") -> TextBlock:
    return TextBlock(kind, place, inline.meta[LINES], opens)


def _inline(text: str, start: int, end: int, line: int, level: int) -> Token:
    content = text[start:end].rstrip(" \t")
    token = Token("inline", "", 0, {}, [line, line + 1], level, [], content, block=True)
    token.meta[LINES] = (Span(start, end),)
    return token


@lru_cache(_REMEMBERED)
def _pair(
    kind: str,
    tag: str,
    level: int,
    markup: str = "",
    info: str = "",
    *,
    hidden: bool = False,
    start: int = 1,
    style: str = "",
) -> tuple[Token, Token]:
    """Return the tokens that open and close a block; whoever gets them must not change them."""
    opening = Token(f"{kind}_open", tag, 1, level=level, markup=markup, info=info, block=True)
    closing = Token(f"{kind}_close", tag, -1, level=level, markup=markup, block=True)
    opening.hidden = closing.hidden = hidden
    if start != 1:
        opening.attrs["start"] = start
    if style:
        opening.attrs["style"] = style
    return opening, closing
