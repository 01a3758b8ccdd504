"""Everything else that can go wrong below `/api`, in the one shape."""

from pathlib import Path
from typing import Any

import pytest

from catalogue.app import create_app
from catalogue.database import upgrade
from catalogue.extensions import db

SECRET_KEY = "only-for-tests-" * 3


@pytest.mark.parametrize(
    "path", ["/api/", "/apis", "/api/nothing", "/api/books/", "/api/books/1/2", "/api/%00", "/health/x"]
)
def test_there_is_nothing_there(client: Any, problem: Any, path: Any) -> None:
    problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/books", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("PATCH", "/api/books", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("POST", "/api/books/1", {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}),
        ("POST", "/api/authors/1", {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}),
        ("POST", "/api", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/api/books/isbn/9782070360024", {"GET", "HEAD", "OPTIONS"}),
        ("TRACE", "/api/books", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("BREW", "/api/items", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("POST", "/api/openapi.json", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/health/live", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_method_that_is_not_taken(
    client: Any, problem: Any, unchanged: Any, method: Any, path: Any, allowed: Any
) -> None:
    with unchanged():
        answer = client.open(path, method=method)

    problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("accepted", ["text/html", "application/xml", "image/*", "application/json;q=0"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_but_json_is_answered(client: Any, problem: Any, unchanged: Any, method: Any, accepted: Any) -> None:
    with unchanged():
        problem(client.open("/api/books", method=method, headers={"Accept": accepted}, json={"title": "T"}), 406)


@pytest.mark.parametrize(
    "accepted", ["*/*", "application/json", "application/*", "text/html, */*;q=0.1", "text/html, application/json", ""]
)
def test_who_takes_json_gets_it(client: Any, accepted: Any) -> None:
    assert client.get("/api/books", headers={"Accept": accepted}).status_code == 200


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", "", None],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_body_is_json(
    client: Any, post_book: Any, problem: Any, unchanged: Any, method: Any, media_type: Any
) -> None:
    path = "/api/books" if method == "POST" else post_book()["links"]["self"]

    with unchanged():
        problem(client.open(path, method=method, data=b'{"title": "T"}', content_type=media_type), 415)


def test_json_may_name_its_charset(client: Any) -> None:
    answer = client.post("/api/books", data=b'{"title": "T"}', content_type="application/json; charset=utf-8")

    assert answer.status_code == 201


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_ten_megabytes_are_too_much(client: Any, post_book: Any, problem: Any, unchanged: Any, method: Any) -> None:
    path = "/api/books" if method == "POST" else post_book()["links"]["self"]
    body = b'{"title": "T", "description": "' + b"x" * 10_000_000 + b'"}'

    with unchanged():
        problem(client.open(path, method=method, data=body, content_type="application/json"), 413)


def test_a_database_without_tables_is_told_without_internals(tmp_path: Path, problem: Any, in_local_mode: Any) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}", "SECRET_KEY": SECRET_KEY}
    app = in_local_mode(create_app(settings))
    client = app.test_client()

    for method, path in (("GET", "/api/books"), ("GET", "/api/books/1"), ("POST", "/api/books")):
        answer = client.open(path, method=method, json={"title": "T"} if method == "POST" else None)
        problem(answer, 503)
        assert answer.headers["Retry-After"].isdigit()
    assert client.get("/health/live").status_code == 200
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json["status"]) == (503, "unavailable")
    assert "catalogue db upgrade" in ready.json["reason"]


def test_a_fault_of_ours_is_told_without_internals(
    tmp_path: Path, problem: Any, caplog: pytest.LogCaptureFixture, in_local_mode: Any
) -> None:
    """A row that no code of ours writes stands for a bug: what reads it fails in a way that nobody foresaw."""
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'damaged.db'}", "SECRET_KEY": SECRET_KEY}
    app = in_local_mode(create_app(settings))
    client = app.test_client()
    with app.app_context():
        upgrade()
        client.post("/api/books", json={"title": "T"})
        with db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE book SET extra = 'no JSON'")

    answer = client.get("/api/books/1")

    assert "no JSON" not in answer.text
    assert "X-Request-ID" in problem(answer, 500)["detail"]
    assert answer.headers["X-Request-ID"]
    assert "GET /api/books/1 failed" in caplog.text


def test_a_damaged_file_is_told_without_internals(tmp_path: Path, problem: Any) -> None:
    (tmp_path / "damaged.db").write_bytes(b"no database, but long enough to be looked at as if it were one " * 20)
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'damaged.db'}", "SECRET_KEY": SECRET_KEY})

    answer = app.test_client().get("/api/books")

    assert answer.status_code in {500, 503}
    problem(answer, answer.status_code)
    assert app.test_client().get("/health/ready").status_code == 503


def test_a_server_that_is_away_is_told(problem: Any, in_local_mode: Any) -> None:
    settings = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "SECRET_KEY": SECRET_KEY}
    app = in_local_mode(create_app(settings))
    client = app.test_client()

    problem(client.get("/api/books"), 503)
    problem(client.get("/api/books/1"), 503)
    problem(client.post("/api/books", json={"title": "T"}), 503)
    assert client.get("/health/ready").json["reason"] == "The database does not answer."
