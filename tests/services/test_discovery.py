"""Finding books: what a search finds, in which order, narrowed down how, and what is like a book."""

from random import Random
from typing import Any

import pytest

from catalogue.domain.headings import AuthorRecord, HeadingQuery
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.query.filters import Facet, Part
from catalogue.domain.query.parser import Keep
from catalogue.search import execution, hits, threads
from catalogue.search.request import SearchRequest
from catalogue.services import books, discovery, items
from catalogue.services.headings import authors
from catalogue.services.indexing import LiveIndex
from tests.factories import book_record

ZOLA, HUGO = "Émile Zola", "Victor Hugo"


def test_while_one_types_titles_that_begin_so_come_first_then_authors(stock: Any, titles: Any) -> None:
    stock(
        ("Perdus", {"description": "Le camarade Pérec part en pédalo."}),
        ("Le Petit Camembert", {}),
        ("Camélia", {}),
        ("La Peste", {"authors": ("Albert Camus",)}),
    )

    assert titles("cam", typing=True) == ["Camélia", "Le Petit Camembert", "La Peste", "Perdus"]
    assert titles("le pe", typing=True) == ["La Peste", "Perdus", "Le Petit Camembert"]
    assert titles("le petit ca", typing=True) == ["Le Petit Camembert"]
    assert titles("auteur:cam", typing=True) == ["La Peste"]


def test_all_books_are_as_many_as_there_are(stock: Any, writing: Any, ask: Any, live: LiveIndex) -> None:
    first, second, *_ = stock(*((title, {}) for title in ("Nana", "Germinal", "La Terre", "L'Argent")))
    assert ask().page.total == 4

    with writing() as session:
        books.delete(session, first, actor="test")
        books.replace(session, second, book_record("Gerominal"), actor="test")
    assert ask(" ").page.total == 3

    live.rebuild()
    assert (
        ask("  ").page.total == ask("", has=(Part.COPIES,)).page.total + ask("", missing=(Part.COPIES,)).page.total == 3
    )


def test_words_match_in_any_order_across_title_and_author(stock: Any, titles: Any) -> None:
    stock(("Les Misérables", {"authors": (HUGO,)}), ("Notre-Dame de Paris", {"authors": (HUGO,)}))

    assert titles("hugo miserables") == titles("misérables VICTOR") == ["Les Misérables"]


@pytest.mark.parametrize("typed", ["l’étranger", "l'etranger", "l etranger", "letranger", "L ETRANGER camus"])
def test_elision_is_no_obstacle(stock: Any, titles: Any, typed: Any) -> None:
    stock(("L'Étranger", {"authors": ("Albert Camus",), "language": "fr"}), ("La Peste", {"language": "fr"}))

    assert titles(typed) == ["L'Étranger"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Œuvres complètes", "oeuvres"),
        ("1984", "1984"),
        ("The C++ Programming Language", "c++"),
        ("Elle et lui", "elle et lui"),
        ("Straße der Kraniche", "strasse"),
        ("J.K. et moi", "jk"),
        ("Rendez-vous avec Rama", "rendezvous rama"),
        ("???", "???"),
    ],
)
def test_a_title_is_found_however_it_is_typed(stock: Any, titles: Any, title: Any, typed: Any) -> None:
    stock((title, {}), ("Autre chose", {}))

    assert titles(typed) == [title]


@pytest.mark.parametrize("typed", ["-9782070360024", "-isbn:9782070360024", "-isbn:2-07-036002-4", "-2070360024"])
def test_a_number_with_a_minus_keeps_its_book_away(stock: Any, titles: Any, typed: Any) -> None:
    stock(("L'Étranger", {"isbn": "9782070360024"}), ("La Peste", {}))

    assert titles(typed) == ["La Peste"]


@pytest.mark.parametrize("typed", ["9782070360024", "2-07-036002-4", "978 2 07 036002 4", "isbn:2070360024"])
def test_any_form_of_an_isbn_finds_its_book(stock: Any, ask: Any, typed: Any) -> None:
    stock(("L'Étranger", {"isbn": "9782070360024"}), ("La Peste", {}))

    result = ask(typed)

    assert [book.title for book in result.page.hits] == ["L'Étranger"]
    assert result.result.query.isbns == ("9782070360024",)
    assert ask(typed, keep=[Keep.ISBN]).result.query.isbns == ()


def test_a_barcode_finds_its_book(stock: Any, writing: Any, titles: Any) -> None:
    book_id, _ = stock(("Nana", {}), ("Germinal", {}))
    with writing() as session:
        items.create(session, book_id, ItemRecord(barcode="BIB 00042"), actor="test")

    assert titles("bib00042") == titles("BIB 00042") == ["Nana"]


def test_another_name_of_an_author_finds_the_books(stock: Any, writing: Any, reading: Any, titles: Any) -> None:
    stock(("Candide", {"authors": ("Voltaire",)}))
    with reading() as session:
        (voltaire,) = authors.list_(session, HeadingQuery(), 1, 20).hits
    with writing() as session:
        record = AuthorRecord(name="Voltaire", variants=("François-Marie Arouet",))
        authors.replace(session, voltaire.id, record, actor="test")

    assert titles("arouet") == ["Candide"]


def test_a_phrase_keeps_words_together_and_a_minus_keeps_books_away(stock: Any, titles: Any) -> None:
    stock(("La mer rouge", {}), ("Rouge est la mer", {}), ("La mer rouge, la mort", {}))

    assert titles('"mer rouge" -mort') == ["La mer rouge"]
    assert titles("-mer") == []


def test_prefixes_look_in_one_place(stock: Any, titles: Any) -> None:
    stock(
        ("Zola", {"subjects": ("Biographie",)}),
        ("Nana", {"authors": (ZOLA,), "subjects": ("Roman",), "published": "1880"}),
        ("Le Roman", {"published": "1990"}),
    )

    assert titles("titre:zola") == ["Zola"]
    assert titles("author:zola") == ["Nana"]
    assert titles("sujet:roman") == ["Nana"]
    assert titles("annee:1980..") == ["Le Roman"]
    assert titles("annee:2000..1980") == titles("annee:1980..2000") == titles("annee:1980-2000") == ["Le Roman"]
    assert titles("annee:1990-95") == []  # Not the years 95 to 1990.
    assert titles("roman -annee:1900..") == titles("-annee:1990 roman") == ["Nana"]
    assert titles("inconnu:zola") == []


def test_a_number_that_is_no_isbn_is_told_as_what_no_book_has(ask: Any) -> None:
    assert ask("isbn:9780804429574").result.unknown_words == ("9780804429574",)


def test_a_word_in_another_form_is_found_after_the_word_itself(stock: Any, titles: Any) -> None:
    stock(("Le cheval", {"language": "fr"}), ("Des chevaux", {"language": "fr"}), ("La vache", {"language": "fr"}))

    assert titles("chevaux") == ["Des chevaux", "Le cheval"]
    assert titles("cheval") == ["Le cheval", "Des chevaux"]


def test_words_in_other_forms_are_looked_for_in_titles_first(stock: Any, titles: Any) -> None:
    stock(
        ("La nuit", {"description": "Un conte, des fées."}),
        ("Fées", {"authors": ("Ada Contes",)}),
        ("Fées et contes", {}),
        ("Veillées", {"description": "Des contes, une fée."}),
        ("Contes, fées", {}),
    )

    assert titles("contes fée") == ["Contes, fées", "Veillées", "Fées et contes", "Fées", "La nuit"]


def test_a_title_whose_words_are_typed_in_another_order_stands_before_a_longer_one(stock: Any, titles: Any) -> None:
    stock(("Crime et châtiment", {}), ("Crime et châtiment, le roman", {}))

    assert titles("châtiment et crime")[0] == "Crime et châtiment"


def test_available_at_a_branch_is_one_and_the_same_copy(stock: Any, writing: Any, titles: Any) -> None:
    (book_id,) = stock(("Nana", {}))
    with writing() as session:
        items.create(session, book_id, ItemRecord(barcode="1", location="Centre", status=ItemStatus.LOST), actor="test")
        items.create(session, book_id, ItemRecord(barcode="2", location="Nord"), actor="test")

    assert titles(location=("Nord",), available=(True,)) == ["Nana"]
    assert titles(location=("Centre",)) == ["Nana"]
    assert titles(location=("Centre",), available=(True,)) == []


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("8", ["800", "843", "843.9"]),
        ("84", ["843", "843.9"]),
        ("843.9", ["843.9"]),
        ("7", ["799.9"]),
        ("6", []),
    ],
)
def test_a_shelf_is_the_beginning_of_a_class(stock: Any, titles: Any, beginning: Any, found: Any) -> None:
    stock(*((dewey, {"dewey": dewey}) for dewey in ("799.9", "800", "843", "843.9", "999")))

    assert titles(sort="title", dewey=(beginning,)) == found


def test_titles_sort_without_their_article_and_ligatures_with_their_letters(stock: Any, titles: Any) -> None:
    stock(("Les Zèbres", {"language": "fr"}), ("L'Œuvre", {"language": "fr"}), ("Odyssée", {}), ("Émile", {}))

    assert titles(sort="title") == ["Émile", "Odyssée", "L'Œuvre", "Les Zèbres"]
    assert titles(sort="-title") == ["Les Zèbres", "L'Œuvre", "Odyssée", "Émile"]


@pytest.mark.parametrize("available", [(), (True,), (False,)])
def test_availability_at_a_branch_is_counted_as_it_would_be_found(
    stock: Any, writing: Any, ask: Any, available: Any
) -> None:
    numbers = stock(
        *((title, {}) for title in ("Here", "Lent here", "Here and there", "Lent here, there on the shelf"))
    )
    shelves = ["Nord", None], ["-Nord", None], ["Nord", "Sud"], ["-Nord", "Sud"]
    with writing() as session:
        for number, places in zip(numbers, shelves, strict=True):
            for place in filter(None, places):  # type: ignore[call-overload]
                status = ItemStatus.ON_LOAN if place.startswith("-") else ItemStatus.AVAILABLE
                record = ItemRecord(barcode=f"{number}{place}", location=place.lstrip("-"), status=status)
                items.create(session, number, record, actor="test")

    counted = ask(location=("Nord",), available=available, facets=Facet).facets[Facet.AVAILABLE]

    assert {value.value: value.count for value in counted} == {
        value: ask(location=("Nord",), available=(value,)).page.total for value in (True, False)
    }


@pytest.mark.parametrize("text", ["", "roman", "roman noir"])
def test_of_many_books_a_page_is_the_same_as_of_few(
    stock: Any, writing: Any, ask: Any, monkeypatch: pytest.MonkeyPatch, text: Any
) -> Any:
    random = Random(4)
    numbers = stock(*((" ".join(random.choices(["Roman", "Noir", "Conte", "Nuit"], k=3)), {}) for _ in range(150)))
    with writing() as session:
        for place, number in enumerate(random.choices(numbers, k=120)):
            items.create(session, number, ItemRecord(barcode=f"C{place}"), actor="test")

    def pages(text: Any) -> Any:
        found = [ask(text, page=page, per_page=10).page.hits for page in (1, 2, 3, 9, 15)]
        return [[book.id for book in books] for books in found]

    expected = pages(text)
    monkeypatch.setattr(threads, "MANY", -1)
    monkeypatch.setattr(execution, "FEW", 0)
    for near in (0, 3, 200):
        monkeypatch.setattr(hits, "NEAR", near)
        assert pages(text + " " * (near + 1)) == expected


def test_books_without_a_year_come_last_either_way(stock: Any, titles: Any) -> None:
    stock(("New", {"published": "2020"}), ("None", {}), ("Old", {"published": "-0700"}))

    assert titles("-nothing", sort="year") == ["Old", "New", "None"]
    assert titles("-nothing", sort="-year") == ["New", "Old", "None"]


def test_a_search_keeps_to_the_books_of_a_heading(stock: Any, reading: Any, live: LiveIndex) -> None:
    stock(("Nana", {"authors": (ZOLA,)}), ("Notre-Dame", {"authors": (HUGO,)}), ("Germinal", {"authors": (ZOLA,)}))
    with reading() as session:
        zola = authors.list_(session, HeadingQuery("zola"), 1, 20).hits[0]
        request = SearchRequest(sort="title", heading=(Facet.AUTHOR, zola.id), facets=(Facet.AUTHOR,))
        found = discovery.search(session, live, request, 1, 20)

    assert [book.title for book in found.page.hits] == ["Germinal", "Nana"]
    assert [(value.value, value.count) for value in found.facets[Facet.AUTHOR]] == [(ZOLA, 2)]


def test_completions_are_titles_authors_and_subjects(stock: Any, reading: Any, live: LiveIndex) -> None:
    stock(
        ("Camille", {"subjects": ("Campagne",)}),
        ("La Peste", {"authors": ("Albert Camus",), "subjects": ("Roman",)}),
        ("Le camp", {}),
    )
    with reading() as session:
        found = discovery.complete(session, live, "cam", 5)

    assert [book.title for book in found.titles] == ["Le camp", "Camille"]
    assert found.authors == [("Albert Camus", 1)]
    assert found.subjects == [("Campagne", 1)]


def test_a_completion_has_all_the_words_typed(stock: Any, reading: Any, live: LiveIndex) -> None:
    stock(("La Peste", {"authors": ("Albert Camus",)}), ("Atlas", {"authors": ("Camille Albert",)}))
    with reading() as session:
        found = discovery.complete(session, live, "albert camu", 5)

    assert found.authors == [("Albert Camus", 1)]


def test_similar_books_share_most_subjects_rare_ones_first(stock: Any, reading: Any, live: LiveIndex) -> None:
    first, *_ = stock(
        ("Moby Dick", {"subjects": ("Roman", "Mer", "Baleine")}),
        ("A novel", {"subjects": ("Roman",)}),
        ("Another novel", {"subjects": ("Roman",)}),
        ("About the sea", {"subjects": ("Mer",)}),
        ("A novel of the sea", {"subjects": ("Roman", "Mer")}),
        ("A cat", {"subjects": ("Chat",)}),
    )
    with reading() as session:
        near = discovery.find_similar(session, live, books.get(session, first), 10)

    titles = [book.title for book in near]
    assert titles == ["A novel of the sea", "About the sea", "A novel", "Another novel"]


def test_a_book_that_shares_nothing_has_nothing_like_it(stock: Any, reading: Any, live: LiveIndex) -> None:
    first, _ = stock(("A", {}), ("B", {}))
    with reading() as session:
        assert discovery.find_similar(session, live, books.get(session, first), 10) == []


def test_a_search_says_where_each_word_stands(stock: Any, ask: Any, reading: Any) -> None:
    stock(("Les chevaux", {"authors": ("Émile Cheval",), "subjects": ("Équitation",), "language": "fr"}))
    result = ask("cheval équitations")
    with reading() as session:
        ((first, second),) = discovery.explain_results(session, result)

    assert (first.word, first.places, first.by_stem) == ("cheval", ("author",), False)
    assert (second.word, second.places, second.by_stem) == ("equitations", ("subject",), True)
