"""GNU gettext as an oracle for catalogs, and catalogs to ask it about."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.po import new_header

DATA = Path(__file__).parent.parent / "data" / "po"
NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
HEADER = new_header("es", "Guides", NOW)
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs GNU gettext")


def run(*command: str, data: bytes) -> tuple[int, bytes, str]:
    """Run a gettext tool on ``data``; its status, output and complaints."""
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def msgfmt_rejects(data: bytes) -> bool:
    return run("msgfmt", "-o", "/dev/null", "-", data=data)[0] != 0


def msgcat(data: bytes, *options: str) -> bytes:
    status, out, complaints = run("msgcat", "--force-po", *options, "-", data=data)
    assert status == 0, complaints
    return out


NASTY = ["\n", "\n\n", '"', "\\", "\\n", "\\\\", "\t", "\r", "\r\n", "\a", "\b", "\f", "\v", "\x01"]
NASTY += [
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1c",
    "\ufeff",
    "\u2068",
    "\u2069",
    "\U0001f600",
]
NASTY += ["#", "#~ ", "#| ", 'msgid "x"', 'msgstr ""', " ", "\xa0", "%s", "{{< x >}}", "a" * 200]
LEGAL = st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04")
WORDS = st.lists(st.sampled_from(NASTY) | st.text(LEGAL, max_size=8), max_size=6).map("".join)
# One line, and not an end that the reader takes for a line end or for the writer's own space.
LINES = WORDS.map(lambda text: text.replace("\n", "¶").replace("\r", "¶").replace("\\ ", "\\¶"))
REFERENCES = st.lists(
    st.sampled_from(["a.md", "en/ü.md", "en/b-long-name-of-a-guide.md", "日本.md", "c.md:12"])
    | st.integers(0, 99).map("guides/en/guide-{}.md".format),
    max_size=9,
    unique=True,
)
FLAGS = st.lists(st.sampled_from(["c-format", "no-wrap"]), max_size=2, unique=True)


def agree(msgid: str, text: str) -> str:
    """Return ``text`` with the first and last newline as in ``msgid``, which msgfmt asks for."""
    if not text or not msgid:
        return text
    text = text.strip("\n") or "x"
    begin, end = msgid.startswith("\n"), msgid.endswith("\n")
    if msgid == "\n":
        return msgid
    return ("\n" if begin else "") + text + ("\n" if end else "")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry that msgfmt accepts and that msgcat writes as it is."""
    msgctxt = draw(st.none() | WORDS)
    msgid = draw(WORDS.filter(bool))
    plural = agree(msgid, draw(WORDS)) or None if draw(st.integers(0, 4)) == 0 else None
    plural = plural if plural and agree(msgid, plural) == plural else None
    texts = [agree(msgid, draw(WORDS)) for _ in range(2)]
    fuzzy = bool(texts[0]) and draw(st.booleans())
    if plural is not None and texts[0] and not texts[1]:
        texts[1] = texts[0]
    previous = draw(st.none() | WORDS)
    lines = st.lists(LINES, max_size=3).map(tuple)
    return Entry(
        msgid,
        "" if plural else texts[0],
        msgctxt,
        comments=draw(lines),
        extracted=draw(lines),
        references=tuple(draw(REFERENCES)),
        flags=(("fuzzy",) if fuzzy else ()) + tuple(sorted(draw(FLAGS))),
        previous_msgid=previous,
        previous_msgctxt=None if previous is None else draw(st.none() | WORDS),
        previous_msgid_plural=None if previous is None else draw(st.none() | WORDS),
        obsolete=bool(texts[0]) and draw(st.integers(0, 3)) == 0,
        msgid_plural=plural,
        msgstr_plural=tuple(texts) if plural else (),
    )


@st.composite
def catalogs(draw: st.DrawFn, size: int = 12) -> Catalog:
    """Draw a catalog of distinct entries, obsolete ones last."""
    drawn = draw(st.lists(entries(), max_size=size, unique_by=lambda entry: entry.identity))
    return Catalog(HEADER, tuple(sorted(drawn, key=lambda entry: entry.obsolete)))
