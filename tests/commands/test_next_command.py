"""What to translate next, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import build_site, run, snapshot, translate, write

FEES = "# Fees\n\nPay 30 USD at the bank.\n\nAsk for a receipt.\n\nThe desk is on the left.\n"
SHARED = (
    "# Title {}\n\nBring two photos and a pen.\n\nThis line of {} is its own, and it is long.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with a page, a guide that is nearly one, and three without anything."""
    guides = {"fees.md": FEES, "near.md": FEES.replace("30 USD", "cash")}
    guides |= {f"{name}.md": SHARED.format(name, name) for name in ("a", "b", "c")}
    root = build_site(tmp_path / "site", guides)
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "fees")
    assert run(root, "sync", "-q").code == 0
    return root


def steps(site: Path, *arguments: str) -> list[dict]:
    before = snapshot(site)
    done = run(site, "next", "--format", "json", *arguments)
    assert (done.code, done.err, snapshot(site)) == (0, "", before)
    return json.loads(done.out)["steps"]


def test_each_step_is_at_its_line_in_its_catalog(site):
    found = steps(site)
    assert {each["language"] for each in found} == {"es", "pt"}
    for each in found:
        lines = (site / each["path"]).read_text().split("\n")
        entry = "\n".join(lines[each["line"] - 1 :]).split("\n\n")[0]
        assert json.dumps(each["msgid"]) in entry


def test_pages_that_lack_least_come_before_texts_that_most_guides_gain_from(site):
    found = steps(site, "-l", "es")
    assert [(each["worth"], each["key"]) for each in found][:4] == [
        ("page", "near"),
        ("page", "a"),
        ("page", "b"),
        ("page", "c"),
    ]
    assert found[0]["words"] == min(each["words"] for each in found[:4])
    assert (found[4]["worth"], found[4]["msgid"]) == ("text", "Bring two photos and a pen.")
    assert found[4]["guides"] == 3
    assert len({(each["path"], each["msgid"]) for each in found}) == len(found)


def test_a_price_that_changed_is_the_first_of_all(site):
    assert steps(site, "-l", "es")[0]["worth"] == "page"
    write(site, "content/en/fees.md", FEES.replace("30 USD", "40 USD").replace("left", "right"))
    assert run(site, "extract", "-q").code == 0
    first, second = steps(site, "-l", "es", "--limit", "2")
    assert (first["worth"], first["msgid"]) == ("number, date or price", "Pay 40 USD at the bank.")
    assert (first["previous"], first["key"]) == ("Pay 30 USD at the bank.", "fees")
    assert second["worth"] == "page"
    shown = run(site, "next", "-l", "es", "--limit", "1")
    place = f"  {first['path']}:{first['line']}  number, date or price changed:"
    assert shown.out.startswith(f"es:\n{place}")
    assert 'before "Pay 30 USD' in " ".join(shown.out.split())
    assert max(map(len, shown.out.split("\n"))) <= 80


def test_a_page_that_is_ready_waits_for_merging_alone(site):
    translate(site, "es", "near")
    first = steps(site, "-l", "es")[0]
    assert (first["key"], first["msgid"], first["words"]) == ("near", "", 0)
    assert "near is ready: l10n merge publishes it" in run(site, "next", "-l", "es").out


def test_nothing_is_left_of_a_site_that_is_done(tmp_path):
    root = build_site(tmp_path, {"fees.md": FEES})
    run(root, "extract", "-q")
    for language in ("es", "pt"):
        translate(root, language, "fees")
    assert run(root, "sync", "-q").code == 0
    assert run(root, "next").out == "Nothing is left to translate.\n"


def test_a_damaged_catalog_is_told_and_counts_in_the_exit_code(site):
    write(site, "locales/pt/fees.po", 'msgid "a\n')
    told = run(site, "next")
    assert told.code == 1
    assert told.out.startswith("locales/pt/fees.po:1: error: ")
    assert "\nes:\n" in told.out


def test_of_what_cannot_be_read_it_is_not_said_that_nothing_is_left(tmp_path):
    root = build_site(tmp_path, {"fees.md": FEES})
    run(root, "extract", "-q")
    translate(root, "es", "fees")
    write(root, "locales/pt/fees.po", 'msgid "a\n')
    assert run(root, "merge", "-q").code == 1
    told = run(root, "next")
    assert told.code == 1
    assert told.out.endswith(
        "Nothing is left to translate in what can be read: mend the errors first.\n"
    )
