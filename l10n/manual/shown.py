"""How examples are shown: what nobody could see is written as its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import ndiff

from l10n.manual.checks import Example, Texts


def show_example(example: Example) -> tuple[str, ...]:
    """Return lines that begin with ``-`` before it is mended, with ``+`` after, else a blank."""
    if isinstance(example, Texts):
        before, after = (
            f"msgid {_quoted(example.msgid)}\nmsgstr {_quoted(each)}"
            for each in (example.before, example.after)
        )
    else:
        before, after = example.before, example.after
    return tuple(map(_visible, _compared(before, after)))


def _compared(before: str, after: str) -> Iterator[str]:
    for line in ndiff(before.split("\n"), after.split("\n")):
        if not line.startswith("?"):
            yield f"{line[0]}{line[2:]}".rstrip(" ") if line[2:] else line[0]


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'


def _visible(line: str) -> str:
    return "".join(
        each if each.isprintable() and not unicodedata.combining(each) else _number(each)
        for each in line
    )


def _number(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"
