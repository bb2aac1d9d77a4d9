"""What the catalogs of many guides have of each guide, and where."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry, Slip
from l10n.config.settings import GROUPED, Config
from l10n.disk.digests import digest_of
from l10n.disk.files import is_there, read_bytes
from l10n.disk.jobs import Jobs, default_jobs
from l10n.disk.look import Seen
from l10n.disk.names import path_key_fault
from l10n.disk.walk import walk
from l10n.errors import L10nError
from l10n.po import render_catalog
from l10n.po.grouped import parts_of
from l10n.po.mend import with_slips
from l10n.po.reader import parse_blocks
from l10n.site.catalogs import read_catalog
from l10n.site.grouped.owners import better
from l10n.site.paths import SECTION, catalog_path, is_group, path_key
from l10n.site.sitefiles import SiteFiles
from l10n.trees import LANG

FOLDER: Final = GROUPED.partition("{")[0]
"""The folder of the private catalogs."""
GROUP: Final = "group"
"""The kind of the facts about the files of a language: what was spread of them."""
_LARGE: Final = 8_000_000
"""Files of so many bytes are worth a process."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What was spread over private catalogs, to be gathered again."""

    config: Config
    sources: Mapping[str, str]
    """The keys of the source guides, by path."""
    guides: str = ""
    """Stands for these."""
    looks: dict[str, Seen] = field(default_factory=dict)
    """How the private catalogs look that agree with the files."""
    strayed: set[str] = field(default_factory=set)
    """Those of guides that another file than theirs has texts of, as after a merge of branches."""
    keys: dict[str, str] = field(default_factory=dict)
    """What was found out of the keys of paths."""

    def key(self, path: str) -> str:
        """Return the key of the guide that a catalog names; empty where it can have none."""
        if path not in self.keys:
            key = self.sources.get(path) or path_key(self.config, path)
            self.keys[path] = "" if path_key_fault(key) else key
        return self.keys[path]

    def source(self, key: str, catalog: Catalog | None) -> str:
        """Return the path of the guide that a private catalog names; empty for one without."""
        names = {
            name
            for each in (catalog.entries if catalog else ())
            if not each.obsolete
            for name in each.references
            if self.key(name) == key
        }
        return min([name for name in names if name in self.sources] or names, default="")


class Group(NamedTuple):
    """A file of many guides, as it was read; empty where there is none yet."""

    data: bytes
    catalog: Catalog
    sizes: array[int]
    """How many bytes each entry has, as ``parse_blocks`` says it."""


class Share(NamedTuple):
    """What the files of a language have of one guide."""

    header: Entry
    entries: tuple[Entry, ...]
    slips: tuple[Slip, ...] = ()
    """What was mended in these entries."""

    @property
    def data(self) -> bytes:
        """Return the guide's private catalog."""
        entries = with_slips(self.entries, self.slips) if self.slips else self.entries
        return render_catalog(Catalog(self.header, entries)).encode()


def read_group(config: Config, path: str) -> Group:
    """Read a file of many guides; raises L10nError for a damaged one."""
    if not is_there(config.root / path, path):
        return Group(b"", Catalog(Entry("")), array("I"))
    data = read_bytes(config.root / path, path)
    return Group(data, *parse_blocks(data, path))


def try_group(config: Config, path: str) -> Group | L10nError:
    """Read a file of many guides, or return why that is impossible."""
    try:
        return read_group(config, path)
    except L10nError as error:
        return error


def read_own(config: Config, language: str, key: str) -> Catalog | None:
    """Return a private catalog, None for one that is missing, damaged, or stands for damage."""
    with suppress(L10nError):
        return read_catalog(config, language, key)
    return None


def read_data(config: Config, language: str, key: str) -> bytes:
    """Return the bytes of a private catalog, none for one that is missing or cannot be read."""
    path = catalog_path(config, language, key)
    with suppress(L10nError):
        return read_bytes(f"{config.root}/{path}", path)
    return b""


def groups_of(files: SiteFiles, language: str) -> list[str]:
    """Return the files that hold the catalogs of a language, sorted."""
    pattern = files.config.grouped.replace(LANG, language)
    start, has_sections, _ = pattern.partition(SECTION)
    if not has_sections:
        return [pattern] if pattern in files.index.files else []
    found = (path for path in files.index.files if path.startswith(start))
    return sorted(path for path in found if is_group(files.config, language, path))


def processes(jobs: Jobs, size: int) -> int:
    """Return how many processes, all of them here, work on files that have so many bytes."""
    here = jobs if isinstance(jobs, int) else default_jobs()
    return here if size > _LARGE else 1


def group_fact(files: SiteFiles, found: Spread, language: str) -> str:
    """Return what stands for the files of a language, and for which guides may be in them.

    A guide that is new is refused as the others are where its file cannot be read.
    """
    known = [(path, files.index.files[path].digest) for path in groups_of(files, language)]
    return digest_of(repr((found.guides, known)).encode("utf-8", "surrogatepass"))


def shares_of(
    found: Spread, catalogs: Iterable[Catalog], names: Collection[str] | None = None
) -> dict[str, Share]:
    """Return what the catalogs of a language have of each guide, by its key.

    Of all guides, or of those with these ``names``. A guide that is gone has nothing while all its
    texts are those of others, too.
    """
    shares: dict[str, Share] = {}
    keys = {*found.sources.values()}
    for catalog in catalogs:
        left = _left(found, catalog)
        for path, entries in sorted(parts_of(catalog, names).items(), key=lambda each: each[0]):
            key = found.key(path)
            if key in keys or (key and path in left):
                share = Share(catalog.header, entries, _slips_of(catalog, entries))
                shares[key] = _joined(shares[key], share) if key in shares else share
    return shares


def _left(found: Spread, catalog: Catalog) -> set[str]:
    """Return the names that texts have which no guide has that is there."""
    live = (each.references for each in catalog.entries if not each.obsolete)
    return {name for names in live if found.sources.keys().isdisjoint(names) for name in names}


def _slips_of(catalog: Catalog, entries: Iterable[Entry]) -> tuple[Slip, ...]:
    if not catalog.slips:
        return ()
    names = {each.identity for each in entries}
    return tuple(each for each in catalog.slips if each.identity in names)


def _joined(before: Share, other: Share) -> Share:
    """Return what two names have of one guide; what both of them have says so."""
    known = {each.identity: each for each in before.entries}
    slips = (each for each in other.slips if each.identity not in known)
    both = Share(before.header, (), (*before.slips, *slips))
    for each in other.entries:
        old = known.get(each.identity, each)
        old = old if old.said == each.said else better(old, each)
        names = {*old.references, *each.references}
        known[each.identity] = old._replace(references=tuple(sorted(names)))
    return both._replace(entries=tuple(known.values()))


def looks_now(config: Config) -> dict[str, Seen]:
    """Return how the private catalogs look now."""
    now = walk(config.root, [FOLDER.rstrip("/")]).files
    return {path: seen for path, seen in now.items() if path.endswith(".po")}


def whose(path: str) -> tuple[str, str]:
    """Return the language and the key of the private catalog at ``path``."""
    language, _, key = path.removeprefix(FOLDER).removesuffix(".po").partition("/")
    return language, key
