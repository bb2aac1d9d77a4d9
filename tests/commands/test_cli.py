"""The command line as a whole: what each command prints, writes and exits with."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sites import (
    KEYS,
    SETTINGS,
    Run,
    build_site,
    build_translated_site,
    command,
    environment,
    run,
    run_process,
    snapshot,
    translate,
    write,
)
from tests.stories import forget

BAD = "---\ntitle: unclosed\n\nText.\n"
WORKING = ("extract", "merge", "sync", "coverage")


@pytest.fixture
def site(tmp_path):
    return build_site(tmp_path / "site")


@pytest.fixture
def translated(tmp_path):
    return build_translated_site(tmp_path / "site")


# What must not change.


@pytest.mark.parametrize("name", ["extract", "merge"])
def test_check_writes_nothing_and_tells_of_stale_files(site, name):
    if name == "merge":
        run(site, "extract", "-q")
        for key in KEYS:
            translate(site, "es", key)
    before = snapshot(site)
    checked = run(site, name, "--check")
    assert checked.code == 1
    assert "are behind" in checked.err
    assert snapshot(site) == before
    assert not (site / ".l10n").exists() or name == "merge"
    assert run(site, name, "-q") == Run(0, "", "")
    assert run(site, name, "--check").code == 0


def test_coverage_writes_nothing(site):
    before = snapshot(site)
    assert run(site, "coverage").code == 0
    assert snapshot(site) == before
    assert not (site / ".l10n").exists()


def test_init_keeps_the_settings_that_are_there(site):
    again = run(site, "init")
    assert again.code == 2
    assert "l10n.toml: is there already" in again.err
    assert (site / "l10n.toml").read_text() == SETTINGS


# Commands.


def test_extract_makes_a_catalog_for_each_guide_and_language(site):
    done = run(site, "extract")
    assert done.code == 0
    assert done.err == ""
    assert done.out.endswith("3 source guides read.\n")
    made = {path for path in snapshot(site) if path.endswith(".po")}
    assert made == {f"locales/{tag}/{key}.po" for tag in ("es", "pt") for key in KEYS}


def test_merge_publishes_what_is_translated(site):
    run(site, "extract")
    translate(site, "es", "peru-visa")
    done = json.loads(run(site, "merge", "--format", "json").out)
    assert done["counts"] == {
        "published": 1,
        "unchanged": 0,
        "kept": 0,
        "waiting": 5,
        "withdrawn": 0,
        "refused": 0,
    }
    page = next(each for each in done["pages"] if each["status"] == "published")
    assert page == {
        "key": "peru-visa",
        "language": "es",
        "path": "content/es/peru/visa.md",
        "status": "published",
        "reason": "",
    }
    assert {each["reason"] for each in done["pages"] if each["status"] == "waiting"} == {
        "0 % of its words are translated, 80 % are needed"
    }
    text = (site / "content/es/peru/visa.md").read_text()
    assert "[pásspórt](https://example.org/p)" in text
    assert "weight: 3\n" in text


def test_sync_ends_with_the_coverage_table(site):
    done = run(site, "sync")
    assert done.code == 0
    table = run(site, "coverage").out
    assert table.startswith("language")
    assert done.out.endswith(table)


STATES = [
    "translated",
    "machine",
    "changed",
    "imported",
    "proposed",
    "quarantined",
    "untranslated",
]


def test_coverage_json_has_exactly_the_promised_shape(site):
    run(site, "extract")
    translate(site, "es", "bus", only=lambda entry: entry.msgid == "Buses")
    translate(site, "pt", "peru/tax")
    measured = json.loads(run(site, "coverage", "--format", "json").out)
    names = ["languages", "guides", "refused", "behind", "not_read", "without_source"]
    assert list(measured) == names
    spanish = measured["languages"]["es"]
    none = {"published": 0, "by_hand": 0, "refused": 0}
    assert spanish["guides"] == {"total": 3, "complete": 0, **none}
    assert spanish["segments"]["translated"] == 1
    assert spanish["words"]["translated"] == 1
    assert set(spanish) == {"guides", "segments", "words", "percent"}
    portuguese = measured["languages"]["pt"]
    assert portuguese["guides"] == {"total": 3, "complete": 1, **none}
    first = measured["guides"][0]
    assert first == {
        "key": "bus",
        "path": "content/en/bus.md",
        "language": "es",
        "segments": {
            "total": 2,
            **dict.fromkeys(STATES, 0),
            "translated": 1,
            "untranslated": 1,
            "fuzzy": 0,
        },
        "words": {
            "total": 14,
            **dict.fromkeys(STATES, 0),
            "translated": 1,
            "untranslated": 13,
            "fuzzy": 0,
        },
        "percent": 7.1,
    }
    for counts in (measured["languages"]["pt"], *measured["guides"]):
        for unit in ("segments", "words"):
            numbers = counts[unit]
            assert list(numbers) == ["total", *STATES, "fuzzy"]
            assert numbers["total"] == sum(numbers[each] for each in STATES)
            assert numbers["fuzzy"] == sum(numbers[each] for each in STATES[2:5])
        assert 0 <= counts["percent"] <= 100
    assert len(measured["guides"]) == 6


def test_coverage_of_a_published_site_is_complete(translated):
    measured = json.loads(run(translated, "coverage", "--format", "json").out)
    for counts in measured["languages"].values():
        all_three = {"total": 3, "complete": 3, "published": 3}
        assert counts["guides"] == {**all_three, "by_hand": 0, "refused": 0}
        assert counts["percent"] == 100
    assert run(translated, "coverage", "--fail-under", "100").code == 0


def test_fail_under(site):
    run(site, "extract")
    for key in KEYS:
        translate(site, "es", key)
    low = run(site, "coverage", "--fail-under", "50")
    assert low.code == 1
    assert low.err == "below 50 %: pt\n"
    assert run(site, "coverage", "--fail-under", "50", "-l", "es").code == 0
    assert run(site, "coverage", "--fail-under", "0").code == 0
    assert run(site, "coverage", "--fail-under", "101").code == 2
    assert run(site, "coverage", "--fail-under", "nan").code == 2
    asked = run(site, "coverage", "--fail-under", "0.8")
    assert (asked.code, "0.8 is in percent: did you mean 80?" in asked.err) == (2, True)


def test_verbose_coverage_lists_the_guides(site):
    listed = run(site, "coverage", "-v").out
    assert "peru-visa" in listed
    assert "peru-visa" not in run(site, "coverage").out


def test_init_proposes_settings_that_sync_takes(tmp_path):
    write(tmp_path, "hugo.toml", HUGO)
    write(tmp_path, "content/en/a.md", "# A guide\n")
    write(tmp_path, "content/fr/a.md", "# Un guide\n")
    printed = run(tmp_path, "init", "--print")
    assert printed.code == 0
    assert not (tmp_path / "l10n.toml").exists()
    done = run(tmp_path, "init")
    expected = (
        "Hugo site: 1 guide in en\n"
        "  guides     content/{lang}/{path}\n"
        "  languages  fr 1\n"
        "l10n.toml is written: look it over, then run l10n import --dry-run\n"
    )
    assert done == Run(0, expected, "")
    assert (tmp_path / "l10n.toml").read_text() == printed.out
    assert 'languages = ["fr"]' in printed.out
    synced = run(tmp_path, "sync", "--format", "json")
    assert synced.code == 0
    assert json.loads(synced.out)["merge"]["counts"]["kept"] == 1


HUGO = """\
baseURL = "https://guides.example/"
title = "Guides"
defaultContentLanguage = "en"
[languages.en]
contentDir = "content/en"
[languages.fr]
contentDir = "content/fr"
"""


# What a command works on.


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (".", "peru-visa"),
        (".", "content/en/peru/visa.md"),
        (".", "./content/en/peru/visa.md"),
        ("content", "en/peru/visa.md"),
        ("content/en/peru", "visa.md"),
        ("content/en/peru", "../peru/visa.md"),
        ("content/en/peru", "content/en/peru/visa.md"),
        (".", "{root}/content/en/peru/visa.md"),
    ],
)
def test_a_guide_is_named_by_key_or_path(site, folder, name):
    done = run(site / folder, "extract", name.format(root=site), "--format", "json")
    assert done.code == 0, done.err
    assert {each["key"] for each in json.loads(done.out)["catalogs"]} == {"peru-visa"}


def test_a_guide_is_named_by_its_localized_page(translated):
    done = run(translated, "extract", "content/pt/peru/visa.md", "--format", "json")
    assert {each["key"] for each in json.loads(done.out)["catalogs"]} == {"peru-visa"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-l", "fr"), "l10n.toml: fr is not one of the site's languages (es, pt)"),
        (("-l", "ptt"), "not one of the site's languages (es, pt): did you mean pt?"),
        (("-l", "ES"), "not one of the site's languages (es, pt): did you mean es?"),
        (("-l", ""), "not one of the site's languages (es, pt)"),
        (("-l", "en"), "l10n.toml: en is the language of the source guides: name one of the"),
        (("peru-vsa",), "peru-vsa: no guide has this key or path; did you mean peru-visa?"),
        (("content/en/buss.md",), "did you mean content/en/bus.md?"),
        (("",), "no guide has this key or path"),
        (("/etc/passwd",), "/etc/passwd: no guide has this key or path"),
        (("a\x1b[31mb",), r"a\x1b[31mb: no guide has this key or path"),
        (("only-here",), "only-here: the guide only-here has no page in en: write that first"),
        (("broken",), "content/en/broken.md:1: "),
        (("--config", "nowhere.toml"), "nowhere.toml: no such file: check the path"),
        (("--format", "xml"), "'xml' is not one of 'text', 'json'"),
        (("--nonsense",), "No such option"),
    ],
)
@pytest.mark.parametrize("name", WORKING)
def test_wrong_usage_is_told_in_a_line(site, name, arguments, message):
    write(site, "content/es/only-here.md", "# Solo\n")
    write(site, "content/en/broken.md", BAD)
    done = run(site, name, *arguments)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert "Traceback" not in done.err


def test_outside_of_a_site(tmp_path):
    done = run(tmp_path, "sync")
    assert done.code == 2
    assert done.err == (
        "l10n: l10n.toml: not found here or in a folder above: "
        "run l10n init, or name it with --config\n"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('languges = ["es"]', "l10n.toml:3: unknown setting languges: did you mean languages?"),
        ('languages = ["es"', "l10n.toml:"),
        ('languages = "es"', "l10n.toml:3: languages must be a list of texts"),
        ('languages = ["spanish!"]', "l10n.toml:3: "),
    ],
)
def test_a_typo_in_the_settings_has_its_line(site, line, message):
    write(site, "l10n.toml", SETTINGS.replace('languages = ["es", "pt"]', line))
    done = run(site, "sync")
    assert done.code == 2
    assert done.err.startswith(f"l10n: {message}")
    assert done.err.count("\n") == 1


def test_a_run_in_a_folder_below_finds_the_settings(site):
    assert run(site / "content/en/peru", "extract", "-q").code == 0
    assert (site / "locales/es/peru-visa.po").exists()


def test_settings_by_name(site, tmp_path):
    done = run(tmp_path, "extract", "-q", "--config", "site/l10n.toml")
    assert done == Run(0, "", "")
    assert (site / "locales/es/peru-visa.po").exists()


def test_a_site_without_languages_is_told_what_to_do(site):
    write(site, "l10n.toml", SETTINGS.replace('["es", "pt"]', "[]"))
    for name in WORKING:
        done = run(site, name)
        assert done.code == 2
        assert "l10n.toml: there is no language to translate into: add some" in done.err


# Output.


@pytest.mark.parametrize("name", WORKING)
def test_json_is_all_that_standard_output_gets(site, name):
    write(site, "content/en/broken.md", BAD)
    write(site, "content/en/naïve 日本.md", "# Ünïcode 🚌\n")
    run(site, "extract")
    write(site, "locales/es/bus.po", 'msgid "unfinished\n')
    done = run_process(site, name, "--format", "json", PYTHONIOENCODING="ascii")
    data = json.loads(done.out)
    assert done.code == 1
    assert "Traceback" not in done.err
    told = json.dumps(data.get("findings"), ensure_ascii=False) + done.err
    assert "content/en/broken.md" in told
    assert "locales/es/bus.po" in told
    assert "naïve 日本" in done.out


@pytest.mark.parametrize("name", WORKING)
@pytest.mark.parametrize("wanted", ["text", "json"])
def test_what_a_file_says_does_not_command_the_terminal(site, name, wanted):
    run(site, "extract")
    write(site, "content/en/evil.md", "---\n\x1b]0;owned: [\n---\n")
    write(site, "locales/es/bus.po", '\x1b[31mmsgid\t\x9b\u202e "x"\n')
    done = run(site, name, "--format", wanted)
    assert done.code == 1
    assert not set(done.out + done.err) & set("\x1b\x9b\x07\t")


@pytest.mark.parametrize("name", WORKING)
def test_quiet_prints_errors_only(site, name):
    assert run(site, name, "-q") == Run(0, "", "")
    write(site, "content/en/broken.md", BAD)
    done = run(site, name, "-q")
    assert done.code == 1
    assert done.out.startswith("content/en/broken.md:1: error: ")
    assert done.out.count("\n") == 1


@pytest.mark.parametrize("name", WORKING)
def test_nothing_printed_is_wider_than_80_cells(site, name):
    run(site, "extract")
    done = run(site, name)
    assert max(map(len, done.out.split("\n"))) <= 80


def test_colours_only_where_they_are_wanted(site):
    write(site, "content/en/broken.md", BAD)
    plain = run_process(site, "sync")
    assert "\x1b" not in plain.out
    assert "\x1b[31merror" in run_process(site, "sync", FORCE_COLOR="1").out
    assert "\x1b" not in run_process(site, "sync", FORCE_COLOR="1", NO_COLOR="1").out
    json_run = run_process(site, "sync", "--format", "json", FORCE_COLOR="1")
    assert json.loads(json_run.out)


def test_a_terminal_gets_progress_on_standard_error(site):
    for variables, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        forget(site)  # or there is nothing to show
        done, shown = _run_on_terminal(site, "sync", **variables)
        assert done.returncode == 0
        assert "Extracting" in shown
        assert ("\x1b[3" in shown) is coloured
        assert "Extracting" not in done.stdout.decode()
    assert _run_on_terminal(site, "sync", "-q")[1] == ""


def test_files_and_pipes_get_utf_8(site):
    done = run_process(site, "sync", PYTHONIOENCODING="latin-1")
    assert (done.code, done.err) == (0, "")
    assert "░" in done.out


def test_a_terminal_that_knows_few_characters(site):
    write(site, "content/en/日本.md", BAD)
    done, shown = _run_on_terminal(site, "sync", "日本", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "l10n: content/en/??.md:1: " in shown


def test_a_reader_that_goes_away_is_no_error(site):
    for line in ("sync", "sync --format json", "coverage -v", "--help"):
        process = subprocess.Popen(
            command(*line.split()),
            cwd=site,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.close()
        told = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), told) == (141, b""), line


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_output_that_cannot_be_written(site):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            command("sync"), cwd=site, env=environment(), stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr == b"l10n: cannot write the output: No space left on device\n"
    assert (site / "locales/es/bus.po").exists()


@pytest.mark.parametrize(
    "line",
    ["sync", "check --format json", "coverage", "keys", "help", "--help", "--version", "sync -v"],
)
def test_output_that_is_closed_is_no_success(site, line):
    shell = f"{subprocess.list2cmdline(command(*line.split()))} >&-"
    for _ in range(2):  # the second time it may be replayed
        done = subprocess.run(shell, shell=True, cwd=site, env=environment(), capture_output=True)
        assert done.returncode == 2
        assert done.stderr == b"l10n: cannot write the output: Bad file descriptor\n"


@pytest.mark.parametrize(
    ("line", "code"), [("sync 2>&-", 0), ("sync -q >&-", 0), ("sync >&- 2>&-", 2)]
)
def test_closed_streams(site, line, code):
    name, *closed = line.split()
    shell = f"{subprocess.list2cmdline(command(name))} {' '.join(closed)}"
    done = subprocess.run(shell, shell=True, cwd=site, env=environment(), capture_output=True)
    assert (done.returncode, done.stderr) == (code, b"")
    assert (site / "locales/es/bus.po").exists()


# The end of a run.


def test_help_and_version():
    for arguments in (("--help",), ("-h",), *((name, "--help") for name in WORKING)):
        done = run_process(Path(), *arguments)
        assert done.code == 0
        assert done.out.startswith("Usage: l10n")
    said = r"l10n \S+.* \(l10n-markdown\)\nCPython [\d.]+, \w+ \w+\n(\S+ [\d.]+(, |\n)){5}"
    assert re.fullmatch(said, run_process(Path(), "--version").out)


def test_no_command_shows_the_help(site):
    assert run(site).code == 2
    unknown = run(site, "synk")
    assert unknown.code == 2
    assert "No such command 'synk'" in unknown.err


def test_an_interrupt_ends_the_run_in_a_line(tmp_path):
    guides = {f"g{number}.md": f"# Guide {number}\n\nText {number}.\n" for number in range(3000)}
    site = build_site(tmp_path / "site", guides)
    process = subprocess.Popen(
        command("sync"),
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (site / "locales/es/g100.po").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "l10n: interrupted; every file is whole, run again to go on"
    assert not list(site.rglob("*.tmp"))


INTERRUPTED_WHILE_LOADING = """
import os, signal, sys

class Interrupt:
    def find_spec(name, path=None, target=None):
        if name == "l10n.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt)
from l10n.__main__ import run
run()
"""


def test_an_interrupt_while_code_is_loaded_prints_nothing(site):
    done = subprocess.run(
        [*command()[:1], "-c", INTERRUPTED_WHILE_LOADING],
        cwd=site,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def _read_terminal(ours, theirs):
    """Return all that a terminal showed; its other end is closed, so that reading ends."""
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # all is read
        while piece := os.read(ours, 1 << 16):
            shown += piece
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("line", ["check -v", "keys", "sync -v", "merge", "links"])
def test_long_lines_are_wrapped_on_a_terminal_only(site, line):
    write(site, "content/en/broken.md", BAD)
    write(site, "content/es/peru/only-here-is-what-has-no-source.md", "# Solo\n")
    run(site, "sync", "-q")
    piped = run_process(site, *line.split()).out
    shown = _show_on_terminal(site, *line.split())
    assert max(map(len, piped.split("\n"))) > 80
    assert max(map(len, shown.split("\n"))) <= 80
    assert "".join(shown.split()) == "".join(piped.split())


def _show_on_terminal(site, *arguments):
    """Return what standard output shows where it is a terminal of 80 columns, without colours."""
    ours, theirs = pty.openpty()
    variables = environment(TERM="xterm-256color", NO_COLOR="1")
    subprocess.run(command(*arguments), cwd=site, env=variables, stdout=theirs, check=False)
    return _read_terminal(ours, theirs).replace("\r\n", "\n")


def _run_on_terminal(site, *arguments, **variables):
    """Run with standard error on a terminal; return the process and what that showed."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        command(*arguments),
        cwd=site,
        env=environment(**{"TERM": "xterm-256color", **variables}),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    return done, _read_terminal(ours, theirs)


def test_a_mistyped_command_is_named_as_it_is_meant_and_not_run(tmp_path):
    before = run(tmp_path, "xyzzy")
    assert (before.code, before.out) == (2, "")
    assert "Did you mean" not in before.err
    told = run(tmp_path, "sycn")
    assert (told.code, told.out) == (2, "")
    assert "No such command 'sycn'. Did you mean sync?" in told.err


def test_the_version_has_a_short_option(tmp_path):
    assert run(tmp_path, "-V") == run(tmp_path, "--version")
    assert run(tmp_path, "-V").out.startswith("l10n ")
