"""The memory on disk answers as one that is built anew, whatever happens to its file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry, Identity
from l10n.errors import L10nError
from l10n.match.harmless import normal_form
from l10n.match.memory import TranslationMemory
from l10n.match.nearest import find_nearest
from l10n.tm.base import MemoryBase, open_memory_base
from l10n.update import update_catalog
from tests.catalogs.test_memory import MSGIDS, catalog_of, catalogs, templates
from tests.documents import extract, read_corpus, read_own_guides
from tests.memories import HeldMemory, build_memory

FEE = Entry("Pay the fee at the bank", "Pague la tasa en el banco")
NEAR = "Pay the fees at the bank"
LIMA = {"lima": catalog_of(FEE)}
FILE = ".l10n/memory.sqlite"

Holding = Mapping[str, Catalog | None]
"""Catalogs by key; one that is None cannot be read."""


def refreshed(base: MemoryBase, holding: Holding, language: str = "es") -> bool:
    return base.refresh(
        language, {key: repr(each) for key, each in holding.items()}, reader(holding)
    )


def reader(holding: Holding):
    def read(key: str) -> Catalog | None:
        catalog = holding[key]
        if catalog is None and len(key) % 2:
            message = "damaged"
            raise L10nError(message)
        return catalog

    return read


def read_nothing(key: str) -> Catalog | None:
    raise AssertionError(key)


def built(holding: Holding) -> HeldMemory:
    return build_memory((key, each) for key, each in holding.items() if each)


def check_same(memory: TranslationMemory | None, expected: HeldMemory) -> None:
    """Check that every question has the same answer."""
    assert (memory is None) == (not expected.known)
    if memory is None:
        return
    identities = {(context, text) for context in (None, "", "menu") for text in MSGIDS}
    identities |= {(context, normal_form(text)) for context, text in identities}
    identities |= {each for each, _ in expected.known}
    for each in identities:
        for sure in (True, False):
            assert memory.translations(each, sure=sure) == expected.translations(each, sure=sure)
        form = normal_form(each[1])
        assert sorted(memory.variants(form), key=repr) == sorted(expected.variants(form), key=repr)
        assert find_nearest(memory, each[1]) == find_nearest(expected, each[1])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".l10n").mkdir()
    with open_memory_base(tmp_path) as base:
        assert refreshed(base, LIMA)
    return tmp_path


@contextmanager
def reopened(root: Path) -> Iterator[MemoryBase]:
    """Open a base that must be able to answer."""
    with open_memory_base(root) as base:
        refreshed(base, LIMA)
        check_same(base.memory("es"), built(LIMA))
        yield base


# What it remembers


def test_what_was_read_is_not_read_again(root: Path) -> None:
    with open_memory_base(root) as base:
        assert not base.refresh("es", {"lima": repr(LIMA["lima"])}, read_nothing)
        check_same(base.memory("es"), built(LIMA))


def test_an_unknown_language_has_an_empty_memory(root: Path) -> None:
    with open_memory_base(root) as base:
        check_same(base.memory("pt"), built({}))
        assert not refreshed(base, {}, "pt")
        check_same(base.memory("pt"), built({}))


def test_what_is_gained_is_told(root: Path) -> None:
    with open_memory_base(root) as base:
        other = {"cusco": catalog_of(Entry(FEE.msgid, "Otro"))}
        assert not refreshed(base, {**LIMA, **other})
        assert refreshed(base, other), "nobody says anything else"
        assert not refreshed(base, {"ica": other["cusco"]}), "it has moved"
        assert refreshed(base, {"cusco": catalog_of(Entry(FEE.msgid, "Otro", msgctxt="menu"))})
        assert refreshed(base, {"cusco": catalog_of(Entry("Home", "Casa", flags=("fuzzy",)))})
        assert not refreshed(base, {})
        assert refreshed(base, LIMA)


def test_other_catalogs_than_those_with_the_keys_are_left_alone(root: Path) -> None:
    with open_memory_base(root) as base:
        cusco = {"cusco": catalog_of(Entry("Home", "Casa"))}
        digests = {"cusco": repr(cusco["cusco"])}
        assert base.refresh("es", digests, reader(cusco), ["cusco", "puno"])
        check_same(base.memory("es"), built({**LIMA, **cusco}))
        assert not base.refresh("es", digests, read_nothing, ["cusco"])
        assert not base.refresh("es", {}, read_nothing, ["cusco"])
        check_same(base.memory("es"), built(LIMA))


def test_what_no_catalog_has_any_more_takes_no_room(root: Path) -> None:
    with open_memory_base(root) as base:
        refreshed(base, LIMA, "pt")
        refreshed(base, {"lima": catalog_of(Entry(FEE.msgid, "x", msgctxt="menu"))})
        refreshed(base, {})
        check_same(base.memory("pt"), built(LIMA))
        assert refreshed(base, {}, "pt") is False
    with closing(sqlite3.connect(root / FILE)) as connection:
        for table in ("texts", "rarest", "said", "stamps where key is not null"):
            assert connection.execute(f"select * from {table}").fetchall() == []


stories = st.lists(
    st.tuples(
        st.sampled_from(["es", "pt"]),
        st.dictionaries(
            st.sampled_from(["a", "b", "cd", "e", "fg"]), catalogs | st.none(), max_size=4
        ),
    ),
    min_size=1,
    max_size=5,
)


@given(stories)
@settings(max_examples=150)
def test_it_answers_as_if_made_anew(story: list[tuple[str, Holding]]) -> None:
    now: dict[str, Holding] = {"es": {}, "pt": {}}
    with TemporaryDirectory() as folder:
        (Path(folder) / ".l10n").mkdir()
        for language, holding in story:
            before, after = built(now[language]), built(holding)
            now[language] = holding
            with open_memory_base(Path(folder)) as base:
                versions = {each: base.version(each) for each in now}
                gains = after.known.keys() - before.known.keys()
                assert refreshed(base, holding, language) == bool(gains)
                changed = [each for each in now if base.version(each) != versions[each]]
                is_first = holding and not versions[language]
                assert changed == ([language] if gains or is_first else [])
                for each in now:
                    check_same(base.memory(each), built(now[each]))


@given(st.dictionaries(st.sampled_from("abcd"), catalogs, max_size=3), catalogs, templates)
def test_catalogs_are_updated_the_same_with_it(
    holding: Holding, old: Catalog, template: tuple[Entry, ...]
) -> None:
    with TemporaryDirectory() as folder, open_memory_base(Path(folder)) as base:
        refreshed(base, holding)
        expected = update_catalog(old, template, built(holding))
        assert update_catalog(old, template, base.memory("es")) == expected


def test_a_context_may_be_empty(tmp_path: Path) -> None:
    holding = {"a": catalog_of(Entry("Home", "x", msgctxt=""), Entry("Home", "y"))}
    with open_memory_base(tmp_path) as base:
        refreshed(base, holding)
        check_same(base.memory("es"), built(holding))


def test_near_texts_are_found_among_real_ones(tmp_path: Path) -> None:
    corpus = read_corpus("tramitit/en") if "L10N_CORPORA" in os.environ else read_own_guides()
    found = (extract(each.text).segments for each in islice(corpus, 150))
    texts = [*dict.fromkeys(each.msgid for segments in found for each in segments)]
    chance = random.Random(1)
    parts = {str(n): catalog_of(*(Entry(each, "x") for each in texts[n::7])) for n in range(7)}
    words = [word for text in texts[:200] for word in text.split()]

    def changed(text: str) -> str:
        found = text.split(" ")
        for _ in range(chance.randint(1, 1 + len(found) // 4)):
            found[chance.randrange(len(found))] = chance.choice(["", "zzz", chance.choice(words)])
        return " ".join(found)

    with open_memory_base(tmp_path) as base:
        for stop in (1, 3, 7):  # words are numbered as they come
            refreshed(base, dict([*parts.items()][:stop]))
        memory, expected = base.memory("es"), built(parts)
        asked = [changed(each) for each in chance.choices(texts, k=1000)]
        assert memory
        nearest = [find_nearest(memory, each) for each in asked]
        assert nearest == [find_nearest(expected, each) for each in asked]
        assert sum(map(bool, nearest)) > 100


# What happens to its file


@pytest.mark.parametrize("content", [b"", b"x", b"not a database " * 999, b"SQLite format 3\0"])
def test_a_file_that_is_not_ours_is_made_anew(root: Path, content: bytes) -> None:
    (root / FILE).write_bytes(content)
    with reopened(root):
        pass
    with open_memory_base(root) as base:
        assert not base.refresh("es", {"lima": repr(LIMA["lima"])}, read_nothing)


@pytest.mark.parametrize(
    "query",
    [
        "pragma user_version = 1",
        "create table more (x)",
        "create trigger evil after delete on said begin delete from texts; end",
        "drop table words",
        "drop table texts; create view texts as select 1 as id",
    ],
)
def test_another_version_is_made_anew(root: Path, query: str) -> None:
    with closing(sqlite3.connect(root / FILE)) as connection:
        connection.executescript(query)
    with reopened(root):
        pass


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_no_traceback(root: Path, seed: int) -> None:
    """What is damaged is noticed sooner or later, and then made anew."""
    chance = random.Random(seed)
    data = bytearray((root / FILE).read_bytes())
    if seed % 2:
        del data[chance.randrange(len(data)) :]
    else:
        start = chance.randrange(len(data) - 4096)
        data[start : start + 4096] = chance.randbytes(4096)
    (root / FILE).write_bytes(data)
    holding = {**LIMA, "cusco": catalog_of(Entry("Home", "Casa"))}
    for _ in range(3):
        try:
            with open_memory_base(root) as base:
                refreshed(base, holding)
                if memory := base.memory("es"):
                    answers(memory)
        except L10nError as error:
            assert FILE in str(error)  # noqa: PT017 - it need not be raised


def test_a_file_that_is_deleted_between_runs_is_made_anew(root: Path) -> None:
    for path in (FILE, ".l10n"):
        shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
        with reopened(root):
            pass


def test_where_nothing_can_be_written_a_temporary_one_serves(tmp_path: Path) -> None:
    (tmp_path / ".l10n").write_text("a file")
    with reopened(tmp_path) as base:
        assert refreshed(base, {**LIMA, "cusco": catalog_of(Entry("Home", "Casa"))})
        assert refreshed(base, LIMA, "pt")
    assert (tmp_path / ".l10n").read_text() == "a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_replaced(root: Path) -> None:
    (root / FILE).unlink()
    os.mkfifo(root / FILE)
    with reopened(root):
        pass
    (root / "precious").touch()
    (root / FILE).unlink()
    (root / FILE).symlink_to(root / "precious")
    with reopened(root):
        pass
    assert (root / "precious").read_bytes() == b""


def test_a_locked_file_is_left_alone(root: Path) -> None:
    before = (root / FILE).stat().st_ino
    with closing(sqlite3.connect(root / FILE, isolation_level=None)) as other:
        other.execute("begin immediate")
        with reopened(root):
            pass
    assert (root / FILE).stat().st_ino == before
    with open_memory_base(root) as base:
        assert not base.refresh("es", {"lima": repr(LIMA["lima"])}, read_nothing)


def test_an_interrupted_refresh_stores_nothing(root: Path) -> None:
    def interrupt(key: str) -> Catalog | None:
        if key == "puno":
            raise KeyboardInterrupt
        return catalog_of(Entry("Home", "Casa"))

    with open_memory_base(root) as base:
        with pytest.raises(KeyboardInterrupt):
            base.refresh("es", {"cusco": "1", "puno": "2"}, interrupt)
        check_same(base.memory("es"), built(LIMA))
        assert refreshed(base, {"cusco": catalog_of(Entry("Home", "Casa"))})


KILLED = """
import os, sys
from pathlib import Path
from l10n.catalog import Catalog, Entry
from l10n.tm.base import open_memory_base
def read(key):
    if key == sys.argv[2]:
        os._exit(9)
    texts = (f"{key} {n} one two three" for n in range(999))
    return Catalog(Entry(""), tuple(Entry(text, "x" * 99) for text in texts))
with open_memory_base(Path(sys.argv[1])) as base:
    base.refresh("es", {str(n): "1" for n in range(60)}, read)
    os._exit(9)
"""


@pytest.mark.parametrize("key", ["0", "45", "none"])
def test_a_kill_leaves_a_usable_file(root: Path, key: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), key], check=False)
    assert done.returncode == 9
    with open_memory_base(root) as base:
        memory = base.memory("es")
        assert memory
        ends = [(None, f"{each} {n} one two three") for each in range(60) for n in (0, 998)]
        found = [bool(memory.translations(each, sure=True)) for each in ends]
        assert found == [key == "none"] * len(ends)
        assert bool(memory.translations((None, FEE.msgid), sure=True)) == (key != "none")
    with reopened(root):
        pass


# Other processes


def answers(memory: TranslationMemory) -> tuple[object, ...]:
    identities: list[Identity] = [(None, text) for text in (FEE.msgid, "Home", "home")]
    return (
        [memory.translations(each, sure=sure) for each in identities for sure in (True, False)],
        [memory.variants(normal_form(text)) for _, text in identities],
        find_nearest(memory, NEAR),
    )


@contextmanager
def unpickled(memory: TranslationMemory) -> Iterator[TranslationMemory]:
    """Return a copy as another process gets it, and close what that process would end with."""
    copy = pickle.loads(pickle.dumps(memory))
    yield copy
    copy.store.close()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_read_it_while_it_is_open(root: Path, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    with open_memory_base(root) as base:
        memory = base.memory("es")
        expected = answers(memory)
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(answers, [memory] * 4) == [expected] * 4
            refreshed(base, {**LIMA, "cusco": catalog_of(Entry("Home", "Casa"))})
            memory = base.memory("es")
            assert pool.apply(answers, [memory]) == answers(memory) != expected
        with unpickled(memory) as copy:
            assert answers(copy) == answers(memory)


def test_what_is_gone_while_it_is_read_is_told_in_one_line(root: Path) -> None:
    with open_memory_base(root) as base, unpickled(base.memory("es")) as memory:
        (root / FILE).unlink()
        identity: Identity = (None, FEE.msgid)
        with pytest.raises(L10nError, match="delete this file and run again"):
            memory.translations(identity, sure=True)
