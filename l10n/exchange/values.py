"""What goes out to translators and what comes back, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from l10n.catalog import FORM_SEPARATOR
from l10n.errors import L10nError
from l10n.markdown.inlines import NO_LABELS, Labels

_ID: Final = re.compile(r"([0-9]{1,9}-[0-9a-f]{8})(?:\.([0-9]{1,2}))?")
_ID_DIGITS: Final = 8
UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML and spreadsheets cannot hold."""


class State(StrEnum):
    """What a file that came back says of a text."""

    DONE = "done"
    DRAFT = "draft"
    """To be looked at again."""
    UNSAID = "unsaid"
    """The file says no more than when it went out: the text decides."""


class Unit(NamedTuple):
    """A text to translate, once for all guides that have it and say the same of it."""

    id: str
    """Distinct in its file; ends with the fingerprint of the translation that goes out."""
    msgid: str
    msgctxt: str | None
    plural: str | None
    texts: tuple[str, ...]
    """The translation, one for each plural form; empty where there is none."""
    fuzzy: bool
    previous: str
    """What a fuzzy translation is one of; empty where it is this text."""
    paths: tuple[str, ...]
    """The source guides that have it."""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """What translators have written about it."""
    labels: Labels = NO_LABELS
    """What is needed to find its inline codes."""


class Parcel(NamedTuple):
    """What goes out."""

    source: str
    """A BCP 47 tag."""
    target: str
    header: str
    """The fields of the header of a catalog in the target language."""
    units: tuple[Unit, ...]


class Row(NamedTuple):
    """A unit, or one plural form of it, for formats that have no plurals."""

    id: str
    source: str
    target: str
    unit: Unit


class Answer(NamedTuple):
    """A text that came back, or one plural form of it."""

    line: int
    """Where the file has it."""
    id: str
    """As it went out; any other says nothing."""
    msgid: str
    texts: tuple[str, ...]
    state: State
    msgctxt: str | None = None
    paths: tuple[str, ...] = ()
    """The source guides that it is for; none for all that have the text."""

    @property
    def said(self) -> str:
        """Return the translation as catalogs say it; empty while any form is."""
        return FORM_SEPARATOR.join(self.texts) if all(self.texts) else ""


class Returned(NamedTuple):
    """What came back."""

    target: str
    """The language, as the file spells it; empty where it does not say."""
    answers: tuple[Answer, ...]


def primary(tag: str) -> str:
    """Return the language of a tag without its script, region and the rest: pt of pt_BR."""
    return tag.replace("_", "-").partition("-")[0].lower()


def fingerprint(said: str) -> str:
    """Return what stands for a translation; blanks around it are the tools' affair."""
    digest = sha256(said.strip().encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_ID_DIGITS]


def went_out(answer: Answer) -> str:
    """Return the fingerprint of the translation that went out; empty where that is not known."""
    return answer.id[-_ID_DIGITS:] if _ID.fullmatch(answer.id) else ""


def by_guide(parcel: Parcel) -> list[tuple[str, list[Row]]]:
    """Return the texts of each guide; one that several have is with the first."""
    guides: dict[str, list[Row]] = {}
    for unit in parcel.units:
        guides.setdefault(unit.paths[0], []).extend(list_rows(unit))
    return list(guides.items())


def list_rows(unit: Unit) -> Iterator[Row]:
    """Yield a unit, or each plural form of it as a text of its own."""
    if unit.plural is None:
        yield Row(unit.id, unit.msgid, unit.texts[0], unit)
        return
    count = len(unit.texts)
    for number, text in enumerate(unit.texts):
        source = unit.msgid if number == 0 and count > 1 else unit.plural
        notes = (f"plural form {number + 1} of {count}", *unit.notes)
        yield Row(f"{unit.id}.{number}", source, text, unit._replace(notes=notes))


def join_rows(answers: Iterable[Answer], path: str) -> tuple[Answer, ...]:
    """Return the answers with the plural forms of a text as one.

    Raises L10nError for an id that is there twice.
    """
    joined: dict[str, dict[int, Answer]] = {}
    for order, answer in enumerate(answers):
        found = _ID.fullmatch(answer.id)
        name, form = (found[1], int(found[2] or 0)) if found else (f"#{order}", 0)
        forms = joined.setdefault(name, {})
        if form in forms:
            message = f"the id {answer.id} is there twice (line {forms[form].line}): leave it once"
            raise L10nError(message, path=path, line=answer.line)
        forms[form] = answer
    return tuple(_join(name, forms) for name, forms in joined.items())


def _join(name: str, forms: dict[int, Answer]) -> Answer:
    first = forms[min(forms)]
    if name.startswith("#") or first.id == name:
        return first
    texts = tuple(forms[n].texts[0] if n in forms else "" for n in range(max(forms) + 1))
    states = {each.state for each in forms.values()}
    state = next((each for each in (State.DRAFT, State.UNSAID) if each in states), State.DONE)
    return first._replace(id=name, texts=texts, state=state)
