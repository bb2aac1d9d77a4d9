"""Front matter in every dialect, over a whole site: extracted, published, imported, upgraded."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.sites import SETTINGS, build_site, run, snapshot, translate, write

DEFAULTS = SETTINGS.replace('fields = ["title", "description"]\n', "")
TOML = """\
+++
# Who wrote it
author = 'Ada'
title = 'The boat'  # shown
date = 2024-01-02
translationKey = "boat"
aliases = ["/old/"]
[params]
theme = "dark"
[[features]]
title = "Row it"
details = '''
Take two oars.
Row home.'''
+++

Mind the gap.
"""
JSON = """\
{
  "title": "The oar",
  "weight": 3, "linkTitle": "Oar"
}

Take two oars. See [the boat](boat.md).
"""
BROKEN = (
    "---\ntitle: The pier\naliases:\n- %\n---\n\n"
    "Row to the pier.\n\nMind the steps.\n\nTie the boat.\n\nWalk home.\n\nSleep well.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    guides = {"boat.md": TOML, "oar.md": JSON, "pier.md": BROKEN}
    root = build_site(tmp_path, guides, DEFAULTS)
    assert run(root, "extract").code == 0
    for key in ("boat", "oar", "pier"):
        translate(root, "es", key, str.upper)
    return root


def page(site: Path, name: str) -> str:
    return (site / "content/es" / name).read_text("utf-8")


def test_pages_differ_from_their_guides_in_texts_alone(site: Path) -> None:
    done = run(site, "sync")
    assert done.code == 0
    expected = TOML.replace('aliases = ["/old/"]\n', "")
    for text in ("The boat", "Row it", "Take two oars.\nRow home.", "Mind the gap."):
        assert text in TOML
        expected = expected.replace(text, text.upper())
    assert page(site, "boat.md") == expected
    front, _, body = page(site, "oar.md").partition("\n\n")
    assert front == JSON.partition("\n\n")[0].replace("The oar", "THE OAR").replace("Oar", "OAR")
    assert body.startswith("TAKE TWO OARS.")
    assert page(site, "pier.md") == BROKEN[:38] + BROKEN[38:].upper()
    (warning,) = [line for line in done.out.splitlines() if "[bad-front-matter]" in line]
    assert warning.startswith("content/en/pier.md:4: warning: the front matter is not valid YAML: ")
    before = snapshot(site)
    assert run(site, "sync").code == 0
    assert snapshot(site) == before


def test_a_hostile_translation_stays_one_value(site: Path) -> None:
    hostile = 'x\'\nslug = \'hacked\'\n\'\'\'"""\n+++\n[params]\ntheme = "light", "a": {'
    for key, read, fence in (("boat", tomllib.loads, "+++\n"), ("oar", json.loads, "\n\n")):
        translate(site, "es", key, lambda msgid: hostile if msgid[:4] == "The " else msgid.upper())
        run(site, "sync")
        guide = (site / f"content/en/{key}.md").read_text("utf-8")
        values, source = (
            read(text.split(fence)[int(key == "boat")]) for text in (page(site, f"{key}.md"), guide)
        )
        assert values.keys() == source.keys() - {"aliases"}
        assert values.get("params") == source.get("params")
        assert values["title"] in (source["title"], " ".join(hostile.split()))


def test_a_page_that_a_person_wrote_is_taken_in(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"boat.md": TOML}, DEFAULTS)
    theirs = TOML.replace("The boat", "El bote").replace("Row it", "Rema").replace("Ada", "Eva")
    theirs = theirs.replace("Take two oars.\nRow home.", "Toma dos remos.\nRema a casa.")
    write(site, "content/es/boat.md", theirs.replace("Mind the gap.", "Cuidado con el hueco."))
    run(site, "extract")
    assert run(site, "import").code == 0
    catalog = parse_catalog((site / "locales/es/boat.po").read_bytes(), "boat.po")
    texts = {entry.msgid: entry.msgstr for entry in catalog.entries}
    assert texts["The boat"] == "El bote"
    assert texts["Row it"] == "Rema"
    assert run(site, "sync").code == 0
    assert page(site, "boat.md") == theirs.replace("Mind the gap.", "Cuidado con el hueco.")
    write(site, "content/en/boat.md", TOML.replace("date = 2024-01-02", "date = 2025-01-02"))
    run(site, "sync")
    assert "author = 'Eva'" in page(site, "boat.md")
    assert "date = 2025-01-02" in page(site, "boat.md")


def test_more_fields_give_new_entries_and_no_fuzzy_ones(tmp_path: Path) -> None:
    guide = (
        "---\ntitle: Pay the fee by card\nsubtitle: What it costs in each town\n"
        "Tagline: No queues any more\nhero: {text: Online, name: Pay}\n---\n\nPay the fees.\n"
    )
    site = build_site(tmp_path, {"fee.md": guide}, SETTINGS)
    run(site, "extract")
    translate(site, "es", "fee", str.upper)
    assert run(site, "sync").code == 0

    def entries() -> dict[str, tuple[str, bool]]:
        catalog = parse_catalog((site / "locales/es/fee.po").read_bytes(), "fee.po")
        assert not any(entry.obsolete for entry in catalog.entries)
        return {
            entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalog.entries if entry.msgid
        }

    before, published = entries(), page(site, "fee.md")
    assert len(before) == 2
    write(site, "l10n.toml", DEFAULTS)
    assert run(site, "sync").code == 0
    after = entries()
    more = ("What it costs in each town", "No queues any more", "Online")
    assert after == before | dict.fromkeys(more, ("", False))
    assert page(site, "fee.md") == published
