"""Texts and filters as queries of Tantivy."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

from tantivy import FieldType, Occur, Query, Schema, Searcher

from catalogue.domain.identifiers import code_key
from catalogue.domain.query.filter_kinds import (
    CallNumberFilter,
    Filter,
    FlagFilter,
    HeadingFilter,
    NameFilter,
    TitleFilter,
    YearRangeFilter,
)
from catalogue.domain.query.filters import FILTERS, Filters
from catalogue.domain.query.parser import Scope, Term, TextQuery, Word
from catalogue.domain.text import heading_key, search_words, title_keys
from catalogue.search.codes import is_in_parts
from catalogue.search.documents import STEM, TITLE_STEM
from catalogue.search.index import Snapshot
from catalogue.search.volumes import LOOSE, list_asked_volumes

FIELDS = {
    Scope.ANYWHERE: ("title", "author", "series", "subject", "other"),
    Scope.TITLE: ("title",),
    Scope.AUTHOR: ("author",),
    Scope.SERIES: ("series",),
    Scope.SUBJECT: ("subject",),
}

MAX_CHECKED = 1000
"""Books of a word up to which deleted ones are left out of its count; a word on more books is not gone."""

MAX_ENDINGS = 60
"""Words that an unfinished word may become: the commonest ones."""

MAX_CALL_NUMBER = 64
"""Characters of a call number; of a longer text, Tantivy would make no automaton."""

MAX_YEARS = 40
"""Years and decades looked up one by one, which takes 0.6 of the time of a range; of more, a range is quicker."""

_NUMBER_NAME = re.compile(
    r"^(?:ean|issn|isbn|isrc|upc|gtin|code[\s-]?barres?|barcode|num[eé]ro|n°)\s*:?\s*", re.IGNORECASE
)
"""What somebody types before a number."""

Conditions = Mapping[str, Query]
"""The books that each filter lets through, by its name; the first and the last year together as `year`."""


def must(*queries: Query) -> Query:
    """Return the books that meet all of `queries`."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def should(*queries: Query) -> Query:
    """Return the books that meet one of `queries`; none without any."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def but(wanted: Query, unwanted: Iterable[Query]) -> Query:
    """Return the books of `wanted` that meet none of `unwanted`."""
    excluded = [(Occur.MustNot, query) for query in unwanted]
    return Query.boolean_query([(Occur.Must, wanted), *excluded]) if excluded else wanted


def narrow(found: Query, conditions: Conditions, but_for: str = "") -> Query:
    """Return the books of `found` that pass the filters, perhaps all but one."""
    return must(found, *(condition for name, condition in conditions.items() if name != but_for))


class QueryBuilder:
    """Builds queries for one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.schema: Schema = snapshot.schema
        self.searcher: Searcher = snapshot.searcher

    def term(self, field: str, value: Any) -> Query:
        """Return the books with a value in a field."""
        return Query.term_query(self.schema, field, value, index_option="basic")

    def match_any(self, field: str, values: list[str]) -> Query:
        """Return the books with one of these values in a field."""
        return Query.term_set_query(self.schema, field, values)

    def count(self, query: Query) -> int:
        """Return how many books a query finds, without scoring them, which would take twice as long."""
        unweighed = Query.const_score_query(query, 1.0)
        result: Any = self.searcher.search(unweighed, 1, count=True)  # Its stub does not know the count.
        return int(result.count)

    def has_words(self, fields: Iterable[str], words: Sequence[str], is_unfinished: bool = False) -> bool:
        """Tell whether each word is in one of `fields` of some book; an unfinished last word is not looked up.

        This takes a microsecond a word; to find that no book has all of them takes a hundred.
        """
        places = tuple(fields)
        whole = words[:-1] if is_unfinished else words
        return all(any(self.searcher.doc_freq(field, word) for field in places) for word in whole)

    def is_word(self, folded: str) -> bool:
        """Tell whether some book has a word as it is."""
        return self.count_books("any", folded) > 0

    def count_books(self, field: str, value: int | str) -> int:
        """Return how many books have a value in a field, without deleted ones unless they are many."""
        n_listed: int = self.searcher.doc_freq(field, value)
        return self.count(self.term(field, value)) if 0 < n_listed <= MAX_CHECKED else n_listed

    def match_phrase(self, field: str, folded: list[str], is_unfinished: bool = False) -> Query:
        """Return the books with these words in a row; the last may be the beginning of one if `is_unfinished`."""
        if is_unfinished and len(folded) > 1:
            return Query.phrase_prefix_query(self.schema, field, list(folded))
        if is_unfinished:
            return self.match_prefix(field, folded[0])
        return self.term(field, folded[0]) if len(folded) == 1 else Query.phrase_query(self.schema, field, list(folded))

    def count_all(self) -> int:
        """Return how many books there are: all documents but the words, which are never removed, and the state."""
        return int(self.searcher.num_docs) - self.searcher.doc_freq("kind", "word") - 1

    def all_books(self) -> Query:
        """Return every book."""
        return self.term("kind", "book")

    def match_prefix(self, field: str, beginning: str) -> Query:
        """Return the books with one of the commonest words in a field that begin so."""
        longer = self.searcher.terms_with_prefix(field, beginning, limit=MAX_ENDINGS)
        return self.match_any(field, [word for word, _ in longer])

    def match_all_in(self, fields: Iterable[str], folded: Iterable[str], is_unfinished: bool = False) -> Query:
        """Return the books that have each word in one of `fields`, of an unfinished last one at least the beginning."""
        places, (*whole, last) = list(fields), folded
        clauses = [should(*(self.term(field, word) for field in places)) for word in [*whole, last]]
        if is_unfinished:
            clauses[-1] = should(clauses[-1], *(self.match_prefix(field, last) for field in places))
        return must(*clauses)

    def match_forms(self, words: Iterable[Word], *fields: str) -> Query:
        """Return the books that have each word in the title, in any form, or in this form in one of `fields`."""
        return must(
            *(
                should(
                    self.term("any", TITLE_STEM + word.stem),
                    *(self.term(field, word.folded) for field in fields),
                )
                for word in words
            )
        )

    def match(self, query: TextQuery) -> Query:
        """Return the books that match a text, numbers in any writing, or have it as their number; before filters."""
        return should(*map(self._match_reading, query.readings))

    def _match_reading(self, query: TextQuery) -> Query:
        clauses = [self._match_term(term, query.beginning) for term in query.wanted]
        if query.isbns:
            clauses.append(self.match_number(query))
        if query.year_from is not None or query.year_to is not None:
            clauses.append(self.match_years(query.year_from, query.year_to))
        clauses += [self.match_call_number(beginning) for beginning in query.call_numbers]
        clauses += [self.term(name, code) for name, code in query.traits]
        if not clauses and query.is_empty and query.text.strip():
            clauses.append(should(*(self.term("title_exact", key) for key in title_keys(query.text))))
        unwanted = [self._match_term(term, None) for term in query.terms if term.is_excluded]
        unwanted += [self.match_years(*years) for years in query.years_out]
        matching = must(*(clauses or [self.all_books()]))
        if query.wanted:
            matching = should(
                matching,
                *self.list_number_matches(query),
                *self.list_call_number_matches(query),
                *self.list_volume_matches(query),
            )
        return but(matching, unwanted)

    def _match_term(self, term: Term, beginning: Word | None) -> Query:
        words = [word.folded for word in term.words]
        if term.is_phrase:
            return should(*(self.match_phrase(field, words) for field in FIELDS[term.scope]))
        required = [word for word in term.words if not word.is_optional]
        if not required:
            return self.all_books()
        clauses = [self._match_word(word, term.scope) for word in required]
        if required[-1] is beginning:
            field = "any" if term.scope is Scope.ANYWHERE else FIELDS[term.scope][0]
            clauses[-1] = should(clauses[-1], self.match_prefix(field, required[-1].folded))
        if not term.joined:
            return must(*clauses)
        field = "any" if term.scope is Scope.ANYWHERE else FIELDS[term.scope][0]
        return should(must(*clauses), must(*(self.term(field, word) for word in term.joined)))

    def _match_word(self, word: Word, scope: Scope) -> Query:
        if scope is not Scope.ANYWHERE:
            return should(*(self.term(field, word.folded) for field in FIELDS[scope]))
        return self.term("any", STEM + word.stem)

    def match_number(self, query: TextQuery) -> Query:
        """Return the books with the ISBN or barcode typed; one barcode of ten digits in eleven is also an ISBN."""
        return should(*(self.term("code", number) for number in query.isbns), *self.list_number_matches(query))

    def list_number_matches(self, query: TextQuery) -> list[Query]:
        """Return the query for books with the whole text as a number; none if no book has it."""
        keys = dict.fromkeys(map(code_key, (query.text, _NUMBER_NAME.sub("", query.text))))
        is_number = any(map(str.isdigit, query.text))
        return [self.term("code", key) for key in keys if is_number and key and self.searcher.doc_freq("code", key)]

    def list_call_number_matches(self, query: TextQuery) -> list[Query]:
        """Return the query for books with the whole text as a call number in parts; none if no book has it."""
        key = code_key(query.text) if is_in_parts(query.text) else ""
        return [self.term("call_number", key)] if key and self.searcher.doc_freq("call_number", key) else []

    def list_volume_matches(self, query: TextQuery) -> list[Query]:
        """Return the queries for books that are the volume that the text asks for; none if no book is.

        Those whose set has a longer name are meant only where none has this one.
        """
        asked = [] if query.n_precise else [*list_asked_volumes(query.text)]
        for prefix, one in product(("", LOOSE), asked):
            keys = (prefix + key for key in one.keys)
            if there := [self.term("volume", key) for key in keys if self.searcher.doc_freq("volume", key)]:
                return there
        return []

    def match_call_number(self, beginning: str) -> Query:
        """Return the books with a call number that begins so; letters and digits only, so nothing is to be escaped."""
        if len(beginning) > MAX_CALL_NUMBER:
            return Query.empty_query()
        return Query.regex_query(self.schema, "call_number", f"{beginning}.*")

    def build_conditions(self, filters: Filters) -> Conditions:
        """Return the filters as queries."""
        conditions: dict[str, Query] = {}
        for name, values in filters.items():
            if isinstance(FILTERS[name], YearRangeFilter):
                (first,), (last,) = filters.get("year_from", (None,)), filters.get("year_to", (None,))
                conditions["year"] = self.match_years(first, last)
            else:
                conditions[name] = should(*(self._build_condition(FILTERS[name], value, filters) for value in values))
        return conditions

    def _build_condition(self, defined: Filter, value: Any, filters: Filters) -> Query:
        """Return the books that have a value of a filter; of several filters of a copy, one copy has all."""
        match defined:
            case TitleFilter():
                words = search_words(min(title_keys(value), key=len)) or search_words(value)
                return self.match_all_in([defined.field], words) if words else self.term("title_exact", value)
            case HeadingFilter():
                return self._match_heading(defined.field, value)
            case NameFilter() if not self.searcher.doc_freq(defined.field, value):
                return self.term(f"{defined.field}_key", heading_key(value))
            case CallNumberFilter():
                return self.term(defined.field, code_key(value))
            case FlagFilter():
                return self.term(defined.field, int(value))
        is_on_shelf = defined.field == "location" and filters.get("available") == (True,)
        return self.term("available_at" if is_on_shelf else defined.field, value)

    def _match_heading(self, name: str, value: str) -> Query:
        """Return the books under a heading; if there is none of this name, those under headings with all its words."""
        if self.searcher.doc_freq(f"{name}_key", heading_key(value)):
            return self.term(f"{name}_key", heading_key(value))
        field = f"{name}_word" if name in ("author", "contributor") else name  # The text of authors has all people.
        return self.match_all_in([field], search_words(value) or [value])

    def match_range(self, field: str, first: int | None, last: int | None) -> Query:
        """Return the books whose number in a field lies between two, inclusive, either open."""
        return Query.range_query(self.schema, field, FieldType.Integer, first, last)

    def match_years(self, first: int | None, last: int | None) -> Query:
        """Return the books of the years between two, inclusive, either open."""
        if first is None or last is None:
            return self.match_range("year", first, last)
        terms = list(islice(_match_years(first, last), MAX_YEARS + 1))
        if len(terms) > MAX_YEARS:
            return self.match_range("year", first, last)
        return should(*(self.term(field, year) for field, year in terms))


def _match_years(first: int, last: int) -> Iterator[tuple[str, int]]:
    """Yield the decades between two years, and the single years of decades that lie there in part.

    >>> [*_match_years(1988, 2001)]
    [('year', 1988), ('year', 1989), ('decade', 1990), ('year', 2000), ('year', 2001)]
    """
    year = first
    while year <= last:
        is_decade = year % 10 == 0 and year + 9 <= last
        yield ("decade" if is_decade else "year", year)
        year += 10 if is_decade else 1
