"""One source text with several translations in a language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from l10n.catalog import Identity
from l10n.checks.kinds import SiteCheck
from l10n.checks.subject import Fault, SiteSubject, Translation
from l10n.guide import Severity

_SHOWN: Final = 50


def check(subject: SiteSubject) -> Iterator[Fault]:
    """Find entries whose translation is rarer than another of the same msgid and context.

    One finding for each such translation, at its first entry.
    """
    groups: defaultdict[Identity, list[Translation]] = defaultdict(list)
    for each in subject.places:
        groups[each.msgctxt, each.msgid].append(each)
    for group in groups.values():
        if len(group) < 2:
            continue
        counts: Counter[str] = Counter()
        for each in group:
            counts[each.msgstr] += len(subject.places[each])
        (usual, times), *_ = counts.most_common(1)
        shown = usual if len(usual) <= _SHOWN else usual[: _SHOWN - 1] + "…"
        told = {usual}
        for each in group:
            if each.msgstr not in told:
                told.add(each.msgstr)
                path, line = subject.places[each][0]
                message = f"elsewhere this is “{shown}” ({times} times); translate it alike"
                yield Fault(message, path=path, line=line)


CHECK: Final = SiteCheck(
    "inconsistent", Severity.INFO, "one source text has several translations", check
)
