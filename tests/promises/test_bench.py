"""The bench measures a small made-up tree, and says what it measured."""

from __future__ import annotations

import json
import os
import sys

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.contender import Contender, Group, Row, measure_group
from bench.fill import fill
from bench.measure import Sample, count_files, run_commands, run_driver
from bench.ours import cold_extract, cold_merge, jobs_groups, yardstick
from bench.report import WIDTH, Result, render_table
from bench.scale import scale_groups
from bench.site import make_site
from bench.synthetic import write_guides

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\n'


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path / "site", None, guides=3, languages=2)


def test_a_header_and_a_translation_are_kept():
    catalog = HEADER + 'msgid "a"\nmsgstr "á"\n'
    assert fill(catalog) == catalog
    assert fill('msgid ""\nmsgstr ""\n\n') == 'msgid ""\nmsgstr ""\n\n'


def test_every_empty_entry_is_filled():
    entry = 'msgid ""\n"One `code`\\n"\n"and [a link](1)"\n'
    filled = HEADER + entry + 'msgstr ""\n"Oné `code`\\n"\n"ánd [á línk](1)"\n'
    assert fill(HEADER + entry + 'msgstr ""\n') == filled


def test_the_same_seed_makes_the_same_guides(tmp_path):
    for name in ("one", "two"):
        write_guides(tmp_path / name, 2)
    guides = [sorted((tmp_path / name).rglob("*.md")) for name in ("one", "two")]
    first, second = ([path.read_bytes() for path in paths] for paths in guides)
    assert len(set(first)) == 2
    assert first == second


def test_rounds_are_taken_in_turn():
    ran = []

    def contender(name, slow=False):
        return Contender(name, lambda: ran.append(name) or Sample(len(ran), 1, 1), slow=slow)

    absent = Contender("c", pytest.fail, setup=pytest.fail, missing="not installed: apt install c")
    group = Group("g", "a group", (contender("a"), contender("b", slow=True), absent))
    rows = tuple(measure_group(group, rounds=3, slow_rounds=1, say=lambda text: None))
    assert ran == ["a", "b", "a", "a"]
    assert [(row.name, len(row.rounds)) for row in rows] == [("a", 3), ("b", 1), ("c", 0)]
    assert rows[0].wall == 3
    table = render_table([Result(group, rows)])
    assert "not installed: apt install c" in table
    assert "b: rounds: 1 of 3" in table


def test_the_time_of_a_part_is_compared(tmp_path):
    sites = [make_site(tmp_path / str(guides), None, guides, 1) for guides in (1, 2)]
    cold, *warm = scale_groups(sites)
    assert [each.name for each in cold.contenders] == [
        "1 guides, 1 languages",
        "2 guides, 1 languages",
    ]
    assert len(warm) == 6
    assert all(len(group.contenders) == 2 for group in warm)


def test_no_line_of_the_table_is_too_long():
    row = Row("a name that is as long as they may be ok", (Sample(1234.5, 12345.6, 9999, 12),))
    table = render_table([Result(Group("g", "a group", ()), (row, row))])
    assert max(map(len, table.splitlines())) <= WIDTH


def test_a_run_of_commands_is_one_sample(tmp_path):
    script = "import sys; sum(range(10**6)); sys.exit(int(sys.argv[1]))"
    commands = [(sys.executable, "-c", script, str(code)) for code in (0, 1, 2)]
    sample = run_commands(commands, tmp_path, worst=1)
    assert sample.wall > 0
    assert sample.cpu > 0
    assert sample.peak > 1
    assert sample.failed == 1
    assert count_files(sample, tmp_path, ".po", 5).failed == 5


def test_l10n_does_the_whole_of_a_tree(site):
    extract, merge = cold_extract(site), cold_merge(site)
    extract.prepare()
    assert extract.run().failed == 0
    merge.setup()
    merge.prepare()
    assert merge.run().failed == 0
    assert run_driver("yardstick", str(site.source)).failed == 0
    assert yardstick(site).run().wall > 0


def test_each_command_of_many_processes_is_measured(site):
    groups = [*jobs_groups(site)]
    assert [group.title.partition(":")[0] for group in groups] == [
        *("extract", "merge", "check", "import")
    ]
    for group in groups:
        one, two = measure_group(group, rounds=1, slow_rounds=1, say=lambda text: None)
        assert one.rounds[0].failed == two.rounds[0].failed == 0
        assert (one.name[-1], two.name[-1]) == ("1", "2")


def test_the_command_writes_what_it_measured(tmp_path):
    written = tmp_path / "results/sync.json"
    options = "--guides 2 --languages 2 --rounds 1 --only sync --date today"
    folders = {"results": "results", "pictures": ".", "work": "work"}
    arguments = options.split()
    for option, folder in folders.items():
        arguments += [f"--{option}", str(tmp_path / folder)]
    environment = {name: None for name in os.environ if name.startswith("L10N_")}
    done = CliRunner().invoke(main, arguments, env=environment)
    assert done.exit_code == 0, done.output
    data = json.loads(written.read_text(encoding="utf-8"))
    assert data["date"] == "today"
    assert data["tree"] == "synthetic, 2 guides"
    assert data["machine"]["cores"] == os.cpu_count()
    assert data["machine"]["load before"] >= 0
    assert {"python", "l10n", "markdown-it-py"} <= data["versions"].keys()
    rows = {row["name"]: row["rounds"] for row in data["groups"][0]["rows"]}
    assert list(rows)[:2] == ["git status", "l10n sync, unchanged"]
    assert {len(rounds) for rounds in rows.values()} == {1}
    assert all(each["failed"] == 0 for rounds in rows.values() for each in rounds)
