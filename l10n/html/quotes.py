"""The quotation marks in an attribute: written as references where they would end its value."""

from __future__ import annotations

import re
from typing import Final

from l10n.guide import Quoting

REFERRING: Final = frozenset({Quoting.HTML, Quoting.JSX})
"""Where character references are read in quotes."""
_REFERENCE: Final = re.compile(
    r"&(?:(?P<double>quot|#0*34|#[xX]0*22)|apos|#0*39|#[xX]0*27);", re.IGNORECASE
)
_WRITTEN: Final = {'"': "&quot;", "'": "&#39;"}


def read_quoted(text: str) -> str:
    """Return what the source of a value says, with its quotation marks as they are."""
    return _REFERENCE.sub(_sign, text) if "&" in text else text


def write_quoted(text: str, quote: str) -> str:
    """Return ``text`` as the value between two of these quotes."""
    return text.replace(quote, _WRITTEN[quote]) if quote in _WRITTEN else text


def _sign(found: re.Match[str]) -> str:
    return '"' if found["double"] else "'"
