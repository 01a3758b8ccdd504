"""Options of `catalogue import` for records that match a book, and for those that are refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.extensions import begin_write
from catalogue.services import import_profiles
from tests.formats.test_marc import UNIMARC_LEADER, write_record


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


def test_choices_that_the_desk_keeps_are_taken_by_their_name(run: Any, write: Any, app: Flask, client: Any) -> None:
    options = {"mapping": {"lib": "authors"}, "profile": "995", "on_duplicate": "refuse", "copies": "add"}
    with app.app_context():
        session = begin_write()
        import_profiles.save(session, "Mairie", options, ["lib", "titre"])
        session.commit()
    path = write([{"titre": "Nana", "lib": "Zola"}])

    assert run("import", "--profile", "Mairie", path).exit_code == 0
    assert client.get("/api/books").json[0]["authors"] == ["Zola"]
    answer = run("import", "--profile", "Marie", path)
    assert (answer.exit_code, "995, koha, pmb, orphee, nord, Mairie" in answer.output) == (2, True)


def test_a_dry_run_of_marc_shows_what_stands_in_the_subfields(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "notices.mrc"
    path.write_bytes(write_record(UNIMARC_LEADER, "200 1 $aNana", "995   $f1$eSalle", "995   $f2$eSalle"))

    answer = run("import", "--dry-run", "--map", "995 $e=location", path)

    assert "notices.mrc: 995 $e goes to location; 2 filled: 'Salle' 2" in answer.output
