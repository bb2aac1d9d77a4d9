"""Many texts and numbers as few bytes that are read at once, and known to be whole."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

_SIZE: Final = 4
"""Bytes of the checksum that comes first: it is for accidents, not for enemies."""
_HEAD: Final = 8
"""Bytes of the number of bytes that the texts take, and of each number."""


def pack(texts: Iterable[str], numbers: Iterable[int] = ()) -> bytes:
    """Return texts without a NUL, and 64-bit numbers, as bytes."""
    text = "\0".join(texts).encode("utf-8", "surrogatepass")
    values = array("q", numbers)
    if sys.byteorder == "big":
        values.byteswap()
    # Each piece by itself: of a large site no copy is to spare.
    pieces = (len(text).to_bytes(_HEAD, "little"), text, values.tobytes())
    return b"".join((_checksum(*pieces), *pieces))


def unpack(data: bytes) -> tuple[list[str], Sequence[int]]:
    """Return what was packed; no text at all is one empty text.

    Raises ValueError when these are not the bytes that ``pack`` made.
    """
    if data[:_SIZE] != _checksum(memoryview(data)[_SIZE:]):
        message = "damaged"
        raise ValueError(message)
    start = _SIZE + _HEAD
    end = start + int.from_bytes(data[_SIZE:start], "little")
    values = array("q")
    values.frombytes(data[end:])
    if sys.byteorder == "big":
        values.byteswap()
    return data[start:end].decode("utf-8", "surrogatepass").split("\0"), values


def _checksum(*pieces: bytes | memoryview) -> bytes:
    return reduce(lambda so_far, piece: zlib.crc32(piece, so_far), pieces, 0).to_bytes(
        _SIZE, "little"
    )
