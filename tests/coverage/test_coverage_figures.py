"""Every figure on the coverage page, reckoned anew from the catalogs and from nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path

import polib
import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.words import count_words
from tests.sites import run

ROOT = Path(__file__).parents[2]
STATES = ("translated", "machine", "changed", "imported", "proposed", "quarantined", "untranslated")
PUBLISH_AT = 80
NUMBERS = ("anew", "also", "again", "once more", "as well", "besides", "too", "likewise")


def state_of(entry: polib.POEntry, there: set[tuple[str | None, str]]) -> str:
    """Return in which state an entry is, as its catalog says it."""
    if not entry.msgstr:
        return "untranslated"
    if not entry.fuzzy:
        return "translated"
    comments = entry.tcomment.split("\n")
    if any(each.startswith(("Imported, please check: ", "The page says: ")) for each in comments):
        return "imported"
    memory = [each for each in comments if each.startswith("memory: ")]
    if any(not each.startswith("memory: the same text, in ") for each in memory):
        return "proposed"
    is_borrowed = entry.previous_msgid and (entry.msgctxt, entry.previous_msgid) in there
    return "proposed" if is_borrowed else "changed"


def without_repeats(text: str) -> str:
    """Return a guide that has no text twice: a catalog does not say how often one stands there."""
    guide = Guide("a.md", "en", "a", text)
    seen: set[str] = set()
    edits = []
    for segment in extract_guide(guide, ("title", "description", "meta_title")).segments:
        if segment.msgid in seen:
            edits.append((segment.span.end, f" {NUMBERS[len(edits)]}"))
        seen.add(segment.msgid)
    for end, more in reversed(edits):
        quote = text[end - 1] in "\"'_"
        text = text[: end - quote] + more + text[end - quote :]
    return text


class Reckoned:
    """What the catalogs of a site say, by language and key."""

    def __init__(self, root: Path, languages: list[str]) -> None:
        self.words: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.segments: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.texts: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
        for language in languages:
            folder = root / "locales" / language
            for path in folder.rglob("*.po"):
                name = (language, path.relative_to(folder).with_suffix("").as_posix())
                entries = [each for each in polib.pofile(str(path)) if not each.obsolete]
                there = {(each.msgctxt, each.msgid) for each in entries}
                for entry in entries:
                    state, words = state_of(entry, there), count_words(entry.msgid)
                    self.segments[name][state] += 1
                    self.words[name][state] += words
                    if state != "translated":
                        self.texts[language][entry.msgid, words] += 1

    def sum(self, language: str) -> tuple[Counter[str], Counter[str]]:
        own = [name for name in self.words if name[0] == language]
        return (
            sum((self.words[name] for name in own), Counter()),
            sum((self.segments[name] for name in own), Counter()),
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo, with each kind of fuzzy in its Spanish and Portuguese catalogs."""
    root = tmp_path_factory.mktemp("figures")
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "l10n.toml", root)
    for path in (root / "content/en").rglob("*.md"):
        path.write_text(without_repeats(path.read_text()))
    assert run(root, "extract", "-q").code == 0
    for language, every in (("es", 7), ("pt", 4)):
        for path in sorted((root / "locales" / language).rglob("*.po")):
            catalog = polib.pofile(str(path), wrapwidth=0)
            for number, entry in enumerate(each for each in catalog if each.translated()):
                if number % every == 3:
                    entry.flags.append("fuzzy")
                    kind = number // every % 3
                    entry.previous_msgid = f"Once {entry.msgid}" if kind == 0 else None
                    entry.tcomment = ("", "Imported, please check: who knows", "")[kind]
                elif number % every == 1:
                    entry.msgstr = ""
            catalog.save()
    assert run(root, "merge", "-q").code == 0
    return root


def percent(counts: Counter[str]) -> float:
    return counts["translated"] * 1000 // counts.total() / 10


def test_every_figure_follows_from_the_catalogs(site):
    html = run(site, "coverage", "--format", "html").out
    data = json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])
    languages = [row[0] for row in data["languages"]]
    known = Reckoned(site, languages)
    sums = {each: known.sum(each) for each in languages}
    assert {state for words, _ in sums.values() for state in words} >= {
        *("changed", "imported", "translated", "untranslated")
    }
    pages = {name for name in known.words if page_of(site, *name).exists()}
    _check_guides(data, known, pages)
    _check_masthead(html, sums, pages, len(known.words))
    _check_languages(html, known, sums, pages)
    _check_behind(html, data, known, pages)
    _check_next(data, known, pages)


def page_of(site: Path, language: str, key: str) -> Path:
    """Return a page, which the demo has where its source is."""
    catalog = next((site / "locales" / language).rglob(f"{Path(key).name}.po"))
    source = re.search(r"^#: (content/en/\S+)", catalog.read_text(), re.MULTILINE)[1]
    return site / source.replace("content/en", f"content/{language}")


def _check_masthead(html, sums, pages, total):
    figures = [
        re.sub(r"<.*?>|\s", "", unescape(each)) for each in re.findall(r"<dd>(.*?)</dd>", html)
    ]
    words = sum((each for each, _ in sums.values()), Counter())
    assert figures == [
        f"{percent(words)}%",
        f"{words.total() - words['translated']:,}",
        f"{len(pages)}of{total}",
        str(len(sums)),
    ]


def _check_languages(html, known, sums, pages):
    table = re.search(r'<table class="languages">(.*?)</table>', html, re.DOTALL)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    said = {"changed": "fuzzy", "imported": "imported", "proposed": "proposed"}
    for row, (language, (words, _)) in zip(rows, sums.items(), strict=True):
        under = re.findall(r'<span class="under">(.*?)</span>', row)
        parts = [f"{words['translated']:,} of {words.total():,} words"]
        parts += [f"{words[state]:,} {word}" for state, word in said.items() if words[state]]
        assert under[0] == ", ".join(parts)
        own = {name for name in known.words if name[0] == language}
        whole = [name for name in own if {*known.segments[name]} == {"translated"}]
        assert under[1] == (f"{len(own & pages)} of {len(own)} published, {len(whole)} complete")
        assert f'percent">{percent(words):.1f}<' in row
        widths = {state: 100 * words[state] / words.total() for state in STATES}
        bar = re.search(r'<svg class="bar"(.*?)</svg>', row)[1]
        for state, width in re.findall(r'class="(\w+)" x="[\d.]+" width="([\d.]+)"', bar):
            assert abs(widths[state] - float(width)) <= 0.11


def _check_guides(data, known, pages):
    for key, _, _, words, segments, cells, _ in data["guides"]:
        for (language, *_), cell in zip(data["languages"], cells, strict=True):
            name = (language, key)
            assert known.words[name].total() == words, name
            assert known.segments[name].total() == segments
            odd = [known.segments[name][state] for state in STATES[1:-1]]
            done = [known.words[name]["translated"], known.segments[name]["translated"]]
            whole = [*done, int(name in pages), 0, *odd]
            assert [*(cell or []), *[0] * 9][:9] == whole, name


def _check_behind(html, data, known, pages):
    lacking = {
        name: known.words[name].total() - known.words[name]["translated"]
        for name in pages
        if {*known.segments[name]} != {"translated"}
    }
    tags = [row[0] for row in data["languages"]]
    assert {(tags[row[0]], data["guides"][row[1]][0]): row[2] for row in data["behind"]} == lacking
    assert [row[2] for row in data["behind"]] == sorted(lacking.values(), reverse=True)
    duties = re.search(r'<ul class="duties">(.*?)</ul>', html, re.DOTALL)[1]
    for language in {language for language, _ in lacking}:
        own = [words for (tag, _), words in lacking.items() if tag == language]
        noun = "page" if len(own) == 1 else "pages"
        assert f": {len(own)} {noun}, {sum(own):,} words; start" in duties
    for language, guide, *_, causes, _ in data["behind"]:
        counts = known.segments[tags[language], data["guides"][guide][0]]
        told = sum(int(each.split()[0]) for each in causes.split(", ") if each[0].isdigit())
        assert told == counts.total() - counts["translated"]


def _check_next(data, known, pages):
    for (language, *_), guides, texts in zip(
        data["languages"], data["nextGuides"], data["nextTexts"][1:], strict=True
    ):
        for guide, lacking in guides:
            words = known.words[language, data["guides"][guide][0]]
            assert (language, data["guides"][guide][0]) not in pages
            assert lacking == max(0, -(-PUBLISH_AT * words.total() // 100) - words["translated"])
        shown = {
            msgid[:200]: (count, words) for (msgid, words), count in known.texts[language].items()
        }
        for text, count, words in texts:
            found, each = shown[data["texts"][text].removesuffix("…")[:200]]
            assert (count, words) == (found, found * each)
