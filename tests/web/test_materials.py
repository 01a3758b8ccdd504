"""Kind of document and audience: facets, filters, words and covers."""

from typing import Any

import pytest

from catalogue.domain.materials import Audience, Material
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role


@pytest.fixture
def stock(add_book: Any) -> None:
    add_book("Astérix", material=Material.COMIC, audience=Audience.CHILD, language="fr")
    add_book("Akira", material=Material.MANGA, audience=Audience.ADULT, language="fr")
    add_book("La Peste", material=Material.BOOK, language="fr")
    add_book("Sans rien", language="en")


def test_kind_and_audience_are_facets_and_filters(get: Any, stock: None) -> None:
    page = get("/search")

    assert "Bande dessinée 1 livre" in page.text
    assert "Enfants 1 livre" in page.text
    assert {"/search?material=comic", "/search?audience=child"} <= set(page.links)

    narrowed = get("/search?material=comic&material=manga")
    assert narrowed.heading == "2 livres"
    assert "Type de document : Bande dessinée" in narrowed.text
    assert "Livre 1 livre" in narrowed.text, "a facet leaves its own filter out"
    assert get("/search?material=stone").heading == "Tous les livres"


def test_results_say_what_is_no_book_and_for_children(get: Any, stock: None) -> None:
    text = get("/search").text

    assert "Bande dessinée · Enfants · français" in text
    assert "Manga · français" in text
    assert "Livre · français" not in text


def test_illustrators_and_translators_have_a_line_of_their_own(get: Any, add_book: Any) -> None:
    helpers = (
        Contributor("Quentin Blake", Role.ILLUSTRATOR),
        Contributor("Henri Robillot", Role.TRANSLATOR),
        Contributor("Pierre Nora", Role.EDITOR),
    )
    add_book("Matilda", authors=("Roald Dahl",), contributors=helpers)

    page = get("/search?q=matilda")

    assert "Illustrations : Quentin Blake · Traduction : Henri Robillot" in page.text
    assert "Pierre Nora" not in page.read.text_of("ol")
    assert get("/search?q=quentin+blake").html.count("<mark>Quentin</mark>") == 1


def test_the_cover_of_what_is_no_book_says_so(get: Any, stock: None) -> None:
    assert ">Bande dessinée</text>" in get("/books/1").html
    assert ">Comic</text>" in get("/books/1", "en").html
    assert ">Livre</text>" not in get("/books/3").html


def test_the_api_counts_and_filters_them(client: Any, stock: None) -> None:
    answer = client.get("/api/search?audience=adult").json

    assert [book["title"] for book in answer["results"]] == ["Akira"]
    assert {value["value"] for value in answer["facets"]["audience"]} == {"child", "adult"}


def test_everyday_words_are_shown_in_the_language_of_the_page(get: Any, add_book: Any) -> None:
    add_book("Ernestine", subjects=("Enfants",))

    assert "sujet:" in get("/search?q=livres+pour+enfants").html
    english = get("/search?q=livres+pour+enfants", "en")
    assert "subject:" in english.text
    assert "sujet:" not in english.html
