"""JSON for programs: what goes in comes out, a row on a line."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from l10n.reports.json_text import render_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
)


@given(VALUES)
def test_what_goes_in_comes_out(data):
    assert json.loads(render_json(data)) == data


NAMES = st.sampled_from(["a", "100%", '"', "é"]) | st.text(max_size=4)
"""Few, so that rows have the same members."""
NUMBERS = st.dictionaries(NAMES, st.integers() | st.floats(allow_nan=False), max_size=3)
ROWS = st.dictionaries(NAMES, st.none() | st.text(max_size=8) | NUMBERS, max_size=3)


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_a_row_is_what_it_would_be_alone(rows):
    shared = {"total": 1, "100%": 0.5}
    rows = [{**row, "shared": shared} for row in rows]
    lines = [f"  {json.dumps(row, ensure_ascii=False)}" for row in rows]
    assert render_json(rows) == "[\n" + ",\n".join(lines) + "\n]\n"


def test_objects_in_a_row_begin_lines_as_the_row_does():
    rows = [{"of": [{"a": 1}, {"b": [2, 3]}]}, {"of": []}]
    assert render_json(rows) == ('[\n  {"of": [{"a": 1},\n  {"b": [2, 3]}]},\n  {"of": []}\n]\n')


def test_a_row_is_on_a_line():
    data = {"counts": {"año": 1}, "rows": [{"key": "a", "of": [1, 2]}, "b"], "no": [], "nil": {}}
    assert render_json(data).splitlines() == [
        "{",
        '  "counts": {',
        '    "año": 1',
        "  },",
        '  "rows": [',
        '    {"key": "a", "of": [1, 2]},',
        '    "b"',
        "  ],",
        '  "no": [],',
        '  "nil": {}',
        "}",
    ]
