"""What a body says to readers that is no segment, so that no translator meets it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from l10n.later import later
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.plaintokens import TEXTS
from l10n.markdown.segments import Layout
from l10n.markdown.shortcodes import find_tags, match_pairs
from l10n.markdown.shortcodes.inline import find_inline_texts
from l10n.markdown.shortcodes.names import is_code
from l10n.text import Edit, Span, splice

_LETTER: Final = re.compile(r"[^\W\d_]")
_TAG: Final = re.compile(r"<[^<>]*+>")
_NAME: Final = re.compile(r"\{\{[<%]\s*+(?P<close>/?)\s*+(?P<name>[^\s<>%/]++)")
_PARAMETER: Final = later(
    r"(?:(?P<name>[\w-]++)\s*+=\s*+)?(?:\"(?P<quoted>(?:[^\"\\]|\\.)*+)\"|`(?P<raw>[^`]*+)`)"
)
# Several words, or one with a capital letter; a path or a setting is neither.
_SAYS: Final = later(
    r"\s*+(?:[^\W\d_]++[.,;:!?]?\s++[^\W\d_]|(?![a-z])[^\W\d_]\w++[.!?:]?\s*+\Z"
    r"|[\u3040-\u30ff\u3400-\u9fff])"
)
_READ: Final = re.compile(
    "alt|caption|description|heading|label|placeholder|summary|text|title|tooltip"
)
"""Names of parameters that are always read."""
_UNREAD: Final = re.compile(
    "class|color|href|icon|id|lang|language|link|options|src|style|type|url"
)
"""Names of parameters that never are."""
_NO_WORDS: Final = re.compile("param|ref|relref|youtube")
"""Names of shortcodes whose parameters are never read."""


class Passed(NamedTuple):
    """How much passes through untouched."""

    html: int = 0
    """HTML blocks."""
    shortcodes: int = 0
    """Shortcodes that have words in a parameter, or between their tags."""
    titles: int = 0
    """Definitions of links that have a title with words."""


def count_passed(layout: Layout) -> Passed:
    """Count what passes through untouched; comments in code are not counted."""
    parsed = layout.parsed
    references = parsed.environment.get("references", {})
    titles = sum(1 for row in parsed.rows if references for _ in _left_titles(row, references))
    shortcodes = {*_worded_tags(_without_texts(layout))} if parsed.shortcodes else ()
    return Passed(layout.blocks.html, len(shortcodes), titles)


def _left_titles(row: Row, references: Mapping[str, Any]) -> Iterator[str]:
    """Yield the titles with words that are no texts; another one of a label is never read."""
    for token in () if isinstance(row, PlainBlock) else row:
        is_left = token.type == "definition" and TEXTS not in token.meta
        if is_left and references[token.meta["id"]]["map"] == token.map:
            yield from (token.content,) if _LETTER.search(token.content) else ()


def add_up(counts: Iterable[Passed]) -> Passed:
    """Return the sums."""
    return Passed(*map(sum, zip(*counts, strict=True)))


def _without_texts(layout: Layout) -> str:
    """Return the body with blanks for the texts in its shortcodes that translators meet."""
    parsed = layout.parsed
    lines = [(part.text.quoting, part.text.lines) for part in layout.parts]
    parts = [(quoting, Span(each[0].start, each[-1].end)) for quoting, each in lines]
    texts = {span for quoting, span in parts if quoting}
    starts = [span.start for _, span in parts]
    for shortcode in parsed.shortcodes:
        before = bisect_right(starts, shortcode.start) - 1
        if before >= 0 and shortcode.end <= parts[before][1].end:
            found = find_inline_texts(parsed.text, shortcode, parsed.syntax)
            texts.update(each.span for each in found)
    blanks = [Edit(span, " " * (span.end - span.start)) for span in texts if span.start < span.end]
    return splice(parsed.text, blanks)


def _worded_tags(text: str) -> Iterator[int]:
    """Yield the numbers of the tags that have words of their own; some come twice.

    What stands between tags in percent signs is Markdown, which is read.
    """
    tags = find_tags(text)
    pairs = match_pairs(text, tags)
    opened: list[int] = []
    end = 0
    for number, tag in enumerate(tags):
        if opened and _LETTER.search(_TAG.sub("", text[end : tag.start])):
            yield opened[-1]
        end = tag.end
        found = _NAME.match(text, *tag)
        if found is None or found["close"]:
            while opened and pairs[opened[-1]] <= number:
                opened.pop()
            continue
        if not _NO_WORDS.fullmatch(found["name"]) and _has_words(text, Span(found.end(), tag.end)):
            yield number
        if number in pairs and not is_code(found["name"]):
            opened.append(number)


def _has_words(text: str, parameters: Span) -> bool:
    for found in _PARAMETER.finditer(text, *parameters):
        name = found["name"] or ""
        value = found["raw"] if found["quoted"] is None else found["quoted"]
        if _READ.fullmatch(name) and _LETTER.search(value):
            return True
        if not _UNREAD.fullmatch(name) and "=" not in value and _SAYS.match(value):
            return True
    return False
