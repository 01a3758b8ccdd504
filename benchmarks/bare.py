"""Tantivy by itself: the calls of a program that has the same index and knows no rules, corrections or catalogue.

A question is the set of books that we would find, put together beforehand. Timed are the best 20 of it by BM25, how
many there are, their numbers, and for each facet its ten values on most books: all facets in one call, but for those
that have a filter, which are counted without it. For a word that is misspelt, the look at what was typed and at the
words near it come before.

Such a program has no tables to name a heading and a column for each facet, so its index has such columns besides ours:
four for the names of the authors of a book and four for its subjects, as Tantivy counts a column of text with one value
for each book many times faster than one with several, and one each for language, decade and availability.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import sqlalchemy as sa
import tantivy

from benchmarks import catalogues
from benchmarks.questions import BenchmarkQuestion
from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.query.parser import parse_query
from catalogue.extensions import db
from catalogue.models import Author, Series, Subject
from catalogue.search import schema
from catalogue.search.facets.columns import COLUMNS
from catalogue.search.index import WRITER_BYTES, SearchIndex, Snapshot, Writer
from catalogue.search.query_builder import Conditions, QueryBuilder, narrow
from catalogue.services import index_builds
from catalogue.store.index_source import IndexSource

N_BEST = 20
N_VALUES = 10

N_NAMES = 4
"""Columns of names for a book's authors, its contributors, subjects and series; further names are not counted."""

HEADINGS: dict[Facet, type[Author | Subject | Series]] = {
    Facet.AUTHOR: Author,
    Facet.CONTRIBUTOR: Author,
    Facet.SUBJECT: Subject,
    Facet.SERIES: Series,
}
NAMES = {facet: tuple(f"{facet}_{place}" for place in range(1, N_NAMES + 1)) for facet in HEADINGS}
NO_DECADE = -99_999

TEXTS = {
    **NAMES,
    Facet.LANGUAGE: ("language_column",),
    Facet.MATERIAL: ("material_column",),
    Facet.AUDIENCE: ("audience_column",),
}
NUMBERS = {Facet.DECADE: ("decade_column",), Facet.AVAILABLE: ("available_column",)}
ITS_COLUMNS = {**TEXTS, **NUMBERS, Facet.PUBLISHER: (COLUMNS[Facet.PUBLISHER],)}


def make_index(database: Path) -> Path:
    """Return the folder of the index with names of `database`, made now when there is none of today's schema."""
    folder = database.with_suffix(".bare")
    snapshot = SearchIndex(folder).snapshot()
    if snapshot is None or snapshot.state is None or snapshot.state.built_to is not None:
        shutil.rmtree(folder, ignore_errors=True)
        catalogues.run_in_process(_build, database, folder)
    return folder


def _build(database: Path, folder: Path) -> None:
    with catalogues.create_migrated_app(database).app_context():
        names = {
            facet: dict(db.session.execute(sa.select(model.id, model.name)).tuples().all())
            for facet, model in HEADINGS.items()
        }
        index = _NamedIndex(folder, names)
        with index.locked(0):
            index_builds.build(index, IndexSource(db.session()))
        db.session.remove()
        db.engine.dispose()


class _NamedIndex(SearchIndex):
    """An index whose documents have names in columns, too."""

    def __init__(self, folder: Path, names: Mapping[Facet, Mapping[int, str]]) -> None:
        super().__init__(folder)
        self.names = names

    def schema(self) -> tantivy.Schema:
        builder = schema.start_schema()
        for name in chain(*TEXTS.values()):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        for name in chain(*NUMBERS.values()):
            builder.add_integer_field(name, fast=True)
        return builder.build()

    @contextmanager
    def writing(self, n_bytes: int = WRITER_BYTES) -> Iterator[Writer]:
        with super().writing(n_bytes) as writer:
            yield _NamingWriter(writer, self.names)


class _NamingWriter(Writer):
    def __init__(self, writer: Writer, names: Mapping[Facet, Mapping[int, str]]) -> None:
        super().__init__(writer._writer)
        self._names = names

    def add(self, document: dict[str, object]) -> None:
        super().add(document | self._named(document) if document["kind"] == "book" else document)

    def _named(self, document: Mapping[str, object]) -> dict[str, object]:
        named: dict[str, object] = {
            "language_column": document.get("language", schema.NONE),
            "material_column": document.get("material", schema.NONE),
            "audience_column": document.get("audience", schema.NONE),
            "decade_column": document.get("decade", NO_DECADE),
            "available_column": document["available"],
        }
        for facet, columns in NAMES.items():
            numbers = document.get(COLUMNS[facet], [])
            assert isinstance(numbers, list)
            there = [self._names[facet][number] for number in numbers[:N_NAMES]]
            named |= zip(columns, [*there, *[schema.NONE] * (N_NAMES - len(there))], strict=True)
        return named


class Tantivy:
    """An index, opened without us."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(SearchIndex(folder).path))
        self.searcher = index.searcher()
        self.schema = index.schema

    def make_call(self, question: BenchmarkQuestion) -> Callable[[], None]:
        """Return what answers a question when it is called."""
        queries = QueryBuilder(Snapshot(self.searcher, self.schema))
        found = queries.match(parse_query(question.meant or question.text))
        conditions = _build_conditions(queries, question.filters)
        wanted = narrow(found, conditions)
        counted: dict[tuple[str, ...], list[str]] = {}
        for facet in Facet:
            counted.setdefault(tuple(name for name in conditions if name != facet), []).extend(ITS_COLUMNS[facet])
        bases = [
            (narrow(found, {name: conditions[name] for name in names}), _make_terms(of))
            for names, of in counted.items()
        ]
        looks = self._build_queries(question) if question.meant else []

        def answer() -> None:
            for query in looks:
                self.searcher.search(query, N_BEST)
            best = self.searcher.search(wanted, N_BEST)
            self.searcher.fast_field_values("id", [address for _, address in best.hits])
            for base, columns in bases:
                self.searcher.aggregate(base, columns)

        return answer

    def _build_queries(self, question: BenchmarkQuestion) -> list[tantivy.Query]:
        as_typed = QueryBuilder(Snapshot(self.searcher, self.schema)).match(parse_query(question.text))
        return [as_typed, tantivy.Query.fuzzy_term_query(self.schema, "word", question.text, 1, True)]


def _build_conditions(queries: QueryBuilder, filters: Filters) -> Conditions:
    """Return what each filter lets through, each by itself."""
    by_itself = [Filters(**{facet: filters.get(facet)}) for facet in schema.TRAITS]
    alone = [filters.replace(**dict.fromkeys(schema.TRAITS)), *by_itself]
    return {name: condition for one in alone for name, condition in queries.build_conditions(one).items()}


def _make_terms(columns: list[str]) -> dict[str, object]:
    return {column: {"terms": {"field": column, "size": N_VALUES}} for column in columns}
