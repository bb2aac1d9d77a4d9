"""Every l10n command that README and docs write outside of sessions runs, and does not fail."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.sites import environment
from tools.console import SITES
from tools.demo import ROOT, copy_demo
from tools.docs import pages

MEANT = {
    "COMMAND": "sync",
    "GUIDE": "uruguay-identity_card",
    "NAME": "numbers",
    "REV": "origin/main",
    "TOPIC": "numbers",
    "WORD": "fuzzy",
}
"""What stands for a word in capitals."""
FAILS = {
    "l10n coverage --fail-under 90",
    "l10n extract --check",
    "l10n merge --check",
    "l10n sync --exit-code",
}
"""Commands that end with 1, as the pages say: a source has changed, and not all is translated."""
ELSEWHERE = {
    "l10n sync --executor dask --scheduler tcp://10.0.0.1:8786": "tests/disk/test_cluster.py"
}
"""Commands that need more machines, and the test that has them."""
_LINE = re.compile(r"l10n (?:-|[A-Za-z-]+ \S)")
"""A name alone, as in ``l10n unpack``, is no command line."""
_STEP = re.compile(r"^\s*(?:- )?(?:run: )?(l10n [^#\n]+)", re.MULTILINE)


def commands() -> Iterator[str]:
    for path in pages():
        for token in MarkdownIt().enable("table").parse(path.read_text("utf-8")):
            if token.type == "fence" and token.info in ("sh", "yaml"):
                yield from (each.strip() for each in _STEP.findall(token.content))
            for each in token.children or ():
                if each.type == "code_inline" and _LINE.match(each.content):
                    yield each.content


WRITTEN = [*dict.fromkeys(commands())]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo in a repository, with an engine, a glossary and a text that has changed."""
    root = tmp_path_factory.mktemp("docs") / "site"
    root.mkdir()
    copy_demo(root)
    with (root / "l10n.toml").open("a", encoding="utf-8") as settings:
        settings.write((SITES / "engine.toml").read_text("utf-8"))
    (root / "es.csv").write_text("term,translation,forbidden\nfee,tasa,\n", "utf-8")
    for line in (
        "git init -q && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm a",
        "git update-ref refs/remotes/origin/main HEAD",
        "l10n unpack -q --glossary -l es es.csv && l10n sync -q && l10n check -q",
        "l10n pack -q -l es --glossary -o terms.tbx",
        "sed -i 's/printout carefully/printout with care/' content/en/portugal/tax_number.md",
    ):
        assert shell(root, line) == (0, "")
    return root


def shell(root: Path, line: str) -> tuple[int, str]:
    """Run a line in a shell that has this l10n; return its exit code and all that it printed."""
    programs = root.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "l10n").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m l10n "$@"\n', "utf-8")
    (programs / "l10n").chmod(0o755)
    path = {
        "PATH": f"{programs}:{environment()['PATH']}",
        "GITHUB_STEP_SUMMARY": str(root / "s.md"),
    }
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=root,
        env=environment(**path, RUNNER_TEMP=str(root)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_there_are_such_commands() -> None:
    print(*WRITTEN, sep="\n")
    assert len(WRITTEN) > 35
    assert {*FAILS, *ELSEWHERE} <= {*WRITTEN}
    assert all((ROOT / each).is_file() for each in ELSEWHERE.values())


@pytest.mark.parametrize("line", [each for each in WRITTEN if each not in ELSEWHERE])
def test_a_command_that_is_written_runs(site: Path, tmp_path: Path, line: str) -> None:
    root = tmp_path / "site"
    if re.match(r"l10n init(?! --git| --instructions)", line):
        shutil.copytree(SITES / "hugo-new", root)
    else:
        shutil.copytree(site, root)
    if "es.po" in line:
        shell(root, "l10n keys --regroup 'locales/{lang}.po'")
    if line.startswith("l10n unpack es.tbx"):
        shutil.copy(root / "terms.tbx", root / "es.tbx")
    said = re.sub(r"\b[A-Z]{3,}\b", lambda word: MEANT.get(word[0], word[0]), line)
    code, printed = shell(root, said)
    assert code == (line in FAILS), printed


def test_the_lines_for_weblate_send_what_it_takes(site: Path, tmp_path: Path) -> None:
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    root = shutil.copytree(site, tmp_path / "site")
    text = (ROOT / "docs/weblate.md").read_text("utf-8")
    first, _, _ = (each.content for each in MarkdownIt().parse(text) if each.info == "sh")
    curl, _, rest = first.partition("\n")
    assert curl.startswith("api() { curl ")
    code, printed = shell(root, f'api() {{ echo "$1"; jq -c .; }}\n{rest}')
    assert code == 0, printed
    where, component, there, addon = printed.splitlines()
    assert (where, there) == (
        "projects/PROJECT/components/",
        "components/PROJECT/COMPONENT/addons/",
    )
    assert {"name", "slug", "repo", "filemask", "new_base"} <= {*json.loads(component)}
    assert json.loads(addon)["name"] == "weblate.discovery.discovery"


def test_the_lines_for_weblate_let_git_merge_catalogs(site: Path, tmp_path: Path) -> None:
    root = shutil.copytree(site, tmp_path / "site")
    text = (ROOT / "docs/weblate.md").read_text("utf-8")
    _, lines, _ = (each.content for each in MarkdownIt().parse(text) if each.info == "sh")
    (attributes,) = re.findall(r"`(locales/\S+ text [^`]+)`", text)
    shell(root, lines.replace("--global ", ""))
    (root / ".gitattributes").write_text(f"{attributes}\n", "utf-8")
    git = "git -c user.name=a -c user.email=a@example.org"
    edit = "sed -i '/PO-Revision-Date/s/2026/{0}/' locales/es/uruguay.po"
    steps = (
        f"git add -A && {git} commit -qm Begin && git switch -qc other",
        f"{edit.format(2027)} && {git} commit -qam Theirs && git switch -q -",
        f"{edit.format(2028)} && {git} commit -qam Ours && {git} merge -q other",
    )
    code, printed = shell(root, " && ".join(steps))
    assert code == 0, printed
