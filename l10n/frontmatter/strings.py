"""How a text is written as a string of TOML or JSON, in the style of the one that stood there."""

from __future__ import annotations

import json
import re
from typing import Final

from l10n.frontmatter.scalar import double_quoted, expect_whole, is_printable
from l10n.later import later

_ASCII_ONLY: Final = re.compile(r"\\u(?!00[01])")
# A line that begins so would end the front matter.
_FENCE: Final = re.compile(r"^\+\+\+", re.MULTILINE)
_SPECIAL: Final = later(r'[\\\x00-\x08\x0b-\x1f\x7f]|"(?=""|\Z)')


def render_json(text: str, source: str) -> str:
    """Write ``text`` as a JSON string, in ASCII alone where ``source`` is written so.

    Raises L10nError for a lone surrogate, which no reader takes.
    """
    expect_whole(text)
    return json.dumps(text) if _ASCII_ONLY.search(source) else double_quoted(text)


def render_toml(text: str, source: str, newline: str) -> str:
    """Write ``text`` as a TOML string, in the style of ``source`` when that can hold it.

    A literal string that cannot becomes a basic one, on as many lines. Raises L10nError for a
    lone surrogate, which TOML cannot hold.
    """
    expect_whole(text)
    style = source[:3] if source[:3] in ('"""', "'''") and len(source) > 3 else source[0]
    if len(style) == 1:
        is_literal = style == "'" and "'" not in text and is_printable(text)
        return f"'{text}'" if is_literal else double_quoted(text)
    if _FENCE.search(text):
        return double_quoted(text)
    is_literal = (
        style == "'''"
        and style not in f"{text}''"
        and all(map(is_printable, text.replace("\t", " ").split("\n")))
    )
    start = newline if source[3] in "\r\n" or text.startswith("\n") else ""
    body = text if is_literal else _SPECIAL.sub(_escape, text)
    style = style if is_literal else '"""'
    return style + start + body.replace("\n", newline) + style


def _escape(found: re.Match[str]) -> str:
    return double_quoted(found.group())[1:-1]
