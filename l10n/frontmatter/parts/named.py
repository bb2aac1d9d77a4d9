"""The part of a data file that is one language's: its texts alone, in one form for each file.

A part is read as a data file of its own. What is in it does not depend on how the file is written,
so that a page which was put into the file is read from there as it was made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.fields import Fields, Pattern, compile_fields, match_field
from l10n.frontmatter.node import NULL, STRING, Kind, Node, is_merge, key_name
from l10n.frontmatter.parts.part import Part
from l10n.frontmatter.places import walk_places
from l10n.frontmatter.scalar import double_quoted
from l10n.frontmatter.tree import read_document
from l10n.text import line_at, line_starts

Pair: TypeAlias = tuple[Node, Node]

_BARE: Final = re.compile(r"[A-Za-z0-9_-]++")
_CORE: Final = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "timestamp")
)


def find_missing(text: str, part: Part) -> str:
    """Return why a data file has nothing of the source, and what to do; empty where it has."""
    if not part.source or find_part(read_file(text, part.path)[1], part.source):
        return ""
    return f"nothing is at {'.'.join(part.source)}: bring it back, or correct part in l10n.toml"


def read_part(text: str, part: Part) -> str:
    """Return what a data file has of a language, as a page says it; empty for nothing.

    A page has its texts where its source has them. Raises L10nError for a file that cannot be read.
    """
    dialect, root = read_file(text, part.path)
    return _render_part(dialect, part.source, named_texts(find_part(root, part.keys), part))


def find_line(text: str, part: Part, page: str, line: int) -> int:
    """Return the line of a data file that says what a page says on a line; 0 for none."""
    root, said = read_file(text, part.path)[1], read_file(page, part.path)[1]
    starts = line_starts(page)
    on_it = (
        (*part.keys, *each.path[len(part.source) :])
        for each in (walk_places(said) if said else ())
        if line_at(starts, each.holder.span.start) == line
    )
    names = next(on_it, None)
    there = (each for each in (walk_places(root) if root else ()) if each.path == names)
    found = next(there, None)
    return line_at(line_starts(text), found.holder.span.start) if found else 0


def read_file(text: str, path: str) -> tuple[Dialect, Node | None]:
    """Return how a data file is written, and its tree."""
    block = find_block(text, path)
    if block is None:
        message = "this is no data file: name one of TOML, YAML or JSON"
        raise L10nError(message, path=path)
    return block.dialect, read_document(text, block, path)


def pairs_of(node: Node | None) -> list[Pair]:
    """Return the keys of a mapping, with their values, but for what it takes in from others."""
    real = node.real if node else None
    pairs = real.pairs if real else ()
    return [(key, child) for key, child in pairs if not is_merge(key)]


def find_part(node: Node | None, names: Iterable[str]) -> Node | None:
    """Return what a path of keys leads to; None when nothing is there."""
    for name in names:
        node = next((child for key, child in pairs_of(node) if key_name(key) == name), None)
    return node


def named_texts(node: Node | None, part: Part) -> Node | None:
    """Return what is at a part with nothing but the texts that its fields name; None for none.

    The items of a list have no names: one that has such a text is there as a whole.
    """
    return _named(node, part.source, compile_fields(part.fields)) if node else None


def _named(node: Node, path: Pattern, fields: Fields) -> Node | None:
    real = node.real
    if real.kind is Kind.MAPPING:
        found = [
            (key, _named(child, (*path, key_name(key)), fields)) for key, child in pairs_of(real)
        ]
        keys = tuple(key for key, child in found if child)
        children = tuple(child for _, child in found if child)
        return real._replace(keys=keys, children=children) if keys else None
    places = walk_places(real, path)
    return real if any(_is_text(each.holder.real, each.path, fields) for each in places) else None


def _is_text(leaf: Node, path: Pattern, fields: Fields) -> bool:
    return leaf.tag == STRING and bool(leaf.text.strip() and match_field(path, fields))


def _lines(node: Node, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if node.kind is not Kind.MAPPING:
        yield ".".join(names), flow_text(node, Dialect.TOML)
        return
    for key, child in _sorted(node):
        yield from _lines(child.real, (*names, key_text(key, Dialect.TOML)))


def _braces(node: Node, dialect: Dialect, indent: str) -> str:
    if node.kind is not Kind.MAPPING:
        return flow_text(node, dialect)
    inner = f"{indent}  "
    pairs = (
        f"{inner}{key_text(key, dialect)}: {_braces(child.real, dialect, inner)}"
        for key, child in _sorted(node)
    )
    return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"


def flow_text(node: Node, dialect: Dialect) -> str:
    """Return what a node says, on one line; raises L10nError for what cannot be written so."""
    real = node.real
    if real.kind is Kind.SEQUENCE:
        return f"[{', '.join(flow_text(each, dialect) for each in real.children)}]"
    if real.kind is Kind.MAPPING:
        equals = " = " if dialect is Dialect.TOML else ": "
        pairs = (
            f"{key_text(key, dialect)}{equals}{flow_text(child, dialect)}"
            for key, child in real.pairs
        )
        return f"{{{', '.join(pairs)}}}"
    return double_quoted(real.text) if real.tag == STRING else atom_text(real, dialect)


def _sorted(node: Node) -> list[Pair]:
    pairs = node.pairs
    return sorted(pairs, key=lambda pair: pair[0].real.text)


def key_text(key: Node, dialect: Dialect) -> str:
    """Return how a key is written in a page."""
    real = key.real
    if real.tag != STRING:
        return atom_text(real, dialect)
    is_bare = dialect is Dialect.TOML and _BARE.fullmatch(real.text)
    return real.text if is_bare else double_quoted(real.text)


def atom_text(node: Node, dialect: Dialect) -> str:
    """Return how a number, a date or the like is written; raises L10nError for what is neither."""
    if dialect is Dialect.JSON and node.style:  # half a character
        return json.dumps(node.text)
    if dialect is Dialect.YAML and node.tag not in _CORE:
        message = f"a value with the tag {node.tag} is not copied: write it into the page by hand"
        raise L10nError(message)
    return node.text or ("null" if node.tag == NULL else '""')


def _render_part(dialect: Dialect, source: Pattern, part: Node | None) -> str:
    """Return the texts of a part as a page: each on a line of its own, sorted by keys."""
    if part is None:
        return ""
    for name in reversed(source):
        key = Node(Kind.SCALAR, part.span, name.replace("\\.", ".").replace("\\\\", "\\"), STRING)
        part = Node(Kind.MAPPING, part.span, keys=(key,), children=(part,))
    if dialect is Dialect.TOML:
        return "".join(f"{name} = {value}\n" for name, value in _lines(part, ()))
    return f"{_braces(part, dialect, '')}\n"
