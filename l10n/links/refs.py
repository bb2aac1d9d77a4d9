"""Hugo's ``ref`` and ``relref`` shortcodes: links by path, checked when the site is built."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final

from l10n.globs import fits_any
from l10n.later import later
from l10n.links.lists import find_by_name, is_list
from l10n.links.site import (
    Page,
    SiteMap,
    find_below,
    find_by_path,
    path_below,
    path_from,
    plain_path,
    root_of,
)

_TAG: Final = later(
    r"(?P<open>\{\{[<%]\s*)(?P<name>(?:rel)?ref)\s+(?P<arguments>.*?)(?P<close>(?:(?<!\s)\s+)?/?[>%]\}\})",
    re.DOTALL,
)
# A quote that is never closed takes the rest, and says nothing.
_ARGUMENT: Final = later(
    r"(?:(?P<name>\w+)\s*=\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|`(?P<raw>[^`]*+)`"
    r"|(?P<bare>[^\s\"`=]+)|[\"`].*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Ref:
    """A tag, taken apart."""

    path: str
    """Without the fragment; empty for a place in the same page."""
    tail: str
    """The fragment with its ``#``."""
    language: str
    """Empty unless the tag names one."""
    span: tuple[int, int]
    """Where path and fragment are in the tag, without quotes."""
    named: bool


def read_ref(tag: str) -> Ref | None:
    """Take a tag apart; None when it has no path that could be read."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    path: re.Match[str] | None = None
    language = ""
    for argument in _ARGUMENT.finditer(tag, found.start("arguments"), found.end("arguments")):
        name = argument["name"]
        if name == "lang":
            language = argument[argument.lastgroup or 0]
        elif path is None and name in (None, "path"):
            path = argument
    if path is None or path.lastgroup in (None, "name"):
        return None
    value = path[path.lastgroup]
    before, _, _ = value.partition("#")
    named = path["name"] is not None
    return Ref(before, value[len(before) :], language, path.span(path.lastgroup), named)


def resolve_ref(site: SiteMap, page: Page, ref: Ref) -> Page | None:
    """Return the guide that a tag on ``page`` means; its own page when it names no other."""
    if not ref.path:
        return page
    language = ref.language or page.language
    if ref.path.startswith("/"):
        return find_below(site, ref.path, page, language)
    found = find_by_path(site, _beside(page, ref), language)
    found = found or find_below(site, ref.path, page, language)
    return found or find_by_name(site, ref.path, language)


def name_ref(site: SiteMap, page: Page, tag: str, *, named: bool) -> str:
    """Return what is the same for two tags that mean the same, on pages of all languages.

    Empty when it means no guide. A language is only in a tag that merging could have written, of
    one whose arguments are ``named`` or not: what a person wrote in another way is theirs, and so
    are its blanks.
    """
    ref, found = read_ref(tag), _TAG.fullmatch(tag)
    meant = resolve_ref(site, page, ref) if ref else None
    if not (ref and found and meant) or (ref.language and not ref.path.startswith("/")):
        return ""
    form = "path=" if ref.named and (named or not ref.language) else ""
    name = f"{found['name']} {form}{meant.key or meant.path}{ref.tail}"
    return f"{found['open']}{name}{found['close']}"


def refers_elsewhere(site: SiteMap, page: Page, ref: Ref) -> bool:
    """Return whether a tag means a list that the site's maker writes, or what is left alone."""
    url = f"{root_of(site.scheme, page).prefix}{ref.path.lstrip('/')}"
    return is_list(site, url) or fits_any(site.scheme.ignore, ref.path)


def is_open_ref(site: SiteMap, page: Page, ref: Ref) -> bool:
    """Return whether a tag on ``page`` may mean something else once there is another page."""
    meant = resolve_ref(site, page, ref)
    if meant is None or not meant.key:
        return True
    if not ref.path or ref.path.startswith("/"):
        return False
    return find_by_path(site, _beside(page, ref), page.language) is None


def _beside(page: Page, ref: Ref) -> str:
    return posixpath.join(posixpath.dirname(page.path), ref.path)


def render_ref(site: SiteMap, tag: str, ref: Ref, target: Page, page: Page) -> str:
    """Return ``tag`` so that it means ``target`` on ``page``, its other arguments as they are."""
    path = _path_to(site, ref, target, page)
    start, end = ref.span
    if target.language == page.language:
        return tag[:start] + path + ref.tail + tag[end:]
    if ref.named:
        after = tag[end:]
        return f'{tag[:start]}{path}{ref.tail}{after[:1]} lang="{target.language}"{after[1:]}'
    found = _TAG.fullmatch(tag)
    opening, closing = (found["open"] + found["name"], found["close"]) if found else ("", "")
    rest = [
        each[each.lastgroup]
        for each in _ARGUMENT.finditer(tag, end + 1, len(tag) - len(closing))
        if each.lastgroup
    ]
    output = f' outputFormat="{rest[0]}"' if rest else ""
    return f'{opening} path="{path}{ref.tail}" lang="{target.language}"{output}{closing}'


def _path_to(site: SiteMap, ref: Ref, target: Page, page: Page) -> str:
    if not ref.path:
        return ""
    from_root = ref.path.startswith("/") or target.language != page.language
    if from_root:
        path = f"/{path_below(site.scheme, target)}"
    elif target in (
        find_by_path(site, _beside(page, ref), page.language),
        find_below(site, ref.path, page, page.language),
        find_by_name(site, ref.path, page.language),
    ):
        return ref.path
    else:
        path = path_from(page, plain_path(site.scheme, target))
    has_suffix = posixpath.splitext(ref.path)[1]
    return path if has_suffix else re.sub(r"(/_?index)?\.\w+$", "", path) or "/"
