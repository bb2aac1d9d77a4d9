"""``l10n keys`` from the command line: what it lists, what it writes, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import (
    BUS,
    SETTINGS,
    TAX,
    VISA,
    build_site,
    build_translated_site,
    run,
    snapshot,
    stamps,
    write,
)

KEYED = {"peru/visa.md": VISA}


def audit(root: Path, *arguments: str) -> tuple[int, dict[str, list]]:
    done = run(root, "keys", "--format", "json", *arguments)
    return done.code, json.loads(done.out)


def paths(found: list[dict[str, str]]) -> list[str]:
    return [each["path"] for each in found]


def test_a_site_in_order(tmp_path: Path) -> None:
    root = build_site(tmp_path, KEYED)
    before = stamps(root)
    assert audit(root, "--write")[1]["written"] == []
    assert run(root, "keys", "-q").out == ""
    code, found = audit(root)
    assert code == 0
    assert not any(found.values())
    assert {path: before.get(path) for path in before} == {
        path: stamp for path, stamp in stamps(root).items() if path in before
    }


def test_guides_without_a_key_get_one(tmp_path: Path) -> None:
    guides = {"peru/visa.md": VISA, "peru/tax.md": TAX, "bus.md": BUS}
    root = build_site(tmp_path, guides)
    write(root, "content/es/peru/tax.md", "---\ntitle: Impuestos\n---\n\nHola\n")
    code, found = audit(root)
    assert code == 1
    assert {each["path"]: each["new_key"] for each in found["without_key"]} == {
        "content/en/bus.md": "bus",
        "content/en/peru/tax.md": "peru-tax",
        "content/es/peru/tax.md": "peru-tax",
    }
    assert snapshot(root)["content/en/bus.md"] == BUS.encode()
    code, found = audit(root, "--write")
    assert (code, len(found["written"]), found["without_key"]) == (0, 3, [])
    files = snapshot(root)
    assert files["content/en/bus.md"] == b"---\ntranslationKey: bus\n---\n" + BUS.encode()
    assert files["content/en/peru/tax.md"].decode() == TAX.replace(
        "Taxes\n", "Taxes\ntranslationKey: peru-tax\n"
    )
    assert b"translationKey: peru-tax\n---\n" in files["content/es/peru/tax.md"]
    assert files["content/en/peru/visa.md"] == VISA.encode()
    assert audit(root, "--write") == (0, {name: [] for name in found})


def test_new_keys_are_valid_and_nobody_else_s(tmp_path: Path) -> None:
    guides = {
        "a/b.md": "# One\n",
        "a-b.md": "---\ntranslationKey: A-B\n---\n# Two\n",
        "x.md": "---\ntranslationKey: a-b-2\n---\n# Three\n",
        "c/d.md": "# Four\n",
        "c-d.md": "# Five\n",
        "yes.md": "# Six\n",
        "2024.md": "# Seven\n",
    }
    root = build_site(tmp_path, guides)
    _, found = audit(root, "--write")
    assert len(found["written"]) == 5
    code, found = audit(root)
    assert (code, found["without_key"], found["shared"]) == (0, [], [])
    assert b"a-b-3" in snapshot(root)["content/en/a/b.md"]
    assert b"translationKey: 'yes'" in snapshot(root)["content/en/yes.md"]


def test_a_key_that_a_translation_has_already_joins_it(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": "# Visas\n"})
    write(root, "content/es/visado.md", "---\ntranslationKey: peru-visa\n---\n# Visados\n")
    assert paths(audit(root)[1]["orphaned_pages"]) == ["content/es/visado.md"]
    assert audit(root, "--write")[0] == 0
    assert audit(root)[0] == 0


def test_repeated_lines_that_agree_are_taken_out(tmp_path: Path) -> None:
    twice = VISA.replace("weight: 3\n", "weight: 3\ntranslationKey: 'peru-visa' # again\n")
    other = TAX.replace("title: Taxes\n", "title: Taxes\ntitle: Tax\ntranslationKey: tax\n")
    data = "\ufeff" + twice.replace("\n", "\r\n")
    root = build_site(tmp_path, {"peru/visa.md": data, "tax.md": other})
    code, found = audit(root)
    assert code == 1
    assert paths(found["repeated"]) == ["content/en/peru/visa.md", "content/en/tax.md"]
    code, found = audit(root, "--write")
    assert (code, found["written"]) == (1, ["content/en/peru/visa.md"])
    assert snapshot(root)["content/en/peru/visa.md"].decode() == "\ufeff" + VISA.replace(
        "\n", "\r\n"
    )
    assert paths(found["repeated"]) == ["content/en/tax.md"]
    assert snapshot(root)["content/en/tax.md"] == other.encode()


def test_keys_of_two_guides(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"a.md": VISA, "b.md": VISA})
    code, found = audit(root, "--write")
    assert code == 1
    assert "also that of content/en/b.md" in found["shared"][0]["message"]


def test_orphans(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"peru/visa.md": VISA, "bus.md": BUS.replace("# ", "---\n")})
    run(root, "extract", "-q")
    write(root, "locales/es/gone.po", b'msgid "Home"\nmsgstr "Inicio"\n')
    write(root, "locales/es/glossary.po", b'msgid "Home"\nmsgstr "Inicio"\n')
    write(root, "content/pt/lost.md", "---\ntranslationKey: lost\n---\nAqui\n")
    code, found = audit(root)
    assert code == 1
    assert paths(found["orphaned_pages"]) == ["content/pt/lost.md"]
    # The guide that cannot be read may be anybody's; what is known to be nobody's is listed.
    assert paths(found["orphaned_catalogs"]) == ["locales/es/gone.po"]
    assert audit(root, "-l", "pt")[1]["orphaned_catalogs"] == []


def test_named_guides_only(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"a.md": "# One\n", "b.md": "# Two\n"})
    assert paths(audit(root, "a")[1]["without_key"]) == ["content/en/a.md"]
    assert audit(root, "a", "--write")[1]["written"] == ["content/en/a.md"]
    assert b"translationKey" not in snapshot(root)["content/en/b.md"]
    assert run(root, "keys", "nobody").code == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "+++\ntitle = 'x'\n+++\n# One\n",
            "+++\ntranslationKey = \"a\"\ntitle = 'x'\n+++\n# One\n",
        ),
        ('{"title": "x"}\n# One\n', '{"title": "x", "translationKey": "a"}\n# One\n'),
    ],
)
def test_a_key_is_written_in_every_dialect(tmp_path: Path, text: str, written: str) -> None:
    root = build_site(tmp_path, {"a.md": text})
    write(root, "content/es/a.md", "# Uno\n")
    assert audit(root, "--write")[0] == 0
    assert snapshot(root)["content/en/a.md"] == written.encode()
    assert snapshot(root)["content/es/a.md"] == b"---\ntranslationKey: a\n---\n# Uno\n"


def test_a_front_matter_that_cannot_be_read_gets_no_key(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"a.md": "---\na: [\n---\n# One\n"})
    code, found = audit(root, "--write")
    assert code == 1
    assert "not valid YAML" in found["findings"][-1]["message"]


def test_a_read_only_guide_is_told(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"a.md": "# One\n"})
    (root / "content/en/a.md").chmod(0o444)
    code, found = audit(root, "--write")
    assert code == 1
    assert "read-only" in found["findings"][0]["message"]
    assert paths(found["without_key"]) == ["content/en/a.md"]


def test_the_text_says_what_to_do(tmp_path: Path) -> None:
    root = build_site(tmp_path, {"a.md": "# One\n"})
    done = run(root, "keys")
    assert "content/en/a.md: no key: --write gives it a\n" in done.out
    assert "1 guide without a key" in done.out
    assert "1 guide written: run l10n extract next." in run(root, "keys", "--write").out


@pytest.mark.parametrize("syntax", ["mdbook", "github"])
def test_no_key_is_missing_where_readers_would_see_it(tmp_path: Path, syntax: str) -> None:
    settings = f'syntax = "{syntax}"\nmath = true\n{SETTINGS}'
    root = build_site(tmp_path, {"a.md": "# One\n"}, settings=settings)
    before = snapshot(root)
    code, found = audit(root, "--write")
    assert (code, found["without_key"]) == (0, [])
    assert snapshot(root) == before
    # A guide that has one wants its pages to have it.
    write(root, "content/en/b.md", "---\ntranslationKey: b\n---\n# Two\n")
    write(root, "content/es/b.md", "# Dos\n")
    assert paths(audit(root)[1]["without_key"]) == ["content/es/b.md"]


GONE = "whose source guide is gone: l10n keys names them."


def test_pages_whose_source_guide_is_gone_are_counted(tmp_path: Path) -> None:
    guides = {"peru/visa.md": VISA, "bus.md": BUS, "peru/tax.md": TAX}
    root = build_translated_site(tmp_path, guides=guides)
    write(root, "content/es/own.md", "---\ntitle: Propia\n---\n\nSolo en español.\n")
    assert all(GONE not in run(root, each).out for each in ("sync", "check", "coverage"))
    (root / "content/en/bus.md").unlink()
    before = snapshot(root)
    for line in ("sync", "check", "coverage"):
        assert run(root, line).out.endswith(f"\n2 pages {GONE}\n")
        assert run(root, line, "-l", "es").out.endswith(f"\n1 page {GONE}\n")
        assert GONE not in run(root, line, "peru-visa").out
        assert GONE not in run(root, line, "-q").out
    for line in ("sync", "coverage"):
        told = json.loads(run(root, line, "--format", "json").out)
        assert told["without_source"] == ["content/es/bus.md", "content/pt/bus.md"]
    assert snapshot(root) == before


def test_a_guide_that_moves_leaves_no_page_without_one(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path, guides={"peru/visa.md": VISA, "bus.md": BUS})
    (root / "content/en/bus.md").rename(root / "content/en/coach.md")
    assert GONE not in run(root, "sync").out
    assert (root / "content/es/coach.md").exists()


def test_a_guide_that_cannot_be_read_may_be_the_source(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path, guides={"peru/visa.md": VISA, "bus.md": BUS})
    write(root, "content/en/bus.md", b"\xff")
    assert GONE not in run(root, "check").out
