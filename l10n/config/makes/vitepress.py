"""VitePress: .vitepress/config, read as text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_script, table, text_of
from l10n.config.makes.site import Address, Site, Tree, tag_of

_ENDINGS: Final = ("ts", "mts", "js", "mjs", "cjs")
_NAMES: Final = tuple(
    f".vitepress/{stem}.{ending}" for stem in ("config", "config/index") for ending in _ENDINGS
)
_REWRITTEN: Final = re.compile(r"(?P<folder>[^/:()]+)/(?P<rest>:\w+(?:\([^()]*\))?\*)")


def read(root: Path) -> Site | None:
    """Return what a VitePress site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    return _site(root, name) if name or (root / ".vitepress").is_dir() else None


def _site(root: Path, name: str) -> Site:
    wanted = ("lang", "title", "base", "srcDir", "locales", "cleanUrls", "hostname", "rewrites")
    said = read_script(root, name, *wanted) if name else {}
    folder = posixpath.normpath(text_of(said.get("srcDir")))
    folder = "" if folder == "." else folder
    locales = table(said.get("locales"))
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
        base=text_of(said.get("hostname")).rstrip("/") + text_of(said.get("base")).rstrip("/"),
        syntax="vitepress",
        folders=layout.folders if layout else {},
        address=Address(
            f"/{{path}}{ending}" if is_at_root else f"/{{lang}}/{{path}}{ending}",
            f"/{{lang}}/{{path}}{ending}",
        ),
    )


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
