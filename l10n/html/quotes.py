"""The quotation marks in an attribute: written as references where they would end its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from l10n.guide import Quoting
from l10n.text import Span

REFERRING: Final = frozenset({Quoting.HTML, Quoting.JSX})
"""Where character references are read in quotes."""
_REFERENCE: Final = re.compile(
    r"&(?:(?P<double>quot|#0*34|#[xX]0*22)|apos|#0*39|#[xX]0*27);", re.IGNORECASE
)
_WRITTEN: Final = {'"': "&quot;", "'": "&#39;"}


def read_quoted(text: str) -> str:
    """Return what the source of a value says, with its quotation marks as they are."""
    return _REFERENCE.sub(_sign, text) if "&" in text else text


def write_quoted(text: str, quote: str, kept: Sequence[Span]) -> str:
    """Return ``text`` as the value between two of these quotes.

    ``kept`` are the spans that no browser gets, ordered and disjoint.
    """
    if quote not in _WRITTEN or quote not in text:
        return text
    pieces: list[str] = []
    position = 0
    for span in (*kept, Span(len(text), len(text))):
        pieces += (text[position : span.start].replace(quote, _WRITTEN[quote]), span.of(text))
        position = span.end
    return "".join(pieces)


def _sign(found: re.Match[str]) -> str:
    return '"' if found["double"] else "'"
