"""Files moved, one or many at once, so that none is lost on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from l10n.disk.files import inside, is_there, told
from l10n.disk.guards import refuse_changed, refuse_to_lose
from l10n.disk.look import Expected
from l10n.disk.write import make_folder_of, temporary_name
from l10n.errors import L10nError

NOTE: Final = "moves"
"""The kind of temporary name of a note about a ring; see ``temporary_name``."""
_ASIDE: Final = "moved"
"""The kind of the name of a file that makes room for the others; else it is that of the note."""


def move_file(root: Path, old: str, new: str, *, expected: Expected) -> None:
    """Move a file of the site in one step, folders made as needed; ``write_bytes``'s guards hold.

    Raises L10nError, both places as they were, when that is impossible, when something is there
    already, or when the file is not the ``expected`` one.
    """
    source, target = inside(root, old), inside(root, new)
    if is_there(target, new):
        message = f"in the way of {old}, which moves here: move it away"
        raise L10nError(message, path=new)
    with told(old):
        refuse_to_lose(source, old)
        make_folder_of(target)
        refuse_changed(source, old, expected)
        os.replace(source, target)


def move_files(
    root: Path, moves: Mapping[str, str], *, expected: Callable[[str], Expected]
) -> dict[str, L10nError]:
    """Move files of the site as if at once; return what could not be moved, by its old path.

    A file may move to where another moves away from. ``expected`` is called with each old path.

    When the run is killed each file is at its old place or its new one; of a ring (a to b, b to a)
    one may be aside, beside its old place, under a temporary name; by a note beside it ``sweep``
    ends the moves of the ring. The rest of ``moves`` is left for the next run.
    """
    failed: dict[str, L10nError] = {}
    waiting = {old: new for old, new in moves.items() if old != new}
    while waiting:
        chain, ring = _take_chain(waiting)
        if ring:
            try:
                _turn(root, ring, expected)
            except L10nError as error:
                failed |= dict.fromkeys(ring, error)
        for old in reversed(chain):
            try:
                move_file(root, old, moves[old], expected=expected(old))
            except L10nError as error:
                failed[old] = error
    return failed


def end_moves(root: Path, note: str) -> None:
    """End the moves of a ring that a killed run has begun; its ``note`` names them.

    Raises L10nError when there is no place left for the file that is aside.
    """
    aside = note.removesuffix(NOTE) + _ASIDE
    if os.path.lexists(aside):
        ring = os.fsdecode(Path(note).read_bytes()).split("\0")
        if len(ring) < 2 or any(f"/{each}".count("/.") for each in ring):
            return  # no note of ours
        places = [inside(root, each) for each in ring]
        holes = [at for at, place in enumerate(places) if not os.path.lexists(place)]
        if len(holes) == 1:
            _fill(places, holes[0], aside)
        elif len(places) - 1 in holes or 0 in holes:
            os.replace(aside, places[-1 if len(places) - 1 in holes else 0])
        else:
            message = (
                f"a killed run was moving this from {ring[-1]} to {ring[0]}, and both are there: "
                "rename one of them, and run again"
            )
            raise L10nError(message, path=os.path.relpath(aside, os.path.realpath(root)))
    os.unlink(note)


def _take_chain(waiting: dict[str, str]) -> tuple[list[str], list[str]]:
    """Take out moves of which each goes to where the next begins, and a ring that they end in."""
    chain: list[str] = []
    place = next(iter(waiting))
    while place in waiting:
        chain.append(place)
        place = waiting.pop(place)
    start = chain.index(place) if place in chain else len(chain)
    return chain[:start], chain[start:]


def _turn(root: Path, ring: Sequence[str], expected: Callable[[str], Expected]) -> None:
    """Move each file of a ring to where the next is.

    Raises L10nError, all as it was, when that is impossible or one is not the ``expected`` one.
    """
    places = [inside(root, each) for each in ring]
    if len({*places}) < len(places):
        message = "a link to a file that moves as well: move or remove it"
        raise L10nError(message, path=next(each for each in ring if os.path.islink(root / each)))
    note = os.path.join(os.path.dirname(places[-1]), temporary_name(NOTE))
    aside = note.removesuffix(NOTE) + _ASIDE
    with told(ring[-1]):
        for place, shown in zip(places, ring, strict=True):
            refuse_to_lose(place, shown)
            refuse_changed(place, shown, expected(shown))
        with open(note, "xb") as file:
            file.write(os.fsencode("\0".join(ring)))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.replace(places[-1], aside)
            _fill(places, len(places) - 1, aside)
        except OSError:
            _empty(places, aside)
            raise
        finally:
            if not os.path.lexists(aside):
                os.unlink(note)


def _fill(places: Sequence[str], hole: int, aside: str) -> None:
    """Move what is before the hole into it, and so on; what is aside goes to the first place."""
    for at in range(hole, 0, -1):
        os.replace(places[at - 1], places[at])
    os.replace(aside, places[0])


def _empty(places: Sequence[str], aside: str) -> None:
    """Undo what was done of ``_fill``; nothing was when nothing is aside."""
    if os.path.lexists(aside):
        hole = next(at for at, place in enumerate(places) if not os.path.lexists(place))
        for at in range(hole + 1, len(places)):
            os.replace(places[at], places[at - 1])
        os.replace(aside, places[-1])
