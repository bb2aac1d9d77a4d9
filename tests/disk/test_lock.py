from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from l10n.disk.lock import run_lock
from l10n.errors import L10nError

HOLDER = """
import sys
from pathlib import Path
from l10n.disk.lock import run_lock
with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_the_lock_is_free_again_after_a_run_and_after_an_error(tmp_path):
    with run_lock(tmp_path):
        pass
    with pytest.raises(KeyError), run_lock(tmp_path):
        raise KeyError
    with run_lock(tmp_path, timeout=0):
        pass


def test_git_does_not_see_the_lock(tmp_path):
    with run_lock(tmp_path):
        assert (tmp_path / ".l10n/.gitignore").read_text() == "*\n"
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "-uall"]
    assert subprocess.run(status, capture_output=True, check=True).stdout == b""


def test_a_second_run_gets_one_line(tmp_path, holder):
    with pytest.raises(L10nError) as caught, run_lock(tmp_path, timeout=0.1):
        pass
    assert str(caught.value) == (
        ".l10n/lock: another l10n run is working here: wait until it ends, then run again"
    )


def test_a_second_run_waits_for_the_first_to_end(tmp_path, holder):
    holder.stdin.close()
    with run_lock(tmp_path, timeout=30):
        pass


def test_a_killed_run_frees_the_lock(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with run_lock(tmp_path, timeout=0):
        pass


def test_two_runs_of_one_process_exclude_each_other(tmp_path):
    with (
        run_lock(tmp_path),
        pytest.raises(L10nError, match="another l10n run"),
        run_lock(tmp_path, timeout=0.1),
    ):
        pass


def test_no_lock_is_put_outside(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "site/.l10n").symlink_to(tmp_path / "other")
    with run_lock(tmp_path / "site") as fault:
        assert fault.startswith(".l10n: this path leads out of the site's folder")
    assert list((tmp_path / "other").iterdir()) == []


def test_a_folder_in_the_locks_place_is_told(tmp_path):
    (tmp_path / ".l10n/lock").mkdir(parents=True)
    with run_lock(tmp_path, timeout=0.1) as fault:
        assert fault == ".l10n/lock: this is a folder, not a file: rename it"


def test_a_lock_that_is_held_has_no_fault(tmp_path):
    with run_lock(tmp_path) as fault:
        assert fault == ""


@pytest.mark.parametrize("target", ["nowhere/else", ".l10n"])
def test_a_link_that_leads_nowhere_is_told_and_not_followed(tmp_path, target):
    (tmp_path / ".l10n").symlink_to(target)
    with run_lock(tmp_path) as fault:
        assert fault.startswith(".l10n: this is not a folder")
    assert [each.name for each in tmp_path.iterdir()] == [".l10n"]
