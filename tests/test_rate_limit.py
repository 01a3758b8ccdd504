"""Rate limits: who is refused, how, and who never notices."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.app import create_app
from catalogue.errors import TooManyRequests
from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.rate_limit import BoundedStorage, Limited, RateLimiter
from catalogue.services import accounts

STRANGER = {"REMOTE_ADDR": "203.0.113.7"}
OTHER = {"REMOTE_ADDR": "203.0.113.8"}
SEARCHES = ["/search?q=a", "/search?facet=author", "/api/search?q=a", "/api/suggest?q=a", "/api/books?q=a"]
READS = ["/", "/books/1", "/api/books/1", "/api/authors", "/about", "/api/openapi.json", "/health/ready"]


@pytest.fixture
def app_with(empty_catalogue: str) -> Any:
    """The application on an empty catalogue, with settings: `app_with(RATE_LIMIT_SEARCHES="3/hour")`."""

    def app_with(**settings: Any) -> Any:
        environ = {"DATABASE_URL": empty_catalogue, "SECRET_KEY": "only-for-tests-" * 3}
        return create_app(environ | settings)

    return app_with


def token_of(app: Flask) -> Any:
    with app.app_context():
        session = begin_write()
        accounts.add(session, "librarian", AccountRole.LIBRARIAN, "correct horse battery staple", actor="tests")
        _, secret = accounts.create_token(session, "librarian", "tests", actor="tests")
        session.commit()
    return secret


def bearer(secret: Any) -> Any:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("path", SEARCHES)
def test_one_search_too_many_is_refused(app_with: Any, path: Any) -> None:
    client = app_with(RATE_LIMIT_SEARCHES="2/hour").test_client()

    statuses = [client.get(path, environ_overrides=STRANGER).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert client.get(path, environ_overrides=OTHER).status_code == 200
    for other_path in READS:
        assert client.get(other_path, environ_overrides=STRANGER).status_code in {200, 404}


def test_all_searches_of_an_address_are_counted_together(app_with: Any) -> None:
    client = app_with(RATE_LIMIT_SEARCHES="5/hour").test_client()

    assert [client.get(path, environ_overrides=STRANGER).status_code for path in SEARCHES] == [200] * 5
    assert client.get("/search", environ_overrides=STRANGER).status_code == 429


def test_a_program_is_refused_with_a_problem_and_a_time(app_with: Any) -> None:
    client = app_with(RATE_LIMIT_SEARCHES="1/hour").test_client()
    client.get("/api/search?q=a", environ_overrides=STRANGER)
    answer = client.get("/api/search?q=a", environ_overrides=STRANGER)

    assert answer.content_type == "application/problem+json"
    assert (answer.json["status"], answer.json["type"]) == (429, "/problems/too-many-requests")
    assert "searches" in answer.json["detail"]
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize(("language", "words"), [("fr", "Un instant"), ("en", "One moment, please")])
def test_a_reader_is_refused_with_a_page(app_with: Any, language: Any, words: Any) -> None:
    client = app_with(RATE_LIMIT_SEARCHES="1/hour").test_client()
    client.get("/search", environ_overrides=STRANGER)
    answer = client.get("/search", environ_overrides=STRANGER, headers={"Accept-Language": language})

    assert answer.status_code == 429
    assert words in answer.text
    assert answer.headers["Retry-After"].isdigit()
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.9.9.9"])
def test_readers_of_this_machine_are_not_counted_while_no_proxy_is_declared(app_with: Any, address: Any) -> None:
    here = {"REMOTE_ADDR": address}
    client = app_with(RATE_LIMIT_SEARCHES="1/hour").test_client()
    assert {client.get("/search", environ_overrides=here).status_code for _ in range(3)} == {200}

    client = app_with(RATE_LIMIT_SEARCHES="1/hour", TRUSTED_PROXIES="1").test_client()
    assert [client.get("/search", environ_overrides=here).status_code for _ in range(2)] == [200, 429]


def test_behind_a_trusted_proxy_each_reader_is_counted(app_with: Any) -> Any:
    client = app_with(RATE_LIMIT_SEARCHES="1/hour", TRUSTED_PROXIES="1").test_client()

    def status(forwarded_for: Any) -> Any:
        return client.get("/search", headers={"X-Forwarded-For": forwarded_for}).status_code

    assert [status("198.51.100.1"), status("198.51.100.2"), status("6.6.6.6, 198.51.100.1")] == [200, 200, 429]


def test_the_eleventh_wrong_token_is_refused_and_the_right_one_is_not(app_with: Any) -> None:
    app = app_with()
    client, secret = app.test_client(), token_of(app)
    wrong = ["cat_wrong", "x", "cat_" + "y" * 43] * 4

    statuses = [
        client.post("/api/books", json={}, headers=bearer(token), environ_overrides=STRANGER).status_code
        for token in wrong
    ]

    assert statuses == [401] * 10 + [429] * 2
    other_scheme = client.post("/api/books", headers={"Authorization": "Basic YTpi"}, environ_overrides=STRANGER)
    assert other_scheme.status_code == 429
    assert client.post("/api/books", json={}, headers=bearer("x"), environ_overrides=OTHER).status_code == 401
    right = client.post("/api/books", json={"title": "T"}, headers=bearer(secret), environ_overrides=STRANGER)
    assert right.status_code == 201


def test_writes_of_an_address_are_limited_with_or_without_a_token(app_with: Any) -> Any:
    app = app_with(RATE_LIMIT_WRITES="2/hour")
    client, headers = app.test_client(), bearer(token_of(app))

    def post(**options: Any) -> Any:
        return client.post("/api/books", json={"title": "T"}, **options).status_code

    assert [post(headers=headers, environ_overrides=STRANGER) for _ in range(3)] == [201, 201, 429]
    assert [post(environ_overrides=OTHER) for _ in range(3)] == [401, 401, 429]


def test_local_mode_writes_without_limit(app_with: Any, in_local_mode: Any) -> None:
    client = in_local_mode(app_with(RATE_LIMIT_WRITES="1/hour")).test_client()

    assert {client.post("/api/books", json={"title": "T"}).status_code for _ in range(4)} == {201}


def test_limits_can_be_switched_off(app_with: Any) -> None:
    app = app_with(RATE_LIMITS="off", RATE_LIMIT_SEARCHES="1/hour", RATE_LIMIT_WRITES="1/hour")
    client = app.test_client()

    assert {client.get("/search", environ_overrides=STRANGER).status_code for _ in range(3)} == {200}
    statuses = {
        client.post("/api/books", headers=bearer("x"), environ_overrides=STRANGER).status_code for _ in range(12)
    }
    assert statuses == {401}


def test_a_refusal_asks_the_database_nothing(client: FlaskClient, app: Flask, count_statements: Any) -> None:
    app.extensions["rate_limiter"], unlimited = (
        RateLimiter({Limited.SEARCHES: "1/hour"}),
        app.extensions["rate_limiter"],
    )
    client.get("/api/search?q=a", environ_overrides=STRANGER)
    with count_statements() as sent:
        statuses = {client.get(path, environ_overrides=STRANGER).status_code for path in SEARCHES}
    app.extensions["rate_limiter"] = unlimited

    assert statuses == {429}
    assert sent == []


def n_granted(limiter: Any, *addresses: Any) -> Any:
    granted = 0
    for address in addresses:
        try:
            limiter.count(Limited.SEARCHES, address)
        except TooManyRequests:
            continue
        granted += 1
    return granted


@pytest.mark.parametrize(("n_workers", "share"), [(1, 10), (2, 5), (3, 4), (100, 1)])
def test_each_worker_grants_its_share(n_workers: Any, share: Any) -> None:
    limiter = RateLimiter({Limited.SEARCHES: "10/hour"}, n_workers)

    assert n_granted(limiter, *["203.0.113.7"] * 20) == share


def test_an_address_is_a_whole_network_of_ipv6_and_junk_is_one_address() -> None:
    limiter = RateLimiter({Limited.SEARCHES: "1/hour"})

    assert n_granted(limiter, "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1") == 2
    assert n_granted(limiter, "198.51.100.1", "::ffff:198.51.100.1", "198.51.100.1:4711") == 1
    assert n_granted(limiter, "unknown", "", "_hidden", "x" * 10_000) == 1


def test_memory_is_bounded_however_many_addresses_come() -> None:
    storage = BoundedStorage(most=100)
    for number in range(1000):
        storage.incr(f"address {number}", 60)

    assert storage.get("address 899") == 0
    assert storage.get("address 900") == 1
    assert storage.reset() == 100


def test_a_count_starts_again_when_its_time_is_over() -> None:
    storage = BoundedStorage()

    assert [storage.incr("a", 3600), storage.incr("a", 3600)] == [1, 2]
    assert [storage.incr("b", -1), storage.incr("b", -1)] == [1, 1]
    storage.clear("a")
    assert storage.get("a") == 0
