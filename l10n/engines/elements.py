"""Send what must not change as ``<i id="n"/>``, and put it back exactly."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from l10n.engines.values import Form
from l10n.markdown.inlines import Inline, InlineKind, Labels, locate_inlines
from l10n.text import Span

_ELEMENT: Final = re.compile(
    r"<i\s+id\s*=\s*[\"'“”«»]?\s*(\d{1,6})\s*[\"'“”«»]?\s*/?\s*>(?:\s*</i\s*>)?", re.IGNORECASE
)
_STRAY: Final = re.compile(r"</i\s*>|<i\s+id\b", re.IGNORECASE)
_ALSO: Final = re.compile(
    r"https?://[^\s<>()\[\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\\[!-/:-@\[-`{-~]|&\#?\w+;"
    r"|\n|\*+|~~+|(?<!\w)_+|_+(?!\w)|\w+_\w[\w_]*|\^\[|[{}\[\]|]+"
)
"""What else of Markdown no engine of sentences keeps for certain."""
_EMPHASIS: Final = re.compile(r"\*+|~~+|_+")
_REFERENCE: Final = re.compile(r"\]\[((?:[^\[\]\\]|\\.)*)\]\Z", re.DOTALL)
_LINKS: Final = (InlineKind.LINK, InlineKind.IMAGE)


class Element(NamedTuple):
    """What one element stands for."""

    source: str
    text: str
    """What it becomes in a translation; differs where a label has to be said."""
    opens: bool = False
    """Whether no blank may follow it."""
    closes: bool = False
    """Whether no blank may be before it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text as it goes out."""

    text: str
    elements: tuple[Element, ...]
    """Number n is ``elements[n - 1]``."""
    form: Form


class Opened(NamedTuple):
    """An answer with everything put back; without text, what is wrong with it."""

    text: str
    fault: str = ""


class _Piece(NamedTuple):
    span: Span
    element: Element


def seal(text: str, labels: Labels, form: Form) -> Sealed:
    """Return a text in which every placeable is an element; in HTML, all other markup too."""
    pieces = sorted(_pieces(text, labels, form), key=lambda each: each.span)
    parts: list[str] = []
    elements: list[Element] = []
    position = 0
    for span, element in _joined(pieces):
        elements.append(element)
        parts += (_plain(text[position : span.start], form), f'<i id="{len(elements)}"/>')
        position = span.end
    return Sealed("".join((*parts, _plain(text[position:], form))), tuple(elements), form)


def locate_markup(text: str, labels: Labels) -> tuple[Span, ...]:
    """Return where a text has markup, in order; none overlap or touch."""
    pieces = sorted(_pieces(text, labels, Form.HTML), key=lambda each: each.span)
    return tuple(span for span, _ in _joined(pieces))


def unseal(sealed: Sealed, answer: str) -> Opened:
    """Return an answer with its elements put back, each of them exactly once."""
    answer = answer.replace("\r\n", "\n")
    if "\0" in answer:  # in a catalog it would part the forms of a plural
        return Opened("", "the text holds U+0000, which nobody can see; remove it")
    found = [int(each[1]) for each in _ELEMENT.finditer(answer)]
    wanted = range(1, len(sealed.elements) + 1)
    if fault := _miscounted(sealed, Counter(found), wanted):
        return Opened("", fault)
    parts = _ELEMENT.split(answer)
    if _STRAY.search("\n".join(parts[0::2])):
        return Opened("", 'an element <i id="n"/> is damaged; bring each back as it is')
    if fault := _emptied(sealed, found, parts[2::2]):
        return Opened("", fault)
    text = _back(parts[0], sealed.form)
    for number, rest in zip(found, parts[2::2], strict=True):
        element = sealed.elements[number - 1]
        text = text.rstrip(" ") if element.closes else text
        more = _back(rest, sealed.form)
        text += element.text + (more.lstrip(" ") if element.opens else more)
    return Opened(text)


def _miscounted(sealed: Sealed, found: Counter[int], wanted: range) -> str:
    for number in wanted:
        if found[number] != 1:
            shown = f'<i id="{number}"/> ({sealed.elements[number - 1].source.strip()[:60]})'
            how = "is missing; put it in" if not found[number] else "is there twice; write it once"
            return f"{shown} {how}"
    for number in sorted(found):
        if number not in wanted:
            return f'<i id="{number}"/> is not in the source; take it out'
    return ""


def _emptied(sealed: Sealed, found: list[int], between: list[str]) -> str:
    """Return what is wrong where an emphasis or a link has nothing in it any more."""
    for one, other, text in zip(found, found[1:], between, strict=False):
        opens, closes = sealed.elements[one - 1].opens, sealed.elements[other - 1].closes
        if opens and closes and not text.strip():
            return f'nothing is between <i id="{one}"/> and <i id="{other}"/>; write it there'
    return ""


def _plain(text: str, form: Form) -> str:
    return html.escape(text, quote=False) if form is Form.HTML else text


def _back(text: str, form: Form) -> str:
    return html.unescape(text) if form is Form.HTML else text


def _pieces(text: str, labels: Labels, form: Form) -> Iterator[_Piece]:
    """Yield what goes out as an element; none overlap."""
    taken: list[Span] = []
    for each in locate_inlines(text, labels):
        if any(each.span.start < span.end and span.start < each.span.end for span in taken):
            continue
        if each.kind not in _LINKS:
            taken.append(each.span)
            source = each.span.of(text)
            yield _Piece(each.span, Element(source, source))
        elif form is Form.HTML:
            for piece in _link_pieces(text, each):
                taken.append(piece.span)
                yield piece
    pattern = _ALSO if form is Form.HTML else _ELEMENT
    for found in pattern.finditer(text):
        span = Span(*found.span())
        if not any(span.start < other.end and other.start < span.end for other in taken):
            yield _Piece(span, _mark(text, span))


def _mark(text: str, span: Span) -> Element:
    source = span.of(text)
    before, after = text[: span.start][-1:], text[span.end :][:1]
    if source == "\n":
        return Element(source, source, opens=True, closes=True)
    if not _EMPHASIS.fullmatch(source):
        return Element(source, source)
    opens = bool(after.strip()) and not before.isalnum()
    closes = bool(before.strip()) and not after.isalnum()
    return Element(source, source, opens=opens and not closes, closes=closes and not opens)


def _link_pieces(text: str, link: Inline) -> Iterator[_Piece]:
    """Yield the marks around a link's text, and around its title."""
    start = link.span.start + (2 if link.kind is InlineKind.IMAGE else 1)
    opening = Span(link.span.start, start)
    mark = opening.of(text)
    yield _Piece(opening, Element(mark, mark, opens=True))
    if link.destination is None:
        yield _reference(text, Span(start, link.span.end))
        return
    middle = text.rindex("](", start - 1, link.destination.start)
    rest = text[link.destination.end : link.span.end]
    title = re.fullmatch(r"(>?\s+([\"'(]))(.*)([\"')]\s*\))", rest, re.DOTALL)
    end = link.destination.end + len(title[1]) if title else link.span.end
    closing = Span(middle, end)
    mark = closing.of(text)
    yield _Piece(closing, Element(mark, mark, opens=title is not None, closes=True))
    if title:
        closing = Span(link.span.end - len(title[4]), link.span.end)
        yield _Piece(closing, Element(title[4], title[4], closes=True))


def _reference(text: str, rest: Span) -> _Piece:
    """Return the mark after a reference's text; it says the label that the text was."""
    whole = rest.of(text)
    found = _REFERENCE.search(whole)
    label = found[1] if found else ""
    start = rest.start + (found.start() if found else len(whole) - 1)
    closing = Span(start, rest.end)
    label = label or text[rest.start : start]
    return _Piece(closing, Element(closing.of(text), f"][{label}]", closes=True))


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces, those that touch each other as one: fewer can come back in disorder."""
    held: _Piece | None = None
    for piece in pieces:
        if held and held.span.end == piece.span.start:
            one, other = held.element, piece.element
            joined = Element(
                one.source + other.source, one.text + other.text, other.opens, one.closes
            )
            held = _Piece(Span(held.span.start, piece.span.end), joined)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
