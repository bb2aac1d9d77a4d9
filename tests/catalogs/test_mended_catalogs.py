"""Slips that msgfmt refuses stop no catalog: they are mended when read, said, and written so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.po.po_tools import msgfmt_rejects, needs_gettext
from tests.sites import FORMS, build_translated_site, run, snapshot

GUIDES = {
    "ferry.md": "---\ntitle: Ferries\n---\n\nBuy the ticket on the boat.\n\nKeep dogs on a lead.\n"
}
PATHS = {
    "own": "locales/es/ferry.po",
    "grouped": "locales/es.po",
    "sections": "locales/es/top.po",
}
PAGE = "content/es/ferry.md"
TICKET = 'msgstr "Búy thé tíçkét óñ thé bóát."'
TWIN = f'\n# twice\nmsgid "Buy the ticket on the boat."\n{TICKET}\n'


@pytest.fixture(params=["own", "grouped", pytest.param("sections", marks=pytest.mark.soak)])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path, form: str) -> Path:
    return build_translated_site(tmp_path, guides=GUIDES, settings=FORMS[form])


def spoil(path: Path, old: str, new: str) -> int:
    """Replace a text in the catalog; return the line of the entry, whose msgid is just above."""
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    return text[: text.index(old)].count("\n")


SLIPS = {
    "end": (TICKET, TICKET[:-1] + '\\n"'),
    "begin": (TICKET, TICKET.replace('"', '"\\n', 1)),
    "several": (TICKET, TICKET[:-1] + '"\n"\\n"\n"\\n"'),
    "twice": (f"{TICKET}\n", f"{TICKET}\n{TWIN}"),
}


@needs_gettext
@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("command", [("extract",), ("check", "--fix"), ("sync",)])
def test_a_slip_is_written_mended(
    site: Path, form: str, name: str, command: tuple[str, ...]
) -> None:
    path = site / PATHS[form]
    before = parse_catalog(path.read_bytes(), str(path))
    pages = (site / PAGE).read_bytes()
    spoil(path, *SLIPS[name])
    assert msgfmt_rejects(path.read_bytes())
    assert run(site, *command, "-q").code == 0
    after = path.read_bytes()
    assert not msgfmt_rejects(after)
    assert parse_catalog(after, str(path)).published() == before.published()
    assert ("# twice" in after.decode()) is (name == "twice")
    assert run(site, "merge", "--check").code == 0
    assert (site / PAGE).read_bytes() == pages
    left = snapshot(site)
    assert run(site, "sync", "-q").out == ""
    assert snapshot(site) == left


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_said_by_check_and_counts_for_nothing_else(
    site: Path, form: str, name: str
) -> None:
    line = spoil(site / PATHS[form], *SLIPS[name]) + (4 if name == "twice" else 0)
    for _ in range(2):
        done = run(site, "check", "-l", "es", "--format", "json")
        found = [each for each in json.loads(done.out)["findings"] if each["check"] == "slips"]
        assert [(each["path"], each["line"], each["severity"]) for each in found] == [
            (PATHS[form], line, "warning")
        ]
        assert done.code == 0
    assert run(site, "merge", "--check").code == 0
    assert "100.0 %" in run(site, "coverage", "-l", "es").out
    assert "mended" in run(site, "check", "--fix", "-l", "es").out
    assert "[slips]" not in run(site, "check", "-l", "es").out


def test_two_translations_of_one_text_are_still_refused(site: Path, form: str) -> None:
    path = site / PATHS[form]
    spoil(path, f"{TICKET}\n", f"{TICKET}\n{TWIN.replace('bóát', 'férry')}")
    spoiled = path.read_bytes()
    for command in (["extract"], ["check", "--fix"]):
        done = run(site, *command)
        assert done.code == 1
        assert "delete one of the two entries" in done.out
    assert path.read_bytes() == spoiled
