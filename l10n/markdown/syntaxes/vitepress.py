"""VitePress: markdown-it with containers, and Vue's templates."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import CODE, Syntax

_ATTRIBUTES: Final = r"(?P<attributes>(?<![{\\])\{(?!\{)[^{}\n]+\}(?!\}))"

SYNTAX: Final = Syntax(
    "vitepress",
    lines=(r"\[\[(?i:toc)\]\]",),
    spans=(CODE, _ATTRIBUTES),
    is_vue=True,
    reads_tables_first=True,
)
