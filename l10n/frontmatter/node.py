"""The nodes that the tree of a front matter or a data file is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from l10n.text import Span

STRING: Final = "tag:yaml.org,2002:str"
NULL: Final = "tag:yaml.org,2002:null"
MAPPING: Final = "tag:yaml.org,2002:map"
SEQUENCE: Final = "tag:yaml.org,2002:seq"
MERGE: Final = "tag:yaml.org,2002:merge"
ATOM: Final = "atom"
"""The tag of what is no text in TOML and JSON: a number, a date, true."""


class Kind(StrEnum):
    """What a node is."""

    SCALAR = "scalar"
    SEQUENCE = "sequence"
    MAPPING = "mapping"
    ALIAS = "alias"


class Node(NamedTuple):
    """A node of a front matter; two nodes are equal only when they are one."""

    kind: Kind
    span: Span
    """In the text, without anchor and tag; a block scalar's may end too late."""
    text: str = ""
    """What is read for a string of YAML, TOML or JSON; what is written for an ATOM."""
    tag: str = ""
    """The full tag, after PyYAML's implicit types; empty for an alias."""
    style: str = ""
    """One of ``'`` ``"`` ``|`` ``>``, in TOML ``'''`` and three double quotes too, for a scalar;
    empty when plain; ``*`` for an alias."""
    flow: bool = False
    """Whether it stands inside brackets or braces."""
    keys: tuple[Node, ...] = ()
    """Of a mapping, as long as ``children``; empty for a sequence."""
    children: tuple[Node, ...] = ()
    target: Node | None = None
    """What an alias stands for, never an alias."""
    size: int = 1
    """Nodes, with every alias counted as its target."""
    height: int = 1
    """Levels, with every alias counted as its target."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """Return the keys of a mapping with their values; nothing of another node."""
        return list(zip(self.keys, self.children, strict=True)) if self.keys else []

    @property
    def real(self) -> Node:
        """Return the node itself, or what the alias stands for."""
        return self.target or self


def key_name(key: Node) -> str:
    """Return a key as one part of a dotted path, its own dots escaped."""
    return key.real.text.replace("\\", "\\\\").replace(".", "\\.")


def is_merge(key: Node) -> bool:
    """Return whether a key is YAML's ``<<``, which takes other mappings in."""
    return key.tag == MERGE
