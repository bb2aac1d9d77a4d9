"""A person's text is never replaced by a machine's, and who wrote a text is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.match.machine import is_by_machine
from tests.engines.servers import Server
from tests.sites import BUS, run, write
from tests.translate.sites import build, edit, entry, pseudo, read, translate

TICKET = "Buy the ticket"
PERSON = "Compre el billete en la estación. No a extraños."
GUIDES = {"bus.md": BUS}
PUBLISH = '[language.es]\nmachine = "publish"\n[engines.local]'


@pytest.fixture
def site(model: Server, tmp_path: Path) -> Path:
    site = build(tmp_path, model, guides=GUIDES)
    translate(site, "-l", "es")
    return site


def test_a_confirmed_text_loses_its_mark_at_the_next_extract(site: Path) -> None:
    edit(site, "#, fuzzy\n", "")
    assert run(site, "extract").code == 0
    assert entry(site, TICKET).comments == ()
    assert entry(site, TICKET).translated


def test_an_edited_text_is_a_persons_even_while_it_is_fuzzy(site: Path, model: Server) -> None:
    edit(site, pseudo("Buy the ticket"), "Compre el billete")
    assert not is_by_machine(entry(site, TICKET))
    model.requests.clear()
    translate(site, "-l", "es", "--again")
    assert model.requests == []
    assert entry(site, TICKET).msgstr.startswith("Compre el billete")
    # A machine that revises it when its source changes leaves it where it was.
    write(site, "content/en/bus.md", BUS.replace("at the station", "at the new station"))
    translate(site, "-l", "es")
    texts = [each.msgstr for each in read(site, "es", "bus").entries]
    assert any(each.startswith("Compre el billete") for each in texts)


def test_an_emptied_text_stays_empty(site: Path, model: Server) -> None:
    text = entry(site, TICKET).msgstr
    edit(
        site,
        f'#, fuzzy\nmsgid "{entry(site, TICKET).msgid}"\nmsgstr "{text}"',
        f'msgid "{entry(site, TICKET).msgid}"\nmsgstr ""',
    )
    model.requests.clear()
    translate(site, "-l", "es")
    assert (entry(site, TICKET).msgstr, model.requests) == ("", [])


def test_a_machines_text_teaches_the_memory_nothing(site: Path) -> None:
    write(site, "content/en/tram.md", BUS)
    assert run(site, "extract").code == 0
    assert entry(site, TICKET, key="tram").msgstr == ""


def test_the_memory_prefers_people(site: Path) -> None:
    write(site, "content/en/tram.md", BUS)
    assert run(site, "extract").code == 0
    edit(
        site,
        f'"{entry(site, TICKET, key="tram").msgid}"\nmsgstr ""',
        f'"{entry(site, TICKET, key="tram").msgid}"\nmsgstr "{PERSON}"',
        "locales/es/tram.po",
    )
    assert run(site, "extract").code == 0
    assert entry(site, TICKET).msgstr == PERSON
    assert entry(site, TICKET).comments == ("memory: the same text, in tram",)
    assert entry(site, TICKET).translated


def test_a_machines_text_of_an_old_source_is_revised_and_not_kept(
    site: Path, model: Server
) -> None:
    old = entry(site, TICKET)
    write(site, "content/en/bus.md", BUS.replace("at the station", "at the new station"))
    assert run(site, "extract").code == 0
    stale = entry(site, TICKET)
    assert (stale.msgstr, stale.previous_msgid, is_by_machine(stale)) == (
        old.msgstr,
        old.msgid,
        True,
    )
    model.requests.clear()
    translate(site, "-l", "es")
    assert len(model.texts) == 1
    assert entry(site, TICKET).msgstr == pseudo(entry(site, TICKET).msgid)
    assert not any(each.obsolete for each in read(site, "es", "bus").entries)


def test_stale_keep_shows_no_machines_text(site: Path) -> None:
    edit(site, "publish-at = 80", 'publish-at = 0\nstale = "keep"', "l10n.toml")
    write(site, "content/en/bus.md", BUS.replace("from a stranger", "from any stranger"))
    run(site, "sync", "-l", "es")
    assert pseudo("Buy the ticket") not in (site / "content/es/bus.md").read_text(encoding="utf-8")


def test_what_a_machine_wrote_is_counted_apart(site: Path) -> None:
    shown = run(site, "coverage", "-l", "es").out
    assert "▓ by a machine, to be confirmed" in shown
    assert "0.0 %" in shown
    assert "written by a machine, please check" in run(site, "status", "-l", "es").out


def test_a_language_may_publish_it(site: Path) -> None:
    edit(
        site, "[engines.local]", '[language.es]\nmachine = "publish"\n[engines.local]', "l10n.toml"
    )
    before = (site / "locales/es/bus.po").read_bytes()
    assert run(site, "sync", "-l", "es").code == 0
    assert pseudo("Buy the ticket") in (site / "content/es/bus.md").read_text(encoding="utf-8")
    assert (site / "locales/es/bus.po").read_bytes() == before
    assert "▓ by a machine" in run(site, "coverage", "-l", "es").out
    # What is not of this source any more is not.
    write(site, "content/en/bus.md", BUS.replace("at the station", "at the new station"))
    run(site, "sync", "-l", "es")
    assert "at the new station" in (site / "content/es/bus.md").read_text(encoding="utf-8")


def test_confirm_makes_it_a_persons(site: Path) -> None:
    assert run(site, "confirm", "-l", "es").code == 2
    assert run(site, "confirm", "-l", "es", "bus").out == "2 texts confirmed, in 1 catalog.\n"
    assert (entry(site, TICKET).comments, entry(site, TICKET).translated) == ((), True)
    before = (site / "locales/es/bus.po").read_bytes()
    assert run(site, "confirm", "-l", "es", "--all").out == "0 texts confirmed, in 0 catalogs.\n"
    assert run(site, "extract").code == 0
    assert (site / "locales/es/bus.po").read_bytes() == before


def test_an_edit_of_a_published_page_is_a_persons(site: Path) -> None:
    edit(
        site, "[engines.local]", '[language.es]\nmachine = "publish"\n[engines.local]', "l10n.toml"
    )
    assert run(site, "sync", "-l", "es").code == 0
    edit(site, pseudo("Buy the ticket at the station."), "Compre aquí.", "content/es/bus.md")
    assert run(site, "import", "-l", "es").code == 0
    text = entry(site, TICKET)
    assert text.msgstr == "Compre aquí. " + pseudo("Do not buy it from a stranger.")
    assert (text.comments, text.translated) == ((), True)
