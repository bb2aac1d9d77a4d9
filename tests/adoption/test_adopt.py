"""A small site is taken in and judged, as the real ones are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.adoption.adopt import Page, adopt, sum_up
from tests.adoption.edit import edit_one_word
from tests.adoption.layouts import Site, lay_out

SOURCE = """\
---
title: Baking bread
---

# Before you begin

Mix the flour with plenty of water and wait for an hour.

Put the bread into the oven.
"""
PAGE = """\
---
title: Hacer pan
---

# Antes de empezar

Mezcle la harina con mucha agua y espere una hora.

Ponga el pan en el horno.
"""


def lay_out_small(folder: Path) -> Site:
    for path, text in (
        ("en/bread.md", SOURCE),
        ("es/bread.md", PAGE),
        ("es/own.md", "Solo aquí.\n"),
    ):
        file = folder / "tramitit" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return lay_out("tramitit", folder, folder / "site", ["es"])


def test_pages_that_have_a_source_are_judged(tmp_path: Path) -> None:
    (page,) = adopt(lay_out_small(tmp_path))
    assert page == Page("es", "content/es/bread.md", "bread", True, True, 9)
    row = sum_up([page, replace(page, handed_over=False, identical=False)])
    assert (row.pages, row.handed_over, row.identical, row.lines, row.touched) == (2, 1, 1, 9, 1)


def test_one_word_changes_one_paragraph(tmp_path: Path) -> None:
    site = lay_out_small(tmp_path)
    (verdict,) = edit_one_word(site, adopt(site), 3)
    assert verdict.right
    assert (verdict.fuzzy, verdict.waiting, verdict.inside) == (1, True, 1)
    assert "mmezcle" in (site.root / "content/es/bread.md").read_text(encoding="utf-8").lower()
