"""The images of a site, among which a page's language may have its own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from l10n.config.settings import Config
from l10n.disk.look import Seen
from l10n.disk.walk import walk
from l10n.markdown.syntaxes import syntax_of
from l10n.site.paths import content_folders
from l10n.suffixes import is_image

if TYPE_CHECKING:
    from l10n.links.images import Images

_PUBLIC: Final = ("vitepress", "mdx")
"""The syntaxes of generators whose folder ``public`` is a source; others write their site there."""


def site_images(config: Config, paths: Iterable[str]) -> Images:
    """Return what of these paths may be images of one language, if pages may have their own."""
    # Looking for images is the business of every run, reading guides is not.
    from l10n.links.images import Images

    if not config.links.images:
        return Images()
    base = urlsplit(config.links.base).path.rstrip("/")
    found = frozenset(path for path in paths if _is_localized(config, path))
    return Images(found, public_folders(config), base)


def look_at_images(config: Config) -> dict[str, Seen]:
    """Return how images of a language and pages look that lie outside the folders of guides."""
    found = walk(config.root, public_folders(config)).files
    return {
        path: look
        for path, look in found.items()
        if path.endswith(".html") or (config.links.images and _is_localized(config, path))
    }


def public_folders(config: Config) -> tuple[str, ...]:
    """Return the folders that addresses from the host's root lead to.

    A site may be in a folder of the repository, above its guides.
    """
    folders = content_folders(config, [config.source_language, *config.languages])
    inside = [each for each in folders if not each.startswith("..")]
    above = ["", *(place for each in inside for place in _above(each))]
    found = [posixpath.join(each, "static") for each in above]
    if syntax_of(config.syntax).name in _PUBLIC:
        found += [posixpath.join(each, "public") for each in (*above, *inside)]
    return tuple(dict.fromkeys(found))


def _above(folder: str) -> Iterator[str]:
    while folder:
        folder = posixpath.dirname(folder)
        yield folder


def _is_localized(config: Config, path: str) -> bool:
    if not is_image(path):
        return False
    folder, name = posixpath.split(path)
    language = posixpath.splitext(posixpath.splitext(name)[0])[1].removeprefix(".")
    return not {language, posixpath.basename(folder)}.isdisjoint(config.languages)
