"""Languages that lie on disk and are not configured, or not as they are spelled there."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from l10n.config.settings import Config, as_tag, is_tag
from l10n.disk.names import visible
from l10n.guide import Finding, Severity
from l10n.site.paths import all_languages, catalogs_pattern, places_of
from l10n.suffixes import is_guide_name
from l10n.trees import LANG, PATH, locate

_PAGES: Final = "pages"
_CATALOGS: Final = "catalogs"
_ALIKE: Final = 0.5
"""The share of a folder's paths that are also paths of source guides, when it is a language."""
_SHOWN: Final = 5
_GROUPS: Final = {LANG: "(?P<lang>[^/.]+)", PATH: "(?P<path>.+)"}


class Stray(NamedTuple):
    """A place where something of a language lies that is looked for nowhere."""

    tag: str
    folder: str
    """Or, where names end in the language, a file."""
    name: str
    """What the language is called there."""
    holds: str


def find_strays(config: Config) -> tuple[Stray, ...]:
    """Return the folders of pages and catalogs that no configured language has.

    Those among the source guides are not looked for, see ``split_strays``.
    """
    sources = tuple(places_of(config).sources)
    trees = [tree for tree in config.trees if not tree.suffix]
    patterns = {each for tree in trees for each in (tree.source, tree.localized)}
    found = [
        stray
        for pattern in sorted(patterns)
        if LANG in pattern.partition(PATH)[0]
        and not f"{_parent(pattern)}/".startswith(tuple(filter(None, sources)))
        and "" not in sources
        for stray in _strays_of(config, pattern.partition(PATH)[0], _PAGES, is_guide_name)
    ]
    is_catalog = re.compile(r"\.po$").search
    catalogs = re.split(r"\{key\}|\{section\}", catalogs_pattern(config))[0]
    found += _strays_of(config, catalogs, _CATALOGS, lambda name: bool(is_catalog(name)))
    return tuple(dict.fromkeys(found))


def split_strays(config: Config, paths: Iterable[str]) -> tuple[list[str], tuple[Stray, ...]]:
    """Return the source guides, and what languages are among them that are not configured.

    A file that would be the page of another guide, were its language configured, may be just that,
    or a guide. It is a page when most of its language's are.
    """
    places = places_of(config)
    found = {path: locate(places, path) for path in paths}
    known = {(each.side.tree, each.path) for each in found.values() if each}
    pages: defaultdict[tuple[int, str], list[tuple[str, bool]]] = defaultdict(list)
    patterns = [_any_language(tree.localized) for tree in config.trees]
    for path, place in found.items():
        page = patterns[place.side.tree].fullmatch(path.rpartition(".")[0]) if place else None
        if place and page and _unknown_tag(config, page["lang"]):
            is_page = (place.side.tree, page.groupdict().get("path", "")) in known
            pages[place.side.tree, page["lang"]].append((path, is_page))
    strays = {
        Stray(as_tag(name), _shown(config, tree, name, group[0][0]), name, _PAGES): group
        for (tree, name), group in pages.items()
        if sum(is_page for _, is_page in group) >= _ALIKE * len(group)
    }
    gone = {path for group in strays.values() for path, _ in group}
    return [path for path in found if path not in gone], tuple(strays)


def stray_findings(config: Config, strays: Iterable[Stray]) -> Iterator[Finding]:
    """Yield what to write so that strays are read."""
    others: list[Stray] = []
    known = {tag.lower(): tag for tag in all_languages(config)}
    for stray in strays:
        tag = known.get(stray.tag.lower())
        if tag is None:
            others.append(stray)
            continue
        where = config.folders.get(tag, tag) if stray.holds == _PAGES else tag
        remedy = f"rename it to {where}"
        if stray.holds == _PAGES:
            remedy = f'write folder = "{stray.name}" in [language.{tag}], or {remedy}'
        message = f"the {stray.holds} of {tag} are not looked for here: {remedy}"
        yield Finding("other-spelling", Severity.WARNING, visible(stray.folder), 0, message)
    if others:
        yield Finding("unknown-language", Severity.INFO, config.path, 0, _message(config, others))


def _message(config: Config, strays: list[Stray]) -> str:
    tags = {each.tag: each.name for each in strays}
    listed = ", ".join(f'"{tag}"' for tag in (*config.languages, *tags))
    shown = ", ".join(visible(each.folder) for each in strays[:_SHOWN])
    more = f" and {len(strays) - _SHOWN} more" if len(strays) > _SHOWN else ""
    spelled = "".join(
        f', and folder = "{name}" in [language.{tag}]' for tag, name in tags.items() if tag != name
    )
    return (
        f"languages that are not configured are not read ({shown}{more}): to take them in, write "
        f"languages = [{listed}]{spelled}"
    )


def _strays_of(
    config: Config, pattern: str, holds: str, is_wanted: Callable[[str], bool]
) -> Iterator[Stray]:
    """Yield the folders on disk that a pattern means with a language that is not configured."""
    parts = pattern.rstrip("/").split("/")
    at = next((number for number, part in enumerate(parts) if LANG in part), None)
    if at is None:
        return
    before, after = parts[at].split(LANG, 1)
    parent, rest = "/".join(parts[:at]), parts[at + 1 :]
    for name in _folders(config, parent):
        inner = name.removeprefix(before).removesuffix(after)
        if name != f"{before}{inner}{after}" or not _unknown_tag(config, inner, holds):
            continue
        below = [part.replace(LANG, inner) for part in rest]
        folder = "/".join(filter(None, (parent, name, *below)))
        if _holds(f"{config.root}/{folder}", is_wanted):
            yield Stray(as_tag(inner), folder, inner, holds)


def _unknown_tag(config: Config, name: str, holds: str = _PAGES) -> bool:
    """Return whether a name is that of a language, and none that is looked for."""
    spelled: Mapping[str, str] = config.folders if holds == _PAGES else {}
    if any(name == spelled.get(tag, tag) for tag in all_languages(config)):
        return False
    return _is_language(as_tag(name))


@lru_cache(maxsize=1_024)
def _is_language(tag: str) -> bool:
    if not is_tag(tag):
        return False
    from l10n.data.languages import names_language  # a large table

    return names_language(tag)


def _any_language(pattern: str) -> re.Pattern[str]:
    """Return what finds the pages of all languages."""
    first, *others = re.split(r"(\{lang\}|\{path\})", pattern)
    seen: set[str] = set()
    text = re.escape(first)
    for name, rest in zip(others[::2], others[1::2], strict=True):
        text += f"(?P={name[1:-1]})" if name in seen else _GROUPS[name]
        text += re.escape(rest)
        seen.add(name)
    return re.compile(text)


def _shown(config: Config, tree: int, name: str, path: str) -> str:
    folder, _, ending = config.trees[tree].localized.partition(PATH)
    return path if LANG in ending else folder.replace(LANG, name).rstrip("/")


def _parent(pattern: str) -> str:
    return pattern.partition(LANG)[0].rpartition("/")[0]


def _folders(config: Config, parent: str) -> list[str]:
    try:
        with os.scandir(f"{config.root}/{parent}") as entries:
            return sorted(each.name for each in entries if each.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _holds(folder: str, is_wanted: Callable[[str], bool]) -> bool:
    return any(
        is_wanted(name) and not name.startswith(".")
        for _, _, names in os.walk(folder)
        for name in names
    )
