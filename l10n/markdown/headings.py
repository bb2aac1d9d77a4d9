"""The ids of headings, as Hugo gives them: what a ``#fragment`` leads to.

Followed is what Hugo 0.168 was seen to do. An id is made of a heading's last line: of its text,
its code, and the first text inside emphasis or a link; tags, addresses and footnotes say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from markdown_it.token import Token

from l10n.later import later
from l10n.markdown.idstyle import IdStyle, make_id
from l10n.markdown.lines import ATTRIBUTES
from l10n.markdown.parsed import Parsed
from l10n.markdown.parser import inline_parser
from l10n.markdown.plaintokens import LINES
from l10n.markdown.segments import Layout
from l10n.markdown.shortcodes import find_shortcodes
from l10n.text import Edit, Span, splice


class Heading(NamedTuple):
    """A heading of a guide; offsets are in the guide's text."""

    id: str
    """Empty when it has none."""
    end: int
    """Where its last line ends, closing marks and attributes included."""
    attributes: Span | None
    """The ``{...}`` at its end."""
    line: int
    """From 1 in the file."""


# goldmark, extension/linkify.go: what becomes a link without any syntax.
_BARE: Final = later(
    r"(?:(?<![\w/])(?:https?|ftp)://[-\w@:%.+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][^\s<]*)?"
    r"|(?<![\w/])www\.[-\w@:%.+~#=]{1,256}\.[a-z]+(?:[/#?][^\s<]*)?"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)"
)
_DASHES: Final = re.compile(r"---|--")
_DASH: Final = "–"
_NODE_END: Final = later(rf"([\[\]~*_])|[\"']|--|\.\.\.|<<|>>|{_BARE.pattern}")
"""What ends a text node of goldmark's: a delimiter is its last character."""
_ID: Final = re.compile(r"[{\s,](?:\#(?P<short>[^\s{}\"'=,]+)|id=[\"']?(?P<long>[^\s\"'{}]+))")
_COMMENTED_ID: Final = re.compile(r"\{/\*\s*\#(?P<id>[^\s{}*]+)\s*\*/\}\Z")
"""As MDX has it, where braces hold expressions."""
_WRITTEN_ID: Final = re.compile(r"\{:?(?:[^{}\n#]*\s)?\#([^\s{}]+)[^{}\n]*\}")
"""As an attribute list has it; such ids are taken before any is made."""
_NUMBERED: Final = re.compile(r"(.*)_([0-9]+)")
_TEXTS: Final = ("text", "text_special", "code_inline")
_CLOSING: Final = re.compile(r"(?:^|[ \t])\#+$")


def read_headings(
    layout: Layout, style: IdStyle, given: Mapping[int, str] = MappingProxyType({})
) -> tuple[Heading, ...]:
    """Return the headings of the guide that ``layout`` was read from, in order.

    ``given`` are ids by the heading's number, as if the source gave them.
    """
    written = _WRITTEN_ID.findall(layout.parsed.text) if style.is_of_mkdocs else ()
    used = {*written, *given.values()} if style.is_of_mkdocs else set()
    numbers: Counter[str] = Counter()
    headings: list[Heading] = []
    for inline, is_setext in _heading_lines(layout.parsed.tokens):
        lines: tuple[Span, ...] = inline.meta.get(LINES, ())
        if not lines:
            continue
        source = layout.parsed.text
        end = source.find("\n", lines[-1].end)
        end = _rstrip(source, lines[-1].start, end if end >= 0 else len(source))
        found = (
            None
            if source[end - 1 : end] == "#" and not is_setext
            else _attributes(source, lines[-1])
        )
        commented = _COMMENTED_ID.search(source, lines[-1].start, end)
        own = _explicit_id(found.of(source)) if found else commented["id"] if commented else ""
        explicit = given.get(len(headings), own)
        last = Span(lines[-1].start, found.start if found else lines[-1].end)
        plain = "" if explicit else _plain_text(layout.parsed, last, style)
        # A heading that says nothing in text gets no id at all.
        make_new = _unused_in_mkdocs if style.is_of_mkdocs else partial(_unused, numbers=numbers)
        id_ = make_new(make_id(plain, style), used) if plain else explicit
        used.add(id_)
        headings.append(
            Heading(
                id=id_,
                end=layout.offsets.original(Span(end, end)).end,
                attributes=layout.offsets.original(found) if found else None,
                line=layout.offsets.line(lines[0].start),
            )
        )
    return tuple(headings)


def read_term_ids(layout: Layout, style: IdStyle, headings: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that the terms of definition lists have, in order, empty for one without.

    They are other ones than those of the ``headings``. A site's maker need not give them any.
    """
    used, numbers = {*headings}, Counter[str]()
    found: list[str] = []
    for opening, inline in pairwise(layout.parsed.tokens):
        if opening.type != "dt_open" or inline.type != "inline":
            continue
        lines: tuple[Span, ...] = inline.meta.get(LINES, ())
        text = _plain_text(layout.parsed, lines[0], style) if lines else ""
        id_ = _unused(make_id(text, style), used, numbers) if text else ""
        used.add(id_)
        found.append(id_)
    return tuple(found)


def _heading_lines(tokens: Iterable[Token]) -> Iterator[tuple[Token, bool]]:
    opened: Token | None = None
    for token in tokens:
        if token.type == "inline" and opened:
            yield token, opened.markup in ("=", "-")
        opened = token if token.type == "heading_open" else None


def _unused(id_: str, used: set[str], numbers: Counter[str]) -> str:
    """Return the id with the first number that makes it new; ``numbers`` are those tried."""
    if id_ not in used:
        return id_
    while f"{id_}-{numbers[id_] + 1}" in used:
        numbers[id_] += 1
    return f"{id_}-{numbers[id_] + 1}"


def _unused_in_mkdocs(id_: str, used: set[str]) -> str:
    """Return the id with a number that makes it new: one more than it ends in, or the first."""
    while not id_ or id_ in used:
        numbered = _NUMBERED.fullmatch(id_)
        id_ = f"{numbered[1]}_{int(numbered[2]) + 1}" if numbered else f"{id_}_1"
    return id_


def _attributes(text: str, line: Span) -> Span | None:
    if line.start == line.end or text[line.end - 1] != "}":
        return None
    opening = text.rfind("{", line.start, line.end)
    escaped = opening > line.start and text[opening - 1] == "\\"
    found = ATTRIBUTES.match(text, opening, line.end) if opening >= 0 and not escaped else None
    return Span(opening, line.end) if found else None


def _explicit_id(attributes: str) -> str:
    found = _ID.search(attributes)
    return (found["short"] or found["long"]) if found else ""


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \t"))


def _plain_text(parsed: Parsed, line: Span, style: IdStyle) -> str:
    text = line.of(parsed.text)
    text = splice(text, (Edit(span, "") for span in find_shortcodes(text)))
    text = _CLOSING.sub("", text.rstrip(" \t"))
    tokens: list[Token] = []
    parser = inline_parser()
    parser.inline.parse(text, parser, dict(parsed.environment), tokens)
    if style.is_of_hugo:
        return "".join(_top_texts(tokens))
    return "".join(each.content for each in tokens if each.type in _TEXTS)


def _top_texts(tokens: Sequence[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        if token.level and token.nesting >= 0:
            continue
        if token.type == "image":
            yield _first_text(token.children or ())
        elif token.nesting > 0 and token.markup != "autolink":
            yield _first_text(tokens[index + 1 :])
        elif not token.nesting:
            text = _text_of(token)
            yield text if token.type == "code_inline" else _DASHES.sub(_DASH, _BARE.sub("", text))


def _first_text(tokens: Sequence[Token]) -> str:
    """Return the first text node inside a link, an image or emphasis: all that Hugo takes."""
    text = ""
    for token in tokens:
        if token.nesting > 0 and not text and token.markup != "autolink":
            continue
        if token.type == "code_inline" and not text:
            return token.content
        if token.type not in ("text", "text_special"):
            break
        piece = _text_of(token)
        if token.type == "text" and (found := _NODE_END.search(piece)):
            end = found.end(1) if found[1] else found.start()
            return text + piece[:end] or ("" if found[0][0].isalnum() else _DASH)
        text += piece
    return text


def _text_of(token: Token) -> str:
    if token.type == "text_special" and token.markup.startswith("&#"):
        return token.markup[2:-1]
    return token.content if token.type in _TEXTS else ""
