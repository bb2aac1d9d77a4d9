"""What programs make of a text that is written with character references and percent signs."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import unquote

_REFERENCE: Final = re.compile("&[#A-Za-z]")
_PERCENT: Final = re.compile("%[0-9A-Fa-f]{2}")
_ROUNDS: Final = 3
"""A theme may undo references once more than the browser does, and nothing does so more often."""


def undo_rounds(text: str) -> tuple[str, ...]:
    """Return ``text`` as it stands, and with its character references undone once and oftener."""
    rounds = [text]
    for _ in range(_ROUNDS):
        rounds.append(unescape(rounds[-1]))
    return tuple(rounds)


def undo_references(text: str) -> str:
    """Return ``text`` with its character references undone, those of references too."""
    for _ in range(_ROUNDS):
        if not _REFERENCE.search(text):
            break
        text = unescape(text)
    return text


def decode(text: str) -> str:
    """Return ``text`` with its character references undone, and then its percent signs."""
    text = undo_references(text)
    return unquote(text) if _PERCENT.search(text) else text
