"""Killed at any moment of a sync, every file is the old or the new one; nothing is left over."""

from __future__ import annotations

import os
import random
import re
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from l10n.config.settings import read_config
from l10n.disk.digests import digest
from l10n.site.record import read_record
from tests.sites import (
    BUS,
    GROUPED,
    SETTINGS,
    VISA,
    build_translated_site,
    run,
    snapshot,
    translate,
    write,
)

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    # The child runs no other thread's code, and ends without cleaning up.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

WITHDRAW = "withdraw-below = 50"
RECORD = "locales/published.txt"
WRITING = frozenset(["open", "os.rename", "os.remove", "os.mkdir", "os.chmod"])
"""What Python announces (sys.addaudithook) before it changes something on the disk."""

MANY_IN_ONE = f'{GROUPED}\n[[data]]\nsource = "words.yml"\npart = "{{lang}}"\n'
"""With catalogs of many guides, and a file that holds words of all languages."""
WORDS = "en:\n  home: Home\n  menu:\n    - name: Papers\n      url: /papers/\npt:\n  own: 1\n"

FEW, MANY = 8, 200
SEED = 20_260_101


@pytest.fixture(scope="module", params=[SETTINGS, MANY_IN_ONE], ids=["own", "grouped"])
def before(request, tmp_path_factory):
    """Return a site on which a sync has everything to do: add, change, move and withdraw."""
    guides = {f"place/{number}.md": _guide(number) for number in range(6)}
    guides |= {"peru/visa.md": VISA, "bus.md": BUS}
    settings = request.param
    root = tmp_path_factory.mktemp("before") / "site"
    root.mkdir()
    write(root, "words.yml", WORDS)
    build_translated_site(root, guides=guides, settings=settings)
    write(root, "words.yml", (root / "words.yml").read_text().replace(": Home", ": Our home"))
    write(root, "l10n.toml", settings.replace("publish-at = 80", f"publish-at = 80\n{WITHDRAW}"))
    (root / "content/en/peru/visa.md").rename(root / "content/en/visas.md")  # moves its pages
    write(root, "content/en/bus.md", BUS + "\nMore to be said. " * 30)  # withdraws its pages
    for number in range(3):
        write(
            root, f"content/en/place/{number}.md", _guide(number).replace("a walk", "a long walk")
        )
    write(root, "content/en/new.md", "# A new guide\n\nNothing of it is translated.\n")
    translate(root, "es", "place-4", lambda msgid: msgid.upper())
    translate(root, "pt", "place-5", lambda msgid: msgid.upper())
    if settings == MANY_IN_ONE:
        for language in ("es", "pt"):
            translate(root, language, "words.yml", lambda msgid: msgid.upper())
    return root


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    """Return the same site, synced without being disturbed."""
    root = tmp_path_factory.mktemp("after") / "site"
    shutil.copytree(before, root)
    assert run(root, "sync", "-q").code == 0
    return root


def test_the_sync_has_something_of_everything_to_do(before, after):
    old, new = snapshot(before), snapshot(after)
    assert "content/es/visas.md" in new.keys() - old.keys()
    assert {"content/es/peru/visa.md", "content/pt/bus.md"} <= old.keys() - new.keys()
    is_grouped = "locales/es.po" in new
    assert is_grouped or "locales/es/new.po" in new.keys() - old.keys()
    changed = sum(old[path] != new[path] for path in old.keys() & new.keys())
    assert changed >= (7 if is_grouped else 10)


def test_a_kill_at_the_first_change_of_the_first_run(before, after, tmp_path):
    for step in range(8):
        root = shutil.copytree(before, tmp_path / str(step))
        shutil.rmtree(root / ".l10n")
        assert _sync_in_child(root, _dying_at(step)) == signal.SIGKILL
        assert run(root, "sync", "-q").code == 0
        assert not list(root.rglob("*.tmp"))


def test_a_kill_between_any_two_changes_on_the_disk(before, after, tmp_path):
    steps = _count_changes(before, tmp_path)
    assert steps > 50
    chosen = sorted(random.Random(SEED).sample(range(steps), FEW))
    for step in chosen:
        _check_killed(before, after, tmp_path / str(step), _dying_at(step))


@pytest.mark.soak
def test_a_kill_between_every_two_changes_on_the_disk(before, after, tmp_path):
    for step in range(_count_changes(before, tmp_path)):
        _check_killed(before, after, tmp_path / str(step), _dying_at(step))


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
def test_a_kill_at_any_time(before, after, tmp_path, count):
    duration = min(_duration(before, tmp_path / f"whole{number}") for number in range(3))
    moments = random.Random(SEED)
    killed = tries = 0
    while killed < count and tries < 10 * count:  # on a busy machine a run may end too soon
        root = tmp_path / str(tries)
        killed += _check_killed(before, after, root, moment=moments.uniform(0, duration))
        tries += 1
    assert killed == count


def _duration(before, root) -> float:
    """Return how many seconds an undisturbed sync takes."""
    shutil.copytree(before, root)
    started = time.monotonic()
    assert _sync_in_child(root) == 0
    return time.monotonic() - started


def _check_killed(before, after, root, prepare=lambda: None, moment=None) -> bool:
    """Kill a sync, look at what it left, let the next one end the work; tell if it was killed."""
    shutil.copytree(before, root)
    status = _sync_in_child(root, prepare, moment)
    assert status in (0, signal.SIGKILL)
    _check_left(snapshot(before), snapshot(after), root)
    synced = run(root, "sync")
    assert synced.code == 0, synced
    assert "kept" not in synced.out
    assert _undated(snapshot(root)) == _undated(snapshot(after))
    shutil.rmtree(root)
    return status != 0


def _check_left(old, new, root) -> None:
    left = {path: data for path, data in snapshot(root).items() if not path.endswith(".tmp")}
    pages = {path for path in left if path.startswith(("content/es/", "content/pt/"))}
    for path, data in _undated(left).items():
        if path == "words.yml":
            _check_words(data, old[path], new[path])
        elif path != RECORD:
            choices = [_undated(old).get(path), _undated(new).get(path)]
            # A page that moves is the old one at its new place for a moment.
            choices.append(old.get(path.replace("visas.md", "peru/visa.md")))
            assert data in choices, path
    for path in old.keys() & new.keys():
        assert path in left, f"{path} is gone"
    known = {
        each
        for page in read_record(read_config(root / "l10n.toml")).values()
        for each in page.digests
    }
    for path in pages:
        assert digest(left[path]) in known, f"{path} looks edited by hand"


def _check_words(left: bytes, old: bytes, new: bytes) -> None:
    """Check that what a file has of each language is the old or the new one."""
    found, before, after = (yaml.safe_load(each) for each in (left, old, new))
    assert found.keys() <= before.keys() | after.keys()
    for language, words in found.items():
        assert words in (before.get(language), after.get(language))


def _sync_in_child(root, prepare: Callable[[], None] = lambda: None, moment=None) -> int:
    """Sync in a child, killed after ``moment`` seconds; return 0 or the signal that ended it."""
    alive, inherited = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            prepare()
            code = run(root, "sync", "-q").code
        finally:
            os._exit(code)
    os.close(inherited)
    if moment is not None and not select.select([alive], [], [], moment)[0]:
        os.kill(child, signal.SIGKILL)
    os.close(alive)
    return os.waitpid(child, 0)[1]


def _dying_at(step: int) -> Callable[[], None]:
    """Return what makes this process kill itself before its change number ``step``."""

    def prepare() -> None:
        left = step

        def on_event(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if _changes_disk(event, arguments):
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(on_event)

    return prepare


def _count_changes(before, tmp_path) -> int:
    """Return how many changes an undisturbed sync makes on the disk."""
    root = shutil.copytree(before, tmp_path / "counted")
    counted, counting = os.pipe()

    def prepare() -> None:
        def on_event(event: str, arguments: tuple[Any, ...]) -> None:
            if _changes_disk(event, arguments):
                os.write(counting, b".")

        sys.addaudithook(on_event)

    assert _sync_in_child(root, prepare) == 0
    os.close(counting)
    with os.fdopen(counted, "rb") as pipe:
        return len(pipe.read())


def _changes_disk(event: str, arguments: tuple[Any, ...]) -> bool:
    return event in WRITING and (event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR)))


def _undated(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files without the minute of a catalog's birth."""
    return {path: re.sub(rb"PO-Revision-Date: [^\\]*", b"", data) for path, data in files.items()}


def _guide(number: int) -> str:
    front = f"---\ntitle: Place {number}\ntranslationKey: place-{number}\n---\n"
    return f"{front}\nIt is a walk of {number} hours.\n\nTake water.\n"
