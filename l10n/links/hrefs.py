"""What an address in a guide means, and how another page is written in its form."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from l10n.globs import fits_any
from l10n.links.fallbacks import find_source
from l10n.links.liquid import (
    Liquid,
    find_named,
    liquid_fragment,
    name_in,
    names_guide,
    read_liquid,
)
from l10n.links.lists import is_list
from l10n.links.scheme import Make, Scheme
from l10n.links.site import (
    Form,
    Link,
    Page,
    SiteMap,
    find_below,
    find_by_path,
    find_by_url,
    means_guide,
    name_of,
    path_below,
    path_from,
    path_key,
    plain_path,
    root_of,
    url_key,
    url_of,
)
from l10n.links.spelled import encode_as, ended_as, relative_url
from l10n.suffixes import SUFFIX

_PARTS: Final = re.compile(
    r"(?P<head>(?:https?:)?//(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?P<tail>.*)",
    re.DOTALL | re.IGNORECASE,
)
_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ROOTED: Final = ("/", "https://", "http://")
"""What begins so means the same on every page of a language."""
_TEMPLATE: Final = re.compile(r"\{\{|\[\[|\$\{|<%")
"""In what a template, a shortcode or a program of the site's own writes."""
_NAME: Final = re.compile(r"[^\s/?#.]+")
"""Of a target, where links may lead to one by its name alone."""
_ENDS: Final = ("", ".html")
"""What addresses may end in without another name."""
_INDEX: Final = re.compile(r"(?:^|(?<=/))_?index$", re.IGNORECASE)


def resolve(site: SiteMap, page: Page, href: str) -> Link | None:
    """Return what ``href`` means on ``page``; None when it is no link to another guide.

    ``href`` is without Markdown's or HTML's escapes. Other hosts and schemes, a place in the
    same page, files that are no guides, and what ``leads_elsewhere`` mean none.
    """
    if not href.startswith(_ROOTED):
        return _resolve(site, page, href)
    written = (page.language, href)
    if written not in site.resolved:
        site.resolved[written] = _resolve(site, page, href)
    return site.resolved[written]


def leads_elsewhere(site: SiteMap, page: Page, href: str) -> bool:
    """Return whether an address is no guide's, and is right nevertheless.

    A template writes it, the site's maker has a list there, the settings say so, or it may be the
    name of a target.
    """
    if "{%" in href or _TEMPLATE.search(href):
        liquid = read_liquid(href)
        return liquid is None or liquid.form is Form.TEMPLATE or not names_guide(liquid)
    if site.scheme.names_targets and _NAME.fullmatch(href):
        return True
    found = _take_apart(site, href)
    if found is None:
        return False
    path = unicodedata.normalize("NFC", unquote(found["path"]))
    scheme = site.scheme
    if path and any(fits_any(scheme.ignore, each) for each in (path, f"{path}/")):
        return True
    url = _url(site, page, path or "/")
    by_file = posixpath.join("/", posixpath.dirname(path_below(scheme, page)), path)
    places = (url, posixpath.normpath(by_file))
    if _is_home(scheme, url) or any(fits_any(scheme.ignore, each) for each in places):
        return True
    return is_list(site, url)


def _is_home(scheme: Scheme, url: str) -> bool:
    """Return whether an address is the beginning of the site, or of a language."""
    homes = (root.prefix for roots in scheme.roots.values() for root in roots)
    return url.strip("/") in {"", *(each.strip("/") for each in homes)}


def is_open(site: SiteMap, page: Page, href: str) -> bool:
    """Return whether ``href`` may mean something else on ``page`` once there is another page.

    So it is when it was looked up in vain anywhere. What it means also changes when its page
    does, or when another page claims the same address.
    """
    link = resolve(site, page, href)
    if link is None and (liquid := read_liquid(href)):
        return liquid.form is Form.TEMPLATE or names_guide(liquid)
    return _take_apart(site, href) is not None if link is None else is_open_link(link)


def is_open_link(link: Link) -> bool:
    """Return whether a link may mean something else once there is another page, see ``is_open``."""
    if link.page is None or not link.page.key or link.form is Form.CONTENT or link.is_fallback:
        return True
    return link.form is Form.FILE and not SUFFIX.search(link.path)


def is_alias(site: SiteMap, page: Page, link: Link) -> bool:
    """Return whether a link on ``page`` leads to a guide by a further address, not by its own."""
    if link.page is None or link.form not in (Form.PAGE, Form.ROOT, Form.ABSOLUTE):
        return False
    key = url_key(_url(site, page, unicodedata.normalize("NFC", unquote(link.path)) or "/"))
    return site.by_url.get(key) is link.page and key != url_key(url_of(site, link.page))


def names_of(site: SiteMap, page: Page, href: str) -> frozenset[str]:
    """Return the names, as ``name_of`` has them, of all that ``href`` on ``page`` may come to mean.

    None where it may be what has another name.
    """
    found = None if "{" in href else _take_apart(site, href)
    if found is None or any(after.strip("/") not in _ENDS for _, after, _, _ in site.prefixes):
        return frozenset()
    path = unicodedata.normalize("NFC", unquote(found["path"]))
    url = _url(site, page, path or "/")
    names = frozenset(map(name_of, (url, path)))
    return frozenset() if "" in names or _is_home(site.scheme, url) else names


def _take_apart(site: SiteMap, href: str) -> re.Match[str] | None:
    """Return the parts of an address that may be one of this site's; None when it is not."""
    found = _PARTS.fullmatch(href)
    if found is None or _TEMPLATE.search(href) or _OTHER_SCHEME.match(href):
        return None
    if found["head"]:
        return found if found["host"].lower() == site.scheme.host else None
    return found if found["path"] else None


def _resolve(site: SiteMap, page: Page, href: str) -> Link | None:
    if site.scheme.make is Make.JEKYLL and (liquid := read_liquid(href)):
        return _resolve_tag(site, page, liquid)
    found = _take_apart(site, href)
    if found is None:
        return None
    head, path, tail = found["head"] or "", found["path"], found["tail"]
    decoded = unicodedata.normalize("NFC", unquote(path))
    if site.scheme.make is Make.ZOLA and path.startswith("@/"):
        return Link(_exact(site, decoded), Form.EXACT, head, path, tail)
    if head or decoded.startswith("/"):
        meant = _rooted(site, page, decoded or "/", absolute=bool(head))
    else:
        meant = _relative(site, page, decoded)
    if meant is None:
        return None
    if meant[0] is None:
        if shown := find_source(site, page, decoded, _url(site, page, decoded)):
            return Link(shown, meant[1], head, path, tail, is_fallback=True)
        if leads_elsewhere(site, page, href):
            return None
    return Link(meant[0], meant[1], head, path, tail)


def _resolve_tag(site: SiteMap, page: Page, liquid: Liquid) -> Link | None:
    if liquid.form is Form.TEMPLATE:
        inner = resolve(site, page, site.scheme.root + liquid.path)
        return inner._replace(**liquid._asdict()) if inner else None
    found = find_named(site, liquid, page.language)
    return Link(found, *liquid) if found or names_guide(liquid) else None


def _exact(site: SiteMap, path: str) -> Page | None:
    folders = (root.folder for roots in site.scheme.roots.values() for root in roots)
    keys = (path_key(f"{folder}{path.removeprefix('@/')}") for folder in dict.fromkeys(folders))
    return next((site.by_path[key] for key in keys if key in site.by_path), None)


def _url(site: SiteMap, page: Page, path: str) -> str:
    """Return what a decoded path on a page is after the site's base."""
    root = site.scheme.root
    if path.startswith("/"):
        return path.removeprefix(root) if f"{path}/".startswith(f"{root}/") else path
    url = posixpath.join(posixpath.dirname(url_of(site, page)), path)
    return posixpath.normpath(url) + "/" * path.endswith("/")


def fragment_of(href: str) -> str:
    """Return the decoded fragment of an address, empty when it has none."""
    if "{" in href:
        return unquote(liquid_fragment(href))
    return unquote(href.partition("#")[2])


def render(site: SiteMap, link: Link, target: Page, page: Page) -> str:
    """Write the address of ``target`` for ``page`` in the form and encoding of ``link``.

    Generators name no file across languages, so such a link becomes an address from the root. A
    summary of a book, which names its chapters, has none for what the language lacks.
    """
    written = link.path
    if target.language != page.language and is_summary(site.scheme, page):
        return ""
    if link.form in (Form.LINK_TAG, Form.POST_TAG):
        return link.head + name_in(site.scheme, link, target) + link.tail
    if link.form is Form.TOP:
        path = f"/{target.path.removeprefix(site.scheme.top)}"
        return link.head + encode_as(written, path) + link.tail
    if link.form is Form.EXACT:
        path = f"@/{target.path.removeprefix(root_of(site.scheme, target).folder)}"
    elif link.form in (Form.FILE, Form.CONTENT) and target.language == page.language:
        path = _file_path(site, link, target, page)
    elif link.form is Form.FILE and site.scheme.is_browsed:
        path = path_from(page, target.path)
    else:
        path = _root_of(site.scheme, link) + url_of(site, target)
        if link.form is Form.PAGE:
            path = relative_url(path, site.scheme.root + url_of(site, page))
        if link.form not in (Form.FILE, Form.CONTENT):
            is_plain = not target.url and not root_of(site.scheme, target).pattern.endswith("/")
            path = ended_as(written, path, has_files=is_plain)
    if written.startswith("./") and not path.startswith((".", "/")):
        path = f"./{path}"
    return link.head + encode_as(written, path) + link.tail


def _root_of(scheme: Scheme, link: Link) -> str:
    if link.form is Form.TEMPLATE:
        return ""
    return scheme.root_in(link.path) if link.form is Form.ROOT else scheme.root


def is_summary(scheme: Scheme, page: Page) -> bool:
    """Return whether mdBook takes what ``page`` links to for the files of its chapters.

    What is outside of the book's folder it writes outside of the book, beside the sources. A link
    without an address is a draft: readers see its name.
    """
    return scheme.make is Make.MDBOOK and path_below(scheme, page) == "SUMMARY.md"


def _rooted(
    site: SiteMap, page: Page, path: str, *, absolute: bool
) -> tuple[Page | None, Form] | None:
    form = Form.ABSOLUTE if absolute else Form.ROOT
    is_file = not absolute and SUFFIX.search(path) is not None
    if is_file and site.scheme.make in (Make.OTHER, Make.VUEPRESS):
        top = f"{site.scheme.top}{path.removeprefix('/')}"
        if found := site.by_path.get(path_key(posixpath.normpath(top))):
            return found, Form.TOP
    if is_file and (found := find_below(site, path, page, page.language)):
        return found, Form.CONTENT
    root = site.scheme.root if absolute else site.scheme.root_in(path)
    url = path.removeprefix(root) if f"{path}/".startswith(f"{root}/") else None
    added = "" if absolute else site.scheme.added_in(page.language, path)
    tried = () if url is None else dict.fromkeys((added + (url or "/"), url or "/"))
    if found := next(filter(None, (find_by_url(site, each) for each in tried)), None):
        return found, form
    if not absolute:
        found = find_below(site, path, page, page.language)
        if found and (site.scheme.make is Make.HUGO or not found.url):
            return found, Form.CONTENT
        if is_file:
            return None, Form.CONTENT
    return (None, form) if url is not None and means_guide(site, url or "/") else None


def _relative(site: SiteMap, page: Page, path: str) -> tuple[Page | None, Form] | None:
    url = _url(site, page, path)
    is_file = SUFFIX.search(path) is not None
    is_outside = _climbs_out(site, page, path)
    if not (is_file or is_outside) and (found := find_by_url(site, url)):
        return found, Form.PAGE
    joined = posixpath.join(posixpath.dirname(page.path), path)
    if found := find_by_path(site, joined, page.language):
        return found, Form.FILE
    if found := _by_hook(site, page, path):
        return found, Form.FILE
    if is_file:
        return None, Form.FILE
    return (None, Form.PAGE) if not is_outside and means_guide(site, url) else None


def _climbs_out(site: SiteMap, page: Page, path: str) -> bool:
    """Return whether a relative path leads to what is beside the site.

    A site at its host's root has nothing beside it: browsers stay there.
    """
    if site.scheme.base and not site.scheme.root:
        return False
    below = posixpath.join(posixpath.dirname(url_of(site, page)).lstrip("/"), path)
    return posixpath.normpath(below).startswith("..")


def _by_hook(site: SiteMap, page: Page, path: str) -> Page | None:
    """Return what Hugo's own hook finds for a relative path that leads to no file beside.

    That is from the top, and from a bundle's section.
    """
    if not site.scheme.has_hook:
        return None
    folder, _, name = page.path.rpartition("/")
    if name.startswith("index."):
        beside = posixpath.join(posixpath.dirname(folder), path)
        if found := find_by_path(site, beside, page.language):
            return found
    return None if path.startswith(".") else find_below(site, path, page, page.language)


def _file_path(site: SiteMap, link: Link, target: Page, page: Page) -> str:
    if link.form is Form.CONTENT:
        path = f"/{path_below(site.scheme, target)}"
    else:
        path = path_from(page, plain_path(site.scheme, target))
    if not SUFFIX.search(link.path):
        path = _INDEX.sub("", SUFFIX.sub("", path)).rstrip("/") or "."
        path += "/" * link.path.endswith("/")
    return path
