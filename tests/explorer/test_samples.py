"""The data sets that come with the explorer."""

from pathlib import Path
from typing import Any

import pytest

from explorer import samples
from explorer.frames.kinds import ColumnKind, columns_of
from explorer.sources import files

FILES = sorted(samples.DATA.glob("*.csv"))


def test_the_script_makes_the_files_that_are_there(tmp_path: Path) -> None:
    samples.write(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in FILES
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_has_something_to_look_at_and_says_that_it_is_made_up(path: Any) -> None:
    data = files.read(path)

    assert data.n_rows >= 300
    assert len(columns_of(data.frame, ColumnKind.NUMBER)) >= 3
    assert len(columns_of(data.frame, ColumnKind.TEXT)) >= 3
    assert len(columns_of(data.frame, ColumnKind.DATE)) == 1
    assert "made-up" in path.name or "inventee" in path.name
    assert f"`{path.name}` | {data.n_rows:,}" in (samples.DATA / "README.md").read_text()
