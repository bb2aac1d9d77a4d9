from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.disk.files import decode, encode, inside, is_there, read_text
from l10n.disk.leftovers import sweep
from l10n.disk.look import UNKNOWN, look_at
from l10n.disk.moves import move_file
from l10n.disk.output import real_output
from l10n.disk.write import remove_file, write_bytes, write_private, write_text
from l10n.errors import L10nError

NOBODY = 65534


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_equal_content_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\n")
    before = path.stat()
    assert write_bytes(tmp_path, "a.md", b"one\r\n", durable=True, expected=UNKNOWN) is None
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_new_content_replaces_the_old_in_one_step(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    before = path.stat().st_ino
    assert write_bytes(tmp_path, "a.md", b"two", durable=False, expected=UNKNOWN)
    assert path.read_bytes() == b"two"
    assert path.stat().st_ino != before
    assert names(tmp_path) == ["a.md"]


def test_a_private_file_is_replaced_in_one_step_whatever_it_is(tmp_path):
    path = tmp_path / "a/b.po"
    for data in (b"one", b"two"):
        before = look_at(str(path))
        looks = write_private(tmp_path, "a/b.po", data)
        assert looks == look_at(str(path)) != before
        assert path.read_bytes() == data
        path.chmod(0o444)
    assert names(path.parent) == ["b.po"]


def test_a_folder_is_no_private_file(tmp_path):
    (tmp_path / "a.po" / "b").mkdir(parents=True)
    with pytest.raises(L10nError, match=r"a\.po: this is a folder"):
        write_private(tmp_path, "a.po", b"one")
    assert names(tmp_path) == ["a.po"]


def test_folders_are_made(tmp_path):
    assert write_text(tmp_path, "a/b/c.po", "ä\n", durable=True, expected=UNKNOWN)
    assert (tmp_path / "a/b/c.po").read_bytes() == b"\xc3\xa4\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o666])
def test_permission_bits_are_kept(tmp_path, mode):
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_bytes(tmp_path, "a.md", b"two", durable=False, expected=UNKNOWN)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_users_usual_bits(tmp_path):
    (tmp_path / "usual").touch()
    write_bytes(tmp_path, "a.md", b"x", durable=False, expected=UNKNOWN)
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_the_longest_name_can_be_written(tmp_path):
    name = "k" * 252 + ".po"
    assert write_bytes(tmp_path, name, b"x", durable=False, expected=UNKNOWN)


def refuse(root: Path, relative: str, clue: str) -> None:
    with pytest.raises(L10nError, match=clue) as caught:
        write_bytes(root, relative, b"new", durable=True, expected=UNKNOWN)
    assert caught.value.path == relative
    assert "\n" not in str(caught.value)
    assert not [name for name in names(root) if name.endswith(".tmp")]


def test_a_folder_in_the_way_is_refused(tmp_path):
    (tmp_path / "a.md").mkdir()
    refuse(tmp_path, "a.md", "folder")


def test_a_file_in_a_folders_place_is_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    refuse(tmp_path, "a/b.md", "not a folder")


def test_a_read_only_file_is_refused(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    refuse(tmp_path, "a.md", "this file is read-only")
    assert path.read_bytes() == b"old"
    with pytest.raises(L10nError, match="read-only"):
        remove_file(tmp_path, "a.md", expected=UNKNOWN)
    assert path.read_bytes() == b"old"


def test_only_folders_that_are_named_are_outside(tmp_path):
    root = tmp_path / "site"
    for folder in (root, tmp_path / "other", tmp_path / "more"):
        folder.mkdir()
    (tmp_path / "other/link").symlink_to(tmp_path)
    output = real_output(root, {}.get, ["../other/"])
    output.write("../other/b/a.md", b"x", durable=False)
    output.move("../other/b/a.md", "../other/c.md")
    assert (tmp_path / "other/c.md").read_bytes() == b"x"
    for path in ("../more/a.md", "../other/../a.md", "../other/link/a.md", "../a.md", "../other"):
        with pytest.raises(L10nError, match="leads out"):
            output.write(path, b"x", durable=False)
        with pytest.raises(L10nError, match="leads out"):
            output.move("../other/c.md", path)
    with pytest.raises(L10nError, match="leads out"):
        real_output(root, {}.get, ()).write("../other/c.md", b"y", durable=False)
    output.remove("../other/c.md")
    assert names(tmp_path / "other") == ["b", "link"]


@pytest.mark.parametrize("relative", ["../a.md", "/etc/l10n-test", "b/../../a.md", "link/a.md"])
def test_nothing_is_written_outside(tmp_path, relative):
    root = tmp_path / "site"
    (root / "b").mkdir(parents=True)
    (root / "link").symlink_to(tmp_path)
    refuse(root, relative, "leads out")
    with pytest.raises(L10nError, match="leads out"):
        remove_file(root, relative, expected=UNKNOWN)
    assert names(tmp_path) == ["site"]


def test_a_link_out_of_the_tree_is_not_written_through(tmp_path):
    root = tmp_path / "site"
    root.mkdir()
    secret = tmp_path / "secret"
    secret.write_bytes(b"old")
    (root / "a.md").symlink_to(secret)
    refuse(root, "a.md", "leads out")
    assert secret.read_bytes() == b"old"
    assert (root / "a.md").is_symlink()


def test_a_link_inside_the_tree_stays_a_link(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "a.md").symlink_to("real.md")
    assert write_bytes(tmp_path, "a.md", b"new", durable=False, expected=UNKNOWN)
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"
    remove_file(tmp_path, "a.md", expected=UNKNOWN)
    assert names(tmp_path) == ["real.md"]


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "a.md").symlink_to("a.md")
    refuse(tmp_path, "a.md", "leads to itself")


def test_a_root_that_is_a_link_is_the_folder_behind_it(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to("real")
    assert write_bytes(tmp_path / "root", "a.md", b"x", durable=False, expected=UNKNOWN)
    assert Path(inside(tmp_path / "root", "a.md")) == (tmp_path / "real/a.md").resolve()


def test_a_sibling_whose_name_begins_alike_is_outside(tmp_path):
    (tmp_path / "site").mkdir()
    with pytest.raises(L10nError):
        inside(tmp_path / "site", "../site-b/a.md")


def test_a_path_from_the_root_of_the_disk_is_outside(tmp_path):
    with pytest.raises(L10nError, match="leads out of the site"):
        inside(tmp_path, str(tmp_path.parent / "a.md"))
    with pytest.raises(L10nError, match="leads out of the site"):
        inside(tmp_path, "a/../../b.md")


def test_removing_is_idempotent_and_spares_folders(tmp_path):
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "b.md").mkdir()
    remove_file(tmp_path, "a.md", expected=UNKNOWN)
    remove_file(tmp_path, "a.md", expected=UNKNOWN)
    with pytest.raises(L10nError, match="folder"):
        remove_file(tmp_path, "b.md", expected=UNKNOWN)
    assert names(tmp_path) == ["b.md"]


def test_moving_never_overwrites(tmp_path):
    (tmp_path / "a.po").write_bytes(b"a")
    (tmp_path / "b.po").write_bytes(b"b")
    with pytest.raises(L10nError, match=r"in the way of a\.po"):
        move_file(tmp_path, "a.po", "b.po", expected=UNKNOWN)
    with pytest.raises(L10nError, match="leads out"):
        move_file(tmp_path, "a.po", "../c.po", expected=UNKNOWN)
    assert names(tmp_path) == ["a.po", "b.po"]
    move_file(tmp_path, "a.po", "c/d.po", expected=UNKNOWN)
    assert (tmp_path / "c/d.po").read_bytes() == b"a"
    assert names(tmp_path) == ["b.po", "c"]
    with pytest.raises(L10nError, match="no such file"):
        move_file(tmp_path, "a.po", "e.po", expected=UNKNOWN)


def test_a_full_disk_leaves_the_old_file(tmp_path):
    """A real small disk, mounted for this test where the system allows it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "l10n-test", str(disk)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("needs the right to mount a small disk")
    try:
        (disk / "a.md").write_bytes(b"old")
        with pytest.raises(L10nError, match="the disk is full: free some space"):
            write_bytes(disk, "a.md", b"x" * 200_000, durable=True, expected=UNKNOWN)
        assert names(disk) == ["a.md"]
        assert (disk / "a.md").read_bytes() == b"old"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from l10n.errors import L10nError
from l10n.disk.files import read_text
from l10n.disk.look import UNKNOWN
from l10n.disk.write import write_bytes
if os.getuid() == 0:
    os.setgid({nobody})
    os.setuid({nobody})
root = Path(sys.argv[1])
for act in (
    lambda: write_bytes(root, "locked/a.md", b"new", durable=True, expected=UNKNOWN),
    lambda: write_bytes(root, "locked/sub/b.md", b"new", durable=True, expected=UNKNOWN),
    lambda: read_text(root / "secret.md", "secret.md"),
):
    try:
        act()
    except L10nError as error:
        print(error)
"""


@pytest.fixture
def open_folder():
    """A folder that another user may enter; tmp_path is private."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_missing_permission_is_one_line(open_folder):
    root = open_folder
    (root / "locked").mkdir(parents=True)
    (root / "locked/a.md").write_bytes(b"old")
    (root / "secret.md").write_bytes(b"old")
    (root / "secret.md").chmod(0)
    (root / "locked").chmod(0o555)
    code = WITHOUT_RIGHTS.format(nobody=NOBODY)
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False
    )
    (root / "locked").chmod(0o755)
    lines = done.stdout.splitlines()
    assert done.stderr == ""
    assert len(lines) == 3
    assert lines[0].startswith("locked/a.md: ")
    assert lines[1].startswith("locked/sub/b.md: no permission")
    assert lines[2].startswith("secret.md: no permission")
    assert (root / "locked/a.md").read_bytes() == b"old"
    assert names(root / "locked") == ["a.md"]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.booleans())
def test_decoding_and_encoding_are_inverse(text, bom):
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    data = encode(text, bom=bom)
    assert decode(data, "a.md") == (text, bom)
    assert encode(text, bom=bom) == data


@pytest.mark.parametrize(
    ("data", "line", "clue"),
    [
        (b"\xff", 1, "byte 0xff is not UTF-8"),
        (b"a\nb\xe9c\n", 2, "byte 0xe9"),
        (b"a\r\nb\rc\n\xc3", 4, "byte 0xc3"),
        ("a\u2028b\x85".encode() + b"\xff", 1, "byte 0xff"),
        (b"a\n\xed\xa0\x80", 2, "byte 0xed"),  # a lone surrogate
        (b"a\n\n\0b", 3, "NUL"),
        ("é\n".encode("utf-16"), 1, "save the file as UTF-8"),
    ],
)
def test_a_bad_byte_has_its_line(data, line, clue):
    with pytest.raises(L10nError, match=clue) as caught:
        decode(data, "en/a.md")
    assert (caught.value.path, caught.value.line) == ("en/a.md", line)


def test_reading_keeps_line_ends_and_tells_of_the_mark(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\r")
    assert read_text(tmp_path / "a.md", "a.md") == ("a\r\nb\r", True)


def test_what_is_no_file_is_refused_and_never_hangs(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    clues = {"folder": "a folder", "pipe": "not a regular", "gone": "no such", "file/x": "not a f"}
    for name, clue in clues.items():
        with pytest.raises(L10nError, match=clue) as caught:
            read_text(tmp_path / name, name)
        assert caught.value.path == name


def test_is_there_counts_dangling_links(tmp_path):
    (tmp_path / "link").symlink_to("gone")
    assert is_there(tmp_path / "link", "link")
    assert not is_there(tmp_path / "gone", "gone")


def test_sweep_removes_our_leftovers_and_nothing_else(tmp_path):
    (tmp_path / "es/a").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    ours = ".l10n-0123456789abcdef.tmp"
    for folder in ("es", "es/a"):
        (tmp_path / folder / ours).touch()
    kept = [".git/" + ours, "es/.l10n-x.tmp", "es/x.tmp", "es/a.md", "es/.hidden"]
    for path in kept:
        (tmp_path / path).touch()
    (tmp_path / "outside").symlink_to(tmp_path / ".git")
    assert sweep(tmp_path, [".", "missing"]) == 2
    assert sweep(tmp_path, ["."]) == 0
    assert not (tmp_path / "es" / ours).exists()
    assert all((tmp_path / path).exists() for path in kept)


WRITER = """
import itertools, sys
from pathlib import Path
from l10n.disk.look import UNKNOWN
from l10n.disk.write import write_bytes
root = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    for name in ("a.md", "b/c.po"):
        data = bytes([65 + number % 26]) * 300_000
        write_bytes(root, name, data, durable=number % 8 == 0, expected=UNKNOWN)
"""


@pytest.mark.parametrize("rounds", [15, pytest.param(200, marks=pytest.mark.soak)])
def test_a_killed_writer_leaves_whole_files(tmp_path, rounds):
    moments = random.Random(7)
    leftovers = 0
    for _ in range(rounds):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout.readline() == b"ready\n"
            # The moment itself is what is tested; nothing is waited for.
            for _ in range(moments.randrange(200_000)):
                pass
            writer.send_signal(signal.SIGKILL)
        for path in (tmp_path / "a.md", tmp_path / "b/c.po"):
            if path.exists():
                data = path.read_bytes()
                assert len(data) == 300_000
                assert data == data[:1] * len(data)
        leftovers += sweep(tmp_path, ["."])
        assert {name for name in names(tmp_path) if name.startswith(".")} == set()
    # On a busy machine a few kills may all come too early; of many, some hit a write.
    assert leftovers or rounds < 100, "no kill came while a file was being written"
