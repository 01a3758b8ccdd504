"""Who may write: every route of the API for every kind of caller."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.app import create_app
from catalogue.cli import job_runner
from catalogue.extensions import begin_write, db
from catalogue.models import AccountRole, Token, now
from catalogue.services import accounts, batch_edits, jobs
from catalogue.store import change_log

SAFE = {"GET", "HEAD", "OPTIONS"}
BODIES = {
    "books": {"title": "Written"},
    "authors": {"name": "Written"},
    "subjects": {"name": "Written"},
    "series": {"name": "Written"},
    "items": {"book_id": 1, "barcode": "written"},
    "imports": [{"titre": "Written"}],
    "changesets": {"filter": {"ids": [1]}, "operations": [{"verb": "add", "field": "subjects", "value": "Written"}]},
    "scanlists": {"name": "written"},
    "scans": {"codes": ["written"]},
    "labels": {"codes": ["stays"]},
    "withdrawals": {"codes": ["strange"], "reason": "worn", "destination": "destroyed", "day": "2026-11-27"},
    "deposits": {"codes": ["strange"], "owner": "Written", "deposited_on": "2026-11-27"},
    "numbers": {"codes": ["strange"]},
    "register": {"codes": ["strange"]},
    "returns": {"codes": ["strange"]},
    "stocktakings": {"name": "Written", "scope": {}},
    "lists": {},
    "marks": {"group": "missing"},
}
QUESTIONS = {"/api/suggest": "?q=a", "/api/books/<id:book_id>/restore": "?revision=1"}
"""What a route cannot do without."""

CALLERS = ["nobody here", "nobody elsewhere", "bad token", "revoked token", "reader", "librarian", "admin"]
MAY_WRITE = {"librarian", "admin"}


def api_routes(app: Flask) -> Any:
    """Return each method and path of the API, naming records that exist: first reads, then writes, then deletions."""
    values = {"title": "Stays", "isbn": "9782070360024", "name": "swagger-ui.css", "version": "0"}
    values |= {"job_id": "2", "stocktaking_id": "2"} | {
        f"{noun}_id": "1" for noun in ("book", "author", "subject", "series", "item", "import", "set", "list", "scan")
    }
    routes = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api"):
            _, path = rule.build({name: values[name] for name in rule.arguments})  # type: ignore[misc]
            path = path.removeprefix("|") + QUESTIONS.get(rule.rule, "")
            routes += [(method, path) for method in sorted(rule.methods)]  # type: ignore[arg-type]
    routes.sort(key=lambda route: route[1], reverse=True)  # A deleted book would take its items along.
    return sorted(routes, key=lambda route: (route[0] not in SAFE, route[0] == "DELETE"))


@pytest.fixture
def sample_records(app: Flask, client: Any, post_book: Any, post_item: Any) -> None:
    """A catalogue with a record of each kind, numbered 1, to read, replace or delete."""
    book = post_book("Stays", isbn="9782070360024", authors=["Stays"], subjects=["Stays"], series="Stays")
    post_item(book["id"], "stays")
    gone = {"codes": ["gone"], "reason": "worn", "destination": "destroyed", "day": "2026-11-27"}
    post_item(book["id"], "gone")
    client.post("/api/withdrawals", json=gone)
    client.put("/api/subjects/1", json={"name": "Stays on"})
    client.post("/api/scanlists", json={"name": "Stays"})
    scope = {"call_number_from": "Z"}  # Two of the same scope: they are compared.
    client.post("/api/stocktakings", json={"name": "Before", "scope": scope})
    client.post("/api/stocktakings/1/close")
    client.post("/api/stocktakings", json={"name": "Stays", "scope": scope})
    client.post("/api/scanlists/1/scans", json={"codes": ["stays"]})
    client.post("/api/imports", data=b'{"auteur": "Without a title"}')
    job_runner.run_next(app)
    with app.app_context():
        parameters = {"book_ids": [], "item_ids": [], "operations": [], "name": "Stays", "preview": True}
        jobs.create(begin_write(), batch_edits.KIND, parameters, host="", actor="tests")
        db.session.commit()


@pytest.fixture
def caller(request: pytest.FixtureRequest, app: Flask, token_of: Any) -> Any:
    """What a kind of caller sends: headers, and the address it comes from."""
    kind = request.param
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    if kind == "nobody here":
        token_of(AccountRole.ADMIN)  # Local mode ends with the first account.
        return {}
    if kind == "nobody elsewhere":
        return elsewhere
    if kind == "bad token":
        return {"headers": {"Authorization": "Bearer cat_nonsense"}}
    secret = token_of(AccountRole.LIBRARIAN if kind == "revoked token" else AccountRole(kind))
    if kind == "revoked token":
        with app.app_context():
            session = begin_write()
            accounts.revoke_token(session, session.scalar(sa.select(Token.id)), actor="tests")  # type: ignore[arg-type]
            session.commit()
    return {"headers": {"Authorization": f"Bearer {secret}"}, **elsewhere}


@pytest.mark.parametrize("caller", CALLERS, indirect=True)
def test_every_route_for_every_caller(
    app: Flask,
    sample_records: Any,
    client: Any,
    caller: Any,
    problem: Any,
    unchanged: Any,
    request: pytest.FixtureRequest,
) -> None:
    """Reads are open to all; a write is for librarians, and whoever may not write changes nothing."""
    kind = request.node.callspec.params["caller"]
    for method, path in api_routes(app):
        noun = path.split("/")[-1 if path == "/api" else 2]
        sent = {"json": BODIES.get(path.split("/")[-1], BODIES[noun])} if method in {"POST", "PUT", "PATCH"} else {}
        is_for_staff = noun in {
            "imports",
            "changesets",
            "scanlists",
            "withdrawals",
            "deposits",
            "register",
            "stocktakings",
        } or path.endswith("/history")
        if is_for_staff and method == "GET" and kind not in MAY_WRITE:
            problem(client.get(path, **caller), 403 if kind == "reader" else 401)
        elif method in SAFE:
            assert client.open(path, method=method, buffered=True, **caller).status_code == 200, (method, path)
        elif kind in MAY_WRITE:
            answer = client.open(path, method=method, **sent, **caller)
            assert answer.status_code in {200, 201, 202, 204, 409}, (method, path, answer.text)
        else:
            with unchanged():
                answer = client.open(path, method=method, **sent, **caller)
            problem(answer, 403 if kind == "reader" else 401)
            if kind != "reader":
                assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_walk_meets_every_write(app: Flask) -> None:
    writes = {(method, path) for method, path in api_routes(app) if method not in SAFE}

    assert len(writes) == 40
    assert {path.split("/")[2] for _, path in writes} == set(BODIES) - {"scans", "returns", "lists", "marks", "numbers"}


@pytest.mark.parametrize("scheme", ["Basic YTpi", "Bearer", "Bearer ", "bearer x y", "Token x", "Digest a=b", ""])
def test_other_credentials_do_not_hold(client: Any, problem: Any, unchanged: Any, scheme: Any) -> None:
    with unchanged():
        problem(client.post("/api/books", json={"title": "T"}, headers={"Authorization": scheme}), 401)


def test_the_name_of_the_scheme_has_no_case(client: Any, token_of: Any) -> None:
    secret = token_of(AccountRole.LIBRARIAN)

    assert (
        client.post("/api/books", json={"title": "T"}, headers={"Authorization": f"bEARER {secret}"}).status_code == 201
    )


def test_local_mode_is_for_own_connections(client: Any, unchanged: Any, problem: Any) -> None:
    """What is straight is told in tests/test_local_mode.py."""
    assert client.post("/api/books", json={"title": "T"}).status_code == 201
    with unchanged():
        for environ in ({"REMOTE_PORT": "1"}, {"HTTP_VIA": "1.1 proxy"}, {"HTTP_HOST": "library.example"}):
            answer = client.post("/api/books", json={"title": "T"}, environ_overrides=environ)
            problem(answer, 401)


@pytest.mark.parametrize(
    ("settings", "is_on"),
    [
        ({}, True),
        ({"HOST": "localhost"}, True),
        ({"HOST": "::1"}, True),
        ({"HOST": "0.0.0.0"}, False),
        ({"HOST": "::"}, False),
        ({"HOST": "192.0.2.1"}, False),
        ({"HOST": "nowhere.invalid"}, False),
        ({"PUBLIC_URL": "https://library.example"}, False),
        ({"TRUSTED_PROXIES": "1"}, False),
    ],
)
def test_local_mode_needs_a_loopback_address_and_no_proxy(tmp_path: Path, settings: Any, is_on: Any) -> None:
    environ = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}",
        "SECRET_KEY": "only-for-tests-" * 3,
        **settings,
    }

    assert create_app(environ, local_mode=True).config["LOCAL_MODE"] is is_on
    assert create_app(environ | {"LOCAL_MODE": "1"}).config["LOCAL_MODE"] is False


def test_local_mode_ends_with_the_first_account(client: Any, problem: Any, unchanged: Any, token_of: Any) -> None:
    assert client.post("/api/books", json={"title": "T"}).status_code == 201

    token_of(AccountRole.READER)

    with unchanged():
        problem(client.post("/api/books", json={"title": "T"}), 401)


def test_the_log_says_who_wrote(app: Flask, client: Any, token_of: Any) -> None:
    client.post("/api/books", json={"title": "T"})
    secret = token_of(AccountRole.LIBRARIAN)
    client.put("/api/books/1", json={"title": "U"}, headers={"Authorization": f"Bearer {secret}"})

    with app.app_context():
        log = sa.text("SELECT actor FROM change WHERE kind = 'book' ORDER BY seq")
        actors = db.session().execute(log).scalars().all()
    assert actors == ["local", "a librarian"]


@pytest.fixture
def stored_token(app: Flask) -> Any:
    """The row of the only token, read anew."""

    def read() -> Any:
        with app.app_context():
            return db.session().scalar(sa.select(Token))

    return read


def test_a_token_is_kept_as_a_hash_only(app: Flask, token_of: Any) -> None:
    secret = token_of(AccountRole.LIBRARIAN)

    with app.app_context(), db.engine.connect() as connection:
        kept = [
            str(tuple(row))
            for table in ("token", "account")
            for row in connection.execute(sa.text(f"SELECT * FROM {table}"))
        ]

    assert not any(secret in row or secret.removeprefix("cat_") in row or "long enough" in row for row in kept)


@pytest.mark.parametrize("role", [AccountRole.LIBRARIAN, AccountRole.READER])
def test_the_last_use_of_a_token_is_noted_to_the_minute(
    app: Flask, client: Any, token_of: Any, stored_token: Any, role: Any
) -> None:
    headers = {"Authorization": f"Bearer {token_of(role)}"}
    assert stored_token().last_used_at is None
    started = now()

    client.post("/api/books", json={"title": "T"}, headers=headers)
    assert started <= stored_token().last_used_at <= now()

    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        session.execute(sa.update(Token).values(last_used_at=started - timedelta(hours=1)))
        session.commit()
    client.post("/api/books", json={}, headers=headers)
    assert started <= stored_token().last_used_at


def test_a_revoked_token_stops_at_once(app: Flask, client: Any, token_of: Any, stored_token: Any, problem: Any) -> None:
    headers = {"Authorization": f"Bearer {token_of(AccountRole.LIBRARIAN)}"}
    assert client.post("/api/books", json={"title": "T"}, headers=headers).status_code == 201

    with app.app_context():
        token_id = stored_token().id
        db.session.rollback()
        session = begin_write()
        accounts.revoke_token(session, token_id, actor="tests")
        session.commit()

    problem(client.post("/api/books", json={"title": "T"}, headers=headers), 401)
