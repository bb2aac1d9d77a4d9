"""Guides that move or change their key, and guides of other languages as sources."""

from __future__ import annotations

import json
import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.po import parse_catalog
from l10n.site.renames import match_guides
from tests.promises.test_kill import _dying_at as dying_at
from tests.sites import (
    BUS,
    SETTINGS,
    TAX,
    VISA,
    build_site,
    build_translated_site,
    run,
    snapshot,
    translate,
    write,
)

KEYED_BUS = BUS.replace("# Buses", "---\ntranslationKey: bus-lines\n---\n# Buses")


def move(root: Path, old: str, new: str, text: str | None = None) -> None:
    """Move a source guide, and change its text on the way."""
    source, target = root / "content/en" / old, root / "content/en" / new
    target.parent.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes() if text is None else text.encode()
    source.unlink()
    target.write_bytes(data)


def translations(root: Path, path: str) -> dict[str, str]:
    return {
        entry.msgid: entry.msgstr
        for entry in parse_catalog((root / path).read_bytes(), path).entries
        if entry.translated
    }


def extracted(root: Path, *arguments: str) -> dict:
    done = run(root, "extract", "--format", "json", *arguments)
    assert done.code == 0, done
    return json.loads(done.out)


# Nothing to follow


def test_a_moved_file_with_a_key_changes_its_references_alone(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    before = snapshot(root)
    move(root, "peru/visa.md", "peru/visas/all.md")
    extracted(root)
    after = snapshot(root)
    for path in ("locales/es/peru-visa.po", "locales/pt/peru-visa.po"):
        lines = zip(before[path].splitlines(), after[path].splitlines(), strict=True)
        changed = [(old, new) for old, new in lines if old != new]
        assert changed
        assert all(
            (old, new) == (b"#: content/en/peru/visa.md", b"#: content/en/peru/visas/all.md")
            for old, new in changed
        )
    others = {
        path for path in before if "peru-visa" not in path and path != "content/en/peru/visa.md"
    }
    assert {path: after[path] for path in others} == {path: before[path] for path in others}


def test_an_orphan_without_an_heir_stays_and_is_named(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    (root / "content/en/bus.md").unlink()
    write(root, "content/en/train.md", "# Trains\n\nThe train leaves at noon, every single day.\n")
    before = snapshot(root)["locales/es/bus.po"]
    found = extracted(root)["findings"]
    assert [(each["check"], each["severity"], each["path"]) for each in found] == [
        ("orphaned-catalog", "info", "locales/es/bus.po"),
        ("orphaned-catalog", "info", "locales/pt/bus.po"),
    ]
    assert snapshot(root)["locales/es/bus.po"] == before
    assert extracted(root, "train")["findings"] == []


def test_the_catalog_of_a_guide_that_cannot_be_read_is_no_orphan(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    write(root, "content/en/bus.md", b"\xff")
    write(root, "content/en/coach.md", BUS)
    done = run(root, "extract")
    assert done.code == 1
    assert "orphaned" not in done.out
    assert (root / "locales/es/bus.po").is_file()


# Keys that change


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("bus", "travel/coach", BUS),
        ("bus", "bus-lines", KEYED_BUS),
        ("peru/tax", "peru/taxes", TAX.replace("Fridays", "Mondays")),
    ],
)
def test_catalogs_pages_and_record_follow(tmp_path: Path, old: str, new: str, text: str) -> None:
    root = build_translated_site(tmp_path)
    path = "bus.md" if new == "bus-lines" else f"{new}.md"
    move(root, f"{old}.md", path, text)
    known = translations(root, f"locales/es/{old}.po")
    synced = run(root, "sync", "-v")
    assert synced.code == 0, synced
    assert f"locales/es/{new}.po: moved here from the key {old}" in synced.out
    files = snapshot(root)
    assert not [name for name in files if name.endswith(f"/{old}.po")]
    followed = translations(root, f"locales/es/{new}.po")
    assert followed.items() <= known.items()
    assert "Mondays" in text or followed == known
    assert f"content/es/{path}" in files
    assert f"content/pt/{path}" in files
    assert path == "bus.md" or f"content/es/{old}.md" not in files
    record = files["locales/published.txt"].decode()
    assert f"es\t{new}\tcontent/es/{path}\t" in record
    assert f"\t{old}\t" not in record
    assert "kept" not in synced.out
    again = snapshot(root)
    assert run(root, "sync", "-q").code == 0
    assert snapshot(root) == again


def test_a_changed_key_keeps_the_page_at_its_place(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    write(root, "content/en/peru/visa.md", VISA.replace("peru-visa", "visa-for-peru"))
    page = snapshot(root)["content/es/peru/visa.md"]
    assert run(root, "sync", "-q").code == 0
    assert snapshot(root)["content/es/peru/visa.md"] == page.replace(b"peru-visa", b"visa-for-peru")
    assert "visa-for-peru.po" in " ".join(snapshot(root))


def test_a_page_edited_by_hand_is_kept_when_the_key_changes(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    write(root, "content/es/bus.md", "Mi propia página\n")
    move(root, "bus.md", "coach.md")
    assert run(root, "sync", "-q").code == 0
    assert snapshot(root)["content/es/bus.md"] == "Mi propia página\n".encode()
    assert "content/es/coach.md" not in snapshot(root)


def test_a_split_guide_s_translations_follow(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    head, _, table = VISA.partition("| Where")
    move(root, "peru/visa.md", "peru/how.md", head.replace("peru-visa", "peru-how"))
    write(root, "content/en/peru/cost.md", "# Cost\n\n| Where" + table)
    assert run(root, "extract", "-q").code == 0
    for path in ("locales/es/peru-how.po", "locales/es/peru/cost.po"):
        entries = parse_catalog((root / path).read_bytes(), path).entries
        empty = [entry.msgid for entry in entries if not entry.has_text]
        assert set(empty) <= {"Cost"}
    assert translations(root, "locales/es/peru/cost.po")["Lima"]
    before = snapshot(root)
    assert run(root, "extract", "-q").code == 0
    assert snapshot(root) == before


def test_checking_moves_nothing(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    move(root, "bus.md", "coach.md")
    before = snapshot(root)
    assert run(root, "extract", "--check").code == 1
    assert snapshot(root) == before


def test_one_language_at_a_time(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    known = translations(root, "locales/pt/bus.po")
    move(root, "bus.md", "coach.md")
    extracted(root, "-l", "es")
    assert (root / "locales/pt/bus.po").is_file()
    extracted(root, "-l", "pt")
    assert translations(root, "locales/pt/coach.po") == known
    assert run(root, "merge", "-q").code == 0
    assert "content/pt/coach.md" in snapshot(root)


def test_a_target_in_the_way_is_told(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path)
    move(root, "bus.md", "coach.md")
    (root / "locales/es/bus.po").chmod(0o444)
    done = run(root, "extract")
    assert done.code == 1
    assert "locales/es/bus.po: error: this file is read-only" in done.out
    assert not (root / "locales/es/coach.po").exists()
    (root / "locales/es/bus.po").chmod(0o644)
    assert run(root, "sync", "-q").code == 0
    assert "content/es/coach.md" in snapshot(root)


def test_languages_whose_names_begin_alike(tmp_path: Path) -> None:
    settings = SETTINGS.replace('["es", "pt"]', '["pt", "pt-BR"]')
    settings = settings.replace("locales/{lang}/{key}.po", "po/{lang}-{key}.po")
    root = build_site(tmp_path, {"bus.md": BUS}, settings)
    assert extracted(root)["findings"] == []
    assert extracted(root)["findings"] == []
    assert {"po/pt-bus.po", "po/pt-BR-bus.po"} <= snapshot(root).keys()


# Matching

guides = st.dictionaries(
    st.sampled_from("abcd"),
    st.dictionaries(
        st.tuples(st.none(), st.sampled_from("uvwxyz")), st.integers(1, 5), min_size=1, max_size=5
    ),
    max_size=4,
)


@given(guides, guides)
def test_each_guide_has_one_heir(old: dict, new: dict) -> None:
    found = match_guides(old, new)
    assert len(set(found.values())) == len(found)
    assert found.keys() <= new.keys()
    assert set(found.values()) <= old.keys()
    assert all(old[each].keys() & new[key].keys() for key, each in found.items())


def test_a_template_s_headings_make_no_heir() -> None:
    old = {"a": {(None, "Requirements"): 2, (None, "A long text of its own"): 6}}
    assert match_guides(old, {"b": {(None, "Requirements"): 2, (None, "Another text"): 7}}) == {}
    assert match_guides(old, {"b": old["a"], "c": old["a"]}) == {"b": "a"}


# Sources in other languages

FALLBACK = SETTINGS.replace('"pt"]', '"pt"]\nfallback-sources = ["pt", "es"]')
SPANISH = "---\ntitle: Impuestos\ntranslationKey: tax\n---\n\nPague sus impuestos antes de marzo.\n"


def test_a_guide_of_another_language_is_a_source(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": VISA}, FALLBACK)
    write(root, "content/es/peru/impuestos.md", SPANISH)
    assert {each["path"] for each in extracted(root)["catalogs"]} == {
        "locales/es/peru-visa.po",
        "locales/pt/peru-visa.po",
        "locales/pt/tax.po",
    }
    assert b"#: content/es/peru/impuestos.md" in snapshot(root)["locales/pt/tax.po"]
    translate(root, "pt", "tax")
    assert run(root, "sync", "-q").code == 0
    assert b"translationKey: tax" in snapshot(root)["content/pt/peru/impuestos.md"]
    assert snapshot(root)["content/es/peru/impuestos.md"] == SPANISH.encode()
    again = snapshot(root)
    assert run(root, "sync", "-q").code == 0
    assert (
        snapshot(root) == again
    )  # the page published in pt is no source, though pt is asked first
    found = json.loads(run(root, "coverage", "--format", "json", "tax").out)
    assert found["languages"]["pt"]["guides"]["total"] == 1
    assert found["languages"]["es"]["guides"]["total"] == 0


def test_the_source_language_comes_first(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": VISA}, FALLBACK)
    write(root, "content/es/visa.md", SPANISH.replace("Key: tax", "Key: peru-visa"))
    assert {each["path"] for each in extracted(root)["catalogs"]} == {
        "locales/es/peru-visa.po",
        "locales/pt/peru-visa.po",
    }
    write(root, "content/en/peru/visa.md", VISA.encode() + b"\xff")
    assert run(root, "extract").code == 1  # the Spanish page does not step in
    assert b"Pague" not in snapshot(root)["locales/pt/peru-visa.po"]


def test_only_some_languages_are_worked_on(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": VISA}, FALLBACK)
    write(root, "content/es/impuestos.md", SPANISH)
    assert len(extracted(root, "-l", "pt")["catalogs"]) == 2
    assert extracted(root, "-l", "es", "tax")["catalogs"] == []
    assert len(extracted(root, "content/es/impuestos.md")["catalogs"]) == 1


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize(("path", "text"), [("coach.md", BUS), ("bus.md", KEYED_BUS)])
def test_a_page_of_ours_whose_source_has_a_new_key_is_no_source(
    tmp_path: Path, path: str, text: str, edited: bool
) -> None:
    root = build_translated_site(tmp_path)
    write(root, "l10n.toml", FALLBACK)
    move(root, "bus.md", path, text)
    if edited:
        write(root, "content/es/bus.md", "Mi propia página\n")
    catalogs = {each["path"] for each in extracted(root)["catalogs"]}
    assert "locales/pt/bus.po" not in catalogs
    assert {each["path"] for each in extracted(root)["catalogs"]} == catalogs
    assert run(root, "sync", "-q").code == 0
    assert not {"locales/es/bus.po", "locales/pt/bus.po"} & snapshot(root).keys()


def test_without_the_setting_there_is_one_source_language(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": VISA, "tax.md": TAX})
    write(root, "content/es/impuestos.md", SPANISH.replace("Key: tax", "Key: impuestos"))
    assert "locales/pt/impuestos.po" not in {each["path"] for each in extracted(root)["catalogs"]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.parametrize("command", ["sync", pytest.param("extract", marks=pytest.mark.soak)])
@pytest.mark.parametrize(
    ("settings", "old", "new", "text"),
    [
        (SETTINGS, "bus.md", "coach.md", BUS),
        (FALLBACK, "peru/visa.md", "visas.md", VISA.replace("peru-visa", "visa-for-peru")),
    ],
)
def test_a_kill_on_the_way_to_a_new_key_is_made_good(
    tmp_path: Path, command: str, settings: str, old: str, new: str, text: str
) -> None:
    before = build_translated_site(tmp_path / "before")
    write(before, "l10n.toml", settings)
    move(before, old, new, text)
    after = shutil.copytree(before, tmp_path / "after")
    assert run(after, "sync", "-q").code == 0
    for step in count():
        root = shutil.copytree(before, tmp_path / str(step))
        child = os.fork()
        if child == 0:
            dying_at(step)()
            os._exit(run(root, command, "-q").code)
        status = os.waitpid(child, 0)[1]
        done = run(root, "sync")
        assert done.code == 0
        assert "kept" not in done.out
        assert snapshot(root) == snapshot(after)
        if status == 0:  # it had no more changes to make
            break


def _forget(root: Path) -> Path:
    """Return a copy of a site of which nothing is remembered."""
    copy = shutil.copytree(root, root.with_name("forgetful"))
    shutil.rmtree(copy / ".l10n")
    return copy


def test_what_a_catalog_offers_is_known_after_a_dry_run_of_its_new_key(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path / "site")
    assert run(root, "sync", "-q").code == 0
    move(root, "bus.md", "coach.md")
    text = "Buy the ticket at the station. Do not buy it from a stranger."
    write(root, "content/en/peru/tax.md", f"{TAX}\n{text}\n")
    assert run(root, "extract", "--check", "-q").code == 1
    other = _forget(root)
    said = run(root, "extract")
    assert "moved here from the key bus" in said.out
    assert "the memory translated 1 text" in said.out
    assert (said, snapshot(root)) == (run(other, "extract"), snapshot(other))


def test_a_catalog_that_comes_back_as_it_was_is_told(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path / "site")
    assert run(root, "sync", "-q").code == 0
    (root / "locales/es/bus.po").rename(root / "locales/es/coach.po")
    assert run(root, "extract", "--check", "-q").code == 1
    other = _forget(root)
    said = run(root, "extract")
    assert "locales/es/bus.po: moved here from the key coach" in said.out
    assert (said, snapshot(root)) == (run(other, "extract"), snapshot(other))
