"""What git has of a site: files of revisions, and when lines were changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, NamedTuple

from l10n.errors import L10nError

_WHAT: Final = "--since and --at-base"
_FILE_MODES: Final = frozenset([b"100644", b"100755"])
_BLAMED: Final = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)")
_COMMITTED: Final = re.compile(rb"^committer .* (\d+) [-+]\d+$", re.MULTILINE)
_LAST_SECOND: Final = 253_402_300_799  # of the year 9999


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that the caller has named."""

    name: str
    commit: str
    short: str
    date: datetime
    """When it was committed, in UTC."""


class Object(NamedTuple):
    """A commit or a file of one, as git holds it."""

    id: str
    data: bytes

    @property
    def date(self) -> datetime:
        """Return when a commit was committed, in UTC."""
        found = _COMMITTED.search(self.data)
        return moment(found[1] if found else b"0")


def check_repository(root: Path) -> None:
    """Raise L10nError without git, and where ``root`` is in no repository."""
    inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        why = inside.stderr.decode(errors="replace").strip().split("\n")[0]
        message = (
            f"{_WHAT} need the history of a git repository, or must be left out; git says: {why}"
        )
        raise L10nError(message)


def find_revision(root: Path, name: str) -> Revision:
    """Return the commit that ``name`` means; raises L10nError when git has none."""
    check_repository(root)
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = run_git(root, *wanted)
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        message = (
            f"git knows no commit {name!r}: name a branch, a tag or a commit of this repository "
            "(in a shallow clone, fetch it first)"
        )
        raise L10nError(message)
    shown = run_git(root, "log", "-1", "--no-show-signature", "--format=%h %ct", commit)
    short, time = shown.stdout.decode().split()
    return Revision(name, commit, short, moment(time))


def read_files(root: Path, commit: str, folders: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every regular file that ``commit`` has in ``folders``.

    Paths are relative to ``root``; no folders mean all of it. Symbolic links and submodules
    are left out. One process reads all contents. Raises L10nError when git has lost one.
    """
    listed = run_git(root, "ls-tree", "-r", "-z", commit, "--", *folders)
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
    return _parse_blame(run_git(root, *arguments).stdout)


def _parse_blame(porcelain: bytes) -> tuple[datetime | None, ...]:
    """Read ``git blame --porcelain``: what is said of a commit is said at its first line only."""
    times: dict[bytes, datetime] = {}
    lines: list[bytes] = []
    for line in porcelain.split(b"\n"):
        found = _BLAMED.match(line)
        if found:
            lines.append(found[1])
        elif line.startswith(b"committer-time ") and lines[-1].strip(b"0"):
            times[lines[-1]] = moment(line.split()[1])
    return tuple(times.get(commit) for commit in lines)


def read_objects(root: Path, names: Sequence[str]) -> Iterator[Object | None]:
    """Yield what each name means, as in ``COMMIT:./path``; None where git has no such thing.

    One process reads them all.
    """
    with _batch(root, map(os.fsencode, names)) as stream:
        for _ in names:
            yield _read_object(stream)


def _read_object(stream: IO[bytes]) -> Object | None:
    head = stream.readline().split()
    if len(head) != 3 or not head[2].isdigit():  # "NAME missing"; the name may have blanks
        return None
    data = stream.read(int(head[2]))
    stream.read(1)
    return Object(head[0].decode(), data)


def _read_blobs(root: Path, files: Sequence[tuple[str, bytes]]) -> Iterator[bytes]:
    with _batch(root, (blob for _, blob in files)) as stream:
        for path, _ in files:
            found = _read_object(stream)
            if found is None:
                message = "git has this file's name but not its content: run git fetch or git fsck"
                raise L10nError(message, path=path)
            yield found.data


@contextmanager
def _batch(root: Path, names: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """Open what git says of these names, one after the other."""
    with tempfile.TemporaryFile() as wanted:
        # A file: git stops while its output is not read, and this process while its input is not.
        wanted.writelines(name + b"\n" for name in names)
        wanted.seek(0)
        with open_git(root, "cat-file", "--batch", stdin=wanted) as stream:
            yield stream


@contextmanager
def open_git(
    root: Path, *arguments: str, stdin: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[IO[bytes]]:
    """Open what git says, while it runs at ``root``; raises L10nError without git."""
    process = subprocess.Popen(  # noqa: S603 - no shell, and names that git reads from a file
        [_program(), *arguments],
        cwd=root,
        env=_environment(),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout is not None  # noqa: S101 - asked for above
        try:
            yield process.stdout
        finally:
            process.kill()


def run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git at ``root``, and wait for its end; raises L10nError without git."""
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


def configure(root: Path, settings: Mapping[str, str]) -> str:
    """Set what git does in this clone; return what git says against it, empty when it is done."""
    for each in settings.items():
        done = run_git(root, "config", *each)
        if done.returncode:
            # Of a repository of another owner, this one says only that there is none.
            asked = run_git(root, "rev-parse", "--is-inside-work-tree")
            said = (asked if asked.returncode else done).stderr.decode(errors="replace")
            return " ".join(said.split())
    return ""


def moment(seconds: str | bytes) -> datetime:
    """Return what git means by so many seconds, in UTC; a clock may have been very wrong."""
    return datetime.fromtimestamp(min(int(seconds), _LAST_SECOND), UTC)


def _program() -> str:
    found = shutil.which("git")
    if found is None:
        message = "git is not installed: install it, or leave --git, --since and --at-base out"
        raise L10nError(message)
    return found


def _environment() -> dict[str, str]:
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return {**os.environ, **quiet}
