"""What becomes of a text that came back, by what the catalog says of it by now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.exchange.values import Answer, State, fingerprint
from l10n.match.machine import fill_by_machine
from l10n.translate.answers import CHANGES, Taken, Verdict, take_answers
from tests.po.po_tools import HEADER


def new_id(number: int, said: str) -> str:
    return f"{number}-{fingerprint(said)}"


FEE = "Pay the fee at the office before the end of the month."
NEW_FEE = "Pay the fee at the bank before the end of the month."
OTHER = "Bring your passport."


def entry(msgid: str = FEE, msgstr: str = "", *, fuzzy: bool = False, previous: str = "") -> Entry:
    flags = ("fuzzy",) if fuzzy else ()
    return Entry(msgid, msgstr, flags=flags, previous_msgid=previous or None)


def answer(
    text: str,
    went: str | None,
    state: State = State.DONE,
    msgid: str = FEE,
    context: str | None = None,
) -> Answer:
    """Return what came back where ``went`` went out; None for a file that does not say."""
    name = "7" if went is None else new_id(1, went)
    return Answer(5, name, msgid, (text,), state, context)


def take(
    known: Entry, given: Answer, *now: Entry, overwrite: bool = False
) -> tuple[Taken, Verdict]:
    """Return what becomes of an answer; ``now`` is in the guide, by default the known entry."""
    template = tuple(each._replace(msgstr="", flags=(), comments=()) for each in now or (known,))
    template = tuple(each._replace(previous_msgid=None, msgstr_plural=()) for each in template)
    taken = take_answers(Catalog(HEADER, (known,)), template, [given], overwrite=overwrite)
    ((_, verdict),) = taken.verdicts
    return taken, verdict


UNSAID, DRAFT, DONE = State.UNSAID, State.DRAFT, State.DONE
CASES = {
    "new": (entry(), answer("A", ""), "A", False, Verdict.TAKEN),
    "new, unsaid": (entry(), answer("A", "", UNSAID), "A", False, Verdict.TAKEN),
    "a draft": (entry(), answer("A", "", DRAFT), "A", True, Verdict.TAKEN),
    "a correction": (entry(FEE, "A"), answer("B", "A"), "B", False, Verdict.CORRECTED),
    "fuzzy, changed": (entry(FEE, "A", fuzzy=True), answer("B", "A", UNSAID), "B", False, "taken"),
    "fuzzy, right": (entry(FEE, "A", fuzzy=True), answer("A", "A"), "A", False, Verdict.CONFIRMED),
    "fuzzy, unseen": (
        entry(FEE, "A", fuzzy=True),
        answer("A", "A", UNSAID),
        "A",
        True,
        "untouched",
    ),
    "fuzzy, draft": (entry(FEE, "A", fuzzy=True), answer("A", "A", DRAFT), "A", True, "untouched"),
    "fuzzy, still so": (entry(FEE, "A", fuzzy=True), answer("B", "A", DRAFT), "B", True, "taken"),
    "as it was": (entry(FEE, "A"), answer("A", "A"), "A", False, Verdict.UNTOUCHED),
    "blanks around": (entry(FEE, "A"), answer(" A\n", "A"), "A", False, Verdict.UNTOUCHED),
    "there by now": (entry(FEE, "A"), answer("A", ""), "A", False, Verdict.THERE),
    "changed by others": (entry(FEE, "B"), answer("A", "A"), "B", False, Verdict.UNTOUCHED),
    "changed by both": (entry(FEE, "B"), answer("C", "A"), "B", False, Verdict.CONFLICT),
    "filled by both": (entry(FEE, "B"), answer("C", ""), "B", False, Verdict.CONFLICT),
    "unknown, new": (entry(), answer("A", None), "A", False, Verdict.TAKEN),
    "unknown, fuzzy": (entry(FEE, "A", fuzzy=True), answer("B", None), "B", False, "taken"),
    "unknown, other": (entry(FEE, "A"), answer("B", None), "A", False, Verdict.CONFLICT),
    "no such text": (entry(FEE, "A"), answer("B", "", msgid="Gone."), "A", False, Verdict.KEPT),
    "untouched and gone": (
        entry(FEE, "A"),
        answer("B", "B", msgid="Gone."),
        "A",
        False,
        "untouched",
    ),
    "another context": (entry(FEE, "A"), answer("B", "", context="x"), "A", False, Verdict.KEPT),
}


@pytest.mark.parametrize("name", CASES)
def test_what_becomes_of_it(name: str) -> None:
    known, given_, text, fuzzy, verdict = CASES[name]
    taken, found = take(known, given_)
    assert found == verdict
    first = taken.catalog.entries[0]
    assert (first.msgid, first.msgstr, first.fuzzy) == (FEE, text, fuzzy)
    assert taken.changed is (verdict in {*CHANGES, Verdict.KEPT})
    again = take_answers(taken.catalog, (entry(),), [given_], overwrite=False)
    assert (again.catalog, again.changed) == (taken.catalog, False)


def test_overwriting_takes_it_where_both_changed_it() -> None:
    for given_ in (answer("C", "A"), answer("C", None)):
        taken, verdict = take(entry(FEE, "B"), given_, overwrite=True)
        assert (taken.catalog.entries[0].msgstr, verdict) == ("C", Verdict.CORRECTED)


@pytest.mark.parametrize("extracted", [False, True])
def test_a_text_whose_source_moved_on_is_fuzzy(extracted: bool) -> None:
    known = entry(NEW_FEE) if extracted else entry(FEE)
    taken, verdict = take(known, answer("A", ""), entry(NEW_FEE))
    assert verdict is Verdict.OUTDATED
    assert taken.catalog.entries == (entry(NEW_FEE, "A", fuzzy=True, previous=FEE),)
    again = take_answers(taken.catalog, (entry(NEW_FEE),), [answer("A", "")], overwrite=False)
    assert again.changed is False
    assert [each for _, each in again.verdicts] == [Verdict.THERE]


def test_a_correction_of_a_text_whose_source_moved_on_is_the_proposal() -> None:
    known = entry(NEW_FEE, "A", fuzzy=True, previous=FEE)
    taken, verdict = take(known, answer("B", "A"), entry(NEW_FEE))
    assert verdict is Verdict.OUTDATED
    assert taken.catalog.entries == (entry(NEW_FEE, "B", fuzzy=True, previous=FEE),)
    taken, verdict = take(known, answer("B", "C"), entry(NEW_FEE))
    assert (taken.catalog.entries, verdict) == ((known,), Verdict.CONFLICT)
    taken, verdict = take(known, answer("C", "C"), entry(NEW_FEE))
    assert (taken.catalog.entries, verdict) == ((known,), Verdict.UNTOUCHED)


def test_a_change_that_does_not_matter_keeps_it_valid() -> None:
    taken, verdict = take(entry("Pay here"), answer("A", "", msgid="Pay here."))
    assert (taken.catalog.entries[0], verdict) == (entry("Pay here", "A"), Verdict.TAKEN)
    taken, verdict = take(entry("Pay here", "A"), answer("B", "A", msgid="pay here."))
    assert (taken.catalog.entries[0], verdict) == (entry("Pay here", "B"), Verdict.CORRECTED)


def test_a_text_that_is_gone_is_obsolete() -> None:
    taken, verdict = take(entry(FEE), answer("A", ""), entry(OTHER))
    assert verdict is Verdict.KEPT
    assert taken.catalog.entries == (entry(OTHER), Entry(FEE, "A", obsolete=True))
    again, found = take(taken.catalog.entries[1], answer("A", ""), entry(OTHER))
    assert (again.changed, found) == (False, Verdict.THERE)
    corrected, found = take(taken.catalog.entries[1], answer("B", "A"), entry(OTHER))
    assert corrected.catalog.entries == (entry(OTHER), Entry(FEE, "B", obsolete=True))


def test_what_a_machine_wrote_is_a_persons_then() -> None:
    proposed = fill_by_machine(entry(), "A", "m 2026")
    for text in ("A", "B"):
        taken, _ = take(proposed, answer(text, "A"))
        assert taken.catalog.entries == (entry(FEE, text),)


def test_a_plural_entry_takes_all_its_forms() -> None:
    plural = Entry("An apple", msgid_plural="%d apples", msgstr_plural=("", ""))
    both = Answer(1, new_id(1, ""), "An apple", ("Una", "%d manzanas"), State.DONE)
    taken, verdict = take(plural, both)
    assert (taken.catalog.entries[0].msgstr_plural, verdict) == (both.texts, Verdict.TAKEN)
    only = both._replace(msgid="%d apples")
    assert take(plural, only)[0].catalog == taken.catalog
    for texts in (("Una",), ("a", "b", "c")):
        taken, verdict = take(plural, both._replace(texts=texts))
        assert (verdict, taken.changed) == (Verdict.REFUSED, False)
    taken, verdict = take(entry(), both._replace(msgid=FEE))
    assert (verdict, taken.changed) == (Verdict.REFUSED, False)


TEXTS = st.sampled_from(["", "A", "B", "C"])
MSGIDS = st.sampled_from([FEE, NEW_FEE, OTHER, "Other text.", f"{FEE[:-1]}!"])
ENTRIES = st.builds(
    lambda msgid, msgstr, fuzzy, previous: entry(
        msgid, msgstr, fuzzy=fuzzy and bool(msgstr), previous=previous if fuzzy and msgstr else ""
    ),
    MSGIDS,
    TEXTS,
    st.booleans(),
    MSGIDS,
)
CATALOGS = st.lists(ENTRIES, max_size=4, unique_by=lambda each: each.msgid)
ANSWERS = st.builds(answer, TEXTS.filter(bool), st.none() | TEXTS, st.sampled_from(State), MSGIDS)


@pytest.mark.parametrize("count", [200, pytest.param(3000, marks=pytest.mark.soak)])
def test_no_text_is_lost_and_twice_is_once(count: int) -> None:
    @settings(max_examples=count, deadline=None)
    @given(CATALOGS, st.lists(MSGIDS, max_size=4, unique=True), st.lists(ANSWERS, max_size=4))
    def holds(known: list[Entry], msgids: list[str], answers: list[Answer]) -> None:
        template = tuple(map(entry, msgids))
        once = take_answers(Catalog(HEADER, tuple(known)), template, answers, overwrite=False)
        texts = {each.msgstr for each in once.catalog.entries}
        for given_, verdict in once.verdicts:
            listed = verdict in {Verdict.CONFLICT, Verdict.UNTOUCHED, Verdict.REFUSED}
            assert listed or given_.said in texts or len(answers) > 1
        names = {(each.msgctxt, each.msgid) for each in answers}
        if len(names) == len(answers):
            twice = take_answers(once.catalog, template, answers, overwrite=False)
            assert replace(twice.catalog, header=HEADER) == once.catalog

    holds()
