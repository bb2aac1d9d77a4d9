"""What folders hold, and how the files look: each folder is listed once in a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from pathlib import Path
from sys import intern
from typing import NamedTuple

from l10n.disk.files import explain, inside
from l10n.disk.look import NOTHING, Seen, look_at, seen
from l10n.disk.names import visible
from l10n.errors import L10nError


class Oddity(Enum):
    """What a name stands for that is no file or folder to be read."""

    BAD_NAME = auto()
    """It has an invisible or undecodable character."""
    LINK_OUT = auto()
    """A symbolic link that leads out of the root."""
    LINK_TO_FOLDER = auto()
    BROKEN_LINK = auto()
    FOLDER = auto()
    """A plain folder."""
    SPECIAL = auto()
    """A device, a pipe, a socket."""


class Walk(NamedTuple):
    """What some folders hold at one moment; paths are relative to the root."""

    files: dict[str, Seen]
    """Regular files, and links to such within the root; hidden ones as well."""
    odd: Mapping[str, Oddity]
    """All other names, folders among them."""
    refused: Mapping[str, str]
    """Folders that cannot be listed, and what to do about it."""


def walk(root: Path, folders: Iterable[str], files: Iterable[str] = ()) -> Walk:
    """Look at these folders and all below, and at single ``files``; what is missing is left out.

    An empty name is the root itself. Hidden folders and node_modules are not entered, nor are links
    to folders, so that there is no endless loop.
    """
    found: dict[str, Seen] = {}
    odd: dict[str, Oddity] = {}
    refused: dict[str, str] = {}
    top = os.fspath(root)
    waiting = list(dict.fromkeys(folders))
    known = set(waiting)
    for folder in waiting:  # which grows meanwhile
        try:
            entries = os.scandir(f"{top}/{folder}")
        except FileNotFoundError:
            continue
        except OSError as error:
            refused[folder] = explain(error)
            continue
        with entries:
            for entry in entries:
                # One string for all that hold this path.
                path = intern(f"{folder}/{entry.name}" if folder else entry.name)
                oddity = _oddity(root, path, entry)
                if oddity is None:
                    found[path] = _look(entry)
                    continue
                odd[path] = oddity
                if oddity is Oddity.FOLDER and _is_open(entry.name) and path not in known:
                    known.add(path)
                    waiting.append(path)
    for path in files:
        state = look_at(f"{top}/{path}")
        if path not in found and state is not NOTHING:
            found[path] = state
    return Walk(found, odd, refused)


def _look(entry: os.DirEntry[str]) -> Seen:
    try:
        return seen(entry.stat())
    except OSError:  # it has gone since
        return NOTHING


def _is_open(name: str) -> bool:
    return not name.startswith(".") and name != "node_modules"


def _oddity(root: Path, path: str, entry: os.DirEntry[str]) -> Oddity | None:
    """Return what is odd about an entry; None for a file that can be read."""
    if (
        not (entry.name.isascii() and entry.name.isprintable())
        and visible(entry.name) != entry.name
    ):
        return Oddity.BAD_NAME
    if entry.is_symlink():
        return _link_oddity(root, path, entry)
    if entry.is_file(follow_symlinks=False):
        return None
    return Oddity.FOLDER if entry.is_dir(follow_symlinks=False) else Oddity.SPECIAL


def _link_oddity(root: Path, path: str, entry: os.DirEntry[str]) -> Oddity | None:
    try:
        inside(root, path)
        if entry.is_dir():
            return Oddity.LINK_TO_FOLDER
        return None if entry.is_file() else Oddity.BROKEN_LINK
    except L10nError:
        return Oddity.LINK_OUT
    except OSError:  # a link that leads to itself
        return Oddity.BROKEN_LINK
