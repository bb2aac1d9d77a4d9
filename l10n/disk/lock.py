"""The lock that lets one run at a time work on a site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from l10n.disk.files import PRIVATE_FOLDER, explain, inside
from l10n.disk.look import UNKNOWN
from l10n.disk.private import private_fault
from l10n.disk.write import write_bytes
from l10n.errors import L10nError

_LOCK: Final = f"{PRIVATE_FOLDER}/lock"


@contextmanager
def run_lock(root: Path, *, timeout: float = 3.0) -> Iterator[str]:
    """Hold the site's lock; the system releases it when the process ends, however it ends.

    Yields why there can be no lock here, so that nothing keeps a second run out; empty when it is
    held. Waits up to ``timeout`` seconds. Raises L10nError when another run still holds it then.
    """
    with ExitStack() as stack:
        yield private_fault(root) or _acquire(root, timeout, stack)


def _acquire(root: Path, timeout: float, stack: ExitStack) -> str:
    """Hold the lock until the ``stack`` is left; return why that is impossible."""
    try:
        path = inside(root, _LOCK)
        (root / PRIVATE_FOLDER).mkdir(exist_ok=True)
        stack.enter_context(FileLock(path, timeout=timeout).acquire())
    except Timeout:
        message = "another l10n run is working here: wait until it ends, then run again"
        raise L10nError(message, path=_LOCK) from None
    except OSError as error:
        return f"{_LOCK}: {explain(error)}"
    except L10nError as error:
        return str(error)
    # Under the lock, so that the next run clears away what a kill leaves of this file. Without it
    # git sees the folder, and nothing else is different.
    with suppress(L10nError):
        ignore = f"{PRIVATE_FOLDER}/.gitignore"
        write_bytes(root, ignore, b"*\n", durable=False, expected=UNKNOWN)
    return ""
