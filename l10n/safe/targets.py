"""Where a translation may link to: hosts, mailboxes and schemes.

What is known to be fine is one set of words: ``gov.example`` is a host, ``office@gov.example`` a
mailbox, and ``@gov.example`` stands for every mailbox of a host that the site trusts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from markdown_it.common.utils import unescapeAll

from l10n.later import later
from l10n.safe.decode import decode
from l10n.safe.mail import find_bare, read_mail, take_mail

# A bare address is a link to Hugo, so every one counts, wherever it stands. It is taken as far
# as any parser or browser would: commas belong to it, other scripts' wide characters do not.
_NAME: Final = later(r"[^\s/?#<>\[\]|@\u2e80-\uffff]{1,255}+")
# What comes before two slashes when they begin an address, as in a quote or in brackets.
_BEFORE: Final = r"(?<![^\s\"'`=(<>\[,;][/\\]{2})[/\\]*"
# Each begins with a character of its own, so that few places are looked at. What follows one may
# hold another. To a browser, slashes may lean either way.
_SIGN: Final = later(
    rf":[/\\]{{2,}}|w[wW]{{2}}\.|W[wW]{{2}}\.|@(?<=\S@)|/[/\\]{_BEFORE}|\\[/\\]{_BEFORE}"
)
# One of the signs that are looked for before, for they are found far faster, is in all of these.
_MAY_HOLD: Final = re.compile(r"[/\\]{2}|[wW]{2}\.|&[#A-Za-z]|%[0-9A-Fa-f]{2}")
_AFTER: Final = ".,;:!?'\"*_~(){}`«»“”‘’…\\"
_PORT: Final = re.compile(r":[0-9]+\Z")
_FORBIDDEN: Final = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\"'<>`{}]")
_SCHEME: Final = later(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB: Final = later(
    r"(?:https?:)?//([\w-]+(?:\.[\w-]+)*\.?)(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE
)
_LITERAL: Final = re.compile(r"\]\([ \t\n]*+(<[^<>\n]*+>|[^\s()<>]*+)")


def find_known(text: str) -> frozenset[str]:
    """Return what ``text`` links to: hosts and mailboxes."""
    if not may_hold_address(text):
        return frozenset()
    rest, recipients = take_mail(text)
    hosts = (host_name(each.partition("@")[2]) for each in recipients)
    return recipients.union(hosts, find_hosts(rest), find_bare(rest))


def trusted(hosts: Iterable[str]) -> frozenset[str]:
    """Return what is known of hosts that a site trusts: they and every mailbox there."""
    names = frozenset(map(host_name, hosts))
    return names | {f"@{name}" for name in names}


def may_hold_address(text: str) -> bool:
    """Return whether ``text`` has any sign of an address; most texts have none."""
    if "//" in text or "@" in text:
        return True
    may = "\\" in text or "&" in text or "%" in text or "w." in text or "W." in text
    return may and _MAY_HOLD.search(text) is not None


def find_hosts(text: str) -> frozenset[str]:
    """Return the hosts of all web and mail addresses in ``text``, in lower case, without www.

    It is read as it stands and as it is when character references and percent signs are undone.
    """
    if not may_hold_address(text):
        return frozenset()
    plain = decode(text)
    texts = (text,) if plain == text else (text, plain)
    names = (_NAME.match(each, sign.end()) for each in texts for sign in _SIGN.finditer(each))
    return frozenset(host for name in names if name and "." in (host := _bare_host(name[0])))


def host_name(host: str) -> str:
    """Return how hosts are compared: in lower case, without ``www.`` and a final dot."""
    return host.lower().rstrip(".").removeprefix("www.")


def find_literals(text: str) -> frozenset[str]:
    """Return what looks like a link's destination to any Markdown parser, numbers left out."""
    if "](" not in text:
        return frozenset()
    return frozenset(each for each in _LITERAL.findall(text) if each and not is_number(each))


def is_number(written: str) -> bool:
    """Return whether a destination is a link's number."""
    return written.isascii() and written.isdigit()


def judge_target(written: str, known: frozenset[str]) -> str:
    """Return why a translator may not link to ``written``; empty when that is fine.

    The destination is read as a browser reads it: entities and escapes are undone first.
    """
    target = unescapeAll(written.removeprefix("<").removesuffix(">"))
    if is_number(target):
        return f"there is no link ({target}) in the source; use the numbers it has"
    if _FORBIDDEN.search(target):
        return f"the address {written} has characters that no address may have; correct it"
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        return f"a link may not use {scheme[1]}:, use the link's number"
    if scheme and scheme[1].lower() == "mailto":
        return _judge_mail(target[scheme.end() :], known)
    if scheme or target.startswith("//"):
        if found := _WEB.fullmatch(target):
            return judge_known(frozenset({host_name(found[1])}), known)
        return f"the address {written} cannot be read; correct it, or use the link's number"
    if ":" in re.split(r"[/?#]", target, maxsplit=1)[0]:
        return f"the address {written} cannot be read; correct it, or use the link's number"
    return ""


def judge_known(found: frozenset[str], known: frozenset[str]) -> str:
    """Return why these hosts and mailboxes may not be linked to; empty when all are known."""
    unknown = sorted(found - known)
    if hosts := ", ".join(each for each in unknown if "@" not in each):
        advice = "use its own links, or have the host added to [safety] in l10n.toml"
        return f"the source does not link to {hosts}; {advice}"
    boxes = ", ".join(each for each in unknown if "@" + each.partition("@")[2] not in known)
    if boxes:
        advice = "use its own addresses, or have the host added to [safety] in l10n.toml"
        return f"the source has no address {boxes}; {advice}"
    return ""


def _judge_mail(address: str, known: frozenset[str]) -> str:
    """Judge what follows ``mailto:``: the source's recipients, with subject and body at most."""
    mail = read_mail(address)
    if mail is None:
        return f"the address mailto:{address} cannot be read; correct it, or use the link's number"
    if mail.others:
        names = ", ".join(mail.others)
        return f"a mail link may have a subject and a body; take {names} out of mailto:{address}"
    return judge_known(mail.recipients, known)


def _bare_host(written: str) -> str:
    """Return the host that an address in running text begins with; the marks after it are text."""
    return host_name(_PORT.sub("", written.rstrip(_AFTER)))
