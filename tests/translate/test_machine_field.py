"""A published page says whether a machine wrote of it what readers see, and all else stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engines.servers import Server
from tests.sites import BUS, run, snapshot, write
from tests.translate.sites import build, edit, entry, pseudo, translate

PUBLISH = '[language.es]\nmachine = "publish"\n'
FIELD = 'machine-field = "by_machine"\n'
PAGE = "content/es/bus.md"
CITY = f"{pseudo('Buses')} urbanos"
VISA = "---\ntitle: Visas # of all kinds\nweight: 3\n---\n\nAsk for it at the office.\n"
TAX = '+++\ntitle = "Taxes"\n[extra]\na = 1\n+++\n\nPay before March.\n'
GUIDES = {
    "bus.md": BUS,
    "tax.md": TAX,
    "visa.md": VISA,
    "way.md": '{\n  "title": "Ways"\n}\n\nGo on foot.\n',
}


@pytest.fixture
def site(model: Server, tmp_path: Path) -> Path:
    site = build(tmp_path / "site", model, PUBLISH, guides=GUIDES)
    translate(site, "-l", "es")
    return site


def with_field(site: Path, more: str = FIELD) -> Path:
    """Return a copy of a site that marks its pages."""
    copy = shutil.copytree(site, site.with_name("marked"))
    write(copy, "l10n.toml", more + (copy / "l10n.toml").read_text(encoding="utf-8"))
    return copy


def pages(site: Path) -> dict[str, str]:
    """Publish a site, and return its pages."""
    assert run(site, "sync", "-l", "es").code == 0
    found = sorted(site.glob("content/es/*.md"))
    return {each.name: each.read_text(encoding="utf-8") for each in found}


def test_pages_say_that_a_machine_wrote_them(site: Path) -> None:
    plain, marked = pages(site), pages(with_field(site))
    assert marked == {
        "bus.md": f"---\nby_machine: true\n---\n{plain['bus.md']}",
        "tax.md": plain["tax.md"].replace("+++\n", "+++\nby_machine = true\n", 1),
        "visa.md": plain["visa.md"].replace("weight: 3\n", "weight: 3\nby_machine: true\n"),
        "way.md": plain["way.md"].replace('"\n}', '",\n  "by_machine": true\n}'),
    }


@pytest.mark.parametrize("field", [FIELD, FIELD + 'machine-value = "share"\n'])
def test_what_people_wrote_is_not_marked(site: Path, field: str) -> None:
    marked = with_field(site, field)
    assert pages(site) != pages(marked)
    for each in (site, marked):
        assert run(each, "confirm", "-l", "es", "--all").code == 0
    assert pages(site) == pages(marked)


def test_the_share_is_of_words(site: Path) -> None:
    marked = with_field(site, FIELD + 'machine-value = "share"\n')
    assert "by_machine: 100\n" in pages(marked)["bus.md"]
    heading = f'"Buses"\nmsgstr "{entry(marked, "Buses").msgstr}"'
    edit(marked, heading, '"Buses"\nmsgstr "Autobuses"')
    assert "by_machine: 100\n" not in pages(marked)["bus.md"]
    assert "\nby_machine: 92\n" in pages(marked)["bus.md"]  # 12 words of 13
    before = snapshot(marked)
    shutil.rmtree(marked / ".l10n")
    pages(marked)
    assert snapshot(marked) == before


def test_a_table_of_a_language_may_have_it(site: Path) -> None:
    marked = with_field(site)
    edit(
        marked,
        "[language.es]\n",
        '[language.es]\nmachine-field = "extra.by_machine"\n',
        "l10n.toml",
    )
    found = pages(marked)
    assert "[extra]\nby_machine = true\na = 1\n" in found["tax.md"]
    assert "weight: 3\nextra: {by_machine: true}\n" in found["visa.md"]


def test_what_is_doubted_is_not_shown_and_not_marked(site: Path) -> None:
    marked = with_field(site)
    for each in ("Buses", "Buy the ticket"):
        (mark,) = entry(marked, each).comments
        edit(marked, f"# {mark}\n", f"# {mark}\n# machine doubts: second: really?\n")
    assert "bus.md" not in pages(marked)
    said = " ".join(run(marked, "status", "-l", "es").out.split())
    assert "written by a machine, please check (second: really?): " in said


def test_an_edited_page_is_no_longer_marked_when_all_is_a_persons(site: Path) -> None:
    marked = with_field(site)
    pages(marked)
    edit(marked, pseudo("Buses"), CITY, PAGE)
    edit(marked, pseudo("Buy the ticket"), "Compre", PAGE)
    done = run(marked, "import", "-l", "es")
    assert (done.code, "reshaped" in done.out) == (0, False), done
    page = pages(marked)["bus.md"]
    assert page.startswith(f"# {CITY}\n\nCompre ")


def test_an_edit_of_one_text_leaves_the_others_the_machines(site: Path) -> None:
    marked = with_field(site)
    pages(marked)
    edit(marked, pseudo("Buses"), CITY, PAGE)
    assert run(marked, "import", "-l", "es").code == 0
    assert entry(marked, "Buses").translated
    assert entry(marked, "Buy the ticket").fuzzy
    assert pages(marked)["bus.md"].startswith("---\nby_machine: true\n---\n# ")


def test_what_a_page_or_its_source_says_of_its_own_accord_stays(
    model: Server, tmp_path: Path
) -> None:
    guides = {"bus.md": f"---\nby_machine: false\n---\n{BUS}", "visa.md": VISA}
    site = build(tmp_path, model, PUBLISH, guides=guides)
    write(site, "l10n.toml", FIELD + (site / "l10n.toml").read_text(encoding="utf-8"))
    by_hand = "---\ntitle: Visados # of all kinds\nweight: 3\nby_machine: true\n---\n\nPídalo.\n"
    write(site, "content/es/visa.md", by_hand)
    assert run(site, "import", "-l", "es").code == 0
    assert pages(site)["visa.md"] == by_hand
    translate(site, "-l", "es")
    assert "by_machine: true\n" in pages(site)["bus.md"]
    run(site, "confirm", "-l", "es", "--all")
    assert "by_machine: false\n" in pages(site)["bus.md"]


def test_a_page_that_cannot_say_so_is_not_published(model: Server, tmp_path: Path) -> None:
    odd = f"---\nby_machine: &x 1\nb: *x\n---\n{BUS}"
    site = build(tmp_path, model, PUBLISH, guides={"bus.md": odd})
    write(site, "l10n.toml", FIELD + (site / "l10n.toml").read_text(encoding="utf-8"))
    translate(site, "-l", "es")
    done = run(site, "merge", "-l", "es")
    assert done.code == 1
    assert "content/en/bus.md: error: by_machine cannot be added" in done.out + done.err
    assert not (site / "content/es/bus.md").exists()


def test_a_person_alone_is_published_without_it(model: Server, tmp_path: Path) -> None:
    site = build(tmp_path, model, guides={"bus.md": BUS})
    write(site, "l10n.toml", FIELD + (site / "l10n.toml").read_text(encoding="utf-8"))
    translate(site, "-l", "es")
    run(site, "confirm", "-l", "es", "--all")
    assert pages(site)["bus.md"].startswith(f"# {pseudo('Buses')}")
