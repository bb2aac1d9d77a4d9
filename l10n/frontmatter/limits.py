"""How large what is read may be, and the error for what cannot be read."""

from __future__ import annotations

from typing import Final, NoReturn

from l10n.errors import L10nError
from l10n.text import line_at, line_starts

MAX_LENGTH: Final = 262_144
"""Characters of a front matter."""
MAX_NODES: Final = 20_000
"""Nodes of a front matter, every alias counted as all that it stands for."""
MAX_DEPTH: Final = 40
"""Nested lists and mappings, those behind an alias included."""
MAX_NUMBER: Final = 100
"""Characters of a number or a date: PyYAML reads 1:1:1:... in quadratic time."""


def refuse(text: str, offset: int, path: str, message: str) -> NoReturn:
    """Raise the L10nError for what stands at ``offset`` of the text."""
    raise L10nError(message, path=path, line=line_at(line_starts(text), offset))
