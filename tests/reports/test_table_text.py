"""Tables: names on the left, numbers on the right, and no column with nothing in it."""

from __future__ import annotations

import re

from l10n.reports.table_text import render_table

COLUMNS = ("pages", "published", "kept", "waiting")
ROWS = (("es", 957, 0, 3), ("pt-BR", 12_345, 0, 0))
TABLE = """
 pages   published   waiting
 ───────────────────────────
 es            957         3
 pt-BR      12,345         0

"""


def test_a_table() -> None:
    assert render_table(COLUMNS, ROWS, width=80, colour=False) == TABLE


def test_colours_change_no_letter() -> None:
    table = render_table(COLUMNS, ROWS, width=80, colour=True)
    assert table != TABLE
    assert re.sub(r"\x1b\[[0-9;]*m", "", table) == TABLE


def test_without_rows_there_is_no_table() -> None:
    assert render_table(COLUMNS, (), width=80, colour=True) == ""


def test_columns_stand_closer_where_they_would_not_fit() -> None:
    lines = [render_table(COLUMNS, ROWS, width=each, colour=False) for each in (28, 27, 26, 5)]
    assert [max(map(len, each.split("\n"))) for each in lines] == [28, 26, 26, 24]
