"""Books similar to a book: they share subjects, authors or its class; the rarer the trait, the more it counts."""

from math import log

from tantivy import Query

from catalogue.domain.views import BookView
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder, but, should

N_CANDIDATES = 60
"""Books with the highest scores, which are sorted."""

MAX_BOOKS = 20_000
"""Books that share a trait; what more of them share says little about any."""

MAX_TRAITS = 12


def find_similar(snapshot: Snapshot, book: BookView, n: int) -> list[int]:
    """Return the ids of at most `n` books similar to `book`, the most similar first, ties by id."""
    builder = QueryBuilder(snapshot)
    weights = _weigh_traits(builder, book)
    if not weights:
        return []
    itself = [builder.term("id", book.id)]
    scored = [Query.const_score_query(builder.term(*trait), weight) for trait, weight in weights.items()]
    candidates = snapshot.searcher.search(but(should(*scored), itself), N_CANDIDATES, count=False).hits
    ids = snapshot.searcher.fast_field_values("id", [address for _, address in candidates])
    ranked = sorted((-round(score, 3), int(book_id or 0)) for (score, _), book_id in zip(candidates, ids, strict=True))
    return [book_id for _, book_id in ranked[:n]]


def _weigh_traits(builder: QueryBuilder, book: BookView) -> dict[tuple[str, int | str], float]:
    """Return the traits that other books may share with this one, with the weight of each."""
    traits: list[tuple[str, int | str]] = [("subject_id", subject.id) for subject in book.subjects]
    traits += [("author_id", credit.author_id) for credit in book.authors]
    if book.dewey:
        traits.append(("dewey", book.dewey))
    n_all = builder.count(builder.all_books())
    weights: dict[tuple[str, int | str], float] = {}
    for trait in traits[:MAX_TRAITS]:
        n_books = builder.count_books(*trait)
        if 1 < n_books <= MAX_BOOKS:
            weights[trait] = log(1 + n_all / n_books)
    return weights
