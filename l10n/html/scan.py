"""Split a fragment of HTML into its tags and its texts, with the place of each.

It reads as a browser does (https://html.spec.whatwg.org/#tokenization), but needs no whole
document: what is closed may never have been opened. From a tag or comment that never ends on,
all is left alone. The time is linear: no character is looked at again when a tag does not end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.html.names import RAW
from l10n.later import later
from l10n.text import Span


class Kind(StrEnum):
    """What a piece of HTML is."""

    TEXT = "text"
    OPEN = "opening tag"
    CLOSE = "closing tag"
    COMMENT = "comment"
    """Also a CDATA section, a declaration, an instruction, and what a browser takes for one."""
    RAW = "raw"
    """All between the tags of an element in which nothing else is markup."""
    REST = "rest"
    """From what never ends to the end."""


class Attribute(NamedTuple):
    """An attribute of a tag."""

    name: str
    """As it is written."""
    value: Span
    """Without its quotes; empty where there is none."""
    quote: str = ""
    """The sign around the value; empty when there is none, or an expression in braces.

    A brace is that of an expression which is but one string, whose quotes the value lacks.
    """


class Piece(NamedTuple):
    """A part of a fragment; all together are the fragment."""

    kind: Kind
    span: Span
    name: str = ""
    """Of a tag's element, as it is written; in lower case if that is all in capitals."""
    is_alone: bool = False
    """Whether a tag ends in a slash."""
    attributes: tuple[Attribute, ...] = ()


_MARKUP: Final = re.compile(r"<(?:[A-Za-z]|/|!|\?)")
_NAME: Final = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_FRAGMENT: Final = re.compile(r"</?>")
"""A tag of JSX without a name."""
_BETWEEN: Final = re.compile(r"[\s/]*+")
_ATTRIBUTE: Final = later(
    r"(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'{][^\s>]*+)"
    r"|(?P<brace>\{)|(?=>)))?+"
)
_UNCLOSED: Final = re.compile(r"\s*+=\s*+[\"']")
_BARE: Final = re.compile(r"[^\s>]*+")
_IN_BRACES: Final = re.compile(r"\\[\s\S]|[{}\"'`]")
_STRING: Final = re.compile(r"\{\s*+([\"'`])(?P<said>(?:(?!\1|\$\{)[^\\\n])*+)\1\s*+\}")
"""One string without escapes, which says what it looks like."""


class _Tag(NamedTuple):
    end: int
    is_alone: bool
    attributes: tuple[Attribute, ...]


def scan(text: str, *, has_braces: bool = False) -> Iterator[Piece]:
    """Yield the pieces of a fragment, in order, none of them empty.

    ``has_braces`` is for JSX, where an expression in braces may hold any sign.
    """
    position = 0
    while position < len(text):
        found = _MARKUP.search(text, position)
        start = found.start() if found else len(text)
        if position < start:
            yield Piece(Kind.TEXT, Span(position, start))
        if found is None:
            return
        piece = _read(text, start, has_braces=has_braces)
        yield piece
        position = piece.span.end
        # A slash closes no element of HTML.
        if not has_braces and piece.kind is Kind.OPEN and piece.name.lower() in RAW:
            end = _raw_end(text, position, piece.name)
            if end > position:
                yield Piece(Kind.RAW, Span(position, end), piece.name)
            position = end


def _read(text: str, start: int, *, has_braces: bool) -> Piece:
    """Read the tag or comment that begins at ``start``."""
    named = _NAME.match(text, start)
    if named:
        tag = _read_tag(text, named.end(), has_braces=has_braces)
        if tag is None:
            return Piece(Kind.REST, Span(start, len(text)))
        kind = Kind.CLOSE if text[start + 1] == "/" else Kind.OPEN
        name = named[1].lower() if named[1].isupper() else named[1]
        return Piece(kind, Span(start, tag.end), name, tag.is_alone, tag.attributes)
    if has_braces and (nameless := _FRAGMENT.match(text, start)):
        kind = Kind.CLOSE if text[start + 1] == "/" else Kind.OPEN
        return Piece(kind, Span(start, nameless.end()))
    end = _comment_end(text, start)
    if end < 0:
        return Piece(Kind.REST, Span(start, len(text)))
    return Piece(Kind.COMMENT, Span(start, end))


def _comment_end(text: str, start: int) -> int:
    """Return where a comment or the like ends; -1 when it does not."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<", ">")):
        if text.startswith(opening, start):
            # The dashes of <!--> are those of its end, too.
            inner = start + (2 if opening == "<!--" else len(opening))
            found = text.find(closing, inner)
            return found if found < 0 else found + len(closing)
    return -1


def _read_tag(text: str, position: int, *, has_braces: bool) -> _Tag | None:
    """Read a tag from behind its name; None when it never ends."""
    attributes: list[Attribute] = []
    while True:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        if position >= len(text):
            return None
        if text[position] == ">":
            return _Tag(position + 1, text[position - 1] == "/", tuple(attributes))
        if has_braces and text[position] == "{":
            position = _after_braces(text, position)
        elif (found := _ATTRIBUTE.match(text, position)) is None:
            return None
        else:
            attribute, position = _attribute(text, found, has_braces=has_braces)
            attributes.append(attribute)
        if position < 0:
            return None


def _attribute(text: str, found: re.Match[str], *, has_braces: bool) -> tuple[Attribute, int]:
    """Return an attribute and where it ends; -1 when that is nowhere."""
    name, group = found["name"], found.lastgroup or ""
    end = found.end()
    if group in ("double", "single"):
        quote = '"' if group == "double" else "'"
        return Attribute(name, Span(*found.span(group)), quote), end
    if group == "brace":
        start = found.start(group)
        bare = _BARE.match(text, start)
        if has_braces and (string := _STRING.match(text, start)):
            return Attribute(name, Span(*string.span("said")), "{"), string.end()
        after = _after_braces(text, start) if has_braces else bare.end() if bare else end
        return Attribute(name, Span(start, max(start, after))), after
    if group == "bare":
        return Attribute(name, Span(*found.span(group))), end
    unclosed = _UNCLOSED.match(text, end) is not None
    return Attribute(name, Span(end, end)), -1 if unclosed else end


def _after_braces(text: str, position: int) -> int:
    """Return where the expression ends that begins at ``position``; -1 when it does not."""
    depth, quote = 0, ""
    for sign in _IN_BRACES.finditer(text, position):
        if sign[0][0] == "\\":
            continue
        if quote:
            quote = "" if sign[0] == quote else quote
        elif sign[0] in "\"'`":
            quote = "" if _is_apostrophe(text, sign.start()) else sign[0]
        else:
            depth += 1 if sign[0] == "{" else -1
            if not depth:
                return sign.end()
    return -1


def _is_apostrophe(text: str, position: int) -> bool:
    """Return whether a sign in an expression is part of a word between tags; no string is."""
    return text[position] == "'" and text[position - 1 : position].isalnum()


def _raw_end(text: str, position: int, name: str) -> int:
    """Return where the content of a raw element ends; the end of all when it is not closed."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
    return found.start() if found else len(text)
