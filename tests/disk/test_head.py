"""Where a folder is in its git repository, by what lies on disk."""

from __future__ import annotations

import pytest

from l10n.disk.head import below_repository


@pytest.mark.parametrize("kind", ["folder", "file"])
@pytest.mark.parametrize(("folder", "place"), [("", ""), ("docs", "docs/"), ("a/b c", "a/b c/")])
def test_a_folder_of_a_repository(tmp_path, folder, place, kind):
    site = tmp_path / folder
    site.mkdir(parents=True, exist_ok=True)
    assert below_repository(site) == ""
    git = tmp_path / ".git"
    git.mkdir() if kind == "folder" else git.write_text("gitdir: elsewhere\n")
    assert below_repository(site) == place


def test_the_nearest_repository_counts(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "module/docs").mkdir(parents=True)
    (tmp_path / "module/.git").write_text("gitdir: ../.git/modules/module\n")
    assert below_repository(tmp_path / "module/docs") == "docs/"


def test_a_folder_that_a_link_leads_to(tmp_path):
    (tmp_path / "repository/docs").mkdir(parents=True)
    (tmp_path / "repository/.git").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "repository/docs")
    assert below_repository(tmp_path / "link") == "docs/"
