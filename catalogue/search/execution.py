"""A request on one snapshot of the index: what it finds, each part looked up once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.domain.query.parser import Term, TextQuery, parse_query
from catalogue.search.facets.columns import COLUMNS, PARTS
from catalogue.search.glued_words import resolve_glued_words
from catalogue.search.hits import Hit, find_hits, rank_few
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import Conditions, QueryBuilder, must, narrow, should
from catalogue.search.ranking import RELEVANCE, split_order
from catalogue.search.request import SearchRequest

FEW = 500
"""Books found up to which all are ranked by one search, rather than one search for each rule: a page of 100 books found
takes half of the time, and no more up to here."""


@dataclass(frozen=True)
class Execution:
    """A request with its text as one query, and what the snapshot finds for it; each part is looked up once."""

    snapshot: Snapshot
    request: SearchRequest
    parsed: TextQuery

    @cached_property
    def query(self) -> TextQuery:
        """The text as a query of this snapshot: words that no book has are taken for elisions or names in one piece."""
        return resolve_glued_words(self.builder, self.parsed)

    @cached_property
    def builder(self) -> QueryBuilder:
        """What builds queries for this snapshot."""
        return QueryBuilder(self.snapshot)

    @cached_property
    def matching(self) -> Query:
        """The books that match the text, of the heading if there is one, before any filter."""
        matching = self.builder.match(self.query)
        if self.request.heading is None:
            return matching
        facet, heading_id = self.request.heading
        facets = PARTS if facet is Facet.AUTHOR else (facet,)
        return must(should(*(self.builder.term(COLUMNS[one], heading_id) for one in facets)), matching)

    @cached_property
    def conditions(self) -> Conditions:
        """The filters as queries."""
        return self.builder.build_conditions(self.request.filters)

    @cached_property
    def found(self) -> Query:
        """The books that match the text and pass all filters."""
        return narrow(self.matching, self.conditions)

    @cached_property
    def total(self) -> int:
        """The number of books found."""
        is_all = not (self.query.text.strip() or self.conditions or self.request.heading)
        return self.builder.count_all() if is_all else self.builder.count(self.found)

    @cached_property
    def ranked(self) -> Sequence[Hit]:
        """All books found by relevance; only for few."""
        return rank_few(self.builder, self.found, self.query, self.total)

    def find_page(self, page: int, per_page: int) -> Sequence[Hit]:
        """Return one page of the books found, in the order of the request."""
        return self._find(self.request.sort, (page - 1) * per_page, per_page)

    @cached_property
    def first(self) -> Hit:
        """The first book by relevance, if any is found."""
        return self._find(RELEVANCE, 0, 1)[0]

    def _find(self, sort: str, start: int, n: int) -> Sequence[Hit]:
        if sort == RELEVANCE and self.total <= FEW:
            return self.ranked[start : start + n]
        order = split_order(self.builder, self.found, self.query, sort)
        return find_hits(self.snapshot, order, start, n, self.total)

    @cached_property
    def required_words(self) -> list[str]:
        """The words that a book must have."""
        words = (word.folded for term in self.query.wanted for word in term.words if not word.is_optional)
        return list(dict.fromkeys(words))

    @cached_property
    def unknown_words(self) -> tuple[str, ...]:
        """The required words that no book has; the end of `20 000` is no word."""
        words = [word for word in self.required_words if word != "000"]
        return tuple(word for word in words if not self.builder.count_books("any", word))

    def count_term(self, term: Term) -> int:
        """Return how many books have one term of the query and pass all filters."""
        alone = replace(self.query, text="", terms=(term,), is_unfinished=False)
        return self.builder.count(narrow(self.builder.match(alone), self.conditions))

    def as_beginning(self) -> "Execution":
        """Return the same request with the last word as the beginning of one."""
        return Execution(self.snapshot, self.request, replace(self.parsed, is_unfinished=True))

    def with_text(self, text: str) -> "Execution":
        """Return the same request with another text."""
        return Execution(self.snapshot, self.request, parse_query(text, self.request.keep))
