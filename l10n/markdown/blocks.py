"""The blocks of a Markdown text that hold text, with their places."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from markdown_it.token import Token

from l10n.guide import Place
from l10n.html.names import KINDS
from l10n.markdown.directives import MARK, has_text
from l10n.markdown.parser import MAX_NESTING
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.plaintokens import FIXED, LINES, TEXTS, write_tokens
from l10n.markdown.scopes import Placed, line_of, walk
from l10n.markdown.textblocks import TextBlock, Trouble
from l10n.text import Span

_KINDS: Final = {
    "list_item_open": "list item",
    "blockquote_open": "quote",
    "dd_open": "definition",
    "footnote_reference_open": "footnote",
    "th_open": "table header",
    "td_open": "table cell",
    "dt_open": "term",
}
BODY_KINDS: Final = frozenset(
    (
        "paragraph",
        "alert title",
        *(f"heading {level}" for level in range(1, 7)),
        *_KINDS.values(),
        *KINDS,
    )
)
"""What a segment of a body may be; a front matter's are called by their fields."""
_BLOCK_SIGN: Final = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)]|#{1,6})(?:[ \t]|$)|>")
_DEFINITION: Final = re.compile(r":[ \t]")
_DELIMITERS: Final = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?")
_BAR: Final = re.compile(r"(?<!\\)\|")
_PLACES: Final = {"th_open": Place.CELL, "td_open": Place.CELL, "dt_open": Place.TERM}


class Blocks(NamedTuple):
    """All text of a document, in document order, and what was left alone."""

    texts: tuple[TextBlock, ...]
    html: int
    """How many HTML blocks have words that pass through untouched."""
    troubles: tuple[Trouble, ...]


def read_blocks(text: str, rows: Iterable[Row]) -> Blocks:
    """Return the text blocks of what a parser has read in ``text``.

    A block whose lines do not hold what the parser read there becomes a trouble, never a guess.
    """
    # A directive may be about any block after it.
    rows = [write_tokens(text, rows)] if MARK in text else list(rows)
    lazy = _lazy_lines(text, rows)
    texts: list[TextBlock] = []
    troubles: list[Trouble] = []
    deepest: list[Trouble] = []
    html = 0
    for row in rows:
        if isinstance(row, PlainBlock):
            if row.line in lazy and len(row.texts[0].lines) > 1:
                troubles.append(_ambiguous(row.line + 1))
            else:
                texts += row.texts
            continue
        deepest += [_too_deep(token) for token in row if token.level >= MAX_NESTING - 1]
        html += _read_others(text, row, lazy, texts, troubles)
    return Blocks(tuple(texts), html, (*deepest[:1], *troubles))


def _lazy_lines(text: str, rows: Iterable[Row]) -> frozenset[int]:
    """Return the lines right after tables in containers: to Hugo, each of them is one more row."""
    tokens = (token for row in rows if not isinstance(row, PlainBlock) for token in row)
    ends = [each.map[1] for each in tokens if each.type == "table_open" and each.level and each.map]
    if not ends:
        return frozenset()
    lines = text.split("\n")
    return frozenset(
        line
        for end in ends
        for line in takewhile(lambda at: lines[at].strip(), range(end, len(lines)))
    )


def _read_others(
    text: str,
    tokens: Iterable[Token],
    lazy: Container[int],
    texts: list[TextBlock],
    troubles: list[Trouble],
) -> int:
    """Add what stands in blocks that are not plain; return how many HTML blocks there are."""
    html = 0
    for placed in walk(tokens, troubles):
        token = placed.token
        holder = placed.parents[-1] if token.type == "inline" and placed.parents else token
        if TEXTS in holder.meta and not placed.scope.skip:
            context, notes = placed.scope.context, placed.scope.notes
            texts += (each._replace(context=context, notes=notes) for each in holder.meta[TEXTS])
        if token.type == "inline":
            _read_text(text, placed, lazy, texts, troubles)
        elif token.type == "html_block":
            html += has_text(token.meta.get(FIXED, token.content))
    return html


def _read_text(
    text: str,
    placed: Placed,
    lazy: Container[int],
    texts: list[TextBlock],
    troubles: list[Trouble],
) -> None:
    token = placed.token
    if not token.content or placed.scope.skip:
        return
    block = _text_block(placed)
    if not _is_located(text, token, block):
        troubles.append(_unlocated(token))
    elif _is_ambiguous(text, token, block, lazy):
        troubles.append(_ambiguous(line_of(token)))
    else:
        texts.append(block)


def _text_block(placed: Placed) -> TextBlock:
    token, parents, first, scope = placed
    parent = parents[-1]
    opens = _KINDS.get(first.type, "") if first else ""
    if parent.type in _PLACES:
        kind, place, opens = _KINDS[parent.type], _PLACES[parent.type], ""
    elif parent.type == "structure_open":
        kind, place, opens = parent.info, Place.TITLE, ""
    elif parent.type == "heading_open":
        is_setext = parent.markup in ("=", "-")
        place = Place.SETEXT_HEADING if is_setext else Place.HEADING
        kind, opens = f"heading {parent.tag[1:]}", ""
    else:
        container = parents[-2].type if len(parents) > 1 else ""
        kind, place = _KINDS.get(container, "paragraph"), Place.PARAGRAPH
    lines: tuple[Span, ...] = token.meta.get(LINES, ())
    return TextBlock(kind, place, lines, opens, scope.context, scope.notes)


def _is_located(text: str, token: Token, block: TextBlock) -> bool:
    """Return whether the noted lines hold exactly what the parser read.

    Blanks at a line's ends do not count: the parser trims those of other scripts too.
    """
    if block.place is Place.CELL:
        read = [span.of(text).replace("\\|", "|").strip() for span in block.lines]
    else:
        read = [span.of(text).strip() for span in block.lines]
    return read == [line.strip() for line in token.content.split("\n")]


def _is_ambiguous(text: str, token: Token, block: TextBlock, lazy: Container[int]) -> bool:
    """Return whether Hugo may see other blocks: tables of lazy lines, lists where we see a term."""
    if block.place is Place.TERM:
        return _BLOCK_SIGN.match(token.content) is not None
    if block.place is Place.CELL:
        start = block.lines[0].start
        begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
        return begins_line and _DEFINITION.match(token.content) is not None
    if len(block.lines) < 2:
        return False
    if token.map and token.map[0] in lazy:
        return True
    if block.place is not Place.PARAGRAPH or "|" not in token.content:
        return False
    lines = [line.of(text).strip() for line in block.lines]
    return any(
        _DELIMITERS.fullmatch(delimiters) and _columns(header) <= _columns(delimiters)
        for header, delimiters in pairwise(lines)
    )


def _columns(row: str) -> int:
    return len(_BAR.findall(row.removeprefix("|").removesuffix("|")))


def _ambiguous(line: int) -> Trouble:
    message = (
        "this text is left alone, for Hugo may see other blocks in it: write blank lines and "
        "indentation as it needs them"
    )
    return Trouble("ambiguous-block", line, message)


def _unlocated(token: Token) -> Trouble:
    message = "the exact place of this text is not known; it is left alone"
    return Trouble("unlocated", line_of(token), message)


def _too_deep(token: Token) -> Trouble:
    message = f"blocks are nested over {MAX_NESTING} levels deep; make the nesting shallower"
    return Trouble("too-deep", line_of(token), message)
