"""Docusaurus: docusaurus.config.js, read as text; pages of each language are below ``i18n``."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from l10n.config.makes.disk import find_guides
from l10n.config.makes.files import first_there, read_list, read_script, table, text_of, texts_of
from l10n.config.makes.script import find_options
from l10n.config.makes.site import Address, Site, Tree, is_language, joined
from l10n.disk.files import read_text
from l10n.errors import L10nError

_NAMES: Final = tuple(f"docusaurus.config.{each}" for each in ("js", "ts", "mjs", "cjs", "mts"))
_WANTED: Final = ("i18n", "title", "url", "baseUrl", "docs", "blog", "trailingSlash")
_PRESETS: Final = ("classic", "@docusaurus/preset-classic")
_KINDS: Final = ("docs", "blog")
_WITHOUT_IDS: Final = {"headingIds": False, "v4": True}
"""Settings with which ``## Heading {#id}`` is no heading with an id, but an error."""
_PLUGIN: Final = "i18n/{lang}/docusaurus-plugin-content"


def read(root: Path) -> Site | None:
    """Return what a Docusaurus site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    there = _languages_there(root)
    if not name and not there:
        return None
    said = read_script(root, name, *_WANTED) if name else {}
    i18n = table(said.get("i18n"))
    source = text_of(i18n.get("defaultLocale")) or "en"
    locales = tuple(each for each in texts_of(i18n.get("locales")) if each != source)
    url = text_of(said.get("url")).rstrip("/")
    end = "/" if said.get("trailingSlash") is True else ""
    first, *rest = _trees(root, _plugins(root, name, said), end)
    return Site(
        make="Docusaurus",
        source=source,
        languages=locales or there,
        trees=(first._replace(address=None), *rest),
        title=text_of(said.get("title")),
        base=joined(url, said.get("baseUrl")),
        folders=_folders(i18n),
        syntax="mdx",
        address=first.address or Address(),
        links=_heading_ids(root, name),
    )


def _folders(i18n: Mapping[str, Any]) -> dict[str, str]:
    """Return the languages whose folder has a name of its own."""
    of_locales = {tag: table(more) for tag, more in table(i18n.get("localeConfigs")).items()}
    said = {tag: text_of(each.get("path")) for tag, each in of_locales.items()}
    return {tag: name for tag, name in said.items() if name and name != tag}


def _heading_ids(root: Path, name: str) -> tuple[str, ...]:
    """Return the line that lets headings that are linked to keep their ids, where that is right.

    The ids are made of the headings' texts, so links to them would lead nowhere in translations.
    """
    said = read_script(root, name, *_WITHOUT_IDS) if name else {}
    is_error = any(said.get(each) is value for each, value in _WITHOUT_IDS.items())
    return () if is_error else ('heading-ids = "linked"  # written as {#id}',)


def _languages_there(root: Path) -> tuple[str, ...]:
    folder = root / "i18n"
    names = [each.name for each in sorted(folder.iterdir())] if folder.is_dir() else []
    return tuple(
        each
        for each in names
        if is_language(each) and any(folder.glob(f"{each}/docusaurus-plugin-content-*"))
    )


class _Plugin(NamedTuple):
    """What holds guides: documentation or a blog, of which a site can have several."""

    kind: str
    options: Mapping[str, Any]

    @property
    def named(self) -> str:
        """Return its name among others of its kind, which is empty for the first."""
        name = text_of(self.options.get("id"))
        return "" if name == "default" else name


def _plugins(root: Path, name: str, said: Mapping[str, Any]) -> Iterator[_Plugin]:
    """Yield what holds guides, first the documentation and the blog that are there by default."""
    text = read_text(root / name, name)[0] if name else ""
    presets = next(find_options(text, *_PRESETS), said)
    for kind in _KINDS:
        yield _Plugin(kind, table(presets.get(kind)) or table(said.get(kind)))
    for kind in _KINDS:
        for options in find_options(text, f"@docusaurus/plugin-content-{kind}"):
            yield _Plugin(kind, options)


def _trees(root: Path, plugins: Iterable[_Plugin], end: str) -> list[Tree]:
    """Return the trees of documentation, its newest version, blogs and pages that have guides.

    ``end`` is what addresses end in.
    """
    trees = [tree for plugin in plugins for tree in _of_plugin(root, plugin, end)]
    trees.append(_tree("src/pages", f"{_PLUGIN}-pages", "", end))
    there = [each for each in trees if find_guides(root, each.source.removesuffix("/{path}"))]
    return list(dict.fromkeys(there)) or trees[:1]


def _of_plugin(root: Path, plugin: _Plugin, end: str) -> Iterator[Tree]:
    kind, options = plugin
    folder, route = _folder(options, kind), _route(options, kind)
    pages = f"{_PLUGIN}-{kind}{plugin.named and '-'}{plugin.named}"
    if kind == "blog":
        yield _tree(folder, pages, route, end)
        return
    before = f"{plugin.named}_" if plugin.named else ""
    version = _newest(root, f"{before}versions.json")
    yield _tree(folder, f"{pages}/current", f"{route}next/" if version else route, end)
    if version:
        name = f"version-{version}"
        yield _tree(f"{before}versioned_docs/{name}", f"{pages}/{name}", route, end)


def _tree(folder: str, localized: str, route: str, end: str) -> Tree:
    address = Address(f"/{route}{{path}}{end}", f"/{{lang}}/{route}{{path}}{end}")
    return Tree(f"{folder}/{{path}}", f"{localized}/{{path}}", address=address)


def _folder(settings: Mapping[str, Any], usual: str) -> str:
    return posixpath.normpath(text_of(settings.get("path")) or usual)


def _route(settings: Mapping[str, Any], usual: str) -> str:
    """Return what addresses of a plugin's guides begin with, with a slash at its end."""
    said = settings.get("routeBasePath")
    route = (said if isinstance(said, str) else usual).strip("/")
    return f"{route}/" if route else ""


def _newest(root: Path, name: str) -> str:
    """Return the newest version that a file names besides the current one; empty if none."""
    if not first_there(root, [name]):
        return ""
    try:
        versions = read_list(root, name)
    except L10nError:
        return ""
    return versions[0] if versions else ""
