"""What merging writes for an address is the same address when its page is read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.sites import SETTINGS, build_site, run, translate, write

LINKS = """
[links]
base = "https://harbour.example"
source-url = "/{path}/"
localized-url = "/{lang}/{path}/"
"""
PATH = "content/es/a.md"
WRITTEN = [
    ("[that](b.md)", "[that](b.md)"),
    ("[that](/b/#boats)", "[that](/es/b/#boats)"),
    ("<https://harbour.example/b/>", "<https://harbour.example/es/b/>"),
    ("https://harbour.example/b/", "https://harbour.example/es/b/"),
    ('<a href="/b/">that</a>', '<a href="/es/b/">that</a>'),
    ("<https://harbour.example/c/>", "<https://harbour.example/c/>"),
    ("<https://else.example/c>", "<https://else.example/c>"),
    ('[that]({{< relref "b.md" >}})', '[that]({{< relref "b.md" >}})'),
    ('[that]({{< relref "c.md" >}})', '[that]({{< relref path="/c.md" lang="en" >}})'),
    ('[that]({{% ref "c#x" %}} "Boat")', '[that]({{% ref path="/c#x" lang="en" %}} "Boat")'),
    ('{{< ref "c.md" >}}', '{{< ref path="/c.md" lang="en" >}}'),
    ('{{< ref path="c.md" >}}', '{{< ref path="/c.md" lang="en" >}}'),
    ('`{{< ref "c.md" >}}`', '`{{< ref path="/c.md" lang="en" >}}`'),
    (
        '{{< ref "c.md" >}}, {{< ref "/c" >}}, {{< relref "c.md" >}}',
        '{{< ref path="/c.md" lang="en" >}}, {{< ref path="/c" lang="en" >}}, '
        '{{< relref path="/c.md" lang="en" >}}',
    ),
    (
        "<https://harbour.example/b/>, <https://harbour.example/b>, [it](/b/)",
        "<https://harbour.example/es/b/>, <https://harbour.example/es/b>, [it](/es/b/)",
    ),
]
PLACES = ["See {} for words.\n", "## See {} for words\n", "- One\n- See {} for words\n"]


def build(root: Path, text: str) -> Path:
    guides = {"a.md": f"# Harbour\n\n{text}", "b.md": "# Boats\n", "c.md": "# Cranes\n"}
    build_site(root, guides, SETTINGS.replace('"es", "pt"', '"es"') + LINKS)
    assert run(root, "extract", "-q").code == 0
    for key in ("a", "b"):
        translate(root, "es", key, lambda msgid: msgid.replace("words", "palabras"))
    assert run(root, "merge", "-q").code == 0
    return root


def msgstrs(site: Path) -> list[str]:
    catalog = parse_catalog((site / "locales/es/a.po").read_bytes(), "a.po")
    assert not any(each.fuzzy for each in catalog.entries)
    return [each.msgstr for each in catalog.entries]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("source", "written"), WRITTEN)
def test_an_edit_beside_an_address_is_only_that(
    tmp_path: Path, source: str, written: str, place: str
) -> None:
    site = build(tmp_path, place.format(source))
    page = (site / PATH).read_text("utf-8")
    assert written in page
    before = msgstrs(site)
    write(site, PATH, page.replace("palabras", "vocablos"))
    data = json.loads(run(site, "import", "-l", "es", "--format", "json").out)
    assert data["findings"] == []
    assert [each["handed_over"] for each in data["pages"]] == [True]
    assert msgstrs(site) == [each.replace("palabras", "vocablos") for each in before]
    assert run(site, "merge", "-q").code == 0
    assert (site / PATH).read_text("utf-8") == page.replace("palabras", "vocablos")


@pytest.mark.parametrize(
    ("source", "written", "other"),
    [
        ("<https://harbour.example/b/>", "/es/b/", "/c/"),
        ('{{< ref "c.md" >}}', "/c.md", "/a.md"),
        ('{{< ref "c.md" >}}', "< ref", "< relref"),
    ],
)
def test_an_address_that_leads_elsewhere_is_no_translation(
    tmp_path: Path, source: str, written: str, other: str
) -> None:
    site = build(tmp_path, PLACES[0].format(source))
    page = (site / PATH).read_text("utf-8").replace(written, other)
    write(site, PATH, page)
    data = json.loads(run(site, "import", "-l", "es", "--format", "json").out)
    assert [each["handed_over"] for each in data["pages"]] == [False]
    assert run(site, "merge", "-q").code == 0
    assert (site / PATH).read_text("utf-8") == page


@pytest.mark.parametrize(
    "own", ['{{< ref path="c.md" >}}', '{{<ref "c.md" >}}', '{{< ref path="c.md" lang="en" >}}']
)
def test_what_a_person_wrote_in_another_way_stays(tmp_path: Path, own: str) -> None:
    site = build(tmp_path, PLACES[0].format('{{< ref "c.md" >}}'))
    page = (site / PATH).read_text("utf-8")
    written = '{{< ref path="/c.md" lang="en" >}}'
    assert written in page
    page = page.replace(written, own)
    write(site, PATH, page)
    run(site, "import", "-l", "es", "-q")
    assert run(site, "merge", "-q").code == 0
    assert (site / PATH).read_text("utf-8") == page
