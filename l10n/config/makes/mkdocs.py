"""MkDocs and Zensical: one mkdocs.yml, or a folder and a mkdocs.yml for each language."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import Layout, find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of
from l10n.config.makes.site import Address, Site, Tree, is_language, spread_over

_NAMES: Final = ("mkdocs.yml", "mkdocs.yaml")
_ZENSICAL: Final = "zensical.toml"
"""What the successor of Material for MkDocs reads: the same, in a table."""
_NAMED: Final = re.compile(r"mkdocs[._-](?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\.ya?ml")
_MATH: Final = ("arithmatex", "mdx_math")
_IDS: Final = ("attr_list", "extra", "markdown.extensions.attr_list", "markdown.extensions.extra")
"""The extensions that read ``{#id}``."""
_ALIASES: Final = ("latest", "stable", "dev")
"""What mike and Read the Docs call versions, each of which has a copy of the site."""
_HOST: Final = re.compile(r"https?://[\w.-]+\.(?:readthedocs\.io|rtfd\.io)/?")
_TOC: Final = ("toc", "markdown.extensions.toc")


def read(root: Path) -> Site | None:
    """Return what a MkDocs site says of itself; None where there is none."""
    if name := first_there(root, _NAMES):
        return _read_one(root, _read_whole(root, name))
    if name := first_there(root, [_ZENSICAL]):
        return _read_one(root, table(read_settings(root, name).get("project")))
    return _read_several(root) or _read_named(root)


def _read_whole(root: Path, name: str) -> Mapping[str, Any]:
    """Return what a file says, and what the one says that it inherits from."""
    settings = read_settings(root, name)
    said = text_of(settings.get("INHERIT"))
    above = posixpath.normpath(posixpath.join(name, "..", said)) if said else ".."
    is_there = not above.startswith("..") and first_there(root, [above])
    return {**read_settings(root, above), **settings} if is_there else settings


def _read_one(root: Path, settings: Mapping[str, Any]) -> Site:
    folder = text_of(settings.get("docs_dir")).strip("./") or "docs"
    plugin = next(_plugins(settings, "i18n"), {})
    languages = [table(each) for each in plugin.get("languages") or ()]
    locales = [text_of(each.get("locale")) for each in languages]
    tags = [each for each in locales if is_language(each)]  # "null" is a link
    default = next((text_of(each.get("locale")) for each in languages if each.get("default")), "")
    theme = table(settings.get("theme"))
    source = default or text_of(theme.get("language")) or "en"
    layout = find_layout(root, folder, source) or _default(folder, plugin)
    wanted = tuple(each for each in tags if each and each != source)
    site = _site(settings, layout, source, wanted or layout.languages)
    # The plugin puts the source at the root, whatever its folder.
    is_below = bool(layout.source) and not plugin and "{lang}" in layout.tree.source
    return (
        replace(site, address=Address(site.address.localized, site.address.localized))
        if is_below
        else site
    )


def _default(folder: str, plugin: Mapping[str, Any]) -> Layout:
    """Return the layout of a site that has one language yet, as its plugin wants it."""
    if text_of(plugin.get("docs_structure")) == "folder":
        pattern = f"{folder}/{{lang}}/{{path}}"
        return Layout(Tree(pattern, pattern), ())
    return Layout(Tree(f"{folder}/{{path}}", f"{folder}/{{path}}.{{lang}}"), ())


def _read_several(root: Path) -> Site | None:
    """Return a site that has ``docs/en/mkdocs.yml`` with ``docs/en/docs`` beside it."""
    for parent in ("docs", "."):
        folder = root / parent
        tags = [each.name for each in sorted(folder.iterdir())] if folder.is_dir() else []
        for tag in sorted(filter(is_language, tags), key=lambda each: (each != "en", each)):
            place = tag if parent == "." else f"{parent}/{tag}"
            if name := first_there(root, [f"{place}/{each}" for each in _NAMES]):
                settings = _read_whole(root, name)
                inner = text_of(settings.get("docs_dir")).strip("./") or "docs"
                layout = find_layout(root, "" if parent == "." else parent, tag, inner)
                if layout is not None:
                    others = (f"{parent}/{each}" for each in layout.spellings)
                    is_shared = "nav" in settings and not any(_has_nav(root, o) for o in others)
                    return _site(settings, layout, tag, layout.languages, shares_nav=is_shared)
    return None


def _read_named(root: Path) -> Site | None:
    """Return a site that has ``mkdocs.en.yml``, with a folder for each language."""
    names = [each.name for each in sorted(root.iterdir())] if root.is_dir() else []
    named = (_NAMED.fullmatch(each) for each in names)
    files = {each["lang"]: each[0] for each in named if each and is_language(each["lang"])}
    for source in sorted(files, key=lambda tag: (tag != "en", tag)):
        settings = _read_whole(root, files[source])
        folder = text_of(settings.get("docs_dir")).strip("./") or "docs"
        pattern, spelled = spread_over(source, folder)
        if not pattern:
            continue
        tree = Tree(f"{pattern}/{{path}}", f"{pattern}/{{path}}")
        others = tuple(each for each in files if each != source)
        return _site(settings, Layout(tree, others, spelled), source, others)
    return None


def _has_nav(root: Path, folder: str) -> bool:
    """Return whether a language has a navigation of its own."""
    name = first_there(root, [f"{folder}/{each}" for each in _NAMES])
    return bool(name) and "nav" in read_settings(root, name)


def _site(
    settings: Mapping[str, Any],
    layout: Layout,
    source: str,
    languages: tuple[str, ...],
    *,
    shares_nav: bool = False,
) -> Site:
    end = "" if settings.get("use_directory_urls") is False else "/"
    ending = end or ".html"
    return Site(
        make="MkDocs",
        source=source,
        languages=languages,
        trees=(layout.tree,),
        title=text_of(settings.get("site_name")),
        base=text_of(settings.get("site_url")),
        syntax="mkdocs",
        has_math=any(each in str(settings.get("markdown_extensions")) for each in _MATH),
        folders=layout.folders,
        address=Address(f"/{{path}}{ending}", f"/{{lang}}/{{path}}{ending}"),
        links=(
            *_fallback(settings, source, shares_nav=shares_nav),
            *_heading_ids(settings),
            *_versions(settings, source),
        ),
    )


def _fallback(settings: Mapping[str, Any], source: str, *, shares_nav: bool) -> Iterator[str]:
    plugins = _plugins(settings, "i18n")
    if any(each.get("fallback_to_default") is not False for each in plugins):
        yield "fallback = true  # as the plugin i18n has it"
    elif shares_nav:  # it names guides that a language may lack
        yield f"fallback = true  # all languages have the nav of {source}"


def _heading_ids(settings: Mapping[str, Any]) -> Iterator[str]:
    said = settings.get("markdown_extensions")
    names = said if isinstance(said, list) else table(said)
    found = (name for each in names for name in (each if isinstance(each, dict) else [each]))
    if not any(each in _IDS for each in found):
        yield 'heading-ids = "none"  # attr_list, which reads {#id}, is not in markdown_extensions'
    extensions = [names] if isinstance(names, dict) else [table(each) for each in names]
    if any("slugify" in table(each.get(toc)) for each in extensions for toc in _TOC):
        yield 'heading-id-style = "mkdocs-unicode"  # toc has a slugify, which keeps all letters'


def _versions(settings: Mapping[str, Any], source: str) -> Iterator[str]:
    """Yield the line that names where versions of the site are, besides the one that is made."""
    version = table(table(settings.get("extra")).get("version"))
    is_by_mike = text_of(version.get("provider")) == "mike" or _has_plugin(settings, "mike")
    is_hosted = _HOST.fullmatch(text_of(settings.get("site_url"))) is not None
    if is_by_mike or is_hosted:
        above = f"/{source}" if is_hosted and not is_by_mike else ""
        places = [f"{above}/{each}/**" for each in _ALIASES]
        yield f"ignore = {json.dumps(places)}  # versions of the site"


def _has_plugin(settings: Mapping[str, Any], name: str) -> bool:
    plugins = settings.get("plugins")
    return isinstance(plugins, list | dict) and (name in plugins or any(_plugins(settings, name)))


def _plugins(settings: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the settings of a plugin; plugins are a list of names and tables, or one table."""
    plugins = settings.get("plugins")
    for each in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(each, dict) and name in each:
            yield table(each[name])
