"""A data file that is written into: where what is in it begins and ends, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from l10n.frontmatter.block import Dialect
from l10n.frontmatter.messages import CATEGORIES
from l10n.frontmatter.node import STRING, Kind, Node, key_name
from l10n.frontmatter.parts.named import atom_text, key_text, pairs_of
from l10n.frontmatter.scalar import render_block, render_scalar
from l10n.frontmatter.strings import render_json, render_toml
from l10n.frontmatter.values import span_of

_LINE_END: Final = re.compile(r"\r\n|\r|\n|\Z")
_CLOSING: Final = re.compile(r"(?:[ \t\r\n,:]++|(?<=[ \t\r\n,])#[^\r\n]*+)*+[\]}]")
_BLOCK: Final = ("|", ">")


class Sheet(NamedTuple):
    """A data file that is written into."""

    text: str
    dialect: Dialect
    newline: str
    step: str = "  "
    """By what the source's part is indented more deeply than its key."""


class Fresh(NamedTuple):
    """A value that is to be written under a key."""

    key: Node
    node: Node
    model: Node | None = None
    """What the source has there, whose style it gets; of what is no text, it says the same."""

    @property
    def name(self) -> str:
        """Return the key as a part of a path."""
        return key_name(self.key)


def said_pairs(node: Node, model: Node | None) -> Iterator[Fresh]:
    """Yield what a mapping is to hold, each under the key that the source has."""
    models = {key_name(key): (key, child) for key, child in pairs_of(model)}
    for key, child in pairs_of(node):
        known = models.get(key_name(key))
        yield Fresh(known[0], child, known[1]) if known else Fresh(key, child)


def fresh_pairs(fresh: Fresh) -> Iterator[Fresh]:
    """Yield what a mapping that is new holds: in the source's order, with what only that has."""
    models = {key_name(key): Fresh(key, child, child) for key, child in pairs_of(fresh.model)}
    said = {each.name: each for each in said_pairs(fresh.node, fresh.model)}
    for name in ordered([*models], [*said]):
        yield said.get(name) or models[name]


def fresh_items(fresh: Fresh) -> Iterator[Fresh]:
    """Yield the items of a list that is new; their keys say nothing."""
    models = fresh.model.real.children if fresh.model else ()
    for index, child in enumerate(fresh.node.real.children):
        yield Fresh(fresh.key, child, models[index] if index < len(models) else None)


def ordered(names: list[str], more: list[str]) -> list[str]:
    """Return names with those that only ``more`` has: plural forms where CLDR has them."""
    order = list(names)
    for name in more:
        if name in order:
            continue
        rank = CATEGORIES.index(name) if name in CATEGORIES else 0
        after = [n for n, each in enumerate(order, start=1) if each in CATEGORIES[:rank]]
        order.insert(after[-1] if after else len(order), name)
    return order


def line_start(sheet: Sheet, at: int) -> int:
    """Return where the line of a character begins."""
    return max(sheet.text.rfind("\n", 0, at), sheet.text.rfind("\r", 0, at)) + 1


def line_end(sheet: Sheet, at: int) -> int:
    """Return where the line of a character ends, before its line end."""
    found = _LINE_END.search(sheet.text, at)
    return found.start() if found else len(sheet.text)


def next_line(sheet: Sheet, at: int) -> int:
    """Return where the line after that of a character begins."""
    found = _LINE_END.search(sheet.text, at)
    return found.end() if found else len(sheet.text)


def before(sheet: Sheet, node: Node) -> str:
    """Return what stands before a node on its line."""
    return sheet.text[line_start(sheet, node.span.start) : node.span.start]


def is_table(sheet: Sheet, node: Node) -> bool:
    """Return whether a node is a table of TOML that has a header, or a list of such."""
    first = node.children[0] if node.kind is Kind.SEQUENCE and node.children else node
    return (
        sheet.dialect is Dialect.TOML
        and first.kind is Kind.MAPPING
        and first.span == node.span
        and sheet.text.startswith("[", node.span.start)
    )


def is_braced(sheet: Sheet, node: Node) -> bool:
    """Return whether a collection is in braces or brackets."""
    is_collection = node.kind in (Kind.MAPPING, Kind.SEQUENCE)
    starts = sheet.text.startswith(("{", "["), node.span.start)
    return is_collection and starts and not is_table(sheet, node)


def end_of(sheet: Sheet, node: Node) -> int:
    """Return where a node ends, with all that is in it."""
    if node.kind in (Kind.SCALAR, Kind.ALIAS):
        return span_of(sheet.text, node).end
    if is_braced(sheet, node):
        return _closing(sheet, node) if sheet.dialect is Dialect.YAML else node.span.end
    own = node.span.end if sheet.dialect is Dialect.TOML else node.span.start
    return max([own, *(end_of(sheet, each) for each in node.children)])


def _closing(sheet: Sheet, node: Node) -> int:
    """Return where the closing brace or bracket of YAML is, of which a node does not say it."""
    inside = (end_of(sheet, each) for each in (*node.keys, *node.children))
    last = max([node.span.start + 1, *inside])
    found = _CLOSING.match(sheet.text, last)
    return found.end() if found else last


def written_key(sheet: Sheet, key: Node) -> str:
    """Return how a key is written, in its own style."""
    if sheet.dialect is Dialect.YAML and key.real.tag == STRING:
        written = key.span.of(sheet.text)
        if written == key.text:  # as the source has it
            return written
        style = key.style if key.style and written.startswith(key.style) else ""
        return render_scalar(key.real.text, style, flow=False)
    return key_text(key, sheet.dialect)


def written_scalar(sheet: Sheet, fresh: Fresh, indent: str, *, flow: bool) -> str:
    """Return how a scalar is written, in the style that its model has."""
    node, model = fresh.node.real, fresh.model.real if fresh.model else None
    if node.tag != STRING:
        return atom_text(node, sheet.dialect)
    source = model.span.of(sheet.text) if model and model.kind is Kind.SCALAR else '"'
    if sheet.dialect is Dialect.TOML:
        return render_toml(node.text, source, sheet.newline)
    if sheet.dialect is Dialect.JSON:
        return render_json(node.text, source)
    style = model.style if model else ""
    if style in _BLOCK and not flow:
        block = f"{style}{sheet.newline}{indent}{sheet.step}x"
        return render_block(node.text, block, "x", sheet.newline)
    return render_scalar(node.text, style, flow=flow)
