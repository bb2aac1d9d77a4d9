"""The record of what merging published: it shows which pages were edited by hand.

The file is sorted, one line a page, so that two branches merge by keeping the lines of both. A line
also holds what cannot be seen from the page: which translations it was made of, so that an edit of
the page differs from one of the catalog, and what of it is its own. A kill at any moment must not
make our page look edited: before pages are written the record announces their new digests beside
the old ones, afterwards it settles on the new ones.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from posixpath import join
from sys import intern
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote, unquote

from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.disk.files import is_there, read_text
from l10n.disk.names import inner_path, key_fault, path_key_fault
from l10n.errors import L10nError
from l10n.fit.marks import MARK as OWN_MARK
from l10n.later import later
from l10n.site.paths import catalogs_folder, folders_beside
from l10n.text import normalize_newlines

_NAME: Final = "published.txt"

_MARK: Final = 4
"""Characters of a mark: 24 bits, enough to distinguish a page's few texts from any other."""

HEADER: Final = "# l10n: pages published by merge: language, key, path, digests. Do not edit."
_LINE: Final = later(
    r"([^\t]+)\t([^\t]+)\t([^\t]+)((?:\t[0-9a-f]{32})*)"
    r"(\town-path)?(?:\tkeys:([^\t,]+(?:,[^\t,]+)*))?(?:\tframe:([0-9a-f]{12}))?(?:\ttexts:([A-Za-z0-9_-]+))?"
    r"(?:\town:([A-Za-z0-9_-]+))?"
)
_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NOWHERE: Final = frozenset({"", ".", ".."})

_Line: TypeAlias = tuple[Any, ...]
"""The groups of ``_LINE``."""


class Memory(NamedTuple):
    """What a page's bytes do not show."""

    told: str = ""
    """The marks of the translations that page and catalog once had in common, see ``tell``."""
    frame: str = ""
    """The mark of all that is not translatable text; empty when it is not known."""
    keys: tuple[str, ...] = ()
    """Front matter keys that are the page's own and stay, sorted."""
    own_path: bool = False
    """Whether the page stays where it is, though its source is called otherwise."""
    own: str = ""
    """The marks of what the page has its own way, see ``fit``; empty if it is all ours."""

    @property
    def texts(self) -> frozenset[str]:
        """Return those marks; most runs need those of few pages."""
        return frozenset(self.told[at : at + _MARK] for at in range(0, len(self.told), _MARK))

    @property
    def own_marks(self) -> frozenset[str]:
        """Return the marks of what the page has its own way."""
        return frozenset(self.own[at : at + OWN_MARK] for at in range(0, len(self.own), OWN_MARK))


NO_MEMORY: Final = Memory()


class Published(NamedTuple):
    """One localized page as merging wrote it."""

    path: str
    """Relative to the site's root, with forward slashes."""
    digests: tuple[str, ...]
    """Sorted; more than one while pages are being written, or after a git merge. Empty for a page
    that merging did not write, of which only some texts were taken in."""
    memory: Memory = NO_MEMORY


Record: TypeAlias = Mapping[tuple[str, str], Published]
"""What was published, by language and key."""


def record_path(config: Config) -> str:
    """Return where the record is, beside the catalogs, relative to the root."""
    return config.record or join(catalogs_folder(config), _NAME)


def own_record_path(config: Config, language: str) -> str:
    """Return where a language that is none of the site's has a record of its own.

    That is in the folder of its catalogs, to be removed with it, or else has its name.
    """
    folder = catalogs_folder(config)
    inner = config.catalogs.partition("{key}")[0].rpartition("/")[0].replace("{lang}", language)
    return join(folder, f"{language}-{_NAME}") if inner == folder else join(inner, _NAME)


def read_record(config: Config) -> Record:
    """Read the site's record; a missing file is an empty one.

    Raises L10nError with the line of the first damage; nothing is guessed.
    """
    relative = record_path(config)
    path = config.root / relative
    if not is_there(path, relative):
        return {}
    text, _ = read_text(path, relative)
    return parse_record(text, relative, folders_beside(config))


def parse_record(text: str, shown: str, beside: tuple[str, ...] = ("../",)) -> Record:
    """Return the record that ``text`` holds; lines of one page are taken together.

    ``beside`` is what paths may begin with that lead out of the site.
    """
    record: dict[tuple[str, str], Published] = {}
    fit: set[str] = set()
    for number, line in enumerate(normalize_newlines(text).split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        read = found.groups() if found else ()
        if not read or not _is_plausible(fit, read, beside):
            raise _damage(line, shown, number)
        # Many pages are of one language, and many of one guide: each name is held once.
        identity, page = (intern(read[0]), intern(read[1])), _read_page(read)
        known = record.get(identity)
        if known and known.path != page.path:
            message = f"{identity[1]} is recorded at {known.path} too: delete the wrong line"
            raise L10nError(message, path=shown, line=number)
        record[identity] = _joined(page, known) if known else page
    return record


def render_line(identity: tuple[str, str], page: Published) -> str:
    """Return a page's line."""
    memory = page.memory
    parts = [*identity, page.path, *page.digests]
    if memory.own_path:
        parts.append("own-path")
    if memory.keys:
        parts.append("keys:" + ",".join(quote(key, safe=" ") for key in memory.keys))
    if memory.frame:
        parts.append(f"frame:{memory.frame}")
    if memory.told:
        parts.append(f"texts:{memory.told}")
    if memory.own:
        parts.append(f"own:{memory.own}")
    return "\t".join(parts)


def with_digests(page: Published, more: tuple[str, ...]) -> Published:
    """Return a page that may have these digests, too."""
    return page._replace(digests=tuple(sorted({*page.digests, *more})))


def tell(marks: Iterable[str]) -> str:
    """Return marks as the record has them: sorted, one after the other."""
    return "".join(sorted(marks))


def mark(identity: Identity, msgstr: str) -> str:
    """Return the mark of a text that was translated so."""
    context, msgid = identity
    parts = ("" if context is None else f"{context}\4", msgid, "\0", msgstr)
    data = "".join(parts).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(hashlib.sha256(data).digest()[:3]).decode()


def _joined(page: Published, other: Published) -> Published:
    """Return what two branches have recorded of one page."""
    one, two = page.memory, other.memory
    memory = Memory(
        told=tell(one.texts | two.texts),
        frame=one.frame if one.frame == two.frame else "",
        keys=tuple(sorted({*one.keys, *two.keys})),
        own_path=one.own_path or two.own_path,
        own=tell(one.own_marks | two.own_marks),
    )
    return with_digests(page, other.digests)._replace(memory=memory)


def _is_plausible(fit: set[str], line: _Line, beside: tuple[str, ...]) -> bool:
    """Return whether a line may be ours; ``fit`` are languages and keys that were looked at."""
    language, key, path, *rest = line
    if language not in fit and key_fault(language) is None:
        fit.add(language)
    if key not in fit and path_key_fault(key) is None:
        fit.add(key)
    inner = inner_path(path) if path.startswith(beside) else path
    outside = path.startswith(("/", "\\")) or not _NOWHERE.isdisjoint(inner.split("/"))
    told, own = line[-2:]
    return (
        language in fit
        and key in fit
        and not outside
        and any(rest)
        and not (told and len(told) % _MARK)
        and not (own and len(own) % OWN_MARK)
    )


def _read_page(line: _Line) -> Published:
    _, _, read, found, *remembered = line
    path = intern(read)
    digests = (found[1:],) if found.count("\t") == 1 else tuple(sorted({*found.split()}))
    if not any(remembered):  # as of nearly all pages
        return Published(path, digests)
    own_path, keys, frame, told, own = remembered
    names = tuple(sorted(map(unquote, keys.split(",")))) if keys else ()
    memory = Memory(told or "", frame or "", names, bool(own_path), own or "")
    return Published(path, digests, memory)


def _damage(line: str, shown: str, number: int) -> L10nError:
    if line.startswith(_CONFLICT):
        message = "a merge conflict: delete the marker lines and keep the pages of both sides"
    else:
        message = "this line is damaged: take it from the last commit, or delete it"
    return L10nError(message, path=shown, line=number)
