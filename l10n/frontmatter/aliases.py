"""Add addresses to a guide's ``aliases``: where it was before it moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.members import insert_key
from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.scalar import double_quoted
from l10n.frontmatter.tree import try_tree
from l10n.text import Edit, Span, line_start, newline_of

FIELD: Final = "aliases"

_DASH: Final = re.compile(r"[ \t]*-[ \t]*$")
_LINE: Final = re.compile(r"[^\r\n]*")


def add_aliases(text: str, block: Block, aliases: Sequence[str], path: str) -> Edit | None:
    """Return what adds ``aliases`` to a front matter, None when it cannot be done.

    What is there already stays as it is and is not said twice. It cannot be done where the front
    matter cannot be read, nor where ``aliases`` is behind an anchor or no list of texts.
    """
    root = try_tree(text, block, path)
    if isinstance(root, L10nError):
        return None
    node = _find(root) if root else None
    known = {each.real.text for each in node.children} if node else set()
    new = [double_quoted(each) for each in aliases if each not in known]
    if not new:
        return Edit(Span(block.span.end, block.span.end), "")
    newline = newline_of(text)
    is_yaml = block.dialect is Dialect.YAML
    if node is None and not is_yaml:
        return insert_key(text, block, root, FIELD, f"[{', '.join(new)}]")
    if root is None or (node is None and text[root.span.start] != "{"):
        lines = "".join(f"- {each}{newline}" for each in new)
        return Edit(Span(block.span.end, block.span.end), f"{FIELD}:{newline}{lines}")
    if node is None or node.kind is not Kind.SEQUENCE or not node.children:
        return None
    last = node.children[-1]
    if text[node.span.start] == "[" and last.kind is Kind.SCALAR:
        return Edit(Span(last.span.end, last.span.end), "".join(f", {each}" for each in new))
    start = line_start(text, last.span.start)
    dash = text[start : last.span.start]
    is_item = last.kind is Kind.SCALAR and last.style not in ("|", ">") and _DASH.match(dash)
    if not is_item:
        return None
    end = _LINE.match(text, last.span.end)
    at = end.end() if end else last.span.end
    return Edit(Span(at, at), "".join(f"{newline}{dash}{each}" for each in new))


def _find(root: Node) -> Node | None:
    for key, child in root.pairs:
        if key.real.text.lower() == FIELD:
            return child
    return None
