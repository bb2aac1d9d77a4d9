"""The texts in the attributes of one tag: a translation may have other texts there."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from l10n.html.texts import find_values
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.text import Edit, splice


class ReadTag(NamedTuple):
    """A tag, and what readers read of it."""

    fixed: str
    """All that has to come back, with an ellipsis in the place of each text."""
    texts: tuple[str, ...]
    """As they are written."""


@lru_cache(maxsize=1024)
def read_tag(source: str, syntax: Syntax) -> ReadTag:
    """Return what a tag holds; a comment, or one that nothing is read of, is fixed as a whole."""
    if "=" not in source or not syntax.reads_html:
        return ReadTag(source, ())
    found = find_values(source, syntax.components, has_braces=syntax.has_tags)
    texts = tuple(each.span.of(source) for each in found)
    return ReadTag(splice(source, [Edit(each.span, "…") for each in found]), texts)
