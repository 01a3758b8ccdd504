"""One page of the books found, however far down the order it lies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from tantivy import DocAddress, Occur, Order, Query, Searcher

from catalogue.domain.query.parser import TextQuery
from catalogue.errors import IndexDamaged
from catalogue.search.facets.columns import MAX_BUCKETS, aggregate, terms
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, but, must
from catalogue.search.ranking import Rule, Stretch, build_rules, last_rule
from catalogue.search.schema import DIGITS, TEXT_COLUMNS

NEAR = 200
"""Books that are skipped one by one; further down, the place is found by counting sort keys."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A book found, and the rule that gave it its place; None in an order other than relevance."""

    book_id: int
    rule: Rule | None


def rank_few(builder: QueryBuilder, found: Query, query: TextQuery, n: int) -> list[Hit]:
    """Return all of the `n` books found, by relevance, from one search: its scores say which rules each book meets."""
    rules = build_rules(builder, query)
    scored = [(Occur.Must, Query.const_score_query(found, 0.0))]
    for place, (_, meeting) in enumerate(reversed(rules)):
        scored.append((Occur.Should, Query.const_score_query(meeting, float(1 << place))))
    result = builder.searcher.search(Query.boolean_query(scored), max(n, 1), count=False).hits
    addresses = [address for _, address in result]
    ids, ties = _read_ids(builder.searcher, addresses), builder.searcher.fast_field_values("tie", addresses)
    # A score is a sum of powers of two, the highest one that of the strictest rule.
    places = [len(rules) - int(score).bit_length() for score, _ in result]
    by_place = [*(rule for rule, _ in rules), last_rule(query)]
    ranked = sorted(zip(places, ties, ids, strict=True), key=lambda hit: (hit[0], -int(hit[1] or 0)))
    return [Hit(book_id, by_place[place]) for place, _, book_id in ranked]


def find_hits(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int, total: int) -> list[Hit]:
    """Return the `n` books from `start` on, of `total` at most; those of the second half are looked up from the end."""
    n_hits = min(n, total - start)
    if n_hits <= 0:
        return []
    if start <= total // 2:
        return _find_from_start(snapshot, order, start, n_hits)
    reverse = [replace(stretch, descending=not stretch.descending) for stretch in reversed(list(order))]
    return _find_from_start(snapshot, reverse, total - start - n_hits, n_hits)[::-1]


def _find_from_start(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int) -> list[Hit]:
    addresses = list(_find_addresses(snapshot, order, start, n))
    ids = _read_ids(snapshot.searcher, [address for address, _ in addresses])
    return [Hit(book_id, rule) for book_id, (_, rule) in zip(ids, addresses, strict=True)]


def _read_ids(searcher: Searcher, addresses: list[DocAddress]) -> list[int]:
    """Return the ids of books, all at once: to open the column takes longer than to read twenty ids from it.

    :raises IndexDamaged: when one has none.
    """
    ids = [int(value or 0) for value in searcher.fast_field_values("id", addresses)]
    if not all(ids):
        raise IndexDamaged
    return ids


def _find_addresses(
    snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int
) -> Iterator[tuple[DocAddress, Rule | None]]:
    """Yield the addresses of `n` books from place `start` on, and the rules that put them there.

    A rule that no book meets is not asked for in the stretches that follow: that a book lacks a phrase takes as long to
    find out as that it has it.
    """
    met_by_none: set[Rule | None] = set()
    for planned in order:
        unwanted = [query for rule, query in planned.but_for.items() if rule not in met_by_none]
        stretch = replace(planned, query=but(planned.query, unwanted))
        if start > NEAR:
            n_books = QueryBuilder(snapshot).count(stretch.query)
            if start >= n_books:
                start -= n_books
                continue
        is_begun, n_left = start > 0, n
        pieces, start = _skip(snapshot, stretch, start, n)
        for piece in pieces:
            addresses = _search(snapshot, piece, start, n)
            yield from ((address, stretch.rule) for address in addresses)
            n -= len(addresses)
            if n <= 0:
                return
            if start:
                start = max(0, start - QueryBuilder(snapshot).count(piece.query))
        if n == n_left and not is_begun:
            met_by_none.add(stretch.rule)


def _search(snapshot: Snapshot, piece: Stretch, start: int, n: int) -> list[DocAddress]:
    """Return where `n` books of a piece lie, from place `start` of it on."""
    order = Order.Desc if piece.descending else Order.Asc
    result = snapshot.searcher.search(
        piece.query, n, count=False, order_by_field=piece.column, offset=start, order=order
    )
    return [address for _, address in result.hits]


def _skip(snapshot: Snapshot, stretch: Stretch, start: int, n: int) -> tuple[list[Stretch], int]:
    """Return parts of a stretch that hold the `n` books from place `start` on, and `start` in the first of them.

    The digits of the sort key are counted one after the other, as one finds a word in a dictionary; where many keys
    begin alike, the keys themselves are.
    """
    queries = QueryBuilder(snapshot)
    here, beyond = stretch.query, []
    n_here = MAX_BUCKETS + 1
    for column in DIGITS.get(stretch.column, ()):
        if start <= NEAR:
            break
        values, counts = _read_values(snapshot, here, column, stretch.descending)
        place, start = _place(counts, start)
        digit, n_here = values[place], counts[place]
        past = (None, digit - 1) if stretch.descending else (digit + 1, None)
        beyond.append(must(here, queries.match_range(column, *past)))
        here = must(here, queries.term(column, digit))
    if start > NEAR and stretch.column in TEXT_COLUMNS and n_here <= MAX_BUCKETS:
        values, counts = _read_values(snapshot, here, stretch.column, stretch.descending)
        place, start = _place(counts, start)
        here = must(here, queries.match_any(stretch.column, values[place : place + n]))
    return [replace(stretch, query=query) for query in (here, *reversed(beyond))], start


def _read_values(snapshot: Snapshot, query: Query, column: str, descending: bool) -> tuple[list[Any], list[int]]:
    """Return the values of a column in the order of a list, and how many books have each.

    All are told, since text that is folded has fewer of one digit than `MAX_BUCKETS`.
    """
    told = aggregate(QueryBuilder(snapshot), query, {column: terms(1, MAX_BUCKETS)})[column]
    buckets = sorted(told["buckets"], key=itemgetter("key"), reverse=descending)
    return [bucket["key"] for bucket in buckets], [int(bucket["doc_count"]) for bucket in buckets]


def _place(counts: list[int], start: int) -> tuple[int, int]:
    """Return which value the book at place `start` has, and its place among those."""
    for place, n_books in enumerate(counts):
        if start < n_books:
            return place, start
        start -= n_books
    return len(counts) - 1, start
