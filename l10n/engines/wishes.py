"""What a guide wants of an engine: empty entries, and those whose source changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.glossary import NO_TERMS, Glossary, find_terms
from l10n.checks.settings import DEFAULTS, Settings
from l10n.engines.elements import Sealed, seal
from l10n.engines.values import Batch, Form, Text
from l10n.guide import Segment
from l10n.markdown.inlines import Labels, labels_at
from l10n.match.doubts import MARK, has_mark, is_outdated
from l10n.match.machine import is_by_machine, is_of_its_source, may_machine_fill

_AROUND: Final = 300
"""How many characters are told of the text before and after."""

IsKnown = Callable[[Identity, str], bool]
"""Returns whether the memory has this translation of a text."""
FindSimilar = Callable[[str], tuple[tuple[str, str], ...]]
"""Returns texts that are like this one, each with its translation."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An entry that an engine may fill."""

    entry: Entry
    segment: Segment
    sealed: Sealed
    text: Text
    """What is known of it, but for what was wrong with an answer."""
    revises: bool
    """Whether there is a text already, and its source changed."""
    attempt: int = 0
    """How many answers were wrong."""

    @property
    def identity(self) -> Identity:
        """Return what makes the entry unique in its catalog."""
        return self.entry.identity


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of a language's texts besides the guide."""

    glossary: Glossary = NO_TERMS
    settings: Settings = DEFAULTS
    is_known: IsKnown = lambda _identity, _text: False
    find_similar: FindSimilar = lambda _text: ()


def find_wishes(
    segments: Sequence[Segment], catalog: Catalog, labels: Labels, form: Form, known: Known
) -> tuple[Wish, ...]:
    """Return what an engine may fill of a guide, in its order, each entry once.

    These are entries without a text, texts of a machine whose source changed, and for a model the
    texts of people and proposals of the memory whose source is not this one. What a person wrote
    of this very source is never among them, nor what a person emptied.
    """
    entries = {entry.identity: entry for entry in catalog.live}
    found: dict[Identity, Wish] = {}
    heading = ""
    for index, segment in enumerate(segments):
        name = segment.identity
        entry = entries.get(name)
        if entry and name not in found and _may_ask(entry, form, known.is_known):
            about = _about(segments, index, heading)
            found[name] = _wish(index + 1, entry, segment, labels, form, known, about)
        if segment.kind.startswith("heading"):
            heading = segment.msgid
    return tuple(found.values())


def make_batches(
    pattern: Batch, wishes: Sequence[Wish], most: int, characters: int
) -> Iterator[tuple[Batch, tuple[Wish, ...]]]:
    """Yield wishes in their order, so many at once as may go out together, with what goes out."""
    held: list[Wish] = []
    size = 0
    for wish in wishes:
        length = len(wish.text.text)
        if held and (len(held) == most or size + length > characters):
            yield _batch(pattern, held), tuple(held)
            held, size = [], 0
        held.append(wish)
        size += length
    if held:
        yield _batch(pattern, held), tuple(held)


def try_again(wish: Wish, rejected: str, faults: tuple[str, ...]) -> Wish:
    """Return a wish with what was wrong with its last answer."""
    attempt = wish.attempt + 1
    text = wish.text._replace(rejected=rejected, faults=faults, attempt=attempt)
    return replace(wish, text=text, attempt=attempt)


def plain_entry(entry: Entry) -> Entry:
    """Return an entry without the memory's comments: its proposal is not in it any more."""
    comments = tuple(line for line in entry.comments if not line.startswith(MARK))
    return entry if comments == entry.comments else entry._replace(comments=comments)


def _may_ask(entry: Entry, form: Form, is_known: IsKnown) -> bool:
    """Return whether an engine may fill or revise this entry."""
    if entry.msgid_plural is not None:
        return False
    if may_machine_fill(entry):
        return not has_mark(entry)  # of the memory: a person emptied it
    if is_by_machine(entry):
        return not is_of_its_source(entry)
    if form is not Form.MODEL:
        return False
    if is_outdated(entry):
        return True
    previous = (entry.previous_msgctxt, entry.previous_msgid or "")
    is_proposal = entry.fuzzy and has_mark(entry) and bool(entry.previous_msgid)
    return is_proposal and is_known(previous, entry.msgstr)


def _batch(pattern: Batch, wishes: Sequence[Wish]) -> Batch:
    """Return what goes out; what is in it already is not told again as what is around a text."""
    told = {wish.entry.msgid for wish in wishes}
    texts = [
        wish.text._replace(
            before="" if wish.text.before in told else _short(wish.text.before),
            after="" if wish.text.after in told else _short(wish.text.after),
        )
        for wish in wishes
    ]
    return pattern._replace(texts=tuple(texts))


def _about(segments: Sequence[Segment], index: int, heading: str) -> tuple[str, str, str]:
    """Return the heading above a text, and what stands before and after it."""
    before = segments[index - 1].msgid if index else ""
    after = segments[index + 1].msgid if index + 1 < len(segments) else ""
    return heading, before, after


def _wish(  # which entry, where it stands, and how it goes out
    id_: int,
    entry: Entry,
    segment: Segment,
    labels: Labels,
    form: Form,
    known: Known,
    about: tuple[str, str, str],
) -> Wish:
    sealed = seal(segment.msgid, labels_at(segment.place, labels), form)
    numbered = enumerate(sealed.elements, start=1)
    most = known.settings.max_length.get(segment.kind, 0)
    old_source = (entry.previous_msgid or "") if entry.msgstr else ""
    # In a context, like words may mean something else.
    wants_similar = form is Form.MODEL and segment.context is None
    similar = known.find_similar(segment.msgid) if wants_similar else ()
    text = Text(
        id_,
        sealed.text,
        segment.kind,
        *about,
        notes=segment.notes,
        elements={str(number): each.source for number, each in numbered},
        most=most,
        old_source=old_source,
        old_text=entry.msgstr if entry.previous_msgid else "",
        similar=tuple(each for each in similar if each[0] not in (old_source, segment.msgid)),
        terms=tuple(
            (term.source, term.required, term.forbidden)
            for term in find_terms(known.glossary, segment.msgid)
        ),
    )
    return Wish(entry, segment, sealed, text, revises=bool(entry.msgstr))


def _short(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}…"
