"""The parameters of shortcodes that are text for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.guide import Place, Quoting
from l10n.markdown.textblocks import TextBlock
from l10n.text import Span

READ: Final = re.compile("alt|caption|description|heading|label|placeholder|summary|text|title")
"""Names of parameters that readers read."""
_OPENING: Final = re.compile(r"\{\{[<%]\s*+(?P<name>[^\s<>%/]++)")
_PARAMETER: Final = re.compile(
    r"\s++(?P<name>[\w-]++)=(?:\"(?P<quoted>[^\"\\\n]*+)\"|`(?P<raw>[^`\n]*+)`)"
    r"|\"(?:[^\"\\]|\\.)*+\"|`[^`]*+`"
)


def find_parameters(text: str, span: Span) -> Iterator[TextBlock]:
    """Yield the texts in a shortcode's first tag, in order; none for what is no shortcode."""
    opening = _OPENING.match(text, *span)
    if opening is None:
        return
    end = text.find("}}", opening.end(), span.end)
    for found in _PARAMETER.finditer(text, opening.end(), end):
        group = found.lastgroup
        if group not in ("quoted", "raw") or not READ.fullmatch(found["name"]):
            continue
        value = Span(*found.span(group))
        if value.of(text).strip():
            kind = f"{found['name']} of {opening['name']}"
            yield TextBlock(kind, Place.QUOTED, (value,), quoting=Quoting.SHORTCODE)
