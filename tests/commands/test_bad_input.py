"""Bad input, each in one clear line: the rest of the run is done, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading

import pytest

from l10n.disk.lock import run_lock
from tests.sites import (
    BUS,
    SETTINGS,
    VISA,
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

GUIDE = "content/en/peru/visa.md"
PAGE = "content/es/peru/visa.md"
CATALOG = "locales/es/peru-visa.po"
KEY_LINE = "translationKey: peru-visa"


def _front(line: str) -> str:
    """Return the guide with a line added to its front matter, as the fifth of the file."""
    return VISA.replace("weight: 3", line)


def _key(value: str) -> str:
    return VISA.replace(KEY_LINE, f"translationKey: {value}")


def _laughs() -> str:
    """Return nine lists, each of nine times the one before."""
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines)


def _merges() -> str:
    lines = ["m0: &m0 {x: 1}"]
    lines += [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 60)]
    return "\n".join(lines)


# The guide as it becomes, and the beginning of what is said about it.
BAD_GUIDES: dict[str, tuple[str | bytes, str]] = {
    "invalid UTF-8": (VISA.encode() + b"caf\xe9\n", ":23: error: byte 0xe9 is not UTF-8: save"),
    "UTF-16": (VISA.encode("utf-16"), ":1: error: byte 0xff is not UTF-8: save the file as UTF-8"),
    "NUL": (VISA.replace("# Visas", "# Vi\0sas"), ":8: error: a NUL character: remove it"),
    "unclosed front matter": (VISA.replace("3\n---\n", "3\n"), ":1: error: "),
    "a conflict": (
        _front("<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs"),
        ":5: error: unresolved merge conflict: keep one side",
    ),
    "half a conflict": (
        _front("<<<<<<< ours\na: 1"),
        ": error: the front matter is not valid YAML",
    ),
    "a conflict in the text": (
        VISA.replace("# Visas", "<<<<<<< HEAD\n# A\n=======\n# B\n>>>>>>> b"),
        ":8: error: unresolved merge conflict: keep one side",
    ),
    "a doubtful key": (_front("a: b: c\ntranslationKey: b"), ":5: error: the front matter is not"),
    "keys that differ": (_front("title: Other"), ":5: error: title is on line 2 and again on"),
    "a key that is a number": (_key("12"), ":3: error: translationKey is a number"),
    "a key that is a boolean": (_key("yes"), ":3: error: translationKey is a boolean"),
    "a key that is a list": (_key("[a]"), ":3: error: translationKey is a list"),
    "a key that is a date": (_key("2024-01-01"), ":3: error: translationKey is a date"),
    "an empty key": (_key(""), ":3: error: translationKey is empty"),
    "a path separator": (_key("a/b"), ":3: error: translationKey has a path separator"),
    "a backslash": (_key(r"a\b"), ":3: error: translationKey has a path separator"),
    "two dots": (_key('".."'), ":3: error: translationKey begins with a dot"),
    "a way out": (_key("../../../etc/x"), ":3: error: translationKey has a path separator"),
    "a control character": (_key(r'"a\u0007b"'), ":3: error: translationKey has an invisible"),
    "a leading dot": (_key(".hidden"), ":3: error: translationKey begins with a dot"),
    "300 bytes": (_key("k" * 300), ":3: error: translationKey is over 252 bytes long"),
    "a device": (_key("con"), ":3: error: translationKey is the name of a device on Windows"),
    "a device with a suffix": (_key("NUL.x"), ":3: error: translationKey is the name of a device"),
    "a key in other case": (_key("Bus"), ": error: the key "),
    "a key in another normal form": (_key('"cafe\\u0301"'), ": error: the key "),
    "another guide's key": (_key("bus"), ": error: the key bus is also that of "),
}
# The same, where only the front matter cannot be read.
BAD_FRONTS: dict[str, tuple[str, str]] = {
    "front matter is a list": ("---\n- a\n- b\n---\n\nText.\n", ":2: warning: "),
    "front matter is a text": ("---\njust text\n---\n\nText.\n", ":2: warning: "),
    "front matter is not YAML": (_front("a: b: c"), ":5: warning: the front matter is not valid"),
    "a tab in the front matter": (_front("a:\n\t- b"), ": warning: the front matter is not valid"),
    "depth": (_front("a: " + "[" * 50_000), ":5: warning: "),
    "depth in blocks": (_front("\n".join(" " * n + "a:" for n in range(2000))), ": warning: "),
    "an alias bomb": (_front(_laughs()), ": warning: the front matter is larger than"),
    "a merge bomb": (_front(_merges()), ": warning: the front matter is larger than"),
    "an alias in itself": (_front("a: &a [*a]"), ": warning: "),
    "an unknown alias": (_front("a: *nobody"), ":5: warning: "),
    "TOML that is none": ("+++\ntitle = 'x\n+++\n\nText.\n", ":2: warning: not valid TOML: "),
    "JSON that is none": ('{"title": 1.}\n\nText.\n', ":1: warning: not valid JSON: "),
}


@pytest.fixture
def site(tmp_path):
    guides = {"peru/visa.md": VISA, "zz.md": BUS, "bus.md": BUS, "café.md": BUS}
    return build_translated_site(tmp_path / "site", guides=guides)


@pytest.mark.parametrize("name", BAD_GUIDES)
def test_a_bad_guide(site, name):
    text, message = BAD_GUIDES[name]
    before = snapshot(site)
    write(site, GUIDE, text)
    write(site, "content/en/zz.md", BUS + "\nOne more paragraph.\n")
    done = run(site, "sync", "-q")
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert message in line
    assert "peru/visa.md" in line
    assert done.err == ""
    after = snapshot(site)
    assert set(after) == set(before)
    changed = {path for path in before if before[path] != after[path]} - {GUIDE}
    assert changed - {"locales/published.txt"} == {
        "content/en/zz.md",
        *(f"content/{tag}/zz.md" for tag in ("es", "pt")),
        *(f"locales/{tag}/zz.po" for tag in ("es", "pt")),
    }
    write(site, GUIDE, VISA)
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert all(snapshot(site)[path] == before[path] for path in (GUIDE, PAGE, CATALOG))


@pytest.mark.parametrize("name", BAD_FRONTS)
def test_a_bad_front_matter_is_copied_and_the_text_translated(site, name):
    text, message = BAD_FRONTS[name]
    before = snapshot(site)
    write(site, GUIDE, text + "\nOne more paragraph.\n")
    done = run(site, "sync")
    assert done.code == 0
    (line,) = [line for line in done.out.splitlines() if "[bad-front-matter]" in line]
    assert message in line
    assert "peru/visa.md" in line
    assert "the front matter stays as it is, untranslated" in line
    after = snapshot(site)
    if KEY_LINE in text:
        assert b'msgid "One more paragraph."' in after[CATALOG]
        page = after[PAGE].decode()
        assert page.startswith(text.partition("\n---\n")[0])
        assert page != (site / GUIDE).read_text("utf-8")
    write(site, GUIDE, VISA)
    assert run(site, "sync", "-q").code == 0
    assert all(snapshot(site)[path] == before[path] for path in (GUIDE, PAGE))


@pytest.mark.parametrize("line", ["a: !!python/object/apply:os.system [x]", "date: 2024-13-45"])
def test_a_value_that_is_none_is_copied_and_the_texts_translated(site, line):
    write(site, GUIDE, _front(line))
    done = run(site, "sync")
    assert done.code == 0
    (told,) = [each for each in done.out.splitlines() if "[bad-front-matter]" in each]
    assert f"{GUIDE}:5: warning: " in told
    assert "untranslated" not in told
    page = (site / PAGE).read_text("utf-8")
    assert line in page
    assert "title: Vísás fór Pérú\n" in page


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_guide_is_a_warning(site, text):
    before = snapshot(site)
    write(site, GUIDE, text)
    done = run(site, "sync")
    assert done.code == 0
    assert f"{GUIDE}: warning: the file is empty: write the guide, or remove" in done.out
    assert snapshot(site) == before | {GUIDE: text.encode()}


def test_keys_that_agree_are_a_warning(site):
    write(site, GUIDE, _front(KEY_LINE))
    done = run(site, "sync")
    assert done.code == 0
    expected = "translationKey is on line 3 and again on line 5, with the same value: delete one"
    assert f"{GUIDE}:5: warning: {expected}" in done.out
    page = (site / PAGE).read_text(encoding="utf-8")
    assert page.count(KEY_LINE) == 2


@pytest.mark.parametrize("name", [*BAD_GUIDES, *BAD_FRONTS])
def test_a_bad_page_is_kept(site, name):
    text, _ = (BAD_GUIDES | BAD_FRONTS)[name]
    write(site, PAGE, text)
    translate(site, "es", "peru-visa", lambda msgid: msgid.upper())
    before = (site / PAGE).read_bytes()
    done = run(site, "sync")
    assert (site / PAGE).read_bytes() == before
    assert "Traceback" not in done.err
    assert done.code == 1


def test_an_example_of_a_conflict_is_text(site):
    write(site, GUIDE, f"{VISA}\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n```\n")
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert ">>>>>>> b" in (site / PAGE).read_text("utf-8")


def test_conflicts_may_be_taken_for_text(site):
    text = f"{VISA}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n"
    write(site, GUIDE, text)
    assert run(site, "sync", "-q").code == 1
    write(site, GUIDE, text.replace("weight: 3", "# l10n: ignore conflict-markers"))
    assert run(site, "sync", "-q").code == 0
    write(site, GUIDE, text)
    settings = (site / "l10n.toml").read_text("utf-8")
    write(site, "l10n.toml", f'{settings}\n[checks]\nskip = ["conflict-markers"]\n')
    assert run(site, "sync", "-q").code == 0
    assert ">>>>>>> b" in (site / PAGE).read_text("utf-8")


# Catalogs.

ENTRY = 'msgid "Visas"\nmsgstr "Vísás"\n'
BAD_CATALOGS: dict[str, tuple[str, str | bytes]] = {
    "an unfinished string": ('msgstr "Vísás"', 'msgstr "Vísás'),
    "a keyword with a typo": (ENTRY, ENTRY.replace("msgstr", "msgsrt")),
    "a text twice": (ENTRY, ENTRY + "\n" + ENTRY.replace("Vísás", "Pérmísós")),
    "no msgstr": (ENTRY, 'msgid "Visas"\n'),
    "text outside of strings": (ENTRY, ENTRY + "hello\n"),
    "an unknown escape": ('msgstr "Vísás"', r'msgstr "V\qsas"'),
    "a conflict": (ENTRY, f"<<<<<<< ours\n{ENTRY}=======\n{ENTRY}>>>>>>> theirs\n"),
    "invalid UTF-8": ('msgstr "Vísás"', 'msgstr "V\udcffsas"'),
    "a NUL": ('msgstr "Vísás"', 'msgstr "V\0sas"'),
    "half of the file": (ENTRY, "\udc00CUT"),
}


@pytest.mark.parametrize("name", BAD_CATALOGS)
def test_a_damaged_catalog(site, name):
    old, new = BAD_CATALOGS[name]
    text = (site / CATALOG).read_text(encoding="utf-8")
    assert text.count(old) == 1
    damaged = text.replace(old, new).partition("\udc00CUT")[0].encode(errors="surrogateescape")
    if name == "half of the file":
        damaged += b'msgid "Vis'
    before = snapshot(site) | {CATALOG: damaged}
    write(site, CATALOG, damaged)
    write(site, "content/en/zz.md", BUS + "\nOne more paragraph.\n")
    for line in ("sync", "extract", "merge", "coverage"):
        done = run(site, line, "-q")
        assert done.code == 1
        assert re.fullmatch(rf"{CATALOG}:\d+: error: .*\n", done.out), done.out
        assert done.err == ""
    after = snapshot(site)
    assert {path for path in after if "visa" in path and after[path] != before[path]} == set()
    assert "One more paragraph." in after["locales/es/zz.po"].decode()
    assert "One more paragraph." in after["content/es/zz.md"].decode()


def test_a_catalog_that_is_a_folder(site):
    (site / CATALOG).unlink()
    (site / CATALOG).mkdir()
    done = run(site, "sync", "-q")
    assert done.code == 1
    assert done.out == (f"{CATALOG}: error: this is a folder, not a file: rename it [refused]\n")


# Files and folders.


def test_a_folder_with_the_name_of_a_guide(site):
    write(site, "content/en/folder.md/inside.md", BUS)
    done = run(site, "sync", "-q")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("content/en/folder.md: error: a folder has the name of a guide")
    assert (site / "locales/es/folder.md/inside.po").exists()


def test_links_out_of_the_tree(site, tmp_path):
    write(tmp_path, "outside.md", "# Secret\n")
    (site / "content/en/link.md").symlink_to(tmp_path / "outside.md")
    (site / "content/en/folder").symlink_to(tmp_path)
    before = snapshot(site)
    done = run(site, "sync", "-q")
    assert done.code == 1
    assert re.findall(
        r"^content/en/(\S+): error: a symbolic link leads out", done.out, re.MULTILINE
    ) == [
        "folder",
        "link.md",
    ]
    assert snapshot(site) == before


@pytest.mark.parametrize("path", [CATALOG, PAGE, "locales/published.txt"])
def test_a_link_in_the_place_of_a_target_leads_nowhere_outside(site, tmp_path, path):
    outside = tmp_path / "outside"
    outside.write_bytes((site / path).read_bytes())
    (site / path).unlink()
    (site / path).symlink_to(outside)
    before = outside.read_bytes()
    write(site, GUIDE, VISA.replace("Fill in", "Complete"))
    done = run(site, "sync", "-q")
    assert done.code in (1, 2)
    assert path in done.out + done.err
    assert outside.read_bytes() == before


def test_a_folder_of_catalogs_that_leads_outside(site, tmp_path):
    shutil.move(site / "locales/es", tmp_path / "es")
    (site / "locales/es").symlink_to(tmp_path / "es")
    before = snapshot(tmp_path / "es")
    write(site, GUIDE, VISA.replace("Fill in", "Complete"))
    done = run(site, "sync", "-q")
    assert done.code == 1
    assert "this path leads out of the site's folder" in done.out
    assert snapshot(tmp_path / "es") == before


@pytest.mark.parametrize("path", [CATALOG, PAGE])
def test_a_read_only_target(site, path):
    (site / path).chmod(0o444)
    before = (site / path).read_bytes()
    write(site, GUIDE, VISA.replace("Fill in", "Complete"))
    write(site, "content/en/zz.md", BUS + "\nOne more paragraph.\n")
    done = run(site, "sync", "-q")
    assert done.code == 1
    assert (
        done.out
        == f"{path}: error: this file is read-only: allow writing with chmod u+w [refused]\n"
    )
    assert (site / path).read_bytes() == before
    assert "One more paragraph." in (site / "content/es/zz.md").read_text()


@pytest.mark.parametrize("folder", ["locales/es", "content/es/peru", "locales", "content/en", "."])
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_without_permission(site, folder, mode):
    write(site, GUIDE, VISA.replace("Fill in", "Complete"))
    shutil.rmtree(site / ".l10n")
    before = snapshot(site)
    (site / folder).chmod(mode)
    try:
        done = _run_without_privileges(site, "sync", "-q")
    finally:
        (site / folder).chmod(0o755)
    if (folder, mode) == ("content/en", 0o555):
        assert done == Run(0, "", "")
        return
    if (folder, mode) == (".", 0o555):  # nothing is to be made in it but .l10n
        assert (done.code, done.out) == (0, "")
        assert done.err.startswith("l10n: .l10n/lock: no permission")
        return
    assert done.code in (1, 2)
    assert "no permission" in done.out + done.err
    assert "Traceback" not in done.err
    assert all(line.count(": ") >= 2 for line in (done.out + done.err).splitlines())
    after = snapshot(site)
    assert {path for path in before if path not in after} == set()
    assert all(after[path] == before[path] for path in before if path.startswith("content/en"))


def _run_without_privileges(site, *arguments) -> Run:
    """Run as the user that owns the site, but without root's right to pass every permission."""
    words = command(*arguments)
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv, or not to be root")
        words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]
    done = subprocess.run(
        [*words, "--config", str(site / "l10n.toml")],
        cwd="/",
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of a few pages; only root may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    line = [mount or "mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or not mount or subprocess.run(line, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk):
    site = build_translated_site(small_disk / "site", guides={"bus.md": BUS, "zz.md": BUS})
    before = snapshot(site)
    more = "\n\n".join(f"Paragraph {number} of the guide." for number in range(300))
    write(site, "content/en/bus.md", f"{BUS}\n{more}\n")
    source = (site / "content/en/bus.md").read_bytes()
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        free = os.statvfs(small_disk)
        file.write(b"x" * (free.f_bavail * free.f_bsize - 8192))
    done = run(site, "sync", "-q")
    assert done.code in (1, 2)
    assert "the disk is full: free some space and run again" in done.out + done.err
    assert "Traceback" not in done.err
    after = snapshot(site)
    assert after["content/en/bus.md"] == source
    assert all(after[path] for path in before)
    assert not list(small_disk.rglob("*.tmp"))
    filler.unlink()
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert "Paragraph 299" in (site / "locales/es/bus.po").read_text()


def test_two_runs_at_once(site):
    """The second says so after a while; and two that begin together both do their work."""
    with run_lock(site):
        done = run_process(site, "sync")
        assert done.code == 2
        assert done.err == (
            "l10n: .l10n/lock: another l10n run is working here: "
            "wait until it ends, then run again\n"
        )
        assert run_process(site, "coverage").code == 0
    write(site, GUIDE, VISA.replace("Fill in", "Complete"))
    runs: list[Run] = []
    threads = [
        threading.Thread(target=lambda: runs.append(run_process(site, "sync", "-q")))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runs == [Run(0, "", "")] * 2
    assert run(site, "extract", "--check").code == 0
    assert run(site, "merge", "--check").code == 0


def test_no_source_folder(tmp_path):
    site = build_site(tmp_path, guides={})
    done = run(site, "sync")
    assert done.code == 2
    assert done.err == (
        "l10n: content/en: no folder of source guides: create it, or correct content in l10n.toml\n"
    )


def test_no_folder_of_data_files(tmp_path):
    settings = f'{SETTINGS}\n[[data]]\nsource = "i18n/{{lang}}.toml"\n'
    site = build_site(tmp_path, settings=settings)
    done = run(site, "sync")
    assert done.code == 2
    assert done.err == (
        "l10n: i18n: no folder of data files: create it, or correct source in [[data]] in "
        "l10n.toml\n"
    )
