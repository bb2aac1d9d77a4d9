"""The help command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from l10n.cli import COMMANDS, cli

if TYPE_CHECKING:
    from l10n.manual.settings import Setting

_NEAR: Final = 3
"""Names that are proposed in place of one that there is not; without such, the nearest."""
_LIKE: Final = 0.8
"""How much they are alike."""
_LISTS: Final = ("settings", "checks", "findings", "words")
"""Topics that list all of a kind, whatever table has that name."""


@click.command("help")
@click.argument("topic", nargs=-1)
@click.pass_context
def command(ctx: click.Context, topic: tuple[str, ...]) -> int:
    """Explain TOPIC: a command, a setting or a table of l10n.toml, a check, a finding's name, or
    a word that a report shows, such as fuzzy.

    "[links]" is that table, links.base a setting in it. The topics "settings", "checks",
    "findings" and "words" list all.
    """
    _print(ctx, " ".join(topic))
    return 0


def _print(ctx: click.Context, topic: str) -> None:
    above = ctx.find_root()
    if not topic:
        click.echo(cli.get_help(above))
        click.echo(
            "\nl10n help TOPIC explains a command, a setting, a table, a check, a finding or a\n"
            "word of a report."
        )
    elif topic in COMMANDS:
        click.echo(_help_of(above, topic))
        if table := _table_of(topic):
            click.echo(f"\nl10n help '{table}' explains that table of l10n.toml.")
    else:
        click.echo("\n".join(_explain(ctx, topic)))


def _help_of(above: click.Context, name: str) -> str:
    found = cli.get_command(above, name)
    if found is None:
        return ""
    with click.Context(found, info_name=name, parent=above) as context:
        return found.get_help(context)


def _explain(ctx: click.Context, topic: str) -> Iterator[str]:
    from l10n.checks.registry import CHECKS
    from l10n.manual import explain
    from l10n.manual.findings import FINDINGS
    from l10n.manual.settings import SETTINGS
    from l10n.manual.words import WORDS

    header, name = _read(topic)
    table = "" if topic in _LISTS else header
    settings = [each for each in SETTINGS if topic == "settings" or _is_meant(each, header, name)]
    checks = [each for each in CHECKS if topic == "checks" or each.name == topic]
    findings = [each for each in FINDINGS if topic in ("findings", each)]
    words = [(each, word) for each in WORDS for word in each.words if topic in ("words", word)]
    if not (table and not name) and not (settings or checks or findings or words):
        _give_up(ctx, topic)
    if not name and table:
        yield from explain.explain_table(table)
    for setting in settings:
        yield from explain.explain_setting(setting)
    for check in checks:
        yield from explain.explain_check(check)
    for finding in findings:
        yield from explain.explain_finding(finding)
    for report, word in words:
        yield from explain.explain_word(report, word)


def _read(topic: str) -> tuple[str, str]:
    """Return the header of the table that a topic begins with, and the name that follows.

    Of [language.es.checks] and [engines.mine] it is that of their kind.
    """
    from l10n.manual.settings import SETTINGS

    first, *others = (each.strip("[]\"' ") for each in topic.split("."))
    header = _table_of(first)
    if not header:
        return "", ".".join((first, *others))
    if header == "[language.es]" and others[1:2] == ["checks"]:
        return _read(".".join(others[1:]))
    is_short = len(others) == 1 and any(_is_meant(each, header, others[0]) for each in SETTINGS)
    if "." in header and not is_short:  # its second part is a name of the site's
        others = others[1:]
    return header, ".".join(others)


def _table_of(word: str) -> str:
    """Return the header of the table that a word is the name of; empty when there is none."""
    from l10n.manual.settings import TABLES

    return next((each for each in TABLES if each.strip("[]").split(".")[0] == word), "")


def _is_meant(setting: Setting, header: str, name: str) -> bool:
    """Return whether a setting is in that table, and is called so where a name was given.

    Of a table and a setting that are called alike both are meant.
    """
    if not header:
        return setting.name == name
    is_namesake = not (name or setting.table) and setting.name == header.strip("[]")
    return is_namesake or (setting.table == header and name in ("", setting.name))


def _give_up(ctx: click.Context, topic: str) -> None:
    from difflib import get_close_matches

    names = {each.lower(): each for each in _topics(topic)}
    wanted = topic.lower().replace("_", "-")
    near = get_close_matches(wanted, names, n=_NEAR, cutoff=_LIKE) or get_close_matches(
        wanted, names, n=1
    )
    told = " or ".join(names[each] for each in near)
    hint = f"did you mean {told}?" if told else "l10n help lists the commands"
    ctx.fail(f"There is no help on {topic!r}: {hint}")


def _topics(topic: str) -> Iterator[str]:
    """Yield what may be looked up, in the way in which ``topic`` is written."""
    from l10n.checks.registry import CHECKS
    from l10n.manual.findings import FINDINGS
    from l10n.manual.settings import SETTINGS, TABLES
    from l10n.manual.words import WORDS

    if topic.startswith("["):
        yield from filter(None, TABLES)
        return
    words = {each.table: each.table.strip("[]").split(".")[0] for each in SETTINGS}
    if "." in topic:
        yield from (f"{words[each.table]}.{each.name}" for each in SETTINGS if each.table)
    yield from (*COMMANDS, *filter(None, words.values()))
    yield from (each.name for each in (*SETTINGS, *CHECKS))
    yield from (*FINDINGS, *(word for each in WORDS for word in each.words))
