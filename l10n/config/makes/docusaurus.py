"""Docusaurus: docusaurus.config.js, read as text; pages of each language are below ``i18n``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_guides
from l10n.config.makes.files import first_there, read_list, read_script, table, text_of, texts_of
from l10n.config.makes.site import Address, Site, Tree, is_language
from l10n.errors import L10nError

_NAMES: Final = tuple(f"docusaurus.config.{each}" for each in ("js", "ts", "mjs", "cjs", "mts"))
_PLUGIN: Final = "i18n/{lang}/docusaurus-plugin-content"


def read(root: Path) -> Site | None:
    """Return what a Docusaurus site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    there = _languages_there(root)
    if not name and not there:
        return None
    said = read_script(root, name, "i18n", "title", "url", "baseUrl", "docs") if name else {}
    i18n = table(said.get("i18n"))
    source = text_of(i18n.get("defaultLocale")) or "en"
    locales = tuple(each for each in texts_of(i18n.get("locales")) if each != source)
    url = text_of(said.get("url")).rstrip("/")
    return Site(
        make="Docusaurus",
        source=source,
        languages=locales or there,
        trees=_trees(root, text_of(table(said.get("docs")).get("path")).strip("./") or "docs"),
        title=text_of(said.get("title")),
        base=url + text_of(said.get("baseUrl")).rstrip("/") if url else "",
        syntax="mdx",
        address=Address("/docs/{path}/", "/{lang}/docs/{path}/"),
    )


def _languages_there(root: Path) -> tuple[str, ...]:
    folder = root / "i18n"
    names = [each.name for each in sorted(folder.iterdir())] if folder.is_dir() else []
    return tuple(
        each
        for each in names
        if is_language(each) and any(folder.glob(f"{each}/docusaurus-plugin-content-*"))
    )


def _trees(root: Path, docs: str) -> tuple[Tree, ...]:
    """Return the trees of documentation, its newest version, blog and pages that have guides."""
    trees = [Tree(f"{docs}/{{path}}", f"{_PLUGIN}-docs/current/{{path}}")]
    if version := _newest(root):
        versioned = f"versioned_docs/version-{version}/{{path}}"
        trees.append(Tree(versioned, f"{_PLUGIN}-docs/version-{version}/{{path}}"))
    trees.append(Tree("blog/{path}", f"{_PLUGIN}-blog/{{path}}"))
    trees.append(Tree("src/pages/{path}", f"{_PLUGIN}-pages/{{path}}"))
    there = [each for each in trees if find_guides(root, each.source.removesuffix("/{path}"))]
    return tuple(there or trees[:1])


def _newest(root: Path) -> str:
    """Return the newest version that the site keeps besides the current one; empty if none."""
    if not first_there(root, ["versions.json"]):
        return ""
    try:
        versions = read_list(root, "versions.json")
    except L10nError:
        return ""
    return versions[0] if versions else ""
