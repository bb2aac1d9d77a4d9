"""Hostile input of any size, all that reads it, and how long that takes.

Run as a module it measures in a process of its own, so that what hangs can be stopped:
``python -m tests.growth READER SIZES`` reads families from its input, one JSON line each.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Final, NamedTuple, TypeVar

from l10n.align.features import numbers_of, read_features
from l10n.catalog import Catalog, Entry
from l10n.changes import classify_change
from l10n.checks.guide_links import read_guide_links
from l10n.checks.kinds import GuideCheck
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS, NAMES
from l10n.checks.run import check_entry, fix_entry
from l10n.checks.subject import GuideSubject
from l10n.config.settings import Config, parse_config
from l10n.coverage import measure_guide
from l10n.errors import L10nError
from l10n.extract import template_entries
from l10n.fit.front import OwnKeys, fit_front, learn_front
from l10n.frontmatter.aliases import add_aliases
from l10n.frontmatter.block import find_block
from l10n.frontmatter.keys import add_key, drop_repeated
from l10n.frontmatter.metadata import read_metadata
from l10n.links.anchors import kept_ids, moved_ids
from l10n.links.hrefs import fragment_of, render, resolve
from l10n.links.localize import localize_links, read_references
from l10n.links.refs import read_ref
from l10n.links.scheme import Root, Scheme
from l10n.links.site import Page, build_site_map
from l10n.links.titles import find_title_links, write_title_link
from l10n.markdown.headings import read_headings
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.inlines import NO_LABELS
from l10n.match.similar import find_similar
from l10n.merge import merge_guide
from l10n.po import parse_catalog, render_catalog
from l10n.safe.judge import judge_closely
from l10n.safe.policy import DEFAULT_POLICY
from l10n.safe.targets import find_known
from l10n.safe.write import write_closely
from l10n.site.paths import translates, unused_globs
from l10n.stale import same_facts
from l10n.update import update_catalog
from l10n.words import count_words, split_words
from tests.checks.case_files import SENTENCE, subject_of
from tests.documents import as_guide, extract

LIMIT: Final = 60.0
"""Seconds of processor time after which a reader is stopped."""


FINE: Final = "fine"


class Family(NamedTuple):
    """Texts of any length that are alike."""

    before: str
    unit: str
    """Is repeated."""
    after: str

    def text(self, size: int) -> str:
        """Return the text that has about ``size`` characters."""
        return self.before + self.unit * (size // len(self.unit)) + self.after


class Measured(NamedTuple):
    """How long a family's texts took."""

    family: Family
    seconds: tuple[float, ...]
    """Of processor time, for each size; the last one is the limit's where it was stopped."""
    stopped: str = ""
    """Where; empty when it came to an end."""


_EN: Final = Page("here", "en", "content/en/here.md", ("Here",))
_ES: Final = Page("here", "es", "content/es/here.md", ("Aqui",))
_SITE: Final = build_site_map(
    Scheme(
        "https://example.org",
        {
            "en": (Root("content/en/", "/{path}/"),),
            "es": (Root("content/es/", "/es/{path}/"),),
        },
    ),
    ("en", "es"),
    (_EN, _ES, Page("there", "en", "content/en/there.md"), Page("there", "es", "content/es/x.md")),
)
_PLAN: Final = plan_checks(CHECKS)


def read_guide(text: str) -> None:
    """Do all that is done with a source guide: extract, update, merge, read, localize, count."""
    extraction = extract(text)
    guide = as_guide(text)
    template = template_entries(guide, extraction.segments)
    catalog = update_catalog(Catalog(Entry("")), template).catalog
    read = parse_catalog(render_catalog(catalog).encode(), "x.po")
    assert read.entries == catalog.entries
    measure_guide("guide", guide.path, "es", extraction.identities, read)
    update_catalog(read, template_entries(guide, extraction.segments[::-1]))
    moved = {each: f"Word {each[1]}" for each in extraction.identities}
    merged = merge_guide(guide, extraction, moved)
    kept_ids(extraction.layout, merged.layout, IdStyle.GITHUB, None)
    moved_ids(extraction.layout, merged.layout, IdStyle.GITHUB, {}, has_terms=True)
    tuple(localize_links(merged.text, merged.layout, _SITE, _EN, _ES))
    read_references(text, extraction.layout, _SITE, _EN)
    find_title_links(_SITE, _EN, extraction.segments, lambda _page, _text: False)
    read_headings(extraction.layout, IdStyle.GITHUB_ASCII)
    read_headings(extraction.layout, IdStyle.BLACKFRIDAY)
    links = read_guide_links(text, _SITE, _EN)
    subject = GuideSubject(guide.path, text, language="en", key="here", links=links, names=NAMES)
    for check in CHECKS:
        if isinstance(check, GuideCheck):
            tuple(check.check(subject))


def read_numbered_guide(text: str) -> None:
    """Read a guide in which each 0 is another number."""
    numbers = count()
    read_guide(re.sub("0", lambda _: str(next(numbers)), text))


def read_front_matter(text: str) -> None:
    """Do all that is done with the front matter of a guide."""
    if block := _tried(lambda: find_block(text, "x.md")):
        _tried(lambda: read_metadata(text, block, "x.md"))
        _tried(lambda: add_aliases(text, block, ("/old/",), "x.md"))
    _tried(lambda: add_key(text, "translationKey", "x", "x.md"))
    _tried(lambda: drop_repeated(text, "x.md"))
    own = OwnKeys(frozenset(("a", "key")), frozenset(("x",)))
    _tried(lambda: learn_front("---\ntitle: x\n---\n", text, ("title",), "x.md"))
    _tried(lambda: fit_front("---\ntitle: x\n---\n", text, own, "x.md"))
    if extraction := _tried(lambda: extract(text)):
        front = {each.msgid for each in extraction.segments[: len(extraction.values)]}
        merge_guide(as_guide(text), extraction, {(None, each): f"Word {each}" for each in front})


def read_po(text: str) -> None:
    """Read a catalog, write it, update it."""
    catalog = _tried(lambda: parse_catalog(text.encode("utf-8", "surrogatepass"), "x.po"))
    if catalog:
        render_catalog(catalog)
        update_catalog(catalog, tuple(each for each in catalog.entries if each.msgid)[::2])


Read = TypeVar("Read")

_SOURCE: Final = (
    "---\ntitle: The title\n---\n# Head of it\n\nSee *the* `office` [here](/x) & there, now.\n\n"
    "- item one\n\n> quoted words\n\n| a b | b a |\n|---|---|\n| one cell | y |\n\nterm\n: meant\n"
)
_EXTRACTION: Final = extract(_SOURCE)


def read_translation(text: str) -> None:
    """Judge a translation, write it, and publish it everywhere in a guide."""
    for segment in _EXTRACTION.segments:
        judge_closely(segment, text, NO_LABELS, DEFAULT_POLICY, frozenset())
        if text.strip():
            write_closely(_SOURCE, segment, text, NO_LABELS)
    everywhere = dict.fromkeys(_EXTRACTION.identities, text)
    merge_guide(as_guide(_SOURCE), _EXTRACTION, everywhere)
    for msgid in (SENTENCE, text + "."):
        subject = subject_of("fr", msgid, text)
        tuple(check_entry(_PLAN, subject))
        fix_entry(_PLAN, subject)


def read_addresses(text: str) -> None:
    """Read a text as an address, a tag, a title, words."""
    find_known(text)
    if link := resolve(_SITE, _EN, text):
        render(_SITE, link, _ES, _EN)
    fragment_of(text)
    read_ref(text)
    read_ref(f"{{{{< ref {text} >}}}}")
    write_title_link(text)
    count_words(text)
    split_words(text)


def read_changes(text: str) -> None:
    """Compare two revisions of a text, and a text with its translation."""
    classify_change(text, f"Now {text}")
    same_facts(text, f"Now {text}")
    similar = (f"One word {text}", f"{text} and more words", text)
    find_similar(similar, tuple(f"Now {each}" for each in similar))
    numbers_of(text)
    source = f"Word {text}\n"
    read_features(source, extract(source).segments, NO_LABELS, lambda _address: None)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_MINIMAL: Final = 'source-language = "en"\nlanguages = ["es"]\n'


def read_settings(text: str) -> None:
    """Read settings that hold a text, and match paths with the globs."""
    quoted = _quoted(text)
    table = lambda name, line: f"{_MINIMAL}[{name}]\n{line}\n"  # noqa: E731
    written = (
        text,
        f"{_MINIMAL}{text}",
        f"languages = {text}",
        f"languages.{text}",
        f'source-language = "en"\nlanguages = [{quoted}]\n',
        f"source-language = {quoted}\n",
        f"{_MINIMAL}{quoted} = 1\n",
        *(f"{_MINIMAL}{key} = {quoted}\n" for key in ("content", "catalogs", "project", "stale")),
        f"{_MINIMAL}content = {_quoted('{lang}' + text)}\n",
        *(f"{_MINIMAL}{key} = [{quoted}]\n" for key in ("fields", "keep", "fallback-sources")),
        *(table("links", f"{key} = {quoted}") for key in ("base", "source-url", "localized-url")),
        table("links", f"base = {_quoted('https://' + text)}"),
        table("safety", f"hosts = [{quoted}]"),
        table("safety", f"tags = [{quoted}]"),
        table("checks", f"skip = [{quoted}]"),
        table(quoted, "a = 1"),
    )
    for each in written:
        _tried(lambda each=each: parse_config(each, Path("/x")))


def read_globs(text: str) -> None:
    """Match a text as a glob with paths, and the paths of its own kind with globs."""
    config = _config(f"{_MINIMAL}[language.es]\nonly = [{_quoted(text)}]\n")
    paths = ("a" * 255, "a/" * 120 + "b", text[:4096], text[:2000] + "!", "peru/visa.md")
    for path in paths:
        if config:
            translates(config, "es", path)
            unused_globs(config, "es", (path,))


def _config(text: str) -> Config | None:
    return _tried(lambda: parse_config(text, Path("/x")))


def _tried(read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except L10nError:
        return None


def _each(read: Callable[[str], None], *around: tuple[str, str]) -> Callable[[str], None]:
    """Return what reads a text with each of these around it."""

    def read_all(text: str) -> None:
        for before, after in around:
            _tried(lambda before=before, after=after: read(f"{before}{text}{after}"))

    return read_all


READERS: Final[Mapping[str, Callable[[str], None]]] = {
    "guide": read_guide,
    "numbered guide": read_numbered_guide,
    "heading": _each(read_guide, ("# ", "\n"), ("{", " x}\n"), ("Word | ", "}\n\nEnd.\n")),
    "HTML guide": _each(read_guide, ("<div>", "</div>\n"), ('<div title="', '">x</div>\n')),
    "front matter": _each(
        read_front_matter,
        ("", ""),
        ("---\n", "\n---\nBody.\n"),
        ("---\ntitle: ", "\n---\nBody.\n"),
        ('---\ntitle: "', '"\n---\nBody.\n'),
        ("---\ntitle: '", "'\n---\nBody.\n"),
        ("---\ntitle: |\n  ", "\n---\nBody.\n"),
        ("---\nkey: [a, ", "]\n---\nBody.\n"),
        ("---\n", ": Title\n---\nBody.\n"),
        ("---\ntitle: a\n", ""),
        ("+++\n", "\n+++\n"),
        ('{"title": ', ""),
        ('{"title": "a"}', ""),
    ),
    "catalog": _each(
        read_po,
        ("", ""),
        ('msgid ""\nmsgstr ""\n\n', ""),
        ('msgid ""\nmsgstr "', '"\n'),
        ('msgid "', '"\nmsgstr "a"\n'),
        ('msgid "a"\nmsgstr "', '"\n'),
        ("# ", '\nmsgid "a"\nmsgstr "b"\n'),
        ("#. ", '\nmsgid "a"\nmsgstr "b"\n'),
        ("#: ", '\nmsgid "a"\nmsgstr "b"\n'),
        ("#, ", '\nmsgid "a"\nmsgstr "b"\n'),
        ('#| msgid "', '"\nmsgid "a"\nmsgstr "b"\n'),
        ('msgid "a"\nmsgid_plural "', '"\nmsgstr[0] "b"\n'),
        ('#~ msgid "a"\n#~ msgstr "', '"\n'),
    ),
    "translation": read_translation,
    "address": read_addresses,
    "changes": read_changes,
    "settings": read_settings,
    "globs": read_globs,
}


class _StoppedError(Exception):
    """The limit is reached."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _StoppedError


def measure(read: Callable[[str], None], family: Family, sizes: Iterable[int]) -> Measured:
    """Read the family's texts of these sizes, up to the first that has to be stopped."""
    seconds: list[float] = []
    for size in sizes:
        text = family.text(size)
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            read(text)
        except L10nError:
            pass  # refused
        except _StoppedError as stop:
            return Measured(family, (*seconds, LIMIT), _innermost(stop))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        seconds.append(time.process_time() - start)
    return Measured(family, tuple(seconds))


def _innermost(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(each.filename).name}:{each.lineno}" for each in frames]
    return " ".join(ours[-4:-1])


def grows_too_fast(measured: Measured) -> bool:
    """Tell whether four times the text takes over eight times as long; twice that is a square."""
    first, last = measured.seconds[0], measured.seconds[-1]
    return measured.stopped != "" or last > 8 * max(first, 0.03)


def _kindest(one: Measured, other: Measured) -> Measured:
    """Return the longest time of the short text and the shortest of the long one.

    The machine may do other things meanwhile, and what was read once may be cached.
    """
    if other.stopped:
        return other
    seconds = (max(one.seconds[0], other.seconds[0]), min(one.seconds[-1], other.seconds[-1]))
    return Measured(one.family, seconds)


def sweep(
    reader: str, families: Iterable[Family], sizes: tuple[int, int], most: float
) -> list[str]:
    """Return the families that take a reader too long, each with what it took.

    Another process reads them: it is ended after ``most`` seconds, whatever it does.
    """
    lines = [json.dumps(each) for each in families]
    command = [sys.executable, "-m", "tests.growth", reader, json.dumps(sizes)]
    try:
        done = subprocess.run(
            command, input="\n".join(lines), capture_output=True, text=True, timeout=most
        )
    except subprocess.TimeoutExpired as stopped:
        answers = (stopped.stdout or b"").decode().splitlines()
        return [*answers, f"no answer after {lines[len(answers) - 1]}"]
    assert done.returncode == 0, done.stderr
    answers = done.stdout.splitlines()
    assert len(answers) == len(lines)
    return [each for each in answers if each != FINE]


def main() -> None:
    """Answer for each family of the input with a line: that it is fine, or what it took."""
    read, sizes = READERS[sys.argv[1]], json.loads(sys.argv[2])
    signal.signal(signal.SIGPROF, _stop)
    for line in sys.stdin:
        measured = measure(read, Family(*json.loads(line)), sizes)
        for _ in range(2):
            if grows_too_fast(measured) and not measured.stopped:
                measured = _kindest(measured, measure(read, measured.family, sizes))
        print(json.dumps(measured) if grows_too_fast(measured) else FINE, flush=True)


if __name__ == "__main__":
    main()
