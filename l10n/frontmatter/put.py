"""Put one value into a front matter, or take it out: all else keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.members import drop_members, insert_key
from l10n.frontmatter.metadata import read_apart
from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.tree import read_tree
from l10n.text import Edit, Span, line_start, newline_of, splice

_FENCE: Final = "---"


def put_value(text: str, names: Sequence[str], value: bool | int, path: str) -> str | None:
    """Return a guide that says ``value`` at a path of one or two names in its front matter.

    Names are found in any case. None where it cannot be put there safely.
    """
    written = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        block = find_block(text, path)
        if block is None:
            newline = newline_of(text)
            line = _yaml_pair(names, written)
            edits = [Edit(Span(0, 0), f"{_FENCE}{newline}{line}{newline}{_FENCE}{newline}")]
            return _first_sound(text, [edits], names, value, path)
        root = read_tree(text, block, path)
    except L10nError:  # reported where the guide gets its key
        return None
    found = _find(root, names)
    if len(found) == len(names):
        edits = [Edit(found[-1][1].span, written)]
        return _first_sound(text, [edits], names, value, path)
    places = (
        [_insert_top(text, block, root, names, written)]
        if not found
        else _insert_below(text, block, found[0][1], names, written)
    )
    return _first_sound(text, ([each] for each in places), names, value, path)


def has_value(text: str, names: Sequence[str], path: str) -> bool:
    """Return whether a front matter says anything at a path of names."""
    try:
        block = find_block(text, path)
        root = read_tree(text, block, path) if block else None
    except L10nError:  # reported where the guide gets its key
        return False
    return len(_find(root, names)) == len(names)


def drop_value(text: str, names: Sequence[str], path: str) -> str | None:
    """Return a guide without what it says at a path of names; what is empty then goes with it.

    None where nothing is there, or it cannot be taken out safely.
    """
    try:
        block = find_block(text, path)
        root = read_tree(text, block, path) if block else None
    except L10nError:  # reported where the guide gets its key
        return None
    found = _find(root, names)
    if block is None or root is None or len(found) < len(names):
        return None
    if len(names) > 1 and len(found[0][1].children) == 1:
        return drop_value(text, names[:1], path)
    if len(found) == len(root.children) == 1:
        return text[block.body :]
    parent = found[-2][1] if len(found) > 1 else root
    key, child = found[-1]
    name = key.real.text.lower()
    lines = [Edit(_lines(text, key, child), "")]
    return _first_sound(text, [lines, drop_members(parent, {name})], names, None, path)


def _find(root: Node | None, names: Sequence[str]) -> list[tuple[Node, Node]]:
    """Return keys and values on the way to what ``names`` lead to, as far as they are there."""
    found: list[tuple[Node, Node]] = []
    node = root
    for name in names:
        pairs = node.pairs if node else ()
        pair = next((each for each in pairs if each[0].real.text.lower() == name.lower()), None)
        if pair is None:
            break
        found.append(pair)
        node = pair[1]
    return found


def _insert_top(
    text: str, block: Block, root: Node | None, names: Sequence[str], written: str
) -> Edit:
    first, rest = names[0], names[1:]
    if block.dialect is Dialect.TOML:
        return insert_key(text, block, root, ".".join(names), written)
    if block.dialect is Dialect.JSON:
        inner = f'{{"{rest[0]}": {written}}}' if rest else written
        return insert_key(text, block, root, first, inner)
    if root and root.keys and text[root.span.start] == "{":
        at = root.keys[0].span.start
        return Edit(Span(at, at), f"{_yaml_pair(names, written)}, ")
    inner = f"{{{_yaml_pair(rest, written)}}}" if rest else written
    return insert_key(text, block, root, first, inner)


def _insert_below(
    text: str, block: Block, parent: Node, names: Sequence[str], written: str
) -> Iterator[Edit]:
    """Yield where the value may go into a mapping that is there; not each fits each mapping."""
    newline, name = newline_of(text), names[-1]
    json = block.dialect is Dialect.JSON
    equals = " = " if block.dialect is Dialect.TOML else ": "
    pair = f'"{name}"{equals}{written}' if json else f"{name}{equals}{written}"
    if parent.kind is Kind.MAPPING and parent.keys:
        first = min(key.span.start for key in parent.keys)
        start = line_start(text, first)
        if not text[start:first].strip(" \t"):
            comma = "," if parent.flow or json or text[parent.span.start] == "{" else ""
            yield Edit(Span(start, start), f"{text[start:first]}{pair}{comma}{newline}")
        yield Edit(Span(first, first), f"{pair}, ")
        yield Edit(Span(start, start), f"{'.'.join(names)}{equals}{written}{newline}")
        return
    end = parent.span.end
    yield Edit(Span(end, end), f"{newline}{pair}")  # a table of TOML
    yield Edit(Span(end, end), f" {{{pair}}}")  # nothing, in YAML
    yield Edit(parent.span, f"{{{pair}}}")


def _yaml_pair(names: Sequence[str], written: str) -> str:
    return f"{names[0]}: {written}" if len(names) == 1 else f"{names[0]}: {{{names[1]}: {written}}}"


def _lines(text: str, key: Node, value: Node) -> Span:
    """Return the whole lines of a key and its value, which are a sign of it or a word."""
    newline = newline_of(text)
    end = text.find(newline, max(key.span.end, value.span.end))
    return Span(line_start(text, key.span.start), end + len(newline) if end >= 0 else len(text))


def _first_sound(
    text: str,
    places: Iterable[Sequence[Edit]],
    names: Sequence[str],
    value: bool | int | None,
    path: str,
) -> str | None:
    """Return the text with the first edits that do what they should and nothing else."""
    before, body = read_apart(text, path)
    wanted = _changed(before.values, names, value)
    for edits in places:
        try:
            made = splice(text, edits)
            after, rest = read_apart(made, path)
        except (L10nError, ValueError):
            continue
        if _same(after.values, wanted) and rest == body:
            return made
    return None


def _changed(
    values: Mapping[str, Any], names: Sequence[str], value: bool | int | None
) -> dict[str, Any]:
    """Return what a front matter says when a value is put in, or taken out for None."""
    changed = deepcopy(dict(values))
    level = changed
    for name in names[:-1]:
        key = _key_of(level, name)
        if not isinstance(level.get(key), dict):
            level[key] = {}
        level = level[key]
    key = _key_of(level, names[-1])
    level.pop(key, None)
    if value is not None:
        level[key] = value
    return changed


def _key_of(values: dict[str, Any], name: str) -> str:
    return next((key for key in values if str(key).lower() == name.lower()), name)


def _same(one: object, other: object) -> bool:
    """Return whether two values say the same, of the same types: 1 is not true."""
    return repr(_sorted(one)) == repr(_sorted(other))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda each: str(each[0]))
        return [(key, _sorted(each)) for key, each in pairs]
    if isinstance(value, list):
        return [_sorted(each) for each in value]
    return value
