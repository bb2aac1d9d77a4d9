"""Jekyll: kramdown, with Liquid."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import (
    ABBREVIATION,
    HELD,
    HOLDS_MARKDOWN,
    MATH_BLOCKS,
    Syntax,
)

_MATH: Final = r"(?P<math>\$\$(?:[^$\n]|\n(?![ \t>]))+?\$\$)"
_ATTRIBUTES: Final = r"(?P<attributes>\{:[^{}\n]*\})"
_CODE: Final = (
    r"\{%-?[ \t]*(?:highlight|comment)\b[^%]*%\}[\s\S]{0,20000}?"
    r"\{%-?[ \t]*end(?:highlight|comment)[ \t]*-?%\}"
    r"|\{::(?:comment|nomarkdown)\b[^{}\n]*\}[\s\S]{0,20000}?\{:/(?:comment|nomarkdown)?\}"
)
"""What stands between these is no text for readers."""

SYNTAX: Final = Syntax(
    "jekyll",
    lines=(ABBREVIATION, HOLDS_MARKDOWN, HELD),
    spans=(
        _CODE,
        _MATH,
        _ATTRIBUTES,
    ),
    blocks=(MATH_BLOCKS[0],),
    signs="$",
    # A tag's name may begin with a letter of any script.
    refused=r"\$\$|\{:|\{(?= )|(?<= )\}|</?(?::|[^\W\da-zA-Z])|`",
    has_liquid=True,
    has_loose_terms=True,
    has_code_bars=True,
    has_bar_tables=True,
    closes_html=True,
    ends_lists=True,
    has_lazy_notes=True,
    has_tight_headings=True,
    underlines_lines=False,
)
