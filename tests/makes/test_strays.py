"""Languages that lie on disk and are not configured are named, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import run, write

HEAD = 'project = "Small guides"\nsource-language = "en"\nlanguages = ["de", "pt-BR"]\n'
FOLDERS = 'content = "content/{lang}"\n'
BELOW = '[[content]]\nsource = "docs/{path}"\nlocalized = "docs/{lang}/{path}"\n'
NAMES = '[[content]]\nsource = "content/{path}"\nlocalized = "content/{path}.{lang}"\n'
OTHER = '[[content]]\nsource = "docs/{path}"\nlocalized = "i18n/{lang}/docs/{path}"\n'
TEXT = "Some text.\n"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
UNKNOWN = "l10n.toml: info: languages that are not configured are not read "


def _told(site: Path) -> list[str]:
    """Return what is said of languages, the same by a run that has nothing to do."""
    for command in ("extract", "coverage"):
        found = [
            [
                line
                for line in run(site, command).out.splitlines()
                if line.endswith(("[unknown-language]", "[other-spelling]"))
            ]
            for _ in range(2)
        ]
        assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("settings", "files", "told"),
    [
        (FOLDERS, ["content/en/a.md", "content/de/a.md", "content/img/a.png"], []),
        (FOLDERS, ["content/en/a.md", "content/img/a.md", "content/fr/a.png"], []),
        (
            FOLDERS,
            ["content/en/a.md", "content/fr/x/a.md", "locales/ja/a.po"],
            [
                f"{UNKNOWN}(content/fr, locales/ja): to take them in, write languages = "
                '["de", "pt-BR", "fr", "ja"] [unknown-language]'
            ],
        ),
        (
            FOLDERS,
            ["content/en/a.md", "content/zh_Hant/a.md"],
            [
                f"{UNKNOWN}(content/zh_Hant): to take them in, write languages = "
                '["de", "pt-BR", "zh-Hant"], and folder = "zh_Hant" in [language.zh-Hant] '
                "[unknown-language]"
            ],
        ),
        (
            FOLDERS,
            ["content/en/a.md", "content/pt_br/a.md", "locales/pt_BR/a.po"],
            [
                "content/pt_br: warning: the pages of pt-BR are not looked for here: write "
                'folder = "pt_br" in [language.pt-BR], or rename it to pt-BR [other-spelling]',
                "locales/pt_BR: warning: the catalogs of pt-BR are not looked for here: rename it "
                "to pt-BR [other-spelling]",
            ],
        ),
        (
            BELOW,
            ["docs/a.md", "docs/b.md", "docs/fr/a.md", "docs/fr/b.md", "docs/it/rules.md"],
            [
                f"{UNKNOWN}(docs/fr): to take them in, write languages = "
                '["de", "pt-BR", "fr"] [unknown-language]'
            ],
        ),
        (BELOW, ["docs/index.md", "docs/es-module-syntax/index.md"], []),
        (
            NAMES,
            ["content/a.md", "content/a.fr.md", "content/v1.2.md", "content/notes.is.md"],
            [
                f"{UNKNOWN}(content/a.fr.md): to take them in, write languages = "
                '["de", "pt-BR", "fr"] [unknown-language]'
            ],
        ),
        (
            OTHER,
            ["docs/a.md", "i18n/fr/docs/a.md", "i18n/ja/blog/a.md"],
            [
                f"{UNKNOWN}(i18n/fr/docs): to take them in, write languages = "
                '["de", "pt-BR", "fr"] [unknown-language]'
            ],
        ),
    ],
)
def test_languages_are_named(
    tmp_path: Path, settings: str, files: list[str], told: list[str]
) -> None:
    write(tmp_path, "l10n.toml", HEAD + settings)
    for path in files:
        write(tmp_path, path, PO if path.endswith(".po") else TEXT)
    assert _told(tmp_path) == told


def test_what_is_written_is_right(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", HEAD + FOLDERS)
    for path in ("content/en/a.md", "content/zh_Hant/a.md", "content/pt_BR/a.md"):
        write(tmp_path, path, TEXT)
    assert len(_told(tmp_path)) == 2
    spelled = '[language.zh-Hant]\nfolder = "zh_Hant"\n[language.pt-BR]\nfolder = "pt_BR"\n'
    head = HEAD.replace('"pt-BR"', '"pt-BR", "zh-Hant"')
    write(tmp_path, "l10n.toml", head + FOLDERS + spelled)
    assert _told(tmp_path) == []


def test_pages_of_an_unknown_language_are_no_sources(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", HEAD + BELOW)
    for path in ("docs/a.md", "docs/fr/a.md", "docs/it/rules.md"):
        write(tmp_path, path, TEXT)
    assert run(tmp_path, "sync").code == 0
    catalogs = sorted(
        path.relative_to(tmp_path / "locales/de")
        for path in (tmp_path / "locales/de").rglob("*.po")
    )
    assert [*map(str, catalogs)] == ["a.po", "it/rules.po"]


def test_a_new_folder_is_named_by_a_run_that_has_nothing_to_do(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", HEAD + FOLDERS)
    write(tmp_path, "content/en/a.md", TEXT)
    assert _told(tmp_path) == []
    write(tmp_path, "content/fr/a.md", TEXT)
    assert len(_told(tmp_path)) == 1
