"""Addresses that Jekyll's tags make lead to the page's language, and are no faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import pseudo, run, snapshot, translate, translate_file, write

CONFIG = """\
title: T
url: https://g.example
baseurl: /b
collections: {docs: {output: true}}
"""
GUIDE = """\
---
title: A
---

{body}

<a href="{{% link _docs/b.md %}}">b</a>

[r]: {{% link _docs/b.md %}}
"""
B = "---\ntitle: B\n---\n\nBody.\n\n## Part\n"
# What is written in the source, and in the page.
LINKS = {
    "{% link _docs/b.md %}": "{% link _docs/es/b.md %}",
    "{%- link _docs/b.md -%}#part": "{%- link _docs/es/b.md -%}#part",
    "{{ site.baseurl }}{% link _docs/b.md %}": "{{ site.baseurl }}{% link _docs/es/b.md %}",
    "{% link about.md %}": "{% link es/about.md %}",
    "{% post_url 2020-01-01-x %}": "{% post_url es/2020-01-01-x %}",
    "{{ '/docs/b.html' | relative_url }}": "{{ '/docs/es/b.html' | relative_url }}",
    '{{ "/docs/b.html#part" | absolute_url }}': '{{ "/docs/es/b.html#part" | absolute_url }}',
    "{{ '/about.html' | prepend: site.baseurl }}": "{{ '/es/about.html' | prepend: site.baseurl }}",
    "{{ site.baseurl }}/docs/b#part": "{{ site.baseurl }}/docs/es/b#part",
    "{{site.url}}{{site.baseurl}}/": "{{site.url}}{{site.baseurl}}/es/",
    # No guide, and no fault.
    "{% link assets/a.pdf %}": "{% link assets/a.pdf %}",
    "{{ '/assets/a.pdf' | relative_url }}": "{{ '/assets/a.pdf' | relative_url }}",
    "{% link CHANGELOG.md %}": "{% link CHANGELOG.md %}",
    "{{ page.url }}": "{{ page.url }}",
    "{% if page.x %}/x{% endif %}": "{% if page.x %}/x{% endif %}",
}
BELOW = {
    "{% link _docs/b.md %}": "{% link _docs/es/b.md %}",
    "{% link about.md %}": "{% link es/about.md %}",
    "{% post_url 2020-01-01-x %}": "{% post_url es/2020-01-01-x %}",
    "/2020/01/01/x.html": "/es/2020/01/01/x.html",
    "{% link assets/a.pdf %}": "{% link assets/a.pdf %}",
}
BROKEN = {
    "{% link _docs/gone.md %}": "{% link _docs/gone.md %}",
    "{% post_url 2020-01-01-gone %}": "{% post_url 2020-01-01-gone %}",
    "{{ '/docs/gone.html' | relative_url }}": "{{ '/docs/gone.html' | relative_url }}",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    body = "\n\n".join(f"See [it]({each})." for each in (*LINKS, *BROKEN))
    write(tmp_path, "_config.yml", CONFIG)
    write(tmp_path, "_docs/a.md", GUIDE.format(body=body))
    write(tmp_path, "_docs/b.md", B)
    write(tmp_path, "_posts/2020-01-01-x.md", B)
    write(tmp_path, "about.md", B)
    write(tmp_path, "CHANGELOG.md", B)
    write(tmp_path, "index.md", B)
    assert run(tmp_path, "init", "--languages", "es").code == 0
    assert run(tmp_path, "extract", "-q").code == 0
    return tmp_path


def _written(page: Path) -> list[str]:
    return [each.partition(")")[0] for each in page.read_text().split("](")[1:]]


def test_tags_name_the_pages_of_the_language(site: Path) -> None:
    translate(site, "es", "_docs/a", pseudo)
    assert run(site, "sync", "-q").code in (0, 1)
    page = site / "_docs/es/a.md"
    assert _written(page) == [*LINKS, *BROKEN], "no other page is there yet"
    for path in (site / "locales/es").rglob("*.po"):
        translate_file(path, pseudo)
    assert run(site, "sync", "-q").code in (0, 1)
    assert _written(page) == [*LINKS.values(), *BROKEN.values()]
    assert '<a href="{% link _docs/es/b.md %}">' in page.read_text()
    assert page.read_text().endswith("[r]: {% link _docs/es/b.md %}\n")
    found = run(site, "links").out
    assert "crossing" not in found
    assert found.count("gone") == 2 * len(BROKEN), found
    assert found.count("leads to no guide") + found.count("{%") + found.count("{{") == 6, found
    checked = run(site, "check", "--only", "broken-links").out
    assert checked.count("[broken-links]") == len(BROKEN), checked
    before = snapshot(site)
    assert run(site, "sync", "-q").code in (0, 1)
    assert snapshot(site) == before


def test_a_page_with_tags_is_taken_over_as_it_is(site: Path) -> None:
    for path in (site / "locales/es").rglob("*.po"):
        translate_file(path, pseudo)
    assert run(site, "sync", "-q").code in (0, 1)
    before = {path: path.read_bytes() for path in site.rglob("es/**/*.md")}
    for path in [*(site / "locales").rglob("*"), *(site / ".l10n").rglob("*")]:
        if path.is_file():
            path.unlink()
    assert run(site, "import", "-q").code in (0, 1)
    assert run(site, "sync", "-q").code in (0, 1)
    assert {path: path.read_bytes() for path in site.rglob("es/**/*.md")} == before
    assert "_docs/es" not in (site / "locales/es/_docs/a.po").read_text()


def test_tags_name_files_from_the_folder_of_the_site(tmp_path: Path) -> None:
    body = "\n\n".join(f"See [it]({each})." for each in BELOW)
    write(tmp_path, "docs/_config.yml", CONFIG.replace("baseurl: /b\n", ""))
    write(tmp_path, "docs/_docs/a.md", f"---\ntitle: A\n---\n\n{body}\n")
    for name in ("_docs/b.md", "_posts/2020-01-01-x.md", "about.md"):
        write(tmp_path, f"docs/{name}", B)
    write(tmp_path, "docs/assets/a.pdf", "")
    assert run(tmp_path, "init", "--languages", "es").code == 0
    assert run(tmp_path, "extract", "-q").code == 0
    for path in (tmp_path / "locales/es").rglob("*.po"):
        translate_file(path, pseudo)
    said = run(tmp_path, "sync")
    assert "leads to no guide" not in said.out + said.err
    assert _written(tmp_path / "docs/_docs/es/a.md") == [*BELOW.values()]
    post = (tmp_path / "docs/_posts/es/2020-01-01-x.md").read_text()
    assert 'permalink: "/es/2020/01/01/x.html"' in post
