"""Write into mappings of YAML that have a line for each key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.parts.braces import brace
from l10n.frontmatter.parts.sheet import (
    Fresh,
    Sheet,
    before,
    end_of,
    fresh_items,
    fresh_pairs,
    is_braced,
    line_end,
    line_start,
    next_line,
    written_key,
    written_scalar,
)
from l10n.text import Edit, Span


def insert_lines(
    sheet: Sheet, here: Node, anchor: tuple[Node, Node] | None, pairs: Sequence[Fresh]
) -> Edit:
    """Return what puts pairs into a mapping that has some, after one of them or before all."""
    indent = _indent(sheet, here.keys[0])
    lines = [line for each in pairs for line in _pair_lines(sheet, each, indent)]
    if anchor:
        at = line_end(sheet, end_of(sheet, anchor[1]))
        return Edit(Span(at, at), "".join(f"{sheet.newline}{each}" for each in lines))
    at = line_start(sheet, here.keys[0].span.start)
    return Edit(Span(at, at), "".join(f"{each}{sheet.newline}" for each in lines))


def drop_line(sheet: Sheet, key: Node, child: Node) -> Edit:
    """Return what takes a key out of a mapping."""
    end = next_line(sheet, end_of(sheet, child))
    return Edit(Span(line_start(sheet, key.span.start), end), "")


def replace_pair(sheet: Sheet, key: Node, child: Node, fresh: Fresh) -> Edit:
    """Return what writes a pair anew."""
    first, *rest = _pair_lines(sheet, fresh, _indent(sheet, key))
    end = end_of(sheet, child)
    if rest and end <= key.span.end + 1:  # nothing but a comment is there
        at = line_end(sheet, end)
        return Edit(Span(at, at), "".join(f"{sheet.newline}{each}" for each in rest))
    start = line_start(sheet, key.span.start)
    return Edit(Span(start, end), sheet.newline.join([first, *rest]))


def _pair_lines(sheet: Sheet, fresh: Fresh, indent: str) -> Iterator[str]:
    """Yield the lines of a key and its value."""
    key = f"{indent}{written_key(sheet, fresh.key)}:"
    if _is_short(sheet, fresh):
        yield f"{key} {_short(sheet, fresh, indent)}"
        return
    yield key
    yield from _value_lines(sheet, fresh, indent + _step(sheet, fresh))


def _step(sheet: Sheet, fresh: Fresh) -> str:
    """Return by what a value is indented more deeply than its key, as the source has it."""
    model, (start, end) = fresh.model, fresh.key.span
    if model is None or start == end or model.kind is not fresh.node.real.kind:
        return sheet.step
    return " " * (len(before(sheet, model)) - len(before(sheet, fresh.key)))


def _value_lines(sheet: Sheet, fresh: Fresh, indent: str) -> Iterator[str]:
    if fresh.node.real.kind is Kind.MAPPING:
        for each in fresh_pairs(fresh):
            yield from _pair_lines(sheet, each, indent)
        return
    for each in fresh_items(fresh):
        if _is_short(sheet, each):
            yield f"{indent}- {_short(sheet, each, indent)}"
            continue
        first, *rest = _value_lines(sheet, each, f"{indent}  ")
        yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
        yield from rest


def _is_short(sheet: Sheet, fresh: Fresh) -> bool:
    """Return whether a value begins on the line of its key."""
    node = fresh.node.real
    if node.kind is Kind.SCALAR or not node.children:
        return True
    return fresh.model is not None and is_braced(sheet, fresh.model)


def _short(sheet: Sheet, fresh: Fresh, indent: str) -> str:
    if fresh.node.real.kind is Kind.SCALAR:
        return written_scalar(sheet, fresh, indent, flow=False)
    return brace(sheet, fresh, indent)


def _indent(sheet: Sheet, key: Node) -> str:
    return " " * len(before(sheet, key))
