"""Random stories of a site: what people and machines do to its files, and the runs in between.

A story is played on two sites at once. One of them forgets all that was remembered before every
run; both must say the same and hold the same files, byte for byte. Nothing here knows what is
remembered, or how.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog
from tests.sites import Run, pseudo, run, snapshot, stamps, translate_file, write

Step = tuple[Any, ...]
"""The name of an action, and what it is to be done with."""

NAMES = ("a", "b", "deep/c", "deep/d")
KEYS = ("a", "b", "deep-c", "z", "", "12")
LANGUAGES = ("es", "pt", "de")
TEXTS = (
    "Pay the fee at the bank.",
    "Pay the fees at the bank.",
    "[Papers of b](b.md)",
    "[Papers of a](a.md)",
    "See [the office](deep/c.md) and [this](b.md#papers).",
    "# Papers",
    "See [the old office](nowhere.md).",
    "Home",
    "[Papers of b](/b/)",
    "See [all of them](/tags/b/) and [the same](a.md#papers).",
    '{{% include "b.md" %}}',
    "<!-- See [the papers](deep/c.md) and [that](new.md). -->",
    "See ![the map](map.png) and [the plan][plan].\n\n[plan]: /plan.png 'The plan'",
)
ADDRESSES = ("url: /b/", "url: /deep/c/", "slug: b", "tags: [b]")
IMAGES = ("content/en/map.{}.png", "content/en/deep/{}/map.png", "static/plan.{}.png")
GLOSSARIES = {
    "csv": ("term,translation,forbidden\nfee,tasa,\n", "term,translation,forbidden\nbank,,banco\n"),
    "po": ('msgid ""\nmsgstr ""\n\nmsgid "fee"\nmsgstr "tasa"\n',),
}
PLAIN: Mapping[str, Any] = {
    "project": "Small guides",
    "source-language": "en",
    "languages": ["es", "pt"],
    "content": "content/{lang}",
    "catalogs": "locales/{lang}/{key}.po",
    "fields": ["title", "description"],
    "publish-at": 50,
    "slugs": False,
    "heading-ids": "linked",
    "fallback-sources": [],
    "stale": "source",
}
DATA = """
[[data]]
source = "i18n/{lang}.toml"

[[data]]
source = "strings.yml"
part = "words.{lang}"
"""
STRINGS = (
    "    home: Home  # of all\n    deep: {bank: The bank, n: 4}\n",
    "    deep:\n      fees: {one: One fee, other: '{{ .Count }} fees'}\n    home: The home\n",
    "    # None.\n    list:\n    - name: Home\n      at: /home\n    - At home\n",
    "    home: [\n",
    "",
)
TABLES = (
    '[fees]\none = "One fee"\nother = "{{ .Count }} fees"\n[home]\nother = "Home"\n',
    '[fees]\none = "One fee"\nother = "{{ .Count }} high fees"\n[home]\nother = "Home"\n',
    '# Both.\n[home]\nother = "Home"\n[bank]\nother = "The bank"\n',
    '[fees]\nother = "One fee"\n',
    "[home\n",
    "",
)
FORMS = ("Una tasa", "{{ .Count }} tasas", "tasas", "")
PRIVATE = ".l10n"
LOCKS = ("lock", ".gitignore")
"""What is there under the private folder without being remembered."""

_NEWS = re.compile(
    r"^[\w-]+: [^\n]* went empty since the last run, in [^\n]*\n"
    r'|"emptied": \[[^\]]*\]',
    re.MULTILINE,
)
_DATE = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^\n]*\n')
_KEY = re.compile(r"(?m)^translationKey: .*\n")
_BREAK = "bad: [\n"
_TORN = 'msgid "torn\n'
_YOUNG = 25_000_000
"""Nanoseconds in which a file that changes again may keep its times."""


@dataclass
class Site:
    """A site, and what its story needs to go on."""

    root: Path
    settings: dict[str, Any]
    count: int = 0
    """Of the texts that were made up so far."""
    has_data: bool = False
    """Whether it has a table of texts."""

    def text(self) -> str:
        """Return a text that is nowhere yet."""
        self.count += 1
        return f"Texto número{self.count}x guardado"


def write_settings(site: Site) -> None:
    """Write l10n.toml; whoever owns guides must be one of the languages."""
    known = site.settings["languages"]
    owners = [each for each in site.settings["fallback-sources"] if each in known]
    lines = [
        f"{name} = {json.dumps(value)}"
        for name, value in {**site.settings, "fallback-sources": owners}.items()
        if name not in ("only", "heading-ids") and (value or name != "fallback-sources")
    ]
    lines += ["", "[links]", 'base = "https://guides.example"']
    lines += [f'heading-ids = "{site.settings["heading-ids"]}"', ""]
    if only := site.settings.get("only"):
        lines += [f"[language.{known[-1]}]", f"only = {json.dumps(only)}", ""]
    if site.has_data:
        lines.append(DATA)
    write(site.root, "l10n.toml", "\n".join(lines))


def render_guide(title: str, key: str, chosen: Iterable[str]) -> str:
    front = f"translationKey: {key}\n" if key else ""
    return f"---\ntitle: Papers of {title}\n{front}---\n\n" + "\n\n".join([*chosen, ""])


def guide_path(site: Site, name: str, language: str = "en") -> Path:
    return site.root / f"content/{language}/{name}.md"


def pages(site: Site, language: str) -> list[Path]:
    return sorted((site.root / "content" / language).rglob("*.md"))


def catalogs(site: Site, language: str) -> list[Path]:
    group = site.root / f"locales/{language}.po"
    return [group] * group.exists() + sorted((site.root / "locales" / language).rglob("*.po"))


def remembered(root: Path) -> list[Path]:
    """Return every file under the private folder that may be deleted at any time."""
    found = sorted((root / PRIVATE).rglob("*"))
    return [path for path in found if path.is_file() and path.name not in LOCKS]


def choose(found: list[Path], place: int) -> Path | None:
    return found[place % len(found)] if found else None


# What people do to source guides.


def do_write(site: Site, name: str, key: str, title: str, chosen: list[str]) -> None:
    write(site.root, f"content/en/{name}.md", render_guide(title, key, chosen))


def do_empty(site: Site, name: str) -> None:
    """Write a guide without any text, as the front pages of sections are."""
    write(site.root, f"content/en/{name}.md", "---\nweight: 1\n---\n")


def do_amend(site: Site, name: str, text: str) -> None:
    """Change a text and nothing else, as nearly every edit does."""
    path = guide_path(site, name)
    if path.exists():
        with path.open("a") as file:
            file.write(f"\n{text}\n")


def do_retitle(site: Site, name: str, title: str) -> None:
    """Change the title of a guide, which others may show."""
    rewrite(guide_path(site, name), r"title: Papers of \w+", f"title: Papers of {title}")


def do_rekey(site: Site, name: str, key: str) -> None:
    """Give a guide another key, or none."""
    path = guide_path(site, name)
    if path.exists():
        text = _KEY.sub("", path.read_text())
        path.write_text(
            text.replace("---\n\n", f"translationKey: {key}\n---\n\n" if key else "", 1)
            if key
            else text
        )


def do_address(site: Site, name: str, line: str) -> None:
    """Let a guide say something of its addresses, or nothing."""
    rewrite(guide_path(site, name), r"(?m)^(?:url|slug|tags): .*\n", "")
    if line:
        rewrite(guide_path(site, name), r"\A---\n", f"---\n{line}\n")


def do_put_back(site: Site, name: str) -> None:
    """Change a guide with its size and time kept, as a backup that is put back."""
    path = guide_path(site, name)
    if path.exists():
        before = path.stat()
        rewrite(path, "fee|tax", lambda found: "tax" if found.group() == "fee" else "fee")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def do_delete(site: Site, name: str) -> None:
    guide_path(site, name).unlink(missing_ok=True)


def do_move(site: Site, old: str, new: str) -> None:
    """Move a guide; one that is there goes to where the other was."""
    source, target = (guide_path(site, name) for name in (old, new))
    if source.exists() and source != target:
        target.parent.mkdir(parents=True, exist_ok=True)
        other = target.read_bytes() if target.exists() else None
        source.rename(target)
        if other is not None:
            source.write_bytes(other)


def do_break(site: Site, name: str) -> None:
    """Make the front matter of a guide unreadable."""
    rewrite(guide_path(site, name), r"\A---\n", f"---\n{_BREAK}")


def do_mend(site: Site, name: str) -> None:
    rewrite(guide_path(site, name), re.escape(_BREAK), "")


def do_table(site: Site, language: str, which: int) -> None:
    """Write a table of texts, in the source language or in another."""
    write(site.root, f"i18n/{language}.toml", TABLES[which % len(TABLES)])


def do_strings(site: Site, language: str, which: int) -> None:
    """Write what the file that holds all languages has of one, or take it out."""
    path = site.root / "strings.yml"
    text = path.read_text() if path.exists() else "words:\n# The end.\n"
    text = re.sub(rf"(?ms)^  {language}:.*?(?=^(?:  )?[^ ]|\Z)", "", text)
    if body := STRINGS[which % len(STRINGS)]:
        text = text.replace("words:\n", f"words:\n  {language}:\n{body}", 1)
    path.write_text(text)


def do_forms(site: Site, language: str, one: int, several: int) -> None:
    """Write the plural forms of a table's catalog."""
    path = site.root / f"locales/{language}/i18n.toml.po"
    path = path if path.exists() else site.root / f"locales/{language}.po"
    catalog = read_catalog(path) if path.exists() else None
    if catalog:
        forms = (FORMS[one % len(FORMS)], FORMS[several % len(FORMS)])
        entries = tuple(
            each if each.msgid_plural is None else each._replace(msgstr_plural=forms, flags=())
            for each in catalog.entries
        )
        path.write_text(render_catalog(replace(catalog, entries=entries)), encoding="utf-8")


def rewrite(path: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    if path.exists():
        path.write_text(re.sub(pattern, new, path.read_text()))


# What translators and others do to catalogs, glossaries and pages.


def do_save(site: Site, language: str, guide: int, place: int, what: str) -> None:
    """Work on one entry as a translator does in an editor."""
    path = choose(catalogs(site, language), guide)
    catalog = read_catalog(path) if path else None
    live = [each for each in catalog.entries if not each.obsolete] if catalog else []
    if path is None or catalog is None or not live:
        return
    entry = live[place % len(live)]
    if what == "accept":
        new = entry._replace(flags=(), previous_msgid=None, previous_msgctxt=None)
    else:
        msgstr = {"new": site.text(), "clear": "", "bad": "<script>x</script>"}[what]
        new = Entry(entry.msgid, msgstr, entry.msgctxt, entry.comments, entry.extracted)
        new = new._replace(references=entry.references)
    entries = tuple(new if each.identity == new.identity else each for each in catalog.entries)
    path.write_text(render_catalog(replace(catalog, entries=entries)), encoding="utf-8")


def read_catalog(path: Path) -> Catalog | None:
    """Return a catalog; None when it was torn."""
    data = path.read_bytes()
    return None if _TORN.encode() in data else parse_catalog(data, path.name)


def do_translate(site: Site, language: str, guide: int) -> None:
    """Fill in a whole catalog."""
    path = choose(catalogs(site, language), guide)
    if path and read_catalog(path):
        translate_file(path, pseudo)


def do_tear(site: Site, language: str, guide: int) -> None:
    """Make a catalog unreadable; it was torn already: mend it."""
    path = choose(catalogs(site, language), guide)
    if path:
        text = path.read_text(encoding="utf-8")
        mended = text.replace(_TORN, "")
        path.write_text(mended if mended != text else text + _TORN, encoding="utf-8")


def do_gloss(site: Site, language: str, kind: str, which: int) -> None:
    """Write a glossary, or take it away."""
    texts = (*GLOSSARIES[kind], "")
    path = f"locales/{language}/glossary.{kind}"
    if text := texts[which % len(texts)]:
        write(site.root, path, text)
    else:
        (site.root / path).unlink(missing_ok=True)


def do_draw(site: Site, language: str, image: int) -> None:
    """Put an image of a language beside the source's, or take it away."""
    path = IMAGES[image % len(IMAGES)].format(language)
    if (site.root / path).exists():
        (site.root / path).unlink()
    else:
        write(site.root, path, b"")


def do_edit(site: Site, language: str, page: int) -> None:
    """Write something into a page by hand."""
    path = choose(pages(site, language), page)
    if path:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text.rstrip()} {site.text()}.\n", encoding="utf-8")


def do_localize(site: Site, language: str, name: str, key: str) -> None:
    """Write a page by hand where there may be a source guide, or none."""
    text = render_guide(site.text(), key, ["Pague la tasa en el banco.", "[a](a.md)"])
    write(site.root, f"content/{language}/{name}.md", text)


# What goes away, comes back, or is another copy.


def do_copy(site: Site, language: str, name: str) -> None:
    """Publish a guide by hand as it is, as merging does where all may be published."""
    source = guide_path(site, name)
    if source.exists():
        write(site.root, f"content/{language}/{name}.md", source.read_text())


def do_drop_page(site: Site, language: str, page: int) -> None:
    if path := choose(pages(site, language), page):
        path.unlink()


def do_drop_catalog(site: Site, language: str, guide: int) -> None:
    if path := choose(catalogs(site, language), guide):
        path.unlink()


def do_drop_folder(site: Site, folder: str) -> None:
    shutil.rmtree(site.root / folder, ignore_errors=True)


def do_clean(site: Site) -> None:
    """Remove every page that git ignores where sites are built, and not what is remembered."""
    for language in LANGUAGES:
        do_drop_folder(site, f"content/{language}")


def do_clone(site: Site, times: bool) -> None:
    """Make every file anew, as a fresh clone has them, or a copy that keeps their times."""
    for path in sorted(site.root.rglob("*")):
        if path.is_file() and PRIVATE not in path.relative_to(site.root).parts:
            data, before = path.read_bytes(), path.stat()
            path.unlink()
            path.write_bytes(data)
            if times:
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def do_configure(site: Site, name: str, value: Any) -> None:
    site.settings[name] = value
    write_settings(site)


def do_lose(site: Site, place: int) -> None:
    """Lose one of the files of what is remembered."""
    if path := choose(remembered(site.root), place):
        path.unlink()


def do_damage(site: Site, place: int, how: str) -> None:
    """Damage one of the files of what is remembered."""
    if path := choose(remembered(site.root), place):
        data = path.read_bytes()
        path.write_bytes({"text": b"not it", "empty": b"", "half": data[: len(data) // 2]}[how])


def do_keep(site: Site) -> None:
    """Put a copy of what is remembered aside, as a builder does."""
    if (site.root / PRIVATE).exists():
        shutil.rmtree(_kept(site), ignore_errors=True)
        shutil.copytree(site.root / PRIVATE, _kept(site))


def do_restore(site: Site) -> None:
    """Put back what was put aside, however old it is. So it is, too, after a run was killed."""
    if _kept(site).exists():
        shutil.rmtree(site.root / PRIVATE, ignore_errors=True)
        shutil.copytree(_kept(site), site.root / PRIVATE)


def _kept(site: Site) -> Path:
    return site.root.with_name(f"{site.root.name}-kept")


ACTIONS: Mapping[str, Callable[..., None]] = {
    name.removeprefix("do_"): action
    for name, action in list(globals().items())
    if name.startswith("do_")
}

names, keys = st.sampled_from(NAMES), st.sampled_from(KEYS)
languages = st.sampled_from(("es", "es", "pt"))
places = st.integers(0, 5)
texts = st.lists(st.sampled_from(TEXTS), max_size=4, unique=True)
titles = st.sampled_from("abx")
site_settings = st.sampled_from(
    (
        {},
        {},
        {"slugs": True},
        {"heading-ids": "none"},
        {"fallback-sources": ["es"]},
        {"fallback-sources": ["pt", "es"], "slugs": True},
        {"stale": "keep", "languages": ["es", "pt", "de"]},
    )
)
group_settings = st.sampled_from(
    ({"catalogs": "locales/{lang}.po"}, {"catalogs": "locales/{lang}/{section}.po"})
)
any_settings = st.one_of(
    site_settings, st.builds(lambda one, more: {**one, **more}, site_settings, group_settings)
)
"""In any form of catalogs."""
changed_settings = st.one_of(
    st.tuples(st.just("publish-at"), st.sampled_from([0, 50, 80, 100])),
    st.tuples(st.just("fields"), st.sampled_from([["title"], ["title", "description"], []])),
    st.tuples(
        st.just("languages"),
        st.sampled_from([["es", "pt"], ["es"], ["pt", "es"], ["es", "pt", "de"]]),
    ),
    st.tuples(st.just("slugs"), st.booleans()),
    st.tuples(st.just("fallback-sources"), st.sampled_from([[], ["es"], ["pt", "es"]])),
    st.tuples(st.just("stale"), st.sampled_from(["source", "keep"])),
    st.tuples(st.just("only"), st.sampled_from([[], ["deep/**"]])),
)


def _action(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(name), *arguments)


translations = st.one_of(
    _action("save", languages, places, places, st.sampled_from(["new", "new", "accept", "clear"])),
    _action("save", languages, places, places, st.just("bad")),
    _action("translate", languages, places),
)
edits = st.one_of(
    translations,
    translations,
    _action("write", names, keys, titles, texts),
    _action("empty", names),
    _action("amend", names, st.sampled_from(TEXTS)),
    _action("amend", names, st.sampled_from(TEXTS)),
    _action("retitle", names, titles),
    _action("rekey", names, keys),
    _action("address", names, st.sampled_from([*ADDRESSES, ""])),
    _action("put_back", names),
    _action("delete", names),
    _action("move", names, names),
    _action("break", names),
    _action("mend", names),
    _action("tear", languages, places),
    _action("gloss", languages, st.sampled_from(("csv", "po")), places),
    _action("draw", languages, places),
    _action("edit", languages, places),
    _action("localize", languages, names, keys),
    _action("copy", languages, names),
    _action("clone", st.booleans()),
    st.tuples(st.just("configure"), changed_settings).map(lambda each: (each[0], *each[1])),
)
remembering = st.one_of(
    _action("lose", places),
    _action("damage", places, st.sampled_from(["text", "empty", "half"])),
    _action("keep"),
    _action("restore"),
)
losses = st.one_of(
    _action("drop_page", languages, places),
    _action("drop_catalog", languages, places),
    _action("drop_folder", st.sampled_from(["content/es", "locales/es", "content/es/deep"])),
    _action("clean"),
)

tables = st.one_of(
    _action("table", st.just("en"), places),
    _action("table", st.sampled_from(["en", "es", "pt"]), places),
    _action("strings", st.just("en"), places),
    _action("strings", st.sampled_from(["en", "es", "pt"]), places),
    _action("forms", languages, places, places),
    _action("forms", languages, places, places),
)

COMMANDS = (
    "sync",
    "extract",
    "extract --check",
    "merge",
    "merge --check",
    "merge --publish-at=0",
    "status",
    "status -v",
    "coverage",
    "coverage --fail-under=60",
    "coverage --format=markdown",
    "check",
    "check --fix",
    "check --strict",
    "check --format=sarif",
    "check --format=github",
    "links",
    "keys",
    "keys --write",
    "import",
    "import --dry-run",
)
PARTS = (
    "-l es",
    "-l pt",
    "-l pt -l es",
    "-l de",
    "b",
    "deep-c",
    "content/en/a.md",
    "-l es content/en/deep/c.md",
    "-l pt a b",
)


def _asked(command: str, form: str, part: str) -> Step:
    form = "" if "--format" in command and form.startswith("--format") else form
    return ("run", command, *form.split(), *part.split())


forms = st.sampled_from(["", "", "-v", "--format=json", "-q"])
parts = st.one_of(st.just(""), st.sampled_from(PARTS))
runs = st.one_of(
    st.just(("run", "sync")),
    st.sampled_from([("run", "check", "-v"), ("run", "links"), ("run", "coverage")]),
    st.builds(_asked, st.sampled_from(COMMANDS), forms, st.just("")),
    st.builds(_asked, st.sampled_from(COMMANDS), forms, parts),
)
settling = st.sampled_from([(), (("settle",),)])


def _round(*pieces: Iterable[Step]) -> list[Step]:
    return [step for piece in pieces for step in piece]


def stories(doings: st.SearchStrategy[Step], *, rounds: int) -> st.SearchStrategy[list[Step]]:
    """Return stories of at most so many rounds: a few doings, and the runs after them."""
    some = st.lists(doings, min_size=1, max_size=3)
    one = st.builds(_round, settling, some, st.lists(runs, min_size=1, max_size=2))
    return st.lists(one, max_size=rounds).map(lambda each: _round(*each))


def losing(rounds: int) -> st.SearchStrategy[list[Step]]:
    """Return stories in which what a run made is removed, once or again and again."""
    again = st.builds(
        lambda loss, command, times: [loss, ("run", command)] * times,
        losses,
        st.sampled_from(["sync", "sync", "extract", "merge", "sync -v"]),
        st.integers(1, 3),
    )
    one = st.builds(_round, settling, again, st.lists(edits | remembering, max_size=1))
    return st.lists(one, max_size=rounds).map(lambda each: _round(*each))


# How a story is played.


def forget(root: Path) -> None:
    """Delete whatever is remembered."""
    for path in remembered(root):
        path.unlink()


def files(root: Path) -> dict[str, bytes]:
    """Return all files but those that may be deleted at any time, without dates."""
    return {path: _DATE.sub(b"", data) for path, data in snapshot(root).items()}


def build(root: Path, **changes: Any) -> Site:
    """Build a site of two guides, one of which is all translated and one in part."""
    site = Site(root, {**PLAIN, **changes})
    write_settings(site)
    for number, name in enumerate(("a", "b")):
        do_write(site, name, name, name, list(TEXTS[number : number + 3]))
    assert run(root, "extract", "-q").code == 0
    for language in ("es", "pt"):
        do_translate(site, language, 0)
        do_save(site, language, 1, 1, "new")
    return site


def build_with_data(root: Path, **changes: Any) -> Site:
    """Build a site of guides and a table of texts, which is translated in part."""
    site = build(root, **changes)
    site.has_data = True
    write_settings(site)
    do_table(site, "en", 0)
    do_strings(site, "en", 0)
    assert run(root, "extract", "-q").code == 0
    do_forms(site, "es", 0, 1)
    return site


def compare(both: tuple[Site, Site], command: str, *arguments: str) -> Run:
    """Run a command on both sites, one of which has forgotten everything."""
    before = stamps(both[0].root)
    forget(both[1].root)
    one, two = (run(site.root, *command.split(), *arguments) for site in both)
    assert _lasting(one) == _lasting(two)
    assert files(both[0].root) == files(both[1].root)
    assert _writes((*command.split(), *arguments)) or stamps(both[0].root) == before
    return one


def _lasting(done: Run) -> Run:
    """Return what a run says but for news since the last one, of which a site that forgot has none.

    An older cache that was put back may tell them again.
    """
    return replace(done, out=_NEWS.sub("", done.out))


def _writes(words: Collection[str]) -> bool:
    if not {"check", "keys"}.isdisjoint(words):
        return "--fix" in words or "--write" in words
    return {"coverage", "status", "links", "--check", "--dry-run"}.isdisjoint(words)


def settle(both: tuple[Site, Site]) -> None:
    """Sync until all is done, and all files are old enough to be believed."""
    for turn in range(9):
        compare(both, "sync")
        if turn > 1 and is_old(both[0].root):
            return


def is_old(root: Path) -> bool:
    """Tell whether any later change of a file will show in its times."""
    found = (path for path in root.rglob("*") if PRIVATE not in path.relative_to(root).parts)
    return max(path.lstat().st_ctime_ns for path in found) + _YOUNG < time.time_ns()


def play(story: Iterable[Step], start: Callable[..., Site] = build, **changes: Any) -> None:
    """Let a story happen on two sites with these settings, and look at each step of it."""
    with tempfile.TemporaryDirectory() as folder:
        both = (start(Path(folder) / "1", **changes), start(Path(folder) / "2", **changes))
        ends: list[Step] = [
            ("settle",),
            ("run", "sync", "--format=json"),
            ("run", "check", "-v"),
            ("run", "links", "-v"),
        ]
        for name, *arguments in [("settle",), *story, *ends]:
            if name == "settle":
                settle(both)
            elif name == "run":
                compare(both, *arguments)
            else:
                for site in both:
                    ACTIONS[name](site, *arguments)
