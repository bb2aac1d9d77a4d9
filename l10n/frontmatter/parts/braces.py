"""Write into mappings that are in braces: JSON, and what YAML and TOML have of it."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.frontmatter.block import Dialect
from l10n.frontmatter.members import drop_pairs
from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.parts.sheet import (
    Fresh,
    Sheet,
    before,
    end_of,
    fresh_items,
    fresh_pairs,
    is_braced,
    written_key,
    written_scalar,
)
from l10n.text import Edit, Span


def brace(sheet: Sheet, fresh: Fresh, indent: str) -> str:
    """Return a value on one line, or on as many as its model has; ``indent`` is its key's."""
    kind = fresh.node.real.kind
    if kind is Kind.SCALAR:
        return written_scalar(sheet, fresh, indent, flow=True)
    inner = indent + sheet.step
    if kind is Kind.MAPPING:
        parts = [brace_pair(sheet, each, inner) for each in fresh_pairs(fresh)]
        opening, closing = "{", "}"
    else:
        parts = [brace(sheet, each, inner) for each in fresh_items(fresh)]
        opening, closing = "[", "]"
    if parts and _has_lines(sheet, fresh):
        between = f",{sheet.newline}{inner}"
        return f"{opening}{between[1:]}{between.join(parts)}{sheet.newline}{indent}{closing}"
    return opening + ", ".join(parts) + closing


def brace_pair(sheet: Sheet, fresh: Fresh, indent: str) -> str:
    """Return a key and its value."""
    equals = " = " if sheet.dialect is Dialect.TOML else ": "
    return f"{written_key(sheet, fresh.key)}{equals}{brace(sheet, fresh, indent)}"


def insert_braced(
    sheet: Sheet, here: Node, anchor: tuple[Node, Node] | None, pairs: Sequence[Fresh]
) -> Edit:
    """Return what puts pairs into a mapping that has some, after one of them or before all."""
    key, child = anchor or (here.keys[0], here.children[0])
    indent = before(sheet, key)
    is_alone = not indent.strip()
    between = f",{sheet.newline}{indent}" if is_alone else ", "
    written = [brace_pair(sheet, each, indent if is_alone else "") for each in pairs]
    if anchor:
        at = end_of(sheet, child)
        return Edit(Span(at, at), between + between.join(written))
    at = key.span.start
    return Edit(Span(at, at), between.join(written) + between)


def drop_braced(sheet: Sheet, here: Node, keys: Sequence[Node]) -> list[Edit]:
    """Return what takes keys out of a mapping."""
    ends = [end_of(sheet, each) for each in here.children]
    return drop_pairs(here.keys, ends, [each in keys for each in here.keys])


def _has_lines(sheet: Sheet, fresh: Fresh) -> bool:
    model = fresh.model
    is_one = model is None or (sheet.dialect is Dialect.TOML and model.kind is Kind.MAPPING)
    if is_one or model is None or not is_braced(sheet, model):
        return False
    return "\n" in sheet.text[model.span.start : end_of(sheet, model)]
