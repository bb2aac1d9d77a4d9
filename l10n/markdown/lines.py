"""Which lines of a text block are text, and which are block syntax inside it.

Markdown sees one paragraph where a site generator sees a shortcode on a line of its own, the
``[!NOTE]`` that opens an alert, a task's ``[ ]``, an attribute list or several terms of one
definition. What is block syntax never reaches a translator.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from markdown_it.common.utils import normalizeReference

from l10n.guide import Place
from l10n.later import later
from l10n.markdown.syntaxes.syntax import ATTRIBUTE_LIST
from l10n.markdown.textblocks import TextBlock
from l10n.text import Span

_ALERT: Final = re.compile(r"\[![A-Za-z][\w-]*\][+-]?[ \t]*")
_TASK: Final = re.compile(r"\[[ xX]\][ \t]+")
_DEFINITION: Final = re.compile(r":[ \t]+")
_DEFINED: Final = re.compile(r"[ \t]*+\n(?:[ \t>]*+\n)++[ \t>]*+:[ \t]+[^\s]")
"""What follows the terms of a definition after blank lines."""
_UNDERLINE: Final = re.compile(r"=+$")
_DEFINES: Final = re.compile(r"\[[^\[\]\n]+\]:[ \t]*[^\s]")
_AFTER_TAG: Final = re.compile(rf"\}}\}}[ \t]*+(?:\n[ \t>]*+{_DEFINES.pattern}[^\n]*+)++")
_NAMED: Final = re.compile(r"(?<=\])\[([^\[\]\n]+)\]|\[([^\[\]\n]+)\]\[\]")
_LABEL: Final = re.compile(r"(?:^|\n)[ \t>]*+\[([^\[\]\n]+)\]:")
ATTRIBUTES: Final = later(rf"{ATTRIBUTE_LIST}$")
_BLOCK_SIGN: Final = re.compile(r"[-+*>:#|=~]|```|\d+[.)]")
_CODE_INDENT: Final = 4
_NEVER: Final = 1 << 30
BLANKS: Final = " \t\n\r\f\v"
_OPENS: Final = frozenset("[{:" + BLANKS)
_MARKS: Final = ("[!", "[ ", "[x", "[X")
"""What an alert's and a task's marker begin with; another bracket is text."""
_CLOSES: Final = frozenset("}" + BLANKS)


def _is_plain(text: str, block: TextBlock) -> bool:
    """Return whether a block is one trimmed line without block syntax, as nearly all are."""
    if len(block.lines) != 1:
        return False
    start, end = block.lines[0]
    if start == end or text[end - 1] in _CLOSES:
        return False
    first = text[start]
    return first not in _OPENS or (first == "[" and not text.startswith(_MARKS, start, end))


def split_blocks(
    text: str, shortcodes: Sequence[Span], blocks: Iterable[TextBlock]
) -> list[tuple[TextBlock, int]]:
    """Return the parts of all ``blocks`` that are text, each with the number of its block."""
    parts: list[tuple[TextBlock, int]] = []
    least = _NEVER
    for number, block in enumerate(blocks):
        if least < _NEVER:
            if _blanks_before(text, block.lines[0]) >= least:
                continue
            least = _NEVER
        if _is_plain(text, block):
            parts.append((block, number))
        else:
            parts += ((part, number) for part in _split_block(text, shortcodes, block))
            least = _code_indent(text, block)
    return parts


def _code_indent(text: str, block: TextBlock) -> int:
    """Return how many blanks make code of what follows, if a lazy template ended the list."""
    first = block.lines[0]
    tags = [each for each in block.lines[1:] if text.startswith("{{%", each.start)]
    columns = [column for each in tags if (column := _column(text, each)) < _column(text, first)]
    return min(columns) + _CODE_INDENT if columns else _NEVER


def _blanks_before(text: str, line: Span) -> int:
    before = _before(text, line).replace(">", " ").expandtabs(_CODE_INDENT)
    return len(before) - len(before.lstrip(" "))


def _split_paragraph(text: str, inside: Sequence[Span], block: TextBlock) -> Iterator[TextBlock]:
    lines: list[Span] = []
    last: int | None = None
    tag: Span | None = None
    is_defined = _DEFINED.match(text, block.lines[-1].end) is not None
    is_term = is_defined and block.kind != "definition"
    for number, line in enumerate(block.lines):
        line = line.trimmed(text, BLANKS)
        if _is_syntax(text, inside, line) or (tag and _is_other(text, line, lines, tag)):
            is_tag = text.startswith("{{", line.start)
            if is_tag and last is None:
                last = len(block.lines) if is_term else _last_definition(text, block.lines)
            if is_tag:  # which may end a definition
                tag, is_term = line, is_defined
            if is_tag and number < (last or 0):
                yield from _loose_terms(text, block, lines)
            else:
                yield from _part(block._replace(lines=(*lines[:-1], *_ended(text, block, lines))))
            lines = []
        elif marker := _DEFINITION.match(text, line.start, line.end):
            yield from _loose_terms(text, block, lines)
            lines = [Span(marker.end(), line.end)]
            if number or not is_term:  # the first line defines nothing: it is a term, too
                block, is_term = block._replace(kind="definition", opens=""), False
        else:
            lines.append(line)
    if is_term:
        yield from _loose_terms(text, block, lines)
    else:
        yield from _part(block._replace(lines=tuple(lines)))


def _split_html(text: str, inside: Sequence[Span], block: TextBlock) -> Iterator[TextBlock]:
    lines: list[Span] = []
    may_be_markdown = is_other = False
    for line in block.lines:
        if _is_syntax(text, inside, line):
            yield from _part(block._replace(lines=tuple(lines)))
            lines, is_other = [], False
            # A template may end the HTML with a blank line.
            may_be_markdown |= text.startswith("{{%", line.start)
        elif is_other or (may_be_markdown and _BLOCK_SIGN.match(text, *line)):
            is_other = True
        else:
            lines.append(line)
    yield from _part(block._replace(lines=tuple(lines)))


def _last_definition(text: str, lines: Sequence[Span]) -> int:
    """Return the number of the last line that is a definition, for those before are terms; or 0."""
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].trimmed(text, BLANKS)
        if _DEFINITION.match(text, line.start, line.end):
            return number
    return 0


def _loose_terms(text: str, block: TextBlock, lines: Sequence[Span]) -> Iterator[TextBlock]:
    """Yield several terms of one definition, or the definition before, one a line.

    Hugo reads each line before a ``:`` as a term; this parser has one term only.
    """
    for number in range(len(lines)):
        line = _ended(text, block, lines[: number + 1])
        kind = "definition" if block.kind == "definition" else "term"
        yield from _part(block._replace(kind=kind, place=Place.PARAGRAPH, lines=line))


def _ended(text: str, block: TextBlock, lines: Sequence[Span]) -> tuple[Span, ...]:
    """Return the last of some lines, without the backslash that breaks it from the next one."""
    if not lines:
        return ()
    start, end = lines[-1]
    if start < block.lines[-1].start:
        slashes = end - start - len(text[start:end].rstrip("\\"))
        end -= slashes % 2
    return (Span(start, end),)


def _is_other(text: str, line: Span, lines: Sequence[Span], tag: Span) -> bool:
    """Return whether a line after a tag's may be no text to Hugo, which begins a block there."""
    if _UNDERLINE.match(text, *line):
        return True
    return not lines and (_DEFINES.match(text, *line) is not None or _is_code(text, line, tag))


def _is_code(text: str, line: Span, tag: Span) -> bool:
    """Return whether four blanks may make code of a line, where a template has ended the text."""
    if text.startswith("{{<", tag.start):
        return False
    is_lazy = _before(text, line).count(">") < _before(text, tag).count(">")
    return _column(text, line) - (0 if is_lazy else _column(text, tag)) >= _CODE_INDENT


def _column(text: str, line: Span) -> int:
    return len(_before(text, line).expandtabs(_CODE_INDENT))


def _before(text: str, line: Span) -> str:
    return text[text.rfind("\n", 0, line.start) + 1 : line.start]


def find_labels(text: str) -> frozenset[str]:
    """Return the labels that are defined right after lines of tags, where only Hugo sees it."""
    found = _AFTER_TAG.findall(text) if "}}" in text and "]:" in text else ()
    return frozenset(normalizeReference(label) for each in found for label in _LABEL.findall(each))


def find_names(text: str) -> frozenset[str]:
    """Return the labels by which links lead to what other files define, as plugins of MkDocs let
    them: ``[text][package.name]`` and ``[package.name][]``.
    """
    found = _NAMED.findall(text) if "][" in text else ()
    return frozenset(normalizeReference(one or other) for one, other in found)


def _part(block: TextBlock) -> Iterator[TextBlock]:
    if block.lines and block.lines[0].start < block.lines[-1].end:
        yield block


def _without_opening(text: str, block: TextBlock) -> tuple[Iterator[TextBlock], TextBlock]:
    """Cut an alert's or a task's marker off; return an alert's title, if any, and the rest."""
    markers = {"quote": _ALERT, "list item": _TASK}
    pattern = markers.get(block.opens)
    first = block.lines[0]
    found = pattern.match(text, first.start, first.end) if pattern else None
    if found is None:
        return iter(()), block
    rest = Span(found.end(), first.end).trimmed(text, BLANKS)
    if pattern is _TASK:
        return iter(()), block._replace(lines=(rest, *block.lines[1:]))
    title = _part(block._replace(kind="alert title", lines=(rest,)))
    return title, block._replace(lines=block.lines[1:])


def _without_alert(text: str, block: TextBlock) -> TextBlock:
    """Cut off an alert's marker that is alone on its line: to GitHub, the heading follows it."""
    if block.place is not Place.SETEXT_HEADING or len(block.lines) < 2:
        return block
    start, end = block.lines[0]
    is_alert = _ALERT.fullmatch(text, start, end) and text[:start].rstrip(" \t").endswith(">")
    return block._replace(lines=block.lines[1:]) if is_alert else block


def _is_syntax(text: str, inside: Sequence[Span], line: Span) -> bool:
    """Return whether a line holds only shortcode tags and attribute lists, or nothing."""
    if line.start == line.end:
        return True
    if text[line.start] != "{" or text[line.end - 1] != "}":
        return False
    rest = _outside(text, inside, line).strip(BLANKS)
    return not rest or ATTRIBUTES.match(rest) is not None


def _outside(text: str, inside: Sequence[Span], line: Span) -> str:
    pieces: list[str] = []
    position = line.start
    first, last = (bisect_left(inside, end, key=_start) for end in line)
    for span in inside[first:last]:
        pieces.append(text[position : span.start])
        position = min(span.end, line.end)
    return "".join((*pieces, text[position : line.end]))


def _start(span: Span) -> int:
    return span.start


def _without_attributes(text: str, place: Place, lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut ``{#id .class}`` off a heading."""
    if place not in (Place.HEADING, Place.SETEXT_HEADING) or not lines:
        return lines
    last = lines[-1]
    if last.start == last.end or text[last.end - 1] != "}":
        return lines
    opening = text.rfind("{", last.start, last.end)
    is_text = opening < 0 or text.startswith("\\", opening - 1)
    if is_text or not ATTRIBUTES.match(text, opening, last.end):
        return lines
    cut = Span(last.start, opening).trimmed(text, BLANKS)
    return (*lines[:-1], cut) if cut.start < cut.end or len(lines) == 1 else lines[:-1]


def _split_block(text: str, shortcodes: Sequence[Span], block: TextBlock) -> Iterator[TextBlock]:
    """Yield the parts of ``block`` that are text, in order, each with at least one line.

    ``shortcodes`` are spans in ``text``, which has LF line ends; ordered and disjoint. Lines come
    back trimmed.
    """
    if block.place is Place.HTML:
        yield from _split_html(text, shortcodes, block)
        return
    if block.place is not Place.PARAGRAPH:
        block = _without_alert(text, block)
        lines = tuple(line.trimmed(text, BLANKS) for line in block.lines)
        block = block._replace(lines=_without_attributes(text, block.place, lines))
        # It may be a definition itself, of the lines before, with one more after it.
        if block.place is Place.TERM and (marker := _DEFINITION.match(text, *lines[0])):
            block = block._replace(kind="definition", lines=(Span(marker.end(), lines[0].end),))
        # To Hugo, definitions end before a rule, and tags may open and close around a heading.
        split = block.place is Place.SETEXT_HEADING and len(block.lines) > 1
        yield from _split_paragraph(text, shortcodes, block) if split else _part(block)
        return
    title, block = _without_opening(text, block)
    yield from title
    if not block.lines:
        return
    yield from _split_paragraph(text, shortcodes, block)
