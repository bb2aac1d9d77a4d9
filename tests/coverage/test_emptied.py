"""Translations that went empty since the last run are told, once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.sites import FORMS, GUIDES, build_translated_site, run, write

CATALOGS = {
    "own": {"bus": "locales/es/bus.po", "peru/visa": "locales/es/peru-visa.po"},
    "grouped": {"bus": "locales/es.po", "peru/visa": "locales/es.po"},
}


@pytest.fixture(params=CATALOGS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path, form: str) -> Path:
    root = build_translated_site(tmp_path / "site", settings=FORMS[form])
    run(root, "sync", "-q")
    return root


def empty(path: Path, guide: str, most: int) -> None:
    """Empty translations of a guide, as a program does that takes them for untranslated."""
    head, *entries = path.read_text().split("\n\n")
    own = [each for each in entries if f"#: content/en/{guide}.md\n" in each][:most]
    emptied = {each: re.sub(r'(?m)^msgstr "(.|\n")*"$', 'msgstr ""', each) for each in own}
    path.write_text("\n\n".join([head, *(emptied.get(each, each) for each in entries)]))


def told(root: Path, *arguments: str) -> list[str]:
    lines = run(root, *(arguments or ("sync",))).out.split("\n")
    return [each for each in lines if "went empty" in each]


def test_they_are_told_once_by_language_and_guide(site, form):
    for guide, most in (("bus", 1), ("peru/visa", 3)):
        empty(site / CATALOGS[form][guide], guide, most)
    assert told(site) == ["es: 4 translations went empty since the last run, in peru-visa, bus"]
    assert told(site, "sync", "-v") == []
    write(site, "content/en/bus.md", GUIDES["bus.md"] + "\nMore.\n")
    assert told(site) == []


def test_json_has_them(site, form):
    empty(site / CATALOGS[form]["bus"], "bus", 1)
    found = json.loads(run(site, "extract", "--format", "json").out)["emptied"]
    assert found == [{"key": "bus", "language": "es", "entries": 1}]


def test_what_other_commands_see_first_is_told_all_the_same(site, form):
    empty(site / CATALOGS[form]["bus"], "bus", 1)
    for name in ("coverage", "check", "status"):
        assert told(site, name) == []
    assert told(site, "extract", "--check") == told(site, "extract", "--check") != []
    assert told(site, "extract") != []
    assert told(site, "extract") == []


def test_what_was_put_back_is_none(site, form):
    path = site / CATALOGS[form]["bus"]
    before = path.read_text()
    empty(path, "bus", 1)
    run(site, "coverage")
    path.write_text(before)
    assert told(site) == []


def test_a_source_that_changed_empties_nothing(site):
    write(site, "content/en/bus.md", "# Trams\n\nWalk to the harbour and take whatever comes.\n")
    assert told(site) == []
    write(site, "content/en/bus.md", GUIDES["bus.md"])
    assert told(site) == []
