"""What merging publishes, keeps, moves and withdraws, and how the record remembers it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from types import FrameType

import pytest

from l10n.run.page import plan_page
from tests.sites import (
    BUS,
    SETTINGS,
    VISA,
    build_site,
    build_translated_site,
    run,
    snapshot,
    translate,
    write,
)

PAGE = "content/es/peru/visa.md"
CATALOG = "locales/es/peru-visa.po"
RECORD = "locales/published.txt"
EDITED = (
    "this page was edited by hand; take it in with l10n import; "
    "l10n status peru-visa says what holds it"
)


@pytest.fixture
def site(tmp_path):
    return build_translated_site(tmp_path / "site")


def _merge(site, *arguments):
    """Merge; return status and reason of each page by its path."""
    done = run(site, "merge", "--format", "json", *arguments)
    return {
        page["path"]: (page["status"], page["reason"]) for page in json.loads(done.out)["pages"]
    }


def _recorded(site):
    return {line.split("\t")[2] for line in (site / RECORD).read_text().splitlines()[1:]}


# What must not change.


def test_a_merged_page_is_unchanged(site):
    before = snapshot(site)
    assert set(_merge(site).values()) == {("unchanged", "")}
    assert snapshot(site) == before


@pytest.mark.parametrize("edit", ["\n\nA word by hand.\n", "", "\n"])
def test_a_page_edited_by_hand_is_kept(site, edit):
    edited = (site / PAGE).read_bytes() + edit.encode() if edit else b""
    (site / PAGE).write_bytes(edited)
    translate(site, "es", "peru-visa", lambda msgid: msgid.upper())
    expected = EDITED
    if not edit:
        expected = "the page there cannot be read; mend it, or move it away"
    assert _merge(site)[PAGE] == ("kept", expected)
    assert (site / PAGE).read_bytes() == edited
    assert PAGE in _recorded(site)


def test_a_page_that_merge_did_not_write_is_kept(tmp_path):
    site = build_site(tmp_path / "site")
    write(site, PAGE, "---\ntranslationKey: peru-visa\n---\n\nA mano.\n")
    run(site, "extract")
    translate(site, "es", "peru-visa")
    before = (site / PAGE).read_bytes()
    assert _merge(site)[PAGE] == (
        "kept",
        "this page was not written by merge; take it in with l10n import",
    )
    assert (site / PAGE).read_bytes() == before
    named = run(site, "merge")
    assert f"{PAGE}: kept: this page was not written by merge; take it in" in named.out
    assert named.code == 0


def test_a_page_that_was_imported_but_not_handed_over_is_kept(tmp_path):
    site = build_site(tmp_path / "site")
    page = f"{VISA.replace('Visas', 'Visados')}\n\nUn párrafo más, que la fuente no tiene.\n"
    write(site, PAGE, page)
    run(site, "import")
    reason = (
        "this page was imported, but not handed over to merge; "
        "l10n status peru-visa says what holds it"
    )
    assert _merge(site)[PAGE] == ("kept", reason)
    assert (site / PAGE).read_text("utf-8") == page


def test_a_page_somewhere_else_is_kept_where_it_is(tmp_path):
    site = build_site(tmp_path / "site")
    place = "content/es/otro/visado.md"
    write(site, place, "---\ntranslationKey: peru-visa\n---\n\nA mano.\n")
    run(site, "extract")
    translate(site, "es", "peru-visa")
    assert _merge(site)[place] == (
        "kept",
        "this page was not written by merge; take it in with l10n import",
    )
    assert not (site / PAGE).exists()


def test_a_page_with_another_key_in_its_place_is_kept(tmp_path):
    site = build_site(tmp_path / "site")
    write(site, PAGE, "---\ntranslationKey: something-else\n---\n\nA mano.\n")
    run(site, "extract")
    translate(site, "es", "peru-visa")
    before = (site / PAGE).read_bytes()
    reason = f"{PAGE}, the page of something-else, is in its way; move it away"
    assert _merge(site)[PAGE] == ("kept", reason)
    assert (site / PAGE).read_bytes() == before


def test_a_page_checked_out_with_other_line_ends_is_ours(site):
    (site / PAGE).write_bytes((site / PAGE).read_bytes().replace(b"\n", b"\r\n"))
    assert _merge(site)[PAGE][0] in ("published", "unchanged")


# Before and after.


def test_an_edit_undone_is_ours_again(site):
    before = (site / PAGE).read_bytes()
    (site / PAGE).write_bytes(before + b"\n")
    assert _merge(site)[PAGE][0] == "kept"
    (site / PAGE).write_bytes(before)
    translate(site, "es", "peru-visa", lambda msgid: msgid.upper())
    assert _merge(site)[PAGE] == ("published", "")


def test_a_page_that_is_what_merging_makes_is_adopted(site):
    before = (site / RECORD).read_bytes()
    (site / RECORD).unlink()
    assert _merge(site)[PAGE] == ("unchanged", "")
    assert (site / RECORD).read_bytes() == before


def test_a_page_whose_source_is_renamed_moves(site):
    (site / "content/en/peru/visa.md").rename(site / "content/en/peru/visas.md")
    moved = _merge(site)
    assert moved["content/es/peru/visas.md"] == ("published", "")
    assert not (site / PAGE).exists()
    assert "content/es/peru/visas.md" in _recorded(site)
    assert PAGE not in _recorded(site)
    assert set(_merge(site).values()) == {("unchanged", "")}


def test_an_edited_page_does_not_move(site):
    (site / "content/en/peru/visa.md").rename(site / "content/en/peru/visas.md")
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b"\n")
    assert _merge(site)[PAGE] == (
        "kept",
        EDITED,
    )
    assert not (site / "content/es/peru/visas.md").exists()


def test_a_page_does_not_move_onto_another(site):
    (site / "content/en/peru/visa.md").rename(site / "content/en/peru/visas.md")
    write(site, "content/es/peru/visas.md", "---\ntranslationKey: other\n---\n\nA mano.\n")
    reason = "content/es/peru/visas.md, the page of other, is in its way; move it away"
    assert _merge(site)[PAGE] == ("kept", reason)


def _swap(site):
    """Let two guides with keys change their places."""
    write(site, "content/en/bus.md", VISA)
    write(site, "content/en/peru/visa.md", f"---\ntranslationKey: bus\n---\n\n{BUS}")


def test_pages_whose_sources_swap_their_places_swap_theirs(site):
    _swap(site)
    before = snapshot(site)
    checked = _merge(site, "--check")
    assert snapshot(site) == before
    outcomes = _merge(site)
    assert outcomes == checked
    assert outcomes[PAGE] == outcomes["content/es/bus.md"] == ("published", "")
    after = snapshot(site)
    assert after["content/es/bus.md"] == before[PAGE]
    body = before["content/es/bus.md"].decode()
    assert after[PAGE].decode() == f"---\ntranslationKey: bus\n---\n\n{body}"
    assert set(_merge(site).values()) == {("unchanged", "")}
    assert snapshot(site) == after


def test_a_page_edited_by_hand_does_not_change_places(site):
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b"\nA word by hand.\n")
    _swap(site)
    pages = {path: data for path, data in snapshot(site).items() if path.startswith("content/es")}
    outcomes = _merge(site)
    reason = EDITED
    assert outcomes[PAGE] == ("kept", reason)
    reason = f"{PAGE}, the page of peru-visa, is in its way; move it away"
    assert outcomes["content/es/bus.md"] == ("kept", reason)
    assert pages.items() <= snapshot(site).items()
    (site / PAGE).unlink()
    assert _merge(site)[PAGE] == ("published", "")
    assert snapshot(site)["content/es/bus.md"] == snapshot(site)["content/pt/bus.md"]


def test_a_page_removed_by_hand_is_published_again(site):
    before = snapshot(site)
    (site / PAGE).unlink()
    assert _merge(site)[PAGE] == ("published", "")
    assert snapshot(site) == before


def _count_planned(site):
    """Merge, and count how often each page is made."""
    planned: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is plan_page.__code__:
            source, language = frame.f_locals["source"], frame.f_locals["language"]
            planned[source.guide.path.replace("/en/", f"/{language}/")] += 1

    sys.setprofile(count)
    try:
        merged = _merge(site, "--jobs", "1")
    finally:
        sys.setprofile(None)
    return merged, planned


def test_only_pages_of_its_language_that_link_to_a_new_page_are_made_again(site):
    write(site, "content/en/fees.md", "# Fees\n\nThe fees of this year.\n")
    write(site, "content/en/train.md", "# Train\n\nTake it to [the fees](fees.md).\n")
    run(site, "extract")
    for language in ("es", "pt"):
        translate(site, language, "train")
    _merge(site)
    before = snapshot(site)
    translate(site, "es", "fees")
    _, planned = _count_planned(site)
    assert {*planned} == {"content/es/fees.md", "content/es/train.md"}
    changed = {path for path, data in snapshot(site).items() if before.get(path) != data}
    assert {each for each in changed if each.startswith("content/")} == {*planned}


def test_only_pages_with_a_link_that_may_mean_a_new_guide_are_made_again(site):
    write(site, "content/en/first.md", "# First\n\nSee what comes [later](later.md).\n")
    write(site, "content/en/other.md", "# Other\n\nSee what [never](never.md) comes.\n")
    run(site, "extract")
    for key in ("first", "other"):
        translate(site, "es", key)
    _merge(site)
    write(site, "content/en/later.md", "# Later\n\nIt is here.\n")
    run(site, "extract")
    translate(site, "es", "later")
    _, planned = _count_planned(site)
    assert {each for each in planned if "/es/" in each} == {
        "content/es/first.md",
        "content/es/later.md",
    }
    assert not planned["content/pt/other.md"]


def test_pages_removed_by_hand_are_planned_once(site):
    shutil.rmtree(site / "content/es")
    merged, planned = _count_planned(site)
    published = [path for path, (status, _) in merged.items() if status == "published"]
    assert PAGE in published
    assert [planned[path] for path in published] == [1] * len(published)


def test_a_published_page_stays_when_its_coverage_falls(site):
    write(site, "content/en/peru/visa.md", VISA + "\nMore text. " * 30)
    run(site, "extract")
    assert _merge(site)[PAGE] == ("published", "")
    assert "More text." in (site / PAGE).read_text()


def test_a_page_below_withdraw_below_is_withdrawn_and_comes_back(site):
    settings = SETTINGS.replace("publish-at = 80", "publish-at = 80\nwithdraw-below = 50")
    write(site, "l10n.toml", settings)
    write(site, "content/en/peru/visa.md", VISA + "\nMore text. " * 30)
    run(site, "extract")
    status, reason = _merge(site)[PAGE]
    assert status == "withdrawn"
    assert reason.endswith("% of its words are translated, withdraw-below is 50")
    assert not (site / PAGE).exists()
    assert PAGE not in _recorded(site)
    assert _merge(site)[PAGE][0] == "waiting"
    translate(site, "es", "peru-visa")
    assert _merge(site)[PAGE] == ("published", "")


def test_a_recorded_page_that_is_gone_is_not_published_below_withdraw_below(site):
    """A killed run, or somebody, took the page away before the record was written."""
    settings = SETTINGS.replace("publish-at = 80", "publish-at = 80\nwithdraw-below = 50")
    write(site, "l10n.toml", settings)
    write(site, "content/en/peru/visa.md", VISA + "\nMore text. " * 30)
    run(site, "extract")
    (site / PAGE).unlink()
    _merge(site)
    assert not (site / PAGE).exists()
    assert PAGE not in _recorded(site)


def test_an_edited_page_is_not_withdrawn(site):
    settings = SETTINGS.replace("publish-at = 80", "publish-at = 80\nwithdraw-below = 50")
    write(site, "l10n.toml", settings)
    write(site, "content/en/peru/visa.md", VISA + "\nMore text. " * 30)
    run(site, "extract")
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b"\n")
    assert _merge(site)[PAGE] == (
        "kept",
        EDITED,
    )


@pytest.mark.parametrize(
    ("publish_at", "status"), [("100", "waiting"), ("50", "published"), ("0", "published")]
)
def test_publish_at_decides_at_the_first_time(tmp_path, publish_at, status):
    site = build_site(tmp_path / "site")
    run(site, "extract")
    # Most words of the guide, but not all.
    translate(site, "es", "bus", only=lambda entry: entry.msgid != "Buses")
    assert _merge(site, "--publish-at", publish_at)["content/es/bus.md"][0] == status


def test_publish_at_zero_publishes_the_source_as_it_is(tmp_path):
    site = build_site(tmp_path / "site")
    for path in ("crlf.md", "bom.md"):
        text = VISA.replace("peru-visa", path).replace("\n", "\r\n")
        write(site, f"content/en/{path}", ("\ufeff" if path == "bom.md" else "") + text)
    run(site, "extract")
    for _ in range(2):
        pages = _merge(site, "--publish-at", "0")
        assert {status for status, _ in pages.values()} <= {"published", "unchanged"}
    for path in ("bus.md", "peru/visa.md", "peru/tax.md", "crlf.md", "bom.md"):
        source = (site / "content/en" / path).read_bytes()
        assert (site / "content/es" / path).read_bytes() == source
        assert (site / "content/pt" / path).read_bytes() == source
    assert len(_recorded(site)) == 10


def test_a_damaged_record_stops_the_merge_and_changes_nothing(site):
    (site / RECORD).write_bytes((site / RECORD).read_bytes() + b"<<<<<<< ours\n")
    translate(site, "es", "peru-visa", lambda msgid: msgid.upper())
    before = snapshot(site)
    done = run(site, "merge")
    assert done.code == 2
    assert done.err.startswith(f"l10n: {RECORD}:8: a merge conflict: ")
    assert snapshot(site) == before


def test_the_record_is_sorted_and_has_a_line_for_each_page(site):
    lines = (site / RECORD).read_text().splitlines()
    assert len(lines) == 1 + 6
    assert lines[1:] == sorted(lines[1:])
    assert lines[0].startswith("# l10n: pages published by merge")


def test_a_page_whose_catalog_was_lost_is_kept_and_told(site):
    page = (site / PAGE).read_bytes()
    catalog = site / CATALOG
    for loss in (lambda: catalog.unlink(), lambda: catalog.write_bytes(b"")):
        saved = catalog.read_bytes()
        loss()
        done = run(site, "sync", "--format", "json")
        assert done.code == 1
        findings = json.loads(done.out)["findings"]
        (lost,) = [each for each in findings if each["check"] == "lost-catalog"]
        assert lost["path"] == CATALOG
        assert "remove" not in lost["message"]
        assert (site / PAGE).read_bytes() == page
        catalog.write_bytes(saved)
        assert run(site, "sync", "-q").code == 0


def test_where_all_is_quarantined_nothing_is_published(site):
    (site / PAGE).unlink()
    (site / "locales/published.txt").unlink()
    catalog = site / CATALOG
    hostile = re.sub(r'(?m)^msgstr "(.+)"$', 'msgstr "<script>x</script>"', catalog.read_text())
    catalog.write_text(hostile, encoding="utf-8")
    status, reason = _merge(site)[PAGE]
    assert status == "waiting"
    assert reason.startswith("0 % of its words")
    assert not (site / PAGE).exists()
