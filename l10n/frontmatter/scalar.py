"""How a text is written as a YAML scalar that every reader takes for the same string.

The readers are PyYAML (YAML 1.1) and Hugo's go-yaml (1.2, with a mind of its own), so whatever
one of them could take for something else is quoted.
"""

from __future__ import annotations

import re
from typing import Final

from l10n.errors import L10nError
from l10n.later import later

_LINE_BREAK: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")

# Printable in YAML, and neither a line break nor a byte order mark to anybody.
_RAW: Final = later(
    r"[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*+"
)
_ESCAPED: Final = later(
    r"[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U0010ffff]"
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SURROGATE: Final = later(r"[\ud800-\udfff]")

_SPECIAL_START: Final = frozenset("-?:,[]{}#&*!|>'\"%@`~=<.+")
_SPECIAL_INSIDE: Final = re.compile(r":(?: |\Z)| #")
_SPECIAL_IN_FLOW: Final = re.compile(r"[\[\]{},:?]")
# Numbers, times and dates in any base and version begin with a digit and hold nothing else.
_NUMBER: Final = re.compile(r"[0-9][0-9a-fA-FxXoOtTzZ_.,:+\- ]*")
_WORDS: Final = frozenset(
    {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"}
)

_NEWLINES: Final = re.compile(r"\n+")
_HEADER: Final = re.compile(r"([|>])([0-9]?)[+-]?([0-9]?)[+-]?([^\r\n]*)")


def render_scalar(text: str, style: str, *, flow: bool) -> str:
    """Write ``text`` on one line, in ``style`` when it can be, else between quotes.

    ``style`` is a Node's; whatever is neither of the quotes asks for a plain scalar.
    Raises L10nError for a lone surrogate, which no YAML can hold.
    """
    expect_whole(text)
    if style == '"' or not is_printable(text):
        return double_quoted(text)
    if style == "'":
        return _single(text)
    if _is_plain(text, flow=flow):
        return text
    return double_quoted(text) if "'" in text else _single(text)


def render_block(text: str, source: str, was: str, newline: str) -> str:
    """Write ``text`` as the block scalar ``source``, which reads ``was``, is written.

    Between quotes when its header cannot say it: with blanks at the ends of a line, or more than
    one empty line at its own. The header's comment stays. There is no line end at the end.
    """
    header = _HEADER.match(source)
    if header is None:
        return render_scalar(text, "", flow=False)
    style, before, after, comment = header.groups()
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[0] or not lines[-1] or any(map(_needs_quotes, lines)):
        return render_scalar(text, "", flow=False) + comment
    indent = " " * (_first_indent(source[header.end() :]) - _first_indent(was))
    if style == ">":
        lines = _NEWLINES.sub(r"\g<0>\n", body).split("\n")
    chomping = "" if text.endswith("\n") else "-"
    written = (indent + line if line else "" for line in lines)
    return newline.join([f"{style}{before or after}{chomping}{comment}", *written])


def expect_whole(text: str) -> None:
    """Raise L10nError for a lone surrogate."""
    if _SURROGATE.search(text):
        message = "a front matter value cannot hold half a character; write it again"
        raise L10nError(message)


def is_printable(text: str) -> bool:
    """Return whether a text is on one line, and nothing in it has to be escaped to be seen."""
    return _RAW.fullmatch(text) is not None


def _is_plain(text: str, *, flow: bool) -> bool:
    return not (
        not text
        or text != text.strip()
        or text[0] in _SPECIAL_START
        or _SPECIAL_INSIDE.search(text)
        or (flow and _SPECIAL_IN_FLOW.search(text))
        or _NUMBER.fullmatch(text)
        or text.lower() in _WORDS
    )


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Write ``text`` between double quotes, so that YAML, TOML and JSON all read it."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def _needs_quotes(line: str) -> bool:
    return line != line.strip() or not is_printable(line)


def _first_indent(text: str) -> int:
    """Count the spaces before the first character that is none; 0 when there is no other."""
    lines = (line for line in _LINE_BREAK.split(text) if line.strip(" "))
    first = next(lines, "")
    return len(first) - len(first.lstrip(" "))
