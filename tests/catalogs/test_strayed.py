"""Texts in the file of another section: git follows a file that one branch has divided."""

from __future__ import annotations

from pathlib import Path

from tests.sites import FORMS, Run, build_translated_site, run, snapshot

SAID = "Buy the ticket at the station. Do not buy it from a stranger."
NEW = "Compre el boleto en la estación. No lo compre a un extraño."
BUSES = f'''
#. paragraph
#: content/en/bus.md
msgid "{SAID}"
msgstr "{NEW}"
'''


def test_a_text_that_has_strayed_goes_home_and_no_translation_is_lost(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path, settings=FORMS["sections"])
    home, other = root / "locales/es/top.po", root / "locales/es/peru.po"
    before, there = home.read_text(), other.read_text()
    (old,) = (line[8:-1] for line in before.split("\n") if line.startswith('msgstr "Búy'))
    other.write_text(there + BUSES)
    run(root, "check", "-q")
    assert other.read_text() == there + BUSES
    assert run(root, "sync", "-q").code == 0
    assert other.read_text() == there
    entry = f'#. paragraph\n#. under: Buses\n#: content/en/bus.md\nmsgid "{SAID}"\nmsgstr '
    assert before.count(f'{entry}"{old}"') == 1
    assert home.read_text() == before.replace(f'{entry}"{old}"', f'# {old}\n{entry}"{NEW}"')
    after = snapshot(root)
    assert run(root, "sync", "-q") == Run(0, "", "")
    assert snapshot(root) == after
