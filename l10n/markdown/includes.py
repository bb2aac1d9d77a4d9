"""The files that a guide takes in where it is made into a page: modules, parts of text, code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.later import later
from l10n.markdown.plainblocks import PlainBlock
from l10n.markdown.segments import Layout
from l10n.text import Span, line_starts

_MODULE: Final = later(
    r"^[ \t]*(?:import|export)\b(?:(?:(?!\n[ \t]*\n)[^'\"`;()<>=])*?\bfrom)?\s*"
    r"(?P<quote>['\"])(?:[^'\"\n]*!)?(?P<path>\.[^'\"\n]*)(?P=quote)",
    re.MULTILINE,
)
"""A module, with what webpack's loaders are named before it."""
_CALL: Final = later(
    r"\b(?:require|import)\(\s*(?P<quote>['\"])(?:[^'\"\n]*!)?(?P<path>\.[^'\"\n]*)(?P=quote)"
)
_SCRIPT: Final = re.compile(r"^<script\b[^<>]*>(?P<inner>.*?)^</script>", re.DOTALL | re.MULTILINE)
_SNIPPET: Final = re.compile(r"^[ \t]*<<<[ \t]*(?P<path>[^\s@#{}\[\]][^\s#{}\[\]]*)", re.MULTILINE)
_PART: Final = re.compile(r"<!--\s*@include:\s*(?P<path>[^\s@#{}<>](?:(?!--)[^\s#{}<>])*)")
_BOOK: Final = re.compile(
    r"(?<!\\)\{\{\s*#(?:include|rustdoc_include|playground|playpen|template)\s+(?P<path>[^\s:{}]+)"
)
_DIRECTIVE: Final = later(
    r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{(?:include|literalinclude|figure|image)\}[ \t]+"
    r"(?P<path>[^\s{}]+)[ \t]*$",
    re.MULTILINE,
)


def find_includes(layout: Layout) -> tuple[Span, ...]:
    """Return where the guide that ``layout`` was read from has relative paths of such files.

    mdBook and VitePress take files into code as well, so there are some in it.
    """
    text, syntax = layout.parsed.text, layout.parsed.syntax
    found: list[Span] = []
    if syntax.name == "mdbook" and "{{" in text:
        found += _spans(_BOOK, text)
    elif syntax.name == "myst" and "{" in text:
        found += _outside_code(layout, _spans(_DIRECTIVE, text))
    elif syntax.name == "vitepress":
        found += _spans(_PART, text) if "@include" in text else ()
        found += _outside_code(layout, _spans(_SNIPPET, text)) if "<<<" in text else ()
        found += _outside_code(layout, _in_scripts(text)) if "<script" in text else ()
    elif syntax.has_tags and ("import" in text or "export" in text or "require" in text):
        found += _outside_code(layout, _spans(_MODULE, text))
        found += (span for each in layout.parsed.shortcodes for span in _in_tag(text, each))
    relative = (each for each in found if not each.of(text).startswith("/"))
    return tuple(layout.offsets.original(each) for each in sorted(set(relative)))


def _spans(pattern: re.Pattern[str], text: str, within: Span | None = None) -> Iterator[Span]:
    start, end = within or (0, len(text))
    yield from (Span(*each.span("path")) for each in pattern.finditer(text, start, end))


def _in_scripts(text: str) -> Iterator[Span]:
    for each in _SCRIPT.finditer(text):
        inner = Span(*each.span("inner"))
        yield from (*_spans(_MODULE, text, inner), *_spans(_CALL, text, inner))


def _in_tag(text: str, span: Span) -> Iterator[Span]:
    """Yield what a tag or an expression takes in; code is neither."""
    if text.startswith(("<", "{"), span.start):
        yield from _spans(_CALL, text, span)


def _outside_code(layout: Layout, spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans that are in no block of code; in its first line they may be."""
    rows = (row for row in layout.parsed.rows if not isinstance(row, PlainBlock))
    blocks = [
        (token.map[0] + (token.type == "fence"), token.map[1])
        for row in rows
        for token in row
        if token.type in ("fence", "code_block") and token.map
    ]
    starts = (*line_starts(layout.parsed.text), len(layout.parsed.text) + 1)
    code = [(starts[first], starts[min(end, len(starts) - 1)]) for first, end in blocks]
    for span in spans:
        if not any(start <= span.start < end for start, end in code):
            yield span
