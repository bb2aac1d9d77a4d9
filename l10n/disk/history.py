"""What git has of some files: when each was changed, and what it was called."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Final, NamedTuple

from l10n.disk.git import moment, open_git, run_git

_CHUNK: Final = 1 << 20


class FileChange(NamedTuple):
    """A commit that changed what a file holds."""

    number: int
    """How many commits the walk met before; those that it is made of come later."""
    commit: str
    date: datetime
    """When it was committed, in UTC."""
    author: str
    """The name of who wrote the change."""
    blob: str
    """The id of what the file held then."""
    is_first: bool
    """Whether git has none before it: the first of all, or where a shallow clone ends."""

    @property
    def is_removal(self) -> bool:
        """Return whether the commit removed the file."""
        return not self.blob.strip("0")


class History(NamedTuple):
    """What git has of some files, by the paths that they have now."""

    changes: Mapping[str, tuple[FileChange, ...]]
    """The newest first; a file that was never committed has none."""
    names: Mapping[str, tuple[str, ...]]
    """What each was called, the newest name first."""
    uncommitted: frozenset[str]
    """Those that are not as they were committed last."""
    is_shallow: bool
    """Whether the clone ends before the history does."""


def read_history(root: Path, paths: Collection[str]) -> History:
    """Return what happened to these files, through renames, in one walk over the history.

    Paths are relative to ``root``. What a merge alone has changed is not seen.
    """
    names = {path: [path] for path in paths}
    changes: defaultdict[str, list[FileChange]] = defaultdict(list)
    now = {path: path for path in paths}
    for number, (commit, files) in enumerate(_walk(root)):
        moved: dict[str, str] = {}
        for file in files:
            path = now.get(file.path)
            if path is None:
                continue
            if file.blob != file.old_blob:
                changes[path].append(FileChange(number, *commit[:3], file.blob, commit.is_first))
            if file.old_path != file.path:
                del now[file.path]
            if file.old_path:
                moved[file.old_path] = path
        now |= moved
        for old, path in moved.items():
            if old not in names[path]:
                names[path].append(old)
    changed = run_git(
        root, "diff", "--name-only", "-z", "--no-renames", "--relative", "HEAD", "--", "."
    )
    shallow = run_git(root, "rev-parse", "--is-shallow-repository")
    return History(
        {path: tuple(each) for path, each in changes.items()},
        {path: tuple(each) for path, each in names.items()},
        frozenset(map(os.fsdecode, changed.stdout.split(b"\0"))),
        shallow.stdout.strip() == b"true",
    )


class _Commit(NamedTuple):
    """A commit that the walk meets."""

    id: str
    date: datetime
    author: str
    is_first: bool


class _File(NamedTuple):
    """What a commit did to a file."""

    path: str
    old_path: str
    """What it was called before; empty if it was not there."""
    blob: str
    old_blob: str


def _walk(root: Path) -> Iterator[tuple[_Commit, list[_File]]]:
    """Yield the commits of the current branch, each before those that it is made of."""
    shown = (
        "--raw",
        "-z",
        "--no-abbrev",
        "--find-renames",
        "--relative",
        "--format=%H %ct %P%x09%an",
    )
    arguments = ("log", "--topo-order", "--no-show-signature", "--no-color", *shown, "--", ".")
    with open_git(root, "-c", "log.showRoot=true", *arguments) as stream:
        commit: _Commit | None = None
        files: list[_File] = []
        tokens = _split(stream)
        for token in tokens:
            if token.lstrip(b"\n").startswith(b":"):
                files.append(_read_file(token.split(), tokens))
                continue
            if commit:
                yield commit, files
            head, _, author = token.decode(errors="replace").partition("\t")
            name, time, *parents = head.split()
            commit = _Commit(name, moment(time), author, not parents)
            files = []
        if commit:
            yield commit, files


def _read_file(head: Sequence[bytes], tokens: Iterator[bytes]) -> _File:
    """Read what git says of one file: ``head``, and its name, or both of its names."""
    *_, old_blob, blob, status = (each.decode() for each in head)
    first = os.fsdecode(next(tokens))
    path = os.fsdecode(next(tokens)) if status.startswith("R") else first
    return _File(path, "" if status == "A" else first, blob, old_blob)


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands before each NUL."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
