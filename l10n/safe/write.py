"""Write a translation as the guide's source writes text at its segment's place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from l10n.guide import Place, Segment
from l10n.html.quotes import REFERRING, write_quoted
from l10n.markdown.breaks import flatten, on_one_line
from l10n.markdown.destinations import restore_destinations
from l10n.markdown.inlines import Labels
from l10n.markdown.shortcodes import find_shortcodes
from l10n.markdown.syntaxes.spans import find_locked
from l10n.safe.calm import is_calm, is_calm_link, write_calm_link
from l10n.safe.escape import (
    end_plainly,
    escape_cell,
    escape_ending,
    escape_heading,
    escape_lines,
    escape_raw,
    escape_signs,
    escape_value,
    flatten_inlines,
)
from l10n.safe.policy import Titles
from l10n.safe.quoted import encode
from l10n.text import normalize_newlines

_HARD: Final = re.compile(r"(?:\\|[ \t]* {2})(?:\r\n|\r|\n)")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_UNDERLINE: Final = re.compile(r"[ \t]*+(?:\r\n|\r|\n)[ \t>]*+(?:-+|=+)[ \t]*+(?:\r|\n|\Z)")
_ATTRIBUTES: Final = re.compile(r"(?<!\{)\{[^{}\n]+\}$")
_LINE_END: Final = re.compile(r"[\r\n]")
_FENCES: Final = ("-", "+", "#+")
_BLOCK_START: Final = re.compile(r"[-#>:|=~`+*_!?/$]|\d+[.)]")
_OWN_BREAK: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\$")


def trimmed_lines(text: str) -> list[str]:
    """Split at newlines; the backslash of a Markdown hard break goes with its newline."""
    lines = [line.strip() for line in text.split("\n")]
    lines[:-1] = (_OWN_BREAK.sub(r"\1", line).rstrip() for line in lines[:-1])
    return [line for line in lines if line]


def write_text(source: str, segment: Segment, msgstr: str, labels: Labels) -> str:
    """Return ``msgstr``, LF and not blank, as ``source`` has text in the segment's span.

    Newlines become the segment's own hard breaks, and join where it has none. What would start
    a block is escaped; what the text says does not change.
    """
    if segment.place in (Place.QUOTED, Place.HTML):
        return _enclosing(source, segment, _write_plainly(source, segment, msgstr, labels))
    if is_calm(msgstr):
        return msgstr.strip()
    if len(segment.targets) == 1 and is_calm_link(msgstr):
        link = write_calm_link(msgstr, segment.targets[0])
        if link is not None:
            return link
    return _enclosing(source, segment, write_closely(source, segment, msgstr, labels))


def _enclosing(source: str, segment: Segment, text: str) -> str:
    """Return ``text`` with what its shortcodes enclose on the source's lines: these may be blocks.

    Translators see it on one line.
    """
    if "}}" not in text or _LINE_END.search(source, *segment.span) is None:
        return text
    written = segment.span.of(source)
    for span in find_shortcodes(written):
        shortcode = span.of(written)
        if "}}" in shortcode[:-2]:
            text = text.replace(flatten(normalize_newlines(shortcode)), shortcode)
    return text


def write_closely(source: str, segment: Segment, msgstr: str, labels: Labels) -> str:
    """Do the same whatever the text is."""
    text = escape_signs(msgstr.strip(), labels)
    # In kramdown's tables, no backslash makes text of a tag.
    is_row = segment.place is Place.CELL and labels.syntax.has_bar_tables
    if is_row or _may_be_html(source, segment):
        text = escape_raw(text, labels)
    text = restore_destinations(text, segment.targets, labels)
    breaks = _hard_breaks(source, segment)
    lines = trimmed_lines(flatten_inlines(text, labels))
    text = "\n".join(lines) if breaks else on_one_line(lines)
    if segment.place is Place.TITLE:
        return end_plainly(on_one_line(lines))
    if segment.place is Place.HEADING:
        text = escape_heading(text, segment, labels)
    elif segment.place is Place.CELL:
        first = _starts_line(source, segment)
        text = escape_cell(text, segment, labels, starts_line=first)
    else:
        text = escape_lines(text, segment, labels)
        if text.endswith("}") and _may_be_heading(source, segment):
            text = escape_ending(text, labels)
    if _opens_front_matter(source, segment, text):
        text = f"\\{text}"
    text = _broken(text, breaks)
    return _after_attributes(source, segment, text) if labels.syntax.is_vue else text


def _after_attributes(source: str, segment: Segment, text: str) -> str:
    """Return ``text`` with the source's line end after attributes, which belong to a block there.

    That is so when nothing but tags, links and emphasis is after them.
    """
    for line, following in pairwise(segment.lines) if "}" in text else ():
        if found := _ATTRIBUTES.search(source, *line):
            between = source[line.end : following.start]
            text = text.replace(f"{found[0]} ", f"{found[0]}{between}", 1)
    return text


def _without_start(source: str, segment: Segment, text: str) -> str:
    """Return a text of HTML that begins no block, also where its reader takes it for Markdown.

    Python-Markdown does in what is indented, as in lists and definitions.
    """
    found = _BLOCK_START.match(text)
    before = source[: segment.span.start].rpartition("\n")[2]
    if found is None or before.strip("> \t") or segment.msgid.startswith(found[0]):
        return text
    sign = found.end() - 1
    return f"{text[:sign]}&#{ord(text[sign])};{text[sign + 1 :]}"


def write_value(msgid: str, msgstr: str, titles: Titles) -> str:
    """Return ``msgstr``, LF and not blank, as a value in the place of ``msgid``.

    It begins and ends with the blanks that the source begins and ends with, and is on one line
    when the source is. Where a theme reads it as Markdown, it starts no block, unless the source's
    own does.
    """
    text = msgstr.strip()
    if "\n" not in msgid.strip():
        text = on_one_line(trimmed_lines(text))
    if titles is Titles.MARKDOWN:
        text = escape_value(text, msgid.strip())
    length = len(msgid.strip())
    start = msgid.index(msgid.strip())
    return msgid[:start] + text + msgid[start + length :]


def _write_plainly(source: str, segment: Segment, msgstr: str, labels: Labels) -> str:
    """Return a text that is no Markdown, on one line, as its reader has to be given it."""
    text = on_one_line(map(str.strip, msgstr.split("\n")))
    if segment.place is Place.HTML:
        return _without_start(source, segment, text)
    if segment.quoting not in REFERRING:
        return encode(text, segment.quoting)
    position = segment.span.start
    while source[position - 1].isspace():
        position -= 1
    kept = [each.span for each in find_locked(text, labels.syntax)]
    return write_quoted(text, source[position - 1], kept)


def _opens_front_matter(source: str, segment: Segment, text: str) -> bool:
    """Return whether Hugo takes ``text`` for a front matter, as any line with its first sign."""
    return text.startswith(_FENCES) and not source[: segment.span.start].strip()


def _may_be_html(source: str, segment: Segment) -> bool:
    """Return whether a shortcode in percent signs stands in the same lines, without a blank one.

    When its template begins or ends with a tag, Hugo reads these lines as HTML.
    """
    end = segment.span.end
    start = source.rfind("%}}", 0, end)
    return start >= 0 and _BLANK_LINE.search(source, start, end) is None


def _may_be_heading(source: str, segment: Segment) -> bool:
    """Return whether a text that ends in no braces is underlined, though not to be a heading.

    It is one to Hugo when a template before it has ended the list whose item goes on lazily.
    """
    is_underlined = _UNDERLINE.match(source, segment.span.end) is not None
    return segment.place is Place.PARAGRAPH and is_underlined and segment.msgid[-1] != "}"


def _hard_breaks(source: str, segment: Segment) -> list[str]:
    """Return how the segment breaks its lines, indentation and quote markers included."""
    between = (
        source[line.end : following.start]
        for line, following in zip(segment.lines, segment.lines[1:], strict=False)
    )
    return [each for each in between if _HARD.match(each)]


def _broken(text: str, breaks: list[str]) -> str:
    """Write newlines as ``breaks``, the last one for all that are more than those."""
    lines = text.split("\n")
    merged = lines[0]
    for index, line in enumerate(lines[1:]):
        merged += breaks[min(index, len(breaks) - 1)] + line
    return merged


def _starts_line(source: str, segment: Segment) -> bool:
    """Return whether a table cell has no bar before it."""
    position = segment.span.start
    while position and source[position - 1] in " \t":
        position -= 1
    return not source.startswith("|", position - 1) if position else True
