"""The pages that say what the code has say all of it."""

from __future__ import annotations

from pathlib import Path

from tools.checks import render_checks

DOCS = Path(__file__).parents[1] / "docs"


def test_every_check_has_its_section():
    page = (DOCS / "checks.md").read_text(encoding="utf-8")
    assert page == render_checks(), "run make docs"
