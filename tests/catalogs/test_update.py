"""Update: the scenarios in data/update, what holds for any catalog, and msgmerge as a witness."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.extract import extract_guide, template_entries
from l10n.guide import Guide
from l10n.match.doubts import is_outdated
from l10n.match.harmless import harmless_key
from l10n.po import parse_catalog, render_catalog
from l10n.update import Change, ChangeKind, update_catalog

SCENARIOS = sorted((Path(__file__).parents[1] / "data" / "update").glob("*.txt"))
HEADER = Entry("", msgstr="Language: es\nContent-Type: text/plain; charset=UTF-8\n")
FEW_AND_MANY = [100, pytest.param(10_000, marks=pytest.mark.soak)]


def read_scenario(path: Path) -> dict[str, str]:
    """Return the sections of a scenario; each starts at a line ``==== name``."""
    _, *sections = path.read_text(encoding="utf-8").split("\n==== ")
    parts = (section.partition("\n") for section in sections)
    return {name: text.removesuffix("\n") + "\n" for name, _, text in parts}


def extract(text: str) -> tuple[Entry, ...]:
    guide = Guide("visa.md", "en", "visa", text)
    return template_entries(guide, extract_guide(guide, ("title",)).segments)


def parse(text: str) -> Catalog:
    return parse_catalog(text.encode(), "visa.po")


def catalog_of(*entries: Entry) -> Catalog:
    return Catalog(HEADER, entries)


def kinds(old: Catalog, *template: Entry) -> list[ChangeKind]:
    return [change.kind for change in update_catalog(old, template).changes]


def updated(old: Entry, new: str) -> Entry:
    return update_catalog(catalog_of(old), (Entry(new),)).catalog.entries[0]


def words_of(catalog: Catalog) -> set[str]:
    """Return everything in a catalog that a translator wrote, references in their short form."""
    texts = {text for entry in catalog.entries for text in (entry.msgstr, *entry.msgstr_plural)}
    texts |= {line for entry in catalog.entries for line in entry.comments}
    return {text.replace("][]", "]") for text in texts - {""}}


# Unchanged


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_an_unchanged_guide_changes_nothing(path: Path) -> None:
    scenario = read_scenario(path)
    catalog = parse(scenario["catalog"])
    update = update_catalog(catalog, extract(scenario["before"]))
    assert update.changes == ()
    assert render_catalog(update.catalog) == scenario["catalog"]


def test_an_empty_guide_and_an_empty_catalog() -> None:
    assert update_catalog(catalog_of(), ()).catalog == catalog_of()
    assert kinds(catalog_of(), Entry("Hello")) == [ChangeKind.NEW]
    assert kinds(catalog_of(Entry("Hello"))) == [ChangeKind.DROPPED]


# Scenarios


def test_the_issue_s_scenarios_are_there() -> None:
    needed = "typo-fixed sentence-added paragraph-moved paragraph-split heading-renamed"
    needed += " item-removed item-brought-back segments-swapped everything-replaced"
    assert set(needed.split()) <= {path.stem for path in SCENARIOS}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    scenario = read_scenario(path)
    old, template = parse(scenario["catalog"]), extract(scenario["after"])
    new = update_catalog(old, template).catalog
    assert render_catalog(new) == scenario["expected"]
    assert words_of(old) <= words_of(new)
    assert update_catalog(new, template).catalog == new


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario_there_and_back(path: Path) -> None:
    """Whatever was published before is there again, though perhaps to be looked at."""
    scenario = read_scenario(path)
    old, before = parse(scenario["catalog"]), extract(scenario["before"])
    there = update_catalog(old, extract(scenario["after"])).catalog
    back = {entry.identity: entry for entry in update_catalog(there, before).catalog.entries}
    assert words_of(old) <= words_of(there)
    assert {identity: back[identity].msgstr for identity in old.published()} == old.published()


# One rule at a time


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pay here", "Pay here."),
        ("pay here", "Pay here"),
        ("Pay  here ", "Pay here"),
        ("**pay** here", "**Pay** here"),
        ("¿dónde", "¿Dónde"),
        ("Step 1", "Step 1."),
        ("支付。", "支付"),
        ("Run `a  b` now", "Run `a  b` now!"),
        ("Run  `a  b` now", "Run `a  b` now"),
        ("Pay here or there", "Pay Here or there"),
        ("**Pay here.**", "**Pay here**."),
        ("See [it] here", "See [it][] here"),
        ("See ![it][] here", "See ![It] here"),
    ],
)
def test_trivial(old: str, new: str) -> None:
    for before, after in ((old, new), (new, old)):
        update = update_catalog(catalog_of(Entry(before, "Texto")), (Entry(after),))
        assert update.catalog.published() == {(None, after): "Texto"}
        assert update.changes == (Change(ChangeKind.TRIVIAL, (None, after), (None, before)),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pay 10 here today", "Pay 20 here today"),
        ("Pay 1.5 here today", "Pay 15 here today"),
        ("Pay before 1 March 2024", "Pay before 1 March 2025"),
        ("See <https://a.org> for it", "See <https://a.org/b> for it"),
        ("See [it] and that", "See [it][the fees] and that"),
        ("See `[it]` and that", "See `[it][]` and that"),
        ("Say {name} to that", "Say {Name} to that"),
        ("Pay here\nor there", "Pay here or there"),
        ("Run `a  b` for it", "Run `a b` for it"),
        ("`Run` this or that", "`run` this or that"),
        ("10 % of the fee", "10 of the fee"),
        ("100 or 1 000 soles", "100 or 1000 soles"),
    ],
)
def test_not_trivial(old: str, new: str) -> None:
    for before, after in ((old, new), (new, old)):
        entry = updated(Entry(before, "Texto"), after)
        assert entry == Entry(after, "Texto", flags=("fuzzy",), previous_msgid=before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Home", "House"),
        ("Form", "Fees"),
        ("...", "!"),
        ("Requirements", "How to pay the requirements"),
        ("Bring your passport to the consulate.", "The train leaves at nine from platform two."),
        ("护照", "签证"),
    ],
)
def test_not_proposed(old: str, new: str) -> None:
    assert kinds(catalog_of(Entry(old, "Texto")), Entry(new)) == [
        ChangeKind.NEW,
        ChangeKind.OBSOLETE,
    ]


def test_an_exact_entry_is_kept_as_it_is() -> None:
    old = Entry(
        "Pay here.",
        "Pague",
        comments=("formal",),
        extracted=("paragraph",),
        references=("old.md",),
        flags=("fuzzy", "no-wrap"),
        previous_msgid="Pay there.",
    )
    new = Entry("Pay here.", extracted=("heading 1",), references=("new.md",))
    update = update_catalog(catalog_of(old), (new,))
    kept = old._replace(extracted=("heading 1",), references=("new.md",))
    assert update.catalog == catalog_of(kept)
    assert update.changes == ()


def test_flags_other_than_fuzzy_follow_it() -> None:
    old = Entry("Pay at the desk.", "Pague", flags=("no-wrap",))
    assert updated(old, "Pay at that desk.").flags == ("fuzzy", "no-wrap")


def test_a_previous_msgid_that_an_editor_left_behind_is_not_older_truth() -> None:
    old = Entry("Pay at the desk.", "Pague", previous_msgid="Pay at home.")
    assert updated(old, "Pay at that desk.").previous_msgid == "Pay at the desk."


def test_contexts_are_not_mixed() -> None:
    old = catalog_of(Entry("Pay at the desk today.", "Pague", msgctxt="menu"))
    assert ChangeKind.FUZZY not in kinds(old, Entry("Pay at that desk today."))
    near = update_catalog(old, (Entry("Pay at that desk today.", msgctxt="menu"),))
    assert near.catalog.entries[0].previous_msgctxt == "menu"
    same = update_catalog(old, (Entry("Pay at the desk today."),)).catalog.entries[0]
    assert (same.previous_msgctxt, same.previous_msgid) == ("menu", "Pay at the desk today.")
    assert same.fuzzy


def test_somebody_else_s_plural_is_kept() -> None:
    plural = Entry("a file here", msgid_plural="files here", msgstr_plural=("fichero", "ficheros"))
    update = update_catalog(catalog_of(plural), (Entry("a file there"),))
    assert update.catalog.entries == (Entry("a file there"), plural._replace(obsolete=True))
    assert update_catalog(catalog_of(plural), (Entry("a file here"),)).changes == ()


def test_the_place_decides_between_equals() -> None:
    fees = "Fee for a visa of kind"
    old = [Entry(f"{fees} {letter}", letter) for letter in "ABCDEFGHIJ"]
    new = [Entry(f"{fees} {letter}{letter}") for letter in "ABCDEFGHIJ"]
    random.Random(1).shuffle(new)
    anchors = [Entry(f"anchor{number}", "x") for number in range(10)]
    order = [entry.msgid[-1] for entry in new]
    old.sort(key=lambda entry: order.index(entry.msgid[-1]))
    before = [entry for pair in zip(anchors, old, strict=True) for entry in pair]
    after = [entry for pair in zip(anchors, new, strict=True) for entry in pair]
    result = update_catalog(catalog_of(*before), tuple(after)).catalog.entries
    assert [entry.msgstr for entry in result[1::2]] == order


def test_obsolete_entries_keep_their_order() -> None:
    gone = [Entry(name, "x", obsolete=True) for name in ("zeta", "alpha")]
    old = catalog_of(Entry("one", "1"), Entry("two", "2"), *gone)
    entries = update_catalog(old, ()).catalog.entries
    assert [entry.msgid for entry in entries] == ["one", "two", "zeta", "alpha"]
    assert all(entry.obsolete for entry in entries)


@pytest.mark.parametrize(
    "old",
    [
        Entry("Row here", "Rudern\n", obsolete=True),
        Entry("Row there", "\nRudern", flags=("fuzzy",), previous_msgid="Row here"),
    ],
)
def test_what_is_valid_again_ends_as_gettext_wants_it(old: Entry) -> None:
    (entry,) = update_catalog(catalog_of(old), (Entry("Row here"),)).catalog.entries
    assert (entry.msgstr, entry.translated) == ("Rudern", True)


# Any catalog


TEXTS = st.sampled_from(
    [
        *("Pay", "pay.", "Pays", "Home", "House", "!"),
        *("Pay the fee at the bank", "Pay the fee at the bank!", "Pay the fee at a bank"),
        *("Pay the fee at the bank. Keep the receipt.", "Keep the receipt.", "Keep the card."),
        *("Bring 2 photographs and a form", "Bring 3 photographs and a form"),
    ]
)
CONTEXTS = st.sampled_from([None, None, None, "menu"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    identity = {"msgid": draw(TEXTS), "msgctxt": draw(CONTEXTS)}
    number = draw(st.integers(0, 10**6))
    fuzzy = draw(st.booleans())
    comments = draw(st.sampled_from([(), (), (f"comment {number}",)]))
    shared = {
        "comments": comments,
        "obsolete": draw(st.booleans()),
        "flags": ("fuzzy",) if fuzzy else (),
        "previous_msgid": draw(st.none() | TEXTS) if fuzzy else None,
    }
    if draw(st.integers(0, 9)) == 0:
        return Entry(
            msgid_plural="s", msgstr_plural=(f"a{number}", f"b{number}"), **identity, **shared
        )
    return Entry(msgstr=draw(st.sampled_from(["", f"text {number}"])), **identity, **shared)


def _sorted_catalog(found: list[Entry]) -> Catalog:
    return catalog_of(*sorted(found, key=lambda entry: entry.obsolete))


CATALOGS = st.lists(entries(), unique_by=lambda entry: entry.identity, max_size=12).map(
    _sorted_catalog
)
TEMPLATES = st.lists(
    st.builds(
        lambda text, context, plural: Entry(text, msgctxt=context, msgid_plural=plural),
        TEXTS,
        CONTEXTS,
        st.sampled_from([None, None, "s", "t"]),
    ),
    unique_by=lambda entry: entry.identity,
    max_size=12,
).map(tuple)


@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_any_update_keeps_its_promises(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(CATALOGS, TEMPLATES)
    def check(old: Catalog, template: tuple[Entry, ...]) -> None:
        update = update_catalog(old, template)
        new = update.catalog
        assert new.header == old.header
        assert update_catalog(new, template).catalog == new
        assert update_catalog(new, template).changes == ()
        identities = [entry.identity for entry in new.entries]
        assert identities[: len(template)] == [entry.identity for entry in template]
        assert len(set(identities)) == len(identities)
        assert [entry.obsolete for entry in new.entries] == [
            row >= len(template) for row in range(len(new.entries))
        ]
        assert words_of(old) <= words_of(new)
        check_published(old, new)

    check()


def check_published(old: Catalog, new: Catalog) -> None:
    """Only what a translator had let pass, for this text or one trivially different."""
    passed = {
        (entry.msgctxt, harmless_key(entry.msgid), entry.said)
        for entry in old.entries
        if not entry.fuzzy
    }
    passed |= {
        (entry.previous_msgctxt, harmless_key(entry.previous_msgid or ""), entry.said)
        for entry in old.entries
        if is_outdated(entry) or entry.previous_msgid_plural
    }
    for (context, msgid), msgstr in new.published().items():
        assert (context, harmless_key(msgid), msgstr) in passed


def test_a_draft_of_a_text_that_returns_is_still_a_draft() -> None:
    """A translator had marked it, for no reason that the catalog says."""
    draft = catalog_of(Entry("Row to the pier now", "Rudern", flags=("fuzzy",)))
    there = update_catalog(draft, (Entry("Row to that pier now"),)).catalog
    (back,) = update_catalog(there, (Entry("Row to the pier now"),)).catalog.entries
    assert (back.msgstr, back.fuzzy) == ("Rudern", True)


def test_an_empty_entry_gets_the_translation_that_was_made_of_its_text() -> None:
    old = catalog_of(
        Entry("Row to the pier", comments=("short",)),
        Entry("Row there", "Rudern", flags=("fuzzy",), previous_msgid="Row to the pier"),
    )
    update = update_catalog(old, (Entry("Row to the pier"),))
    assert update.catalog.entries == (Entry("Row to the pier", "Rudern", comments=("short",)),)
    assert update.changes[0].kind is ChangeKind.RETURNED


@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_a_chain_of_updates_loses_nothing(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(CATALOGS, st.lists(TEMPLATES, max_size=5))
    def check(old: Catalog, templates: list[tuple[Entry, ...]]) -> None:
        chain = [old]
        for template in templates:
            chain.append(update_catalog(chain[-1], template).catalog)
        for before, after in pairwise(chain):
            assert words_of(before) <= words_of(after)

    check()


# msgmerge

needs_gettext = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="needs GNU gettext")


def run_msgmerge(folder: Path, old: Catalog, template: tuple[Entry, ...]) -> Catalog:
    (folder / "old.po").write_text(render_catalog(old), encoding="utf-8")
    (folder / "new.pot").write_text(render_catalog(Catalog(HEADER, template)), encoding="utf-8")
    command = ["msgmerge", "--quiet", "--previous", "--no-wrap", "old.po", "new.pot"]
    return parse(
        subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()
    )


@needs_gettext
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_msgmerge_keeps_no_more_words(path: Path, tmp_path: Path) -> None:
    scenario = read_scenario(path)
    old = replace(parse(scenario["catalog"]), header=HEADER)
    template = extract(scenario["after"])
    theirs = run_msgmerge(tmp_path, old, template)
    assert words_of(theirs) <= words_of(update_catalog(old, template).catalog)


WORDS = """
    the of to and a in your you for is with at on passport visa office form fee bank city
    street appointment copy certificate birth marriage register health insurance card online
    pay bring wait sign print send receive renew lost stolen police report tax number resident
"""


def edit_slightly(text: str, chance: random.Random) -> str:
    words = text.split()
    place = chance.randrange(len(words))
    edit = chance.choice(("replace", "delete", "insert", "swap", "misspell"))
    match edit:
        case "replace":
            words[place] = "something"
        case "delete":
            del words[place]
        case "insert":
            words.insert(place, "really")
        case "swap":
            words[0], words[-1] = words[-1], words[0]
        case "misspell":
            words[place] = words[place][::-1] + "x"
    return " ".join(words)


@needs_gettext
@pytest.mark.parametrize("seed", range(3))
def test_what_msgmerge_proposes_is_proposed(seed: int, tmp_path: Path) -> None:
    """Small edits everywhere: each finds its own old text, as msgmerge does at its best."""
    chance = random.Random(seed)
    sources = [" ".join(chance.sample(WORDS.split(), chance.randint(5, 30))) for _ in range(60)]
    old = catalog_of(*(Entry(text, f"t{row}") for row, text in enumerate(sources)))
    new = [Entry(edit_slightly(text, chance)) for text in sources]
    right = {entry.msgid: f"t{row}" for row, entry in enumerate(new)}
    chance.shuffle(new)
    ours = {entry.msgid: entry.msgstr for entry in update_catalog(old, tuple(new)).catalog.entries}
    theirs = run_msgmerge(tmp_path, old, tuple(new))
    proposed = {entry.msgid for entry in theirs.entries if entry.msgstr and not entry.obsolete}
    assert len(proposed) > 50
    assert {msgid: ours[msgid] for msgid in right} == right


# Speed


@pytest.mark.parametrize("words", [2, 15, 60])
def test_a_thousand_strangers_take_no_time(words: int) -> None:
    """A million comparisons one by one in Python would take many seconds."""
    chance = random.Random(1)
    letters = "abcdefghijklmnop"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(3000)]
    texts = [" ".join(chance.choices(vocabulary, k=words)) for _ in range(2000)]
    old = catalog_of(*(Entry(text, "x") for text in dict.fromkeys(texts[:1000])))
    new = tuple(Entry(text) for text in dict.fromkeys(texts[1000:]))
    started = time.process_time()
    update_catalog(old, new)
    assert time.process_time() - started < 2
