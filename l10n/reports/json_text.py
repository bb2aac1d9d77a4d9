"""JSON for programs, laid out so that people can look at it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode


def render_json(data: object) -> str:
    """Return ``data`` with each member, and each item of a list, on a line; ends with a newline."""
    return _render(data, "\n") + "\n"


def _render(data: object, line: str) -> str:
    """Return ``data`` in lines that begin like ``line``; the items of a list have no more lines."""
    inner = f"{line}  "
    if isinstance(data, dict) and data:
        members = (f"{_ENCODE(name)}: {_render(each, inner)}" for name, each in data.items())
        return f"{{{inner}{_join(members, inner)}{line}}}"
    if isinstance(data, list) and data:
        return f"[{inner}{_join(map(_ENCODE, data), inner)}{line}]"
    return _ENCODE(data)


def _join(parts: Iterable[str], line: str) -> str:
    return f",{line}".join(parts)
