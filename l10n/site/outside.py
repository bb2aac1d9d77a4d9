"""Files outside of the folders that a run walks, which guides may link to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from l10n.cache.actions import fact_names, put
from l10n.cache.index import Index, note_found
from l10n.cache.store import Store
from l10n.disk.files import inside
from l10n.disk.look import Seen, look_at
from l10n.errors import L10nError

_KIND: Final = "outside"
"""The kind of the facts of which paths were looked for; how the files look is in the index."""


@dataclass(frozen=True, slots=True)
class Existing:
    """The files of a site, and those outside of its folders: what ``in`` is asked for is named.

    Whoever makes something of the answer names the path as an input, found or not.
    """

    root: Path
    folders: tuple[str, ...]
    """Those that were walked."""
    paths: frozenset[str]
    """What was found there."""
    outside: dict[str, bool] = field(default_factory=dict)
    """Whether there is a file at other paths; only a cache, made when needed."""

    def __contains__(self, path: object) -> bool:
        """Return whether there is a file at this path, relative to the root."""
        if path in self.paths or not isinstance(path, str):
            return path in self.paths
        if path not in self.outside:
            self.outside[path] = _is_outside(self.folders, path) and _is_file(self.root, path)
        return self.outside[path]


def look_outside(store: Store, root: Path) -> dict[str, Seen]:
    """Return how the files look that were looked for outside of the site's folders, if there."""
    names = fact_names(store, _KIND)
    return {path: look_at(f"{root}/{path}") for path in names if _is_file(root, path)}


def note_outside(
    store: Store, index: Index, folders: tuple[str, ...], paths: Iterable[str]
) -> None:
    """Store which of these inputs lie outside of the site's folders, so that they are looked at."""
    wanted = {path for path in paths if path not in index.files and _is_outside(folders, path)}
    new = wanted - fact_names(store, _KIND) if wanted else wanted
    if not new:
        return
    put(store, _KIND, dict.fromkeys(new, ""))
    root = index.root
    there = {path: look_at(f"{root}/{path}") for path in sorted(new) if _is_file(root, path)}
    note_found(store, index, there)


def _is_outside(folders: tuple[str, ...], path: str) -> bool:
    """Return whether walking these folders does not come by a path."""
    if path.startswith("../"):
        return False
    tops = (f"{each}/" if each else "" for each in folders)
    return not any(path.startswith(each) and _is_open(path.removeprefix(each)) for each in tops)


def _is_open(path: str) -> bool:
    folders = path.split("/")[:-1]
    return not any(each.startswith(".") or each == "node_modules" for each in folders)


def _is_file(root: Path, path: str) -> bool:
    try:
        return Path(inside(root, path)).is_file()
    except (L10nError, ValueError, OSError):  # it leads out, or is no name of a file
        return False
