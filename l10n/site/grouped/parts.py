"""Data files that hold all languages: what each has of a language is a page of its own.

The pages are in a private folder, which may be deleted at any time; the file is the truth. All
verbs work on pages. They are brought up to the file when a run begins, and whoever writes a page
writes it into the file first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import Final

from l10n.cache.actions import mark, observe
from l10n.cache.index import note, note_gone, written_state
from l10n.config.data import PARTS
from l10n.config.settings import Config
from l10n.disk.files import encode, read_text
from l10n.disk.look import NOTHING, UNKNOWN, FileVersion, Seen
from l10n.disk.output import Output
from l10n.disk.write import remove_file, write_bytes
from l10n.errors import L10nError
from l10n.frontmatter.parts.graft import write_part
from l10n.frontmatter.parts.named import find_line, read_part
from l10n.frontmatter.parts.part import Part
from l10n.site.paths import localized_path, part_of, place_of
from l10n.site.sitefiles import ANY_FILE, SiteFiles

_PART: Final = "parts"
"""The kind of the facts about files that hold all languages: what pages were made of."""


def spread_parts(files: SiteFiles, lock: AbstractContextManager[object]) -> SiteFiles:
    """Bring the pages up to the files that hold them, if need be under the ``lock``.

    A file that cannot be read has none: nothing is merged with it either.
    """
    config, index = files.config, files.index
    sources = {path: index.files[path].digest for path in files.paths if _is_source(config, path)}
    pages = {path: _file_of(path) for path in index.files if path.startswith(PARTS)}
    stale = {*observe(files.store, _PART, sources)}
    stale |= {_file_of(path) for path in index.changed if path.startswith(PARTS)}
    gone = {path for path, source in pages.items() if source not in sources}
    if not (stale or gone):
        return files
    states: dict[str, FileVersion] = {}
    with lock:
        for path, page in _read_pages(config, sorted(stale & sources.keys())):
            if page:
                data = page.encode()
                seen = write_bytes(config.root, path, data, durable=False, expected=UNKNOWN)
                states[path] = written_state(data, seen or NOTHING)
            elif path in pages:
                gone.add(path)
        for path in gone:
            remove_file(config.root, path, expected=UNKNOWN)
    note(files.store, index, states)
    note_gone(files.store, index, gone)
    mark(files.store, {*states, *gone, ANY_FILE} if states or gone else ())
    return replace(files, paths=tuple(sorted(index.files)))


def with_parts(files: SiteFiles, output: Output) -> Output:
    """Return an output that writes a page which is a part into its file, too, and first.

    To the next run the file has changed, as if a person had written it: lines have moved.
    """
    config = files.config

    def write(relative: str, data: bytes, *, durable: bool) -> Seen | None:
        if part := _part_at(config, relative):
            text, bom = read_text(config.root / part.path, part.path)
            made = write_part(text, part, data.decode())
            if made != text:
                whole = encode(made, bom=bom)
                seen = output.write(part.path, whole, durable=True)
                state = written_state(whole, seen or NOTHING)
                files.index.files[part.path] = state
                # Of this the page is: should the file be as it was before, the page is not.
                observe(files.store, _PART, {part.path: state.digest}, (part.path,))
        return output.write(relative, data, durable=durable)

    return replace(output, write=write)


def parts_shown(config: Config) -> Callable[[str, int], tuple[str, int]]:
    """Return what finds the place in a file that holds all languages, by one in a page."""

    def place(path: str, line: int) -> tuple[str, int]:
        part = _part_at(config, path)
        if part is None:
            return path, line
        with suppress(L10nError):
            page, _ = read_text(config.root / path, path)
            text, _ = read_text(config.root / part.path, part.path)
            return part.path, find_line(text, part, page, line)
        return part.path, 0

    return place


def _part_at(config: Config, path: str) -> Part | None:
    """Return which part of which file a page is; None where it is none."""
    place = place_of(config, path) if path.startswith(PARTS) else None
    return part_of(config, _file_of(path), place.side.language) if place else None


def _file_of(path: str) -> str:
    """Return the file that a page is a part of."""
    return path.removeprefix(PARTS).partition("/")[2]


def _is_source(config: Config, path: str) -> bool:
    place = place_of(config, path)
    is_source = place is not None and place.side.language == config.source_language
    return is_source and part_of(config, path, config.source_language) is not None


def _read_pages(config: Config, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pages of files that hold all languages, empty for what such a file lacks."""
    for path in paths:
        for language in config.languages:
            part = part_of(config, path, language)
            page = ""
            with suppress(L10nError):  # reported where the file is extracted
                text, _ = read_text(config.root / path, path)
                page = read_part(text, part) if part else ""
            yield localized_path(config, path, language), page
