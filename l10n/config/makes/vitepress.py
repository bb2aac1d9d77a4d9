"""VitePress: .vitepress/config, read as text; and VuePress, which came before it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_script, table, text_of
from l10n.config.makes.script import Literal
from l10n.config.makes.site import Address, Site, Tree, is_language, joined, tag_of
from l10n.disk.files import read_text

_ENDINGS: Final = ("ts", "mts", "js", "mjs", "cjs")
_STEMS: Final = ("config", "config/index")
_OURS: Final = ".vitepress"
_OLDER: Final = ".vuepress"
_HAS_ATTRIBUTES: Final = re.compile(r"markdown-it-attrs|\battrs\s*:")
_NO_IDS: Final = 'heading-ids = "none"  # nothing that reads {#id} is in the settings'
_REWRITTEN: Final = re.compile(r"(?P<folder>[^/:()]+)/(?P<rest>:\w+(?:\([^()]*\))?\*)")


def read(root: Path) -> Site | None:
    """Return what a VitePress site says of itself; None where there is none."""
    for folder in (_OURS, _OLDER):
        names = [f"{folder}/{stem}.{ending}" for stem in _STEMS for ending in _ENDINGS]
        name = first_there(root, names)
        if name or (root / folder).is_dir():
            site = _site(root, name)
            return site if folder == _OURS else _as_vuepress(root, name, site)
    return None


def _as_vuepress(root: Path, name: str, site: Site) -> Site:
    """Return what a site of VuePress is besides: it reads ids of headings with a plugin only."""
    said = read_text(root / name, name)[0] if name else ""
    no_ids = () if _HAS_ATTRIBUTES.search(said) else (_NO_IDS,)
    return replace(site, make="VuePress", links=('make = "vuepress"', *no_ids))


def _site(root: Path, name: str) -> Site:
    wanted = ("lang", "title", "base", "srcDir", "locales", "cleanUrls", "hostname", "rewrites")
    said = read_script(root, name, *wanted) if name else {}
    said = _with_others(root, name, said)
    folder = posixpath.normpath(text_of(said.get("srcDir")))
    folder = "" if folder == "." else folder
    locales = {
        each.strip("/") or "root": more  # VuePress writes addresses
        for each, more in table(said.get("locales")).items()
    }
    tags = {each: text_of(table(more).get("lang")) or each for each, more in locales.items()}
    source = tags.get("root") or text_of(said.get("lang"))
    source = source if source not in ("", "root") else _first(locales)
    layout = find_layout(root, folder, source) or find_layout(root, folder, source.split("-")[0])
    below = f"{folder}/" if folder else ""
    fallback = Tree(f"{below}{{path}}", f"{below}{{lang}}/{{path}}")
    own_tag = tag_of(layout.source) if layout and layout.source else source
    named = tuple(tag_of(each) for each in locales if each != "root" and tag_of(each) != own_tag)
    is_clean = said.get("cleanUrls") is True
    ending = "" if is_clean else ".html"
    own = layout.source if layout else ""
    is_at_root = not own or "root" in locales or _is_rewritten(table(said.get("rewrites")), own)
    return Site(
        make="VitePress",
        source=own_tag,
        languages=named or (layout.languages if layout else ()),
        trees=(layout.tree if layout else fallback,),
        title=text_of(said.get("title")),
        base=joined(text_of(said.get("hostname")), said.get("base")),
        syntax="vitepress",
        folders=layout.folders if layout else {},
        address=Address(
            f"/{{path}}{ending}" if is_at_root else f"/{{lang}}/{{path}}{ending}",
            f"/{{lang}}/{{path}}{ending}",
        ),
    )


def _with_others(root: Path, name: str, said: dict[str, Literal]) -> dict[str, Literal]:
    """Return what settings say that are several files: what is not in one is in another.

    What a file has that a language names is for that language.
    """
    if posixpath.basename(posixpath.dirname(name)) != "config":
        return said
    for other in sorted((root / name).parent.iterdir()):
        *stem, ending = other.name.split(".")
        path = posixpath.join(posixpath.dirname(name), other.name)
        if ending in _ENDINGS and path != name and not is_language(stem[0]):
            missing = [each for each, value in said.items() if value is None]
            said = {**said, **read_script(root, path, *missing)}
    return said


def _first(locales: Mapping[str, object]) -> str:
    """Return the first language where none is at the root; English where that is one of them."""
    names = [tag_of(each) for each in locales if each != "root"]
    return "en" if not names or "root" in locales or "en" in names else names[0]


def _is_rewritten(rewrites: Mapping[str, object], folder: str) -> bool:
    """Return whether the guides in a language's folder have addresses without its name."""
    found = (_REWRITTEN.fullmatch(each) for each in rewrites)
    return any(
        each and each["folder"] == folder and rewrites[each[0]] == each["rest"] for each in found
    )
