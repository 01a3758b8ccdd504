"""Data files of every format, sound and damaged."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from catalogue.common.tables import workbooks
from catalogue.common.tables.faults import Fault, UnreadableFile
from explorer.frames.sample import DataSet
from explorer.sources import files

FRENCH = (
    "Année;Bibliothèque;Prêts;Température\n2024-01-01;Médiathèque de la Gare;1 234;3,5\n2024-02-01;Œuvre d’été;987;4\n"
)
FRAME = pd.DataFrame({"titre": ["Zoé", None], "n": [1, 2], "jour": pd.to_datetime(["2025-01-01", "2025-02-01"])})


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Read a file of these bytes under this name."""

    def read(name: str, content: bytes, sheet: str | None = None) -> DataSet:
        (tmp_path / name).write_bytes(content)
        return files.read(tmp_path / name, sheet)

    return read


@pytest.fixture
def fault_of(read: Any) -> Any:
    """Return what is wrong with a file, and the facts of it."""

    def fault_of(name: str, content: bytes) -> Any:
        with pytest.raises(UnreadableFile) as unreadable:
            read(name, content)
        return unreadable.value.fault, unreadable.value.facts

    return fault_of


@pytest.fixture
def save_file(tmp_path: Path) -> Any:
    """Return the bytes of the frame in a format that pandas writes."""

    def save_file(form: str, **options: Any) -> bytes:
        getattr(FRAME, f"to_{form}")(tmp_path / "saved.xlsx", index=False, **options)
        return (tmp_path / "saved.xlsx").read_bytes()

    return save_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859_15", "mac_roman"])
def test_the_encoding_and_the_delimiter_are_found_out(read: Any, encoding: Any) -> None:
    frame = read("x.csv", FRENCH.encode(encoding, "replace")).frame

    assert frame.columns.tolist() == ["Année", "Bibliothèque", "Prêts", "Température"]
    assert frame.loc[0, "Bibliothèque"] == "Médiathèque de la Gare"
    assert frame["Prêts"].tolist() == [1234, 987]
    assert frame["Température"].tolist() == [3.5, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_quoted_field_keeps_the_other_delimiters(read: Any, delimiter: Any) -> None:
    text = f'a{delimiter}b\n"x, y; z | w"{delimiter}2\n"line\nbreak"{delimiter}3\n'

    frame = read("x.tsv", text.encode()).frame

    assert frame["a"].tolist() == ["x, y; z | w", "line\nbreak"]
    assert frame["b"].tolist() == [2, 3]


def test_json_lines_are_read_whatever_their_name_says(read: Any) -> None:
    assert read("x.json", b'{"a": 1}\n{"a": 2}\n').frame["a"].tolist() == [1, 2]


def test_a_single_column_needs_no_delimiter(read: Any) -> None:
    assert read("x.txt", b"a\n1\n2\n").frame["a"].tolist() == [1, 2]


def test_a_head_alone_is_a_table_without_rows(read: Any) -> None:
    data = read("x.csv", b"a,b\n")

    assert (data.n_rows, data.frame.columns.tolist()) == (0, ["a", "b"])


def test_fields_beyond_the_head_get_a_number_and_names_used_twice_differ(read: Any) -> None:
    assert read("x.csv", b"a,a\n1,2,3\n").frame.columns.tolist() == ["a", "a (2)", "3"]


def test_a_file_that_turns_into_another_encoding_far_down_is_read_all_the_same(read: Any) -> None:
    content = b"a,b\n" + b"x,1\n" * 100_000 + "é,2\n".encode("cp1252")

    assert read("x.csv", content).n_rows == 100_001


def test_bytes_that_are_no_utf_8_far_down_spoil_nothing_but_themselves(read: Any) -> None:
    content = b"a;b\n" + "é;1\n".encode() * 100_000 + "à;2\n".encode("cp1252")

    frame = read("x.csv", content).frame

    assert frame["a"].unique().tolist() == ["é", "à"]


def test_rows_beyond_the_bound_are_drawn_at_random(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "N_ROWS", 100)
    text = "n\n" + "\n".join(str(n) for n in range(50_000))

    data = read("x.csv", text.encode())

    assert (len(data.frame), data.n_rows, data.is_sample) == (100, 50_000, True)
    assert data.frame["n"].max() > 25_000


def test_columns_beyond_the_bound_are_told(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "N_COLUMNS", 2)

    data = read("x.csv", b"a,b,c\n1,2,3\n")

    assert (data.frame.columns.tolist(), data.n_columns) == (["a", "b"], 3)


@pytest.mark.parametrize(
    "document",
    [
        [{"a": 1, "b": "x"}, {"a": 2}],
        {"n": 2, "books": [{"a": 1, "b": "x"}, {"a": 2}]},
        {"a": [1, 2], "b": ["x", None]},
        {"a": {"0": 1, "1": 2}, "b": {"0": "x", "1": None}},
        {"first": {"a": 1, "b": "x"}, "second": {"a": 2}},
    ],
)
def test_a_document_has_its_rows_in_one_of_these_shapes(read: Any, document: Any) -> None:
    frame = read("x.json", json.dumps(document).encode()).frame

    assert frame["a"].tolist() == [1, 2]
    assert frame["b"].fillna("–").tolist() == ["x", "–"]


def test_objects_in_a_row_become_columns_one_level_deep_and_dates_are_dates(read: Any) -> None:
    row = {"lieu": {"ville": "Pau", "ici": {"x": 1}}, "mots": ["é"], "le": "2025-01-31"}
    frame = read("x.jsonl", json.dumps(row).encode() + b"\n\n").frame

    assert frame.loc[0, ["lieu.ville", "lieu.ici", "mots"]].tolist() == ["Pau", '{"x": 1}', '["é"]']
    assert frame["le"].dt.day.tolist() == [31]


def test_parquet_and_excel_keep_their_types(read: Any, save_file: Any) -> None:
    for name, content in (("x.parquet", save_file("parquet")), ("x.xlsx", save_file("excel"))):
        frame = read(name, content).frame
        assert frame["titre"].fillna("–").tolist() == ["Zoé", "–"]
        assert frame["n"].sum() == 3
        assert frame["jour"].dt.month.tolist() == [1, 2]


def test_rows_of_parquet_are_drawn_from_the_whole(
    read: Any, save_file: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "N_ROWS", 50)
    pd.DataFrame({"n": range(200_000)}).to_parquet(tmp_path / "big.parquet")

    data = files.read(tmp_path / "big.parquet")

    assert (len(data.frame), data.n_rows) == (50, 200_000)
    assert data.frame["n"].is_monotonic_increasing
    assert data.frame["n"].max() > 100_000


def test_a_workbook_has_sheets_to_choose_from(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "x.xlsx") as workbook:
        FRAME.to_excel(workbook, sheet_name="Été", index=False)
        FRAME.head(1).to_excel(workbook, sheet_name="Hiver", index=False)

    assert files.sheets(tmp_path / "x.xlsx") == ["Été", "Hiver"]
    assert files.read(tmp_path / "x.xlsx", "Hiver").n_rows == 1


@pytest.mark.parametrize(
    ("name", "content", "fault", "facts"),
    [
        ("x.csv", b"", Fault.EMPTY, {}),
        ("x.csv", b"\n\n", Fault.EMPTY, {}),
        ("x.csv", b"\x89PNG\r\n\x1a\n\x00\x00", Fault.NOT_TEXT, {}),
        ("x.csv", b"a,b\n1,2\n1,2,3\n", Fault.BAD_LINE, {"line": 3}),
        ("x.csv", b'a,b\n1,2\n"1,2\n3,4\n', Fault.BAD_LINE, {"line": 3}),
        ("x.csv", b'"a,b\n1,2\n', Fault.BAD_LINE, {"line": 1}),
        ("x.csv", b'a,b\n1,"' + b"x" * (17 << 20) + b'"\n', Fault.BAD_LINE, {"line": 2}),
        ("x.json", b'[{"a": 1},\n}', Fault.BAD_JSON, {"line": 2}),
        ("x.json", b"[" * 100_000, Fault.TOO_DEEP, {}),
        ("x.json", b"[1" + b"0" * 5_000 + b"]", Fault.DAMAGED, {"format": "JSON"}),
        ("x.json", b'{"a": 1}\n{"a": \n', Fault.BAD_JSON, {"line": 2}),
        ("x.json", b"[]", Fault.EMPTY, {}),
        ("x.json", b"7", Fault.NO_TABLE, {}),
        ("x.json", b'{"a": [{"x": 1}], "b": [{"y": 1}]}', Fault.NO_TABLE, {}),
        ("x.json", b"\xe9", Fault.NOT_TEXT, {}),
        ("x.jsonl", b'{"a": 1}\n\noops\n', Fault.BAD_JSON, {"line": 3}),
        ("x.jsonl", b"\xe9\n", Fault.NOT_TEXT, {}),
        ("x.parquet", b"PAR1 and no more", Fault.DAMAGED, {"format": "Parquet"}),
        ("x.xlsx", b"PK\x03\x04 and no more", Fault.DAMAGED, {"format": "Excel"}),
        ("x.xls", b"no workbook", Fault.DAMAGED, {"format": "Excel"}),
        ("x.gif", b"GIF89a", Fault.UNKNOWN_FORMAT, {}),
    ],
)
def test_what_is_wrong_with_a_file_is_told(fault_of: Any, name: Any, content: Any, fault: Any, facts: Any) -> None:
    assert fault_of(name, content) == (fault, facts)


def test_half_a_file_is_damaged(fault_of: Any, save_file: Any) -> None:
    for name, content in (("x.parquet", save_file("parquet")), ("x.xlsx", save_file("excel"))):
        assert fault_of(name, content[: len(content) // 2])[0] is Fault.DAMAGED


def test_a_file_larger_than_its_format_allows_is_not_opened(fault_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.MEGABYTES, "json", 1)

    assert fault_of("x.json", b" " * (2 << 20)) == (Fault.TOO_LARGE, {"size": 2, "limit": 1})


def test_a_workbook_that_unpacks_without_end_is_not_opened(
    fault_of: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workbooks, "UNPACKED", 1)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"\0" * (3 << 20))

    assert fault_of("x.xlsx", (tmp_path / "bomb.xlsx").read_bytes()) == (Fault.TOO_LARGE, {"size": 3, "limit": 1})


def test_a_file_that_is_gone_or_forbidden_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        files.read(tmp_path / "gone.csv")
    assert unreadable.value.fault is Fault.GONE
    if os.geteuid():
        (tmp_path / "closed.csv").write_text("a\n1\n")
        (tmp_path / "closed.csv").chmod(0)
        with pytest.raises(UnreadableFile) as unreadable:
            files.read(tmp_path / "closed.csv")
        assert unreadable.value.fault is Fault.FORBIDDEN


def test_a_file_that_was_written_again_has_another_version(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n")
    before = files.version(path)
    path.write_text("a\n1\n2\n")

    assert files.version(path) != before
