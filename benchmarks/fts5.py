"""The same questions put to SQLite's FTS5, with bm25 and the same filters and counts, in turns with the service."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

import orjson

from benchmarks import catalogues, servers
from benchmarks.plan import BenchmarkPlan
from benchmarks.questions import BenchmarkQuestion, make_mix
from benchmarks.report import Figure
from benchmarks.wire import KeepAliveConnection, format_request
from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.text import words

N_ASKED = 3
ENOUGH_SECONDS = 10
"""Questions of each kind, and when no more of them are asked: here some take that long."""

_TABLE = """
    CREATE VIRTUAL TABLE words USING fts5(
        title, author, series, subject, other, content='', tokenize='unicode61 remove_diacritics 2')
"""
_FILL = """
    INSERT INTO words (rowid, title, author, series, subject, other) SELECT id, title || coalesce(' ' || subtitle, ''),
        (SELECT group_concat(name, ' ') FROM authorship JOIN author ON author.id = author_id
         WHERE book_id = book.id),
        (SELECT group_concat(name, ' ') FROM book_series JOIN series ON series.id = series_id WHERE book_id = book.id),
        (SELECT group_concat(name, ' ') FROM book_subject JOIN subject ON subject.id = subject_id
         WHERE book_id = book.id),
        coalesce(publisher, '') || coalesce(' ' || description, '') || coalesce(' ' || isbn, '')
    FROM book
"""
_BEST = """
    SELECT words.rowid FROM words CROSS JOIN book ON book.id = words.rowid
    WHERE words MATCH :words AND {conditions} ORDER BY bm25(words, 10, 5, 2, 3, 1) LIMIT 20
"""
_FIRST = "SELECT id FROM book WHERE {conditions} ORDER BY title_key, id LIMIT 20"
_OF_FOUND = "temp.found CROSS JOIN book ON book.id = found.id"
"""CROSS, so that SQLite looks at the books found and not at all of them, which it has no statistics to know."""
_FOUND = "CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)"
_KEEP = "INSERT INTO found SELECT rowid FROM words WHERE words MATCH :words"
_COUNT = "SELECT count(*) FROM {found} WHERE {conditions}"
_IS_AVAILABLE = "EXISTS (SELECT 1 FROM item WHERE book_id = book.id AND status = 'available')"
_PEOPLE = "CROSS JOIN authorship ON book_id = book.id AND role {role} JOIN author ON author.id = author_id"
_VALUES = {
    Facet.AUTHOR: ("author.name", _PEOPLE.format(role="= 'author'")),
    Facet.CONTRIBUTOR: ("author.name", _PEOPLE.format(role="<> 'author'")),
    Facet.SUBJECT: (
        "subject.name",
        "CROSS JOIN book_subject ON book_id = book.id JOIN subject ON subject.id = subject_id",
    ),
    Facet.SERIES: ("series.name", "CROSS JOIN book_series ON book_id = book.id JOIN series ON series.id = series_id"),
    Facet.LANGUAGE: ("language", ""),
    Facet.DECADE: ("publication_year / 10 * 10", ""),
    Facet.PUBLISHER: ("publisher", ""),
    Facet.AVAILABLE: (_IS_AVAILABLE, ""),
    Facet.MATERIAL: ("material", ""),
    Facet.AUDIENCE: ("audience", ""),
}
_COUNT_VALUES = """
    SELECT {value}, count(*) FROM {found} {tables}
    WHERE {conditions} GROUP BY 1 ORDER BY 2 DESC LIMIT 10
"""
_CONDITIONS = {
    "language": "language IN (SELECT value FROM json_each(:language))",
    "decade": "publication_year / 10 * 10 IN (SELECT value FROM json_each(:decade))",
    "available": f"{_IS_AVAILABLE} IN (SELECT value FROM json_each(:available))",
    "year_from": "publication_year >= :year_from",
    "year_to": "publication_year <= :year_to",
}


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare the times of both for each kind of question that FTS5 can be asked: it corrects no spelling."""
    large = plan.make_large()
    questions = make_mix(plan.make_tenth(), catalogues.find_index(large), min(N_ASKED, plan.n_rounds))
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        start = perf_counter()
        yardstick = Yardstick(Path(folder, "words.db"), large)
        seconds = perf_counter() - start
        with servers.serve_catalogue(large) as server, closing(yardstick):
            for kind in dict.fromkeys(question.kind for question in questions if not question.meant):
                yield _compare(kind, [one for one in questions if one.kind == kind], server.port, yardstick)
    yield Figure(f"FTS5's table of {plan.n_large:,} books", f"{seconds:.0f} s to make")


def _compare(kind: str, questions: list[BenchmarkQuestion], port: int, yardstick: "Yardstick") -> Figure:
    times: list[tuple[float, float]] = []
    start = perf_counter()
    for place, question in enumerate(questions):
        if place == 0 or perf_counter() - start < ENOUGH_SECONDS:
            with closing(
                KeepAliveConnection.connect(port)
            ) as asking:  # Anew, because the server does not wait for so long.
                times.append(
                    (
                        1000 * asking.measure_answer(format_request(question.build_path(place))),
                        1000 * yardstick.measure_seconds(question),
                    )
                )
    ours, theirs = (median(column) for column in zip(*times, strict=True))
    shown = f"{theirs:,.0f} ms; {ours:,.0f} ms"
    return Figure(f"FTS5 for {kind}, against GET /api/search", shown, theirs / ours)


class Yardstick:
    """A table of FTS5 over the books of `catalogue`, whose own tables are counted."""

    def __init__(self, path: Path, catalogue: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for statement in ("PRAGMA cache_size = -262144", "PRAGMA temp_store = MEMORY", "PRAGMA synchronous = OFF"):
            self.connection.execute(statement)
        self.connection.execute("ATTACH ? AS catalogue", [str(catalogue)])
        self.connection.execute(_TABLE)
        self.connection.execute("BEGIN")
        self.connection.execute(_FILL)
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def measure_seconds(self, question: BenchmarkQuestion) -> float:
        """Return how long a question takes: the best 20, how many there are, the values of every facet."""
        start = perf_counter()
        self._ask(question)
        return perf_counter() - start

    def _ask(self, question: BenchmarkQuestion) -> None:
        parameters = {"words": _format_query(question.text), **_make_parameters(question.filters)}
        names = [name for name in _CONDITIONS if name in parameters]
        best, found = (_BEST, _OF_FOUND) if question.text else (_FIRST, "book")

        def select_rows(sql: str, but: str = "", **gaps: str) -> None:
            conditions = " AND ".join(_CONDITIONS[name] for name in names if name != but) or "true"
            self.connection.execute(sql.format(conditions=conditions, found=found, **gaps), parameters).fetchall()

        select_rows(best)
        if question.text:
            self.connection.execute(_FOUND)
            self.connection.execute(_KEEP, parameters)
        select_rows(_COUNT)
        for facet, (value, tables) in _VALUES.items():
            select_rows(_COUNT_VALUES, but=facet.value, value=value, tables=tables)
        if question.text:
            self.connection.execute("DROP TABLE temp.found")


def _format_query(text: str) -> str:
    """Return a question in FTS5's own writing.

    >>> _format_query('"la terre"'), _format_query("zola terre")
    ('"la terre"', '"zola" "terre"')
    """
    folded = words(text)
    return f'"{" ".join(folded)}"' if text.startswith('"') else " ".join(f'"{word}"' for word in folded)


def _make_parameters(filters: Filters) -> dict[str, object]:
    return {
        name: values[0]
        if name in ("year_from", "year_to")
        else orjson.dumps([int(one) if isinstance(one, bool) else one for one in values]).decode()
        for name, values in filters.items()
    }
