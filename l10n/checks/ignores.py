"""Which checks a comment switches off: ``# l10n: ignore numbers``.

In a catalog that is a translator's comment, for an entry, or at the header for all of the catalog;
in a source guide it is a comment in the front matter.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

_IGNORE: Final = re.compile(r"\s*l10n:\s*ignore\b:?\s*([^(]*)", re.IGNORECASE)
_ADVICE: Final = re.compile(r" \(add the comment 'l10n: ignore [\w-]+' if this is right\)")
_NAME: Final = re.compile(r"[\w-]+")
_BLOCK: Final = re.compile(r"(?:---|\+\+\+)[ \t]*\n(.*?\n)(?:---|\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"^[ \t]*#(.*)$", re.MULTILINE)


def how_to_ignore(name: str) -> str:
    """Return what says how to switch a check off for an entry."""
    return f"(add the comment 'l10n: ignore {name}' if this is right)"


def without_advice(message: str) -> str:
    """Return a message without what says how to switch its check off."""
    return _ADVICE.sub("", message)


def ignored_in_guide(text: str) -> frozenset[str]:
    """Return the names that comments in the front matter of a guide, LF line ends, list."""
    return ignored_names(guide_comments(text))


def guide_comments(text: str) -> tuple[str, ...]:
    """Return the comments in a guide's front matter, without their marks, where one is ours."""
    block = _BLOCK.match(text) if "l10n:" in text else None
    return tuple(_COMMENT.findall(block[1])) if block else ()


def ignored_names(comments: Iterable[str]) -> frozenset[str]:
    """Return the names that ``comments`` list after ``l10n: ignore``, commas or blanks between.

    What follows in parentheses is the reason.
    """
    names: set[str] = set()
    for comment in comments:
        if found := _IGNORE.match(comment):
            names.update(name.lower() for name in _NAME.findall(found[1]))
    return frozenset(names)


def faulty_names(comments: Collection[str], known: Collection[str]) -> Iterator[str]:
    """Say what is wrong with the names that comments list: none, or one that is not ``known``."""
    for name in sorted(ignored_names(comments).difference(known)):
        near = difflib.get_close_matches(name, sorted(known), n=1)
        hint = f"did you mean {near[0]}?" if near else "l10n check --list names them all"
        yield f"there is no check {name}; {hint}"
    if any(each.strip().rstrip(":") == "l10n: ignore" for each in comments):
        yield "l10n: ignore names no check; write which, as in --list"
