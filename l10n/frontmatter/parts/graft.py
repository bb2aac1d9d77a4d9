"""Put the texts of a language into its part of a data file: all else keeps its bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect
from l10n.frontmatter.fields import Pattern
from l10n.frontmatter.limits import refuse
from l10n.frontmatter.node import NULL, STRING, Kind, Node, key_name
from l10n.frontmatter.parts.braces import drop_braced, insert_braced
from l10n.frontmatter.parts.lines import drop_line, insert_lines, replace_pair
from l10n.frontmatter.parts.named import (
    Pair,
    find_missing,
    find_part,
    flow_text,
    key_text,
    named_texts,
    pairs_of,
    read_file,
    read_part,
)
from l10n.frontmatter.parts.part import Part, shown_keys
from l10n.frontmatter.parts.sheet import (
    Fresh,
    Sheet,
    before,
    is_braced,
    is_table,
    ordered,
    said_pairs,
)
from l10n.frontmatter.parts.tables import drop_key, insert_keys, replace_key
from l10n.frontmatter.places import walk_places
from l10n.frontmatter.values import edit_value, value_at
from l10n.text import Edit, Span, newline_of, splice


def write_part(text: str, part: Part, page: str) -> str:
    """Return a data file whose part of a language says what a ``page`` of ``read_part`` says.

    Values that are there are replaced; what is missing is written as the source has it, with what
    belongs to it and is no text; what the page has no longer goes. Raises L10nError where that
    cannot be done safely.
    """
    path = part.path
    dialect, root = read_file(text, path)
    model, there = find_part(root, part.source), find_part(root, part.keys)
    said = find_part(read_file(page, path)[1], part.source)
    if root is None or model is None or said is None:
        raise L10nError(find_missing(text, part) or "it says nothing: bring it back", path=path)
    sheet = Sheet(text, dialect, newline_of(text), _step(text, root, part.source))
    try:
        edits = _plan(sheet, root, part, said) if _may_hold(there) else ()
        made = splice(text, _joined(edits))
        made = _without(made, part, said)
        after = read_file(made, path)[1]
        is_alone = _outside(root, part.keys) == _outside(after, part.keys)
        is_sound = is_alone and read_part(made, part) == page
    except (L10nError, ValueError):
        is_sound = False
    if not is_sound:
        message = (
            f"its texts cannot be put into {shown_keys(part.keys)} safely: write that as "
            f"{shown_keys(part.source)} is written, or take out what is there"
        )
        refuse(text, (there or model).span.start, path, message)
    return made


def _step(text: str, root: Node, source: Pattern) -> str:
    """Return by what the keys of the source's part are indented more deeply than its own."""
    sheet = Sheet(text, Dialect.YAML, "")
    model = find_part(root, source)
    above = pairs_of(find_part(root, source[:-1])) if source else pairs_of(root)
    blocks = [each for each in above if each[1].keys and (each[1] is model or not source)]
    key, child = next(iter(blocks), (root, root))
    lines = [before(sheet, each) for each in (key, *child.keys[:1])]
    size = len(lines[-1]) - len(lines[0])
    return " " * size if size > 0 and not "".join(lines).strip() else "  "


def _may_hold(there: Node | None) -> bool:
    """Return whether keys may be written where this is."""
    return there is None or there.kind is Kind.MAPPING or there.tag == NULL


def _plan(sheet: Sheet, root: Node, part: Part, said: Node) -> Iterator[Edit]:
    model, there = find_part(root, part.source), find_part(root, part.keys)
    model = model and _pruned(model, named_texts(model, part), said)
    if there is not None and (there.keys or is_table(sheet, there)):
        yield from _change(sheet, there, part.keys, (model, named_texts(there, part)), said)
    else:
        yield from _open(sheet, root, part, model, said)


def _open(sheet: Sheet, root: Node, part: Part, model: Node | None, said: Node) -> Iterator[Edit]:
    """Yield what writes a part of which nothing is there: its texts alone, beside the source's."""
    keys = part.keys
    depth = max(n for n in range(len(keys)) if n == 0 or pairs_of(find_part(root, keys[:n])))
    path, parent = keys[:depth], find_part(root, keys[:depth]) or root
    known = {key_name(key): (key, child) for key, child in pairs_of(parent)}
    is_beside = path == part.source[:-1] and len(keys) == len(part.source) == depth + 1
    node, twin = said, _only(model or said, [*map(key_name, said.keys)])
    for name in reversed(keys[depth + 1 :]):
        node = Node(Kind.MAPPING, node.span, keys=(_key(name),), children=(node,))
        twin = Node(Kind.MAPPING, twin.span, keys=(_key(name),), children=(twin,))
    if keys[depth] in known:
        pair = known[keys[depth]]
        yield from _replace(sheet, path, pair, Fresh(pair[0], node, twin), parent)
        return
    others = [child for _, child in known.values() if child.kind is Kind.MAPPING]
    if others and all(is_table(sheet, each) for each in others):  # as other languages are written
        twin = twin._replace(span=others[-1].span)
    earlier = [known[part.source[depth]]] if is_beside else list(known.values())
    yield from _insert(sheet, parent, path, earlier, [Fresh(_key(keys[depth]), node, twin)])


def _only(node: Node, names: Sequence[str]) -> Node:
    """Return a mapping with nothing but some of its keys."""
    pairs = [each for each in pairs_of(node) if key_name(each[0]) in names]
    keys, children = tuple(key for key, _ in pairs), tuple(child for _, child in pairs)
    return node._replace(keys=keys, children=children)


def _pruned(model: Node, named: Node | None, said: Node) -> Node:
    """Return what the source has, without texts that the page has not: forms of other numbers."""
    texts = {key_name(key): child for key, child in pairs_of(named)}
    wanted = {key_name(key): child for key, child in pairs_of(said)}
    pairs = [
        (key, _pruned(child, texts[name], wanted[name]) if name in texts else child)
        for key, child in pairs_of(model)
        if (name := key_name(key)) in wanted or name not in texts
    ]
    if not pairs:
        return model
    keys, children = tuple(key for key, _ in pairs), tuple(child for _, child in pairs)
    return model._replace(keys=keys, children=children)


def _key(name: str) -> Node:
    said = name.replace("\\.", ".").replace("\\\\", "\\")
    return Node(Kind.SCALAR, Span(0, 0), said, STRING)


def _change(
    sheet: Sheet,
    here: Node,
    path: Pattern,
    known: tuple[Node | None, Node | None],
    said: Node,
) -> Iterator[Edit]:
    """Yield what lets a mapping say something; ``known`` are the source's, and its own texts."""
    model, named = known
    there = {key_name(key): (key, child) for key, child in pairs_of(here)}
    texts = {key_name(key): child for key, child in pairs_of(named)}
    wanted = {each.name: each for each in said_pairs(said, model)}
    earlier: list[Pair] = []
    missing: list[Fresh] = []
    for name in ordered([key_name(key) for key, _ in pairs_of(model)], [*wanted]):
        if name in there:
            if missing:
                yield from _insert(sheet, here, path, earlier, missing)
                missing = []
            earlier.append(there[name])
            if name in wanted:
                yield from _change_pair(
                    sheet, here, path, there[name], (wanted[name], texts.get(name))
                )
        elif name in wanted:
            missing.append(wanted[name])
    if missing:
        yield from _insert(sheet, here, path, earlier, missing)


def _change_pair(
    sheet: Sheet,
    here: Node,
    path: Pattern,
    pair: Pair,
    new: tuple[Fresh, Node | None],
) -> Iterator[Edit]:
    (key, child), (fresh, named) = pair, new
    node = fresh.node.real
    if node.kind is Kind.MAPPING and child.kind is Kind.MAPPING and child.children:
        inner = (*path, key_name(key))
        yield from _change(sheet, child, inner, (fresh.model, named), node)
    elif named is None or flow_text(named, sheet.dialect) != flow_text(node, sheet.dialect):
        if node.kind is Kind.SCALAR and child.real.kind is Kind.SCALAR:
            yield edit_value(sheet.text, value_at(sheet.text, sheet.dialect, child), node.text)
        else:
            yield from _replace(sheet, path, pair, fresh._replace(key=key), here)


def _insert(
    sheet: Sheet, here: Node, path: Pattern, earlier: Sequence[Pair], pairs: Sequence[Fresh]
) -> Iterator[Edit]:
    anchor = earlier[-1] if earlier else None
    if is_braced(sheet, here):
        yield insert_braced(sheet, here, anchor, pairs)
    elif sheet.dialect is Dialect.TOML:
        yield from insert_keys(sheet, here, _header(path), earlier, pairs)
    else:
        yield insert_lines(sheet, here, anchor, pairs)


def _replace(
    sheet: Sheet, path: Pattern, pair: Pair, fresh: Fresh, here: Node | None
) -> Iterator[Edit]:
    key, child = pair
    if sheet.dialect is Dialect.YAML and here is not None and not is_braced(sheet, here):
        yield replace_pair(sheet, key, child, fresh)
    else:
        yield replace_key(sheet, child, _header(path), fresh)


def _without(text: str, part: Part, said: Node) -> str:
    """Return a data file whose part has no text any more that the page has not."""
    dialect, root = read_file(text, part.path)
    there = find_part(root, part.keys)
    named = named_texts(there, part)
    if there is None or named is None:
        return text
    return splice(text, _drop(Sheet(text, dialect, newline_of(text)), there, named, said))


def _drop(sheet: Sheet, here: Node, named: Node, said: Node) -> Iterator[Edit]:
    wanted = {key_name(key): child.real for key, child in pairs_of(said)}
    texts = {key_name(key): child.real for key, child in pairs_of(named)}
    gone = [each for each in pairs_of(here) if key_name(each[0]) in texts.keys() - wanted.keys()]
    if is_braced(sheet, here):
        yield from drop_braced(sheet, here, [key for key, _ in gone])
    else:
        drop = drop_key if sheet.dialect is Dialect.TOML else drop_line
        yield from (drop(sheet, key, child) for key, child in gone)
    for key, child in pairs_of(here):
        name = key_name(key)
        if child.kind is Kind.MAPPING and name in texts and name in wanted:
            yield from _drop(sheet, child, texts[name], wanted[name])


def _header(path: Pattern) -> str:
    return ".".join(key_text(_key(name), Dialect.TOML) for name in path)


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits whose insertions at one place are one."""
    found: defaultdict[Span, str] = defaultdict(str)
    for span, text in edits:
        found[span] += text
    return [Edit(span, text) for span, text in found.items()]


def _outside(root: Node | None, part: Pattern) -> list[tuple[Pattern, str, str]]:
    """Return what a file says outside of a part: what is an alias to this follows it."""
    places = walk_places(root) if root else ()
    return [
        (each.path, each.holder.real.tag, each.holder.real.text)
        for each in places
        if each.own and each.path[: len(part)] != part and each.path != part[: len(each.path)]
    ]
