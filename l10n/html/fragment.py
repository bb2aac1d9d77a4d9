"""Note the texts in HTML, and in tags of components, on the lines of a guide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate

from markdown_it.token import Token

from l10n.guide import Place, Quoting
from l10n.html.runs import BLANKS, Text
from l10n.html.texts import find_texts, find_values
from l10n.markdown.directives import MARK
from l10n.markdown.plainblocks import PlainBlock, Row
from l10n.markdown.plaintokens import FIXED, LINES, MARKUP, TEXTS
from l10n.markdown.syntaxes.syntax import Syntax
from l10n.markdown.textblocks import TextBlock
from l10n.text import Edit, Span, splice


def note_texts(rows: Iterable[Row], text: str, syntax: Syntax) -> None:
    """Note in each block of markup the texts in it, and what is fixed in it.

    ``text`` is what a browser gets, or the site's compiler: without what is gone by then. None
    is noted where there are directives.
    """
    for row in rows:
        for token in () if isinstance(row, PlainBlock) else row:
            if token.type in MARKUP and LINES in token.meta and MARK not in token.content:
                _note(token, text, syntax)


def _note(token: Token, text: str, syntax: Syntax) -> None:
    lines = token.meta[LINES]
    content = "\n".join([line.of(text) for line in lines])
    quoting = Quoting.HTML
    if syntax.has_tags:
        found, quoting = find_values(content, syntax.components, has_braces=True), Quoting.JSX
    elif token.type == "html_block":
        found = find_texts(content, syntax.components, reads_outside=not syntax.closes_html)
    else:
        found = find_values(content, syntax.components, has_braces=False)
    if found:
        starts = [0, *accumulate(line.end - line.start + 1 for line in lines)]
        places = (_places(text, lines, starts, each.span) for each in found)
        token.meta[TEXTS] = tuple(map(partial(_block, quoting), found, places))
        fixed = splice(content, [Edit(each.span, "\0") for each in found])
        if token.markup:
            token.markup = fixed + token.markup[len(content) :]
        else:
            token.meta[FIXED] = fixed


def _block(quoting: Quoting, found: Text, places: tuple[Span, ...]) -> TextBlock:
    if found.quote == "{":
        return TextBlock(found.kind, Place.QUOTED, places, quoting=Quoting.STRING)
    if found.quote:
        return TextBlock(found.kind, Place.QUOTED, places, quoting=quoting)
    return TextBlock(found.kind, Place.HTML, places)


def _places(
    text: str, lines: Sequence[Span], starts: Sequence[int], span: Span
) -> tuple[Span, ...]:
    """Return where a part of the content is in ``text``, a span for each line that is not blank."""
    places = []
    first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1
    for number in range(first, last + 1):
        line, start = lines[number], starts[number]
        begin = line.start + max(0, span.start - start)
        end = max(begin, min(line.end, line.start + span.end - start))
        place = Span(begin, end).trimmed(text, BLANKS)
        if place.start < place.end:
            places.append(place)
    return tuple(places)
