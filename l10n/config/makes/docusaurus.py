"""Docusaurus: docusaurus.config.js, read as text; pages of each language are below ``i18n``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import find_guides
from l10n.config.makes.files import first_there, read_list, read_script, table, text_of, texts_of
from l10n.config.makes.site import Address, Site, Tree, is_language
from l10n.errors import L10nError

_NAMES: Final = tuple(f"docusaurus.config.{each}" for each in ("js", "ts", "mjs", "cjs", "mts"))
_WANTED: Final = ("i18n", "title", "url", "baseUrl", "docs", "blog", "trailingSlash")
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
    first, *rest = _trees(root, table(said.get("docs")), table(said.get("blog")), end)
    return Site(
        make="Docusaurus",
        source=source,
        languages=locales or there,
        trees=(first._replace(address=None), *rest),
        title=text_of(said.get("title")),
        base=url + text_of(said.get("baseUrl")).rstrip("/") if url else "",
        syntax="mdx",
        address=first.address or Address(),
        links=_heading_ids(root, name),
    )


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


def _trees(root: Path, docs: Mapping[str, Any], blog: Mapping[str, Any], end: str) -> list[Tree]:
    """Return the trees of documentation, its newest version, blog and pages that have guides.

    ``end`` is what addresses end in.
    """
    version = _newest(root)
    current = f"{_PLUGIN}-docs/current"
    route, posts = _route(docs, "docs"), f"{_PLUGIN}-blog"
    trees = [_tree(_folder(docs, "docs"), current, f"{route}next/" if version else route, end)]
    if version:
        name = f"version-{version}"
        trees.append(_tree(f"versioned_docs/{name}", f"{_PLUGIN}-docs/{name}", route, end))
    trees.append(_tree(_folder(blog, "blog"), posts, _route(blog, "blog"), end))
    trees.append(_tree("src/pages", f"{_PLUGIN}-pages", "", end))
    there = [each for each in trees if find_guides(root, each.source.removesuffix("/{path}"))]
    return there or trees[:1]


def _tree(folder: str, localized: str, route: str, end: str) -> Tree:
    address = Address(f"/{route}{{path}}{end}", f"/{{lang}}/{route}{{path}}{end}")
    return Tree(f"{folder}/{{path}}", f"{localized}/{{path}}", address=address)


def _folder(settings: Mapping[str, Any], usual: str) -> str:
    return text_of(settings.get("path")).strip("./") or usual


def _route(settings: Mapping[str, Any], usual: str) -> str:
    """Return what addresses of a plugin's guides begin with, with a slash at its end."""
    said = settings.get("routeBasePath")
    route = (said if isinstance(said, str) else usual).strip("/")
    return f"{route}/" if route else ""


def _newest(root: Path) -> str:
    """Return the newest version that the site keeps besides the current one; empty if none."""
    if not first_there(root, ["versions.json"]):
        return ""
    try:
        versions = read_list(root, "versions.json")
    except L10nError:
        return ""
    return versions[0] if versions else ""
