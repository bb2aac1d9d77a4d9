"""Write into tables of TOML: keys on lines of their own, and tables with headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.parts.braces import brace, brace_pair
from l10n.frontmatter.parts.named import Pair, pairs_of
from l10n.frontmatter.parts.sheet import (
    Fresh,
    Sheet,
    before,
    end_of,
    fresh_items,
    fresh_pairs,
    is_braced,
    is_table,
    line_end,
    line_start,
    next_line,
    written_key,
)
from l10n.text import Edit, Span


def insert_keys(
    sheet: Sheet, here: Node, header: str, earlier: Sequence[Pair], pairs: Sequence[Fresh]
) -> Iterator[Edit]:
    """Yield what puts pairs into a table with this ``header``, after the ``earlier`` ones."""
    lines = [each for each in pairs if not _has_header(sheet, each)]
    if lines:
        yield _insert_lines(sheet, here, header, earlier, lines)
    if tables := [each for each in pairs if each not in lines]:
        last = [child for _, child in earlier if _is_below_header(sheet, child)]
        at = line_end(sheet, end_of(sheet, last[-1] if last else here))
        written = (line for each in tables for line in _tables(sheet, each, header))
        yield Edit(Span(at, at), "".join(f"{sheet.newline}{each}" for each in written))


def drop_key(sheet: Sheet, key: Node, child: Node) -> Edit:
    """Return what takes a key out of a table."""
    end = next_line(sheet, end_of(sheet, child))
    return Edit(Span(line_start(sheet, min(key.span.start, child.span.start)), end), "")


def replace_key(sheet: Sheet, child: Node, header: str, fresh: Fresh) -> Edit:
    """Return what writes a value anew."""
    if not is_table(sheet, child):
        indent = before(sheet, child)
        span = Span(child.span.start, end_of(sheet, child))
        return Edit(span, brace(sheet, fresh, indent[: len(indent) - len(indent.lstrip())]))
    lines = list(_tables(sheet, fresh._replace(model=fresh.model or child), header))[1:]
    start = line_start(sheet, child.span.start)
    return Edit(Span(start, line_end(sheet, end_of(sheet, child))), sheet.newline.join(lines))


def _insert_lines(
    sheet: Sheet, here: Node, header: str, earlier: Sequence[Pair], pairs: Sequence[Fresh]
) -> Edit:
    inside = [each for each in pairs_of(here) if not _is_below_header(sheet, each[1], each[0])]
    names = before(sheet, inside[0][0]) if inside else _indent(sheet, here)
    lines = [f"{names}{brace_pair(sheet, each, '')}" for each in pairs]
    known = [child for key, child in earlier if (key, child) in inside]
    if known or is_table(sheet, here):
        at = line_end(sheet, end_of(sheet, known[-1]) if known else here.span.end)
        return Edit(Span(at, at), "".join(f"{sheet.newline}{each}" for each in lines))
    at = line_start(sheet, min(here.span.start, *(key.span.start for key, _ in pairs_of(here))))
    if not inside:
        lines = [f"{names}[{header}]", *lines, ""]
    return Edit(Span(at, at), "".join(f"{each}{sheet.newline}" for each in lines))


def _tables(sheet: Sheet, fresh: Fresh, header: str) -> Iterator[str]:
    """Yield the lines of what has a header, or one for each item, and a blank one before each."""
    name = f"{header}.{written_key(sheet, fresh.key)}" if header else written_key(sheet, fresh.key)
    is_many = fresh.node.real.kind is Kind.SEQUENCE
    for each in fresh_items(fresh) if is_many else (fresh,):
        model = each.model if each.model and is_table(sheet, each.model) else fresh.model
        indent = _indent(sheet, model) if model else ""
        pairs = list(fresh_pairs(each))
        lines = [pair for pair in pairs if not _has_header(sheet, pair)]
        if lines or is_many or not pairs:
            yield ""
            yield f"{indent}[[{name}]]" if is_many else f"{indent}[{name}]"
        inner = _inner_indent(sheet, model, indent)
        yield from (f"{inner}{brace_pair(sheet, pair, inner)}" for pair in lines)
        for pair in pairs:
            if pair not in lines:
                yield from _tables(sheet, pair, name)


def _has_header(sheet: Sheet, fresh: Fresh) -> bool:
    """Return whether a value gets a header, as its model has one."""
    if fresh.model is None or fresh.node.real.kind is not fresh.model.kind:
        return False
    if fresh.model.kind is Kind.SEQUENCE:
        return is_table(sheet, fresh.model)
    return fresh.model.kind is Kind.MAPPING and _is_below_header(sheet, fresh.model)


def _is_below_header(sheet: Sheet, node: Node, key: Node | None = None) -> bool:
    """Return whether a value is in a table of its own, or consists of such."""
    if node.kind is Kind.SCALAR or is_braced(sheet, node):
        return False
    return is_table(sheet, node) or before(sheet, key or node).lstrip().startswith("[")


def _indent(sheet: Sheet, node: Node) -> str:
    line = before(sheet, node)
    return line[: len(line) - len(line.lstrip())]


def _inner_indent(sheet: Sheet, model: Node | None, indent: str) -> str:
    inside = [key for key, _ in pairs_of(model) if "[" not in before(sheet, key)]
    return _indent(sheet, inside[0]) if inside and model and model.kind is Kind.MAPPING else indent
