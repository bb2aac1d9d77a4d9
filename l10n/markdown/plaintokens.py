"""The tokens that plain blocks stand for: those that markdown-it-py's rules give.

Hardly anybody asks for them: what readers want of a plain block is where its text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from markdown_it.token import Token

from l10n.markdown.plainblocks import PlainBlock, Row

LINES: Final = "lines"
"""The key in an inline token's ``meta`` under which its line spans are noted."""


def write_tokens(text: str, rows: Iterable[Row]) -> tuple[Token, ...]:
    """Return the tokens of ``rows``, which were read from ``text``.

    Those of plain blocks that hold no text do not tell their lines.
    """
    tokens: list[Token] = []
    for row in rows:
        tokens += _WRITERS[row.kind](text, row) if isinstance(row, PlainBlock) else row
    return tuple(tokens)


def _heading(text: str, block: PlainBlock) -> Iterator[Token]:
    (marks,) = block.marks
    yield from _around("heading", f"h{len(marks)}", 0, [_inline(text, block, 0, 1)], marks)


def _paragraph(text: str, block: PlainBlock) -> Iterator[Token]:
    yield from _around("paragraph", "p", 0, [_inline(text, block, 0, 1)])


def _list(text: str, block: PlainBlock) -> Iterator[Token]:
    first = block.marks[0]
    kind, tag = ("ordered_list", "ol") if first[:-1] else ("bullet_list", "ul")
    items: list[Token] = []
    for number, mark in enumerate(block.marks):
        inline = _inline(text, block, number, 3)
        paragraph = _around("paragraph", "p", 2, [inline], hidden=block.kind == "list")
        items += _around("list_item", "li", 1, paragraph, mark[-1], mark[:-1])
    start = int(first[:-1] or 1)
    yield from _around(kind, tag, 0, items, first[-1], attrs={"start": start} if start != 1 else {})


def _table(text: str, block: PlainBlock) -> Iterator[Token]:
    columns = len(block.marks)
    starts = range(0, len(block.texts), columns)
    parts = [*_around("thead", "thead", 1, _table_row(text, block, 0, "th"))]
    if len(starts) > 1:
        body = [each for first in starts[1:] for each in _table_row(text, block, first, "td")]
        parts += _around("tbody", "tbody", 1, body)
    yield from _around("table", "table", 0, parts)


def _table_row(text: str, block: PlainBlock, first: int, tag: str) -> Iterator[Token]:
    cells: list[Token] = []
    for number, style in enumerate(block.marks, start=first):
        attrs = {"style": style} if style else {}
        cells += _around(tag, tag, 3, [_inline(text, block, number, 4)], attrs=attrs)
    yield from _around("tr", "tr", 2, cells)


def _inline(text: str, block: PlainBlock, number: int, level: int) -> Token:
    """Return the token of one of the block's texts."""
    lines = block.texts[number].lines
    start, end = lines[0].start, lines[-1].end
    line = block.line + text.count("\n", block.texts[0].lines[0].start, start)
    content = text[start:end].rstrip(" \t")
    place = [line, line + len(lines)]
    return Token("inline", "", 0, {}, place, level, [], content, block=True, meta={LINES: lines})


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
