"""MyST: Sphinx and Jupyter Book."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, MATH_SIGNS, Syntax

_ROLE: Final = r"(?P<role>\{[\w:.+-]+\}`[^`\n]+`)"
_LABEL: Final = r"(?:[ \t]*\([^()\n]+\))?"
"""The name of a formula, after it."""

SYNTAX: Final = Syntax(
    "myst",
    lines=(
        r"\([^\n]+\)=",  # MyST-Parser takes any name
        r"%[^\n]*",
        r"\+\+\+[^\n]*",
    ),
    spans=(
        _ROLE,
        MATH,
    ),
    blocks=((r"\$\$", rf"\$\${_LABEL}[ \t]*$"), *MATH_BLOCKS[1:]),
    # A formula may begin at any of these signs, and end at the next formula's.
    refused=rf"(?<!\\)(?:\\\\)*\$|{MATH_SIGNS}|\{{[\w:.+-]+\}}`",
    reads_tables_first=True,
    frees_formulas=True,
    writes_ids=False,
    signs="$\\",
)
