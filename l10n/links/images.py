"""Localized images: what lies beside a source's image for the readers of one language.

``picture.es.png``, ``es/picture.png`` and, where the source's is in a folder of its language,
``../es/picture.png`` are the Spanish ``picture.png``.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from l10n.later import later
from l10n.links.site import Page
from l10n.markdown.linkplaces import LinkKind, LinkPlace, find_link_places, plain_address
from l10n.markdown.segments import Layout
from l10n.suffixes import IMAGE
from l10n.text import Edit

_ADDRESS: Final = later(
    rf"(?P<folder>(?!//)[^\s?#\\:{{}}]*/)?(?P<stem>[^\s/?#\\:{{}}]+?)(?P<suffix>{IMAGE})"
    r"(?P<tail>[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_MAY_HOLD: Final = re.compile(IMAGE, re.IGNORECASE)
_KINDS: Final = (LinkKind.IMAGE, LinkKind.LINK, LinkKind.DEFINITION, LinkKind.HTML)


class Images(NamedTuple):
    """Where the images of a site are that may be those of one language."""

    paths: frozenset[str] = frozenset()
    """Relative to the site's root."""
    roots: tuple[str, ...] = ()
    """The folders that addresses from the host's root lead to."""
    base: str = ""
    """The path that all addresses begin with, without a slash at the end."""


NO_IMAGES: Final = Images()


class Variant(NamedTuple):
    """What an image may be called in a language."""

    address: str
    paths: tuple[str, ...]
    """Where its file would be."""


def find_images(text: str, layout: Layout) -> tuple[LinkPlace, ...]:
    """Return the addresses of images in a guide that may be files of its site."""
    if not _MAY_HOLD.search(text):
        return ()
    return tuple(
        each
        for each in find_link_places(layout)
        if each.kind in _KINDS and _ADDRESS.fullmatch(each.span.of(text))
    )


def variants_of(images: Images, source: Page, page: Page, written: str) -> Iterator[Variant]:
    """Yield what the image at an address on ``source`` may be called on ``page``."""
    found = _ADDRESS.fullmatch(written)
    if found is None or plain_address(written) != written:
        return
    folder, suffix, tail = found["folder"] or "", found["suffix"], found["tail"] or ""
    ours, theirs = source.language, page.language
    stem = found["stem"].removesuffix(f".{ours}")
    names = [f"{folder}{stem}.{theirs}{suffix}", f"{folder}{theirs}/{found['stem']}{suffix}"]
    if f"/{folder}".endswith(f"/{ours}/"):
        names.append(f"{folder[: -len(ours) - 1]}{theirs}/{found['stem']}{suffix}")
    for name in names:
        yield Variant(f"{name}{tail}", tuple(_paths(images, source, page, unquote(name))))


def image_name(language: str, address: str) -> str | None:
    """Return what is the same for the versions of an image on pages of all languages.

    None for what may be no image of the site.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    folder, stem = found["folder"] or "", found["stem"].removesuffix(f".{language}")
    if f"/{folder}".endswith(f"/{language}/"):
        folder = folder[: -len(language) - 1]
    name = unquote(f"{folder}{stem}{found['suffix']}{found['tail'] or ''}")
    return f"image {unicodedata.normalize('NFC', name)}"


def localize_images(
    text: str, layout: Layout, images: Images, source: Page, page: Page
) -> Iterator[Edit]:
    """Yield what lets images in ``text``, the merged guide of ``source``, be those of ``page``."""
    for place in find_images(text, layout) if images.paths else ():
        for variant in variants_of(images, source, page, place.span.of(text)):
            if not images.paths.isdisjoint(variant.paths):
                yield Edit(place.span, variant.address)
                break


def _paths(images: Images, source: Page, page: Page, address: str) -> Iterator[str]:
    if address.startswith("/"):
        below = f"{address}/".removeprefix(f"{images.base}/").strip("/")
        found = [posixpath.normpath(posixpath.join(root, below)) for root in images.roots]
    else:
        folders = dict.fromkeys(posixpath.dirname(each.path) for each in (source, page))
        found = [posixpath.normpath(posixpath.join(folder, address)) for folder in folders]
    yield from (path for path in found if not path.startswith("../"))
