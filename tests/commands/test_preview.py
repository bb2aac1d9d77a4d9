"""Previews: the pages that merging would write, in another folder, and nothing published."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.sites import (
    GUIDES,
    SETTINGS,
    Run,
    build_translated_site,
    pseudo,
    run,
    run_process,
    snapshot,
    translate,
    write,
)

LINKS = "---\ntitle: Links\n---\n\nSee [the bus](/bus/) and [the taxes](/peru/tax/#taxes) first.\n"
PAGE = "content/es/peru/tax.md"
MARKER = ".l10n-preview"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site", guides={**GUIDES, "links.md": LINKS})


def previewed(site: Path, *arguments: str) -> dict[str, str]:
    """Preview a site; return the status of each page by its path."""
    done = run(site, "merge", "--to", "out", "--format", "json", *arguments)
    assert done.err == ""
    return {page["path"]: page["status"] for page in json.loads(done.out)["pages"]}


def pages(root: Path) -> dict[str, bytes]:
    found = snapshot(root).items()
    return {path: data for path, data in found if path.startswith(("content/es", "content/pt"))}


def test_a_preview_changes_nothing_of_the_site(site: Path) -> None:
    before = snapshot(site)
    assert run(site, "merge", "--to", "../out").code == 0
    assert snapshot(site) == before
    assert pages(site.parent / "out") == pages(site)


@pytest.mark.parametrize("settings", [SETTINGS, "slugs = true\n" + SETTINGS])
def test_a_preview_has_what_merging_would_write(site: Path, settings: str) -> None:
    write(site, "l10n.toml", settings)
    run(site, "sync")
    translate(site, "es", "peru-visa", lambda msgid: "visado" if msgid == "visa" else pseudo(msgid))
    translate(site, "pt", "peru/tax", lambda msgid: pseudo(msgid).upper())
    write(site, "content/en/new.md", "# New\n\nA [visa](/peru/visa/) is new.\n")
    run(site, "extract")
    twin = shutil.copytree(site, site.parent / "twin")
    before = snapshot(site)
    found = previewed(site)
    out = site.parent / "moved"
    (site / "out").rename(out)
    assert snapshot(site) == before
    waiting = {path for path, status in found.items() if status == "waiting"}
    assert waiting == {"content/es/new.md", "content/pt/new.md"}
    assert run(site, "merge") == run(twin, "merge")
    assert snapshot(site) == snapshot(twin)
    here = pages(out)
    assert any(b"aliases" in data for data in here.values()) is ("slugs" in settings)
    assert {path: data for path, data in here.items() if path not in waiting} == pages(site)
    assert all(b"A [visa](/" in here[path] for path in waiting)


def test_a_page_that_waits_shows_what_is_translated_of_it(site: Path) -> None:
    write(site, "content/en/new.md", "# New\n\nOne, as in [links](/links/).\n\nTwo two two two.\n")
    run(site, "extract")
    translate(site, "es", "new", only=lambda entry: entry.msgid.startswith("One"))
    done = run(site, "merge", "--to", "out", "-l", "es", "new")
    assert done == Run(
        0,
        "1 page written below out.\n"
        "Merge would not publish all: 1 waiting; l10n status says why.\n",
        "",
    )
    text = (site / "out/content/es/new.md").read_text("utf-8")
    assert "Óñé, ás íñ [líñks](/es/links/)." in text
    assert "Two two two two." in text
    assert set(snapshot(site / "out")) == {MARKER, "content/es/new.md"}


def test_a_page_that_is_kept_is_shown_as_its_catalog_makes_it(site: Path) -> None:
    merged = (site / PAGE).read_bytes()
    (site / PAGE).write_bytes(merged + b"\nBy hand.\n")
    assert previewed(site, "-l", "es", "peru/tax") == {PAGE: "kept"}
    assert (site / "out" / PAGE).read_bytes() == merged


def test_a_catalog_that_cannot_be_read_stops_only_its_page(site: Path) -> None:
    write(site, "locales/es/bus.po", 'msgid "')
    done = run(site, "merge", "--to", "out")
    assert done.code == 1
    assert "locales/es/bus.po:1: error:" in done.out
    wanted = {path for path in pages(site) if path != "content/es/bus.md"}
    assert set(pages(site / "out")) == wanted


@pytest.mark.parametrize(
    "folder",
    [".", "content", "content/es", "content/en/x", "content/../content/pt", "linked", "under"],
)
def test_a_folder_of_the_sites_own_pages_is_refused(site: Path, folder: str) -> None:
    (site / "linked").symlink_to("content/es")
    (site / "under").mkdir()
    (site / "under/content").symlink_to("../content")
    before = snapshot(site)
    done = run(site, "merge", "--to", folder)
    assert (done.code, done.out) == (2, "")
    assert "here the site has its own pages: name another folder" in done.err
    assert snapshot(site) == before


def test_a_file_of_somebody_else_is_not_overwritten(site: Path) -> None:
    write(site, f"out/{PAGE}", "Mine.\n")
    before = snapshot(site)
    done = run(site, "merge", "--to", "out")
    assert (done.code, done.out) == (2, "")
    assert f"out/{PAGE}: is there already and is no preview: name an empty folder" in done.err
    assert snapshot(site) == before
    shutil.copy(site / PAGE, site / "out" / PAGE)
    assert run(site, "merge", "--to", "out").code == 0


def test_a_preview_is_written_over_by_the_next(site: Path) -> None:
    previewed(site)
    assert run(site, "merge", "--to", "out").out == "8 pages below out, 0 of them new or changed.\n"
    translate(site, "es", "bus", lambda msgid: pseudo(msgid).upper())
    out = run(site, "merge", "--to", "out").out
    assert out == "8 pages below out, 1 of them new or changed.\n"
    assert "BÚY THÉ TÍ" in (site / "out/content/es/bus.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "out", "--check"), "choose one"),
        (("--to",), "requires an argument"),
        (("--to", "l10n.toml"), "l10n.toml: a part of this path is a file"),
        (("--to", "out", "peru/taxes"), "did you mean peru/tax?"),
    ],
)
def test_wrong_usage_writes_nothing(site: Path, arguments: tuple[str, ...], told: str) -> None:
    before = snapshot(site)
    done = run_process(site, "merge", *arguments)
    assert done.code == 2
    assert told in done.err
    assert snapshot(site) == before
