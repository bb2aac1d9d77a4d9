"""How many files look: packed, for there may be a million."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from struct import Struct
from typing import Final

from l10n.disk.look import FileVersion, Seen

_LOOK: Final = Struct("<3qQ")


class Versions(MutableMapping[str, FileVersion]):
    """How files look, by path, in a third of the memory that their values take."""

    __slots__ = ("_packed",)

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, path: str) -> FileVersion:
        return unpack(self._packed[path])

    def digest(self, path: str) -> str:
        """Return the digest of a file; empty when there is none."""
        return self._packed.get(path, b"")[_LOOK.size :].decode("utf-8", "surrogatepass")

    def __setitem__(self, path: str, state: FileVersion) -> None:
        self._packed[path] = pack(state)

    def __delitem__(self, path: str) -> None:
        del self._packed[path]

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def looks_like(packed: bytes, seen: Seen) -> bool:
    """Return whether a packed version of a file looks like what was seen."""
    return packed.startswith(_LOOK.pack(*seen))


def pack(state: FileVersion) -> bytes:
    """Return a version of a file as bytes."""
    return _LOOK.pack(*state[:4]) + state.digest.encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> FileVersion:
    """Return what ``pack`` was given."""
    digest = packed[_LOOK.size :].decode("utf-8", "surrogatepass")
    return FileVersion._make((*_LOOK.unpack_from(packed), digest))
