"""Spans that have to come back letter for letter, found before Markdown is parsed, and hidden.

Shortcodes are such spans in every syntax; a syntax adds template tags, mathematics, expressions,
attribute lists and the like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.later import later
from l10n.markdown.shortcodes import find_shortcodes, mask
from l10n.markdown.syntaxes.left import find_left
from l10n.markdown.syntaxes.syntax import Syntax, patterns_of
from l10n.text import Edit, Span, splice


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
    CONTENT = "content"
    """What a component encloses whose content is no text."""


LINE_MASK: Final = "\ue000"
"""What hides it; no text has this sign, but for what is not to be read."""
_LINE_END: Final = re.compile(r"[ \t]*(?:\n|\Z)")
_QUOTES: Final = " \t>"
_QUOTED: Final = re.compile(r"(?:[ \t]|[-*+][ \t]|\d+[.)][ \t])*+>")
_CODE: Final = re.compile(r"(?<![`\\])(`++)(?:[^`]|(?!\1(?!`))`++)*?\1(?!`)")
_ON_A_LINE: Final = r"(?<![`\\])(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`)"
_CODE_ON_A_LINE: Final = later(_ON_A_LINE)
_CODE_OR_BAR: Final = later(rf"{_ON_A_LINE}|\\\|")
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
        found = _with_contents(text, syntax, found)
    return tuple(found)


def hide(text: str, syntax: Syntax, locked: Sequence[Locked]) -> str:
    """Return a text in which nothing is read as blocks that must not be.

    Of tags and expressions, the outermost characters stay: these make blocks. What components
    enclose is blank, so that these are alone on their line.
    """
    spans = tuple(each.span for each in locked if each.kind is not SpanKind.CONTENT)
    if syntax.has_tags:
        inner = (_inside(text, span) if text[span.start] in "{<" else span for span in spans)
        spans = tuple(each for each in inner if each.start < each.end)
    hidden = mask(without_contents(text, locked), spans)
    return splice(hidden, _line_edits(text, spans)) if syntax.ends_lists else hidden


def hide_bars(text: str, syntax: Syntax) -> str:
    """Return a text without the bars in code that divide no cells in its syntax."""
    if not syntax.has_code_bars or "|" not in text or "`" not in text:
        return text
    return _CODE_ON_A_LINE.sub(lambda code: code[0].replace("|", "x"), text)


def read_bars(cell: str, syntax: Syntax) -> str:
    """Return what a table cell's source says: there, a bar is written with a backslash.

    In code, where that divides no cells, it would be shown.
    """
    if syntax.has_code_bars and "`" in cell:
        return _CODE_OR_BAR.sub(lambda found: found[0] if found["ticks"] else "|", cell)
    return cell.replace("\\|", "|")


def _line_edits(text: str, spans: Sequence[Span]) -> Iterator[Edit]:
    """Yield edits that hide behind another sign what is gone, alone on its lines, when it is read.

    ``{{ }}`` leaves a text there.
    """
    for span in spans:
        start = text.rfind("\n", 0, span.start) + 1
        is_alone = not text[start : span.start].strip(_QUOTES) and _LINE_END.match(text, span.end)
        if is_alone and text.startswith(("{%", "{:"), span.start):
            yield Edit(span, LINE_MASK * (span.end - span.start))


def without_contents(text: str, locked: Sequence[Locked]) -> str:
    """Return a text with blanks for what components enclose that is no text."""
    spans = (span for kind, span in locked if kind is SpanKind.CONTENT)
    return splice(text, [Edit(span, " " * (span.end - span.start)) for span in spans])


def _with_contents(text: str, syntax: Syntax, found: Sequence[Locked]) -> list[Locked]:
    """Add what components enclose; of the others, those stay that are in none."""
    spans = [each.span for each in found]
    contents = [
        span
        for span in find_left(text, syntax)
        if not ("\n" in span.of(text) and _is_quoted(text, span)) and not _is_in(span, spans)
    ]
    kept = [each for each in found if not _is_in(each.span, contents)]
    kept += (Locked(SpanKind.CONTENT, span) for span in contents)
    return sorted(kept, key=lambda each: each.span)


def _is_in(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span begins in one of the others, which are ordered and disjoint."""
    before = bisect_right(others, span.start, key=lambda each: each.start) - 1
    return before >= 0 and others[before].end > span.start


def _is_quoted(text: str, span: Span) -> bool:
    """Return whether a span begins on a line of a quote, the marks of which are not its own."""
    return _QUOTED.match(text, text.rfind("\n", 0, span.start) + 1) is not None


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
        if "\n" in match[0] and _is_quoted(text, span):
            position = span.start + 1
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
