"""A text that is edited in a published page stays: in its catalog, or on a page that is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.cases import read_cases
from tests.sites import SETTINGS, build_site, run, translate, write

CASES = dict(read_cases("edited.md", texts=1))
FRONT = "---\ntitle: Boat\n---\n\n# Harbour\n\nThe first text.\n"
PATH = "content/es/a.md"
OLD = "Bóát"
NEW = ("Bóáts", "Chinchorro", "Una barca muy vieja del puerto")
"""A word that is like the old one, one that is not, and many."""
TITLES = [each for each in CASES if "attributes" in each or "title of a " in each]


def build(root: Path, *blocks: str) -> Path:
    body = "".join(f"\nText number {n}.\n\n{each}" for n, each in enumerate(blocks))
    build_site(root, {"a.md": f"# Harbour\n{body}"}, SETTINGS.replace('"es", "pt"', '"es"'))
    return publish(root)


def publish(site: Path) -> Path:
    assert run(site, "extract", "-q").code == 0
    translate(site, "es", "a", lambda msgid: msgid.replace("Boat", OLD))
    assert run(site, "merge", "-q").code == 0
    assert OLD in page(site)
    return site


def page(site: Path) -> str:
    return (site / PATH).read_text("utf-8")


def edit(site: Path, place: int, new: str) -> str:
    """Write another text over one of the translations; return the page."""
    parts = page(site).split(OLD)
    text = OLD.join(parts[: place + 1]) + new + OLD.join(parts[place + 1 :])
    write(site, PATH, text)
    return text


def import_and_merge(site: Path) -> dict:
    done = run(site, "import", "-l", "es", "--format", "json")
    assert run(site, "merge", "-q").code == 0
    return json.loads(done.out)


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("kind", CASES)
def test_an_edit_stays_on_the_page(tmp_path: Path, kind: str, new: str) -> None:
    site = build(tmp_path, CASES[kind])
    edited = edit(site, 0, new)
    import_and_merge(site)
    assert page(site) == edited


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("kind", CASES)
def test_an_edit_of_a_text_that_is_there_twice_stays(tmp_path: Path, kind: str, place: int) -> None:
    again = CASES[kind].replace("[o]", "[other]")
    site = build(tmp_path, CASES[kind], again)
    edit(site, place, NEW[1])
    for _ in range(2):
        import_and_merge(site)
        assert NEW[1] in page(site)


@pytest.mark.parametrize("new", NEW)
def test_an_edit_of_the_front_matter_stays(tmp_path: Path, new: str) -> None:
    build_site(tmp_path, {"a.md": FRONT}, SETTINGS.replace('"es", "pt"', '"es"'))
    edited = edit(publish(tmp_path), 0, new)
    import_and_merge(tmp_path)
    assert page(tmp_path) == edited


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("kind", TITLES)
def test_an_edited_title_is_a_translation(tmp_path: Path, kind: str, new: str) -> None:
    site = build(tmp_path, CASES[kind])
    edit(site, 0, new)
    data = import_and_merge(site)
    assert [each["handed_over"] for each in data["pages"]] == [True]
    assert not data["findings"]
    entries = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po").entries
    assert any(new in each.msgstr for each in entries if "Boat" in each.msgid)


def test_edits_of_all_titles_are_told_apart_by_where_they_stand(tmp_path: Path) -> None:
    kinds = ("title of a picture in HTML", "title of a fence", "title of a picture in HTML")
    site = build(tmp_path, *(CASES[k].replace("Boat", f"Boat {n}") for n, k in enumerate(kinds)))
    text = page(site)
    for n, new in enumerate(("Puerto", "Chinchorro", "Farola")):
        text = text.replace(f"{OLD} {n}", new)
    write(site, PATH, text)
    assert import_and_merge(site)["findings"] == []
    assert page(site) == text


def test_a_title_that_only_the_page_has_is_no_edit(tmp_path: Path) -> None:
    site = build(tmp_path, CASES["title of a fence"], "```js\ny\n```\n")
    text = page(site).replace("```js\ny", '```js title="Puerto"\ny')
    text = text.replace(OLD, "Chinchorro")
    write(site, PATH, text)
    data = import_and_merge(site)
    assert [each["handed_over"] for each in data["pages"]] == [False]
    assert "own-title" not in [each["check"] for each in data["findings"]]
    assert page(site) == text
