"""Which keys can name a catalog file, on every disk that a clone may lie on."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

_SUFFIX: Final = ".po"
_LONGEST_NAME: Final = 255  # bytes: ext4, APFS and NTFS agree near enough

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)
_FORBIDDEN: Final = frozenset('<>:"|?*')
_INVISIBLE_CATEGORIES: Final = frozenset(["Cc", "Zl", "Zp"])
_KINDS: Final = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
}
_DIRECTION_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def key_fault(key: object) -> str | None:
    """Say why a translationKey cannot name a catalog file; None when it can.

    One clause that begins with a verb: "is empty", "has a path separator".
    """
    if key is None:
        return "is empty"
    if not isinstance(key, str):
        return f"is {_KINDS.get(type(key), 'a date or another value')}, not text"
    if "/" in key or "\\" in key:
        return "has a path separator"
    return _name_fault(key)


def path_key_fault(key: str) -> str | None:
    """Say why a key made from a guide's path cannot; its parts, between slashes, are names."""
    faults = (_name_fault(part) for part in key.split("/"))
    return next((fault for fault in faults if fault), None)


def clashes(keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of distinct keys that one disk or another takes for the same name.

    These differ only by case or by Unicode normal form. Groups and their keys are sorted.
    """
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        groups[fold_key(key)].add(key)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))


def fold_key(key: str) -> str:
    """Return what two keys share that one disk or another takes for the same name."""
    decomposed = unicodedata.normalize("NFD", key)
    return unicodedata.normalize("NFC", decomposed.casefold())


# Ordinary names need no closer look; 200 bytes leave room for any suffix.
_ORDINARY: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,198}[A-Za-z0-9_])?")


def inner_path(path: str) -> str:
    """Return a path without the ``../`` that it begins with: one below any folder."""
    while path.startswith("../"):
        path = path[3:]
    return path


def visible(name: str) -> str:
    """Return ``name`` fit for a message: what no terminal should get is escaped."""
    if not _has_invisible(name):
        return name
    return "".join(_escape(char) if _invisible(char) else char for char in name)


def _name_fault(name: str) -> str | None:
    """Say why ``name`` cannot name a file; no separators are looked for but the backslash."""
    stem = name.split(".", 1)[0].rstrip(" ").casefold()
    if _ORDINARY.fullmatch(name) and stem not in _DEVICES:  # as nearly all are
        return None
    faults = (
        (not name.strip(), "is empty"),
        (name.startswith("."), "begins with a dot"),
        (name.endswith("."), "ends with a dot"),
        (name != name.strip(), "begins or ends with a blank"),
        (_has_invisible(name), "has an invisible character"),
        ("\\" in name, "has a path separator"),
        (not _FORBIDDEN.isdisjoint(name), 'has one of <>:"|?*, which Windows forbids'),
        (stem in _DEVICES, "is the name of a device on Windows"),
        (_length(name + _SUFFIX) > _LONGEST_NAME, f"is over {_LONGEST_NAME - 3} bytes long"),
    )
    return next((fault for bad, fault in faults if bad), None)


def _has_invisible(name: str) -> bool:
    return not (name.isascii() and name.isprintable()) and any(map(_invisible, {*name}))


def _invisible(char: str) -> bool:
    category = unicodedata.category(char)
    return category in _INVISIBLE_CATEGORIES or category == "Cs" or char in _DIRECTION_CONTROLS


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode()


def _length(name: str) -> int:
    return len(name.encode("utf-8", "surrogatepass"))
