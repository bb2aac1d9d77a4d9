"""Where the leaves of a front matter are met, written out or through an alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.frontmatter.fields import Fields, match_field, may_begin
from l10n.frontmatter.node import STRING, Kind, Node, is_merge, key_name


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a reader of the values meets a leaf."""

    path: tuple[str, ...]
    """The parts of its dotted path; empty only for an empty front matter."""
    holder: Node
    """The scalar, alias or empty collection that stands there in the text."""
    own: bool
    """Whether the path is the holder's own, not that of an alias to what the holder is in."""

    @property
    def field(self) -> str:
        """Return the dotted path."""
        return ".".join(self.path)


def walk_places(node: Node, path: tuple[str, ...] = (), *, own: bool = True) -> Iterator[Place]:
    """Yield every place below a node in document order, those behind aliases too.

    Each holder has exactly one place of its own.
    """
    real = node.real
    if not real.children:
        yield Place(path, node, own)
        return
    inside = own and node is real
    if real.kind is Kind.SEQUENCE:
        for index, child in enumerate(real.children):
            yield from walk_places(child, (*path, str(index)), own=inside)
        return
    for key, child in real.pairs:
        if is_merge(key):
            yield from _merged_places(child, path, own=inside)
        else:
            yield from walk_places(child, (*path, key_name(key)), own=inside)


def named_places(root: Node, fields: Fields) -> Iterator[Place]:
    """Yield the places of named texts in a tree without aliases and merge keys."""
    names = map(key_name, root.keys) if root.keys else map(str, range(len(root.children)))
    for name, child in zip(names, root.children, strict=True):
        if may_begin(name, fields):
            for place in walk_places(child, (name,)):
                if _is_text(place.holder) and match_field(place.path, fields):
                    yield place


def sort_places(root: Node, fields: Fields) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the own places of named texts that can change alone, and of those that cannot.

    Writing in an anchored scalar's place changes all its aliases; writing in an alias's place
    changes only that one; both change whatever is an alias to a list or mapping around them.
    """
    leaves: dict[Node, list[Place]] = defaultdict(list)
    for place in walk_places(root):
        leaf = place.holder.real
        if _is_text(leaf):
            leaves[leaf].append(place)
    editable: list[Place] = []
    shared: list[Place] = []
    for leaf, places in leaves.items():
        if len(places) == 1 and places[0].holder is leaf:  # as nearly always
            editable += (place for place in places if match_field(place.path, fields))
            continue
        named = {place for place in places if match_field(place.path, fields)}
        own = [place for place in places if place.own]
        if len(named) == len(places) and own[0].holder is leaf:
            editable.append(own[0])
            continue
        for place in own if named else ():
            same_holder = {other for other in places if other.holder is place.holder}
            if place.holder is not leaf and same_holder <= named:
                editable.append(place)
            elif same_holder & named:
                shared.append(place)
    return tuple(editable), tuple(shared)


def _is_text(leaf: Node) -> bool:
    return leaf.tag == STRING and bool(leaf.text.strip())


def _merged_places(node: Node, path: tuple[str, ...], *, own: bool) -> Iterator[Place]:
    """Yield the places of what ``<<`` takes in: a mapping or a list of them."""
    if node.real.kind is not Kind.SEQUENCE:
        yield from walk_places(node, path, own=own)
        return
    for child in node.real.children:
        yield from walk_places(child, path, own=own and node is node.real)
