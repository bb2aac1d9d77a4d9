"""README and docs: what they show is what comes out, and what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt

from l10n.checks.registry import CHECKS
from l10n.cli import COMMANDS, INTERRUPTED, UNREAD, UNUSABLE, cli
from l10n.config.makes import _MAKES
from l10n.config.settings import parse_config
from l10n.markdown.syntaxes import SYNTAXES
from l10n.trees import ContentTree
from tests.documents import CORPORA, read_corpus, read_examples
from tests.safe.hostile import PLACES, read_cases
from tests.sites import run
from tools.console import commands_in, play
from tools.demo import copy_demo
from tools.docs import DOCS, checks_page, pages, settings_page, words_page

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ALL = [*pages(), *sorted(DOCS.glob("*/*.md"))]
OTHERS = ("agencies.md", "engines.md", "links.md", "scale.md", "weblate.md")
"""Pages whose commands are tried by tests of their own."""
ABOUT = [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")]
INSTALLED = {
    "pipx install l10n-markdown",
    "pipx install 'l10n-markdown[engines]'",
    "pip install l10n-markdown",
    "l10n --version",
}
"""Commands that need an index of packages, or say something else everywhere: ``make release``."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def title_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(text: str, language: str) -> list[str]:
    tokens = MarkdownIt().parse(text)
    return [each.content for each in tokens if each.type == "fence" and each.info == language]


def test_the_readme_is_short() -> None:
    assert README.count("\n") <= 150


@pytest.mark.parametrize(
    "path", [each for each in pages() if commands_in(read(each))], ids=title_of
)
def test_what_a_page_shows_is_what_comes_out(path: Path) -> None:
    assert play(read(path)) == read(path), "run make docs"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("settings.md", settings_page()),
        ("checks.md", checks_page()),
        ("words.md", words_page()),
    ],
)
def test_tables_of_the_code_are_whole_on_their_pages(name: str, made: str) -> None:
    assert read(DOCS / name) == made, "run make docs"


def test_commands_outside_of_sessions_are_few() -> None:
    ours = [path for path in ALL if path.name not in OTHERS]
    shown = [
        line for path in ours for each in blocks(read(path), "sh") for line in each.split("\n")
    ]
    assert {each for each in shown if each} <= INSTALLED


def jobs() -> Iterator[str]:
    for block in blocks(read(DOCS / "ci.md"), "yaml"):
        yield from re.findall(r"- (?:run: )?((?:l10n|pip) .*)", block)


def test_jobs_pass_on_the_demo(tmp_path: Path) -> None:
    copy_demo(tmp_path)
    ran = 0
    for job in jobs():
        program, *words = shlex.split(job.partition(" >>")[0])
        if program == "l10n":
            assert run(tmp_path, *words).code == 0, job
            ran += 1
        else:
            assert job in INSTALLED
    assert ran > 5


@pytest.mark.parametrize(
    "path",
    [each for each in pages() if each.name not in ("settings.md", "engines.md")],
    ids=title_of,
)
def test_settings_are_read_as_shown(path: Path) -> None:
    for block in blocks(read(path), "toml"):
        parse_config(f'source-language = "en"\nlanguages = ["es", "de"]\n{block}', Path("/site"))


def test_every_make_and_dialect_has_its_place() -> None:
    sections = re.findall(r"^## (.*)$", read(DOCS / "sites.md"), re.MULTILINE)
    assert len(sections) == len(_MAKES) + 1
    table = read(DOCS / "what-is-translated.md")
    assert [each for each in SYNTAXES if f"| `{each}` |" not in table] == []


def test_the_layouts_are_read_as_shown() -> None:
    page = read(DOCS / "sites.md")
    rows = re.findall(
        r"^\| [^|]+ \| `([^`|]*\{path\}[^`|]*)` \| `([^`|]+)` \|$", page, re.MULTILINE
    )
    assert len(rows) > 4
    for source, localized in rows:
        text = f'[[content]]\nsource = "{source}"\nlocalized = "{localized}"\n'
        config = parse_config(f'source-language = "en"\nlanguages = ["de"]\n{text}', Path("/site"))
        assert config.trees == (ContentTree(source, localized, syntax="hugo"),)


def test_every_command_that_is_named_is_there() -> None:
    named = {each for path in ALL for each in re.findall(r"`l10n ([a-z][a-z-]*)", read(path))}
    assert len(named) > 5
    assert named <= {*COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
    assert (command.help or "").strip()


def test_every_exit_code_is_explained() -> None:
    codes = re.findall(r"^\| (\d+) \|", read(DOCS / "commands.md"), re.MULTILINE)
    assert [*map(int, codes)] == [0, 1, UNUSABLE, INTERRUPTED, UNREAD]
    assert re.findall(r"\b(\d+) ", cli.epilog or "") == codes


# Languages


@pytest.mark.parametrize(
    "words",
    [
        "extract --check",
        "merge --check",
        "check --strict",
        "links",
        "coverage --fail-under 100",
    ],
)
def test_the_pages_in_spanish_are_whole_and_up_to_date(tmp_path: Path, words: str) -> None:
    site = tmp_path / "docs"
    shutil.copytree(DOCS, site, ignore=shutil.ignore_patterns(".l10n"))
    done = run(site, *words.split(), "-v")
    assert done.code == 0, f"translate docs/locales, then run make docs:\n{done.out}"


def test_every_page_is_published_in_spanish() -> None:
    assert {path.name for path in DOCS.glob("es/*.md")} == {path.name for path in DOCS.glob("*.md")}


# Links


def anchors_of(text: str) -> set[str]:
    """Return the ids that GitHub gives to headings."""
    tokens = MarkdownIt().parse(text)
    titles = [
        "".join(each.content for each in tokens[at + 1].children or ())
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    found: set[str] = set()
    for title in titles:
        plain = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        slug, number = plain, 0
        while slug in found:
            number += 1
            slug = f"{plain}-{number}"
        found.add(slug)
    return found


def links_of(text: str) -> Iterator[str]:
    for token in MarkdownIt().enable("table").parse(text):
        for each in token.children or ():
            if each.type == "link_open":
                yield str(each.attrs["href"])


@pytest.mark.parametrize("path", [*ALL, *ABOUT], ids=title_of)
def test_every_link_leads_to_a_page_and_a_heading(path: Path) -> None:
    broken = []
    for link in links_of(read(path)):
        if link.startswith(("https:", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if not target.is_file() or (anchor and anchor not in anchors_of(read(target))):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    linked = {each for each in links_of(README) if each.startswith("docs/")}
    linked |= {f"docs/{each}" for each in links_of(read(DOCS / "README.md"))}
    assert {f"docs/{path.name}" for path in DOCS.glob("*.md")} - linked == {"docs/README.md"}


# Figures


def figure(pattern: str, text: str = README) -> int:
    found = re.search(pattern.replace(" ", r"\s+"), text)
    assert found, pattern
    return int(found[1].replace(",", ""))


def test_the_figures_of_tests_are_theirs() -> None:
    assert figure(r"([\d,]+) checks know") == len(CHECKS)
    for text in (README, read(DOCS / "how-it-works.md")):
        assert figure(r"(\d+) hostile translations", text) == len([*read_cases()])
        assert figure(r"into (\d+) kinds" if text is README else r"in (\d+) kinds", text) == len(
            PLACES
        )


@pytest.mark.skipif("L10N_CORPORA" not in os.environ, reason="needs L10N_CORPORA")
def test_the_figures_of_real_sites_are_theirs() -> None:
    for text in (README, read(DOCS / "how-it-works.md")):
        counted = sum(len([*read_corpus(each)]) for each in CORPORA)
        assert figure(r"([\d,]+) pages of (?:three|tramitit)", text) == counted
        assert figure(r"([\d,]+) examples", text) == len([*read_examples()])
