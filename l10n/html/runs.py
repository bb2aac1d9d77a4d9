"""Read a run of inline HTML, between the tags of two blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from l10n.html import names
from l10n.html.scan import Kind, Piece
from l10n.text import Span

BLANKS: Final = " \t\n\r\f"


class Text(NamedTuple):
    """A text in a fragment."""

    kind: str
    """What translators read about it: ``table cell``, ``alt text``, ``title of Card``..."""
    span: Span
    """Trimmed, and never empty; a text between tags holds the inline tags in it."""
    quote: str = ""
    """The sign around the value of an attribute, as `Attribute` has it; empty between tags."""


class Item(NamedTuple):
    """A piece of a fragment, or an element that is left alone."""

    piece: Piece
    """Its opening tag."""
    span: Span
    is_part: bool
    """Whether it can be a part of a sentence."""
    says: bool
    """Whether it holds words or code."""


def read_run(fragment: str, run: Sequence[Item], kind: str, read: names.Read) -> Iterator[Text]:
    """Yield the texts of a run, in order. A tag without its partner in the run divides it."""
    if not any(item.says or item.piece.attributes for item in run):
        return
    partners = _pair(run)
    said = [0, *accumulate(item.says for item in run)]
    start = 0
    for index in range(len(run) + 1):
        if index < len(run) and partners[index] >= 0:
            continue
        first, end = _trim(partners, said, start, index)
        words = [item for item in run[first:end] if item.says and item.piece.kind is Kind.TEXT]
        if not words:
            first = end = index
        yield from _attributes(fragment, run[start:first], read)
        if first < end:
            span = Span(run[first].span.start, run[end - 1].span.end)
            yield Text(kind, span.trimmed(fragment, BLANKS))
        yield from _attributes(fragment, run[end : index + 1], read)
        start = index + 1


def read_attributes(fragment: str, piece: Piece, read: names.Read) -> Iterator[Text]:
    """Yield the attributes of a tag that readers read, and in which there is a letter."""
    if piece.kind is not Kind.OPEN or not piece.attributes:
        return
    values: dict[str, str] = {}
    for name, value, quote in piece.attributes:
        if quote and any(map(str.isalpha, value.of(fragment))):
            values = values or values_of(fragment, piece)
            if names.is_read(piece.name, name, values, read):
                kind = names.kind_of_attribute(piece.name, name, values)
                yield Text(kind, value.trimmed(fragment, BLANKS), quote)


def values_of(fragment: str, piece: Piece) -> dict[str, str]:
    """Return the attributes of a tag; of two with one name, the first counts."""
    return {name: value.of(fragment) for name, value, _ in reversed(piece.attributes)}


def _attributes(fragment: str, items: Sequence[Item], read: names.Read) -> Iterator[Text]:
    for item in items:
        yield from read_attributes(fragment, item.piece, read)


def _pair(run: Sequence[Item]) -> list[int]:
    """Return the number of each tag's partner: its own for what needs none, -1 if there is none."""
    partners = [-1] * len(run)
    opened: list[int] = []
    for index, (piece, span, *_) in enumerate(run):
        if piece.kind is Kind.CLOSE:
            if opened and run[opened[-1]].piece.name == piece.name:
                partners[index] = opened.pop()
                partners[partners[index]] = index
            else:
                opened.clear()  # what is open around it crosses it
        elif piece.kind is not Kind.OPEN or _needs_none(piece, span):
            partners[index] = index
        else:
            opened.append(index)
    return partners


def _needs_none(piece: Piece, span: Span) -> bool:
    return piece.is_alone or piece.name in names.VOID or span != piece.span


def _trim(partners: Sequence[int], said: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """Leave out what is empty at both ends, and the tags around all of the rest."""
    while first < end:
        last = end - 1
        if said[partners[first] + 1] == said[first]:
            first = partners[first] + 1
        elif said[end] == said[partners[last]]:
            end = partners[last]
        elif partners[first] == last and first < last:
            first, end = first + 1, last
        else:
            break
    return first, end
