"""Damaged catalogs: one clear error with its line; what msgfmt refuses is refused, or mended."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.po import parse_catalog, render_catalog

from .po_tools import HEADER, msgfmt_rejects, needs_gettext

ENTRIES = (
    Entry("See [the fees](1).", "Vea [las tasas](1).", extracted=("paragraph", "(1) /fees/")),
    Entry("Name", "Nombre", "menu", references=("en/a.md", "en/b c.md"), comments=("sure?",)),
    Entry("Two\nlines\n", "Dos\nlíneas\n", flags=("fuzzy", "c-format"), previous_msgid="Two\n"),
    Entry('A "quote" \\ and\ttab', "Una «cita»", previous_msgctxt="c", previous_msgid="A"),
    Entry("one", msgid_plural="many", msgstr_plural=("uno", "muchos"), flags=("fuzzy",)),
    Entry("日本", ""),
    Entry("gone", "ido", "menu", obsolete=True, comments=("why?",), previous_msgid="go"),
    Entry("gone\ntoo", "ido\ntambién", obsolete=True),
)
PIECES = [b'"', b"\\", b"\n", b"#", b"#~ ", b"#~| ", b"#| ", b"#, fuzzy\n", b"msgid ", b"msgstr "]
PIECES += [b"msgctxt ", b"msgid_plural ", b"[0]", b"[1]", b"\r\n", b"\r", b"\0", b"\xff", b"\xc3"]
PIECES += [b"\x04", b"\\n", b"\\x", b"\\777", b'""', b' "x"\n', b"<<<<<<< HEAD\n", b"=======\n"]
PIECES += [b"\xef\xbb\xbf", b"domain ", b" ", b"\t", b"\x0b", b"\\\n", b"charset=", b'msgid ""\n']


def damage(data: bytes, chance: random.Random) -> bytes:
    """Delete, insert, replace, cut, repeat, swap or join something."""
    here = chance.randrange(len(data) + 1)
    there = min(len(data), here + chance.choice([1, 1, 2, 5, 30]))
    lines = data.split(b"\n")
    one, other = sorted(chance.choices(range(len(lines)), k=2))
    match chance.randrange(8):
        case 0:
            return data[:here] + data[there:]
        case 1:
            return data[:here] + chance.choice(PIECES) + data[here:]
        case 2:
            return data[:here] + chance.choice(PIECES) + data[there:]
        case 3:
            return data[:here]
        case 4:
            lines.insert(other, lines[one])
        case 5:
            lines[one], lines[other] = lines[other], lines[one]
        case 6:
            del lines[one]
        case 7:
            lines[one : one + 2] = [b"".join(lines[one : one + 2])]
    return b"\n".join(lines)


def valid_catalogs(chance: random.Random) -> list[bytes]:
    entries = chance.sample(ENTRIES, chance.randrange(1, len(ENTRIES)))
    text = render_catalog(Catalog(HEADER, tuple(entries)))
    latin = text.replace("UTF-8", "ISO-8859-1").encode("iso-8859-1", "replace")
    loose = text.replace('"\nmsgstr', '" msgstr').replace("\n\n", "\n")
    return [
        text.encode(),
        text.encode(),
        latin,
        loose.encode(),
        text.replace("\n", "\r\n").encode(),
    ]


def read(data: bytes) -> Catalog | L10nError:
    try:
        return parse_catalog(data, "a.po")
    except L10nError as error:
        return error


@needs_gettext
@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.soak)])
def test_damaged_catalogs(count: int) -> None:
    chance = random.Random(count)
    damaged = []
    for _ in range(count):
        data = chance.choice(valid_catalogs(chance))
        assert isinstance(read(data), Catalog)
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            data = damage(data, chance)
        damaged.append(data)
    with ThreadPoolExecutor(4) as pool:
        rejected = list(pool.map(msgfmt_rejects, damaged))
    for data, refused_by_msgfmt in zip(damaged, rejected, strict=True):
        result = read(data)
        if isinstance(result, L10nError):
            assert str(result).startswith(f"a.po:{result.line}: ")
            assert 1 <= result.line <= data.count(b"\n") + 1
            assert "\n" not in str(result)
        else:
            assert not refused_by_msgfmt or result.slips, data
            text = render_catalog(result)
            assert render_catalog(parse_catalog(text.encode(), "a.po")) == text
            assert not msgfmt_rejects(text.encode())
    # The damage is real, and we do not simply refuse everything.
    assert count // 4 < sum(rejected) < count * 3 // 4
    accepted = sum(isinstance(read(data), Catalog) for data in damaged)
    assert accepted > (count - sum(rejected)) * 3 // 4
