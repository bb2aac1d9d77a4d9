"""The translate command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.names import hint_at
from l10n.cli.common.options import Options, options_with_formats, read_options
from l10n.cli.common.session import Session, open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.config.settings import Config
    from l10n.engines.values import EngineSettings
    from l10n.guide import Finding
    from l10n.reports.translated_markdown import Written
    from l10n.translate.ask import Speaker
    from l10n.translate.send import Sums
    from l10n.translate.site import Translated

DONE: Final = ("filled", "revised", "doubtful", "refused", "requests", "cached")
_CENT: Final = 0.01
PLANNED: Final = ("segments", "words", "characters", "requests", "cached")


@click.command("translate")
@options_with_formats("text", "json", "markdown")
@click.option("--with", "name", metavar="NAME", help="The engine, as [engines.NAME] describes it.")
@click.option("--dry-run", is_flag=True, help="Send and write nothing; say what would go out.")
@click.option("--show", is_flag=True, help="Print what would go out, and send nothing.")
@click.option("--again", is_flag=True, help="Try again what was refused before.")
@click.option(
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    metavar="AMOUNT",
    help="Stop before more is spent, by the prices in the settings.",
)
def command(
    name: str | None, dry_run: bool, show: bool, again: bool, budget: float | None, **values: Any
) -> int:
    """Fill what is untranslated, and revise what is stale, by an engine.

    GUIDE is a key or a path; without one, every guide is translated. What an engine writes is
    fuzzy and marked until a person confirms it. What a person wrote is never replaced while its
    source stays. An engine is set in l10n.toml, and its key in the environment:

    \b
      [engines.gpt]
      type = "openai"       # or anthropic, deepl, google, libretranslate, command
      model = "..."
      price-input = 0.25    # of a million tokens, for --dry-run and --budget
      price-output = 2

    docs/engines.md says more, with recipes for GitHub's and other runners.
    """
    options = read_options(**values)
    dry = dry_run or show
    with open_session(options, writes=not dry, dry=dry) as session:
        settings = _choose_engine(session.config, name)
        if budget and not _has_prices(settings):
            message = f"--budget needs prices: set price-input and price-output, or \
price-characters, in [engines.{settings.name}]"
            raise click.UsageError(message)
        translated = _translate(session, options, settings, dry, again, budget or 0)
    findings = (*session.findings, *translated.findings)
    if options.as_json:
        data = _translated_data(translated, show=show)
        console.print_report(data, findings)
    elif values["output_format"] == "markdown":
        _print_markdown(settings.name, translated, findings, dry=dry)
    else:
        console.print_findings(findings, options)
        if not options.quiet:
            _print_translated(translated, dry=dry, show=show)
    return int(console.has_errors(findings))


def _translate(  # the site, how, and by which engine
    session: Session,
    options: Options,
    settings: EngineSettings,
    dry: bool,
    again: bool,
    budget: float,
) -> Translated:
    from datetime import UTC, datetime

    from l10n.engines.answers import open_answers
    from l10n.run.extract import extract_site
    from l10n.run.sync import look_again
    from l10n.tm.base import open_memory_base
    from l10n.translate.send import Plan
    from l10n.translate.site import translate_site

    now = datetime.now(UTC)
    run = session.run(dry=dry)
    speaker = _open_speaker(session.config, settings, dry=dry)
    if not dry:
        track = console.tracker("Extracting", options)
        run = look_again(run, extract_site(run, now=now, track=track))
    track = console.tracker("Translating", options)
    root = session.config.root
    with open_answers(root) as answers, open_memory_base(root) as base:
        memories = {each: base.memory(each) for each in run.selection.languages}
        plan = Plan(speaker, now, answers, budget, dry, again, memories)
        return translate_site(run, plan, track=track)


def _open_speaker(config: Config, settings: EngineSettings, *, dry: bool) -> Speaker:
    from l10n.engines.registry import open_engine
    from l10n.engines.values import Form
    from l10n.errors import L10nError
    from l10n.translate.ask import Speaker

    engine = open_engine(settings)
    if not settings.review:
        return _able(Speaker(engine, settings), dry=dry)
    reviewer = config.engines[settings.review]
    opened = open_engine(reviewer)
    if opened.form is not Form.MODEL:
        message = f"engine {reviewer.name} can only translate: for review name one of a model"
        raise L10nError(message, path=config.path)
    return _able(Speaker(engine, settings, (opened, reviewer)), dry=dry)


def _able(speaker: Speaker, *, dry: bool) -> Speaker:
    """Return the speaker if it can send; it need not be able to when nothing is sent."""
    from l10n.errors import L10nError

    reviewer = speaker.review[0].fault if speaker.review else ""
    if (fault := speaker.engine.fault or reviewer) and not dry:
        raise L10nError(fault)
    return speaker


def _say_cost(cost: float, *, dry: bool) -> str:
    would = "would cost" if dry else "cost"
    about = f"about {cost:.2f}" if cost >= _CENT else f"less than {_CENT}"
    return f"this {would} {about}, by the settings' prices."


def _shown(translated: Translated) -> tuple[Written, ...]:
    """Return what was written, with the catalogs that people see."""
    return tuple(
        each._replace(catalog=console.shown_path(each.catalog)) for each in translated.written
    )


def _translated_data(translated: Translated, *, show: bool) -> dict[str, object]:
    """Return what was done, for ``--format json``."""
    return {
        "languages": {tag: _data(sums) for tag, sums in translated.languages.items()},
        "catalogs": [each._asdict() for each in _shown(translated)],
        "stopped": translated.stopped,
        **({"requests": list(translated.shown)} if show else {}),
    }


def _print_markdown(
    engine: str, translated: Translated, findings: Iterable[Finding], *, dry: bool
) -> None:
    """Print what was done, or would be, for a pull request; errors go to standard error."""
    from l10n.guide import Severity
    from l10n.reports.translated_markdown import render_translated_markdown

    cost = sum(sums.cost for sums in translated.languages.values())
    notes = [f"In all, {_say_cost(cost, dry=dry)}"] if cost else []
    notes += ["Nothing was sent: this is what would be."] if dry else []
    notes += ["**It ended early**: run it again to go on."] if translated.stopped else []
    written = _shown(translated)
    click.echo(render_translated_markdown(engine, written, notes), nl=False)
    for each in findings:
        if each.severity is Severity.ERROR:
            click.echo(f"l10n: {each.path}: {each.message}", err=True)


def _print_translated(translated: Translated, *, dry: bool, show: bool) -> None:
    """Print what was done, or would be."""
    for each in translated.shown if show else ():
        click.echo(f"{each}\n")
    columns = PLANNED if dry else DONE
    sums_of = translated.languages.items()
    before = sum(sums.refused_before for sums in translated.languages.values())
    if before:
        texts = counted(before, "text")
        click.echo(f"{texts} refused in earlier runs: --again asks for them once more.")
    if not any(sums.segments for sums in translated.languages.values()):
        click.echo("Nothing to translate.")
        return
    rows = [(tag, *(getattr(sums, name) for name in columns)) for tag, sums in sums_of]
    if any(any(numbers) for _, *numbers in rows):
        heads = (each.replace("segments", "texts") for each in columns)  # as people call them
        console.print_table(("languages", *heads), rows)
    for language, sums in sums_of:
        if sums.cost:
            click.echo(f"{language}: {_say_cost(sums.cost, dry=dry)}")
    if dry:
        click.echo("Nothing was sent. The memory fills what it can before anything goes out.")
    elif any(sums.filled or sums.revised for sums in translated.languages.values()):
        click.echo("\nWhat is right is confirmed with l10n confirm GUIDE, or in an editor.")


def _has_prices(settings: EngineSettings) -> bool:
    """Return whether the settings say what requests cost."""
    return any((settings.price_input, settings.price_output, settings.price_characters))


def _choose_engine(config: Config, name: str | None) -> EngineSettings:
    """Return the engine that is meant; without a name, the only one there is."""
    from l10n.errors import L10nError

    engines = config.engines
    if name is None and len(engines) == 1:
        return next(iter(engines.values()))
    if name is not None and name in engines:
        return engines[name]
    known = ", ".join(engines)
    if not known:
        message = 'no engine is set: add [engines.NAME] with its type, like type = "openai"'
    elif name is None:
        message = f"name an engine with --with: {known}"
    else:
        message = f"there is no [engines.{name}]: {hint_at(name, engines, known)}"
    raise L10nError(message, path=config.path)


def _data(sums: Sums) -> dict[str, float]:
    names = dict.fromkeys((*PLANNED, *DONE, "refused_before"))
    return {**{name: getattr(sums, name) for name in names}, "cost": round(sums.cost, 4)}
