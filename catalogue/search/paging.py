"""One page of what was found, however far down it lies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tantivy import Order

from catalogue.search.index import Snapshot
from catalogue.search.layout import DIGITS
from catalogue.search.queries import Queries, must
from catalogue.search.ranking import Rule, Stretch

NEAR = 200
"""Books that are skipped one by one; further down, the place is found by counting."""

MOST_DIGITS = 1 << 16
"""Values of one digit that are counted: all there can be in text that is folded."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A book found, and the rule that put it there; None in an order other than relevance."""

    book_id: int
    rule: Rule | None


def hits(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int, total: int) -> list[Hit]:
    """Return the `n` books from `start` on, of `total`; those of the second half are looked up from the end."""
    wanted = min(n, total - start)
    if wanted <= 0:
        return []
    if start <= total // 2:
        return _from_the_beginning(snapshot, order, start, wanted)
    turned = [replace(stretch, descending=not stretch.descending) for stretch in reversed(list(order))]
    return _from_the_beginning(snapshot, turned, total - start - wanted, wanted)[::-1]


def _from_the_beginning(snapshot: Snapshot, order: Iterable[Stretch], start: int, n: int) -> list[Hit]:
    found: list[Hit] = []
    for stretch in order:
        if start > NEAR:
            n_books = Queries(snapshot).count(stretch.query)
            if start >= n_books:
                start -= n_books
                continue
        pieces, start = _further(snapshot, stretch, start)
        for piece in pieces:
            ids, n_books = _some(snapshot, piece, start, n - len(found))
            found += [Hit(book_id, stretch.rule) for book_id in ids]
            if len(found) == n:
                return found
            start = max(0, start - n_books)
    return found


def _some(snapshot: Snapshot, piece: Stretch, start: int, n: int) -> tuple[list[int], int]:
    """Return the numbers of `n` books from `start` on, and how many books there are when `start` is not 0."""
    order = Order.Desc if piece.descending else Order.Asc
    result = snapshot.searcher.search(
        piece.query, n, count=False, order_by_field=piece.column, offset=start, order=order
    )
    ids = snapshot.searcher.fast_field_values("id", [address for _, address in result.hits])
    n_books = Queries(snapshot).count(piece.query) if start else 0
    return [int(book_id) for book_id in ids if book_id is not None], n_books


def _further(snapshot: Snapshot, stretch: Stretch, start: int) -> tuple[list[Stretch], int]:
    """Return the part of a stretch in which place `start` lies and the part after it, and `start` in the first.

    The digits of the sort key are counted one after the other, as one finds a word in a dictionary.
    """
    queries = Queries(snapshot)
    here, beyond = stretch.query, []
    for column in DIGITS.get(stretch.column, ()):
        if start <= NEAR:
            break
        counted = snapshot.searcher.aggregate(here, {"n": {"terms": {"field": column, "size": MOST_DIGITS}}})
        buckets = sorted(counted["n"]["buckets"], key=lambda bucket: bucket["key"], reverse=stretch.descending)
        for bucket in buckets:
            if start < bucket["doc_count"]:
                break
            start -= int(bucket["doc_count"])
        digit = int(bucket["key"])
        past = (None, digit - 1) if stretch.descending else (digit + 1, None)
        beyond.append(must(here, queries.between(column, *past)))
        here = must(here, queries.term(column, digit))
    if not beyond:
        return [stretch], start
    return [replace(stretch, query=here), *(replace(stretch, query=query) for query in reversed(beyond))], start
