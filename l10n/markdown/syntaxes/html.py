"""Guides in HTML with a front matter, as Hugo and Jekyll read them: with shortcodes and Liquid."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

SYNTAX: Final = Syntax("html", is_html=True, writes_ids=False)
