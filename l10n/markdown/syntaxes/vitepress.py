"""VitePress: markdown-it with containers, and Vue's templates."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

SYNTAX: Final = Syntax("vitepress", lines=(r"\[\[toc\]\]",))
