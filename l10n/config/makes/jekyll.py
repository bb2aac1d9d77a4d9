"""Jekyll: _config.yml."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import Layout, find_guides, find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of, texts_of
from l10n.config.makes.site import (
    Address,
    Site,
    Tree,
    below,
    is_language,
    joined,
    spread_over,
    tag_of,
)
from l10n.disk.files import read_text
from l10n.disk.walk import walk
from l10n.errors import L10nError
from l10n.links.permalinks import OF_POSTS, POST_STYLES, unknown_tokens

_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_NEVER: Final = ("README*", "CHANGELOG*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "LICENSE*", "_*/**")
_POLYGLOT: Final = "jekyll-polyglot"
_FALLBACK: Final = "fallback = true  # Polyglot has every page in all languages"
_OF_PROGRAMS: Final = ("_site/", "_layouts/", "_includes/", "node_modules/", "vendor/")
_PERMALINK: Final = re.compile(
    r"---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?permalink:[ \t]*"
    r"(?P<quote>[\"']?)(?P<url>/[^\s:*?\[\]\"']*)(?P=quote)[ \t]*\r?\n"
)
_PAGES: Final = Tree("{path}", "{lang}/{path}")
_POSTS: Final = "_posts"
_OF_PLUGIN: Final = "_i18n"
"""Where jekyll-multiple-languages-plugin has a folder for each language."""
_COLLECTIONS: Final = (_POSTS, "_docs", "_articles", "_pages")


def read(root: Path) -> Site | None:
    """Return what a Jekyll site says of itself; None where there is none."""
    name = first_there(root, _NAMES)
    if not name:
        return None
    settings = read_settings(root, name)
    folder = posixpath.normpath(text_of(settings.get("source")) or ".")
    if folder == "." or folder.startswith(".."):
        return _site(root, settings)
    site = _site(root / folder, settings)
    return replace(site, trees=tuple(below(folder, each) for each in site.trees), folder=folder)


def _site(root: Path, settings: Mapping[str, Any]) -> Site:
    languages = tuple(filter(is_language, texts_of(settings.get("languages"))))
    said = (settings.get("default_lang"), settings.get("lang"), settings.get("locale"))
    source = tag_of(next((text_of(each) for each in said if text_of(each)), "")) or "en"
    layouts = [*_layouts(root, settings, source)] or [Layout(_PAGES, ())]
    there = dict.fromkeys(tag for each in layouts for tag in each.languages)
    wanted = tuple(each for each in languages if each != source)
    base = text_of(settings.get("url")).rstrip("/")
    folders = {tag: spelled for each in layouts for tag, spelled in each.folders.items()}
    tags = wanted or tuple(there)
    address = _address(text_of(settings.get("permalink")))
    is_below = "{lang}" in layouts[0].tree.source and not _has_plugin(root, settings)
    return Site(
        make="Jekyll",
        source=source,
        languages=tags,
        trees=tuple(each.tree for each in layouts),
        title=text_of(settings.get("title")),
        base=joined(base, settings.get("baseurl")),
        syntax="jekyll",
        folders=folders,
        address=_source_below(address) if is_below else address,
        links=(*([_FALLBACK] if _has_plugin(root, settings) else []), *_html_lines(root)),
        permalinks=tuple(
            _post_lines(
                settings,
                [each.tree.source for each in layouts],
                [folders.get(each, each) for each in tags],
            )
        ),
    )


def _html_lines(root: Path) -> Iterator[str]:
    """Yield the line that names the addresses which pages in HTML, no guides, give themselves."""
    found = []
    for path in sorted(walk(root, [""]).files):
        if path.endswith(".html") and not path.startswith(_OF_PROGRAMS):
            with suppress(L10nError):  # no page of ours
                said = _PERMALINK.match(read_text(root / path, path)[0])
                found += [said["url"]] if said else []
    if found:
        yield f"ignore = {json.dumps(found, ensure_ascii=False)}  # pages in HTML are there"


def _source_below(address: Address) -> Address:
    """Return the addresses of guides whose language has a folder as all others have."""
    return Address(address.localized, address.localized)


def _has_plugin(root: Path, settings: Mapping[str, Any]) -> bool:
    """Return whether Polyglot makes a site of each language, below its address.

    Every page is there in all of them, under one permalink.
    """
    named = (*texts_of(settings.get("plugins")), *texts_of(settings.get("gems")))
    gems = read_text(root / "Gemfile", "Gemfile")[0] if first_there(root, ["Gemfile"]) else ""
    return _POLYGLOT in named or _POLYGLOT in gems


def _layouts(root: Path, settings: Mapping[str, Any], source: str) -> Iterator[Layout]:
    """Yield the layouts of the pages, and of each collection that has guides."""
    excluded = tuple(each for each in texts_of(settings.get("exclude")) if each)
    found = find_layout(root, "", source)
    tree = found.tree if found else _PAGES
    folder = text_of(settings.get("collections_dir")).strip("./")
    collected = (f"{folder}/**",) if folder else ()
    exclude = tuple(dict.fromkeys((*_NEVER, *collected, *map(_glob, excluded))))
    if any(not each.startswith(("_", f"{folder}/_")) for each in find_guides(root)):
        yield Layout(tree._replace(exclude=exclude), found.spellings if found else ())
    names = [f"_{each}" for each in table(settings.get("collections"))]
    taken = set()
    for layout in _by_language(root, settings, names, source):
        yield layout
        spelled = (layout.source, *layout.spellings)
        taken |= {_folder(layout.tree.source).replace("{lang}", each) for each in spelled}
    for name in dict.fromkeys((*names, *_COLLECTIONS)):
        place = f"{folder}/{name}" if folder else name
        found = None if place in taken else _collection(root, place, source)
        if found and name == _POSTS:
            yield found
        elif found:
            address = _of_collection(root, settings, name[1:], found)
            yield found._replace(tree=found.tree._replace(address=address))


def _by_language(
    root: Path, settings: Mapping[str, Any], names: Iterable[str], source: str
) -> Iterator[Layout]:
    """Yield the layouts of collections that every language has one of its own of, as ``_docs_en``.

    A plugin has the texts of pages in folders of that kind.
    """
    folder = text_of(settings.get("collections_dir")).strip("./")
    places = [f"{folder}/{each}" if folder else each for each in names]
    for place in (*places, f"{_OF_PLUGIN}/{source}"):
        pattern, own = spread_over(source, place)
        before, _, after = pattern.partition("{lang}")
        there = (each.relative_to(root).as_posix() for each in root.glob(f"{before}*{after}"))
        found = {each for each in (*places, *there) if each.startswith(before)}
        tags = sorted(each.removeprefix(before).removesuffix(after) for each in found)
        others = tuple(each for each in tags if each != own and is_language(each))
        if pattern and others and find_guides(root, place):
            made = place.rpartition("/")[2][1:], pattern.rpartition("/")[2][1:]
            address = None if place.startswith(_OF_PLUGIN) else _of_spread(settings, own, *made)
            tree = Tree(f"{pattern}/{{path}}", f"{pattern}/{{path}}", address=address)
            yield Layout(tree, others, own)


def _of_spread(settings: Mapping[str, Any], own: str, name: str, pattern: str) -> Address | None:
    """Return how guides of such collections have their addresses; None where it is not known."""
    said = _own_permalink(settings, name) or f"/{name}/:path"
    if said == f"/{name}/:path":
        said += _address(text_of(settings.get("permalink"))).source.partition("{path}")[2]
    said = said.replace(":collection", name).replace(":output_ext", ".html")
    made = re.sub(r":(?:path|name|title|slug)\b", "{path}", said)
    spread = made.replace(name, pattern) if name in made else spread_over(own, made)[0]
    is_known = spread and ":" not in made and made.count("{path}") == 1
    return Address(made, spread) if is_known else None


def _folder(pattern: str) -> str:
    return pattern.removesuffix("/{path}")


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


def _collection(root: Path, name: str, source: str) -> Layout | None:
    """Return the layout of a collection; of posts, languages may have a folder above them."""
    is_there = bool(find_guides(root, name))
    here = find_layout(root, name, source) if is_there else None
    above = find_layout(root, "", source, name) if name == _POSTS else None
    plain = Layout(Tree(f"{name}/{{path}}", f"{name}/{{lang}}/{{path}}"), ())
    return here or above or (plain if is_there else None)


def _of_collection(
    root: Path, settings: Mapping[str, Any], name: str, layout: Layout
) -> Address | None:
    """Return how a collection's guides have their addresses; None where they say it themselves."""
    said = _own_permalink(settings, name)
    usual = _address(text_of(settings.get("permalink"))).source.partition("{path}")[2]
    said = _default_permalink(settings, name) or said or f"/{name}/:path{usual}"
    said = said.replace(":collection", name).replace(":output_ext", ".html")
    made = re.sub(r":(?:path|name|title|slug)\b", "{path}", said)
    if ":" in made or made.count("{path}") != 1:
        return None
    if ":path" not in said or _has_plugin(root, settings):
        return Address(made, f"/{{lang}}{made}")
    below = made.replace("{path}", "{lang}/{path}")
    return Address(below if "{lang}" in layout.tree.source else made, below)


def _own_permalink(settings: Mapping[str, Any], name: str) -> str:
    """Return the permalink that a collection says for its guides, empty without one."""
    return text_of(table(table(settings.get("collections")).get(name)).get("permalink"))


def _default_permalink(settings: Mapping[str, Any], kind: str, *paths: str) -> str:
    """Return the permalink that the settings give to all guides of a kind, empty without one.

    With ``paths``, to those in one of these folders.
    """
    found = ""
    defaults = settings.get("defaults")
    for each in defaults if isinstance(defaults, list) else ():
        scope = table(table(each).get("scope"))
        path = text_of(scope.get("path")).rstrip("*").strip("/")
        is_kind = text_of(scope.get("type")) in (kind, *([""] if paths else []))
        if is_kind and (path in paths if paths else not path):
            found = text_of(table(table(each).get("values")).get("permalink")) or found
    return found


def _post_lines(
    settings: Mapping[str, Any], sources: Sequence[str], folders: Iterable[str]
) -> Iterator[str]:
    """Yield the patterns of the posts' addresses, where they are not the usual one."""
    if not any("_posts/" in each for each in sources):
        return
    usual = _default_permalink(settings, "posts") or _own_permalink(settings, "posts")
    usual = usual or text_of(settings.get("permalink"))
    found = {_POSTS: "" if usual == "date" else usual}
    for each in folders:
        places = (each, f"_posts/{each}", f"{each}/_posts")
        found[f"_posts/{each}"] = _default_permalink(settings, "posts", *places)
    lines = []
    for name, pattern in found.items():
        made = POST_STYLES.get(pattern, pattern).replace(":collection", "posts")
        sign = "# " if unknown_tokens(made, OF_POSTS) else ""
        key = name if name == _POSTS else json.dumps(name)
        lines += [f"{sign}{key} = {json.dumps(made)}"] if made else []
    is_known = any(not each.startswith("#") for each in lines)
    yield from ("", f"{'' if is_known else '# '}[links.permalinks]", *lines) if lines else ()
