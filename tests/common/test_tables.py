"""Tables in files, read as rows; the explorer's tests of whole files are in tests/explorer/sources/test_files.py."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalogue.common.tables.delimited import detect_dialect, read_rows
from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.common.tables.json_values import read_json
from catalogue.common.tables.workbooks import list_sheets, read_sheet


@pytest.fixture
def rows_of(tmp_path: Path) -> Any:
    """Return the rows of a file of lines and fields."""

    def rows_of(content: bytes) -> list[list[str]]:
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        return list(read_rows(path, detect_dialect(path)))

    return rows_of


def test_the_names_come_first_and_empty_lines_are_left_out(rows_of: Any) -> None:
    assert rows_of(b"\n a;b\n\n1; x\n2\n") == [["a", "b"], ["1", "x"], ["2"]]


def test_names_have_a_field_for_each_of_the_first_row(rows_of: Any) -> None:
    assert rows_of(b"a\n1,2\n") == [["a", ""], ["1", "2"]]


def test_guards_come_off_the_names_and_stay_on_the_fields(rows_of: Any) -> None:
    assert rows_of(b"'=a,b\n'-1,2\n") == [["=a", "b"], ["'-1", "2"]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2\n1,2,3\n", 3),
        (b'a,b\n"1\n2",3\n4,5,6\n', 4),
        (b'a,b\n1,2\n3,"4\n5,6\n', 3),
        (b'"a,b\n1,2\n', 1),
        (b'a,b\n1,2\n3,"', 3),
    ],
)
def test_a_row_that_cannot_be_is_named_by_the_line_on_which_it_begins(rows_of: Any, content: Any, line: Any) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        rows_of(content)

    assert (unreadable.value.fault, unreadable.value.facts) == (Fault.BAD_LINE, {"line": line})


def test_a_sheet_has_its_rows_that_are_not_empty(tmp_path: Path) -> None:
    book, file = openpyxl.Workbook(), BytesIO()
    book.active.append(["a", "b"])
    book.active.append([])
    book.active.append([1, None])
    book.save(file)
    (tmp_path / "x.xlsx").write_bytes(file.getvalue())

    assert list_sheets(tmp_path / "x.xlsx") == ["Sheet"]
    assert list(read_sheet(tmp_path / "x.xlsx")) == [["a", "b"], [1, ""]]


def test_a_document_has_rows(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"n": 2, "books": [{"a": 1}, {"a": 2}]}')

    assert list(read_json(tmp_path / "x.json")) == [{"a": 1}, {"a": 2}]


def test_readers_need_no_pandas() -> None:
    modules = ", ".join(f"catalogue.common.tables.{name}" for name in ("delimited", "json_values", "workbooks"))

    subprocess.run([sys.executable, "-c", f"import sys, {modules}; assert 'pandas' not in sys.modules"], check=True)
