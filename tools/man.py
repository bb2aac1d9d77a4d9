"""Make the manual page that ``man l10n`` shows, of what the commands say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Final

import click

from l10n.cli import COMMANDS, cli

_FILES: Final = (
    ("l10n.toml", "The settings of a site, at its root; l10n help NAME explains each."),
    ("locales/", "The catalogs, one for each guide and language."),
    ("locales/published.txt", "What was published, and as what."),
    (".l10n/", "What is remembered of the last run; it may be deleted while no command runs."),
)
_CONTROL: Final = re.compile(r"^(?=[.'])", re.MULTILINE)


def man_page() -> str:
    """Return the page in the man macros of roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(cli, info_name="l10n")
    yield from ('.TH L10N 1 "" "l10n" "User Commands"', ".ad l")
    yield from (".SH NAME", _plain(f"l10n - {_lower_first(cli.help or '')}".rstrip(".")))
    yield from (".SH SYNOPSIS", r".B l10n", _plain(" ".join(cli.collect_usage_pieces(context))))
    yield from (".SH COMMANDS", "Each command says what it takes with")
    yield from (r".BR \-\-help .",)
    for name in COMMANDS:
        yield from _command(context, name)
    yield from (".SH EXIT STATUS", _plain((cli.epilog or "").partition(": ")[2]))
    yield ".SH FILES"
    for path, what in _FILES:
        yield from (".TP", rf".I {_plain(path)}", _plain(what))


def _command(above: click.Context, name: str) -> Iterator[str]:
    command = cli.get_command(above, name)
    if command is None:
        raise LookupError(name)
    context = click.Context(command, info_name=name, parent=above)
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (".SS " + _plain(f"l10n {name} {usage}"),)
    for number, paragraph in enumerate(cleandoc(command.help or "").split("\n\n")):
        yield from ((".PP",) if number else ())
        # Click leaves the lines of such a paragraph as they are.
        is_verbatim = paragraph.startswith("\b")
        text = _plain(paragraph.lstrip("\b\n"))
        yield from ((".nf", text, ".fi") if is_verbatim else (" ".join(text.split()),))
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield from (".TP", rf".B {_plain(record[0])}", _plain(" ".join(record[1].split())))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _plain(text: str) -> str:
    """Return ``text`` so that roff shows it as it is."""
    text = _CONTROL.sub(r"\\&", text.replace("\\", r"\e").replace("-", r"\-"))
    return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in text)
