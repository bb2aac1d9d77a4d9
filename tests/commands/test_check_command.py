"""The check command: what it says, in which form, and what it mends."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

import pytest

from l10n.checks.registry import CHECKS, NAMES
from l10n.markdown.headings import read_headings
from l10n.match.machine import fill_by_machine
from l10n.po import parse_catalog, render_catalog
from tests.sites import (
    SETTINGS,
    Run,
    build_site,
    build_translated_site,
    pseudo,
    run,
    snapshot,
    translate,
    write,
)

FEE = """\
---
title: Fees in Peru
translationKey: fee
---

Pay the fee of $120 before 31 March 2024.

Read [Visas for Peru](/peru/visa/) first.

Who has to pay?
"""
GUIDES = {
    "fee.md": FEE,
    "peru/visa.md": "---\ntitle: Visas for Peru\ntranslationKey: visa\n---\n\nWait here.\n",
}
SPANISH = {
    "Fees in Peru": "Tasas en Perú",
    "Pay the fee of $120 before 31 March 2024.": "Pague la tasa de $120 antes del 31/03/2024.",
    "Read [Visas for Peru](1) first.": "Lea primero [Visados para Perú](1).",
    "Who has to pay?": "¿Quién tiene que pagar?",
    "Visas for Peru": "Visados para Perú",
    "Wait here.": "Espere aquí.",
}
ONE_LANGUAGE = SETTINGS.replace('["es", "pt"]', '["es"]')
WRONG_FEE = "Pague la tasa de $210 antes del 31/03/2024."
WRONG_QUESTION = "Quién tiene que pagar?"


def build(root: Path, settings: str = ONE_LANGUAGE, **changes: str) -> Path:
    """Build a site that is translated well but for ``changes``: msgstrs by their first word."""
    build_site(root, GUIDES, settings)
    assert run(root, "extract", "-q").code == 0
    for key in ("fee", "visa"):
        translate(root, "es", key, lambda msgid: changes.get(msgid.split()[0], SPANISH[msgid]))
    return root


def findings(root: Path, *arguments: str) -> list[tuple[str, str, int]]:
    report = json.loads(run(root, "check", "--format", "json", *arguments).out)
    return [
        (each["check"], each["path"], each["line"])
        for each in report["findings"]
        if each["check"] != "untranslated-links"
    ]


def line_of(root: Path, path: str, text: str) -> int:
    return (root / path).read_text(encoding="utf-8").split("\n").index(text) + 1


def test_a_good_site_has_no_findings(tmp_path: Path) -> None:
    build(tmp_path)
    before = snapshot(tmp_path)
    done = run(tmp_path, "check", "--strict", "--fix")
    assert done == Run(0, "6 translations in 2 catalogs: 0 errors, 0 warnings, 0 infos\n", "")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("copies", ["msgids", "nothing"])
def test_copies_of_the_source_have_no_findings(tmp_path: Path, copies: str) -> None:
    build_site(tmp_path)
    run(tmp_path, "extract", "-q")
    if copies == "msgids":
        for path in tmp_path.glob("locales/*/**/*.po"):
            tag, *key = path.relative_to(tmp_path / "locales").with_suffix("").parts
            translate(tmp_path, tag, "/".join(key), lambda msgid: msgid)
    assert run(tmp_path, "check", "--strict", "-v").out.endswith(
        ": 0 errors, 0 warnings, 0 infos\n"
    )


def test_findings_are_grouped_by_guide_with_their_lines(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE, Who=WRONG_QUESTION)
    line = line_of(
        tmp_path, "locales/es/fee.po", 'msgid "Pay the fee of $120 before 31 March 2024."'
    )
    done = run(tmp_path, "check")
    assert done.code == 1
    assert done.out.split("\n")[:3] == [
        "fee",
        f"  locales/es/fee.po:{line}: error: the source has 120, here it is 210; "
        "write the numbers of the source (add the comment 'l10n: ignore numbers' if this is right) "
        "[numbers]",
        f"  locales/es/fee.po:{line + 11}: warning: a sentence ends with ?; begin it with ¿ "
        "[opening-marks]",
    ]
    assert "1 error   numbers\n1 warning opening-marks\n" in done.out


def test_a_warning_fails_under_strict_only(tmp_path: Path) -> None:
    build(tmp_path, Who=WRONG_QUESTION)
    assert run(tmp_path, "check").code == 0
    assert run(tmp_path, "check", "--strict").code == 1
    assert run(tmp_path, "check", "--strict", "--skip", "opening-marks").code == 0
    assert run(tmp_path, "check", "--strict", "--only", "numbers,units").code == 0
    assert findings(tmp_path, "--only", "opening-marks")[0][0] == "opening-marks"


def test_a_run_may_be_narrowed(tmp_path: Path) -> None:
    build(tmp_path, Who=WRONG_QUESTION, Wait="Espere  aquí.")
    assert {path for _, path, _ in findings(tmp_path)} == {
        "locales/es/fee.po",
        "locales/es/visa.po",
    }
    assert {path for _, path, _ in findings(tmp_path, "visa")} == {"locales/es/visa.po"}


def test_an_unknown_check_is_refused_with_a_hint(tmp_path: Path) -> None:
    build(tmp_path)
    done = run(tmp_path, "check", "--only", "number")
    assert done.code == 2
    assert "there is no check number: did you mean numbers?" in done.err


@pytest.mark.parametrize("option", ["--only", "--skip"])
@pytest.mark.parametrize("names", ["", ","])
def test_an_option_without_a_name_is_refused(tmp_path: Path, option: str, names: str) -> None:
    build(tmp_path)
    done = run(tmp_path, "check", option, names)
    assert (done.code, done.out) == (2, "")
    assert "it names no check: --list names them all" in done.err


def test_the_list_names_every_check_with_severity_and_summary(tmp_path: Path) -> None:
    lines = run(tmp_path, "check", "--list").out.removesuffix("\n").split("\n")
    assert [line.split()[0] for line in lines] == [each.name for each in CHECKS]
    assert all(each.summary in line for each, line in zip(CHECKS, lines, strict=True))
    assert {line.split()[1] for line in lines} == {"error", "warning", "info"}
    assert len(NAMES) == len(CHECKS)


def test_a_comment_of_the_translator_ignores_a_check(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    path = tmp_path / "locales/es/fee.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("#. paragraph\n", "# l10n: ignore numbers\n#. paragraph\n", 1),
        encoding="utf-8",
    )
    assert findings(tmp_path) == []
    assert run(tmp_path, "extract", "-q").code == 0
    assert "# l10n: ignore numbers\n" in path.read_text(encoding="utf-8")


def test_the_settings_skip_weaken_and_limit_by_language(tmp_path: Path) -> None:
    settings = ONE_LANGUAGE.replace('["es"]', '["es", "pt"]') + (
        '\n[checks]\nskip = ["opening-marks"]\n'
        "[checks.max-length]\ntitle = 12\n"
        '[language.es.checks.severity]\nnumbers = "warning"\n'
        "[language.es.checks.max-length]\ntitle = 20\n"
    )
    wrong = {"Pay": WRONG_FEE, "Who": WRONG_QUESTION}
    build(tmp_path, settings, **wrong)
    found = json.loads(run(tmp_path, "check", "--format", "json").out)["findings"]
    told = {(each["check"], each["severity"], each["path"]) for each in found}
    assert {each for each in told if each[0] != "untranslated-links"} == {
        ("numbers", "warning", "locales/es/fee.po"),
        ("source-lengths", "warning", "content/en/peru/visa.md"),
    }


@pytest.fixture
def alike(tmp_path: Path) -> Path:
    """Make a site of many guides and languages that say the same but for one sentence."""
    settings = SETTINGS.replace('["es", "pt"]', '["es-AR", "es-MX", "es-PE"]') + (
        '[language.es-PE.checks.severity]\nnumbers = "warning"\n'
    )
    guide = "---\ntitle: Guide {}\n---\n\nPay $120 here and now.\n"
    build_site(tmp_path, {f"g{n:02}.md": guide.format(n) for n in range(20)}, settings)
    run(tmp_path, "extract", "-q")
    for tag in ("es-AR", "es-MX", "es-PE"):
        for n in range(20):
            translate(tmp_path, tag, f"g{n:02}", _wrongly)
    return tmp_path


def _wrongly(msgid: str) -> str:
    return "Pague  $210 ya." if msgid.startswith("Pay") else msgid.replace("Guide", "Guía")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_many_catalogs_say_is_found_in_each(alike: Path, jobs: str) -> None:
    report = json.loads(run(alike, "check", "--format", "json", "--jobs", jobs).out)
    told = Counter(
        (each["check"], each["severity"], each["path"].split("/")[1])
        for each in report["findings"]
        if each["check"] in ("numbers", "doubled-blanks")
    )
    assert told == {
        ("numbers", "error", "es-AR"): 20,
        ("numbers", "error", "es-MX"): 20,
        ("numbers", "warning", "es-PE"): 20,
        **{("doubled-blanks", "info", tag): 20 for tag in ("es-AR", "es-MX", "es-PE")},
    }
    before = snapshot(alike)
    run(alike, "check", "--fix", "--jobs", jobs)
    after = snapshot(alike)
    assert {path for path in after if b"Pague $210 ya." in after[path]} == {
        path for path in before if b"Pague  $210 ya." in before[path]
    }


def test_a_comment_ignores_a_check_where_it_stands_alone(alike: Path) -> None:
    path = alike / "locales/es-MX/g07.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("#. paragraph\n", "# l10n: ignore numbers\n#. paragraph\n"), encoding="utf-8"
    )
    told = [path for check, path, _ in findings(alike) if check == "numbers"]
    assert len(told) == 59
    assert "locales/es-MX/g07.po" not in told


def test_a_glossary_is_followed(tmp_path: Path) -> None:
    build(tmp_path)
    write(tmp_path, "locales/es/glossary.csv", "term,translation,forbidden\nfee,arancel,tasa\n")
    checks = [check for check, _, _ in findings(tmp_path)]
    assert checks == ["terms", "terms"]
    write(tmp_path, "locales/es/glossary.csv", "term,translation\nfee,tasa; arancel\n")
    assert findings(tmp_path) == []
    write(
        tmp_path, "locales/es/glossary.po", 'msgid ""\nmsgstr ""\n\nmsgid "pay"\nmsgstr "abonar"\n'
    )
    assert [check for check, _, _ in findings(tmp_path)] == ["terms", "terms"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "glossary.csv:1: error: the first line must name the columns"),
        ("term,translation\n,x\n", "glossary.csv:2: error: a translation without its term"),
        ('term,translation\n"x\n', "glossary.csv:2: error: not valid CSV"),
    ],
)
def test_a_damaged_glossary_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    build(tmp_path)
    write(tmp_path, "locales/es/glossary.csv", text)
    done = run(tmp_path, "check")
    assert (done.code, message in done.out) == (1, True)


def test_fixes_are_written_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, Who="¿Quién  tiene que pagar? ", Read="Lea primero [visas](1).", Wait="Espere…")
    before = snapshot(tmp_path)
    assert {check for check, _, _ in findings(tmp_path)} == {
        "doubled-blanks",
        "title-links",
        "end-punctuation",
    }
    assert snapshot(tmp_path) == before
    done = run(tmp_path, "check", "--fix")
    assert "mended 1 translation in 1 catalog\n" in done.out
    after = snapshot(tmp_path)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"locales/es/fee.po"}
    expected = before["locales/es/fee.po"].decode()
    expected = expected.replace("¿Quién  tiene que pagar? ", "¿Quién tiene que pagar?")
    assert after["locales/es/fee.po"].decode() == expected
    assert {check for check, _, _ in findings(tmp_path)} == {"title-links", "end-punctuation"}
    assert "mended" not in run(tmp_path, "check", "--fix").out


def test_what_has_an_error_is_not_published(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    done = run(tmp_path, "merge", "--publish-at", "50")
    assert done.code == 1
    assert "not published: the source has 120, here it is 210" in done.out
    page = (tmp_path / "content/es/fee.md").read_text(encoding="utf-8")
    assert "Pay the fee of $120" in page
    assert "¿Quién tiene que pagar?" in page


def test_what_the_settings_weaken_is_published(tmp_path: Path) -> None:
    settings = ONE_LANGUAGE + '\n[checks.severity]\nnumbers = "warning"\n'
    build(tmp_path, settings, Pay=WRONG_FEE)
    assert run(tmp_path, "merge").code == 0
    assert "$210" in (tmp_path / "content/es/fee.md").read_text(encoding="utf-8")


def test_a_guide_without_front_matter_has_no_title_to_show(tmp_path: Path) -> None:
    guides = {**GUIDES, "plain.md": "# Fees\n", "fee.md": f"{FEE}\n[Fees](/plain/) are due.\n"}
    build_site(tmp_path, guides, ONE_LANGUAGE)
    run(tmp_path, "extract", "-q")
    translate(tmp_path, "es", "fee", lambda msgid: f"Ya {msgid}")
    translate(tmp_path, "es", "plain", lambda _: "Tasas")
    assert run(tmp_path, "check").err == ""


def test_a_damaged_catalog_stops_only_itself(tmp_path: Path) -> None:
    build(tmp_path, Who=WRONG_QUESTION)
    write(tmp_path, "locales/es/visa.po", '<<<<<<< HEAD\nmsgid ""\n')
    done = run(tmp_path, "check")
    assert done.code == 1
    assert "locales/es/visa.po:1: error: unresolved merge conflict" in done.out
    assert "[opening-marks]" in done.out


def test_labels_of_references_are_known(tmp_path: Path) -> None:
    guide = {"a.md": "See [the fees][f] and [x][f].\n\n[f]: https://example.org/\n"}
    build_site(tmp_path, guide, ONE_LANGUAGE)
    run(tmp_path, "extract", "-q")
    translate(tmp_path, "es", "a", lambda _msgid: "Vea [x][f] y [las tasas][f].")
    assert findings(tmp_path) == []
    translate(tmp_path, "es", "a", lambda _msgid: "Vea las tasas y [x][f].")
    assert [check for check, _, _ in findings(tmp_path)] == ["placeables"]


def test_every_form_tells_the_same(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    found = json.loads(run(tmp_path, "check", "--format", "json").out)["findings"]
    log = json.loads(run(tmp_path, "check", "--format", "sarif", "-v").out)
    tests = ElementTree.fromstring(run(tmp_path, "check", "--format", "junit", "-v").out)
    lines = run(tmp_path, "check", "--format", "github", "-v").out.removesuffix("\n").split("\n")
    results = log["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == [each["check"] for each in found]
    told = [each.get("name", "").split(":")[0] for each in tests.iterfind(".//testcase[@name]")]
    assert [name for name in told if name in NAMES] == [each["check"] for each in found]
    assert len(lines) == len(found)
    assert lines[0].startswith("::error file=locales/es/fee.po,line=")
    assert {
        run(tmp_path, "check", "--format", form).code
        for form in ("json", "sarif", "github", "junit")
    } == {1}


def test_quiet_prints_errors_only(tmp_path: Path) -> None:
    build(tmp_path, Pay="Pague $210 antes del 31/03/2024.", Who=WRONG_QUESTION)
    out = run(tmp_path, "check", "-q").out
    assert "[numbers]" in out
    assert "warning" not in out


def test_no_catalog_is_read_twice(tmp_path: Path) -> None:
    # No other test has these texts: what a process has read before it need not read at all.
    build(tmp_path, Who="¿Quién paga la tasa?", Wait="Espere aquí mismo.")
    (tmp_path / ".l10n/cache.sqlite").unlink()
    read: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is parse_catalog.__code__:
            read[frame.f_locals["path"]] += 1

    sys.setprofile(count)
    try:
        done = run(tmp_path, "check", "--jobs", "1")
    finally:
        sys.setprofile(None)
    assert done.code == 0
    assert read == {"locales/es/fee.po": 1, "locales/es/visa.po": 1}


def test_places_are_read_once_for_all_links_to_them(tmp_path: Path) -> None:
    guides = {f"{name}.md": f"[Fee](fee.md#how)\n\n[Here](#{name})\n" for name in "abc"}
    build_site(tmp_path, {"fee.md": "## How\n\nPay.\n", **guides}, ONE_LANGUAGE)
    read: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is read_headings.__code__:
            read[frame.f_locals["layout"].parsed.text] += 1

    sys.setprofile(count)
    try:
        found = findings(tmp_path, "--only", "missing-anchors", "--jobs", "1")
    finally:
        sys.setprofile(None)
    assert [path for _, path, _ in found] == [f"content/en/{name}" for name in guides]
    assert len(read) == 4
    assert set(read.values()) == {1}


def test_what_a_machine_wrote_is_checked_when_a_person_has_confirmed_it(tmp_path: Path) -> None:
    build(tmp_path, ONE_LANGUAGE + '\n[language.es]\nmachine = "publish"\n')
    path = tmp_path / "locales/es/fee.po"
    catalog = parse_catalog(path.read_bytes(), "fee.po")
    entries = (
        fill_by_machine(each, WRONG_FEE, "engine") if each.msgid.startswith("Pay") else each
        for each in catalog.entries
    )
    path.write_bytes(render_catalog(replace(catalog, entries=(*entries,))).encode())
    assert "[numbers]" not in run(tmp_path, "check").out
    build(tmp_path, Pay=WRONG_FEE)
    assert "[numbers]" in run(tmp_path, "check").out


def test_a_translated_site_of_accents_has_no_errors(tmp_path: Path) -> None:
    build_translated_site(tmp_path)
    assert run(tmp_path, "check", "-q") == Run(0, "", "")
    assert pseudo("a") == "á"
