"""mdBook: pulldown-cmark, with its preprocessors."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

_ARGUMENT: Final = r"(?P<expression>\[\[\s*\#[^\[\]\n]+\]\])"
"""In the place of which a file that is a template has words of who takes it in."""

SYNTAX: Final = Syntax("mdbook", spans=(_ARGUMENT,), signs="[", escapes_last_brace=True)
