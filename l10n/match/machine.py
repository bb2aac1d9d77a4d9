"""What machines wrote: marked for ever, until a person edits or confirms it.

A machine's text is fuzzy, and the mark in its comments holds digests of the source and of the
text. So a person's edit is seen whatever editor made it.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Final

from l10n.catalog import Catalog, Entry

MACHINE: Final = "machine: "
"""How the comment begins that says which machine wrote a text, and when."""
REFUSED: Final = "machine refused: "
"""How the comment begins that says why no machine's text could be used."""
DOUBTED: Final = "machine doubts: "
"""How the comment begins that says what a person should look at."""
UNCONFIRMED: Final = "unconfirmed"
"""The flag, in no file, of a machine's text that is published all the same."""
_OURS: Final = (MACHINE, REFUSED, DOUBTED)


def is_by_machine(entry: Entry) -> bool:
    """Return whether a machine wrote this text, and no person has touched it."""
    mark = _mark(entry)
    if mark is None or not (entry.fuzzy and entry.msgstr):
        return False
    return mark[1] == _digest(entry.msgstr)


def is_of_its_source(entry: Entry) -> bool:
    """Return whether the machine's text is one of the source as it is now."""
    mark = _mark(entry)
    return mark is not None and mark[0] == _digest(entry.msgid)


def may_machine_fill(entry: Entry) -> bool:
    """Return whether an entry is empty, and no person emptied it on purpose."""
    empty = not (entry.has_text or entry.obsolete) and entry.msgid_plural is None
    return empty and _mark(entry) is None


def fill_by_machine(entry: Entry, text: str, who: str, doubts: tuple[str, ...] = ()) -> Entry:
    """Return an entry with a machine's text; ``who`` is its name, its model and the day.

    What the text before was a translation of is forgotten: see ``former_of``.
    """
    mark = f"{MACHINE}{who} {_digest(entry.msgid)}-{_digest(text)}"
    told = tuple(f"{DOUBTED}{_line(each)}" for each in doubts)
    plain = without_marks(entry)
    return plain._replace(
        msgstr=text,
        flags=("fuzzy", *plain.other_flags),
        comments=(*plain.comments, mark, *told),
        previous_msgid=None,
        previous_msgctxt=None,
    )


def refuse_by_machine(entry: Entry, reason: str) -> Entry:
    """Return an entry as it was, with a comment that says why the machine's text is not in it."""
    others = tuple(line for line in entry.comments if not line.startswith(REFUSED))
    told = f"{REFUSED}{_line(reason)} [{_digest(entry.msgid)}]"
    return entry._replace(comments=(*others, told))


def was_refused(entry: Entry) -> bool:
    """Return whether a machine's text of this very source was refused before."""
    end = f" [{_digest(entry.msgid)}]"
    return any(line.startswith(REFUSED) and line.endswith(end) for line in entry.comments)


def without_marks(entry: Entry) -> Entry:
    """Return an entry without what machines have left in its comments."""
    if not any(line.startswith(_OURS) for line in entry.comments):
        return entry
    comments = tuple(line for line in entry.comments if not line.startswith(_OURS))
    return entry._replace(comments=comments)


def confirmed(entry: Entry) -> Entry:
    """Return an entry without a machine's marks where a person has taken the fuzzy flag off."""
    if not entry.comments or entry.fuzzy or not entry.msgstr:
        return entry
    return without_marks(entry)


def blank(entry: Entry) -> Entry:
    """Return the entry of a machine's text as it was before."""
    plain = without_marks(entry)
    return plain._replace(
        msgstr="", flags=entry.other_flags, previous_msgid=None, previous_msgctxt=None
    )


def publish_machine(catalog: Catalog) -> Catalog:
    """Return a catalog as merging sees it where a machine's texts are published; never to write.

    One that is doubted, or was made for another source, stays fuzzy.
    """
    entries = tuple(
        _as_unconfirmed(entry) if entry.comments and is_publishable(entry) else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _as_unconfirmed(entry: Entry) -> Entry:
    return entry._replace(flags=(*entry.other_flags, UNCONFIRMED))


def is_publishable(entry: Entry) -> bool:
    """Return whether a machine wrote this text of this very source, without a doubt of its own."""
    doubted = any(line.startswith(DOUBTED) for line in entry.comments)
    return is_by_machine(entry) and is_of_its_source(entry) and not (doubted or entry.obsolete)


def doubts_of(entry: Entry) -> str:
    """Return what a person should look at in a machine's text; empty for nothing certain."""
    lines = (line for line in entry.comments if line.startswith(DOUBTED))
    return "; ".join(line.removeprefix(DOUBTED) for line in lines)


def has_machine_mark(entry: Entry) -> bool:
    """Return whether the mark of a machine is there, whatever became of the text."""
    return _mark(entry) is not None


def former_of(entry: Entry) -> Entry | None:
    """Return the obsolete entry that keeps what a person wrote of the text before.

    None where there is nothing of a person's to keep.
    """
    if is_by_machine(entry) or not entry.msgstr or entry.previous_msgid is None:
        return None
    return Entry(entry.previous_msgid, entry.msgstr, entry.previous_msgctxt, obsolete=True)


def _mark(entry: Entry) -> tuple[str, str] | None:
    """Return the digests in the last mark."""
    for line in reversed(entry.comments):
        if line.startswith(MACHINE):
            source, _, text = line.rpartition(" ")[2].partition("-")
            return source, text
    return None


def _digest(text: str) -> str:
    """Return what stands for a text; line ends around it are the catalog's affair."""
    return sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _line(text: str) -> str:
    """Return a text on one line, with nothing in it that a comment cannot hold."""
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:300]
