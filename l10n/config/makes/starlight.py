"""Starlight, and other sites of Astro's: astro.config, read as text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_guides, find_layout
from l10n.config.makes.files import first_there, read_script, table, text_of
from l10n.config.makes.site import Address, Site, Tree, joined, tag_of

_NAMES: Final = tuple(f"astro.config.{each}" for each in ("mjs", "ts", "js", "mts", "cjs"))
_DOCS: Final = "src/content/docs"


def read(root: Path) -> Site | None:
    """Return what a Starlight site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    return _site(root, name) if name or find_guides(root, _DOCS) else None


def _site(root: Path, name: str) -> Site:
    wanted = ("site", "base", "title", "locales", "defaultLocale")
    said = read_script(root, name, *wanted) if name else {}
    locales = table(said.get("locales"))
    default = text_of(said.get("defaultLocale")) or ("root" if "root" in locales else "")
    tags = {each: text_of(table(more).get("lang")) or each for each, more in locales.items()}
    source = tags.get(default) or default or "en"
    source = "en" if source == "root" else source
    layout = find_layout(root, _DOCS, source)
    folders = {
        tag_of(tag): each
        for each, tag in tags.items()
        if each not in ("root", default) and tag != each
    }
    named = tuple(tag_of(tag) for each, tag in tags.items() if each not in ("root", default))
    is_in_folder = bool(default and default != "root" and (root / _DOCS / default).is_dir())
    pattern = f"{_DOCS}/{{lang}}/{{path}}"
    fallback = Tree(pattern if is_in_folder else f"{_DOCS}/{{path}}", pattern)
    is_in_folder = is_in_folder or bool(layout and layout.source)
    site = text_of(said.get("site")).rstrip("/")
    return Site(
        make="Starlight",
        source=tag_of(source),
        languages=named or (layout.languages if layout else ()),
        trees=(layout.tree if layout else fallback,),
        title=text_of(said.get("title")),
        base=joined(site, said.get("base")),
        syntax="mdx",
        address=Address("/{lang}/{path}/" if is_in_folder else "/{path}/"),
        links=('make = "starlight"',),
        folders=folders if named else layout.folders if layout else {},
    )
