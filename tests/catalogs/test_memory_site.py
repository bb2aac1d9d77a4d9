"""The memory and stale translations, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog, render_catalog
from tests.sites import SETTINGS, build_site, run, snapshot, stamps, translate, write

LIMA = "# Fees\n\nPay the fee at the bank.\n\nBring two photos of your face with you.\n"
CUSCO = "# Fees\n\nPay the fee at the bank.\n\nBring two photos of your face and a pen with you.\n"


def entries(root: Path, key: str, language: str = "es") -> dict[str, Entry]:
    path = f"locales/{language}/{key}.po"
    return {each.msgid: each for each in parse_catalog((root / path).read_bytes(), path).entries}


def site_with_memory(root: Path) -> Path:
    """Build a site of two guides, of which the first is translated into Spanish."""
    build_site(root, {"lima.md": LIMA, "cusco.md": CUSCO})
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "lima")
    return root


def test_a_translation_made_in_one_guide_fills_the_other(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    done = run(root, "extract")
    assert "es: the memory translated 2 texts (7 words) and proposed 1 more" in done.out
    assert "pt:" not in done.out
    found = entries(root, "cusco")
    assert found["Fees"].translated
    assert found["Fees"].comments == ("memory: the same text, in lima",)
    proposed = found["Bring two photos of your face and a pen with you."]
    assert proposed.previous_msgid == "Bring two photos of your face with you."
    before = stamps(root)
    assert "memory" not in run(root, "extract").out
    assert stamps(root) == before


def test_the_same_for_programs(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    data = json.loads(run(root, "extract", "--format", "json").out)
    assert data["memory"] == {
        "es": {
            "recalled_entries": 2,
            "recalled_words": 7,
            "proposed_entries": 1,
            "proposed_words": 11,
        }
    }
    assert json.loads(run(root, "extract", "--format", "json").out)["memory"] == {}


def test_a_new_guide_alone_has_the_whole_memory(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    write(root, "content/en/puno.md", LIMA)
    run(root, "extract", "puno")
    assert all(each.translated for each in entries(root, "puno").values())
    assert not any(each.has_text for each in entries(root, "cusco").values())


def test_what_a_translator_emptied_stays_empty(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    run(root, "extract", "-q")
    translate(root, "es", "cusco", lambda msgid: "")
    before = snapshot(root)
    assert run(root, "extract", "--check").code == 0
    assert snapshot(root) == before


def test_a_guide_that_is_gone_is_remembered(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    (root / "content/en/lima.md").unlink()
    run(root, "extract", "-q")
    assert entries(root, "cusco")["Fees"].translated


def test_a_glossary_is_nobody_s_memory(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"lima.md": LIMA})
    assert run(root, "extract", "-q").code == 0
    terms = b'#, forbidden\nmsgid "Fees"\nmsgstr "Tasas"\n'
    write(root, "locales/es/glossary.po", terms)
    write(root, "content/en/fees.md", "# Fees\n")
    done = run(root, "extract")
    assert (done.code, "orphaned-catalog" in done.out) == (0, False)
    assert not entries(root, "fees")["Fees"].translated
    assert (root / "locales/es/glossary.po").read_bytes() == terms


def test_the_catalog_of_a_guide_called_glossary_is_a_catalog(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"lima.md": LIMA, "glossary.md": CUSCO})
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "glossary")
    assert run(root, "extract", "-q").code == 0
    assert entries(root, "lima")["Fees"].comments == ("memory: the same text, in glossary",)


def test_a_damaged_catalog_is_nobody_s_memory(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    path = root / "locales/es/lima.po"
    path.write_bytes(path.read_bytes() + b'msgid "x\n')
    damaged = path.read_bytes()
    assert run(root, "extract", "cusco").code == 0
    assert run(root, "extract").code == 1
    assert path.read_bytes() == damaged
    assert not entries(root, "cusco")["Fees"].has_text


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ("Bring with you two photos of your face.", True),
        ("Bring three photos of your face with you.", False),
        ("Bring two photos of your face with you, and 5 USD.", False),
    ],
)
def test_stale_translations_may_be_kept(tmp_path: Path, changed: str, shown: bool) -> None:
    root = site_with_memory(tmp_path)
    run(root, "merge", "-q")
    write(
        root, "content/en/lima.md", LIMA.replace("Bring two photos of your face with you.", changed)
    )
    run(root, "extract", "-q")
    stale = entries(root, "lima")[changed]
    assert stale.fuzzy
    run(root, "merge", "-q")
    assert changed in snapshot(root)["content/es/lima.md"].decode()
    before = run(root, "coverage", "--format", "json").out
    write(root, "l10n.toml", SETTINGS + 'stale = "keep"\n')
    run(root, "merge", "-q")
    page = snapshot(root)["content/es/lima.md"].decode()
    assert (stale.msgstr in page, changed in page) == (shown, not shown)
    assert run(root, "coverage", "--format", "json").out == before
    assert run(root, "merge", "--check").code == 0


def test_what_the_memory_proposed_is_not_shown_as_stale(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    write(root, "l10n.toml", SETTINGS + 'stale = "keep"\n')
    run(root, "extract", "-q")
    run(root, "merge", "-q", "--publish-at", "0")
    proposed = entries(root, "cusco")["Bring two photos of your face and a pen with you."]
    page = snapshot(root)["content/es/cusco.md"].decode()
    assert proposed.msgid in page
    assert proposed.msgstr not in page


def test_a_text_comes_back_to_life_in_another_guide(tmp_path: Path) -> None:
    root = site_with_memory(tmp_path)
    text = "Bring two photos of your face with you."
    known = entries(root, "lima")[text].msgstr
    write(root, "content/en/lima.md", LIMA.replace(text, "Go home."))
    run(root, "extract", "-q")
    write(root, "content/en/arequipa.md", f"# Photos\n\n{text}\n")
    run(root, "extract", "-q")
    assert entries(root, "arequipa")[text].msgstr == known
    catalog = parse_catalog((root / "locales/es/arequipa.po").read_bytes(), "x.po")
    assert render_catalog(catalog).encode() == (root / "locales/es/arequipa.po").read_bytes()
