"""Calm texts: one line of words, in which no parser finds anything else, so none is asked."""

from __future__ import annotations

import re
from typing import Final

from l10n.safe.refuse import find_refused

_BEGINS: Final = r"(?=[^\W\d_]|[¿¡(«»“”„‘’\"']|[*_]{1,3}[^\s*_-])"
"""What no block begins with."""
_CALM: Final = re.compile(rf"{_BEGINS}(?:[^\\`<>{{}}\[\]&@|#:wW]++|:(?!//)|[wW](?![wW]{{2}}\.))++")


def is_calm(text: str) -> bool:
    """Tell whether ``text`` is one line without links, code, tags, addresses and escapes.

    It may be written in any place of a guide as it is, but for blanks around it, and no source
    is so short that it would be refused.
    """
    return _CALM.fullmatch(text) is not None and text.isprintable() and not find_refused("", text)
