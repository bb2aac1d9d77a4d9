"""Actions: what was made, and of which named inputs, so that only what is stale is made again.

An action is named by a step and a key. Its inputs are names: a file's path, ``kind:name`` of a
fact that the caller observes, ``step:key`` of another action or of a group of inputs. That a file
is missing is an input as well. When an input changes, the actions that depend on it are stale,
until they are recorded again; one that comes out as it was makes nothing else stale (early
cutoff). Staleness is stored, so that a run may make some of what is stale and leave the rest.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from l10n.cache.store import Store, own_tables

Value = TypeVar("Value")

_AT_ONCE: Final = 10_000
_USERS: Final = """
select input, id, step, key, outcome is null from uses join action on id = action
where input in (select value from json_each(?))
"""
_DUMP: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ALL_CONCERNED: Final[Mapping[str, str]] = {}
_STALE: Final = "update action set stale = 1 where id in (select value from json_each(?))"


class Made(NamedTuple):
    """What an action has made, and of what."""

    key: str
    inputs: Collection[str]
    outcome: Any
    """What JSON can hold, but not None."""
    wrote: Collection[str] = ()
    """The inputs that the action itself has changed; that does not make it stale."""


def find_stale(store: Store, step: str, keys: Iterable[str]) -> list[str]:
    """Return which of these keys have no action, or a stale one, in their order."""
    rows = store.connection.execute("select key from action where step = ? and not stale", (step,))
    fresh = {key for (key,) in rows}
    return [key for key in keys if key not in fresh]


def recall(store: Store, step: str, unpack: Callable[[Any], Value]) -> dict[str, Value]:
    """Return the outcomes of a step that are not stale, by key.

    Many keys have the same outcome, as it is small: each is read once, and is one value for all of
    them, which is not to be changed. One that ``unpack`` cannot read was made by other code: it is
    left out, and the action is stale.
    """
    query = "select key, outcome from action where step = ? and not stale"
    rows = store.connection.execute(query, (step,))
    found: dict[str, Value] = {}
    known: dict[str, Value] = {}
    while batch := rows.fetchmany(_AT_ONCE):
        if len(known) > _AT_ONCE:
            known.clear()
        texts = dict.fromkeys(outcome for _, outcome in batch if outcome not in known)
        try:
            read = json.loads(f"[{','.join(texts)}]")
            known.update((text, unpack(each)) for text, each in zip(texts, read, strict=True))
            found.update((key, known[outcome]) for key, outcome in batch)
        except (ValueError, TypeError, LookupError, AttributeError):
            unread = rows.fetchall()
            return found | dict(_recall_each(store, step, [*batch, *unread], unpack))
    return found


def recall_one(store: Store, step: str, key: str, unpack: Callable[[Any], Value]) -> Value | None:
    """Return the outcome of one action; None when it is stale, or not understood, or was never."""
    query = "select outcome from action where id = ? and not stale"
    rows = [(key, text) for (text,) in store.connection.execute(query, (_id(step, key),))]
    return dict(_recall_each(store, step, rows, unpack)).get(key)


def last_outcome(store: Store, step: str, key: str) -> Any:
    """Return the last outcome of an action, stale or not; None when there is none."""
    query = "select outcome from action where id = ?"
    row = store.connection.execute(query, (_id(step, key),)).fetchone()
    try:
        return json.loads(row[0]) if row else None
    except ValueError:
        return None


def observe(
    store: Store, kind: str, values: Mapping[str, str], names: Collection[str] | None = None
) -> frozenset[str]:
    """Store the facts of a kind, by name; return the names of those that have changed.

    What depends on these becomes stale. A known name that is not among ``values`` has changed too,
    and is forgotten; with ``names``, only these are looked at.
    """
    changed = replace_facts(store, kind, values, names)
    mark(store, (f"{kind}:{name}" for name in changed))
    return frozenset(changed)


def replace_facts(
    store: Store, kind: str, values: Mapping[str, str], names: Collection[str] | None
) -> dict[str, str]:
    """Store facts as ``observe`` does, and make nothing stale.

    Returns what was known of those that have changed, nothing where that was nothing.
    """
    rows = store.connection.execute("select name, value from fact where kind = ?", (kind,))
    known = dict(rows.fetchall())
    gone = {name for name in (known if names is None else names) if name not in values}
    changed = {name for name, value in values.items() if known.get(name) != value}
    changed |= gone & known.keys()
    put(store, kind, {name: values.get(name) for name in changed})
    return {name: known.get(name, "") for name in changed}


def fact_names(store: Store, kind: str) -> frozenset[str]:
    """Return the names of the facts of a kind."""
    rows = store.connection.execute("select name from fact where kind = ?", (kind,))
    return frozenset(name for (name,) in rows)


def fact(store: Store, kind: str, name: str) -> str:
    """Return the value of a fact; nothing where there is none."""
    query = "select value from fact where kind = ? and name = ?"
    row: tuple[str] | None = store.connection.execute(query, (kind, name)).fetchone()
    return row[0] if row else ""


def put(store: Store, kind: str, values: Mapping[str, str | None]) -> None:
    """Store facts of a kind, by name, and make nothing stale; None forgets one."""
    if not values:
        return
    tables = own_tables(store)
    tables.executemany(
        "delete from fact where kind = ? and name = ?", ((kind, name) for name in values)
    )
    tables.executemany(
        "insert into fact values (?, ?, ?)",
        ((kind, name, value) for name, value in values.items() if value is not None),
    )


def mark(
    store: Store,
    names: Iterable[str],
    spared: Iterable[tuple[str, str]] = (),
    concerned: Mapping[str, str] = _ALL_CONCERNED,
) -> None:
    """Make stale what depends on these names.

    The actions that are ``spared`` do not become so by the change of an input that each is given
    with: they have changed it themselves. Of what depends on groups of a step, only actions are
    ``concerned`` whose keys begin as it says for that step.
    """
    pairs = {(_number(name), _number(action)) for name, action in spared}
    waiting = dict.fromkeys(map(_number, names), "")
    seen: set[int] = set()
    while waiting:
        found = store.connection.execute(_USERS, (json.dumps([*waiting]),)).fetchall()
        new = [
            row
            for row in found
            if row[:2] not in pairs and row[1] not in seen and row[3].startswith(waiting[row[0]])
        ]
        seen.update(row[1] for row in new)
        if new:
            own_tables(store).execute(_STALE, (json.dumps([row[1] for row in new]),))
        groups = ((step, key) for _, _, step, key, is_group in new if is_group)
        waiting = {_id(step, key): concerned.get(step, "") for step, key in groups}


def gather(store: Store, step: str, groups: Mapping[str, Collection[str]]) -> None:
    """Make ``step:key`` a name for these inputs, by key: it changes when any of them does."""
    for batch in _batches(groups.items()):
        _write(store, step, [(key, inputs, None) for key, inputs in batch])


def record(store: Store, step: str, made: Iterable[Made]) -> frozenset[str]:
    """Record what was made; return the keys whose outcome is not what it was.

    What depends on these becomes stale, and so does what depends on a file that was written.
    """
    changed: set[str] = set()
    writers: dict[str, str] = {}
    for batch in _batches(made):
        rows = [(each.key, each.inputs, _DUMP(each.outcome)) for each in batch]
        changed |= _write(store, step, rows)
        writers.update((name, f"{step}:{each.key}") for each in batch for name in each.wrote)
    mark(store, writers, writers.items())
    mark(store, (f"{step}:{key}" for key in changed))
    return frozenset(changed)


def drop(store: Store, step: str, keys: Collection[str] | None = None) -> None:
    """Forget the actions of a step whose key is not among ``keys``; for None, all of them."""
    rows = store.connection.execute("select key from action where step = ?", (step,))
    gone = [_id(step, key) for (key,) in rows if keys is None or key not in keys]
    _delete(store, [(id_, inputs) for id_, inputs, _ in _find(store, gone)])


def drop_steps(store: Store, prefix: str, but: Collection[str]) -> None:
    """Forget the steps whose names begin with ``prefix``, except those in ``but``."""
    rows = store.connection.execute("select distinct step from action").fetchall()
    for (step,) in rows:
        if step.startswith(prefix) and step not in but:
            drop(store, step)


def _write(
    store: Store, step: str, rows: Collection[tuple[str, Collection[str], str | None]]
) -> set[str]:
    """Store actions; return the keys whose outcome has changed."""
    ids = {_id(step, key): key for key, _, _ in rows}
    before = {id_: (inputs, outcome) for id_, inputs, outcome in _find(store, ids)}
    _delete(store, [(id_, inputs) for id_, (inputs, _) in before.items()])
    actions: list[tuple[int, str, str, int, bytes, str | None]] = []
    uses: list[tuple[int, int]] = []
    changed: set[str] = set()
    for id_, (key, inputs, outcome) in zip(ids, rows, strict=True):
        numbers = array("q", {_number(name) for name in inputs})
        actions.append((id_, step, key, 0, numbers.tobytes(), outcome))
        uses.extend((number, id_) for number in numbers)
        if id_ not in before or before[id_][1] != outcome:
            changed.add(key)
    tables = own_tables(store)
    tables.executemany("insert into action values (?, ?, ?, ?, ?, ?)", actions)
    tables.executemany("insert into uses values (?, ?)", uses)
    return changed


def _find(store: Store, ids: Iterable[int]) -> list[tuple[int, bytes, str | None]]:
    query = "select id, inputs, outcome from action where id in (select value from json_each(?))"
    return store.connection.execute(query, (json.dumps([*ids]),)).fetchall()


def _delete(store: Store, actions: Collection[tuple[int, bytes]]) -> None:
    if not actions:
        return
    tables = own_tables(store)
    tables.executemany("delete from action where id = ?", ((id_,) for id_, _ in actions))
    tables.executemany(
        "delete from uses where input = ? and action = ?",
        ((number, id_) for id_, inputs in actions for number in array("q", inputs)),
    )


def _recall_each(
    store: Store,
    step: str,
    rows: Iterable[tuple[str, str]],
    unpack: Callable[[Any], Value],
) -> Iterator[tuple[str, Value]]:
    for key, outcome in rows:
        try:
            yield key, unpack(json.loads(outcome))
        except (ValueError, TypeError, LookupError, AttributeError):
            own_tables(store).execute(_STALE, (json.dumps([_id(step, key)]),))


def _batches(items: Iterable[Value]) -> Iterator[list[Value]]:
    batch: list[Value] = []
    for each in items:
        batch.append(each)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _id(step: str, key: str) -> int:
    return _number(f"{step}:{key}")


@lru_cache(maxsize=1 << 15)  # many actions share an input, and each is written when it is named
def _number(name: str) -> int:
    """Return the number that stands for a name: 64 bits, too many for two names to share one."""
    data = name.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
