"""Actions: exactly what depends on a change is stale, and nothing that came out as it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from l10n.cache.actions import Made, drop, find_stale, gather, mark, observe, put, recall, record
from l10n.cache.store import Store, memory_store, open_store, save_store


@pytest.fixture
def store() -> Store:
    return memory_store()


def make(store: Store, step: str, key: str, *inputs: str, outcome: Any = 1) -> frozenset[str]:
    return record(store, step, [Made(key, inputs, outcome)])


def stale(store: Store, *names: str) -> set[str]:
    """Return which of these actions are stale."""
    parts = [name.split(":") for name in names]
    return {f"{step}:{key}" for step, key in parts if find_stale(store, step, [key])}


# What is stale.


def test_what_was_never_made_is_stale_and_what_was_made_is_not(store: Store) -> None:
    assert find_stale(store, "one", ["b", "a", "c"]) == ["b", "a", "c"]
    assert make(store, "one", "a") == {"a"}
    assert find_stale(store, "one", ["b", "a", "c"]) == ["b", "c"]
    assert find_stale(store, "two", ["a"]) == ["a"]
    assert make(store, "one", "a") == set()
    assert make(store, "one", "a", outcome=2) == {"a"}


def test_what_is_missing_is_an_input_as_well(store: Store) -> None:
    make(store, "one", "a", "not/there.txt")
    mark(store, ["somewhere/else.txt"])
    assert stale(store, "one:a") == set()
    mark(store, ["not/there.txt"])
    assert stale(store, "one:a") == {"one:a"}


def test_only_the_inputs_of_the_last_time_count(store: Store) -> None:
    make(store, "one", "a", "x", "y")
    make(store, "one", "a", "y", "z")
    mark(store, ["x"])
    assert stale(store, "one:a") == set()
    mark(store, ["z"])
    assert stale(store, "one:a") == {"one:a"}


def test_staleness_lasts_until_the_action_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    store = open_store(path, "1")
    for key in "ab":
        make(store, "one", key, "x")
    mark(store, ["x"])
    make(store, "one", "a", "x")
    assert save_store(store) == ""
    store = open_store(path, "1")
    assert find_stale(store, "one", "ab") == ["b"]
    make(store, "one", "b", "x")
    assert find_stale(store, "one", "ab") == []


# Early cutoff: how many are made again.


def chain(store: Store, outcomes: Mapping[str, Any]) -> list[str]:
    """Make what is stale of a chain of three; return what was made."""
    made = []
    for name, source in (("one:a", "x"), ("two:a", "one:a"), ("three:a", "two:a")):
        if stale(store, name):
            make(store, *name.split(":"), source, outcome=outcomes[name])
            made.append(name)
    return made


def test_what_comes_out_as_it_was_makes_nothing_else_stale(store: Store) -> None:
    first = {"one:a": 1, "two:a": 1, "three:a": 1}
    assert chain(store, first) == ["one:a", "two:a", "three:a"]
    assert chain(store, first) == []
    mark(store, ["x"])
    assert stale(store, *first) == {"one:a"}
    assert chain(store, first) == ["one:a"]
    mark(store, ["x"])
    assert chain(store, first | {"one:a": 2}) == ["one:a", "two:a"]
    mark(store, ["x"])
    assert chain(store, {"one:a": 3, "two:a": 2, "three:a": 2}) == ["one:a", "two:a", "three:a"]
    assert chain(store, first) == []


def test_one_change_makes_stale_what_depends_on_it_and_no_other(store: Store) -> None:
    keys = [f"{number}" for number in range(100)]
    record(store, "one", [Made(key, (f"file{key}", "all"), 1) for key in keys])
    mark(store, ["file7", "file8", "file100"])
    assert find_stale(store, "one", keys) == ["7", "8"]
    mark(store, ["all"])
    assert find_stale(store, "one", keys) == keys


@pytest.mark.parametrize("outcome", [1, "", "á\u2028\0", [1, "b", None], {"a": [True]}, False, 0.5])
def test_an_outcome_comes_back(store: Store, outcome: Any) -> None:
    make(store, "one", "a", outcome=outcome)
    assert recall(store, "one", lambda each: each) == {"a": outcome}
    assert make(store, "one", "a", outcome=outcome) == set()


# Facts.


def test_only_facts_that_changed_make_stale(store: Store) -> None:
    assert observe(store, "fact", {"x": "1", "y": "1"}) == {"x", "y"}
    for key in "xyz":
        make(store, "one", key, f"fact:{key}")
    assert observe(store, "fact", {"x": "1", "y": "1"}) == set()
    assert observe(store, "fact", {"x": "1", "y": "2"}) == {"y"}
    assert find_stale(store, "one", "xyz") == ["y"]
    assert observe(store, "other", {"x": "2"}) == {"x"}
    assert find_stale(store, "one", "xyz") == ["y"]
    assert observe(store, "fact", {"y": "2", "z": "1"}) == {"x", "z"}
    assert find_stale(store, "one", "xyz") == ["x", "y", "z"]


def test_facts_of_some_names_leave_the_others_alone(store: Store) -> None:
    observe(store, "fact", {"x": "1", "y": "1", "z": "1"})
    assert observe(store, "fact", {"x": "2"}, ["x", "y", "never"]) == {"x", "y"}
    assert observe(store, "fact", {"x": "2", "z": "1"}) == set()


def test_facts_that_are_put_make_nothing_stale(store: Store) -> None:
    observe(store, "fact", {"x": "1", "y": "1"})
    for key in "xy":
        make(store, "one", key, f"fact:{key}")
    put(store, "fact", {"x": "2", "y": None})
    assert find_stale(store, "one", "xy") == []
    assert observe(store, "fact", {"x": "2"}) == set()
    assert observe(store, "fact", {"x": "2", "y": "1"}) == {"y"}
    assert find_stale(store, "one", "xy") == ["y"]


# Groups.


def test_a_group_changes_when_one_of_its_inputs_does(store: Store) -> None:
    gather(store, "group", {"a": ["x", "y"], "b": ["y", "z"]})
    gather(store, "all", {"": ["group:a", "group:b"]})
    made = ("one:a", "one:b", "one:all")
    for name, group in zip(made, ("group:a", "group:b", "all:"), strict=True):
        make(store, *name.split(":"), group)
    assert stale(store, *made) == set()
    mark(store, ["x"])
    assert stale(store, *made) == {"one:a", "one:all"}
    mark(store, ["y"])
    assert stale(store, *made) == {*made}
    gather(store, "group", {"a": ["x"]})
    assert stale(store, *made) == {*made}
    for name, group in zip(made, ("group:a", "group:b", "all:"), strict=True):
        make(store, *name.split(":"), group)
    gather(store, "group", {"a": ["x"]})
    assert stale(store, *made) == set()
    mark(store, ["group:b"])
    assert stale(store, *made) == {"one:b", "one:all"}


def test_a_group_does_not_cut_off(store: Store) -> None:
    gather(store, "group", {"a": ["x"]})
    for _ in range(3):
        make(store, "one", "a", "group:a")
        mark(store, ["x"])
        assert stale(store, "one:a") == {"one:a"}


def test_of_a_group_only_those_are_stale_that_a_change_concerns(store: Store) -> None:
    gather(store, "around", {"a": ["x"]})
    gather(store, "all", {"": ["around:a"]})
    made = ("page:es/a", "page:pt/a", "page:pt/b", "sum:", "one:a")
    inputs = ("around:a", "around:a", "x", "all:", "x")
    for name, depends_on in zip(made, inputs, strict=True):
        make(store, *name.split(":"), depends_on)
    mark(store, ["x"], concerned={"around": "es/"})
    assert stale(store, *made) == {"page:es/a", "page:pt/b", "one:a"}
    mark(store, ["x"])
    assert stale(store, *made) == {*made}


# An action that writes its own input.


def test_an_action_that_wrote_its_input_is_fresh_and_others_are_not(store: Store) -> None:
    make(store, "one", "other", "x")
    make(store, "two", "last", "one:other")
    gather(store, "group", {"g": ["x"]})
    make(store, "one", "grouped", "group:g")
    record(store, "one", [Made("a", ("x", "y"), 1, wrote=("x",))])
    assert stale(store, "one:a", "one:other", "one:grouped", "two:last") == {
        "one:other",
        "one:grouped",
    }
    mark(store, ["x"])
    assert stale(store, "one:a") == {"one:a"}


def test_others_made_at_the_same_time_may_not_have_seen_what_was_written(store: Store) -> None:
    record(store, "one", [Made("a", ("x",), 1, wrote=("x",)), Made("b", ("x",), 1)])
    assert stale(store, "one:a", "one:b") == {"one:b"}
    many = [Made(f"{number}", ("z",), 1) for number in range(10_001)]
    record(store, "many", [Made("first", ("z",), 1, wrote=("z",)), *many])
    assert stale(store, "many:first", "many:5", "many:10000") == {"many:5", "many:10000"}


# What is forgotten, and what is nobody's.


def test_actions_are_dropped(store: Store) -> None:
    for step in ("one", "two"):
        for key in "abc":
            make(store, step, key, "x")
    drop(store, "one", {"b", "d"})
    assert find_stale(store, "one", "abc") == ["a", "c"]
    assert find_stale(store, "two", "abc") == []
    make(store, "one", "a", "y")
    mark(store, ["x"])
    assert find_stale(store, "one", "abc") == ["b", "c"]
    drop(store, "one")
    assert recall(store, "one", int) == {}
    assert find_stale(store, "two", "abc") == ["a", "b", "c"]


def unpack_pair(packed: Any) -> tuple[str, int]:
    first, second = packed["pair"]
    return str(first), int(second)


@pytest.mark.parametrize(
    "outcome", [1, None, "x", [1], {"pair": [1]}, {"pair": ["a", "b"]}, {}, {"pair": ["a", None]}]
)
def test_an_outcome_that_is_not_understood_is_made_again(store: Store, outcome: Any) -> None:
    good = {"pair": ["a", 1]}
    record(store, "one", [Made(key, ("x",), good) for key in "abc"])
    record(store, "one", [Made("b", ("x",), outcome)])
    for _ in range(2):
        assert recall(store, "one", unpack_pair) == {"a": ("a", 1), "c": ("a", 1)}
        assert find_stale(store, "one", "abc") == ["b"]
    record(store, "one", [Made("b", ("x",), good)])
    assert recall(store, "one", unpack_pair) == dict.fromkeys("abc", ("a", 1))


# Any order of all this, against a reference that looks when what has changed.

KEYS = ("a", "b", "c")
FILES = ("x", "y", "z")
STEPS = ("one", "two")
GROUPS = ("g", "h")
inputs = st.sets(
    st.sampled_from(
        [*FILES, *(f"fact:{each}" for each in FILES), "one:a", "one:b", "group:g", "group:h"]
    ),
    max_size=4,
)
keys = st.sampled_from(KEYS)


class Ticks(RuleBasedStateMachine):
    """The reference asks of each action whether an input has changed since it was recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.store = memory_store()
        self.now = 0
        self.changed: dict[str, int] = {}
        self.recorded: dict[str, tuple[int, Collection[str], Any]] = {}
        self.facts: dict[str, str] = {}
        self.groups: dict[str, Collection[str]] = {}

    def change(self, names: Collection[str]) -> None:
        self.now += 1
        self.changed.update(dict.fromkeys(names, self.now))

    def changed_at(self, name: str) -> int:
        members = [self.changed_at(each) for each in self.groups.get(name, ())]
        return max([self.changed.get(name, 0), *members])

    def is_stale(self, name: str) -> bool:
        if name not in self.recorded:
            return True
        when, found, _ = self.recorded[name]
        return any(self.changed_at(each) > when for each in found)

    @rule(names=st.sets(st.sampled_from(FILES), min_size=1))
    def change_files(self, names: set[str]) -> None:
        mark(self.store, names)
        self.change(names)
        self.look()

    @rule(
        values=st.dictionaries(st.sampled_from(FILES), st.sampled_from("12")),
        names=st.none() | st.sets(st.sampled_from(FILES)),
    )
    def observe_facts(self, values: dict[str, str], names: set[str] | None) -> None:
        kept = {} if names is None else self.facts.items() - {(n, self.facts.get(n)) for n in names}
        new = {**dict(kept), **values}
        changed = {each for each in FILES if self.facts.get(each) != new.get(each)}
        assert observe(self.store, "fact", values, names) == changed
        self.facts = new
        self.change({f"fact:{each}" for each in changed})
        self.look()

    @rule(values=st.dictionaries(st.sampled_from(FILES), st.none() | st.sampled_from("12")))
    def put_facts(self, values: dict[str, str | None]) -> None:
        put(self.store, "fact", values)
        new = {**self.facts, **values}
        self.facts = {name: value for name, value in new.items() if value is not None}
        self.look()

    @rule(
        step=st.sampled_from(STEPS),
        made=st.dictionaries(keys, st.tuples(inputs, st.sampled_from([1, 2])), min_size=1),
        writer=keys,
        wrote=st.sampled_from([None, *FILES]),
    )
    def make(
        self,
        step: str,
        made: dict[str, tuple[set[str], int]],
        writer: str,
        wrote: str | None,
    ) -> None:
        writes = {writer: (wrote,)} if wrote and writer in made else {}
        rows = [
            Made(key, {*found, *writes.get(key, ())}, outcome, writes.get(key, ()))
            for key, (found, outcome) in made.items()
        ]
        before = {key: self.recorded.get(f"{step}:{key}", (0, (), None))[2] for key in made}
        changed = {row.key for row in rows if before[row.key] != row.outcome}
        self.now += 1
        for row in rows:
            self.recorded[f"{step}:{row.key}"] = (self.now, row.inputs, row.outcome)
        for row in rows:
            if row.wrote:
                self.change(row.wrote)
                # It is spared what it wrote itself, and not what is a group's of the same.
                grouped = any(
                    each in self.groups and wrote in self.members(each) for each in row.inputs
                )
                if not grouped:
                    self.recorded[f"{step}:{row.key}"] = (self.now, row.inputs, row.outcome)
        self.change({f"{step}:{key}" for key in changed})
        assert record(self.store, step, rows) == changed
        self.look()

    def members(self, group: str) -> set[str]:
        found = {*self.groups.get(group, ())}
        return found.union(*(self.members(each) for each in found))

    @rule(step=st.sampled_from(STEPS), kept=st.none() | st.sets(keys))
    def drop_some(self, step: str, kept: set[str] | None) -> None:
        drop(self.store, step, kept)
        for key in KEYS:
            if kept is None or key not in kept:
                self.recorded.pop(f"{step}:{key}", None)
        self.look()

    @rule(which=st.sampled_from(GROUPS), found=inputs)
    def gather_group(self, which: str, found: set[str]) -> None:
        """Give a group other inputs: who does so makes again what depends on it."""
        name = f"group:{which}"
        if name in self.reach(found):
            return
        gather(self.store, "group", {which: found})
        self.groups[name] = found
        mark(self.store, [name])
        self.change({name})
        self.look()

    def reach(self, names: Collection[str]) -> set[str]:
        return {*names}.union(*(self.members(each) for each in names))

    def look(self) -> None:
        for step in STEPS:
            expected = [key for key in KEYS if self.is_stale(f"{step}:{key}")]
            assert find_stale(self.store, step, KEYS) == expected
            assert recall(self.store, step, int) == {
                key: self.recorded[f"{step}:{key}"][2] for key in KEYS if key not in expected
            }


TestTicks = Ticks.TestCase
TestTicks.settings = settings(max_examples=150, stateful_step_count=30)


def test_what_cannot_be_read_of_many_is_left_out_alone(store: Store) -> None:
    keys = [f"key {number:05}" for number in range(25_000)]
    record(store, "step", (Made(key, ("input",), [key]) for key in keys))
    assert recall(store, "step", lambda packed: str(packed[0])) == {key: key for key in keys}

    def unpack(packed: list[str]) -> str:
        if packed[0] in keys[12_345:12_347]:
            raise ValueError
        return packed[0]

    found = recall(store, "step", unpack)
    assert found == {key: key for key in keys if key not in keys[12_345:12_347]}
    assert find_stale(store, "step", keys) == keys[12_345:12_347]
