"""Jekyll: kramdown, with Liquid."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import MATH_BLOCKS, Syntax

_MATH: Final = r"(?P<math>\$\$[^$]+?\$\$)"
_ATTRIBUTES: Final = r"(?P<attributes>\{:[^{}\n]*\})"

SYNTAX: Final = Syntax(
    "jekyll",
    spans=(
        _MATH,
        _ATTRIBUTES,
    ),
    blocks=(MATH_BLOCKS[0],),
    signs="$",
    has_loose_terms=True,
)
