"""Files that no agency should send: one line says why each is refused, and nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.exchange.registry import format_of
from tests.sites import SETTINGS, build_site, run, snapshot

UNIT = '<trans-unit id="1-e3b0c442"><source>Buses</source><target>{}</target></trans-unit>'
ONE = UNIT.format("Autobuses")
XLIFF = (
    '<?xml version="1.0"?>\n{}<xliff version="1.2"><file original="content/en/bus.md"'
    ' source-language="en" target-language="{}"><body>\n{}\n</body></file></xliff>'
)
XXE = '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
PARAMETER = '<!DOCTYPE xliff [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]>\n'
LAUGHS = (
    '<!DOCTYPE xliff [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>\n"
)
ELSEWHERE = '<!DOCTYPE xliff SYSTEM "http://a.example/x.dtd">\n'
SECOND = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"'
    ' trgLang="es"><file id="f">{}</file></xliff>'
)
SEGMENT = '<unit id="1-e3b0c442"><segment><source>Buses</source><target>A</target></segment></unit>'
TMX = '<tmx version="1.4"><header srclang="en"/><body>\n{}\n</body></tmx>'
TU = (
    '<tu tuid="1-e3b0c442"><tuv xml:lang="en"><seg>Buses</seg></tuv>'
    '<tuv xml:lang="es"><seg>A</seg></tuv></tu>'
)
CSV = "id,guides,context,source (en),target (es)\n"

CASES = {
    "another file.xlf": (XLIFF.format(XXE, "es", UNIT.format("&x;")), 2, "declares entities"),
    "a parameter.xlf": (XLIFF.format(PARAMETER, "es", ONE), 2, "declares entities"),
    "laughs.xlf": (XLIFF.format(LAUGHS, "es", UNIT.format("&j;")), 2, "declares entities"),
    "elsewhere.xlf": (XLIFF.format(ELSEWHERE, "es", UNIT.format("&x;")), 4, "an entity"),
    "no entity.xlf": (XLIFF.format("", "es", UNIT.format("&x;")), 3, "undefined entity"),
    "entities.tmx": (XXE.replace("xliff", "tmx") + TMX.format(TU), 1, "declares entities"),
    "language.xlf": (XLIFF.format("", "fr", ONE), 0, "it is in fr, and the site has es, pt"),
    "source.xlf": (XLIFF.format("", "en", ONE), 0, "it is in en, and the site has es, pt"),
    "language.po": ('msgid ""\nmsgstr "Language: fr\\n"\n', 0, "it is in fr"),
    "language.csv": (CSV.replace("(es)", "(fr)") + ",,,Buses,A\n", 0, "it is in fr"),
    "language.tmx": (TMX.format(TU.replace('"es"', '"de"')), 0, "it is in de"),
    "no language.csv": ("source,target\nBuses,A\n", 0, "name it, like -l es"),
    "no language.xlf": (XLIFF.format("", "", ONE), 0, "name it, like -l es"),
    "twice.xlf": (XLIFF.format("", "es", f"{ONE}\n{ONE}"), 4, "1-e3b0c442 is there twice (line 3)"),
    "twice2.xlf": (SECOND.format(f"{SEGMENT}\n{SEGMENT}"), 2, "is there twice (line 1)"),
    "twice.tmx": (TMX.format(f"{TU}\n{TU}"), 3, "is there twice (line 2)"),
    "twice.csv": (CSV + "1-e3b0c442,,,Buses,A\n" * 2, 3, "is there twice (line 2)"),
    "twice.po": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "is already in line 1"),
    "cut.xlf": (XLIFF.format("", "es", ONE)[:-40], 3, "not well-formed XML"),
    "deep.xlf": ("<g>" * 100_000, 1, "more than 100 deep"),
    "empty.xlf": ("", 1, "not well-formed XML: no element found"),
    "a page.xlf": ("<html/>", 1, "its first element is not xliff"),
    "a page.tmx": ("<xliff/>", 1, "its first element is not tmx"),
    "binary.xlf": (b"PK\x03\x04" + bytes(range(256)), 1, "not well-formed XML"),
    "encoding.xlf": ('<?xml version="1.0" encoding="x-y"?><xliff/>', 1, "an encoding"),
    "bytes.csv": (CSV.encode() + "1,,,Buses,Autobús\n".encode("latin-1"), 2, "not in UTF-8"),
    "columns.csv": ("a,b\nc,d\n", 1, "must name the columns source and target"),
    "empty.csv": ("", 1, "must name the columns source and target"),
    "empty.po": ("", 1, "there is nothing in this file: ask for it again"),
    "blank.po": ("# by Ana\n\n", 1, "there is nothing in this file"),
    "quote.csv": (CSV + '1,,,"Buses,A\n', 2, "not valid CSV"),
    "cell.csv": (CSV + f'1,,,"{"a" * 140_000}",A\n', 2, "not valid CSV"),
    "damaged.po": ('msgid "a\nmsgstr "b"\n', 1, ""),
    "file.docx": ("", 0, "no format is known by this ending"),
    "big.xlf": (b"\0" * 100_000_001, 0, "larger than 64 MB"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = build_site(tmp_path_factory.mktemp("site"), settings=SETTINGS)
    assert run(root, "extract", "-q").code == 0
    return root


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_a_line(site: Path, tmp_path: Path, name: str) -> None:
    text, line, reason = CASES[name]
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = snapshot(site)
    done = run(site, "unpack", str(path))
    assert (done.code, done.out) == (2, "")
    (said,) = done.err.splitlines()
    place = f"{path}:{line}" if line else str(path)
    assert said.startswith(f"l10n: {place}: ")
    assert reason in said
    assert snapshot(site) == before


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\x00b", "a\x0bb", "a\x7fb"])
def test_a_text_that_cannot_be_held_is_not_taken(site: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{CSV}1-e3b0c442,content/en/bus.md,,Buses,{text}\n")
    before = snapshot(site)
    done = run(site, "unpack", str(path))
    assert done.code in (1, 2)
    assert "\x1b" not in done.out + done.err
    assert (
        f"U+{ord(next(each for each in text if not each.isprintable())):04X}" in done.out + done.err
    )
    assert snapshot(site) == before


def test_a_file_that_is_not_there(site: Path) -> None:
    done = run(site, "unpack", "gone.xlf")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("l10n: gone.xlf: ")


def test_names_of_guides_lead_nowhere_else(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    hostile = XLIFF.format("", "es", ONE).replace("content/en/bus.md", "../../../etc/passwd")
    path.write_text(hostile.replace("Buses", "Not there"))
    before = snapshot(site)
    done = run(site, "unpack", str(path))
    assert done.code == 1
    assert "not taken: no guide has this source text" in done.out
    assert snapshot(site) == before


def test_a_declaration_alone_is_fine() -> None:
    data = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">{TMX.format(TU)}'.encode()
    assert format_of("a.tmx").read(data, "a").answers[0].said == "A"
