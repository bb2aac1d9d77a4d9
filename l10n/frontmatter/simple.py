"""The front matter that most guides have, read without a YAML parser: lines of key and value.

A value is a text, a number, a date, true or false, or a list of texts. Whatever YAML could read
otherwise than it looks is left to the parser.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

MAX_LENGTH: Final = 65_536
"""Characters; far below what would be too large for the parser."""

_ITEM: Final = r"(?:\"[^\"\\]*+\"|'[^']*+'|[^\W\d_][\w -]*+)"
_VALUE: Final = (
    r"(?:\"(?P<double>[^\"\\]*+)\"|'(?P<single>[^']*+)'|(?P<number>0|[1-9][0-9]{0,8})"
    rf"|(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|(?P<list>\[(?:{_ITEM}(?:, ?{_ITEM})*+)?+\])"
    # Plain text ends at a colon before a blank and at a blank before a number sign.
    r"|(?P<plain>[^\W\d_](?:[^:#]|:(?! |\Z)|(?<! )#)*+))"
)
_LINE: Final = re.compile(rf"(?:(?P<key>[^\W\d][\w-]{{0,63}}):|(?P<item> *+-))(?: ++{_VALUE} *+)?")
_FOLD: Final = re.compile(r" *+\n +(?=[^ \n#-])")
"""Where a value goes on in an indented line."""
_INDENTED: Final = re.compile(r"^ +-", re.MULTILINE)
_ITEMS: Final = re.compile(_ITEM)
_TRUTH: Final = {"true": True, "false": False}
# https://yaml.org/type/bool.html; anything else that begins with a letter is text.
_WORDS: Final = frozenset({*_TRUTH, "yes", "no", "on", "off", "null", "y", "n"})


def read_simple(content: str) -> dict[str, object] | None:
    """Return the values of a front matter, ``None`` when it is not of this kind.

    No key of it is there twice.
    """
    text = content.replace("\r\n", "\n").removesuffix("\n")
    if len(text) > MAX_LENGTH or not text.replace("\n", "").isprintable():
        return None
    # How far a folded line must be indented depends on the item that it belongs to.
    lines = (text if _INDENTED.search(text) else _FOLD.sub(" ", text)).split("\n")
    found = [_LINE.fullmatch(line) for line in lines]
    try:
        return _read_lines([each for each in found if each]) if all(found) else None
    except ValueError:
        return None


def _read_lines(lines: list[re.Match[str]]) -> dict[str, object]:
    """Return the values by key; raises ValueError where it is the parser's turn."""
    values: dict[str, object] = {}
    items: list[object] | None = None
    key, mark = "", ""
    for line in lines:
        value = _read_value(line)
        if line["key"] is not None:
            key, items = line["key"], None
            if key in values or key.lower() in _WORDS:
                raise ValueError(key)
            values[key] = value
        elif items is None and key and values[key] is None:
            mark, items = line["item"], [value]
            values[key] = items
        elif items is not None and line["item"] == mark:
            items.append(value)
        else:
            raise ValueError(mark)
    return values


def _read_value(line: re.Match[str]) -> object:
    """Return what a line says after its key or its mark; raises ValueError for what is unsure."""
    kind = line.lastgroup or ""
    written = line[kind]
    match kind:
        case "number":
            return int(written)
        case "date":
            return date.fromisoformat(written)
        case "double" | "single":
            return written
        case "list":
            return [_read_item(each) for each in _ITEMS.findall(written[1:-1])]
        case "plain":
            return _read_plain(written.rstrip(" "))
        case _:
            return None


def _read_item(written: str) -> object:
    return written[1:-1] if written[0] in "\"'" else _read_plain(written.rstrip(" "))


def _read_plain(written: str) -> object:
    if written in _TRUTH:
        return _TRUTH[written]
    if written.lower() in _WORDS:
        raise ValueError(written)
    return written
