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
