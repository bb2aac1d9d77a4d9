"""The blocks of a Markdown text that hold text, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.token import Token

from l10n.guide import Place
from l10n.markdown.directives import (
    MARK,
    Directive,
    Misspelt,
    Verb,
    only_directives,
    read_directives,
)
from l10n.markdown.parser import MAX_NESTING
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.plaintokens import LINES, write_tokens
from l10n.markdown.textblocks import TextBlock
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
_PLACES: Final = {"th_open": Place.CELL, "td_open": Place.CELL, "dt_open": Place.TERM}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the reader of the source should know; ``line`` counts from 0."""

    check: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """All text of a document, in document order, and what was left alone."""

    texts: tuple[TextBlock, ...]
    html: int
    """How many HTML blocks pass through untouched; directives are not counted."""
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Directives in force for the block at ``level`` and all inside it."""

    level: int
    skip: bool = False
    context: str | None = None
    notes: tuple[str, ...] = ()


def read_blocks(text: str, rows: Iterable[Row]) -> Blocks:
    """Return the text blocks of what a parser has read in ``text``.

    A block whose lines do not hold what the parser read there becomes a trouble, never a guess.
    """
    # A directive may be about any block after it.
    rows = [write_tokens(text, rows)] if MARK in text else rows
    texts: list[TextBlock] = []
    troubles: list[Trouble] = []
    deepest: list[Trouble] = []
    html = 0
    for row in rows:
        if isinstance(row, PlainBlock):
            texts += row.texts
            continue
        deepest += [_too_deep(token) for token in row if token.level >= MAX_NESTING - 1]
        html += _read_others(text, row, texts, troubles)
    return Blocks(tuple(texts), html, (*deepest[:1], *troubles))


def _read_others(
    text: str, tokens: Iterable[Token], texts: list[TextBlock], troubles: list[Trouble]
) -> int:
    """Add what stands in blocks that are not plain; return how many HTML blocks there are."""
    html = 0
    for token, parents, opens, scope in _walk(tokens, troubles):
        if token.type == "inline":
            if token.content and not scope.skip:
                block = _text_block(token, parents, opens, scope)
                if _is_located(text, token, block):
                    texts.append(block)
                else:
                    troubles.append(_unlocated(token))
        elif token.type == "html_block":
            html += not only_directives(token.content)
    return html


def _walk(
    tokens: Iterable[Token], troubles: list[Trouble]
) -> Iterator[tuple[Token, list[Token], str, _Scope]]:
    """Yield each leaf with its open parents, the container it opens, its directives."""
    parents: list[Token] = []
    scopes = [_Scope(-1)]
    pending: tuple[Directive, ...] = ()
    off = False
    off_line = 0
    opens = ""
    for token in tokens:
        if token.nesting < 0:
            parents.pop()
            opens = ""
            if scopes[-1].level == token.level:
                scopes.pop()
            continue
        if token.nesting > 0 and not (off or pending):  # as nearly always
            parents.append(token)
            opens = _opened(token, opens)
            continue
        if token.type == "html_block" and (found := _directives(token, troubles)):
            off_line = off_line if off else _line(token)
            off = _switched(off, found)
            pending += tuple(each for each in found if each.verb not in (Verb.OFF, Verb.ON))
            yield token, parents, opens, scopes[-1]
            continue
        scope = replace(scopes[-1], skip=True) if off else scopes[-1]
        if pending:
            scope = _entered(scope, token.level, pending)
            pending = ()
            if token.nesting > 0:
                scopes.append(scope)
        if token.nesting > 0:
            parents.append(token)
            opens = _opened(token, opens)
        else:
            yield token, parents, opens, scope
            opens = ""
    if off:
        message = "nothing after l10n:off is translated: write <!-- l10n:on --> where it ends"
        troubles.append(Trouble("unclosed-directive", off_line, message))


def _opened(token: Token, before: str) -> str:
    if token.type == "paragraph_open":
        return before
    return _KINDS.get(token.type, "")


def _directives(token: Token, troubles: list[Trouble]) -> tuple[Directive, ...]:
    found = read_directives(token.content)
    troubles += [
        Trouble("unknown-directive", _line(token), f"{each.text} is not a directive: {each.reason}")
        for each in found
        if isinstance(each, Misspelt)
    ]
    return tuple(each for each in found if isinstance(each, Directive))


def _switched(off: bool, directives: Iterable[Directive]) -> bool:
    for directive in directives:
        if directive.verb in (Verb.OFF, Verb.ON):
            off = directive.verb == Verb.OFF
    return off


def _entered(scope: _Scope, level: int, directives: Iterable[Directive]) -> _Scope:
    for directive in directives:
        match directive.verb:
            case Verb.SKIP:
                scope = replace(scope, skip=True)
            case Verb.CONTEXT:
                scope = replace(scope, context=directive.argument)
            case _:
                scope = replace(scope, notes=(*scope.notes, directive.argument))
    return replace(scope, level=level)


def _text_block(token: Token, parents: list[Token], opens: str, scope: _Scope) -> TextBlock:
    parent = parents[-1]
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


def _unlocated(token: Token) -> Trouble:
    message = "the exact place of this text is not known; it is left alone"
    return Trouble("unlocated", _line(token), message)


def _too_deep(token: Token) -> Trouble:
    message = f"blocks are nested over {MAX_NESTING} levels deep; make the nesting shallower"
    return Trouble("too-deep", _line(token), message)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
