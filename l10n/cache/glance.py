"""One glance at the files of a site: how large each is, and when it last changed."""

from __future__ import annotations

import hashlib
import marshal
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n.disk.look import NOTHING, Seen, is_racy, look_at, seen

_UNKNOWN: Final = (-1, 1 << 62, 0, 0)
"""Of a linked folder: what changes in it is not seen, so nothing here is ever settled."""
_PLAIN: Final = 2
"""The last version of marshal in which equal values are equal bytes."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What was there at one moment."""

    files: dict[str, Seen]
    """By path, relative to the root; of a folder there is its name alone, with a slash.

    A run takes out what it writes.
    """
    count: int
    """How many there were."""
    started: int
    """When it began, in nanoseconds since 1970."""
    root: Path
    """What all paths are relative to."""
    folders: tuple[str, ...]
    """All that were looked at, and those that were missing."""

    @property
    def digest(self) -> str:
        """Return what is the same as long as nobody has touched any file.

        It hangs on the order as well, which is that of the file system, and stays with the files.
        """
        return hashlib.blake2b(marshal.dumps(self.files, _PLAIN), digest_size=16).hexdigest()

    @property
    def settled(self) -> bool:
        """Tell whether any later change of a file will show in its times."""
        return not any(is_racy(each, self.started) for each in self.files.values())

    @property
    def lasting(self) -> bool:
        """Tell whether until now no file has come, gone or been replaced, as the folders show it.

        What was written in its place is not seen; its times will tell of it.
        """
        return all(map(self._is_as_it_was, self.folders))

    def _is_as_it_was(self, folder: str) -> bool:
        now, was_there = look_at(f"{self.root}/{folder}"), f"{folder}/" in self.files
        return (now is not NOTHING) == was_there and not is_racy(now, self.started)


def glance(root: Path, folders: Iterable[str]) -> Glance:
    """Look at all files in these folders and below, which may be missing.

    Hidden folders and node_modules are not entered, nor are symbolic links; of a link to a file,
    it is the file that counts. Raises OSError for a folder that cannot be listed.
    """
    started = time.time_ns()
    files: dict[str, Seen] = {}
    top = os.fspath(root)
    waiting = list(dict.fromkeys(folders))
    for folder in waiting:  # which grows meanwhile
        try:
            found = os.scandir(f"{top}/{folder}")
        except FileNotFoundError:
            continue
        files[f"{folder}/"] = NOTHING
        with found:
            for entry in found:
                path = f"{folder}/{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    files[path] = _seen(entry)
                elif not entry.name.startswith(".") and entry.name != "node_modules":
                    waiting.append(path)
    return Glance(files, len(files), started, root, tuple(waiting))


def _seen(entry: os.DirEntry[str]) -> Seen:
    try:
        return _UNKNOWN if entry.is_dir() else seen(entry.stat())
    except OSError:  # a link that leads nowhere
        return NOTHING
