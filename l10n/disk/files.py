"""Files: read strictly, and named by paths within the site.

Paths are strings here: to make a Path of each costs more than to read a small file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from l10n.errors import L10nError
from l10n.text import BOM, line_at, line_starts

AnyPath: TypeAlias = str | Path

PRIVATE_FOLDER: Final = ".l10n"
"""The folder of what belongs to this clone alone; a .gitignore in it makes git ignore it."""

_ADVICE: Final = {
    errno.EACCES: "no permission: allow it with chmod, or run as another user",
    errno.EPERM: "no permission: allow it with chmod, or run as another user",
    errno.EROFS: "the disk is read-only: mount it for writing",
    errno.ENOSPC: "the disk is full: free some space and run again",
    errno.EDQUOT: "your disk quota is used up: free some space and run again",
    errno.ENOENT: "no such file: check the path",
    errno.EISDIR: "this is a folder, not a file: rename it",
    errno.ENOTDIR: "a part of this path is a file, not a folder: rename it",
    errno.EEXIST: "a part of this path is a file, not a folder: rename it",
    errno.ELOOP: "this symbolic link leads to itself: remove it",
    errno.ENAMETOOLONG: "the name is too long for this disk: shorten it",
}


def is_there(path: AnyPath, shown: str) -> bool:
    """Return whether anything has this name; raises L10nError when the system refuses to say."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refusal(error, shown) from error
    return True


def read_bytes(path: AnyPath, shown: str) -> bytes:
    """Read a regular file; ``shown`` is its path in messages.

    Raises L10nError for a folder, a missing file, a device or pipe, and missing permission.
    """
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "", shown)
        if not stat.S_ISREG(mode):  # reading a pipe would never end
            message = "not a regular file: replace it with one, or remove it"
            raise L10nError(message, path=shown)
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError as error:
        raise _refusal(error, shown) from error


def read_text(path: AnyPath, shown: str) -> tuple[str, bool]:
    """Read a UTF-8 file; return its text without byte order mark, and whether it had one."""
    return decode(read_bytes(path, shown), shown)


def decode(data: bytes, shown: str) -> tuple[str, bool]:
    """Decode UTF-8 strictly; return the text without byte order mark, and whether it had one.

    Line ends stay as they are. Raises L10nError with the line of the first bad byte or NUL.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        good = data[: error.start].decode()
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise L10nError(message, path=shown, line=_last_line(good)) from None
    nul = text.find("\0")
    if nul >= 0:
        message = "a NUL character: remove it, or save the file as UTF-8"
        raise L10nError(message, path=shown, line=_last_line(text[:nul]))
    return (text[1:], True) if text.startswith(BOM) else (text, False)


def encode(text: str, *, bom: bool = False) -> bytes:
    """Return the bytes of a file with this text; the inverse of ``decode``."""
    return (BOM + text if bom else text).encode()


def inside(root: Path, relative: str) -> str:
    """Return the real path of ``relative`` under ``root``, symbolic links followed.

    It need not exist. Raises L10nError when it lies outside ``root``.
    """
    path = f"{root}/{relative}"
    real = os.path.realpath(path)
    if real == path:  # no link and no ".." on the way, as nearly always
        return real
    top = os.path.realpath(root)
    real = os.path.realpath(os.path.join(top, relative))
    if real != top and not real.startswith(top.rstrip(os.sep) + os.sep):
        message = "this path leads out of the site's folder: correct the name or the link"
        raise L10nError(message, path=relative)
    return real


def parted(root: Path, relative: str, beside: Iterable[str]) -> tuple[Path, str]:
    """Return the folder that a path has to stay in, and the path in it.

    It is ``root``, or one of the folders ``beside`` it, which end in a slash: ``../other/``.
    """
    for folder in beside:
        if relative.startswith(folder):
            return (root / folder).resolve(), relative[len(folder) :]
    return root, relative


def explain(error: OSError) -> str:
    """Say in one clause what the system refused and what to do next."""
    return _ADVICE.get(error.errno or 0) or f"{error.strerror or error}: check the file and disk"


@contextmanager
def told(shown: str) -> Iterator[None]:
    """Raise an L10nError about the file that is ``shown`` where the system refuses something."""
    try:
        yield
    except OSError as error:
        raise _refusal(error, shown) from error


def _last_line(text: str) -> int:
    return line_at(line_starts(text), len(text))


def _refusal(error: OSError, shown: str) -> L10nError:
    return L10nError(explain(error), path=shown)
