"""The tree of a front matter or a data file, with the exact place of every node."""

from __future__ import annotations

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.jsontree import read_json
from l10n.frontmatter.limits import MAX_LENGTH, refuse
from l10n.frontmatter.node import MAPPING, Node
from l10n.frontmatter.tomltree import read_toml
from l10n.frontmatter.yamltree import read_yaml


def read_document(text: str, block: Block, path: str) -> Node | None:
    """Read the tree of what a block holds, None when it says nothing.

    In a data file, its root may be a list or a single value. Raises L10nError for what is not
    valid, or larger than the caps.
    """
    if block.span.end - block.span.start > MAX_LENGTH:
        message = f"the front matter is longer than {MAX_LENGTH} characters; move data out of it"
        refuse(text, block.span.start, path, message)
    if block.dialect is Dialect.TOML:
        return read_toml(text, block.span, path)
    if block.dialect is Dialect.JSON:
        return read_json(text, block.span, path)
    return read_yaml(text, block.span, path)


def read_tree(text: str, block: Block, path: str) -> Node | None:
    """Read the tree of a front matter, None when it says nothing.

    Raises L10nError for what is not valid, not a mapping, or larger than the caps.
    """
    root = read_document(text, block, path)
    if root is not None and root.tag != MAPPING:
        message = "the front matter is not a mapping; write it as lines of 'key: value'"
        refuse(text, root.span.start, path, message)
    return root


def try_tree(text: str, block: Block | None, path: str) -> Node | L10nError | None:
    """Read the tree of a front matter as ``read_tree``, or return why it cannot be read."""
    try:
        return read_tree(text, block, path) if block else None
    except L10nError as error:
        return error
