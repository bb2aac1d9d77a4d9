"""One language's memory on a site, and whether looking for similar texts is worth it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config
from l10n.project.files import is_there, read_bytes
from l10n.project.lock import PRIVATE_FOLDER
from l10n.project.outcome import Write


def read_others(
    config: Config, language: str, stored: Iterable[str], read: Collection[str]
) -> dict[str, Catalog]:
    """Return the stored catalogs that a run does not work on, by key.

    A damaged one is left out; it is reported by the run that works on it.
    """
    others: dict[str, Catalog] = {}
    for key in stored:
        if key in read:
            continue
        try:
            catalog = read_catalog(config, language, key)
        except L10nError:
            continue
        if catalog:
            others[key] = catalog
    return others


def is_searched(config: Config, language: str, stamp: str) -> bool:
    """Tell whether a run of this clone has looked for everything that ``stamp`` stands for."""
    relative = _stamp_path(language)
    try:
        path = config.root / relative
        return is_there(path, relative) and read_bytes(path, relative) == _line(stamp)
    except L10nError:  # looking again does no harm
        return False


def note_searched(language: str, stamp: str, write: Write) -> None:
    """Remember that everything was looked for; whoever deletes the file loses time only."""
    write(_stamp_path(language), _line(stamp), durable=False)


def _line(stamp: str) -> bytes:
    return f"{stamp}\n".encode()


def _stamp_path(language: str) -> str:
    return f"{PRIVATE_FOLDER}/searched/{language}"
