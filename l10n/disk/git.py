"""What git has of a site: the files of a revision, and when lines were changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from l10n.errors import L10nError

_FILE_MODES: Final = frozenset([b"100644", b"100755"])
_BLAMED: Final = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that the caller has named."""

    name: str
    commit: str
    short: str
    date: datetime
    """When it was committed, in UTC."""


def find_revision(root: Path, name: str) -> Revision:
    """Return the commit that ``name`` means; raises L10nError when git has none."""
    inside = _run(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        why = inside.stderr.decode(errors="replace").strip().split("\n")[0]
        message = f"--since needs the history of a git repository, but git says: {why}"
        raise L10nError(message)
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = _run(root, *wanted)
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        message = (
            f"git knows no commit {name!r}: name a branch, a tag or a commit of this repository "
            "(in a shallow clone, fetch it first)"
        )
        raise L10nError(message)
    shown = _run(root, "log", "-1", "--no-show-signature", "--format=%h %ct", commit)
    short, time = shown.stdout.decode().split()
    return Revision(name, commit, short, datetime.fromtimestamp(int(time), UTC))


def read_files(root: Path, commit: str, folders: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every regular file that ``commit`` has in ``folders``.

    Paths are relative to ``root``; no folders mean all of it. Symbolic links and submodules
    are left out. One process reads all contents. Raises L10nError when git has lost one.
    """
    listed = _run(root, "ls-tree", "-r", "-z", commit, "--", *folders)
    if listed.returncode:
        message = f"git cannot list the files of {commit[:12]}: run git fsck"
        raise L10nError(message)
    files = []
    for line in listed.stdout.split(b"\0"):
        head, _, path = line.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        if mode in _FILE_MODES:
            files.append((os.fsdecode(path), rest.split()[1]))
    yield from zip((path for path, _ in files), _read_blobs(root, files), strict=True)


def date_lines(root: Path, commit: str, path: str) -> tuple[datetime | None, ...]:
    """Return when each line of the file as it is now was committed; None for not yet.

    Lines older than ``commit`` have its own date. A file that git cannot date gives nothing.
    """
    arguments = ("blame", "--porcelain", "--no-textconv", f"^{commit}", "--", path)
    return _parse_blame(_run(root, *arguments).stdout)


def _parse_blame(porcelain: bytes) -> tuple[datetime | None, ...]:
    """Read ``git blame --porcelain``: what is said of a commit is said at its first line only."""
    times: dict[bytes, datetime] = {}
    lines: list[bytes] = []
    for line in porcelain.split(b"\n"):
        found = _BLAMED.match(line)
        if found:
            lines.append(found[1])
        elif line.startswith(b"committer-time ") and lines[-1].strip(b"0"):
            times[lines[-1]] = datetime.fromtimestamp(int(line.split()[1]), UTC)
    return tuple(times.get(commit) for commit in lines)


def _read_blobs(root: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as wanted:
        # A file: git stops while its output is not read, and this process while its input is not.
        wanted.writelines(blob + b"\n" for _, blob in files)
        wanted.seek(0)
        process = subprocess.Popen(  # noqa: S603 - no shell, and ids from git itself
            [_program(), "cat-file", "--batch"],
            cwd=root,
            env=_environment(),
            stdin=wanted,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with process:
            assert process.stdout is not None  # noqa: S101 - asked for above
            try:
                for path, _ in files:
                    yield _read_blob(process.stdout, path)
            finally:
                process.kill()


def _read_blob(stream: IO[bytes], path: str) -> bytes:
    head = stream.readline().split()
    if len(head) != 3:
        message = "git has this file's name but not its content: run git fetch or git fsck"
        raise L10nError(message, path=path)
    data = stream.read(int(head[2]))
    stream.read(1)
    return data


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and options end before what users name
            [_program(), *arguments],
            cwd=root,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except ValueError as error:  # a NUL in a revision's name
        message = "--since takes the name of a branch, a tag or a commit"
        raise L10nError(message) from error


def _program() -> str:
    found = shutil.which("git")
    if found is None:
        message = "--since needs git, which is not installed: install it, or leave --since out"
        raise L10nError(message)
    return found


def _environment() -> dict[str, str]:
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return {**os.environ, **quiet}
