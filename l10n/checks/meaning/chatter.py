"""What an assistant wrote around the translation it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_PREAMBLE: Final = later(
    r"\W{0,4}+(?:"
    r"here(?:'s|’s| is| are)\s++(?:the|your|a|an)?\s*+(?:\w++\s++){0,3}(?:translat|text|version)"
    r"|(?:sure|certainly|of course|absolutely)\W{1,3}(?:here|i(?:'ll|’ll| will| can)|the transl)"
    r"|(?:the\s++)?(?:\w++\s++)?translation(?:\s+(?:is|in|into|to)\s[^:]{0,30})?:"
    r"|(?:as an ai|i(?:'m|’m| am) sorry,? (?:but )?i|i can(?:'t|’t|not) translate)"
    r"|(?:aquí|aqui) (?:está|tienes|tiene|va|vai)\s+(?:la|a|su|tu|sua)\s+(?:traducción|tradução)"
    r"|(?:claro|por supuesto|com certeza)\W{1,3}(?:aquí|aqui)\b"
    r"|(?:la |a )?(?:traducción|tradução|traduzione|traduction|übersetzung|vertaling)"
    r"(?:\s(?:al|ao|in|ins|en|auf|naar)\s[^:]{0,20})?:"
    r"|ecco (?:la|il)\s+(?:traduzione|testo)|voici la traduction"
    r"|hier (?:ist|is) (?:die|de) (?:über|vert)"
    r")",
    re.IGNORECASE,
)
_FENCE: Final = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_AFTERWORD: Final = later(
    r"(?<=\n)[ \t]*+\W{0,3}+(?:note:|let me know|i hope this|please note that (?:i|this transl)"
    r"|nota:|hinweis:)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Fault]:
    """Find a preamble, an afterword or a code fence that the source does not have."""
    msgid, msgstr = subject.source.text, subject.target.text
    preamble = _PREAMBLE.match(msgstr)
    if preamble and not _PREAMBLE.match(msgid):
        shown = msgstr[:40].replace("\n", " ").strip()
        yield Fault(f"“{shown}” is about the translation; keep the translation alone")
    elif (
        ("```" in msgstr or "~~~" in msgstr) and _FENCE.search(msgstr) and not _FENCE.search(msgid)
    ):
        yield Fault("there is a code fence around the text; take it away")
    elif "\n" in msgstr and _AFTERWORD.search(msgstr) and not _AFTERWORD.search(msgid):
        yield Fault("there is a remark after the translation; take it away")


def wakes(subject: Subject) -> bool:
    """Return whether the text begins like a preamble."""
    return _PREAMBLE.match(subject.target.text) is not None


CHECK: Final = EntryCheck(
    "chatter",
    Severity.ERROR,
    "an assistant's preamble, remark or fence stands around the text",
    check,
    "`~\n",
    wakes=wakes,
)
