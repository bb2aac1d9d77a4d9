"""Changes of a source that leave its translation as good as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from l10n.later import later
from l10n.markdown.shown import ADDRESS, CODE, DESTINATION, ENTITY, SHORTCODE, TAG
from l10n.match.similar import FINAL_PUNCTUATION

# What means something else with other letters or blanks.
_KEPT: Final = (
    rf"{CODE}|{SHORTCODE}|\{{[^{{}}\n]*+\}}|{TAG}|{ENTITY}|\]{DESTINATION}|{ADDRESS}"
    r"|\$[^$\n]*+\$|\\."
)
# Where none of these is, there is nothing to keep.
_REACTS: Final = re.compile(r"[`{<&\]$\\]|://|mailto:|tel:|www\.")
_BLANKS: Final = re.compile(r"[^\S\n]++")
# The first characters of all alternatives come first: at most places none need be tried.
_PIECE: Final = later(
    r"(?=[`{<&\]$\\hfmtw\s])"
    rf"(?:(?P<kept>{_KEPT})|(?P<collapsed>\]\[\])|(?P<blanks>[^\S\n]++))"
)
# Two ways to write one reference: https://spec.commonmark.org/0.31.2/#collapsed-reference-link
_REFERENCE: Final = later(
    rf"(?P<kept>{_KEPT})|(?<!\])\[(?!\^)(?P<label>[^\[\]]++)\](?P<way>(?:\[\])?+)(?![\[(:])"
)
_CLOSING: Final = "*_~\"'”’»"


def harmless_key(text: str) -> str:
    """Return what two texts share when a translation of one is as good for the other.

    Blanks, the case of letters, final punctuation, and whether a reference is ``[it]`` or
    ``[it][]`` may differ; what is inside code, HTML, shortcodes or addresses may not. A newline
    is a hard line break, no blank. Empty when nothing else is there: then no other is like it.
    """
    key = (_fold_around(text) if _REACTS.search(text) else _fold(text)).strip(" ")
    head = key.rstrip(_CLOSING + FINAL_PUNCTUATION + " ")
    return head and head + "".join(each for each in key[len(head) :] if each in _CLOSING)


def normal_form(text: str) -> str:
    """Return what a text shares with those that differ from it trivially."""
    return harmless_key(text) or text


def follow_references(msgstr: str, old: str, new: str) -> str:
    """Return a translation of ``old`` with its references written as in ``new``.

    A reference is followed that each of the two texts writes in one way only.
    """
    if "][]" not in old and "][]" not in new:
        return msgstr
    before, after = _ways(old), _ways(new)
    ways = {
        label: after[label] for label, way in before.items() if None not in (way, after.get(label))
    }

    def followed(found: re.Match[str]) -> str:
        way = None if found["kept"] else ways.get(_fold(found["label"]))
        return found[0] if way is None else f"[{found['label']}]{way}"

    return _REFERENCE.sub(followed, msgstr)


def _ways(text: str) -> dict[str, str | None]:
    """Return what follows each reference's label, None where it differs."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for found in _REFERENCE.finditer(text):
        if not found["kept"]:
            ways[_fold(found["label"])].add(found["way"])
    return {label: each.pop() if len(each) == 1 else None for label, each in ways.items()}


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", text).casefold()


def _fold_around(text: str) -> str:
    """Fold what is outside code, HTML and the like, and write references the short way."""
    pieces: list[str] = []
    position = 0
    for found in _PIECE.finditer(text):
        pieces.append(text[position : found.start()].casefold())
        position = found.end()
        match found.lastgroup:
            case "kept":
                pieces.append(found[0])
            case "collapsed":
                pieces.append("]")
            case _:
                pieces.append(" ")
    return "".join((*pieces, text[position:].casefold()))
