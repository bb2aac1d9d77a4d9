"""Find the texts between the tags of code in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from l10n.html.names import LITERAL
from l10n.text import Span

_TAG: Final = re.compile(
    rf"<(?P<close>/?)(?P<name>{'|'.join(sorted(LITERAL))})(?=[\s/>])", re.IGNORECASE
)


def find_coded(text: str, tags: Iterable[Span], marks: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands in elements of code besides ``marks``, trimmed and never empty.

    ``tags`` are the tags of ``text``; both are in order.
    """
    for inner in _find_elements(text, tags):
        position = inner.start
        for start, end in (*marks, Span(inner.end, inner.end)):
            if position < start <= inner.end and (said := text[position:start].strip()):
                begin = text.index(said, position)
                yield Span(begin, begin + len(said))
            position = max(position, end)


def _find_elements(text: str, tags: Iterable[Span]) -> Iterator[Span]:
    """Yield what each outermost element of code encloses."""
    name, depth, start = "", 0, 0
    for tag in tags:
        found = _TAG.match(text, tag.start)
        if found is None or text.startswith("/>", tag.end - 2):
            continue
        if not depth and not found["close"]:
            name, depth, start = found["name"].lower(), 1, tag.end
        elif depth and found["name"].lower() == name:
            depth += -1 if found["close"] else 1
            if not depth:
                yield Span(start, tag.start)
