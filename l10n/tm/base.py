"""The memory of every language on disk, brought up to date by what has changed.

It may be deleted at any time: that changes how long the next run takes, and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from l10n.disk.files import PRIVATE_FOLDER
from l10n.errors import L10nError
from l10n.memory import Memory
from l10n.tm.refresh import Read, read_version, refresh
from l10n.tm.store import Store, open_store, remove_store
from l10n.tm.views import view_memory

_NAME: Final = "memory.sqlite"


class MemoryBase:
    """The memories of all languages; views of them may be handed to other processes."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        """Open what is stored under ``root``; what was opened is closed with the ``stack``."""
        self._stack = stack
        self._spare: Store | None = None
        self._homes: dict[str, Store] = {}
        """Where the languages are that could not be stored where the others are."""
        try:
            self._store = self._open(root / PRIVATE_FOLDER)
        except (OSError, sqlite3.Error):
            self._store = self._open_spare()

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
        that had none. Other processes see all of it, or nothing. Raises L10nError when it can be
        stored nowhere.
        """
        try:
            return refresh(self._home(language), language, digests, read, keys)
        except sqlite3.Error as error:
            self._give_up(error)
        self._homes[language] = self._open_spare()
        try:
            return refresh(self._home(language), language, digests, read, keys)
        except sqlite3.Error as error:
            message = f"no room for the memory ({error}): free some space and run again"
            raise L10nError(message, path=self._home(language).shown) from error

    def version(self, language: str) -> str:
        """Return what stays the same until a refresh of this language gains an offer.

        Who was told that there is none for a text need not ask again before. Empty when nothing
        was ever stored.
        """
        return read_version(self._home(language), language)

    def memory(self, language: str) -> Memory:
        """Return what the catalogs of the last refresh know; nothing is looked up until asked.

        It may be pickled, and used in a forked process; after another refresh of the language,
        ask for it anew. Looking something up raises L10nError when the file is damaged, or gone.
        """
        return view_memory(self._home(language), language)

    def _home(self, language: str) -> Store:
        return self._homes.get(language, self._store)

    def _open(self, folder: Path) -> Store:
        store = open_store(folder / _NAME)
        self._stack.callback(store.close)
        return store

    def _open_spare(self) -> Store:
        """Return a store that is gone when this run ends."""
        if self._spare is None:
            folder = TemporaryDirectory(prefix="l10n-", ignore_cleanup_errors=True)
            self._spare = self._open(Path(self._stack.enter_context(folder)))
        return self._spare

    def _give_up(self, error: sqlite3.Error) -> None:
        """Have a damaged file removed when nobody needs it any more."""
        if not isinstance(error, sqlite3.OperationalError):
            self._stack.callback(_remove, self._store)


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
