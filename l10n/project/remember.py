"""What the record remembers of a page besides its digest, and what that tells of an edit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from l10n.catalog import Identity
from l10n.extract import Extraction, extract_guide
from l10n.frontmatter.keep import find_own_keys, keep_keys
from l10n.guide import Guide
from l10n.links.site import Page
from l10n.project.config import Config
from l10n.project.files import decode
from l10n.project.linking import Linker, is_guide_link
from l10n.project.paths import content_folder
from l10n.project.published import NO_MEMORY, Memory, Record, mark
from l10n.project.publishing import Page as Publication
from l10n.project.tree import Tree, read_guide
from l10n.text import Edit, normalize_newlines, splice


def marks(texts: Iterable[tuple[Identity, str]]) -> frozenset[str]:
    """Return the marks of translations."""
    return frozenset(mark(identity, msgstr) for identity, msgstr in texts)


def marks_of(extraction: Extraction, translations: Mapping[Identity, str]) -> frozenset[str]:
    """Return the marks of the translations that a guide's page is made of."""
    used = dict.fromkeys(extraction.identities)
    return marks((each, translations[each]) for each in used if translations.get(each))


def memory_of(record: Record, identity: tuple[str, str]) -> Memory:
    """Return what is remembered of a page, by language and key."""
    known = record.get(identity)
    return known.memory if known else NO_MEMORY


def own_memory(config: Config, source: Guide, page: Guide) -> Memory:
    """Return what is the own of a page that somebody else wrote: its place and its keys."""
    below = (
        guide.path.removeprefix(content_folder(config, guide.language) + "/")
        for guide in (source, page)
    )
    keys = find_own_keys(source.text, page.text, page.path)
    return Memory(keys=keys, own_path=not config.slugs and len({*below}) > 1)


def with_own_keys(config: Config, tree: Tree, memory: Memory, page: Page, text: str) -> str:
    """Return the merged ``text`` with the front matter keys that stay as the page has them.

    Those are the page's own, as long as its source has none of that name, and the configured
    ones. Raises L10nError when the page cannot be read.
    """
    existing = tree.guides[page.language].get(page.key)
    if existing is None or not (memory.keys or config.keep):
        return text
    old = read_guide(config.root, existing).text
    own = {*memory.keys} & {*find_own_keys(text, old, existing.path)}
    return keep_keys(text, old, {*own, *config.keep}, existing.path)


def remember_frame(linker: Linker, page: Publication) -> Publication:
    """Let the record remember what of a page is no text, so that an edit of that is seen."""
    if page.data is None:
        return page
    text, _ = decode(page.data, page.path)
    guide = Guide(page.path, page.language, page.key, text)
    frame = frame_of(linker, guide, extract_guide(guide, linker.config.fields))
    return replace(page, memory=replace(page.memory, frame=frame))


def frame_of(linker: Linker, guide: Guide, extraction: Extraction) -> str:
    """Return the mark of all that a localized page holds besides its translatable texts.

    A segment that is nothing but a link to a guide belongs to the frame: nobody translates it.
    """
    page = Page(guide.key, guide.language, guide.path)
    edits = [
        Edit(segment.span, "\0")
        for segment in extraction.segments
        if not is_guide_link(linker, page, segment)
    ]
    frame = normalize_newlines(splice(guide.text, edits))
    return hashlib.sha256(frame.encode("utf-8", "surrogatepass")).hexdigest()[:12]
