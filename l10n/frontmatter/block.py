"""Where the front matter of a guide is, in any of the three dialects that Hugo reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from l10n.errors import L10nError
from l10n.text import Span, line_at, line_starts


class Dialect(StrEnum):
    """The language that a front matter is written in."""

    YAML = "yaml"
    TOML = "toml"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Block:
    """The front matter of a guide."""

    dialect: Dialect
    span: Span
    """What lies between the fences, its last line end included; in JSON the braces too."""
    body: int
    """Where the Markdown starts: one past the line end of the closing fence."""


# Hugo skips blank lines before the fence and blanks after it:
# https://github.com/gohugoio/hugo/blob/master/parser/pageparser/pagelexer_intro.go
_OPENING: Final = re.compile(r"(?:[ \t\r\n]*[\r\n])?(---|\+\+\+)[ \t]*(?:\r\n|\r|\n|\Z)")
# Searching is fast for what begins with itself, and slow for what has something before it.
_CLOSING: Final = {
    "---": re.compile(r"---(?<=[\r\n]---)([^\r\n]*)(?:\r\n|\r|\n|\Z)"),
    "+++": re.compile(r"\+\+\+(?<=[\r\n]\+\+\+)([^\r\n]*)(?:\r\n|\r|\n|\Z)"),
}
_DATA: Final = {
    "toml": Dialect.TOML,
    "json": Dialect.JSON,
    "yaml": Dialect.YAML,
    "yml": Dialect.YAML,
}
"""The languages of data files, by how their names end."""
_DIALECTS: Final = {"---": Dialect.YAML, "+++": Dialect.TOML}

# A shortcode opens with a brace too, so a key or the end has to follow.
_JSON_OPENING: Final = re.compile(r'(?:[ \t\r\n]*[\r\n])?(?=\{[ \t\r\n]*["}])')
_JSON_PART: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}"]', re.DOTALL)
_JSON_CLOSING: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def find_block(text: str, path: str) -> Block | None:
    """Find the front matter of a guide's text, ``None`` when it has none; a data file is all one.

    Raises L10nError when it is opened and never closed. What it says is not looked at.
    """
    if dialect := _DATA.get(path.rpartition(".")[2].lower()):
        return Block(dialect, Span(0, len(text)), len(text))
    opening = _OPENING.match(text)
    if opening:
        return _fenced_block(text, path, opening)
    brace = _JSON_OPENING.match(text)
    return _json_block(text, path, brace.end()) if brace else None


def find_body(text: str, path: str) -> int:
    """Return where a guide's text goes on after its front matter: 0 when it has none.

    Raises L10nError as ``find_block`` does.
    """
    block = find_block(text, path)
    return block.body if block else 0


def _fenced_block(text: str, path: str, opening: re.Match[str]) -> Block:
    fence = opening.group(1)
    closing = _CLOSING[fence].search(text, opening.end())
    if closing is None:
        message = (
            f"the front matter is not closed; end it with a line {fence}, "
            "or write *** when a thematic break is meant"
        )
        raise L10nError(message, path=path, line=_line(text, opening.start(1)))
    if closing.group(1).strip(" \t"):
        # Hugo would take the rest of this line for the guide's first words.
        message = f"write nothing but {fence} on the line that ends the front matter"
        raise L10nError(message, path=path, line=_line(text, closing.start()))
    return Block(_DIALECTS[fence], Span(opening.end(), closing.start()), closing.end())


def _json_block(text: str, path: str, start: int) -> Block:
    level = 0
    for part in _JSON_PART.finditer(text, start):
        level += {"{": 1, "}": -1}.get(part.group(), 0)
        if part.group() == '"':
            break
        if level == 0:
            rest = _JSON_CLOSING.match(text, part.end())
            body = rest.end() if rest else part.end()
            return Block(Dialect.JSON, Span(start, part.end()), body)
    message = "the JSON front matter is not closed; add the brace or quote that is missing"
    raise L10nError(message, path=path, line=_line(text, start))


def _line(text: str, offset: int) -> int:
    return line_at(line_starts(text), offset)
