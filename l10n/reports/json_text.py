"""JSON for programs, laid out so that people can look at it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any, Final

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode
# In its strings JSON escapes this sign.
_BETWEEN: Final = "\x1e"
_ENCODE_PARTED: Final = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ": ")).encode


def render_json(data: object) -> str:
    """Return ``data`` with each member, and each item of a list, on a line; ends with a newline."""
    return "".join(render_parts(data))


def render_parts(data: object) -> Iterator[str]:
    """Yield what ``render_json`` returns, part by part."""
    yield from _render(data, "\n")
    yield "\n"


def _render(data: object, line: str) -> Iterator[str]:
    """Yield ``data`` in lines that begin like ``line``; the items of a list have no more lines.

    Objects in a list of an item begin lines as the item does.
    """
    inner = f"{line}  "
    if isinstance(data, dict) and data:
        before = "{"
        for name, each in data.items():
            yield f"{before}{inner}{_ENCODE(name)}: "
            yield from _render(each, inner)
            before = ","
        yield f"{line}}}"
    elif isinstance(data, list) and data:
        is_rows = all(isinstance(each, dict) for each in data)
        items = _render_rows(data, inner) if is_rows else map(_ENCODE, data)
        yield f"[{inner}{_join(items, inner)}{line}]"
    else:
        yield _ENCODE(data)


def _render_rows(rows: Iterable[Mapping[str, Any]], line: str) -> list[str]:
    """Return each row; what several rows share, as one object, is encoded once."""
    known: dict[int, str] = {}
    names: tuple[str, ...] = ()
    shape, lines = "{}", []
    for row in rows:
        if (*row,) != names:
            names = (*row,)
            shape = _shape(names)
        texts = [
            encode_basestring(each)
            if type(each) is str
            else known.get(id(each)) or known.setdefault(id(each), _render_value(each, line))
            for each in row.values()
        ]
        lines.append(shape % (*texts,))
    return lines


def _shape(names: Iterable[str]) -> str:
    """Return a row with these members that has ``%s`` in place of each value."""
    members = (f"{_ENCODE(name)}: ".replace("%", "%%") for name in names)
    return f"{{{', '.join([f'{each}%s' for each in members])}}}"


def _render_value(value: object, line: str) -> str:
    objects = _ENCODE_PARTED(value).replace(f"}}{_BETWEEN}{{", f"}},{line}{{")
    return objects.replace(_BETWEEN, ", ")


def _join(parts: Iterable[str], line: str) -> str:
    return f",{line}".join(parts)
