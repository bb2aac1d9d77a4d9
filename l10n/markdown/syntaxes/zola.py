"""Zola: pulldown-cmark, with Tera's shortcodes."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

SYNTAX: Final = Syntax("zola", escapes_last_brace=True)
