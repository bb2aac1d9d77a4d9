"""What the commands have in common: how a run writes, shows progress and reports refusals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from l10n.disk.digests import digest_of
from l10n.disk.files import inside, is_there, parted, read_bytes
from l10n.disk.look import NOTHING, FileVersion, Seen, look_at
from l10n.disk.moves import move_file, move_files
from l10n.disk.versions import Versions
from l10n.disk.write import remove_file, write_bytes
from l10n.errors import L10nError
from l10n.guide import Finding, Severity

Item = TypeVar("Item")


class Action(StrEnum):
    """What a run did with one file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Write(Protocol):
    """Makes bytes the content of a file of the site.

    Returns how the file looks then, ``NOTHING`` when that is not known or it was not really
    written; None when its content is the same as before.
    """

    def __call__(self, relative: str, data: bytes, *, durable: bool) -> Seen | None: ...


class Track(Protocol):
    """Passes items on, one by one, and may show how far the run is."""

    def __call__(self, items: Sequence[Item], /) -> Iterable[Item]: ...


@dataclass(frozen=True, slots=True)
class Output:
    """How a run changes files: for real, or not at all (``--check``)."""

    write: Write
    move: Callable[[str, str], None]
    move_all: Callable[[Mapping[str, str]], Mapping[str, L10nError]]
    """Moves many as if at once; returns what could not be moved, by its old path."""
    remove: Callable[[str], None]
    left: Callable[[str, bytes], Seen | None]
    """Returns how a file looks that holds these bytes, though the run has read something else: a
    worker of this run has written it, and died."""
    dry: bool = False
    """Whether nothing is really changed."""


Known: TypeAlias = Callable[[str], FileVersion | None]
"""Returns a file as the run has read it, by its path; None when there was none."""


def _account(known: Known) -> tuple[Known, Callable[[str, FileVersion | None], None]]:
    """Return what tells how a run has read or left a file, and what notes how it leaves one."""
    done = Versions({})
    gone: set[str] = set()

    def expected(path: str) -> FileVersion | None:
        if path in gone:
            return None
        return done[path] if path in done else known(path)

    def note(path: str, now: FileVersion | None) -> None:
        if now is None:
            gone.add(path)
            done.pop(path, None)
        else:
            gone.discard(path)
            done[path] = now

    return expected, note


def real_output(root: Path, known: Known, beside: Collection[str]) -> Output:
    """Return the output that changes a site's files, and those in the folders ``beside`` it.

    A file that is not as it is ``known`` to the run was saved since, and is refused. This output
    keeps account of its own changes; those of a copy in another process have to be ``known``.
    """
    expected, note = _account(known)

    def write(relative: str, data: bytes, *, durable: bool) -> Seen | None:
        top, inner = parted(root, relative, beside)
        looks = write_bytes(top, inner, data, durable=durable, expected=expected(relative))
        note(relative, FileVersion(*(looks or NOTHING), digest_of(data)))
        return looks

    def move(old: str, new: str) -> None:
        top, inner = parted(root, old, beside)
        other, target = parted(root, new, beside)
        pair = (inner, target) if other == top else (old, new)
        move_file(top if other == top else root, *pair, expected=expected(old))
        note_moves({old: new})

    def move_all(moves: Mapping[str, str]) -> Mapping[str, L10nError]:
        failed = move_files(root, moves, expected=expected)
        note_moves({old: new for old, new in moves.items() if old not in failed})
        return failed

    def note_moves(moves: Mapping[str, str]) -> None:
        moved = {new: expected(old) for old, new in moves.items()}
        for path in moves.keys() - moved.keys():
            note(path, None)
        for path, now in moved.items():
            note(path, now)

    def remove(relative: str) -> None:
        remove_file(*parted(root, relative, beside), expected=expected(relative))
        note(relative, None)

    def left(relative: str, data: bytes) -> Seen | None:
        before = expected(relative)
        if before is not None and before.digest == digest_of(data):
            return None
        path = inside(*parted(root, relative, beside))
        looks = look_at(path)
        return looks if read_bytes(path, relative) == data else None

    return Output(write, move, move_all, remove, left)


def dry_output(root: Path, beside: Collection[str] = ()) -> Output:
    """Return an output that changes nothing, and returns what would change."""

    def would_change(
        relative: str,
        data: bytes,
        *,
        durable: bool,  # noqa: ARG001 - Write
    ) -> Seen | None:
        path = inside(*parted(root, relative, beside))
        is_same = is_there(path, relative) and read_bytes(path, relative) == data
        return None if is_same else NOTHING

    return Output(
        would_change,
        lambda _old, _new: None,
        lambda _moves: {},
        lambda _relative: None,
        lambda _relative, _data: None,
        dry=True,
    )


def refusal(error: L10nError, path: str) -> Finding:
    """Turn what stops one file into a finding, so that the rest of the run goes on."""
    return Finding("refused", Severity.ERROR, error.path or path, error.line, error.message)
