"""Where a further key goes in a front matter, and how keys leave a JSON object."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.node import Node
from l10n.text import Edit, Span, line_start, newline_of


def insert_key(text: str, block: Block, root: Node | None, name: str, value: str) -> Edit:
    """Return what adds a key and its ``value``, which is written already, to what is at the top.

    ``root`` is the tree of the block. In TOML it is the first one, for it must not be in the last
    table, and else the last one.
    """
    newline = newline_of(text)
    if block.dialect is Dialect.JSON:
        return _insert_member(text, block, root, f'"{name}": {value}')
    if block.dialect is Dialect.TOML:
        first = min((key.span.start for key in root.keys), default=0) if root else block.span.start
        at = max(line_start(text, first), block.span.start)
        return Edit(Span(at, at), f"{name} = {value}{newline}")
    indent = _indent(text, root.keys[0]) if root and root.keys else ""
    return Edit(Span(block.span.end, block.span.end), f"{indent}{name}: {value}{newline}")


def _insert_member(text: str, block: Block, root: Node | None, member: str) -> Edit:
    if root is None or not root.children:
        at = block.span.start + 1
        return Edit(Span(at, at), member)
    at, key = root.children[-1].span.end, root.keys[-1]
    indent = _indent(text, key)
    is_alone = not indent.strip(" \t") and line_start(text, key.span.start) > block.span.start
    return Edit(Span(at, at), f",{newline_of(text)}{indent}{member}" if is_alone else f", {member}")


def _indent(text: str, key: Node) -> str:
    return text[line_start(text, key.span.start) : key.span.start]


def drop_members(root: Node, names: Collection[str]) -> list[Edit]:
    """Return what takes keys, by their names in lower case, out of a JSON object."""
    ends = [child.span.end for child in root.children]
    return drop_pairs(root.keys, ends, [key.text.lower() in names for key in root.keys])


def drop_pairs(keys: Sequence[Node], ends: Sequence[int], dropped: Sequence[bool]) -> list[Edit]:
    """Return what takes those ``keys`` that are ``dropped`` out of braces, each with its comma.

    ``ends`` are those of their values.
    """
    edits: list[Edit] = []
    for index, (key, end) in enumerate(zip(keys, ends, strict=True)):
        if not dropped[index]:
            continue
        if not all(dropped[index:]):
            edits.append(Edit(Span(key.span.start, keys[index + 1].span.start), ""))
        else:  # with the comma before it
            edits.append(Edit(Span(ends[index - 1] if index else key.span.start, end), ""))
    return edits
