"""mdBook: pulldown-cmark, with its preprocessors."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

SYNTAX: Final = Syntax("mdbook", escapes_last_brace=True)
