"""`/api/imports`: a file is sent, imported in the background, and what came of it is told."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.cli import job_runner
from catalogue.models import AccountRole
from catalogue.services import ingest

BOOKS = [{"id": 7, "titre": "Nana", "auteur": "Zola, Émile", "prix": 5}, {"auteur": "Anonyme"}, {"titre": "Germinal"}]


@pytest.fixture(autouse=True)
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The folder of uploads."""
    monkeypatch.setitem(app.config, "UPLOAD_FOLDER", tmp_path / "uploads")
    return tmp_path / "uploads"


@pytest.fixture
def send(client: Any) -> Any:
    """Send a file and return the answer: `send(BOOKS, on_duplicate="skip")`."""

    def post(content: Any, **parameters: Any) -> Any:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        return client.post("/api/imports", query_string={"name": "books.json", **parameters}, data=data)

    return post


@pytest.fixture
def run(app: Flask, client: Any, send: Any) -> Any:
    """Send a file, do the job, and return the import: `run(BOOKS)`."""

    def run_import(content: Any, **parameters: Any) -> Any:
        answer = send(content, **parameters)
        assert answer.status_code == 202, answer.text
        while job_runner.run_next(app):
            pass
        return client.get(answer.headers["Location"]).json

    return run_import


def test_an_import_waits_for_its_turn_and_says_what_came_of_it(client: Any, send: Any, app: Flask, folder: Any) -> None:
    answer = send(BOOKS)
    assert answer.status_code == 202
    assert answer.headers["Location"] == answer.json["links"]["self"]
    assert (answer.json["state"], answer.json["actor"]) == ("queued", "local")

    job_runner.run_next(app)

    done = client.get(answer.headers["Location"]).json
    assert (done["state"], done["n_done"], done["error"]) == ("done", 3, None)
    assert done["result"]["counts"] | {"created": 2, "refused": 1, "read": 3} == done["result"]["counts"]
    assert done["result"]["fields"] == {"titre": "title", "auteur": "authors", "prix": "price"}
    assert [book["title"] for book in client.get("/api/books").json] == ["Germinal", "Nana"]
    assert [path.name for path in folder.iterdir() if len(path.name) == 32] == []


def test_refused_records_are_downloaded_mended_and_imported_again(client: Any, run: Any) -> None:
    done = run(BOOKS)
    rejects = client.get(done["links"]["rejects"])
    (line,) = rejects.text.splitlines()
    assert json.loads(line)["_refused"] == {"position": 2, "reason": "title: this field is required"}

    mended = json.loads(line) | {"titre": "Le roman de Renart"}
    assert run([mended], name="rejects.jsonl")["result"]["counts"]["created"] == 1
    assert client.get("/api/books/title/Le roman de Renart").json[0]["extra"] == {"auteur": "Anonyme"}


def test_the_changes_of_an_import_are_those_of_its_actor(client: Any, run: Any) -> None:
    run([{"id": 1, "titre": "Nana"}])
    client.patch("/api/books/1", json={"publisher": "Ours"})

    done = run([{"id": 1, "titre": "Nana", "éditeur": "Charpentier", "pages": 500}], on_duplicate="update")

    assert done["result"]["kept"] == [{"position": 1, "book_id": 1, "names": ["publisher"]}]
    assert done["result"]["changes"] == [{"position": 1, "book_id": 1, "fields": {"page_count": [None, 500]}}]


def test_a_dry_run_stores_nothing_and_says_what_would_be(client: Any, run: Any) -> None:
    run([{"id": 1, "titre": "Nana"}])

    done = run(
        [
            {"id": 1, "titre": "Nana !"},
            {"id": 2, "titre": "B", "isbn": "2070360024"},
            {"titre": "C", "isbn": "2070360024"},
        ],
        on_duplicate="update",
        dry_run="true",
    )

    assert done["result"]["counts"] | {"updated": 1, "created": 1, "skipped": 1} == done["result"]["counts"]
    assert done["result"]["changes"][0]["fields"] == {"title": ["Nana", "Nana !"]}
    assert done["result"]["new"] == ["B"]
    assert [book["title"] for book in client.get("/api/books").json] == ["Nana"]


def test_a_form_sends_a_file_too(client: Any, app: Flask) -> None:
    data = {"file": (io.BytesIO(gzip.compress(json.dumps(BOOKS).encode())), "livres.json.gz")}

    answer = client.post("/api/imports", data=data)

    assert (answer.status_code, answer.json["parameters"]["name"]) == (202, "livres.json.gz")
    job_runner.run_next(app)
    assert client.get(answer.headers["Location"]).json["result"]["counts"]["created"] == 2


def test_what_curl_calls_a_form_is_a_file(client: Any) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = client.post("/api/imports?name=books.json", data=json.dumps(BOOKS), headers=headers)

    assert answer.status_code == 202


def test_a_mapping_is_sent_along(client: Any, run: Any) -> None:
    done = run([{"libelle_7": "Nana"}], map="libelle_7=title")

    assert done["result"]["counts"]["created"] == 1
    assert done["result"]["fields"] == {"libelle_7": "title"}


def test_a_file_that_cannot_be_read_fails_with_a_sentence(run: Any) -> None:
    done = run(b"%PDF-1.7 \x00\x01")

    assert (done["state"], done["result"]["failure"]["code"]) == ("failed", "unknown-format")
    assert "books.json: in no format we read" in done["error"]


def test_an_import_is_cancelled_between_two_pieces(
    client: Any, send: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Any:
    answer = send([{"titre": f"T{n}"} for n in range(3)])
    monkeypatch.setattr("catalogue.services.ingest.BATCH", 1)
    original = ingest.ingest

    def ingest_and_cancel(session: Session, piece: Any, **options: Any) -> Any:
        report = original(session, piece, **options)
        session.connection().exec_driver_sql("UPDATE job SET is_cancel_requested = true")
        return report

    monkeypatch.setattr("catalogue.services.ingest.ingest", ingest_and_cancel)
    job_runner.run_next(app)

    done = client.get(answer.headers["Location"]).json
    assert (done["state"], done["n_done"], done["result"]["counts"]["created"]) == ("cancelled", 1, 1)
    assert client.post(done["links"]["cancel"]).json["state"] == "cancelled"


def test_an_import_that_was_stopped_ends_as_if_it_had_not_been(
    client: Any, send: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send([{"id": n, "titre": f"T{n}"} for n in range(1, 4)])
    monkeypatch.setattr("catalogue.services.ingest.BATCH", 1)

    job_runner.run_next(app, is_stopped=lambda: True)
    assert client.get(answer.headers["Location"]).json["result"]["counts"]["created"] == 1
    job_runner.run_next(app)

    done = client.get(answer.headers["Location"]).json
    assert done["state"] == "done"
    assert done["result"]["counts"] | {"read": 3, "created": 3, "unchanged": 0} == done["result"]["counts"]
    assert [book["id"] for book in client.get("/api/books").json] == [1, 2, 3]


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"on_duplicate": "perhaps"}, "on_duplicate"),
        ({"map": "titre"}, "map"),
        ({"map": "titre=nothing"}, "map"),
        ({"colour": "red"}, "colour"),
        ({"name": ""}, "name"),
    ],
)
def test_wrong_parameters_are_refused(send: Any, problem: Any, folder: Any, parameters: Any, field: Any) -> None:
    problem(send(BOOKS, **parameters), 400, field)
    assert not folder.exists()


def test_an_empty_body_is_no_file(send: Any, problem: Any) -> None:
    problem(send(b""), 400)


def test_a_file_may_be_larger_than_any_other_body_up_to_a_setting(
    send: Any, app: Flask, problem: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "IMPORT_MAX_MB", 3)

    assert send(b"[" + b" " * (2_500_000) + b"]").status_code == 202
    problem(send(b"[" + b" " * (3_500_000) + b"]"), 413)


def test_imports_are_for_librarians_to_see(client: Any, send: Any, problem: Any, token_of: Any) -> None:
    answer = send(BOOKS)
    reader = {"Authorization": f"Bearer {token_of(AccountRole.READER)}"}

    problem(client.get(answer.headers["Location"]), 401)
    problem(client.get("/api/imports", headers=reader), 403)


def test_imports_are_listed_newest_first(client: Any, send: Any) -> None:
    ids = [send(BOOKS).json["id"] for _ in range(3)]

    assert [one["id"] for one in client.get("/api/imports?per_page=2").json] == ids[:0:-1]


def test_an_unknown_import_is_not_there(client: Any, problem: Any) -> None:
    problem(client.get("/api/imports/9"), 404)
    problem(client.post("/api/imports/9/cancel"), 404)


def test_the_format_of_a_file_can_be_told(run: Any, send: Any, problem: Any) -> None:
    done = run(b"titre\n[Nana]", format="csv")

    assert done["result"]["new"] == []
    assert done["result"]["counts"]["created"] == 1
    problem(send(BOOKS, format="docx"), 400, "format")


def test_an_import_is_one_change_set_and_can_be_undone(client: Any, run: Any) -> None:
    run([{"id": 1, "titre": "Nana", "pages": 400}])
    done = run([{"id": 1, "titre": "Nana !", "pages": 500}, {"id": 2, "titre": "Germinal"}], on_duplicate="update")

    undone = client.post(f"/api/changesets/{done['result']['change_set_id']}/undo")

    assert undone.status_code == 200, undone.text
    (book,) = client.get("/api/books").json
    assert (book["title"], book["page_count"]) == ("Nana", 400)
    again = run([{"id": 1, "titre": "Nana !", "pages": 500}, {"id": 2, "titre": "Germinal"}], on_duplicate="update")
    assert again["result"]["counts"] | {"updated": 1, "created": 1, "unchanged": 0} == again["result"]["counts"]
