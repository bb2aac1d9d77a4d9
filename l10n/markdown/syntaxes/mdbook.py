"""mdBook: pulldown-cmark, with its preprocessors."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

_ARGUMENT: Final = r"(?P<expression>\[\[\s*\#[^\[\]\n]+\]\])"
"""In the place of which a file that is a template has words of who takes it in."""

_FENCES: Final = (
    r"(?:`{3,}|~{3,})[ \t]*admonish(?![\w-])(?:[ \t]+[\w.-]+)*"
    r"(?:[ \t]+(?:title[ \t]*=[ \t]*)?\"(?P<boxed>[^\"`\n]*)\")?(?:[ \t]+[\w-]+[ \t]*=[^`\n]*)?"
)
"""Boxes of mdbook-admonish."""

SYNTAX: Final = Syntax(
    "mdbook", spans=(_ARGUMENT,), fences=_FENCES, signs="[", escapes_last_brace=True
)
