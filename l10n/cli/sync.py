"""The sync command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import console
from l10n.cli.options import common_options, open_session, read_options

if TYPE_CHECKING:
    from l10n.guide import Finding


@click.command("sync")
@common_options
def command(**values: Any) -> int:
    """Extract, merge and report coverage in one go.

    GUIDE is a key or a path; without one, the whole site is brought up to date.
    """
    from datetime import UTC, datetime

    from l10n.cli.coverage import print_coverage
    from l10n.cli.extract import print_extracted
    from l10n.cli.merge import print_merged
    from l10n.project.extracting import extract_site
    from l10n.project.measuring import measure_site
    from l10n.project.merging import merge_site
    from l10n.project.outcome import real_output

    options = read_options(**values)
    with open_session(options, writes=True) as session:
        config, selection = session.config, session.selection
        output = real_output(config.root)
