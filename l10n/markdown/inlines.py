"""Where the placeables of a segment are: links, images, code, HTML, autolinks, shortcodes."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from markdown_it.helpers import parseLinkDestination, parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from l10n.guide import Place
from l10n.html.code import find_coded
from l10n.html.texts import find_marks
from l10n.later import later
from l10n.markdown.parser import Parser, base_parser
from l10n.markdown.shortcodes import mask
from l10n.markdown.syntaxes import DEFAULT
from l10n.markdown.syntaxes.spans import Locked, SpanKind, find_locked, may_hold_locked
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.text import Edit, Span, splice

InlineRule: TypeAlias = Callable[[StateInline, bool], bool]

_NOTED: Final = "l10n inlines"
_BASE: Final = "l10n base"
_BLANKS: Final = " \t\n"
_EMPHASIZES: Final = re.compile("[*_~]")
_SIMPLE: Final = re.compile(r"(?:[^\W_]|[* \n.,;:?()'\"/-])*+")
"""A text in which nothing but stars can mean anything."""
_PAIR: Final = later(
    r"(?:(?<![^ \n])(?=\*+[^ \n*])|(?<=\()(?=\*+[^\W_]))(\*\*?)(?!\*)"
    r"[^*]*+(?:(?<=[^ \n])\1(?=[ \n]|\Z)|(?<=[^\W_])\1(?=[.,;:?)]))"
)
"""Stars of which the first can only open and the others only close."""
_UNDERLINED: Final = re.compile(r"_(?! )(?:[^\W_]|[ .,;:?()'\"/-])++(?<! )_")
"""A text of one line that is emphasised as a whole."""

_REST_OF_ADDRESS: Final = re.compile(r"[^\s<>]*+>")

_EMPHASES: Final = frozenset({"em_open", "strong_open", "s_open"})
_SHOWN: Final = re.compile(r"\*+|~~+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")


_LINK: Final = re.compile(r"!?\[[^\[\]`<\\{^]*\]\((?P<target>[^\x00-\x20\x7f\s()<>\\`{]+)\)")
# Code on a line, links with simple labels and destinations, and nothing around them that could be
# any markup that binds tighter: no parser needs to be run.
_CODE: Final = re.compile(r"(?<!`)`[^`\n]++`(?!`)")
_PLAIN_INLINE: Final = re.compile(rf"{_CODE.pattern}|{_LINK.pattern}")
_PLAIN: Final = re.compile(rf"(?:[^\[\]`<\\{{^]++|{_PLAIN_INLINE.pattern})*+")


_TICKED: Final = re.compile(r"`[^`\n]++`")
"""What people mean as code, also where nothing reads Markdown."""


class InlineKind(StrEnum):
    """What a placeable is."""

    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    HTML = "HTML"
    AUTOLINK = "autolink"
    FOOTNOTE = "footnote"
    SHORTCODE = "shortcode"
    TEMPLATE = "template tag"
    MATH = "formula"
    EXPRESSION = "expression"
    ATTRIBUTES = "attribute list"
    ROLE = "role"
    ICON = "icon"
    KEYS = "keys"
    CONTENT = "content"
    CODED = "text in code"
    """Between the tags of code, and in no other placeable but a link."""


LOCKED: Final = frozenset(InlineKind(each.value) for each in SpanKind)
"""What is found before Markdown is parsed, and hidden from it."""
SHORTCODES: Final = frozenset({InlineKind.SHORTCODE, InlineKind.TEMPLATE})
"""In which texts may stand."""
VERBATIM: Final = frozenset({InlineKind.CODE, InlineKind.HTML, *LOCKED})
"""In which no sign means what it means elsewhere."""


class Inline(NamedTuple):
    """A placeable of a segment. Offsets are in the text that was searched."""

    kind: InlineKind
    span: Span
    destination: Span | None = None
    """The destination as written, ``<`` and ``>`` included; None for a reference-style link."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The reference and footnote labels that a guide defines, as its parser spells them."""

    references: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()
    syntax: Syntax = DEFAULT
    """What else has to come back in its texts."""
    is_markdown: bool = True
    """Whether its texts are Markdown; in others, only tags and what the syntax hides come back."""

    @classmethod
    def of(cls, environment: Mapping[str, Any], syntax: Syntax = DEFAULT) -> Labels:
        """Return the labels that a block parse has met."""
        if not environment:
            return labels_of(syntax)
        footnotes = environment.get("footnotes", {})
        return cls(
            frozenset(environment.get("references", ())),
            frozenset(footnotes.get("refs", ())),
            syntax,
        )


NO_LABELS: Final = Labels()
_OTHERS: Final = (Place.QUOTED, Place.HTML, Place.FRONT_MATTER)
"""Places of texts that are no Markdown of a guide's body."""


@cache
def labels_of(syntax: Syntax) -> Labels:
    """Return no labels, for the texts of a guide in this syntax."""
    return NO_LABELS if syntax is DEFAULT else Labels(syntax=syntax)


def labels_at(place: Place, labels: Labels) -> Labels:
    """Return what is to be known for reading a text at a place of a guide with these labels."""
    if place not in _OTHERS:
        return labels
    return labels_of(labels.syntax) if place is Place.FRONT_MATTER else _unmarked(labels.syntax)


@cache
def _unmarked(syntax: Syntax) -> Labels:
    return Labels(syntax=syntax, is_markdown=False)


def may_hold_inlines(text: str) -> bool:
    """Return whether ``text`` has a character that a placeable begins with; most texts have none.

    Without one it needs no inline parse. To look for each is faster than a regular expression.
    """
    return "[" in text or "<" in text or "`" in text or "{" in text


def locate_inlines(text: str, labels: Labels = NO_LABELS) -> tuple[Inline, ...]:
    """Return the placeables of ``text``, ordered by start; a link's label may hold others."""
    if may_hold_locked(text, labels.syntax):
        return _read(text, labels)[0]
    if not may_hold_inlines(text):
        return ()
    if not labels.is_markdown:
        return _read(text, labels)[0]
    return _plain_inlines(text) if _PLAIN.fullmatch(text) else _read(text, labels)[0]


def read_sole_link(text: str) -> str | None:
    """Return where a text leads that is nothing but one simple link; None for any other."""
    found = _LINK.fullmatch(text) if text.startswith("[") else None
    return found["target"] if found else None


def count_emphases(text: str, labels: Labels = NO_LABELS) -> int:
    """Count what is emphasised, strong or struck through in ``text``."""
    if not labels.is_markdown or _EMPHASIZES.search(text) is None:
        return 0
    if may_hold_locked(text, labels.syntax):
        return _read(text, labels)[1]
    plain = _CODE.sub(",", text) if "`" in text else text  # to stars, both are punctuation
    if _SIMPLE.fullmatch(plain):
        pairs = _PAIR.findall(plain)
        if 2 * sum(map(len, pairs)) == plain.count("*"):
            return len(pairs)
    if _UNDERLINED.fullmatch(text):
        return 1
    return _read(text, labels)[1]


class Emphases(NamedTuple):
    """What the marks of emphasis of a text come to."""

    shown: int
    """How many marks mean nothing, so that readers see them."""
    nested: int
    """How many emphases begin inside another of their kind."""


def read_emphases(text: str, labels: Labels) -> Emphases:
    """Return what is odd about the emphases in ``text``."""
    if not labels.is_markdown:
        return Emphases(0, 0)
    shown, nested = 0, 0
    around: list[str] = []
    for token in _parse(text, labels)[1]:
        kind, _, end = token.type.rpartition("_")
        if token.type == "text":
            shown += len(_SHOWN.findall(token.content))
        elif token.type in _EMPHASES:
            nested += kind in around
            around.append(kind)
        elif end == "close" and f"{kind}_open" in _EMPHASES:
            around.pop()
    return Emphases(shown, nested)


@lru_cache(maxsize=4096)
def _plain_inlines(text: str) -> tuple[Inline, ...]:
    return tuple(map(_plain_inline, _PLAIN_INLINE.finditer(text)))


def _plain_inline(found: re.Match[str]) -> Inline:
    span = Span(*found.span())
    if found["target"] is None:
        return Inline(InlineKind.CODE, span)
    kind = InlineKind.IMAGE if found[0].startswith("!") else InlineKind.LINK
    return Inline(kind, span, Span(*found.span("target")))


@lru_cache(maxsize=4096)
def _read(text: str, labels: Labels) -> tuple[tuple[Inline, ...], int]:
    """Return the placeables and the number of emphases: both are needed of most texts, and often.

    One source text is translated into many languages.
    """
    if not labels.is_markdown:
        return tuple(_read_unmarked(text, labels)), 0
    noted, tokens = _parse(text, labels)
    noted = [*noted, *_find_addresses(text, noted)]
    inlines = sorted((*noted, *_find_coded(text, noted)), key=_order)
    emphases = sum(token.type in _EMPHASES for token in tokens)
    return tuple(inlines), emphases


def _read_unmarked(text: str, labels: Labels) -> list[Inline]:
    """Return tags, code between them, and what the syntax hides, ordered by start."""
    locked = find_locked(text, labels.syntax)
    hidden = mask(text, tuple(each.span for each in locked))
    ticked = tuple(Span(*each.span()) for each in _TICKED.finditer(hidden))
    marks = find_marks(mask(hidden, ticked), labels.syntax.components)
    found = [Inline(InlineKind.CODE, span) for span in ticked]
    found += (Inline(InlineKind.HTML, span) for span in marks)
    found += (Inline(InlineKind(each.kind.value), each.span) for each in locked)
    return sorted(found, key=_order)


def _order(inline: Inline) -> tuple[int, int]:
    return inline.span.start, -inline.span.end


def _find_addresses(text: str, noted: Sequence[Inline]) -> list[Inline]:
    """Return what is an address between angle brackets once its shortcode has written in it."""
    tags = {each.span for each in noted if each.kind is InlineKind.HTML}
    found = []
    for each in noted:
        if each.kind is InlineKind.SHORTCODE and text.startswith("<", each.span.start - 1):
            start = each.span.start - 1
            rest = _REST_OF_ADDRESS.match(text, each.span.end) if start >= 0 else None
            if rest and Span(start, rest.end()) not in tags:
                found.append(Inline(InlineKind.HTML, Span(start, rest.end())))
    return found


def _find_coded(text: str, noted: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the texts between tags of code, which Markdown reads as it reads any other."""
    tags = sorted(each.span for each in noted if each.kind is InlineKind.HTML)
    if tags:
        marks = sorted(mark for each in noted for mark in _marks(text, each))
        for span in find_coded(text, tags, marks):
            yield Inline(InlineKind.CODED, span)


def _marks(text: str, inline: Inline) -> Iterator[Span]:
    """Yield what a placeable consists of besides the text of a link."""
    start, end = inline.span
    if inline.kind not in (InlineKind.LINK, InlineKind.IMAGE):
        yield inline.span
    elif inline.destination is not None:
        yield Span(start, text.index("[", start) + 1)
        yield Span(text.rindex("](", start, inline.destination.start), end)
    elif (label := text.rfind("][", start, end)) >= 0:
        yield Span(start, text.index("[", start) + 1)
        yield Span(label, end)
    else:
        yield inline.span


def _parse(text: str, labels: Labels) -> tuple[list[Inline], list[Token]]:
    locked = find_locked(text, labels.syntax)
    noted = [Inline(InlineKind(each.kind.value), each.span) for each in locked]
    tokens: list[Token] = []
    references, footnotes = _definitions(labels)
    environment: dict[str, Any] = {
        _NOTED: noted,
        _BASE: 0,
        "references": references,
        "footnotes": {"refs": ChainMap({}, footnotes), "list": {}},
    }
    parser = _inline_parser()
    parser.inline.parse(_hidden(text, locked, labels.syntax), parser, environment, tokens)
    return noted, tokens


def _hidden(text: str, locked: Sequence[Locked], syntax: Syntax) -> str:
    """Hide what is locked behind words; what parsers see as it is, they see as punctuation."""
    text = mask(text, tuple(each.span for each in locked))
    is_late = syntax.has_tags or syntax.is_vue
    edits = [
        Edit(span, f",{span.of(text)[1:-1]},")
        for kind, span in locked
        if is_late and kind not in (SpanKind.SHORTCODE, SpanKind.CONTENT)
    ]
    return splice(text, edits) if edits else text


@lru_cache(maxsize=64)  # all texts of a guide have the same
def _definitions(labels: Labels) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Return what the parser looks labels up in; it writes in neither."""
    references = {label: {"href": "", "title": ""} for label in labels.references}
    return references, dict.fromkeys(labels.footnotes, -1)


@cache
def _inline_parser() -> Parser:
    parser = base_parser()
    noting: dict[str, Callable[[InlineRule], InlineRule]] = {
        "link": lambda rule: _noting(rule, _link),
        "image": lambda rule: _noting(_shifting(rule, 2), _image),
        "backticks": lambda rule: _noting(rule, _code),
        "html_inline": lambda rule: _noting(rule, _plain(InlineKind.HTML)),
        "autolink": lambda rule: _noting(rule, _plain(InlineKind.AUTOLINK)),
        "footnote_ref": lambda rule: _noting(rule, _plain(InlineKind.FOOTNOTE)),
        "footnote_inline": lambda rule: _shifting(rule, 2),
    }
    for rule in list(parser.inline.ruler.__rules__):
        if rule.name in noting:
            parser.inline.ruler.at(rule.name, noting[rule.name](rule.fn))
    return parser


Reader: TypeAlias = Callable[[StateInline, int], Inline | None]
"""Reads what lies between an offset and the state's position; None when it is plain text."""


def _noting(rule: InlineRule, read: Reader) -> InlineRule:
    def noting_rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent and (found := read(state, start)):
            state.env[_NOTED].append(_moved(found, state.env[_BASE]))
        return True

    return noting_rule


def _shifting(rule: InlineRule, offset: int) -> InlineRule:
    """Wrap a rule that parses its label as a text of its own, ``offset`` after its start."""

    def shifting_rule(state: StateInline, silent: bool) -> bool:
        base = state.env[_BASE]
        state.env[_BASE] = base + state.pos + offset
        try:
            return rule(state, silent)
        finally:
            state.env[_BASE] = base

    return shifting_rule


def _plain(kind: InlineKind) -> Reader:
    return lambda state, start: Inline(kind, Span(start, state.pos))


def _code(state: StateInline, start: int) -> Inline | None:
    is_code = state.tokens and state.tokens[-1].type == "code_inline" and not state.pending
    return Inline(InlineKind.CODE, Span(start, state.pos)) if is_code else None


def _link(state: StateInline, start: int) -> Inline:
    label_end = parseLinkLabel(state, start, True)
    destination = _destination(state, label_end, state.pos)
    return Inline(InlineKind.LINK, Span(start, state.pos), destination)


def _image(state: StateInline, start: int) -> Inline:
    label_end = parseLinkLabel(state, start + 1, False)
    destination = _destination(state, label_end, state.pos)
    return Inline(InlineKind.IMAGE, Span(start, state.pos), destination)


def _destination(state: StateInline, label_end: int, end: int) -> Span | None:
    """Return where the destination is, None for a reference, which has none of its own."""
    text = state.src
    if end <= label_end + 2 or text[label_end + 1] != "(":
        return None
    start = label_end + 2
    while start < end and text[start] in _BLANKS:
        start += 1
    found = parseLinkDestination(text, start, end)
    return Span(start, found.pos if found.ok else start)


def _moved(inline: Inline, base: int) -> Inline:
    if not base:
        return inline
    destination = inline.destination
    if destination is not None:
        destination = destination.moved(base)
    span = inline.span.moved(base)
    return Inline(inline.kind, span, destination)
