"""What a file has to pass just before it is replaced, moved or removed."""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.disk.look import NOTHING, UNKNOWN, Expected, look_at
from l10n.errors import L10nError

_ANY_WRITE_BIT: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def refuse_to_lose(path: str, shown: str) -> None:
    """Refuse a folder and a read-only file; what is not there may be lost.

    Raises OSError and L10nError.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "", shown)
    # The folder's rights alone decide what may be replaced; but a file is read-only on purpose.
    if not mode & _ANY_WRITE_BIT:
        message = "this file is read-only: allow writing with chmod u+w"
        raise L10nError(message, path=shown)
    if not os.access(path, os.W_OK):
        os.close(os.open(path, os.O_WRONLY))  # says whether it is the disk, or a permission


def refuse_changed(path: str, shown: str, expected: Expected) -> None:
    """Refuse a file that is not the ``expected`` one: it was saved or removed meanwhile.

    It is not read when it looks as it did. Raises L10nError.
    """
    if expected is UNKNOWN:
        return
    now = look_at(path)
    if expected is None:
        same = now is NOTHING
    else:
        same = now is not NOTHING and (
            now == expected[:4] or digest_of(read_bytes(path, shown)) == expected.digest
        )
    if not same:
        message = "changed meanwhile: run again"
        raise L10nError(message, path=shown)
