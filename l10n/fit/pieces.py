"""The pieces of a body: its texts, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from l10n.markdown.segments import Layout, Part, read_said
from l10n.text import Span, normalize_newlines


class Piece(NamedTuple):
    """A text, or a line of what stands between two texts; all pieces of a body make it up."""

    text: str
    """As it is written, its line end included."""
    says: str
    """What a text says to a translator; of a line the text, with LF line ends."""
    start: int
    """Where it begins in the guide's text."""
    kind: str = ""
    """Of a text: ``paragraph``, ``list item``...; empty for what is between texts."""
    targets: tuple[str, ...] = ()
    """Of a text: its destinations, as they are written."""
    basis: str = ""
    """What a page's own way depends on, if it is not what the text says."""

    @property
    def key(self) -> str:
        """Return what marks of a page's own way are made of."""
        return self.basis or self.says

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing to see in it."""
        return not self.says.strip()


def texts_of(pieces: Iterable[Piece]) -> list[Piece]:
    """Return those of these pieces that are texts."""
    return [each for each in pieces if each.kind]


def read_pieces(text: str, body: int, layout: Layout) -> tuple[Piece, ...]:
    """Return the pieces of the body that begins at ``body``; an empty body has none.

    The part with number n of ``layout`` is the piece of a text with number n.
    """
    return tuple(_pieces(text, body, layout))


def _pieces(text: str, body: int, layout: Layout) -> Iterator[Piece]:
    position = body
    for part in layout.parts:
        yield from _lines(text, Span(position, part.span.start))
        yield _text(text, part, layout)
        position = part.span.end
    yield from _lines(text, Span(position, len(text)))


def _text(text: str, part: Part, layout: Layout) -> Piece:
    said = read_said(layout.parsed.text, part.text, layout.parsed.labels)
    written = part.span.of(text)
    kind = part.text.kind
    if said is None:
        return Piece(written, normalize_newlines(written), part.span.start, kind)
    msgid, targets, _ = said
    return Piece(written, msgid, part.span.start, kind, targets)


def _lines(text: str, span: Span) -> Iterator[Piece]:
    start = span.start
    while start < span.end:
        end = _line_end(text, start, span.end)
        line = text[start:end]
        yield Piece(line, normalize_newlines(line), start)
        start = end


def _line_end(text: str, start: int, limit: int) -> int:
    """Return where the line ends that ``start`` is in, its line end included."""
    feed = text.find("\n", start, limit)
    end = limit if feed < 0 else feed + 1
    back = text.find("\r", start, end)
    if back < 0 or back + 2 == end == feed + 1:
        return end
    return back + 1
