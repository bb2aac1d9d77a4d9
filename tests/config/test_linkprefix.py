"""What ``l10n init`` learns of addresses from the links of guides."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sites import run, write


def test_init_learns_what_addresses_begin_with(tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", 'baseURL = "https://g.example/"\n[languages.en]\n[languages.de]\n')
    host = "https://g.example"
    for name in ("a", "b", "c"):
        links = f"[1]({host}/guides/sec/a/) [2](/guides/sec/b/) [3](https://x.example/sec/c/)\n"
        write(tmp_path, f"content/en/sec/{name}.md", links)
        write(tmp_path, f"content/de/sec/{name}.md", f"[1]({host}/de/guides/sec/a/)\n")
    write(tmp_path, "content/en/sec/odd.md", "[1](/sec/a/)\n")
    assert run(tmp_path, "init").code == 0
    text = (tmp_path / "l10n.toml").read_text()
    assert 'source-url = "/guides/{path}/"\n' in text
    assert 'localized-url = "/{lang}/guides/{path}/"\n' in text
    report = json.loads(run(tmp_path, "links", "--format", "json").out)
    assert report["links"] == []


def test_init_learns_nothing_from_few_links_or_from_those_that_differ(tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", 'baseURL = "https://g.example/"\n')
    for name in ("a", "b", "c", "d"):
        before = "/x" if name in "ab" else ""
        write(tmp_path, f"content/en/sec/{name}.md", f"[1]({before}/sec/a/)\n")
    assert run(tmp_path, "init", "--languages", "de").code == 0
    assert 'source-url = "/{path}/"\n' in (tmp_path / "l10n.toml").read_text()


def test_init_sees_the_language_of_the_source_in_its_addresses(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "site_name: T\nsite_url: https://g.example/\n")
    for name in ("a", "b", "c"):
        write(tmp_path, f"docs/{name}.md", "[1](https://g.example/en/latest/a/)\n")
    assert run(tmp_path, "init", "--languages", "de").code == 0
    text = (tmp_path / "l10n.toml").read_text()
    assert 'source-url = "/en/latest/{path}/"\n' in text
    assert 'localized-url = "/{lang}/latest/{path}/"\n' in text


def test_init_learns_nothing_from_one_guide_or_from_other_sites_on_the_host(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "site_name: T\nsite_url: https://g.example/t\n")
    write(tmp_path, "docs/a.md", "[1](/ref/t/a/) and\n" * 5)
    for name in ("b", "c", "d", "e"):
        write(tmp_path, f"docs/{name}.md", "[1](https://g.example/t-more/b/)\n")
    assert run(tmp_path, "init", "--languages", "de").code == 0
    assert 'source-url = "/{path}/"\n' in (tmp_path / "l10n.toml").read_text()
