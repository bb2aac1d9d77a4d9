from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.config.settings import parse_config
from l10n.disk.digests import digest
from l10n.disk.names import key_fault
from l10n.errors import L10nError
from l10n.site.record import (
    Memory,
    Published,
    mark,
    parse_record,
    read_record,
    record_path,
    tell,
)
from l10n.site.record_edit import announce, change_record, render_record

A, B, C = (digest(name) for name in (b"a", b"b", b"c"))
RECORD = {
    ("es", "peru-visa"): Published("es/peru/visa.md", (A,)),
    ("de", "peru/visa"): Published("de/peru/visa für alle.md", tuple(sorted((A, B)))),
}

keys = st.text(min_size=1, max_size=8).filter(lambda key: key_fault(key) is None)
digests = st.sets(st.sampled_from([A, B, C]), min_size=1).map(lambda each: tuple(sorted(each)))
marks = st.builds(mark, st.tuples(st.none() | st.text(max_size=2), st.text()), st.text())
memories = st.builds(
    Memory,
    st.frozensets(marks, max_size=3).map(tell),
    st.sampled_from(["", "0123456789ab"]),
    st.sets(st.text(min_size=1, max_size=8), max_size=3).map(lambda each: tuple(sorted(each))),
    st.booleans(),
    st.sampled_from(["", "0123Ab", "-_-_-_456789"]),
)
pages = st.builds(
    lambda name, each, memory: Published(f"es/{name}.md", each, memory), keys, digests, memories
)
records = st.dictionaries(st.tuples(st.sampled_from(["es", "pt-BR"]), keys), pages, max_size=5)


@given(records)
def test_reading_is_the_inverse_of_rendering(record):
    text = render_record(record).decode()
    assert parse_record(text, "published.txt") == record
    assert parse_record(text.replace("\n", "\r\n"), "published.txt") == record
    assert render_record(parse_record(text, "published.txt")).decode() == text


def test_one_sorted_line_a_page():
    lines = render_record(RECORD).decode().splitlines()
    assert lines[0].startswith("# ")
    assert lines[1] == "\t".join(("de", "peru/visa", "de/peru/visa für alle.md", *sorted((A, B))))
    assert lines[2] == f"es\tperu-visa\tes/peru/visa.md\t{A}"
    assert len(lines) == 3


def config_at(root, catalogs="locales/{lang}/{key}.po"):
    text = f'source-language = "en"\nlanguages = ["es"]\ncatalogs = "{catalogs}"\n'
    return parse_config(text, root)


def test_a_missing_record_is_empty_and_an_unreadable_one_is_not(tmp_path):
    assert read_record(config_at(tmp_path)) == {}
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/published.txt").mkdir()
    with pytest.raises(L10nError, match="folder"):
        read_record(config_at(tmp_path))


@pytest.mark.parametrize(
    ("line", "clue"),
    [
        ("<<<<<<< HEAD", "conflict"),
        ("=======", "conflict"),
        (">>>>>>> branch", "conflict"),
        ("es", "damaged"),
        ("es\tkey\tes/a.md", "damaged"),
        ("es\tkey\tes/a.md\t", "damaged"),
        (f"es key es/a.md {A}", "damaged"),
        (f"es\tkey\tes/a.md\t{A[:-1]}", "damaged"),
        (f"es\tkey\tes/a.md\t{A.upper()}", "damaged"),
        (f"es\tkey\tes/a.md\t{A}\t", "damaged"),
        (f"es\tkey\tes/a.md\t{A}\ttexts:abc", "damaged"),
        (f"es\tkey\tes/a.md\t{A}\tkeys:", "damaged"),
        (f"es\tkey\tes/a.md\t{A}\tmine", "damaged"),
        (f"\tkey\tes/a.md\t{A}", "damaged"),
        (f"es\t../key\tes/a.md\t{A}", "damaged"),
        (f"e/s\tkey\tes/a.md\t{A}", "damaged"),
        (f"es\tkey\t../../etc/passwd\t{A}", "damaged"),
        (f"es\tkey\t/etc/passwd\t{A}", "damaged"),
        (f"es\tkey\tes//a.md\t{A}", "damaged"),
        (f"es\tperu-visa\tes/other.md\t{B}", "es/peru/visa.md too"),
    ],
)
def test_damage_has_its_line_and_leaves_the_file(tmp_path, line, clue):
    path = tmp_path / "published.txt"
    path.write_text(render_record(RECORD).decode() + line + "\n")
    before = path.read_bytes()
    with pytest.raises(L10nError, match=clue) as caught:
        read_record(config_at(tmp_path, "{lang}/{key}.po"))
    assert (caught.value.path, caught.value.line) == ("published.txt", 4)
    assert path.read_bytes() == before


@given(st.text(st.sampled_from("es\tk/.\n\r#<0a\u2028"), max_size=60))
def test_what_is_read_is_kept_and_the_rest_is_one_line(text):
    try:
        record = parse_record(text, "published.txt")
    except L10nError as error:
        record = {}
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert lines[error.line - 1]  # noqa: PT017 - either outcome is right
    assert parse_record(render_record(record).decode(), "published.txt") == record


def test_lines_of_one_page_are_taken_together():
    texts = [mark((None, "Visa"), word) for word in ("Visado", "Visa")]
    one = Published("es/a.md", (A,), Memory(tell(texts[:1]), "0123456789ab", ("menu",)))
    two = Published("es/a.md", (B,), Memory(tell(texts[1:]), keys=("slug",), own_path=True))
    lines = [render_record({("es", "a"): page}).decode().splitlines()[1] for page in (one, two)]
    both = Published(
        "es/a.md",
        tuple(sorted((A, B))),
        Memory(tell(texts), keys=("menu", "slug"), own_path=True),
    )
    assert parse_record("\n".join(lines), "published.txt") == {("es", "a"): both}


def test_a_mark_tells_contexts_texts_and_translations_apart():
    identities = [(None, "a"), ("a", ""), ("", "a"), (None, "b"), ("menu", "a")]
    marks = {mark(identity, msgstr) for identity in identities for msgstr in ("", "a", "b")}
    assert len(marks) == 15


def test_git_checkouts_with_either_line_end_are_ours():
    assert digest(b"a\r\nb\r\n") == digest(b"a\nb\n") != digest(b"a\n b\n")
    assert len(A) == 32


@pytest.mark.parametrize("seed", range(20))
def test_a_kill_at_any_moment_never_makes_our_page_look_edited(seed):
    """The protocol's writes, cut off after each one: record, pages, record."""
    paths = [f"es/{number}.md" for number in range(4)]
    dice = random.Random(seed)
    disk = {path: b"old " + path.encode() for path in paths[:2]}
    record = {("es", path): Published(path, (digest(disk[path]),)) for path in paths[:2]}
    new = {path: dice.choice([b"old ", b"new "]) + path.encode() for path in paths}
    changes = {("es", path): Published(path, (digest(new[path]),)) for path in paths}
    during = change_record(record, announce(record, changes))
    announced = parse_record(render_record(during).decode(), "r")
    steps = [*((announced, done) for done in range(5)), (changes, 4)]
    for state, done in steps:
        now = disk | {path: new[path] for path in paths[:done]}
        assert all(digest(page) in state["es", path].digests for path, page in now.items())
        assert not any(digest(b"by hand") in page.digests for page in state.values())


def test_a_repeated_announcement_keeps_every_digest():
    changes = {("es", "peru-visa"): Published("es/peru/visa.md", (B,))}
    more = {("es", "peru-visa"): Published("es/peru/visa.md", (C,))}
    once = change_record(RECORD, announce(RECORD, changes))
    twice = change_record(once, announce(once, more))
    assert set(twice["es", "peru-visa"].digests) == {A, B, C}
    assert twice["de", "peru/visa"] == RECORD["de", "peru/visa"]


def test_a_union_merge_of_two_branches_reads(tmp_path):
    def git(*arguments: str) -> None:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run([*command, *arguments], check=True, capture_output=True)

    path = tmp_path / "published.txt"

    def commit(record: dict) -> None:
        path.write_bytes(render_record(record))
        git("add", "-A")
        git("commit", "-qm", "x")

    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("published.txt merge=union\n")
    commit(RECORD)
    git("checkout", "-qb", "other")
    commit(RECORD | {("es", "peru-visa"): Published("es/peru/visa.md", (B,))})
    git("checkout", "-q", "main")
    commit(RECORD | {("es", "peru-visa"): Published("es/peru/visa.md", (C,))})
    git("merge", "-q", "other", "-m", "x")
    merged = read_record(config_at(tmp_path, "{lang}/{key}.po"))
    assert set(merged["es", "peru-visa"].digests) == {B, C}


@pytest.mark.parametrize(
    ("catalogs", "expected"),
    [
        ("locales/{lang}/{key}.po", "locales/published.txt"),
        ("i18n/po-{lang}/{key}.po", "i18n/published.txt"),
        ("{lang}/{key}.po", "published.txt"),
        ("a/b/{lang}-{key}.po", "a/b/published.txt"),
    ],
)
def test_the_record_is_beside_the_catalogs(catalogs, expected):
    assert record_path(config_at(Path("/site"), catalogs)) == expected
