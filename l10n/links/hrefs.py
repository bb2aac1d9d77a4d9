"""What an address in a guide means, and how another page is written in its form."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import Final
from urllib.parse import quote, unquote

from l10n.links.site import (
    Form,
    Link,
    Page,
    SiteMap,
    find_below,
    find_by_path,
    find_by_url,
    means_guide,
    path_below,
    plain_path,
    url_of,
)
from l10n.suffixes import SUFFIX

_PARTS: Final = re.compile(
    r"(?P<head>(?:https?:)?//(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?P<tail>.*)",
    re.DOTALL | re.IGNORECASE,
)
_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ROOTED: Final = ("/", "https://", "http://")
"""What begins so means the same on every page of a language."""
_INDEX: Final = re.compile(r"(?:^|(?<=/))_?index$", re.IGNORECASE)
# RFC 3986, 3.3, without what Markdown, HTML or a shortcode could take for its own.
_SAFE: Final = "/-_.~!$'*+,;=:@"
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\"%&'()<>?#\[\\\]^`{|}\x80-\xa0\u2028\u2029]")


def resolve(site: SiteMap, page: Page, href: str) -> Link | None:
    """Return what ``href`` means on ``page``; None when it is no link to another guide.

    ``href`` is without Markdown's or HTML's escapes. Other hosts and schemes, a place in the
    same page, and files that are no guides mean none.
    """
    if not href.startswith(_ROOTED):
        return _resolve(site, page, href)
    written = (page.language, href)
    if written not in site.resolved:
        site.resolved[written] = _resolve(site, page, href)
    return site.resolved[written]


def is_open(site: SiteMap, page: Page, href: str) -> bool:
    """Return whether ``href`` may mean something else on ``page`` once there is another page.

    So it is when it was looked up in vain anywhere. What it means also changes when its page
    does, or when another page claims the same address.
    """
    link = resolve(site, page, href)
    return _take_apart(site, href) is not None if link is None else is_open_link(link)


def is_open_link(link: Link) -> bool:
    """Return whether a link may mean something else once there is another page, see ``is_open``."""
    if link.page is None or not link.page.key or link.form is Form.CONTENT:
        return True
    return link.form is Form.FILE and not SUFFIX.search(link.path)


def _take_apart(site: SiteMap, href: str) -> re.Match[str] | None:
    """Return the parts of an address that may be one of this site's; None when it is not."""
    found = _PARTS.fullmatch(href)
    if found is None or _OTHER_SCHEME.match(href):
        return None
    if found["head"]:
        return found if found["host"].lower() == site.scheme.host else None
    return found if found["path"] else None


def _resolve(site: SiteMap, page: Page, href: str) -> Link | None:
    found = _take_apart(site, href)
    if found is None:
        return None
    head, path, tail = found["head"] or "", found["path"], found["tail"]
    decoded = unicodedata.normalize("NFC", unquote(path))
    if head or decoded.startswith("/"):
        meant = _rooted(site, page, decoded or "/", absolute=bool(head))
    else:
        meant = _relative(site, page, decoded)
    return Link(meant[0], meant[1], head, path, tail) if meant else None


def fragment_of(href: str) -> str:
    """Return the decoded fragment of an address, empty when it has none."""
    return unquote(href.partition("#")[2])


def render(site: SiteMap, link: Link, target: Page, page: Page) -> str:
    """Write the address of ``target`` for ``page`` in the form and encoding of ``link``.

    A file cannot be named across languages, so such a link becomes an address from the root.
    """
    written = link.path
    if link.form in (Form.FILE, Form.CONTENT) and target.language == page.language:
        path = _file_path(site, link, target, page)
    else:
        path = site.scheme.root + url_of(site, target)
        if link.form is Form.PAGE:
            path = _relative_url(path, site.scheme.root + url_of(site, page))
        is_url = link.form not in (Form.FILE, Form.CONTENT)
        if is_url and not written.endswith(("/", ".", ".html")) and len(path) > 1:
            path = path.rstrip("/")
    if written.startswith("./") and not path.startswith((".", "/")):
        path = f"./{path}"
    return link.head + _encode(path, written) + link.tail


def _rooted(
    site: SiteMap, page: Page, path: str, *, absolute: bool
) -> tuple[Page | None, Form] | None:
    form = Form.ABSOLUTE if absolute else Form.ROOT
    is_file = not absolute and SUFFIX.search(path) is not None
    if is_file and (found := find_below(site, path, page, page.language)):
        return found, Form.CONTENT
    root = site.scheme.root
    url = path.removeprefix(root) if f"{path}/".startswith(f"{root}/") else None
    if url is not None and (found := find_by_url(site, url or "/")):
        return found, form
    if not absolute:
        if found := find_below(site, path, page, page.language):
            return found, Form.CONTENT
        if is_file:
            return None, Form.CONTENT
    return (None, form) if url is not None and means_guide(site, url or "/") else None


def _relative(site: SiteMap, page: Page, path: str) -> tuple[Page | None, Form] | None:
    url = posixpath.join(posixpath.dirname(url_of(site, page)), path)
    url = posixpath.normpath(url) + "/" * path.endswith("/")
    is_file = SUFFIX.search(path) is not None
    if not is_file and (found := find_by_url(site, url)):
        return found, Form.PAGE
    joined = posixpath.join(posixpath.dirname(page.path), path)
    if found := find_by_path(site, joined, page.language):
        return found, Form.FILE
    if is_file:
        return None, Form.FILE
    return (None, Form.PAGE) if means_guide(site, url) else None


def _file_path(site: SiteMap, link: Link, target: Page, page: Page) -> str:
    if link.form is Form.CONTENT:
        path = f"/{path_below(site.scheme, target)}"
    else:
        path = posixpath.relpath(plain_path(site.scheme, target), posixpath.dirname(page.path))
    if not SUFFIX.search(link.path):
        path = _INDEX.sub("", SUFFIX.sub("", path)).rstrip("/") or "."
        path += "/" * link.path.endswith("/")
    return path


def _relative_url(url: str, base: str) -> str:
    path = posixpath.relpath(url, posixpath.dirname(base) or "/")
    return path + "/" * url.endswith("/")


def _encode(path: str, written: str) -> str:
    """Write ``path`` as ``written`` is: percent-encoded, or in its Unicode form."""
    if "%" in written and written.isascii():
        return quote(path, safe=_SAFE)
    if not written.isascii() and unicodedata.is_normalized("NFD", written):
        path = unicodedata.normalize("NFD", path)
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), path)
