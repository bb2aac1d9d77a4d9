"""Jekyll: _config.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import Layout, find_guides, find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of, texts_of
from l10n.config.makes.site import Address, Site, Tree, is_language, tag_of
from l10n.links.permalinks import OF_POSTS, POST_STYLES, unknown_tokens

_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_NEVER: Final = ("README*", "CHANGELOG*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "LICENSE*", "_*/**")
_TOKEN: Final = re.compile(r":[a-z]")
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
        permalinks=tuple(_post_lines(settings, [each.tree.source for each in layouts])),
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
            layout = layout or Layout(plain, ())
            address = None if name == "_posts" else _of_collection(settings, name[1:])
            yield layout._replace(tree=layout.tree._replace(address=address))


def _glob(excluded: str) -> str:
    excluded = excluded.strip("/") if excluded.endswith("/") else excluded
    return f"{excluded}/**" if "*" not in excluded and "." not in excluded[1:] else excluded


def _address(permalink: str) -> Address:
    """Return how pages have their addresses: of a pattern, which is for posts, only the ending."""
    if permalink == "pretty" or permalink.endswith("/"):
        return Address()
    has_suffix = permalink in ("", *POST_STYLES, "weekdate") or permalink.endswith(":output_ext")
    ending = ".html" if has_suffix else ""
    return Address(f"/{{path}}{ending}", f"/{{lang}}/{{path}}{ending}")


def _of_collection(settings: Mapping[str, Any], name: str) -> Address | None:
    """Return how a collection's guides have their addresses; None where they say it themselves."""
    said = text_of(table(table(settings.get("collections")).get(name)).get("permalink"))
    said = _default_permalink(settings, name) or said or f"/{name}/{{path}}"
    usual = _address(text_of(settings.get("permalink"))).source.partition("{path}")[2]
    said = said if _TOKEN.search(said) else f"{said}{usual}"
    said = said.replace(":collection", name).replace(":output_ext", ".html")
    made = re.sub(r":(?:path|name|title|slug)\b", "{path}", said)
    if ":" in made or made.count("{path}") != 1:
        return None
    return Address(made, f"/{{lang}}{made}")


def _default_permalink(settings: Mapping[str, Any], kind: str) -> str:
    """Return the permalink that the settings give to all guides of a kind, empty without one."""
    found = ""
    defaults = settings.get("defaults")
    for each in defaults if isinstance(defaults, list) else ():
        scope = table(table(each).get("scope"))
        if text_of(scope.get("type")) == kind and not text_of(scope.get("path")):
            found = text_of(table(table(each).get("values")).get("permalink")) or found
    return found


def _post_lines(settings: Mapping[str, Any], sources: Sequence[str]) -> Iterator[str]:
    """Yield the pattern of the posts' addresses, where it is not the usual one."""
    pattern = _default_permalink(settings, "posts") or text_of(settings.get("permalink"))
    is_usual = pattern in ("", "date")
    if is_usual or not any(each.startswith("_posts/") for each in sources):
        return
    made = POST_STYLES.get(pattern, pattern)
    sign = "# " if unknown_tokens(made, OF_POSTS) else ""
    yield from ("", f"{sign}[links.permalinks]", f"{sign}_posts = {json.dumps(made)}")
