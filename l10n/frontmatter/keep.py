"""Keep front matter keys that a localized page has and its source has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.node import Node
from l10n.frontmatter.tree import read_tree
from l10n.text import Edit, Span, line_starts, newline_of, normalize_newlines, splice

_IDLE_LINE: Final = re.compile(r"[ \t]*(?:#.*)?")


def find_own_keys(source: str, page: str, path: str) -> tuple[str, ...]:
    """Return the top-level keys that only ``page`` has, sorted; both are whole guides.

    Upper and lower case are the same, as they are to Hugo. Raises L10nError when a front matter
    cannot be read.
    """
    known = {key.lower() for key in find_chunks(source, path)}
    return tuple(sorted(key for key in find_chunks(page, path) if key.lower() not in known))


def keep_keys(text: str, page: str, keys: Iterable[str], path: str) -> str:
    """Return the guide ``text`` with the values that ``page`` has for ``keys``.

    They are copied as they are written, to the place of the same key or to the end. What cannot
    be copied so that it reads as before (it needs an anchor that is elsewhere) is left out.
    """
    wanted = {key.lower() for key in keys}
    if not wanted:
        return text
    for key, chunk in find_chunks(page, path).items():
        if key.lower() in wanted:
            text = _with_key(text, page, key, chunk.of(page), path)
    return text


def changed_keys(before: str, after: str, path: str) -> tuple[str, ...]:
    """Return the top-level keys that do not say the same in two guides, sorted."""
    one, two = read_values(before, path), read_values(after, path)
    return tuple(sorted(key for key in one.keys() | two.keys() if one.get(key) != two.get(key)))


def _with_key(text: str, page: str, key: str, chunk: str, path: str) -> str:
    block = _yaml_block(text, path)
    if block is None:
        return text
    same = [span for name, span in find_chunks(text, path).items() if name.lower() == key.lower()]
    written = normalize_newlines(chunk).replace("\n", newline_of(text))
    place = same[0] if same else Span(block.span.end, block.span.end)
    kept = splice(text, [Edit(place, written)])
    try:
        changed = changed_keys(text, kept, path)
        says = read_values(kept, path).get(key) == read_values(page, path).get(key)
    except L10nError:
        return text
    others = {each for each in changed if each.lower() != key.lower()}
    return kept if says and not others else text


def read_values(text: str, path: str) -> Mapping[str, object]:
    block = _yaml_block(text, path)
    return read_metadata(text, block, path).values if block else {}


def find_chunks(text: str, path: str) -> dict[str, Span]:
    """Return the whole lines of each top-level key, without comments after them.

    A front matter that is written in braces has none.
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
