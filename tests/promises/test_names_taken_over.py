"""Guides that take each other's names, or those of guides that are gone."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from l10n.config.settings import read_config
from l10n.disk.digests import digest
from l10n.po import parse_catalog
from l10n.site.record import read_record
from tests.promises.test_kill import _count_changes as count_changes
from tests.promises.test_kill import _dying_at as dying_at
from tests.sites import Run, build_site, build_translated_site, run, snapshot, stamps

BODIES = {
    "a": "Apply at the town hall with two photos.",
    "b": "Bring the receipt from the bank to the counter.",
    "c": "Come back after thirty days and collect the card.",
    "d": "Declare the income of the whole year online.",
}
MOVES: Mapping[str, Mapping[str, str]] = {
    "two change places": {"a": "b", "b": "a"},
    "three in a ring": {"a": "b", "b": "c", "c": "a"},
    "renumbered": {"01-a": "02-a", "02-b": "03-b", "03-c": "04-c"},
    "a chain": {"a": "b", "b": "c", "c": "d"},
    "a place that is free": {"a": "b", "b": ""},
    "two places that are free": {"a": "b", "b": "", "c": "d", "d": ""},
}


def guide_of(name: str, key: str) -> str:
    """Return a guide; its text is that of its last letter."""
    front = f"translationKey: {key}\n" if key else ""
    letter = name[-1]
    return f"---\ntitle: Guide {letter.upper()}\n{front}---\n\n{BODIES[letter]}\n"


def moved(kind: str, moves: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the guides before and after, by path.

    Either files move and take their keys along, or have none, or stay and change their keys.
    """
    keys = {name: f"k-{name}" if kind == "files with keys" else "" for name in moves}
    if kind == "keys":
        old = {f"f{name}.md": guide_of(name, f"k-{name}") for name in moves}
        new = {f"f{name}.md": guide_of(name, f"k-{to}") for name, to in moves.items() if to}
    else:
        old = {f"{name}.md": guide_of(name, keys[name]) for name in moves}
        new = {f"{to}.md": guide_of(name, keys[name]) for name, to in moves.items() if to}
    return old, new


@pytest.mark.parametrize("commands", ["sync", "extract;merge"])
@pytest.mark.parametrize("kind", ["files with keys", "files without keys", "keys"])
@pytest.mark.parametrize("name", MOVES)
def test_guides_take_each_other_s_names(
    tmp_path: Path, name: str, kind: str, commands: str
) -> None:
    old, new = moved(kind, MOVES[name])
    root = build_translated_site(tmp_path / "site", guides=old)
    expected = build_translated_site(tmp_path / "expected", guides=new)
    said = texts(root)
    shutil.rmtree(root / "content/en")
    build_site(root, new)
    for each in commands.split(";"):
        done = run(root, *each.split(), "-v")
        assert done.code == 0
        assert "kept" not in re.sub(r"(?m)^ *pages .*$", "", done.out)
    found, wanted = snapshot(root), snapshot(expected)
    assert pages_of(found) == pages_of(wanted)
    for path in wanted:
        if path.endswith(".po"):
            assert translations(found[path]).items() >= translations(wanted[path]).items()
    assert said <= texts(root)
    before = stamps(root)
    assert run(root, "sync", "-q") == Run(0, "", "")
    assert stamps(root) == before


def pages_of(found: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in found.items() if path.startswith("content/")}


def translations(data: bytes) -> dict[str, str]:
    entries = parse_catalog(data, "it").entries
    return {each.msgid: each.msgstr for each in entries if each.translated}


def texts(root: Path) -> set[str]:
    """Return every text that translators have written, obsolete ones as well."""
    found = ((path, data) for path, data in snapshot(root).items() if path.endswith(".po"))
    return {each.msgstr for path, data in found for each in parse_catalog(data, path).entries}


KILLED = ("two change places", "three in a ring", "a chain", "a place that is free")


def prepare(root: Path, name: str, kind: str) -> Path:
    """Return a site whose guides have just taken each other's names."""
    old, new = moved(kind, MOVES[name])
    build_translated_site(root, guides=old)
    shutil.rmtree(root / "content/en")
    return build_site(root, new)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.parametrize("count", [6, pytest.param(1_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("kind", ["files with keys", "files without keys", "keys"])
@pytest.mark.parametrize("name", KILLED)
def test_a_kill_while_guides_take_each_other_s_names(
    tmp_path: Path, name: str, kind: str, count: int
) -> None:
    before = prepare(tmp_path / "before", name, kind)
    after = shutil.copytree(before, tmp_path / "after")
    assert run(after, "sync", "-q").code == 0
    steps = count_changes(before, tmp_path)
    chosen = random.Random(name).sample(range(steps), min(count, steps))
    for step in sorted(chosen):
        root = shutil.copytree(before, tmp_path / "killed")
        child = os.fork()
        if child == 0:
            dying_at(step)()
            os._exit(run(root, "sync", "-q").code)
        assert os.waitpid(child, 0)[1] != 0
        record = read_record(read_config(root / "l10n.toml"))
        known = {each for page in record.values() for each in page.digests}
        for path, data in snapshot(root).items():
            if path.startswith(("content/es/", "content/pt/")) and path.endswith(".md"):
                assert digest(data) in known, f"{path} looks edited by hand"
        done = run(root, "sync")
        assert done.code == 0, done
        assert "kept" not in done.out
        found, wanted = snapshot(root), snapshot(after)
        assert pages_of(found) == pages_of(wanted), step
        assert found.keys() == wanted.keys()
        assert texts(root) == texts(after)
        for path in wanted:
            if path.endswith(".po"):
                assert translations(found[path]) == translations(wanted[path]), path
        shutil.rmtree(root)
