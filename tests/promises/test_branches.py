"""Two branches of a site are merged by git with the driver: as if one had followed the other.

The kinds of merges are those that were counted with real teams' habits: two translators, a
translator and an author, two authors, a week of all of them.
"""

from __future__ import annotations

import random
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from l10n.catalog import Entry, Identity
from l10n.po import parse_catalog, render_catalog
from l10n.threeway import THEIRS
from tests.repositories import commit, git
from tests.sites import FORMS, build_site, run, snapshot, write

GUIDES, SENTENCES = 5, 8
MANY = 200
SHARED = "Keep the receipt of it for a whole year."
SETTINGS = {
    form: FORMS[form].replace('["es", "pt"]', '["es"]') for form in ("own", "grouped", "sections")
}
STAMP = "PO-Revision-Date: 2031-01-0{day} 10:00+0000\nLast-Translator: {name}\n"

Place: TypeAlias = tuple[int, int]
"""A sentence: its guide and its number there."""


class Say(NamedTuple):
    """A translator writes a text, in an editor that may sign the file."""

    place: Place
    text: str
    name: str = ""

    def __call__(self, root: Path) -> None:
        begin = f"{self.place[1]}.{self.place[0]}: "
        for path in (root / "locales").rglob("*.po"):
            catalog = parse_catalog(path.read_bytes(), str(path))
            for each in catalog.entries:
                if each.msgid.startswith(begin) and not each.obsolete:
                    new = each._replace(msgstr=self.text, flags=(), previous_msgid=None)
                    entries = tuple(new if one is each else one for one in catalog.entries)
                    header = _signed(catalog.header, self.name)
                    catalog = replace(catalog, header=header, entries=entries)
                    path.write_text(render_catalog(catalog), encoding="utf-8")
                    return
        raise AssertionError(begin)


class Change(NamedTuple):
    """An author writes a sentence anew, and syncs."""

    place: Place

    def __call__(self, root: Path) -> None:
        guide, number = self.place
        path = root / guide_path(guide)
        old = rf"(?m)^{number}\.{guide}: (.*)$"
        path.write_text(re.sub(old, rf"{number}.{guide}: \1 Go early.", path.read_text()))
        assert run(root, "sync", "-q").code == 0


class Move(NamedTuple):
    """An author moves a sentence to the end of its guide, and syncs."""

    place: Place

    def __call__(self, root: Path) -> None:
        path = root / guide_path(self.place[0])
        paragraphs = path.read_text().rstrip("\n").split("\n\n")
        begin = f"{self.place[1]}."
        moved = [each for each in paragraphs if each.startswith(begin)]
        rest = [each for each in paragraphs if not each.startswith(begin)]
        path.write_text("\n\n".join([*rest, *moved, ""]))
        assert run(root, "sync", "-q").code == 0


class Publish(NamedTuple):
    """A translator finishes a guide, and syncs: its page is published."""

    guide: int

    def __call__(self, root: Path) -> None:
        for number in range(SENTENCES):
            Say((self.guide, number), f"Todo {self.guide}.{number}")(root)
        assert run(root, "sync", "-q").code == 0
        assert (root / guide_path(self.guide, "es")).exists()


class Add(NamedTuple):
    """An author adds a guide, one text of which all guides have, and syncs."""

    guide: int

    def __call__(self, root: Path) -> None:
        write(root, guide_path(self.guide), guide_text(self.guide))
        assert run(root, "sync", "-q").code == 0


Step: TypeAlias = Say | Change | Move | Publish | Add


@dataclass(frozen=True)
class Plan:
    """What two branches do; as if ``theirs`` had followed ``ours``."""

    ours: tuple[Step, ...]
    theirs: tuple[Step, ...]

    @property
    def disputed(self) -> frozenset[str]:
        """How the sentences begin that both sides translate."""
        both = ({each.place for each in side if isinstance(each, Say)} for side in self.sides)
        disputed = frozenset.intersection(*map(frozenset, both))
        return frozenset(f"{number}.{guide}: " for guide, number in disputed)

    @property
    def sides(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        return self.ours, self.theirs

    @property
    def texts(self) -> list[str]:
        """All that translators wrote."""
        return [each.text for side in self.sides for each in side if isinstance(each, Say)]


def _signed(header: Entry, name: str) -> Entry:
    if not name:
        return header
    lines = [
        line
        for line in header.msgstr.splitlines()
        if not line.startswith(("PO-Revision-Date", "Last-Translator"))
    ]
    day = 1 + len(name)
    return header._replace(msgstr="\n".join([*lines, STAMP.format(day=day, name=name)]))


def guide_path(guide: int, language: str = "en") -> str:
    return f"content/{language}/part{guide % 2}/g{guide}.md"


def sentence(guide: int, number: int) -> str:
    """Return a sentence like no other, so that none is offered the translation of another."""
    dice = random.Random(f"{guide} {number}")
    words = ("".join(dice.sample("abdefgiklmnoprstu", 6)) for _ in range(7))
    return f"{number}.{guide}: {' '.join(words)}."


def guide_text(guide: int) -> str:
    paragraphs = [sentence(guide, number) for number in range(SENTENCES)]
    return "\n\n".join([f"---\ntitle: Guide {guide}\n---", *paragraphs, SHARED, ""])


def some(dice: random.Random, count: int) -> list[Place]:
    every = [(guide, number) for guide in range(GUIDES) for number in range(SENTENCES)]
    return dice.sample(every, count)


def says(places: Iterable[Place], who: str, *, signs: bool = False) -> tuple[Say, ...]:
    name = who if signs else ""
    return tuple(Say(place, f"{who} {place[0]}.{place[1]}", name) for place in places)


# The kinds of merges.


def far(dice: random.Random) -> Plan:
    guide = dice.randrange(GUIDES)
    return Plan(says([(guide, 0)], "Ada"), says([(guide, SENTENCES - 1)], "Bea"))


def adjacent(dice: random.Random) -> Plan:
    guide, number = dice.randrange(GUIDES), dice.randrange(SENTENCES - 1)
    return Plan(says([(guide, number)], "Ada"), says([(guide, number + 1)], "Bea"))


def six_each(dice: random.Random) -> Plan:
    places = some(dice, 12)
    return Plan(says(places[:6], "Ada"), says(places[6:], "Bea"))


def stamped(dice: random.Random) -> Plan:
    places = some(dice, 6)
    return Plan(says(places[:3], "Ada", signs=True), says(places[3:], "Beatriz", signs=True))


def two_texts(dice: random.Random) -> Plan:
    (place,) = some(dice, 1)
    return Plan(says([place], "Ada"), says([place], "Bea"))


def source_changes_elsewhere(dice: random.Random) -> Plan:
    guide = dice.randrange(GUIDES)
    one, two = dice.sample(range(SENTENCES), 2)
    return Plan(says([(guide, one)], "Ada"), (Change((guide, two)),))


def source_changes_the_same(dice: random.Random) -> Plan:
    (place,) = some(dice, 1)
    return Plan(says([place], "Ada"), (Change(place),))


def source_moves_the_same(dice: random.Random) -> Plan:
    (place,) = some(dice, 1)
    return Plan(says([place], "Ada"), (Move(place),))


def both_change_the_source(dice: random.Random) -> Plan:
    guide, other = dice.randrange(GUIDES), dice.randrange(GUIDES)
    return Plan((Change((guide, 1)),), (Change((other, 6)),))


def both_add_guides(dice: random.Random) -> Plan:
    first, second = dice.sample(range(GUIDES, GUIDES + 4), 2)
    return Plan((Add(first),), (Add(second),))


def both_publish_far(dice: random.Random) -> Plan:
    return Plan((Publish(0),), (Publish(GUIDES - 1),))


def both_publish_neighbours(dice: random.Random) -> Plan:
    guide = dice.randrange(GUIDES - 1)
    return Plan((Publish(guide),), (Publish(guide + 1),))


def week(dice: random.Random) -> Plan:
    places = some(dice, 15)
    shared, ours, theirs = places[: dice.randrange(3)], places[2:7], places[7:12]
    changes = tuple(map(Change, {place[0]: place for place in places[5:7] + places[12:]}.values()))
    return Plan(
        says([*shared, *ours], "Ada", signs=True),
        (*says([*shared, *theirs], "Beatriz", signs=True), *changes),
    )


KINDS = (
    far,
    adjacent,
    six_each,
    stamped,
    two_texts,
    source_changes_elsewhere,
    source_changes_the_same,
    source_moves_the_same,
    both_change_the_source,
    both_add_guides,
    both_publish_far,
    both_publish_neighbours,
    week,
)


# How they are played.


def build(root: Path, form: str) -> Path:
    """Build a repository of a site of which two thirds are translated and nothing is published."""
    guides = {
        guide_path(guide).removeprefix("content/en/"): guide_text(guide) for guide in range(GUIDES)
    }
    build_site(root, guides, SETTINGS[form])
    assert run(root, "extract", "-q").code == 0
    for guide in range(GUIDES):
        for number in range(SENTENCES):
            if (guide + number) % 3:
                Say((guide, number), f"Texto {guide}.{number}")(root)
    assert run(root, "sync", "-q").code == 0
    git(root, "init", "-q", "-b", "main")
    assert run(root, "init", "--git").code == 0
    driver = f"{shlex.quote(sys.executable)} -m l10n merge-file %O %A %B %P"
    git(root, "config", "merge.l10n.driver", driver)
    git(root, "config", "gc.auto", "0")
    # Pages are made where the site is built.
    write(root, ".gitignore", (root / ".gitignore").read_text() + "content/es/\n")
    commit(root)
    return root


def merge(root: Path, other: Path) -> bool:
    """Merge another clone's branch; return whether git had a conflict."""
    git(root, "fetch", "-q", str(other), "main")
    try:
        git(root, "merge", "-q", "-m", "both", "FETCH_HEAD")
    except subprocess.CalledProcessError:
        commit(root)
        return True
    return False


def live(root: Path) -> dict[tuple[str, Identity], Entry]:
    """Return the entries of all catalogs that are in guides, by catalog and identity."""
    return {
        (str(path.relative_to(root)), each.identity): each._replace(line=0)
        for path in (root / "locales").rglob("*.po")
        for each in parse_catalog(path.read_bytes(), str(path)).entries
        if not each.obsolete
    }


def pages(root: Path) -> Mapping[str, bytes]:
    return {path: data for path, data in snapshot(root).items() if path.startswith("content/")}


def is_behind(page: bytes) -> bool:
    """Return whether a localized page has so many sentences of its source that it would wait."""
    english = re.findall(rb"(?m)^(?:\d+\.\d+: |Keep )", page)
    return len(english) * 100 > 20 * (SENTENCES + 1)


def check(base: Path, folder: Path, plan: Plan) -> None:
    roots = [shutil.copytree(base, folder / name) for name in ("ours", "theirs", "both")]
    for root, steps in zip(roots, (plan.ours, plan.theirs, plan.ours + plan.theirs), strict=True):
        for step in steps:
            step(root)
        commit(root)
    ours, theirs, both = roots
    assert merge(ours, theirs) is bool(plan.disputed)
    for root in (ours, both):
        assert run(root, "sync", "-q").code == 0
    check_disputed(ours, plan)
    # Of what no entry inherits, the memory notes where it has it.
    merged, wanted = (
        {name: each._replace(comments=()) for name, each in live(root).items()}
        for root in (ours, both)
    )
    agreed = [name for name in wanted if not name[1][1].startswith(tuple(plan.disputed) or ("\0",))]
    assert merged.keys() == wanted.keys()
    assert {name: merged[name] for name in agreed} == {name: wanted[name] for name in agreed}
    if not plan.disputed:
        one, other = pages(ours), pages(both)
        shared = one.keys() & other.keys()
        assert {path: one[path] for path in shared} == {path: other[path] for path in shared}
        # A page that was far enough on the way stays when it falls behind.
        assert all(map(is_behind, [(one | other)[path] for path in one.keys() ^ other.keys()]))
    before = snapshot(ours)
    assert run(ours, "sync").code == 0
    assert snapshot(ours) == before
    shutil.rmtree(folder)


def check_disputed(root: Path, plan: Plan) -> None:
    """Look for every text that was written, also of those sentences that both translated."""
    files = [path.read_text() for path in (root / "locales").rglob("*.po")]
    assert [text for text in plan.texts if not any(text in file for file in files)] == []
    for (_, (_, msgid)), entry in live(root).items():
        if msgid.startswith(tuple(plan.disputed) or ("\0",)):
            assert entry.fuzzy
            assert any(line.startswith(THEIRS) for line in entry.comments)


# Merges of one kind of catalogs and another differ little: soak tries all forms.
_FORMS = ("grouped", *(pytest.param(form, marks=pytest.mark.soak) for form in ("own", "sections")))


@pytest.fixture(scope="module", params=_FORMS)
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("base") / "site", request.param)


@pytest.mark.parametrize("count", [1, pytest.param(MANY, marks=pytest.mark.soak)])
@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_a_merge_is_as_if_one_branch_had_followed_the_other(
    base: Path, tmp_path: Path, kind: Callable[[random.Random], Plan], count: int
) -> None:
    for seed in range(count):
        check(base, tmp_path / str(seed), kind(random.Random(f"{kind.__name__} {seed}")))
