"""Every page and list: how much longer it takes with a hundred times the books."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import quote

import orjson

from benchmarks import catalogues, servers
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from benchmarks.wire import KeepAliveConnection, format_request

MOST_TIMES = 10
PER_PAGE = 20
ENOUGH_SECONDS = 3.0
"""A page that takes so long is not asked for again and again."""
FEWEST_ROUNDS = 3

FACTS = {
    "author": "SELECT id FROM author ORDER BY n_books DESC LIMIT 1",
    "author_name": "SELECT key FROM author ORDER BY n_books DESC LIMIT 1",
    "author_last": "SELECT (n_books + 19) / 20 FROM author ORDER BY n_books DESC LIMIT 1",
    "subject": "SELECT id FROM subject ORDER BY n_books DESC LIMIT 1",
    "subject_name": "SELECT key FROM subject ORDER BY n_books DESC LIMIT 1",
    "subject_last": "SELECT (n_books + 19) / 20 FROM subject ORDER BY n_books DESC LIMIT 1",
    "publisher": "SELECT publisher FROM book GROUP BY publisher_key ORDER BY count(*) DESC LIMIT 1",
    "isbn": "SELECT isbn FROM book WHERE isbn IS NOT NULL ORDER BY id DESC LIMIT 1",
    "title": "SELECT title FROM book WHERE title LIKE '% %' ORDER BY id DESC LIMIT 1",
    "barcode": "SELECT barcode FROM item ORDER BY id DESC LIMIT 1",
    "dewey_last": "SELECT (count(*) + 19) / 20 FROM book WHERE dewey LIKE '8%'",
    "n": "SELECT max(id) FROM book",
}
"""What paths are about, in each catalogue: the busiest headings, the newest book."""

SINGLES = (
    "/about",
    "/books/{random}",
    "/authors/{author}",
    "/authors/{author}?page={author_last}",
    "/subjects/{subject}",
    "/subjects/{subject}?page={subject_last}",
    "/",
    "/api/books/{random}",
    "/api/books/isbn/{isbn}",
    "/api/books/title/{title}",
    "/api/authors/{author}",
    "/api/subjects/{subject}",
    "/api/authors?name={author_name}",
    "/api/subjects?name={subject_name}",
    "/api/items?barcode={barcode}",
    "/api/books?isbn={isbn}",
    "/search?dewey=8",
    "/search?dewey=8&page={dewey_last}",
    "/health/ready",
)
"""Pages of which there is one, or one that matters."""

LISTS = (
    *(f"/api/books?sort={sign}{sort}" for sort in ("title", "author", "year", "created") for sign in ("", "-")),
    "/api/books?language=fr",
    "/api/books?language=it",
    "/api/books?publisher={publisher}",
    "/api/books?year_from=1990&year_to=1999",
    "/api/books?available=true",
    "/api/books?available=false&sort=-year",
    "/api/books?author={author_name}",
    "/api/books?subject={subject_name}",
    "/api/books?title=histoire",
    "/api/books?q=roman",
    "/api/books?q=roman+policier&language=fr&sort=-year",
    "/api/books?q={isbn}",
    "/api/books?q=xylophone",
    "/api/authors?sort=name",
    "/api/authors?sort=-books",
    "/api/subjects?sort=name",
    "/api/subjects?sort=-books",
    "/api/items?status=on_loan",
    "/api/items?location=Centre",
    "/api/items?per_page=20",
    "/search?sort=title",
    "/search?q=roman",
    "/search?q={isbn}",
    "/search?q=xylophone",
    "/search?language=en&sort=-year",
)
"""Lists, of which the first page, the middle one and the last are asked for."""


class ServedCatalogue:
    """A catalogue that is served, and what of it pages are about."""

    def __init__(self, database: Path, connection: KeepAliveConnection) -> None:
        self.connection = connection
        self.random = Random(1)
        self.n_written = 0
        self.token = catalogues.create_token(database)
        with closing(sqlite3.connect(database)) as opened:
            found = {name: opened.execute(sql).fetchone()[0] for name, sql in FACTS.items()}
        self.n_books: int = found["n"]
        self.facts = {name: quote(str(value), safe="") for name, value in found.items()}

    def measure_seconds(self, path: str) -> float:
        """Return how long the page at `path`, its gaps filled, takes."""
        filled = path.format(**self.facts, random=self.random.randint(1, self.n_books))
        return self.connection.measure_answer(format_request(filled))

    def measure_seconds_after_write(self, path: str) -> float:
        """Return how long the page takes when nothing that was counted before holds any longer."""
        self.n_written += 1
        self.connection.measure_answer(
            format_request("/api/books", orjson.dumps({"title": f"Registre {self.n_written}"}), self.token)
        )
        return self.measure_seconds(path)

    def count_pages(self, path: str) -> int:
        """Return how many pages a list has."""
        self.measure_seconds(path.replace("/search", "/api/books"))
        return max(1, -(-int(self.connection.get_header("X-Total-Count")) // PER_PAGE))

    def list_paths(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each page, and its path in this catalogue."""
        for path in SINGLES:
            yield path, path
        for path in LISTS:
            yield path, path
            n_pages = self.count_pages(path)
            if n_pages > 1:
                yield f"{path}, middle", f"{path}&page={(n_pages + 1) // 2}"
                yield f"{path}, last", f"{path}&page={n_pages}"


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare the time of each page at the large catalogue with that at the small one, in turns."""
    with ExitStack() as stack:
        small, large = (
            stack.enter_context(_serve(stack.enter_context(catalogues.copy_catalogue(database))))
            for database in (plan.make_small(), plan.make_large())
        )
        paths = dict(small.list_paths())
        for name, path in large.list_paths():
            if name in paths:
                yield _compare(name, _measure_times(small, paths[name], large, path, plan.n_rounds))


@contextmanager
def _serve(database: Path) -> Iterator[ServedCatalogue]:
    with servers.serve_catalogue(database) as server, closing(KeepAliveConnection.connect(server.port)) as connection:
        yield ServedCatalogue(database, connection)


def _measure_times(
    small: ServedCatalogue, small_path: str, large: ServedCatalogue, large_path: str, n_rounds: int
) -> list[list[float]]:
    """Return columns of times: small and large, small and large just after a write."""
    rows: list[list[float]] = []
    start = perf_counter()
    while len(rows) < n_rounds and (len(rows) < FEWEST_ROUNDS or perf_counter() - start < ENOUGH_SECONDS):
        after_write = [small.measure_seconds_after_write(small_path), large.measure_seconds_after_write(large_path)]
        rows.append([small.measure_seconds(small_path), large.measure_seconds(large_path), *after_write])
    return [list(column) for column in zip(*rows, strict=True)]


def _compare(name: str, times: list[list[float]]) -> Figure:
    """Return the figure of a page; its ratio is the worse one of the two.

    Times are the quickest of their turns: a wait for a core is as long with few books as with many, so that medians on
    a busy machine make ratios better than they are.
    """
    small, large, small_cold, large_cold = (1000 * min(column) for column in times)
    shown = f"{small:.1f} → {large:.1f} ms; after a write {small_cold:.1f} → {large_cold:.1f} ms"
    return make_upper_bound(MOST_TIMES, f"`{name}`", shown, max(large / small, large_cold / small_cold))
