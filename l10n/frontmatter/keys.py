"""Give a front matter a key that it lacks, and take out lines that say a thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.members import insert_key
from l10n.frontmatter.metadata import read_apart, same_nodes
from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.scalar import render_scalar
from l10n.frontmatter.tree import read_tree
from l10n.text import Edit, Span, line_start, newline_of, splice

_REST_OF_LINE: Final = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_CLOSING: Final = re.compile(r"(?:[ \t\r\n,]++|(?<=[ \t\r\n,])#[^\r\n]*+)*+[\]}]")
_BLANKS: Final = frozenset(" \t\r\n")


def add_key(text: str, name: str, value: str, path: str) -> str:
    """Return a guide's ``text`` with a further key, ``name``, in its front matter.

    A front matter is added where there is none. Raises L10nError where that cannot be done safely.
    """
    block = find_block(text, path)
    if block is None:
        newline = newline_of(text)
        line = f"{name}: {render_scalar(value, '', flow=False)}{newline}"
        edit = Edit(Span(0, 0), f"---{newline}{line}---{newline}")
    else:
        is_yaml = block.dialect is Dialect.YAML
        written = render_scalar(value, "" if is_yaml else '"', flow=False)
        edit = insert_key(text, block, read_tree(text, block, path), name, written)
    return _checked(text, splice(text, [edit]), {name: value}, path)


def drop_repeated(text: str, path: str) -> str:
    """Return a guide's ``text`` without the later lines of keys that say the same twice.

    In JSON, where lines end in commas, they stay. Raises L10nError where they cannot be taken out
    safely.
    """
    block = find_block(text, path)
    if block is None or block.dialect is not Dialect.YAML:
        return text
    root = read_tree(text, block, path)
    if root is None:
        return text
    edits = [Edit(span, "") for span in _repeated_lines(text, root)]
    return _checked(text, splice(text, edits), {}, path) if edits else text


def _repeated_lines(text: str, node: Node) -> Iterator[Span]:
    first: dict[str, Node] = {}
    for index, child in enumerate(node.children):
        if node.keys:
            key = node.keys[index]
            known = first.setdefault(key.real.text, child)
            if known is not child and same_nodes(known, child):
                span = _lines(text, key, child)
                if span:
                    yield span
                continue
        yield from _repeated_lines(text, child)


def _lines(text: str, key: Node, value: Node) -> Span | None:
    """Return the lines that hold nothing but this key and its value, None if others share them."""
    start = line_start(text, key.span.start)
    rest = _REST_OF_LINE.match(text, max(_end(text, value), key.span.end))
    if rest is None or text[start : key.span.start].strip(" \t"):
        return None
    return Span(start, rest.end())


def _end(text: str, node: Node) -> int:
    """Return where a node's own text ends; spans of collections cover their first sign only."""
    end = _end(text, node.children[-1]) if node.children else node.span.end
    if node.kind in (Kind.MAPPING, Kind.SEQUENCE) and text[node.span.start] in "[{":
        closing = _CLOSING.match(text, end)
        return closing.end() if closing else end
    if node.style in ("|", ">"):
        while text[end - 1] in _BLANKS:
            end -= 1
    return end


def _checked(before: str, after: str, added: dict[str, str], path: str) -> str:
    """Return ``after`` if it says what ``before`` says and what was ``added``, and no more."""
    message = "its front matter is written in an unusual way: change it by hand"
    try:
        old, old_body = read_apart(before, path)
        new, new_body = read_apart(after, path)
    except L10nError as error:
        raise L10nError(message, path=path) from error
    same_keys = list(old.values) == [name for name in new.values if name not in added]
    fewer = added or len(new.repeated) < len(old.repeated)
    if not (same_keys and new.values == {**old.values, **added} and old_body == new_body and fewer):
        raise L10nError(message, path=path)
    return after
