"""The record of what merging published: how a page edited by hand is told from our own.

The file is sorted, one line a page, so that two branches merge by keeping the lines of both.
A kill at any moment must not make our page look edited: before pages are written the record
announces their new digests beside the old ones, afterwards it settles on the new ones.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from l10n.errors import L10nError
from l10n.project.config import Config
from l10n.project.files import is_there, read_text
from l10n.project.keys import key_fault, path_key_fault
from l10n.project.paths import catalogs_folder
from l10n.text import normalize_newlines

_NAME: Final = "published.txt"

_HEADER: Final = "# l10n: pages published by merge: language, key, path, digests. Do not edit."
_DIGEST: Final = re.compile(r"[0-9a-f]{32}")
_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_FEWEST_FIELDS: Final = 4


@dataclass(frozen=True, slots=True)
class Published:
    """One localized page as merging wrote it."""

    path: str
    """Relative to the site's root, with forward slashes."""
    digests: tuple[str, ...]
    """Never empty, sorted; more than one while pages are being written, or after a git merge."""


Record: TypeAlias = Mapping[tuple[str, str], Published]
"""What was published, by language and key."""


def record_path(config: Config) -> str:
    """Return where the record is, beside the catalogs, relative to the root."""
    folder = catalogs_folder(config)
    return f"{folder}/{_NAME}" if folder else _NAME


def digest(page: bytes) -> str:
    """Return the digest of a page: 32 hexadecimal digits.

    CRLF counts as LF, because git may check a page out with either.
    """
    return hashlib.sha256(page.replace(b"\r\n", b"\n")).hexdigest()[:32]


def read_record(root: Path, relative: str) -> Record:
    """Read the record; a missing file is an empty one.

    Raises L10nError with the line of the first damage; nothing is guessed.
    """
    path = root / relative
    if not is_there(path, relative):
        return {}
    text, _ = read_text(path, relative)
    return parse_record(text, relative)


def parse_record(text: str, shown: str) -> Record:
    """Return the record that ``text`` holds; lines of one page are taken together."""
    record: dict[tuple[str, str], Published] = {}
    for number, line in enumerate(normalize_newlines(text).split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        identity, page = _parse_line(line, shown, number)
        known = record.get(identity)
        if known and known.path != page.path:
            message = f"{identity[1]} is recorded at {known.path} too: delete the wrong line"
            raise L10nError(message, path=shown, line=number)
        record[identity] = _with_digests(page, known.digests if known else ())
    return record


def render_record(record: Record) -> str:
    """Return the file's text; an empty record gives the header line alone."""
    lines = [
        "\t".join((language, key, page.path, *page.digests))
        for (language, key), page in sorted(record.items(), key=lambda item: item[0])
    ]
    return "\n".join([_HEADER, *lines, ""])


def announce(record: Record, changes: Record) -> Record:
    """Return the record to write before ``changes`` are published: old and new digests."""
    return dict(record) | {
        identity: _with_digests(page, _digests_at(record, identity, page.path))
        for identity, page in changes.items()
    }


def _with_digests(page: Published, more: tuple[str, ...]) -> Published:
    return Published(page.path, tuple(sorted({*page.digests, *more})))


def _digests_at(record: Record, identity: tuple[str, str], path: str) -> tuple[str, ...]:
    known = record.get(identity)
    return known.digests if known and known.path == path else ()


def _parse_line(line: str, shown: str, number: int) -> tuple[tuple[str, str], Published]:
    if line.startswith(_CONFLICT):
        message = "a merge conflict: delete the marker lines and keep the pages of both sides"
        raise L10nError(message, path=shown, line=number)
    fields = line.split("\t")
    if len(fields) < _FEWEST_FIELDS or not _plausible(*fields):
        message = "this line is damaged: take it from the last commit, or delete it"
        raise L10nError(message, path=shown, line=number)
    language, key, path, *digests = fields
    return (language, key), Published(path, tuple(sorted(set(digests))))


def _plausible(language: str, key: str, path: str, *digests: str) -> bool:
    outside = path.startswith(("/", "\\")) or not {"", ".", ".."}.isdisjoint(path.split("/"))
    names = key_fault(language) is None and path_key_fault(key) is None
    return names and not outside and all(_DIGEST.fullmatch(digest) for digest in digests)
