"""VitePress and VuePress: markdown-it with containers, and Vue's templates."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import CODE, Syntax

_ATTRIBUTES: Final = r"(?P<attributes>(?<![{\\])\{(?!\{)[^{}\n]+\}(?!\}))"
# Themes of VuePress: tabs in a container, and the lines of a file.
_TAB: Final = (
    r"@tab(?::active)?(?:[ \t]+(?P<tabbed>(?:(?![ \t]*#[\w-]+[ \t]*$)[^\n])*[^\s])"
    r"(?:[ \t]*#[\w-]+)?)?"
)
_CODE_OF: Final = r"@\[code[^\]\n]*\]\([^)\n]*\)"

SYNTAX: Final = Syntax(
    "vitepress",
    lines=(r"\[\[(?i:toc)\]\]", _TAB, _CODE_OF),
    spans=(CODE, _ATTRIBUTES),
    is_vue=True,
    reads_tables_first=True,
)
