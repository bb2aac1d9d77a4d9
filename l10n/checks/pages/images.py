"""Images that other languages have of their own, and this one has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Name the images of the guide that are shown as the source has them."""
    for written, languages in subject.images.items():
        yield Fault(
            f"{written} has a version of its own in {', '.join(languages)} and none here: if it "
            "holds text, put one beside it"
        )


CHECK: Final = CatalogCheck(
    "images",
    Severity.INFO,
    "an image is localized in other languages, and not in this one",
    check,
)
