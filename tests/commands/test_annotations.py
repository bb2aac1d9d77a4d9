"""What is wrong with a translation, as a comment at its entry in the catalog."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.commands.test_check_command import WRONG_FEE, WRONG_QUESTION, build
from tests.sites import run, snapshot, write
from tests.stories import forget

FEE = "locales/es/fee.po"
MINE = "# Whose fee is this?\n"
NUMBERS = (
    "l10n: [numbers] the source has 120, here it is 210; write the numbers of the source "
    "(add the comment 'l10n: ignore numbers' if this is right)"
)


def comments(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the comments of the fee's catalog by the first word of their text."""
    entries = parse_catalog((root / FEE).read_bytes(), FEE).entries
    return {each.msgid.split()[0]: each.comments for each in entries if each.comments}


def change(root: Path, old: str, new: str) -> None:
    text = (root / FEE).read_text(encoding="utf-8")
    assert old in text
    write(root, FEE, text.replace(old, new))


# What must not change.


def test_a_site_without_faults(tmp_path: Path) -> None:
    build(tmp_path)
    before = snapshot(tmp_path)
    assert run(tmp_path, "check", "--annotate").code == 0
    after = snapshot(tmp_path)
    assert {path: after[path] for path in before} == before


def test_all_other_bytes_stay(tmp_path: Path) -> None:
    """As an editor has wrapped them, too."""
    build(tmp_path, Pay=WRONG_FEE)
    change(tmp_path, 'msgstr "¿Quién tiene', 'msgstr ""\n"¿Quién "\n"tiene')
    blocks = (tmp_path / FEE).read_text(encoding="utf-8").split("\n\n")
    blocks = [f"{MINE}{each}" if 'msgid "Pay' in each else each for each in blocks]
    write(tmp_path, FEE, "\n\n".join(blocks))
    before = (tmp_path / FEE).read_text(encoding="utf-8")
    run(tmp_path, "check", "--annotate")
    after = (tmp_path / FEE).read_text(encoding="utf-8")
    assert after == before.replace(MINE, f"{MINE}# {NUMBERS}\n")
    assert run(tmp_path, "extract", "--check").code == 0


def test_fixing_and_annotating_at_once_is_refused(tmp_path: Path) -> None:
    build(tmp_path)
    done = run(tmp_path, "check", "--fix", "--annotate")
    assert (done.code, "run one after the other" in done.err) == (2, True)


# What does.


def test_a_translator_sees_it_until_it_is_mended(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE, Who=WRONG_QUESTION)
    plain = (tmp_path / FEE).read_bytes()
    done = run(tmp_path, "check", "--annotate")
    assert done.code == 1
    assert "2 translations with a comment on what is wrong\n" in done.out
    found = comments(tmp_path)
    assert found["Pay"] == (NUMBERS,)
    assert found["Who"][0].startswith("l10n: [opening-marks] a sentence ends with ?")
    again = (tmp_path / FEE).read_bytes()
    assert run(tmp_path, "check", "--annotate").code == 1
    assert (tmp_path / FEE).read_bytes() == again
    change(tmp_path, "$210", "$120")
    assert run(tmp_path, "check", "--annotate").code == 0
    assert comments(tmp_path).keys() == {"Who"}
    change(tmp_path, '"Quién', '"¿Quién')
    assert run(tmp_path, "check", "--annotate").code == 0
    mended = plain.replace(b"$210", b"$120").replace('"Quién'.encode(), '"¿Quién'.encode())
    assert (tmp_path / FEE).read_bytes() == mended


def test_the_lines_that_are_told_are_those_of_the_file_that_was_written(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE, Who=WRONG_QUESTION)
    told = json.loads(run(tmp_path, "check", "--annotate", "--format", "json").out)["findings"]
    forget(tmp_path)
    again = json.loads(run(tmp_path, "check", "--format", "json").out)["findings"]
    assert told == again
    text = (tmp_path / FEE).read_text(encoding="utf-8").split("\n")
    assert [text[each["line"] - 1][:9] for each in told if each["check"] == "numbers"] == [
        'msgid "Pa'
    ]


@pytest.mark.parametrize("arguments", [("--only", "quotes"), ("--skip", "numbers,opening-marks")])
def test_what_did_not_run_takes_nothing_back(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    build(tmp_path, Pay=WRONG_FEE, Who=WRONG_QUESTION)
    run(tmp_path, "check", "--annotate")
    before = (tmp_path / FEE).read_bytes()
    run(tmp_path, "check", "--annotate", *arguments)
    assert (tmp_path / FEE).read_bytes() == before


def test_what_is_ignored_is_taken_back(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    run(tmp_path, "check", "--annotate")
    change(tmp_path, 'msgid "Pay', '# l10n: ignore numbers\nmsgid "Pay')
    assert run(tmp_path, "check", "--annotate").code == 0
    assert comments(tmp_path)["Pay"] == ("l10n: ignore numbers",)


def test_infos_are_for_whom_asks_for_them(tmp_path: Path) -> None:
    build(tmp_path, Pay="Pague la tasa de $120 antes del 31/03/2024...")
    run(tmp_path, "check", "--annotate")
    few = comments(tmp_path)
    run(tmp_path, "check", "--annotate", "-v")
    assert len(comments(tmp_path).get("Pay", ())) > len(few.get("Pay", ()))


def test_a_comment_of_ours_ignores_nothing_and_is_no_fault(tmp_path: Path) -> None:
    build(tmp_path, Pay=WRONG_FEE)
    before = run(tmp_path, "check", "--format", "json")
    run(tmp_path, "check", "--annotate")
    after = run(tmp_path, "check", "--format", "json")
    names = [
        [each["check"] for each in json.loads(done.out)["findings"]] for done in (before, after)
    ]
    assert names[0] == names[1]
