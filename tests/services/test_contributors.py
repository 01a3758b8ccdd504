"""Those with another part in a book than its author: counted, filtered and completed."""

from typing import Any

import pytest

from catalogue.domain.headings import AuthorRecord, HeadingQuery
from catalogue.domain.query.filters import Facet
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from catalogue.services.headings import authors
from catalogue.services.indexing import LiveIndex

DAHL, BLAKE, GASPAR = "Roald Dahl", "Quentin Blake", "Camille Fabien"
PARTS = (Facet.AUTHOR, Facet.CONTRIBUTOR)


@pytest.fixture
def shelf(stock: Any) -> Any:
    drawn = Contributor(BLAKE, Role.ILLUSTRATOR)
    return stock(
        ("Le Bon Gros Géant", {"authors": (DAHL,), "contributors": (drawn, Contributor(GASPAR, Role.TRANSLATOR))}),
        ("Matilda", {"authors": (DAHL,), "contributors": (drawn,)}),
        ("Clown", {"authors": (BLAKE,), "contributors": (drawn,)}),
        ("Armeline Fourchedrue", {"authors": (BLAKE,)}),
    )


def count(found: Any, facet: Any) -> Any:
    return [(value.value, value.count) for value in found.facets[facet]]


def test_authors_are_counted_apart_from_those_with_another_part(shelf: Any, ask: Any) -> None:
    found = ask(facets=PARTS)

    assert count(found, Facet.AUTHOR) == [(BLAKE, 2), (DAHL, 2)]
    assert count(found, Facet.CONTRIBUTOR) == [(BLAKE, 3), (GASPAR, 1)]


@pytest.mark.parametrize("name", [BLAKE, "quentin BLAKE", "blake"])
def test_each_part_has_a_filter_by_heading_or_words(shelf: Any, titles: Any, name: Any) -> None:
    assert titles(author=(name,), sort="title") == ["Armeline Fourchedrue", "Clown"]
    assert titles(contributor=(name,), sort="title") == ["Le Bon Gros Géant", "Clown", "Matilda"]
    assert titles(author=(name,), contributor=(name,)) == ["Clown"]


def test_who_only_translated_is_no_author(shelf: Any, titles: Any) -> None:
    assert titles(author=(GASPAR,)) == titles(author=("fabien",)) == []
    assert titles(contributor=(GASPAR,)) == titles(contributor=("fabien",)) == ["Le Bon Gros Géant"]


def test_the_other_names_of_somebody_are_those_of_the_part(shelf: Any, titles: Any, reading: Any, writing: Any) -> None:
    with reading() as session:
        (blake,) = authors.list_(session, HeadingQuery("blake"), 1, 20).hits
    with writing() as session:
        authors.replace(session, blake.id, AuthorRecord(name=BLAKE, variants=("Sir Quentin",)), actor="test")

    assert titles(author=("sir quentin",), sort="title") == ["Armeline Fourchedrue", "Clown"]
    assert titles(contributor=("sir",), sort="title") == ["Le Bon Gros Géant", "Clown", "Matilda"]


def test_words_and_a_prefix_find_people_whatever_their_part(shelf: Any, titles: Any) -> None:
    assert len(titles("blake")) == len(titles("auteur:blake")) == 4


def test_completions_have_people_whatever_their_part_each_book_once(shelf: Any, reading: Any, live: LiveIndex) -> None:
    with reading() as session:
        assert discovery.complete(session, live, "quent", 5).authors == [(BLAKE, 4)]
        assert discovery.complete(session, live, "fabi", 5).authors == [(GASPAR, 1)]


def test_the_page_of_somebody_has_the_books_of_every_part(shelf: Any, reading: Any, live: LiveIndex) -> None:
    with reading() as session:
        (blake,) = authors.list_(session, HeadingQuery("blake"), 1, 20).hits
        (fabien,) = authors.list_(session, HeadingQuery("fabien"), 1, 20).hits
        found = discovery.search(
            session, live, SearchRequest(sort="title", heading=(Facet.AUTHOR, blake.id), facets=PARTS), 1, 20
        )

        assert found.page.total == 4
        assert (BLAKE, 2) in count(found, Facet.AUTHOR)
        assert (BLAKE, 3) in count(found, Facet.CONTRIBUTOR)
        assert discovery.list_parts(found, blake.id) == [*PARTS]
        assert discovery.list_parts(found, fabien.id) == [Facet.CONTRIBUTOR]
