"""A language's glossary on disk."""

from __future__ import annotations

import re
from pathlib import Path

from l10n.checks.glossary import Term
from l10n.config.settings import read_config
from l10n.site.glossaries import read_glossary
from tests.sites import BUS, build_site, run, translate, write


def test_a_guide_that_is_called_glossary_is_none(tmp_path: Path) -> None:
    build_site(tmp_path, {"glossary.md": "# Terms\n\n## Chart\n\nA package.\n"})
    run(tmp_path, "extract")
    translate(tmp_path, "es", "glossary")
    config = read_config(tmp_path / "l10n.toml")
    assert [*read_glossary(config, "es").terms] == []
    write(tmp_path, "locales/es/glossary.csv", "term,translation\nchart,carta\n")
    assert [*read_glossary(config, "es").terms] == [Term("chart", ("carta",))]


TERMS = """msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "chart"
msgstr "carta"
"""


def test_a_guide_that_is_called_glossary_takes_no_place_of_terms(tmp_path: Path) -> None:
    build_site(tmp_path, {"glossary.md": "# Terms\n\nA package.\n", "bus.md": BUS})
    write(tmp_path, "locales/es/glossary.po", TERMS)
    done = run(tmp_path, "extract")
    assert done.code == 1
    told = "locales/es/glossary.po: error: here are the terms of es, where the catalog of "
    assert f"{told}content/en/glossary.md would be: " in done.out
    assert (tmp_path / "locales/es/glossary.po").read_text() == TERMS
    assert (tmp_path / "locales/pt/glossary.po").exists()
    # Both ways out that are named lead out.
    (tmp_path / "locales/es/glossary.po").unlink()
    write(tmp_path, "locales/es/glossary.csv", "term,translation\nchart,carta\n")
    assert run(tmp_path, "extract", "-q").code == 0


def test_terms_that_are_written_into_the_catalog_of_such_a_guide_stay(tmp_path: Path) -> None:
    build_site(tmp_path, {"glossary.md": "# Terms\n\nA package.\n"})
    assert run(tmp_path, "extract", "-q").code == 0
    path = tmp_path / "locales/es/glossary.po"
    text = path.read_text() + TERMS.partition("\n\n")[2]
    path.write_text(text)
    write(tmp_path, "content/en/glossary.md", "# Terms\n\nA packet.\n")
    assert run(tmp_path, "extract", "-q").code == 1
    assert path.read_text() == text


def test_a_catalog_in_which_an_editor_left_out_the_guide_is_one(tmp_path: Path) -> None:
    build_site(tmp_path, {"glossary.md": "# Terms\n\nA package.\n"})
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "glossary")
    path = tmp_path / "locales/es/glossary.po"
    path.write_text(re.sub("#:.*\n", "", path.read_text()))
    write(tmp_path, "content/en/glossary.md", "# Terms\n\nSomething else.\n")
    assert run(tmp_path, "extract", "-q").code == 0


def test_a_glossary_may_say_where_its_terms_are(tmp_path: Path) -> None:
    build_site(tmp_path, {"a.md": "# Terms\n"})
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += '#: terms.csv:2\nmsgid "chart"\nmsgstr "carta"\n'
    write(tmp_path, "locales/es/glossary.po", text)
    config = read_config(tmp_path / "l10n.toml")
    assert [*read_glossary(config, "es").terms] == [Term("chart", ("carta",))]
