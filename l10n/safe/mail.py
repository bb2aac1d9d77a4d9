"""Mailboxes: to whom a text, or a mail link, lets a reader write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

from l10n.safe.decode import decode, undo_references

# As far as a site generator takes a bare address, which becomes a link.
_BOX: Final = re.compile(r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}+)@([\w.-]{1,255}+)")
_MARKS: Final = "*_~'`{|."
"""These may stand before a bare address and are none of it."""
_RECIPIENT: Final = re.compile(r"[^\s@,;<>()\"]++@[\w-]++(?:\.[\w-]++)++\.?")
_SCHEME: Final = "mailto:"
_LINK: Final = re.compile(rf"{_SCHEME}([^\s<>()\[\]\"']++)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_TO: Final = ("to", "cc", "bcc")
_TEXTS: Final = ("subject", "body")


class Mail(NamedTuple):
    """What a mail link says."""

    recipients: frozenset[str]
    """All of them, in lower case."""
    text: str
    """Its subject and body."""
    others: tuple[str, ...]
    """The names of what else it sets."""


def take_mail(text: str) -> tuple[str, frozenset[str]]:
    """Return ``text`` without the mail links that can be read, and the recipients of those."""
    if _SCHEME not in text.lower():
        return text, frozenset()
    pieces: list[str] = []
    recipients: set[str] = set()
    position = 0
    for found in _LINK.finditer(text):
        if mail := read_mail(undo_references(found[1])):
            pieces += (text[position : found.start()], " ", mail.text, " ")
            position = found.end()
            recipients |= mail.recipients
    return "".join((*pieces, text[position:])), frozenset(recipients)


def find_bare(text: str) -> frozenset[str]:
    """Return the mailboxes that ``text`` names, in lower case."""
    if "@" not in (plain := decode(text)):
        return frozenset()
    return frozenset(
        f"{local.lstrip(_MARKS)}@{host.rstrip('._-').removeprefix('www.')}".lower()
        for local, host in _BOX.findall(plain)
        if "." in host.rstrip("._-")
    )


def read_mail(address: str) -> Mail | None:
    """Return what the part of a mail link after ``mailto:`` says; None when it cannot be read."""
    path, _, query = address.partition("#")[0].partition("?")
    written = [path]
    texts: list[str] = []
    others: list[str] = []
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        name = unquote(name).lower()
        if name in _TO:
            written.append(value)
        elif name in _TEXTS and not (name == "subject" and _breaks(value)):
            texts.append(unquote(value))
        else:
            others.append(name)
    recipients = [each.strip() for part in written for each in _split(unquote(part))]
    if not all(map(_RECIPIENT.fullmatch, recipients)):
        return None
    boxes = frozenset(each.lower().rstrip(".") for each in recipients)
    return Mail(boxes, " ".join(texts), tuple(others))


def _split(recipients: str) -> Iterable[str]:
    return filter(None, re.split("[,;]", recipients))


def _breaks(value: str) -> bool:
    """Return whether a header would go on in lines of its own, which may be other headers."""
    return _CONTROL.search(unquote(value)) is not None
