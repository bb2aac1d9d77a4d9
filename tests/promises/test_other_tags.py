"""A language that gets another tag keeps its pages: what merging wrote stays ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import SETTINGS, build_translated_site, run, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose Spanish is es-UY by now: its folders and the setting are called so."""
    guides = {"bus.md": "# Bus\n\nThe [tax](/tax/).\n", "tax.md": "# Tax\n\nPay it.\n"}
    root = build_translated_site(tmp_path / "site", guides=guides)
    assert run(root, "sync", "-q").code == 0
    for folder in ("content", "locales"):
        (root / folder / "es").rename(root / folder / "es-UY")
    write(root, "l10n.toml", SETTINGS.replace('"es"', '"es-UY"'))
    return root


def told(root: Path, *arguments: str) -> str:
    done = run(root, *arguments)
    assert done.code == 0, done.out + done.err
    return done.out


def test_its_pages_are_brought_up_to_date(site: Path) -> None:
    page = site / "content/es-UY/bus.md"
    assert "(/es/tax/)" in page.read_text()
    assert "kept" not in told(site, "sync")
    assert "(/es-UY/tax/)" in page.read_text()
    assert "by hand" not in told(site, "coverage")
    assert run(site, "merge", "--check").code == 0


def test_a_page_that_was_edited_by_hand_is_kept(site: Path) -> None:
    page = site / "content/es-UY/bus.md"
    edited = page.read_text() + "\nA mano.\n"
    page.write_text(edited)
    assert "content/es-UY/bus.md: kept: " in told(site, "merge")
    assert page.read_text() == edited
    assert "content/es-UY/tax.md: kept: " not in told(site, "merge")


def test_another_language_has_published_nothing(site: Path) -> None:
    write(site, "l10n.toml", SETTINGS.replace('"es"', '"fr"'))
    assert run(site, "sync", "-q").code == 0
    assert not (site / "content/fr").exists()
