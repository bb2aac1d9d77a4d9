"""When files were changed and what they were called, as git has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.disk.git import read_objects
from l10n.disk.history import read_history
from tests.repositories import FIRST, SECOND, commit, git
from tests.sites import write

LONG = "".join(f"Line {number} of a guide that is long enough.\n" for number in range(20))
ODD = 'c d/é "x"\t.md'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, "a.md", LONG)
    write(tmp_path, "b.md", LONG.replace("guide", "book"))
    write(tmp_path, ODD, "Odd.\n")
    commit(tmp_path, FIRST)
    return tmp_path


def changes(root: Path, path: str) -> list[str]:
    """Return the commits that changed a file, by how far they are behind, oldest last."""
    found = read_history(root, [path]).changes.get(path, ())
    order = git(root, "rev-list", "HEAD").split()
    return [f"HEAD~{order.index(each.commit)}" for each in found]


def names(root: Path, path: str) -> tuple[str, ...]:
    return read_history(root, [path]).names[path]


def test_a_file_that_was_added_and_changed(root):
    write(root, "a.md", LONG + "More.\n")
    commit(root, SECOND)
    write(root, "b.md", "Other.\n")
    commit(root, SECOND)
    newest, oldest = read_history(root, ["a.md"]).changes["a.md"]
    assert (newest.date, oldest.date) == (SECOND, FIRST)
    assert newest.blob == git(root, "rev-parse", "HEAD:a.md").strip()
    assert (newest.is_first, oldest.is_first) == (False, True)
    assert newest.number < oldest.number
    assert changes(root, "a.md") == ["HEAD~1", "HEAD~2"]
    assert changes(root, ODD) == ["HEAD~2"]


def test_what_git_was_never_given(root):
    history = read_history(root, ["c.md"])
    assert (history.changes, history.names) == ({}, {"c.md": ("c.md",)})
    assert not history.is_shallow


def test_a_new_name_is_no_change(root):
    git(root, "mv", "a.md", "new.md")
    commit(root, SECOND)
    (root / "new.md").chmod(0o755)
    commit(root, SECOND)
    assert changes(root, "new.md") == ["HEAD~2"]
    assert names(root, "new.md") == ("new.md", "a.md")


def test_a_new_name_with_a_change_is_one(root):
    git(root, "mv", "a.md", "new.md")
    write(root, "new.md", LONG + "More.\n")
    commit(root, SECOND)
    assert changes(root, "new.md") == ["HEAD~0", "HEAD~1"]


def test_files_that_take_over_each_others_names(root):
    for old, new in (("b.md", "c.md"), ("a.md", "b.md")):
        git(root, "mv", old, new)
        commit(root, SECOND)
    write(root, "b.md", LONG + "More.\n")
    commit(root, SECOND)
    assert changes(root, "b.md") == ["HEAD~0", "HEAD~3"]
    assert changes(root, "c.md") == ["HEAD~3"]
    assert (names(root, "b.md"), names(root, "c.md")) == (("b.md", "a.md"), ("c.md", "b.md"))


def test_a_file_of_an_old_name_is_another_one(root):
    git(root, "rm", "-q", "a.md")
    commit(root, SECOND)
    write(root, "a.md", "Something else.\n")
    commit(root, SECOND)
    assert changes(root, "a.md") == ["HEAD~0"]


def test_a_file_that_was_removed(root):
    git(root, "rm", "-q", "a.md")
    commit(root, SECOND)
    newest, _ = read_history(root, ["a.md"]).changes["a.md"]
    assert newest.is_removal


def test_what_is_not_as_it_was_committed(root):
    write(root, "a.md", "Edited.\n")
    write(root, ODD, "Staged.\n")
    git(root, "add", ODD)
    assert read_history(root, ["a.md", "b.md", ODD]).uncommitted >= {"a.md", ODD}
    assert "b.md" not in read_history(root, ["b.md"]).uncommitted


def test_what_people_set_changes_nothing(root):
    git(root, "mv", "a.md", "new.md")
    commit(root, SECOND)
    before = read_history(root, ["new.md", ODD])
    for name, value in {
        "log.showRoot": "false",
        "log.showSignature": "true",
        "log.decorate": "full",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "diff.external": "false",
        "color.ui": "always",
        "core.quotePath": "false",
        "core.abbrev": "5",
        "format.pretty": "oneline",
        "status.short": "true",
    }.items():
        git(root, "config", name, value)
    assert read_history(root, ["new.md", ODD]) == before


def test_a_thing_that_git_lacks_is_none(root):
    wanted = ["HEAD:./a.md", "HEAD:./no 12", "0123:./a.md", "HEAD^{commit}", f"HEAD:./{ODD}", ""]
    text, *lacking, made, odd, nothing = read_objects(root, wanted)
    assert (text.data, text.id) == (LONG.encode(), git(root, "rev-parse", "HEAD:a.md").strip())
    assert [*lacking, nothing] == [None] * 3
    assert made.date == FIRST
    assert odd.data == b"Odd.\n"


def test_a_clock_that_was_very_wrong(root):
    git(root, "config", "user.name", "a")
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    person = "a <a> 9999999999999 +0000"
    text = f"tree {tree}\nauthor {person}\ncommitter {person}\n\nLate.\n"
    write(root, ".git/late", text)
    late = git(root, "hash-object", "-t", "commit", "-w", ".git/late").strip()
    (found,) = read_objects(root, [late])
    assert found.date.year == 9999
