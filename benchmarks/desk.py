"""The desk: a book's form against its page, a save against the API's POST, and a history of many changes."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import orjson

from benchmarks import catalogues, servers
from benchmarks.generator import Generator
from benchmarks.one_post import take_first_decile
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from benchmarks.wire import HOST, KeepAliveConnection, format_request
from catalogue.domain.record import BookRecord
from catalogue.extensions import begin_write, db
from catalogue.services import books

N_CHANGES = 10_000
PER_PAGE = 20
TURNS_A_ROUND = 10
LONG_HISTORY, SHORT_HISTORY = 1, 2
"""Books by their ids."""

_TOKEN = re.compile(rb'name="((?:log_in_)?csrf_token)"[^>]* value="([^"]+)"')


@dataclass(slots=True)
class StaffBrowser:
    """A connection with the cookies of somebody who has logged in."""

    connection: KeepAliveConnection
    cookies: dict[str, str] = field(default_factory=dict)

    def measure_page(self, path: str) -> float:
        """Return how long a page takes, in seconds."""
        return self._measure(f"GET {path} HTTP/1.1\r\n", b"")

    def measure_post(self, path: str, fields: Sequence[tuple[str, str]]) -> float:
        """Return how long a form takes that is sent to `path`, in seconds."""
        body = urlencode(fields).encode()
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return self._measure(f"POST {path} HTTP/1.1\r\n{kind}Content-Length: {len(body)}\r\n", body)

    def read_token(self, path: str) -> tuple[str, str]:
        """Return the name and the value of the token in the last form of the page at `path`."""
        self.measure_page(path)
        name, value = _TOKEN.findall(bytes(self.connection.received))[-1]
        return name.decode(), value.decode()

    def log_in(self) -> None:
        """Log in as the librarian of `catalogues.create_token`."""
        fields = [("log_in_name", catalogues.LIBRARIAN), ("log_in_password", catalogues.PASSWORD), ("log_in_next", "")]
        self.measure_post("/login", [self.read_token("/login"), *fields])

    def _measure(self, head: str, body: bytes) -> float:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head += f"Host: {HOST}\r\nAccept: text/html\r\nAccept-Language: fr\r\nCookie: {cookie}\r\n\r\n"
        seconds = self.connection.measure_answer(head.encode() + body)
        for name, value in self.connection.list_headers():
            if name == "set-cookie":
                cookie_name, _, cookie_value = value.partition(";")[0].partition("=")
                self.cookies[cookie_name] = cookie_value
        return seconds


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare pages of the desk with pages and requests that do the same for readers and programs, in turns."""
    n_changes = min(N_CHANGES, plan.n_large)
    with catalogues.copy_catalogue(plan.make_large()) as database:
        token = catalogues.create_token(database)
        catalogues.run_in_process(_write_changes, database, n_changes)
        with (
            servers.serve_catalogue(database) as server,
            closing(KeepAliveConnection.connect(server.port)) as connection,
            closing(KeepAliveConnection.connect(server.port)) as posting,
        ):
            browser = StaffBrowser(connection)
            browser.log_in()
            yield _compare_form(browser, plan)
            yield _compare_save(browser, posting, token, plan)
            yield from _compare_histories(browser, n_changes, plan)


def _compare_form(browser: StaffBrowser, plan: BenchmarkPlan) -> Figure:
    random, times = Random(1), []
    for _ in range(plan.n_rounds * TURNS_A_ROUND):
        book_id = random.randint(1, plan.n_large)
        times.append((browser.measure_page(f"/desk/books/{book_id}"), browser.measure_page(f"/books/{book_id}")))
    return _make_figure(3, "`/desk/books/ID`, the form, against `/books/ID`", times)


def _compare_save(browser: StaffBrowser, posting: KeepAliveConnection, token: str, plan: BenchmarkPlan) -> Figure:
    n = plan.n_rounds * TURNS_A_ROUND
    records = list(islice(Generator(seed=3).generate_records(plan.n_large + 1), 2 * n))
    csrf = browser.read_token("/desk/books/new")
    times = []
    for typed, sent in zip(records[:n], records[n:], strict=True):
        saved = browser.measure_post("/desk/books/new", [csrf, *_list_fields(typed)])
        posted = posting.measure_answer(format_request("/api/books", orjson.dumps(sent.as_json()), token))
        times.append((saved, posted))
    return _make_figure(1.5, "a new book saved at the desk, against POST `/api/books`", times)


def _list_fields(record: BookRecord) -> Iterator[tuple[str, str]]:
    """Yield what the form sends of a record."""
    for name in (
        "title",
        "subtitle",
        "isbn",
        "publisher",
        "published",
        "language",
        "page_count",
        "dewey",
        "description",
    ):
        yield name, str(getattr(record, name) or "")
    for place, author in enumerate(record.authors):
        yield from ((f"people-{place}-name", author), (f"people-{place}-role", "author"))
    yield from ((f"subjects-{place}", subject) for place, subject in enumerate(record.subjects))
    yield "allow_duplicate", "1"


def _compare_histories(browser: StaffBrowser, n_changes: int, plan: BenchmarkPlan) -> Iterator[Figure]:
    n_pages = -(-n_changes // PER_PAGE)
    short = f"/desk/books/{SHORT_HISTORY}/history"
    for name, number in (("first", 1), ("middle", (n_pages + 1) // 2), ("last", n_pages)):
        path = f"/desk/books/{LONG_HISTORY}/history?page={number}"
        times = [
            (browser.measure_page(path), browser.measure_page(short)) for _ in range(plan.n_rounds * TURNS_A_ROUND)
        ]
        yield _make_figure(3, f"history of {n_changes:,} changes, {name} page, against one of {PER_PAGE}", times)


def _make_figure(most: float, name: str, times: Sequence[tuple[float, float]]) -> Figure:
    """Return a figure from pairs of times, in seconds; its ratio is that of their first deciles (see `one_post`)."""
    ours, theirs = (1000 * take_first_decile(column) for column in zip(*times, strict=True))
    return make_upper_bound(most, name, f"{ours:.1f} ms; {theirs:.1f} ms", ours / theirs)


def _write_changes(database: Path, n_changes: int) -> None:
    """Change one book many times, and another as often as fills a page of its history."""
    with catalogues.create_migrated_app(database).app_context():
        session = begin_write()
        for book_id, n in ((LONG_HISTORY, n_changes), (SHORT_HISTORY, PER_PAGE)):
            record: Any = books.get(session, book_id).as_record()
            for number in range(n):
                changed = replace(record, subtitle=f"Version {number}")
                books.replace(session, book_id, changed, actor="benchmark", allow_duplicate=True)
        session.commit()
        db.engine.dispose()
