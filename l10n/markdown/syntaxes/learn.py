"""Microsoft Learn: Markdig, with its extensions."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

_INCLUDE: Final = r"\[!(?:INCLUDE|include|code-[\w-]+|VIDEO|div)[^\]\n]*\](?:\([^)\n]*\))?"

SYNTAX: Final = Syntax("learn", lines=(_INCLUDE,), writes_ids=False)
