"""The coverage command's formats, and where they are written."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from l10n.po import parse_catalog, render_catalog
from tests.coverage_reports import HOSTILE
from tests.sites import build_site, run, snapshot, stamps, translate, write

FORMATS = ("text", "json", "markdown", "html", "csv", "svg")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site whose guides are extracted, one of them translated into Spanish."""
    root = build_site(tmp_path / "site")
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "bus")
    return root


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_goes_to_standard_output_or_into_a_file(site, form):
    arguments = ("coverage", "--format", form, "-l", "es")
    before = snapshot(site)
    shown = run(site, *arguments)
    assert (shown.code, shown.err) == (0, "")
    assert snapshot(site) == before
    (site / "out").mkdir()
    written = run(site, *arguments, "-o", "out/report.svg")
    assert (written.code, written.out, written.err) == (0, "", "")
    text = (site / "out/report.svg").read_text(encoding="utf-8")
    if form == "html":  # which says when it was made
        assert len(text) == len(shown.out)
    else:
        assert text == shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("coverage", "-o", "no/x.html"),
        ("coverage", "--format", "svg", "-l", "es", "-o", "no/x.svg"),
        ("links", "--write-baseline", "--baseline", "no/x.txt"),
        ("pack", "-l", "es", "-o", "no/x.xlf"),
    ],
)
def test_no_folder_is_made_for_a_file_that_is_named(site: Path, arguments: tuple[str, ...]) -> None:
    refused = run(site, *arguments)
    assert (refused.code, refused.out) == (2, "")
    message = "there is no folder no: make it, or name a file in another one"
    assert refused.err == f"l10n: {arguments[-1]}: {message}\n"
    assert not (site / "no").exists()


def test_a_folder_for_badges_is_made(site: Path) -> None:
    assert run(site, "coverage", "--format", "svg", "-o", "out/badges").code == 0
    assert sorted(path.name for path in (site / "out/badges").iterdir()) == ["es.svg", "pt.svg"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.html", "<!DOCTYPE html>"),
        ("x.HTM", "<!DOCTYPE html>"),
        ("x.md", "## Translations of"),
        ("x.markdown", "## Translations of"),
        ("x.json", '{\n  "languages"'),
        ("x.csv", "language,key,path,page,percent,"),
        ("x.svg", "<svg "),
        ("x.txt", "language "),
        ("x", "language "),
    ],
)
def test_the_ending_says_the_format_unless_one_is_named(site, name, start):
    assert run(site, "coverage", "-l", "es", "-o", name).code == 0
    assert (site / name).read_text(encoding="utf-8").lstrip().startswith(start)
    assert run(site, "coverage", "-l", "es", "--format", "text", "-o", name).code == 0
    assert (site / name).read_text(encoding="utf-8").startswith("language ")


def test_an_unknown_ending_is_refused_unless_a_format_is_named(site):
    before = snapshot(site)
    told = run(site, "coverage", "-o", "x.xyz")
    assert (told.code, told.out) == (2, "")
    assert "'-o': no format is known by this ending: name it .json, .md, " in told.err
    assert snapshot(site) == before
    assert run(site, "coverage", "--format", "csv", "-o", "x.xyz").code == 0
    assert (site / "x.xyz").read_text(encoding="utf-8").startswith("language,key")


def test_a_spreadsheet_adds_up_to_the_table(site):
    write(site, "content/en/=1+1.md", "# Sums\n")
    run(site, "extract", "-q")
    rows = list(csv.DictReader(run(site, "coverage", "--format", "csv").out.splitlines()))
    told = json.loads(run(site, "coverage", "--format", "json").out)
    for language, known in told["languages"].items():
        own = [row for row in rows if row["language"] == language]
        assert len(own) == known["guides"]["total"] == 4
        for unit in ("words", "segments"):
            assert sum(int(row[unit]) for row in own) == known[unit]["total"]
            done = sum(int(row[f"{unit} translated"]) for row in own)
            assert done == known[unit]["translated"]
    assert {row["key"] for row in rows} == {"'=1+1", "bus", "peru-visa", "peru/tax"}
    assert [row["percent"] for row in rows if row["key"] == "bus"] == ["100.0", "0.0"]


def test_the_same_report_is_not_written_again(site):
    arguments = ("coverage", "--format", "markdown", "-o", "report.md")
    run(site, *arguments)
    before = stamps(site)
    run(site, *arguments)
    assert stamps(site) == before


def test_badges_of_several_languages_go_into_a_folder(site):
    assert run(site, "coverage", "--format", "svg", "-o", "badges").code == 0
    assert sorted(path.name for path in (site / "badges").iterdir()) == ["es.svg", "pt.svg"]
    badge = ElementTree.fromstring((site / "badges/pt.svg").read_text(encoding="utf-8"))
    assert badge.findtext("{http://www.w3.org/2000/svg}title") == "Portuguese: 0 % translated"
    assert run(site, "coverage", "--format", "svg", "-l", "es", "-o", "badges").code == 0
    for wrong in ((), ("-o", "one.svg")):
        told = run(site, "coverage", "--format", "svg", *wrong)
        assert (told.code, told.out) == (2, "")
        assert "name a folder for the badges with -o" in told.err


def test_a_folder_is_no_file(site):
    told = run(site, "coverage", "--format", "html", "-o", "content")
    assert (told.code, told.out) == (2, "")
    assert told.err == "l10n: content: this is a folder: name a file in it\n"


def test_json_without_a_revision_says_nothing_of_one(site):
    assert set(json.loads(run(site, "coverage", "--format", "json").out)) == {
        "languages",
        "guides",
        "behind",
        "not_read",
        "without_source",
        "refused",
    }


def test_what_is_damaged_is_in_the_page_and_in_the_exit_code(site):
    write(site, "locales/pt/bus.po", 'msgid "a\n')
    told = run(site, "coverage", "--format", "html")
    assert told.code == 1
    assert "locales/pt/bus.po" in told.out
    told = run(site, "coverage", "--format", "json")
    assert (told.code, "locales/pt/bus.po:1: error: " in told.err) == (1, True)


def test_a_low_share_fails_in_every_format(site):
    for form in FORMATS:
        told = run(site, "coverage", "--format", form, "--fail-under", "50", "-l", "pt")
        assert (told.code, told.err) == (1, "below 50 %: pt\n")


def test_a_translators_script_stays_text_in_every_format(site):
    path = site / "locales/es/bus.po"
    catalog = parse_catalog(path.read_bytes(), "bus.po")
    entries = tuple(
        entry._replace(msgstr=HOSTILE, flags=("fuzzy",), previous_msgid=HOSTILE)
        for entry in catalog.entries
    )
    path.write_bytes(render_catalog(replace(catalog, entries=entries)).encode())
    write(site, "content/en/attack.md", f"---\ntitle: '{HOSTILE}'\n---\n\n{HOSTILE}\n")
    for form in ("text", "json", "html", "svg"):  # Markdown quotes it as code, and is rendered
        shown = run(site, "coverage", "--format", form, "-l", "es", "-v").out
        assert "<img" not in shown


def test_help_tells_the_formats(site):
    assert "[text|json|markdown|html|csv|svg|comment]" in run(site, "coverage", "--help").out
    assert "[text|json]" in " ".join(run(site, "merge", "--help").out.split())


def test_the_page_tells_what_the_checks_find_and_exits_as_the_table_does(site):
    translate(site, "es", "bus", lambda msgid: msgid.replace("station", "station 77"))
    shown = run(site, "coverage", "--format", "html")
    assert shown.code == run(site, "coverage").code == 0
    assert '<button type="button" class="severity error"' in shown.out
    assert "<code>numbers</code>" in shown.out
    assert "Checks: 1 error" in run(site, "coverage", "--format", "markdown").out
