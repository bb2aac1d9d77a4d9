"""The aligner: what is paired, what is certain, and that certain is never wrong."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.align.alignment import Alignment, align_sides, rough_pairs
from l10n.align.doubt import JOINED, NUMBERS, SENTENCES, SPLIT, UNLIKE
from l10n.align.dynamic import find_pairs
from l10n.align.features import Features, numbers_of, read_features
from l10n.align.lexicon import NO_LEXICON, Lexicon, learn_lexicon
from l10n.align.scoring import Side, read_side
from l10n.align.stems import read_stems
from l10n.extract import extract_guide
from l10n.guide import Guide, Place, Segment
from l10n.markdown.inlines import NO_LABELS
from tests.documents import corpora_folder, extract

LANGUAGES = ("bg", "de", "el", "es", "fr", "hr", "it", "nl", "pt", "ro", "sk")
RATE = 0.1
"""The share of blocks that is dropped, added, joined or split."""

ENGLISH = """\
# Visa

## Steps

- Fill in the blue form at the embassy.
- Pay the consular fee of 30 dollars.
- Collect your passport after two weeks.

## Notes

The embassy is closed on public holidays.
"""
SPANISH = """\
# Visado

## Pasos

- Rellene el formulario azul en la embajada.
- Pague la tasa consular de 30 dólares.
- Recoja su pasaporte después de dos semanas.

## Notas

La embajada está cerrada los días festivos.
"""
LESSONS = (
    ("Fill in the form", "Rellene el formulario"),
    ("The blue form", "El formulario azul"),
    ("Fill in at the embassy", "Rellene en la embajada"),
    ("The embassy is closed", "La embajada está cerrada"),
    ("Pay the fee", "Pague la tasa"),
    ("The consular fee", "La tasa consular"),
    ("Pay the dollars", "Pague los dólares"),
    ("Collect the passport", "Recoja el pasaporte"),
    ("Your passport after two weeks", "Su pasaporte después de dos semanas"),
    ("After public holidays", "Después de los días festivos"),
    ("Closed after two weeks", "Cerrada después de dos semanas"),
    ("Collect the dollars", "Recoja los dólares"),
)


def no_guide(_target: str) -> None:
    return None


def features_of(segments: Sequence[Segment], text: str = "") -> tuple[Features, ...]:
    return read_features(text, segments, NO_LABELS, no_guide)


def sides(
    source: Sequence[Segment], page: Sequence[Segment], lexicon: Lexicon
) -> tuple[Side, Side]:
    return (
        read_side(features_of(source), [""] * len(source), lexicon, backward=False),
        read_side(features_of(page), [each.msgid for each in page], lexicon, backward=True),
    )


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    guides = [
        features_of([segment(one), segment(other)]) for one, other in LESSONS for _ in range(2)
    ]
    return learn_lexicon([(one, other)] for one, other in guides)


def segment(text: str, kind: str = "list item") -> Segment:
    return Segment(kind, Place.PARAGRAPH, text, (), 1)


def align(english: str, spanish: str, lexicon: Lexicon) -> Alignment:
    return align_sides(
        *sides(extract(english).segments, extract(spanish).segments, lexicon), lexicon
    )


def outcome(alignment: Alignment) -> list[tuple[int, tuple[int, ...], str]]:
    return [(each.source, each.page, each.doubt) for each in alignment.matches]


def test_a_faithful_page_is_certain(lexicon):
    alignment = align(ENGLISH, SPANISH, lexicon)
    assert outcome(alignment) == [(n, (n,), "") for n in range(7)]
    assert alignment.lone_source == alignment.lone_page == ()


def test_a_faithful_page_needs_no_lexicon():
    assert outcome(align(ENGLISH, SPANISH, NO_LEXICON)) == [(n, (n,), "") for n in range(7)]


def test_a_dropped_item_leaves_its_source_alone(lexicon):
    page = SPANISH.replace("- Pague la tasa consular de 30 dólares.\n", "")
    alignment = align(ENGLISH, page, lexicon)
    assert alignment.lone_source == (3,)
    assert [(i, j) for i, j, _ in outcome(alignment)] == [
        (0, (0,)),
        (1, (1,)),
        (2, (2,)),
        (4, (3,)),
        (5, (4,)),
        (6, (5,)),
    ]
    # What stands beside it is whole, and under headings that are those of the source.
    assert [doubt for i, _, doubt in outcome(alignment) if doubt] == []


def test_half_an_item_beside_a_gap_is_not_certain(lexicon):
    page = SPANISH.replace(" en la embajada.\n- Pague la tasa consular de 30 dólares.\n", "\n")
    doubts = {i: doubt for i, _, doubt in outcome(align(ENGLISH, page, lexicon))}
    assert doubts[2] != ""
    assert [doubts[i] for i in (0, 1, 5, 6)] == ["", "", "", ""]


def test_what_stands_between_sure_places_needs_no_words():
    """A block that came or went elsewhere says nothing of a section that has all its blocks."""
    page = SPANISH + "\nOtra nota, que no está en la fuente.\n"
    doubts = {i: doubt for i, _, doubt in outcome(align(ENGLISH, page, NO_LEXICON))}
    assert [doubts[i] for i in range(6)] == [""] * 6
    assert doubts[6] != ""


def test_a_sentence_more_is_not_certain(lexicon):
    more = "The embassy is closed on public holidays. Nobody answers letters in these weeks."
    alignment = align(
        ENGLISH.replace("The embassy is closed on public holidays.", more), SPANISH, lexicon
    )
    assert [(i, doubt) for i, _, doubt in outcome(alignment) if doubt] == [(6, SENTENCES)]


@pytest.mark.parametrize("end", [":", "...", "", "."])
def test_a_text_is_a_sentence_however_it_ends(lexicon, end):
    source = ENGLISH.replace(
        "The embassy is closed on public holidays.", f"The embassy closes{end}"
    )
    assert [doubt for _, _, doubt in outcome(align(source, SPANISH, lexicon)) if doubt] == []


def test_another_text_in_the_same_place_is_not_certain(lexicon):
    page = SPANISH.replace("Rellene el formulario azul en la embajada", "Recoja dos pasaportes")
    doubts = {i: doubt for i, _, doubt in outcome(align(ENGLISH, page, lexicon))}
    assert doubts[2] == UNLIKE


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Running runners", {"runnin", "runner"}),
        ("Café", {"cafe"}),
        ("编辑配置文件。保存", {"编辑", "辑配", "配置", "置文", "文件", "保存"}),
        ("API 键", {"api", "键"}),
        ("コンポーネントを使う", {"コンポーネン", "使"}),
        ("파일을 파일은", {"파일"}),
    ],
)
def test_stems_are_what_is_the_same_in_all_forms(text, stems):
    assert read_stems(text) == stems


def test_an_added_item_translates_nothing(lexicon):
    page = SPANISH.replace("- Pague", "- Traiga dos fotografías.\n- Pague")
    alignment = align(ENGLISH, page, lexicon)
    assert alignment.lone_page == (3,)
    assert alignment.lone_source == ()


def test_a_split_item_is_one_match(lexicon):
    page = SPANISH.replace("pasaporte después", "pasaporte\n- Después")
    matches = {each.source: each for each in align(ENGLISH, page, lexicon).matches}
    assert (matches[4].page, matches[4].doubt) == ((4, 5), SPLIT)


def test_joined_items_are_not_certain(lexicon):
    page = SPANISH.replace("embajada.\n- Pague", "embajada. Pague")
    matches = {each.source: each for each in align(ENGLISH, page, lexicon).matches}
    assert {matches[i].doubt for i in (2, 3) if i in matches} == {JOINED}


def test_other_numbers_are_not_certain(lexicon):
    matches = align(ENGLISH, SPANISH.replace("30", "45"), lexicon).matches
    assert [each.doubt for each in matches if each.doubt] == [NUMBERS]


def test_links_pair_by_target_whatever_their_order(lexicon):
    english = "- [First form](https://a.example/1)\n- [Second form](https://a.example/2)\n"
    spanish = "- [Segundo](https://a.example/2)\n- [Primero](https://a.example/1)\n"
    assert [(i, j) for i, j, _ in outcome(align(english, spanish, lexicon))] == [
        (0, (1,)),
        (1, (0,)),
    ]


def test_terms_pair_whatever_their_order(lexicon):
    """A glossary is sorted by the alphabet of its language."""
    terms = (
        ("Embassy", "Embajada", 0, "Fill in the blue form at the embassy."),
        ("Fee", "Tasa", 1, "Pay the consular fee of 30 dollars."),
        ("Passport", "Pasaporte", 2, "Collect your passport after two weeks."),
    )
    items = [line[2:] for line in SPANISH.splitlines() if line.startswith("- ")]
    english = "".join(f"## {name}\n\n{text}\n\n" for name, _, _, text in terms)
    swapped = (terms[2], terms[0], terms[1])
    spanish = "".join(f"## {name}\n\n{items[at]}\n\n" for _, name, at, _ in swapped)
    found = outcome(align(english, spanish, lexicon))
    assert [j for _, (j,), _ in found] == [2, 3, 4, 5, 0, 1]
    assert [i for i, _, doubt in found if doubt] == [0]  # nothing sure is above it


def test_headings_over_other_texts_are_not_certain(lexicon):
    one, two, three = (f"## {name}\n\n" for name in ("Embassy", "Fee", "Passport"))
    items = [line[2:] for line in SPANISH.splitlines() if line.startswith("- ")]
    source = [line[2:] for line in ENGLISH.splitlines() if line.startswith("- ")]
    english = "\n\n".join((one + source[0], two + source[1], three + source[2]))
    spanish = "\n\n".join((one + items[1], two + items[2], three + items[0]))
    found = outcome(align(english, spanish, lexicon))
    assert [(i, j) for i, (j,), doubt in found if not doubt and j == i] == []


def test_cells_pair_by_column(lexicon):
    english = "| Where | Cost |\n| --- | --- |\n| Lima | thirty |\n| Cusco | forty |\n"
    spanish = "| Lugar | Coste |\n| --- | --- |\n| Lima | treinta |\n"
    alignment = align(english, spanish, lexicon)
    assert [(i, j) for i, j, _ in outcome(alignment)] == [(n, (n,)) for n in range(4)]
    assert alignment.lone_source == (4, 5)


def test_nothing_aligns_with_nothing(lexicon):
    assert align("", "", lexicon) == Alignment((), (), ())
    assert align("", SPANISH, lexicon).lone_page == tuple(range(7))
    assert align(ENGLISH, "", lexicon).lone_source == tuple(range(7))


def test_long_guides_take_time_in_proportion(lexicon):
    many = "\n".join(f"- Pay the fee {n}." for n in range(3_000))
    assert len(align(many, many.replace("Pay the fee", "Pague la tasa"), lexicon).matches) == 3_000


@given(st.integers(0, 12), st.integers(0, 12), st.randoms(use_true_random=False))
def test_pairs_ascend_and_are_in_bounds(rows, columns, rng):
    scores = [[rng.uniform(-9, 9) for _ in range(columns)] for _ in range(rows)]
    pairs = find_pairs(rows, columns, lambda i, j: scores[i][j])
    assert all(0 <= i < rows and 0 <= j < columns for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30))
def test_the_same_pairs_with_itself(items):
    pairs = find_pairs(len(items), len(items), lambda i, j: 1.0 if items[i] == items[j] else -9.0)
    assert pairs == [(n, n) for n in range(len(items))]


# Certain is never wrong, on the corpus, with blocks dropped, added, joined and split


@dataclass(frozen=True)
class Case:
    """A source and its page; the truth is the source's segment for each of the page's."""

    name: str
    source: tuple[Segment, ...]
    page: tuple[Segment, ...]
    truth: tuple[int | None, ...]


def read_bodies(language: str) -> dict[str, tuple[Segment, ...]]:
    """Return the bodies of a language's guides by key, without links between guides."""
    folder = corpora_folder() / "tramitit"
    bodies = {}
    for path in sorted((folder / language).rglob("*.md")):
        text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        extraction = extract_guide(Guide(path.name, language, "", text), ())
        kept = (each for each in extraction.segments if not is_related(each))
        bodies[key_of(path, text)] = tuple(kept)
    return bodies


def key_of(path: Path, text: str) -> str:
    lines = [line for line in text.split("\n") if line.startswith("translationKey:")]
    return lines[0] if lines else str(path)


def is_related(segment: Segment) -> bool:
    return segment.msgid.endswith("](1)") and any(
        "tramitit.com" in each for each in segment.targets
    )


def perturb(
    rng: random.Random, segments: Sequence[Segment], pool: Sequence[Segment]
) -> list[tuple[Segment, int | None]]:
    """Return the segments with some dropped, added, joined and split, each with its old index."""
    made: list[tuple[Segment, int | None]] = []
    index = 0
    while index < len(segments):
        here, number = segments[index], index
        index += 1
        is_cell = here.kind.startswith("table")
        action = rng.choice(("drop", "add", "join", "split")) if rng.random() < RATE else "keep"
        words = here.msgid.split(" ")
        following = segments[index] if index < len(segments) else None
        if is_cell or action == "keep":
            made.append((here, number))
        elif action == "add":
            made.append((here, number))
            strangers = [each for each in rng.sample(pool, 20) if each.kind == here.kind]
            made += [(each, None) for each in strangers[:1]]
        elif action == "join" and following and following.kind == here.kind:
            made.append((here._replace(msgid=f"{here.msgid} {following.msgid}"), None))
            index += 1
        elif action == "split" and len(words) > 1:
            cut = rng.randrange(1, len(words))
            made.append((here._replace(msgid=" ".join(words[:cut])), None))
            made.append((here._replace(msgid=" ".join(words[cut:])), None))
        elif action != "drop":
            made.append((here, number))
    return made


def make_cases(language: str, seed: int) -> list[Case]:
    rng = random.Random(f"{language} {seed}")
    english, localized = read_bodies("en"), read_bodies(language)
    pool = [each for body in localized.values() for each in body]
    cases = []
    for key, body in localized.items():
        source = english.get(key, ())
        if not body or [each.kind for each in source] != [each.kind for each in body]:
            continue  # what is right is not known there
        made = perturb(rng, body, pool)
        # A stranger that says what the source says here is no stranger.
        texts = {each.msgid: number for number, each in enumerate(body)}
        truth = tuple(texts.get(each.msgid) if old is None else old for each, old in made)
        cases.append(Case(key, source, tuple(each for each, _ in made), truth))
    return cases


def wrong_and_certain(cases: Sequence[Case]) -> tuple[list[str], int]:
    """Return the certain pairs that are wrong, and how many certain ones there are."""
    rough = (rough_pairs(*sides(each.source, each.page, NO_LEXICON), NO_LEXICON) for each in cases)
    lexicon = learn_lexicon(rough)
    renderings = {
        (case.source[old].msgid, case.page[new].msgid)
        for case in cases
        for new, old in enumerate(case.truth)
        if old is not None
    }
    wrong, certain = [], 0
    for case in cases:
        alignment = align_sides(*sides(case.source, case.page, lexicon), lexicon)
        for match in alignment.matches:
            if match.doubt:
                continue
            certain += 1
            one, other = case.source[match.source].msgid, case.page[match.page[0]].msgid
            if case.truth[match.page[0]] != match.source and (one, other) not in renderings:
                wrong.append(f"{case.name}: {one!r} is not {other!r}")
    return wrong, certain


@pytest.mark.parametrize("language", ["bg", "it", "nl", "sk"])
def test_certain_pairs_are_right(language):
    cases = make_cases(language, 1)
    wrong, certain = wrong_and_certain(cases)
    assert wrong == []
    assert certain > 15 * len(cases)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(int(os.environ.get("L10N_ALIGN_SEEDS", "4"))))
def test_certain_pairs_are_right_in_2000_documents(seed):
    wrong, documents = [], 0
    for language in LANGUAGES:
        cases = make_cases(language, seed)
        documents += len(cases)
        wrong += wrong_and_certain(cases)[0]
    print(f"{documents} documents")
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Open from 9 am to 5 pm.", "Abierto de 9:00 a 17:00.", True),
        ("Open from 9 a.m. to 5:30 p.m.", "Ouvert de 9 h 00 à 17:30.", True),
        ("Open 09:00-12 pm.", "Geöffnet von 9 bis 12 Uhr.", True),
        ("Open until 5 pm.", "Abierto hasta las 5:00.", False),
        ("It takes 2:00:30.", "Dura 2:30.", False),
        ("It costs 9.00.", "Cuesta 9,00.", True),
        ("It costs 9.00.", "Cuesta 9.", False),
    ],
)
def test_an_hour_is_the_same_number_by_both_clocks(one: str, other: str, same: bool) -> None:
    assert (numbers_of(one) == numbers_of(other)) is same
