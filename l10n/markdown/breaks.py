"""Line breaks in a segment: soft ones join, hard ones are a newline in the msgid."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from l10n.markdown.inlines import VERBATIM, Labels, locate_inlines
from l10n.text import Span


class Joined(NamedTuple):
    """A segment's text on one line, but for hard breaks, and where its lines are."""

    text: str
    lines: tuple[Span, ...]
    """The given lines, without the backslash that makes a break hard."""


def join_lines(text: str, lines: Sequence[Span], labels: Labels) -> Joined:
    """Join trimmed ``lines`` of LF ``text``; the first one must not be empty."""
    hard = _hard_breaks(text, lines, labels)
    spans: list[Span] = []
    joined = ""
    for index, line in enumerate(lines):
        if hard[index] and text[line.end - 1] == "\\" and text.startswith("\n", line.end):
            line = Span(line.start, line.end - 1)
        spans.append(line)
        content = flatten(line.of(text))
        if index:
            joined += "\n" if hard[index - 1] else soft_break(joined[-1:], content[:1])
        joined += content
    return Joined(joined, tuple(spans))


def soft_break(before: str, after: str) -> str:
    """Return what joins two lines: nothing between CJK characters, a space elsewhere."""
    return "" if _joins(before) and _joins(after) else " "


def _hard_breaks(text: str, lines: Sequence[Span], labels: Labels) -> list[bool]:
    """Return for each line whether a hard break follows; code, HTML and targets hold none."""
    hard = [_is_hard_break(text, line) for line in lines[:-1]] + [False]
    if not any(hard):
        return hard
    probe = "\n".join(line.of(text) for line in lines)
    inside = [each.span for each in locate_inlines(probe, labels) if each.kind in VERBATIM]
    position = 0
    for index, line in enumerate(lines):
        position += line.end - line.start
        hard[index] &= not any(span.start <= position < span.end for span in inside)
        position += 1
    return hard


def on_one_line(lines: Iterable[str]) -> str:
    """Return lines, which have no blanks around them, as one; empty ones are left out."""
    joined = ""
    for line in filter(None, lines):
        joined += (soft_break(joined[-1], line[0]) if joined else "") + line
    return joined


def flatten(content: str) -> str:
    """Put a text on one line: so translators see a shortcode that goes over several."""
    return " ".join(line.strip() for line in content.split("\n")) if "\n" in content else content


def _is_hard_break(text: str, line: Span) -> bool:
    """Return whether what ends ``line`` looks like a hard break: two blanks or a backslash."""
    newline = text.find("\n", line.end)
    if text[line.end : newline].endswith("  "):
        return True
    content = line.of(text)
    slashes = len(content) - len(content.rstrip("\\"))
    return slashes % 2 == 1 and newline == line.end


def _joins(character: str) -> bool:
    if not character or character < "\u2e80":
        return False
    wide = unicodedata.east_asian_width(character) in "WF"
    return wide and not unicodedata.name(character, "").startswith("HANGUL")
