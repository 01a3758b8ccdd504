"""`/metrics`: what is counted, and who may read it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue import metrics
from catalogue.extensions import db
from catalogue.services.indexing import LiveIndex

STRAIGHT = {"SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1"}
TOKEN = "a-token-for-tests-" * 2


@pytest.fixture
def read(client: Any) -> Any:
    """The values of `/metrics` by name and labels, as one on this machine reads them."""

    def read() -> dict[str, float]:
        answer = client.get("/metrics", environ_overrides=STRAIGHT)
        assert (answer.status_code, answer.mimetype) == (200, "text/plain")
        lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _, value in lines if name}

    return read


@pytest.fixture
def metrics_token(app: Flask) -> Iterator[Any]:
    """Have METRICS_TOKEN set."""
    app.config["METRICS_TOKEN"] = TOKEN
    yield TOKEN
    app.config["METRICS_TOKEN"] = ""


def test_requests_are_counted_by_route_and_status(client: Any, read: Any) -> None:
    name = 'catalogue_requests_total{method="GET",route="/api/books/<id:book_id>",status="404"}'
    before = read().get(name, 0)

    for number in (1, 2, 3):
        client.get(f"/api/books/{number}")

    after = read()
    assert after[name] == before + 3
    assert after['catalogue_request_seconds_count{route="/api/books/<id:book_id>"}'] >= 3


def test_addresses_and_methods_that_clients_make_up_add_no_rows(client: Any, read: Any) -> None:
    client.get("/nothing")
    before = len(read())

    for number in range(5):
        client.open(f"/nothing/{number}", method="GET")

    assert len(read()) == before


def test_the_state_of_the_service_is_told(read: Any, add_book: Any, session: Session, live: LiveIndex) -> None:
    for number in range(3):
        add_book(f"Livre {number}")
    session.commit()

    values = read()
    assert values["catalogue_books"] == 3
    assert values["catalogue_index_lag_changes"] >= 3
    live.current()
    assert read()["catalogue_index_lag_changes"] == 0


def test_connections_are_given_back(client: Any, read: Any) -> None:
    for _ in range(5):
        client.get("/search?q=peste")

    assert read()["catalogue_database_connections_in_use"] == 0


def test_a_connection_found_dead_on_its_way_out_is_not_counted(app: Flask, read: Any) -> None:
    def find_dead(*_: object) -> None:
        raise sa.exc.DisconnectionError

    with app.app_context():
        sa.event.listen(db.engine, "checkout", find_dead)
        try:
            with pytest.raises(sa.exc.InvalidRequestError):
                db.engine.connect()
        finally:
            sa.event.remove(db.engine, "checkout", find_dead)

    assert read()["catalogue_database_connections_in_use"] == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.1"},
        {"HTTP_HOST": "library.example"},
        {"SERVER_PROTOCOL": "HTTP/1.0"},
    ],
)
def test_without_a_token_only_this_machine_reads_them(client: Any, problem: Any, sent: Any) -> None:
    problem(client.get("/metrics", environ_overrides=STRAIGHT | sent), 403)


def test_with_a_token_everybody_needs_it(client: Any, problem: Any, metrics_token: Any) -> None:
    problem(client.get("/metrics", environ_overrides=STRAIGHT), 401)
    problem(client.get("/metrics", headers={"Authorization": "Bearer wrong"}), 401)

    afar = {"REMOTE_ADDR": "192.0.2.1"}
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {metrics_token}"}, environ_overrides=afar)
    assert answer.status_code == 200


def test_every_metric_is_in_the_documents() -> None:
    text = (metrics.Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")  # type: ignore[attr-defined]

    for name in (
        "catalogue_requests_total",
        "catalogue_request_seconds",
        "catalogue_database_connections_in_use",
        "catalogue_workers",
        "catalogue_books",
        "catalogue_index_lag_changes",
    ):
        assert re.search(rf"`{name}\b", text), name
