"""Preview a site: write its pages to another folder, and publish nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from l10n.config.settings import Config
from l10n.disk.files import encode, is_there, read_bytes, read_text, told
from l10n.disk.look import UNKNOWN
from l10n.disk.names import inner_path
from l10n.disk.output import Track, refusal
from l10n.disk.write import write_bytes
from l10n.errors import L10nError
from l10n.frontmatter.parts.graft import write_part
from l10n.guide import Finding, Localized
from l10n.run.decide import PageOutcome, Status, Work, target_path
from l10n.run.draft import TitleOf
from l10n.run.merge import merge_site
from l10n.run.page import make_page, title_reader
from l10n.run.run import Run, Source
from l10n.site.address.map import site_map
from l10n.site.paths import all_languages, content_folders, part_of
from l10n.site.slugs import name_pages
from l10n.site.tree import GuideFile

MARKER: Final = ".l10n-preview"
"""The file by which a folder is known as one of previews."""

_MARKED: Final = b"The pages here are a preview by l10n merge --to: a later one writes over them.\n"


class PagePreview(NamedTuple):
    """One page of a preview."""

    key: str
    language: str
    path: str
    """In the folder of the preview, as it would be in the site's; what would be beside that is in
    it, too."""
    status: Status
    """What merging would do with it."""
    written: bool
    """Whether the folder did not have it like this."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What was written, and what was found meanwhile."""

    pages: tuple[PagePreview, ...]
    """By guide, then by language."""
    findings: tuple[Finding, ...]


class _Page(NamedTuple):
    """A page, or why it could not be made."""

    localized: Localized
    path: str
    data: bytes
    refused: Finding | None = None


def preview_site(run: Run, folder: Path, *, publish_at: float, track: Track) -> Previewed:
    """Write the selected guides' pages below ``folder``, those that would not be published, too.

    Their links lead where they would after merging. ``run`` is a dry one. Raises L10nError for a
    folder of the site's own pages, and for one in which another file would be overwritten.
    """
    folder = folder.absolute()
    _refuse_site(run.config, folder)
    merged = merge_site(run, publish_at=publish_at, track=track)
    outcomes = {each.localized: each for each in merged.pages}
    linker = replace(run.linker, site=site_map(run.config, merged.tree))
    names, _ = name_pages(run.config, linker.sources.values(), run.selection.languages, run.facts)
    work = Work(replace(run, linker=linker), publish_at, frozenset(), names, ())
    _refuse_others(work, folder)
    with told(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    write_bytes(folder, MARKER, _MARKED, durable=False, expected=UNKNOWN)
    pages: list[PagePreview] = []
    findings = list(merged.findings)
    for page in _pages(work, run.pairs, track):
        try:
            if page.refused:
                findings.append(page.refused)
                continue
            seen = write_bytes(folder, page.path, page.data, durable=False, expected=UNKNOWN)
        except L10nError as error:
            findings.append(refusal(error, page.path))
            continue
        pages.append(_previewed(page, outcomes.get(page.localized), written=seen is not None))
    return Previewed(tuple(pages), tuple(dict.fromkeys(findings)))


def _previewed(page: _Page, outcome: PageOutcome | None, *, written: bool) -> PagePreview:
    language, key = page.localized
    status = outcome.status if outcome else Status.REFUSED
    return PagePreview(key, language, page.path, status, written)


def _pages(
    work: Work, wanted: Mapping[GuideFile, tuple[str, ...]], track: Track
) -> Iterator[_Page]:
    make = partial(_make_guide, work, wanted, title_reader(work))
    for _, made in work.run.map(make, tuple(wanted), track):
        yield from made


def _make_guide(
    work: Work,
    wanted: Mapping[GuideFile, tuple[str, ...]],
    title_of: TitleOf,
    file: GuideFile,
) -> tuple[_Page, ...]:
    try:
        source = work.run.read(file)
    except L10nError:  # reported where it is merged
        return ()
    if part_of(work.config, file.path, file.language):
        return _make_whole(work, wanted[file], title_of, source)
    made: list[_Page] = []
    for language in wanted[file]:
        each = Localized(language, file.key)
        path = _path_of(work, file, language)
        try:
            data = make_page(work, source, language, title_of).data
        except L10nError as error:
            made.append(_Page(each, path, b"", refusal(error, path)))
        else:
            made.append(_Page(each, path, data))
    return tuple(made)


def _make_whole(
    work: Work, languages: tuple[str, ...], title_of: TitleOf, source: Source
) -> tuple[_Page, ...]:
    """Return a file that holds all languages, with the parts of these as they would be."""
    config, key, path = work.config, source.guide.key, source.guide.path
    refused: dict[str, Finding] = {}
    text, bom = read_text(config.root / path, path)
    for language in languages:
        part = part_of(config, path, language)
        try:
            page = make_page(work, source, language, title_of).data
            text = write_part(text, part, page.decode()) if part else text
        except L10nError as error:
            refused[language] = refusal(error, path)
    data = encode(text, bom=bom)
    return tuple(_Page(Localized(each, key), path, data, refused.get(each)) for each in languages)


def _path_of(work: Work, file: GuideFile, language: str) -> str:
    """Return where a page is in a preview."""
    if part_of(work.config, file.path, file.language):
        return file.path
    return inner_path(target_path(work, file.path, Localized(language, file.key)))


def _refuse_site(config: Config, folder: Path) -> None:
    """Refuse a folder in which a preview would be published, or stand in for the site's pages."""
    root, real = config.root.resolve(), folder.resolve()
    names = content_folders(config, all_languages(config))
    for content in [(root / name).resolve() for name in names]:
        holds_it = real.is_relative_to(root) and content.is_relative_to(real)
        places = (real, *((real / inner_path(name)).resolve() for name in names))
        if holds_it or any(each.is_relative_to(content) for each in places):
            message = "here the site has its own pages: name another folder, as in --to preview"
            raise L10nError(message, path=str(folder))


def _refuse_others(work: Work, folder: Path) -> None:
    """Refuse a folder in which a file that is no preview would be overwritten."""
    if is_there(folder / MARKER, str(folder)):
        return
    there = {
        file: languages
        for file, languages in work.run.pairs.items()
        if any(_is_in(folder, _path_of(work, file, each)) for each in languages)
    }
    for page in _pages(work, there, tuple):
        if not page.refused and _is_in(folder, page.path):
            place = str(folder / page.path)
            if read_bytes(place, place) != page.data:
                message = "is there already and is no preview: name an empty folder"
                raise L10nError(message, path=place)


def _is_in(folder: Path, path: str) -> bool:
    return is_there(f"{folder}/{path}", path)
