"""Random stories of engine runs, edits and source changes: a person's text stays a person's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.match.doubts import without_fuzzy
from l10n.po import parse_catalog, render_catalog
from tests.engines.servers import Server
from tests.sites import GROUPED, SETTINGS, run, write
from tests.translate.sites import build, edit, pseudo

FEW, MANY = 5, 2_000
SEED = 20_261_130
KEYS = ("one", "two")
SENTENCES = (
    "Buy the ticket at the station, where the office opens at noon.",
    "Keep the receipt `A-1` for a year, or until the office has answered.",
    "Go on foot to the nearest office, which is closed on most days.",
)


@dataclass
class Story:
    """A site, and what people have said on it."""

    site: Path
    luck: random.Random
    texts: dict[str, list[str]] = field(default_factory=dict)
    """The sentences of each guide."""
    said: dict[str, str] = field(default_factory=dict)
    """What people wrote last, by source: confirmed, so it has to be published."""
    ever: set[str] = field(default_factory=set)
    """All that people wrote and did not take away themselves."""
    count: int = 0

    def save_source(self, key: str) -> None:
        write(self.site, f"content/en/{key}.md", "\n\n".join(self.texts[key]) + "\n")

    def change_source(self) -> None:
        key = self.luck.choice(KEYS)
        index = self.luck.randrange(len(self.texts[key]))
        self.count += 1
        words = SENTENCES[index]
        long = f"{words[:-1]}, and do it {self.count} times or more."
        self.texts[key][index] = self.luck.choice([words, long, long])
        self.save_source(key)

    def translate(self) -> None:
        more = ["--again"] if self.luck.random() < 0.2 else []
        assert run(self.site, "translate", "-q", "-l", "es", *more).code == 0

    def extract(self) -> None:
        assert run(self.site, "extract", "-q").code == 0

    def sync(self) -> None:
        assert run(self.site, "sync", "-q").code == 0

    def entries(self) -> Iterator[tuple[Path, Entry]]:
        for path in sorted([*self.site.glob("locales/es.po"), *self.site.glob("locales/es/*.po")]):
            for each in parse_catalog(path.read_bytes(), str(path)).entries:
                yield path, each

    def edit(self) -> None:
        """Write a text, and leave it fuzzy or not."""
        live = [(path, each) for path, each in self.entries() if not each.obsolete]
        if not live:
            return
        path, entry = self.luck.choice(live)
        self.count += 1
        code = " `A-1`" if "`" in entry.msgid else ""
        text = f"Persona {self.count}{code}."
        new = entry._replace(msgstr=text)
        if self.luck.random() < 0.7:
            new = without_fuzzy(new)
        self.ever.discard(entry.msgstr)
        self.ever.add(text)
        self.put(path, entry, new)

    def edit_page(self) -> None:
        """Write a paragraph into a published page; an import may follow, now or later."""
        pages = sorted(self.site.glob("content/es/*.md"))
        if not pages:
            return
        path = self.luck.choice(pages)
        paragraphs = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
        index = self.luck.randrange(len(paragraphs))
        self.count += 1
        code = " `A-1`" if "`" in paragraphs[index] else ""
        text = f"Persona {self.count} dice esto{code}."
        self.ever.discard(paragraphs[index])
        self.ever.add(text)
        paragraphs[index] = text
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        if self.luck.random() < 0.7:
            self.import_pages()

    def import_pages(self) -> None:
        assert run(self.site, "import", "-q", "-l", "es").code in (0, 1)

    def confirm(self) -> None:
        assert run(self.site, "confirm", "-q", "-l", "es", self.luck.choice(KEYS)).code == 0

    def put(self, path: Path, old: Entry, new: Entry) -> None:
        catalog = parse_catalog(path.read_bytes(), str(path))
        entries = tuple(new if each == old else each for each in catalog.entries)
        path.write_bytes(render_catalog(replace(catalog, entries=entries)).encode())

    def check(self, before: list[tuple[Path, Entry]]) -> None:
        """Look at what became of what was confirmed before an engine ran."""
        now = list(self.entries())
        texts = {each.msgstr for _, each in now} | {
            line for _, each in now for line in each.comments
        }
        texts |= {each.read_text(encoding="utf-8") for each in self.site.glob("content/es/*.md")}
        for text in self.ever:
            assert any(text in each for each in texts), text
        standing = {(path, each.identity): each for path, each in now}
        for path, each in before:
            if each.translated:
                new = standing[path, each.identity]
                assert (new.msgstr, new.translated) == (each.msgstr, True)


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
@pytest.mark.parametrize("form", [SETTINGS, GROUPED], ids=["own", "grouped"])
def test_no_story_loses_what_a_person_wrote(
    model: Server, tmp_path: Path, form: str, count: int
) -> None:
    for number in range(count):
        luck = random.Random(SEED + number)
        more = '[language.es]\nmachine = "publish"\n' if number % 2 else ""
        guides = {f"{key}.md": "" for key in KEYS}
        story = Story(tmp_path / str(number), luck)
        build(story.site, model, more, form, guides=guides)
        model.translate = lambda told: pseudo(told["text"])
        for key in KEYS:
            story.texts[key] = [*SENTENCES]
            story.save_source(key)
        edit(story.site, "publish-at = 80", "publish-at = 0", "l10n.toml")
        story.sync()
        people, sources = 4 * [story.edit], 4 * [story.change_source]
        pages = 3 * [story.edit_page, story.sync]
        steps = (*people, *sources, *pages, story.import_pages, story.confirm, story.translate)
        for _ in range(12):
            luck.choice(steps)()
            story.extract()
            before = list(story.entries())
            story.translate()
            story.check(before)
