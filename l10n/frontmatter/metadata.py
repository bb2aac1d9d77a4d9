"""What a YAML front matter says, read with python-frontmatter once it is known to be harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.constructor import SafeConstructor

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.node import NULL, STRING, Kind, Node
from l10n.frontmatter.plain import read_plain_tree
from l10n.frontmatter.tree import explain, key_name, read_tree
from l10n.text import Span, line_at, line_starts


@dataclass(frozen=True, slots=True)
class RepeatedKey:
    """A key that one mapping has twice; Hugo refuses it, PyYAML takes the last silently."""

    key: str
    """With a dotted path when it is not at the top."""
    line: int
    again: int
    """Both lines count from 1 in the file."""
    agree: bool
    """Whether both say the same."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a front matter says."""

    values: Mapping[str, object]
    repeated: tuple[RepeatedKey, ...] = ()
    """In document order; three times the same key are two of them."""


_TRUTH: Final = {"true": True, "false": False}
_NUMBER: Final = re.compile(r"0|[1-9][0-9]*")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What PyYAML's constructors raise besides YAMLError, for dates, numbers and explicit tags.
_CONSTRUCTION_ERRORS: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def read_metadata(text: str, block: Block, path: str) -> Metadata:
    """Read the values of a YAML front matter, empty when it says nothing.

    Raises L10nError for what is not valid, not a mapping, or too large.
    """
    content = block.span.of(text)
    if block.dialect is Dialect.YAML and (plain := _read_plain(content)) is not None:
        return Metadata(plain)
    root = read_tree(text, block, path)
    if root is None:
        return Metadata({})
    starts = line_starts(text)
    try:
        values = YAMLHandler().load(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = block.span.start + (mark.index if mark else 0)
        raise L10nError(explain(error), path=path, line=line_at(starts, offset)) from error
    except _CONSTRUCTION_ERRORS as error:
        line = line_at(starts, _unreadable_scalar(root).span.start)
        message = f"a value is not what YAML takes it for ({error}); put quotes around it"
        raise L10nError(message, path=path, line=line) from error
    repeated = tuple(_repeated_keys(root, (), starts))
    return Metadata({str(key): value for key, value in values.items()}, repeated)


def _read_plain(content: str) -> dict[str, object] | None:
    """Return the values of a front matter that says nothing twice and needs no YAML parser."""
    text = content.replace("\r\n", "\n")
    root = read_plain_tree(text, Span(0, len(text)))
    if root is None or any(key.tag != STRING for key in root.keys):
        return None
    try:
        values = {
            key.text: _value(node) for key, node in zip(root.keys, root.children, strict=True)
        }
    except ValueError:
        return None
    return values if len(values) == len(root.keys) else None


def _value(node: Node) -> object:
    """Return what a plain node says; raises ValueError for what only PyYAML can tell."""
    if node.kind is Kind.SEQUENCE:
        return [_value(each) for each in node.children]
    if node.tag == STRING:
        return node.text
    if node.tag == NULL:
        return None
    if node.text in _TRUTH:
        return _TRUTH[node.text]
    if _NUMBER.fullmatch(node.text):
        return int(node.text)
    if _DATE.fullmatch(node.text):
        return date.fromisoformat(node.text)
    raise ValueError(node.text)


def _repeated_keys(
    node: Node, path: tuple[str, ...], starts: Sequence[int]
) -> Iterator[RepeatedKey]:
    first: dict[str, tuple[Node, Node]] = {}
    for index, child in enumerate(node.children):
        here = (*path, str(index))
        if node.keys:
            key = node.keys[index]
            here = (*path, key_name(key))
            first_key, first_child = first.setdefault(here[-1], (key, child))
            if first_key is not key:
                yield RepeatedKey(
                    key=".".join(here),
                    line=line_at(starts, first_key.span.start),
                    again=line_at(starts, key.span.start),
                    agree=same_nodes(first_child, child),
                )
        yield from _repeated_keys(child, here, starts)


def same_nodes(one: Node, other: Node) -> bool:
    """Tell whether two nodes of a front matter read the same."""
    one, other = one.real, other.real
    if (one.kind, one.tag, one.text) != (other.kind, other.tag, other.text):
        return False
    if len(one.children) != len(other.children):
        return False
    pairs = zip(one.keys + one.children, other.keys + other.children, strict=True)
    return one is other or all(same_nodes(*pair) for pair in pairs)


def _unreadable_scalar(root: Node) -> Node:
    """Return the scalar that PyYAML cannot construct, the root when there is none."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += (*reversed(node.children), *node.keys)
        if node.kind is Kind.SCALAR:
            try:
                SafeConstructor().construct_object(yaml.ScalarNode(node.tag, node.text))
            except (*_CONSTRUCTION_ERRORS, yaml.YAMLError):
                return node
    return root
