"""Shortcode tags: found before Markdown is parsed, and hidden from it.

A static site generator expands shortcodes before its Markdown parser runs, so their content
must not be read as Markdown. A tag in angle brackets hands what it encloses to its template as
it is (often code): the whole pair is one span. A tag in percent signs encloses Markdown: each
of its two tags is a span of its own, but for a comment, which no reader sees.
"""

from __future__ import annotations

import re
from typing import Final

from l10n.text import Span, find_enclosed

_OPENING: Final = re.compile(r"\{\{(?:(?P<angle><)|(?P<percent>%))")
_CLOSINGS: Final = {"angle": re.compile(r">\}\}"), "percent": re.compile(r"%\}\}")}
_NAME: Final = re.compile(r"\s*+(?P<close>/?)\s*+(?P<name>[^\s<>%]++)")
_COMMENT: Final = "comment"
MASK: Final = "x"


def find_shortcodes(text: str) -> tuple[Span, ...]:
    """Return the spans of shortcodes, ordered and disjoint; a tag that never ends is text."""
    tags = find_tags(text)
    spans: list[Span] = []
    position = 0
    closing = match_pairs(text, tags)
    for index, span in enumerate(tags):
        if span.start < position:
            continue
        end = tags[closing[index]].end if index in closing else span.end
        spans.append(Span(span.start, end))
        position = end
    return tuple(spans)


def find_tags(text: str) -> list[Span]:
    """Return the spans of all tags, also of those between others, ordered and disjoint."""
    return [*find_enclosed(text, _OPENING, _CLOSINGS)] if "{{" in text else []


def mask(text: str, spans: tuple[Span, ...]) -> str:
    """Hide ``spans`` behind a word of the same length, line ends included."""
    if not spans:
        return text
    pieces: list[str] = []
    position = 0
    for span in spans:
        pieces += (text[position : span.start], MASK * (span.end - span.start))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


def match_pairs(text: str, tags: list[Span]) -> dict[int, int]:
    """Map the index of each opening tag of a pair that is one span to that of its closing tag."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, span in enumerate(tags):
        found = _NAME.match(text, span.start + 3)
        if found is None or text.endswith("/>}}", 0, span.end):
            continue
        if not text.startswith("{{<", span.start) and found["name"] != _COMMENT:
            continue
        if not found["close"]:
            opened.setdefault(found["name"], []).append(index)
        elif opened.get(found["name"]):
            pairs[opened[found["name"]].pop()] = index
    return pairs
