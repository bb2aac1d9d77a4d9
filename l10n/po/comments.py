"""Read an entry's comment lines: whose they are, and the references and flags in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

# gettext 0.22 and later write a file name with spaces between these.
_ISOLATED: Final = re.compile("\u2068([^\u2068\u2069]*+)\u2069(:[0-9]++)?|[^ \t]++")
_BLANKS: Final = re.compile(r"[ \t\r\f\v]++")


class Comments(NamedTuple):
    """An entry's comment lines, sorted by kind, without their markers."""

    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool
    """Whether gettext thinks so: it counts the last ``#,`` line only."""


def read_comments(lines: Iterable[str]) -> Comments:
    """Sort comment lines that start with ``#``; ``#~`` and ``#|`` lines are not comments."""
    comments: list[str] = []
    extracted: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    fuzzy = False
    for line in lines:
        kind = line[1:2]
        if kind == ".":
            extracted.append(line[2:].removeprefix(" "))
        elif kind == ":":
            references += split_references(line[2:])
        elif kind and kind in ",!":
            found = split_flags(line[2:])
            flags += found
            fuzzy = "fuzzy" in found
        else:
            comments.append(line[1:].removeprefix(" "))
    return Comments(
        tuple(comments), tuple(extracted), tuple(references), tuple(dict.fromkeys(flags)), fuzzy
    )


def split_references(text: str) -> list[str]:
    """Return the references of a ``#:`` line."""
    if "\u2068" not in text:
        return text.replace("\t", " ").strip(" ").split(" ") if text.strip(" \t") else []
    found = _ISOLATED.finditer(text)
    return [match[0] if match[1] is None else match[1] + (match[2] or "") for match in found]


def split_flags(text: str) -> list[str]:
    """Return the flags of a ``#,`` line; one that holds ``fuzzy`` is split at blanks as well.

    Editors' own flags may have blanks (``range: 1..5``), but gettext sees fuzzy anywhere.
    """
    flags: list[str] = []
    for part in text.split(","):
        words = [word for word in _BLANKS.split(part) if word]
        flag = " ".join(words)
        flags += words if "fuzzy" in words else [flag] if flag else []
    return flags
