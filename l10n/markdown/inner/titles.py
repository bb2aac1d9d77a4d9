"""Titles of link definitions and of fenced code: where they are, as the rules that read them note.

A title of code is in what follows the fence: ``title="Run it"`` as MkDocs, Docusaurus and Hugo
read it, ``[Run it]`` as VitePress does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_block import StateBlock

from l10n.guide import Place, Quoting
from l10n.markdown.plaintokens import FIXED, INFO, TEXTS
from l10n.markdown.syntaxes.structure import line_span
from l10n.markdown.textblocks import TextBlock
from l10n.text import Edit, Span, splice

_LABEL: Final = re.compile(r"\[(?:[^\\\]]|\\[\s\S])*+\]:[ \t\n]*+")
_BLANKS: Final = re.compile(r"[ \t\n]*+")
_SIGNS: Final = {
    '"': Quoting.TITLE,
    "'": Quoting.TITLE_APOSTROPHES,
    "(": Quoting.TITLE_PARENTHESES,
}
_NAMED: Final = re.compile(r"(?<![^\s{,])(?P<name>title|caption)=\"(?P<said>[^\"`\\\n]*+)\"")
_LABELLED: Final = re.compile(r"(?<=\s)\[(?P<said>[^\[\]`\\\n]++)\]")


def note_definition(state: StateBlock, first: int, _start: int) -> None:
    """Note what a link definition says."""
    token = state.tokens[first]
    token.info, token.content = token.meta["url"], token.meta["title"]


def note_titled_definition(state: StateBlock, first: int, start: int) -> None:
    """Note the title of a link definition, too."""
    note_definition(state, first, start)
    token = state.tokens[first]
    first_one = state.env["references"][token.meta["id"]]
    if not token.content or first_one["map"] != token.map:  # no reader sees that of another one
        return
    lines = [line_span(state, line) for line in range(start, state.line)]
    sign, title = _find_title(state.src, lines, token.content)
    if title:
        token.markup = sign
        block = TextBlock("title of link", Place.QUOTED, title, quoting=_SIGNS[sign])
        token.meta |= {TEXTS: (block,), FIXED: ""}


def note_fence(state: StateBlock, first: int, start: int) -> None:
    """Note the titles of fenced code."""
    _note_titles(state, first, start, (_NAMED,))


def note_labelled_fence(state: StateBlock, first: int, start: int) -> None:
    """Do the same where a title can stand in brackets."""
    _note_titles(state, first, start, (_NAMED, _LABELLED))


def _note_titles(
    state: StateBlock, first: int, start: int, patterns: Sequence[re.Pattern[str]]
) -> None:
    token = state.tokens[first]
    if "[" not in token.info and '"' not in token.info:
        return
    end = state.eMarks[start]
    begin = end - len(token.info)
    blocks = sorted(
        (each for one in patterns for each in _titles(one, state.src, Span(begin, end))),
        key=lambda each: each.lines,
    )
    if blocks:
        spans = (each.lines[0] for each in blocks)
        edits = [Edit(Span(a - begin, b - begin), "\0") for a, b in spans]
        token.meta |= {TEXTS: tuple(blocks), INFO: splice(token.info, edits)}


def _titles(pattern: re.Pattern[str], text: str, info: Span) -> Iterator[TextBlock]:
    for found in pattern.finditer(text, *info):
        span = Span(*found.span("said"))
        if not span.of(text).strip():
            continue
        name = found["name"] if pattern is _NAMED else "title"
        quoting = Quoting.FENCE if pattern is _NAMED else Quoting.LABEL
        yield TextBlock(f"{name} of code", Place.QUOTED, (span,), quoting=quoting)


def _find_title(text: str, lines: Sequence[Span], title: str) -> tuple[str, tuple[Span, ...]]:
    """Return the sign that a definition's title begins with, and its lines; none if not certain."""
    joined = "\n".join([line.of(text) for line in lines])
    label = _LABEL.match(joined)
    target = parseLinkDestination(joined, label.end(), len(joined)) if label else None
    if target is None or not target.ok:
        return "", ()
    opening = _BLANKS.match(joined, target.pos)
    start = opening.end() if opening else target.pos
    read = parseLinkTitle(joined, start, len(joined))
    if not read.ok or read.str != title or joined[read.pos :].strip(" \t"):
        return "", ()
    return joined[start], tuple(_placed(Span(start + 1, read.pos - 1), lines))


def _placed(inside: Span, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts that a span of joined lines has of each of them."""
    position = 0
    for line in lines:
        length = line.end - line.start
        start, end = max(inside.start - position, 0), min(inside.end - position, length)
        if start < end:
            yield Span(line.start + start, line.start + end)
        position += length + 1
