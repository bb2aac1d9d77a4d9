"""Which checks a translator has switched off for an entry: ``# l10n: ignore numbers``."""

from __future__ import annotations

import re
from typing import Final

from l10n.catalog import Entry

_IGNORE: Final = re.compile(r"\s*l10n:\s*ignore\b:?\s*([^(]*)", re.IGNORECASE)
_NAME: Final = re.compile(r"[\w-]+")


def how_to_ignore(name: str) -> str:
    """Tell a translator how to switch a check off for an entry."""
    return f"(add the comment 'l10n: ignore {name}' if this is right)"


def ignored_names(entry: Entry) -> frozenset[str]:
    """Return the names that an entry's comments list, with commas or blanks between.

    What follows in parentheses is the reason.
    """
    names: set[str] = set()
    for comment in entry.comments:
        if found := _IGNORE.match(comment):
            names.update(name.lower() for name in _NAME.findall(found[1]))
    return frozenset(names)
