"""Frames as CSV files."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from explorer.frames.csv_file import write_csv
from explorer.sources import files

FRAME = pd.DataFrame(
    {
        "=title": ["=HYPERLINK(0)", "'=x", "-", "Zoé"],
        "change": [-5, 3, None, 0],
        "share": [-0.5, 1.25, 3.5, None],
        "day": pd.to_datetime(["2025-01-31", "2025-02-01", None, "2025-02-02"]),  # type: ignore[arg-type]
    }
).astype({"change": "Int64"})


def test_texts_and_names_are_guarded_and_numbers_are_not() -> None:
    head, first, *_ = csv.reader(StringIO(write_csv(FRAME).decode("utf-8-sig")))

    assert head == ["'=title", "change", "share", "day"]
    assert first == ["'=HYPERLINK(0)", "-5", "-0.5", "2025-01-31"]


def test_a_category_or_an_object_that_is_text_is_guarded() -> None:
    frame = pd.DataFrame({"kind": pd.Categorical(["@a"]), "any": pd.Series(["+b"], dtype="object")})

    assert write_csv(frame).decode("utf-8-sig") == "kind,any\r\n'@a,'+b\r\n"


def test_a_file_is_read_again_as_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(write_csv(FRAME))

    frame = files.read(tmp_path / "x.csv").frame

    pd.testing.assert_frame_equal(frame, FRAME.astype({"share": "Float64"}), check_dtype=False)


@pytest.mark.parametrize("text", ["-5", "+5", "=5", "@x", "\tx", "'-5"])
def test_a_guarded_text_is_read_as_text(tmp_path: Path, text: Any) -> None:
    (tmp_path / "x.csv").write_bytes(write_csv(pd.DataFrame({"a": [text, "-7"], "n": [1, 2]})))

    assert files.read(tmp_path / "x.csv").frame["a"].tolist() == [text, "-7"]
