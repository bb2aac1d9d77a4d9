"""Findings as text, JSON, annotations and SARIF; a translator's text stays text everywhere."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from l10n.guide import Finding, Severity
from l10n.reports.check_json import render_check_json
from l10n.reports.check_text import count_severities, render_check_text
from l10n.reports.github import render_github
from l10n.reports.junit import render_junit
from l10n.reports.sarif import render_sarif
from tests.sarif import VALIDATOR

EVIL = "</script><img src=x onerror=alert(1)>\x1b[31m\r\n::error::x [a](javascript:b) {0}"
FINDINGS = (
    Finding("numbers", Severity.ERROR, "locales/es/a b.po", 7, "write 3"),
    Finding("quotes", Severity.WARNING, "locales/es/ñ.po", 0, EVIL),
    Finding("refused", Severity.INFO, "content/en/a.md", 2, "100 % of it, here: x"),
)
KEYS = {"locales/es/a b.po": "a", "content/en/a.md": "a", "locales/es/ñ.po": "ñ"}

findings = st.builds(
    Finding,
    st.sampled_from(["numbers", "quotes", "refused"]),
    st.sampled_from(Severity),
    st.text(min_size=1),
    st.integers(0, 10**6),
    st.text(min_size=1),
)


def test_nothing_found() -> None:
    assert render_check_text((), {}) == ""
    assert render_github(()) == ""
    assert json.loads(render_check_json((), {}, {}))["findings"] == []
    VALIDATOR.validate(json.loads(render_sarif((), version="")))


def test_text_is_grouped_by_guide_and_counted() -> None:
    text = render_check_text(FINDINGS, KEYS)
    assert text.split("\n")[:4] == [
        "a",
        "  locales/es/a b.po:7: error: write 3 [numbers]",
        "  content/en/a.md:2: info: 100 % of it, here: x [refused]",
        "",
    ]
    assert text.endswith("\n\n1 error   numbers\n1 warning quotes\n1 info    refused\n")
    assert count_severities(FINDINGS) == "1 error, 1 warning, 1 info"


def test_the_guide_with_the_worst_comes_first() -> None:
    kinds = ((Severity.WARNING, "a.po"), (Severity.WARNING, "a.po"), (Severity.ERROR, "b.po"))
    text = render_check_text([Finding("x", kind, path, 1, "y") for kind, path in kinds], {})
    assert text.index("b.po") < text.index("a.po")


def test_what_is_the_same_in_many_places_is_said_once() -> None:
    same = [Finding("quotes", Severity.WARNING, f"{n}.po", n, "add it") for n in range(1, 5)]
    short = render_check_text(same, {}, full=False)
    assert short == (
        "1.po\n  1.po:1: warning: add it [quotes] (and 3 more)\n\n4 warning quotes\n"
        "3 more of the same kinds are not listed; -v lists them\n"
    )
    assert render_check_text(same, {}).count("add it") == 4
    assert render_check_text(same[:2], {}, full=False) == render_check_text(same[:2], {})


def test_few_lines_of_a_check_are_listed_and_all_errors() -> None:
    for severity, listed in ((Severity.WARNING, 10), (Severity.ERROR, 25)):
        many = [Finding("x", severity, "a.po", n, f"mend {n}") for n in range(25)]
        assert render_check_text(many, {}, full=False).count("mend") == listed
        assert render_check_text(many, {}).count("mend") == 25


def test_text_moves_no_cursor() -> None:
    text = render_check_text(FINDINGS, KEYS)
    assert "\x1b" not in text
    assert "\r" not in text
    assert "\x1b[31merror\x1b[0m" in render_check_text(FINDINGS, KEYS, colour=True)


def test_json_has_everything() -> None:
    report = json.loads(render_check_json(FINDINGS, KEYS, {"b": 2, "a": 1}))
    assert report["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert list(report["fixed"].items()) == [("a", 1), ("b", 2)]
    assert report["findings"][1] == {
        "check": "quotes",
        "severity": "warning",
        "guide": "ñ",
        "path": "locales/es/ñ.po",
        "line": 0,
        "message": EVIL,
    }


def test_junit_has_a_test_for_each_finding_and_for_each_other_file() -> None:
    assert render_junit(FINDINGS[:2], ["locales/es/a b.po", "<fine>.md"], [Severity.ERROR]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="l10n check" tests="3" failures="1" skipped="1">\n'
        '<testsuite name="l10n check" tests="3" failures="1" skipped="1">\n'
        '<testcase classname="&lt;fine&gt;.md" name="l10n check"/>\n'
        '<testcase classname="locales/es/a b.po" name="numbers:7">'
        '<failure type="error" message="write 3"/></testcase>\n'
        '<testcase classname="locales/es/ñ.po" name="quotes"><skipped type="warning" message="'
        "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\N{REPLACEMENT CHARACTER}[31m "
        '::error::x [a](javascript:b) {0}"/></testcase>\n'
        "</testsuite>\n</testsuites>\n"
    )


def test_annotations_are_one_line_each_and_the_worst_first() -> None:
    assert render_github(reversed(FINDINGS)).split("\n") == [
        "::error file=locales/es/a b.po,line=7,title=numbers::write 3",
        "::warning file=locales/es/ñ.po,title=quotes::</script><img src=x onerror=alert(1)>"
        "\x1b[31m%0D%0A::error::x [a](javascript:b) {0}",
        "::notice file=content/en/a.md,line=2,title=refused::100 %25 of it, here: x",
        "",
    ]


def test_sarif_is_valid_and_its_text_is_no_link_and_no_placeholder() -> None:
    log = json.loads(render_sarif(FINDINGS, version="1.0"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    first, second, third = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each.check for each in FINDINGS
    ]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "locales/es/a%20b.po"
    assert location["region"] == {"startLine": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert "\\[a\\](javascript:b) {{0}}" in second["message"]["text"]
    assert "markdown" not in second["message"]
    assert third["message"]["text"] == FINDINGS[2].message


def test_a_wrong_log_is_not_valid() -> None:
    log = json.loads(render_sarif(FINDINGS, version="1.0"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not VALIDATOR.is_valid(log)


def test_a_finding_keeps_its_fingerprint_when_lines_are_added() -> None:
    moved = Finding("numbers", Severity.ERROR, "locales/es/a b.po", 70, "write 3")
    one, two = (
        json.loads(render_sarif(each, version=""))["runs"][0]["results"]
        for each in ((FINDINGS[0], FINDINGS[0]), (moved,))
    )
    assert one[0]["partialFingerprints"] == two[0]["partialFingerprints"]
    assert one[0]["partialFingerprints"] != one[1]["partialFingerprints"]


@given(st.lists(findings, max_size=5))
def test_any_text_is_valid(found: list[Finding]) -> None:
    VALIDATOR.validate(json.loads(render_sarif(found, version="1")))
    lines = render_github(found).split("\n")
    assert len(lines) == len(found) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])
    tests = ElementTree.fromstring(render_junit(found, ["other.po"], [Severity.ERROR]))
    assert len([*tests.iter("testcase")]) == len(found) + (
        "other.po" not in {each.path for each in found}
    )
    assert len([*tests.iter("failure")]) == sum(each.severity is Severity.ERROR for each in found)
