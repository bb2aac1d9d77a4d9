from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.config.links import Links
from l10n.config.settings import Config, Stale, find_config, is_tag, parse_config, read_config
from l10n.errors import L10nError
from l10n.frontmatter.fields import DEFAULT_FIELDS
from l10n.markdown.syntaxes import syntax_of
from l10n.site.paths import catalog_path, catalogs_folder, content_folders, translates
from l10n.trees import short_form

ROOT = Path("/site")
FOLDER = Path(__file__).parents[1] / "data/project"
LEAST = 'source-language = "en"\nlanguages = ["es", "pt-BR"]\n'


def test_the_least_that_is_needed():
    assert parse_config(LEAST, ROOT) == Config(
        root=ROOT,
        path="l10n.toml",
        project="site",
        source_language="en",
        languages=("es", "pt-BR"),
        trees=(short_form("content/{lang}"),),
        catalogs="locales/{lang}/{key}.po",
        fields=DEFAULT_FIELDS,
        publish_at=80,
        withdraw_below=None,
        stale=Stale.SOURCE,
        slugs=False,
        keep=(),
        base_field="",
        only={},
        links=Links("", "/{path}/", "/{lang}/{path}/"),
    )


def test_everything_set():
    config = parse_config((FOLDER / "full.toml").read_text(encoding="utf-8"), ROOT)
    assert config == Config(
        root=ROOT,
        path="l10n.toml",
        project="Tramitit guides",
        source_language="en",
        languages=("es", "zh-Hant", "de"),
        trees=(short_form("{lang}"),),
        catalogs="po/{lang}/{key}.po",
        fields=("title", "faq.*.question"),
        publish_at=72.5,
        withdraw_below=40,
        stale=Stale.KEEP,
        slugs=True,
        keep=("date", "weight"),
        base_field="l10n.sourceCommit",
        only={"de": ("germany/**", "austria/**")},
        links=Links("https://tramitit.com", "/guides/{path}/", "/{lang}/guides/{path}/"),
    )
    assert pickle.loads(pickle.dumps(config)) == config


def test_windows_line_ends_and_a_mark_are_read(tmp_path):
    (tmp_path / "l10n.toml").write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert read_config(tmp_path / "l10n.toml").languages == ("es", "pt-BR")


def test_the_settings_are_found_from_below(tmp_path, monkeypatch):
    (tmp_path / "l10n.toml").write_text(LEAST)
    below = tmp_path / "content/en"
    below.mkdir(parents=True)
    assert find_config(below) == tmp_path / "l10n.toml"
    assert find_config(tmp_path) == tmp_path / "l10n.toml"
    monkeypatch.chdir(below)
    config = read_config(find_config(Path()))
    assert config.root == tmp_path.resolve()
    monkeypatch.chdir(tmp_path)
    assert read_config(Path("l10n.toml")).path == "l10n.toml"
    assert read_config(tmp_path / "l10n.toml").path == "l10n.toml"


def test_no_settings_anywhere(tmp_path):
    with pytest.raises(L10nError, match="run l10n init"):
        find_config(tmp_path)
    with pytest.raises(L10nError, match="no such file"):
        read_config(tmp_path / "gone.toml")


def cases() -> list[tuple[str, str, str]]:
    """Read messages and the settings that cause them; === stands between cases."""
    blocks = (FOLDER / "bad_config.txt").read_text(encoding="utf-8").split("\n===\n")
    return [tuple(block.strip("\n").split("\n---\n", 1)) for block in blocks]


@pytest.mark.parametrize(("message", "text"), cases())
def test_bad_settings_have_one_line(message, text):
    with pytest.raises(L10nError) as caught:
        parse_config(text + "\n", ROOT)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LEAST + "a = \n", 3),
        (LEAST + 'project = "x\n', 3),
        (LEAST + "x = [1,\n", 4),
    ],
)
def test_what_is_not_toml_has_its_line(text, line):
    with pytest.raises(L10nError, match=r"not valid TOML: .*; correct this line") as caught:
        parse_config(text, ROOT)
    assert caught.value.line == line


def test_a_name_of_very_many_parts_is_refused(tmp_path):
    with pytest.raises(L10nError, match="a name in dots has over 100 parts: write fewer") as caught:
        parse_config("# Ours\n" + "a." * 100 + "a = 1\n", tmp_path)
    assert caught.value.line == 2
    with pytest.raises(L10nError, match="unknown setting a"):
        parse_config("a." * 99 + "a = 1\n", tmp_path)


@pytest.mark.parametrize("text", [LEAST, (FOLDER / "full.toml").read_text(encoding="utf-8")])
@given(data=st.data())
def test_any_damage_gives_settings_or_one_line(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    new = data.draw(st.text(st.sampled_from('[]{}"=.,#\n 0-ex'), max_size=4))
    damaged = text[:start] + new + text[end:]
    try:
        parse_config(damaged, ROOT)
    except L10nError as error:
        line_count = damaged.count("\n") + 1
        assert error.line <= line_count  # noqa: PT017 - either outcome is right
        assert "\n" not in str(error)  # noqa: PT017


def test_deep_nesting_and_long_numbers_are_one_line():
    for value in ("[" * 50_000, "9" * 5_000):
        with pytest.raises(L10nError, match=r"^l10n\.toml"):
            parse_config(f"{LEAST}x = {value}\n", ROOT)


def test_toml_itself_refuses_the_two_kinds_of_languages():
    """The reason why the settings of one language are in [language.de]."""
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(LEAST + '[languages.es]\nonly = ["a"]\n')


@pytest.mark.parametrize(
    "tag",
    [
        "es",
        "ast",
        "pt-BR",
        "pt-br",
        "es-419",
        "zh-Hant",
        "zh-Hant-TW",
        "sr-Latn",
        "de-CH-1996",
        "ca-valencia",
        "en-x-plain",
        "de-DE-u-co-phonebk",
        "zh-cmn-Hans-CN",
    ],
)
def test_tags(tag):
    assert is_tag(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "e",
        "locales",
        "pt_BR",
        "sr@latin",
        "es-",
        "-es",
        "es--MX",
        "e1",
        "../es",
        "es/mx",
        "es\n",
        "español",
        "x",
        "en-toolongsubtag",
    ],
)
def test_no_tags(tag):
    assert not is_tag(tag)


def test_paths():
    config = parse_config(LEAST, ROOT)
    assert content_folders(config, ["pt-BR"]) == ("content/pt-BR",)
    assert catalog_path(config, "es", "peru/visa") == "locales/es/peru/visa.po"
    assert catalog_path(config, "es", "{lang}") == "locales/es/{lang}.po"
    assert catalogs_folder(config) == "locales"
    docs = parse_config(LEAST + 'content = "docs/{lang}/"\n', ROOT)
    assert docs.trees == (short_form("docs/{lang}"),)


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("germany/**", "germany/visa.md", True),
        ("germany/**", "germany/a/b/visa.md", True),
        ("germany/**", "germany.md", False),
        ("germany/**", "east/germany/visa.md", False),
        ("germany/", "germany/a/visa.md", True),
        ("germany/*", "germany/visa.md", True),
        ("germany/*", "germany/a/visa.md", False),
        ("**/visa.md", "visa.md", True),
        ("**/visa.md", "a/b/visa.md", True),
        ("**/visa.md", "a/b/xvisa.md", False),
        ("*.md", "visa.md", True),
        ("*.md", "a/visa.md", False),
        ("vis?.md", "visa.md", True),
        ("a.b/**", "axb/visa.md", False),
        ("**", "a/b.md", True),
    ],
)
def test_globs(glob, path, expected):
    config = parse_config(f'{LEAST}[language.es]\nonly = ["x/**", "{glob}"]\n', ROOT)
    assert translates(config, "es", path) is expected
    assert translates(config, "pt-BR", path)


def test_an_empty_list_translates_nothing():
    config = parse_config(f"{LEAST}[language.es]\nonly = []\n", ROOT)
    assert not translates(config, "es", "a.md")


def test_what_is_text_in_shortcodes_and_components_goes_with_the_syntax():
    text = LEAST + 'math = true\n[shortcodes]\ntab = ["name", 0, "body"]\n"a/b" = false\n'
    syntax = syntax_of(parse_config(f'{text}[components]\nCard = ["title"]\n', ROOT).syntax)
    assert syntax.shortcodes == {"tab": {"name", "0", "body"}, "a/b": set()}
    assert syntax.components == {"Card": {"title"}}
    assert "math" in syntax.spans[-1]
    assert parse_config(LEAST, ROOT).syntax == "hugo"
