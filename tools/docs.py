"""Bring README and docs up to the code: ``make docs``.

The pages of settings, checks and words are made from their tables, that of ``man`` from the
commands, every session is played, and the pages in other languages follow.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from l10n.checks.registry import CHECKS
from l10n.manual.checks import EXAMPLES
from l10n.manual.explain import ignore_place
from l10n.manual.findings import FINDINGS
from l10n.manual.settings import SETTINGS, TABLES, Setting
from l10n.manual.shown import show_example
from l10n.manual.words import WORDS, Report
from tools.console import SessionError, play
from tools.demo import ROOT
from tools.man import man_page

DOCS: Final = ROOT / "docs"
MANUAL: Final = ROOT / "man" / "l10n.1"

_SETTINGS: Final = """\
# Settings

For who runs the site. `l10n.toml` lies at the site's root, and `l10n init` writes it. A setting
that l10n does not have is refused, with its line and the nearest one. In a terminal, `l10n help
NAME` says what is said here.

"""
_CHECKS: Final = """\
# Checks

For who runs the site, and for translators. `l10n check` finds what is wrong with sources, catalogs
and translations. An *error* keeps a translation from being published: readers see the source's text
in that place. A *warning* is worth a look, and an *info* is shown with `-v`.

In the examples, `-` is before and `+` is after. `l10n check --fix` mends what is certain.

A finding that is right as it is gets a comment that names its check, as `# l10n: ignore numbers`;
several names have commas between them, and a reason may follow in parentheses. For the whole site,
write `skip` or `severity` in `[checks]`; see [settings](settings.md#checks-1).

"""
_WORDS: Final = """\
# Words of reports

For who reads what a command prints. In a terminal, `l10n help WORD` says what is said here, as in
`l10n help fuzzy`. A name in brackets at the end of a line, as `[numbers]`, is that of a
[check](checks.md) or of another [finding](#names-of-other-findings); `l10n help NAME` explains
these, too.

"""
_FINDINGS: Final = """\
## Names of other findings

Those that come from no [check](checks.md), in the order of the alphabet.

| name | meaning |
| --- | --- |
"""


def main() -> int:
    """Write all pages anew; return the exit code."""
    DOCS.joinpath("settings.md").write_text(settings_page(), "utf-8")
    DOCS.joinpath("checks.md").write_text(checks_page(), "utf-8")
    DOCS.joinpath("words.md").write_text(words_page(), "utf-8")
    MANUAL.write_text(man_page(), "utf-8")
    wanted = sys.argv[1:] or [str(each) for each in pages()]
    for path in map(Path, wanted):
        try:
            path.write_text(play(path.read_text("utf-8")), "utf-8")
        except SessionError as error:
            print(f"{path}: {error}")
            return 1
    return subprocess.run([sys.executable, "-m", "l10n", "sync", "-q"], cwd=DOCS).returncode


def pages() -> list[Path]:
    """Return the README and the pages of docs, in English."""
    return [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


def settings_page() -> str:
    """Return the page of settings."""
    tables = {table: [*rows] for table, rows in groupby(SETTINGS, lambda each: each.table)}
    return _SETTINGS + "\n".join(
        "\n".join(_settings_of(table, about, tables[table])) for table, about in TABLES.items()
    )


def _settings_of(table: str, about: str, rows: list[Setting]) -> Iterator[str]:
    yield f"## {f'`{table}`' if table else 'The top'}\n"
    yield f"{about}\n"
    for each in rows:
        yield f"### `{each.name}`\n"
        yield f"{each.text}\n"
        without = f"  # without it: {each.default}" if each.default else ""
        yield f"```toml\n{each.name} = {each.example}{without}\n```\n"


def checks_page() -> str:
    """Return the page of checks."""
    return _CHECKS + "\n".join("\n".join(_check(each.name)) for each in CHECKS)


def _check(name: str) -> Iterator[str]:
    check = next(each for each in CHECKS if each.name == name)
    yield f"## `{name}`\n"
    yield f"*{str(check.severity).capitalize()}*: {check.summary}.\n"
    yield "```diff"
    yield from show_example(EXAMPLES[name])
    yield "```\n"
    yield f"Ignore it {ignore_place(check)}.\n"


def words_page() -> str:
    """Return the page of words."""
    reports = "\n".join("\n".join(_words_of(each)) for each in WORDS)
    rows = "".join(f"| `{name}` | {text} |\n" for name, text in FINDINGS.items())
    return f"{_WORDS}{reports}\n{_FINDINGS}{rows}"


def _words_of(report: Report) -> Iterator[str]:
    yield f"## {report.title}\n"
    yield f"{report.about}\n"
    yield "| word | meaning |\n| --- | --- |"
    yield from (f"| `{word}` | {text} |" for word, text in report.words.items())
    yield ""


if __name__ == "__main__":
    sys.exit(main())
