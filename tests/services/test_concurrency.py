"""Many writers at once: nothing is lost, nothing fails, and a follower of the change log misses nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.extensions import db
from catalogue.models import Change
from catalogue.store import change_log
from tests.factories import stored_book

WRITERS = 50


@pytest.fixture
def at_once() -> Any:
    """Run a function for each of many numbers, all at once, and return what they returned."""

    def run(work: Any, n: Any = WRITERS) -> Any:
        with ThreadPoolExecutor(n) as pool:
            return list(pool.map(work, range(n)))

    return run


def test_fifty_writers_lose_no_item(app: Flask, client: Any, at_once: Any) -> Any:
    book = client.post("/api/books", json={"title": "T"}).json

    def add(number: Any) -> Any:
        return app.test_client().post("/api/items", json={"book_id": book["id"], "barcode": f"B{number}"}).status_code

    assert set(at_once(add)) == {201}
    assert client.get("/api/books/1").json["items"] == {"total": WRITERS, "available": WRITERS}
    assert client.get("/api/books/1").json["revision"] == WRITERS + 1


def test_fifty_writers_lose_no_update(app: Flask, client: Any, at_once: Any) -> Any:
    """Each adds its number to what stands, and tries again when somebody was faster."""
    client.post("/api/books", json={"title": "T", "extra": {"numbers": []}})

    def add(number: Any) -> Any:
        own = app.test_client()
        statuses = []  # type: ignore[var-annotated]
        while not statuses or statuses[-1] == 412:
            current = own.get("/api/books/1")
            numbers = [*current.json["extra"]["numbers"], number]
            sent = {"json": {"extra": {"numbers": numbers}}, "headers": {"If-Match": current.headers["ETag"]}}
            statuses.append(own.patch("/api/books/1", **sent).status_code)
        return set(statuses)

    assert set().union(*at_once(add)) <= {200, 412}
    book = client.get("/api/books/1").json
    assert sorted(book["extra"]["numbers"]) == list(range(WRITERS))
    assert book["revision"] == WRITERS + 1


def test_of_fifty_who_want_an_isbn_one_gets_it(app: Flask, client: Any, at_once: Any) -> Any:
    def claim(number: Any) -> Any:
        book = {"title": f"T{number}", "isbn": "9782070360024", "authors": ["Same"]}
        return app.test_client().post("/api/books", json=book).status_code

    statuses = at_once(claim)

    assert sorted(statuses) == [201] + [409] * (WRITERS - 1)
    assert client.get("/api/books").headers["X-Total-Count"] == "1"


def test_new_headings_that_come_at_once_are_one(app: Flask, client: Any, at_once: Any) -> Any:
    def add(number: Any) -> Any:
        return app.test_client().post("/api/books", json={"title": f"T{number}", "authors": ["Émile Zola"]}).status_code

    assert set(at_once(add, 20)) == {201}
    (author,) = client.get("/api/authors").json
    assert author["books"] == 20


def test_readers_are_answered_while_a_writer_holds_the_door(app: Flask, client: Any) -> None:
    client.post("/api/books", json={"title": "T"})
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        stored_book(session, "Not yet")
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(lambda: app.test_client().get("/api/books")).result(timeout=120)
        session.rollback()

    assert [book["title"] for book in answer.json] == ["T"]


def test_a_second_writer_waits_for_the_first(app: Flask) -> None:
    """So the order of the numbers is the order of the commits."""
    opened = Event()

    def second() -> None:
        with app.app_context():
            session = db.session()
            change_log.open_write(session)
            opened.set()
            stored_book(session, "Second", actor="second")
            session.commit()

    with ThreadPoolExecutor(1) as pool, app.app_context():
        session = db.session()
        change_log.open_write(session)
        waiting = pool.submit(second)
        stored_book(session, "First", actor="first")
        assert not opened.wait(0.2)
        session.commit()
        waiting.result(timeout=120)
        actors = session.scalars(sa.select(Change.actor).order_by(Change.seq)).all()

    assert actors == ["first", "second"]


def test_a_follower_of_the_log_misses_nothing(app: Flask, at_once: Any) -> Any:
    finished = Event()
    n_each = 8

    def write(number: Any) -> None:
        for step in range(n_each):
            with app.app_context():
                session = db.session()
                change_log.open_write(session)
                stored_book(session, f"{number}.{step}")
                session.rollback() if step % 4 == 3 else session.commit()

    def follow() -> Any:
        seen = []  # type: ignore[var-annotated]
        with app.app_context():
            while True:
                is_last_round = finished.is_set()
                last = seen[-1] if seen else 0
                seen += db.session().scalars(sa.select(Change.seq).where(Change.seq > last).order_by(Change.seq))
                db.session().rollback()
                if is_last_round:
                    return seen

    with ThreadPoolExecutor(1) as pool:
        follower = pool.submit(follow)
        at_once(write, 8)
        finished.set()
        seen = follower.result(timeout=120)
    with app.app_context():
        assert seen == db.session().scalars(sa.select(Change.seq).order_by(Change.seq)).all()
    assert len(seen) == 8 * 6


PROCESS = """
import os, socket, sys
from catalogue.app import create_app

listener = socket.create_server(("127.0.0.1", 0))
peer = socket.create_connection(listener.getsockname())
app = create_app(os.environ | {"PORT": str(listener.getsockname()[1])}, local_mode=True)
client = app.test_client()
client.environ_base["REMOTE_PORT"] = str(peer.getsockname()[1])
for number in range(25):
    answer = client.post("/api/items", json={"book_id": 1, "barcode": f"{sys.argv[1]}-{number}"})
    assert answer.status_code == 201, answer.text
"""


def test_two_processes_share_one_database(client: Any, database_url: str, start_process: Any) -> None:
    client.post("/api/books", json={"title": "T"})
    environ = {"DATABASE_URL": database_url, "SECRET_KEY": "only-for-tests-" * 3}
    running = [
        start_process([sys.executable, "-c", PROCESS, name], env=environ, stderr=subprocess.PIPE, text=True)
        for name in ("left", "right")
    ]

    for process in running:
        _, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint
    book = client.get("/api/books/1").json
    assert (book["items"]["total"], book["revision"]) == (50, 51)
