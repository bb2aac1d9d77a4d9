"""VitePress: .vitepress/config, read as text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_script, table, text_of
from l10n.config.makes.site import Address, Site, Tree, tag_of

_ENDINGS: Final = ("ts", "mts", "js", "mjs", "cjs")
_NAMES: Final = tuple(
    f".vitepress/{stem}.{ending}" for stem in ("config", "config/index") for ending in _ENDINGS
)
_ROOTS: Final = ("", "docs/", "site/", "src/", "website/")


def read(root: Path) -> Site | None:
    """Return what a VitePress site says of itself; None where there is none."""
    for prefix in _ROOTS:
        if name := first_there(root, [prefix + each for each in _NAMES]):
            return _site(root, prefix, name)
        if (root / prefix / ".vitepress").is_dir():
            return _site(root, prefix, "")
    return None


def _site(root: Path, prefix: str, name: str) -> Site:
    wanted = ("lang", "title", "base", "srcDir", "locales", "cleanUrls", "hostname")
    said = read_script(root, name, *wanted) if name else {}
    folder = (prefix + text_of(said.get("srcDir")).removeprefix("./")).strip("/")
    locales = table(said.get("locales"))
    tags = {each: text_of(table(more).get("lang")) or each for each, more in locales.items()}
    source = tags.get("root") or text_of(said.get("lang")) or "en"
    source = "en" if source == "root" else source
    layout = find_layout(root, folder, source) or find_layout(root, folder, source.split("-")[0])
    below = f"{folder}/" if folder else ""
    fallback = Tree(f"{below}{{path}}", f"{below}{{lang}}/{{path}}")
    named = tuple(tag_of(each) for each in locales if each != "root")
    is_clean = said.get("cleanUrls") is True
    ending = "" if is_clean else ".html"
    return Site(
        make="VitePress",
        source=tag_of(layout.source) if layout and layout.source else source,
        languages=named or (layout.languages if layout else ()),
        trees=(layout.tree if layout else fallback,),
        title=text_of(said.get("title")),
        base=text_of(said.get("hostname")).rstrip("/") + text_of(said.get("base")).rstrip("/"),
        syntax="vitepress",
        folders=layout.folders if layout else {},
        address=Address(f"/{{path}}{ending}", f"/{{lang}}/{{path}}{ending}"),
    )
