"""The memory of every language on disk: brought up to date by what has changed, and looked up.

It may be deleted at any time: the next run takes longer, and nothing else changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from l10n.catalog import Identity
from l10n.disk.files import PRIVATE_FOLDER
from l10n.disk.private import private_fault
from l10n.errors import L10nError
from l10n.match.memory import KnownTranslation, TranslationMemory, rank
from l10n.match.nearest import alike_lengths, least_shared, rarest
from l10n.tm.refresh import Read, refresh
from l10n.tm.store import Store, open_store, remove_store

_NAME: Final = "memory.sqlite"

_HELD: Final = 5_000
"""How many lookups are held in memory."""

_VERSION: Final = "select stamp from stamps where language = ? and key is null"
# "Cross join" reads the tables in the order they are written in, which is the fast one.
_IS_ANY: Final = """
select exists (
    select 1 from stamps cross join said on catalog = stamps.id where stamps.language = ?
)
"""
_TRANSLATIONS: Final = """
select msgstr, sum(by_people), count(*), min(key)
from texts
cross join said on text = texts.id and said.language = ? and sure = ?
cross join stamps on stamps.id = catalog
where context is ? and msgid = ?
group by msgstr
"""
_VARIANTS: Final = """
select context, msgid from texts where form = ? and exists (
    select 1 from said where text = texts.id and language = ? and sure = 1
)
"""
_NUMBERS: Final = "select word, number from words where word in (select value from json_each(?))"
_CANDIDATES: Final = """
select msgid, spelled from texts
where id in (
    select text from rarest
    where word in (select value from json_each(:words)) and length between :fewest and :most
    group by text, length
    having count(*) >= unicode(substr(:shared, length - :fewest + 1, 1))
)
and exists (select 1 from said where text = texts.id and language = :language and sure = 1)
"""


class MemoryBase:
    """The memories of all languages."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        """Open what is stored under ``root``; the ``stack`` closes it."""
        self._stack = stack
        self._temporary: Store | None = None
        self._stores: dict[str, Store] = {}
        """Of the languages that could not be stored where the others are."""
        self._store = self._open_lasting(root) or self._open_temporary()

    def refresh(
        self,
        language: str,
        digests: Mapping[str, str],
        read: Read,
        keys: Collection[str] | None = None,
    ) -> bool:
        """Bring a language up to the catalogs with these keys and digests of their content.

        Only those whose digest has changed are ``read``, and those that are not there any more
        are forgotten; with ``keys``, no other is looked at. Returns whether an offer was gained
        since the last refresh: a text that had no translation, in its context, or a doubtful one
        that had none, or one on whose translation the catalogs only agree now. Other processes see
        all of it, or nothing. Raises L10nError when it can be stored nowhere.
        """
        bring_up = partial(refresh, language=language, digests=digests, read=read, keys=keys)
        try:
            return bring_up(self._store_of(language).connection)
        except sqlite3.Error as error:
            if not isinstance(error, sqlite3.OperationalError):  # damaged
                self._stack.callback(_remove, self._store)  # others may still use it
        store = self._stores[language] = self._open_temporary()
        try:
            return bring_up(store.connection)
        except sqlite3.Error as error:
            message = f"no room for the memory ({error}): free some space and run again"
            raise L10nError(message, path=store.shown) from error

    def version(self, language: str) -> str:
        """Return what stays the same until a refresh of this language gains an offer.

        A text that had no offer at one version has none as long as it is the same. Empty when
        nothing was ever stored.
        """
        rows = self._store_of(language).rows(_VERSION, (language,))
        return str(rows[0][0]) if rows else ""

    def memory(self, language: str) -> TranslationMemory | None:
        """Return the memory of the catalogs at the last refresh; None when they hold nothing.

        It may be pickled, and used in a forked process; after another refresh of the language, get
        it anew. Looking something up raises L10nError when the file is damaged, or gone.
        """
        store = self._store_of(language)
        found = store.rows(_IS_ANY, (language,))[0][0]
        return _StoredMemory(store, language) if found else None

    def _store_of(self, language: str) -> Store:
        return self._stores.get(language, self._store)

    def _open(self, folder: Path) -> Store:
        store = open_store(folder / _NAME)
        self._stack.callback(store.close)
        return store

    def _open_lasting(self, root: Path) -> Store | None:
        """Return the store of the site; None when none can be written there."""
        if private_fault(root):
            return None
        try:
            return self._open(root / PRIVATE_FOLDER)
        except (OSError, sqlite3.Error):
            return None

    def _open_temporary(self) -> Store:
        """Return a store that is gone when this run ends."""
        if self._temporary is None:
            folder = TemporaryDirectory(prefix="l10n-", ignore_cleanup_errors=True)
            self._temporary = self._open(Path(self._stack.enter_context(folder)))
        return self._temporary


@contextmanager
def open_memory_base(root: Path) -> Iterator[MemoryBase]:
    """Open the memory of the site at ``root``.

    A damaged file, or one of another version, is made anew; where none can be written, what is
    stored is gone with this run.
    """
    with ExitStack() as stack:
        yield MemoryBase(root, stack)


def _remove(store: Store) -> None:
    with suppress(OSError):
        remove_store(store.path)


@dataclass(frozen=True, slots=True, eq=False)
class _StoredMemory:
    """One language's memory, looked up in the file when it is needed."""

    store: Store
    language: str
    held: dict[tuple[Identity, bool], tuple[KnownTranslation, ...]] = field(default_factory=dict)
    """What was looked up: a text that all guides share has many rows to count, and each guide needs
    it."""

    def translations(self, identity: Identity, *, sure: bool) -> tuple[KnownTranslation, ...]:
        known = self.held.get((identity, sure))
        if known is None:
            rows = self.store.rows(_TRANSLATIONS, (self.language, sure, *identity))
            known = rank(KnownTranslation(*row) for row in rows)
            if len(self.held) == _HELD:
                self.held.clear()
            self.held[identity, sure] = known
        return known

    def variants(self, form: str) -> Sequence[Identity]:
        return self.store.rows(_VARIANTS, (form, self.language))

    def numbers(self, words: Sequence[str]) -> Mapping[str, int]:
        return dict(self.store.rows(_NUMBERS, (json.dumps(words),)))

    def candidates(self, numbers: Sequence[int]) -> Sequence[tuple[str, str]]:
        fewest, most = alike_lengths(len(numbers))
        values = {
            "words": json.dumps([*rarest(numbers)]),
            "fewest": fewest,
            "most": most,
            "shared": "".join(map(chr, least_shared(numbers))),
            "language": self.language,
        }
        return self.store.rows(_CANDIDATES, values)
