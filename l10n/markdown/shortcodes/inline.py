"""The texts in a shortcode that stands in a text itself: translators change them where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from l10n.guide import Quoting
from l10n.markdown.shortcodes import find_tags
from l10n.markdown.shortcodes.names import encloses_text, read_parameters
from l10n.markdown.shortcodes.tags import read_tag
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.text import Edit, Span, splice

_WORDS: Final = re.compile(r"\s*+[^\W_](?:[^\\`<>{}\[\]&@|#=/%*_~^$:+\n]|[:%/+](?=\s|\Z))*+")
"""What Markdown and HTML show alike; anything else has to come back."""
_PAIR: Final = 2


class InlineText(NamedTuple):
    """A text in a shortcode; its span is in the text that the shortcode stands in."""

    span: Span
    quoting: Quoting


def find_inline_texts(text: str, span: Span, syntax: Syntax) -> Iterator[InlineText]:
    """Yield the texts in the shortcode at ``span``, in order; none for what is no shortcode."""
    tags = find_tags(span.of(text)) or [Span(0, span.end - span.start)]
    if len(tags) > _PAIR:
        return
    first = Span(span.start, span.start + tags[0].end)
    tag = read_tag(text, first, syntax.name)
    if tag is None:
        return
    for each in read_parameters(tag, syntax.shortcodes):
        yield InlineText(each.span, tag.quoting)
    inner = Span(first.end, span.start + tags[-1].start)
    if (
        len(tags) == _PAIR
        and _WORDS.fullmatch(text, *inner)
        and encloses_text(text, tag, syntax.shortcodes, in_code=False)
    ):
        yield InlineText(inner, Quoting.ENCLOSED)


def fixed_form(text: str, span: Span, syntax: Syntax) -> str:
    """Return a shortcode as it has to come back: without the texts in it."""
    texts = find_inline_texts(text, span, syntax)
    edits = [Edit(Span(a - span.start, b - span.start), "\0") for (a, b), _ in texts]
    return splice(span.of(text), edits) if edits else span.of(text)
