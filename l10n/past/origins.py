"""Find the commits by which sources came to say what they say, in one walk of the history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from l10n.behind import Origin
from l10n.cache.actions import Made, observe, recall, record
from l10n.config.settings import Config
from l10n.disk.files import decode
from l10n.disk.git import check_repository, read_objects
from l10n.disk.head import read_head
from l10n.disk.history import FileChange, History, read_history
from l10n.errors import L10nError
from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.run.run import Run
from l10n.site.guidefile import GuideFile
from l10n.site.paths import fields_at, syntax_at

_STEP: Final = "origins"
_HEAD: Final = "head"
_ALL: Final = "all"


class Text(NamedTuple):
    """A text of a source guide as it is now, and as it was when it was translated."""

    msgid: str
    previous: str = ""
    """Empty where it never was."""


_Origins: TypeAlias = dict[Text, Origin | None]


def find_origins(
    run: Run, wanted: Mapping[str, Collection[Text]]
) -> Mapping[tuple[str, Text], Origin]:
    """Return which commits put pages behind, by the source's key and text.

    That is the first commit without the text before, or the one that brought a new text. What is
    not committed, or unknown to git, has none. Git works only where the cache has not all.
    """
    store = run.files.store
    observe(store, _HEAD, {_ALL: read_head(run.config.root)})
    known = recall(store, _STEP, _unpack)
    new = {key: texts for key, texts in wanted.items() if not {*texts} <= known.get(key, {}).keys()}
    found = _find(run, new) if new else {}
    made = (
        Made(key, (run.linker.sources[key].path, f"{_HEAD}:{_ALL}"), _pack(each))
        for key, each in found.items()
    )
    record(store, _STEP, made)
    both = {**known, **found}
    return {
        (key, text): origin
        for key, texts in wanted.items()
        for text in texts
        if (origin := both.get(key, {}).get(text))
    }


def _find(run: Run, wanted: Mapping[str, Collection[Text]]) -> dict[str, _Origins]:
    config = run.config
    found: dict[str, _Origins] = {key: dict.fromkeys(texts) for key, texts in wanted.items()}
    files = {key: run.linker.sources[key] for key in wanted}
    try:
        check_repository(config.root)
    except L10nError:  # then less is said
        return found
    wanted = _committed(config, files, wanted)
    if not wanted:
        return found
    files = {key: files[key] for key in wanted}
    history = read_history(config.root, {each.path for each in files.values()})
    versions = _versions(config, history, files)
    for key, group in groupby(versions, key=itemgetter(0)):
        said = ((change, _texts(config, files[key], data)) for _, change, data in group)
        changes = _seek(wanted[key], said)
        found[key] = found[key] | {
            text: _origin_of(change, history) if change else None
            for text, change in changes.items()
        }
    return found


def _committed(
    config: Config, files: Mapping[str, GuideFile], wanted: Mapping[str, Collection[Text]]
) -> dict[str, list[Text]]:
    """Return the texts that HEAD has already put behind: no other needs the history."""
    objects = read_objects(config.root, [f"HEAD:./{each.path}" for each in files.values()])
    found: dict[str, list[Text]] = {}
    for (key, file), head in zip(files.items(), objects, strict=True):
        said = _texts(config, file, head.data) if head else frozenset[str]()
        if texts := [each for each in wanted[key] if not _is_before(each, said)]:
            found[key] = texts
    return found


def _is_before(text: Text, said: Collection[str]) -> bool:
    """Return whether a version that says this has not put pages behind by this text yet."""
    return text.previous in said if text.previous else text.msgid not in said


def _seek(
    texts: Iterable[Text], versions: Iterable[tuple[FileChange, Collection[str]]]
) -> dict[Text, FileChange | None]:
    """Return the change that put each text behind; None where it is not committed.

    ``versions`` say what a guide said, the newest first; none is taken that tells no more.
    """
    found: dict[Text, FileChange | None] = {}
    # With the oldest version since which each is there as it is now.
    waiting: dict[Text, FileChange | None] = dict.fromkeys(texts)
    after: FileChange | None = None
    for change, said in versions:
        for text, came in [*waiting.items()]:
            is_there = text.msgid in said
            if _is_before(text, said):
                found[text] = after if text.previous else came
                del waiting[text]
            elif is_there and came is after:
                waiting[text] = change
        after = change
        if not waiting:
            break
    return found | waiting


def _origin_of(change: FileChange, history: History) -> Origin | None:
    """Return a change as an origin; where a shallow clone ends it only seems to be one."""
    if change.is_first and history.is_shallow:
        return None
    return Origin(change.commit, change.date, change.author)


def _versions(
    config: Config, history: History, files: Mapping[str, GuideFile]
) -> Iterator[tuple[str, FileChange, bytes]]:
    """Yield the versions of each guide, the newest first; nothing of one that was removed."""
    versions = [
        (key, change)
        for key, file in files.items()
        for change in history.changes.get(file.path, ())
    ]
    objects = read_objects(config.root, [change.blob for _, change in versions])
    for (key, change), found in zip(versions, objects, strict=True):
        yield key, change, found.data if found else b""


def _texts(config: Config, file: GuideFile, data: bytes) -> frozenset[str]:
    """Return the msgids of a version; none of one that cannot be read."""
    try:
        text, bom = decode(data, file.path)
        guide = Guide(file.path, file.language, file.key, text, bom, syntax_at(config, file.path))
        extraction = extract_guide(guide, fields_at(config, file.path))
    except L10nError:
        return frozenset()
    return frozenset(each.msgid for each in extraction.segments)


def _pack(origins: _Origins) -> object:
    return [
        [*text, *((each.commit, each.date.isoformat(), each.author) if each else ())]
        for text, each in origins.items()
    ]


def _unpack(packed: Any) -> dict[Text, Origin | None]:
    return {Text(*row[:2]): _origin(row[2:]) for row in packed}


def _origin(row: Sequence[str]) -> Origin | None:
    return Origin(row[0], datetime.fromisoformat(row[1]), row[2]) if row else None
