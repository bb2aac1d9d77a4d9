"""Let the links of a localized guide lead to the pages of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote

from l10n.links.anchors import NO_MOVES
from l10n.links.fronts import find_front_links
from l10n.links.hrefs import (
    fragment_of,
    is_alias,
    is_open,
    is_open_link,
    leads_elsewhere,
    render,
    resolve,
)
from l10n.links.lists import taxonomy_in
from l10n.links.refs import is_open_ref, read_ref, refers_elsewhere, render_ref, resolve_ref
from l10n.links.site import Form, Link, Page, SiteMap, find_below, path_below, root_of
from l10n.links.spelled import encode_as
from l10n.markdown.linkplaces import LinkKind, LinkPlace, find_link_places, plain_address
from l10n.markdown.segments import Layout
from l10n.text import Edit

_TAIL: Final = re.compile(r"[?#].*", re.DOTALL)
_FRAGMENT: Final = re.compile(r"(?<!&)#([^\s{}|\"']+)")
MovedOf: TypeAlias = Callable[[str], Mapping[str, str]]
"""Returns the ids of places that are other ones in the page's language, by those in the source."""


class Reference(NamedTuple):
    """A link to a guide, or to a place in one, where it stands in a guide."""

    place: LinkPlace
    page: Page | None
    """What it leads to; None when there is no such guide, in any language."""
    fragment: str
    """Decoded, empty when it has none."""
    is_open: bool = False
    """Whether it may mean something else once there is another page."""
    is_elsewhere: bool = False
    """Whether it leads to no guide, and is right nevertheless."""
    written: str = ""
    """Its address without escapes; of a tag, the path in it."""


class References(NamedTuple):
    """The links between guides in one guide."""

    found: tuple[Reference, ...]
    """In order."""
    is_open: bool
    """Whether some address may mean something else once there is another page."""


def nothing_moved(_key: str) -> Mapping[str, str]:
    """Return that the places of a guide have the ids that they have in the source."""
    return NO_MOVES


def read_references(text: str, layout: Layout, site: SiteMap, page: Page) -> tuple[Reference, ...]:
    """Return the links between guides in ``text``, the guide at ``page``, in order.

    A link to a heading of the same page is one too; an image that is no guide is none.
    """
    return _read_all(text, _find_places(text, layout, site, page), site, page)


def find_references(text: str, layout: Layout, site: SiteMap, page: Page) -> References:
    """Return the same links, and whether they may change their meaning."""
    places = _find_places(text, layout, site, page)
    return References(
        _read_all(text, places, site, page),
        any(_is_open(text, place, site, page) for place in places),
    )


def localize_links(  # the merged guide, what there is, and the pages
    text: str,
    layout: Layout,
    site: SiteMap,
    source: Page,
    page: Page,
    moved_of: MovedOf = nothing_moved,
) -> Iterator[Edit]:
    """Yield what has to change in ``text``, the merged guide of ``source``, to become ``page``.

    Every link means what it means in the source; it is written in the form and encoding it has.
    What leads to the right place as it is stays as it is, and so does what leads nowhere. A
    fragment follows the place it names, of which ``moved_of`` has the ids in the page's language.
    """
    places = _find_places(text, layout, site, source)
    switches = _find_switches(text, places, site, source)
    for place in places:
        written = place.span.of(text)
        if place.kind is LinkKind.SHORTCODE:
            new = _localized_tag(site, source, page, written, moved_of)
        else:
            is_switch = place in switches
            new = _localized_address(site, source, page, written, moved_of, is_switch=is_switch)
        if new != written:
            yield Edit(place.span, new)


def find_localized(site: SiteMap, source: Page, meant: Page, language: str) -> Page:
    """Return where a link on ``source`` to ``meant`` leads in ``language``.

    That is the page in this language; where it is not published, what the source links to. A
    link to a translation of what the source's language has stays: it names the language on purpose,
    as a list of languages does.
    """
    if meant.language != source.language and meant.key in site.pages[source.language]:
        return meant
    if not meant.key:  # it cannot be used just now, and what is its page says where it lies
        below = path_below(site.scheme, meant)
        return find_below(site, below, source, language) or meant
    return site.pages[language].get(meant.key, meant)


def _find_places(text: str, layout: Layout, site: SiteMap, page: Page) -> tuple[LinkPlace, ...]:
    return (*find_front_links(text, site, page), *find_link_places(layout))


def _read_all(
    text: str, places: Iterable[LinkPlace], site: SiteMap, page: Page
) -> tuple[Reference, ...]:
    found = (_read_reference(text, place, site, page) for place in places)
    return tuple(each for each in found if each)


def _read_reference(text: str, place: LinkPlace, site: SiteMap, page: Page) -> Reference | None:
    written = place.span.of(text)
    if place.kind is LinkKind.SHORTCODE:
        ref = read_ref(written)
        if ref is None:
            return None
        meant, fragment = resolve_ref(site, page, ref), ref.tail.removeprefix("#")
        is_elsewhere = meant is None and refers_elsewhere(site, page, ref)
        is_open_now = is_open_ref(site, page, ref)
        return Reference(place, meant, fragment, is_open_now, is_elsewhere, ref.path)
    address = plain_address(written)
    if place.kind is LinkKind.AUTOLINK and ":" not in address:  # it is for mail
        return None
    if address.startswith("#"):
        return Reference(place, page, fragment_of(address)) if len(address) > 1 else None
    link = resolve(site, page, address)
    if link is None and place.kind is not LinkKind.IMAGE and leads_elsewhere(site, page, address):
        return Reference(place, None, "", is_open(site, page, address), True, address)
    if link is None or (link.page is None and place.kind is LinkKind.IMAGE):
        return None
    fragment = fragment_of(address)
    return Reference(place, link.page, fragment, is_open_link(link), written=address)


def _is_open(text: str, place: LinkPlace, site: SiteMap, page: Page) -> bool:
    written = place.span.of(text)
    if place.kind is LinkKind.SHORTCODE:
        ref = read_ref(written)
        return ref is not None and is_open_ref(site, page, ref)
    return is_open(site, page, plain_address(written))


def _find_switches(
    text: str, places: Sequence[LinkPlace], site: SiteMap, source: Page
) -> frozenset[LinkPlace]:
    """Return the links of ``source`` to itself that are of a list of languages.

    They stand on a line with one to its translation, or only lines with links are between. No
    program writes such a list where guides are read as they are.
    """
    if not site.scheme.is_browsed:
        return frozenset()
    languages = [_own_language(text, place, site, source) for place in places]
    of_links = sorted({each.line for each in places})
    lines = {
        place.line
        for place, each in zip(places, languages, strict=True)
        if each not in (None, source.language)
    }
    for order, step in ((of_links, 1), (reversed(of_links), -1)):
        for line in order:
            if line - step in lines:
                lines.add(line)
    return frozenset(
        place
        for place, each in zip(places, languages, strict=True)
        if each == source.language and place.line in lines
    )


def _own_language(text: str, place: LinkPlace, site: SiteMap, source: Page) -> str | None:
    """Return the language of the page that a link leads to if it is ``source``, in any language."""
    if place.kind is LinkKind.SHORTCODE:
        return None
    link = resolve(site, source, plain_address(place.span.of(text)))
    if link is None or link.page is None or link.tail or link.page.key != source.key:
        return None
    return link.page.language


def _localized_address(  # what there is, the pages, and the link
    site: SiteMap,
    source: Page,
    page: Page,
    written: str,
    moved_of: MovedOf,
    *,
    is_switch: bool,
) -> str:
    address = plain_address(written)
    if address.startswith("#"):
        return _follow_place(written, moved_of(source.key))
    link = resolve(site, source, address)
    if link is None or link.page is None:
        return written
    language = source.language if is_switch else page.language
    wanted = find_localized(site, source, link.page, language)
    if wanted.language != page.language:
        wanted = taxonomy_in(site, wanted, page.language) or wanted
    elif link.tail:
        written = _follow_place(written, moved_of(wanted.key))
        address = plain_address(written)
        link = resolve(site, source, address) or link
    as_it_is = resolve(site, page, address)
    is_right = (
        as_it_is is not None
        and as_it_is.page is wanted
        and not is_alias(site, page, as_it_is)  # which a page has only once it is there
        and not _needs_language(site, source, page, as_it_is)
    )
    if is_right:
        return written
    new = render(site, link, wanted, page)
    if address == written or not new:
        return new
    # The source's own escapes are right where they are.
    tail = _TAIL.search(written)
    if tail and plain_address(tail[0]) == link.tail:
        return new.removesuffix(link.tail) + tail[0]
    return new.replace("&", "&amp;")


def _needs_language(site: SiteMap, source: Page, page: Page, link: Link) -> bool:
    """Return whether a link leads to the right page only as it is written in some places."""
    added = site.scheme.added_in(page.language, link.path) if link.form is Form.ROOT else ""
    # Docusaurus adds it to links, and not to what a tag <a> has.
    is_added = bool(added) and not f"{link.path}/".startswith(f"{added}/")
    return (is_added and not site.scheme.root) or _falls_back(site, source, page, link)


def _falls_back(site: SiteMap, source: Page, page: Page, link: Link) -> bool:
    """Return whether a link to a file leads to the source's only because names lack a language.

    Generators look for such a file in the page's language alone.
    """
    if link.form not in (Form.FILE, Form.CONTENT) or not root_of(site.scheme, page).ending:
        return False
    language = link.page.language if link.page else ""
    return language == source.language != page.language


def _localized_tag(site: SiteMap, source: Page, page: Page, written: str, moved_of: MovedOf) -> str:
    ref = read_ref(written)
    meant = resolve_ref(site, source, ref) if ref else None
    if ref is None or meant is None or ref.language:
        return written
    if not ref.path:
        tail = _follow_place(ref.tail, moved_of(source.key))
        return f"{written[: ref.span[0]]}{tail}{written[ref.span[1] :]}"
    wanted = find_localized(site, source, meant, page.language)
    if wanted.language == page.language:
        ref = replace(ref, tail=_follow_place(ref.tail, moved_of(wanted.key)))
    elif taxonomy_in(site, wanted, page.language):
        return written
    return render_ref(site, written, ref, wanted, page)


def _follow_place(written: str, moved: Mapping[str, str]) -> str:
    """Return an address whose fragment names the same place where its id is another one."""
    found = _FRAGMENT.search(written) if moved else None
    if found is None:
        return written
    new = moved.get(unquote(plain_address(found[1])))
    return written if new is None else written[: found.start(1)] + encode_as(found[1], new)
