"""The lines and the value of each key of a front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.node import Node
from l10n.frontmatter.tree import read_tree
from l10n.text import Span, line_start, line_starts

_IDLE_LINE: Final = re.compile(r"[ \t]*(?:#.*)?")


def read_values(text: str, path: str) -> Mapping[str, object]:
    """Return what the top-level keys say; nothing where that cannot be read.

    Raises L10nError for a front matter that is not closed.
    """
    block = find_block(text, path)
    try:
        return read_metadata(text, block, path).values if block else {}
    except L10nError:  # reported where the guide gets its key
        return {}


def find_chunks(text: str, path: str) -> dict[str, Span]:
    """Return the whole lines of each top-level key, without comments after them.

    A front matter that is written in braces has none, nor one of TOML in which the parts of a
    key stand apart, nor one that cannot be read. Raises L10nError when it is not closed.
    """
    block = find_block(text, path)
    try:
        root = read_tree(text, block, path) if block else None
    except L10nError:  # reported where the guide gets its key
        return {}
    if block is None or root is None or root.flow or text[root.span.start] == "{":
        return {}
    pairs = root.pairs
    if block.dialect is Dialect.TOML:
        pairs.sort(key=lambda pair: min(_starts(*pair)))
        if any(max(_starts(*one)) > min(_starts(*other)) for one, other in pairwise(pairs)):
            return {}
        starts = [line_start(text, min(_starts(*pair))) for pair in pairs]
    else:
        starts = [line_start(text, key.span.start) for key, _ in pairs]
    ends = [*starts[1:], block.span.end]
    return {
        key.real.text: Span(start, _without_idle_lines(text, start, end))
        for (key, _), start, end in zip(pairs, starts, ends, strict=True)
        if _is_plain(key)
    }


def _starts(key: Node, value: Node) -> Iterator[int]:
    """Yield where all parts of a key start: the first one may be the bracket of a header."""
    waiting = [key, value]
    while waiting:
        node = waiting.pop()
        yield node.span.start
        waiting += (*node.keys, *node.children)


def _is_plain(key: Node) -> bool:
    return key.target is None and not key.children


def _without_idle_lines(text: str, start: int, end: int) -> int:
    """Return where the lines end that are not blank or a comment; the first one always stays."""
    chunk = text[start:end]
    starts = [each for each in line_starts(chunk) if each < len(chunk)]
    last = len(chunk)
    while len(starts) > 1 and _IDLE_LINE.fullmatch(chunk[starts[-1] : last].rstrip("\r\n")):
        last = starts.pop()
    return start + last
