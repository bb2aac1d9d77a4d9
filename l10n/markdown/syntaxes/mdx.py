"""MDX: Docusaurus, Starlight, Astro."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import CODE, Syntax

# After a letter, an apostrophe is part of a word between tags.
_STRING: Final = r"\"(?:[^\"\\\n]|\\.)*+\"|(?<![^\W_])'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\[\s\S])*+`"


def _braces(depth: int) -> str:
    """Return what braces enclose that are nested so deep; braces in strings do not count."""
    inner = rf"(?>{_STRING}|[^{{}}])"
    return rf"\{{(?>{inner}|{_braces(depth - 1)})*+\}}" if depth else rf"\{{{inner}*+\}}"


_BRACES: Final = _braces(4)
_ICON: Final = (
    r"(?P<role>(?<!\\)(?:(?<!:)|(?<=\\:)):[A-Za-z][\w-]*"
    r"(?:\[[^\]\n]*\](?:\{[^{}\n]*\})?|\{[^{}\n]*\}))"
)
_IN_TAG: Final = rf"(?>\"[^\"]*+\"|'[^']*+'|{_BRACES}|[^<>{{}}\"'])*+"
_TAG: Final = rf"(?P<tag>(?<!\\)<(?:/?>|/?[A-Za-z_$][\w$.:-]*+{_IN_TAG}>))"
_EXPRESSION: Final = rf"(?P<expression>(?<!\\){_BRACES})"
_LEAF: Final = r"::[A-Za-z][\w-]*(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})?"

SYNTAX: Final = Syntax(
    "mdx",
    lines=(_LEAF,),
    spans=(CODE, _ICON, _TAG, _EXPRESSION),
    signs=":<",
    has_code=False,
    has_tags=True,
    writes_ids=False,
)
