from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect
from l10n.guide import Guide, Severity
from l10n.site.sitefiles import fresh_files
from l10n.site.tree import (
    BrokenFile,
    GuideFile,
    Tree,
    all_findings,
    broken_keys,
    broken_paths,
    read_guide,
    scan_tree,
    within,
)
from l10n.trees import short_form

GOOD = b"---\ntranslationKey: good\ntitle: A\n---\n\nText.\n"


@pytest.fixture
def site(tmp_path) -> Config:
    root = tmp_path / "site"
    config = Config(
        root, "l10n.toml", "x", "en", ("es", "pt-BR"), trees=(short_form("content/{lang}"),)
    )
    put(config, {"content/en/good.md": GOOD})
    return config


def put(config: Config, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        target = config.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def scan(config: Config) -> Tree:
    return scan_tree(fresh_files(config))


def keys(tree: Tree, language: str) -> list[str]:
    return list(tree.guides[language])


def test_a_good_tree(site):
    put(
        site,
        {
            "content/en/peru/visa.md": b"---\ntitle: Visa\n---\n",
            "content/en/peru/_index.md": b"No front matter.\n",
            "content/en/a.markdown": b'+++\ntranslationKey = "x"\n+++\n',
            "content/en/b.MD": b'{"translationKey": "y"}\n',
            "content/en/c.md": b"---\r\ntranslationkey: C d\r\n---\r\n",
            "content/en/notes.txt": b"\xff",
            "content/en/.draft.md": b"\xff",
            "content/en/.git/x.md": b"\xff",
            "content/en/node_modules/x/README.md": b"\xff",
            "content/es/bueno.md": b"\xef\xbb\xbf" + GOOD,
        },
    )
    tree = scan(site)
    assert all_findings(tree) == ()
    assert tree.broken == ()
    assert list(tree.guides) == ["en", "es", "pt-BR"]
    assert [GuideFile(*each[:5]) for each in tree.guides["en"].values()] == [
        GuideFile("content/en/a.markdown", "en", "x", keyed=True, dialect=Dialect.TOML),
        GuideFile("content/en/b.MD", "en", "y", keyed=True, dialect=Dialect.JSON),
        GuideFile("content/en/c.md", "en", "C d", keyed=True, dialect=Dialect.YAML),
        GuideFile("content/en/good.md", "en", "good", keyed=True, dialect=Dialect.YAML),
        GuideFile("content/en/peru/_index.md", "en", "peru/_index", keyed=False, dialect=None),
        GuideFile("content/en/peru/visa.md", "en", "peru/visa", keyed=False, dialect=Dialect.YAML),
    ]
    assert keys(tree, "es") == ["good"]
    assert keys(tree, "pt-BR") == []


def test_only_the_languages_asked_for(site):
    put(site, {f"content/{each}/bad.md": b"" for each in ("en", "es", "pt-BR")})
    tree = scan(site)
    some = within(tree, site, ["pt-BR"])
    assert list(some.guides) == ["en", "pt-BR"]
    assert [each.path for each in some.broken] == ["content/en/bad.md", "content/pt-BR/bad.md"]
    assert [each.path for each in all_findings(some)] == [each.path for each in some.broken]
    assert list(within(tree, site, []).guides) == ["en"]
    fallback = replace(site, fallback_sources=("es",))
    assert list(within(scan(fallback), fallback, []).guides) == ["en", "es"]
    assert within(tree, site, ["es", "pt-BR"]) == tree


def test_a_setting_that_chooses_nothing_is_told(site):
    put(site, {"content/en/peru/visa.md": b"Text.\n", "content/es/chile/visa.md": b"Texto.\n"})
    only = {"es": ("peru/**", "germani/**"), "pt-BR": ("good.md", "chile/**")}
    chosen = replace(site, only=only)
    tree = scan(chosen)
    assert [(each.path, each.severity, each.message) for each in all_findings(tree)] == [
        ("l10n.toml", Severity.WARNING, f"only of {language}: {glob} matches no guide: {advice}")
        for language, glob in [("es", "germani/**"), ("pt-BR", "chile/**")]
        for advice in ["correct or remove it"]
    ]
    some = all_findings(within(tree, chosen, ["es"]))
    assert [each.message[:10] for each in some] == ["only of es"]
    fallback = replace(chosen, fallback_sources=("es",))
    found = all_findings(scan(fallback))
    assert [each.message[:10] for each in found] == ["only of es"]


def test_reading_a_guide_of_the_tree(site):
    put(site, {"content/es/a.md": b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")})
    file = scan(site).guides["es"]["good"]
    text = GOOD.decode().replace("\n", "\r\n")
    guide = Guide("content/es/a.md", "es", "good", text, bom=True, syntax="hugo")
    assert read_guide(site, file) == guide
    (site.root / "content/es/a.md").unlink()
    with pytest.raises(L10nError, match="no such file"):
        read_guide(site, file)


def test_no_source_folder_stops_the_run(site):
    lost = Config(site.root, "l10n.toml", "x", "fr", ("es",))
    with pytest.raises(L10nError, match="correct content in") as caught:
        scan(lost)
    assert caught.value.path == "content/fr"


HEAD = b"---\ntranslationKey: lost\n"
BROKEN = {
    "invalid UTF-8": (HEAD + b"---\n\xff\n", "unreadable-guide", 4),
    "NUL": (HEAD + b"---\na\n\0", "unreadable-guide", 5),
    "unclosed": (HEAD + b"title: A\n", "bad-front-matter", 1),
    "repeated": (HEAD + b"a: 1\ntitle: A\na: 2\n---\n", "repeated-front-matter-key", 5),
    "two keys": (HEAD + b"translationKey: b\n---\n", "repeated-front-matter-key", 3),
    "a conflict": (HEAD + b"<<<<<<< a\na: 1\n=======\n---\n", "bad-front-matter", 4),
    "two keys, no YAML": (HEAD + b"translationKey: b\na: b: c\n---\n", "bad-front-matter", 4),
    "empty": (b"", "empty-guide", 0),
    "blank": (b"\xef\xbb\xbf \r\n\n", "empty-guide", 0),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_guide_that_cannot_be_read_is_one_finding(site, name, language):
    data, check, line = BROKEN[name]
    path = f"content/{language}/a/bad.md"
    put(site, {path: data})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert (finding.check, finding.path) == (check, path)
    assert line in (None, finding.line)
    assert "\n" not in finding.message
    assert keys(tree, "en") == ["good"]
    assert (site.root / path).read_bytes() == data
    # Whoever withdraws or retires looks here first.
    assert broken_paths(tree) == {path}
    lost = {"lost"} if data.startswith(HEAD) else set()
    lost |= {"b"} if name.startswith("two keys") else set()
    assert broken_keys(tree, language) == {"a/bad", *lost}
    assert broken_keys(tree, "pt-BR") == set()


UNREAD = {
    "a list": (b"---\n- a\n---\n", "bad-front-matter", 2),
    "a word": (b"---\nword\n---\n", "bad-front-matter", 2),
    "no YAML": (HEAD + b"title: a: b\n---\n", "bad-front-matter", 3),
    "deep": (HEAD + b"a: " + b"[" * 50_000 + b"\n---\n", "bad-front-matter", 3),
    "a bomb": (
        HEAD
        + b"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 10))
            for n in range(8)
        )
        + b"---\n",
        "bad-front-matter",
        None,
    ),
    "merges": (
        HEAD
        + b"m0: &m0 {a: 1}\n"
        + b"".join(b"m%d: &m%d {<<: [*m%d, *m%d]}\n" % (n, n, n - 1, n - 1) for n in range(1, 40))
        + b"---\n",
        "bad-front-matter",
        None,
    ),
    "no TOML": (b"+++\n translationKey = 'lost' # c\na = \n+++\n", "bad-front-matter", 3),
    "no JSON": (b'{\n  "translationKey": "lost",\n  "a": 1.}\n', "bad-front-matter", 3),
}


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_guide_whose_front_matter_cannot_be_read_is_known_by_a_line(site, name, language):
    data, check, line = UNREAD[name]
    path = f"content/{language}/a/bad.md"
    put(site, {path: data})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert (finding.check, finding.path, finding.severity) == (check, path, Severity.WARNING)
    assert line in (None, finding.line)
    assert "\n" not in finding.message
    file = tree.guides[language]["lost" if b"lost" in data else "a/bad"]
    assert (file.path, file.keyed) == (path, b"lost" in data)
    assert not broken_paths(tree)


def test_repeated_keys_that_agree_are_a_warning(site):
    data = b'---\ntranslationKey: k\ntitle: A\ntranslationKey: "k"\n---\n'
    put(site, {"content/es/a.md": data})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert str(finding) == (
        "content/es/a.md:4: warning: translationKey is on line 2 and again on line 4, "
        "with the same value: delete one of them [repeated-front-matter-key]"
    )
    assert keys(tree, "es") == ["k"]
    assert tree.broken == ()


def test_repeated_keys_that_differ_are_an_error(site):
    put(site, {"content/es/a.md": b"---\ntitle: A\ntitle: B\n---\n"})
    (finding,) = all_findings(scan(site))
    assert finding.severity is Severity.ERROR
    assert "on line 2 and again on line 3, with different values" in finding.message


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("7", "is a number, not text"),
        ("true", "is a boolean, not text, so it cannot name a catalog: put it in quotes"),
        ("2024-01-01", "is a date or another value, not text"),
        ("[a]", "is a list, not text, so it cannot name a catalog: write one text"),
        ("", "is empty, so it cannot name a catalog: give it a text, or take its line out"),
        ('""', "is empty"),
        ("a/b", "has a path separator"),
        ("..", "begins with a dot"),
        ('"../../x"', "has a path separator"),
        ('"a\\nb"', "has an invisible character"),
        ("nul", "is the name of a device"),
        ("k" * 300, "is over 252 bytes long"),
    ],
)
def test_a_bad_key_is_one_finding(site, written, fault):
    put(site, {"content/en/bad.md": f"---\ntitle: A\ntranslationKey: {written}\n---\n".encode()})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert (finding.check, finding.path, finding.line) == ("bad-key", "content/en/bad.md", 3)
    assert finding.message.startswith(f"translationKey {fault}")
    assert keys(tree, "en") == ["good"]
    assert "bad" in broken_keys(tree, "en")


def test_a_path_that_cannot_be_a_key_is_one_finding(site):
    put(
        site,
        {"content/en/a/con.md": b"Text.\n", "content/en/b/con.md": GOOD.replace(b"good", b"b")},
    )
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert finding.path == "content/en/a/con.md"
    assert finding.message.startswith("the path is the name of a device on Windows")
    assert keys(tree, "en") == ["b", "good"]


def test_the_same_key_twice_names_all_paths_and_uses_none(site):
    put(site, {f"content/en/{name}.md": GOOD for name in ("x", "y")})
    put(site, {"content/es/x.md": GOOD})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert (finding.check, finding.path, finding.line) == (
        "same-key-twice",
        "content/en/good.md",
        2,
    )
    assert "content/en/x.md, content/en/y.md" in finding.message
    assert keys(tree, "en") == []
    assert keys(tree, "es") == ["good"]
    assert broken_keys(tree, "en") == {"good"}
    assert len(broken_paths(tree)) == 3


def test_a_key_may_not_be_another_guides_path(site):
    put(site, {"content/en/x.md": b"---\ntranslationKey: y\n---\n", "content/en/y.md": b"Text.\n"})
    tree = scan(site)
    assert [finding.check for finding in all_findings(tree)] == ["same-key-twice"]
    assert keys(tree, "en") == ["good"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Visa", "visa"), (unicodedata.normalize("NFC", "é"), unicodedata.normalize("NFD", "é"))],
)
def test_keys_that_a_disk_confuses_are_left_out(site, one, other):
    for name, key in (("a", one), ("b", other)):
        put(site, {f"content/en/{name}.md": f"---\ntranslationKey: {key}\n---\n".encode()})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert finding.check == "clashing-keys"
    assert {finding.path, "content/en/a.md", "content/en/b.md"} == broken_paths(tree)
    assert keys(tree, "en") == ["good"]
    assert broken_keys(tree, "en") == {one, other}


def test_translation_by_file_name_is_told(site):
    put(site, {"content/en/post.es.md": GOOD, "content/en/v1.2.md": b"Text.\n"})
    put(site, {"content/en/post.en.md": b"Text.\n", "content/en/es.md": b"Text.\n"})
    tree = scan(site)
    (finding,) = all_findings(tree)
    assert (finding.check, finding.path) == ("translated-by-file-name", "content/en/post.es.md")
    assert "move it to the folder of es" in finding.message
    assert keys(tree, "en") == ["es", "good", "post.en", "v1.2"]


def test_a_folder_with_a_guides_name(site):
    put(site, {"content/en/x.md/inner.md": b"Text.\n"})
    tree = scan(site)
    assert [(each.check, each.path) for each in all_findings(tree)] == [
        ("folder-named-like-guide", "content/en/x.md")
    ]
    assert keys(tree, "en") == ["good", "x.md/inner"]


def test_links_out_of_the_tree_are_not_followed(site, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_bytes(GOOD)
    content = site.root / "content/en"
    (content / "file.md").symlink_to(tmp_path / "outside/secret.md")
    (content / "folder").symlink_to(tmp_path / "outside")
    (site.root / "content/es").symlink_to(tmp_path / "outside")
    tree = scan(site)
    assert [(each.check, each.path) for each in all_findings(tree)] == [
        ("link-out-of-tree", "content/en/file.md"),
        ("link-out-of-tree", "content/en/folder"),
        ("link-out-of-tree", "content/es"),
    ]
    assert keys(tree, "en") == ["good"]
    assert keys(tree, "es") == []
    assert "file" in broken_keys(tree, "en")


def test_links_inside_the_tree(site):
    content = site.root / "content/en"
    put(site, {"shared/real.md": b"---\ntranslationKey: shared\n---\n"})
    (content / "link.md").symlink_to("../../shared/real.md")
    (content / "loop").symlink_to(".")
    (content / "self").symlink_to("self")
    (content / "self.md").symlink_to("self.md")
    (content / "gone.md").symlink_to("nowhere.md")
    tree = scan(site)
    assert keys(tree, "en") == ["good", "shared"]
    assert [(each.check, each.path, each.severity.value) for each in all_findings(tree)] == [
        ("broken-link", "content/en/gone.md", "error"),
        ("linked-folder", "content/en/loop", "info"),
        ("broken-link", "content/en/self.md", "error"),
    ]
    assert broken_keys(tree, "en") == {"gone", "self"}


def test_names_that_no_terminal_should_get(site):
    folder = os.fsencode(site.root / "content/en")
    for name in (b"a\xff.md", b"b\n.md", b"c\x1b[1m.md", b"d\xff.txt"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes
            file.write(GOOD)
    tree = scan(site)
    assert keys(tree, "en") == ["good"]
    assert [finding.check for finding in all_findings(tree)] == ["bad-file-name"] * 3
    assert all(
        str(finding).isascii() and str(finding).isprintable() for finding in all_findings(tree)
    )


def test_a_pipe_does_not_hang_the_run(site):
    os.mkfifo(site.root / "content/en/pipe.md")
    tree = scan(site)
    assert [(each.check, each.path) for each in all_findings(tree)] == [
        ("unreadable-guide", "content/en/pipe.md")
    ]
    assert tree.broken == (BrokenFile("content/en/pipe.md", "en", ("pipe",)),)


def test_a_file_in_a_languages_place_stops_the_run(site):
    put(site, {"content/es": b""})
    with pytest.raises(L10nError) as caught:
        scan(site)
    assert caught.value.path == "content/es"


def test_the_corpus_is_scanned():
    corpora = os.environ.get("L10N_CORPORA")
    if not corpora:
        pytest.skip("L10N_CORPORA is not set")
    languages = ("es", "pt", "de", "it")
    site = Config(
        Path(corpora) / "tramitit", "l10n.toml", "x", "en", languages, trees=(short_form("{lang}"),)
    )
    tree = scan(site)
    assert {finding.check for finding in all_findings(tree)} == {
        "repeated-front-matter-key",
        "unknown-language",
    }
    guides = sum(map(len, tree.guides.values()))
    assert guides + len(tree.broken) == sum(
        1 for language in ("en", *languages) for _ in (site.root / language).rglob("*.md")
    )
    errors = {each.path for each in all_findings(tree) if each.severity is Severity.ERROR}
    assert errors == broken_paths(tree)
    assert len(all_findings(tree)) > len(errors)
