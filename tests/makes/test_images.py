"""A page shows the images of its language that lie beside the source's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.links.images import Images, localize_images, variants_of
from l10n.links.site import Page
from l10n.markdown.segments import read_layout
from tests.sites import SETTINGS, build_site, run, snapshot, stamps, translate, write

GUIDE = """\
---
title: Maps
---

Look at ![the map](img/map.png "Where it is") and [the plan](/img/plan.jpg?v=1#a).

<p><img src='img/map.png' alt="x"></p>

![Legend][legend] ![far](https://a.example/map.png) `![no](img/map.png)`

[legend]: <img/en/legend.svg> "The legend"
"""
OTHER = "# Boats\n\nRow home.\n"
PAGE = "content/es/maps.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_site(tmp_path, {"maps.md": GUIDE, "boats.md": OTHER}, SETTINGS)
    assert run(root, "extract", "-q").code == 0
    for key in ("maps", "boats"):
        translate(root, "es", key, lambda msgid: msgid.replace("a", "á", 1))
    assert run(root, "sync", "-q").code == 0
    return root


def _page(site: Path) -> str:
    assert run(site, "sync", "-q").code == 0
    return (site / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/en/img/map.es.png", "img/map.png", "img/map.es.png"),
        ("content/en/img/es/map.png", "img/map.png", "img/es/map.png"),
        ("content/es/img/map.es.png", "img/map.png", "img/map.es.png"),
        ("static/img/plan.es.jpg", "/img/plan.jpg", "/img/plan.es.jpg"),
        ("static/img/es/plan.jpg", "/img/plan.jpg", "/img/es/plan.jpg"),
        ("content/en/img/es/legend.svg", "img/en/legend.svg", "img/es/legend.svg"),
    ],
)
def test_it_comes_and_goes_with_its_file(site: Path, path: str, old: str, new: str) -> None:
    before, others = _page(site), (site / "content/es/boats.md").stat().st_mtime_ns
    assert old in before
    write(site, path, b"\x89PNG")
    after = _page(site)
    places = before.replace(f"`![no]({old})`", "`code`").replace(old, new)
    assert after == places.replace("`code`", f"`![no]({old})`")
    assert (site / "content/es/boats.md").stat().st_mtime_ns == others
    files = stamps(site)
    assert run(site, "sync", "-q").code == 0
    assert stamps(site) == files
    (site / path).unlink()
    assert _page(site) == before


def test_others_are_left_alone(site: Path) -> None:
    before = _page(site)
    for path in ("content/en/img/map.pt.png", "content/en/map.es.png", "img/map.es.png"):
        write(site, path, b"")
    assert _page(site) == before


def test_a_site_can_do_without(site: Path) -> None:
    before = _page(site)
    write(site, "content/en/img/map.es.png", b"")
    write(site, "l10n.toml", f"{SETTINGS}\n[links]\nimages = false\n")
    assert _page(site) == before


def test_check_names_what_a_language_lacks(site: Path) -> None:
    def found() -> list[tuple[str, str, str]]:
        report = json.loads(run(site, "check", "--only", "images", "--format", "json").out)
        return [(each["path"], each["severity"], each["message"]) for each in report["findings"]]

    assert found() == []
    write(site, "content/en/img/map.es.png", b"")
    message = (
        "img/map.png has a version of its own in es and none here: if it holds text, put one "
        "beside it"
    )
    assert found() == [("locales/pt/maps.po", "info", message)]
    write(site, "content/en/img/pt/map.png", b"")
    assert found() == []


def test_all_is_the_same_without_a_cache(site: Path) -> None:
    write(site, "content/en/img/map.es.png", b"")
    _page(site)
    with_cache = snapshot(site)
    for each in (site / ".l10n").iterdir():
        each.unlink()
    _page(site)
    assert snapshot(site) == with_cache


ADDRESS = st.text(st.sampled_from("ab/.es%20{}\\?#: é"), max_size=12).map("{}.png".format)


@given(ADDRESS)
def test_no_address_leads_out_of_the_site(written: str) -> None:
    source, page = Page("a", "en", "content/en/a.md"), Page("a", "es", "content/es/a.md")
    for variant in variants_of(Images(roots=("static",)), source, page, written):
        assert variant.address.endswith(".png") or "?" in written or "#" in written
        for path in variant.paths:
            assert not path.startswith(("/", "../"))


@given(ADDRESS, st.sampled_from(["![a]({})", "![a](<{}>)", "[a]: {}", "> ![a]({})"]))
def test_without_files_nothing_changes(written: str, pattern: str) -> None:
    text = pattern.format(written)
    source, page = Page("a", "en", "content/en/a.md"), Page("a", "es", "content/es/a.md")
    images = Images(frozenset({"static/x.es.png"}), ("static",))
    edits = [*localize_images(text, read_layout(text, 0), images, source, page)]
    assert all("x" in edit.text for edit in edits)


def test_a_page_with_its_own_images_is_taken_in_as_it_was_written(site: Path) -> None:
    for path in (
        "content/en/img/map.es.png",
        "static/img/es/plan.jpg",
        "content/en/img/es/legend.svg",
    ):
        write(site, path, b"")
    page = _page(site)
    write(site, PAGE, page.replace("Look át", "Mire", 1).replace("Look", "Mire", 1))
    catalog = (site / "locales/es/maps.po").read_text(encoding="utf-8")
    assert run(site, "import", "-q").code == 0
    after = (site / "locales/es/maps.po").read_text(encoding="utf-8")
    assert after != catalog
    assert "map.es.png" not in after
    assert _page(site) == (site / PAGE).read_text(encoding="utf-8")
    assert "img/map.es.png" in _page(site)
