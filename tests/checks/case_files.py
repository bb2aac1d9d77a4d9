"""Reads the cases of checks: good and bad entries, one file for each check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from l10n.catalog import Entry
from l10n.checks.glossary import Glossary, Term
from l10n.checks.subject import Subject, read_side
from tests.cases import read_cases

DATA = Path(__file__).parents[1] / "data" / "checks"

SENTENCE = "Pay the fee of $120 before 31 March 2024 (see “form DS-160”)."

GLOSSARY = Glossary.of(
    (
        Term("fee", ("tasa", "arancel")),
        Term("permit", ("permiso",)),
        Term("residence permit", ("permiso de residencia",)),
        Term("passport", ("pasaporte",), ("pasaje",)),
    )
)


@dataclass(frozen=True)
class Case:
    """An entry, and what a check should say of it."""

    name: str
    title: str
    good: bool
    language: str
    msgid: str
    msgstr: str
    message: str
    fix: str | None

    def subject(self, *comments: str) -> Subject:
        return subject_of(self.language, self.msgid, self.msgstr, *comments)


def subject_of(language: str, msgid: str, msgstr: str, *comments: str) -> Subject:
    targets = tuple(f"({number}) https://example.org/{number}" for number in (1, 2))
    entry = Entry(msgid, msgstr, comments=comments, extracted=("paragraph", *targets))
    glossary = GLOSSARY if language == "es" else Glossary()
    return Subject(entry, read_side(msgid), read_side(msgstr), language, "en", glossary=glossary)


def read_check_cases(name: str) -> list[Case]:
    cases = []
    for title, msgid, msgstr, expected in read_cases(f"../checks/{name}.txt", texts=3):
        verdict, _, rest = title.partition(": ")
        assert verdict in ("good", "bad"), f"{name}: {title}"
        message, _, fix = expected.removesuffix("\n").partition("\nfix: ")
        language = rest.split(" ")[0]
        texts = (msgid.removesuffix("\n"), msgstr.removesuffix("\n"))
        good = verdict == "good"
        cases.append(Case(name, rest, good, language, *texts, message, fix or None))
    return cases


def names_with_cases() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.txt"))
