"""Promise P7: the state saves time and changes nothing, and neither does the number of jobs."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sites import (
    SETTINGS,
    build_site,
    build_translated_site,
    run,
    snapshot,
    translate,
    write,
)
from tests.test_nothing_lost import Site, do_edit, do_save

NAMES = ("a", "b", "deep/c", "deep/d")
LINKED = (
    SETTINGS.replace('["es", "pt"]', '["es"]').replace("publish-at = 80", "publish-at = 50")
    + '\n[links]\nbase = "https://guides.example"\n'
)
TEXTS = (
    "Pay the fee at the bank.",
    "Pay the fees at the bank.",
    "[Papers of b](b.md)",
    "[Papers of a](a.md)",
    "See [the office](deep/c.md) and [this](b.md#papers).",
    "# Papers",
    "See [the old office](nowhere.md).",
    "Home",
)
_TIME = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^\n]*\n')


def do_write(site: Site, name: str, title: str, chosen: list[str]) -> None:
    front = f"---\ntitle: Papers of {title}\ntranslationKey: {name.replace('/', '-')}\n---\n\n"
    write(site.root, f"content/en/{name}.md", front + "\n\n".join([*chosen, ""]))


def do_amend(site: Site, name: str, text: str) -> None:
    """Change a text and nothing else, as nearly every edit does."""
    path = site.root / f"content/en/{name}.md"
    if path.exists():
        with path.open("a") as file:
            file.write(f"\n{text}\n")


def do_rename(site: Site, name: str, title: str) -> None:
    """Change the title of a guide, which others may show."""
    path = site.root / f"content/en/{name}.md"
    if path.exists():
        text = re.sub(r"title: Papers of \w+", f"title: Papers of {title}", path.read_text())
        path.write_text(text)


def do_delete(site: Site, name: str) -> None:
    (site.root / f"content/en/{name}.md").unlink(missing_ok=True)


def do_move(site: Site, old: str, new: str) -> None:
    """Move a guide; one that is there goes to where the other was."""
    source, target = (site.root / f"content/en/{name}.md" for name in (old, new))
    if source.exists() and source != target:
        target.parent.mkdir(parents=True, exist_ok=True)
        other = target.read_bytes() if target.exists() else None
        source.rename(target)
        if other is not None:
            source.write_bytes(other)


def do_drop(site: Site, page: int) -> None:
    """Take a page away, as somebody does who wants it made again."""
    found = sorted((site.root / "content/es").rglob("*.md"))
    if found:
        found[page % len(found)].unlink()


def do_lose(site: Site, place: int) -> None:
    """Lose one of the things that are remembered."""
    found = sorted((site.root / ".l10n").glob("*.sqlite"))
    if found:
        found[place % len(found)].unlink()


ACTIONS = {
    "lose": do_lose,
    "write": do_write,
    "amend": do_amend,
    "rename": do_rename,
    "delete": do_delete,
    "move": do_move,
    "save": do_save,
    "edit": do_edit,
    "drop": do_drop,
}

names = st.sampled_from(NAMES)
places = st.integers(0, 9)
steps = st.one_of(
    st.tuples(
        st.just("write"),
        names,
        st.sampled_from("abx"),
        st.lists(st.sampled_from(TEXTS), max_size=4, unique=True),
    ),
    st.tuples(
        st.just("save"),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(["new", "accept", ""]),
    ),
    st.tuples(st.just("amend"), names, st.sampled_from(TEXTS)),
    st.tuples(st.just("amend"), names, st.sampled_from(TEXTS)),
    st.tuples(st.just("rename"), names, st.sampled_from("abx")),
    st.tuples(st.just("delete"), names),
    st.tuples(st.just("move"), names, names),
    st.tuples(st.just("edit"), places, places),
    st.tuples(st.just("drop"), places),
    st.tuples(st.just("lose"), st.integers(0, 1)),
    st.tuples(st.just("run"), st.sampled_from(["extract", "merge", "sync", "sync", "coverage"])),
    st.tuples(
        st.just("run"), st.sampled_from(["extract", "sync", "coverage"]), st.just("--format=json")
    ),
    st.tuples(st.just("settle")),
    st.tuples(st.just("settle")),
)


def forget(root: Path) -> None:
    """Delete what may be deleted at any time."""
    for path in (root / ".l10n").glob("*.sqlite*"):
        path.unlink()


def files(root: Path) -> dict[str, bytes]:
    found = snapshot(root)
    return {path: _TIME.sub(b"", data) for path, data in found.items() if ".l10n" not in path}


def play(story: list[tuple]) -> None:
    """Let a story happen on two sites, one of which never remembers anything."""
    with tempfile.TemporaryDirectory() as folder:
        guides = {f"{name}.md": "\n\n".join([*TEXTS[n : n + 3], ""]) for n, name in enumerate("ab")}
        both = tuple(Site(build_site(Path(folder) / name, guides, LINKED)) for name in "12")
        ends = [("settle",), ("run", "sync"), ("run", "sync", "--format=json")]
        for name, *arguments in [("settle",), *story, *ends]:
            if name == "settle":
                for each in both:
                    for _ in range(3):
                        run(each.root, "sync")
                continue
            if name != "run":
                for site in both:
                    ACTIONS[name](site, *arguments)
                continue
            forget(both[1].root)
            one, two = (run(site.root, *arguments) for site in both)
            assert one == two
            assert files(both[0].root) == files(both[1].root)


@given(st.lists(steps, max_size=12))
@settings(max_examples=20, deadline=None)
def test_the_state_changes_no_output(story: list[tuple]) -> None:
    play(story)


def test_a_page_that_was_written_for_nothing_is_unchanged() -> None:
    """It links to one that its coverage would publish, and what is wrong with it does not."""
    story = [
        ("write", "b", "b", ["See [the old office](nowhere.md).", "[Papers of b](b.md)", "Home"]),
        ("settle",),
        ("save", 9, 4, "new"),
        ("save", 0, 0, "new"),
    ]
    play(story)


@pytest.mark.soak
@given(st.lists(steps, max_size=30))
@settings(max_examples=1000, deadline=None)
def test_the_state_changes_no_output_of_long_stories(story: list[tuple]) -> None:
    play(story)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_translated_site(tmp_path / "site")
    assert run(root, "sync", "-q").code == 0
    return root


@pytest.mark.parametrize("damage", ["text", "empty", "truncated", "folder", "foreign"])
def test_a_damaged_state_costs_time_only(site: Path, damage: str) -> None:
    before = files(site)
    for path in sorted((site / ".l10n").glob("*.sqlite")):
        data = path.read_bytes()
        path.unlink()
        match damage:
            case "text":
                path.write_text("not a database")
            case "empty":
                path.write_bytes(b"")
            case "truncated":
                path.write_bytes(data[: len(data) // 2])
            case "folder":
                path.mkdir()
            case _:
                with closing(sqlite3.connect(path)) as file:
                    file.executescript("create table files (path, size)")
    assert run(site, "sync", "-q").code == 0
    assert files(site) == before


def test_a_change_of_the_settings_is_seen(site: Path) -> None:
    write(
        site,
        "l10n.toml",
        (site / "l10n.toml").read_text().replace("publish-at = 80", "publish-at = 0"),
    )
    write(site, "content/en/new.md", "# New\n\nNothing is translated yet.\n")
    assert run(site, "sync", "-q").code == 0
    assert (site / "content/es/new.md").exists()


def test_a_file_changed_with_its_old_time_and_size_is_seen(site: Path) -> None:
    """A backup put back keeps both; the file's number or its change time does not."""
    path = site / "content/en/bus.md"
    before = path.stat()
    text = path.read_text()
    path.write_text(text.replace("station", "airport"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert run(site, "sync", "-q").code in (0, 1)
    assert "airport" in (site / "locales/es/bus.po").read_text()


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_jobs_change_no_output(tmp_path: Path, jobs: str) -> None:
    guides = {
        f"g{n}.md": f"---\ntitle: Guide {n}\n---\n\nSee [it](g{(n * 7) % 40}.md).\n\nPay {n} USD.\n"
        for n in range(40)
    }
    root = build_site(tmp_path / "many", guides, LINKED)
    expected = build_site(tmp_path / "one", guides, LINKED)
    for each, number in ((root, jobs), (expected, "1")):
        assert run(each, "extract", "-q", "--jobs", number).code == 0
        work = Site(each)
        for n in range(60):
            do_save(work, n % 40, n, "new")
    one, many = (
        run(each, "sync", "--format", "json", "--jobs", n)
        for each, n in ((expected, "1"), (root, jobs))
    )
    assert many == one
    assert files(root) == files(expected)
    both = ((root, jobs), (expected, "1"))
    shutil.rmtree(root / "content/es")
    shutil.rmtree(expected / "content/es")
    assert run(root, "merge", "--jobs", jobs) == run(expected, "merge", "--jobs", "1")
    assert files(root) == files(expected)
    checks = [run(each, "check", "--format", "json", "--jobs", n) for each, n in both]
    assert checks[0] == checks[1]


def test_a_page_is_published_once_no_other_is_in_its_way(tmp_path: Path) -> None:
    """Found by trying: the page in the way went in the run that another was kept for it."""
    guides = {
        f"{name}.md": f"---\ntranslationKey: {name}\n---\n\nText of {name}.\n" for name in "ab"
    }
    both = tuple(Site(build_site(tmp_path / name, guides)) for name in "12")
    for site in both:
        run(site.root, "extract", "-q")
        for name in "ab":
            translate(site.root, "es", name)
        run(site.root, "sync", "-q")
        do_move(site, "a", "c")
        do_move(site, "b", "a")
    for _ in range(4):
        forget(both[1].root)
        one, two = (run(site.root, "merge", "--format", "json") for site in both)
        assert one == two
        assert files(both[0].root) == files(both[1].root)
    assert (both[0].root / "content/es/a.md").read_text().startswith("---\ntranslationKey: b\n")


def test_a_title_that_shared_its_entry_is_looked_at_again(tmp_path: Path) -> None:
    """Found by trying: what the first run found hung on titles that it then took away."""
    fields = LINKED.replace('["title", "description"]', '["title", "description", "meta_title"]')
    front = "---\ntitle: {}\nmeta_title: Papers for everybody here\n---\n\nText.\n"
    link = "- [Papers for everybody here](b.md)\n"
    guides = {"a.md": link, "b.md": front.format("Papers for everybody here")}
    both = tuple(Site(build_site(tmp_path / name, guides, fields)) for name in "12")
    for site in both:
        assert run(site.root, "extract", "-q").code == 0
        for place in range(3):
            do_save(site, 1, place, "new")
        assert run(site.root, "sync", "-q").code == 0
        write(site.root, "content/en/b.md", front.format("Fresh title"))
    for _ in range(3):
        forget(both[1].root)
        one, two = (run(site.root, "extract", "--format", "json") for site in both)
        assert one == two
    assert files(both[0].root) == files(both[1].root)


def test_a_state_of_somebody_else_is_made_again(site: Path) -> None:
    before = files(site)
    with sqlite3.connect(site / ".l10n/state.sqlite") as connection:
        connection.execute("update results set data = 'x'")
        connection.execute("update files set facts = '[1]'")
    connection.close()
    assert run(site, "sync", "-q").code == 0
    assert files(site) == before
