"""Hugo: its settings in one file, or in the folder config/_default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from l10n.config.makes.disk import find_guides, find_layout
from l10n.config.makes.files import first_there, inside, lower_names, read_settings, table, text_of
from l10n.config.makes.hugolinks import link_lines, mount_languages, permalink_lines
from l10n.config.makes.site import Address, Site, Tree, spread_over
from l10n.suffixes import without_suffix

# https://gohugo.io/configuration/introduction/#configuration-file
_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_SINGLE_FILES: Final = ("hugo", "config")
_FOLDER: Final = "config/_default"
_PARTS: Final = ("languages", "markup", "params", "permalinks", "module")
_LANGUAGE_FILE: Final = re.compile(r"languages\.(?P<lang>[\w-]+)\.(?:toml|yaml|yml|json)\Z")


def read(root: Path) -> Site | None:
    """Return what Hugo's settings say of a site; None without any."""
    settings = _read_settings(root)
    if settings is None or "base_url" in settings:  # Zola's
        return None
    source = text_of(settings.get("defaultcontentlanguage")) or "en"
    tables = _language_tables(settings, source)
    others = tuple(tag for tag in tables if tag != source)
    folders = _content_folders(settings, tables)
    layout = find_layout(root, folders[source], source)
    others = others or (layout.languages if layout else ())
    tree, named = _tree(folders, source, others) or (None, {})
    if tree is None and layout is not None:
        tree, named = layout.tree, layout.folders
    if tree is None and not others:
        tree, named = _beside(folders[source], source) or (None, {})
    in_folder = settings.get("defaultcontentlanguageinsubdir") is True
    ugly = settings.get("uglyurls") is True
    end = ".html" if ugly else "/"
    title = text_of(settings.get("title")) or text_of(tables[source].get("title"))
    return Site(
        make="Hugo",
        source=source,
        languages=others,
        trees=(tree or _by_name(root, folders[source], source),),
        title=title,
        base=text_of(settings.get("baseurl")),
        has_math=_has_math(settings),
        folders=named,
        address=Address(
            f"/{{lang}}/{{path}}{end}" if in_folder else f"/{{path}}{end}",
            f"/{{lang}}/{{path}}{end}",
        ),
        links=tuple(link_lines(root, settings, source, _guides(root, folders[source]))),
        permalinks=tuple(permalink_lines(settings)),
    )


def _guides(root: Path, folder: str) -> Iterator[str]:
    """Yield the guides of a folder, which is walked only when they are needed."""
    yield from find_guides(root, folder)


def _tree(
    folders: Mapping[str, str], source: str, others: Sequence[str]
) -> tuple[Tree, dict[str, str]] | None:
    """Return where guides and pages are by their folders, and how these spell the languages.

    Returns None where not every language has a folder of its own.
    """
    if not others or not all(tag in folders for tag in others):
        return None
    patterns = {tag: spread_over(tag, folders[tag]) for tag in (source, *others)}
    wanted = {patterns[tag][0] for tag in others}
    if len(wanted) == 1 and "" not in wanted:
        (common,) = wanted
        pattern = f"{common}/{{path}}"
        named = {tag: spelled for tag, (_, spelled) in patterns.items() if spelled != tag}
        if patterns[source][0] == common:
            return Tree(pattern, pattern), named
        return Tree(f"{folders[source]}/{{path}}", pattern), named
    parents = {tag: PurePosixPath(folders[tag]) for tag in (source, *others)}
    if len({each.parent for each in parents.values()}) > 1:
        return None
    parent = parents[source].parent.as_posix()
    pattern = f"{parent}/{{lang}}/{{path}}" if parent != "." else "{lang}/{path}"
    return Tree(pattern, pattern), {tag: each.name for tag, each in parents.items()}


def _beside(own: str, source: str) -> tuple[Tree, dict[str, str]] | None:
    """Return where languages to come have their folders; None where the only one has none."""
    folder, spelled = spread_over(source, own)
    pattern = f"{folder}/{{path}}"
    return (
        (Tree(pattern, pattern), {source: spelled} if spelled != source else {}) if folder else None
    )


def _by_name(root: Path, own: str, source: str) -> Tree:
    """Return the tree of a site without folders: Hugo takes the language from the files' names."""
    if (root / own / source).is_dir():
        return Tree(f"{own}/{{lang}}/{{path}}", f"{own}/{{lang}}/{{path}}")
    guides = find_guides(root, own)
    named = sum(without_suffix(each).endswith(f".{source}") for each in guides)
    ending = f".{source}" if 2 * named > len(guides) else ""
    return Tree(f"{own}/{{path}}{ending}", f"{own}/{{path}}.{{lang}}")


def _content_folders(
    settings: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """Return the folder of each language that has one of its own, from settings and mounts."""
    folders = {tag: text_of(each.get("contentdir")) for tag, each in tables.items()}
    for tag, each in tables.items():
        for mount in _mounts(each):
            folders[tag] = folders[tag] or mount
    module = lower_names(table(settings.get("module")))
    for mount in module.get("mounts") or ():
        mounted = lower_names(table(mount))
        target = text_of(mounted.get("target")).strip("/")
        lang = next(iter(mount_languages(mounted)), "")
        tag = next((each for each in tables if each.lower() == lang.lower()), "")
        if tag and target == "content" and not folders[tag]:
            folders[tag] = text_of(mounted.get("source"))
    clean = {tag: _clean(each) for tag, each in folders.items()}
    general = _clean(text_of(settings.get("contentdir")))
    source = next(iter(tables))
    clean[source] = clean[source] or general or "content"
    return {tag: each for tag, each in clean.items() if each}


def _clean(folder: str) -> str:
    return folder.replace("\\", "/").removeprefix("./").strip("/")


def _mounts(language: Mapping[str, Any]) -> Iterator[str]:
    for mount in lower_names(table(language.get("module"))).get("mounts") or ():
        mounted = lower_names(table(mount))
        if text_of(mounted.get("target")).strip("/") == "content":
            yield text_of(mounted.get("source"))


def _has_math(settings: Mapping[str, Any]) -> bool:
    passthrough = inside(settings, "markup", "goldmark", "extensions", "passthrough")
    return passthrough.get("enable") is True


def _language_tables(settings: Mapping[str, Any], source: str) -> dict[str, Mapping[str, Any]]:
    """Return the languages that Hugo builds, the source first, then by weight and tag."""
    tables = {
        tag: lower_names(each)
        for tag, each in table(settings.get("languages")).items()
        if isinstance(each, dict)
    }
    off = settings.get("disablelanguages")
    disabled = [str(tag).lower() for tag in off] if isinstance(off, list) else []
    built = {
        tag: each
        for tag, each in tables.items()
        if tag.lower() not in disabled and each.get("disabled") is not True
    }
    # Hugo takes the tag in any case.
    own = {tag: each for tag, each in built.items() if tag.lower() == source.lower()}
    rest = sorted(built.keys() - own.keys(), key=lambda tag: (_weight(built[tag]), tag))
    first = next(iter(own.values()), {"contentdir": settings.get("contentdir")})
    return {source: first} | {tag: built[tag] for tag in rest}


def _weight(language: Mapping[str, Any]) -> float:
    weight = language.get("weight")
    # Hugo sorts languages without a weight last.
    return weight if isinstance(weight, int | float) and weight else float("inf")


def _read_settings(root: Path) -> dict[str, Any] | None:
    """Read Hugo's settings, their names in lower case as Hugo takes them; None without any."""
    for stem in _SINGLE_FILES:
        if name := first_there(root, [f"{stem}.{ending}" for ending in _ENDINGS]):
            return lower_names(read_settings(root, name))
    found: dict[str, Any] = {}
    is_there = False
    for stem in (*_SINGLE_FILES, *_PARTS):
        name = first_there(root, [f"{_FOLDER}/{stem}.{ending}" for ending in _ENDINGS])
        if name:
            is_there = True
            said = dict(read_settings(root, name))
            found |= lower_names(said) if stem in _SINGLE_FILES else {stem: said}
    folder = root / _FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if each := _LANGUAGE_FILE.match(path.name):
            is_there = True
            said = dict(read_settings(root, f"{_FOLDER}/{path.name}"))
            found["languages"] = {**table(found.get("languages")), each["lang"]: said}
    return found if is_there else None
