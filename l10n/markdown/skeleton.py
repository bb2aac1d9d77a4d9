"""The skeleton of a Markdown text: all that a translation must leave as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from markdown_it.token import Token

from l10n.html.tags import read_tag
from l10n.markdown.breaks import flatten
from l10n.markdown.inlines import InlineKind, Labels, count_emphases, locate_inlines
from l10n.markdown.parsed import Parsed
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.plaintokens import FIXED, INFO
from l10n.markdown.segments import Layout, Part
from l10n.markdown.shortcodes.inline import fixed_form
from l10n.markdown.syntaxes.syntax import MATH
from l10n.text import Edit, Span, splice

_REMARK: Final = re.compile(r"(?<!:)//[^\n]*\n")
_FORMULA: Final = re.compile(r"\n[ \t>]*(?:\$\$|\\\[)")
_BLANK_LINE: Final = re.compile(r"\n[ \t>]*\n")
_BRACED: Final = re.compile(r"\{(?!\{)[\s\S]*(?<!\})\}")
_NO_EDIT: Final = (1 << 62, 0)
"""Beyond the end of any text."""


def has_same_skeleton(source: Layout, merged: Layout, edits: Sequence[Edit]) -> bool:
    """Return whether ``merged`` is ``source`` with ``edits``, and differs in nothing else.

    Edits are ordered and disjoint, in the source guide's text. Every text has to be exactly where
    the edits put it, so each edit has stayed in its own place, too.
    """
    old, new = source.parsed, merged.parsed
    return (
        _has_same_blocks(old, new)
        and len(source.bodies) == len(merged.bodies)
        and all(
            _has_same_blocks(before.parsed, after.parsed)
            and _definitions(before.parsed) == _definitions(after.parsed)
            for before, after in zip(source.bodies, merged.bodies, strict=True)
        )
        and _definitions(old) == _definitions(new)
        and _shortcodes(source) == _shortcodes(merged)
        and len(source.blocks.troubles) == len(merged.blocks.troubles)
        and _has_moved(source.parts, merged.parts, edits)
        and (not old.syntax.is_vue or _braced(source) == _braced(merged))
        and all(
            _leak_alike(_read_leak(source, blocks), _read_leak(merged, blocks))
            for blocks in _shared_blocks(source, edits)
        )
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


def _is_same(old: Token, new: Token) -> bool:
    if old.type != new.type or old.level != new.level or old.hidden != new.hidden:
        return False
    if old.type == "inline":
        return bool(old.content) == bool(new.content)
    return (
        old.markup == new.markup
        and old.tag == new.tag
        and old.meta.get(INFO, old.info) == new.meta.get(INFO, new.info)
        and old.attrs == new.attrs
        and old.meta.get("label") == new.meta.get("label")
        and _fixed(old) == _fixed(new)
    )


def _fixed(token: Token) -> str:
    """Return what a block holds besides texts."""
    fixed: str = token.meta.get(FIXED, token.content)
    return fixed


def _definitions(parsed: Parsed) -> list[tuple[str, str]]:
    definitions = parsed.environment.get("references", {})
    return [(label, each["href"]) for label, each in definitions.items()]


def _shortcodes(layout: Layout) -> Counter[str]:
    """Count what has to come back, without the texts in it."""
    parsed = layout.parsed
    if not parsed.shortcodes:
        return Counter()
    texts = _texts(layout)
    spans = (_without(parsed, span, texts) for span in parsed.shortcodes)
    if parsed.syntax.has_tags:  # a remark ends with its line
        return Counter(each if _REMARK.search(each) else flatten(each) for each in spans)
    return Counter(map(flatten, spans))


def _texts(layout: Layout) -> list[Span]:
    lines = (part.text.lines for part in layout.parts)
    return [Span(each[0].start, each[-1].end) for each in lines]


def _without(parsed: Parsed, shortcode: Span, texts: Sequence[Span]) -> str:
    """Return a shortcode without the texts in it, which it neither begins nor ends with."""
    inner = Span(shortcode.start + 1, shortcode.end)
    besides = _besides(parsed.text, inner, texts)
    if besides == inner.of(parsed.text):
        if parsed.text.startswith("<", shortcode.start):
            return read_tag(shortcode.of(parsed.text), parsed.syntax).fixed
        return fixed_form(parsed.text, shortcode, parsed.syntax)
    return parsed.text[shortcode.start] + besides


def _besides(text: str, span: Span, texts: Sequence[Span]) -> str:
    """Return what stands in ``span`` besides the texts that begin in it."""
    first, end = (bisect_left(texts, each, key=_start) for each in span)
    edits = [Edit(Span(a - span.start, b - span.start), "\0") for a, b in texts[first:end]]
    return splice(span.of(text), edits)


def _start(span: Span) -> int:
    return span.start


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


def _shared_blocks(layout: Layout, edits: Sequence[Edit]) -> Iterator[frozenset[int]]:
    """Yield the blocks, or groups of them, of several parts that have an edit."""
    parts = layout.parts
    sizes = Counter(part.block for part in parts)
    starts = {edit.span.start for edit in edits}
    edited = {part.block for part in parts if part.span.start in starts}
    yield from (frozenset({each}) for each in edited if sizes[each] > 1)
    if MATH in layout.parsed.syntax.spans:
        yield from (each for each in _around_formulas(layout) if not edited.isdisjoint(each))


def _around_formulas(layout: Layout) -> Iterator[frozenset[int]]:
    """Yield the blocks around formulas on lines of their own: with these, a paragraph to Hugo."""
    text = layout.parsed.text
    group: list[int] = []
    for before, after in pairwise(layout.parts):
        between = text[before.text.lines[-1].end : after.text.lines[0].start]
        if _FORMULA.search(between) and not _BLANK_LINE.search(between):
            group += (before.block, after.block)
        elif group:
            yield frozenset(group)
            group = []
    if group:
        yield frozenset(group)


def _braced(layout: Layout) -> list[int]:
    """Return the blocks between braces: after a table, all of one are its attributes."""
    text = layout.parsed.text
    ends = ((each.lines[0].start, each.lines[-1].end) for each in layout.blocks.texts)
    return [
        number for number, (start, end) in enumerate(ends) if _BRACED.fullmatch(text, start, end)
    ]


class _Leak(NamedTuple):
    """How inline syntax of one part of a block joins with that of another."""

    joined: tuple[tuple[InlineKind, str], ...]
    """Placeables that the parts have together, and none has alone; what code says is left out."""
    lost: tuple[tuple[InlineKind, str], ...]
    """Those that a part has alone, and all have not together."""
    emphases: int
    """How many more the parts have together."""


def _leak_alike(old: _Leak, new: _Leak) -> bool:
    """Return whether the parts do to each other what they did before, or emphasise nothing."""
    same = old.joined == new.joined and old.lost == new.lost
    return same and new.emphases in (0, old.emphases)


def _read_leak(layout: Layout, blocks: frozenset[int]) -> _Leak:
    """Return what the parts of a block, or of several, do to each other.

    Markdown reads the parts as one paragraph, so what one leaves open the next could close.
    """
    text, labels = layout.parsed.text, layout.parsed.labels
    lines = [part.text.lines for part in layout.parts if part.block in blocks]
    spans = [Span(each[0].start, each[-1].end) for each in lines]
    whole = Span(spans[0].start, spans[-1].end)
    found = [
        each
        for each in _placeables(text, whole, labels)
        if any(each[1].start < span.end and span.start < each[1].end for span in spans)
    ]
    alone = [each for span in spans for each in _placeables(text, span, labels)]
    emphases = sum(count_emphases(span.of(text), labels) for span in spans)
    return _Leak(
        tuple(_named(text, each) for each in found if each not in alone),
        tuple(_named(text, each) for each in alone if each not in found),
        count_emphases(whole.of(text), labels) - emphases,
    )


def _placeables(text: str, span: Span, labels: Labels) -> list[tuple[InlineKind, Span]]:
    return [
        (each.kind, each.span.moved(span.start)) for each in locate_inlines(span.of(text), labels)
    ]


def _named(text: str, placeable: tuple[InlineKind, Span]) -> tuple[InlineKind, str]:
    kind, span = placeable
    return kind, "" if kind is InlineKind.CODE else flatten(span.of(text))
