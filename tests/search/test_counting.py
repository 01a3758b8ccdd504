"""Values of facets counted in the columns of the index, however many there are."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from catalogue.domain.filters import Facet
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, Credit, SubjectRef
from catalogue.search import facets
from catalogue.search.documents import IndexedBook, document, text_of
from catalogue.search.facets import FacetValue, Known
from catalogue.search.index import SearchIndex, State
from catalogue.search.queries import Queries


def book(number, names, subjects):
    credits_ = tuple(Credit(place, name, Role.AUTHOR, None, None) for place, name in enumerate(names, 1))
    refs = tuple(SubjectRef(place, name) for place, name in enumerate(subjects, 1))
    empty = dict.fromkeys(BookView._fields)
    now = datetime(2026, 11, 26, tzinfo=UTC)
    known = {"id": number, "title": f"Livre {number}", "extra": {}, "revision": 1, "n_items": 0, "n_available": 0}
    view = BookView(**empty | known | {"credits": credits_, "subjects": refs, "created_at": now, "updated_at": now})
    return IndexedBook(view, [], [])


def test_more_values_than_can_be_told_at_once_are_counted(tmp_path):
    index = SearchIndex(tmp_path)
    index.clear()
    with index.writing() as writer:
        for number in range(1, 151):
            names, subjects = ([f"{kind} {number}.{n}" for n in range(250)] for kind in "AS")
            entry = book(number, [*names, "Tous"], subjects)
            writer.add(document(entry, text_of(entry)))
        writer.commit(State())
    snapshot = index.reload()

    counted = facets.count(snapshot, Queries(snapshot).all_books(), {}, Facet, 10, Known(150))

    assert counted[Facet.AUTHOR][0] == FacetValue("Tous", 150)
    assert [value.count for value in counted[Facet.SUBJECT]] == [1] * 10


def test_of_values_on_as_many_books_the_first_by_name_are_told(tmp_path):
    random = Random(1)
    shelf = [random.sample(range(3000), 2) for _ in range(6000)]
    index = SearchIndex(tmp_path)
    index.clear()
    with index.writing() as writer:
        for number, authors in enumerate(shelf, 1):
            entry = book(number, [f"A {author:04}" for author in authors], [])
            writer.add(document(entry, text_of(entry)))
        writer.commit(State())
    snapshot = index.reload()

    counted = facets.count(snapshot, Queries(snapshot).all_books(), {}, [Facet.AUTHOR], 10, Known(6000))

    tally = Counter(f"A {author:04}" for authors in shelf for author in authors)
    most = sorted((-n, name) for name, n in tally.items())[:10]
    assert counted[Facet.AUTHOR] == [FacetValue(name, -n) for n, name in most]
