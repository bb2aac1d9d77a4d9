"""JSON for programs, laid out so that people can look at it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode
# To encode all items at once takes half as long. In its strings JSON escapes this sign.
_BETWEEN: Final = "\x1e"
_ENCODE_ITEMS: Final = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ": ")).encode


def render_json(data: object) -> str:
    """Return ``data`` with each member, and each item of a list, on a line; ends with a newline."""
    return _render(data, "\n") + "\n"


def _render(data: object, line: str) -> str:
    """Return ``data`` in lines that begin like ``line``; the items of a list have no more lines.

    Objects in a list of an item begin lines as the item does.
    """
    inner = f"{line}  "
    if isinstance(data, dict) and data:
        members = (f"{_ENCODE(name)}: {_render(each, inner)}" for name, each in data.items())
        return f"{{{inner}{_join(members, inner)}{line}}}"
    if isinstance(data, list) and data:
        if all(isinstance(each, dict) for each in data):
            items = _ENCODE_ITEMS(data)[1:-1].replace(f"}}{_BETWEEN}{{", f"}},{inner}{{")
            return f"[{inner}{items.replace(_BETWEEN, ', ')}{line}]"
        return f"[{inner}{_join(map(_ENCODE, data), inner)}{line}]"
    return _ENCODE(data)


def _join(parts: Iterable[str], line: str) -> str:
    return f",{line}".join(parts)
