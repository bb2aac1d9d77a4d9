"""What changed since a revision, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from l10n.changes import Change, Since, StaleSegment
from l10n.reports.cells import printable

_SHOWN: Final = 10
_LONGEST: Final = 80  # characters of a text


def render_since_text(since: Since, *, verbose: bool) -> str:
    """Return the languages that rose or fell and the segments that became stale.

    At most ten segments unless ``verbose``; it ends with a newline.
    """
    return "\n".join(_lines(since, verbose=verbose)) + "\n"


def _lines(since: Since, *, verbose: bool) -> Iterator[str]:
    yield f"Since {_flat(since.revision)} ({since.commit}, {since.date:%Y-%m-%d}):"
    widest = max((len(delta.now.language) for delta in since.deltas), default=0)
    for delta in since.deltas:
        change = f"{delta.points:+.1f}" if delta.points else "±0.0"
        before, now = _share(delta.before.percent), _share(delta.now.percent)
        yield f"  {delta.now.language.ljust(widest)}  {change:>6}  {before} -> {now}"
    if not since.stale:
        yield "No translation has become stale."
        return
    kinds = Counter(stale.change for stale in since.stale)
    told = ", ".join(f"{kinds[change]:,} {change}" for change in Change if kinds[change])
    yield f"Newly stale: {told}."
    shown = since.stale if verbose else since.stale[:_SHOWN]
    for stale in shown:
        yield _line(stale)
    if len(shown) < len(since.stale):
        yield f"... and {len(since.stale) - len(shown):,} more; -v lists them"


def _share(percent: float | None) -> str:
    return "nothing to translate" if percent is None else f"{percent:.1f} %"


def _line(stale: StaleSegment) -> str:
    place = f"{_flat(stale.path)}:{stale.line}"
    return f"{place}: {stale.language}: {stale.change}{_when(stale)}: {_flat(stale.msgid)}"


def _when(stale: StaleSegment) -> str:
    if stale.change is Change.NONE:
        return ""
    return f" ({stale.changed:%Y-%m-%d})" if stale.changed else " (not committed)"


def _flat(text: str) -> str:
    """Return ``text`` on one line, shortened, without what could move a terminal's cursor."""
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
