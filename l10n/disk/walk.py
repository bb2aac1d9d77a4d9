"""The Markdown files of a folder, and what there cannot be read as one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n.disk.files import explain, inside, is_there
from l10n.disk.names import visible
from l10n.errors import L10nError
from l10n.guide import Finding, Severity

BAD_NAME: Final = "bad-file-name"

_SUFFIXES: Final = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Walk:
    """What a folder holds, in the order of paths; paths are relative to the site's root."""

    paths: tuple[str, ...]
    refused: tuple[Finding, ...]
    """One for each name that looks like a guide or a folder of guides and is left out."""


def walk_guides(root: Path, folder: str) -> Walk:
    """Find the Markdown files in ``folder`` and below; a missing folder has none.

    Hidden folders and node_modules are not entered, nor are symbolic links to folders, so there
    is no loop to hang in. Raises L10nError for a folder that cannot be listed: what is not seen
    must not be taken for removed.
    """
    paths: list[str] = []
    refused: list[Finding] = []
    if not is_there(root / folder, folder):
        return Walk((), ())
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        for entry in _entries(root, current):
            path = f"{current}/{entry.name}"
            finding = _refusal(root, path, entry)
            if finding:
                refused.append(finding)
            bad_name = finding is not None and finding.check == BAD_NAME
            if entry.is_dir(follow_symlinks=False) and not bad_name:
                waiting.append(path)
            elif finding is None:
                paths.append(path)
    return Walk(tuple(sorted(paths)), tuple(sorted(refused, key=lambda finding: finding.path)))


def list_files(root: Path, folder: str, suffix: str) -> tuple[str, ...]:
    """Return the files in ``folder`` and below whose name ends in ``suffix``, sorted.

    Paths are relative to ``root``. Hidden names and symbolic links to folders are left out, a
    missing folder has none. Raises L10nError for a folder that cannot be listed.
    """
    found: list[str] = []
    waiting = [folder] if is_there(root / folder, folder) else []
    while waiting:
        current = waiting.pop()
        for entry in _scan(root, current):
            path = f"{current}/{entry.name}" if current else entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.name.endswith(suffix):
                found.append(path)
    return tuple(sorted(found))


def is_guide_name(name: str) -> bool:
    """Tell whether a file of this name, or at this path, is a guide."""
    return name.lower().endswith(_SUFFIXES)


def without_suffix(path: str) -> str:
    """Return a guide's path without ``.md``."""
    return path.rpartition(".")[0]


def _entries(root: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    for entry in _scan(root, folder):
        hidden = entry.name.startswith(".") or entry.name == "node_modules"
        if not hidden and (is_guide_name(entry.name) or _leads_to_folder(entry)):
            yield entry


def _scan(root: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as found:
            return list(found)
    except OSError as error:
        raise L10nError(explain(error), path=visible(folder)) from error


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _refusal(root: Path, path: str, entry: os.DirEntry[str]) -> Finding | None:
    """Say why an entry is not read as a guide; None for a guide and for a plain folder."""
    if visible(entry.name) != entry.name:
        message = "the name has an invisible or undecodable character: rename it"
        return _error(BAD_NAME, path, message)
    if entry.is_symlink():
        return _link_refusal(root, path, entry)
    if not is_guide_name(entry.name) or entry.is_file(follow_symlinks=False):
        return None
    if entry.is_dir(follow_symlinks=False):
        message = "a folder has the name of a guide: rename it"
        return _error("folder-named-like-guide", path, message)
    message = "not a regular file: replace it with one, or remove it"
    return _error("unreadable-guide", path, message)


def _link_refusal(root: Path, path: str, entry: os.DirEntry[str]) -> Finding | None:
    try:
        inside(root, path)
    except L10nError:
        message = "a symbolic link leads out of the site's folder: replace it with the file"
        return _error("link-out-of-tree", path, message)
    if _leads_to_folder(entry):
        message = "a symbolic link to a folder is not followed: nothing to do if that is meant"
        return Finding("linked-folder", Severity.INFO, path, 0, message)
    if not (root / path).is_file():
        message = "a symbolic link leads to no file: correct or remove it"
        return _error("broken-link", path, message)
    return None


def _error(check: str, path: str, message: str) -> Finding:
    return Finding(check, Severity.ERROR, visible(path), 0, message)
