"""Comments in fenced code: where their texts are, as Pygments reads the language.

Each line of a comment is a text of its own; its signs stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from markdown_it.rules_block import StateBlock

from l10n.guide import Place, Quoting
from l10n.later import later
from l10n.markdown.plaintokens import FIXED, TEXTS
from l10n.markdown.textblocks import TextBlock
from l10n.text import Edit, Span, splice

_LANGUAGE: Final = re.compile(r"[ \t]*(?:\{[ \t]*)?\.?([A-Za-z][\w+#-]*)")
_SIGN: Final = later(
    r"[ \t]*(?:#+!?|//+!?|/\*+!?|\*+(?!/)|<!--+|--+(?:\[=*\[)?|;+|%+|\{[#-]-?|\(\*+|['\"!]"
    r"|(?:REM|rem|dnl)\b)?[ \t]*"
)
# The signs that end a comment, and notes that a site generator takes out of it.
_END: Final = later(
    r"(?:[ \t]*(?:#?[ \t]*\(\d+\)!?|\[!code [^\]]*\]|\*+/|--+>|\*+\)|-?[#-]\}|(?:--)?\]=*\]))*"
    r"[ \t]*\Z"
)
_MOST: Final = 256
"""The pieces of code that are remembered: every language's page has them, too."""


class Comments(NamedTuple):
    """What the comments in a piece of code are."""

    texts: tuple[Span, ...]
    """Where their texts are, one for each line."""
    others: tuple[str, ...]
    """The kinds of all else."""


def note_comments(state: StateBlock, first: int, start: int) -> None:
    """Note the comments in fenced code."""
    token = state.tokens[first]
    named = _LANGUAGE.match(token.info)
    code: str = token.content
    if named is None or not code.strip():
        return
    found = _find_comments(code, named[1].lower())
    if not found.texts:
        return
    kind = f"comment in {named[1]}"
    blocks = tuple(
        TextBlock(kind, Place.QUOTED, (span,), quoting=Quoting.COMMENT)
        for span in _placed(state, start + 1, code, found.texts)
    )
    fixed = splice(code, [Edit(span, "\0") for span in found.texts])
    titles = token.meta.get(TEXTS, ())
    token.meta |= {TEXTS: (*titles, *blocks), FIXED: "\0".join((fixed, *found.others))}


@lru_cache(_MOST)
def _find_comments(code: str, language: str) -> Comments:
    """Return the comments in code of a language; none where the language is not known."""
    from pygments.lexers import get_lexer_by_name  # only sites that ask for comments pay for it
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return Comments((), ())
    runs: list[Span] = []
    others: list[str] = []
    for start, kind, value in lexer.get_tokens_unprocessed(code):
        end = start + len(value)
        if not _is_comment(str(kind), value):
            others += (str(kind),) if value.strip() else ()
        elif runs and runs[-1].end == start:
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(start, end))
    return Comments(tuple(span for run in runs for span in _texts(code, run)), tuple(others))


def _is_comment(kind: str, value: str) -> bool:
    if kind == "Token.Literal.String.Doc":  # of Rust, say; in quotes it is a value
        return value.startswith(("//", "/*"))
    is_code = kind.startswith(("Token.Comment.Preproc", "Token.Comment.Hashbang"))
    return kind.startswith("Token.Comment") and not is_code


def _texts(code: str, run: Span) -> Iterator[Span]:
    """Yield the text of each line of a comment, without signs and blanks."""
    position = run.start
    for line in run.of(code).split("\n"):
        end = position + len(line)
        sign = _SIGN.match(code, position, end)
        start = sign.end() if sign else position
        closing = _END.search(code, start, end)
        last = closing.start() if closing else end
        if code[start:last].strip():
            yield Span(start, last)
        position = end + 1


def _placed(state: StateBlock, line: int, code: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield where spans of the code are in the source; they begin after a line's indentation.

    A line of the code is the end of a line of the source.
    """
    ends = iter(spans)
    span = next(ends, None)
    position = 0
    for number, content in enumerate(code.split("\n"), start=line):
        shift = state.eMarks[number] - position - len(content) if number < state.lineMax else 0
        while span and span.start <= position + len(content):
            yield span.moved(shift)
            span = next(ends, None)
        position += len(content) + 1
