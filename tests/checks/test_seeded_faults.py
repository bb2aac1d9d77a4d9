"""Real translations, each damaged in one known way: the right check has to find it."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.checks.glossary import Glossary, Term
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import check_entry, make_subject
from l10n.checks.subject import Subject, read_side
from l10n.errors import L10nError
from l10n.extract import extract_guide
from l10n.guide import Guide, Segment
from l10n.safe.targets import find_known

CORPORA = os.environ.get("L10N_CORPORA")
pytestmark = pytest.mark.skipif(not CORPORA, reason="L10N_CORPORA names no folder of corpora")

LANGUAGES = ("es", "pt", "de", "it")
DAMAGED = 1_000
NEEDED = 0.98

GLOSSARIES = {
    "es": Glossary.of([Term("passport", ("pasaporte",)), Term("visa", ("visa", "visado"))]),
    "pt": Glossary.of([Term("passport", ("passaporte",)), Term("visa", ("visto",))]),
    "de": Glossary.of([Term("passport", ("Reisepass", "Pass"))]),
    "it": Glossary.of([Term("passport", ("passaporto",))]),
}
TERMS = re.compile(r"\b(?:pasaportes?|passaportes?|passaport[oi]|Reisep[aä]ss\w*)\b", re.IGNORECASE)
ASSISTANTS = (
    "Here is the translation: ",
    "Sure! Here's the translation:\n\n",
    "Translation: ",
    "Aquí está la traducción: ",
)
PLAN = plan_checks(CHECKS)


@dataclass(frozen=True)
class Pair:
    language: str
    entry: Entry


@dataclass(frozen=True)
class Damage:
    """One way to damage a translation; ``added`` is put on both sides where it is rare."""

    name: str
    checks: str
    spoil: Callable[[random.Random, str, str], str | None]
    added: str = ""


def _digit(dice: random.Random, _msgid: str, msgstr: str) -> str | None:
    places = [found.start() for found in re.finditer(r"\d(?![^(]*\)$)", msgstr)]
    links = [found.span() for found in re.finditer(r"\]\([^)]*\)|`[^`]*`|https?://\S*", msgstr)]
    places = [each for each in places if not any(a <= each < b for a, b in links)]
    if not places:
        return None
    place = dice.choice(places)
    other = dice.choice([each for each in "123456789" if each != msgstr[place]])
    return msgstr[:place] + other + msgstr[place + 1 :]


def _sentence(dice: random.Random, msgid: str, msgstr: str) -> str | None:
    source, target = re.split(r"(?<=\.) ", msgid), re.split(r"(?<=\.) ", msgstr)
    place = dice.randrange(len(source))
    if len(source) < 2 or len(source) != len(target) or len(source[place].split()) < 5:
        return None
    return " ".join([*target[:place], source[place], *target[place + 1 :]])


def _word(dice: random.Random, _msgid: str, msgstr: str) -> str | None:
    words = msgstr.split(" ")
    plain = [index for index, word in enumerate(words) if word.isalpha() and word.islower()]
    plain = [index for index in plain if len(words[index]) > 3]
    if not plain:
        return None
    place = dice.choice(plain)
    return " ".join([*words[:place], words[place], *words[place:]])


def _one_of(pattern: str, new: str = "") -> Callable[[random.Random, str, str], str | None]:
    def spoil(dice: random.Random, _msgid: str, msgstr: str) -> str | None:
        found = list(re.finditer(pattern, msgstr))
        if not found:
            return None
        each = dice.choice(found)
        return msgstr[: each.start()] + each.expand(new) + msgstr[each.end() :]

    return spoil


def _with(before: str, after: str = "") -> Callable[[random.Random, str, str], str]:
    return lambda _dice, _msgid, msgstr: f"{before}{msgstr}{after}"


DAMAGES = (
    Damage("a digit changed", "numbers codes", _digit, " (30)"),
    Damage("a number dropped", "numbers", _one_of(r"150 "), " (150 x)"),
    Damage("a link dropped", "placeables", _one_of(r"\[([^\]]*)\]\(\d+\)", r"\1"), " [x](1)"),
    Damage("a tag lost", "placeables", _one_of(r"</?b>"), " <b>x</b>"),
    Damage("a tag added", "placeables", _with("<b>", "</b>")),
    Damage("a script", "placeables", _with("", "<script>alert(1)</script>")),
    Damage("code altered", "placeables", _one_of("`x y`", "`x`"), " `x y`"),
    Damage("a host injected", "safety", _with("", " https://evil.example/")),
    Damage("a link's host", "safety", _one_of(r"\]\(1\)", "](https://evil.example/)"), " [x](1)"),
    Damage("a script as link", "safety", _one_of(r"\]\(1\)", "](javascript:x)"), " [x](1)"),
    Damage("a template", "placeables", _with("", " {{ .Site }}")),
    Damage("an override", "safety", _with("\u202e")),
    Damage("a term replaced", "terms", lambda _d, _m, text: TERMS.sub("documento", text)),
    Damage("a quote removed", "quotes", _one_of('["“”«»]'), ' "x y"'),
    Damage("a bracket removed", "brackets", _one_of(r"(?<!\])[()](?!\d\))"), " (x y)"),
    Damage("a sentence in English", "source-left wrong-language", _sentence),
    Damage("a word doubled", "doubled-words", _word),
    Damage("a blank doubled", "doubled-blanks", _one_of(r"(?<=\w) (?=\w)", "  ")),
    Damage("badly decoded", "mojibake", lambda _d, _m, text: _recoded(text)),
    Damage("look-alikes", "wrong-script", _one_of(r"(?<=[a-z])a(?=[a-z])", "а")),
    Damage("an assistant", "chatter", lambda dice, _m, text: dice.choice(ASSISTANTS) + text),
    Damage("a fence", "chatter", _with("```\n", "\n```")),
    Damage("a note", "notes-left", _with("TODO: ")),
    Damage("a currency", "units", _one_of("€", "$"), " (€40)"),
    Damage("no percent", "units", _one_of("%"), " (15 %)"),
    Damage("a mail address", "addresses", _one_of("info@", "inf@"), " info@example.org"),
    Damage("a form's code", "codes numbers", _one_of("DS-160", "DS-161"), " DS-160"),
    Damage("a line break", "line-breaks", _one_of(r"(?<=\w) (?=\w)", r"\n")),
    Damage("no alt text", "empty-alt", _one_of(r"!\[x y\]", "![]"), " ![x y](1)"),
    Damage("blank", "blank", lambda _d, _m, _t: " \n "),
    Damage("a conflict", "conflict-markers", _with("<<<<<<< HEAD\n", "\n=======\nx\n>>>>>>> b")),
    Damage("no question", "end-punctuation opening-marks", _one_of(r"\?$", "."), " x?"),
    Damage("thrice", "length-ratio", lambda _d, _m, text: f"{text} {text} {text} {text}"),
)


def _recoded(text: str) -> str | None:
    try:
        wrong = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        wrong = text.encode().decode("latin-1")
    return wrong if wrong != text else None


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    root = Path(str(CORPORA)) / "tramitit"
    found = [pair for language in LANGUAGES for pair in _pairs(root, language)]
    random.Random(5).shuffle(found)
    assert len(found) > 5 * DAMAGED
    return found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_nearly_every_damage_is_found(pairs: list[Pair], damage: Damage) -> None:
    dice = random.Random(damage.name)
    missed, tried = [], 0
    for pair in islice(cycle(pairs), 20 * len(pairs)):
        entry = pair.entry
        if damage.added:
            comment = f"(1) {entry.extracted[1][4:]}" if len(entry.extracted) > 1 else "(1) /x/"
            entry = entry._replace(
                msgid=entry.msgid + damage.added,
                msgstr=entry.msgstr + damage.added,
                extracted=(*entry.extracted[:1], comment),
            )
        spoiled = damage.spoil(dice, entry.msgid, entry.msgstr)
        wanted = set(damage.checks.split())
        if spoiled in (None, entry.msgstr) or wanted & _found(pair.language, entry):
            continue
        tried += 1
        if not wanted & _found(pair.language, entry._replace(msgstr=spoiled)):
            missed.append(spoiled)
        if tried == DAMAGED:
            break
    assert tried == DAMAGED
    assert len(missed) <= (1 - NEEDED) * DAMAGED, missed[:5]


def _found(language: str, entry: Entry) -> set[str]:
    known = find_known("\n".join((entry.msgid, *entry.extracted)))
    nothing = read_side("")
    pattern = Subject(
        Entry(""), nothing, nothing, language, "en", glossary=GLOSSARIES[language], known=known
    )
    return {each.check for each in check_entry(PLAN, make_subject(pattern, entry))}


def _pairs(root: Path, language: str) -> Iterator[Pair]:
    """Yield segments of guides that have as many of the same kinds in both languages."""
    sources = _guides(root, "en")
    seen: set[tuple[str, str]] = set()
    for key, segments in _guides(root, language).items():
        source = sources.get(key, ())
        if [each.kind for each in source] != [each.kind for each in segments]:
            continue
        for one, other in zip(source, segments, strict=True):
            link = re.fullmatch(r"\[[^\]]*\]\(1\)", one.msgid)
            texts = (one.msgid, other.msgid)
            if link or one.targets[1:] or one.msgid == other.msgid or texts in seen:
                continue
            seen.add(texts)
            targets = (f"({n}) {target}" for n, target in enumerate(one.targets, start=1))
            yield Pair(language, Entry(*texts, extracted=(one.kind, *targets)))


def _guides(root: Path, language: str) -> dict[str, tuple[Segment, ...]]:
    found: dict[str, tuple[Segment, ...]] = {}
    for path in sorted((root / language).rglob("*.md")):
        text = path.read_bytes().decode().removeprefix("\ufeff")
        key = re.search(r"^translationKey:\s*['\"]?([^'\"\n\r]+)", text, re.MULTILINE)
        guide = Guide(str(path), language, key[1].strip() if key else path.stem, text)
        try:
            found[guide.key] = extract_guide(guide, ("title", "description")).segments
        except L10nError:
            continue
    return found
