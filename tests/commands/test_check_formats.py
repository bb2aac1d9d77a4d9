"""The forms of the check command that servers read: annotations, SARIF and JUnit."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands.test_check_command import WRONG_FEE, WRONG_QUESTION, build
from tests.sarif import VALIDATOR
from tests.sites import run


@pytest.mark.parametrize("form", ["github", "sarif", "junit"])
def test_infos_are_for_whom_asks_for_them(tmp_path: Path, form: str) -> None:
    build(tmp_path, Pay=WRONG_FEE, Wait="Espere  aquí.")
    info = "there are blanks too many"
    assert info not in run(tmp_path, "check", "--format", form).out
    assert info in run(tmp_path, "check", "--format", form, "-v").out


@pytest.mark.parametrize(("folder", "place"), [("", ""), ("docs/site", "docs/site/")])
def test_a_site_in_a_folder_of_its_repository_has_its_annotations(
    tmp_path: Path, folder: str, place: str
) -> None:
    site = tmp_path / folder
    site.mkdir(parents=True, exist_ok=True)
    build(site, Pay=WRONG_FEE)
    (tmp_path / ".git").mkdir()
    run(site, "check")
    log = json.loads(run(site, "check", "--format", "sarif").out)
    VALIDATOR.validate(log)
    results = log["runs"][0]["results"]
    located = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in results]
    assert {each["uri"] for each in located} == {f"{place}locales/es/fee.po"}
    lines = run(site, "check", "--format", "github").out
    assert f"::error file={place}locales/es/fee.po,line=" in lines
    assert f'classname="{place}locales/es/fee.po"' in run(site, "check", "--format", "junit").out
    found = json.loads(run(site, "check", "--format", "json").out)["findings"]
    assert {each["path"] for each in found} == {"locales/es/fee.po"}


def test_in_junit_what_fails_the_run_is_a_failure(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE, Who=WRONG_QUESTION)
    lax, strict = (
        ElementTree.fromstring(run(tmp_path, "check", "--format", "junit", *more).out)
        for more in ((), ("--strict",))
    )
    assert [int(lax.get(each, "")) for each in ("failures", "skipped")] == [1, 1]
    assert [int(strict.get(each, "")) for each in ("failures", "skipped")] == [2, 0]


def test_a_check_leads_to_what_is_said_of_it(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    url = "https://example.org/docs/checks.md"
    log = json.loads(run(tmp_path, "check", "--format", "sarif", "--help-url", url).out)
    VALIDATOR.validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [each["helpUri"] for each in rules] == [f"{url}#{each['id']}" for each in rules]
