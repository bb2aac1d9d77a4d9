"""Places of guides: from a file to its guide and back, whatever the patterns are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.trees import ContentTree, Place, Places, file_of, key_of, locate, make_places, short_form

DOCUSAURUS = "i18n/{lang}/docusaurus-plugin-content"
LAYOUTS = {
    "folders": (short_form("content/{lang}"),),
    "inner": (short_form("docs/{lang}/docs"),),
    "below": (ContentTree("docs/{path}", "docs/{lang}/{path}"),),
    "names": (ContentTree("content/{path}", "content/{path}.{lang}"),),
    "all names": (ContentTree("content/{path}.{lang}", "content/{path}.{lang}"),),
    "root": (ContentTree("{path}", "{lang}/{path}"),),
    "root names": (ContentTree("{path}", "{path}.{lang}"),),
    "another tree": (ContentTree("docs/{path}", f"{DOCUSAURUS}-docs/current/{{path}}"),),
    "many": (
        ContentTree("docs/{path}", f"{DOCUSAURUS}-docs/current/{{path}}"),
        ContentTree("blog/{path}", f"{DOCUSAURUS}-blog/{{path}}"),
        ContentTree("docs/api/{path}", "docs/api/{path}.{lang}"),
        ContentTree("src/pages/{path}", f"{DOCUSAURUS}-pages/{{path}}"),
    ),
    "beside": (ContentTree("docs/{path}", "../docs-{lang}/docs/{path}"),),
}
LANGUAGES = ("de", "pt-BR", "zh-Hant")
NAMES = st.sampled_from(
    ["a", "index", "_index", "v1.2", "v1.fr", "b c", "docs", "api", "blog", "x.y", "current", "Ü"]
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


def places_of(layout: str) -> Places:
    return make_places(LAYOUTS[layout], "en", LANGUAGES, {"pt-BR": "pt-br"})


@given(st.data(), st.sampled_from([*LAYOUTS]), PATHS, st.sampled_from([".md", ".mdx", ".MD"]))
def test_a_file_is_found_where_its_place_says(
    data: st.DataObject, layout: str, path: str, suffix: str
) -> None:
    places = places_of(layout)
    side = data.draw(st.sampled_from([*places.sides.values()]))
    place = Place(side, path, suffix)
    found = locate(places, file_of(place))
    assert found is not None
    if found.side.tree == side.tree:
        assert found == place
    else:  # in a deeper tree
        assert len(found.side.folder) > len(side.folder)
        assert file_of(found) == file_of(place)


@given(
    st.sampled_from([*LAYOUTS]), st.lists(NAMES | st.sampled_from(["de", "x.de", "fr"]), max_size=5)
)
def test_a_path_is_that_of_one_place_or_of_none(layout: str, names: list[str]) -> None:
    path = "/".join([*names, "guide.md"])
    place = locate(places_of(layout), path)
    assert place is None or file_of(place) == path


@given(st.sampled_from([*LAYOUTS]), PATHS, PATHS)
def test_guides_in_one_language_have_different_keys(layout: str, one: str, other: str) -> None:
    places = places_of(layout)
    sources = [side for side in places.sides.values() if side.language == "en"]
    files = {file_of(Place(side, path, ".md")) for side in sources for path in (one, other)}
    found = [place for path in files if (place := locate(places, path))]
    assert len({key_of(places, place) for place in found}) == len(files)


@pytest.mark.parametrize(
    ("layout", "path", "language", "inner"),
    [
        ("folders", "content/en/a.md", "en", "a"),
        ("folders", "content/pt-br/x/a.md", "pt-BR", "x/a"),
        ("folders", "content/pt-BR/a.md", "", ""),
        ("folders", "content/fr/a.md", "", ""),
        ("inner", "docs/de/docs/a.md", "de", "a"),
        ("inner", "docs/de/a.md", "", ""),
        ("below", "docs/a.md", "en", "a"),
        ("below", "docs/de/a.md", "de", "a"),
        ("below", "docs/de.md", "en", "de"),
        ("below", "docs/x/de/a.md", "en", "x/de/a"),
        ("names", "content/x/index.de.md", "de", "x/index"),
        ("names", "content/_index.pt-br.md", "pt-BR", "_index"),
        ("names", "content/v1.2.md", "en", "v1.2"),
        ("names", "content/v1.2.de.md", "de", "v1.2"),
        ("names", "content/x/.de.md", "en", "x/.de"),
        ("all names", "content/a.en.md", "en", "a"),
        ("all names", "content/a.md", "", ""),
        ("root", "a.md", "en", "a"),
        ("root", "zh-Hant/a.md", "zh-Hant", "a"),
        ("root names", "a.de.md", "de", "a"),
        ("many", "docs/api/a.de.md", "de", "a"),
        ("many", "docs/b.de.md", "en", "b.de"),
        ("beside", "../docs-de/docs/a.md", "de", "a"),
    ],
)
def test_places(layout: str, path: str, language: str, inner: str) -> None:
    place = locate(places_of(layout), path)
    assert (place.side.language if place else "", place.path if place else "") == (language, inner)


def test_what_is_excluded_belongs_to_no_language() -> None:
    tree = ContentTree("docs/{path}", "docs/{lang}/{path}", exclude=("old/**",))
    places = make_places((tree,), "en", LANGUAGES, {})
    assert locate(places, "docs/old/a.md") is None
    assert locate(places, "docs/de/old/a.md") is None
    only = make_places((ContentTree(include=("new/**",)),), "en", LANGUAGES, {})
    assert locate(only, "content/de/a.md") is None
    assert locate(only, "content/de/new/a.md") is not None


def test_trees_of_one_folder_part_it() -> None:
    new = ContentTree("docs/{path}", "docs/{lang}/{path}", include=("new/**",))
    rest = ContentTree("docs/{path}", "docs/{lang}/{path}")
    places = make_places((new, rest), "en", LANGUAGES, {})
    for path, tree in (("docs/new/a.md", 0), ("docs/a.md", 1), ("docs/de/new/a.md", 0)):
        place = locate(places, path)
        assert place is not None
        assert place.side.tree == tree


def test_keys_have_their_tree_only_where_there_are_several() -> None:
    for layout, path, key in (
        ("below", "docs/x/a.md", "x/a"),
        ("many", "docs/x/a.md", "docs/x/a"),
        ("many", "src/pages/a.md", "src/pages/a"),
        ("many", "i18n/de/docusaurus-plugin-content-blog/a.md", "blog/a"),
    ):
        places = places_of(layout)
        place = locate(places, path)
        assert place is not None
        assert key_of(places, place) == key
