"""Hugo: goldmark, with shortcodes."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import ATTRIBUTE_LIST, MAY_BE_RAW, Syntax

SYNTAX: Final = Syntax("hugo", attributes=ATTRIBUTE_LIST, refused=MAY_BE_RAW)
