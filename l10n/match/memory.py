"""Translation memory: what one language's catalogs offer a segment without a translation.

The same text's translation is taken over, a similar text's is proposed as fuzzy. Each offer says
where it comes from in a translator comment, which editors keep; an entry that has such a comment
and no translation was emptied on purpose, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from l10n.catalog import Catalog, Entry, Identity
from l10n.match.nearest import Index, find_nearest
from l10n.match.similar import trivial_key

MARK: Final = "memory: "
"""How every comment of ours begins."""

METHOD: Final = "1"
"""To be counted up when other texts are found similar."""
_DESTINATION: Final = re.compile(r"\]\(<?([^\s()<>]*)")
_UNSPEAKABLE: Final = re.compile(r"[\x00-\x1f\\\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class KnownTranslation:
    """A translation of a text, and where it is from."""

    msgstr: str
    people: int
    """How many entries have it that the memory has not filled."""
    entries: int
    key: str
    """One of the guides that have it."""


class TranslatedText(NamedTuple):
    """What one entry of a catalog adds to the memory."""

    identity: Identity
    """A text that is not sure has its ``normal_form`` here."""
    msgstr: str
    by_people: bool
    """Whether the memory has not filled it."""
    sure: bool
    """Whether it is not fuzzy: what is, is of the text before it changed."""


class TranslationMemory(Index, Protocol):
    """What the catalogs of one language hold; the index is of the sure texts without context."""

    def translations(self, identity: Identity, *, sure: bool) -> Sequence[KnownTranslation]:
        """Return the translations of a text as in ``TranslatedText``, in the order of ``rank``."""

    def variants(self, form: str) -> Sequence[Identity]:
        """Return the sure texts with this ``normal_form``, in any context and order."""


def find_translated(catalog: Catalog) -> Iterator[TranslatedText]:
    """Yield what a catalog adds, obsolete entries as well; an identity may come twice."""
    for entry in catalog.entries:
        if not _has_translation(entry):
            continue
        by_people = not has_mark(entry)
        if entry.fuzzy:
            context, text = _translated_text(entry)
            identity = (context, normal_form(text))
            yield TranslatedText(identity, entry.msgstr, by_people, sure=False)
        else:
            yield TranslatedText(entry.identity, entry.msgstr, by_people, sure=True)


def digest_wishes(catalog: Catalog) -> str:
    """Return what stands for the texts that a memory may fill; nothing when there are none.

    When all of them were looked up, looking again in the same memory finds nothing new.
    """
    live = (each for each in catalog.entries if not each.obsolete)
    wanted = sorted({_shown_identity(each) for each in live if wants_translation(each)})
    if not wanted:
        return ""
    text = "\0".join((METHOD, *wanted))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def has_mark(entry: Entry) -> bool:
    """Return whether the memory has filled this entry once."""
    return any(line.startswith(MARK) for line in entry.comments)


def wants_translation(entry: Entry) -> bool:
    """Return whether the memory may fill this entry: an empty one that was not emptied on
    purpose."""
    empty = not entry.msgstr and entry.msgid_plural is None
    return empty and entry.previous_msgid is None and not (entry.comments and has_mark(entry))


def recall_same(memory: TranslationMemory, entry: Entry) -> Entry | None:
    """Return ``entry`` with the translation of the same text, None when there is none.

    It is fuzzy when there are several, or when it has link targets of its own.
    """
    known = memory.translations(entry.identity, sure=True)
    if not known:
        return None
    if len(known) > 1:
        return _fill(entry, known, "translations of the same text", fuzzy=True)
    if _targets(entry.msgid) != _targets(known[0].msgstr):
        return _fill(entry, known, "the same text, whose links lead elsewhere", fuzzy=True)
    return _fill(entry, known, "the same text", fuzzy=False)


def recall_near(memory: TranslationMemory, entry: Entry) -> Entry | None:
    """Return ``entry`` with a translation that is worth a look, as fuzzy; None without one.

    What differs trivially comes first, then what is as doubtful elsewhere, then a similar text.
    """
    form = normal_form(entry.msgid)
    if variants := memory.variants(form):
        best = min(variants, key=lambda each: _distance(each, entry))
        same = best[1] == entry.msgid
        what = "the same text in another context" if same else "a similar text"
        return _propose(memory, entry, what, best)
    if known := memory.translations((entry.msgctxt, form), sure=False):
        return _fill(entry, known, "the same text, to be looked at there too", fuzzy=True)
    # In a context, like words may mean something else.
    near = None if entry.msgctxt else find_nearest(memory, entry.msgid)
    return None if near is None else _propose(memory, entry, "a similar text", (None, near))


def normal_form(text: str) -> str:
    """Return what a text shares with those that differ from it trivially."""
    return trivial_key(text) or text


def _has_translation(entry: Entry) -> bool:
    return bool(entry.msgstr.strip()) and entry.msgid_plural is None


def _shown_identity(entry: Entry) -> str:
    return entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\4{entry.msgid}"


def _translated_text(entry: Entry) -> Identity:
    """Return what a fuzzy entry's translation is one of."""
    if entry.previous_msgid is None:
        return entry.identity
    return (entry.previous_msgctxt, entry.previous_msgid)


def rank(known: Iterable[KnownTranslation]) -> tuple[KnownTranslation, ...]:
    """Return translations of one text, the one that most people chose first."""
    return tuple(sorted(known, key=lambda each: (-each.people, -each.entries, each.msgstr)))


def _distance(identity: Identity, entry: Entry) -> tuple[bool, bool, bool, str, str]:
    """Return what is smallest for the variant of a text that is proposed for it."""
    context, msgid = identity
    return (
        msgid != entry.msgid,
        context != entry.msgctxt,
        context is not None,
        context or "",
        msgid,
    )


def _targets(text: str) -> list[str]:
    return sorted(_DESTINATION.findall(text))


def _propose(memory: TranslationMemory, entry: Entry, what: str, previous: Identity) -> Entry:
    known = memory.translations(previous, sure=True)
    return _fill(entry, known, what, fuzzy=True, previous=previous)


def _fill(
    entry: Entry,
    known: Sequence[KnownTranslation],
    what: str,
    *,
    fuzzy: bool,
    previous: Identity | None = None,
) -> Entry:
    """Return ``entry`` with the first translation, and with all of them in its comments."""
    comments = [f"{MARK}{what}, in {known[0].key}"]
    if len(known) > 1:
        comments += [f"{MARK}{each.entries} x {_shown(each.msgstr)}" for each in known]
    filled = entry._replace(msgstr=known[0].msgstr, comments=(*entry.comments, *comments))
    if not fuzzy:
        return filled
    flags = ("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy"))
    context, msgid = previous or (None, None)
    return filled._replace(flags=flags, previous_msgctxt=context, previous_msgid=msgid)


def _shown(msgstr: str) -> str:
    """Return a translation on one line, with nothing in it that a comment cannot hold."""
    return _UNSPEAKABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), msgstr)
