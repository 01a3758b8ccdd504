"""Books like a book: they share subjects, authors, its class; the rarer what they share, the nearer they are."""

from math import log

from tantivy import Query

from catalogue.domain.views import BookView
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, but, should

CLOSEST = 60
"""Books that are weighed."""

MOST_SHARED = 20_000
"""What more books share says little about any of them."""

MOST_TRAITS = 12


def similar(snapshot: Snapshot, book: BookView, n: int) -> list[int]:
    """Return the numbers of at most `n` books like `book`, the most alike first, ties by number."""
    queries = QueryBuilder(snapshot)
    weights = _traits(queries, book)
    if not weights:
        return []
    itself = [queries.term("id", book.id)]
    scored = [Query.const_score_query(queries.term(*trait), weight) for trait, weight in weights.items()]
    found = snapshot.searcher.search(but(should(*scored), itself), CLOSEST, count=False).hits
    ids = snapshot.searcher.fast_field_values("id", [address for _, address in found])
    ranked = sorted((-round(score, 3), int(book_id or 0)) for (score, _), book_id in zip(found, ids, strict=True))
    return [book_id for _, book_id in ranked[:n]]


def _traits(queries: QueryBuilder, book: BookView) -> dict[tuple[str, int | str], float]:
    """Return what other books may share with this one, and how much it says that they do."""
    traits: list[tuple[str, int | str]] = [("subject_id", subject.id) for subject in book.subjects]
    traits += [("author_id", credit.author_id) for credit in book.authors]
    if book.dewey:
        traits.append(("dewey", book.dewey))
    n_all = queries.count(queries.all_books())
    weights: dict[tuple[str, int | str], float] = {}
    for trait in traits[:MOST_TRAITS]:
        n_books = queries.n_books(*trait)
        if 1 < n_books <= MOST_SHARED:
            weights[trait] = log(1 + n_all / n_books)
    return weights
