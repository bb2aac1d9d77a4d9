"""The addresses that guides of other makes than Hugo give themselves."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from l10n.links.permalinks import urlize
from l10n.links.scheme import Make, Root, Scheme
from l10n.links.site import Page, path_below, plain_path, root_of, url_by_pattern
from l10n.site.address.front import FIELDS
from l10n.site.address.jekyll import post_url
from l10n.site.guidefile import GuideFile
from l10n.suffixes import SUFFIX

_README: Final = (Make.DOCUSAURUS, Make.MKDOCS, Make.MDBOOK, Make.VUEPRESS)
"""Makes of which a README is the index of its folder."""
# Docusaurus, numberPrefix.ts: what looks like a date or a version is no number.
_NUMBER: Final = re.compile(r"\d+\s*[-_.]+\s*(?=[^-_.\s])")
_NO_NUMBER: Final = re.compile(r"\d+[-_.]\d+")
# Docusaurus, blogUtils.ts: the day, and what the post is called around it.
_POST: Final = re.compile(r"(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)")
# Zola, page.rs: a day before the name is the page's date.
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[^_]*Z?)?[-_]")


def own_url(make: Make, scheme: Scheme, file: GuideFile, posts: str) -> str:
    """Return a guide's address after the base; empty where the site's pattern gives it.

    ``posts`` is the pattern of Jekyll's posts, empty for the usual one.
    """
    page = Page(file.key, file.language, file.path)
    root = root_of(scheme, page)
    *folders, name = SUFFIX.sub("", path_below(scheme, page)).split("/")
    if make is Make.DOCUSAURUS and root.has_posts:
        return _at(root, [file.slug.strip("/") or _post("/".join((*folders, name)))])
    if make is Make.DOCUSAURUS:
        return _docusaurus(root, folders, name, file.slug)
    if make is Make.ZOLA and not file.url:
        return _zola(root, folders, name, file.slug)
    if make in (Make.STARLIGHT, Make.ZOLA) and file.url:
        return f"/{file.url.strip('/')}/"
    if make is Make.JEKYLL:
        # A plugin puts whole sites below their language; without one, only what pages say does.
        prefix = root.prefix if scheme.has_fallback else "/"
        if file.url and ":" not in file.url:
            return f"{prefix}{file.url.lstrip('/')}"
        stem = SUFFIX.sub("", plain_path(scheme, page)).removeprefix(scheme.folder)
        return post_url(prefix, posts, file, stem)
    if make in (Make.OTHER, Make.VUEPRESS) and file.url.startswith("/"):
        return file.url
    is_index = make in _README and name.lower() == "readme"
    return _index_of(root, folders) if is_index else ""


def own_fields(
    make: Make, scheme: Scheme, source: GuideFile, page: Page, *, has_slugs: bool
) -> Mapping[str, str]:
    """Return what a new page says of its address, by field.

    A whole address is put below the page's language. Where names are translated (``has_slugs``)
    they are the page's address.
    """
    fields = FIELDS[make]
    if make is Make.JEKYLL and scheme.has_fallback:
        return {fields.url: source.url, fields.slug: source.slug}
    if source.url and fields.url and make is not Make.OTHER:
        return {fields.url: _below(scheme, source.url, page)}
    if has_slugs or not fields.slug or make is Make.OTHER:
        return {}
    return {fields.slug: source.slug}


def own_permalink(scheme: Scheme, url: str, page: Page, made: str) -> str:
    """Return the address that a new page in a folder of Jekyll's has to say, empty for none.

    ``made`` is what Jekyll makes of its path as a post, empty for no post, and ``url`` what it
    makes of the source's.
    """
    if scheme.has_fallback:
        return ""
    if made:
        return _below(scheme, url, page) if made == url else ""
    folder = root_of(scheme, page).folder.rstrip("/").rpartition("/")[2]
    before = root_of(scheme, page).pattern.partition("{path}")[0]
    # Of the usual path in a collection its folders are a part, and of its name they are not.
    is_told = not page.path.startswith(f"{scheme.folder}_") or before.endswith(f"/{folder}/")
    return "" if is_told else url_by_pattern(scheme, page)


def _below(scheme: Scheme, url: str, page: Page) -> str:
    """Return a whole address below a page's language, written as it is."""
    if ":" in url:  # made anew for each page
        return url
    prefix = root_of(scheme, page).prefix
    if scheme.make is Make.JEKYLL:  # below the language, whatever it is in a collection
        prefix = f"/{prefix.strip('/').rpartition('/')[2]}/".replace("//", "/")
    start = "/" if url.startswith("/") else ""
    ours = {root.prefix for root in scheme.roots.get(scheme.source, ())} - {"/"}
    if own := next((each for each in ours if f"/{url.lstrip('/')}".startswith(each)), ""):
        url = f"{start}{url.lstrip('/').removeprefix(own[1:])}"
    below = f"{prefix}{url.removeprefix('/')}"
    return below if start else below.removeprefix("/")


def _docusaurus(root: Root, folders: list[str], name: str, slug: str) -> str:
    parts = [_without_number(each) for each in folders]
    if slug.startswith("/"):
        return _at(root, [slug.strip("/")])
    if slug:
        return _at(root, [posixpath.normpath("/".join((*parts, slug)))])
    last = _without_number(name)
    names = ("index", "readme", *(each.lower() for each in parts[-1:]))
    if last.lower() in names:
        return "" if last.lower() == "index" and parts == folders else _index_of(root, parts)
    return "" if parts == folders and last == name else _at(root, [*parts, last])


def _post(path: str) -> str:
    path = path.removesuffix("/index")
    found = _POST.fullmatch(path)
    return f"{found[2].replace('-', '/')}/{found[1]}{found[3]}" if found else path


def _without_number(name: str) -> str:
    found = None if _NO_NUMBER.match(name) else _NUMBER.match(name)
    return name[found.end() :] if found else name


def _zola(root: Root, folders: list[str], name: str, slug: str) -> str:
    if name.lower() == "_index":
        return ""
    if name.lower() == "index" and folders:
        *folders, name = folders
    own = urlize(slug) or _DATE.sub("", name, count=1)
    return "" if own == name else _at(root, [*folders, own])


def _at(root: Root, parts: list[str]) -> str:
    before, _, after = root.pattern.partition("{path}")
    path = "/".join(filter(None, parts)).strip("./")
    return f"{before}{path}{after}" if path else before


def _index_of(root: Root, parts: list[str]) -> str:
    before = root.pattern.partition("{path}")[0]
    return f"{before}{'/'.join(parts)}/" if parts else before
