"""Branches with catalogs are merged by git itself, with the driver and real commits."""

from __future__ import annotations

import random
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po.reader import parse_catalog
from l10n.po.writer import render_catalog
from l10n.threeway import THEIRS
from tests.repositories import commit, git

PATH = "locales/es/ferry.po"
WORDS = ("ferry", "noon", "ticket", "harbour", "storm", "captain", "island", "lamp", "rope")


class Change(NamedTuple):
    """What two branches do to a catalog, and the texts that have to be there afterwards."""

    ours: Catalog
    theirs: Catalog
    wanted: tuple[str, ...]
    disagree: bool = False


def header(stamp: str = "2026-01-01 10:00+0000", name: str = "Ada") -> Entry:
    return Entry(
        "",
        f"PO-Revision-Date: {stamp}\nLast-Translator: {name}\nLanguage: es\n"
        "Content-Type: text/plain; charset=UTF-8\n",
    )


def start(dice: random.Random) -> Catalog:
    entries = []
    for number in range(12):
        msgid = f"{number}: the {dice.choice(WORDS)} and the {dice.choice(WORDS)}"
        entries.append(Entry(msgid, f"texto {number}" if number % 3 else "", extracted=("a",)))
    return Catalog(header(), tuple(entries))


def put(catalog: Catalog, index: int, text: str, **more: object) -> Catalog:
    entries = list(catalog.entries)
    entries[index] = entries[index]._replace(msgstr=text, **more)
    return Catalog(catalog.header, tuple(entries))


def stamp(catalog: Catalog, day: int, name: str) -> Catalog:
    return Catalog(header(f"2026-02-{day:02} 10:00+0000", name), catalog.entries)


def far(dice: random.Random, base: Catalog) -> Change:
    return Change(put(base, 1, "uno"), put(base, 10, "diez"), ("uno", "diez"))


def adjacent(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(11)
    return Change(put(base, at, "uno"), put(base, at + 1, "dos"), ("uno", "dos"))


def stamped(dice: random.Random, base: Catalog) -> Change:
    at, other = dice.sample(range(12), 2)
    ours, theirs = stamp(put(base, at, "uno"), 3, "Bea"), stamp(put(base, other, "dos"), 4, "Carl")
    return Change(ours, theirs, ("uno", "dos", "Carl"))


def same_text(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(12)
    return Change(stamp(put(base, at, "uno"), 3, "Bea"), put(base, at, "uno"), ("uno",))


def two_texts(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(12)
    return Change(
        put(base, at, "uno"), put(base, at, "dos"), ("uno", f"{THEIRS}dos"), disagree=True
    )


def translated_while_source_changes(dice: random.Random, base: Catalog) -> Change:
    at = dice.choice((1, 2, 4, 5, 7))
    old = base.entries[at]
    changed = old._replace(msgid=f"{old.msgid}!", flags=("fuzzy",), previous_msgid=old.msgid)
    entries = (*base.entries[:at], changed, *base.entries[at + 1 :])
    theirs = put(base, at, "mejor")
    return Change(Catalog(base.header, entries), theirs, ("mejor",))


def source_gains_a_text(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(12)
    new = Entry("A new paragraph.", "")
    entries = (*base.entries[:at], new, *base.entries[at:])
    return Change(Catalog(base.header, entries), put(base, at, "uno"), ("uno", "A new paragraph."))


def source_loses_a_text(dice: random.Random, base: Catalog) -> Change:
    at = dice.choice((1, 2, 4))
    gone = base.entries[at]._replace(obsolete=True, extracted=())
    rest = (*base.entries[:at], *base.entries[at + 1 :], gone)
    return Change(Catalog(base.header, rest), put(base, at, "uno"), ("uno",))


def moved(dice: random.Random, base: Catalog) -> Change:
    first, *rest = base.entries
    return Change(Catalog(base.header, (*rest, first)), put(base, 0, "uno"), ("uno",))


def confirmed(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(12)
    ours = put(base, at, "tal vez", flags=("fuzzy",))
    return Change(ours, put(base, at, "seguro"), ("seguro",))


def commented(dice: random.Random, base: Catalog) -> Change:
    at = dice.randrange(12)
    text = base.entries[at].msgstr
    ours, theirs = (
        put(base, at, text, comments=("ask Bea",)),
        put(base, at, text, comments=("why?",)),
    )
    return Change(ours, theirs, ("ask Bea", "why?"))


def many(dice: random.Random, base: Catalog) -> Change:
    ours, theirs, wanted = base, base, []
    for at in range(12):
        text = f"nuevo {at}"
        wanted.append(text)
        if dice.random() < 0.5:
            ours = put(ours, at, text)
        else:
            theirs = put(theirs, at, text)
    return Change(stamp(ours, 3, "Bea"), stamp(theirs, 2, "Carl"), (*wanted, "Bea"))


KINDS = (
    far,
    adjacent,
    stamped,
    same_text,
    two_texts,
    translated_while_source_changes,
    source_gains_a_text,
    source_loses_a_text,
    moved,
    confirmed,
    commented,
    many,
)


def repository(root: Path, base: Catalog) -> None:
    git(root, "init", "-q", "-b", "main")
    driver = f"{shlex.quote(sys.executable)} -m l10n merge-file %O %A %B %P"
    git(root, "config", "merge.l10n.driver", driver)
    (root / ".gitattributes").write_text("*.po merge=l10n\n")
    write(root, base)
    commit(root)


def write(root: Path, catalog: Catalog) -> None:
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(render_catalog(catalog), encoding="utf-8")


def merge(root: Path, change: Change) -> int:
    git(root, "checkout", "-q", "-b", "theirs")
    write(root, change.theirs)
    commit(root)
    git(root, "checkout", "-q", "main")
    write(root, change.ours)
    commit(root)
    try:
        git(root, "merge", "-q", "-m", "both", "theirs")
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


def check(root: Path, kind: Callable[[random.Random, Catalog], Change], seed: int) -> None:
    dice = random.Random(f"{kind.__name__} {seed}")
    base = start(dice)
    repository(root, base)
    change = kind(dice, base)
    code = merge(root, change)
    assert bool(code) == change.disagree
    text = (root / PATH).read_bytes()
    catalog = parse_catalog(text, PATH)
    assert [each for each in change.wanted if each not in text.decode()] == []
    assert len({each.identity for each in catalog.entries}) == len(catalog.entries)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_every_kind_of_merge(tmp_path: Path, kind: Callable[..., Change]) -> None:
    check(tmp_path, kind, 0)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_many_merges_of_every_kind(tmp_path: Path, kind: Callable[..., Change]) -> None:
    for seed in range(1, 201):
        (tmp_path / str(seed)).mkdir()
        check(tmp_path / str(seed), kind, seed)


def test_what_is_no_catalog_is_merged_by_lines(tmp_path: Path) -> None:
    repository(tmp_path, start(random.Random(0)))
    broken = Catalog(header(), (Entry("One", "uno"),))
    git(tmp_path, "checkout", "-q", "-b", "theirs")
    (tmp_path / PATH).write_text(render_catalog(broken) + '\nmsgid "never closed\n')
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "main")
    write(tmp_path, put(start(random.Random(0)), 1, "nuevo"))
    commit(tmp_path)
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(tmp_path, "merge", "-q", "-m", "both", "theirs")
    assert b"Traceback" not in caught.value.stderr
    assert b"<<<<<<<" in (tmp_path / PATH).read_bytes()
