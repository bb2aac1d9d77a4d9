"""The pseudo command: a language for tests of layouts, of which nothing else takes notice."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.repositories import commit, git
from tests.safe.parsers import read_structure
from tests.sites import BUS, SETTINGS, build_site, build_translated_site, run, snapshot, write

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "site"
    root.mkdir()
    for name in ("content", "locales"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "l10n.toml", root)
    return root


@pytest.fixture
def site(tmp_path):
    return build_translated_site(tmp_path / "site")


def texts(root, language):
    for path in sorted((root / "locales" / language).rglob("*.po")):
        yield from parse_catalog(path.read_bytes(), str(path)).entries


def others(root, *languages):
    """Return all files but those of these languages, the record and the cache."""
    aside = (".l10n/", *(f"content/{each}/" for each in languages))
    aside += tuple(f"locales/{each}/" for each in languages)
    return {path: data for path, data in snapshot(root).items() if not path.startswith(aside)}


# What must not change.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name one language with -l, like xx"),
        (("-l", "xx", "-l", "qps"), "name one language with -l, like xx"),
        (("-l", "xx", "--like", "es", "--longer", "30"), "not both --longer and --like"),
        (("-l", "es"), "es is one of the site's languages: take it out, or name another"),
        (("-l", "en"), "en is one of the site's languages"),
        (("-l", "fr"), "fr: take a tag that is no language, like xx or qps"),
        (("-l", "../xx"), "../xx: take a tag that is no language"),
        (("-l", "xx", "--like", "fr"), "fr is not one of the site's languages"),
        (("-l", "xx", "--longer", "-5"), "-5.0 is not in the range"),
    ],
)
def test_wrong_usage_is_told_in_a_line(site, arguments, message):
    before = snapshot(site)
    done = run(site, "pseudo", *arguments)
    assert (done.code, message in done.err) == (2, True), done.err
    assert snapshot(site) == before


def test_nothing_else_takes_notice(site):
    git(site, "init", "-q")
    commit(site)
    commands = ("sync", "coverage", "check", "links", "keys", "status", "next")
    before, said = others(site), [run(site, each, "-v") for each in commands]
    assert run(site, "pseudo", "-l", "xx").code == 0
    assert others(site, "xx") == before
    after = [run(site, each, "-v") for each in commands]
    assert after == said
    assert others(site, "xx") == before


@pytest.mark.parametrize(
    ("catalogs", "left"),
    [
        ("locales/{lang}/{key}.po", ["content/xx", "locales/xx"]),
        ("po/{lang}-{key}.po", ["content/xx", "po/xx-bus.po", "po/xx-published.txt"]),
        ("{lang}/{key}.po", ["content/xx", "xx"]),
    ],
)
def test_what_is_removed_leaves_no_trace(tmp_path, catalogs, left):
    settings = SETTINGS.replace("locales/{lang}/{key}.po", catalogs)
    site = build_site(tmp_path / "site", {"bus.md": BUS}, settings)
    assert run(site, "sync", "-q").code == 0
    before = snapshot(site)
    assert run(site, "pseudo", "-l", "xx").code == 0
    new = snapshot(site)
    assert all(path.startswith(tuple(left)) for path in new.keys() - before.keys())
    assert {path: new.get(path) for path in before} == before
    for path in left:
        shutil.rmtree(site / path) if (site / path).is_dir() else (site / path).unlink()
    assert snapshot(site) == before


def test_a_page_beside_its_guide_by_file_name(tmp_path):
    """Pages of other languages lie among the sources."""
    trees = '[[content]]\nsource = "content/{path}"\nlocalized = "content/{path}.{lang}"\n'
    settings = SETTINGS.replace('content = "content/{lang}"\n', "") + trees
    write(tmp_path, "l10n.toml", settings)
    write(tmp_path, "content/bus.md", "# Buses\n\nBuy the ticket.\n")
    write(tmp_path, "content/bus.es.md", "# Autobuses\n\nCompre el billete.\n")
    assert run(tmp_path, "import", "-q").code == 0
    assert run(tmp_path, "pseudo", "-l", "xx", "--longer", "0").code == 0
    names = {each.name for each in (tmp_path / "content").iterdir()}
    assert names == {"bus.md", "bus.es.md", "bus.xx.md"}
    assert (tmp_path / "content/bus.xx.md").read_text() == "# ⟦Ɓúšéš⟧\n\n⟦Ɓúý ťĥé ťíçķéť.⟧\n"


# What does.


@pytest.mark.parametrize(
    "more", [(), ("--rtl",), ("--longer", "200"), ("--like", "es")], ids=" ".join
)
def test_every_text_of_the_demo_is_filled_and_keeps_its_structure(demo, more):
    done = run(demo, "pseudo", "-l", "xx", *more, "--format", "json")
    assert done.code == 0, done.out
    told = json.loads(done.out)
    entries = [*texts(demo, "xx")]
    assert told["texts"] == len(entries) > 500
    assert told["unchanged"] < 0.02 * len(entries)
    assert all(each.translated and each.msgstr for each in entries)
    assert set(told["pages"]) == {"published"} or set(told["pages"]) <= {"published", "unchanged"}
    letters = re.compile("[א-ת]" if "--rtl" in more else "[áéíóúýšťř]", re.IGNORECASE)
    assert sum(bool(letters.search(each.msgstr)) for each in entries) > 0.97 * len(entries)
    pages = sorted((demo / "content/xx").rglob("*.md"))
    assert len(pages) == len([*(demo / "content/en").rglob("*.md")])
    for page in pages:
        source = demo / "content/en" / page.relative_to(demo / "content/xx")
        assert read_structure(page.read_text()) == read_structure(source.read_text())


def test_filling_again_changes_nothing(site):
    assert run(site, "pseudo", "-l", "xx").code == 0
    before = others(site)
    assert run(site, "pseudo", "-l", "xx").code == 0
    assert others(site) == before


def test_a_change_of_the_source_is_filled_anew(site):
    assert run(site, "pseudo", "-l", "xx", "--longer", "0").code == 0
    write(site, "content/en/bus.md", "# Buses\n\nBuy it at home.\n")
    told = json.loads(run(site, "pseudo", "-l", "xx", "--longer", "0", "--format", "json").out)
    assert (told["catalogs"], told["written"]) == (3, 1)
    page = (site / "content/xx/bus.md").read_text()
    assert page == "# ⟦Ɓúšéš⟧\n\n⟦Ɓúý íť áť ĥóɱé.⟧\n"
    assert [each.msgid for each in texts(site, "xx") if each.obsolete] == []


def test_guides_that_are_named(site):
    told = json.loads(run(site, "pseudo", "-l", "xx", "bus", "--format", "json").out)
    assert (told["catalogs"], told["pages"]) == (1, {"published": 1})
