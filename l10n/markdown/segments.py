"""The segments of a Markdown body: the locator that extracting and merging share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from l10n.guide import Place, Quoting, Segment
from l10n.html.quotes import REFERRING, read_quoted
from l10n.markdown.blocks import Blocks, read_blocks
from l10n.markdown.breaks import flatten, join_lines, soft_break
from l10n.markdown.destinations import number_destinations
from l10n.markdown.inlines import Labels, labels_at
from l10n.markdown.lines import split_blocks
from l10n.markdown.parsed import Parsed, parse_body
from l10n.markdown.scopes import find_enclosed
from l10n.markdown.shortcodes.texts import Enclosed, find_texts
from l10n.markdown.substance import has_substance, is_name, is_remark, names_no_file
from l10n.markdown.syntaxes import DEFAULT
from l10n.markdown.syntaxes.spans import read_bars
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.markdown.textblocks import TextBlock, Trouble
from l10n.text import Span, line_at, line_starts, normalize_newlines, to_span

_CELL: Final = Place.CELL  # the member of an enumeration takes long to look up


class Part(NamedTuple):
    """A run of lines that are text, also where there is nothing to translate in them."""

    span: Span
    """From its first line's start to its last line's end, in the guide's text."""
    text: TextBlock
    """Its lines are spans in the text that was parsed."""
    block: int
    """The number of the text block that it is a part of; several parts may share one."""


Said: TypeAlias = tuple[str, tuple[str, ...], tuple[Span, ...]]
"""What a run of lines says to a translator: the msgid, its targets, and the lines without the
backslash that makes a break hard."""


class Layout(NamedTuple):
    """All blocks of a body, and where their text is."""

    parsed: Parsed
    blocks: Blocks
    parts: tuple[Part, ...]
    """Ordered and disjoint."""
    offsets: Offsets
    bodies: tuple[Enclosed, ...] = ()
    """What shortcodes enclose, where that is text."""
    unread: tuple[Span, ...] = ()
    """The shortcodes of which nothing that they enclose is text."""


class Body(NamedTuple):
    """What a Markdown body holds for a translator; offsets and lines are the guide's."""

    segments: tuple[Segment, ...]
    labels: Labels
    html: int
    """How many HTML blocks pass through untouched."""
    troubles: tuple[Trouble, ...]
    layout: Layout


def read_layout(text: str, start: int, syntax: Syntax = DEFAULT) -> Layout:
    """Read the blocks of the body that begins at ``start`` of a guide's text."""
    parsed = parse_body(text[start:], syntax)
    blocks = read_blocks(parsed.masked, parsed.rows)
    offsets = Offsets.of(text, start)
    parts = split_blocks(parsed.text, parsed.shortcodes, blocks.texts)
    if not parsed.shortcodes:
        return Layout(parsed, blocks, _parts(parts, offsets), offsets)
    found = find_texts(parsed, blocks, [part for part, _ in parts])
    first = len(blocks.texts)
    parts += ((part, first + number) for part, number in found.parts)
    parts.sort(key=lambda each: each[0].lines)
    blocks = Blocks(
        (*blocks.texts, *found.blocks),
        blocks.html + found.html,
        (*blocks.troubles, *found.troubles),
    )
    bodies, unread = tuple(found.bodies), tuple(found.unread)
    parsed = _with_labels(parsed, bodies)
    return Layout(parsed, blocks, _parts(parts, offsets), offsets, bodies, unread)


def _with_labels(parsed: Parsed, bodies: Iterable[Enclosed]) -> Parsed:
    """Let the links of what shortcodes enclose be links, whose labels are defined there."""
    labels = parsed.labels
    more = labels.references.union(*(each.parsed.labels.references for each in bodies))
    if len(more) == len(labels.references):
        return parsed
    return replace(parsed, labels=replace(labels, references=more))


def _parts(parts: Iterable[tuple[TextBlock, int]], offsets: Offsets) -> tuple[Part, ...]:
    return tuple([Part(offsets.original(_whole(part)), part, number) for part, number in parts])


def _whole(block: TextBlock) -> Span:
    first, last = block.lines[0], block.lines[-1]
    return first if first is last else Span(first.start, last.end)


def locate_segments(text: str, start: int, syntax: Syntax = DEFAULT) -> Body:
    """Locate the segments of the body that begins at ``start`` of a guide's text.

    Segments are ordered, disjoint and in bounds. A trouble's ``line`` counts from 1.
    """
    layout = read_layout(text, start, syntax)
    body, labels, offsets = layout.parsed.text, layout.parsed.labels, layout.offsets
    segments = [
        segment for part in layout.parts if (segment := _segment(body, part, labels, offsets))
    ]
    troubles = tuple(
        Trouble(each.check, each.line + offsets.first_line, each.message)
        for each in (*layout.blocks.troubles, *find_enclosed(body, layout.unread))
    )
    return Body(tuple(segments), labels, layout.blocks.html, troubles, layout)


def read_said(text: str, block: TextBlock, labels: Labels) -> Said | None:
    """Return what a block of ``text`` says, None when it holds nothing to translate."""
    lines = block.lines
    labels = labels_at(block.place, labels)
    if not labels.is_markdown:
        content = _flow(text, lines)
        if block.quoting in REFERRING:
            content = read_quoted(content)
        return (content, (), lines) if _says(content, block, labels) else None
    if len(lines) == 1:
        start, end = lines[0]
        content = text[start:end]
        if "\n" in content:
            content = flatten(content)
    else:
        content, lines = join_lines(text, lines, labels)
    if block.place is _CELL:
        content = read_bars(content, labels.syntax)
    targets: tuple[str, ...] = ()
    if "](" in content:
        content, targets = number_destinations(content, labels)
    return (content, targets, lines) if has_substance(content, labels) else None


def _says(content: str, block: TextBlock, labels: Labels) -> bool:
    """Return whether a text that is no Markdown is one for translators."""
    if block.quoting in (Quoting.FENCE, Quoting.LABEL) and not names_no_file(content):
        return False
    if block.quoting is Quoting.COMMENT:
        return is_remark(content) and has_substance(content, labels)
    return has_substance(content, labels) and not is_name(content, block.place)


def _flow(text: str, lines: Sequence[Span]) -> str:
    """Put lines of a text that is no Markdown on one: their ends are blanks to its readers."""
    first, *others = (flatten(line.of(text)) for line in lines)
    for line in others:
        first += soft_break(first[-1:], line[:1]) + line
    return first


def _segment(text: str, part: Part, labels: Labels, offsets: Offsets) -> Segment | None:
    """Return the segment of a part, None when it holds nothing to translate."""
    block = part.text
    said = read_said(text, block, labels)
    if said is None:
        return None
    msgid, targets, lines = said
    whole = (part.span,) if len(lines) == 1 else tuple(map(offsets.original, lines))
    line = offsets.line(lines[0].start)
    kind, place, _, _, context, notes, quoting = block
    return Segment(kind, place, msgid, whole, line, targets, context, notes, quoting)


class Offsets(NamedTuple):
    """From offsets in a body with LF line ends to offsets and lines in its guide."""

    starts: tuple[int, ...]
    """Where each line of the body starts, in the guide; without a CR, the first one only."""
    normal: tuple[int, ...]
    """Where it starts in the body with LF line ends."""
    first_line: int
    has_cr: bool

    @classmethod
    def of(cls, text: str, start: int) -> Offsets:
        body = text[start:]
        first_line = line_at(line_starts(text[:start]), start) if start else 1
        normal = line_starts(normalize_newlines(body))
        if "\r" not in body:
            return cls((start,), normal, first_line, has_cr=False)
        starts = tuple(each + start for each in line_starts(body))
        return cls(starts, normal, first_line, has_cr=True)

    def original(self, span: Span) -> Span:
        start, end = span
        if not self.has_cr:
            shift = self.starts[0]
            return to_span((start + shift, end + shift))
        return Span(self._original(start), self._original(end))

    def _original(self, offset: int) -> int:
        index = bisect_right(self.normal, offset) - 1
        return self.starts[index] + offset - self.normal[index]

    def line(self, offset: int) -> int:
        """Return the guide's line of an offset in the body, from 1."""
        return self.first_line + bisect_right(self.normal, offset) - 1
