"""Texts that rarely need a translation: names, acronyms, code, numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from l10n.markdown.shown import ADDRESS, CODE, DESTINATION, ENTITY, NOTE, SHORTCODE, TAG

_MARKUP: Final = re.compile(
    rf"{CODE}|{SHORTCODE}|\{{\{{[^{{}}]*+\}}\}}|{NOTE}|{ENTITY}|{TAG}|{ADDRESS}|\]{DESTINATION}"
)
_WORD: Final = re.compile(r"[^\s,;:()\[\]*\"'“”/&+|=]+")
# API, HTTP2, K8s, Node.js, OpenTelemetry, gRPC, snake_case, --flag, v1.2
_NAME: Final = re.compile(
    r"[A-Z][A-Z\d]{1,4}s?|\w*\d\w*|\w+(?:\.\w+)+|[A-Za-z]*[a-z][A-Z][A-Za-z]*|\w+_\w+|--?\w[\w-]*"
)
_CAPITALS: Final = """
    ALL AND BACK DONE FREE HELP HOME HOW INFO MORE NEW NEXT NO NOT NOTE OFF ON OR STEP THE TIP TO
    WARN WHAT WHO WHY YES YOU
"""
_WORDS: Final = frozenset(_CAPITALS.split())
"""What is no acronym though it may be written as one."""


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Return whether nothing in a Markdown text needs a translation, as far as its form says.

    A name that looks like any other word is not seen.
    """
    words = [each.strip(".–—!?") for each in _WORD.findall(_MARKUP.sub(" ", text))]
    letters = [each for each in words if any(map(str.isalpha, each))]
    return all(each not in _WORDS and _NAME.fullmatch(each) for each in letters)
