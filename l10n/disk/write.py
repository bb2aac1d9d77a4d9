"""Files written at once or not at all, and never over what was saved meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from io import BufferedRandom
from pathlib import Path, PurePosixPath

from l10n.disk.files import encode, inside, told
from l10n.disk.guards import refuse_changed, refuse_to_lose
from l10n.disk.look import NOTHING, Expected, Seen, look_at, seen


def write_bytes(
    root: Path, relative: str, data: bytes, *, durable: bool, expected: Expected
) -> Seen | None:
    """Make ``data`` the content of the file ``relative`` to ``root``; return how it looks then.

    For equal content, nothing is written and None is returned; ``NOTHING`` when another process has
    written the file since. At any moment the file is the old or the new one, with its permission
    bits; ``durable`` makes that hold across a power cut. A symbolic link stays one, its target is
    replaced. Raises L10nError, the file in place, when that is impossible, or when it is not the
    ``expected`` one.
    """
    target = inside(root, relative)
    with told(relative):
        mode = _mode_of(target)
        if mode is None:
            make_folder_of(target)
        elif _holds(target, data):
            return None
        else:
            refuse_to_lose(target, relative)
        refuse = partial(refuse_changed, target, relative, expected)
        return _replace(target, lambda file: file.write(data), mode, refuse, durable=durable)


def write_text(
    root: Path, relative: str, text: str, *, durable: bool, expected: Expected, bom: bool = False
) -> Seen | None:
    """Write ``text`` as UTF-8, as ``write_bytes`` does."""
    return write_bytes(root, relative, encode(text, bom=bom), durable=durable, expected=expected)


def write_file(root: Path, relative: str, fill: Callable[[BufferedRandom], object]) -> None:
    """Replace the file ``relative`` to ``root`` by one that ``fill`` writes, whatever is there.

    For what is too large to be held. Raises L10nError, as ``write_bytes`` does.
    """
    target = inside(root, relative)
    with told(relative):
        refuse_to_lose(target, relative)
        _replace(target, fill, _mode_of(target), lambda: None, durable=False)


def write_private(root: Path, relative: str, data: bytes) -> Seen:
    """Replace a file of the private folder, which can be made again; return how it looks then.

    Who reads it meanwhile finds the old or the new one. Raises L10nError.
    """
    target = f"{root}/{relative}"
    with told(relative):
        make_folder_of(target)
        return _replace(target, lambda file: file.write(data), None, lambda: None, durable=False)


def remove_file(root: Path, relative: str, *, expected: Expected) -> None:
    """Remove a file of the site, or a symbolic link; one that is not there is removed already.

    Raises L10nError for a folder, a read-only file, one that is not the ``expected`` one, and a
    path that leads out of ``root``.
    """
    target = inside(root, relative)
    with told(relative):
        refuse_to_lose(target, relative)
        if os.path.lexists(target):
            refuse_changed(target, relative, expected)
        (root / relative).unlink(missing_ok=True)


def remove_empty_folders(root: Path, paths: Iterable[str]) -> None:
    """Remove the folders below ``root`` in which these files were, where nothing else is."""
    for path in paths:
        with suppress(OSError):  # one that is not empty, is a link, or has gone already
            for folder in PurePosixPath(path).parents[:-1]:
                (root / folder).rmdir()


def temporary_name(kind: str) -> str:
    """Return a new name for a file that no run leaves, unless it is killed; see ``sweep``.

    A short one of its own, because the target's may already have the longest allowed length.
    """
    return f".l10n-{os.urandom(8).hex()}.{kind}"


def make_folder_of(path: str) -> None:
    """Make the folder that a file is to be in; raises OSError."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)


def _mode_of(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _holds(path: str, data: bytes) -> bool:
    found = os.stat(path)
    same_size = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
    if not same_size:
        return False
    with open(path, "rb", buffering=0) as file:
        return file.read() == data


def _replace(
    target: str,
    fill: Callable[[BufferedRandom], object],
    mode: int | None,
    refuse: Callable[[], None],
    *,
    durable: bool,
) -> Seen:
    """Put a new file in the place of another, if that is not refused at the last moment."""
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, temporary_name("tmp"))
    try:
        with open(temporary, "x+b") as file:
            fill(file)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            ours = seen(os.fstat(file.fileno()))
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        refuse()
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    if durable:
        _sync_folder(folder)
    now = look_at(target)
    # Renaming has changed its ctime, and nothing else.
    return now if now == (*ours[:2], now[2], ours[3]) else NOTHING


def _sync_folder(folder: str) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
