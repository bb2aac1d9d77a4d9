"""The skeleton of a Markdown text, as tests compare it: all that a translation must leave alone."""

from __future__ import annotations

from markdown_it.token import Token

from l10n.markdown.plaintokens import FIXED, INFO
from l10n.markdown.segments import read_layout
from l10n.text import Edit, Span, splice


def read_skeleton(text: str) -> tuple[object, ...]:
    """Return the blocks of a Markdown body, its definitions, and what stands around its texts."""
    layout = read_layout(text, 0)
    bodies = (layout.parsed, *(each.parsed for each in layout.bodies))
    definitions = layout.parsed.environment.get("references", {})
    lines = [part.text.lines for part in layout.parts]
    texts = [Edit(Span(each[0].start, each[-1].end), "\0") for each in lines]
    return (
        *(_row(token) for each in bodies for token in each.tokens),
        *((label, each["href"]) for label, each in definitions.items()),
        splice(layout.parsed.text, texts),
    )


def _row(token: Token) -> tuple[object, ...]:
    is_text = token.type == "inline"
    return (
        token.type,
        token.tag,
        token.level,
        token.markup,
        token.hidden,
        token.attrs,
        token.meta.get(INFO, token.info),
        token.meta.get("label"),
        bool(token.content) if is_text else token.meta.get(FIXED, token.content),
    )
