"""A source that says again what was translated, or what another guide has: readers get it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog
from tests.sites import build_translated_site, run, snapshot, translate, write

ROW = "Row to the island before the tide turns."
LATE = "Row to the island after the tide has turned."
GUIDE = "---\ntitle: {}\n---\n\n{}\n\nTie the boat to the pier.\n"
GUIDES = {"row.md": GUIDE.format("Rowing", ROW), "swim.md": GUIDE.format("Swimming", "Swim here.")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site", guides=GUIDES)


def change(site: Path, key: str, text: str) -> None:
    title = "Rowing" if key == "row" else "Swimming"
    write(site, f"content/en/{key}.md", GUIDE.format(title, text))


def entries(site: Path, key: str) -> dict[str, Entry]:
    path = f"locales/es/{key}.po"
    return {each.msgid: each for each in parse_catalog((site / path).read_bytes(), path).entries}


def test_a_change_that_is_taken_back_leaves_no_trace(site: Path) -> None:
    before = snapshot(site)
    change(site, "row", LATE)
    assert run(site, "sync", "-q").code == 0
    assert entries(site, "row")[LATE].fuzzy
    change(site, "row", ROW)
    assert "returned" in run(site, "sync").out
    assert snapshot(site) == before


@pytest.mark.parametrize("cached", [True, False])
def test_a_changed_text_takes_what_another_guide_has_by_now(site: Path, cached: bool) -> None:
    old = entries(site, "row")[ROW].msgstr
    change(site, "row", LATE)
    change(site, "swim", LATE.replace("Row", "Swim"))
    run(site, "sync", "-q")
    assert entries(site, "row")[LATE].fuzzy
    assert run(site, "extract", "--check").code == 0
    change(site, "swim", LATE)
    run(site, "sync", "-q")
    assert entries(site, "row")[LATE].fuzzy
    translate(site, "es", "swim")
    if not cached:
        shutil.rmtree(site / ".l10n")
    run(site, "sync", "-q")
    found = entries(site, "row")
    assert found[LATE].translated
    assert found[LATE].msgstr == entries(site, "swim")[LATE].msgstr
    assert found[LATE].comments == ("memory: the same text, in swim",)
    assert (found[ROW].msgstr, found[ROW].obsolete) == (old, True)
    assert found[LATE].msgstr in (site / "content/es/row.md").read_text()
    left = snapshot(site)
    run(site, "sync", "-q")
    assert snapshot(site) == left


def test_what_the_guides_agree_on_only_later_is_found_without_looking_at_all(site: Path) -> None:
    change(site, "row", LATE)
    for key in ("swim", "dive"):
        write(site, f"content/en/{key}.md", GUIDE.format(key, LATE))
    run(site, "extract", "-q")
    translate(site, "es", "swim")
    translate(site, "es", "dive", str.upper)
    run(site, "extract", "-q")
    assert entries(site, "row")[LATE].fuzzy
    translate(site, "es", "dive", str.upper, only=lambda each: each.msgid != LATE)
    translate(site, "es", "dive", only=lambda each: each.msgid == LATE)
    run(site, "extract", "-q")
    assert entries(site, "row")[LATE].translated
