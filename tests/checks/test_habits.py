"""What nearly all texts of a language do is its team's style, and no fault."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from l10n.checks.habits import FEWEST, Counts, Tally, count_habits, own_style
from l10n.checks.signs import inner_blanks
from tests.checks.case_files import subject_of
from tests.sites import SETTINGS, build_site, run, translate, write

FRENCH = SETTINGS.replace('["es", "pt"]', '["fr"]')
GUIDES = {
    f"g{number}.md": f"# {number}\n\nWho pays the fee of page {number}?\n"
    for number in range(FEWEST + 5)
}


def style(*catalogs: tuple[int, int]) -> frozenset[str]:
    counts: Counts = Counter()
    for kept, broken in catalogs:
        count_habits(counts, {"check rule": Tally(kept, tuple(range(broken)))})
    return own_style(counts)


@pytest.mark.parametrize(
    ("kept", "broken", "own"),
    [
        (0, FEWEST, True),
        (0, FEWEST - 1, False),
        (2, 18, True),
        (3, 18, False),
        (10, 90, True),
        (11, 89, False),
        (FEWEST, 0, False),
    ],
)
def test_a_rule_that_hardly_any_text_follows_is_not_the_teams(
    kept: int, broken: int, own: bool
) -> None:
    assert style((kept, broken)) == ({"check rule"} if own else set())
    assert style((kept, 0), (0, broken)) == style((kept, broken))


def french(mark: str, number: str) -> str:
    return f"Qui paie les frais de la page {number}{mark}?"


def build(root: Path, kept: int) -> None:
    """Build a site in which ``kept`` texts have the blank that French wants, and others none."""
    build_site(root, GUIDES, FRENCH)
    assert run(root, "extract", "-q").code == 0
    for place, key in enumerate(sorted(each.removesuffix(".md") for each in GUIDES)):
        mark = "\u00a0" if place < kept else ""
        translate(root, "fr", key, lambda msgid, mark=mark: translated(msgid, mark))


def translated(msgid: str, mark: str) -> str:
    number = msgid.rpartition(" ")[2].rstrip("?")
    return french(mark, number) if msgid.startswith("Who") else msgid


def found(root: Path, *arguments: str) -> int:
    report = json.loads(run(root, "check", "--format", "json", *arguments).out)
    return sum(each["check"] == "french-spaces" for each in report["findings"])


def test_a_teams_own_style_is_neither_reported_nor_mended(tmp_path: Path) -> None:
    build(tmp_path, kept=1)
    assert found(tmp_path) == 0
    assert found(tmp_path, "--only", "french-spaces") == len(GUIDES) - 1
    assert "mended" not in run(tmp_path, "check", "--fix").out
    assert found(tmp_path) == 0


def test_what_a_team_mostly_avoids_is_reported_and_mended(tmp_path: Path) -> None:
    build(tmp_path, kept=len(GUIDES) - 5)
    assert found(tmp_path) == 5
    assert "mended 5 translations" in run(tmp_path, "check", "--fix").out
    assert found(tmp_path) == 0


def test_one_edit_may_change_what_is_usual(tmp_path: Path) -> None:
    build(tmp_path, kept=len(GUIDES) // 10)
    assert found(tmp_path) == 0
    path = "locales/fr/g9.po"
    text = (tmp_path / path).read_text(encoding="utf-8")
    write(tmp_path, path, text.replace(french("", "9"), french("\u00a0", "9")))
    rest = len(GUIDES) - len(GUIDES) // 10 - 1
    assert found(tmp_path) == rest
    assert f"mended {rest} translations" in run(tmp_path, "check", "--fix").out


def test_a_severity_in_the_settings_is_the_teams_word(tmp_path: Path) -> None:
    build(tmp_path, kept=0)
    assert found(tmp_path) == 0
    write(tmp_path, "l10n.toml", FRENCH + '\n[checks.severity]\nfrench-spaces = "warning"\n')
    assert found(tmp_path) == len(GUIDES)


@pytest.mark.parametrize(
    ("msgstr", "rules"),
    [
        ("先付款。然后等， `fee` 到期。", {"text behind a sentence"}),
        ("先付款：`fee`。", {"code"}),
        ("先付款。 `fee`。", set()),
        ("先付款。等。`fee`", {"text behind a sentence", "code behind a sentence"}),
        ("先付款，[费用](1)。等，明天。", {"markup", "text", "text behind a sentence"}),
    ],
)
def test_a_blank_behind_a_wide_mark_is_a_habit_before_text_code_and_markup(
    msgstr: str, rules: set[str]
) -> None:
    subject = subject_of("zh", "Pay first", msgstr)
    assert set(inner_blanks.keeps(subject)) == rules


@pytest.mark.parametrize(
    ("msgstr", "rule"),
    [
        ("等， `fee`", "code"),
        ("等， 明天", "text"),
        ("等， **明天**", "markup"),
        ("等。 明天", "text behind a sentence"),
        ("等。 明天， 今天", "text"),
    ],
)
def test_a_blank_behind_a_wide_mark_breaks_the_rule_of_what_follows(msgstr: str, rule: str) -> None:
    (fault,) = inner_blanks.check(subject_of("zh", "Pay first", msgstr))
    assert fault.rule == rule
