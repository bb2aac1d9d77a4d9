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
        for entry in _entries(waiting.pop()):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not entry.name.startswith("."):
                if is_folder and entry.name != "node_modules":
                    waiting.append(entry.path)
            elif (found := _TEMPORARY.fullmatch(entry.name)) and not is_folder:
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
