"""Addresses that Jekyll makes of tags: ``{% link %}``, ``{% post_url %}``, ``relative_url``."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final, NamedTuple

from l10n.later import later
from l10n.links.scheme import Scheme
from l10n.links.site import Form, Link, Page, SiteMap, find_by_path
from l10n.suffixes import SUFFIX

_BASE: Final = r"(?:\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\})"
_TAG: Final = later(
    rf"(?P<head>{_BASE}*\{{%-?\s*(?P<name>link|post_url)\s+)(?P<path>[^\s%{{}}]+)"
    r"(?P<tail>\s*-?%\}(?P<fragment>#.*)?)",
)
_PIECE: Final = r"(?P<path>/[^\s{}\"'#?]*)"
_FILTERED: Final = later(
    rf"(?P<head>\{{\{{-?\s*(?P<quote>[\"'])){_PIECE}"
    r"(?P<tail>(?P<fragment>#[^\s{}\"']*)?(?P=quote)\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.baseurl)\b[^{}]*\}\}(?:#.*)?)"
)
_PREFIXED: Final = later(rf"(?P<head>{_BASE}+){_PIECE}(?P<tail>(?P<fragment>[?#].*)?)")
_FRAGMENT: Final = later(r"#([^\s{}\"'|]+)")


class Liquid(NamedTuple):
    """An address that is made of a tag, taken apart."""

    form: Form
    head: str
    path: str
    """What names a guide: its file, a post, or an address after the base."""
    tail: str


def read_liquid(href: str) -> Liquid | None:
    """Take an address apart; None when it has no tag that names a guide."""
    if "{" not in href:
        return None
    if found := _TAG.fullmatch(href):
        form = Form.LINK_TAG if found["name"] == "link" else Form.POST_TAG
        return Liquid(form, found["head"], found["path"], found["tail"])
    if found := _FILTERED.fullmatch(href) or _PREFIXED.fullmatch(href):
        return Liquid(Form.TEMPLATE, found["head"], found["path"], found["tail"])
    return None


def find_named(site: SiteMap, liquid: Liquid, language: str) -> Page | None:
    """Return the guide that a tag names by its file."""
    names = [liquid.path] if liquid.form is Form.LINK_TAG else [*_post_paths(liquid.path)]
    paths = [*names, *(f"{site.scheme.folder}{each}" for each in names)]
    return next(filter(None, (find_by_path(site, each, language) for each in paths)), None)


def name_in(scheme: Scheme, link: Link, page: Page) -> str:
    """Return what a tag that is written as ``link`` calls a page."""
    is_whole = link.path.startswith(scheme.folder)
    path = page.path if is_whole else page.path.removeprefix(scheme.folder)
    if link.form is Form.LINK_TAG:
        return path
    above, _, below = SUFFIX.sub("", path).rpartition("_posts/")
    return f"{above}{below}"


def names_guide(liquid: Liquid) -> bool:
    """Return whether a tag can only mean a guide: a file that is none may be linked as well."""
    return liquid.form is Form.POST_TAG or SUFFIX.search(liquid.path) is not None


def linked_file(scheme: Scheme, href: str) -> str:
    """Return the path of the file that a tag names; empty for an address without one."""
    liquid = read_liquid(href)
    if liquid is None or liquid.form is not Form.LINK_TAG:
        return ""
    above = "" if liquid.path.startswith(scheme.folder) else scheme.folder
    return posixpath.normpath(above + liquid.path)


def liquid_fragment(href: str) -> str:
    """Return the fragment of an address with a tag."""
    found = _FRAGMENT.search(href)
    return found[1] if found else ""


def _post_paths(name: str) -> Iterator[str]:
    """Yield where a post may be: its folders are below ``_posts``, or above it."""
    folder, base = posixpath.split(name.lstrip("/"))
    yield posixpath.join("_posts", folder, base)
    yield posixpath.join(folder, "_posts", base)
