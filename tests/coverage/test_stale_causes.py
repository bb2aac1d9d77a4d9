"""What became of a source, as the tool says it, against what was done to it."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n.changes import Change, classify_change
from l10n.po import parse_catalog
from l10n.stale import may_stay, same_facts
from tests.sites import SETTINGS, run, translate, write

DEMO = Path(__file__).parents[2] / "content/en"
CORPORA = Path(os.environ.get("L10N_CORPORA", "/nowhere"))
FOLDERS = {
    "demo": DEMO,
    "fastapi": CORPORA / "fastapi/docs/en/docs/tutorial",
    "hugodocs": CORPORA / "hugodocs/content/en/content-management",
}
# A line of prose, an item, a quote or a row; none of code, HTML, a heading, or with a shortcode.
_PROSE = re.compile(r"[ ]{0,4}(?:[-*] |\d\. |> |\| )?[A-Z*_\[](?!.*\{\{)")
_QUIET = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|\S+@\S+|\w+[./-]\w+|\[\^\w+\]")


def change_number(line: str) -> str:
    """Return the line with another number, where readers see one."""
    for found in re.finditer(r"(?<![\w.,/:#-])[1-9]\d*(?![\w/:-]|[.)] |[.,]\d)", line):
        if found.start() > 6 and not _is_quiet(line, found.start()):
            return f"{line[: found.start()]}{int(found[0]) + 3}{line[found.end() :]}"
    return line


def take_link_off(line: str) -> str:
    return re.sub(r"(?<!!)\[([^\]\[]+)\]\([^)\s]+\)", r"\1", line, count=1)


def reword(line: str) -> str:
    """Return the line with one more word, after the first blank between two plain words."""
    for found in re.finditer(r"(?<=[a-z]) (?=[a-z]{2,}[ ,.])", line):
        if not _is_quiet(line, found.start()):
            return f"{line[: found.start()]} really {line[found.end() :]}"
    return line


def change_code(line: str) -> str:
    return re.sub(r"(?<!`)`([^`]+)`(?!`)", r"`\1 x`", line, count=1)


EDITS: dict[str, tuple[Callable[[str], str], Change]] = {
    "number": (change_number, Change.NUMBER),
    "link": (take_link_off, Change.LINK),
    "wording": (reword, Change.WORDING),
    "code": (change_code, Change.WORDING),
}


def _is_quiet(line: str, place: int) -> bool:
    return any(each.start() <= place < each.end() for each in _QUIET.finditer(line))


def edited(text: str, edit: Callable[[str], str]) -> str:
    """Return a guide in which every line is edited that can be."""
    lines, fenced, begun = [], False, not text.startswith("---")
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not begun:
            begun = bool(lines) and line == "---"
        elif not fenced and _PROSE.match(line):
            line = edit(line)
        lines.append(line)
    return "\n".join(lines)


@pytest.fixture(
    scope="module",
    params=[("demo",), pytest.param(("fastapi", "hugodocs"), marks=pytest.mark.soak)],
    ids=["demo", "corpora"],
)
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return sites that are translated, by name."""
    found = {}
    for name in request.param:
        folder = FOLDERS[name]
        if not folder.is_dir():
            pytest.skip("L10N_CORPORA names no folder of corpora")
        root = tmp_path_factory.mktemp(name)
        shutil.copytree(folder, root / "content/en")
        write(root, "l10n.toml", SETTINGS.replace('["es", "pt"]', '["es"]'))
        assert run(root, "extract", "-q").code == 0
        for path in (root / "locales/es").rglob("*.po"):
            key = path.relative_to(root / "locales/es").with_suffix("").as_posix()
            translate(root, "es", key)
        found[name] = root
    return found


def causes(root: Path, copy: Path, edit: Callable[[str], str]) -> Iterator[Change]:
    """Yield what the tool says became of each text when all guides are edited in one way."""
    shutil.copytree(root, copy)
    for path in (copy / "content/en").rglob("*.md"):
        path.write_text(edited(path.read_text(), edit))
    run(copy, "extract", "-q")
    for path in (copy / "locales/es").rglob("*.po"):
        for entry in parse_catalog(path.read_bytes(), path.name).entries:
            if entry.fuzzy and not entry.obsolete and entry.previous_msgid is not None:
                change = classify_change(entry.previous_msgid, entry.msgid)
                if may_stay(entry):  # stale = "keep" goes on showing it
                    assert change is Change.WORDING, entry
                    assert same_facts(entry.previous_msgid, entry.msgid)
                yield change


def test_at_least_95_of_100_causes_are_right(sites: dict[str, Path], tmp_path: Path) -> None:
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for site, root in sites.items():
        for name, (edit, expected) in EDITS.items():
            found = Counter(causes(root, tmp_path / site / name, edit))
            right[name] += found[expected]
            told[name] += found.total()
    assert told.total() >= 100
    assert min(told[name] for name in EDITS) >= 2, told
    for name in EDITS:
        assert right[name] >= 0.95 * told[name], (name, right, told)
