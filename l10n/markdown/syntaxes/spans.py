"""Spans that have to come back letter for letter, found before Markdown is parsed, and hidden.

Shortcodes are such spans in every syntax; a syntax adds template tags, mathematics, expressions,
attribute lists and the like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.markdown.shortcodes import find_shortcodes
from l10n.markdown.syntaxes.syntax import Syntax, patterns_of
from l10n.text import Span


class SpanKind(StrEnum):
    """What a span is, as translators read it."""

    SHORTCODE = "shortcode"
    TEMPLATE = "template tag"
    MATH = "formula"
    EXPRESSION = "expression"
    ATTRIBUTES = "attribute list"
    TAG = "HTML"
    ROLE = "role"
    ICON = "icon"
    KEYS = "keys"


_QUOTED: Final = re.compile(r"(?:[ \t]|[-*+][ \t]|\d+[.)][ \t])*+>")
_CODE: Final = re.compile(r"(?<![`\\])(`++)(?:[^`]|(?!\1(?!`))`++)*?\1(?!`)")
_KINDS: Final = {each.name.lower(): each for each in SpanKind}


class Locked(NamedTuple):
    """A span that has to come back."""

    kind: SpanKind
    span: Span


def find_locked(text: str, syntax: Syntax) -> tuple[Locked, ...]:
    """Return the spans of a text, ordered and disjoint; a shortcode comes before all else."""
    shortcodes = find_shortcodes(text)
    found = [Locked(SpanKind.SHORTCODE, span) for span in shortcodes]
    if may_hold_locked(text, syntax):
        found += _others(text, syntax, shortcodes)
        found.sort(key=lambda each: each.span)
    return tuple(found)


def find_hidden(text: str, syntax: Syntax) -> tuple[Span, ...]:
    """Return the spans whose content must not be read as blocks.

    Of tags and expressions, the outermost characters stay: these make blocks.
    """
    spans = (each.span for each in find_locked(text, syntax))
    if not syntax.has_tags:
        return tuple(spans)
    inner = (_inside(text, span) if text[span.start] in "{<" else span for span in spans)
    return tuple(each for each in inner if each.start < each.end)


def _inside(text: str, span: Span) -> Span:
    start, end = span
    is_closing, is_alone = text.startswith("</", start), text.endswith("/>", start, end)
    return Span(start + 1 + is_closing, end - 1 - (is_alone and not is_closing))


def may_hold_locked(text: str, syntax: Syntax) -> bool:
    """Return whether a text may hold spans that only a syntax has."""
    return "{" in text or (bool(syntax.signs) and any(each in text for each in syntax.signs))


def _others(text: str, syntax: Syntax, shortcodes: Sequence[Span]) -> list[Locked]:
    found: list[Locked] = []
    position = index = 0
    pattern = patterns_of(syntax).spans
    while match := pattern.search(text, position):
        span = Span(*match.span())
        if match.lastgroup == "code":
            position = span.end
            continue
        if "`" in match[0] and _crosses_code(text, span):
            position = span.start + 1  # two pieces of code with text between
            continue
        if "\n" in match[0] and _QUOTED.match(text, text.rfind("\n", 0, span.start) + 1):
            position = span.start + 1  # the quote's marks are not its own
            continue
        while index < len(shortcodes) and shortcodes[index].end <= span.start:
            index += 1
        if index < len(shortcodes) and shortcodes[index].start < span.end:
            position = max(shortcodes[index].end, span.start + 1)
            continue
        found.append(Locked(_KINDS[match.lastgroup or "template"], span))
        position = max(span.end, span.start + 1)
    return found


def _crosses_code(text: str, span: Span) -> bool:
    """Return whether a span begins in code, on its line, and goes on after it."""
    start = text.rfind("\n", 0, span.start) + 1
    found = _CODE.finditer(text, start, span.end)
    return any(each.start() < span.start < each.end() < span.end for each in found)
