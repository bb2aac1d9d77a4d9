"""What a catalog holds that concerns other guides than its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any, Final, NamedTuple

from l10n.cache.actions import Made, drop, last_outcome, recall, record
from l10n.catalog import Catalog
from l10n.disk.digests import digest_of
from l10n.disk.jobs import Jobs, map_in_order
from l10n.guide import Localized
from l10n.links.titles import title_facts, translated_titles
from l10n.site.links import Linker
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import SiteFiles

SLUG: Final = "slug"
"""The msgctxt of the entry that names a page."""

FACTS: Final = "catalog"
"""The step that reads this of catalogs."""
_REFUSED: Final = "refused"


class Size(NamedTuple):
    """How many entries a guide has in a catalog."""

    entries: int = 0
    filled: int = 0
    """Those of them that have a text."""
    translated: int = 0
    """Those whose text may be published."""


class CatalogFacts(NamedTuple):
    """What a catalog holds that concerns other guides."""

    digest: str
    """Of all that title links show of it."""
    titles: Mapping[str, str]
    """The translations of its guide's titles."""
    slug: tuple[str, int] | None
    """What its page is to be called, and the line that says so."""
    size: Size = Size()
    emptied: int = 0
    """How many had a text when the last run ended and have none now; until that is told."""

    @property
    def is_complete(self) -> bool:
        """Return whether there are entries, and each may be published."""
        return 0 < self.size.entries == self.size.translated

    @property
    def is_refused(self) -> bool:
        """Return whether the catalog cannot be read."""
        return self.digest == _REFUSED


def read_facts(catalog: Catalog, fields: tuple[str, ...]) -> CatalogFacts:
    """Return what a catalog holds that concerns other guides; ``fields`` are those of titles."""
    filled = [each.has_text for each in catalog.live]
    size = Size(len(filled), sum(filled), sum(each.translated for each in catalog.entries))
    digest = digest_parts(title_facts(catalog, fields))
    if not any(filled):
        return CatalogFacts(digest, {}, None, size)
    slugs = (each for each in catalog.entries if each.msgctxt == SLUG and each.translated)
    slug = next(((each.msgstr, each.line) for each in slugs if each.msgstr.strip()), None)
    return CatalogFacts(digest, translated_titles(catalog, fields), slug, size)


def record_facts(files: SiteFiles, found: Mapping[Localized, CatalogFacts]) -> None:
    """Record this of catalogs that were read or written just now."""
    made = (
        Made(each.name, (catalog_path(files.config, *each),), facts)
        for each, facts in found.items()
    )
    record(files.store, FACTS, made)


def bring_up_facts(
    files: SiteFiles, linker: Linker, jobs: Jobs
) -> Mapping[Localized, CatalogFacts]:
    """Return this of the catalogs of all guides; ``jobs`` read those that have changed."""
    config = files.config
    there = {
        f"{language}/{key}": Localized(language, key)
        for language in config.languages
        for key in linker.sources
        if catalog_path(config, language, key) in files.index.files
    }
    known = recall(files.store, FACTS, _unpack)
    stale: defaultdict[str, list[Localized]] = defaultdict(list)  # by guide, which is worth a batch
    for name, each in there.items():
        if name not in known:
            stale[each.key].append(each)
    read = map_in_order(partial(_facts_of, linker), [*stale.values()], jobs)
    found = zip(chain.from_iterable(stale.values()), chain.from_iterable(read), strict=True)
    new = {each: _since_last(files, each.name, facts) for each, facts in found}
    record_facts(files, new)
    drop(files.store, FACTS, there.keys())
    return {each: known[name] for name, each in there.items() if name in known} | new


def _since_last(files: SiteFiles, name: str, now: CatalogFacts) -> CatalogFacts:
    """Return the facts with what went empty: people and their editors change no other number."""
    last = last_outcome(files.store, FACTS, name)
    if last is None or now.is_refused:
        return now
    before = _unpack(last)
    is_alike = before.size.entries == now.size.entries
    lost = before.size.filled - now.size.filled if is_alike else 0
    return now._replace(emptied=max(before.emptied + lost, 0))


def digest_parts(parts: Iterable[str]) -> str:
    """Return the digest of texts in their order."""
    return digest_of("\1".join(parts).encode("utf-8", "surrogatepass"))


NO_FACTS: Final = CatalogFacts(digest_parts(()), {}, None)
"""What a missing catalog holds; one without any translation holds the same."""


def _facts_of(linker: Linker, catalogs: Iterable[Localized]) -> list[CatalogFacts]:
    fields = linker.config.links.titles
    read = (linker.catalogs(*each) for each in catalogs)
    refused = NO_FACTS._replace(digest=_REFUSED)
    return [read_facts(catalog, fields) if catalog else refused for catalog in read]


def _unpack(packed: Any) -> CatalogFacts:
    digest, titles, slug, size, emptied = packed
    named = (str(slug[0]), int(slug[1])) if slug else None
    return CatalogFacts(str(digest), dict(titles), named, Size(*map(int, size)), int(emptied))
