"""The addresses that guides give themselves: by ``url``, ``slug``, date and title, as in Hugo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from l10n.config.settings import Config
from l10n.links.permalinks import Said, expand_permalink, urlize, uses_token
from l10n.links.scheme import Make, Root, Scheme
from l10n.links.site import Page, SiteMap, path_below, root_of, url_of
from l10n.site.address.front import FIELDS
from l10n.site.address.makes import own_fields, own_permalink, own_url
from l10n.site.guidefile import GuideFile
from l10n.site.tree import Tree
from l10n.suffixes import SUFFIX, as_markdown


class _Place(NamedTuple):
    """Where a guide is below its language's folder."""

    root: Root
    folders: tuple[str, ...]
    name: str
    is_section: bool
    is_index: bool
    """Whether its folder names it."""


def own_urls(config: Config, scheme: Scheme, tree: Tree) -> dict[str, str]:
    """Return, by path, the addresses after the base that the site's pattern does not give."""
    make = config.links.make
    if make is not Make.HUGO:
        files = (file for guides in tree.guides.values() for file in guides.values())
        found = ((each.path, own_url(make, scheme, each, _posts(config, each))) for each in files)
        return {path: url for path, url in found if url}
    return {
        path: url
        for language, guides in tree.guides.items()
        for path, url in _own_urls(config, scheme, language, guides)
    }


def address_in(config: Config, site: SiteMap, source: GuideFile, page: Page) -> Mapping[str, str]:
    """Return what the localized guide at ``page``, which is new, says of its address, by field.

    An ``url`` from the root is put below the page's language, for Hugo writes one page an address.
    Where addresses are made of titles it is called as its source, however that is translated.
    Where names are translated, they are the page's address.
    """
    scheme = site.scheme
    make = config.links.make
    if make is not Make.HUGO:
        own = own_fields(make, scheme, source, page, has_slugs=config.slugs)
        if make is not Make.JEKYLL or source.url:
            return own
        here = source._replace(path=page.path, language=page.language)
        made = own_url(make, scheme, here, _posts(config, here))
        url = url_of(site, site.pages[source.language][source.key])
        return {FIELDS[make].url: own_permalink(scheme, url, page, made), **own}
    if source.url:
        return {"url": _url_below(scheme, source, root_of(scheme, page))}
    if config.slugs:
        return {}
    place = _place(scheme, source)
    pattern = _pattern(config, place)
    if uses_token(pattern, "title"):  # the page is called by it even if it has a slug
        url = url_of(site, site.pages[source.language][source.key])
        return {"url": url.removeprefix(place.root.prefix).lstrip("/")}
    if uses_token(pattern, "slug") and not source.slug and (title := _title(config, source)):
        return {"slug": urlize(title, lowercase=scheme.lowercase)}
    return {"slug": source.slug}


def _posts(config: Config, file: GuideFile) -> str:
    """Return the pattern of Jekyll's posts in a language, empty for the usual one."""
    patterns = config.links.permalinks.pages
    folder = config.folders.get(file.language, file.language)
    return patterns.get(f"_posts/{folder}") or patterns.get("_posts", "")


def _url_below(scheme: Scheme, source: GuideFile, theirs: Root) -> str:
    if not source.url.startswith("/"):
        return source.url
    ours = root_of(scheme, _page(source))
    before, after = (each.pattern.partition("{path}")[0] for each in (ours, theirs))
    for here, there in ((before, after), (ours.prefix, theirs.prefix)):
        if source.url.startswith(here):
            return f"{there}{source.url.removeprefix(here)}"
    return f"{theirs.prefix}{source.url.lstrip('/')}"


def _own_urls(
    config: Config, scheme: Scheme, language: str, guides: Mapping[str, GuideFile]
) -> Iterator[tuple[str, str]]:
    permalinks = config.links.permalinks
    is_ugly = any(not each.pattern.endswith("/") for each in scheme.roots[language])
    has_own = permalinks.pages or permalinks.sections or is_ugly
    if not has_own and not any(each.url or each.slug for each in guides.values()):
        return
    places = {each.path: _place(scheme, each) for each in guides.values()}
    sections = {
        places[each.path].folders: urlize(each.slug, lowercase=scheme.lowercase)
        for each in guides.values()
        if places[each.path].is_section
    }
    for file in guides.values():
        if url := _own_url(config, scheme, file, places[file.path], sections):
            yield file.path, url


def _own_url(
    config: Config,
    scheme: Scheme,
    file: GuideFile,
    place: _Place,
    sections: Mapping[tuple[str, ...], str],
) -> str:
    root, folders = place.root, place.folders
    if file.url:
        return _closed(file.url if file.url.startswith("/") else f"{root.prefix}{file.url}")
    names = tuple(sections.get(folders[: i + 1]) or each for i, each in enumerate(folders))
    pattern = _pattern(config, place)
    before, _, after = root.pattern.partition("{path}")
    if pattern:
        there = [i for i in range(len(folders)) if i == 0 or folders[: i + 1] in sections]
        name = folders[-1] if place.is_section and folders else place.name
        known = tuple(folders[i] for i in there), tuple(names[i] for i in there)
        said = Said(name, file.slug, _title(config, file), file.date, *known, scheme.lowercase)
        path = expand_permalink(pattern, said).strip("/")
        return f"{root.prefix}{path}{'/' if place.is_section else after}"
    as_pattern = after.startswith("/") or not place.is_index
    if not file.slug and names == folders and as_pattern:
        return ""
    own = urlize(file.slug, lowercase=scheme.lowercase) or place.name
    path = "/".join(names if place.is_section else (*names, own))
    if scheme.lowercase:
        path = path.lower().replace(" ", "-")
    end = "/" if place.is_section and not after.startswith("/") else after
    return f"{before}{path}{end}" if path else before


def _pattern(config: Config, place: _Place) -> str:
    """Return the permalink's pattern for a guide, empty without one."""
    permalinks = config.links.permalinks
    if place.is_section and len(place.folders) > 1:
        return ""
    patterns = permalinks.sections if place.is_section else permalinks.pages
    top = place.folders[0] if place.folders else ""
    return patterns.get(top, "")


def _place(scheme: Scheme, file: GuideFile) -> _Place:
    page = _page(file)
    *folders, stem = SUFFIX.sub("", path_below(scheme, page)).split("/")
    is_section = stem.lower() == "_index"
    is_bundle = stem.lower() == "index" and bool(folders)
    name = folders.pop() if is_bundle else stem
    return _Place(root_of(scheme, page), tuple(folders), name, is_section, is_section or is_bundle)


def _page(file: GuideFile) -> Page:
    return Page(file.key, file.language, as_markdown(file.path))


def _title(config: Config, file: GuideFile) -> str:
    titles = dict(zip(config.links.titles, file.titles, strict=False))
    return titles.get("title", "")


def _closed(url: str) -> str:
    """Return an address with a slash at its end, unless that is a file's name."""
    return url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"
