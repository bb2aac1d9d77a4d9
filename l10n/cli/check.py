"""The check command."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.names import split_names
from l10n.cli.common.options import Options, options_with_formats, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.run.checks.site import Checked
    from l10n.run.run import Run

FORMATS: Final = ("text", "json", "github", "sarif", "junit")
_BY_REPOSITORY: Final = ("github", "sarif", "junit")
"""The formats that name files as they are in the repository, which a site may be a folder of."""


def _follows_from_site(values: Mapping[str, Any]) -> bool:
    """Return whether nothing is said of what is around the site."""
    return values["output_format"] not in _BY_REPOSITORY


def _list_checks(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from l10n.checks.registry import CHECKS

    width = max(len(each.name) for each in CHECKS)
    for each in CHECKS:
        click.echo(f"{each.name:<{width}}  {each.severity:<7}  {each.summary}")
    ctx.exit()


def _check_names() -> frozenset[str]:
    from l10n.checks.registry import NAMES

    return NAMES


_split = split_names("check", _check_names, "--list names them all")


@click.command("check")
@options_with_formats(*FORMATS)
@click.option(
    "--only", multiple=True, metavar="CHECK", callback=_split, help="Run this check; repeatable."
)
@click.option(
    "--skip", multiple=True, metavar="CHECK", callback=_split, help="Leave this out; repeatable."
)
@click.option(
    "--fix", is_flag=True, help="Write certain fixes, and catalogs as extract writes them."
)
@click.option(
    "--annotate",
    is_flag=True,
    help="Write what is wrong into the catalogs, as comments; take back what is mended.",
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings, too.")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_checks,
    help="List the checks: name, severity, what it finds.",
)
@click.option(
    "--help-url",
    metavar="URL",
    default="",
    help="Where l10n's docs/checks.md is read: in SARIF each check leads there.",
)
@replays(_follows_from_site)
def command(  # what is checked, and what is done then
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fix: bool,
    annotate: bool,
    strict: bool,
    help_url: str,
    **values: Any,
) -> int:
    """Find what is wrong with sources, catalogs and translations.

    GUIDE is a key or a path; without one, everything is checked. A translator's comment
    `# l10n: ignore numbers` at an entry switches a check off there; the settings do it in
    `[checks]`. Errors keep a translation from being published. With --annotate translators see in
    their editors what is wrong: `# l10n: [numbers] ...`.

    The formats github, sarif and junit name files as they are in the git repository, and leave
    infos out without -v. In junit what lets the exit code be 1 is a failure, the rest is skipped.
    """
    from l10n.run.checks.site import check_site

    if fix and annotate:
        message = "--fix moves lines, and --annotate writes at them: run one after the other"
        raise click.UsageError(message)
    options = read_options(**values)
    writes = fix or annotate
    with _without_collecting(), open_session(options, writes=writes) as session:
        run = session.run(dry=not writes)
        checked = check_site(
            run,
            only=only,
            skip=skip,
            fix=fix,
            track=console.tracker("Checking", options),
        )
        if annotate:
            checked = _annotate(run, checked, options, only, skip)
        root = session.config.root
        checked = replace(checked, findings=console.placed_findings(checked.findings))
    form = values["output_format"]
    if form in _BY_REPOSITORY:
        click.echo(
            _render(form, _in_repository(checked, root, options), help_url, strict), nl=False
        )
    else:
        _print(checked, options, form)
    severities = {str(each.severity) for each in checked.findings}
    return int("error" in severities or (strict and "warning" in severities))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the garbage collector rest: what is read stays until the end, and has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _print(checked: Checked, options: Options, form: str) -> None:
    from l10n.guide import Severity

    findings = checked.findings
    if options.quiet:
        findings = tuple(each for each in findings if each.severity is Severity.ERROR)
    if form == "json":
        from l10n.reports.check_json import render_check_json

        click.echo(render_check_json(findings, checked.keys, checked.fixed), nl=False)
    else:
        _print_text(checked, options, findings)


def _annotate(
    run: Run, checked: Checked, options: Options, only: tuple[str, ...], skip: tuple[str, ...]
) -> Checked:
    """Write what is shown into the catalogs; return it with the lines where it is then."""
    from l10n.checks.registry import NAMES
    from l10n.guide import Severity
    from l10n.run.checks.annotate import annotate_site

    told = (
        each for each in checked.findings if options.verbose or each.severity is not Severity.INFO
    )
    ran = {*(only or NAMES)}.difference(skip)
    done = annotate_site(run, checked.findings, told, ran)
    return replace(checked, findings=done.findings, annotated=done.entries)


def _in_repository(checked: Checked, root: Path, options: Options) -> Checked:
    """Return what is shown of it outside, with the paths that files have in the repository."""
    from l10n.disk.head import below_repository
    from l10n.guide import Severity

    place = below_repository(root)
    hidden = {Severity.INFO, Severity.WARNING} if options.quiet else {Severity.INFO}
    findings = tuple(
        each._replace(path=_join(place, each.path))
        for each in checked.findings
        if options.verbose or each.severity not in hidden
    )
    keys = {_join(place, path): key for path, key in checked.keys.items()}
    return replace(checked, findings=findings, keys=keys)


def _join(place: str, path: str) -> str:
    """Return a path in the repository; guides may lie beside the site."""
    return normpath(place + path) if place and path and not path.startswith("/") else path


def _render(form: str, checked: Checked, help_url: str, strict: bool) -> str:
    if form == "sarif":
        from l10n.cli.version import installed_version
        from l10n.reports.sarif import render_sarif

        return render_sarif(checked.findings, version=installed_version(), help_url=help_url)
    if form == "junit":
        from l10n.guide import Severity
        from l10n.reports.junit import render_junit

        failing = {Severity.ERROR, *([Severity.WARNING] if strict else ())}
        return render_junit(checked.findings, checked.keys, failing)
    from l10n.reports.github import render_github

    return render_github(checked.findings)


def _print_text(checked: Checked, options: Options, findings: Any) -> None:
    from l10n.cli.keys import print_gone
    from l10n.guide import Severity
    from l10n.reports.check_text import count_severities, render_check_text

    shown = [each for each in findings if options.verbose or each.severity is not Severity.INFO]
    colour = console.wants_colour(sys.stdout)
    text = render_check_text(
        shown,
        checked.keys,
        width=console.line_width(),
        colour=colour,
        full=options.verbose,
    )
    click.echo(text, nl=False, color=colour)
    if options.quiet:
        return
    if checked.fixed:
        fixed = counted(sum(checked.fixed.values()), "translation")
        console.say(f"mended {fixed} in {counted(len(checked.fixed), 'catalog')}")
    if checked.annotated:
        marked = counted(checked.annotated, "translation")
        click.echo(f"{marked} with a comment on what is wrong")
    if checked.reshaped:
        click.echo(f"wrote {counted(checked.reshaped, 'catalog')} as l10n extract does")
    hidden = len(findings) - len(shown)
    more = "; -v lists the infos" if hidden else ""
    looked = f"{checked.entries:,} translations in {counted(checked.catalogs, 'catalog')}"
    console.say(f"{looked}: {count_severities(findings)}{more}")
    print_gone(checked.gone, options)
