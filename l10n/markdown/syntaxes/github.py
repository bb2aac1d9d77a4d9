"""GitHub: what a repository or a wiki shows."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, MATH_SIGNS, Syntax

_MATH: Final = MATH.replace("(?P<math>", r"(?P<math>(?<![\\$\w])\$`[^`\n]+`\$|", 1)
"""Also formulas that are written as code."""

SYNTAX: Final = Syntax(
    "github",
    spans=(_MATH,),
    blocks=MATH_BLOCKS,
    signs="$\\",
    refused=MATH_SIGNS,
    writes_ids=False,
)
