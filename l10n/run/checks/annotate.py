"""Write what the checks find into the catalogs, as comments for translators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from l10n.catalog import Catalog
from l10n.checks.annotations import annotate, count_annotated
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized
from l10n.run.run import Run
from l10n.site.catalogs import encode_catalog, read_catalog, write_encoded
from l10n.site.paths import catalog_path


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was written."""

    findings: tuple[Finding, ...]
    """At the lines where their entries are by now."""
    entries: int
    """How many say that something is wrong with them."""
    catalogs: int
    """How many were written."""


def annotate_site(
    run: Run, findings: Sequence[Finding], told: Iterable[Finding], checks: Container[str]
) -> Annotated:
    """Let the selected catalogs say which of the ``findings`` are ``told``, and no older ones.

    ``checks`` are those that have run. A catalog that cannot be read or written stops only itself.
    """
    at: defaultdict[str, defaultdict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for each in told:
        at[each.path][each.line].append(each)
    moved: dict[str, Mapping[int, int]] = {}
    failed: list[Finding] = []
    entries = 0
    for name in run.names.values():
        path = catalog_path(run.config, *name)
        try:
            if old := read_catalog(run.config, *name):
                new = annotate(old, at.get(path, {}), checks)
                entries += count_annotated(new)
                if new != old:
                    moved[path] = _write(run, name, old, new)
        except L10nError as error:
            failed.append(refusal(error, path))
    now = (_at_its_line(each, moved.get(each.path, {})) for each in findings)
    return Annotated(tuple(dict.fromkeys((*now, *failed))), entries, len(moved))


def _write(run: Run, name: Localized, old: Catalog, new: Catalog) -> dict[int, int]:
    """Write a catalog; return where each entry is now, by its old line."""
    data = encode_catalog(run.config, *name, new)
    write_encoded(run.config, *name, (new, data), run.output.write)
    written = read_catalog(run.config, *name)
    lines = {each.identity: each.line for each in written.entries} if written else {}
    return {each.line: lines.get(each.identity, each.line) for each in old.entries}


def _at_its_line(finding: Finding, lines: Mapping[int, int]) -> Finding:
    return finding._replace(line=lines.get(finding.line, finding.line))
