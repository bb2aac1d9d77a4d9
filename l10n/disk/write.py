"""Files written at once or not at all, and what a killed run left behind."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from l10n.disk.files import encode, inside, is_there, told
from l10n.disk.look import Seen, look_at
from l10n.errors import L10nError

_TEMPORARY: Final = re.compile(r"\.l10n-[0-9a-f]{16}\.tmp")
_ANY_WRITE_BIT: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_bytes(root: Path, relative: str, data: bytes, *, durable: bool) -> Seen | None:
    """Make ``data`` the content of the file ``relative`` to ``root``; return how it looks then.

    Equal content is not written, then it is None. At any moment the file is the old or the new
    one, with its permission bits; ``durable`` makes that hold across a power cut. A symbolic link
    stays one, its target is replaced. Raises L10nError, the old file in place, when that is
    impossible.
    """
    target = inside(root, relative)
    with told(relative):
        mode = _mode_of(target)
        if mode is None:
            _make_folder_of(target)
        elif _holds(target, data):
            return None
        else:
            _refuse_to_lose(target, relative)
        _replace(target, data, mode, durable=durable)
    return look_at(target)


def write_text(
    root: Path, relative: str, text: str, *, durable: bool, bom: bool = False
) -> Seen | None:
    """Write ``text`` as UTF-8, as ``write_bytes`` does."""
    return write_bytes(root, relative, encode(text, bom=bom), durable=durable)


def move_file(root: Path, old: str, new: str) -> None:
    """Move a file of the site in one step, folders made as needed; ``write_bytes``'s guards hold.

    Raises L10nError, both places as they were, when that is impossible or something is there.
    """
    source, target = inside(root, old), inside(root, new)
    if is_there(target, new):
        message = f"in the way of {old}, which moves here: move or remove it"
        raise L10nError(message, path=new)
    with told(old):
        _refuse_to_lose(source, old)
        _make_folder_of(target)
        os.replace(source, target)


def remove_file(root: Path, relative: str) -> None:
    """Remove a file of the site, or a symbolic link; one that is not there is removed already.

    Raises L10nError for a folder, a read-only file, and a path that leads out of ``root``.
    """
    target = inside(root, relative)
    with told(relative):
        _refuse_to_lose(target, relative)
        (root / relative).unlink(missing_ok=True)


def sweep(folders: Iterable[Path]) -> int:
    """Remove what killed runs left in these folders and below; return how many files.

    To be called under the run lock: a temporary file of a live run looks the same. Hidden
    folders below and symbolic links are not entered, missing folders are nothing to sweep.
    """
    removed = 0
    waiting = [os.fspath(folder) for folder in folders]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.name.startswith("."):
                if _TEMPORARY.fullmatch(entry.name) and not entry.is_dir(follow_symlinks=False):
                    with told(entry.path):
                        Path(entry.path).unlink(missing_ok=True)
                    removed += 1
            elif entry.name != "node_modules" and entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
    return removed


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


def _make_folder_of(path: str) -> None:
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)


def _refuse_to_lose(path: str, shown: str) -> None:
    """Refuse a folder and a read-only file; what is not there may be lost."""
    mode = _mode_of(path)
    if mode is None:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "", shown)
    # The folder's rights alone decide what may be replaced; who took the file's away meant it.
    if not mode & _ANY_WRITE_BIT or not os.access(path, os.W_OK):
        message = "this file is read-only: allow writing with chmod u+w"
        raise L10nError(message, path=shown)


def _replace(target: str, data: bytes, mode: int | None, *, durable: bool) -> None:
    folder = os.path.dirname(target)
    # Its own short name, because the target's may already have the longest allowed length.
    temporary = os.path.join(folder, f".l10n-{secrets.token_hex(8)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    if durable:
        _sync_folder(folder)


def _sync_folder(folder: str) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
