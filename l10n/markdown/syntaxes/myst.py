"""MyST: Sphinx and Jupyter Book."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, MATH_SIGNS, Syntax

_ROLE: Final = r"(?P<role>\{[\w:.+-]+\}`[^`\n]+`)"
_LABEL: Final = r"(?:[ \t]*\([^()\n]+\))?"
"""The name of a formula, after it."""
_TITLED: Final = (
    *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
    *("tip", "warning", "seealso", "dropdown", "card", "grid-item-card", "tab-item", "sidebar"),
    *("topic", "margin", "aside", "rubric", "table", "list-table", "exercise", "solution"),
    *("epigraph", "highlights", "pull-quote", r"prf:[\w-]+"),
)
_PLAIN: Final = (
    *("figure", "figure-md", "versionadded", "versionchanged", "versionremoved", "deprecated"),
    *("tab-set", "grid", "grid-item", "container", "div", "only", "compound", "card-carousel"),
)
_FENCES: Final = (
    r"(?:`{3,}|~{3,})[ \t]*\{(?:"
    rf"(?:{'|'.join(_TITLED)})\}}(?:[ \t]*(?P<fenced>[^`\n]*[^`\s]))?"
    rf"|(?:{'|'.join(_PLAIN)})\}}[^`\n]*)"
)
"""Directives whose content is Markdown; of all others it is code."""

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
    fences=_FENCES,
    reads_tables_first=True,
    frees_formulas=True,
    writes_ids=False,
    signs="$\\",
)
