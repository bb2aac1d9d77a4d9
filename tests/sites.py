"""Small sites that tests build, run the command line on, and look at."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.cli import main
from l10n.po import parse_catalog, render_catalog

SETTINGS = """\
project = "Small guides"
source-language = "en"
languages = ["es", "pt"]
content = "content/{lang}"
catalogs = "locales/{lang}/{key}.po"
fields = ["title", "description"]
publish-at = 80
"""

GROUPED = SETTINGS.replace("{lang}/{key}.po", "{lang}.po")
"""The same with one catalog a language."""

FORMS: Mapping[str, str] = {
    "own": SETTINGS,
    "grouped": GROUPED,
    "sections": SETTINGS.replace("{key}", "{section}"),
}
"""The settings with each form of catalogs, for tests of what holds in all."""

VISA = """\
---
title: Visas for Peru
translationKey: peru-visa
description: "How to get a visa: in *three* steps"
weight: 3
---

# Visas

You need a [passport](https://example.org/p) and **two photos**,
taken this year.

- Fill in the form
- Pay the fee of `30 USD` at [the bank](https://bank.example/ "Bank")

| Where | Cost |
| :--- | ---: |
| Lima | thirty dollars |

{{< note "keep" >}}
Keep the receipt.
{{< /note >}}
"""
TAX = """\
---
title: Taxes
---

Pay your taxes before March. Keep the receipt for five years.

> [!note]
> The office is closed on Fridays.
"""
BUS = """\
# Buses

Buy the ticket at the station. Do not buy it from a stranger.
"""

GUIDES: Mapping[str, str] = {"peru/visa.md": VISA, "peru/tax.md": TAX, "bus.md": BUS}
KEYS = ("bus", "peru-visa", "peru/tax")

# What a translation must bring back as it is.
_PLACEABLE = re.compile(
    r"`+[^`]*`+|\]\([^)]*\)|\[[^\]]*\](?!\()|\{\{.*?\}\}|<[^>]*>|&#?\w+;|\\.|https?://\S+|www\.\S+"
    r"|\S+@\S+",
    re.DOTALL,
)
_ACCENTS = str.maketrans("aeioucnAEIOU", "áéíóúçñÁÉÍÓÚ")


@dataclass(frozen=True)
class Run:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def build_site(
    root: Path, guides: Mapping[str, str | bytes] = GUIDES, settings: str = SETTINGS
) -> Path:
    """Write a site with these source guides into ``root``; return it."""
    write(root, "l10n.toml", settings)
    for path, text in guides.items():
        write(root, f"content/en/{path}", text)
    return root


def write(root: Path, path: str, text: str | bytes) -> None:
    """Write a file of the site, with its folders."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(root: Path, *arguments: str) -> Run:
    """Run the command line in this process, in the site's folder."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = None
    with (
        contextlib.chdir(root),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main(arguments)
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Run(code, *(_written(each) for each in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def run_process(root: Path, *arguments: str, **variables: str) -> Run:
    """Run the command line in a process of its own, with these environment variables added."""
    done = subprocess.run(
        command(*arguments),
        cwd=root,
        env=environment(**variables),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_as_owner(root: Path, *arguments: str) -> Run:
    """Run as the user that owns the site, but without root's right to pass every permission."""
    words = command(*arguments)
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv, or not to be root")
        words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]
    done = subprocess.run(
        words, cwd=root, env=environment(), capture_output=True, timeout=60, check=False
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def command(*arguments: str) -> list[str]:
    """Return the command line as a list of words."""
    return [sys.executable, "-m", "l10n", *arguments]


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a process that runs this repository's code, without colours."""
    plain = {name: os.environ[name] for name in os.environ if not name.endswith("_COLOR")}
    return plain | {"PYTHONPATH": str(Path(__file__).parents[1])} | variables


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file below ``root`` but the lock's folder, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".l10n" not in path.relative_to(root).parts
    }


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file below ``root``, by path.

    Left out are the lock itself, and what a clone notes to save time.
    """
    return {
        str(path.relative_to(root)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file() and (".l10n" not in path.parts or path.name == ".gitignore")
    }


def pseudo(msgid: str) -> str:
    """Return a translation that differs and brings every placeable back."""
    pieces, position = [], 0
    for found in _PLACEABLE.finditer(msgid):
        pieces += [msgid[position : found.start()].translate(_ACCENTS), found.group()]
        position = found.end()
    return "".join([*pieces, msgid[position:].translate(_ACCENTS)])


def _always(_entry: Entry) -> bool:
    return True


def translate(
    root: Path,
    language: str,
    key: str,
    words: Callable[[str], str] = pseudo,
    *,
    only: Callable[[Entry], bool] = _always,
) -> None:
    """Fill in what a guide has in its catalog, or in that of its language, as a translator would.

    Nothing is fuzzy afterwards.
    """
    group = root / f"locales/{language}.po"
    if not group.exists():
        translate_file(root / f"locales/{language}/{key}.po", words, only=only)
        return
    translate_file(
        group,
        words,
        only=lambda each: only(each) and any(_is_key(root, path, key) for path in each.references),
    )


def _is_key(root: Path, path: str, key: str) -> bool:
    """Tell whether the guide at ``path`` has this key."""
    text = (root / path).read_text() if (root / path).exists() else ""
    found = re.search(r"(?m)^translationKey: (.*)$", text)
    plain = path.removeprefix("content/en/").removesuffix(".md")
    return key == (found[1] if found else plain)


def translate_file(
    path: Path, words: Callable[[str], str] = pseudo, *, only: Callable[[Entry], bool] = _always
) -> None:
    """Fill in a catalog as a translator would; nothing is fuzzy afterwards."""
    catalog = parse_catalog(path.read_bytes(), str(path))
    entries = tuple(
        entry._replace(msgstr=words(entry.msgid), flags=(), previous_msgid=None)
        if only(entry) and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    path.write_bytes(render_catalog(replace(catalog, entries=entries)).encode())


def build_translated_site(root: Path, **changes: object) -> Path:
    """Build a site whose every guide is translated and published."""
    build_site(root, **changes)  # type: ignore[arg-type]
    assert run(root, "extract", "-q").code == 0
    for path in sorted((root / "locales").rglob("*.po")):
        translate_file(path)
    merged = run(root, "sync", "-q")
    assert merged == Run(0, "", ""), merged
    return root
