"""Values of facets counted in the columns of the index, however many there are and however the index lies."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from catalogue.domain.query.filters import Facet
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, Credit, SubjectRef
from catalogue.search import cores, facets
from catalogue.search.documents import IndexedBook, document, text_of
from catalogue.search.facets import FacetValue, Known
from catalogue.search.index import SearchIndex, State
from catalogue.search.queries import Queries

COUNTED = (Facet.AUTHOR, Facet.SUBJECT, Facet.PUBLISHER)


class Shelf:
    """Books as (authors, subjects, publisher), whose headings are numbered as they come, and stand in a table."""

    def __init__(self, books):
        self.books = [([*authors], [*subjects], publisher) for authors, subjects, publisher in books]
        self.names = {Facet.AUTHOR: {}, Facet.SUBJECT: {}}
        self.numbers = {Facet.AUTHOR: {}, Facet.SUBJECT: {}}
        for authors, subjects, _ in self.books:
            for facet, names in ((Facet.AUTHOR, authors), (Facet.SUBJECT, subjects)):
                for name in names:
                    number = self.numbers[facet].setdefault(name, len(self.numbers[facet]) + 1)
                    self.names[facet][number] = name

    def with_most_books(self, facet):
        tally = Counter(name for book in self.books for name in book[facet is Facet.SUBJECT])
        return [(self.numbers[facet][name], n_books) for name, n_books in tally.most_common(2000)]

    def filed(self, numbers):
        return {
            facet: dict(sorted(((number, self.names[facet][number]) for number in some), key=lambda one: one[1]))
            for facet, some in numbers.items()
        }

    def index(self, folder, n_parts=1, order=lambda numbers: numbers):
        """Return an index of all books, committed in so many parts and in some order."""
        folder.mkdir(exist_ok=True)
        index = SearchIndex(folder)
        index.clear()
        numbers = order([*range(1, len(self.books) + 1)])
        for part in range(n_parts):
            with index.writing() as writer:
                for number in numbers[part::n_parts]:
                    entry = self._entry(number)
                    writer.add(document(entry, text_of(entry)))
                writer.commit(State())
        return index.reload()

    def _entry(self, number):
        authors, subjects, publisher = self.books[number - 1]
        now = datetime(2026, 11, 26, tzinfo=UTC)
        known = {"id": number, "title": f"Livre {number}", "publisher": publisher, "extra": {}, "revision": 1}
        known |= {"n_items": 0, "n_available": 0, "created_at": now, "updated_at": now}
        known["credits"] = tuple(
            Credit(self.numbers[Facet.AUTHOR][name], name, Role.AUTHOR, None, None) for name in authors
        )
        known["subjects"] = tuple(SubjectRef(self.numbers[Facet.SUBJECT][name], name) for name in subjects)
        return IndexedBook(BookView(**dict.fromkeys(BookView._fields) | known), [], [])

    def count(self, snapshot, limit=10, known=None):
        """Return the values on most of all books, by name."""
        known = known or Known(len(self.books))
        found = Queries(snapshot).all_books()
        return facets.named(facets.begin(snapshot, found, {}, COUNTED, limit, self, known)(), limit, self)

    def expected(self, facet, limit=10):
        """Return the same, counted from the books."""
        place = COUNTED.index(facet)
        tally = Counter(value for book in self.books for value in (book[place] if place < 2 else [book[place]]))
        return [FacetValue(name, -n) for n, name in sorted((-n, name) for name, n in tally.items())[:limit]]


def drawn(random, n_books, n_values):
    """Return books of which few headings are on many and most on few."""

    def some(kind):
        return {f"{kind} {int(n_values * random.random() ** 3):05}" for _ in range(random.choice([1, 1, 2, 6]))}

    return Shelf([(some("A"), some("S"), some("P").pop()) for _ in range(n_books)])


@pytest.mark.parametrize(("n_books", "n_values"), [(400, 900), (6000, 3000), (6000, 40)])
def test_values_are_told_as_they_are_counted_from_the_books_however_the_index_lies(
    tmp_path, monkeypatch, n_books, n_values
):
    random = Random(n_books + n_values)
    shelf = drawn(random, n_books, n_values)
    in_one = shelf.index(tmp_path / "one")
    in_parts = shelf.index(tmp_path / "parts", 5, lambda numbers: random.sample(numbers, len(numbers)))

    for limit in (10, 1000):
        expected = {facet: shelf.expected(facet, limit) for facet in COUNTED}
        for snapshot in (in_one, in_parts):
            for are_many, is_plain in ((10**9, True), (-1, False), (-1, True)):
                monkeypatch.setattr(cores, "MANY", are_many)
                counted = shelf.count(snapshot, limit, Known(n_books, is_plain))
                assert counted == expected


def test_headings_that_are_all_on_few_of_many_books_are_told(tmp_path):
    shelf = Shelf([([f"A {number // 2:05}"], [f"S {number:05}"], "P") for number in range(9000)])

    counted = shelf.count(shelf.index(tmp_path))

    assert counted == {facet: shelf.expected(facet) for facet in COUNTED}


def test_of_more_values_than_can_be_told_at_once_the_first_are_told(tmp_path):
    shelf = Shelf([([*(f"A {n:03}.{book:03}" for n in range(500)), "Tous"], ["S"], "P") for book in range(150)])
    random = Random(1)

    told = [
        shelf.count(shelf.index(tmp_path / str(n_parts), n_parts, lambda numbers: random.sample(numbers, 150)))
        for n_parts in (1, 4)
    ]

    assert told[0] == told[1]
    assert told[0][Facet.AUTHOR] == shelf.expected(Facet.AUTHOR)
