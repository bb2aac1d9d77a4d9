"""Entries of texts that differ by number: updated as msgmerge does it, counted, and read back."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from l10n.catalog import Catalog, Entry
from l10n.coverage import state_of
from l10n.po import parse_catalog, render_catalog
from l10n.update import ChangeKind, Update, update_catalog
from tests.po.po_tools import needs_gettext, run

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
HEADER = Entry(
    "",
    "Language: pl\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {POLISH}\n",
)
FORMS = ("jabłko", "jabłka", "jabłek")
APPLES = Entry("one apple", msgid_plural="%d apples", msgstr_plural=FORMS)
NEW = Entry("one apple", msgid_plural="%d apples")


def catalog_of(*entries: Entry) -> Catalog:
    return Catalog(HEADER, entries)


def update(old: Entry, new: Entry) -> tuple[Entry, list[ChangeKind]]:
    done: Update = update_catalog(catalog_of(old), (new,))
    return done.catalog.entries[0], [change.kind for change in done.changes]


def test_what_did_not_change_stays() -> None:
    assert update(APPLES, NEW) == (APPLES, [])


def test_a_new_one_has_as_many_empty_forms_as_its_language() -> None:
    (entry,) = update_catalog(catalog_of(), (NEW,)).catalog.entries
    assert entry.msgstr_plural == ("", "", "")


def test_what_is_said_of_several_changed() -> None:
    entry, changes = update(APPLES, NEW._replace(msgid_plural="%d red apples"))
    assert (entry.msgstr_plural, entry.fuzzy) == (FORMS, True)
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("one apple", "%d apples")
    assert changes == [ChangeKind.FUZZY]
    again, changes = update(entry, NEW._replace(msgid_plural="%d tart apples"))
    assert again.previous_msgid_plural == "%d apples"
    assert changes == []
    assert update(again, NEW) == (APPLES, [ChangeKind.RETURNED])


def test_what_is_said_of_one_changed() -> None:
    entry, changes = update(APPLES, Entry("one red apple", msgid_plural="%d red apples"))
    assert (entry.msgstr_plural, entry.fuzzy) == (FORMS, True)
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("one apple", "%d apples")
    assert changes == [ChangeKind.FUZZY]


def test_a_harmless_change_is_one_of_both() -> None:
    entry, changes = update(APPLES, Entry("One apple", msgid_plural="%d Apples"))
    assert (entry.msgstr_plural, entry.fuzzy) == (FORMS, False)
    assert changes == [ChangeKind.TRIVIAL]


def test_a_text_that_differs_by_number_now() -> None:
    entry, changes = update(Entry("one apple", "jabłko"), NEW)
    assert (entry.msgstr_plural, entry.msgstr, entry.fuzzy) == (("jabłko",) * 3, "", True)
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("one apple", None)
    assert changes == [ChangeKind.FUZZY]
    assert update(Entry("one apple"), NEW)[0].fuzzy is False


def test_a_text_that_does_not_any_more_keeps_its_forms() -> None:
    assert update(APPLES, Entry("one apple")) == (APPLES, [])
    near = update_catalog(catalog_of(APPLES), (Entry("one red apple"),)).catalog.entries
    assert near == (Entry("one red apple"), APPLES._replace(obsolete=True))


def test_it_is_translated_when_all_forms_are() -> None:
    assert state_of(APPLES) == "translated"
    part = APPLES._replace(msgstr_plural=("jabłko", "", "jabłek"))
    assert state_of(part) == "untranslated"
    assert state_of(APPLES._replace(flags=("fuzzy",))) == "changed"
    catalog = catalog_of(APPLES, part._replace(msgid="other"))
    assert catalog.published() == {(None, "one apple"): "\0".join(FORMS)}
    assert APPLES.saying("a\0b\0c").msgstr_plural == ("a", "b", "c")


@needs_gettext
@pytest.mark.parametrize("seed", range(3))
def test_updates_are_those_of_msgmerge(seed: int, tmp_path: Path) -> None:
    """Wherever both keep a translation, they keep the same; and msgfmt takes what comes out."""
    random.seed(seed)
    names = [f"the {word} of house {number}" for number, word in enumerate(WORDS.split())]
    old = catalog_of(*(_entry(name, translated=True) for name in names))
    template = tuple(_changed(_entry(name, translated=False)) for name in names)
    ours = update_catalog(old, template).catalog
    again = update_catalog(ours, template)
    assert again.changes == ()
    assert again.catalog == ours
    text = render_catalog(ours)
    assert parse_catalog(text.encode(), "x.po") == ours
    assert run("msgfmt", "-c", "-o", "/dev/null", "-", data=text.encode())[0] == 0
    found = {entry.identity: entry for entry in ours.entries}
    for theirs in _msgmerge(tmp_path, old, template).entries:
        mine = found[theirs.identity]
        if theirs.has_text and mine.has_text and mine.msgid_plural == theirs.msgid_plural:
            assert (mine.msgstr, mine.msgstr_plural) == (theirs.msgstr, theirs.msgstr_plural)
            assert mine.fuzzy or not theirs.fuzzy or mine.msgid == theirs.msgid


WORDS = "roof door wall garden gate window floor stair cellar attic oven well"


def _entry(name: str, *, translated: bool) -> Entry:
    if random.Random(name).random() < 0.3:
        return Entry(name, f"{name} po polsku" if translated else "")
    forms = tuple(f"{name} {number}" for number in range(3)) if translated else ()
    return Entry(name, msgid_plural=f"%d of {name}", msgstr_plural=forms)


def _changed(entry: Entry) -> Entry:
    kind = random.randrange(5)
    if kind == 0 and entry.msgid_plural:
        return entry._replace(msgid_plural=f"{entry.msgid_plural} today")
    if kind == 1:
        return entry._replace(msgid=f"{entry.msgid} today")
    if kind == 2 and not entry.msgid_plural:
        return entry._replace(msgid_plural=f"%d of {entry.msgid}")
    return entry


def _msgmerge(folder: Path, old: Catalog, template: tuple[Entry, ...]) -> Catalog:
    (folder / "old.po").write_text(render_catalog(old), encoding="utf-8")
    header = Entry("", "Content-Type: text/plain; charset=UTF-8\n")
    (folder / "new.pot").write_text(render_catalog(Catalog(header, template)), encoding="utf-8")
    command = ["msgmerge", "--quiet", "--previous", "--no-wrap", "old.po", "new.pot"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return parse_catalog(done.stdout, "theirs.po")
