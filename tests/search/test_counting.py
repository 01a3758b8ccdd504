"""Values of facets counted in the columns of the index, however many there are and however the index lies."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from catalogue.domain.query.filters import Facet
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, Credit, IndexedBook, SubjectRef
from catalogue.search import threads
from catalogue.search.documents import build_document, fold_book
from catalogue.search.facets import count_facets, top_headings
from catalogue.search.index import SearchIndex, State
from catalogue.search.query_builder import QueryBuilder
from catalogue.search.request import SearchRequest

HEADINGS = (Facet.AUTHOR, Facet.SUBJECT)
COUNTED = (Facet.AUTHOR, Facet.SUBJECT, Facet.PUBLISHER)


class Shelf:
    """Books as (authors, subjects, publisher), whose headings are numbered as they come, and stand in a table."""

    def __init__(self, books: Any) -> None:
        self.books = [([*authors], [*subjects], publisher) for authors, subjects, publisher in books]
        self.names = {Facet.AUTHOR: {}, Facet.SUBJECT: {}}  # type: ignore[var-annotated]
        self.numbers = {Facet.AUTHOR: {}, Facet.SUBJECT: {}}  # type: ignore[var-annotated]
        for authors, subjects, _ in self.books:
            for facet, names in ((Facet.AUTHOR, authors), (Facet.SUBJECT, subjects)):
                for name in names:
                    number = self.numbers[facet].setdefault(name, len(self.numbers[facet]) + 1)
                    self.names[facet][number] = name

    def top_headings(self) -> Any:
        """Return the authors and subjects on most books, as the tables know them."""
        tallies = {
            facet: Counter(name for book in self.books for name in book[facet is Facet.SUBJECT]) for facet in HEADINGS
        }
        return {
            facet: [(self.numbers[facet][name], n_books) for name, n_books in tally.most_common(2000)]
            for facet, tally in tallies.items()
        }

    def index(self, folder: Any, n_parts: Any = 1, order: Any = lambda numbers: numbers) -> Any:
        """Return an index of all books, committed in so many parts and in some order."""
        folder.mkdir(exist_ok=True)
        index = SearchIndex(folder)
        index.clear()
        numbers = order([*range(1, len(self.books) + 1)])
        for part in range(n_parts):
            with index.writing() as writer:
                for number in numbers[part::n_parts]:
                    entry = self._entry(number)
                    writer.add(build_document(entry, fold_book(entry)))
                writer.commit(State())
        return index.reload()

    def _entry(self, number: Any) -> Any:
        authors, subjects, publisher = self.books[number - 1]
        now = datetime(2026, 11, 26, tzinfo=UTC)
        known = {"id": number, "title": f"Livre {number}", "publisher": publisher, "extra": {}, "revision": 1}
        known |= {"n_items": 0, "n_available": 0, "created_at": now, "updated_at": now}
        known["credits"] = tuple(
            Credit(self.numbers[Facet.AUTHOR][name], name, Role.AUTHOR, None, None) for name in authors
        )
        known["subjects"] = tuple(SubjectRef(self.numbers[Facet.SUBJECT][name], name) for name in subjects)
        values: dict[str, Any] = dict.fromkeys(BookView._fields, None) | {"identifiers": (), "all_series": ()} | known
        return IndexedBook(BookView(**values), [])

    def count(self, snapshot: Any, limit: Any = 10) -> Any:
        """Return the values on most of all books, with those on as many as the last one, by name."""
        builder = QueryBuilder(snapshot)
        request = SearchRequest(facets=COUNTED, n_values=limit)
        counted = count_facets(builder, builder.all_books(), {}, len(self.books), request, self.top_headings())
        return {facet: self.take_most(facet, one.counts, limit) for facet, one in counted.items()}

    def take_most(self, facet: Any, counts: Any, limit: Any) -> Any:
        names = self.names.get(facet)
        by_name = [(-n, names[value] if names else value) for value, n in counts.items()]
        return [(name, -n) for n, name in sorted(by_name)[:limit]]

    def expected(self, facet: Any, limit: Any = 10) -> Any:
        """Return the same, counted from the books."""
        place = COUNTED.index(facet)
        tally = Counter(value for book in self.books for value in (book[place] if place < 2 else [book[place]]))
        return [(name, -n) for n, name in sorted((-n, name) for name, n in tally.items())[:limit]]


def drawn(random: Any, n_books: Any, n_values: Any) -> Any:
    """Return books of which few headings are on many and most on few."""

    def some(kind: Any) -> Any:
        return {f"{kind} {int(n_values * random.random() ** 3):05}" for _ in range(random.choice([1, 1, 2, 6]))}

    return Shelf([(some("A"), some("S"), some("P").pop()) for _ in range(n_books)])


@pytest.mark.parametrize(("n_books", "n_values"), [(400, 900), (6000, 3000), (6000, 40)])
def test_values_are_told_as_they_are_counted_from_the_books_however_the_index_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_books: Any, n_values: Any
) -> None:
    random = Random(n_books + n_values)
    shelf = drawn(random, n_books, n_values)
    in_one = shelf.index(tmp_path / "one")
    in_parts = shelf.index(tmp_path / "parts", 5, lambda numbers: random.sample(numbers, len(numbers)))

    for limit in (10, 1000):
        expected = {facet: shelf.expected(facet, limit) for facet in COUNTED}
        for snapshot in (in_one, in_parts):
            for many, share in ((10**9, 1), (-1, 0), (-1, 10**9)):
                monkeypatch.setattr(threads, "MANY", many)
                monkeypatch.setattr(top_headings, "MAX_SHARE", share)
                assert shelf.count(snapshot, limit) == expected


def test_headings_that_are_all_on_few_of_many_books_are_told(tmp_path: Path) -> None:
    shelf = Shelf([([f"A {number // 2:05}"], [f"S {number:05}"], "P") for number in range(9000)])

    counted = shelf.count(shelf.index(tmp_path))

    assert counted == {facet: shelf.expected(facet) for facet in COUNTED}


def test_of_more_values_than_can_be_told_at_once_the_first_are_told(tmp_path: Path) -> None:
    shelf = Shelf([([*(f"A {n:03}.{book:03}" for n in range(500)), "Tous"], ["S"], "P") for book in range(150)])
    random = Random(1)

    told = [
        shelf.count(shelf.index(tmp_path / str(n_parts), n_parts, lambda numbers: random.sample(numbers, 150)))
        for n_parts in (1, 4)
    ]

    assert told[0] == told[1]
    assert told[0][Facet.AUTHOR] == shelf.expected(Facet.AUTHOR)
