"""Which files are guides of which language, and which names among them cannot be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.config.settings import Config
from l10n.disk.files import inside, parted
from l10n.disk.names import visible
from l10n.disk.walk import Oddity
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.site.guidefile import found_error
from l10n.site.paths import (
    all_languages,
    content_folders,
    data_sides,
    place_of,
    places_of,
    sides_of,
    single_files,
    tops_beside,
)
from l10n.site.sitefiles import SiteFiles, listed
from l10n.suffixes import is_data_name, is_guide_name, is_hidden, is_html_name
from l10n.trees import locate

_ODD: Final = {
    Oddity.BAD_NAME: (
        "bad-file-name",
        "the name has an invisible or undecodable character: rename it",
    ),
    Oddity.LINK_OUT: (
        "link-out-of-tree",
        "a symbolic link leads out of the site's folder: replace it with the file",
    ),
    Oddity.BROKEN_LINK: (
        "broken-link",
        "a symbolic link leads to no file: correct or remove it",
    ),
    Oddity.FOLDER: (
        "folder-named-like-guide",
        "a folder has the name of a guide: rename it",
    ),
    Oddity.SPECIAL: (
        "unreadable-guide",
        "not a regular file: replace it with one, or remove it",
    ),
}
_ODD_FOLDERS: Final = frozenset({Oddity.BAD_NAME, Oddity.LINK_OUT})


def expect_sources(config: Config) -> None:
    """Raise L10nError when a folder of source guides is missing."""
    data = {each.folder.rstrip("/") for each in data_sides(config, [config.source_language])}
    for folder in content_folders(config, [config.source_language]):
        if not (config.root / folder).is_dir():
            what, setting = "source guides", "content"
            if folder in data:
                what, setting = "data files", "source in [[data]]"
            message = f"no folder of {what}: create it, or correct {setting} in {config.path}"
            raise L10nError(message, path=folder)


def guide_paths(files: SiteFiles) -> dict[str, list[str]]:
    """Return the paths of each language's guides, sorted; none of a folder outside of the site.

    Raises L10nError for a folder that cannot be listed.
    """
    config = files.config
    places = places_of(config)
    languages = all_languages(config)
    folders = content_folders(config, languages)
    outside = {f"{folder}/" for folder in folders if _leads_out(config, folder)}
    found: dict[str, list[str]] = {language: [] for language in languages}
    paths = [path for folder in folders for path in listed(files, folder)]
    paths += (path for path in single_files(config) if path in files.index.files)
    for path in dict.fromkeys(paths):
        is_guide = is_guide_name(path)
        is_named = not is_guide and is_html_name(path)
        is_wanted = is_guide or is_named or is_data_name(path)
        if not is_wanted or is_hidden(path):
            continue
        place = locate(places, path)
        if place is None or (is_named and not places.trees[place.side.tree].suffix):
            continue
        if place.side.folder not in outside:
            found[place.side.language].append(path)
    return {language: sorted(paths) for language, paths in found.items()}


def _leads_out(config: Config, folder: str) -> str:
    """Return why a folder is not one of the site; empty when it is."""
    try:
        top, inner = parted(config.root, f"{folder}/", tops_beside(config))
        inside(top, inner.rstrip("/"))
    except L10nError as error:
        return error.message
    return ""


def refused_names(config: Config, odd: Mapping[str, Oddity]) -> dict[str, list[Finding]]:
    """Return, by language, why its folders are not read, and names in them, by path."""
    refused: defaultdict[str, list[Finding]] = defaultdict(list)
    outside = set()
    for side in sides_of(config, all_languages(config)):
        folder = side.folder.rstrip("/")
        if why := _leads_out(config, folder):
            outside.add(side)
            refused[side.language].append(found_error("link-out-of-tree", folder, why))
    for path, oddity in sorted(odd.items()):
        name = path.rpartition("/")[2]
        if name.startswith(".") or name == "node_modules":
            continue
        # A folder belongs to those whose guides would be in it.
        is_file = is_guide_name(name) or is_data_name(name)
        place = place_of(config, path if is_file else f"{path}/index.md")
        if place and place.side not in outside:
            refused[place.side.language] += _told_odd(config, path, oddity)
    return refused


def _told_odd(config: Config, path: str, oddity: Oddity) -> Iterator[Finding]:
    if oddity is Oddity.LINK_TO_FOLDER:
        message = "a symbolic link to a folder is not followed: nothing to do if that is meant"
        yield Finding("linked-folder", Severity.INFO, visible(path), 0, message)
    elif (
        is_guide_name(path)
        or is_data_name(path)
        or (oddity in _ODD_FOLDERS and _is_folder(config, path))
    ):
        check, message = _ODD[oddity]
        yield found_error(check, visible(path), message)


def _is_folder(config: Config, path: str) -> bool:
    return (config.root / path).is_dir()
