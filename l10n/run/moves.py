"""Make room before pages are made: those of ours that lie elsewhere go to their places at once.

What lies in their way is no obstacle when it goes away in the same run: another page that moves,
one that is withdrawn, or one of a guide that is gone. The record needs no word before: it knows
each page by its digest, wherever a kill leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from l10n.cache.actions import mark
from l10n.cache.index import note_gone, note_moved
from l10n.disk.files import is_there
from l10n.errors import L10nError
from l10n.guide import Localized
from l10n.run.decide import Status, Work, is_orphaned, is_ours, owner_of
from l10n.run.foresee import Change
from l10n.site.record_edit import change_record
from l10n.site.tree import GuideFile, Tree


class Room(NamedTuple):
    """What goes where, so that every page finds its place free."""

    moves: Mapping[str, Localized]
    """The pages that move, by the path that they leave."""
    targets: Mapping[str, str]
    """Where they go, by the same."""
    gone: Mapping[str, Localized]
    """The pages that are taken away, by their path."""
    leaving: frozenset[str]
    """All paths that pages go away from in this run."""


def make_room(work: Work, changes: Sequence[Change]) -> tuple[Work, tuple[Change, ...]]:
    """Move the pages that these changes move; return the work after it, and what can change.

    A page whose place stays taken stays where it is. A dry run only knows what would move.
    """
    room, possible = _plan(work, changes)
    work = replace(work, leaving=room.leaving, foreseeing=False)
    if work.run.output.dry or not (room.moves or room.gone):
        return work, possible
    return _moved(work, room), possible


def _plan(work: Work, changes: Sequence[Change]) -> tuple[Room, tuple[Change, ...]]:
    moving = {each.old_path: each for each in changes if each.old_path}
    withdrawn = {each.path: each.localized for each in changes if each.status is Status.WITHDRAWN}
    places: dict[str, str] = {}
    for old, each in moving.items():
        places.setdefault(each.path, old)
    moving = {old: each for old, each in moving.items() if places[each.path] == old}
    while blocked := [
        old for old, each in moving.items() if _is_blocked(work, each, moving, withdrawn)
    ]:
        for old in blocked:
            del moving[old]
    wanted = {each.path for each in moving.values()}
    gone = {path: each for path, each in withdrawn.items() if path in wanted}
    for each in moving.values():
        if each.path not in moving and each.path not in gone:
            language = each.localized.language
            if other := owner_of(work, language, each.path):
                gone[each.path] = Localized(language, other)
    gone |= dict(_strays(work))
    room = Room(
        {old: each.localized for old, each in moving.items()},
        {old: each.path for old, each in moving.items()},
        gone,
        frozenset({*moving, *withdrawn, *gone}),
    )
    return room, tuple(each for each in changes if not each.old_path or each.old_path in moving)


def _is_blocked(
    work: Work, change: Change, moving: Mapping[str, Change], withdrawn: Mapping[str, Localized]
) -> bool:
    path, language = change.path, change.localized.language
    if path in moving or path in withdrawn or is_orphaned(work, language, path):
        return False
    return is_there(work.config.root / path, path)


def _strays(work: Work) -> Iterator[tuple[str, Localized]]:
    """Yield the pages of guides that are gone which have the key of another guide by now."""
    sources = work.run.linker.sources
    for language in work.run.selection.languages:
        for key, file in work.run.tree.guides[language].items():
            source = sources.get(file.own_key) if file.own_key else None
            if source and language in work.run.pairs.get(source, ()):
                each = Localized(language, key)
                if is_orphaned(work, language, file.path) and is_ours(work, each):
                    yield file.path, each


def _moved(work: Work, room: Room) -> Work:
    """Change the disk; return the work on the site as it is then."""
    run = work.run
    removed = dict(_remove(work, room.gone))
    failed = run.output.move_all(room.targets)
    moves = {old: new for old, new in room.targets.items() if old not in failed}
    note_gone(run.files.store, run.files.index, removed)
    note_moved(run.files.store, run.files.index, moves)
    mark(run.files.store, {*removed, *moves, *moves.values()})
    tree = _tree_after(run.tree, {room.moves[old]: new for old, new in moves.items()}, removed)
    lost: dict[tuple[str, str], None] = {
        each: None for each in removed.values() if each.key not in run.linker.sources
    }
    record = change_record(run.record, lost)
    return replace(
        work,
        run=replace(run, tree=tree, record=record),
        leaving=frozenset(),
        owners={},
    )


def _remove(work: Work, pages: Mapping[str, Localized]) -> Iterator[tuple[str, Localized]]:
    for path, each in pages.items():
        try:
            work.run.output.remove(path)
        except L10nError:  # it stays in the way, and is told there
            continue
        yield path, each


def _tree_after(tree: Tree, moves: Mapping[Localized, str], gone: Iterable[str]) -> Tree:
    out = frozenset(gone)

    def after(language: str, file: GuideFile) -> GuideFile:
        new = moves.get(Localized(language, file.key))
        return file._replace(path=new) if new else file

    guides = {
        language: {
            key: after(language, file) for key, file in pages.items() if file.path not in out
        }
        for language, pages in tree.guides.items()
    }
    return replace(tree, guides=guides)
