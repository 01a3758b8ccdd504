"""Results: what readers type, and what they get."""

from itertools import count
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus


def test_without_a_question_all_books_are_listed(get: Any, add_book: Any) -> None:
    add_book("La Peste")

    page = get("/search")

    assert (page.status, page.heading) == (200, "Tous les livres")
    assert "La Peste" in page.text


def test_the_heading_says_how_many_and_for_what(get: Any, add_book: Any) -> None:
    add_book("La Peste", authors=("Albert Camus",))
    add_book("L'Étranger", authors=("Albert Camus",))

    assert get("/search?q=camus").heading == "2 livres pour camus"
    assert get("/search?q=etranger", "en").heading == "1 book for etranger"


def test_found_words_are_marked(get: Any, add_book: Any) -> None:
    add_book("L'Étranger")

    assert "L’<mark>Étranger</mark>" in get("/search?q=etranger").html


def test_a_hit_says_where_it_stands(get: Any, add_book: Any) -> None:
    add_book(items=(ItemRecord(barcode="1", call_number="843 CAM", location="Centre"),))

    assert "En rayon\u202f: Centre, 843\xa0CAM" in get("/search").html


@pytest.mark.parametrize(
    ("items", "words"),
    [((ItemRecord(barcode="1", status=ItemStatus.ON_LOAN),), "Emprunté"), ((), "Aucun exemplaire à la bibliothèque")],
)
def test_a_hit_that_cannot_be_taken_says_why(get: Any, add_book: Any, items: Any, words: Any) -> None:
    add_book(items=items)

    assert words in get("/search").text


def test_no_hit_names_the_word_that_no_book_has(get: Any, add_book: Any) -> None:
    add_book("Les Misérables", authors=("Victor Hugo",))

    page = get("/search?q=xyzzy+hugo")

    assert page.heading == "Aucun livre pour xyzzy hugo"
    assert "Aucun livre ne contient xyzzy." in page.text


def test_no_hit_offers_to_drop_the_filters(get: Any, add_book: Any) -> None:
    add_book("La Peste", language="fr")

    assert "/search?q=peste" in get("/search?q=peste&language=de").links


def test_each_filter_can_be_taken_off_alone(get: Any) -> None:
    links = get("/search?q=a&language=fr&year_from=1900&available=1").links

    assert "/search?q=a&available=1&year_from=1900" in links
    assert "/search?q=a&language=fr&available=1" in links
    assert "/search?q=a&language=fr&year_from=1900" in links


def test_filters_narrow_the_list(get: Any, add_book: Any) -> None:
    add_book("Ancien", published="1900", language="fr", dewey="843")
    add_book("Récent", published="2020", language="en", dewey="523")

    assert get("/search?year_from=2000").heading == "1 livre"
    assert "Récent" in get("/search?language=en").text
    assert "Récent" in get("/search?dewey=5").text
    assert "Ancien" not in get("/search?dewey=5").text


def test_sorting_is_by_links_and_says_which_one_holds(get: Any, add_book: Any) -> None:
    add_book("B", published="1900")
    add_book("A", published="1800")

    page = get("/search?sort=-year")

    assert page.text.index(" B ") < page.text.index(" A ")
    current = [link["href"] for link in page.read.all_of("a") if link.get("aria-current") == "true"]
    assert current == ["/search?sort=-year"]
    assert "/search" in page.links


def test_pages_follow_each_other(get: Any, add_book: Any) -> None:
    for number in range(45):
        add_book(f"Livre {number:02}")

    page = get("/search?q=livre&page=2")

    assert "21 à 40 sur 45" in page.text
    assert "/search?q=livre" in page.links
    assert "/search?q=livre&page=3" in page.links
    assert "page 2" in page.title


def test_a_page_past_the_end_leads_back(get: Any, add_book: Any) -> None:
    add_book()

    for number in ("2", "99999999999999999999999"):
        page = get(f"/search?page={number}")
        assert page.status == 404
        assert "Aller à la dernière page, la 1" in page.text


@pytest.mark.parametrize("page", ["abc", "0", "-1", "1e3", "", "1.5", "²"])
def test_what_is_no_page_number_is_the_first_page(get: Any, add_book: Any, page: Any) -> None:
    add_book("La Peste")

    answer = get(f"/search?page={page}")

    assert answer.status == 200
    assert "La Peste" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        "%00",
        "a%00b",
        "%ED%A0%80",
        "%FF%FE",
        "x" * 10_000,
        "x%20" * 3000,
        "%25_%5C",
        "NEAR(",
        "title:",
        "war*",
        "%22war",
        "(",
        "%F0%9F%93%9A",
        "%E2%80%AE",
        "1984.",
        "'; DROP TABLE book; --",
        "l'",
        "?",
        "%0D%0ASet-Cookie:%20a=b",
    ],
)
def test_any_text_is_a_question(get: Any, add_book: Any, typed: Any) -> None:
    add_book()

    assert get(f"/search?q={typed}").status == 200


@pytest.mark.parametrize(
    "rest",
    [
        "year_from=abc",
        "year_to=99999999999999999999",
        "language=klingon",
        "language=%00",
        "dewey=x",
        "dewey=9999",
        "sort=nonsense",
        "sort=relevance",
        "available=maybe",
        "_external=1",
        "_anchor=x&_method=POST&_scheme=x",
        "endpoint=x",
        "page=1&page=2",
        "unknown=1",
    ],
)
def test_what_makes_no_sense_is_left_out(get: Any, add_book: Any, rest: Any) -> None:
    for number in range(21):
        add_book(f"Livre {number}")

    assert get(f"/search?{rest}").status == 200


def test_a_question_never_becomes_markup(get: Any) -> None:
    page = get("/search?q=<script>alert(1)</script>")

    assert "<script>" not in page.html
    assert page.heading == "Aucun livre pour <script>alert(1)</script>"


def test_the_number_of_statements_is_fixed(get: Any, add_book: Any, count_statements: Any) -> Any:
    def sent_with(n_books: int) -> int:
        for _ in range(n_books):
            barcode = next(barcodes)
            add_book(f"Livre {barcode}", authors=("A", "B"), subjects=("C",), items=(ItemRecord(barcode=barcode),))
        get("/search")  # The index takes in what is new; that is work for the first who asks.
        with count_statements() as sent:
            get("/search?q=livre")
        return len(sent)

    barcodes = map(str, count(1))
    assert sent_with(2) == sent_with(18) <= 4 + 1  # In local mode one asks whether there is an account.


def test_subjects_that_were_found_are_set_as_a_list_is(get: Any, add_book: Any) -> None:
    add_book(subjects=("Roman policier", "Roman historique"))

    assert "Roman policier, Roman historique" in get("/search?q=roman").text


def test_a_book_s_page_leads_to_similar_books(get: Any, add_book: Any) -> None:
    book_id = add_book("La Peste", subjects=("Épidémies", "Algérie"), language="fr")
    alike = add_book("Le Choléra", subjects=("Épidémies",), language="fr")
    add_book("Recettes de saison", subjects=("Cuisine",), language="fr")

    page = get(f"/books/{book_id}")

    assert "Livres semblables" in page.text
    assert f"/books/{alike}" in page.links


def test_titles_are_sorted_without_their_articles_and_as_dictionaries_do(get: Any, add_book: Any) -> None:
    for title, language in (("Le Zèbre", "fr"), ("The Apple", "en"), ("Œdipe", "fr"), ("Été", "fr"), ("Le Cid", "fr")):
        add_book(title, language=language)
    add_book("Fable", language="fr")
    add_book("Odyssée", language="fr")

    text = get("/search").text

    places = [text.index(title) for title in ("Apple", "Cid", "Été", "Fable", "Odyssée", "Œdipe", "Zèbre")]
    assert places == sorted(places)
