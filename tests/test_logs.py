"""The log: one JSON object a line, with the id of the request."""

import json
import logging
import re

import pytest

from catalogue import logs


@pytest.fixture
def lines(capfd):
    """The lines written to standard error so far, as objects."""
    level = logs.access.level
    logs.access.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    logs.access.setLevel(level)


def test_each_request_is_one_line(client, lines):
    answer = client.get("/api/books?q=war", headers={"X-Request-ID": "abc-123"})

    (line,) = lines()
    assert answer.headers["X-Request-ID"] == "abc-123"
    assert line["request_id"] == "abc-123"
    assert (line["method"], line["path"], line["query"], line["status"]) == ("GET", "/api/books", "q=war", 200)
    assert (line["level"], line["logger"]) == ("info", "catalogue.access")
    assert line["ms"] >= 0


def test_a_request_without_an_id_gets_one(client):
    ids = {client.get("/health/live").headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f-]{8,64}", given) for given in ids)


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"}', "é", "<script>"])
def test_an_id_that_could_forge_a_line_is_not_taken(client, given):
    assert client.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing", "/api/books/title/%0A%22%7D", "/api/%ED%A0%80", "/%00"])
def test_a_request_that_fails_is_one_line_too(client, lines, path):
    answer = client.get(path)

    (line,) = lines()
    assert line["status"] == answer.status_code == 404
    assert line["request_id"] == answer.headers["X-Request-ID"]


def test_a_token_is_not_in_the_log(client, lines):
    client.post("/api/books", json={"title": "T"}, headers={"Authorization": "Bearer cat_secret"})

    assert "cat_secret" not in str(lines())


def test_a_record_of_the_log_is_json_with_its_trace():
    try:
        raise ValueError("é")
    except ValueError as error:
        record = logging.LogRecord("test", logging.ERROR, "", 0, "it %s", ("failed",), (ValueError, error, None))

    line = json.loads(logs.JsonFormatter().format(record))

    assert (line["level"], line["logger"], line["message"]) == ("error", "test", "it failed")
    assert "ValueError: é" in line["trace"]
    assert line["time"].endswith("Z")
