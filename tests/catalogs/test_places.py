"""Catalogs say where each text is, and say it without harm to what translators have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import kinds_of, without_places
from l10n.checks.subject import targets_of
from l10n.extract import extract_guide, read_places, template_entries
from l10n.guide import Guide
from l10n.po import parse_catalog
from tests.po.po_tools import msgcat, msgfmt_rejects, needs_gettext
from tests.sites import FORMS, SETTINGS, build_site, run, snapshot, translate, write

BODY = """\
---
title: Visas
---

Before any heading.

# Visas

Pay [the fee](/fee).

## Fees *and* times

| Where | Cost |
| - | - |
| Lima | Free |

### Times

Free

## In Lima

Free

### Lima

Setext heading
over lines
---

Free

[fee]: /fee "Free"
"""
WITH_BASE = f'{SETTINGS}\n[links]\nbase = "https://guides.example/x/"\n'


def _placed(body: str, address: str = "") -> dict[str, tuple[str, ...]]:
    segments = extract_guide(Guide("a.md", "en", "a", body), ("title",)).segments
    places = read_places(segments, address)
    entries = template_entries(Guide("a.md", "en", "a", body), segments, places)
    return {each.msgid: each.extracted for each in entries}


def test_the_nearest_heading_is_said_after_all_else() -> None:
    found = _placed(BODY)
    assert found["Before any heading."] == ("paragraph",)
    assert found["Visas"] == ("title, heading 1",)
    assert found["Pay [the fee](1)."] == ("paragraph", "(1) /fee", "under: Visas")
    assert found["Fees *and* times"] == ("heading 2", "under: Visas")
    assert found["Times"] == ("heading 3", "under: Fees *and* times")
    assert found["Cost"] == ("table header", "under: Fees *and* times")
    assert found["Setext heading over lines"] == ("heading 2", "under: Visas")


def test_an_entry_of_many_places_names_three_headings() -> None:
    found = _placed(BODY)["Free"]
    assert found == (
        "table cell, paragraph, title of link",
        "under: Fees *and* times",
        "under: Times",
        "under: In Lima",
    )
    assert found[0].split(", ")[0] in kinds_of(found)


def test_the_address_is_said_once() -> None:
    lines = [each for said in _placed(BODY, "https://a.example/x/").values() for each in said]
    assert lines.count("page: https://a.example/x/") == 1
    assert lines[1] == "page: https://a.example/x/"


def test_a_heading_is_no_target_and_no_kind() -> None:
    found = _placed("## (1) One\n\nGo [there](/a), [here](/b).\n")
    said = found["Go [there](1), [here](2)."]
    assert said == ("paragraph", "(1) /a", "(2) /b", "under: (1) One")
    assert (kinds_of(said), targets_of(said)) == (("paragraph",), ("/a", "/b"))
    assert without_places(said) == said[:3]


def test_a_site_can_do_without(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"a.md": BODY}, f"places = false\n{WITH_BASE}")
    assert run(site, "extract", "-q").code == 0
    assert not _lines(site, "under: ", "page: ")


def _lines(site: Path, *starts: str) -> list[str]:
    catalog = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    return [line for each in catalog.entries for line in each.extracted if line.startswith(starts)]


def test_existing_catalogs_keep_every_translation(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"a.md": BODY}, f"places = false\n{WITH_BASE}")
    assert run(site, "extract", "-q").code == 0
    translate(site, "es", "a", lambda msgid: f"¡{msgid}!")
    assert run(site, "sync", "-q").code == 0
    page = (site / "content/es/a.md").read_bytes()
    before = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    checked = json.loads(run(site, "check", "--format", "json").out)
    write(site, "l10n.toml", WITH_BASE)
    assert run(site, "sync", "-q").code == 0
    after = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    assert (site / "content/es/a.md").read_bytes() == page
    assert _lines(site, "page: ") == ["page: https://guides.example/x/a/"]
    assert len(_lines(site, "under: ")) > 8
    bare = [each._replace(extracted=without_places(each.extracted)) for each in after.entries]
    assert bare == [*before.entries]
    assert [
        each["check"] for each in json.loads(run(site, "check", "--format", "json").out)["findings"]
    ] == [each["check"] for each in checked["findings"]]
    files = snapshot(site)
    assert run(site, "sync", "-q").code == 0
    assert snapshot(site) == files


def test_titles_come_as_new_entries(tmp_path: Path) -> None:
    body = BODY.replace('"Free"', '"What it costs"') + '\n```sh title="Pay it"\n```\n'
    site = build_site(tmp_path, {"a.md": body}, f"block-titles = false\n{SETTINGS}")
    assert run(site, "extract", "-q").code == 0
    translate(site, "es", "a", lambda msgid: f"¡{msgid}!")
    assert run(site, "sync", "-q").code == 0
    before = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    page = (site / "content/es/a.md").read_bytes()
    write(site, "l10n.toml", SETTINGS)
    assert run(site, "sync", "-q").code == 0
    after = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    new = [each for each in after.entries if each.msgid in ("What it costs", "Pay it")]
    assert [(each.msgstr, each.flags) for each in new] == [("", ())] * 2
    assert [each for each in after.entries if each not in new] == [*before.entries]
    assert (site / "content/es/a.md").read_bytes() == page


@needs_gettext
@pytest.mark.parametrize("form", FORMS)
def test_catalogs_are_as_gettext_writes_them(tmp_path: Path, form: str) -> None:
    base = WITH_BASE.removeprefix(SETTINGS)
    site = build_site(tmp_path, {"a.md": BODY, "b/c.md": BODY}, FORMS[form] + base)
    assert run(site, "extract", "-q").code == 0
    paths = [*(site / "locales").rglob("*.po")]
    assert len(paths) == (2 if form == "grouped" else 4)
    for data in (each.read_bytes() for each in paths):
        assert msgcat(data, "--no-wrap") == data
        assert not msgfmt_rejects(data)


@given(
    st.lists(st.sampled_from(["# A", "## B", "### C", "B", "text", "A", "## [a](b)"]), max_size=9)
)
def test_what_is_said_of_any_page(blocks: list[str]) -> None:
    body = "\n\n".join(blocks)
    headings = {each.lstrip("# ") for each in blocks if each.startswith("#")} | {"[a](1)"}
    for msgid, said in _placed(body).items():
        under = [each.removeprefix("under: ") for each in said if each.startswith("under: ")]
        assert len(under) <= 3
        assert len({*under}) == len(under)
        assert {*under} <= headings - {msgid}
