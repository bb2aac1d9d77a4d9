"""Work as bytes: what is cached stays behind, and what is not as it was packed is refused."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from l10n.disk.kept import Kept
from l10n.errors import L10nError

if find_spec("cloudpickle") is None:
    pytest.skip("needs dask: pip install 'l10n-markdown[dask]'", allow_module_level=True)

from l10n.disk.parcel import compare_versions, own_versions, pack, unpack

LARGE = 100_000


def test_work_that_is_made_while_the_program_runs_is_packed_without_what_it_keeps(
    tmp_path: Path,
) -> None:
    kept: Kept[int, str] = Kept({0: "x" * LARGE})

    @lru_cache(maxsize=3)
    def read(number: int) -> str:
        return str(number) * LARGE

    read(7)
    work = unpack(pack(lambda number: iter((len(kept), read(number)[:2])), tmp_path))
    assert list(work(4)) == [0, "44"]
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < LARGE


def test_a_file_that_is_another_one_is_not_used(tmp_path: Path) -> None:
    parcel = pack(iter, tmp_path)
    other = pack(lambda number: iter((number,)), tmp_path)
    Path(parcel.path).write_bytes(Path(other.path).read_bytes())
    with pytest.raises(L10nError, match="another file"):
        unpack(parcel)
    with pytest.raises(L10nError, match="no such file"):
        unpack(other._replace(path=f"{other.path}x"))


def test_other_versions_do_not_do_the_work(tmp_path: Path) -> None:
    own = own_versions()
    assert compare_versions(own, own) == ""
    assert compare_versions(("l10n 1", "Python 3.11"), ("l10n 1", "Python 3.12")) == (
        "Python 3.12 there, Python 3.11 here"
    )
    parcel = pack(iter, tmp_path)._replace(versions=("l10n 0.0.1", *own[1:]))
    with pytest.raises(L10nError, match=r"a worker that came later .* l10n 0\.0\.1 here"):
        unpack(parcel)
