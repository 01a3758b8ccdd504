"""Completions: what the words typed so far may become, among titles, authors and subjects."""

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.domain.text import words
from catalogue.search import facets
from catalogue.search.columns import Counts
from catalogue.search.facets import Headings, Known
from catalogue.search.index import Snapshot
from catalogue.search.paging import hits
from catalogue.search.queries import Queries, but, must
from catalogue.search.ranking import Stretch

MOST_WORDS = 8
LOOKED_AT = 40
"""Headings of the books found, among which are those that have the words themselves."""


@dataclass(frozen=True, slots=True)
class Completions:
    """The numbers of books by their titles, and headings with the number of books under each."""

    titles: list[int]
    authors: list[tuple[str, int]]
    subjects: list[tuple[str, int]]


def complete(snapshot: Snapshot, text: str, n: int, headings: Headings) -> Completions:
    """Return at most `n` completions of each kind for what has been typed so far; none for no words."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return Completions([], [], [])
    counted = _counts(snapshot, Facet.AUTHOR, typed, headings) | _counts(snapshot, Facet.SUBJECT, typed, headings)
    found = {
        facet: [(value.value, value.count) for value in values if _has(value.value, typed)][:n]
        for facet, values in facets.named(counted, LOOKED_AT, headings).items()
    }
    return Completions(_titles(snapshot, typed, n), found[Facet.AUTHOR], found[Facet.SUBJECT])


def _titles(snapshot: Snapshot, typed: Sequence[str], n: int) -> list[int]:
    """Return the books whose titles begin so, then those that have the words."""
    queries = Queries(snapshot)
    having = _with(queries, "title", typed)
    beginning = queries.phrase("title_start", [f"^{typed[0]}", *typed[1:]], is_unfinished=True)
    order = [Stretch(must(having, beginning), "tie", True), Stretch(but(having, [beginning]), "tie", True)]
    return [hit.book_id for hit in hits(snapshot, order, 0, n, total=2 * n)]


def _with(queries: Queries, field: str, typed: Sequence[str]) -> Query:
    *whole, last = typed
    found = [queries.term(field, word) for word in whole]
    return must(*found, queries.ending(field, last))


def _counts(snapshot: Snapshot, facet: Facet, typed: Sequence[str], headings: Headings) -> dict[Facet, Counts]:
    """Return on how many books the headings of those books are that have the words in one of their headings."""
    queries = Queries(snapshot)
    having = _with(queries, facet.value, typed)
    return facets.begin(snapshot, having, {}, [facet], LOOKED_AT, headings, Known(queries.count(having)))()


def _has(heading: str, typed: Sequence[str]) -> bool:
    there = words(heading)
    *whole, last = typed
    return all(word in there for word in whole) and any(word.startswith(last) for word in there)
