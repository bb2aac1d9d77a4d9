"""MDX: Docusaurus, Starlight, Astro."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

_ICON: Final = r"(?P<role>(?<!:):[A-Za-z][\w-]*\[[^\]\n]*\](?:\{[^{}\n]*\})?)"
_EXPRESSION: Final = r"(?P<expression>\{(?![#.:])(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\})"

SYNTAX: Final = Syntax(
    "mdx",
    spans=(
        _ICON,
        _EXPRESSION,
    ),
    blocks=((r"\{/\*", r"\*/\}[ \t]*$"),),
    signs=":",
    has_code=False,
    has_tags=True,
    writes_ids=False,
)
