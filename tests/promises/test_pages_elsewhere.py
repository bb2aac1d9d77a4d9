"""Settings that say that pages are elsewhere: pages move, and none becomes a source guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import build_translated_site, run, snapshot, write

HEAD = """\
project = "Small guides"
source-language = "en"
languages = ["es", "pt"]
catalogs = "locales/{lang}/{key}.po"
"""
NAMES = f"""{HEAD}
[[content]]
source = "content/en/{{path}}"
localized = "content/en/{{path}}.{{lang}}"
"""
FOLDERS = NAMES.replace("{path}.{lang}", "{lang}/{path}")
GUIDES = {"bus.md": "# Bus\n\nThe [tax](tax.md).\n", "tax.md": "# Tax\n\nPay it.\n"}


@pytest.mark.parametrize(("old", "new"), [(NAMES, FOLDERS), (FOLDERS, NAMES)])
def test_pages_move_there_and_back(tmp_path: Path, old: str, new: str) -> None:
    site = build_translated_site(tmp_path / "site", guides=GUIDES, settings=old)
    before = snapshot(site)
    write(site, "l10n.toml", new)
    for command in ("extract", "sync"):
        done = run(site, command)
        assert (done.code, done.err) == (0, "")
        assert "error" not in done.out
        assert "2 source guides read." in done.out
    assert snapshot(site).keys() != before.keys()
    write(site, "l10n.toml", old)
    done = run(site, "sync")
    assert done.code == 0
    assert "2 source guides read." in done.out
    assert snapshot(site) == before


def test_a_page_that_was_edited_by_hand_is_named(tmp_path: Path) -> None:
    site = build_translated_site(tmp_path / "site", guides=GUIDES, settings=NAMES)
    page = site / "content/en/bus.es.md"
    edited = page.read_text() + "\nA mano.\n"
    page.write_text(edited)
    write(site, "l10n.toml", FOLDERS)
    assert "content/en/bus.es.md: error: " in run(site, "extract").out
    run(site, "sync")
    assert page.read_text() == edited
