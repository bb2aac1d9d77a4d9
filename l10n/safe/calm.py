"""Calm texts: one line of words, in which no parser finds anything else, so none is asked."""

from __future__ import annotations

import re
from typing import Final

_STIRS: Final = re.compile(r"[\\`<>{}\[\]&@|#]")
_BEGINS: Final = re.compile(r"[^\W\d_]|[¿¡(«»“”„‘’\"']")
"""What no block begins with."""
_LONGEST: Final = 200
"""Characters; a text so short is not refused for how much of anything it has."""


def is_calm(text: str) -> bool:
    """Tell whether ``text`` is a short line without links, code, tags, addresses and escapes.

    It may be written in any place of a guide as it is, but for blanks around it.
    """
    return (
        len(text) <= _LONGEST
        and _STIRS.search(text) is None
        and _BEGINS.match(text) is not None
        and text.isprintable()
        and "://" not in text
        and "www." not in text.lower()
    )
