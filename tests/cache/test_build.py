"""A small builder on a cache: whatever happens to its files, it makes what one without makes."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from l10n.cache.actions import Made, drop, find_stale, gather, mark, observe, recall, record
from l10n.cache.index import Index, note, note_gone, note_moved, read_index, written_state
from l10n.cache.store import Store, open_store, save_store
from l10n.disk.look import is_racy, look_at

FILES: Final = ("a", "b", "c", "d")
TEXTS: Final = ("1", "2", "12", "see a", "see b", "see c", "SEE b", "see a 1", "loud", "LOUD", "")
MOODS: Final = ("good", "bad")
DAMAGES: Final = ("cut", "flip", "empty", "add", "folder", "none")

Outcomes = dict[tuple[str, str], Any]


def read(root: Path, key: str) -> str | None:
    path = root / key
    return path.read_text() if path.exists() else None


def seen_from(text: str | None) -> str:
    """Return the file that a text speaks of; a missing one may be spoken of as well."""
    words = (text or "").lower().split()
    return words[1] if words[:1] == ["see"] else ""


def page_of(root: Path, key: str, moods: Mapping[str, str]) -> list[str | None]:
    text = read(root, key)
    return [text, read(root, seen_from(text)) if seen_from(text) else None, moods.get(key)]


def size_of(page: list[str | None]) -> int:
    return len("".join(each or "" for each in page)) % 2


def make_all(root: Path, moods: Mapping[str, str], keys: Iterable[str]) -> Outcomes:
    """Return what there is to be made, made without any cache: files are in small letters."""
    for key in keys:
        if text := read(root, key):
            (root / key).write_text(text.lower())
    outcomes: Outcomes = {}
    for key in keys:
        page = page_of(root, key, moods)
        outcomes["raw", key] = page[0] or ""
        outcomes |= {("text", key): [page[0]], ("page", key): page, ("size", key): size_of(page)}
    if set(keys) == {*FILES}:
        outcomes["total", "all"] = sum(outcomes["size", key] for key in FILES)
    return outcomes


class Run:
    """One run of the builder."""

    def __init__(self, root: Path, version: str = "1") -> None:
        self.root = root
        self.store: Store = open_store(root / ".cache/kept", version)
        found = {key: look_at(str(root / key)) for key in FILES if (root / key).exists()}
        self.index: Index = read_index(self.store, root, found)
        mark(self.store, self.index.changed)
        self.made: list[tuple[str, str]] = []

    def build(self, moods: Mapping[str, str], keys: Iterable[str]) -> Outcomes:
        observe(self.store, "mood", moods)
        keys = sorted(keys)
        self.make_raw(keys)
        # An action is made when what it depends on is fresh: so these come first.
        self.make_texts(keys)
        texts = {key: read(self.root, key) for key in keys}
        self.make_texts(sorted({seen_from(each) for each in texts.values()} & {*FILES}))
        self.make_raw(keys)  # of what was written just now
        stale = find_stale(self.store, "page", keys)
        near = {key: (f"text:{key}", f"text:{seen_from(texts[key])}") for key in stale}
        gather(self.store, "near", near)
        self.record("page", {key: page_of(self.root, key, moods) for key in stale}, "near", "mood")
        pages = recall(self.store, "page", list)
        stale = find_stale(self.store, "size", keys)
        self.record("size", {key: size_of(pages[key]) for key in stale}, "page")
        if set(keys) == {*FILES} and find_stale(self.store, "total", ["all"]):
            sizes = recall(self.store, "size", int)
            self.made.append(("total", "all"))
            inputs = [f"size:{key}" for key in FILES]
            record(self.store, "total", [Made("all", inputs, sum(sizes.values()))])
        return {
            (step, key): outcome
            for step in ("raw", "text", "page", "size", "total")
            for key, outcome in recall(self.store, step, lambda each: each).items()
            if key in {*keys, "all"} and (step != "total" or set(keys) == {*FILES})
        }

    def make_raw(self, keys: list[str]) -> None:
        stale = find_stale(self.store, "raw", keys)
        raw = {key: read(self.root, key) or "" for key in stale}
        record(self.store, "raw", [Made(key, (key,), each) for key, each in raw.items()])

    def make_texts(self, keys: list[str]) -> None:
        """Write files in small letters: they depend on themselves."""
        made = []
        for key in find_stale(self.store, "text", keys):
            text = read(self.root, key)
            wrote = ()
            if text is not None and text != text.lower():
                wrote = (key,)
                data = text.lower().encode()
                (self.root / key).write_bytes(data)
                state = written_state(data, look_at(str(self.root / key)))
                note(self.store, self.index, {key: state})
            made.append(Made(key, (key,), [text and text.lower()], wrote))
            self.made.append(("text", key))
        record(self.store, "text", made)

    def record(self, step: str, outcomes: Mapping[str, Any], *kinds: str) -> None:
        self.made += [(step, key) for key in outcomes]
        record(
            self.store,
            step,
            [
                Made(key, [f"{kind}:{key}" for kind in kinds], outcome)
                for key, outcome in outcomes.items()
            ],
        )


names = st.sampled_from(FILES)
some = st.sets(names, min_size=1)


class Builder(RuleBasedStateMachine):
    """Edits in any order, and runs in between that make all or some."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "site"
        self.moods: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(
        found=st.fixed_dictionaries({}, optional=dict.fromkeys(FILES, st.sampled_from(TEXTS)))
    )
    def begin(self, found: dict[str, str]) -> None:
        (self.root / ".cache").mkdir(parents=True)
        for key, text in found.items():
            (self.root / key).write_text(text)

    @rule(key=names, text=st.sampled_from(TEXTS))
    def write(self, key: str, text: str) -> None:
        (self.root / key).write_text(text)

    @rule(key=names, text=st.sampled_from(TEXTS))
    def replace(self, key: str, text: str) -> None:
        (self.folder / "new").write_text(text)
        (self.folder / "new").replace(self.root / key)

    @rule(key=names)
    def write_as_large_and_as_old(self, key: str) -> None:
        if (path := self.root / key).exists():
            before = path.stat()
            path.write_text(path.read_text().translate(str.maketrans("12bc", "21cb")))
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(key=names)
    def remove(self, key: str) -> None:
        (self.root / key).unlink(missing_ok=True)

    @rule(old=names, new=names)
    def move(self, old: str, new: str) -> None:
        if (self.root / old).exists():
            (self.root / old).replace(self.root / new)

    @rule(key=names)
    def touch(self, key: str) -> None:
        if (self.root / key).exists():
            (self.root / key).touch()

    @rule(key=names, mood=st.sampled_from(MOODS))
    def feel(self, key: str, mood: str) -> None:
        self.moods[key] = mood

    @rule(key=names)
    def feel_nothing(self, key: str) -> None:
        self.moods.pop(key, None)

    @rule()
    def grow_old(self) -> None:
        """Let the times of all files be worth something."""
        for key in FILES:
            while (looks := look_at(str(self.root / key)))[0] >= 0:
                if not is_racy(looks, time.time_ns()):
                    break

    @rule(keys=some, version=st.sampled_from(["1", "1", "1", "2"]))
    def run_on_some(self, keys: set[str], version: str) -> None:
        self.run(Run(self.root, version), keys)

    @rule(saved=st.booleans())
    def run_on_all(self, saved: bool) -> None:
        self.run(Run(self.root), {*FILES}, saved=saved)
        if saved:
            again = Run(self.root)
            again.build(self.moods, FILES)
            assert again.made == []

    @rule(old=names, new=names)
    def move_in_a_run(self, old: str, new: str) -> None:
        run = Run(self.root)
        if old in run.index.files and new not in run.index.files:
            (self.root / old).rename(self.root / new)
            note_moved(run.store, run.index, {old: new})
            mark(run.store, [old, new])
            self.run(run, {*FILES})

    @rule(key=names)
    def remove_in_a_run(self, key: str) -> None:
        run = Run(self.root)
        (self.root / key).unlink(missing_ok=True)
        note_gone(run.store, run.index, [key])
        mark(run.store, [key])
        self.run(run, {*FILES})

    @rule(saved=st.booleans(), keys=some)
    def run_while_another_does(self, saved: bool, keys: set[str]) -> None:
        slow = Run(self.root)
        self.run(Run(self.root), {*FILES}, saved=saved)
        self.run(slow, keys)

    @rule(keys=some)
    def forget_some(self, keys: set[str]) -> None:
        run = Run(self.root)
        for step in ("text", "page", "size"):
            drop(run.store, step, {*FILES} - keys)
        assert save_store(run.store) == ""

    @rule(
        at=st.floats(0, 1), how=st.sampled_from(["cut", "flip", "empty", "add", "folder", "none"])
    )
    def damage(self, at: float, how: str) -> None:
        path = self.root / ".cache/kept"
        data = bytearray(path.read_bytes() if path.is_file() else b"")
        if not data:
            return
        place = min(int(at * len(data)), len(data) - 1)
        path.unlink()
        match how:
            case "cut":
                path.write_bytes(data[:place])
            case "flip":
                data[place] ^= 1
                path.write_bytes(data)
            case "add":
                path.write_bytes(data + b"\0")
            case "empty":
                path.write_bytes(b"")
            case "folder":
                path.mkdir()
                self.run(Run(self.root), {*FILES}, saved=False)
                path.rmdir()

    def run(self, run: Run, keys: set[str], *, saved: bool = True) -> None:
        """Let a run make some; all that comes of it is what comes of one without a cache."""
        other = self.folder / "other"
        shutil.copytree(self.root, other)
        found = run.build(self.moods, keys)
        if saved:
            assert save_store(run.store) == ""
        seen = {seen_from(read(self.root, key)) for key in keys} & {*FILES}
        make_all(other, self.moods, keys | seen)
        assert found == make_all(other, self.moods, keys)
        assert [read(self.root, key) for key in FILES] == [read(other, key) for key in FILES]
        assert len(run.made) == len({*run.made})
        shutil.rmtree(other)


TestBuilder = Builder.TestCase
TestBuilder.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
