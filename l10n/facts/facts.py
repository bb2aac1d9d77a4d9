"""The facts of a text: what must not be wrong in it, in the order of the text.

A number is one where a reader sees it: not in code, an address, or the number of a link.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from l10n.facts.units import CODES, is_unit
from l10n.facts.words import FACT_WORDS, MONTH, WEEKDAY
from l10n.later import later
from l10n.markdown.shown import ADDRESS, CODE, DESTINATION, ENTITY, NOTE, SHORTCODE, TAG


class Kind(StrEnum):
    """What a fact is."""

    NUMBER = "number"
    """A number, date, price or unit."""
    LINK = "link"
    """An address, the target or the label of a link."""
    WORD = "word"
    """What may state one of these in words, or belongs to one: ``two``, 10 ``visits``, ``K8s``,
    ``OAuth2``."""
    MARKUP = "markup"
    """Code, a tag, a shortcode or a footnote."""


class Fact(NamedTuple):
    """A fact; two texts state the same where these are equal."""

    kind: Kind
    text: str


_DOMAIN: Final = r"(?<![\w.-])(?:\w[\w-]*+\.(?=\w))++[a-z]{2,}+"
_TEMPLATE: Final = r"\{%(?:[^%]|%(?!\}))*+%\}"
# OAuth2 and IPv4 are names; EUR20 and May3 are an amount and a date, v2 and A1 what they number.
NAME: Final = (
    rf"(?<![\w-])(?i:(?!(?:{CODES}|{MONTH}|art|no|nr|v|ver|rev)\d))"
    r"[A-Za-z]{2,}+\d++(?!\w|[.,:/-]\d)"
)
"""A pattern of names that end in digits, which are no number."""
# A number may hold points and the like: 1.000,50, 12:30, 2024-06-26. Blanks part two of them.
_TOKEN: Final = later(
    rf"(?P<markup>{CODE}|{SHORTCODE}|\{{\{{[^{{}}]*+\}}\}}|{_TEMPLATE}|{NOTE}|{ENTITY}|{TAG})"
    rf"|(?P<link>{ADDRESS}|(?<![\w.+-])[\w.+-]++@[\w.-]*\w|\]{DESTINATION}|\]\[[^\[\]]++\]"
    rf"|{_DOMAIN}/[^\s<>()\[\]\"`]*+)"
    rf"|(?P<word>{_DOMAIN}|[^\W\d_]++\d++[^\W\d_][^\W_]*+|{NAME})"
    r"|(?P<number>[-−+±<>≤≥~]?[^\W\d_]*+\d(?:[^\W_]|[%‰°]|[.,:/'’\-–](?=\d))*+"
    r"|°\s?[CF]\b|[$¢-¥฿\u20a0-\u20cf%‰°§])"
    r"|(?P<prose>[^\W\d_]++)"
)
_NUMBERED_LINK: Final = re.compile(r"\[([^\[\]]*+)\]\(\d++\)")
_LIST_NUMBER: Final = re.compile(r"\d++\\?[.)]\s")
_MONTH: Final = later(MONTH, re.IGNORECASE)
_WEEKDAY: Final = later(WEEKDAY, re.IGNORECASE)


def read_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of a Markdown text, in their order, then what parts of it say again.

    The words beside a number belong to it: ``30 USD``, ``1 March``, ``10 working days``. Several
    numbered links are distinguished by their texts.
    """
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(text)]
    if _LIST_NUMBER.match(text):
        tokens[0] = (Kind.WORD, tokens[0][1])
    numbers = (place for place, (group, _) in enumerate(tokens) if group == Kind.NUMBER)
    beside = {*chain.from_iterable((place - 1, place + 1) for place in numbers)}
    facts = [
        Fact(kind, _normal(kind, token))
        for place, (group, token) in enumerate(tokens)
        if (kind := _kind(group, token, beside=place in beside))
    ]
    tags = " ".join(token for _, token in tokens if token.startswith("<"))
    facts += (Fact(Kind.LINK, each) for each in re.findall(ADDRESS, tags))
    links = _NUMBERED_LINK.findall(text)
    return (*facts, *(Fact(Kind.WORD, each) for each in links if len(links) > 1))


def _kind(group: str, token: str, *, beside: bool) -> Kind | None:
    if group != "prose":
        return Kind(group)
    says = token.lower() in FACT_WORDS or _MONTH.fullmatch(token) is not None
    if (beside and (says or is_unit(token))) or _WEEKDAY.fullmatch(token):
        return Kind.NUMBER
    return Kind.WORD if says or beside else None


def _normal(kind: Kind, token: str) -> str:
    """Return what a token is compared by: the sentence around it may be another one."""
    if kind is Kind.LINK:
        return token.rstrip(".,;:!?'")
    return token if kind is Kind.MARKUP else token.casefold()
