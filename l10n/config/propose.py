"""Propose an l10n.toml for a site: what its own settings say, else what its folders look like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from l10n.config.datafiles import propose_data
from l10n.config.fields import propose_fields, propose_menus, propose_terms
from l10n.config.linkprefix import learn_address
from l10n.config.links import is_address
from l10n.config.makes import find_site
from l10n.config.makes.disk import find_guides
from l10n.config.makes.site import Site, Tree
from l10n.config.settings import parse_config
from l10n.disk.files import read_bytes
from l10n.disk.names import visible
from l10n.errors import L10nError
from l10n.trees import ContentTree, Place, file_of, locate, make_places

_BASE_FIELDS: Final = {
    "default_lang_commit": re.compile(rb"^default_lang_commit[ \t]*:", re.MULTILINE),
    "l10n.sourceCommit": re.compile(rb"^l10n[ \t]*:[ \t]*\r?\n[ \t]+sourceCommit:", re.MULTILINE),
}
"""Fields in which sites note the commit that a page was made from, and how they are written."""
_HEADING_ID: Final = re.compile(rb"^#{1,6}[ \t][^\n]*\{[ \t]*:?[ \t]*#[\w-]+", re.MULTILINE)
_HEAD: Final = 4_096  # bytes
_MOST_PAGES: Final = 1_000
"""Pages that are looked at."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An l10n.toml, and what it was made of."""

    text: str
    site: Site
    guides: int
    """Source guides."""
    pages: tuple[tuple[str, int], ...]
    """The languages that are translated into, and how many pages each has; in the file's order."""
    has_ids: bool
    """Whether headings of pages have ids of their own."""
    base_field: str


def propose_config(root: Path, languages: Sequence[str] = ()) -> Proposal:
    """Return an l10n.toml for the site at ``root``; the same site gives the same.

    ``languages`` are translated into besides those that were found. Raises L10nError when the
    site's own settings cannot be read, or have what ours cannot express.
    """
    site = find_site(root)
    tags = tuple(dict.fromkeys((*site.languages, *languages)))
    places = _sort_guides(root, site, tags)
    site = replace(site, address=learn_address(root, site, places))
    guides = [file_of(each) for each in places.pop(site.source)]
    there = sorted(file_of(place) for each in places.values() for place in each)
    base_field, has_ids = _read_heads(root, there[:_MOST_PAGES])
    fields = propose_fields(root, guides[:_MOST_PAGES])
    fields += propose_menus(root, guides[:_MOST_PAGES])
    some = {tag: sorted(map(file_of, each))[:_MOST_PAGES] for tag, each in places.items()}
    fields += propose_terms(root, guides[:_MOST_PAGES], some)
    data = propose_data(root, site.folders.get(site.source, site.source), site.folder)
    text = "\n".join((*_lines(root, site, tags, fields, base_field), "", *data))
    parse_config(text, root)
    counts = tuple((tag, len(each)) for tag, each in places.items())
    return Proposal(text, site, len(guides), counts, has_ids, base_field)


def _sort_guides(root: Path, site: Site, tags: Sequence[str]) -> dict[str, list[Place]]:
    """Return the places of guides and pages by their language, first those of the source."""
    trees = tuple(
        ContentTree(each.source, each.localized, each.include, each.exclude) for each in site.trees
    )
    places = make_places(trees, site.source, tags, site.folders)
    found: dict[str, list[Place]] = {tag: [] for tag in (site.source, *tags)}
    for path in find_guides(root):
        if place := locate(places, path):
            found[place.side.language].append(place)
    return found


def _read_heads(root: Path, pages: Sequence[str]) -> tuple[str, bool]:
    """Return the field in which pages note their commit, and whether their headings have ids."""
    field, has_ids = "", False
    for path in pages:
        try:
            content = read_bytes(root / path, path)
        except L10nError:  # reported when the page is needed
            continue
        has_ids = has_ids or _HEADING_ID.search(content) is not None
        written = (name for name, each in _BASE_FIELDS.items() if each.search(content[:_HEAD]))
        field = field or next(written, "")
    return field, has_ids


def _lines(
    root: Path, site: Site, tags: Sequence[str], fields: Sequence[str], base_field: str
) -> Iterator[str]:
    yield "# Which guides l10n translates, and where. Paths are relative to this file."
    yield from (f"# {each}" for each in site.notes)
    title = site.title or visible(root.absolute().name) or "guides"
    yield f"project = {_quote(title)}"
    yield f"source-language = {_quote(site.source)}"
    yield f"languages = {_quote_list(tags)}"
    short = _short(site.trees)
    if short:
        yield f"content = {_quote(short)}"
    if site.syntax != "hugo":
        yield f"syntax = {_quote(site.syntax)}"
    if site.has_math:
        yield "math = true  # what $ encloses is a formula"
    yield f"catalogs = {_quote('locales/{lang}/{key}.po')}"
    yield f"fields = {_quote_list(fields)}"
    yield "publish-at = 80  # percent of words"
    if base_field:
        yield f"base-field = {_quote(base_field)}"
    for tree in () if short else site.trees:
        yield from _tree_lines(tree)
    yield from _language_lines(site, tags)
    yield from _link_lines(site)


def _short(trees: Sequence[Tree]) -> str:
    """Return the folder of a site with one tree and a folder for each language; else nothing."""
    tree = trees[0]
    is_short = len(trees) == 1 and tree.source == tree.localized and not tree.exclude
    return tree.source.removesuffix("/{path}") if is_short else ""


def _tree_lines(tree: Tree) -> Iterator[str]:
    yield ""
    yield "[[content]]"
    yield f"source = {_quote(tree.source)}"
    yield f"localized = {_quote(tree.localized)}"
    if tree.include:
        yield f"include = {_quote_list(tree.include)}"
    if tree.exclude:
        yield f"exclude = {_quote_list(tree.exclude)}"
    if tree.address:
        yield f"source-url = {_quote(tree.address.source)}"
        yield f"localized-url = {_quote(tree.address.localized)}"


def _language_lines(site: Site, tags: Sequence[str]) -> Iterator[str]:
    spelled = {tag: site.folders[tag] for tag in (site.source, *tags) if tag in site.folders}
    for tag, folder in spelled.items():
        yield from ("", f"[language.{tag}]", f"folder = {_quote(folder)}")
    if not spelled:
        yield from ("", "# [language.es]")
        yield '# only = ["spain/**"]  # this language translates these guides only'


def _link_lines(site: Site) -> Iterator[str]:
    yield from ("", "[links]")
    if is_address(site.base):
        yield f"base = {_quote(site.base.rstrip('/'))}"
    else:
        yield '# base = "https://example.org"  # what addresses begin with'
    yield f"source-url = {_quote(site.address.source)}"
    yield f"localized-url = {_quote(site.address.localized)}"
    yield from site.links
    yield from site.permalinks


def _quote(text: str) -> str:
    # A JSON string is a TOML string, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quote_list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"
