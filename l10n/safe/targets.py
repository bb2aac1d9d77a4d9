"""Where a translation may link to: hosts and schemes."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.common.utils import unescapeAll

# A bare address is a link to Hugo, so every one counts, wherever it stands. It is taken as far
# as any parser or browser would: commas belong to it, other scripts' wide characters do not.
_NAME: Final = re.compile(r"[^\s/?#<>\[\]|@\u2e80-\uffff]{1,255}+")
# Each begins with a character of its own, so that few places are looked at. What follows one may
# hold another.
_SIGN: Final = re.compile(r"://|w[wW]{2}\.|W[wW]{2}\.|@(?<=\S@)")
_AFTER: Final = ".,;:!?'\"*_~(){}`«»“”‘’…\\"
_PORT: Final = re.compile(r":[0-9]+\Z")
_FORBIDDEN: Final = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\"'<>`{}]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB: Final = re.compile(
    r"(?:https?:)?//([\w-]+(?:\.[\w-]+)*\.?)(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE
)
_MAIL: Final = re.compile(r"mailto:[\w.+%-]+@([\w-]+(?:\.[\w-]+)+)(?:\?.*)?", re.IGNORECASE)
_LITERAL: Final = re.compile(r"\]\([ \t\n]*+(<[^<>\n]*+>|[^\s()<>]*+)")


def find_hosts(text: str) -> frozenset[str]:
    """Return the hosts of all web and mail addresses in ``text``, in lower case, without www."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return frozenset()
    names = (_NAME.match(text, sign.end()) for sign in _SIGN.finditer(text))
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


def judge_target(written: str, hosts: frozenset[str]) -> str:
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
    if scheme or target.startswith("//"):
        found = _WEB.fullmatch(target) or _MAIL.fullmatch(target)
        if found is None:
            return f"the address {written} cannot be read; correct it, or use the link's number"
        return judge_hosts(frozenset({host_name(found[1])}), hosts)
    if ":" in re.split(r"[/?#]", target, maxsplit=1)[0]:
        return f"the address {written} cannot be read; correct it, or use the link's number"
    return ""


def judge_hosts(found: frozenset[str], hosts: frozenset[str]) -> str:
    """Return why these hosts may not be linked to; empty when all are known."""
    unknown = ", ".join(sorted(found - hosts))
    if not unknown:
        return ""
    advice = "use its own links, or have the host added to [safety] in l10n.toml"
    return f"the source does not link to {unknown}; {advice}"


def _bare_host(written: str) -> str:
    """Return the host that an address in running text begins with; the marks after it are text."""
    return host_name(_PORT.sub("", written.rstrip(_AFTER)))
