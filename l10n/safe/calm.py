"""Calm texts: one line of words, in which no parser finds anything else, so none is run."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from l10n.later import later
from l10n.safe.refuse import find_refused, may_be_refused

_BEGINS: Final = r"(?=[^\W\d_]|[¿¡(«»“”„‘’\"']|[*_]{1,3}[^\s*_-])"
"""What no block begins with."""
_WORDS: Final = r"(?:[^\\`<>{}\[\]&@|#=/%wW]++|/(?!/)|%(?![0-9A-Fa-f]{2})|[wW](?![wW]{2}\.))"
_CALM: Final = later(rf"{_BEGINS}{_WORDS}++")
# A label of one character may be a task's mark.
_CALM_LINK: Final = later(rf"\[(?=[^\]]{{2}}){_BEGINS}{_WORDS}++\]\(1\)")
_CALM_TARGET: Final = re.compile(r"[A-Za-z0-9._~:/?=&%+#-]++")


@lru_cache(maxsize=4096)  # needed twice for each translation, and many guides have the same
def is_calm(text: str) -> bool:
    """Return whether ``text`` is one line without links, code, tags, addresses and escapes.

    It may be written in any place of a guide as it is, but for blanks around it, and no source
    is so short that it would be refused.
    """
    return _CALM.fullmatch(text) is not None and _is_fine(text)


def is_calm_link(text: str) -> bool:
    """Return whether ``text`` is nothing but link number 1, and its label is calm."""
    return text.endswith("](1)") and _CALM_LINK.fullmatch(text) is not None and _is_fine(text)


def _is_fine(text: str) -> bool:
    return not may_be_refused(text) or (text.isprintable() and not find_refused("", text))


def write_calm_link(text: str, target: str) -> str | None:
    """Return such a link as a guide writes it anywhere; None when its target may stir."""
    return f"{text[:-2]}{target})" if _CALM_TARGET.fullmatch(target) else None
