"""What a parser says of a text."""

from __future__ import annotations

from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What a parser says of a text."""

    rows: tuple[dict[str, Any], ...] = ()
    """One for each node, in document order; its text is left out."""
    error: str = ""
    """Why it reads nothing; empty when it reads all."""
