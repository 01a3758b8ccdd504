"""Completions of what is being typed, among titles, authors and subjects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.domain.text import search_words
from catalogue.search.facets.columns import COLUMNS, PARTS, Columns, Counts
from catalogue.search.hits import find_hits
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, but, must, should
from catalogue.search.ranking import Stretch

MAX_WORDS = 8
"""Words typed that are read."""

N_CANDIDATES = 40
"""Headings of the books found that are looked at; some of them have the words themselves."""


@dataclass(frozen=True, slots=True)
class Completions:
    """Ids of books whose titles match, and the headings of books with a matching heading: ids with counts."""

    titles: Sequence[int]
    headings: Mapping[Facet, Counts]


def complete(snapshot: Snapshot, text: str, n: int) -> Completions:
    """Return completions of what has been typed so far, `n` titles at most; none for no words."""
    typed = search_words(text)[:MAX_WORDS]
    if not typed:
        return Completions([], {})
    builder = QueryBuilder(snapshot)
    counts = {facet: _count(builder, facet, typed) for facet in (Facet.SUBJECT, Facet.SERIES)}
    counts[Facet.AUTHOR] = _count_people(builder, typed)
    return Completions(_find_titles(snapshot, typed, n), counts)


def _find_titles(snapshot: Snapshot, typed: Sequence[str], n: int) -> list[int]:
    """Return the books whose titles begin with the words, then those whose titles have them."""
    builder = QueryBuilder(snapshot)
    having = _match(builder, "title", typed)
    beginning = builder.match_phrase("title_start", [f"^{typed[0]}", *typed[1:]], is_unfinished=True)
    order = [Stretch(must(having, beginning), "tie", True), Stretch(but(having, [beginning]), "tie", True)]
    return [hit.book_id for hit in find_hits(snapshot, order, 0, n, total=2 * n)]


def _match(builder: QueryBuilder, field: str, typed: Sequence[str]) -> Query:
    *whole, last = typed
    clauses = [builder.term(field, word) for word in whole]
    return must(*clauses, builder.match_prefix(field, last))


def _count(builder: QueryBuilder, facet: Facet, typed: Sequence[str]) -> Counts:
    """Return the counts of the headings of those books that have the words in one of their headings."""
    matching = _match(builder, facet.value, typed)
    return Columns(builder, matching, builder.count(matching), N_CANDIDATES).count([facet])[facet]


def _count_people(builder: QueryBuilder, typed: Sequence[str]) -> Counts:
    """Return the same of people, whatever their part in the books; somebody with two parts in one counts once."""
    matching = _match(builder, "author", typed)
    parts = Columns(builder, matching, builder.count(matching), N_CANDIDATES).count(PARTS)
    counts = dict(parts[Facet.CONTRIBUTOR])
    for person, n_books in parts[Facet.AUTHOR].items():
        both = should(*(builder.term(COLUMNS[facet], person) for facet in PARTS))
        counts[person] = builder.count(must(matching, both)) if person in counts else n_books
    return counts


def matches(heading: str, text: str) -> bool:
    """Tell whether a heading itself has the words typed so far, of the last one at least the beginning."""
    there = search_words(heading)
    *whole, last = search_words(text)[:MAX_WORDS]
    return all(word in there for word in whole) and any(word.startswith(last) for word in there)
