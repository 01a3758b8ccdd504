"""A question put to the index, and what can be said of it without the books themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from math import prod

from tantivy import Query

from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.query.parser import Keep, Scope, TextQuery, parse_query
from catalogue.domain.text import squeeze
from catalogue.search import cores, facets
from catalogue.search.documents import STEM
from catalogue.search.facets import Headings
from catalogue.search.index import Snapshot
from catalogue.search.layout import TRAITS
from catalogue.search.paging import Hit, hits
from catalogue.search.queries import OF_TRAITS, Conditions, Queries, narrowed
from catalogue.search.ranking import stretches
from catalogue.search.traits import Traits, traits

MOST_CHARACTERS = 1000
"""Of a question; what follows is not read."""

LITERALLY = frozenset({Keep.SPELLING})
"""What a program insists on: it is told what it asked for, and nothing like it."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search: the text typed, what of it is to be taken literally, filters, the order, and what is to be counted.

    :param is_unfinished: whether the reader is still typing, so that the last word may be the beginning of one.
    :param counted: the facets wanted, `whole` being the one of which all values are.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    keep: frozenset[Keep] = frozenset()
    sort: str = "relevance"
    is_unfinished: bool = False
    counted: tuple[Facet, ...] = ()
    whole: Facet | None = None

    @property
    def wanted(self) -> tuple[Facet, ...]:
        """What is to be counted."""
        return (self.whole,) if self.whole else self.counted

    @property
    def n_values(self) -> int:
        """How many values of each facet are told at most."""
        return facets.MOST_VALUES if self.whole else facets.SHOWN

    @property
    def query(self) -> TextQuery:
        """The text, understood."""
        understood = parse_query(squeeze(self.text)[:MOST_CHARACTERS], self.keep)
        return replace(understood, is_unfinished=self.is_unfinished)


@dataclass(frozen=True)
class Asked:
    """A question put to a snapshot."""

    snapshot: Snapshot
    search: Search
    headings: Headings
    query: TextQuery

    @cached_property
    def queries(self) -> Queries:
        """What makes queries for this snapshot."""
        return Queries(self.snapshot)

    @cached_property
    def found(self) -> Query:
        """The books that answer the words, before any filter."""
        return self.queries.match(self.query)

    @cached_property
    def conditions(self) -> Conditions:
        """What the filters let through."""
        return self.queries.conditions(self.search.filters)

    @cached_property
    def filtered(self) -> Query:
        """The books that answer all of it."""
        return narrowed(self.found, self.conditions)

    @cached_property
    def total(self) -> int:
        """How many those are."""
        if not (self.query.text.strip() or self.conditions):
            return self.queries.n_all()
        if self.n_most > cores.MANY and {*TRAITS} & {*self.search.wanted}:
            return self.traits.total()
        return self.queries.count(self.filtered)

    @cached_property
    def traits(self) -> Traits:
        """The languages, decades and availability of those that all other filters let through."""
        others = {name: condition for name, condition in self.conditions.items() if name not in OF_TRAITS}
        return traits(self.queries, narrowed(self.found, others), self.search.filters)

    @cached_property
    def n_most(self) -> int:
        """About how many books are found at most, which is known without looking at them.

        0 where a number or a title without words is looked for; too few perhaps while the last word is being typed.
        """
        if self.query.isbns or self._is_without_words:
            return 0
        return min(self._n_books_of_words, default=self.queries.n_all())

    @cached_property
    def n_about(self) -> int:
        """About how many books are found, as if words and filters had nothing to do with each other.

        That is known without looking at the books, but only of plain words and filters of `TRAITS`; else it is 0.
        """
        if not self.is_plain or self._is_without_words or {*self.conditions} - OF_TRAITS:
            return 0
        doc_freq, n_all = self.snapshot.searcher.doc_freq, max(self.queries.n_all(), 1)
        shares = [n_books / n_all for n_books in self._n_books_of_words]
        for facet in TRAITS:
            if chosen := self.search.filters.get(facet):
                values = [int(one) if isinstance(one, bool) else one for one in chosen]
                shares.append(sum(doc_freq(facet, value) for value in values) / n_all)
        return int(n_all * prod(shares))

    @cached_property
    def _n_books_of_words(self) -> list[int]:
        """How many books have each word that a book must have, in any form."""
        words = (word for term in self.query.wanted for word in term.words if not word.is_optional)
        return [self.snapshot.searcher.doc_freq("any", STEM + word.stem) for word in words]

    @property
    def _is_without_words(self) -> bool:
        """Whether what was typed has no words, as `?!` has none: it may be a title."""
        return self.query.is_empty and bool(self.query.text.strip())

    def begin_page(self, page: int, per_page: int) -> Callable[[], Sequence[Hit]]:
        """Return what waits for a page of books; where they may be many, the first begins before they are counted."""
        is_early = page == 1 and self.n_most > cores.MANY
        total = max(self.n_most, per_page) if is_early else self.total
        order = stretches(self.queries, self.filtered, self.query, self.search.sort)
        return cores.begun(partial(hits, self.snapshot, order, (page - 1) * per_page, per_page, total), total)

    @cached_property
    def first(self) -> Hit:
        """The first book by relevance, where any is found."""
        order = stretches(self.queries, self.filtered, self.query, "relevance")
        (found,) = hits(self.snapshot, order, 0, 1, self.total)
        return found

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is quickly told of a book that it has what was typed: words anywhere, and nothing but words."""
        return (
            all(term.scope is Scope.ANYWHERE and not (term.is_phrase or term.joined) for term in self.query.terms)
            and not self.query.isbns
            and self.query.year_from is self.query.year_to is None
            and not self.query.years_out
            and not self.search.is_unfinished
        )

    @cached_property
    def required(self) -> list[str]:
        """The words that a book must have."""
        words = (word.folded for term in self.query.wanted for word in term.words if not word.is_optional)
        return list(dict.fromkeys(words))

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Those of them that no book has; the end of `20 000` is no word."""
        asked = [word for word in self.required if word != "000"]
        return tuple(word for word in asked if not self.queries.n_books("any", word))

    def put(self, text: str) -> "Asked":
        """Return the same question in other words."""
        return replace(self, query=parse_query(text, self.search.keep))
