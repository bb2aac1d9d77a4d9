"""Marks of what a page has its own way; the record holds them, for texts would be too long."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Final

MARK: Final = 6
"""Characters of a mark: 36 bits, because a page's texts are tried against each other."""


def pair_mark(ours: str, theirs: str) -> str:
    """Return the mark of a text that merging would write and of the page's in its place.

    Either may be empty: the page has something more, or leaves something out.
    """
    return _mark("pair", ours, theirs)


def lines_mark(ours: str, theirs: str) -> str:
    """Return the mark of lines, of both, none of which is a text that stands for one of ours."""
    return _mark("lines", ours, theirs)


def words_mark(theirs: str) -> str:
    """Return the mark of words that only the page has."""
    return _mark("words", theirs)


def link_mark(ours: str, theirs: str) -> str:
    """Return the mark of where a link leads, when a page's leads elsewhere."""
    return _mark("link", ours, theirs)


def _mark(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(hashlib.sha256(data).digest()[:5])[:MARK].decode()
