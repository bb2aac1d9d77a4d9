"""Plain blocks: those that can be read in one way only, so that no rule has to be tried.

Most of a guide is headings, paragraphs, lists of items of one line, and tables with a bar at both
ends of every row. Each is known by its first characters and by what follows it, and stands for
the tokens that markdown-it-py's rules give. Whatever could be anything else is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from markdown_it.token import Token

from l10n.guide import Place
from l10n.markdown.textblocks import TextBlock
from l10n.text import Span, to_span

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
_HEADING: Final = r"\#{1,6}[ \t]"
_GAP: Final = r"(?:[ \t]*\n)"
# After blank lines an indented line would belong to the list, and so might a mark of another kind.
_LIST_END: Final = rf"(?:\Z|(?={_HEADING}|{_END}{_GAP}*+(?:[ \t]*\Z|[^ \t\-+*0-9])))"


def _list_of(mark: str) -> str:
    item = mark + _ITEM
    return rf"{item}(?:{_GAP}*+{item})*+{_LIST_END}"


# What ends a paragraph besides a blank line, as far as its first characters show it.
_INTERRUPTS: Final = rf"{_HEADING}|\||[-*] +\S|1\. +\S"
_CELL: Final = r"[ \t]*[^\s|\\](?:[^\n|\\]*[^\s|\\])?[ \t]*\|"
_ROW: Final = rf"\|(?:{_CELL})++{_END}"
_TABLE: Final = re.compile(rf"{_ROW}\|(?:[ \t]*:?-+:?[ \t]*\|)++{_END}(?:{_ROW})*+(?={_END})")

_BLOCK: Final = re.compile(
    r"(?P<blank>(?:[ \t]*\n)++|[ \t]++\Z)"
    rf"|(?P<marks>\#{{1,6}})[ \t]+(?P<heading>\S(?:[^\n]*\S)?(?<!\#)){_END}"
    rf"|(?P<list>{_list_of('-')}|{_list_of('[*]')}|{_list_of('[0-9]{1,9}[.]')})"
    rf"|(?P<table>{_TABLE.pattern})"
    rf"|(?P<text>{_LINE}(?:[ \t]*\n{_LINE})*+)[ \t]*(?:\Z|\n(?={_END}|{_INTERRUPTS}))"
)
_LIST_ITEM: Final = re.compile(r"([0-9]*[-*.]) +([^\n]*(?<=\S)[ \t]*)(?:\n|\Z)")
_CELL_TEXT: Final = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")
_KINDS: Final = tuple(f"heading {level}" for level in range(7))


class PlainBlock(NamedTuple):
    """A block that was read without its parser."""

    kind: str
    """``heading``, ``paragraph``, ``list``, ``loose list`` or ``table``."""
    marks: tuple[str, ...]
    """A heading's signs, the mark of each item, or the style of each column."""
    texts: tuple[TextBlock, ...]
    """Never empty; of a table, as many for each row as it has columns."""
    line: int
    """Its first line, from 0."""


Row: TypeAlias = PlainBlock | tuple[Token, ...]
"""A plain block, or the tokens of another one."""


def read_plain_blocks(text: str, position: int, line: int, rows: list[Row]) -> tuple[int, int]:
    """Add all plain blocks from ``position``, where ``line`` starts.

    No block is open there, and ``text`` has LF line ends. Return where the first block starts
    that is not plain.
    """
    while block := _BLOCK.match(text, position):
        kind, end = block.lastgroup, block.end()
        if kind == "heading":
            marks = block["marks"]
            span = to_span(block.span("heading"))
            said = TextBlock(_KINDS[len(marks)], Place.HEADING, (span,))
            rows.append(PlainBlock("heading", (marks,), (said,), line))
        elif kind == "text":
            if text.startswith("|", end) and not _begins_table(text, block):
                break
            lines = _lines(text, position, end - (text[end - 1] == "\n"))
            said = TextBlock("paragraph", Place.PARAGRAPH, lines)
            rows.append(PlainBlock("paragraph", (), (said,), line))
        elif kind == "table":
            if not _is_regular(block[0]):
                break
            rows.append(_table(text, block, line))
        elif kind != "blank":
            rows.append(_list(text, block, line))
        line += text.count("\n", position, end)
        position = end
    return position, line


def _begins_table(text: str, block: re.Match[str]) -> bool:
    """Return whether what follows a paragraph's line is a table, of which it is not the header."""
    following = _TABLE.match(text, block.end())
    return "|" not in block[0] and following is not None and _is_regular(following[0])


def _is_regular(table: str) -> bool:
    """Return whether all rows have as many cells."""
    return len({row.count("|") for row in table.removesuffix("\n").split("\n")}) == 1


def _lines(text: str, start: int, end: int) -> tuple[Span, ...]:
    lines: list[Span] = []
    while (newline := text.find("\n", start, end)) >= 0:
        lines.append(to_span((start, newline)))
        start = newline + 1
    return (*lines, to_span((start, end)))


def _list(text: str, block: re.Match[str], line: int) -> PlainBlock:
    items = list(_LIST_ITEM.finditer(text, *block.span()))
    marks = tuple([item[1] for item in items])
    spans = [to_span(item.span(2)) for item in items]
    place = Place.PARAGRAPH
    texts = tuple([TextBlock("list item", place, (span,), "list item") for span in spans])
    # A blank line between two items stands before the next one's mark.
    is_loose = text.count("\n", spans[0].end, spans[-1].start) >= len(items)
    return PlainBlock("loose list" if is_loose else "list", marks, texts, line)


def _table(text: str, block: re.Match[str], line: int) -> PlainBlock:
    header, delimiters, *_ = block[0].split("\n", 2)
    styles = tuple([_style(each) for each in delimiters.strip(" \t|").split("|")])
    first = block.start() + len(header) + 1
    texts = [
        *_cells(text, block.start(), first, "table header"),
        *_cells(text, first + len(delimiters), block.end(), "table cell"),
    ]
    return PlainBlock("table", styles, tuple(texts), line)


def _cells(text: str, start: int, end: int, kind: str) -> Iterator[TextBlock]:
    for found in _CELL_TEXT.finditer(text, start, end):
        yield TextBlock(kind, Place.CELL, (to_span(found.span()),))


def _style(delimiter: str) -> str:
    sides = delimiter.strip(" \t")
    left, right = sides.startswith(":"), sides.endswith(":")
    side = "center" if left and right else "right" if right else "left" if left else ""
    return f"text-align:{side}" if side else ""
