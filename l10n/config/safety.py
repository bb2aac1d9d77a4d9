"""The settings of safety: what a translation may add to its guide, and how values are read."""

from __future__ import annotations

import re
from typing import Final

from l10n.config import toml
from l10n.safe.policy import DEFAULT_POLICY, Policy, Titles

_HOST: Final = re.compile(r"[^\s/:@?#]++")
_TAG: Final = re.compile(r"[a-z][a-z0-9-]*")
# What runs code, loads something or takes a form's input is no translator's business.
_NEVER: Final = frozenset(
    (
        *("script", "style", "template", "svg", "math", "iframe", "object", "embed", "link"),
        *("meta", "base", "form", "input", "button", "select", "textarea", "img", "video", "a"),
    )
)


def read_policy(table: toml.Table) -> Policy:
    """Return the policy that the top ``table`` of the file sets; empty adds nothing."""
    safety = toml.subtable(table, "safety")
    toml.expect_keys(safety, ("hosts", "tags"))
    hosts = toml.strings(safety, "hosts", ())
    tags = toml.strings(safety, "tags", ())
    for host in hosts:
        if not _HOST.fullmatch(host):
            message = f'"{host}" is no host: write a name like "www.example.org", without https://'
            raise toml.fault(safety, "hosts", message)
    for tag in tags:
        if not _TAG.fullmatch(tag) or tag in _NEVER:
            message = f'translations may not add "{tag}": name harmless elements like "abbr"'
            raise toml.fault(safety, "tags", message)
    return Policy(
        tags=DEFAULT_POLICY.tags.union(tags),
        attributes=DEFAULT_POLICY.attributes,
        hosts=frozenset(host.lower() for host in hosts),
        titles=Titles(toml.choice(table, "titles", tuple(Titles))),
    )
