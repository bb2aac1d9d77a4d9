"""The action of GitHub: its steps are run by bash as the runner would, on a real repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from tests.repositories import SECOND, commit, git
from tests.sarif import VALIDATOR
from tests.sites import build_translated_site, translate, write

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXPRESSION = re.compile(r"\$\{\{ ([\w.]+) \}\}")
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # pip's own way to say no
    "PYTHONPATH": sysconfig.get_path("purelib"),
}


class Runner:
    """What the runner of GitHub does with a composite action, as far as this one needs it."""

    def __init__(self, workspace: Path, temporary: Path, source: Path, **inputs: str) -> None:
        self.workspace, self.temporary = workspace, temporary
        self.values = {
            "github.action_path": str(source),
            "github.server_url": "https://github.example",
            "github.action_repository": "us/l10n",
            "github.action_ref": "v1",
            "github.event.pull_request.base.sha": "",
            "runner.temp": str(temporary),
        }
        for name, each in ACTION["inputs"].items():
            self.values[f"inputs.{name}"] = inputs.get(name, self.fill(each["default"]))
        self.summary = temporary / "summary.md"

    def fill(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def step(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        step = next(each for each in ACTION["runs"]["steps"] if each["name"] == name)
        assert step["shell"] == "bash"
        script, output = self.temporary / "step.sh", self.temporary / "output"
        script.write_text(step["run"])
        output.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace,
            env={
                **os.environ,
                **variables,
                **{key: self.fill(value) for key, value in step["env"].items()},
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_WORKSPACE": str(self.workspace),
            },
            capture_output=True,
            text=True,
        )
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value
        return done

    def output(self, name: str) -> Path:
        return Path(self.fill(ACTION["outputs"][name]["value"]))

    def run(self) -> dict[str, subprocess.CompletedProcess[str]]:
        """Run what follows the installation; a step that fails ends it."""
        done = {}
        for name in ("Check", "Coverage", "Comment", "Result"):
            done[name] = self.step(name, PYTHONPATH=OFFLINE["PYTHONPATH"])
            if done[name].returncode:
                break
        return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install this l10n as the action does, once."""
    folder = tmp_path_factory.mktemp("action")
    source, temporary = folder / "source", folder / "temporary"
    temporary.mkdir()
    shutil.copytree(ROOT / "l10n", source / "l10n", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "man", source / "man")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    done = Runner(folder, temporary, source).step("Install", **OFFLINE)
    assert done.returncode == 0, done.stdout + done.stderr
    return temporary / "l10n"


@pytest.fixture
def site(tmp_path):
    """A repository whose site is in a folder, and whose first commit is published."""
    root = tmp_path / "repository"
    build_translated_site(root / "docs")
    write(root, ".gitignore", ".l10n/\n")
    git(root, "init", "-q")
    commit(root)
    return root


@pytest.fixture
def runner(site, tmp_path, installed):
    """Return what makes a runner on the repository, with the l10n that was installed."""

    def make(**inputs):
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        (temporary / "l10n").symlink_to(installed)
        return Runner(site, temporary, ROOT, config="docs/l10n.toml", **inputs)

    return make


def test_every_value_that_is_used_is_there():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    ids = {each.get("id") for each in ACTION["runs"]["steps"]}
    for name in EXPRESSION.findall(text):
        first, second, *_ = name.split(".")
        assert first in ("github", "runner", "inputs", "steps")
        assert first != "inputs" or second in ACTION["inputs"]
        assert first != "steps" or second in ids
    scripts = "".join(each["run"] for each in ACTION["runs"]["steps"])
    assert "${{" not in scripts, "what others name must not become a part of a script"


def test_a_site_without_faults(site, runner):
    action = runner()
    done = action.run()
    assert [each.returncode for each in done.values()] == [0, 0, 0, 0]
    VALIDATOR.validate(json.loads(action.output("sarif").read_text()))
    assert "## Translations of Small guides" in action.summary.read_text()
    assert {each.name for each in action.output("badges").iterdir()} == {"es.svg", "pt.svg"}
    assert git(site, "status", "--short") == ""


def test_a_fault_fails_in_the_end_when_all_is_said(site, runner):
    translate(site / "docs", "es", "bus", lambda msgid: f"{msgid} 7")
    action = runner()
    done = action.run()
    assert [each.returncode for each in done.values()] == [0, 0, 0, 1]
    assert "::error file=docs/locales/es/bus.po,line=" in done["Check"].stdout
    log = json.loads(action.output("sarif").read_text())
    VALIDATOR.validate(log)
    located = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert located["artifactLocation"]["uri"] == "docs/locales/es/bus.po"
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["helpUri"].startswith("https://github.example/us/l10n/blob/v1/docs/checks.md#")
    assert "## Translations of Small guides" in action.summary.read_text()


def test_settings_that_cannot_be_used_stop_it(site, runner):
    write(site, "docs/l10n.toml", "nonsense = 1\n")
    done = runner().run()
    assert [each.returncode for each in done.values()] == [2]
    assert "docs/l10n.toml:1: " in done["Check"].stderr


def test_a_pull_request_is_told_what_it_makes_stale(site, runner):
    base = git(site, "rev-parse", "HEAD").strip()
    guide = site / "docs/content/en/bus.md"
    guide.write_text(guide.read_text().replace("at the station", "in the small shop"))
    write(site, "docs/content/en/new.md", "Four words to translate.\n")
    commit(site, SECOND)
    action = runner(since=base)
    done = action.run()
    assert [each.returncode for each in done.values()] == [0, 0, 0, 0], done
    assert action.output("comment").read_text() == (
        "### Translations\n\n"
        "This change makes the translations of 1 text in 2 languages stale: "
        "they have to be looked at again.\n\n"
        "| Language | Made stale | To translate, in words |\n"
        "| :-- | --: | --: |\n"
        "| Spanish `es` | 14 words in 1 page | 0 → 18 |\n"
        "| Portuguese `pt` | 14 words in 1 page | 0 → 18 |\n\n"
        "<details><summary>1 text</summary>\n\n"
        "- `content/en/bus.md:3` (wording; es, pt): "
        "`Buy the ticket in the small shop. Do not buy it from a stranger.`\n\n"
        "</details>\n"
    )
    assert git(site, "status", "--short") == ""
    assert git(site, "worktree", "list").count("\n") == 1


def test_a_change_of_nothing_that_is_translated(site, runner):
    base = git(site, "rev-parse", "HEAD").strip()
    write(site, "README.md", "# About\n")
    commit(site, SECOND)
    action = runner(since=base)
    action.run()
    assert "makes no translation stale" in action.output("comment").read_text()


def test_a_base_that_a_shallow_clone_lacks_is_fetched(site, runner, tmp_path):
    base = git(site, "rev-parse", "HEAD").strip()
    guide = site / "docs/content/en/bus.md"
    guide.write_text(guide.read_text().replace("at the station", "in the small shop"))
    commit(site, SECOND)
    git(site, "config", "uploadpack.allowAnySHA1InWant", "true")
    action = runner(since=base)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{site}", "shallow")
    action.workspace = tmp_path / "shallow"
    done = action.run()
    assert [each.returncode for each in done.values()] == [0, 0, 0, 0], done
    assert "14 words in 1 page" in action.output("comment").read_text()
