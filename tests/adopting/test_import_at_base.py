"""Importing at the base: pages as translations of the source that they were made from."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog
from tests.repositories import FIRST, SECOND, THIRD, commit, git
from tests.sites import SETTINGS, build_site, run, snapshot, write

SOURCE = """\
---
title: Getting a boat
---

# Before you sail

Look at the harbour, and ask the harbour master for the depth of the water.

Wear a life vest, which has to be tested every two years by a dealer.

- Keep the papers in the cabin, where they stay dry
- Tell somebody on land when you will be back

Come back before the wind turns, or stay where you are.
"""
PAGE = """\
---
title: Conseguir un barco
---

# Antes de zarpar

Mire el puerto y pregunte al capitán del puerto por la profundidad del agua.

Lleve un chaleco salvavidas, que un comerciante
tiene que probar cada dos años.

- Guarde los papeles en la cabina, donde no se mojan
- Diga a alguien en tierra cuándo volverá

Vuelva antes de que cambie el viento, o quédese donde está.
"""
OLD_VEST = "Wear a life vest, which has to be tested every two years by a dealer."
NEW_VEST = "Wear a life vest, which has to be tested every two years by a licensed dealer."
SPANISH_VEST = "Lleve un chaleco salvavidas, que un comerciante tiene que probar cada dos años."
SOURCE_PATH = "content/en/boat.md"
PAGE_PATH = "content/es/boat.md"
CATALOG = "locales/es/boat.po"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a repository whose page is made from the first commit; the source changed since."""
    root = build_site(tmp_path / "site", {"boat.md": SOURCE})
    git(root, "init", "-q")
    commit(root, FIRST)
    write(root, PAGE_PATH, PAGE)
    commit(root, SECOND)
    change_source(root, OLD_VEST, NEW_VEST)
    commit(root, THIRD)
    return root


def change_source(root: Path, before: str, after: str) -> None:
    text = (root / SOURCE_PATH).read_text()
    assert before in text
    write(root, SOURCE_PATH, text.replace(before, after))


def change_base(root: Path, commit_id: str) -> None:
    """Let the page say itself which commit it was made from."""
    text = (root / PAGE_PATH).read_text("utf-8")
    write(root, PAGE_PATH, text.replace("---\n", f"---\nmade_from: '{commit_id}'\n", 1))
    write(root, "l10n.toml", SETTINGS + 'base-field = "made_from"\n')


def head(root: Path, revision: str = "HEAD") -> str:
    return git(root, "rev-parse", revision).strip()


def imported(root: Path, *arguments: str) -> dict:
    done = run(root, "import", "--at-base", "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def told(data: dict, check: str) -> list[str]:
    return [each["message"] for each in data["findings"] if each["check"] == check]


def entries(root: Path) -> dict[str, Entry]:
    catalog = parse_catalog((root / CATALOG).read_bytes(), CATALOG)
    return {entry.msgid: entry for entry in catalog.entries}


def assert_one_is_stale(root: Path) -> None:
    found = entries(root)
    stale = found.pop(NEW_VEST)
    assert (stale.msgstr, stale.fuzzy) == (SPANISH_VEST, True)
    assert stale.previous_msgid == OLD_VEST
    assert stale.comments == ()
    assert len(found) == 6
    assert all(entry.translated for entry in found.values())


def test_what_changed_since_is_stale_and_the_rest_is_certain(site):
    data = imported(site)
    (page,) = data["pages"]
    assert page["base"] == {"commit": head(site, "HEAD~2"), "date": FIRST.isoformat()}
    assert page["changes"] == {"taken": 7}
    assert page["segments"] == {"all": 7, "behind": 1}
    assert page["handed_over"] is True
    (base,) = told(data, "base")
    assert (
        f"{SOURCE_PATH} as of 2024-02-03 (commit {head(site, 'HEAD~2')[:10]}); 1 of its 7" in base
    )
    assert_one_is_stale(site)


@pytest.mark.parametrize("stale", ["source", "keep"])
def test_the_page_stays_as_it_is_until_its_text_is_brought_up(site, stale):
    write(site, "l10n.toml", SETTINGS + f'stale = "{stale}"\n')
    imported(site)
    before = snapshot(site)
    assert run(site, "sync", "-l", "es").code == 0
    assert (site / PAGE_PATH).read_text("utf-8") == PAGE
    assert {**snapshot(site), "coverage": ""}.keys() >= before.keys()
    catalog = (site / CATALOG).read_text("utf-8")
    fixed = catalog.replace("#, fuzzy\n", "").replace("que un comerciante", "que un profesional")
    write(site, CATALOG, fixed)
    assert run(site, "sync", "-l", "es").code == 0
    page = PAGE.replace("que un comerciante\ntiene", "que un profesional tiene")
    assert (site / PAGE_PATH).read_text("utf-8") == page


def test_without_it_todays_source_is_read(site):
    done = run(site, "import", "--format", "json")
    (page,) = json.loads(done.out)["pages"]
    assert page["base"] is None
    assert entries(site)[NEW_VEST].previous_msgid is None


def test_a_dry_run_writes_nothing_and_says_the_same(site):
    before = snapshot(site)
    dry = imported(site, "--dry-run")
    assert snapshot(site) == before
    assert imported(site) == dry


def test_catalogs_that_were_extracted_before_are_filled(site):
    run(site, "extract", "-q")
    imported(site)
    assert_one_is_stale(site)


@pytest.mark.parametrize(
    ("more", "is_handed_over"), [("", True), ("\nUn párrafo que nadie más tiene.\n", False)]
)
def test_importing_again_changes_nothing(site, more, is_handed_over):
    write(site, PAGE_PATH, PAGE + more)
    change_base(site, head(site, "HEAD~2"))
    assert imported(site)["pages"][0]["handed_over"] is is_handed_over
    run(site, "extract", "-q")
    assert (entries(site)[NEW_VEST].previous_msgid, len(entries(site))) == (OLD_VEST, 7)
    before = snapshot(site)
    again = imported(site)
    assert snapshot(site) == before
    assert again["unchanged"] == is_handed_over
    assert told(again, "source-removed") == []


def test_importing_again_after_a_change_that_means_nothing(site):
    change_source(site, NEW_VEST, OLD_VEST.removesuffix("."))
    write(site, PAGE_PATH, PAGE + "\nUn párrafo que nadie más tiene.\n")
    change_base(site, head(site, "HEAD~2"))
    run(site, "import")
    for _ in range(2):
        assert imported(site)["pages"][0]["handed_over"] is False
        assert len(entries(site)) == 7
    assert entries(site)[OLD_VEST.removesuffix(".")].msgstr == SPANISH_VEST


def test_what_git_has_meanwhile_is_not_what_was_said_before(site):
    write(site, PAGE_PATH, PAGE.replace("cabina, donde", "cabina donde"))
    run(site, "extract", "-q")
    for _ in range(3):  # what was written just now is read again, before an answer is replayed
        assert told(imported(site, "--dry-run"), "no-base")
    commit(site, THIRD)
    assert told(imported(site, "--dry-run"), "base")


def test_an_edit_of_a_page_that_was_handed_over_is_an_edit(site):
    imported(site)
    run(site, "merge", "-q")
    edited = "Lleve siempre un chaleco salvavidas, que un comerciante\n"
    write(
        site, PAGE_PATH, PAGE.replace("Lleve un chaleco salvavidas, que un comerciante\n", edited)
    )
    commit(site, THIRD)
    (page,) = imported(site)["pages"]
    assert (page["base"], page["changes"]) == (None, {"edited": 1})
    assert entries(site)[NEW_VEST].msgstr.startswith("Lleve siempre un chaleco")
    assert entries(site)[NEW_VEST].previous_msgid == OLD_VEST


# What the page says itself


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("made_from", "made_from: {id}  # of main"),
        ("made_from", "made_from: '{short}'"),
        ("l10n.sourceCommit", "l10n:\n  sourceCommit: {upper}"),
    ],
)
def test_the_commit_that_a_page_names(site, field, written):
    first = head(site, "HEAD~2")
    names = {"id": first, "short": first[:8], "upper": first.upper()}
    write(site, "l10n.toml", SETTINGS + f'base-field = "{field}"\n')
    page = PAGE.replace("---\n", f"---\n{written.format(**names)}\n", 1)
    write(site, PAGE_PATH, page)  # after the source has changed, and not committed
    (read,) = imported(site)["pages"]
    assert read["base"] == {"commit": first, "date": FIRST.isoformat()}
    assert_one_is_stale(site)
    assert run(site, "merge", "-l", "es").code == 0
    assert (site / PAGE_PATH).read_text("utf-8") == page


def test_a_page_without_the_field_is_dated_by_git(site):
    write(site, "l10n.toml", SETTINGS + 'base-field = "made_from"\n')
    (read,) = imported(site)["pages"]
    assert read["base"] == {"commit": head(site, "HEAD~2"), "date": FIRST.isoformat()}


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("0123456789abcdef0123456789abcdef01234567", "which is not in this clone"),
        ("0123", "which is not in this clone"),
        ("main", "is no commit id"),
        ("--help", "is no commit id"),
        ("HEAD", "is no commit id"),
        ("{empty}", "content/en/boat.md was not there in commit"),
        ("{broken}", "content/en/boat.md cannot be read as it was in commit"),
        ("{tree}", "which is not in this clone"),
    ],
)
def test_where_no_base_is_found_todays_source_is_read(site, named, why):
    ids = {
        "tree": head(site, "HEAD^{tree}"),
        "empty": git(site, "commit-tree", "-m", "none", _empty_tree(site)).strip(),
        "broken": _commit_of(site, b"---\ntitle: none\n\nText.\n"),
    }
    change_base(site, named.format(**ids))
    data = imported(site)
    (page,) = data["pages"]
    assert page["base"] is None
    assert page["changes"] == {"taken": 7}
    assert why in told(data, "no-base")[0]
    assert entries(site)[NEW_VEST].translated


def _empty_tree(root: Path) -> str:
    return git(root, "hash-object", "-t", "tree", os.devnull, "-w").strip()


def _commit_of(root: Path, source: bytes) -> str:
    """Return a commit that has another source guide, beside all branches."""
    other = root.parent / "other"
    git(root, "worktree", "add", "-q", "--detach", str(other))
    write(other, SOURCE_PATH, source)
    commit(other)
    return head(other)


# What git says


@pytest.mark.parametrize("state", ["untracked", "edited", "staged", "removed"])
def test_a_page_that_is_not_committed_has_no_base(site, state):
    match state:
        case "untracked":
            git(site, "rm", "-q", "--cached", PAGE_PATH)
            git(site, "commit", "-q", "-m", "none")
        case "removed":
            git(site, "rm", "-q", PAGE_PATH)
            git(site, "commit", "-q", "-m", "none")
            write(site, PAGE_PATH, PAGE)
        case _:
            write(site, PAGE_PATH, PAGE + "\n")
    if state == "staged":
        git(site, "add", "-A")
    data = imported(site)
    assert "not committed as it is now" in told(data, "no-base")[0]
    assert data["pages"][0]["base"] is None


def test_a_repository_without_a_commit(tmp_path):
    root = build_site(tmp_path, {"boat.md": SOURCE})
    write(root, PAGE_PATH, PAGE)
    git(root, "init", "-q")
    assert "not committed" in told(imported(root), "no-base")[0]


def test_a_folder_that_is_no_repository_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = build_site(tmp_path, {"boat.md": SOURCE})
    write(root, PAGE_PATH, PAGE)
    before = snapshot(root)
    done = run(root, "import", "--at-base")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("l10n: --since and --at-base need the history of a git repository")
    assert snapshot(root) == before


def test_a_source_that_says_the_same_now(site):
    change_source(site, NEW_VEST, OLD_VEST)
    commit(site, THIRD)
    data = imported(site)
    assert "says the same now" in told(data, "base")[0]
    assert data["pages"][0]["base"] == {
        "commit": head(site, "HEAD~3"),
        "date": FIRST.isoformat(),
    }
    assert all(entry.translated for entry in entries(site).values())


def test_guides_and_pages_that_were_moved_since(site):
    for language in ("en", "es"):
        (site / f"content/{language}/sea").mkdir()
        git(site, "mv", f"content/{language}/boat.md", f"content/{language}/sea/ship.md")
    commit(site, THIRD)
    data = imported(site)
    assert data["pages"][0]["base"]["commit"] == head(site, "HEAD~3")
    catalog = parse_catalog((site / "locales/es/sea/ship.po").read_bytes(), "")
    assert {e.msgid: e.previous_msgid for e in catalog.entries if e.fuzzy} == {NEW_VEST: OLD_VEST}


def test_a_site_in_a_folder_of_its_repository(tmp_path):
    root = build_site(tmp_path / "docs é", {"boat.md": SOURCE})
    git(tmp_path, "init", "-q")
    write(root, PAGE_PATH, PAGE)
    commit(tmp_path, FIRST)
    change_source(root, OLD_VEST, NEW_VEST)
    commit(tmp_path, SECOND)
    (page,) = imported(root)["pages"]
    assert page["base"] == {"commit": head(tmp_path, "HEAD~1"), "date": FIRST.isoformat()}
    assert_one_is_stale(root)


def test_a_page_is_made_from_what_its_branch_had(tmp_path):
    root = build_site(tmp_path, {"boat.md": SOURCE})
    git(root, "init", "-q")
    commit(root, FIRST)
    git(root, "checkout", "-q", "-b", "spanish")
    write(root, PAGE_PATH, PAGE)
    commit(root, THIRD)
    git(root, "checkout", "-q", "-")
    change_source(root, OLD_VEST, NEW_VEST)
    commit(root, SECOND)
    git(root, "merge", "-q", "-m", "both", "spanish", date=THIRD)
    (page,) = imported(root)["pages"]
    assert page["base"]["date"] == FIRST.isoformat()
    assert_one_is_stale(root)


def test_a_shallow_clone_says_how_to_get_the_rest(site, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", site.as_uri(), str(clone))
    data = imported(clone)
    assert "run git fetch --unshallow" in told(data, "no-base")[0]
    git(clone, "fetch", "-q", "--unshallow")
    shutil.rmtree(clone / "locales")
    assert imported(clone)["pages"][0]["base"]["date"] == FIRST.isoformat()


# What else may have changed since


def test_what_the_source_has_more_or_less_since(site):
    change_source(site, "- Tell somebody on land when you will be back\n", "")
    change_source(site, "Come back", "Fill the tank before every trip.\n\nCome back")
    commit(site, THIRD)
    data = imported(site)
    (page,) = data["pages"]
    assert page["handed_over"] is True
    assert page["segments"] == {"all": 7, "behind": 2}
    (removed,) = told(data, "source-removed")
    assert removed.startswith('"Diga a alguien en tierra cuándo volverá" translates what ')
    gone = entries(site)["Tell somebody on land when you will be back"]
    assert (gone.obsolete, gone.msgstr) == (True, "Diga a alguien en tierra cuándo volverá")
    assert entries(site)["Fill the tank before every trip."].msgstr == ""
    assert run(site, "sync", "-l", "es").code == 0
    assert (site / PAGE_PATH).read_text("utf-8") == PAGE
    text = (site / CATALOG).read_text("utf-8")
    new = 'msgid "Fill the tank before every trip."\nmsgstr "'
    write(site, CATALOG, text.replace(new, f"{new}Llene el depósito."))
    assert run(site, "sync", "-l", "es").code == 0
    page = PAGE.replace("\nVuelva", "\nLlene el depósito.\n\nVuelva")
    assert (site / PAGE_PATH).read_text("utf-8") == page


def test_a_page_that_cannot_be_put_together_is_kept(site):
    items = SOURCE[SOURCE.index("- Keep") : SOURCE.index("Come back")]
    change_source(site, items, "")
    commit(site, THIRD)
    assert imported(site)["pages"][0]["handed_over"] is True
    change_source(site, "Come back", "- Buy a map\n\nCome back")
    run(site, "extract", "-q")
    text = (site / CATALOG).read_text("utf-8")
    new = 'msgid "Buy a map"\nmsgstr "'
    assert new in text
    write(site, CATALOG, text.replace(new, f"{new}Compre un mapa"))
    data = json.loads(run(site, "merge", "-l", "es", "--format", "json").out)
    (page,) = data["pages"]
    assert page["status"] == "kept"
    assert "words of its own (line 12" in page["reason"]
    assert (site / PAGE_PATH).read_text("utf-8") == PAGE


def test_what_was_moved_in_the_source_stays_where_the_page_has_it(site):
    last = "Come back before the wind turns, or stay where you are.\n"
    change_source(site, f"\n{last}", "")
    change_source(site, "Look at", f"{last}\nLook at")
    commit(site, THIRD)
    data = imported(site)
    assert told(data, "source-removed") == []
    assert_one_is_stale(site)
    assert run(site, "sync", "-l", "es").code == 0
    assert (site / PAGE_PATH).read_text("utf-8") == PAGE


def test_a_translation_that_is_newer_than_the_page_stays(site):
    run(site, "extract", "-q")
    text = (site / CATALOG).read_text("utf-8")
    newer = "Lleve un chaleco que un comerciante autorizado tiene que probar cada dos años."
    filled = text.replace(f'msgid "{NEW_VEST}"\nmsgstr ""', f'msgid "{NEW_VEST}"\nmsgstr "{newer}"')
    assert filled != text
    write(site, CATALOG, filled)
    imported(site)
    assert entries(site)[NEW_VEST].msgstr == newer
    assert entries(site)[NEW_VEST].translated
    assert entries(site)[OLD_VEST].msgstr == SPANISH_VEST


# Pages that lag behind


def test_pages_that_lag_behind_are_worth_a_setting(site):
    hint = 'with stale = "keep" in l10n.toml'
    assert hint in run(site, "import", "--at-base", "--dry-run").out
    assert "14 % of these pages' texts" in run(site, "import", "--at-base", "--dry-run").out
    assert hint not in run(site, "import", "--at-base", "--dry-run", "-q").out
    assert hint not in run(site, "import", "--dry-run").out
    write(site, "l10n.toml", SETTINGS + 'stale = "keep"\n')
    assert hint not in run(site, "import", "--at-base", "--dry-run").out
