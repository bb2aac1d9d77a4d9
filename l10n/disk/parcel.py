"""Work as bytes, for processes on other machines, and what these must have in common.

The work lies in a file that all of them see, and is sent as its name.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper, cache, lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

import cloudpickle

import l10n
from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.disk.look import UNKNOWN
from l10n.disk.workers import Work
from l10n.disk.write import temporary_name, write_bytes
from l10n.errors import L10nError

_DECISIVE: Final = ("markdown-it-py", "mdit-py-plugins", "polib", "PyYAML", "rapidfuzz")
"""What decides where texts are, and what catalogs and pages look like."""


class Parcel(NamedTuple):
    """Work that lies in a file."""

    path: str
    digest: str
    versions: tuple[str, ...]
    """Of who packed it, see ``own_versions``."""


@cache
def own_versions() -> tuple[str, ...]:
    """Return what has to be the same everywhere: l10n, Python, libraries, each with its version."""
    package = Path(l10n.__file__).parent
    code = [
        (path.relative_to(package).as_posix(), digest_of(path.read_bytes()))
        for path in sorted(package.rglob("*.py"))
    ]
    return (
        f"l10n {_version_of(l10n.DISTRIBUTION)}",
        f"Python {sys.version_info.major}.{sys.version_info.minor}",
        *(f"{each} {_version_of(each)}" for each in _DECISIVE),
        f"the code of l10n {digest_of(repr(code).encode())}",
    )


def compare_versions(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Return the first difference, as in "l10n 1.0 there, l10n 1.1 here"; empty without one."""
    pairs = zip(ours, theirs, strict=False)
    return next((f"{there} there, {here} here" for here, there in pairs if here != there), "")


def pack(work: Work, folder: Path) -> Parcel:
    """Write the work to a new file in a folder; raises L10nError."""
    buffer = BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(work)
    data = buffer.getvalue()
    name = temporary_name("tmp")
    write_bytes(folder, name, data, durable=False, expected=UNKNOWN)
    return Parcel(str(folder / name), digest_of(data), own_versions())


def unpack(parcel: Parcel) -> Work:
    """Read the work; raises L10nError where it is not seen, or other versions would do it."""
    if difference := compare_versions(parcel.versions, own_versions()):
        message = f"a worker that came later has other versions: {difference}"
        raise L10nError(message)
    data = read_bytes(parcel.path, parcel.path)
    if digest_of(data) != parcel.digest:
        message = "a worker sees another file than was written: mount the same folder there"
        raise L10nError(message, path=parcel.path)
    work: Work = pickle.loads(data)  # noqa: S301 - ours, by its digest
    return work


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]  # it comes without types
    """Packs functions that are made while the program runs, without what they have cached."""

    def reducer_override(self, obj: Any) -> Any:
        """Return how to make a function's cache anew; all else is cloudpickle's."""
        if isinstance(obj, _lru_cache_wrapper) and not _is_global(obj):
            return _cached, (obj.cache_parameters(), obj.__wrapped__)
        return super().reducer_override(obj)


def _is_global(function: Any) -> bool:
    name, home = getattr(function, "__qualname__", ""), str(getattr(function, "__module__", ""))
    return bool(home) and getattr(import_module(home), name, None) is function


def _cached(parameters: Any, function: Callable[..., Any]) -> object:
    return lru_cache(**parameters)(function)


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
