"""One page of what was found, however far down it lies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from tantivy import DocAddress, Order, Query

from catalogue.search import cores
from catalogue.search.columns import MOST_TOLD, look, terms
from catalogue.search.index import Snapshot
from catalogue.search.layout import DIGITS, TEXT_COLUMNS
from catalogue.search.queries import Queries, but, must
from catalogue.search.ranking import Rule, Stretch

NEAR = 200
"""Books that are skipped one by one; further down, the place is found by counting."""

FIRST = 50
"""Of so many books one stands first enough to be looked at alone, where many are found: most pages are of these."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A book found, and the rule that put it there; None in an order other than relevance."""

    book_id: int
    rule: Rule | None


def hits(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int, total: int) -> list[Hit]:
    """Return the `n` books from `start` on, of `total` at most; those of the second half are looked up from the end."""
    wanted = min(n, total - start)
    if wanted <= 0:
        return []
    if start <= total // 2:
        return _from_the_beginning(snapshot, order, start, wanted, total > cores.MANY)
    turned = [replace(stretch, descending=not stretch.descending) for stretch in reversed(list(order))]
    return _from_the_beginning(snapshot, turned, total - start - wanted, wanted, total > cores.MANY)[::-1]


def _from_the_beginning(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int, are_many: bool) -> list[Hit]:
    found = list(_places(snapshot, order, start, n, are_many))
    # All at once: to open the column takes longer than to read twenty numbers from it.
    ids = snapshot.searcher.fast_field_values("id", [address for address, _ in found])
    return [Hit(int(book_id), rule) for book_id, (_, rule) in zip(ids, found, strict=True) if book_id is not None]


def _places(
    snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int, are_many: bool
) -> Iterator[tuple[DocAddress, Rule | None]]:
    """Yield where `n` books from place `start` on lie in the index, and the rules that put them there.

    A rule that turns out to be met by no book is no longer asked for in the stretches that follow: that a book has no
    such phrase takes as long to tell as to find those that have it.
    """
    met_by_none: set[Rule | None] = set()
    for planned in order:
        unwanted = [query for rule, query in planned.but_for.items() if rule not in met_by_none]
        stretch = replace(planned, query=but(planned.query, unwanted))
        if start > NEAR:
            n_books = Queries(snapshot).count(stretch.query)
            if start >= n_books:
                start -= n_books
                continue
        is_begun, n_left = start > 0, n
        pieces, start = _further(snapshot, stretch, start, n)
        for piece in pieces:
            is_near = start + n <= Queries(snapshot).n_all() // FIRST
            first = _first(snapshot, piece) if are_many and is_near and _has_standing(piece) else piece
            addresses = _some(snapshot, first, start, n)
            if len(addresses) < n and first is not piece:
                addresses = _some(snapshot, piece, start, n)
            yield from ((address, stretch.rule) for address in addresses)
            n -= len(addresses)
            if n <= 0:
                return
            if start:
                start = max(0, start - Queries(snapshot).count(piece.query))
        if n == n_left and not is_begun:
            met_by_none.add(stretch.rule)


def _has_standing(piece: Stretch) -> bool:
    """Tell whether it helps to look at the first books only: a phrase would be looked for in all books all the same."""
    return piece.column == "tie" and piece.rule is not Rule.TITLE_PHRASE


def _first(snapshot: Snapshot, piece: Stretch) -> Stretch:
    """Return the books of a piece that stand first among all books of the index, by the beginning of their `tie`."""
    standings = reversed(snapshot.standings) if piece.descending else snapshot.standings
    first, n_left = [], Queries(snapshot).n_all() // FIRST
    for standing, n_books in standings:
        first.append(standing)
        n_left -= n_books
        if n_left < 0:
            break
    return replace(piece, query=must(piece.query, Queries(snapshot).among("standing", first)))


def _some(snapshot: Snapshot, piece: Stretch, start: int, n: int) -> list[DocAddress]:
    """Return where `n` books of a piece lie, from place `start` of it on."""
    order = Order.Desc if piece.descending else Order.Asc
    result = snapshot.searcher.search(
        piece.query, n, count=False, order_by_field=piece.column, offset=start, order=order
    )
    return [address for _, address in result.hits]


def _further(snapshot: Snapshot, stretch: Stretch, start: int, n: int) -> tuple[list[Stretch], int]:
    """Return parts of a stretch that hold the `n` books from place `start` on, and `start` in the first of them.

    The digits of the sort key are counted one after the other, as one finds a word in a dictionary; where many keys
    begin alike, the keys themselves are.
    """
    queries = Queries(snapshot)
    here, beyond = stretch.query, []
    n_here = MOST_TOLD + 1
    for column in DIGITS.get(stretch.column, ()):
        if start <= NEAR:
            break
        values, counts = _values(snapshot, here, column, stretch.descending)
        place, start = _place(counts, start)
        digit, n_here = values[place], counts[place]
        past = (None, digit - 1) if stretch.descending else (digit + 1, None)
        beyond.append(must(here, queries.between(column, *past)))
        here = must(here, queries.term(column, digit))
    if start > NEAR and stretch.column in TEXT_COLUMNS and n_here <= MOST_TOLD:
        values, counts = _values(snapshot, here, stretch.column, stretch.descending)
        place, start = _place(counts, start)
        here = must(here, queries.among(stretch.column, values[place : place + n]))
    return [replace(stretch, query=query) for query in (here, *reversed(beyond))], start


def _values(snapshot: Snapshot, query: Query, column: str, descending: bool) -> tuple[list[Any], list[int]]:
    """Return the values of a column in the order of a list, and how many books have each.

    All are told, since text that is folded has fewer of one digit than `MOST_TOLD`.
    """
    told = look(Queries(snapshot), query, {column: terms(1, MOST_TOLD)})[column]
    buckets = sorted(told["buckets"], key=itemgetter("key"), reverse=descending)
    return [bucket["key"] for bucket in buckets], [int(bucket["doc_count"]) for bucket in buckets]


def _place(counts: list[int], start: int) -> tuple[int, int]:
    """Return which value the book at place `start` has, and its place among those."""
    for place, n_books in enumerate(counts):
        if start < n_books:
            return place, start
        start -= n_books
    return len(counts) - 1, start
