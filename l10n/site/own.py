"""What the record has of a page besides its digest: what it was made of, and what is its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.extract import Extraction
from l10n.frontmatter.keep import find_own_keys, keep_keys
from l10n.guide import Guide
from l10n.links.site import Page
from l10n.site.paths import content_folder
from l10n.site.record import NO_MEMORY, Memory, Record, mark
from l10n.site.tree import Tree, read_guide


def marks(texts: Iterable[tuple[Identity, str]]) -> frozenset[str]:
    """Return the marks of translations."""
    return frozenset(mark(identity, msgstr) for identity, msgstr in texts)


def marks_of(extraction: Extraction, translations: Mapping[Identity, str]) -> frozenset[str]:
    """Return the marks of the translations that a guide's page is made of."""
    used = dict.fromkeys(extraction.identities)
    return marks((each, translations[each]) for each in used if translations.get(each))


def memory_of(record: Record, identity: tuple[str, str]) -> Memory:
    """Return what is recorded of a page, by language and key."""
    known = record.get(identity)
    return known.memory if known else NO_MEMORY


def own_memory(config: Config, source: Guide, page: Guide) -> Memory:
    """Return what a page that merging did not write keeps as its own: its place and its keys."""
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
