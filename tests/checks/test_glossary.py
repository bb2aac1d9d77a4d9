"""Glossaries find terms in any inflection, and nothing else."""

from __future__ import annotations

import pytest

from l10n.checks.glossary import Glossary, Term, find_terms, has_term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("todos los pasaportes", "pasaporte"),
        ("die Gebühren", "Gebühr"),
        ("TASAS", "tasa"),
        ("residence permits", "residence permit"),
        ("des Reisepasses", "Reisepass"),
        ("нови паспорти", "паспорт"),
        ("请付签证费用。", "签证"),
        ("lo más rápido", "mas rapido"),
    ],
)
def test_a_term_is_found(text: str, term: str) -> None:
    assert has_term(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("pasajero", "pasaporte"),
        ("tasador", "tasa"),
        ("a visitor", "visa"),
        ("permit", "residence permit"),
        ("", "x"),
    ],
)
def test_another_word_is_not(text: str, term: str) -> None:
    assert not has_term(text, term)


def test_the_longest_term_counts() -> None:
    permit, residence = Term("permit", ("x",)), Term("residence permit", ("y",))
    glossary = Glossary.of((permit, residence, Term("", ("z",))))
    assert list(find_terms(glossary, "Residence permits")) == [residence]
    assert list(find_terms(glossary, "A permit and a residence permit")) == [permit, residence]
    assert list(find_terms(glossary, "")) == []


@pytest.mark.parametrize("again", ["fee", "Fee"])
def test_a_term_that_is_there_twice_may_be_translated_in_both_ways(again: str) -> None:
    noun, verb = Term("fee", ("tasa",), ("cobro",)), Term(again, ("cobrar", "tasa"))
    both = Term("fee", ("tasa", "cobrar"), ("cobro",))
    assert list(find_terms(Glossary.of((noun, verb)), "The fee")) == [both]
    assert Glossary.of((noun, verb)).terms == (both,)


def test_what_one_entry_of_a_term_asks_for_another_does_not_forbid() -> None:
    glossary = Glossary.of((Term("fee", ("tasa",), ("arancel",)), Term("fee", ("arancel",))))
    assert glossary.terms == (Term("fee", ("tasa", "arancel")),)
