"""The makes of sites, each in one file: what its settings say of guides and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from l10n.config.makes import (
    docusaurus,
    hugo,
    jekyll,
    mdbook,
    mkdocs,
    myst,
    plain,
    starlight,
    vitepress,
    zola,
)
from l10n.config.makes.disk import find_guides
from l10n.config.makes.site import Address, Site, Tree, below, is_language, tag_of
from l10n.errors import L10nError

_MAKES = (zola, hugo, mkdocs, docusaurus, vitepress, starlight, mdbook, myst, jekyll)
"""In the order in which they are asked: files of two makes can have the same name."""
_BELOW: Final = (
    "docs",
    "doc",
    "docs/source",
    "docs/website",
    "doc/website",
    "website",
    "site",
    "www",
    "src",
    "book",
    "guide",
    "books",
    "exampleSite",
)
"""Where a repository keeps its site, if not at its root; in the order in which they are tried."""
_CERTAIN: Final = frozenset(
    {
        *(
            ".vitepress",
            ".vuepress",
            "book.toml",
            "mkdocs.yml",
            "mkdocs.yaml",
            "myst.yml",
            "zensical.toml",
        ),
        *(f"hugo.{each}" for each in ("toml", "yaml", "json")),
        *(f"docusaurus.config.{each}" for each in ("js", "ts", "mjs", "cjs", "mts")),
        *(f"astro.config.{each}" for each in ("js", "ts", "mjs", "cjs", "mts")),
    }
)
"""What only a site has in its folder."""
_DEEPEST: Final = 3
_NO_SITE: Final = frozenset(
    {"test", "tests", "testdata", "fixtures", "example", "examples", "template", "templates"}
)
"""Folders that hold sites only for programs."""


def find_site(root: Path) -> Site:
    """Return the site at ``root`` as its settings show it, the one below it, or else its folders.

    One that has guides comes first: a file such as config.yml may be that of any program. Raises
    L10nError when settings cannot be read.
    """
    empty: Site | None = None
    for folder in ("", *_BELOW, *_deeper(root)):
        for site in (*_sites_in(root, folder), *_sites_by_language(root, folder)):
            if any(find_guides(root, _fixed(each.source)) for each in site.trees):
                return _with_tags(site)
            empty = empty or (None if folder else site)
    return empty or plain.read(root)


def _with_tags(site: Site) -> Site:
    """Return a site whose languages are tags, as in pt-BR, where its settings have pt_BR."""
    spelled = {tag_of(each): each for each in site.languages if tag_of(each) != each}
    tags = tuple(dict.fromkeys(map(tag_of, site.languages)))
    return replace(site, languages=tags, folders={**spelled, **site.folders}) if spelled else site


def _deeper(root: Path) -> Iterator[str]:
    """Yield folders with the settings of a site that has most of a repository's guides."""
    counts: Counter[str] = Counter()
    total = 0
    for guide in find_guides(root):
        *folders, _ = guide.split("/")
        total += bool(folders)
        for depth in range(1, min(len(folders), _DEEPEST) + 1):
            counts["/".join(folders[:depth])] += 1
    for folder, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        is_large = 2 * count >= total and _NO_SITE.isdisjoint(folder.split("/"))
        if is_large and not _CERTAIN.isdisjoint(each.name for each in (root / folder).iterdir()):
            yield folder


def _sites_in(root: Path, folder: str) -> Iterator[Site]:
    """Yield what the makes find in a folder, as it is seen from the root."""
    if not (root / folder).is_dir():
        return
    for make in _MAKES:
        try:
            site = make.read(root / folder)
        except L10nError as error:
            path = f"{folder}/{error.path}" if folder else error.path
            raise L10nError(error.message, path=path, line=error.line) from None
        if site:
            trees = tuple(below(folder, each) for each in site.trees)
            yield replace(site, trees=trees, folder=folder) if folder else site


def _sites_by_language(root: Path, folder: str) -> Iterator[Site]:
    """Yield the site that has settings in a folder for each language, as books of mdBook have."""
    here = root / folder
    names = [each.name for each in sorted(here.iterdir())] if here.is_dir() else []
    names = sorted(filter(is_language, names), key=lambda each: (each != "en", each))
    for name in names:
        above = f"{folder}/{name}" if folder else name
        for site in _sites_in(root, above):
            spread = f"{above.removesuffix(name)}{{lang}}"
            inner = _fixed(site.trees[0].source).removeprefix(above)
            there = [each for each in names if each == name or (here / f"{each}{inner}").is_dir()]
            yield replace(
                site,
                source=tag_of(name),
                languages=tuple(tag_of(each) for each in there if each != name),
                trees=tuple(_spread(each, above, spread) for each in site.trees),
                folders={tag_of(each): each for each in there if tag_of(each) != each},
                address=Address(
                    f"/{{lang}}{site.address.source}", f"/{{lang}}{site.address.source}"
                ),
                folder="",
            )
            return


def _spread(tree: Tree, above: str, spread: str) -> Tree:
    pattern = spread + tree.source.removeprefix(above)
    return tree._replace(source=pattern, localized=pattern, address=None)


def _fixed(pattern: str) -> str:
    """Return the folder that all paths of a pattern are in."""
    return pattern.partition("{")[0].rpartition("/")[0]
