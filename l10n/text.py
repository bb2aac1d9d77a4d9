"""Spans, edits and lines of a text: the one place where document text is put together.

Every offset is a character offset into the decoded text; every span is half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import Final, NamedTuple

BOM: Final = "\ufeff"

# Lines end at CRLF, CR and LF only; str.splitlines() ends them at eight more characters.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of character offsets; ``start <= end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span covers."""
        return text[self.start : self.end]

    def trimmed(self, text: str, blanks: str | None = None) -> Span:
        """Return the span without the ``blanks`` at both its ends; None means any white space."""
        content = self.of(text)
        start = self.start + len(content) - len(content.lstrip(blanks))
        return Span(start, max(start, self.start + len(content.rstrip(blanks))))

    def moved(self, by: int) -> Span:
        """Return the span that lies ``by`` characters after this one."""
        return Span(self.start + by, self.end + by)


to_span: Final[Callable[[tuple[int, int]], Span]] = partial(tuple.__new__, Span)
"""Returns a pair as a span, in half the time that the class itself takes: guides have many."""


class Edit(NamedTuple):
    """A span and the text that takes its place."""

    span: Span
    text: str


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Replace each edit's span; no edits give ``text`` itself.

    The edits may come in any order. Raises ValueError when two overlap or one is out of bounds;
    two insertions at one place overlap too, because their order would be a guess.
    """
    pieces: list[str] = []
    position, inserted = 0, -1
    for (start, end), new in sorted(edits):
        if not position <= start <= end <= len(text):
            span = Span(start, end)
            message = f"edit {span} overlaps or leaves the text of {len(text)} characters"
            raise ValueError(message)
        if start == end:
            if start == inserted:
                message = f"two insertions at {start}"
                raise ValueError(message)
            inserted = start
        pieces.append(text[position:start])
        pieces.append(new)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def find_enclosed(
    text: str, opening: re.Pattern[str], closings: Mapping[str, re.Pattern[str]]
) -> Iterator[Span]:
    """Yield what ``opening`` begins and the closing for what it found ends, ordered and disjoint.

    ``closings`` are by the name of the opening's last group. One that is never closed encloses
    nothing. The time is linear: a closing that is not there is looked for once.
    """
    unclosed: set[str] = set()
    found = opening.search(text)
    while found:
        kind, position = found.lastgroup or "", found.end()
        if kind not in unclosed:
            closing = closings[kind].search(text, position)
            if closing:
                position = closing.end()
                yield Span(found.start(), position)
            else:
                unclosed.add(kind)
        found = opening.search(text, position)


def line_starts(text: str) -> tuple[int, ...]:
    """Return where each line starts, ordered; never empty, the first is 0."""
    if "\r" in text:
        return (0, *(match.end() for match in _LINE_END.finditer(text)))
    *lines, _ = text.split("\n")
    return tuple(accumulate(map((1).__add__, map(len, lines)), initial=0))


def line_start(text: str, offset: int) -> int:
    """Return where the line of ``offset`` starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_at(starts: Sequence[int], offset: int) -> int:
    """Return the line of ``offset``, counted from 1, in a text with these line starts."""
    return bisect_right(starts, offset)


def normalize_newlines(text: str) -> str:
    """Return ``text`` with every line end written as LF; one line stays one line."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def newline_of(text: str) -> str:
    """Return the first line end used in ``text``, LF when it has none."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"
