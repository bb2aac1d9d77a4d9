"""What a front matter says: as the standard library reads it, and YAML by its tree.

Odd values of YAML are as PyYAML constructs them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

import yaml
from yaml.constructor import SafeConstructor

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.node import MAPPING, SEQUENCE, STRING, Kind, Node, key_name
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.yamltree import explain
from l10n.text import line_at, line_starts


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


# What PyYAML's constructors raise besides YAMLError, for dates, numbers and explicit tags.
_CONSTRUCTION_ERRORS: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def read_apart(text: str, path: str) -> tuple[Metadata, str]:
    """Return what a guide's front matter says, and the text of the guide after it.

    Raises L10nError where the front matter cannot be read.
    """
    block = find_block(text, path)
    return (read_metadata(text, block, path), text[block.body :]) if block else (Metadata({}), text)


def read_metadata(text: str, block: Block, path: str) -> Metadata:
    """Read the values of a front matter, empty when it says nothing.

    Raises L10nError for what is not valid, not a mapping, or too large.
    """
    root = read_tree(text, block, path)
    if root is None:
        return Metadata({})
    starts = cache(partial(line_starts, text))  # which most runs need not
    repeated = partial(_repeated_keys, root, (), starts)
    if block.dialect is Dialect.TOML:
        return Metadata(tomllib.loads(block.span.of(text)))
    if block.dialect is Dialect.JSON:
        return Metadata(json.loads(block.span.of(text)), tuple(repeated()))
    try:
        values = _value(root, SafeConstructor())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = line_at(starts(), mark.index if mark else block.span.start)
        raise L10nError(explain(error), path=path, line=line) from error
    except _CONSTRUCTION_ERRORS as error:
        line = line_at(starts(), _unreadable_scalar(root).span.start)
        message = f"a value is not what YAML takes it for ({error}); put quotes around it"
        raise L10nError(message, path=path, line=line) from error
    return Metadata({str(key): value for key, value in values.items()}, tuple(repeated()))


def _value(node: Node, constructor: SafeConstructor) -> Any:
    """Return the value of a node; by PyYAML, unless it is a text, a list or a mapping of names."""
    if _is_string(node):
        return node.text
    if node.kind is Kind.SEQUENCE and node.tag == SEQUENCE:
        return [_value(child, constructor) for child in node.children]
    if node.kind is Kind.MAPPING and node.tag == MAPPING and all(map(_is_string, node.keys)):
        pairs = node.pairs
        return {key.text: _value(child, constructor) for key, child in pairs}
    return constructor.construct_document(_compose(node, {}))


def _is_string(node: Node) -> bool:
    return node.kind is Kind.SCALAR and node.tag == STRING


def _compose(node: Node, made: dict[int, yaml.Node]) -> yaml.Node:
    """Return what PyYAML's composer makes of a node; ``made`` are those before it, by their id."""
    node = node.real
    if id(node) in made:
        return made[id(node)]
    mark = yaml.Mark("", node.span.start, 0, 0, None, 0)
    composed: yaml.Node
    if node.kind is Kind.SCALAR:
        composed = yaml.ScalarNode(node.tag, node.text, mark)
    elif node.kind is Kind.SEQUENCE:
        children = [_compose(child, made) for child in node.children]
        composed = yaml.SequenceNode(node.tag, children, mark)
    else:
        pairs = node.pairs
        both = [(_compose(key, made), _compose(child, made)) for key, child in pairs]
        composed = yaml.MappingNode(node.tag, both, mark)
    made[id(node)] = composed
    return composed


def _repeated_keys(
    node: Node, path: tuple[str, ...], starts: Callable[[], Sequence[int]]
) -> Iterator[RepeatedKey]:
    first: dict[str, tuple[Node, Node]] = {}
    for index, child in enumerate(node.children):
        name = str(index)
        if node.keys:
            key = node.keys[index]
            name = key_name(key)
            first_key, first_child = first.setdefault(name, (key, child))
            if first_key is not key:
                yield RepeatedKey(
                    key=".".join((*path, name)),
                    line=line_at(starts(), first_key.span.start),
                    again=line_at(starts(), key.span.start),
                    agree=same_nodes(first_child, child),
                )
        if child.children:
            yield from _repeated_keys(child, (*path, name), starts)


def same_nodes(one: Node, other: Node) -> bool:
    """Return whether two nodes of a front matter read the same."""
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
