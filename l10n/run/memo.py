"""Results of earlier runs, each good as long as all that it was made from is the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from l10n.cache.knowing import file_state, forget_seen
from l10n.cache.state import FileState, Result, State, known_result
from l10n.config.settings import Config
from l10n.links.localize import Reference
from l10n.links.site import Page
from l10n.site.links import Linker, source_page
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile

LINKS: Final = "links"
_MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Memo:
    """What earlier runs found, and the files as this step of the run found them."""

    state: State
    looked: dict[str, FileState | None] = field(default_factory=dict)

    def look(self, path: str) -> FileState | None:
        """Return what is known of a file, which is looked at once; None when it is missing."""
        if path not in self.looked:
            self.looked[path] = file_state(self.state, path)
        return self.looked[path]

    def digest(self, path: str) -> str:
        """Return the digest of a file's content."""
        known = self.look(path)
        return known.digest if known else _MISSING


@dataclass(frozen=True, slots=True)
class Links:
    """What a source guide links to."""

    keys: tuple[str, ...]
    """The keys of guides, sorted."""
    is_open: bool
    """Whether some link leads to no source guide: any new page may change what it means."""


def recall(memo: Memo, step: str, key: str, stamp: str) -> Any:
    """Return what was remembered of a guide with this stamp; None when nothing was."""
    known = known_result(memo.state, step, key)
    if not (known and stamp and known.stamp == stamp):
        return None
    try:
        found = json.loads(known.data)
    except ValueError:  # somebody else's work; it is made again
        return None
    memo.state.confirmed.add((step, key))
    return found


def remember(memo: Memo, step: str, key: str, stamp: str, data: object) -> None:
    """Remember what a step found of a guide; ``data`` is anything that JSON can hold."""
    result = Result(stamp, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    if stamp:
        memo.state.confirmed.add((step, key))
        if memo.state.results.get((step, key)) != result:
            memo.state.new_results[step, key] = result


def links_of(linker: Linker, key: str, references: Iterable[Reference]) -> Links:
    """Return what the source guide with this key links to."""
    found = [each.page for each in references]
    keys = {page.key for page in found if page} - {key, ""}
    is_open = any(page is None or page is not _source(linker, page.key) for page in found)
    return Links(tuple(sorted(keys)), is_open)


def _source(linker: Linker, key: str) -> Page | None:
    return source_page(linker, key) if key in linker.sources else None


def remember_links(memo: Memo, file: GuideFile, links: Links) -> None:
    """Remember what a guide links to, as long as it stays as it is."""
    remember(memo, LINKS, file.key, memo.digest(file.path), [links.keys, links.is_open])


def shows_any(memo: Memo, file: GuideFile, keys: Collection[str]) -> bool:
    """Tell whether a guide links to one of these, or may do so."""
    known = recall(memo, LINKS, file.key, memo.digest(file.path))
    return known is None or known[1] or not set(keys).isdisjoint(known[0])


def catalog_parts(
    memo: Memo, config: Config, key: str, languages: Iterable[str]
) -> tuple[str, ...]:
    """Return the digests of a guide's catalogs, for its stamp."""
    return tuple(f"{each} {memo.digest(catalog_path(config, each, key))}" for each in languages)


def take_over(memo: Memo, known: Iterable[tuple[str, FileState]]) -> None:
    """Take over what another process has found out about files."""
    for path, file in known:
        if path not in memo.looked:
            memo.looked[path] = memo.state.new_files[path] = file


def fresh(memo: Memo, written: Collection[str]) -> Memo:
    """Return a memo that looks again at the files that were written."""
    forget_seen(memo.state, written)
    gone = frozenset(written)
    return replace(memo, looked={path: it for path, it in memo.looked.items() if path not in gone})
