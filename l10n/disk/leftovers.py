"""What killed runs left behind."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from l10n.disk.files import told
from l10n.disk.moves import NOTE, end_moves

_TEMPORARY: Final = re.compile(rf"\.l10n-[0-9a-f]{{16}}\.(tmp|{NOTE})")


def sweep(root: Path, folders: Iterable[str]) -> int:
    """Clear away what killed runs left in these folders and below; return how many files.

    Half-written files are removed, moves that were begun are ended. To be called under the run
    lock: the files of a run that is still going look the same. Hidden folders below and symbolic
    links are not entered, what is no folder that can be listed is nothing to sweep. Raises
    L10nError.
    """
    cleared = 0
    waiting = [f"{root}/{folder}" for folder in folders]
    while waiting:
        entries = _entries(waiting.pop())
        cleared += _clear(root, entries)
        waiting += [
            entry.path
            for entry in entries
            if not entry.name.startswith(".")
            and entry.name != "node_modules"
            and entry.is_dir(follow_symlinks=False)
        ]
    return cleared


def sweep_root(root: Path) -> int:
    """Clear away what killed runs left in the root itself; return how many files."""
    return _clear(root, _entries(os.fspath(root)))


def _clear(root: Path, entries: Iterable[os.DirEntry[str]]) -> int:
    cleared = 0
    for entry in entries:
        found = _TEMPORARY.fullmatch(entry.name)
        if found and not entry.is_dir(follow_symlinks=False):
            with told(os.path.relpath(entry.path, root)):
                if found[1] == NOTE:
                    end_moves(root, entry.path)
                else:
                    Path(entry.path).unlink(missing_ok=True)
            cleared += 1
    return cleared


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:  # reported where it is worked on
        return []
