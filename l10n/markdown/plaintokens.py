"""The tokens that plain blocks stand for: those that markdown-it-py's rules give.

They are hardly ever needed: of a plain block it is nearly always enough where its text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from markdown_it.token import Token

from l10n.markdown.plainblocks import PlainBlock, Row

LINES: Final = "lines"
"""The key in an inline token's ``meta`` under which its line spans are noted."""
MARKUP: Final = frozenset({"html_block", "structure", "structure_open"})
"""Tokens that may hold texts between tags, or in the quotes of their attributes."""
TEXTS: Final = "texts"
"""The same for the texts in a block that is none itself, in order; missing where it has none."""
FIXED: Final = "fixed"
"""The same for what such a block holds besides the texts in it; missing where it has none."""
INFO: Final = "info"
"""The same for what stands behind a fence."""


def write_tokens(text: str, rows: Iterable[Row]) -> tuple[Token, ...]:
    """Return the tokens of ``rows``, which were read from ``text``.

    Those of plain blocks that hold no text do not have their lines.
    """
    tokens: list[Token] = []
    for row in rows:
        tokens += _WRITERS[row.kind](text, row) if isinstance(row, PlainBlock) else row
    return tuple(tokens)


def _heading(text: str, block: PlainBlock) -> Iterator[Token]:
    (marks,) = block.marks
    yield from _around("heading", f"h{len(marks)}", 0, _inlines(text, block, 1), marks)


def _paragraph(text: str, block: PlainBlock) -> Iterator[Token]:
    yield from _around("paragraph", "p", 0, _inlines(text, block, 1))


def _list(text: str, block: PlainBlock) -> Iterator[Token]:
    first = block.marks[0]
    kind, tag = ("ordered_list", "ol") if first[:-1] else ("bullet_list", "ul")
    items: list[Token] = []
    for mark, inline in zip(block.marks, _inlines(text, block, 3), strict=True):
        paragraph = _around("paragraph", "p", 2, [inline], hidden=block.kind == "list")
        items += _around("list_item", "li", 1, paragraph, mark[-1], mark[:-1])
    start = int(first[:-1] or 1)
    yield from _around(kind, tag, 0, items, first[-1], attrs={"start": start} if start != 1 else {})


def _table(text: str, block: PlainBlock) -> Iterator[Token]:
    inlines = _inlines(text, block, 4)
    parts = [*_around("thead", "thead", 1, _table_row(block.marks, inlines, "th"))]
    if rows := len(block.texts) // len(block.marks) - 1:
        body = [each for _ in range(rows) for each in _table_row(block.marks, inlines, "td")]
        parts += _around("tbody", "tbody", 1, body)
    yield from _around("table", "table", 0, parts)


def _table_row(styles: Iterable[str], inlines: Iterator[Token], tag: str) -> Iterator[Token]:
    cells: list[Token] = []
    for style in styles:
        attrs = {"style": style} if style else {}
        cells += _around(tag, tag, 3, [next(inlines)], attrs=attrs)
    yield from _around("tr", "tr", 2, cells)


def _inlines(text: str, block: PlainBlock, level: int) -> Iterator[Token]:
    """Yield the token of each of the block's texts."""
    position, line = block.texts[0].lines[0].start, block.line
    for said in block.texts:
        lines = said.lines
        start, end = lines[0].start, lines[-1].end
        line += text.count("\n", position, start)
        position = start
        content = text[start:end].rstrip(" \t")
        place, meta = [line, line + len(lines)], {LINES: lines}
        yield Token("inline", "", 0, {}, place, level, [], content, block=True, meta=meta)


def _around(
    kind: str,
    tag: str,
    level: int,
    inside: Iterable[Token],
    markup: str = "",
    info: str = "",
    *,
    attrs: Mapping[str, str | int | float] | None = None,
    hidden: bool = False,
) -> Iterator[Token]:
    """Yield the tokens of a block with those ``inside`` it."""
    opening = Token(
        f"{kind}_open", tag, 1, dict(attrs or {}), level=level, markup=markup, info=info
    )
    closing = Token(f"{kind}_close", tag, -1, level=level, markup=markup)
    opening.block = closing.block = True
    opening.hidden = closing.hidden = hidden
    yield opening
    yield from inside
    yield closing


_WRITERS: Final = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "loose list": _list,
    "table": _table,
}
