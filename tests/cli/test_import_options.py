"""Options of `catalogue import` for records that match a book, and for those that are refused."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a file of records and return its path: `write([{"titre": "Nana"}])`."""

    def write_json(records: Any) -> Path:
        path = tmp_path / "books.json"
        path.write_text(json.dumps(records), encoding="utf-8")
        return path

    return write_json


def test_refused_records_are_written_mended_and_imported(run: Any, write: Any, tmp_path: Path, client: Any) -> None:
    path, rejects = write([{"id": 1, "titre": "Nana"}, {"id": 2, "auteur": "Zola"}]), tmp_path / "rejects.jsonl"

    assert run("import", "--rejects", rejects, path).exit_code == 1

    (record,) = map(json.loads, rejects.read_text(encoding="utf-8").splitlines())
    assert record["_refused"] == {"position": 2, "reason": "title: this field is required"}
    rejects.write_text(json.dumps(record | {"titre": "Germinal"}), encoding="utf-8")
    assert run("import", "--source", "books.json", rejects).stdout == (
        f"{rejects}: 1 read, 1 created, 0 unchanged, 0 refused\n"
    )
    assert run("import", "--source", "books.json", rejects).stdout.endswith("1 unchanged, 0 refused\n")
    assert [book["title"] for book in client.get("/api/books").json] == ["Germinal", "Nana"]


def test_nothing_refused_leaves_no_file(run: Any, write: Any, tmp_path: Path) -> None:
    assert run("import", "--rejects", tmp_path / "rejects.jsonl", write([{"titre": "Nana"}])).exit_code == 0
    assert not (tmp_path / "rejects.jsonl").exists()


def test_what_was_updated_and_what_was_kept_is_said(run: Any, write: Any, client: Any) -> None:
    run("import", write([{"id": 1, "titre": "Nana", "éditeur": "Charpentier"}]))
    client.patch("/api/books/1", json={"publisher": "Ours"})
    path = write([{"id": 1, "titre": "Nana !", "éditeur": "Gallimard"}])

    refused = run("import", path)
    assert f"{path}: 1 record has changed since an earlier import: --on-duplicate update takes what changed" in (
        refused.stdout.splitlines()
    )
    updated = run("import", "--on-duplicate", "update", path)
    assert updated.stdout == f"{path}: 1 read, 0 created, 0 unchanged, 0 refused, 1 updated\n"
    assert updated.stderr == f"{path}: record 1: publisher of book 1 kept, changed here\n"


def test_a_dry_run_updates_nothing(run: Any, write: Any, client: Any) -> None:
    run("import", write([{"id": 1, "titre": "Nana"}]))

    assert (
        "1 updated" in run("import", "--dry-run", "--on-duplicate", "update", write([{"id": 1, "titre": "N"}])).stdout
    )
    assert client.get("/api/books/1").json["title"] == "Nana"


def test_the_format_can_be_told(run: Any, tmp_path: Path, client: Any) -> None:
    path = tmp_path / "books.txt"
    path.write_text("titre\n[Nana]\n", encoding="utf-8")

    assert run("import", "--format", "csv", path).exit_code == 0
    assert [book["title"] for book in client.get("/api/books").json] == ["[Nana]"]
