"""Where the texts of a front matter or a data file are, and how others are written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.fields import Fields, compile_fields, match_field
from l10n.frontmatter.node import STRING, Node
from l10n.frontmatter.places import Place, named_places, sort_places, walk_places
from l10n.frontmatter.scalar import render_block, render_scalar
from l10n.frontmatter.strings import render_json, render_toml
from l10n.frontmatter.tree import read_tree
from l10n.guide import Finding, Severity
from l10n.text import Edit, Span, line_at, line_starts, newline_of


@dataclass(frozen=True, slots=True)
class Value:
    """A text in a front matter."""

    field: str
    """Its path: ``faq.0.question``. Only a repeated key gives two values of one field."""
    name: str
    """What translators read about it: ``faq.question``."""
    text: str
    """As it is read; never blank."""
    span: Span
    """The scalar or the alias alone: quotes or block header, not the anchor, tag or comment."""
    style: str
    """Its Node's."""
    flow: bool
    """Whether it stands inside brackets or braces."""
    line: int
    """From 1 in the file."""
    dialect: Dialect
    forms: tuple[Form, ...] = ()
    """Of a message that differs by number, in the order of the file; its text is that of one."""
    has_bars: bool = False
    """Whether its forms are one string, with bars between them."""

    @property
    def is_block(self) -> bool:
        """Return whether it is written on lines of its own below its header."""
        return self.style in _BLOCK_STYLES


class Form(NamedTuple):
    """A plural form of a message."""

    category: str
    """CLDR's name of it, which is its key."""
    key: Span
    value: Value


_BLOCK_STYLES: Final = ("|", ">")
_INDIRECT: Final = ("*", "<<", "!")
"""Without one of these there is no alias, and no merge key."""
_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_BLANK_LAST_LINE: Final = re.compile(r"\n[ \t]+\n*\Z")
_LINE_END: Final = re.compile(r"(?:\r\n|\r|\n)\Z")
_REST_OF_LINE: Final = re.compile(r"[^\r\n]*")


def locate_values(
    text: str, block: Block, root: Node | None, fields: tuple[str, ...]
) -> tuple[Value, ...]:
    """Locate the strings of a front matter that ``fields`` name, ordered and disjoint.

    ``root`` is its tree. A field is a dotted path where ``*`` stands for any index or key. What is
    not read as a string, and blank text, is no value. An anchor's value is one with that of its
    aliases when all of them are named, and left to ``find_shared`` when only some are; an alias
    that is named while its anchor is not is a place of its own.
    """
    if root is None:
        return ()
    named = compile_fields(fields)
    starts = line_starts(text[: block.span.end])
    if _has_aliases(text, block):
        places: Iterable[Place] = sort_places(root, named)[0]
    else:
        places = named_places(root, named)
    values = (_value(text, block.dialect, place, named, starts) for place in places)
    return tuple(sorted(values, key=lambda value: value.span))


def _has_aliases(text: str, block: Block) -> bool:
    content = block.span.of(text)
    return block.dialect is Dialect.YAML and any(sign in content for sign in _INDIRECT)


def find_shared(
    text: str, block: Block, root: Node | None, fields: tuple[str, ...], path: str
) -> tuple[Finding, ...]:
    """Find the named values that cannot change alone, because an alias uses them elsewhere."""
    if root is None or not _has_aliases(text, block):
        return ()
    starts = line_starts(text)
    _, shared = sort_places(root, compile_fields(fields))
    return tuple(
        Finding(
            "shared-value",
            Severity.WARNING,
            path,
            line_at(starts, place.holder.span.start),
            f"{place.field} is not translated, because an alias uses it for a field "
            "that is none; write the value twice, or name both fields",
        )
        for place in shared
    )


def edit_value(text: str, value: Value, new: str) -> Edit:
    """Write ``new`` in a value's place, in its style when it can be, so that it reads back.

    Raises L10nError for a lone surrogate.
    """
    source = value.span.of(text)
    if value.dialect is Dialect.TOML:
        written = render_toml(new, source, newline_of(text))
    elif value.dialect is Dialect.JSON:
        written = render_json(new, source)
    elif value.is_block:
        written = render_block(new, source, value.text, newline_of(text))
    else:
        written = render_scalar(new, value.style, flow=value.flow)
    return Edit(value.span, written)


def check_edited(root: Node | None, after: str, changed: Mapping[str, str], path: str) -> None:
    """Check that the front matter of ``after`` says what ``root`` says but for ``changed``.

    ``after`` is a whole guide; ``changed`` are texts by their fields. Raises L10nError when
    anything else differs.
    """
    block = find_block(after, path)
    compare_trees(root, read_tree(after, block, path) if block else None, changed, path)


def compare_trees(
    before: Node | None, after: Node | None, changed: Mapping[str, str], path: str
) -> None:
    """Check that one tree says what another says but for ``changed``, texts by their fields.

    Raises L10nError when anything else differs.
    """
    old, new = _places(before), _places(after)
    own = {place.holder: place.field for place in old if place.own}
    for was, now in zip(old, new, strict=False):
        field = own[was.holder]
        leaf, now_leaf = was.holder.real, now.holder.real
        expected = changed.get(field, changed.get(own.get(leaf, field)))
        wanted = (leaf.tag, leaf.text) if expected is None else (STRING, expected)
        if was.path != now.path or wanted != (now_leaf.tag, now_leaf.text):
            _refuse_edit(field, path)
    if len(old) != len(new):
        _refuse_edit("a field", path)


def _refuse_edit(field: str, path: str) -> None:
    message = (
        f"the translated front matter does not read back ({field}); "
        "take that field out of 'fields' and report this as a bug"
    )
    raise L10nError(message, path=path)


def _places(root: Node | None) -> tuple[Place, ...]:
    return tuple(walk_places(root)) if root else ()


def _value(
    text: str,
    dialect: Dialect,
    place: Place,
    fields: Fields,
    starts: Sequence[int],
) -> Value:
    holder = place.holder
    pattern = match_field(place.path, fields) or place.path
    return Value(
        field=place.field,
        name=".".join(part for part in pattern if part != "*") or place.field,
        text=holder.real.text,
        span=span_of(text, holder),
        style=holder.style,
        flow=holder.flow,
        line=line_at(starts, holder.span.start),
        dialect=dialect,
    )


def value_at(text: str, dialect: Dialect, node: Node) -> Value:
    """Return a scalar as a value without a name, to be written anew."""
    span = span_of(text, node)
    return Value("", "", node.real.text, span, node.style, node.flow, 0, dialect)


def span_of(text: str, node: Node) -> Span:
    """Return a node's span; a block scalar's ends before its last line end and blank lines."""
    return _block_span(text, node) if node.style in _BLOCK_STYLES else node.span


def _block_span(text: str, node: Node) -> Span:
    """Return a block scalar's span without its last line end and the blank lines after it."""
    source = node.span.of(text)
    header = _HEADER.match(source)
    if _BLANK_LAST_LINE.search(node.text) or (header and "+" in header.group()):
        # These blank lines are part of the value.
        return Span(node.span.start, node.span.start + len(_LINE_END.sub("", source)))
    last_line = _REST_OF_LINE.match(text, node.span.start + len(source.rstrip(" \t\r\n")))
    return Span(node.span.start, last_line.end() if last_line else node.span.end)
