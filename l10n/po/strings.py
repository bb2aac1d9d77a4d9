"""Strings as PO files write them: their escapes, and what gettext requires of a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

ESCAPED: Final[Mapping[str, str]] = MappingProxyType(
    {"\\" + name: char for name, char in zip('abfnrtv"\\', '\a\b\f\n\r\t\v"\\', strict=True)}
)
"""Every escape that gettext writes, and its character."""

_SIMPLE: Final = re.compile(r'\\[abfnrtv"\\]')
_ESCAPE: Final = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]++|[^\n])")


def unquote(strings: str) -> str:
    """Return the text of quoted strings, one a line, that hold gettext's own escapes only."""
    text = strings[1:-1]
    if "\n" in text:
        text = text.replace('"\n"', "")
    if "\\" in text:
        text = _SIMPLE.sub(lambda match: ESCAPED[match[0]], text)
    return text


def join_strings(strings: Iterable[str], codec: str) -> str:
    """Return the text of quoted strings with any escapes; their bytes are ``codec``'s.

    Bytes are decoded after joining, as gettext does. Raises ValueError for a wrong escape.
    """
    text = "".join([_ESCAPE.sub(_unescape, string[1:-1]) for string in strings])
    if "\0" in text or "\x04" in text:
        message = "a string cannot hold the control character 0 or 4: delete its escape"
        raise ValueError(message)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _decode_escapes(text, codec)
    return text


def newline_fault(msgid: str, others: Iterable[str]) -> str | None:
    """Say which end of ``msgid`` has a newline that ``others`` lack, or have; msgfmt refuses it."""
    for text in others if msgid else ():
        if text.startswith("\n") != msgid.startswith("\n"):
            return "begin both msgid and its translation with \\n, or neither"
        if text.endswith("\n") != msgid.endswith("\n"):
            return "end both msgid and its translation with \\n, or neither"
    return None


def with_outer_newlines(msgid: str, msgstr: str) -> str:
    """Return a translation that begins and ends with a newline where ``msgid`` does.

    One of nothing but line ends is none.
    """
    if not (msgid and msgstr) or newline_fault(msgid, (msgstr,)) is None:
        return msgstr
    if not msgstr.strip("\r\n"):
        return ""
    if msgstr.startswith("\n") != msgid.startswith("\n"):
        msgstr = msgstr.lstrip("\r\n") if msgstr.startswith("\n") else f"\n{msgstr}"
    if msgstr.endswith("\n") != msgid.endswith("\n"):
        msgstr = msgstr.rstrip("\r\n") if msgstr.endswith("\n") else f"{msgstr}\n"
    return msgstr


def _unescape(match: re.Match[str]) -> str:
    escape = match[0]
    simple = ESCAPED.get(escape)
    if simple is not None:
        return simple
    if escape[1] in "01234567":
        byte = int(escape[1:], 8) & 255
    elif escape[1] == "x" and len(escape) > 2:
        byte = int(escape[2:][-2:], 16)
    else:
        message = f"gettext knows no escape {escape}: write \\\\ for a backslash"
        raise ValueError(message)
    return chr(byte) if byte < 128 else chr(0xDC00 + byte)


def _decode_escapes(text: str, codec: str) -> str:
    try:
        return text.encode(codec, "surrogateescape").decode(codec)
    except UnicodeError as error:
        message = "an escape is not a character in this file's charset: write the character itself"
        raise ValueError(message) from error
