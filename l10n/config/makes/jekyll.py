"""Jekyll: _config.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import Layout, find_guides, find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of, texts_of
from l10n.config.makes.site import Address, Site, Tree, is_language, tag_of

_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_NEVER: Final = ("README*", "CHANGELOG*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "LICENSE*", "_*/**")
_COLLECTIONS: Final = ("_posts", "_docs", "_articles", "_pages")


def read(root: Path) -> Site | None:
    """Return what a Jekyll site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    if not name:
        return None
    settings = read_settings(root, name)
    languages = tuple(filter(is_language, texts_of(settings.get("languages"))))
    said = (settings.get("default_lang"), settings.get("lang"), settings.get("locale"))
    source = tag_of(next((text_of(each) for each in said if text_of(each)), "")) or "en"
    layouts = [*_layouts(root, settings, source)]
    there = dict.fromkeys(tag for each in layouts for tag in each.languages)
    wanted = tuple(each for each in languages if each != source)
    base = text_of(settings.get("url")).rstrip("/")
    return Site(
        make="Jekyll",
        source=source,
        languages=wanted or tuple(there),
        trees=tuple(each.tree for each in layouts),
        title=text_of(settings.get("title")),
        base=base + text_of(settings.get("baseurl")).rstrip("/") if base else "",
        syntax="jekyll",
        folders={tag: spelled for each in layouts for tag, spelled in each.folders.items()},
        address=_address(text_of(settings.get("permalink"))),
    )


def _layouts(root: Path, settings: Mapping[str, Any], source: str) -> Iterator[Layout]:
    """Yield the layouts of the pages, and of each collection that has guides."""
    excluded = tuple(each for each in texts_of(settings.get("exclude")) if each)
    found = find_layout(root, "", source)
    tree = found.tree if found else Tree("{path}", "{lang}/{path}")
    exclude = tuple(dict.fromkeys((*_NEVER, *map(_glob, excluded))))
    if any(not each.startswith("_") for each in find_guides(root)):
        yield Layout(tree._replace(exclude=exclude), found.spellings if found else ())
    names = [f"_{each}" for each in table(settings.get("collections"))]
    for name in dict.fromkeys((*names, *_COLLECTIONS)):
        if find_guides(root, name):
            layout = find_layout(root, name, source)
            plain = Tree(f"{name}/{{path}}", f"{name}/{{lang}}/{{path}}")
            yield layout or Layout(plain, ())


def _glob(excluded: str) -> str:
    excluded = excluded.strip("/") if excluded.endswith("/") else excluded
    return f"{excluded}/**" if "*" not in excluded and "." not in excluded[1:] else excluded


def _address(permalink: str) -> Address:
    return Address() if permalink == "pretty" else Address("/{path}.html", "/{lang}/{path}.html")
