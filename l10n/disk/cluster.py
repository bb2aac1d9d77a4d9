"""Processes on other machines that work for this one: the workers of a dask scheduler.

They see the site's folder at the same path. A batch is a task: the scheduler gives it to another
worker when one dies or goes away, and to those that come later, too.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from distributed import Client, KilledWorker
from distributed.versions import VersionMismatchWarning

from l10n.disk.files import PRIVATE_FOLDER, explain
from l10n.disk.parcel import Parcel, compare_versions, own_versions, pack, unpack
from l10n.disk.private import private_fault
from l10n.disk.workers import Submit, Work
from l10n.errors import L10nError

_PATIENCE: Final = 5.0
"""Seconds that a scheduler may take to answer."""
_TALKERS: Final = ("distributed", "distributed.client", "tornado.application")
"""The loggers that would say in many lines what is said in one."""
_DEADLY: Final = "several workers died of the same guides, perhaps for lack of memory: run again"
_GONE: Final = "the scheduler has gone: start it again, with its workers, and run again"
_STOPPED: Final = "this work is not wanted any more"

_busy: Final = Lock()
"""Held while a batch is done: what a run works with is not made for many threads."""
_opened: Final[dict[str, tuple[Parcel, Work]]] = {}
"""The work that this worker is at, by its folder."""
_stopped: Final[set[str]] = set()
"""The work that nothing is to be done of any more, by its path."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a scheduler."""

    client: Client
    folder: Path
    """Where the work lies that is sent to them; all of them see it."""

    def __reduce__(self) -> tuple[type[int], tuple[int]]:
        """Return what a worker has in its place: itself."""
        return int, (1,)

    def size(self) -> int:
        """Return how many workers there are now, at least 1."""
        return max(1, len(self.client.nthreads()))

    @contextmanager
    def start(self, work: Work) -> Iterator[Submit]:
        """Send the work to the workers; what is not done of it when the context ends, will not be.

        Raises L10nError when the scheduler is gone, or a batch has cost too many workers.
        """
        parcel = pack(work, self.folder)
        executor = self.client.get_executor(pure=False)
        try:
            yield lambda number: executor.submit(_do_batch, parcel, number)
        except BaseException as error:
            with suppress(OSError, TimeoutError):
                executor.shutdown(wait=False)
                self.client.run(_stop, parcel.path)
            if isinstance(error, KilledWorker):
                raise L10nError(_DEADLY) from None
            if isinstance(error, CancelledError):
                raise L10nError(_GONE) from None
            raise
        finally:
            Path(parcel.path).unlink(missing_ok=True)


@contextmanager
def open_cluster(address: str, root: Path, *, patience: float = _PATIENCE) -> Iterator[Cluster]:
    """Connect to the scheduler at an address, for work on the site at ``root``.

    Raises L10nError where none answers for so many seconds, or a worker could not do as this
    process would.
    """
    if fault := private_fault(root):
        message = f"{fault}; workers elsewhere need it"
        raise L10nError(message)
    folder = root.resolve() / PRIVATE_FOLDER
    with _quiet(), closing(_connect(address, patience)) as client:
        _greet(client, address, root.resolve())
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise L10nError(explain(error), path=PRIVATE_FOLDER) from error
        yield Cluster(client, folder)


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave it to us to say what is wrong."""
    before = {name: logging.getLogger(name).level for name in _TALKERS}
    for name in before:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)
            yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def _connect(address: str, patience: float) -> Client:
    try:
        return Client(address, timeout=patience, set_as_default=False, name="l10n")
    except (OSError, TimeoutError, ValueError) as error:
        message = f"no scheduler answers at {address}: start one with dask scheduler"
        raise L10nError(message) from error


def _greet(client: Client, address: str, root: Path) -> None:
    """Refuse workers that see another site, or that would do something else with it."""
    met: Mapping[str, Any] = client.run(_introduce, str(root), on_error="return")
    if not met:
        message = f"no worker at {address}: start some with dask worker {address} --nthreads 1"
        raise L10nError(message)
    own = _introduce(str(root))
    for worker, other in sorted(met.items()):
        if not isinstance(other, tuple):
            message = f"the worker {worker} has no l10n that fits: install the same everywhere"
        elif difference := compare_versions(own[0], other[0]):
            message = f"the worker {worker} has other versions: {difference}: install the same"
        elif own[1] != other[1]:
            message = f"the worker {worker} does not see {root}: mount that folder there, too"
        else:
            continue
        raise L10nError(message)


def _introduce(root: str) -> tuple[tuple[str, ...], int]:
    """Return what decides what this process would do with the site."""
    try:
        inode = Path(root).stat().st_ino
    except OSError:
        inode = -1
    return own_versions(), inode


def _do_batch(parcel: Parcel, number: int) -> tuple[Any, ...]:
    """Return the results of a batch, in a worker."""
    with _busy:
        folder = str(Path(parcel.path).parent)
        if _opened.get(folder, (None,))[0] != parcel:
            _opened.pop(folder, None)
            _opened[folder] = parcel, unpack(parcel)
        return tuple(_until_stopped(parcel, _opened[folder][1](number)))


def _until_stopped(parcel: Parcel, results: Iterator[Any]) -> Iterator[Any]:
    while parcel.path not in _stopped:
        try:
            yield next(results)
        except StopIteration:
            return
    raise L10nError(_STOPPED)


def _stop(path: str) -> None:
    """Let this worker do no more of some work, and return when it is at rest."""
    _stopped.add(path)
    with _busy:
        pass
