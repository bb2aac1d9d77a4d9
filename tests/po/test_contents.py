"""Files of many guides, read and written in part: they come out as if they were read as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog, splice_catalog
from l10n.po.contents import (
    Contents,
    contents_of,
    find_entries,
    live_names,
    pack_contents,
    put_entries,
    read_entries,
    unpack_contents,
)
from l10n.po.grouped import Part, join_parts, join_slice, parts_of
from l10n.po.reader import parse_blocks

HEADER = "Language: es\nContent-Type: text/plain; charset=UTF-8\n"
HEAD = render_catalog(Catalog(Entry("", HEADER))) + "\n"
PLAIN = '#: a.md\nmsgid "Pay"\nmsgstr "Págue"\n\n#: b.md\nmsgid "Home"\nmsgstr ""\n'

_PATHS = ["a.md", "b.md", "c d.md", "é.md", "./f.md"]
_texts = st.sampled_from(["Pay", 'Pay "now"', "Home\n", "Tax\\", "Fée", "One\nTwo", "No"])
_entries = st.tuples(
    _texts,
    st.sampled_from(["", "Págue", "Casa", "Dos\nlíneas"]),
    st.sampled_from([None, None, "top"]),
    st.sampled_from([(), (), ("by hand",), ("", "twice")]),
    st.sampled_from([("paragraph",), ()]),
    st.lists(st.sampled_from(_PATHS), unique=True, min_size=1).map(lambda each: (*sorted(each),)),
    st.sampled_from([(), (), ("fuzzy",)]),
    st.none(),
    st.none(),
    st.sampled_from([False, False, False, True]),
).map(lambda fields: Entry(*fields))


def _as_read(entry: Entry) -> Entry:
    text = HEAD + render_catalog(Catalog(Entry(""), (entry,)))
    return parse_catalog(text.encode(), "").entries[0]


def _written(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries that a file can have, as they are read: one of each identity."""
    found: dict[object, Entry] = {}
    for each in entries:
        ends = each.msgid.endswith("\n") and each.msgstr
        each = each._replace(msgstr=f"{each.msgstr.rstrip()}\n" if ends else each.msgstr.rstrip())
        if each.obsolete and not each.has_text:
            each = each._replace(obsolete=False)
        found[each.identity] = _as_read(each)
    return sorted(found.values(), key=lambda each: each.obsolete)


@st.composite
def _files(draw: st.DrawFn) -> bytes:
    """Return a file in a shape that editors give it, all lines of which are entries'."""
    text = HEAD
    for each in _written(draw(st.lists(_entries, max_size=8))):
        lines = render_catalog(Catalog(Entry(""), (each,)))
        if draw(st.booleans()):
            lines = re.sub(r'^(#~ |)msgid "(?=[^"])', r'\1msgid ""\n\1"', lines, flags=re.MULTILINE)
        text += lines + draw(st.sampled_from(["\n", "\n", "\n\n"]))
    return (text.rstrip("\n") + draw(st.sampled_from(["\n", "\n", "\n\n"]))).encode()


@st.composite
def _parts(draw: st.DrawFn, group: Catalog) -> list[Part]:
    known = parts_of(group)
    made: list[Part] = []
    for path in draw(st.lists(st.sampled_from(["a.md", "b.md", "new.md", "é.md"]), unique=True)):
        new = _written(draw(st.lists(_entries, max_size=4)))
        old = draw(st.sampled_from([known.get(path, ()), known.get(path, ())[1:], ()]))
        found = {each.identity: each._replace(references=(path,)) for each in (*old, *new)}
        was = frozenset([path] if path in known else [])
        made.append(Part(path, was, tuple(found.values())))
    return made


def read(data: bytes) -> tuple[Catalog, Contents]:
    catalog, sizes = parse_blocks(data, "es.po")
    assert sizes, data.decode()
    return catalog, contents_of(sizes, catalog.entries)


@given(st.data(), _files())
def test_a_file_that_is_read_in_part_comes_out_as_if_it_were_read_as_a_whole(
    data: st.DataObject, file: bytes
) -> None:
    group, contents = read(file)
    parts = data.draw(_parts(group))
    whole = join_parts(group, parts, lambda path, _: (f"of {path}",))
    names = {name for each in parts for name in each.was}
    texts = [each.identity for part in parts for each in part.entries]
    some = read_entries(file, "es.po", contents, find_entries(contents, names, texts))
    slots = join_slice(some, parts, lambda path, _: (f"of {path}",))
    new, now = put_entries(file, contents, some, slots)
    assert new.decode() == splice_catalog(file, group, whole).decode()
    catalog, there = read(new)
    assert live_names(now) == live_names(there)
    assert read_entries(new, "", now, range(len(now.texts))).catalog == catalog
    assert now._replace(names=(), named=there.named) == there._replace(names=())


@given(_files())
def test_all_entries_of_a_guide_are_found(file: bytes) -> None:
    group, contents = read(file)
    assert unpack_contents(pack_contents(contents)) == contents
    for path, entries in parts_of(group).items():
        numbers = find_entries(contents, {path})
        there = read_entries(file, "es.po", contents, numbers).catalog
        assert parts_of(there)[path] == entries
    for each in group.entries:
        numbers = find_entries(contents, (), [each.identity])
        assert each in read_entries(file, "es.po", contents, numbers).catalog.entries


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        HEAD + PLAIN.replace("\n", "\r\n"),
        HEAD + PLAIN.rstrip("\n"),
        HEAD + PLAIN + "\n# behind the last entry\n",
        HEAD + PLAIN + '\nmsgid "Pay"\nmsgstr "Págue"\n',
        HEAD + PLAIN.replace("#: b.md", '#~ msgid "x"\n#~ msgstr "y"\n\n#: b.md'),
        HEAD + PLAIN + '\n#~ msgid "x"\n#~ msgstr ""\n',
        HEAD + PLAIN + '\n#: b.md\nmsgid "x\\n"\nmsgstr "y"\n',
        HEAD + "# ends so: \\ \n" + PLAIN,
        HEAD + PLAIN.replace('"\n\n#: b.md\n', '" ').replace('"\nmsgstr ""', '" msgstr ""'),
        PLAIN + "\n" + HEAD.rstrip("\n") + "\n",
        HEAD.replace("UTF-8", "CHARSET") + PLAIN,
    ],
    ids=range(12),
)
def test_a_file_that_is_more_than_its_entries_is_read_as_a_whole(text: str) -> None:
    _, sizes = parse_blocks(text.encode(), "es.po")
    assert not sizes


def test_what_is_not_plain_is_what_makes_it_so() -> None:
    """The file that the cases above are made of has the sizes of its entries."""
    catalog, sizes = parse_blocks((HEAD + PLAIN).encode(), "es.po")
    assert sum(sizes) == len((HEAD + PLAIN).encode())
    assert replace(catalog, entries=()) == Catalog(Entry("", HEADER))
