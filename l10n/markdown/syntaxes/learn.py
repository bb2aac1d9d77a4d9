"""Microsoft Learn: Markdig, with its extensions."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

_INCLUDE: Final = r"\[!(?:INCLUDE|include)[ \t]*\[[^\]\n]*\]\([^)\n]*\)[ \t]*\]"
_OTHERS: Final = r"\[!(?:code-[\w-]+|VIDEO|div)[^\]\n]*\](?:\([^)\n]*\))?"
_IMAGE: Final = r":::[ \t]*image\b[^\n]*?\balt-text=\"(?P<alt>[^\"\n]+)\"[^\n]*"

SYNTAX: Final = Syntax(
    "learn",
    lines=(_INCLUDE, _OTHERS, _IMAGE),
    spans=(_INCLUDE,),
    signs="[",
    refused=r"\[!(?:INCLUDE|include|code-|VIDEO|div)",
    writes_ids=False,
)
