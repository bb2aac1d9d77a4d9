"""What extracting remembers of a guide: that its catalogs are up to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from l10n.cache.knowing import adopt_state
from l10n.config.settings import Config
from l10n.disk.output import Action
from l10n.guide import Finding
from l10n.run.memo import Links, Memo, catalog_parts, fresh, recall, remember, remember_links
from l10n.run.run import Run
from l10n.run.updating import CatalogOutcome, Waiting, unchanged, written_paths
from l10n.run.views import source_stamp
from l10n.site.packed import pack_finding, unpack_finding
from l10n.site.tree import GuideFile

_STEP: Final = "extract"


@dataclass(frozen=True, slots=True)
class GuideFound:
    """What the first round made of one guide."""

    catalogs: tuple[CatalogOutcome | Waiting, ...] = ()
    html: int = 0
    front_matter: bool = False
    findings: tuple[Finding, ...] = ()
    links: Links | None = None
    """None when the guide was refused."""


def recall_guides(run: Run) -> dict[GuideFile, GuideFound]:
    """Return what is known of the guides that have not changed, and neither have their catalogs."""
    memo = run.memo
    if memo is None:
        return {}
    known: dict[GuideFile, GuideFound] = {}
    for file, languages in run.pairs.items():
        parts = catalog_parts(memo, run.config, file.key, languages)
        found = recall(memo, _STEP, file.key, source_stamp(memo, run.views, file, parts))
        if found is None:
            continue
        html, front_matter, keys, is_open, findings, wishes = found
        known[file] = GuideFound(
            tuple(
                Waiting(file.key, language, wish, changed=False)
                if wish
                else unchanged(run.config, language, file.key)
                for language, wish in zip(languages, wishes, strict=True)
            ),
            html,
            front_matter,
            tuple(map(unpack_finding, findings)),
            Links(tuple(keys), is_open),
        )
    return known


def look_again(memo: Memo, config: Config, outcomes: Sequence[CatalogOutcome]) -> Memo:
    """Return a memo that knows the catalogs that were written."""
    memo = fresh(memo, written_paths(config, outcomes))
    for each in outcomes:
        if each.stored:
            memo.looked[each.path] = adopt_state(memo.state, each.path, each.stored)
    return memo


def remember_guides(
    run: Run,
    guides: Mapping[GuideFile, GuideFound],
    outcomes: Mapping[tuple[str, str], CatalogOutcome],
) -> None:
    """Remember that there is nothing more to do: extracting twice is extracting once."""
    memo = run.memo
    if memo is None:
        return
    for file, guide in guides.items():
        identities = [(language, file.key) for language in run.pairs[file]]
        if guide.links is None or any(
            outcomes[each].action is Action.REFUSED for each in identities
        ):
            continue
        remember_links(memo, file, guide.links)
        parts = catalog_parts(memo, run.config, file.key, run.pairs[file])
        data = (
            guide.html,
            guide.front_matter,
            guide.links.keys,
            guide.links.is_open,
            [pack_finding(each) for each in guide.findings],
            [outcomes[each].wishes for each in identities],
        )
        remember(memo, _STEP, file.key, source_stamp(memo, run.views, file, parts), data)
