"""Print what each corpus comes to with l10n.toml as init wrote it.

``python -m tests.adoption.untouched [CORPUS ...] [--keep DIR]``; the corpora are in the folder that
``L10N_CORPORA`` names. A page has changed when its bytes are others after import and sync.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_TRAMITIT: Final = "bg cs de el en es fr hr hu it nl pl pt ro sk"
_VITEPRESS: Final = """\
import { defineConfig } from 'vitepress'
export default defineConfig({
  title: 'VitePress', cleanUrls: true, rewrites: { 'en/:rest*': ':rest*' },
  locales: {
    root: { label: 'English', lang: 'en' }, es: { label: 'Español', lang: 'es' },
    fa: { label: 'فارسی', lang: 'fa' }, ja: { label: '日本語', lang: 'ja' },
    ko: { label: '한국어', lang: 'ko' }, pt: { label: 'Português', lang: 'pt' },
    ru: { label: 'Русский', lang: 'ru' }, zh: { label: '简体中文', lang: 'zh' },
  },
})
"""
_HELM: Final = """\
const config = {
  title: 'Helm', url: 'https://helm.sh', baseUrl: '/',
  i18n: { defaultLocale: 'en', locales: ['en', 'ko', 'pt', 'uk'] },
  presets: [['classic', { docs: { sidebarPath: './sidebars.js' } }]],
};
export default config;
"""
_HUGO: Final = "".join(
    ['title = "Tramitit"\nbaseURL = "https://tramitit.com"\ndefaultContentLanguage = "en"\n']
    + [f'[languages.{tag}]\ncontentDir = "content/{tag}"\n' for tag in _TRAMITIT.split()]
)
_HUGODOCS: Final = (
    'title = "Hugo"\nbaseURL = "https://gohugo.io"\n'
    '[languages.en]\ncontentDir = "content/en"\n[languages.es]\ncontentDir = "content/es"\n'
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where in its corpus a site is, and which files of it are pages."""

    pages: str
    """Of the paths of the pages: a pattern."""
    root: str = ""
    below: str = ""
    """Where the site keeps what its corpus has at its top."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The files of settings that the corpus lacks, in the form that the make documents."""
    languages: str = ""
    """For ``--languages``, where there is no page."""


CORPORA: Final[Mapping[str, Corpus]] = {
    "congo": Corpus(r".*\.(de|es|ja|zh-Hans)\.md", "exampleSite"),
    "docsy": Corpus(r"content/fr/.*\.md", "docsy.dev"),
    # Of version 3, the blog and the community the corpus has pages, but no sources.
    "helm": Corpus(r"i18n/\w+/.*\.mdx?", settings={"docusaurus.config.js": _HELM}),
    "fastapi": Corpus(r"docs/(?!en/)\w+/docs/.*\.md"),
    "vitepress": Corpus(
        r"docs/(?!en/)\w+/.*\.md", settings={"docs/.vitepress/config.ts": _VITEPRESS}
    ),
    "starlight": Corpus(
        r"docs/src/content/docs/"
        r"(da|de|es|fa|fr|hi|id|it|ja|ko|pt-br|pt-pt|ru|tr|uk|zh-cn)/.*\.mdx?"
    ),
    "just-the-docs": Corpus(r"es/.*\.md", languages="es"),
    "zola": Corpus(r".*\.fr\.md", languages="fr"),
    "rustbook": Corpus(
        r"es/.*\.md",
        settings={"book.toml": '[book]\ntitle = "The book"\nlanguage = "en"\n'},
        languages="es",
    ),
    "tramitit": Corpus(
        r"content/(?!en/)\w+/.*\.md", below="content", settings={"hugo.toml": _HUGO}
    ),
    "hugodocs": Corpus(r"content/es/.*\.md", settings={"hugo.toml": _HUGODOCS}),
}
_AGAIN: Final = "sync"
"""Without what the runs before have cached."""
_STEPS: Final = (
    "import --dry-run -q",
    "import -q",
    "sync -q",
    _AGAIN,
    "coverage",
    "links",
)


def main() -> None:
    """Lay each corpus out, take it in, and print a line of the table."""
    parser = argparse.ArgumentParser(prog="tests.adoption.untouched", description=__doc__)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="default: all")
    parser.add_argument("--keep", type=Path, help="leave the sites in this folder")
    given = parser.parse_args()
    if "L10N_CORPORA" not in os.environ:
        parser.error("L10N_CORPORA has to name the folder of the corpora")
    for name in given.corpora or CORPORA:
        with tempfile.TemporaryDirectory(prefix="untouched-") as folder:
            root = Path(given.keep or folder) / name
            _lay_out(Path(os.environ["L10N_CORPORA"]) / name, CORPORA[name], root)
            _take_in(name, CORPORA[name], root)


def _lay_out(corpus: Path, site: Corpus, root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(corpus / site.root, root / site.below)
    for path in root.rglob("*"):
        path.chmod(path.stat().st_mode | 0o600)
    for name, text in site.settings.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def _take_in(name: str, site: Corpus, root: Path) -> None:
    init = ["init", *(["--languages", site.languages] if site.languages else [])]
    begun, said = time.monotonic(), _run(root, init)
    print(f"== {name}: init {said.returncode}", flush=True)
    print("  ", said.stdout.replace("\n", "\n   ").rstrip(), said.stderr)
    said_at_first, pages = said.stdout, _digests(root, site.pages)
    codes = []
    for step in _STEPS:
        before = _digests(root, ".*")
        if step == _AGAIN:
            shutil.rmtree(root / ".l10n")
        said = _run(root, step.split())
        after = _digests(root, ".*")
        codes.append(f"{step.removesuffix(' -q')} {said.returncode}")
        if "Traceback" in said.stderr:
            codes.append("TRACEBACK")
        if step == _AGAIN or step == "import --dry-run -q":
            noise = [path for path in after if before.get(path) != after[path]]
            codes.append(f"({len(noise)} files written)")
        if step in ("coverage", "links"):
            last = said.stdout.rstrip().splitlines()
            print(f"   {step}: {last[0] if step == 'coverage' else last[-1]}")
            (root.parent / f"{name}.{step}").write_text(said.stdout + said.stderr, encoding="utf-8")
    changed = [path for path, digest in _digests(root, site.pages).items() if path in pages]
    changed = [path for path in changed if pages[path] != _digest(root / path)]
    print("  ", ", ".join(codes))
    print(f"   {time.monotonic() - begun:.0f} s")
    make = said_at_first.partition(":")[0].removesuffix(" site")
    print(f"| {name} | {make} | {_found(said_at_first)} | 0 | {_counted(said_at_first)} of", end="")
    print(f" {len(pages)} | {', '.join(codes)} | {len(changed)} |")
    for path in changed:
        print(f"     {path}")
    sys.stdout.flush()


def _found(said: str) -> str:
    """Return the guides and the patterns that init found."""
    guides = said.partition(": ")[2].partition("\n")[0]
    lines = (line.split(None, 1) for line in said.splitlines() if line.startswith("  "))
    patterns = [f"`{line[1]}`" for line in lines if line[0] in ("guides", "pages")]
    return f"{guides}, {', '.join(patterns)}"


def _counted(said: str) -> int:
    """Return how many pages init found."""
    line = next((each for each in said.splitlines() if each.startswith("  languages ")), "")
    return sum(map(int, re.findall(r" (\d+)(?:,|$)", line)))


def _run(root: Path, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "l10n", *words]
    return subprocess.run(command, cwd=root, text=True, capture_output=True, check=False)


def _digests(root: Path, pattern: str) -> dict[str, str]:
    wanted = re.compile(pattern)
    paths = (path for path in root.rglob("*") if path.is_file() and ".l10n" not in path.parts)
    names = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: _digest(path) for name, path in sorted(names.items()) if wanted.fullmatch(name)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


main()
