"""The examples of checks: each is found as it stands, and not when it is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.checks.kinds import EntryCheck
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import check_entry, make_subject
from l10n.checks.settings import Settings
from l10n.manual.checks import EXAMPLES, Lines, Texts
from tests.checks.case_files import subject_of
from tests.checks.test_every_check import site
from tests.sites import run

__all__ = ["site"]

CHECK_OF = {each.name: each for each in CHECKS}
TEXTS = {name: each for name, each in EXAMPLES.items() if isinstance(each, Texts)}
LINES = {name: each for name, each in EXAMPLES.items() if isinstance(each, Lines)}


def test_every_check_has_an_example_of_its_kind() -> None:
    assert [*EXAMPLES] == [*CHECK_OF]
    assert {*TEXTS} == {name for name, each in CHECK_OF.items() if isinstance(each, EntryCheck)}


def found_in(name: str, example: Texts, text: str) -> bool:
    msgid, msgstr = (each.replace("\\n", "\n") for each in (example.msgid, text))
    subject = subject_of(example.language, msgid, msgstr)._replace(
        settings=Settings(max_length={"title": 20})
    )
    kind = "title" if name == "lengths" else "paragraph"
    targets = subject.entry.extracted[1:]
    entry = Entry(msgid, msgstr, extracted=(kind, *targets))
    return bool([*check_entry(plan_checks([CHECK_OF[name]]), make_subject(subject, entry))])


@pytest.mark.parametrize(("name", "example"), TEXTS.items(), ids=TEXTS)
def test_a_translation_is_found_until_it_is_mended(name: str, example: Texts) -> None:
    assert found_in(name, example, example.before)
    assert not found_in(name, example, example.after)


def names_found(root: Path, name: str) -> list[str]:
    report = json.loads(run(root, "check", "--only", name, "--format", "json").out)
    return [each["check"] for each in report["findings"]]


@pytest.mark.parametrize(("name", "example"), LINES.items(), ids=LINES)
def test_lines_are_found_until_they_are_mended(site: Path, name: str, example: Lines) -> None:
    assert names_found(site, name) == []
    files = [*site.glob("content/en/**/*.md"), *site.glob("locales/es/**/*.po")]
    path = next(each for each in files if f"{example.after}\n" in each.read_text("utf-8"))
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"{example.after}\n", f"{example.before}\n", 1), "utf-8")
    if path.suffix == ".md":
        assert run(site, "extract", "-q").code == 0
    assert set(names_found(site, name)) == {name}
