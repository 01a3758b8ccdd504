"""Tantivy by itself: the calls of a program that has the same index and knows no rules, corrections or catalogue.

A question is the set of books that we would find, put together beforehand. Timed are the best 20 of it by BM25, how
many there are, their numbers, and for each facet its ten values on most books: all facets in one call, but for those
that have a filter, which are counted without it. For a word that is misspelt, the look at what was typed and at the
words near it come before.
"""

from collections.abc import Callable
from pathlib import Path

import tantivy

from benchmarks.questions import Question
from catalogue.domain.filters import Facet
from catalogue.domain.query import parse_query
from catalogue.search.columns import COLUMNS
from catalogue.search.index import SearchIndex, Snapshot
from catalogue.search.queries import Queries, narrowed

N_BEST = 20
N_VALUES = 10


class Tantivy:
    """An index, opened without us."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(SearchIndex(folder).path))
        self.searcher = index.searcher()
        self.schema = index.schema

    def calls(self, question: Question) -> Callable[[], None]:
        """Return what answers a question when it is called."""
        queries = Queries(Snapshot(self.searcher, self.schema))
        found = queries.match(parse_query(question.meant or question.text))
        conditions = queries.conditions(question.filters)
        wanted = narrowed(found, conditions)
        counted: dict[tuple[str, ...], list[str]] = {}
        for facet in Facet:
            counted.setdefault(tuple(name for name in conditions if name != facet), []).extend(COLUMNS[facet])
        bases = [
            (narrowed(found, {name: conditions[name] for name in names}), _terms(of)) for names, of in counted.items()
        ]
        looks = self._looks(question) if question.meant else []

        def answer() -> None:
            for query in looks:
                self.searcher.search(query, N_BEST)
            best = self.searcher.search(wanted, N_BEST)
            self.searcher.fast_field_values("id", [address for _, address in best.hits])
            for base, columns in bases:
                self.searcher.aggregate(base, columns)

        return answer

    def _looks(self, question: Question) -> list[tantivy.Query]:
        as_typed = Queries(Snapshot(self.searcher, self.schema)).match(parse_query(question.text))
        return [as_typed, tantivy.Query.fuzzy_term_query(self.schema, "word", question.text, 1, True)]


def _terms(columns: list[str]) -> dict[str, object]:
    return {column: {"terms": {"field": column, "size": N_VALUES}} for column in columns}
