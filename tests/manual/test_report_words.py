"""Words that reports and legends show: each has its row, and says what to do in plain words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.behind import _HELD, NEW
from l10n.changes import Change, SourceKind
from l10n.cli import COMMANDS, extract, import_, merge, translate
from l10n.guide import Severity
from l10n.import_ import Kind
from l10n.manual.words import WORDS, Report
from l10n.priorities import Worth
from l10n.reports import links_text
from l10n.reports.coverage.states import SIGNS
from l10n.reports.status_data import COUNTED
from l10n.run.decide import Status
from l10n.translate.answers import Verdict
from tests.sites import run

CLI = Path(extract.__file__).parent
SHOWN: dict[str, set[str]] = {
    "Catalogs": {*extract.ACTIONS},
    "Entries": {*extract.COLUMNS},
    "Pages": {*merge.STATUSES, *COUNTED, *map(str, Status)},
    "What holds a page": {"fuzzy", "untranslated", "machine", "own-words", "edited"},
    "Coverage": {each.word for each in SIGNS},
    "Pages that fell behind": {*map(str, Change), NEW, *_HELD},
    "Changes since a revision": {*map(str, SourceKind)},
    "What to do next": {str(Worth.FACT)},
    "Import": {*import_.CHANGES, *map(str, Kind)},
    "Links": {*links_text.COLUMNS},
    "Translating by an engine": {*translate.DONE, *translate.PLANNED, "texts"} - {"segments"},
    "What came back from an agency": {*map(str, Verdict)},
    "Findings": {*map(str, Severity)},
}


def columns() -> Iterator[str]:
    """Yield the heads of columns that commands write out, but for the first of each table."""
    for path in CLI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "console.print_table":
                heads = node.args[0]
                assert isinstance(heads, ast.Tuple), path
                for each in heads.elts[1:]:
                    if isinstance(each, ast.Constant):
                        yield str(each.value)


@pytest.mark.parametrize("title", SHOWN)
def test_every_word_that_a_report_shows_is_explained(title: str) -> None:
    (report,) = (each for each in WORDS if each.title == title)
    assert SHOWN[title] - {*report.words} == set()


def test_no_report_is_left_out() -> None:
    assert [each.title for each in WORDS] == [*SHOWN]


def test_every_head_of_a_column_is_explained() -> None:
    found = [*columns()]
    assert {"read", "handed over"} <= {*found}
    known = {word for each in WORDS for word in each.words}
    assert {*found} - known - {"texts", "terms"} == set()  # of these two the rows are the words


def test_texts_are_sentences() -> None:
    for report in WORDS:
        for text in (report.about, *report.words.values()):
            assert text[0] == "`" or text[0].isupper(), text
            assert text.endswith("."), text
            assert not re.search(r"\b(?:segment|placeable|digest)s?\b", text), text


def test_a_word_is_looked_up_with_all_that_it_means(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "kept").out
    assert out == (
        "kept: a word of l10n merge (pages)\n"
        "  A person wrote it, or edited it: it stays as it is, until `l10n import` has\n"
        "  taken it in.\n"
    )
    heads = re.findall(r"^\S.*$", run(tmp_path, "help", "quarantined").out, re.MULTILINE)
    assert heads == [
        "quarantined: a finding of no check",
        "quarantined: a word of l10n coverage (coverage)",
        "quarantined: a word of l10n coverage (pages that fell behind)",
    ]


def title_of(report: Report) -> str:
    return report.title


@pytest.mark.parametrize("report", WORDS, ids=title_of)
def test_every_word_can_be_looked_up(tmp_path: Path, report: Report) -> None:
    for word in {*report.words} - {*COMMANDS}:
        assert f"{word}: a word of l10n {report.command} " in run(tmp_path, "help", word).out


def test_two_words_need_no_quotation_marks(tmp_path: Path) -> None:
    assert run(tmp_path, "help", "handed", "over").out.startswith("handed over: a word of")
    assert "did you mean broken anchor?" in run(tmp_path, "help", "broken", "ancor").err


def test_all_words_are_listed(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "words").out
    for each in WORDS:
        assert out.count(f": a word of l10n {each.command} ") >= len(each.words)
