"""``l10n links`` fails for what a person would mend, and for nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import build_site, run, write

SETTINGS = """\
source-language = "en"
languages = ["de"]
content = "content/{lang}"

[links]
base = "https://g.example"
term-ids = true
ignore = ["/mounted/**", "made-up"]
taxonomies = ["tags", "/authors"]
"""
FILES = {
    "content/en/a.md": "---\ntags: [Some Tag]\n---\n# A\n\nWords.\n",
    "content/de/a.md": "---\ntags: x\n---\n# A\n\nWords.\n",
    "content/en/sec/b.md": "## Part\n\nTerm of art\n: Its meaning.\n",
    "content/en/sec/unique.md": '{{% include "x.md" %}}\n',
    "content/en/plain.html": "<p>Words.</p>\n",
    "content/en/other/_index.html": "<p>Words.</p>\n",
    "content/en/notes/README.txt": "Words.\n",
    "static/map/index.html": "<p>Words.</p>\n",
    "static/deep/page.html": "<p>Words.</p>\n",
}
NO_GUIDE = [
    ("/map/", "a page of plain HTML among the static files"),
    ("/deep/page.html", "the same, by its name"),
    ("../plain/", "a page of plain HTML among the guides"),
    ("/other/", "a section of plain HTML"),
    ("/tags/some-tag/", "a term of a taxonomy"),
    ("/authors/", "a taxonomy of the site's own"),
    ("/de/tags/x/", "a term in another language"),
    ("/sec/", "a section without a file"),
    ("/mounted/x/y/", "what the settings leave alone"),
    ("made-up", "the same, as it is written"),
    ("/docs/{{", "the beginning of one"),
    ("[[page:/missing]]", "an address that a program of the site's own writes"),
    ("${home}/missing", "the same, in another spelling"),
    ("https://g.example", "the beginning of the site"),
    ("/de/", "the beginning of a language"),
    ("/sec/unique/#made-by-the-include", "a place that a shortcode may write"),
    ('{{< ref "tags" >}}', "a taxonomy by shortcode"),
]
FINE = [
    ("{{$address}}", "no link that could be followed: a template's own"),
    ("/sec/b/#part", "by address"),
    ("/sec/b/#term-of-art", "the place of a term"),
    ("sec/b", "by path from the top, as Hugo's own hook does"),
    ('{{< ref "unique" >}}', "by name alone"),
]
BROKEN = [
    ("/missing/", "no page"),
    ("/sec/missing/", "no page in a section"),
    ("/sec/deep/", "no folder"),
    ("missing.md", "no file"),
    ("missing", "a word"),
    ("/tags/some/", "a term that no guide has"),
    ("/de/tags/some-tag/", "a term that no guide of this language has"),
    ("/tags/some-tag/more/", "nothing is below a term"),
    ('{{< ref "missing" >}}', "no page by shortcode"),
]


def follow(root: Path, *options: str) -> dict[str, object]:
    return json.loads(run(root, "links", "--format", "json", *options).out)


def fates_of(root: Path, link: str) -> list[str]:
    """Return what becomes of one link in a source guide; nothing when it is fine."""
    write(root, "content/en/top.md", f"See [this]({link}) and that.\n")
    report = follow(root)
    return [each["fate"] for each in report["links"]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build_site(tmp_path, {}, SETTINGS)
    for path, text in FILES.items():
        write(tmp_path, path, text)
    return tmp_path


@pytest.mark.parametrize("link", [link for link, _ in FINE], ids=[why for _, why in FINE])
def test_what_leads_to_a_guide(site: Path, link: str) -> None:
    assert fates_of(site, link) == []


@pytest.mark.parametrize("link", [link for link, _ in NO_GUIDE], ids=[why for _, why in NO_GUIDE])
def test_what_is_no_guide_is_no_fault(site: Path, link: str) -> None:
    assert fates_of(site, link) == ["no_guide"]
    assert run(site, "links", "-q").code == 0


def test_extracting_and_checking_say_the_same_of_it(site: Path) -> None:
    links = [link for link, _ in NO_GUIDE]
    write(site, "content/en/top.md", "\n\n".join(f"See [it]({link})." for link in links))
    for command in ("extract", "check"):
        said = run(site, command)
        assert "leads to no guide" not in said.out + said.err, command


@pytest.mark.parametrize("link", [link for link, _ in BROKEN], ids=[why for _, why in BROKEN])
def test_what_a_person_would_mend(site: Path, link: str) -> None:
    assert fates_of(site, link) == ["broken"]
    assert run(site, "links", "-q").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "<ana@example>",
        "<!-- [it](missing.md) -->",
        "`x` <!--\n[it](missing.md)\n-->",
        "    class A[T=B](missing.md):",
    ],
)
def test_what_only_looks_like_a_link_is_no_fault(site: Path, text: str) -> None:
    write(site, "content/en/top.md", f"Words.\n\n{text}\n\nWords.\n")
    assert follow(site)["links"] == []
    assert "broken-links" not in run(site, "check").out


def test_a_static_page_that_comes_and_goes_is_seen(site: Path) -> None:
    def found() -> list[str]:
        said = (run(site, "extract").out, run(site, "check").out)
        return [each for each in said if "/late/ leads to no guide" in each]

    assert fates_of(site, "/late/") == ["broken"]
    assert len(found()) == 2
    write(site, "static/late/index.html", "<p>Words.</p>\n")
    assert [each["fate"] for each in follow(site)["links"]] == ["no_guide"]
    assert found() == []
    (site / "static/late/index.html").unlink()
    assert [each["fate"] for each in follow(site)["links"]] == ["broken"]
    assert len(found()) == 2


def test_static_pages_are_beside_the_guides_of_a_site_below_the_root(tmp_path: Path) -> None:
    build_site(tmp_path, {}, SETTINGS.replace("content/", "www/content/"))
    write(tmp_path, "www/static/map/index.html", "<p>Words.</p>\n")
    write(tmp_path, "www/content/en/a.md", "See [the map](/map/) and [no map](/maps/).\n")
    assert [each["fate"] for each in follow(tmp_path)["links"]] == ["no_guide", "broken"]


def test_init_leaves_alone_what_hugo_mounts(site: Path) -> None:
    (site / "l10n.toml").unlink()
    mounts = "".join(
        f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n'
        for source, target in (("x/specs", "content/docs/specs"), ("R.md", "content/sec/R.md"))
    )
    write(site, "hugo.toml", f'baseURL = "https://g.example/"\n{mounts}')
    assert run(site, "init", "--languages", "de").code == 0
    write(site, "content/en/top.md", "[1](/docs/specs/) [2](/docs/specs/a/b/) [3](/sec/r/)\n")
    write(site, "content/en/sec/x.md", "[file](R.md)\n")
    assert {each["fate"] for each in follow(site)["links"]} == {"no_guide"}
    write(site, "content/en/top.md", "[1](/docs/spec/)\n")
    assert run(site, "links", "-q").code == 1


def test_hugos_own_hook_looks_beside_a_bundle_as_well(site: Path) -> None:
    write(site, "content/en/sec/bundle/index.md", "[b](b) [up](../a/) [top](sec/b#part)\n")
    assert follow(site)["links"] == []
    write(site, "content/en/sec/leaf.md", "[up](../../a/)\n")
    assert run(site, "links", "-q").code == 0
    write(site, "content/en/sec/leaf.md", "[up](../../../c/)\n")
    assert run(site, "links", "-q").code == 1


def test_what_a_render_hook_compares_is_left_alone_by_init(site: Path) -> None:
    (site / "l10n.toml").unlink()
    write(site, "hugo.toml", 'baseURL = "https://g.example/"\n')
    write(site, "content/en/top.md", "A [word](g) and [none](other), and [one](error).\n")
    hook = '{{ if eq .Destination "g" }}x{{ else if eq $level "error" }}y{{ end }} <a href="other">'
    write(site, "layouts/_markup/render-link.html", hook)
    assert run(site, "init", "--languages", "de").code == 0
    assert 'ignore = ["error", "g"]  # what the render hook' in (site / "l10n.toml").read_text()
    fates = {each["written"]: each["fate"] for each in follow(site)["links"]}
    assert fates == {"g": "no_guide", "error": "no_guide", "other": "broken"}


@pytest.mark.parametrize(
    ("tag", "fate"),
    [
        ('{{% include "parts/p.md" %}}', []),
        ('{{% include "/sec/parts/p.md" %}}', []),
        ('{{% readfile file="content/en/sec/parts/p.md" /%}}', []),
        ('{{% include "parts/other.md" %}}', ["broken_anchor"]),
        ('{{% include "parts/gone.md" %}}', ["no_guide"]),
        ("{{% glossary %}}", ["no_guide"]),
        ("Words {{% glossary %}} in between.", ["broken_anchor"]),
        ("{{% note %}}\nWords.\n{{% /note %}}", ["broken_anchor"]),
        ("{{< glossary >}}", ["broken_anchor"]),
        ("None at all.", ["broken_anchor"]),
    ],
)
def test_a_place_may_come_with_a_file(site: Path, tag: str, fate: list[str]) -> None:
    write(site, "content/en/sec/parts/p.md", "## Deep part\n")
    write(site, "content/en/sec/parts/other.md", "## Other\n")
    write(site, "content/en/sec/whole.md", f"## Whole\n\n{tag}\n")
    assert fates_of(site, "/sec/whole/#deep-part") == fate
    write(site, "content/en/sec/parts/p.md", "## Renamed\n")
    assert [each["fate"] for each in follow(site)["links"]] == (fate or ["broken_anchor"])


def test_a_file_that_comes_brings_its_places(site: Path) -> None:
    write(site, "content/en/sec/whole.md", '{{% include "parts/late.md" %}}\n')
    assert fates_of(site, "/sec/whole/#deep-part") == ["no_guide"]
    write(site, "content/en/sec/parts/late.md", "## Deep\n")
    assert [each["fate"] for each in follow(site)["links"]] == ["broken_anchor"]
    write(site, "content/en/sec/parts/late.md", "## Deep part\n")
    assert follow(site)["links"] == []


@pytest.mark.parametrize(
    ("syntax", "written", "fragment", "fate"),
    [
        ("mdx", "## Titel {/* #part */}", "part", []),
        ("mdx", "import P from './_p.mdx'\n\n<P />", "inner", []),
        ("mdx", "import P from '@site/docs/_p.mdx'\n\n<P />", "outer", ["broken_anchor"]),
        ("vitepress", "<!--@include: ./_p.mdx-->", "inner", []),
        ("vitepress", "## What's `new`? <Badge text='1' />", "what-s-new", []),
        ("vitepress", "## What's `new`?", "whats-old", ["broken_anchor"]),
        ("mkdocs", '--8<-- "docs/_p.mdx"', "inner", []),
        ("mkdocs", "Words.\n{ #own .x }", "own", []),
        ("jekyll", "Words.\n{: #own }", "own", []),
        ("myst", "(label)=\n# T", "label", []),
        ("hugo", "## What's new", "what-s-new", ["broken_anchor"]),
        ("hugo", "Term\n: Meaning.", "term", ["broken_anchor"]),
    ],
)
def test_places_of_each_make(
    tmp_path: Path, syntax: str, written: str, fragment: str, fate: list[str]
) -> None:
    settings = (
        f'source-language = "en"\nlanguages = ["de"]\nsyntax = "{syntax}"\n[[content]]\n'
        'source = "docs/{path}"\nlocalized = "{lang}/{path}"\n'
    )
    build_site(tmp_path, {}, settings)
    write(tmp_path, "docs/_p.mdx", "## Inner\n")
    write(tmp_path, "docs/other.md", f"{written}\n")
    write(tmp_path, "docs/top.md", f"[it](other.md#{fragment})\n")
    assert [each["fate"] for each in follow(tmp_path)["links"]] == fate


@pytest.mark.parametrize(
    ("base", "fates"),
    [("", []), ("https://g.example/book", []), ("https://g.example", ["broken"])],
)
def test_what_is_beside_a_site_is_not_its_own(tmp_path: Path, base: str, fates: list[str]) -> None:
    where = f'[links]\nbase = "{base}"\n' if base else ""
    build_site(tmp_path, {}, f'source-language = "en"\nlanguages = ["de"]\n{where}')
    write(tmp_path, "content/en/top.md", "[std](../../std/option/)\n")
    assert [each["fate"] for each in follow(tmp_path)["links"]] == fates


FALLBACKS = [
    ("/de/sec/b/", "fallback"),
    ("/de/sec/b/#part", "fallback"),
    ("/de/sec/b/#none", "broken_anchor"),
    ("sec/b.md", "fallback"),
    ("../sec/b/", "fallback"),
    ("/de/sec/none/", "broken"),
    ("none.md", "broken"),
]


@pytest.mark.parametrize(("link", "fate"), FALLBACKS)
def test_a_language_may_show_the_sources_pages(site: Path, link: str, fate: str) -> None:
    write(site, "content/de/top.md", f"[it]({link})\n")
    assert [each["fate"] for each in follow(site)["links"]] == ["broken"]
    write(site, "l10n.toml", f"{SETTINGS}fallback = true\n")
    assert [each["fate"] for each in follow(site)["links"]] == [fate]


def test_a_page_that_comes_is_no_fallback_any_more(site: Path) -> None:
    write(site, "l10n.toml", f"{SETTINGS}fallback = true\n")
    write(site, "content/de/top.md", "[it](/de/sec/b/)\n")
    assert [each["fate"] for each in follow(site)["links"]] == ["fallback"]
    write(site, "content/de/sec/b.md", "Teil.\n")
    assert follow(site)["links"] == []


def test_init_sees_that_hugo_mounts_the_source_for_all(tmp_path: Path) -> None:
    mounts = "".join(
        f'[[module.mounts]]\nsource = "content/{folder}"\ntarget = "content"\n'
        f"[module.mounts.sites.matrix]\nlanguages = {languages}\n"
        for folder, languages in (("de", '["de"]'), ("en", '["en", "de"]'))
    )
    write(tmp_path, "hugo.toml", f"[languages.en]\n[languages.de]\n{mounts}")
    write(tmp_path, "content/en/sec/b.md", "Part.\n")
    write(tmp_path, "content/de/_index.md", "[it](sec/b/) [none](sec/c/)\n")
    assert run(tmp_path, "init").code == 0
    fates = {each["written"]: each["fate"] for each in follow(tmp_path)["links"]}
    assert fates == {"sec/b/": "fallback", "sec/c/": "broken"}


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("[markup.goldmark.parser]\nautoDefinitionTermID = true\n", "term-ids = true\n"),
        ('[taxonomies]\ntag = "tags"\nauthor = "authors"\n', '["tags", "authors"]\n'),
        ('disableKinds = ["taxonomy", "term"]\n', "taxonomies = []\n"),
        ('[markup.goldmark.renderHooks.link]\nuseEmbedded = "never"\n', "render-hook = false\n"),
        ('[languages.en]\nbaseURL = "https://en.example/"\n', "render-hook = false\n"),
    ],
)
def test_init_reads_what_hugo_makes_of_links(tmp_path: Path, settings: str, line: str) -> None:
    write(tmp_path, "hugo.toml", settings)
    write(tmp_path, "content/a.md", "Words.\n")
    assert run(tmp_path, "init", "--languages", "de").code == 0
    assert line in (tmp_path / "l10n.toml").read_text()


def test_without_a_hook_relative_links_are_the_browsers(site: Path) -> None:
    assert fates_of(site, "sec/b") == []
    write(site, "content/en/sec/leaf.md", "[b](sec/b)\n")
    assert follow(site)["links"] == []
    write(site, "l10n.toml", f"{SETTINGS}render-hook = false\n")
    assert [each["written"] for each in follow(site)["links"]] == ["sec/b"]


def test_only_new_faults_fail_against_a_baseline(site: Path) -> None:
    known = site / "known.txt"
    write(site, "content/en/top.md", "[one](/missing/) and [again](/missing/)\n")
    assert run(site, "links", "-q").code == 1
    assert run(site, "links", "-q", "--baseline", str(known), "--write-baseline").code == 0
    assert known.read_text() == "content/en/top.md\tbroken\t/missing/\n" * 2
    assert run(site, "links", "-q", "--baseline", str(known)).code == 0
    write(site, "content/en/top.md", "More.\n\n[one](/missing/) [two](/missing/) [new](/gone/)\n")
    report = follow(site, "--baseline", str(known))
    assert [each["written"] for each in report["links"]] == ["/gone/"]
    assert run(site, "links", "-q", "--baseline", str(known)).code == 1
    write(site, "content/en/top.md", "[1](/missing/) [2](/missing/) [3](/missing/)\n")
    assert len(follow(site, "--baseline", str(known))["links"]) == 1


def test_a_baseline_that_is_not_there_is_said(site: Path) -> None:
    assert run(site, "links", "--baseline", str(site / "none.txt")).code == 2
    assert run(site, "links", "--write-baseline").code == 2


def test_faults_are_grouped_by_address_and_the_sources_apart(site: Path) -> None:
    write(site, "content/en/top.md", "[1](/missing/) [2](/missing/)\n\n[3](/gone/)\n")
    write(site, "content/de/top.md", "[1](/missing/)\n")
    listed = [each for each in run(site, "links").out.splitlines() if "/" in each or "(" in each]
    assert listed == [
        "broken in the source (3): there is no such guide: correct the address, or remove the link",
        "  content/en/top.md:1: /missing/, 2 times",
        "  content/en/top.md:3: /gone/",
        "broken in localized pages (1): "
        "there is no such guide: correct the address, or remove the link",
        "  content/de/top.md:1: /missing/",
    ]
