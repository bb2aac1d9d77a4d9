"""The cache saves time and changes nothing, and neither does the number of jobs."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import l10n
from tests.sites import (
    SETTINGS,
    build_site,
    build_translated_site,
    run,
    run_process,
    translate,
    write,
)
from tests.stories import (
    PLAIN,
    TEXTS,
    Site,
    do_move,
    do_save,
    do_translate,
    files,
    forget,
    play,
    remembered,
    write_settings,
)

LINKED = (
    SETTINGS.replace('["es", "pt"]', '["es"]').replace("publish-at = 80", "publish-at = 50")
    + '\n[links]\nbase = "https://guides.example"\n'
)


def test_a_page_that_was_written_for_nothing_is_unchanged() -> None:
    """It links to one that its coverage would publish, and what is wrong with it does not."""

    def start(root: Path, **changes: object) -> Site:
        site = Site(root, {**PLAIN, **changes})
        write_settings(site)
        for number, name in enumerate("ab"):
            text = "\n\n".join([*TEXTS[number : number + 3], ""])
            write(root, f"content/en/{name}.md", text)
        return site

    texts = ["See [the old office](nowhere.md).", "[Papers of b](b.md)", "Home"]
    story = [
        ("write", "b", "b", "b", texts),
        ("settle",),
        ("save", "es", 9, 4, "new"),
        ("save", "es", 0, 0, "new"),
    ]
    play(story, start, languages=["es"])


def test_a_page_that_is_ours_at_another_share_is_ours_at_any() -> None:
    """Only the record changes by it: neither the page nor what it shows."""

    def start(root: Path, **changes: object) -> Site:
        site = Site(root, {**PLAIN, **changes})
        write_settings(site)
        write(root, "content/en/a.md", "# Papers\n\nPay the fee at the bank.\n")
        return site

    story = [
        ("run", "extract"),
        ("copy", "es", "a"),
        ("run", "merge", "-v"),
        ("run", "merge --publish-at=0", "-v"),
        ("run", "merge", "-v"),
        ("run", "sync", "-v"),
    ]
    play(story, start, languages=["es"])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_translated_site(tmp_path / "site")
    assert run(root, "sync", "-q").code == 0
    return root


@pytest.mark.parametrize("damage", ["text", "empty", "truncated", "folder", "foreign"])
def test_a_damaged_state_costs_time_only(site: Path, damage: str) -> None:
    before = files(site)
    for path in remembered(site):
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


def test_another_version_of_the_code_is_seen(site: Path, tmp_path: Path) -> None:
    """Its files may be as old as those of the last one: builds that can be repeated date all so."""
    code = shutil.copytree(Path(l10n.__file__).parent, tmp_path / "code/l10n")
    write(site, "content/en/new.md", "# New\n\nNothing is translated yet.\n")
    for words in ("of its words are translated", "of the words are translated so far"):
        path = code / "run/decide.py"
        path.write_text(path.read_text().replace("of its words are translated", words))
        for each in code.rglob("*.py"):
            os.utime(each, (0, 0))
        for _ in range(2):
            done = run_process(site, "sync", "-v", PYTHONPATH=str(code.parent))
            assert f"0 % {words}" in done.out


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


@pytest.mark.parametrize("jobs", ["5", *(pytest.param(n, marks=pytest.mark.soak) for n in "12")])
def test_jobs_change_no_output(tmp_path: Path, jobs: str) -> None:
    guides = {
        f"g{n}.md": f"---\ntitle: Guide {n}\n---\n\nSee [it](g{(n * 7) % 40}.md).\n\nPay {n} USD.\n"
        for n in range(40)
    }
    root = build_site(tmp_path / "many", guides, LINKED)
    expected = build_site(tmp_path / "one", guides, LINKED)
    for each, number in ((root, jobs), (expected, "1")):
        assert run(each, "extract", "-q", "--jobs", number).code == 0
        work = Site(each, {})
        for n in range(60):
            do_save(work, "es", n % 40, n, "new")
        for n in range(0, 40, 3):
            do_translate(work, "es", n)
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
    for each in (root, expected):  # pages that people wrote, and offers from the memory
        (each / "locales/published.txt").unlink()
        for path in (each / "content/es").rglob("g1*.md"):
            path.write_text(path.read_text().replace("Pay", "Pague ya"))
    taken = [run(each, "import", "--format", "json", "--jobs", n) for each, n in both]
    assert taken[0] == taken[1]
    assert '"changes"' in taken[0].out
    assert files(root) == files(expected)
    synced = [run(each, "sync", "--format", "json", "--jobs", n) for each, n in both]
    assert synced[0] == synced[1]
    assert files(root) == files(expected)


def test_a_page_is_published_once_no_other_is_in_its_way(tmp_path: Path) -> None:
    """Found by trying: the page in the way went in the run that another was kept for it."""
    guides = {
        f"{name}.md": f"---\ntranslationKey: {name}\n---\n\nText of {name}.\n" for name in "ab"
    }
    both = tuple(Site(build_site(tmp_path / name, guides), {}) for name in "12")
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
    both = tuple(Site(build_site(tmp_path / name, guides, fields), {}) for name in "12")
    for site in both:
        assert run(site.root, "extract", "-q").code == 0
        for place in range(3):
            do_save(site, "es", 1, place, "new")
        assert run(site.root, "sync", "-q").code == 0
        write(site.root, "content/en/b.md", front.format("Fresh title"))
    for _ in range(3):
        forget(both[1].root)
        one, two = (run(site.root, "extract", "--format", "json") for site in both)
        assert one == two
    assert files(both[0].root) == files(both[1].root)
