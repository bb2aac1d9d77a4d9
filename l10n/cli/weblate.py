"""The weblate command."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options
from l10n.cli.common.session import open_session


@click.command("weblate")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The settings file; without it the nearest l10n.toml is used.",
)
def command(config: Path | None) -> int:
    """Print what Weblate has to be told of the site's catalogs, as JSON for its API.

    "component" is the first guide's component, for POST /api/projects/PROJECT/components/ once it
    has a repo. "addon" is the add-on that discovers all other guides or sections, for POST
    /api/components/PROJECT/COMPONENT/addons/. See docs/weblate.md for the settings that matter.
    """
    from l10n.disk.head import below_repository
    from l10n.errors import L10nError
    from l10n.site.paths import section_of
    from l10n.site.weblate import describe_component, describe_discovery, has_discovery

    options = Options(config, (), (), verbose=False, quiet=True, as_json=True, jobs=1, files=None)
    with open_session(options, writes=False) as session:
        settings, guides = session.config, session.selection.guides
    if not guides:
        message = "there are no guides yet: write one, and run l10n extract"
        raise L10nError(message, path=settings.path)
    place = below_repository(settings.root)
    first = guides[0]
    name = section_of(settings, first.path) if settings.grouped else first.key
    data: dict[str, object] = {
        "component": describe_component(settings, place, name if has_discovery(settings) else "")
    }
    if has_discovery(settings):
        data["addon"] = {
            "name": "weblate.discovery.discovery",
            "configuration": describe_discovery(
                settings, place, [each.key for each in guides if not settings.grouped]
            ),
        }
    console.print_json(data)
    return 0
