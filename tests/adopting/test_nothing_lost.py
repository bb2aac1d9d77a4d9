"""Nothing is lost: whatever is done to sources, catalogs and pages, and wherever a run is killed.

A text that a translator saved stays in the catalogs, as translation, as fuzzy or obsolete one or
in a comment, until the same translator puts another in its place. A text written into a published
page stays in the page until a catalog has it.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.cli import COMMANDS
from l10n.po import parse_catalog, render_catalog
from tests.promises.test_kill import _dying_at as dying_at
from tests.sites import SETTINGS, build_site, run, write

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

TEXTS = (
    "Pay the fee at the bank.",
    "Pay the fees at the bank",
    "pay the fee at the bank",
    "Pay 10 soles at the bank.",
    "Bring two photos of your face.",
    "Bring two photos of your face and a pen with you.",
    "Home",
    "House",
)
NAMES = ("a", "b", "c/d")
RUNS = tuple(name for name in ("extract", "merge", "sync", "import") if name in COMMANDS)

texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True)
writing = st.tuples(
    st.just("write"), st.sampled_from(NAMES), st.sampled_from(["", "k", "q"]), texts
)
moving = st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES))
deleting = st.tuples(st.just("delete"), st.sampled_from(NAMES))
places = st.integers(0, 9)
saving = st.tuples(
    st.just("save"), places, places, st.sampled_from(["new", "new", "new", "accept", "clear"])
)
editing = st.tuples(st.just("edit"), places, places)
# A kill comes before one of the first changes on the disk; most runs are left alone.
moments = st.one_of(st.none(), st.none(), st.integers(0, 40))
running = st.tuples(st.just("run"), st.sampled_from(RUNS), moments)
steps = st.one_of(running, running, saving, saving, saving, writing, moving, deleting, editing)


@dataclass
class Site:
    """A site, and what must be found in it."""

    root: Path
    saved: set[str] = field(default_factory=set)
    """In the catalogs."""
    edited: dict[str, str] = field(default_factory=dict)
    """In the pages, until a catalog has it: each with the text whose place it took."""
    count: int = 0

    def text(self) -> str:
        """Return a text that is nowhere yet."""
        self.count += 1
        return f"Texto número{self.count}x guardado"


def catalog_paths(site: Site) -> list[Path]:
    return sorted((site.root / "locales/es").rglob("*.po"))


def pages(site: Site) -> list[Path]:
    return sorted((site.root / "content/es").rglob("*.md"))


def read(path: Path) -> Catalog:
    return parse_catalog(path.read_bytes(), path.name)


def words_of(site: Site) -> Iterator[str]:
    for path in catalog_paths(site):
        for entry in read(path).entries:
            yield entry.msgstr
            yield from entry.comments


def do_write(site: Site, name: str, key: str, chosen: list[str]) -> None:
    front = f"---\ntranslationKey: {key}-{name[-1]}\n---\n" if key else ""
    write(site.root, f"content/en/{name}.md", front + "\n\n".join([*chosen, ""]))


def do_move(site: Site, old: str, new: str) -> None:
    source, target = (site.root / f"content/en/{name}.md" for name in (old, new))
    if source.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def do_delete(site: Site, name: str) -> None:
    (site.root / f"content/en/{name}.md").unlink(missing_ok=True)


def do_save(site: Site, guide: int, place: int, what: str) -> None:
    """Work on one entry as a translator does in an editor."""
    paths = catalog_paths(site)
    path = paths[guide % len(paths)] if paths else None
    live = [entry for entry in read(path).entries if not entry.obsolete] if path else []
    if path is None or not live:
        return
    entry = live[place % len(live)]
    if what == "accept":
        new = entry._replace(flags=(), previous_msgid=None, previous_msgctxt=None)
    else:
        msgstr = site.text() if what == "new" else ""
        new = Entry(entry.msgid, msgstr, entry.msgctxt, entry.comments, entry.extracted)
        new = new._replace(references=entry.references)
        site.saved.discard(entry.msgstr)
        site.saved |= {msgstr} - {""}
    catalog = read(path)
    entries = tuple(new if each.identity == new.identity else each for each in catalog.entries)
    path.write_text(render_catalog(replace(catalog, entries=entries)), encoding="utf-8")


def do_edit(site: Site, page: int, place: int) -> None:
    """Write another text over one that merging has published."""
    found = pages(site)
    path = found[page % len(found)] if found else None
    text = path.read_text(encoding="utf-8") if path else ""
    shown = sorted(each for each in site.saved if each in text)
    if path and shown:
        old, new = shown[place % len(shown)], site.text()
        path.write_text(text.replace(old, new), encoding="utf-8")
        site.edited[new] = old


def do_run(site: Site, command: str, moment: int | None) -> None:
    child = os.fork()
    if child == 0:
        code = 3
        try:
            if moment is not None:
                dying_at(moment)()
            code = run(site.root, command, "-q").code
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert os.waitstatus_to_exitcode(status) in (0, 1, -signal.SIGKILL)
    assert moment is not None or status >= 0
    words = "\n".join(words_of(site))
    for new, old in list(site.edited.items()):
        if new in words:  # what was imported replaces what it was written over
            del site.edited[new]
            site.saved.discard(old)
            site.saved.add(new)


ACTIONS = {
    "write": do_write,
    "move": do_move,
    "delete": do_delete,
    "save": do_save,
    "edit": do_edit,
    "run": do_run,
}


def check(site: Site) -> None:
    words = "\n".join(words_of(site))
    assert not {text for text in site.saved if text not in words}
    shown = "\n".join(path.read_text(encoding="utf-8") for path in pages(site))
    assert not {text for text in site.edited if text not in shown}


def play(story: list[tuple]) -> Site:
    """Let a story happen on a new site, and look for what was lost after each step."""
    settings_ = SETTINGS.replace('["es", "pt"]', '["es"]').replace(
        "publish-at = 80", "publish-at = 0"
    )
    with tempfile.TemporaryDirectory() as folder:
        site = Site(build_site(Path(folder), {"a.md": "\n\n".join([*TEXTS[::2], ""])}, settings_))
        assert run(site.root, "extract", "-q").code == 0
        for place in range(3):
            do_save(site, 0, place, "new")
        for name, *arguments in story:
            ACTIONS[name](site, *arguments)
            check(site)
        assert run(site.root, "sync").code in (0, 1)
        check(site)
        assert not list(site.root.rglob("*.tmp"))
        return site


@given(st.lists(steps, max_size=12))
@settings(max_examples=25)
def test_nothing_is_lost(story: list[tuple]) -> None:
    play(story)


@pytest.mark.soak
@given(st.lists(steps, max_size=30))
@settings(max_examples=1500)
def test_nothing_is_lost_in_long_stories(story: list[tuple]) -> None:
    play(story)


def test_the_stories_do_what_they_say() -> None:
    """A test of the test: texts are saved, published, edited and found again."""
    story = [
        ("run", "sync", None),
        ("edit", 0, 0),
        ("write", "a", "", ["Home", "Pay 20 soles at the bank."]),
        ("run", "extract", None),
        ("move", "a", "b"),
        ("run", "sync", 3),
        ("run", "sync", None),
    ]
    site = play(story)
    assert (site.count, len(site.saved)) == (4, 3)


def test_an_imported_edit_is_a_saved_text() -> None:
    site = play(
        [("run", "sync", None), ("edit", 0, 0), ("run", "sync", 5), ("run", "import", None)]
    )
    assert (site.edited, len(site.saved)) == ({}, 3)
    assert "Texto número4x guardado" in site.saved
