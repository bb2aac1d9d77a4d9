"""Find what readers read in a fragment of HTML: text by block, and the values of attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from l10n.html import names
from l10n.html.runs import BLANKS, Item, Text, read_attributes, read_run, values_of
from l10n.html.scan import Kind, Piece, scan
from l10n.text import Span

_BY_DEFAULT: Final[names.Read] = MappingProxyType({})
_DEEPEST: Final = 100
"""So many open elements are looked at where one is closed."""
_DEEPEST_TAGS: Final = 2
"""So often a tag may be in an expression that is in a tag."""
_TAGS: Final = re.compile(r"\{\s*+<")
_ADDRESS: Final = re.compile(r":\Z|@")
_NEAR: Final = 8
"""So many pieces are looked at to see where a component ends."""


def find_texts(
    fragment: str, read: names.Read = _BY_DEFAULT, *, reads_outside: bool = True
) -> tuple[Text, ...]:
    """Return the texts of a fragment, ordered and disjoint.

    ``reads_outside`` says whether what is in no element is HTML, too; else it may be Markdown.
    """
    found: list[Text] = []

    def take(run: Sequence[Item]) -> None:
        if not opened and not reads_outside:
            run = [item for item in run if item.piece.kind is not Kind.TEXT]
        found.extend(read_run(fragment, run, _kind(opened), read))

    run: list[Item] = []
    opened: list[str] = []
    for item in _read_items(fragment, read):
        if item.is_part:
            run.append(item)
            continue
        take(run)
        run = []
        piece = item.piece
        if piece.kind is Kind.RAW and not _is_blank(piece.span.of(fragment)):
            run = [Item(Piece(Kind.TEXT, piece.span), piece.span, is_part=True, says=True)]
        found += read_attributes(fragment, piece, read)
        # Of what is left alone, the end tag is in it; an address in Markdown has none.
        if item.span == piece.span and (reads_outside or not _ADDRESS.search(piece.name)):
            _follow(piece, opened)
    take(run)
    return tuple(found)


def find_values(fragment: str, read: names.Read, *, has_braces: bool) -> tuple[Text, ...]:
    """Return the values of attributes alone, in order: where Markdown is between the tags."""
    found: list[Text] = []
    for piece in scan(fragment, has_braces=has_braces):
        found += read_attributes(fragment, piece, read)
        for attribute in piece.attributes if has_braces else ():
            found += _inner_values(fragment, attribute.value, read, 0)
    return tuple(sorted(found, key=lambda each: each.span))


def _inner_values(fragment: str, value: Span, read: names.Read, depth: int) -> Iterator[Text]:
    """Yield what is read in the tags of an expression that is nothing but tags."""
    if depth > _DEEPEST_TAGS or _TAGS.match(fragment, *value) is None:
        return
    start = value.start + 1
    inner = fragment[start : value.end - 1]
    for piece in scan(inner, has_braces=True):
        for kind, span, quote in read_attributes(inner, piece, read):
            yield Text(kind, span.moved(start), quote)
        for attribute in piece.attributes:
            at = attribute.value.moved(start)
            yield from _inner_values(fragment, at, read, depth + 1)


def find_marks(text: str, read: names.Read) -> Iterator[Span]:
    """Yield what has to come back in a text between tags: tags, comments, code, what never ends."""
    for item in _read_items(text, read):
        if item.piece.kind is not Kind.TEXT:
            yield item.span


def _kind(opened: Sequence[str]) -> str:
    return names.kind_of(opened[-1]) if opened else "text"


def _follow(piece: Piece, opened: list[str]) -> None:
    """Note which blocks are open; an end tag ends all that are open in its own."""
    if piece.kind is Kind.OPEN and not piece.is_alone and piece.name not in names.VOID:
        opened.append(piece.name)
    elif piece.kind is Kind.CLOSE and piece.name in opened[-_DEEPEST:]:
        while opened.pop() != piece.name:
            pass


def _read_items(fragment: str, read: names.Read) -> Iterator[Item]:
    """Yield the pieces of a fragment; an element that is left alone is one."""
    pieces = [*scan(fragment)]
    beside = _beside_words(fragment, pieces)
    left = _find_left(fragment, pieces, read)
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        is_text = piece.kind is Kind.TEXT
        is_left = index in left
        is_part = (_is_inline(piece) and not (is_text and is_left)) or index in beside
        index = left.get(index, index + 1)
        span = Span(piece.span.start, pieces[index - 1].span.end)
        says = is_left or (is_text and not _is_blank(span.of(fragment)))
        yield Item(piece, span, is_part, says)


def _find_left(fragment: str, pieces: Sequence[Piece], read: names.Read) -> dict[int, int]:
    """Return the numbers of the pieces that begin what is left alone, and of those after it.

    Of what holds Markdown, a summary that it begins with is HTML still.
    """
    found: dict[int, int] = {}
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        if _hides(fragment, piece, read):
            start, end = index - 1, _after(pieces, index, piece.name)
            if summary := _summary_end(fragment, pieces, start):
                start = summary
                end -= pieces[end - 1].kind is Kind.CLOSE and pieces[end - 1].name == piece.name
            if start < end:
                found[start] = end
            index = end
    return found


def _summary_end(fragment: str, pieces: Sequence[Piece], index: int) -> int:
    """Return the number after the summary that what holds Markdown begins with; 0 without one."""
    if not names.holds_markdown(values_of(fragment, pieces[index])):
        return 0
    first = (
        index + 1 + (_is_text(pieces, index + 1) and _is_blank(pieces[index + 1].span.of(fragment)))
    )
    if first >= len(pieces) or pieces[first].name != "summary" or pieces[first].attributes:
        return 0
    end = _after(pieces, first + 1, "summary")
    return end if pieces[end - 1].kind is Kind.CLOSE else 0


def _is_inline(piece: Piece) -> bool:
    if piece.kind in (Kind.OPEN, Kind.CLOSE):
        return piece.name in names.INLINE
    return piece.kind in (Kind.TEXT, Kind.COMMENT)


def _hides(fragment: str, piece: Piece, read: names.Read) -> bool:
    """Return whether a tag begins an element that is left alone."""
    if piece.kind is not Kind.OPEN or piece.is_alone or piece.name in names.VOID:
        return False
    attributes = values_of(fragment, piece) if piece.attributes else {}
    if names.leaves(piece.name, read) and not names.is_slot(piece.name, attributes):
        return True
    return names.hides(piece.name, attributes)


def _after(pieces: Sequence[Piece], index: int, name: str) -> int:
    """Return the number of the piece after an element that is open before ``index``."""
    depth = 1
    while index < len(pieces) and depth:
        piece = pieces[index]
        if piece.name == name and piece.kind is Kind.CLOSE:
            depth -= 1
        elif piece.name == name and piece.kind is Kind.OPEN and not piece.is_alone:
            depth += 1
        index += 1
    return index


def _beside_words(fragment: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the numbers of the tags of components, and the like, that stand in a sentence.

    These are on one line, with words before or after them.
    """
    found: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.kind is not Kind.OPEN or not names.is_flexible(piece.name):
            continue
        end = index
        if not piece.is_alone and piece.name not in names.VOID:
            end = _near_end(fragment, pieces, index)
        if end < 0:
            continue
        before = pieces[index - 1].span.of(fragment) if _is_text(pieces, index - 1) else ""
        after = pieces[end + 1].span.of(fragment) if _is_text(pieces, end + 1) else ""
        if not _is_blank(before.rpartition("\n")[2] + after.partition("\n")[0]):
            found |= {index, end}
    return frozenset(found)


def _near_end(fragment: str, pieces: Sequence[Piece], index: int) -> int:
    """Return the number of the end tag on the same line; -1 when there is none."""
    name = pieces[index].name
    for end in range(index + 1, min(len(pieces), index + _NEAR)):
        piece = pieces[end]
        if piece.kind is Kind.CLOSE and piece.name == name:
            return end
        if piece.kind is Kind.TEXT and "\n" in piece.span.of(fragment):
            return -1
    return -1


def _is_text(pieces: Sequence[Piece], index: int) -> bool:
    return 0 <= index < len(pieces) and pieces[index].kind is Kind.TEXT


def _is_blank(text: str) -> bool:
    return not text.strip(BLANKS)
