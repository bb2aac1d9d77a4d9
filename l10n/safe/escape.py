"""Write a text where a guide's source has another, so that it stays text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from l10n.guide import Place, Segment
from l10n.markdown.inlines import VERBATIM, Inline, InlineKind, Labels, locate_inlines
from l10n.text import Edit, Span, splice

_REACTS: Final = re.compile(r"[\W\d_]")
# What starts a block at the start of a line, each up to where a backslash makes it text.
_STARTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?=#{1,6}(?:[ \t]|$))",
        r"(?=[-+*~](?:[ \t|]|$))",  # to kramdown also before a bar
        r"(?=:)",  # a definition, to some also without a blank
        r"[0-9]{1,9}(?=[.)](?:[ \t|]|$))",
        r"(?=>)",
        r"(?=([-*_])(?:[ \t]*+\1){2,}+[ \t]*+$)",
        r"(?==++$|--++$|\+\+\++$)",
        r"(?=\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+$)",
        r"(?=\{(?!\{))",  # an attribute list, to Hugo also when more text follows
        r"(?=<[A-Za-z/!?])",
        r"\[\^(?:[^\[\]\\\n]|\\.)++\](?=:)",
        r"(?=(?:-{3,}|(\*{3,}|_{3,})(?!.*\1)) ?\{)",  # a rule with attributes, to markdown-it
    )
)
_ADDS_HEADING: Final = re.compile(r"#{1,6}")
_FENCE: Final = re.compile(r"```++(?=[^`]*$)|~~~++")
_COLONS: Final = re.compile(r":{2,}")
"""Of which all have to be escaped where a colon may begin a directive in a text."""
_DEFINITION: Final = re.compile(r"\[(?:[^\[\]\\]|\\.)++\](?=:)")
_LOOSE_STARTS: Final = re.compile(
    r"^(?:\[[^\]\n]*\](?=:)|(?=\*\[[^\n]+\]:)|[0-9]{10,}(?=\.[ \t|]))", re.MULTILINE
)
"""To Python-Markdown and kramdown, any line may define a link, whatever is in its brackets but a
closing one, or an abbreviation, also without a meaning; and no number is too long for an item."""
_EMOJI: Final = re.compile(r":[\w+-]++:")
_TASK: Final = r"\[[ xX]\]"
_ALERT: Final = r"\[!"
_EITHER: Final = re.compile(f"{_TASK}|{_ALERT}")
# What begins a text of each kind and would be a mark of the container that the text is first in.
_MARKERS: Final = {
    "list item": re.compile(_TASK),
    "quote": re.compile(_ALERT),
    # These may be first in a list item or in a quote.
    **dict.fromkeys((f"heading {level}" for level in range(1, 7)), _EITHER),
    "table header": _EITHER,
    "term": _EITHER,
}
_CLOSING: Final = re.compile(r"(?:(?<=[ \t])|^)#++$")
_BRACE: Final = re.compile(r"(?<!\\)(?:\\\\)*+(?=\{)")
_LAST_BRACE: Final = re.compile(r"(?<!\\)(?:\\\\)*+(?=\}\Z)")
_TAG_SIGN: Final = re.compile(r"(?<!\\)(?:\\\\)*+(?=[{<])")
_BEGINS_TAG: Final = re.compile(r"(?<!\\)(?P<before>(?:\\\\)*+)\\?+<(?=[A-Za-z/!?]|\{\{)")
_BAR: Final = re.compile(r"(?<!\\)(\\*+)\|")


def read_opening(text: str, kind: str, labels: Labels) -> str:
    """Return what in ``text`` may be taken for a mark: a ``link``, other ``text`` or nothing."""
    marker = _MARKERS.get(kind)
    if marker is None or not marker.match(text):
        return ""
    links = (each for each in locate_inlines(text, labels) if each.kind is InlineKind.LINK)
    return "link" if any(each.span.start == 0 for each in links) else "text"


def escape_lines(text: str, segment: Segment, labels: Labels) -> str:
    """Return ``text``, lines trimmed and none empty, so that no line of it starts a block.

    What it says stays the same; what needs no escape stays as it is.
    """
    offsets = set(_block_starts(text, segment.msgid))
    if labels.syntax.has_tags:
        offsets |= set(_colons(text))
    if labels.syntax.has_tight_headings:
        offsets |= set(_tight_headings(text))
    found = _DEFINITION.match(text)
    if found and not any(each <= found.end() for each in offsets):
        offsets.add(found.end())
    if labels.syntax.has_loose_terms:
        offsets |= {each.end() for each in _LOOSE_STARTS.finditer(text)}
    if _adds_mark(text, segment, labels):
        offsets.add(0)
    is_setext = segment.place is Place.SETEXT_HEADING
    inlines = locate_inlines(text, labels) if offsets or is_setext else ()
    if is_setext:
        offsets |= _heading_escapes(
            text, text.rfind("\n") + 1, inlines, closes=labels.syntax.escapes_last_brace
        )
    text = _escaped(text, offsets, inlines)
    makes_table = labels.syntax.has_bar_tables and segment.place is Place.PARAGRAPH
    return _escape_bars(text, labels, in_code=False) if makes_table else text


def escape_value(text: str, msgid: str) -> str:
    """Return ``text`` so that none of its lines starts a block, if none of ``msgid`` does."""
    if any(True for _ in _block_starts(msgid, msgid)):
        return text
    return _escaped(text, set(_block_starts(text, msgid)), locate_inlines(text))


def escape_heading(text: str, segment: Segment, labels: Labels) -> str:
    """Return ``text``, one trimmed line, so that a heading's marker and attributes stay its own.

    Where a line with bars is a table, one would go on with it.
    """
    if labels.syntax.has_bar_tables and text.count("|") > segment.msgid.count("|"):
        text = _escape_bars(text, labels, in_code=False)
    opening = {0} if _adds_mark(text, segment, labels) else set()
    if not opening and not text.endswith(("#", "}", "\\")):
        return text
    inlines = locate_inlines(text, labels)
    closes = labels.syntax.escapes_last_brace
    ends = _heading_escapes(text, 0, inlines, closes=closes)
    return _escaped(text, opening | ends, inlines)


def escape_ending(text: str, labels: Labels) -> str:
    """Return ``text`` so that its last line has no attributes where it may be a heading's."""
    start = text.rfind("\n") + 1
    inlines = locate_inlines(text, labels)
    closes = labels.syntax.escapes_last_brace
    return _escaped(text, _heading_escapes(text, start, inlines, closes=closes), inlines)


def escape_cell(text: str, segment: Segment, labels: Labels, *, starts_line: bool) -> str:
    """Return ``text``, one trimmed line, with its bars escaped as table cells do it.

    Inside code most cells take the backslash away again; elsewhere one that is there will do.
    """
    text = escape_lines(text, segment, labels) if starts_line else _escaped(text, set(), ())
    return _escape_bars(text, labels, in_code=not labels.syntax.has_code_bars)


def _escape_bars(text: str, labels: Labels, *, in_code: bool) -> str:
    if "|" not in text:
        return text
    pieces: list[str] = []
    position = 0
    for span in _spans(locate_inlines(text, labels)):
        kept = span.of(text)
        pieces += (
            _bars(text[position : span.start]),
            kept.replace("|", "\\|") if in_code else kept,
        )
        position = span.end
    return "".join((*pieces, _bars(text[position:])))


def escape_signs(text: str, labels: Labels) -> str:
    """Put a backslash before each sign that would begin a tag or an expression of MDX."""
    if not labels.syntax.has_tags or ("{" not in text and "<" not in text):
        return text
    found = {each.end() for each in _TAG_SIGN.finditer(text)}
    return splice(
        text,
        [
            Edit(Span(each, each), "\\")
            for each in _without(found, _spans(locate_inlines(text, labels)))
        ],
    )


def escape_raw(text: str, labels: Labels) -> str:
    """Return ``text`` so that it holds no tag of its own where it may be read as HTML."""
    if "<" not in text:
        return text
    starts = {found.start(): found for found in _BEGINS_TAG.finditer(text)}
    outside = _without(starts, _fixed(locate_inlines(text, labels)))
    return splice(
        text, [Edit(Span(*starts[at].span()), f"{starts[at]['before']}&lt;") for at in outside]
    )


def end_plainly(text: str) -> str:
    """Return ``text`` so that it escapes nothing of what follows."""
    return _escaped(text, set(), ())


def flatten_inlines(text: str, labels: Labels) -> str:
    """Put code, tags and shortcodes that go over several lines on one."""
    if "\n" not in text:
        return text
    found = _spans(locate_inlines(text, labels))
    return splice(text, [Edit(span, span.of(text).replace("\n", " ")) for span in found])


def _adds_mark(text: str, segment: Segment, labels: Labels) -> bool:
    if read_opening(text, segment.kind, labels) != "text":
        return False
    return read_opening(segment.msgid, segment.kind, labels) != "text"


def _tight_headings(text: str) -> Iterator[int]:
    """Yield where a line of ``text`` begins as a heading without a blank does."""
    start = 0
    for line in text.split("\n"):
        if _ADDS_HEADING.match(line):
            yield start
        start += len(line) + 1


def _colons(text: str) -> Iterator[int]:
    """Yield the colons that begin a line of ``text`` as a directive does."""
    start = 0
    for line in text.split("\n"):
        if colons := _COLONS.match(line):
            yield from range(start, start + colons.end())
        start += len(line) + 1


def _block_starts(text: str, msgid: str) -> Iterator[int]:
    """Yield where a backslash is needed so that no line of ``text`` starts a block."""
    start = 0
    for line in text.split("\n"):
        yield from (start + each for each in _line_escapes(line, msgid))
        start += len(line) + 1


def _line_escapes(line: str, msgid: str) -> Iterator[int]:
    """Yield the offsets of ``line`` that need a backslash before them."""
    if not _REACTS.match(line):
        return
    if (found := _EMOJI.match(line)) and found.group() in msgid:
        return
    fence = _FENCE.match(line)
    if fence:
        yield from range(fence.end())
        return
    for pattern in _STARTS:
        if found := pattern.match(line):
            yield found.end()
            return


def _heading_escapes(text: str, start: int, inlines: Iterable[Inline], *, closes: bool) -> set[int]:
    """Return where the last line, from ``start``, ends as a heading's marker or attributes do.

    ``closes`` says that the last brace needs a backslash, too.
    """
    if text.endswith("}"):
        braces = {found.end() for found in _BRACE.finditer(text, start)}
        if closes and "{" in text[start:]:
            braces |= {found.end() for found in _LAST_BRACE.finditer(text, start)}
        return _without(braces, _spans(inlines))
    found = _CLOSING.search(text, start)
    return {found.start()} if found else set()


def _escaped(text: str, offsets: set[int], inlines: Iterable[Inline]) -> str:
    """Put a backslash before each of ``offsets`` and before a last backslash that is alone."""
    offsets = _without(offsets, _fixed(inlines))
    if (len(text) - len(text.rstrip("\\"))) % 2:
        offsets.add(len(text) - 1)
    return splice(text, [Edit(Span(each, each), "\\") for each in offsets]) if offsets else text


def _without(offsets: Iterable[int], spans: Sequence[Span]) -> set[int]:
    """Return the offsets that are in none of ``spans``, which are ordered by their starts."""
    ends = [0, *accumulate((span.end for span in spans), max)]
    starts = [span.start for span in spans]
    return {each for each in offsets if each >= ends[bisect_right(starts, each)]}


def _fixed(inlines: Iterable[Inline]) -> list[Span]:
    """Return all but the links and images, whose texts are open; ordered by their starts."""
    return [each.span for each in inlines if each.kind not in (InlineKind.LINK, InlineKind.IMAGE)]


def _spans(inlines: Iterable[Inline]) -> list[Span]:
    """Return what is kept whole, ordered and disjoint."""
    spans: list[Span] = []
    for each in inlines:
        if each.kind in VERBATIM and (not spans or each.span.start >= spans[-1].end):
            spans.append(each.span)
    return spans


def _bars(text: str) -> str:
    return _BAR.sub(lambda found: found[1] + ("|" if len(found[1]) % 2 else "\\|"), text)
