"""Blanks that are too many, or missing, beside brackets, links, marks, hyphens and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import SCRIPTS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import CODE, replace_text

_BRACKET: Final = re.compile(r"(?<![\w)\]])\([ \t]+(?=\w)|(?<=\w)[ \t]+\)(?![\w(])")
_LINK: Final = re.compile(r"(?<![\]!\\])\[(?:[ \t]+[^\[\]]*+|[^\[\]]*?\S[ \t]+)\]\(")
_CODE: Final = re.compile(CODE)
_BEFORE: Final = later(r"(?<=[\w)\]”»`]) +(?=[?!;:،؛؟](?:\s|$)|[，。：；！？、])")
_STOPS: Final = "。！？"
_FOLLOWING: Final = r" +(?=[\w`\[(（“「*])"
_AFTER: Final = {
    "zh": (later(rf"(?<=[，：；、]){_FOLLOWING}"), later(rf"(?<=[{_STOPS}]){_FOLLOWING}")),
    "ja": (later(rf"(?<=、){_FOLLOWING}"), later(rf"(?<=。){_FOLLOWING}")),
}
"""Where the wide mark has its blank within itself; Japanese writes one after ？ and ！.

Many teams have one between sentences and nowhere else, so these are apart.
"""
_JOINT: Final = later(r"([，。：；、])([\w`\[*])")
_HYPHEN: Final = re.compile(r"(?<=[\w`])- (?=(?P<word>[\w`]+))")
_JOINED_BY: Final = (
    "und oder bzw sowie bis noch als en of tot och eller og et ou e o y ed od and or to i a lub "
    "oraz nebo alebo ili és vagy ja tai și sau и или до та або і й чи και ή"
)
_JOINING: Final = frozenset(_JOINED_BY.split())
"""What stands between parts that share their end: Vor- und Nachname."""
_GLUED: Final = re.compile(r"`[^\W\d_]{4}")
_BESIDE_CODE: Final = re.compile(r"`\w|\w`")
_BEFORE_MARKS: Final = frozenset({"fr", "br"})
"""Languages that have a blank before some marks."""
_WITH_BLANKS: Final = frozenset({"Latin", "Greek", "Cyrillic"})


def check(subject: Subject) -> Iterator[Fault]:
    """Find what the source does not have, one fault in a text."""
    for find in _FINDERS:
        fault = find(subject)
        if fault is not None:
            yield fault
            return


def wakes(subject: Subject) -> bool:
    """Return whether a blank stands beside one of the signs, or code beside a letter."""
    text = subject.target.text
    if "( " in text or " )" in text or "[ " in text or " ]" in text or "- " in text:
        return True
    if subject.language in _AFTER:
        return " " in text
    if " ?" in text or " !" in text or " :" in text or " ;" in text:
        return True
    return "`" in text or not (subject.target.narrow or _BEFORE.search(text) is None)


def keeps(subject: Subject) -> Collection[str]:
    """Return the rules that a wide mark has no blank behind, before text, code and other markup."""
    if subject.language not in _AFTER:
        return ()
    return {_rule(*each) for each in _JOINT.findall(subject.target.text)}


def _inside(subject: Subject) -> Fault | None:
    msgid, msgstr = _both(subject)
    if _LINK.search(msgstr) and not _LINK.search(msgid):
        return Fault("a link's text begins or ends with a blank; put the blank outside of it")
    if _BRACKET.search(msgstr) and not _BRACKET.search(msgid):
        return Fault("there is a blank inside the brackets; delete it")
    return None


def _before_mark(subject: Subject) -> Fault | None:
    text = subject.target.text
    found = _BEFORE.search(text)
    if found is None or subject.language in _BEFORE_MARKS or _BEFORE.search(subject.source.text):
        return None
    fixed = replace_text(text, _BEFORE, "")
    if fixed == text:
        return None
    return Fault(f"there is a blank before {text[found.end()]}; delete it", fix=fixed)


def _after_wide_mark(subject: Subject) -> Fault | None:
    text = subject.target.text
    for pattern in _AFTER.get(subject.language, ()):
        found = pattern.search(text)
        fixed = replace_text(text, pattern, "") if found else text
        if found and fixed != text:
            mark, following = text[found.start() - 1], text[found.end()]
            message = f"{mark} has its blank within itself; delete the one behind"
            return Fault(message, fix=fixed, rule=_rule(mark, following))
    return None


def _rule(mark: str, following: str) -> str:
    """Return which of a team's habits it is: many write a blank beside code, wherever it stands."""
    kind = "code" if following == "`" else "text" if following.isalnum() else "markup"
    return f"{kind} behind a sentence" if mark in _STOPS else kind


def _beside_hyphen(subject: Subject) -> Fault | None:
    msgid, msgstr = _both(subject)
    found = next((each for each in _HYPHEN.finditer(msgstr) if each["word"] not in _JOINING), None)
    if found is None or _HYPHEN.search(msgid):
        return None
    before = re.split(r"\s", msgstr[: found.start()])[-1]
    shown = "after code" if before.endswith("`") else f"of “{before}-”"
    return Fault(f"a blank is too many, or missing, beside the hyphen {shown}; correct it")


def _beside_code(subject: Subject) -> Fault | None:
    msgid, msgstr = _both(subject)
    if SCRIPTS.get(subject.language) not in _WITH_BLANKS or not _GLUED.search(msgstr):
        return None
    return None if _BESIDE_CODE.search(msgid) else Fault("a blank is missing after code; put it in")


def _both(subject: Subject) -> tuple[str, str]:
    return _without_code(subject.source.text), _without_code(subject.target.text)


def _without_code(text: str) -> str:
    return _CODE.sub("`", text) if "`" in text else text


_FINDERS: Final[tuple[Callable[[Subject], Fault | None], ...]] = (
    _inside,
    _before_mark,
    _after_wide_mark,
    _beside_hyphen,
    _beside_code,
)

CHECK: Final = EntryCheck(
    "inner-blanks",
    Severity.INFO,
    "a blank too many, or missing, beside a bracket, a mark, a hyphen or code",
    check,
    wakes=wakes,
    hints="()[]-?!:;`，。：；！？、،؛؟",
    keeps=keeps,
    marks="，。：；、",
)
