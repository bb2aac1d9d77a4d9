"""Data files: the cases in data/datafiles, and whatever translators write."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog
from l10n.extract import Extraction, extract_guide, template_entries
from l10n.frontmatter.messages import CATEGORIES
from l10n.guide import Guide
from l10n.markdown.syntaxes import DATA
from l10n.merge import Merged, merge_guide
from l10n.po import form_cases, new_header, parse_catalog, render_catalog
from l10n.update import update_catalog
from tests.po.po_tools import msgfmt_rejects, needs_gettext

CASES = sorted((Path(__file__).parents[1] / "data" / "datafiles").glob("*.txt"))
EVERY = ("**",)
NOW = datetime(2024, 5, 6, tzinfo=UTC)
LOADERS = {"toml": tomllib.loads, "json": json.loads, "yaml": yaml.safe_load}


class Case:
    """A data file, its entries, and what its catalogs make of it."""

    def __init__(self, path: Path) -> None:
        _, *sections = path.read_text(encoding="utf-8").split("\n==== ")
        parts = [section.partition("\n") for section in sections]
        self.name, _, text = parts[0]
        language = "ja" if self.name.endswith("/ja.toml") else "en"
        self.guide = data_guide(self.name, text + "\n", language)
        self.entries = parts[1][2] + "\n"
        self.rest = {name: text.removesuffix("\n") + "\n" for name, _, text in parts[2:]}


def data_guide(path: str, text: str, language: str = "en") -> Guide:
    return Guide(path, language, path, text, syntax=DATA)


def catalog_for(language: str, body: str) -> Catalog:
    header = render_catalog(Catalog(new_header(language, "Shop", NOW)))
    return parse_catalog(f"{header}\n{body}".encode(), f"{language}.po")


def merged(guide: Guide, catalog: Catalog) -> Merged:
    extraction = extract_guide(guide, EVERY)
    return merge_guide(guide, extraction, catalog.published(), cases=form_cases(catalog.header))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_its_entries(path: Path) -> None:
    case = Case(path)
    template = template_entries(case.guide, extract_guide(case.guide, EVERY).segments)
    catalog = update_catalog(catalog_for("en", ""), template).catalog
    assert render_catalog(catalog).partition("\n\n")[2] == case.entries
    assert update_catalog(catalog, template).changes == ()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_its_catalogs_make_of_it(path: Path) -> None:
    case = Case(path)
    for language in (name for name in case.rest if not name.endswith(".po")):
        done = merged(case.guide, catalog_for(language, case.rest[f"{language}.po"]))
        assert done.quarantined == ()
        assert done.text == case.rest[language]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_translation_changes_nothing(path: Path) -> None:
    case = Case(path)
    assert merged(case.guide, catalog_for("pl", "")).text == case.guide.text
    windows = replace(case.guide, text=case.guide.text.replace("\n", "\r\n"))
    assert merged(windows, catalog_for("pl", "")).text == windows.text


@needs_gettext
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["es", "pl", "ar", "ja", "lv", "sl"])
def test_gettext_takes_its_catalogs(path: Path, language: str) -> None:
    case = Case(path)
    template = template_entries(case.guide, extract_guide(case.guide, EVERY).segments)
    catalog = update_catalog(catalog_for(language, ""), template).catalog
    assert not msgfmt_rejects(render_catalog(catalog).encode())


# Whatever translators write

WORDS = st.text(
    st.sampled_from("aé日\"'\\\n\t #:{}[],=-|>&*!%@`~$<yesno1.\u2028"), min_size=1, max_size=12
)
FORMATS = {
    "toml": "[a]\none = \"One x\"\nother = '%d x'\n[b]\nc = \"\"\"\nLong\nx\"\"\"\nd = '''q x'''\n",
    "yaml": "a:\n  one: One x\n  other: '%d x'\nb:\n  c: |\n    Long\n    x\n  d: \"q x\"\n",
    "json": '{"a": {"one": "One x",\n "other": "%d x"}, "b": {"c": "Long\\nx", "d": "q x"}}\n',
}


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["pl", "ja"])
def test_any_text_reads_back_or_is_left_out(form: str, language: str) -> None:
    guide = data_guide(f"x/en.{form}", FORMATS[form])
    extraction = extract_guide(guide, EVERY)
    header = new_header(language, "Shop", NOW)
    cases = form_cases(header)
    source = LOADERS[form](guide.text)

    @settings(max_examples=150, deadline=None)
    @given(st.lists(WORDS, min_size=5, max_size=5))
    def check(texts: list[str]) -> None:
        count = max(case.form for case in cases) + 1
        said = "\0".join(f"%d {text}" for text in texts[:count])
        translations = {(None, "One x"): said, (None, "Long\nx"): texts[3], (None, "q x"): texts[4]}
        done = merge_guide(guide, extraction, translations, cases=cases)
        told = LOADERS[form](done.text)
        refused = {each.segment.kind for each in done.quarantined}
        check_rest(source, told, refused)
        names = set(source["a"]) if "a" in refused else {case.category for case in cases}
        assert set(told["a"]) == names

    check()


def check_rest(source: dict[str, Any], told: dict[str, Any], refused: set[str]) -> None:
    """Nothing is there that was not, and what was refused is as it was."""
    assert list(told) == list(source)
    assert list(told["b"]) == list(source["b"])
    assert set(told["a"]) <= set(CATEGORIES)
    assert all(isinstance(text, str) for part in told.values() for text in part.values())
    if "a" in refused:
        assert told["a"] == source["a"]
    for name in ("c", "d"):
        if f"b.{name}" in refused:
            assert told["b"][name] == source["b"][name]


def faults(guide: Guide, language: str, body: str) -> list[str]:
    return [each.reason for each in merged(guide, catalog_for(language, body)).quarantined]


APPLES = data_guide("i18n/en.toml", '[a]\none = "One apple"\nother = "{{ .Count }} apples"\n')
PO = 'msgid "One apple"\nmsgid_plural "{{ .Count }} apples"\n'


@pytest.mark.parametrize(
    ("language", "forms", "fault"),
    [
        ("es", ["Una manzana", "{{ .Count }} manzanas"], ""),
        ("es", ["{{ .Count }} manzana", "{{ .Count }} manzanas"], ""),
        ("es", ["Una manzana", "Manzanas"], "msgstr[1]: the template tag {{ .Count }} is missing"),
        # In Russian, 1, 21 and 31 take the first form.
        ("ru", ["Яблоко", "{{ .Count }} a", "{{ .Count }} b"], "msgstr[0]: the template tag"),
        ("ar", ["0", "1", "2", "{{ .Count }}", "{{ .Count }}", "{{ .Count }}"], ""),
        ("es", ["Una <b>manzana</b>", "{{ .Count }} manzanas"], "msgstr[0]: "),
        ("es", ["Una {{ .X }}", "{{ .Count }} manzanas"], "msgstr[0]: "),
        ("es", ["Una", "{{ .Count }} {{< x >}}"], "msgstr[1]: "),
        ("es", ["Una http://x.example", "{{ .Count }}"], "msgstr[0]: "),
        ("es", ["Una|dos", "{{ .Count }}"], "msgstr[0]: | is not in the source"),
    ],
)
def test_each_form_is_judged(language: str, forms: list[str], fault: str) -> None:
    body = PO + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    found = faults(APPLES, language, body)
    assert [each[: len(fault)] for each in found] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("number", "language", "forms", "fault"),
    [
        ("{{ .Count }}", "es", ["Una manzana", "{{ .Count }} manzanas"], ""),
        ("{count}", "es", ["Una manzana", "{count} manzanas"], ""),
        ("{{ .Count }}", "es", ["Una manzana", "manzanas"], "msgstr[1]: "),
        ("%d", "ar", ["0", "1", "2", "%d", "%d", "%d"], ""),
        ("%d", "ar", ["0", "1", "2", "x", "%d", "%d"], "msgstr[3]: "),
        ("{{ .Count }}", "ru", ["a", "{{ .Count }} a", "{{ .Count }} b"], "msgstr[0]: "),
        ("{{ .Name }}", "es", ["Una manzana", "{{ .Name }} manzanas"], "msgstr[0]: "),
        ("{name}", "es", ["Una manzana", "{name} manzanas"], "msgstr[0]: "),
        ("{{ .Count }} {{ .N }}", "es", ["Una", "{{ .Count }} {{ .N }}"], "msgstr[0]: "),
        ("{{ .Count }}", "es", ["Una <b>x</b>", "{{ .Count }}"], "msgstr[0]: "),
    ],
)
def test_a_form_for_one_number_need_not_say_it(
    number: str, language: str, forms: list[str], fault: str
) -> None:
    one, several = f"{number} apple", f"{number} apples"
    guide = data_guide("i18n/en.toml", f'[a]\none = "{one}"\nother = "{several}"\n')
    body = f'msgid "{one}"\nmsgid_plural "{several}"\n'
    body += "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    found = faults(guide, language, body)
    assert [each[: len(fault)] for each in found] == ([fault] if fault else [])


def test_forms_of_a_text_that_has_none() -> None:
    guide = data_guide("x.toml", 'a = "One apple"\n')
    body = f'{PO}msgstr[0] "Una"\nmsgstr[1] "{{{{ .Count }}}}"\n'
    assert faults(guide, "es", body) == [
        "this source has no plural forms; write one msgstr, without msgid_plural"
    ]


@pytest.mark.parametrize("text", ["%d of {name}", "{{count}} $t(x.y) ${z}", "%(n)s %1$s %count%"])
def test_what_a_program_puts_in_comes_back(text: str) -> None:
    guide = data_guide("x.json", json.dumps({"a": f"Say {text}"}))
    assert faults(guide, "es", f'msgid "Say {text}"\nmsgstr "{text}: dice"\n') == []
    assert len(faults(guide, "es", f'msgid "Say {text}"\nmsgstr "dice"\n')) == 1
    assert len(faults(guide, "es", f'msgid "Say {text}"\nmsgstr "{text} {{x}}"\n')) == 1


@pytest.mark.parametrize("text", ["50% off the price", "100 % de", "5%discount", "a % b", "{"])
def test_what_is_no_placeholder(text: str) -> None:
    guide = data_guide("x.json", json.dumps({"a": f"Say {text}"}))
    assert faults(guide, "es", f'msgid "Say {text}"\nmsgstr "dice"\n') == []


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        (("**",), ["title", "menu.main.0.name", "menu.main.1.name", "params.a.b"]),
        (("menu.**",), ["menu.main.0.name", "menu.main.1.name"]),
        (("menu.main.*.name",), ["menu.main.0.name", "menu.main.1.name"]),
        (("**.name", "title"), ["title", "menu.main.0.name", "menu.main.1.name"]),
        (("params.**.b",), ["params.a.b"]),
        (("nothing",), []),
    ],
)
def test_fields(fields: tuple[str, ...], kinds: list[str]) -> None:
    text = (
        'title = "Shop"\n[[menu.main]]\nname = "Home"\n[[menu.main]]\nname = "About"\n'
        '[params.a]\nb = "Text"\nc = 3\n'
    )
    extraction: Extraction = extract_guide(data_guide("hugo.toml", text), fields)
    assert [segment.kind for segment in extraction.segments] == kinds
