"""What a pair of shortcode tags encloses, cut out of its guide."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from l10n.later import later
from l10n.text import Span, line_starts

# An object or a list of a programming language, or HTML that holds something else.
_DATA: Final = re.compile(r"\s*+(?:\{(?![{%])|\[[\s\[{\"'\d]|<(?:svg|script|style|iframe)\b)")
_SETTING: Final = later(r"\s*+(?:- )?[a-z'\"\[][\w.'\"-]*+\]?[ \t]*+(?:[:=](?:[ \t]|$)|$)")
_MOST_LINES: Final = 200
"""Of a body that may be a list of settings; in a longer one these decide."""


class Cut(NamedTuple):
    """A text without the indentation that its place in the guide gives it."""

    text: str
    starts: tuple[int, ...]
    """Where each of its lines starts."""
    origins: tuple[int, ...]
    """Where that is in the text that it was cut out of."""

    def original(self, span: Span) -> Span:
        """Return where a span of it is in the text that it was cut out of."""
        return Span(self._original(span.start), self._original(span.end))

    def within(self, cut: Cut) -> Cut:
        """Return it as cut out of what ``cut``, the text that it was cut out of, was cut out of."""
        return self._replace(origins=tuple(map(cut._original, self.origins)))

    def _original(self, offset: int) -> int:
        line = bisect_right(self.starts, offset) - 1
        return self.origins[line] + offset - self.starts[line]


def cut_body(text: str, tag: Span, inner: Span) -> Cut:
    """Return what stands in ``inner``, without the indentation of ``tag`` before it.

    Where more than blanks is before that, Hugo takes no indentation off.
    """
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    indent = 0 if before.strip() else len(before)
    first, *others = inner.of(text).split("\n")
    blanks = [len(line) - len(line.lstrip(" \t")) for line in others if line.strip()]
    cut = min(indent, *blanks) if blanks else 0
    lines, origins = [first], [inner.start]
    position = inner.start + len(first) + 1
    for line in others:
        rest = line[cut:] if line.strip() else ""
        lines.append(rest)
        origins.append(position + len(line) - len(rest))
        position += len(line) + 1
    content = "\n".join(lines)
    return Cut(content, line_starts(content), tuple(origins))


def looks_like_data(body: str) -> bool:
    """Return whether a body is nothing that is written for readers."""
    if _DATA.match(body):
        return True
    lines = [line for line in body.split("\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    return len(lines) > 1 and all(map(_SETTING.match, lines))
