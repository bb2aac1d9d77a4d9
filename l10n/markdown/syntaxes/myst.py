"""MyST: Sphinx and Jupyter Book."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, MATH_SIGNS, Syntax

_ROLE: Final = r"(?P<role>\{[\w:.+-]+\}`[^`\n]+`)"

SYNTAX: Final = Syntax(
    "myst",
    lines=(
        r"\([\w:. -]+\)=",
        r"%[^\n]*",
        r"\+\+\+[^\n]*",
    ),
    spans=(
        _ROLE,
        MATH,
    ),
    blocks=MATH_BLOCKS,
    refused=rf"{MATH_SIGNS}|\{{[\w:.+-]+\}}`",
    writes_ids=False,
    signs="$\\",
)
