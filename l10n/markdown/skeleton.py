"""The skeleton of a Markdown text: all that a translation must leave as it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from markdown_it.token import Token

from l10n.markdown.breaks import flatten
from l10n.markdown.inlines import Labels, count_emphases, locate_inlines
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.segments import Layout, Parsed, Part, read_layout
from l10n.text import Edit, Span

Skeleton: TypeAlias = tuple[tuple[str, ...], ...]
"""One row a block event, in document order; equal skeletons mean the same structure."""

_VERBATIM: Final = ("fence", "code_block", "html_block")
_REMARK: Final = re.compile(r"(?<!:)//[^\n]*\n")
_NO_EDIT: Final = (1 << 62, 0)
"""Beyond the end of any text."""


def read_skeleton(text: str) -> Skeleton:
    """Return the skeleton of a Markdown body: blocks, nesting, code, HTML, line syntax.

    What stands between the parts of a text block (shortcode lines, alert and task markers,
    attribute lists) belongs to it; the text itself does not.
    """
    layout = read_layout(text, 0)
    rows = [_row(token) for token in layout.parsed.tokens]
    return (*rows, *_definitions(layout.parsed), *_line_syntax(layout))


def has_same_skeleton(source: Layout, merged: Layout, edits: Sequence[Edit]) -> bool:
    """Return whether ``merged`` is ``source`` with ``edits``, and differs in nothing else.

    Edits are ordered and disjoint, in the source guide's text. Every text has to be exactly where
    the edits put it, so each edit has stayed in its own place, too.
    """
    old, new = source.parsed, merged.parsed
    return (
        _has_same_blocks(old, new)
        and _definitions(old) == _definitions(new)
        and _shortcodes(old) == _shortcodes(new)
        and len(source.blocks.troubles) == len(merged.blocks.troubles)
        and _has_moved(source.parts, merged.parts, edits)
        and not any(_leaks(merged, block) for block in _shared_blocks(source.parts, edits))
    )


def _has_same_blocks(old: Parsed, new: Parsed) -> bool:
    if len(old.rows) == len(new.rows) and all(map(_is_same_row, old.rows, new.rows)):
        return True
    # What is plain in one may be read by the parser in the other, and still be the same.
    return _are_same(old.tokens, new.tokens)


def _is_same_row(old: Row, new: Row) -> bool:
    if isinstance(old, PlainBlock) and isinstance(new, PlainBlock):
        return old.kind == new.kind and old.marks == new.marks and len(old.texts) == len(new.texts)
    if isinstance(old, PlainBlock) or isinstance(new, PlainBlock):
        return False
    return _are_same(old, new)


def _are_same(old: Sequence[Token], new: Sequence[Token]) -> bool:
    return len(old) == len(new) and all(map(_is_same, old, new))


def _row(token: Token) -> tuple[str, ...]:
    return (
        token.type,
        token.tag,
        str(token.level),
        token.markup,
        token.info,
        " ".join(f"{name}={value}" for name, value in token.attrs.items()),
        "tight" if token.hidden else "",
        str(token.meta.get("label", "")),
        token.content if token.type in _VERBATIM else "",
        "text" if token.type == "inline" and token.content else "",
    )


def _is_same(old: Token, new: Token) -> bool:
    if old.type != new.type or old.level != new.level or old.hidden != new.hidden:
        return False
    if old.type == "inline":
        return bool(old.content) == bool(new.content)
    return (
        old.markup == new.markup
        and old.tag == new.tag
        and old.info == new.info
        and old.attrs == new.attrs
        and old.meta.get("label") == new.meta.get("label")
        and old.content == new.content
    )


def _definitions(parsed: Parsed) -> Skeleton:
    definitions = parsed.environment.get("references", {})
    return tuple((label, each["href"], each["title"]) for label, each in definitions.items())


def _shortcodes(parsed: Parsed) -> Counter[str]:
    spans = (span.of(parsed.text) for span in parsed.shortcodes)
    if parsed.syntax.has_tags:  # a remark ends with its line
        return Counter(each if _REMARK.search(each) else flatten(each) for each in spans)
    return Counter(map(flatten, spans))


def _has_moved(old: Sequence[Part], new: Sequence[Part], edits: Sequence[Edit]) -> bool:
    """Return whether each part is where the edits move it, with their text and nothing more."""
    if len(old) != len(new):
        return False
    return all(
        after.span == span
        and after.text.kind == before.text.kind
        and after.text.place == before.text.place
        and after.text.opens == before.text.opens
        for before, after, span in zip(old, new, _moved(old, edits), strict=True)
    )


def _moved(parts: Iterable[Part], edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """Yield where each part is after the edits; an edit at its start is in it."""
    growths = ((start, len(text) - (end - start)) for (start, end), text in edits)
    following, growth = next(growths, _NO_EDIT)
    shift = 0
    for part in parts:
        start, end = part.span
        while following < start:
            shift += growth
            following, growth = next(growths, _NO_EDIT)
        start += shift
        while following < end:
            shift += growth
            following, growth = next(growths, _NO_EDIT)
        yield start, end + shift


def _shared_blocks(parts: Sequence[Part], edits: Sequence[Edit]) -> Iterator[int]:
    """Yield the blocks of several parts that have an edit."""
    sizes = Counter(part.block for part in parts)
    starts = {edit.span.start for edit in edits}
    yield from {part.block for part in parts if sizes[part.block] > 1 and part.span.start in starts}


def _leaks(layout: Layout, block: int) -> bool:
    """Return whether inline syntax of one part of a block joins with that of another.

    Markdown reads the parts as one paragraph, so what one leaves open the next could close.
    """
    text, labels = layout.parsed.text, layout.parsed.labels
    lines = [part.text.lines for part in layout.parts if part.block == block]
    spans = [Span(each[0].start, each[-1].end) for each in lines]
    whole = Span(spans[0].start, spans[-1].end)
    found = _placeables(text, whole, labels)
    alone = [each for span in spans for each in _placeables(text, span, labels)]
    emphases = sum(count_emphases(span.of(text), labels) for span in spans)
    return [
        each
        for each in found
        if any(each.start < span.end and span.start < each.end for span in spans)
    ] != alone or count_emphases(whole.of(text), labels) != emphases


def _placeables(text: str, span: Span, labels: Labels) -> list[Span]:
    found = locate_inlines(span.of(text), labels)
    return [Span(each.span.start + span.start, each.span.end + span.start) for each in found]


def _line_syntax(layout: Layout) -> Skeleton:
    """Return what is block syntax inside text blocks, one row a block that has any."""
    rows = []
    text = layout.parsed.text
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for part in layout.parts:
        parts[part.block].append(part)
    for number, block in enumerate(layout.blocks.texts):
        position = block.lines[0].start
        between = []
        for part in parts[number]:
            between.append(text[position : part.text.lines[0].start].strip())
            position = part.text.lines[-1].end
        between.append(text[position : block.lines[-1].end].strip())
        if any(between):
            rows.append((block.kind, *between))
    return tuple(rows)
