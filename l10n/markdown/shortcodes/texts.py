"""The texts in shortcodes that are in no text themselves.

A template gets what its tags enclose as it stands, and shows it as Markdown or as HTML. So it is
read as a guide of its own, and the guide around it is read as if nothing was there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from l10n.guide import Place, Quoting
from l10n.markdown.blocks import Blocks, read_blocks
from l10n.markdown.lines import split_blocks
from l10n.markdown.parsed import Parsed, parse_body
from l10n.markdown.shortcodes import find_shortcodes, find_tags
from l10n.markdown.shortcodes.bodies import Cut, cut_body, looks_like_data
from l10n.markdown.shortcodes.names import Read, encloses_text, read_parameters
from l10n.markdown.shortcodes.tags import Tag, read_tag
from l10n.markdown.textblocks import TextBlock, Trouble
from l10n.text import Span

_DEEPEST: Final = 8
"""So many pairs in each other are read; each is parsed again with the one around it."""
_BLANKS: Final = " \t\n"


class Enclosed(NamedTuple):
    """What stands between two tags, as it is read."""

    parsed: Parsed
    cut: Cut


@dataclass(slots=True)
class Found:
    """Texts, with their places in the text that was searched."""

    blocks: list[TextBlock] = field(default_factory=list)
    parts: list[tuple[TextBlock, int]] = field(default_factory=list)
    """The parts of the blocks that are text, with the number of the block that each is of."""
    bodies: list[Enclosed] = field(default_factory=list)
    """What was read as Markdown, in order."""
    unread: list[Span] = field(default_factory=list)
    """What passes through untouched."""
    troubles: list[Trouble] = field(default_factory=list)
    html: int = 0
    """How many HTML blocks pass through untouched."""


def find_texts(parsed: Parsed, blocks: Blocks, parts: Iterable[TextBlock]) -> Found:
    """Find the texts in shortcodes that stand in ``blocks``, of which ``parts`` are text."""
    return _find_texts(parsed, blocks, parts, _DEEPEST)


def _find_texts(parsed: Parsed, blocks: Blocks, parts: Iterable[TextBlock], depth: int) -> Found:
    found = Found()
    standing = dict(_standing(parsed.shortcodes, blocks.texts, parts))
    for span in parsed.shortcodes:
        if block := standing.get(span):
            _read(parsed, span, block, found, depth, in_code=False)
        else:
            found.unread.append(span)
    return found


def _standing(
    shortcodes: Sequence[Span], blocks: Iterable[TextBlock], parts: Iterable[TextBlock]
) -> Iterator[tuple[Span, TextBlock]]:
    """Yield the shortcodes that are in a block but in no text, each with its block."""
    taken = [Span(each.lines[0].start, each.lines[-1].end) for each in parts]
    ends = [each.end for each in taken]
    for block in blocks:
        if not block.lines:
            continue
        first = bisect_left(shortcodes, block.lines[0])
        end = bisect_left(shortcodes, Span(block.lines[-1].end, 0))
        for span in shortcodes[first:end]:
            after = bisect_left(ends, span.start + 1)
            if after == len(taken) or taken[after].start >= span.end:
                yield span, block


def _read(
    parsed: Parsed, span: Span, block: TextBlock, found: Found, depth: int, *, in_code: bool
) -> None:
    """Add the texts in a shortcode; ``block`` is what it stands in."""
    text, syntax = parsed.text, parsed.syntax
    tags = [each.moved(span.start) for each in find_tags(span.of(text))] or [span]
    tag = read_tag(text, tags[0], syntax.name)
    if tag is not None:
        _add_parameters(text, tag, syntax.shortcodes, block, found)
    inner = Span(tags[0].end, tags[-1].start)
    if tag is None or len(tags) == 1 or not depth:
        is_read = len(tags) == 1
    elif encloses_text(text, tag, syntax.shortcodes, in_code=in_code):
        is_read = _read_body(parsed, tags[0], inner, block, found, depth)
    else:
        is_read = False
        for each in find_shortcodes(inner.of(text)):
            _read(parsed, each.moved(inner.start), block, found, depth - 1, in_code=True)
    if not is_read and not in_code:
        found.unread.append(span)


def _add_parameters(text: str, tag: Tag, names: Read, block: TextBlock, found: Found) -> None:
    for each in read_parameters(tag, names):
        value = each.span.of(text)
        if said := value.strip(_BLANKS):
            start = each.span.start + value.index(said)
            named = f"parameter {each.name}" if each.name.isdigit() else each.name
            part = block._replace(
                kind=f"{named} of {tag.name}",
                place=Place.QUOTED,
                lines=(Span(start, start + len(said)),),
                opens="",
                quoting=tag.quoting,
            )
            found.parts.append((part, len(found.blocks)))
            found.blocks.append(part)


def _read_body(
    parsed: Parsed, tag: Span, inner: Span, block: TextBlock, found: Found, depth: int
) -> bool:
    """Add what stands between two tags, in ``inner``, if it can be read as Markdown."""
    cut = cut_body(parsed.text, tag, inner)
    if looks_like_data(cut.text):
        return False
    body = parse_body(cut.text, parsed.syntax)
    if body.environment.get("footnotes"):
        return False  # these would be of no use to the guide around it
    blocks = read_blocks(body.masked, body.rows)
    parts = split_blocks(body.text, body.shortcodes, blocks.texts)
    deeper = _find_texts(body, blocks, [part for part, _ in parts], depth - 1)
    for more_blocks, more_parts in ((blocks.texts, parts), (deeper.blocks, deeper.parts)):
        first = len(found.blocks)
        found.blocks += (_placed(each, cut, block) for each in more_blocks)
        found.parts += ((_placed(each, cut, block), first + n) for each, n in more_parts)
    found.bodies.append(Enclosed(body, cut))
    found.bodies += (Enclosed(each, inside.within(cut)) for each, inside in deeper.bodies)
    found.unread += map(cut.original, deeper.unread)
    line = parsed.text.count("\n", 0, inner.start)
    found.troubles += (
        replace(each, line=each.line + line) for each in (*blocks.troubles, *deeper.troubles)
    )
    found.html += blocks.html + deeper.html
    return True


def _placed(block: TextBlock, cut: Cut, around: TextBlock) -> TextBlock:
    """Return a block of a body as it is in the text that the body was cut out of."""
    is_enclosed = block.quoting is Quoting.NONE and block.place is not Place.HTML
    return block._replace(
        lines=tuple(map(cut.original, block.lines)),
        context=around.context if block.context is None else block.context,
        notes=tuple(dict.fromkeys((*around.notes, *block.notes))),
        quoting=Quoting.ENCLOSED if is_enclosed else block.quoting,
    )
