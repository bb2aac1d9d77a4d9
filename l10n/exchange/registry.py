"""The formats by the endings of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.errors import L10nError
from l10n.exchange import po, table, tmx, xliff1, xliff2
from l10n.exchange.values import Parcel, Returned
from l10n.exchange.xml import read_xml


class Format(NamedTuple):
    """How a kind of files is written and read."""

    write: Callable[[Parcel], bytes]
    read: Callable[[bytes, str], Returned]
    """Raises L10nError for a damaged file."""


def _read_xliff(data: bytes, path: str) -> Returned:
    root = read_xml(data, path, "xliff")
    read = xliff2.read if root.attributes.get("version", "").startswith("2") else xliff1.read
    return read(root, path)


def _read_tmx(data: bytes, path: str) -> Returned:
    return tmx.read(read_xml(data, path, "tmx"), path)


XLIFF: Final = MappingProxyType(
    {"1.2": Format(xliff1.write, _read_xliff), "2.0": Format(xliff2.write, _read_xliff)}
)
"""By version."""
_FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        ".xlf": XLIFF["1.2"],
        ".xliff": XLIFF["1.2"],
        ".po": Format(po.write, po.read),
        ".csv": Format(table.write, table.read),
        ".tmx": Format(tmx.write, _read_tmx),
    }
)


def format_of(path: str, xliff: str = "1.2") -> Format:
    """Return the format of a file; raises L10nError when its name ends in no known way."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _FORMATS:
        message = f"no format is known by this ending: name it {', '.join(_FORMATS)}"
        raise L10nError(message, path=path)
    return XLIFF[xliff] if _FORMATS[suffix] is XLIFF["1.2"] else _FORMATS[suffix]
