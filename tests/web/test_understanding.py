"""How a question was understood: told, and undone by a link."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord
from catalogue.services.indexing import LiveIndex


@pytest.fixture
def miserables(add_book: Any) -> Any:
    return add_book("Les Misérables", authors=("Victor Hugo",), isbn="9782070360024")


def test_a_word_that_no_book_has_is_corrected_and_the_reader_may_insist(get: Any, miserables: Any) -> None:
    page = get("/search?q=miserbles")

    assert page.heading == "1 livre pour misérables"
    assert "Aucun livre ne contient miserbles. Voici les résultats pour misérables." in page.text
    assert "Chercher quand même miserbles" in page.text
    assert "/search?q=miserbles&keep=spelling" in page.links

    insisted = get("/search?q=miserbles&keep=spelling")
    assert insisted.heading == "Aucun livre pour miserbles"
    assert "/search?q=miserbles" in insisted.links


def test_a_number_is_found_in_words_without_more_ado(get: Any, add_book: Any) -> None:
    add_book("Le Tour du monde en quatre-vingts jours")

    page = get("/search?q=tour+du+monde+en+80+jours")
    assert page.heading == "1 livre pour tour du monde en 80 jours"
    assert "Voici les résultats" not in page.text


def test_links_of_a_corrected_question_ask_the_correction(get: Any, miserables: Any) -> None:
    assert "/search?q=mis%C3%A9rables&author=Victor+Hugo" in get("/search?q=miserbles").links


@pytest.fixture
def reader(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the local mode away, in which who asks is a librarian, whom a number leads to its book."""
    monkeypatch.setitem(app.config, "LOCAL_MODE", False)


def test_an_isbn_is_recognised_and_may_be_taken_for_text(get: Any, miserables: Any, reader: None) -> None:
    page = get("/search?q=2-07-036002-4")

    assert "Ce numéro est l’ISBN 978-2-07-036002-4." in page.text
    assert "/search?q=2-07-036002-4&keep=isbn" in page.links
    assert "Reconnaître les ISBN" in get("/search?q=2-07-036002-4&keep=isbn").text


def test_a_barcode_that_could_be_an_isbn_finds_its_book(get: Any, add_book: Any, reader: None) -> None:
    add_book("La Peste", items=(ItemRecord(barcode="1000000001"), ItemRecord(barcode="2070360024")))
    add_book("L'Étranger", isbn="9782070360024")

    assert get("/search?q=1000000001").heading == "1 livre pour 1000000001"
    assert get("/search?q=2070360024").heading == "2 livres pour 2070360024"


def test_an_article_is_left_aside_and_may_be_insisted_on(get: Any, miserables: Any) -> None:
    page = get("/search?q=la+miserables")

    assert page.heading == "1 livre pour la miserables"
    assert "L’article la est laissé de côté." in page.text
    assert "/search?q=la+miserables&keep=article" in page.links


def test_filters_that_leave_nothing_say_what_there_is_without_them(get: Any, miserables: Any) -> None:
    page = get("/search?q=hugo&language=de&author=Victor+Hugo")

    assert "Sans filtre, 1 livre correspond." in page.text
    assert "Chercher sans « allemand » (1)" in page.text
    assert "Chercher sans « Victor Hugo »" not in page.text
    assert "/search?q=hugo&author=Victor+Hugo" in page.links
    assert "/search?q=hugo" in page.links


def test_each_book_says_why_it_is_there(get: Any, add_book: Any) -> None:
    add_book("Les Chevaux", subjects=("Bretagne",), items=(ItemRecord(barcode="1"),))

    exact = get("/search?q=les+chevaux").text
    assert "Pourquoi ce résultat ?" in exact
    assert "Son titre est exactement ce que vous avez écrit." in exact
    stemmed = get("/search?q=cheval+bretagne").text
    assert "cheval : sous une autre forme, dans le titre" in stemmed
    assert "bretagne : dans le sujet" in stemmed
    assert "Its title is exactly what you typed." in get("/search?q=les+chevaux", "en").text


def test_a_book_found_by_its_barcode_says_nothing_of_words(get: Any, add_book: Any) -> None:
    add_book("Nana", items=(ItemRecord(barcode="aBc-123"),))

    page = get("/search?q=abc-123").text
    assert "Le numéro que vous avez écrit est celui de ce livre." in page
    assert "sous une autre graphie" not in page


def test_without_words_there_is_nothing_to_explain(get: Any, miserables: Any) -> None:
    assert "Pourquoi" not in get("/search").text


def test_found_words_are_marked_wherever_they_stand(get: Any, add_book: Any) -> None:
    add_book(
        "Germinal",
        subtitle="Roman de la mine",
        authors=("Émile Zola",),
        series="Les Rougon",
        subjects=("Grève",),
        description="Étienne Lantier arrive à Montsou, dans le Nord.",
    )

    html = get("/search?q=germinal+mine+zola+rougon+greve+montsou").html

    for word in ("Germinal", "mine", "Zola", "Rougon", "Grève", "Montsou"):
        assert f"<mark>{word}</mark>" in html


def test_the_number_of_a_series_is_shown_and_marked_with_its_name(get: Any, add_book: Any) -> None:
    add_book("Le Prisonnier d'Azkaban", series="Harry Potter", series_number="3")

    page = get("/search?q=harry+potter+tome+3")

    assert "<mark>Potter</mark>, n° <mark>3</mark>" in page.html


def test_a_description_is_quoted_only_for_a_word_that_nothing_else_shows(get: Any, add_book: Any) -> None:
    add_book("Germinal", description="Germinal raconte une grève.")

    assert "raconte" not in get("/search?q=germinal").text
    assert "raconte" in get("/search?q=greve").text


def test_a_search_that_may_lack_the_newest_books_says_so(
    get: Any, live: LiveIndex, add_book: Any, miserables: Any
) -> None:
    sentence = "Les derniers changements sont en cours de prise en compte."
    assert sentence not in get("/search?q=hugo").text

    with live.index.locked(0):  # As another process does that follows the changes.
        live.index.note_progress(1, 2)
        add_book("Notre-Dame de Paris", authors=("Victor Hugo",))
        page = get("/search?q=hugo")
    live.index.forget_progress()

    assert page.heading == "1 livre pour hugo"
    assert sentence in page.text
    assert get("/search?q=hugo").heading == "2 livres pour hugo"


def test_while_the_index_is_built_the_page_says_how_far(get: Any, live: LiveIndex, miserables: Any) -> None:
    get("/search")
    state = live.index.snapshot().state
    with live.index.locked(0):
        with live.index.writing() as writer:
            writer.commit(replace(state, built_to=350_000))  # type: ignore[arg-type, type-var]
        live.index.reload()
        live.index.note_progress(350_000, 1_000_000)
        page = get("/search?q=hugo")
    live.index.forget_progress()

    assert page.heading == "1 livre pour hugo"
    assert "Les 350 000 premiers livres sur 1 000 000 sont déjà cherchés ; les autres arrivent." in page.text


def test_a_word_still_being_typed_is_the_beginning_of_one(get: Any, miserables: Any) -> None:
    page = get("/search?q=hug&typing=1")

    assert page.heading == "1 livre pour hug"
    assert "hug peut être le début d’un mot." in page.text
    assert "hug : comme début d’un mot" in page.text
    assert "Victor <mark>Hugo</mark>" in page.html
    assert "/search?q=hug" in page.links
    assert get("/search?q=hug&keep=spelling").heading == "Aucun livre pour hug"


def test_what_is_counted_while_typing_is_what_a_filter_then_finds(get: Any, miserables: Any) -> None:
    page = get("/search?q=hug&typing=1")

    narrowed = next(link for link in page.links if "author=Victor+Hugo" in link)
    assert get(narrowed).heading == "1 livre pour hug"


@pytest.mark.parametrize("typed", ['"hug"', "-hug", "", "annee:1900", "9782070360024"])
def test_only_a_plain_last_word_may_be_the_beginning_of_one(get: Any, miserables: Any, typed: Any) -> None:
    assert "le début d’un mot." not in get(f"/search?q={typed}&typing=1").text


def test_help_is_beside_the_box(get: Any) -> None:
    assert "/search/help" in get("/").links
    assert "/search/help" in get("/search?q=x").links
    french, english = get("/search/help"), get("/search/help", "en")
    for text in ("auteur:hugo", "roman annee:1990..2010", "titre:guerre"):
        assert text in french.text
    for text in ("author:hugo", "roman year:1990..2010", "title:guerre"):
        assert text in english.text
    assert french.heading == "Comment chercher"


def test_a_word_that_is_only_the_beginning_of_one_is_noticed(get: Any, miserables: Any) -> None:
    page = get("/search?q=hugo+miserab")

    assert "miserab peut être le début d’un mot. Le considérer comme un mot entier" in page.text
    assert "/search?q=hugo+miserab&keep=spelling" in page.links
    assert "le début d’un mot" not in get("/search?q=hugo+xyz").text


def test_where_a_few_books_answer_a_word_that_many_more_would_answer_is_offered(get: Any, add_book: Any) -> None:
    add_book("Les Arbres du parc", description="Le marron y est chez lui.")
    for number in range(12):
        add_book(f"Le Maron de la rue {number}")

    page = get("/search?q=marron")

    assert page.heading == "1 livre pour marron"
    assert "Vouliez-vous dire maron ? 12 livres" in page.text
    assert get(next(link for link in page.links if "q=maron" in link)).heading == "12 livres pour maron"
    assert "Vouliez-vous dire" not in get("/search?q=marron&keep=spelling").text

    add_book("Le Marron du parc")
    assert "Vouliez-vous dire" not in get("/search?q=marron").text  # It stands in a title.


def test_a_correction_that_the_filters_would_leave_empty_is_not_offered(get: Any, miserables: Any) -> None:
    page = get("/search?q=miserbles&language=de")

    assert page.heading == "Aucun livre pour miserbles"
    assert "misérables" not in page.text
    assert "/search?q=miserbles" in page.links


def test_books_with_most_of_the_words_are_shown_and_said_to_be_so(get: Any, miserables: Any) -> None:
    page = get("/search?q=hugo+miserables+1862")

    assert page.heading == "1 livre pour hugo miserables"
    assert "Ces livres contiennent la plupart de vos mots ; 1862 a été laissé de côté." in page.text
    assert "Mot par mot : hugo (1) · miserables (1) · 1862 (0)" in page.text
    assert "/search?q=hugo" in page.links
    assert get("/search?q=hugo+miserables+1862&keep=spelling").heading == "Aucun livre pour hugo miserables 1862"
    english = get("/search?q=hugo+miserables+1862", "en").text
    assert "These books have most of your words; 1862 was left aside." in english


def test_where_nothing_is_found_each_word_leads_to_its_books(get: Any, miserables: Any, add_book: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",))
    page = get("/search?q=zola+miserables")

    assert page.heading == "Aucun livre pour zola miserables"
    assert "zola (1) · miserables (1)" in page.text
    assert {"/search?q=zola", "/search?q=miserables"} <= set(page.links)
