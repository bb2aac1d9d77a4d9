"""Change one word of a source paragraph after a site was taken in, and judge what follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import polib

from tests.adoption.adopt import Page, catalog_of, l10n, read_pages, reader_of
from tests.adoption.judge import find_changes
from tests.adoption.layouts import SOURCE, Site
from tests.adoption.traces import Reader, read_values, split

# A sentence's beginning without any markup, up to the end of a word.
_WORD = re.compile(r"[A-Z][\w ,'()-]{15,}? [a-z]{5,}(?= [a-z])")
_LETTER = re.compile(r"[^\W\d_]")

_Name = TypeVar("_Name")
_Text = TypeVar("_Text")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one word changed in a guide came to in one language."""

    language: str
    path: str
    msgid: str
    fuzzy: int
    """Entries of this catalog that became fuzzy; one is right."""
    catalogs: int
    """Catalogs of other guides in the language that changed; none is right."""
    waiting: bool
    """Whether the page changed before the text was translated."""
    inside: int
    """Lines of the paragraph that changed once it was translated; some have to."""
    outside: int
    """Lines that changed anywhere else on the page; none is right."""
    pages: int
    """Other pages in the language that changed; none is right."""

    @property
    def right(self) -> bool:
        """Whether only this paragraph of this page has changed."""
        alone = not (self.catalogs or self.outside or self.pages)
        return self.fuzzy == 1 and self.inside > 0 and alone


@dataclass(frozen=True, slots=True)
class _Edit:
    key: str
    path: Path
    text: str
    """The guide with the word changed."""
    msgid: str
    changed: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A site's pages and catalogs at one moment."""

    pages: dict[str, str]
    catalogs: dict[Path, bytes]
    fuzzy: dict[Path, Counter[str]]


@dataclass(frozen=True, slots=True)
class _States:
    before: _State
    edited: _State
    translated: _State


def edit_one_word(site: Site, pages: Sequence[Page], count: int) -> list[Verdict]:
    """Change a word in ``count`` guides, translate what became fuzzy, and return what followed."""
    # What the memory learns of the pages is filled in first; no edit has to answer for it.
    l10n(site.root, "sync", "-q")
    edits = list(islice(_choose(site, pages), count))
    before = _look(site, edits)
    for edit in edits:
        edit.path.write_bytes(edit.text.encode())
    l10n(site.root, "sync", "-q")
    edited = _look(site, edits)
    for edit in edits:
        for language in edit.languages:
            _translate(catalog_of(site, language, edit.key), edit)
    l10n(site.root, "merge", "-q")
    states = _States(before, edited, _look(site, edits))
    keys = {edit.key for edit in edits}
    own = {each.path: each for each in pages if each.key in keys}
    return [
        _verdict(site, edit, page, own, states)
        for edit in edits
        for page in own.values()
        if page.key == edit.key and page.language in edit.languages
    ]


def _look(site: Site, edits: Sequence[_Edit]) -> _State:
    catalogs = {path: path.read_bytes() for path in (site.root / "locales").rglob("*.po")}
    own = [catalog_of(site, language, edit.key) for edit in edits for language in edit.languages]
    return _State(read_pages(site), catalogs, {path: _fuzzy(path) for path in own})


def _verdict(
    site: Site, edit: _Edit, page: Page, own: Mapping[str, Page], states: _States
) -> Verdict:
    """Return what one edit came to on a page; ``own`` are the pages of all edited guides."""
    catalog = catalog_of(site, page.language, page.key)
    catalogs = _changed(states.before.catalogs, states.edited.catalogs)
    catalogs -= {catalog_of(site, each.language, each.key) for each in own.values()}
    pages = _changed(states.before.pages, states.translated.pages) - own.keys()
    old, new = states.before.pages[page.path], states.translated.pages.get(page.path, "")
    inside, outside = _place(old, new, reader_of(site, page.language))
    return Verdict(
        page.language,
        page.path,
        edit.msgid[:60],
        fuzzy=(states.edited.fuzzy[catalog] - states.before.fuzzy[catalog]).total(),
        catalogs=sum(
            each.is_relative_to(site.root / "locales" / page.language) for each in catalogs
        ),
        waiting=old != states.edited.pages.get(page.path),
        inside=inside,
        outside=outside,
        pages=sum(each.startswith(f"content/{page.language}/") for each in pages),
    )


def _changed(before: Mapping[_Name, _Text], after: Mapping[_Name, _Text]) -> set[_Name]:
    return {each for each in before.keys() | after.keys() if before.get(each) != after.get(each)}


def _choose(site: Site, pages: Sequence[Page]) -> Iterator[_Edit]:
    """Yield edits in guides that were handed over, first of those with most languages."""
    taken: dict[str, list[str]] = {}
    for page in pages:
        if page.handed_over and catalog_of(site, page.language, page.key).exists():
            taken.setdefault(page.key, []).append(page.language)
    sources = _sources(site)
    for key in sorted(taken, key=lambda key: (-len(taken[key]), key)):
        if key in sources and (edit := _edit(site, key, sources[key], taken[key])):
            yield edit


def _sources(site: Site) -> dict[str, Path]:
    """Return the site's guides by their keys."""
    guides = {}
    for path in (site.root / "content" / SOURCE).rglob("*.md"):
        own = path.relative_to(site.root / "content" / SOURCE).with_suffix("").as_posix()
        guides[own] = path
        for field, value in read_values(split(path.read_bytes().decode())[0]):
            if field == "translationKey":
                guides[value] = path
    return guides


def _edit(site: Site, key: str, path: Path, languages: Sequence[str]) -> _Edit | None:
    """Return an edit of a paragraph that is there once, and that some language translates."""
    text = path.read_bytes().decode()
    body = len(text) - len(split(text)[1])
    sure = {each: _sure(catalog_of(site, each, key)) for each in languages}
    for msgid in dict.fromkeys(msgid for texts in sure.values() for msgid in texts):
        word = _WORD.match(msgid)
        if word:
            places = list(re.finditer(r"\s+".join(map(re.escape, word[0].split(" "))), text))
            able = tuple(
                each for each, texts in sure.items() if _LETTER.match(texts.get(msgid, ""))
            )
            if able and len(places) == 1 and places[0].start() >= body:
                end = places[0].end()
                changed = f"{word[0]}s{msgid[word.end() :]}"
                return _Edit(key, path, f"{text[:end]}s{text[end:]}", msgid, changed, able)
    return None


def _sure(path: Path) -> dict[str, str]:
    return {
        each.msgid: each.msgstr
        for each in polib.pofile(str(path))
        if each.msgstr and not each.fuzzy and not each.obsolete
    }


def _translate(path: Path, edit: _Edit) -> None:
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        if entry.msgid == edit.changed and entry.msgstr:
            entry.msgstr = entry.msgstr[0] + entry.msgstr
            entry.flags = [each for each in entry.flags if each != "fuzzy"]
            entry.previous_msgid = None
    catalog.save(str(path))


def _fuzzy(path: Path) -> Counter[str]:
    return Counter(
        each.msgid for each in polib.pofile(str(path)) if each.fuzzy and not each.obsolete
    )


def _place(old: str, new: str, reader: Reader) -> tuple[int, int]:
    """Return how many changed lines are in the first one's paragraph, and how many are not."""
    changes = find_changes(old, new, reader)
    if not changes:
        return 0, 0
    lines = old.splitlines()
    first = last = changes[0].line
    while first > 1 and lines[first - 2].strip(" \t>"):
        first -= 1
    while last < len(lines) and lines[last].strip(" \t>"):
        last += 1
    inside = sum(first <= each.line <= last for each in changes)
    return inside, len(changes) - inside
