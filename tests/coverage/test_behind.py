"""Pages that fell behind: which, since when, by which commit, and for what reason."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from l10n.disk.head import read_head
from tests.repositories import FIRST, SECOND, THIRD, commit, git
from tests.sites import SETTINGS, build_site, run, translate, write

TAXES = """\
---
title: Taxes
---

Pay 30 USD before March.

See [the office](https://tax.example/) or write to old@tax.example now.

Keep the receipt for five years.

The desk is on the left.
"""
PATH = "content/en/tax.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a repository whose one guide is published in Spanish."""
    root = build_site(tmp_path / "site", {"tax.md": TAXES}, SETTINGS.replace("80", "10"))
    git(root, "init", "-q")
    run(root, "extract", "-q")
    translate(root, "es", "tax")
    assert run(root, "merge", "-q").code == 0
    commit(root)
    return root


def edit(root: Path, old: str, new: str) -> None:
    text = (root / PATH).read_text()
    assert old in text
    write(root, PATH, text.replace(old, new))


def commit_as(root: Path, author: str, date: datetime) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a step", "--author", f"{author} <x@y.example>", date=date)
    return git(root, "rev-parse", "HEAD").strip()


def behind(root: Path, *arguments: str) -> list[dict]:
    shown = run(root, "coverage", "--format", "json", *arguments)
    assert shown.code == 0, shown
    return json.loads(shown.out)["behind"]


def log_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Note what git is asked for from now on, a process a line; return the file."""
    log, programs = folder / "log", folder / "bin"
    programs.mkdir()
    real = shutil.which("git")
    (programs / "git").write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {real} "$@"\n')
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return log


def since(page: dict) -> dict[str, tuple[str, str, str] | None]:
    """Return commit, day and author of each text."""
    return {
        each["msgid"]: each["since"]
        and (each["since"]["commit"], each["since"]["date"][:10], each["since"]["author"])
        for each in page["texts"]
    }


def test_nothing_is_behind_where_everything_is_translated(site):
    assert behind(site) == []
    assert "fell behind" not in run(site, "coverage").out


def test_each_text_has_its_cause_and_the_first_commit_without_the_old_one(site):
    edit(site, "30 USD", "40 USD")
    ana = commit_as(site, "Ana Ríos", SECOND)
    edit(site, "40 USD", "45 USD")  # the page was behind already
    edit(site, "old@tax", "new@tax")
    edit(site, "on the left", "over on the left")
    write(site, PATH, (site / PATH).read_text() + "\nBring a pen.\n")
    bo = commit_as(site, "Bo", THIRD)
    edit(site, "for five years", "at home for five years")
    assert run(site, "extract", "-q").code == 0
    (page,) = behind(site)
    causes = {each["msgid"]: each["cause"] for each in page["texts"]}
    assert causes == {
        "Pay 45 USD before March.": "number, date or price",
        "See [the office](1) or write to new@tax.example now.": "link",
        "Keep the receipt at home for five years.": "wording",
        "The desk is over on the left.": "wording",
        "Bring a pen.": "new",
    }
    later = (bo, "2025-07-08", "Bo")
    assert list(since(page).values()) == [
        (ana, "2025-06-07", "Ana Ríos"),
        later,
        None,  # not committed yet
        later,
        later,
    ]
    assert (page["language"], page["key"], page["by_hand"]) == ("es", "tax", False)
    assert page["since"]["commit"] == ana
    assert page["missing"] == page["words"]["total"] - page["words"]["translated"]
    assert page["missing"] == sum(each["words"] for each in page["texts"])
    told = run(site, "coverage").out
    assert f"2025-06-07  {ana[:8]} Ana Ríos" in told
    assert f"es: 1 page, {page['missing']} words; start with l10n status -l es tax" in told


def test_the_status_of_a_guide_says_since_when_and_why(site):
    path = site / "locales/es/tax.po"
    path.write_text(path.read_text().replace("Automatically generated", "Bo <bo@x.example>"))
    edit(site, "30 USD", "40 USD")
    write(site, PATH, (site / PATH).read_text() + "\nBring a pen.\n")
    ana = commit_as(site, "Ana", SECOND)
    run(site, "sync", "-q")
    told = " ".join(run(site, "status", "-l", "es", "tax").out.split())
    origin = f"2025-06-07, {ana[:10]} by Ana"
    assert f"% of its words are translated; behind since {origin}; translated by Bo, 20" in told
    cause = "its source has changed (number, date or price, "
    assert f'{cause}{origin}): "Pay 40 USD before March."' in told
    assert f'untranslated, 3 words: "Bring a pen." (new, {origin})' in told
    assert "behind since" not in run(site, "status").out


def test_what_is_committed_later_is_said_though_no_file_has_changed(site):
    edit(site, "30 USD", "40 USD")
    run(site, "extract", "-q")
    assert list(since(behind(site)[0]).values()) == [None]
    assert behind(site) == behind(site)
    ana = commit_as(site, "Ana", SECOND)
    assert list(since(behind(site)[0]).values()) == [(ana, "2025-06-07", "Ana")]


def test_a_text_that_left_and_came_back_is_dated_by_its_return(site):
    edit(site, "The desk is on the left.\n", "")
    commit_as(site, "Ana", SECOND)
    write(site, PATH, (site / PATH).read_text() + "\nThe desk is green.\n")
    bo = commit_as(site, "Bo", THIRD)
    write(site, "locales/es/tax.po", "")
    (site / "locales/es/tax.po").unlink()
    run(site, "extract", "-q")
    translate(site, "es", "tax", lambda msgid: "" if "desk" in msgid else msgid)
    (page,) = behind(site)
    assert since(page) == {"The desk is green.": (bo, "2025-07-08", "Bo")}


def test_a_guide_that_was_renamed_keeps_its_past(site):
    edit(site, "30 USD", "40 USD")
    ana = commit_as(site, "Ana", SECOND)
    (site / "content/en/money").mkdir()
    git(site, "mv", PATH, "content/en/money/tax.md")
    run(site, "sync", "-q")
    commit_as(site, "Bo", THIRD)
    page = next(each for each in behind(site) if each["texts"])
    assert page["path"] == "content/en/money/tax.md"
    assert since(page)["Pay 40 USD before March."] == (ana, "2025-06-07", "Ana")


def test_without_git_it_says_less(site, monkeypatch):
    edit(site, "30 USD", "40 USD")
    commit_as(site, "Ana", SECOND)
    run(site, "extract", "-q")
    known = behind(site)
    (bare := site.parent / "bare").mkdir()
    for name in ("content", "locales", "l10n.toml"):
        source = site / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, bare / name)
    (page,) = behind(bare)
    assert page == {
        **known[0],
        "since": None,
        "texts": [{**each, "since": None} for each in known[0]["texts"]],
    }
    shutil.rmtree(site / ".l10n", ignore_errors=True)
    monkeypatch.setenv("PATH", "")
    assert behind(site) == [page]


def test_where_a_shallow_clone_ends_nothing_is_said(site):
    edit(site, "30 USD", "40 USD")
    run(site, "extract", "-q")
    commit_as(site, "Ana", SECOND)
    clone = site.parent / "clone"
    git(site, "clone", "-q", "--depth", "1", f"file://{site}", str(clone))
    (page,) = behind(clone)
    assert page["since"] is None
    git(clone, "fetch", "-q", "--unshallow")
    assert behind(clone)[0]["since"]["author"] == "Ana"


def test_git_walks_once_however_many_pages_are_behind(site, tmp_path, monkeypatch):
    for number in range(6):
        write(site, f"content/en/g{number}.md", f"# Guide {number}\n\nPay {number}0 USD.\n")
    run(site, "extract", "-q")
    for number in range(6):
        translate(site, "es", f"g{number}")
    run(site, "merge", "-q")
    commit_as(site, "Ana", SECOND)
    log = log_git(tmp_path, monkeypatch)
    run(site, "coverage")
    assert not log.exists()  # nothing is behind, and nothing is asked
    counts = []
    for changed in (1, 6):
        for number in range(changed):
            text = (site / f"content/en/g{number}.md").read_text()
            write(site, f"content/en/g{number}.md", text.replace("Pay", "Do pay"))
        run(site, "extract", "-q")
        assert len(behind(site)) == changed
        counts.append(len(log.read_text().splitlines()))
        assert behind(site, "-l", "es")  # asked in another way: what git said is cached
        assert len(log.read_text().splitlines()) == counts[-1]
        log.unlink()
    assert counts[0] == counts[1] <= 6


def test_what_is_not_committed_needs_no_walk(site, tmp_path, monkeypatch):
    log = log_git(tmp_path, monkeypatch)
    for text in ("A wholly new sentence.", "One more of them."):
        write(site, PATH, (site / PATH).read_text() + f"\n{text}\n")
        (page,) = behind(site)
        assert since(page)[text] is None
        assert " log " not in log.read_text()
    monkeypatch.undo()
    brought = commit_as(site, "Bo", SECOND)
    assert since(behind(site)[0])["One more of them."][0] == brought


def test_pages_by_hand_that_were_never_imported_are_told_apart(site):
    write(site, "content/en/bus.md", "# Bus\n\nBuy a ticket.\n")
    write(site, "content/es/bus.md", "# Autobús\n\nCompre un billete.\n")
    run(site, "extract", "-q")
    assert behind(site) == []
    told = run(site, "coverage").out
    assert "es: 1 page by hand, 4 words" in told
    assert "\n    l10n import -l es\n" in told
    run(site, "import", "-q", "-l", "es")
    assert "page by hand" not in run(site, "coverage").out


def test_the_last_translator_is_named_without_the_address(site):
    path = site / "locales/es/tax.po"
    text = path.read_text().replace("Automatically generated", "Ana Ríos <ana@x.example>")
    path.write_text(text.replace("PO-Revision-Date: 20", "PO-Revision-Date: 19"))
    edit(site, "30 USD", "40 USD")
    run(site, "extract", "-q")
    (page,) = behind(site)
    assert (page["translator"], page["revised"][:2]) == ("Ana Ríos", "19")


def test_the_head_is_found_in_every_kind_of_checkout(site):
    first = read_head(site)
    assert git(site, "rev-parse", "HEAD").strip() in first
    assert read_head(site / "content/en") == first
    assert read_head(site.parent) == ""
    git(site, "pack-refs", "--all")
    packed = read_head(site)
    write(site, PATH, TAXES + "\nMore.\n")
    commit(site, SECOND)
    assert read_head(site) not in (first, packed)
    tree = site.parent / "tree"
    git(site, "worktree", "add", "-q", "-b", "other", str(tree))
    before = read_head(tree)
    assert git(site, "rev-parse", "HEAD").strip() in before
    write(tree, PATH, TAXES + "\nAnd more.\n")
    commit(tree, THIRD)
    assert read_head(tree) != before
    git(site, "checkout", "-q", "--detach", "HEAD~1")
    assert git(site, "rev-parse", "HEAD").strip() in read_head(site)
    assert FIRST < SECOND
