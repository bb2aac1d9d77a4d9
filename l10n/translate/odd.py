"""What only machines do: answer without a word, or in one way to several texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from l10n.catalog import Entry, Identity
from l10n.words import count_words, split_words

_SENTENCE: Final = 5
"""Words: shorter texts are names, or rightly said in one way."""
_ALIKE: Final = 0.5
"""Of the words: like texts may have one translation."""
_SHOWN: Final = 60
"""Characters of another text that are shown."""

_ECHO: Final = "this and most others are the source texts; translate them"
_NO_WORD: Final = "there is no word in this; translate it"


def find_wordless(entries: Iterable[Entry]) -> dict[Identity, str]:
    """Return a fault for each translation that has no letter, of a text that has some."""
    return {
        entry.identity: _NO_WORD
        for entry in entries
        if any(map(str.isalpha, entry.msgid)) and not any(map(str.isalpha, entry.msgstr))
    }


def find_odd(entries: Iterable[Entry]) -> dict[Identity, str]:
    """Return a doubt for each sentence whose answer another one, unlike it, has too."""
    odd: dict[Identity, str] = {}
    groups: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        if _is_sentence(each):
            groups[each.msgstr].append(each)
    for group in groups.values():
        for one in group:
            other = next((each for each in group if _differ(one, each)), None)
            if other:
                shown = other.msgid[:_SHOWN]
                odd[one.identity] = f"the same answer came to another text: {shown}"
    return odd


def find_echoes(entries: Iterable[Entry]) -> dict[Identity, str]:
    """Return a doubt for each text that is its source where most sentences are theirs."""
    alike = {each: each.msgstr.strip() == each.msgid.strip() for each in entries}
    sentences = [is_alike for each, is_alike in alike.items() if _is_sentence(each)]
    if 2 * sum(sentences) <= len(sentences):
        return {}
    return {
        each.identity: _ECHO
        for each, is_alike in alike.items()
        if is_alike and any(map(str.isalpha, each.msgid))
    }


def _is_sentence(entry: Entry) -> bool:
    return count_words(entry.msgid) >= _SENTENCE


def _differ(one: Entry, other: Entry) -> bool:
    words, others = ({*split_words(each.msgid.lower())} for each in (one, other))
    return len(words & others) < _ALIKE * max(len(words), len(others))
