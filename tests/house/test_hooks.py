"""The hooks for pre-commit, run by it in a real repository, with the l10n of this environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import commit, git
from tests.sites import build_translated_site, run, snapshot, translate, write

pytest.importorskip("pre_commit")

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
CONFIG = """\
repos:
- repo: {repository}
  rev: {revision}
  hooks:
  - id: {hook}
    language: system
    args: {arguments}
"""


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory):
    """Return what runs pre-commit; it never leaves this machine."""
    home = tmp_path_factory.mktemp("pre-commit")
    folder = str(Path(sys.executable).parent)
    path = os.pathsep.join((folder, os.environ["PATH"]))
    variables = {**os.environ, "PRE_COMMIT_HOME": str(home), "PATH": path}

    def call(root, *arguments):
        command = [sys.executable, "-m", "pre_commit", *arguments]
        done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return call


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """Return a repository that offers the hooks, and its commit."""
    root = tmp_path_factory.mktemp("hooks")
    shutil.copy(HOOKS, root)
    git(root, "init", "-q")
    commit(root)
    return root, git(root, "rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return build_translated_site(tmp_path_factory.mktemp("published") / "site")


@pytest.fixture
def repository(published, tmp_path, hooks):
    """Return what makes a repository with one of the hooks, and the site in a folder of it."""

    def make(hook, folder="."):
        root = tmp_path / "repository"
        shutil.copytree(published, root / folder)
        write(root, ".gitignore", ".l10n/\n")
        arguments = [] if folder == "." else ["--config", f"{folder}/l10n.toml"]
        values = {"repository": hooks[0], "revision": hooks[1], "hook": hook}
        config = CONFIG.format(**values, arguments=json.dumps(arguments))
        write(root, ".pre-commit-config.yaml", config)
        git(root, "init", "-q")
        commit(root)
        return root

    return make


def tracked(root):
    """Return every file but git's own and the cache."""
    aside = (".git/", ".l10n/")
    return {path: data for path, data in snapshot(root).items() if not path.startswith(aside)}


def staged(root, pre_commit):
    """Add everything, and run the hooks as a commit does."""
    git(root, "add", "-A")
    return pre_commit(root, "run")


def test_the_manifest_is_valid(pre_commit):
    assert pre_commit(HOOKS.parent, "validate-manifest", HOOKS.name) == (0, "")


@pytest.mark.parametrize("hook", ["l10n-check", "l10n-catalogs", "l10n-sync"])
def test_what_is_up_to_date_passes(repository, pre_commit, hook):
    root = repository(hook)
    before = tracked(root)
    code, said = pre_commit(root, "run", "--all-files")
    assert (code, "Passed" in said) == (0, True), said
    assert tracked(root) == before


@pytest.mark.parametrize("folder", [".", "docs"])
def test_a_fault_is_found_where_it_is_committed(repository, pre_commit, folder):
    root = repository("l10n-check", folder)
    site = root / folder
    translate(site, "es", "bus", lambda msgid: f"{msgid} 7")
    translate(site, "pt", "peru-visa", lambda msgid: f"{msgid} 7")
    git(root, "add", "-A")
    git(root, "reset", "-q", str(site / "locales/pt"))
    code, said = pre_commit(root, "run")
    assert code == 1
    assert "locales/es/bus.po" in said
    assert "error: " in said
    assert "locales/pt" not in said


def test_files_that_are_no_guides_pass(repository, pre_commit):
    root = repository("l10n-check")
    write(root, "README.md", "# About\n")
    write(root, "pyproject.toml", "[project]\n")
    code, said = staged(root, pre_commit)
    assert (code, "Passed" in said) == (0, True), said


def test_catalogs_that_are_behind_are_refused_and_left_alone(repository, pre_commit):
    root = repository("l10n-catalogs")
    write(root, "content/en/bus.md", "# Buses\n\nBuy the ticket at home.\n")
    before = tracked(root)
    code, said = staged(root, pre_commit)
    assert (code, "catalogs are behind their guides: run l10n extract" in said) == (1, True), said
    assert tracked(root) == before
    assert run(root, "extract", "-q").code == 0
    assert staged(root, pre_commit)[0] == 0


def test_sync_writes_what_is_to_be_added(repository, pre_commit):
    root = repository("l10n-sync")
    write(root, "content/en/bus.md", "# Buses\n\nBuy the ticket at home.\n")
    write(root, "content/en/new.md", "A new guide.\n")
    code, said = staged(root, pre_commit)
    assert code == 1
    assert "files were modified by this hook" in said
    assert "6 files written: add them to the commit" in said
    assert (root / "locales/es/new.po").exists()
    assert staged(root, pre_commit)[0] == 0
    assert run(root, "extract", "--check").code == 0


def test_git_itself_refuses_the_commit(repository, pre_commit):
    root = repository("l10n-check")
    assert pre_commit(root, "install")[0] == 0
    translate(root, "es", "bus", lambda msgid: f"{msgid} 7")
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(subprocess.CalledProcessError):
        commit(root)
    assert git(root, "rev-parse", "HEAD") == before
