"""Translation memory: what one language's catalogs offer a segment without a translation.

The same text's translation is taken over, a similar text's is proposed as fuzzy. Each offer says
where it comes from in a translator comment, which editors keep; an entry that has such a comment
and no translation was emptied on purpose, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from l10n.catalog import Catalog, Entry, Identity
from l10n.later import later
from l10n.match.doubts import MARK, SAME, has_mark, is_doubtful, is_outdated
from l10n.match.harmless import follow_references, normal_form
from l10n.match.machine import is_by_machine
from l10n.match.nearest import Index, find_alike, find_nearest

METHOD: Final = "2"
"""To be counted up when other texts are found similar."""
_DESTINATION: Final = re.compile(r"\]\(<?([^\s()<>]*)")
_UNSPEAKABLE: Final = later(r"[\x00-\x1f\\\x7f-\x9f\u2028\u2029]")


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
    """Whether it is a good translation of this text, so neither fuzzy for a doubt nor proposed."""


class TranslationMemory(Index, Protocol):
    """What the catalogs of one language hold; the index is of the sure texts without context."""

    def translations(self, identity: Identity, *, sure: bool) -> Sequence[KnownTranslation]:
        """Return the translations of a text as in ``TranslatedText``, in the order of ``rank``."""

    def variants(self, form: str) -> Sequence[Identity]:
        """Return the sure texts with this ``normal_form``, in any context and order."""


def find_translated(catalog: Catalog) -> Iterator[TranslatedText]:
    """Yield what a catalog adds, obsolete entries as well; an identity may come twice.

    What is fuzzy because its source changed is still a translation of the previous text. So no
    update makes known what was not known before, and a second run has nothing to do. What a machine
    wrote is nothing to learn from.
    """
    for entry in catalog.entries:
        if not _has_translation(entry) or is_by_machine(entry):
            continue
        by_people = not has_mark(entry)
        context, text = identity = _translated_text(entry)
        sure = not entry.fuzzy or is_outdated(entry)
        if not sure:
            identity = (context, normal_form(text))
        yield TranslatedText(identity, entry.msgstr, by_people, sure)


def digest_wishes(catalog: Catalog) -> str:
    """Return what stands for the texts that a memory may fill; nothing when there are none.

    They have no translation, a machine's, or one that is fuzzy because its source changed. When
    all of them were looked up, looking again in the same memory finds nothing new.
    """
    live = catalog.live
    wanted = sorted({_shown_identity(each) for each in live if _wishes(each)})
    if not wanted:
        return ""
    text = "\0".join((METHOD, *wanted))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _wishes(entry: Entry) -> bool:
    return wants_translation(entry) or is_outdated(entry) or is_by_machine(entry)


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
    return _fill(entry, known, SAME, fuzzy=False)


def propose_same(memory: TranslationMemory, entry: Entry) -> Entry | None:
    """Return ``entry`` with the translation of the same text, as fuzzy; None when there is none.

    So it is where a person's page has another text in its place, or none.
    """
    known = memory.translations(entry.identity, sure=True)
    return _fill(entry, known, "the same text, untranslated here", fuzzy=True) if known else None


def recall_agreed(memory: TranslationMemory, entry: Entry) -> Entry | None:
    """Return ``entry`` with the translation of its text that all guides agree on; None without one.

    A text that differs harmlessly counts as well, and so do translations that do: which of them a
    text has may change in a run, and the next one is to find the same.
    """
    variants = memory.variants(normal_form(entry.msgid))
    texts = [msgid for context, msgid in variants if context == entry.msgctxt]
    texts.sort(key=lambda msgid: (msgid != entry.msgid, msgid))
    names = ((entry.msgctxt, msgid) for msgid in texts)
    known = [(name[1], each) for name in names for each in memory.translations(name, sure=True)]
    if len({normal_form(each.msgstr) for _, each in known}) != 1:
        return None
    msgid, best = known[0]
    msgstr = follow_references(best.msgstr, msgid, entry.msgid)
    if _targets(entry.msgid) != _targets(msgstr):
        return None
    return _fill(entry, [replace(best, msgstr=msgstr)], SAME, fuzzy=False)


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


def is_offer(memory: TranslationMemory, entry: Entry) -> bool:
    """Return whether an entry is as the memory proposed it, and holds nothing of a person's."""
    if entry.obsolete or not entry.fuzzy or not is_doubtful(entry):
        return False
    if not all(line.startswith(MARK) for line in entry.comments):
        return False
    previous = entry.previous_msgid
    name = entry.identity if previous is None else (entry.previous_msgctxt, previous)
    return any(each.msgstr == entry.msgstr for each in memory.translations(name, sure=True))


def find_similar(memory: TranslationMemory, text: str, most: int) -> tuple[tuple[str, str], ...]:
    """Return so many at most of the texts that are like this one, each with its translation."""
    alike = find_alike(memory, text, most)
    return tuple(
        (each, known[0].msgstr)
        for each in alike
        if (known := memory.translations((None, each), sure=True))
    )


def _has_translation(entry: Entry) -> bool:
    return bool(entry.msgstr.strip()) and entry.msgid_plural is None


def _shown_identity(entry: Entry) -> str:
    return entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\4{entry.msgid}"


def _translated_text(entry: Entry) -> Identity:
    """Return what an entry's translation is one of."""
    if not entry.fuzzy or entry.previous_msgid is None:
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
    flags = ("fuzzy", *entry.other_flags)
    context, msgid = previous or (None, None)
    return filled._replace(flags=flags, previous_msgctxt=context, previous_msgid=msgid)


def _shown(msgstr: str) -> str:
    """Return a translation on one line, with nothing in it that a comment cannot hold."""
    return _UNSPEAKABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), msgstr)
