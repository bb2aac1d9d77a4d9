"""What went wrong once: files removed twice, saves during a run, reading more than needed."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.sites import (
    BUS,
    GROUPED,
    GUIDES,
    SETTINGS,
    Run,
    build_translated_site,
    run,
    snapshot,
    stamps,
    translate,
    write,
)
from tests.stories import Step, any_settings, files, forget, is_old, losing, play

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    # The child runs no other thread's code, and ends without cleaning up.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

GUIDE = "content/en/peru/visa.md"
MARK = "Guardado entretanto"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_translated_site(tmp_path / "site")
    settle(root)
    return root


def settle(root: Path) -> None:
    """Sync until nothing is left to do, and all files are old enough to be believed."""
    for turn in range(200):
        run(root, "sync", "-q")
        if turn > 1 and is_old(root):
            return


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# What runs have made, and somebody removes.


@pytest.mark.parametrize("commands", ["sync", "sync -v", "extract;merge"])
@pytest.mark.parametrize(
    "gone",
    ["content/es", "content/es/bus.md", "locales/es/bus.po", "locales/es", "content/es locales/es"],
)
def test_what_is_removed_again_and_again_is_made_again(
    site: Path, gone: str, commands: str
) -> None:
    other = shutil.copytree(site, site.with_name("other"))
    for _ in range(3):
        for root in (site, other):
            for path in gone.split():
                remove(root / path)
        for each in commands.split(";"):
            forget(other)
            assert run(site, *each.split()) == run(other, *each.split())
        assert files(site) == files(other)
        assert (site / "locales/es/bus.po").exists()


def test_pages_that_are_no_part_of_a_clone_are_made_in_every_build(site: Path) -> None:
    """What is remembered is kept from one build to the next, and no localized page is."""
    before = files(site)
    for _ in range(3):
        remove(site / "content/es")
        remove(site / "content/pt")
        assert run(site, "sync", "-q") == Run(0, "", "")
        assert files(site) == before


@given(losing(rounds=3), any_settings)
@settings(max_examples=6)
def test_stories_in_which_what_runs_have_made_is_removed(
    story: list[Step], chosen: dict[str, Any]
) -> None:
    play(story, **chosen)


@pytest.mark.soak
@given(losing(rounds=10), any_settings)
@settings(max_examples=500)
def test_long_stories_in_which_what_runs_have_made_is_removed(
    story: list[Step], chosen: dict[str, Any]
) -> None:
    play(story, **chosen)


# What somebody saves while a run works.


def run_disturbed(
    root: Path, when: Callable[[str, tuple[Any, ...]], bool], save: Callable[[], None], *words: str
) -> tuple[Run, bool]:
    """Run in a child in which ``save`` happens once, just before what ``when`` waits for.

    Returns also whether it did. What Python announces of its files (sys.addaudithook) is what
    ``when`` is asked about.
    """
    result = root.with_name(f"{root.name}.result")
    child = os.fork()
    if child == 0:
        happened = False

        def on_event(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal happened
            if not happened and when(event, arguments):
                happened = True
                save()

        try:
            sys.addaudithook(on_event)
            done = run(root, *words, "--jobs=1")
            happened, told = True, happened
            result.write_bytes(pickle.dumps((done, told)))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    found: tuple[Run, bool] = pickle.loads(result.read_bytes())
    result.unlink()
    return found


def is_change(event: str, arguments: tuple[Any, ...]) -> bool:
    """Tell whether something is about to change on the disk."""
    if event == "open":
        return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR)) and isinstance(arguments[0], str)
    return event in ("os.rename", "os.remove")


def is_written_beside(target: Path) -> Callable[[str, tuple[Any, ...]], bool]:
    """Return what waits until something is written beside a file, which is to take its place."""

    def when(event: str, arguments: tuple[Any, ...]) -> bool:
        written = event == "open" and is_change(event, arguments)
        return written and Path(arguments[0]).absolute().parent == target.parent

    return when


def save_page(path: Path, *, same_size: bool = False) -> None:
    """Save a page as an editor does; where it was is where it is saved."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = text[: -len(MARK) - 1] if same_size else text
    path.write_text(f"{body}{MARK}\n", encoding="utf-8")


def save_catalog(path: Path, *, same_size: bool = False) -> None:
    """Save another translation of a sentence that stays as it is."""
    text = path.read_text(encoding="utf-8") if path.exists() else 'msgid "x"\nmsgstr "Tomé"\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    *_, old = re.findall(r'^msgstr "(.+)"$', text, re.MULTILINE)
    new = MARK[: len(old)].ljust(len(old), ".") if same_size else MARK
    path.write_text(text.replace(f'msgstr "{old}"', f'msgstr "{new}"'), encoding="utf-8")


@pytest.mark.parametrize("same_size", [False, True])
@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("sync", "content/es/peru/visa.md"),
        ("merge", "content/es/peru/visa.md"),
        ("sync", "locales/es/bus.po"),
        ("extract", "locales/es/bus.po"),
    ],
)
def test_what_is_saved_meanwhile_is_left_and_told(
    site: Path, command: str, path: str, same_size: bool
) -> None:
    for name in ("peru/visa.md", "peru/tax.md", "bus.md"):
        write(site, f"content/en/{name}", f"{GUIDES[name]}\nOne more thing to know.\n")
    if command == "merge":
        assert run(site, "extract", "-q").code == 0
    target = site / path
    save = save_page if path.endswith(".md") else save_catalog
    expected = shutil.copytree(site, site.with_name("expected"))
    assert run(expected, command, "-q").code == 0
    done, happened = run_disturbed(
        site, is_written_beside(target), lambda: save(target, same_size=same_size), command, "-q"
    )
    assert happened
    assert MARK[:6].encode() in target.read_bytes()
    assert done.code == 1
    assert f"{path}: error: changed meanwhile" in done.out
    assert "run again" in done.out
    assert portuguese(site) == portuguese(expected)  # the rest of the run was done
    settle(site)
    assert MARK[:6].encode() in target.read_bytes()
    before = stamps(site)
    assert "meanwhile" not in run(site, "sync").out
    assert stamps(site) == before


def portuguese(root: Path) -> dict[str, bytes]:
    found = files(root)
    return {path: found[path] for path in found if path.startswith(("content/pt", "locales/pt"))}


SAVED = (
    "content/es/bus.md",  # which is withdrawn
    "content/es/peru/tax.md",  # which is written
    "content/es/peru/visa.md",  # which moves
    "content/es/visas.md",  # where it moves to
    "locales/es/peru/tax.po",  # which is written
    "locales/es/old.po",  # which moves with its key
    "locales/es/new.po",  # where it moves to
)


@pytest.mark.parametrize("path", SAVED)
def test_what_is_saved_at_any_time_of_a_run_is_not_lost(tmp_path: Path, path: str) -> None:
    """Tried are the moments before changes in that folder, and a few others."""
    before = prepare_everything(tmp_path / "before")
    changes = list_changes(shutil.copytree(before, tmp_path / "counted"), path)
    near = {step for step, change in enumerate(changes) if change == ord("!")}
    assert near
    for step in sorted(near | {*random.Random(path).sample(range(len(changes)), 3)}):
        check_saved(before, tmp_path / "site", path, step)


@pytest.mark.soak
@pytest.mark.parametrize("path", SAVED)
def test_what_is_saved_at_every_time_of_a_run_is_not_lost(tmp_path: Path, path: str) -> None:
    before = prepare_everything(tmp_path / "before")
    changes = list_changes(shutil.copytree(before, tmp_path / "counted"), path)
    for step in range(len(changes)):
        check_saved(before, tmp_path / "site", path, step)


def test_what_is_saved_in_a_catalog_of_many_guides_is_not_lost(tmp_path: Path) -> None:
    before = build_translated_site(tmp_path / "before", settings=GROUPED)
    for name in ("peru/visa.md", "peru/tax.md", "bus.md"):
        write(before, f"content/en/{name}", f"{GUIDES[name]}\nOne more thing to know.\n")
    path = "locales/es.po"
    changes = list_changes(shutil.copytree(before, tmp_path / "counted"), path)
    near = {step for step, change in enumerate(changes) if change == ord("!")}
    assert near
    for step in sorted(near | {*random.Random(path).sample(range(len(changes)), 3)}):
        check_saved(before, tmp_path / "site", path, step)


def check_saved(before: Path, root: Path, path: str, step: int) -> None:
    shutil.copytree(before, root)
    done, happened = save_before_change(root, path, step)
    assert happened
    # A catalog of many guides is gathered at the end: the run stops.
    assert done.code in (0, 1) or done.err == f"l10n: {path}: changed meanwhile: run again\n"
    for _ in range(2):
        held = [each for each, data in snapshot(root).items() if MARK.encode() in data]
        assert held, f"{path} saved before change {step}: {done}"
        assert run(root, "sync", "-q").code in (0, 1)
    shutil.rmtree(root)


def save_before_change(root: Path, path: str, step: int) -> tuple[Run, bool]:
    """Sync, and save a file just before so many changes have been made on the disk."""
    target, left = root / path, step

    def is_step(event: str, arguments: tuple[Any, ...]) -> bool:
        nonlocal left
        left -= is_change(event, arguments) and not _replaces(event, arguments, target)
        return left < 0

    def save() -> None:
        (save_page if path.endswith(".md") else save_catalog)(target)

    return run_disturbed(root, is_step, save, "sync", "-q")


def list_changes(root: Path, path: str) -> bytes:
    """Return a byte for each change of a sync before which that file can be saved.

    Only a save at the very moment of a rename or a removal of that file cannot be seen.
    """
    listed = root.with_name("changes")
    listed.touch()
    log = os.open(listed, os.O_WRONLY | os.O_APPEND)

    def note(event: str, arguments: tuple[Any, ...]) -> bool:
        if is_change(event, arguments):
            is_near = Path(arguments[0]).absolute().parent == (root / path).parent
            mark = b"!" if is_near else b"."
            os.write(log, b"<" if _replaces(event, arguments, root / path) else mark)
        return False

    run_disturbed(root, note, lambda: None, "sync", "-q")
    os.close(log)
    # Near is also what comes last before that file is renamed over or removed.
    return re.sub(rb"[.!]<+", b"!", listed.read_bytes()).replace(b"<", b"")


def _replaces(event: str, arguments: tuple[Any, ...], target: Path) -> bool:
    place = {"os.rename": 1, "os.remove": 0}.get(event)
    return place is not None and Path(arguments[place]).absolute() == target


def prepare_everything(root: Path) -> Path:
    """Return a site on which a sync has to write, move, remove and withdraw."""
    old = "---\ntitle: Old\n---\n\nThe train leaves at noon, every single day of the year.\n"
    guides = {**GUIDES, "old.md": old}
    build_translated_site(root, guides=guides)
    settle(root)
    text = SETTINGS.replace("publish-at = 80", "publish-at = 80\nwithdraw-below = 50")
    write(root, "l10n.toml", text)
    (root / GUIDE).rename(root / "content/en/visas.md")
    (root / "content/en/old.md").rename(root / "content/en/new.md")
    write(root, "content/en/bus.md", BUS + "\nMore to be said. " * 30)
    tax = GUIDES["peru/tax.md"].replace("Taxes", "All taxes")
    write(root, "content/en/peru/tax.md", tax)
    return root


# A catalog that is refused.


@pytest.mark.parametrize("damage", ['msgid "torn\n', "\xff", "<<<<<<< ours\n"])
@pytest.mark.parametrize("command", ["merge", "sync", "merge -l es", "sync -l es"])
def test_a_refused_catalog_changes_no_page(tmp_path: Path, command: str, damage: str) -> None:
    guides = {
        "a.md": "---\ntitle: Fees\n---\n\nPay the fee.\n\n- [Papers](b.md)\n",
        "b.md": "---\ntitle: Papers\n---\n\nBring the papers.\n",
    }
    root = build_translated_site(tmp_path / "site", guides=guides)
    assert b"[P\xc3\xa1p\xc3\xa9rs](" in snapshot(root)["content/es/a.md"]
    path = root / "locales/es/b.po"
    path.write_bytes(path.read_bytes() + damage.encode("latin-1"))
    write(root, "content/en/c.md", "# Other\n\nA new guide.\n")
    before = snapshot(root)
    done = run(root, *command.split(), "-q")
    assert done.code == 1
    assert "locales/es/b.po:" in done.out
    after = snapshot(root)
    shown = {each for each in before if each.startswith("content/")}
    assert {each: after[each] for each in shown} == {each: before[each] for each in shown}


# How much is read again, by what is opened: no file of a guide that did not change.

MANY = 12


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A site of many guides, each of which links to another and shows the title of a third."""

    def guide(n: int) -> str:
        linked, shown = n * 7 % MANY, (n + 1) % MANY
        links = f"See [it](g{linked:02}.md).\n\n- [Guide number {shown}](g{shown:02}.md)"
        return f"---\ntitle: Guide number {n}\n---\n\n{links}\n\nPay at the bank.\n"

    guides = {f"g{n:02}.md": guide(n) for n in range(MANY)}
    root = build_translated_site(tmp_path / "many", guides=guides)
    settle(root)
    return root


def opened(root: Path, *words: str) -> set[str]:
    """Return the files of guides and catalogs that a run opens, by path."""
    listed = root.with_name("opened")
    listed.touch()
    log = os.open(listed, os.O_WRONLY | os.O_APPEND)

    def note(event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open" and isinstance(arguments[0], str):
            os.write(log, bytes(Path(arguments[0]).absolute()) + b"\n")
        return False

    done, _ = run_disturbed(root, note, lambda: None, *words)
    assert done.code in (0, 1)
    os.close(log)
    found = {os.path.relpath(each, root) for each in listed.read_text().splitlines()}
    listed.unlink()
    return {each for each in found if re.match(r"(content|locales)/.*\.(md|po)$", each)}


ASKED = (
    "sync",
    "sync -v",
    "sync --format=json",
    "sync -l es",
    "sync g03",
    "sync g03 g04",
    "extract",
    "extract -v",
    "extract --check",
    "extract -l es",
    "merge",
    "merge --check",
    "merge -l es -l pt",
    "coverage",
    "coverage -v --format=json",
    "coverage -l pt",
    "check",
    "check -l es",
    "check --format=sarif",
    "links",
    "links -l es",
    "keys",
    "import --dry-run",
    "import -l es --dry-run",
)


@pytest.mark.parametrize("asked", ASKED)
def test_after_one_edit_only_that_guide_is_read(many: Path, asked: str) -> None:
    for _ in range(2):  # what this command itself has to find out once
        run(many, *asked.split())
    path = many / "content/en/g03.md"
    path.write_text(path.read_text().replace("at the bank", "at any bank"))
    found = opened(many, *asked.split())
    assert "content/en/g03.md" in found
    assert not {each for each in found if "/g03." not in each}


@pytest.mark.parametrize("asked", ["sync", "sync -v", "merge", "merge -l es"])
def test_a_page_that_is_not_published_after_all_makes_no_other_again(
    many: Path, asked: str
) -> None:
    """Its catalog is complete, and no text of it may be shown: only links to it may change."""
    write(many, "content/en/new.md", "---\ntitle: New\n---\n\nRead this first.\n")
    path = many / "content/en/g03.md"
    path.write_text(f"{path.read_text()}\nThen read [the other](new.md).\n")
    settle(many)
    for text in ("Все слова здесь чужие", "И эти слова тоже"):
        translate(many, "es", "new", lambda msgid, text=text: text)
        found = opened(many, *asked.split())
        assert "locales/es/new.po" in found
        assert not {each for each in found if "/new." not in each and "/g03." not in each}
        assert not (many / "content/es/new.md").exists()
