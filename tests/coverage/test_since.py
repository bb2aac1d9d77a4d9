"""What changed since a revision: real repositories, and what git is asked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.changes import Change, classify_change
from l10n.disk.git import find_revision, read_files
from tests.repositories import FIRST, SECOND, commit, git
from tests.sites import build_site, run, translate, write

TAXES = """\
---
title: Taxes
---

Pay 30 USD before March.

See [the office](https://tax.example/) or write to old@tax.example now.

Keep the receipt for five years.

The desk is on the left.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a repository whose one guide is translated into Spanish, tagged ``done``."""
    root = build_site(tmp_path, {"tax.md": TAXES})
    git(root, "init", "-q")
    run(root, "extract", "-q")
    translate(root, "es", "tax")
    commit(root)
    git(root, "tag", "done")
    return root


def since(root: Path, revision: str = "done", *arguments: str) -> dict:
    shown = run(root, "coverage", "--format", "json", "--since", revision, *arguments)
    assert shown.code == 0, shown
    return json.loads(shown.out)["since"]


def edit(root: Path, old: str, new: str) -> None:
    text = (root / "content/en/tax.md").read_text()
    assert old in text
    write(root, "content/en/tax.md", text.replace(old, new))
    assert run(root, "extract", "-q").code == 0


def test_nothing_changed(site):
    told = since(site)
    assert told["languages"]["es"] == {"before": 100.0, "points": 0.0}
    assert told["languages"]["pt"] == {"before": 0.0, "points": 0.0}
    assert told["stale"] == []
    assert (told["revision"], told["date"]) == ("done", FIRST.isoformat())
    assert "No translation has become stale." in run(site, "coverage", "--since", "done").out


def test_what_became_stale_is_classed_and_dated(site):
    edit(site, "30 USD", "40 USD")
    commit(site, SECOND)
    edit(site, "old@tax.example", "new@tax.example")
    told = since(site)
    assert told["languages"]["es"]["points"] < 0
    price, address = told["stale"]
    assert price == {
        "language": "es",
        "key": "tax",
        "path": "content/en/tax.md",
        "line": 5,
        "msgid": "Pay 40 USD before March.",
        "previous": "Pay 30 USD before March.",
        "change": "number, date or price",
        "changed": SECOND.isoformat(),
    }
    assert (address["change"], address["changed"]) == ("link", None)
    shown = run(site, "coverage", "--since", "done").out
    assert "Newly stale: 1 number, date or price, 1 link." in shown
    assert "content/en/tax.md:5: es: number, date or price (2025-06-07): Pay 40 USD" in shown
    assert "(not committed)" in shown


def test_a_translation_that_somebody_doubts_has_no_date(site):
    path = site / "locales/es/tax.po"
    path.write_text(path.read_text().replace('\nmsgid "Keep', '\n#, fuzzy\nmsgid "Keep'))
    (stale,) = since(site)["stale"]
    assert (stale["change"], stale["changed"]) == ("marked for review", None)
    shown = run(site, "coverage", "--since", "done").out
    assert "tax.md:9: es: marked for review: Keep the receipt" in shown


def test_a_change_that_was_extracted_late_is_as_old_as_it_is(site):
    text = (site / "content/en/tax.md").read_text()
    write(site, "content/en/tax.md", text.replace("30 USD", "40 USD"))
    commit(site, SECOND)
    run(site, "extract", "-q")
    (stale,) = since(site, "HEAD")["stale"]
    assert stale["changed"] == SECOND.isoformat()


def test_what_was_stale_before_is_not_told_again(site):
    edit(site, "on the left", "on the right side")
    commit(site, SECOND)
    assert len(since(site)["stale"]) == 1
    assert since(site, "HEAD")["stale"] == []
    edit(site, "right side", "right hand side")
    assert since(site, "HEAD")["stale"] == []


def test_a_new_segment_like_an_old_one_is_not_stale(site):
    edit(site, "The desk", "Keep the receipt for ten years.\n\nThe desk")
    told = since(site)
    assert told["stale"] == []
    assert told["languages"]["es"]["points"] < 0


def test_a_language_that_rose(site):
    translate(site, "pt", "tax")
    assert since(site)["languages"]["pt"] == {"before": 0.0, "points": 100.0}
    assert since(site, "done", "-l", "es")["languages"].keys() == {"es"}


def test_named_guides_are_compared_with_themselves(site):
    write(site, "content/en/new.md", "A guide that nobody has translated yet.\n")
    run(site, "extract", "-q")
    assert since(site)["languages"]["es"]["points"] < 0
    assert since(site, "done", "tax")["languages"]["es"] == {"before": 100.0, "points": 0.0}


def test_a_site_in_a_folder_of_its_repository(tmp_path):
    root = build_site(tmp_path / "docs", {"tax.md": TAXES})
    git(tmp_path, "init", "-q")
    run(root, "extract", "-q")
    translate(root, "es", "tax")
    commit(tmp_path)
    edit(root, "30 USD", "40 USD")
    commit(tmp_path, SECOND)
    (stale,) = since(root, "HEAD~1")["stale"]
    assert (stale["path"], stale["changed"]) == ("content/en/tax.md", SECOND.isoformat())


def test_before_there_were_any_guides(site):
    git(site, "checkout", "-q", "--orphan", "empty")
    git(site, "commit", "-q", "--allow-empty", "-m", "nothing")
    empty_tree = git(site, "hash-object", "-t", "tree", os.devnull, "-w").strip()
    nothing = git(site, "commit-tree", empty_tree, "-m", "nothing").strip()
    assert since(site, nothing)["languages"]["es"] == {"before": None, "points": 0.0}


def test_every_format_tells(site):
    edit(site, "30 USD", "40 USD")
    commit(site, SECOND)
    markdown = run(site, "coverage", "--since", "done", "--format", "markdown").out
    assert "### Newly stale since `done` (2024-02-03)" in markdown
    assert "(number, date or price, 2025-06-07): `Pay 40 USD before March.`" in markdown
    assert '<h2 id="changes-title">Changes since <code>done</code></h2>' in (
        run(site, "coverage", "--since", "done", "--format", "html").out
    )


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-p", "", "done:content", "HEAD^{tree}"])
def test_a_revision_that_is_none_is_one_line(site, revision):
    told = run(site, "coverage", f"--since={revision}")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("l10n: git knows no commit ")
    assert told.err.count("\n") == 1


def test_a_folder_that_is_no_repository_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    told = run(build_site(tmp_path), "coverage", "--since", "HEAD")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("l10n: --since and --at-base need the history of a git repository")
    assert told.err.count("\n") == 1


def test_no_git_is_one_line(site, monkeypatch):
    monkeypatch.setenv("PATH", str(site))
    told = run(site, "coverage", "--since", "HEAD")
    assert told.code == 2
    assert told.err == (
        "l10n: git is not installed: install it, or leave --git, --since and --at-base out\n"
    )


def test_comparing_changes_nothing(site):
    edit(site, "30 USD", "40 USD")
    before = git(site, "status", "--porcelain=v2")
    since(site)
    assert git(site, "status", "--porcelain=v2") == before


def test_files_are_read_byte_for_byte(site):
    odd = {"ä ö.md": b"\r\n\0\xff", "empty.md": b"", 'quote".md': b"x" * 200_000, "-n.md": b"1\n"}
    for name, data in odd.items():
        write(site, f"content/en/{name}", data)
    (site / "content/en/link.md").symlink_to("tax.md")
    commit(site)
    found = find_revision(site, "HEAD")
    read = dict(read_files(site, found.commit, ["content/en"]))
    assert read == {f"content/en/{name}": data for name, data in odd.items()} | {
        "content/en/tax.md": TAXES.encode()
    }
    assert (found.date, found.commit[: len(found.short)]) == (FIRST, found.short)


def test_what_is_the_same_was_marked_for_review():
    assert classify_change("Pay now.", "Pay now.") is Change.NONE


@given(st.text(), st.text())
def test_classing_never_fails_and_looks_both_ways(previous, current):
    assert classify_change(previous, current) is classify_change(current, previous)


def test_a_guide_of_another_language_is_compared_with_itself(site):
    settings = (site / "l10n.toml").read_text() + 'fallback-sources = ["es"]\n'
    write(site, "l10n.toml", settings)
    write(site, "content/es/solo.md", "---\ntranslationKey: solo\n---\n\nSolo en casa.\n")
    assert run(site, "extract", "-q").code == 0
    commit(site)
    told = since(site, "HEAD")
    assert told["languages"]["pt"] == {"before": 0.0, "points": 0.0}
    translate(site, "pt", "solo")
    assert 0 < since(site, "HEAD")["languages"]["pt"]["points"] < 50


def test_what_is_quarantined_has_not_become_stale(site):
    translate(site, "es", "tax", lambda msgid: "Véase la oficina" if "[" in msgid else "x")
    measured = json.loads(run(site, "coverage", "-l", "es", "--format", "json").out)
    assert measured["guides"][0]["words"]["quarantined"] > 0
    assert since(site, "HEAD")["stale"] == []


def test_the_sources_that_changed_are_told(site):
    assert since(site)["sources"] == []
    assert "No source has changed.\n" in run(site, "coverage", "--since", "done").out
    write(site, "content/en/one.md", "Once\n")
    told = run(site, "coverage", "--since", "done").out
    assert "Sources: 1 new; 1 text new (1 word), 0 gone.\n" in told
    (site / "content/en/one.md").unlink()
    edit(site, "Keep the receipt for five years.", "Keep it.\n\nAsk for help early.")
    write(site, "content/en/bus.md", "The bus leaves at nine.\n")
    commit(site, SECOND)
    bus = {"path": "content/en/bus.md", "key": "bus", "change": "new"}
    tax = {"path": "content/en/tax.md", "key": "tax", "change": "changed"}
    assert since(site)["sources"] == [
        {**bus, "new": 1, "words": 5, "gone": 0},
        {**tax, "new": 2, "words": 6, "gone": 1},
    ]
    assert (
        "Sources: 1 new, 1 changed; 3 texts new (11 words), 1 gone.\n"
        "  content/en/bus.md: new: 1 new (5 words), 0 gone\n"
        "  content/en/tax.md: changed: 2 new (6 words), 1 gone\n"
    ) in run(site, "coverage", "--since", "done").out
    assert [each["key"] for each in since(site, "done", "bus")["sources"]] == ["bus"]
    assert since(site, "HEAD")["sources"] == []
    (site / "content/en/bus.md").unlink()
    (gone,) = since(site, "HEAD")["sources"]
    assert gone == {**bus, "change": "gone", "new": 0, "words": 0, "gone": 1}


def test_a_source_that_only_moved_or_cannot_be_read_is_no_change(site):
    write(site, "content/en/tax.md", TAXES.replace("---\n\n", "---\n\n<!-- as of May -->\n\n", 1))
    assert since(site)["sources"] == []
    (site / "content/en/tax.md").write_bytes(b"\xff\xfe")
    shown = run(site, "coverage", "--format", "json", "--since", "done")
    assert json.loads(shown.out)["since"]["sources"] == []
