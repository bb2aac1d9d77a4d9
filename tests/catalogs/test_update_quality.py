"""Updating a real site after small edits, beside GNU msgmerge: what is kept, proposed and lost.

Each edit is made by the test, so it is known whose translation every new segment should have.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.catalog import Catalog, Entry
from l10n.extract import template_entries
from l10n.match.memory import TranslationMemory
from l10n.po import parse_catalog, render_catalog
from l10n.update import update_catalog
from tests.documents import as_guide, extract, read_corpus, read_own_guides
from tests.memories import build_memory

HEADER = Entry("", msgstr="Language: es\nContent-Type: text/plain; charset=UTF-8\n")
EXTRA = (
    "Please also keep a copy of every document that you hand in.",
    "Check the opening hours before you go there.",
    "This service is offered in the main office only.",
)
EDITS = ("typo", "word", "add", "drop", "sentence", "number", "remove", "insert", "split")
SOAK = os.environ.get("L10N_PROFILE") == "soak"

pytestmark = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="needs GNU gettext")


@dataclass(frozen=True)
class Case:
    """A guide before and after an edit."""

    old: Catalog
    template: tuple[Entry, ...]
    origin: Mapping[str, str]
    """The old text of each new one that has one."""


def translate(msgid: str) -> str:
    return f"«{msgid.swapcase()}»"


def edit(text: str, kind: str, chance: random.Random) -> list[tuple[str, bool]]:
    """Return what becomes of a text, and of each whether it comes from it."""
    words = text.split(" ")
    place = chance.randrange(len(words))
    match kind:
        case "typo":
            words[place] = f"{words[place][::-1]}x"
        case "word":
            words[place] = "another"
        case "add":
            words.insert(place, "really")
        case "drop":
            words[place : place + 1] = [] if len(words) > 2 else [words[place], "now"]
        case "sentence":
            words.append(chance.choice(EXTRA))
        case "number":
            words += ["within", str(chance.randrange(2, 90)), "days"]
        case "remove":
            return []
        case "insert":
            return [(text, True), (chance.choice(EXTRA), False)]
        case "split" if len(words) > 8:
            half = len(words) // 2
            return [(" ".join(words[:half]), True), (" ".join(words[half:]), True)]
    return [(" ".join(words), True)]


def edited(entries: Iterable[Entry], share: float, chance: random.Random) -> Case:
    old = tuple(each._replace(msgstr=translate(each.msgid)) for each in entries)
    template: dict[str, Entry] = {}
    origin: dict[str, str] = {}
    for entry in old:
        pieces = [(entry.msgid, True)]
        if chance.random() < share and not any(mark in entry.msgid for mark in "`<{[\n"):
            pieces = edit(entry.msgid, chance.choice(EDITS), chance)
        for text, ours in pieces:
            template.setdefault(text, entry._replace(msgid=text, msgstr=""))
            if ours:
                origin.setdefault(text, entry.msgid)
    return Case(Catalog(HEADER, old), tuple(template.values()), origin)


def cases(share: float, seed: int) -> list[Case]:
    """Return the guides of the corpus, or the repository's own without one, after edits."""
    chance = random.Random(seed)
    if os.environ.get("L10N_CORPORA"):
        texts = [each.text for each in read_corpus("tramitit") if each.name.startswith("en/")]
        texts = texts if SOAK else texts[::8]
    else:
        texts = [each.text for each in read_own_guides()]
    return list(_cases(texts, share, chance))


def _cases(texts: Iterable[str], share: float, chance: random.Random) -> Iterator[Case]:
    for text in texts:
        entries = template_entries(as_guide(text), extract(text).segments)
        # In a context the same text is another entry; one dictionary by text is enough here.
        yield edited([each for each in entries if each.msgctxt is None], share, chance)


def write_cases(folder: Path, found: Iterable[Case]) -> list[Path]:
    paths = []
    for number, case in enumerate(found):
        path = folder / f"{number}.po"
        path.write_text(render_catalog(case.old), encoding="utf-8")
        template = render_catalog(Catalog(HEADER, case.template))
        path.with_suffix(".pot").write_text(template, encoding="utf-8")
        paths.append(path)
    return paths


def msgmerge(path: Path) -> None:
    target = path.with_suffix(".theirs").name
    command = ["msgmerge", "--previous", "--no-wrap", "--quiet", "--output-file", target]
    inputs = [path.name, path.with_suffix(".pot").name]
    subprocess.run([*command, *inputs], cwd=path.parent, check=True, capture_output=True)


def update(path: Path) -> None:
    """Do what msgmerge does: two files in, one file out."""
    old = parse_catalog(path.read_bytes(), path.name)
    template = parse_catalog(path.with_suffix(".pot").read_bytes(), path.name).entries
    updated = render_catalog(update_catalog(old, template).catalog)
    path.with_suffix(".ours").write_text(updated, encoding="utf-8")


def judge(case: Case, catalog: Catalog) -> Counter[str]:
    """Count right and false proposals, and the texts that nobody can find any more."""
    live = {each.msgid: each for each in catalog.entries if not each.obsolete}
    found: Counter[str] = Counter()
    for msgid in (each.msgid for each in case.template):
        origin = case.origin.get(msgid)
        right = origin is not None and live[msgid].msgstr == translate(origin)
        state = "fuzzy" if live[msgid].fuzzy else "translated"
        if live[msgid].msgstr:
            found[f"{state} {'right' if right else 'false'}"] += 1
    kept = {each.msgstr for each in catalog.entries}
    found["lost"] += sum(each.msgstr not in kept for each in case.old.entries)
    return found


def updated(found: Iterable[Case], memory: TranslationMemory | None = None) -> Counter[str]:
    total: Counter[str] = Counter()
    for case in found:
        total += judge(case, update_catalog(case.old, case.template, memory).catalog)
    return total


@pytest.mark.parametrize("share", [0.01, 0.2])
def test_nothing_is_lost_that_msgmerge_keeps(share: float, tmp_path: Path) -> None:
    found = cases(share, seed=1)
    ours, theirs = updated(found), Counter[str]()
    for path, case in zip(write_cases(tmp_path, found), found, strict=True):
        msgmerge(path)
        catalog = parse_catalog(path.with_suffix(".theirs").read_bytes(), path.name)
        theirs += judge(case, catalog)
        own = update_catalog(case.old, case.template).catalog
        assert catalog.published().items() <= own.published().items()
        words = {each.msgstr for each in own.entries}
        assert {each.msgstr for each in catalog.entries} <= words | {""}
    assert ours["lost"] == 0
    assert ours["translated false"] == 0
    assert ours["fuzzy right"] >= theirs["fuzzy right"]
    assert ours["fuzzy false"] <= theirs["fuzzy false"]


def test_the_memory_makes_no_false_proposals_of_a_percent_of_edits() -> None:
    """Whoever reads a proposal for a new segment should find it worth reading."""
    found = cases(0.01, seed=2)
    memory = build_memory((str(number), case.old) for number, case in enumerate(found))
    without, ours = updated(found), updated(found, memory)
    assert ours["lost"] == 0
    assert ours["fuzzy right"] >= without["fuzzy right"]
    assert ours["fuzzy false"] + ours["translated false"] <= without["fuzzy false"] + 2


def test_five_times_as_fast_as_msgmerge(tmp_path: Path) -> None:
    """Processor time, because the machine may be busy with other things."""
    paths = write_cases(tmp_path, cases(0.01, seed=3))
    update(paths[0])  # imports
    started = time.process_time()
    for path in paths:
        update(path)
    ours = time.process_time() - started
    before = os.times()
    for path in paths:
        msgmerge(path)
    after = os.times()
    theirs = after.children_user + after.children_system
    theirs -= before.children_user + before.children_system
    assert ours * 5 < theirs
