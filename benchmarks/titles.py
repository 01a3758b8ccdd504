"""Questions on titles with a real vocabulary, put to the service, to Tantivy by itself and to FTS5 in turns."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import bare, catalogues, servers
from benchmarks.bare import Tantivy
from benchmarks.fts5 import Yardstick
from benchmarks.plan import BenchmarkPlan
from benchmarks.questions import BenchmarkQuestion
from benchmarks.report import Figure, make_upper_bound
from benchmarks.wire import KeepAliveConnection, format_request
from catalogue.domain.query.parser import parse_query
from catalogue.domain.text import words
from catalogue.search.index import SearchIndex
from catalogue.search.query_builder import QueryBuilder

MAX_TIMES_BARE = 2.5

_SAMPLED = "SELECT title FROM book WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Ask two words of titles that find one or two books, and common words."""
    database = catalogues.keep_catalogue(plan.folder, plan.n_titles, "titles")
    questions = {
        kind: list(islice(cycle(some), plan.n_rounds))
        for kind, some in _find_questions(database, plan.n_rounds).items()
    }
    alone = Tantivy(bare.make_index(database))
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder, ExitStack() as stack:
        yardstick = stack.enter_context(closing(Yardstick(Path(folder, "words.db"), database)))
        services = (servers.serve_catalogue(database), servers.serve_empty())
        ports = [stack.enter_context(server).port for server in services]
        asking, idling = (stack.enter_context(closing(KeepAliveConnection.connect(port))) for port in ports)
        for kind, some in questions.items():
            yield from _compare(kind, some, asking, idling, alone, yardstick)


def _compare(
    kind: str,
    questions: Sequence[BenchmarkQuestion],
    asking: KeepAliveConnection,
    idling: KeepAliveConnection,
    alone: Tantivy,
    yardstick: Yardstick,
) -> Iterator[Figure]:
    """Compare the medians of a kind of question, each asked three times, the quickest of which counts."""
    rows: list[tuple[float, ...]] = []
    for place, question in enumerate(questions):
        call = alone.make_call(question)
        # Answers are remembered, so each time it is another question, by the blanks at its end.
        turns = [
            (
                asking.measure_answer(format_request(question.build_path(3 * place + turn))),
                catalogues.measure_seconds(call),
                yardstick.measure_seconds(question),
                idling.measure_answer(format_request("/")),
            )
            for turn in range(3)
        ]
        rows.append(tuple(1000 * min(column) for column in zip(*turns, strict=True)))
    ours, tantivy, fts5, idle = (median(column) for column in zip(*rows, strict=True))
    shown = f"{ours:.1f} ms; Tantivy {tantivy:.1f} ms, empty view {idle:.1f} ms"
    yield make_upper_bound(MAX_TIMES_BARE, f"a search for {kind}", shown, ours / (tantivy + idle))
    shown = f"FTS5 {fts5:.1f} ms, empty view {idle:.1f} ms"
    yield Figure(f"FTS5 with bm25 behind an empty view for {kind}", shown, (fts5 + idle) / ours)


def _find_questions(database: Path, n: int) -> dict[str, list[BenchmarkQuestion]]:
    """Return questions of each kind, made from titles of the database."""
    snapshot = SearchIndex(catalogues.find_index(database)).snapshot()
    assert snapshot is not None
    builder, random = QueryBuilder(snapshot), Random(5)
    with closing(sqlite3.connect(database)) as connection:
        n_books: int = connection.execute("SELECT max(id) FROM book").fetchone()[0]
        ids = random.sample(range(1, n_books + 1), min(n_books, 3000))
        titles = [title for (title,) in connection.execute(_SAMPLED, [str(ids)])]
    found: list[BenchmarkQuestion] = []
    tally: dict[str, int] = {}
    for title in titles:
        telling = [word for word in dict.fromkeys(words(title)) if len(word) >= 4 and word.isalpha()]
        for word in telling:
            tally[word] = tally.get(word, 0) + 1
        if len(found) < n and len(telling) > 1:
            text = " ".join(random.sample(telling, 2))
            if 1 <= builder.count(builder.match(parse_query(text))) <= 2:
                found.append(BenchmarkQuestion("two words of a title, which find one or two books", text))
    common = sorted(tally, key=lambda word: (-tally[word], word))[:n]
    return {
        "two words of a title, which find one or two books": found,
        "a common word of real titles": [BenchmarkQuestion("", word) for word in common],
    }
