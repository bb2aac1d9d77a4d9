"""How an address is written: its ending, its encoding, and from where it leads."""

from __future__ import annotations

import posixpath
import unicodedata
from typing import Final
from urllib.parse import quote

from l10n.later import later

# RFC 3986, 3.3, without what Markdown, HTML or a shortcode could take for its own.
_SAFE: Final = "/-_.~!$'*+,;=:@"
_UNSAFE: Final = later(r"[\x00-\x20\x7f\"%&'()<>?#\[\\\]^`{|}\x80-\xa0\u2028\u2029]")


def ended_as(written: str, path: str, *, has_files: bool) -> str:
    """Return an address with a slash, ``.html`` or an index at its end only where it was written.

    Where a site ``has_files`` for its pages, their names are with or without their suffix.
    """
    if has_files and written.endswith("/index.html") and path.endswith("/"):
        return f"{path}index.html"
    if has_files and written.endswith(".html") and not path.endswith((".html", "/")):
        return f"{path}.html"
    if written.endswith("/") and not path.endswith(("/", ".html")):
        return f"{path}/"
    if written.endswith(("/", ".", ".html")):
        return path
    path = path.removesuffix(".html") if has_files else path
    return path.rstrip("/") if len(path) > 1 else path


def relative_url(url: str, base: str) -> str:
    """Return an address from the root as it is written on the page at ``base``."""
    path = posixpath.relpath(url, posixpath.dirname(base) or "/")
    return path + "/" * url.endswith("/")


def encode_as(written: str, path: str) -> str:
    """Return ``path`` as ``written`` is: percent-encoded, or in its Unicode form."""
    if "%" in written and written.isascii():
        return quote(path, safe=_SAFE)
    if not written.isascii() and unicodedata.is_normalized("NFD", written):
        path = unicodedata.normalize("NFD", path)
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), path)
