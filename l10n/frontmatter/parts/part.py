"""Where a data file has what is one language's."""

from __future__ import annotations

from typing import NamedTuple

from l10n.frontmatter.fields import Pattern


class Part(NamedTuple):
    """What a data file has of one language."""

    path: str
    """The file's."""
    keys: Pattern
    """What leads to it."""
    source: Pattern
    """What leads to what the file has of the source language."""
    fields: tuple[str, ...]
    """What is text in that."""


def shown_keys(keys: Pattern) -> str:
    """Return what leads to a place as messages name it."""
    return ".".join(keys) or "the top"
