"""What passes by translators is counted, and nothing else is."""

from __future__ import annotations

import time

import pytest

from l10n.markdown.passed import Passed, add_up, count_passed
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import syntax_of, without_titles
from tests.cases import read_cases

CASES = read_cases("passed.md")


@pytest.mark.parametrize(("title", "body", "expected"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_passes_is_counted(title: str, body: str, expected: str, newline: str) -> None:
    counts = Passed(*map(int, expected.split()))
    assert count_passed(read_layout(body.replace("\n", newline), 0)) == counts


def test_titles_are_counted_where_they_are_no_texts() -> None:
    body = '[a]: /a "The form"\n[b]: /b "1"\n[a]: /c "Never used"\n\n> [c]: /c (Fees)\n'
    syntax = syntax_of(without_titles("hugo"))
    assert count_passed(read_layout(body, 0, syntax)) == Passed(titles=2)


def test_sums() -> None:
    assert add_up([]) == Passed()
    assert add_up([Passed(1, 2, 3), Passed(4, 5, 6)]) == Passed(5, 7, 9)


@pytest.mark.parametrize(
    "piece", ["{{< a >}}", "{{< /a >}}x", '{{< a "', "{{< a >}}x {{< b 'S' >}}"]
)
def test_much_is_counted_in_linear_time(piece: str) -> None:
    started = time.process_time()
    count_passed(read_layout(piece * 10_000, 0))
    assert time.process_time() - started < 5  # minutes in quadratic time
