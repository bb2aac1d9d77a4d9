"""A language's glossary on disk."""

from __future__ import annotations

from pathlib import Path

from l10n.checks.glossary import Term
from l10n.config.settings import read_config
from l10n.site.glossaries import read_glossary
from tests.sites import build_site, run, translate, write


def test_a_guide_that_is_called_glossary_is_none(tmp_path: Path) -> None:
    build_site(tmp_path, {"glossary.md": "# Terms\n\n## Chart\n\nA package.\n"})
    run(tmp_path, "extract")
    translate(tmp_path, "es", "glossary")
    config = read_config(tmp_path / "l10n.toml")
    assert [*read_glossary(config, "es").terms] == []
    write(tmp_path, "locales/es/glossary.csv", "term,translation\nchart,carta\n")
    assert [*read_glossary(config, "es").terms] == [Term("chart", ("carta",))]


def test_a_glossary_may_say_where_its_terms_are(tmp_path: Path) -> None:
    build_site(tmp_path, {"a.md": "# Terms\n"})
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += '#: terms.csv:2\nmsgid "chart"\nmsgstr "carta"\n'
    write(tmp_path, "locales/es/glossary.po", text)
    config = read_config(tmp_path / "l10n.toml")
    assert [*read_glossary(config, "es").terms] == [Term("chart", ("carta",))]
