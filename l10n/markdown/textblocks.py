"""A block's text, as the parts of it are located, and what the reader of its guide should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from l10n.guide import Place, Quoting
from l10n.text import Span


class TextBlock(NamedTuple):
    """A block's text. Spans are in the text that was parsed, one for each line."""

    kind: str
    place: Place
    lines: tuple[Span, ...]
    opens: str = ""
    """The container it is the first block of: ``list item``, ``quote`` or nothing."""
    context: str | None = None
    notes: tuple[str, ...] = ()
    quoting: Quoting = Quoting.NONE
    """Of a text in quotes, or between the tags of a shortcode."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the reader of the source should know; ``line`` counts from 0."""

    check: str
    line: int
    message: str
