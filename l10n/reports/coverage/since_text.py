"""What changed since a revision, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from l10n.changes import Change, Since, SourceChange, SourceKind, StaleSegment
from l10n.reports.cells import printable
from l10n.reports.counted import counted

_SHOWN: Final = 10
_LONGEST: Final = 80  # characters of a text


def render_since_text(since: Since, *, verbose: bool) -> str:
    """Return the languages that rose or fell, the sources that changed and what became stale.

    At most ten of each unless ``verbose``; it ends with a newline.
    """
    return "\n".join(_lines(since, verbose=verbose)) + "\n"


def _lines(since: Since, *, verbose: bool) -> Iterator[str]:
    yield f"Since {_flat(since.revision)} ({since.commit}, {since.date:%Y-%m-%d}):"
    widest = max((len(delta.now.language) for delta in since.deltas), default=0)
    for delta in since.deltas:
        change = f"{delta.points:+.1f}" if delta.points else "±0.0"
        before, now = _share(delta.before.percent), _share(delta.now.percent)
        yield f"  {delta.now.language.ljust(widest)}  {change:>6}  {before} -> {now}"
    yield from _sources(since.sources, verbose=verbose)
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


def _sources(changes: tuple[SourceChange, ...], *, verbose: bool) -> Iterator[str]:
    if not changes:
        yield "No source has changed."
        return
    kinds = Counter(change.kind for change in changes)
    told = ", ".join(f"{kinds[kind]:,} {kind}" for kind in SourceKind if kinds[kind])
    new, gone = sum(change.new for change in changes), sum(change.gone for change in changes)
    words = sum(change.words for change in changes)
    yield f"Sources: {told}; {counted(new, 'text')} new ({counted(words, 'word')}), {gone:,} gone."
    shown = changes if verbose else changes[:_SHOWN]
    for change in shown:
        counts = f"{change.new:,} new ({counted(change.words, 'word')}), {change.gone:,} gone"
        yield f"  {_flat(change.path)}: {change.kind}: {counts}"
    if len(shown) < len(changes):
        yield f"  ... and {len(changes) - len(shown):,} more; -v lists them"


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
