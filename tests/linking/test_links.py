"""What addresses mean, and what they become in another language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.guide import Place, Segment
from l10n.links.anchors import give_ids, kept_ids
from l10n.links.hrefs import render, resolve
from l10n.links.localize import localize_links, read_references
from l10n.links.refs import read_ref
from l10n.links.scheme import Root, Scheme
from l10n.links.site import Form, Page, SiteMap, build_site_map, url_of
from l10n.links.titles import (
    find_title_links,
    remembers_title,
    translated_titles,
    write_title_link,
)
from l10n.markdown.headings import read_headings
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.linkplaces import find_link_places
from l10n.markdown.segments import read_layout
from l10n.text import Span, splice

DATA = Path(__file__).parents[1] / "data" / "links"
HOST = "https://guides.example/root"
SCHEME = Scheme(
    HOST,
    {
        "en": (Root("content/en/", "/guides/{path}/"),),
        "es": (Root("content/es/", "/es/guides/{path}/"),),
    },
)


def page(language: str, path: str, *titles: str, key: str = "", url: str = "") -> Page:
    name = key or path.rpartition(".")[0]
    return Page(name, language, f"content/{language}/{path}", titles, url)


HERE = page("en", "portugal/tax.md", "Taxes")
LOCAL = page("es", "portugal/tax.md", "Impuestos", key=HERE.key)
PAGES = (
    HERE,
    LOCAL,
    page("en", "_index.md", "Home"),
    page("en", "portugal/_index.md", "Portugal"),
    page("es", "portugal/_index.md", "Portugal"),
    page("en", "portugal/health.md", "Health"),
    page("es", "portugal/número de salud.md", "Salud", key="portugal/health"),
    page("en", "uruguay/card.md", "The card: what and how"),
    page("en", "bundle/index.md", "Bundle"),
    page("en", "own.md", "Own", url="/elsewhere/"),
    page("es", "sólo.md", "Sólo aquí", key="only"),
    Page("", "en", "content/en/twice.md"),
)
SITE = build_site_map(SCHEME, ("en", "es"), PAGES, [("/old-tax/", HERE), ("older", HERE)])

ABSOLUTE = f"{HOST}/guides/portugal/health/"
HEALTH = "/root/es/guides/portugal/número-de-salud/"

RESOLVED = [
    # written, form, key, and what it is in Spanish
    (ABSOLUTE, Form.ABSOLUTE, "portugal/health", f"https://guides.example{HEALTH}"),
    (
        ABSOLUTE.rstrip("/"),
        Form.ABSOLUTE,
        "portugal/health",
        f"https://guides.example{HEALTH[:-1]}",
    ),
    ("http" + ABSOLUTE[5:], Form.ABSOLUTE, "portugal/health", f"http://guides.example{HEALTH}"),
    (
        "//Guides.example/root/guides/portugal/health/?a=b#c",
        Form.ABSOLUTE,
        "portugal/health",
        f"//Guides.example{HEALTH}?a=b#c",
    ),
    ("/root/guides/portugal/health/#a", Form.ROOT, "portugal/health", f"{HEALTH}#a"),
    ("/root/guides/portugal/health/index.html", Form.ROOT, "portugal/health", HEALTH),
    ("/root/guides/portugal/Health/", Form.ROOT, "portugal/health", HEALTH),
    (
        "/root/guides/portugal/he%61lth/",
        Form.ROOT,
        "portugal/health",
        "/root/es/guides/portugal/n%C3%BAmero-de-salud/",
    ),
    ("../health/", Form.PAGE, "portugal/health", "../número-de-salud/"),
    ("../health", Form.PAGE, "portugal/health", "../número-de-salud"),
    ("./../health/", Form.PAGE, "portugal/health", "../número-de-salud/"),
    ("health.md#x", Form.FILE, "portugal/health", "número%20de%20salud.md#x"),
    ("./health.md", Form.FILE, "portugal/health", "./número%20de%20salud.md"),
    ("health/", Form.FILE, "portugal/health", "número%20de%20salud/"),
    ("../portugal/health.md", Form.FILE, "portugal/health", "número%20de%20salud.md"),
    ("/portugal/health.md", Form.CONTENT, "portugal/health", "/portugal/número%20de%20salud.md"),
    ("../", Form.PAGE, "portugal/_index", "../"),
    ("_index.md", Form.FILE, "portugal/_index", "_index.md"),
    ("../../", Form.PAGE, "_index", "../../../../guides/"),
    (f"{HOST}/guides/", Form.ABSOLUTE, "_index", f"{HOST}/guides/"),
    ("../../uruguay/card/", Form.PAGE, "uruguay/card", "../../../../guides/uruguay/card/"),
    ("../uruguay/card.md", Form.FILE, "uruguay/card", "/root/guides/uruguay/card/"),
    ("/uruguay/card", Form.CONTENT, "uruguay/card", "/root/guides/uruguay/card/"),
    ("../../bundle/", Form.PAGE, "bundle/index", "../../../../guides/bundle/"),
    ("/root/elsewhere/", Form.ROOT, "own", "/root/elsewhere/"),
    ("/root/es/guides/s%C3%B3lo/", Form.ROOT, "only", "/root/es/guides/s%C3%B3lo/"),
    ("/root/es/guides/so\u0301lo/", Form.ROOT, "only", "/root/es/guides/so\u0301lo/"),
    ("/root/guides/twice/", Form.ROOT, "", "/root/guides/twice/"),
]


@pytest.mark.parametrize(("written", "form", "key", "spanish"), RESOLVED)
def test_every_form_is_recognised_and_kept(
    written: str, form: Form, key: str, spanish: str
) -> None:
    link = resolve(SITE, HERE, written)
    assert link is not None
    assert link.page is not None
    assert (link.form, link.page.key) == (form, key)
    assert localized(f"[x]({written})") == f"[x]({spanish})"


@pytest.mark.parametrize("written", ["/root/old-tax/", "/root/guides/portugal/older", "../older/"])
def test_an_alias_is_an_address_too(written: str) -> None:
    link = resolve(SITE, HERE, written)
    assert link is not None
    assert link.page is HERE


@pytest.mark.parametrize(
    "written",
    [
        "",
        "#top",
        "?page=2",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "https://other.example/root/guides/portugal/tax/",
        "https://guides.example/other/",
        "https://guides.example/rootguides/portugal/tax/",
        "/root/images/a.png",
        "form.pdf",
        "/root/about/",
        "https://[broken/",
    ],
)
def test_what_is_no_link_between_guides_is_left_alone(written: str) -> None:
    assert resolve(SITE, HERE, written) is None
    assert localized(f"[x](<{written}>)") == f"[x](<{written}>)"


@pytest.mark.parametrize(
    "written", ["/root/guides/nope/", "../nope/", "nope.md", "/nope.md", f"{HOST}/es/guides/nope"]
)
def test_a_guide_that_is_nowhere_is_known_to_be_missing(written: str) -> None:
    link = resolve(SITE, HERE, written)
    assert link is not None
    assert link.page is None
    assert localized(f"[x]({written})") == f"[x]({written})"


def test_nothing_is_known_of_a_language_that_was_not_scanned() -> None:
    site = build_site_map(SCHEME, ("en",), [HERE])
    assert resolve(site, HERE, "/root/es/guides/portugal/tax/") is None


def test_an_address_of_its_own_replaces_that_of_the_pattern() -> None:
    link = resolve(SITE, HERE, "/root/guides/own/")
    assert link is not None
    assert link.page is None


def test_patterns_may_end_in_a_file_name() -> None:
    scheme = Scheme("", {"en": (Root("en/", "/d/{path}.html"),)}, lowercase=False)
    one, index = Page("a", "en", "en/x/A b.md"), Page("i", "en", "en/x/_index.md")
    site = build_site_map(scheme, ("en",), [one, index])
    assert url_of(site, one) == "/d/x/A b.html"
    for written in ("/d/x/A%20b.html", "A%20b.html", "A b.md"):
        link = resolve(site, index, written)
        assert link is not None, written
        assert link.page is one
        assert render(site, link, one, index) == written.replace(" ", "%20")


WHOLE = (DATA / "english.md").read_text()
EXPECTED = (DATA / "spanish.md").read_text()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_links_are_localized_wherever_they_stand(newline: str) -> None:
    text, expected = (each.replace("\n", newline) for each in (WHOLE, EXPECTED))
    assert localized(text) == expected


def test_a_page_in_the_source_language_does_not_change() -> None:
    text = WHOLE
    layout = read_layout(text, 0)
    assert list(localize_links(text, layout, SITE, HERE, HERE)) == []


def test_localizing_a_localized_page_changes_nothing() -> None:
    once = localized(WHOLE)
    layout = read_layout(once, 0)
    assert list(localize_links(once, layout, SITE, LOCAL, LOCAL)) == []


def test_references_are_read_with_their_fragments() -> None:
    text = '# a\n\n[x](#a) [y](../health/#b%20c) [z](nope.md) ![i](nope.md) {{< ref "#a" >}}'
    found = read_references(text, read_layout(text, 0), SITE, HERE)
    keys = [each.page.key if each.page else None for each in found]
    assert keys == [HERE.key, "portugal/health", None, HERE.key]
    assert [each.fragment for each in found] == ["a", "b c", "", "a"]


@pytest.mark.parametrize(
    "tag", ["{{< relref >}}", '{{< relrefs "a" >}}', '{{< x "a" >}}', '{{</* ref "a" */>}}']
)
def test_what_is_no_ref_is_none(tag: str) -> None:
    assert read_ref(tag) is None


# Titles


def segment(msgid: str, *targets: str) -> Segment:
    return Segment("list item", Place.PARAGRAPH, msgid, (Span(0, 1),), 1, targets)


@pytest.mark.parametrize(
    ("msgid", "target", "is_title"),
    [
        ("[Health](1)", "../health/", True),
        ("[health.](1)", "health.md", True),
        ("[Salud](1)", "/root/es/guides/portugal/número-de-salud/", True),
        ("[The card: what and how](1)", f"{HOST}/guides/uruguay/card", True),
        ("[The card\\: what  and how](1)", f"<{HOST}/guides/uruguay/card>", True),
        ("[Health](1).", "../health/", False),
        ("[Healthy](1)", "../health/", False),
        ('[Health](1 "t")', "../health/", False),
        ("[Health](1)", "https://other.example/", False),
        ("[Health](1)", "nope.md", False),
        ("[twice](1)", "/root/guides/twice/", False),
        ("[An earlier title](1)", "../health/", True),
    ],
)
def test_a_title_link_shows_nothing_but_the_title(msgid: str, target: str, is_title: bool) -> None:
    def is_old(_page: Page, text: str) -> bool:
        return text == "An earlier title"

    found = find_title_links(SITE, HERE, [segment("Text"), segment(msgid, target)], is_old)
    assert set(found) == ({1} if is_title else set())


@pytest.mark.parametrize(
    ("title", "msgstr"),
    [
        ("Salud", "[Salud](1)"),
        ("a_b: c, (d)", "[a_b: c, (d)](1)"),
        ("Un *título* [raro]", "[Un \\*título\\* \\[raro\\]](1)"),
        ("a ]( b", "[a \\]( b](1)"),
        ("<b>&amp;", "[\\<b\\>\\&](1)"),
        ("two\nlines", "[two lines](1)"),
    ],
)
def test_a_title_is_shown_as_it_is(title: str, msgstr: str) -> None:
    assert write_title_link(title) == msgstr


def test_earlier_titles_are_known_while_a_translation_remembers_them() -> None:
    live = Entry("How to pay", "Cómo pagar", extracted=("title, meta_title",))
    heading = Entry("What to bring", "Qué llevar", extracted=("heading 2",))
    fuzzy = live._replace(msgid="How to pay now", flags=("fuzzy",), previous_msgid="How to pay")
    reworded = fuzzy._replace(extracted=("paragraph",))
    gone = Entry("How to pay", "Cómo pagar", obsolete=True)
    bare = Entry("How to pay", extracted=("title",))
    short = Entry("To pay", "Pagar", obsolete=True)
    for entry, text, known in [
        (live, "How to pay", True),
        (fuzzy, "How to pay", True),
        (reworded, "How to pay", False),
        (gone, "How to pay", True),
        (fuzzy._replace(obsolete=True, extracted=()), "How to pay", True),
        (bare, "How to pay", False),
        (heading, "What to bring", False),
        (short, "To pay", False),
        (live, "Something else entirely", False),
    ]:
        catalog = Catalog(Entry(""), (entry,))
        assert remembers_title(catalog, ("title",), text) is known
        titles = {"How to pay": "Cómo pagar"} if entry is live else {}
        assert translated_titles(catalog, ("title",)) == titles


# Anchors


@pytest.mark.parametrize(
    ("source", "merged", "wanted", "expected"),
    [
        ("# Fees\n", "# Fees\n", {"fees"}, "# Fees\n"),
        ("# Fees\n", "# Tasas\n", {"other"}, "# Tasas\n"),
        ("# Fees\n", "# Tasas\n", {"fees"}, "# Tasas {#fees}\n"),
        ("# Fees\n", "# Tasas\n", None, "# Tasas {#fees}\n"),
        ("# Fees {#f}\n", "# Tasas {#f}\n", {"f"}, "# Tasas {#f}\n"),
        ("# Fees {.c}\n", "# Tasas {.c}\n", {"fees"}, "# Tasas {#fees .c}\n"),
        ("# Fees ##\r\n", "# Tasas ##\r\n", {"fees"}, "# Tasas ## {#fees}\r\n"),
        ("> Fees\n> ==\n", "> Tasas\n> ==\n", {"fees"}, "> Tasas {#fees}\n> ==\n"),
        ("# A\n# A\n", "# X\n# A\n", {"a-1"}, "# X\n# A {#a-1}\n"),
        ("# A\n# B\n", "# B\n# X\n", {"b"}, "# B {#a}\n# X {#b}\n"),
    ],
)
def test_headings_keep_the_ids_that_are_linked_to(
    source: str, merged: str, wanted: set[str] | None, expected: str
) -> None:
    layouts = read_layout(source, 0), read_layout(merged, 0)
    given = kept_ids(*layouts, IdStyle.GITHUB, wanted)
    edits = list(give_ids(layouts[1], IdStyle.GITHUB, given))
    assert splice(merged, edits) == expected
    ids = {each.id for each in read_headings(read_layout(expected, 0), IdStyle.GITHUB)}
    assert (wanted or set()) - {"other"} <= ids


def localized(text: str, site: SiteMap = SITE) -> str:
    return splice(text, localize_links(text, read_layout(text, 0), site, HERE, LOCAL))


# Whatever is written

HREFS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="/.#?%:&;<>()[]\\\"'`{}| ahtmdexpotugl-ú\u0301", max_size=40),
    st.sampled_from([each[0] for each in RESOLVED]).flatmap(
        lambda href: st.text(alphabet="/.#?%&\\ú", max_size=1).map(lambda more: href + more)
    ),
)


@given(HREFS)
def test_no_address_is_too_strange(href: str) -> None:
    link = resolve(SITE, HERE, href)
    if link and link.page:
        target = SITE.pages["es"].get(link.page.key, link.page)
        written = render(SITE, link, target, LOCAL)
        again = resolve(SITE, LOCAL, written)
        assert again is not None
        assert again.page is target


@given(HREFS, st.sampled_from(["[x]({})", "[x](<{}>)", "<a href='{}'>", "[r]\n\n[r]: {}"]))
def test_localizing_changes_addresses_and_nothing_else(href: str, form: str) -> None:
    text = f"# One\n\n- {form.format(href)} & *two*\n\n> three\n"
    layout = read_layout(text, 0)
    edits = list(localize_links(text, layout, SITE, HERE, LOCAL))
    done = read_layout(splice(text, edits), 0)
    assert [each.type for each in done.parsed.tokens] == [
        each.type for each in layout.parsed.tokens
    ]
    assert [part.text.kind for part in done.parts] == [part.text.kind for part in layout.parts]
    assert done.parsed.environment.keys() == layout.parsed.environment.keys()
    assert len(find_link_places(done)) == len(find_link_places(layout))
