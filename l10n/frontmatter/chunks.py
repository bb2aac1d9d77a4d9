"""The lines and the value of each key of a front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.node import Node
from l10n.frontmatter.tree import read_tree
from l10n.text import Span, line_starts

_IDLE_LINE: Final = re.compile(r"[ \t]*(?:#.*)?")


def read_values(text: str, path: str) -> Mapping[str, object]:
    """Return what the top-level keys say; raises L10nError when that cannot be read."""
    block = _yaml_block(text, path)
    return read_metadata(text, block, path).values if block else {}


def find_chunks(text: str, path: str) -> dict[str, Span]:
    """Return the whole lines of each top-level key, without comments after them.

    A front matter that is written in braces has none, and neither has one that is not YAML. Raises
    L10nError when it cannot be read.
    """
    block = _yaml_block(text, path)
    root = read_tree(text, block, path) if block else None
    if block is None or root is None or root.flow or text[root.span.start] == "{":
        return {}
    starts = [_line_start(text, key.span.start) for key in root.keys]
    ends = [*starts[1:], block.span.end]
    return {
        key.real.text: Span(start, _without_idle_lines(text, start, end))
        for key, start, end in zip(root.keys, starts, ends, strict=True)
        if _is_plain(key)
    }


def _is_plain(key: Node) -> bool:
    return key.target is None and not key.children


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _without_idle_lines(text: str, start: int, end: int) -> int:
    """Return where the lines end that are not blank or a comment; the first one always stays."""
    chunk = text[start:end]
    starts = [each for each in line_starts(chunk) if each < len(chunk)]
    last = len(chunk)
    while len(starts) > 1 and _IDLE_LINE.fullmatch(chunk[starts[-1] : last].rstrip("\r\n")):
        last = starts.pop()
    return start + last


def _yaml_block(text: str, path: str) -> Block | None:
    block = find_block(text, path)
    return block if block is not None and block.dialect is Dialect.YAML else None
