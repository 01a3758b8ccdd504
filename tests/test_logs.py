"""The log: one JSON object a line, with the id of the request."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue import logs
from catalogue.app import create_app
from catalogue.extensions import db


@pytest.fixture
def lines(capfd: Any) -> Iterator[Any]:
    """The lines written to standard error so far, as objects."""
    level = logs.access_logger.level
    logs.access_logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    logs.access_logger.setLevel(level)


def test_each_request_is_one_line(client: FlaskClient, lines: Any) -> None:
    answer = client.get("/api/books?q=war", headers={"X-Request-ID": "abc-123"})

    (line,) = lines()
    assert answer.headers["X-Request-ID"] == "abc-123"
    assert line["request_id"] == "abc-123"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/books", 200)
    assert (line["level"], line["logger"]) == ("info", "catalogue.access")
    assert line["ms"] >= 0


def test_a_request_without_an_id_gets_one(client: FlaskClient) -> None:
    ids = {client.get("/health/live").headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f-]{8,64}", given) for given in ids)


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"}', "é", "<script>"])
def test_an_id_that_could_forge_a_line_is_not_taken(client: FlaskClient, given: Any) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing", "/api/books/title/%0A%22%7D", "/api/%ED%A0%80", "/%00"])
def test_a_request_that_fails_is_one_line_too(client: FlaskClient, lines: Any, path: Any) -> None:
    answer = client.get(path)

    (line,) = lines()
    assert line["status"] == answer.status_code == 404
    assert line["request_id"] == answer.headers["X-Request-ID"]


@pytest.fixture
def logging_client(empty_catalogue: str) -> Any:
    """A client of an application with a detail of its access log: `logging_client("full")`."""

    def logging_client(detail: Any) -> Any:
        environ = {"DATABASE_URL": empty_catalogue, "SECRET_KEY": "only-for-tests-" * 3}
        return create_app(environ | {"ACCESS_LOG": detail}).test_client()

    return logging_client


READER = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_REFERER": "http://localhost/search?q=divorce",
    "HTTP_COOKIE": "a=divorce",
}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("203.0.113.77:4711", "203.0.113.0/24"),
        ("[2001:db8:1:2::3]", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("[::1%", "unknown"),
        ("hidden", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_line_tells_neither_the_query_nor_the_whole_address(
    client: FlaskClient, lines: Any, address: Any, network: Any
) -> None:
    client.get("/search?q=divorce", environ_overrides=READER | {"REMOTE_ADDR": address})

    (line,) = lines()
    assert line["network"] == network
    assert line["path"] == "/search"
    assert set(line) == {
        "time",
        "level",
        "logger",
        "message",
        "request_id",
        "method",
        "path",
        "status",
        "ms",
        "network",
    }
    assert "divorce" not in str(line)


def test_for_debugging_the_query_and_the_address_can_be_had(logging_client: Any, lines: Any) -> None:
    logging_client("full").get("/search?q=divorce", environ_overrides=READER)

    line = lines()[-1]
    assert (line["query"], line["peer"]) == ("q=divorce", "203.0.113.77")


def test_the_access_log_can_be_off(logging_client: Any, lines: Any) -> None:
    client = logging_client("off")
    lines()
    assert client.get("/search?q=divorce").status_code == 200

    assert lines() == []


TOKEN = "cat_6fXm3-secret_kR0pQ9"


@pytest.mark.parametrize("detail", ["private", "full"])
@pytest.mark.parametrize(
    "path",
    [
        "/api/books?token=" + TOKEN,
        "/api/books/title/" + TOKEN,
        "/x?a=Bearer%20" + TOKEN,
        "/x?a=" + TOKEN.replace("_", "%5F"),
    ],
)
def test_a_token_is_never_in_the_log(logging_client: Any, lines: Any, detail: Any, path: Any) -> None:
    client = logging_client(detail)
    client.get(path)
    client.post(path, json={"title": TOKEN}, headers={"Authorization": f"Bearer {TOKEN}"})

    written = str(lines())
    assert written
    assert "secret" not in written


def test_an_exception_that_names_a_token_or_a_parameter_tells_neither(
    app: Flask, client: FlaskClient, lines: Any
) -> None:
    with app.app_context(), pytest.raises(sa.exc.DatabaseError) as fault:
        db.session().execute(sa.text("SELECT nothing FROM nowhere WHERE a = :a"), {"a": "divorce"})
    record = logging.LogRecord("test", logging.ERROR, "", 0, f"{TOKEN} failed", (), (None, fault.value, None))  # type: ignore[arg-type]

    line = logs.JsonFormatter().format(record)

    assert "nowhere" in line
    assert "secret" not in line
    assert "divorce" not in line


def test_a_record_of_the_log_is_json_with_its_trace() -> None:
    try:
        raise ValueError("é")
    except ValueError as error:
        record = logging.LogRecord("test", logging.ERROR, "", 0, "it %s", ("failed",), (ValueError, error, None))

    line = json.loads(logs.JsonFormatter().format(record))

    assert (line["level"], line["logger"], line["message"]) == ("error", "test", "it failed")
    assert "ValueError: é" in line["trace"]
    assert line["time"].endswith("Z")
