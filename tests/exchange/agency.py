"""An agency: fills files with other libraries than the ones that made them."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable
from pathlib import Path

import polib
from lxml import etree

FORMS = ("xlf", "xlf2", "po", "csv", "tmx")
"""The formats; ``xlf2`` is XLIFF 2.0."""
Say = Callable[[str, str], str]
"""Returns a translation of a text, or of what is between codes; it gets the old one, too."""
Said = dict[tuple[str, str, str], str]
"""Translations by guide, context and source."""

_CODES = ("ph",)


def pack_arguments(form: str, name: str = "out") -> tuple[str, ...]:
    """Return the arguments that make a file of this format."""
    if form == "xlf2":
        return ("-o", f"{name}2.xlf", "--xliff", "2.0")
    return ("-o", f"{name}.{form}")


def fill(path: Path, say: Say) -> Said:
    """Translate a file; return what it says then."""
    return _FILL[path.suffix](path, say)


def _fill_po(path: Path, say: Say) -> Said:
    file = polib.pofile(str(path), wrapwidth=77)
    for entry in file:
        if not entry.msgid_plural:
            entry.msgstr = say(entry.msgid, entry.msgstr)
        else:
            texts = entry.msgstr_plural
            entry.msgstr_plural = {n: say(entry.msgid_plural, texts[n]) + str(n) for n in texts}
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.save()
    return {
        (path, (each.msgctxt or "").partition("guide: ")[0].strip(), each.msgid): each.msgstr
        for each in file
        for path, _ in each.occurrences
        if not each.msgid_plural
    }


def _fill_csv(path: Path, say: Say) -> Said:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    names = [each.partition(" (")[0] for each in header]
    context, source, target = (names.index(each) for each in ("context", "source", "target"))
    state, guides = names.index("state"), names.index("guides")
    for row in rows:
        row[target] = say(row[source], row[target])
        row[state] = ""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return {
        (path, row[context], row[source]): row[target]
        for row in rows
        for path in row[guides].split("\n")
    }


def _fill_xliff(path: Path, say: Say) -> Said:
    tree = etree.parse(path)
    said: Said = {}
    for unit in tree.iterfind(".//{*}trans-unit"):
        target = _target(unit, say)
        target.set("state", "translated")
        contexts = unit.findall("{*}context-group/{*}context[@context-type='x-msgctxt']")
        context = contexts[0].text if contexts else ""
        for place in unit.iterfind("{*}context-group/{*}context[@context-type='sourcefile']"):
            said[place.text, context, _plain(unit.find("{*}source"))] = _plain(target)
    for unit in tree.iterfind(".//{*}unit"):
        segment = unit.find("{*}segment")
        target = _target(segment, say)
        segment.set("state", "translated")
        segment.attrib.pop("subState", None)
        codes = {each.get("id"): each.text for each in unit.iterfind(".//{*}data")}
        contexts = unit.findall("{*}notes/{*}note[@category='msgctxt']")
        context = contexts[0].text if contexts else ""
        for place in unit.iterfind("{*}notes/{*}note[@category='location']"):
            source = _plain(segment.find("{*}source"), codes)
            said[place.text, context, source] = _plain(target, codes)
    tree.write(path, encoding="utf-8", xml_declaration=True)
    return said


def _fill_tmx(path: Path, say: Say) -> Said:
    tree = etree.parse(path)
    language = tree.find(".//header/prop[@type='x-target-language']").text
    said: Said = {}
    for unit in tree.iterfind(".//tu"):
        variants = {each.get(_LANG): each for each in unit.iterfind("tuv")}
        source = next(each for tag, each in variants.items() if tag != language)
        target = variants.get(language)
        if target is None:
            target = etree.SubElement(unit, "tuv", {_LANG: language})
            target.append(copy.deepcopy(source.find("seg")))
            _say(target.find("seg"), say)
        else:
            _say(target.find("seg"), lambda text, _old: say("", text), old=True)
        contexts = unit.findall("prop[@type='x-context']")
        context = contexts[0].text if contexts else ""
        for place in unit.iterfind("prop[@type='x-location']"):
            said[place.text, context, _plain(source.find("seg"))] = _plain(target.find("seg"))
    tree.write(path, encoding="utf-8", xml_declaration=True)
    return said


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FILL = {
    ".po": _fill_po,
    ".csv": _fill_csv,
    ".xlf": _fill_xliff,
    ".tmx": _fill_tmx,
}


def _target(holder: etree._Element, say: Say) -> etree._Element:
    """Return the target, made of the source where there is none; each text in it is said."""
    source, target = holder.find("{*}source"), holder.find("{*}target")
    if target is not None:
        _say(target, say, old=True)
        return target
    target = copy.deepcopy(source)
    target.tag = source.tag.replace("source", "target")
    source.addnext(target)
    target.tail = "\n"
    _say(target, say)
    return target


def _say(element: etree._Element, say: Say, *, old: bool = False) -> None:
    def said(text: str | None) -> str | None:
        if not (text and text.strip()):
            return text
        return say("", text) if old else say(text, "")

    element.text = said(element.text)
    for child in element:
        child.tail = said(child.tail)


def _plain(element: etree._Element, codes: dict[str, str] | None = None) -> str:
    if codes is None:
        return "".join(element.itertext())
    parts = [element.text or ""]
    for child in element:
        parts += (codes[child.get("dataRef")] if child.get("dataRef") else "", child.tail or "")
    return "".join(parts)
