"""Which checks a comment switches off: ``# l10n: ignore numbers``.

In a catalog that is a translator's comment, for an entry, or at the header for all of the catalog;
in a source guide it is a comment in the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_IGNORE: Final = re.compile(r"\s*l10n:\s*ignore\b:?\s*([^(]*)", re.IGNORECASE)
_NAME: Final = re.compile(r"[\w-]+")
_BLOCK: Final = re.compile(r"(?:---|\+\+\+)[ \t]*\n(.*?\n)(?:---|\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"^[ \t]*#(.*)$", re.MULTILINE)


def how_to_ignore(name: str) -> str:
    """Tell a translator how to switch a check off for an entry."""
    return f"(add the comment 'l10n: ignore {name}' if this is right)"


def ignored_in_guide(text: str) -> frozenset[str]:
    """Return the names that comments in the front matter of a guide, LF line ends, list."""
    block = _BLOCK.match(text) if "l10n:" in text else None
    return ignored_names(_COMMENT.findall(block[1])) if block else frozenset()


def ignored_names(comments: Iterable[str]) -> frozenset[str]:
    """Return the names that ``comments`` list after ``l10n: ignore``, commas or blanks between.

    What follows in parentheses is the reason.
    """
    names: set[str] = set()
    for comment in comments:
        if found := _IGNORE.match(comment):
            names.update(name.lower() for name in _NAME.findall(found[1]))
    return frozenset(names)
