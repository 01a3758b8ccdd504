"""Hostile and huge data files, read where they can do no harm."""

import json
import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalogue.common.tables.faults import Fault, UnreadableFile
from explorer.messages.pages import DATA
from explorer.sources import files, limits, sandbox

SOUND = b"a;n\nx;1\ny;2\n"


@pytest.fixture
def keep_file(tmp_path: Path) -> Any:
    """Write a file and return where it is."""

    def keep_file(name: str, content: bytes) -> Any:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return keep_file


def workbook(*cells: str) -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    for cell in cells:
        book.active[cell] = 1
    book.save(file)
    return file.getvalue()


def change_workbook(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with one of its parts changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(old, new) if name == part else text)
    return file.getvalue()


def styled_rows(n: int) -> bytes:
    rows = "".join(f'<row r="{i}" s="0" customFormat="1"><c r="Z{i}" s="0"/></row>' for i in range(3, n))
    return change_workbook(
        workbook("A1", "A2"), "xl/worksheets/sheet1.xml", b"</sheetData>", rows.encode() + b"</sheetData>"
    )


def bomb(n_megabytes: int) -> bytes:
    filling = b" " * (n_megabytes << 20)
    return change_workbook(workbook("A1"), "xl/worksheets/sheet1.xml", b"</sheetData>", filling + b"</sheetData>")


def nulls(n_rows: int) -> bytes:
    file, table = BytesIO(), pa.table({"a": pa.nulls(1 << 20, pa.int64())})
    with pq.ParquetWriter(file, table.schema) as writer:
        for _ in range(n_rows >> 20):
            writer.write_table(table)
    return file.getvalue()


def nested(depth: int) -> bytes:
    return b'[{"a":' + b"[" * depth + b"1" + b"]" * depth + b"}]"


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("corner.xlsx", workbook("A1", "XFD1048576"), Fault.TOO_MUCH),
        ("bomb.xlsx", bomb(310), Fault.TOO_LARGE),
        ("deep.json", nested(900), Fault.TOO_DEEP),
        ("deeper.json", nested(100_000), Fault.TOO_DEEP),
        ("deep.jsonl", nested(100_000), Fault.TOO_DEEP),
        ("junk.csv", os.urandom(10_000) + b"\0", Fault.NOT_TEXT),
        ("junk.ods", os.urandom(10_000), Fault.DAMAGED),
        ("junk.parquet", b"PAR1" + os.urandom(10_000) + b"PAR1", Fault.DAMAGED),
        ("none.gif", b"GIF89a", Fault.UNKNOWN_FORMAT),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_hostile_file_gets_a_sentence_and_the_next_one_is_read(
    keep_file: Any, name: Any, content: Any, fault: Any
) -> None:
    path, sound = keep_file(name, content), keep_file("sound.csv", SOUND)

    with pytest.raises(UnreadableFile) as unreadable:
        sandbox.read(path)

    assert unreadable.value.fault == fault
    for words in DATA.values():
        assert words.faults[fault].format(**unreadable.value.facts)
    assert sandbox.read(sound).frame["n"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "content", "n_rows", "n_columns"),
    [
        ("wide.csv", ",".join(f"c{n}" for n in range(200_000)).encode() + b"\n" + b"1," * 199_999 + b"1\n", 1, 200_000),
        ("far.xlsx", workbook("A1", "A2", "XFD2"), 1, 16_384),
        ("styled.xlsx", styled_rows(20_000), 1, 1),
        ("long.parquet", nulls(100 << 20), 100 << 20, 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_giant_table_is_read_in_part(keep_file: Any, name: Any, content: Any, n_rows: Any, n_columns: Any) -> None:
    data = sandbox.read(keep_file(name, content))

    assert (data.n_rows, data.n_columns) == (n_rows, n_columns)
    assert data.frame.shape == (min(n_rows, files.N_ROWS), min(n_columns, files.N_COLUMNS))  # type: ignore[attr-defined]


def test_a_long_text_is_cut(keep_file: Any) -> None:
    data = sandbox.read(keep_file("x.json", json.dumps([{"a": "x" * 1_000_000}, {"a": "y"}]).encode()))

    assert data.frame["a"].str.len().tolist() == [files.N_SIGNS, 1]
    assert data.frame.loc[0, "a"].endswith("x…")  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [0, 3])
def test_a_frame_comes_through_as_it_was_read(keep_file: Any, n: Any, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "n": pd.Series([1, None, -3], dtype="Int64"),
            "share": [0.5, None, 2.0],
            "truth": pd.Series([True, None, False], dtype="boolean"),
            "text": ["a", None, "é"],
            "day": pd.to_datetime(["2025-01-31", None, "2025-02-01"]),  # type: ignore[arg-type]
            "moment": pd.to_datetime(["2025-01-31T10:00Z", None, "2025-02-01T10:00Z"]),  # type: ignore[arg-type]
        }
    ).head(n)
    frame.to_parquet(tmp_path / "x.parquet")

    data, expected = sandbox.read(tmp_path / "x.parquet"), files.read(tmp_path / "x.parquet")

    pd.testing.assert_frame_equal(data.frame, expected.frame)
    assert (data.n_rows, data.n_columns) == (expected.n_rows, expected.n_columns)


def test_several_readers_are_served_at_once(keep_file: Any) -> None:
    path, found = keep_file("sound.csv", SOUND), []
    readers = [Thread(target=lambda: found.append(sandbox.read(path).n_rows)) for _ in range(5)]

    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert found == [2] * 5


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The queue of the idle worker, empty."""
    queue = Queue(1)  # type: ignore[var-annotated]
    monkeypatch.setattr(sandbox, "_idle", queue)
    yield queue
    sandbox._end_idle()


def test_a_file_that_takes_too_long_is_given_up(keep_file: Any, idle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE", 0)  # A worker takes longer than that to start.

    with pytest.raises(UnreadableFile) as unreadable:
        sandbox.read(keep_file("sound.csv", SOUND))

    assert (unreadable.value.fault, unreadable.value.facts) == (Fault.TOO_SLOW, {"seconds": limits.SECONDS})
    assert idle.empty()


def test_a_worker_is_used_again_while_it_is_alive(keep_file: Any, idle: Any) -> None:
    path = keep_file("sound.csv", SOUND)
    sandbox.read(path)
    (worker,) = idle.queue

    assert sandbox.sheets(path) == []
    assert list(idle.queue) == [worker]

    worker.kill()
    worker.wait()
    assert sandbox.read(path).n_rows == 2
    assert list(idle.queue) != [worker]
