"""The help command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from l10n.cli import COMMANDS, cli


@click.command("help")
@click.argument("topic", default="")
@click.pass_context
def command(ctx: click.Context, topic: str) -> int:
    """Explain TOPIC: a command, a setting of l10n.toml or a check.

    The topics "settings" and "checks" list them.
    """
    above = ctx.find_root()
    if not topic:
        click.echo(cli.get_help(above))
        click.echo("\nl10n help TOPIC explains a command, a setting or a check.")
    elif topic in COMMANDS:
        click.echo(_help_of(above, topic))
    else:
        click.echo("\n".join(_explain(ctx, topic)))
    return 0


def _help_of(above: click.Context, name: str) -> str:
    found = cli.get_command(above, name)
    if found is None:
        return ""
    with click.Context(found, info_name=name, parent=above) as context:
        return found.get_help(context)


def _explain(ctx: click.Context, topic: str) -> Iterator[str]:
    from l10n.checks.registry import CHECKS
    from l10n.manual.explain import explain_check, explain_setting
    from l10n.manual.settings import SETTINGS

    name = topic.strip("[]").rpartition(".")[2]
    settings = [each for each in SETTINGS if topic == "settings" or each.name == name]
    checks = [each for each in CHECKS if topic == "checks" or each.name == name]
    if not settings and not checks:
        _give_up(ctx, topic, (*COMMANDS, *(each.name for each in (*SETTINGS, *CHECKS))))
    for setting in settings:
        yield from explain_setting(setting)
    for check in checks:
        yield from explain_check(check)


def _give_up(ctx: click.Context, topic: str, names: tuple[str, ...]) -> None:
    from difflib import get_close_matches

    near = get_close_matches(topic, names, n=1)
    hint = f"did you mean {near[0]}?" if near else "l10n help lists the commands"
    ctx.fail(f"There is no help on {topic!r}: {hint}")
