"""The lock that lets one run at a time work on a site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from l10n.disk.files import PRIVATE_FOLDER, explain, inside
from l10n.disk.look import UNKNOWN
from l10n.disk.write import write_bytes
from l10n.errors import L10nError

_LOCK: Final = f"{PRIVATE_FOLDER}/lock"


@contextmanager
def run_lock(root: Path, *, timeout: float = 3.0) -> Iterator[None]:
    """Hold the site's lock; the system releases it when the process ends, however it ends.

    Waits up to ``timeout`` seconds. Raises L10nError when another run still holds it then.
    """
    lock = FileLock(inside(root, _LOCK), timeout=timeout)
    try:
        lock.acquire()
    except Timeout:
        message = "another l10n run is working here: wait until it ends, then run again"
        raise L10nError(message, path=_LOCK) from None
    except OSError as error:
        raise L10nError(explain(error), path=_LOCK) from error
    try:
        # Under the lock, so that the next run clears away what a kill leaves of this file.
        ignore = f"{PRIVATE_FOLDER}/.gitignore"
        write_bytes(root, ignore, b"*\n", durable=False, expected=UNKNOWN)
        yield
    finally:
        lock.release()
