"""Questions as readers put them: what is meant is found, and no known word is given up for another."""

from typing import Any

import pytest

from catalogue.domain.materials import Audience, Material
from catalogue.search.execute import execute
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book, make_item_view

BOOKS: dict[int, tuple[str, dict[str, Any]]] = {
    1: ("L'Étranger", {"authors": ("Albert Camus",)}),
    2: ("L'Étranger : lu par Michael Lonsdale", {"authors": ("Albert Camus",), "subjects": ("Livre lu",)}),
    3: ("Candide", {"authors": ("Voltaire",)}),
    4: ("Volte-face", {"authors": ("Michael Connelly",)}),
    5: ("Les Misérables", {"authors": ("Victor Hugo",)}),
    6: ("Miserere", {"authors": ("Jean-Christophe Grangé",)}),
    7: ("America : l'Amérique", {}),
    8: ("Simone Weil", {"description": "Les besoins de l'âme."}),
    9: ("La jeune fille et la nuit", {"authors": ("Guillaume Musso",)}),
    10: ("Mille soleils", {}),
    11: ("Vivre en espagnol", {}),
    12: ("L'imagier en espagnol", {"description": "Un livre."}),
    13: ("Star à domicile. 4", {}),
    14: ("Japon, un an après", {}),
    15: ("Après la vague", {}),
    16: ("L'arc-en-ciel", {}),
    17: ("Le Parrain", {"material": Material.DVD}),
    18: ("Astérix", {"subjects": ("Bande dessinée",), "audience": Audience.CHILD}),
    19: ("Maus", {"subjects": ("Bande dessinée",)}),
    20: ("Premier pas", {}),
    21: ("L'homme pressé", {}),
    22: ("Comme un roman", {"description": "BD Kids"}),
    23: ("La fille de papier", {"authors": ("Guillaume Musso",)}),
}


@pytest.fixture
def snapshot(index_books: Any) -> Any:
    books = [indexed_book(title, book_id=number, **rest) for number, (title, rest) in BOOKS.items()]
    return index_books(*books)


@pytest.fixture
def find(snapshot: Any) -> Any:
    return lambda typed: execute(snapshot, SearchRequest(typed), 1, 20, {})


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("l'étranger par camus", 1),
        ("l'étranger de camus", 1),
        ("livre l'étranger", 1),
        ("voltai", 3),
        ("les misérable", 5),
        ("lame", 8),
        ("1 an après", 14),
        ("larc en ciel", 16),
        ("dernier roman de musso", 23),
        ("je cherche un livre sur les misérables", 5),
        ("type:dvd", 17),
        ("kind:dvd", 17),
        ("dvd", 17),
        ("public:enfants", 18),
        ("bd pour enfant", 18),
    ],
)
def test_what_is_meant_comes_first(find: Any, typed: Any, first: Any) -> None:
    assert [hit.book_id for hit in find(typed).hits][:1] == [first]


@pytest.mark.parametrize(
    "typed", ["mille et une nuits", "star wars 4", "premier homme", "gros caractères", "jours 3-4"]
)
def test_nothing_is_better_than_other_words(find: Any, typed: Any) -> None:
    found = find(typed)
    assert (found.total, found.correction) == (0, None)


def test_a_wish_is_left_out_and_not_corrected(find: Any) -> None:
    found = find("livre en italien espagnol")
    assert found.correction is None or "vivre" not in found.correction.text


@pytest.mark.parametrize(("typed", "offered"), [("bd", 'sujet:"bande dessinée"'), ("une BD", 'sujet:"bande dessinée"')])
def test_an_everyday_word_that_books_have_offers_the_subject(find: Any, typed: Any, offered: Any) -> None:
    correction = find(typed).correction
    assert (correction.text, correction.total, correction.is_shown) == (offered, 2, False)


@pytest.mark.parametrize(
    "typed", ["RMUS", "rmus", "843CAM", "843cam", "R MUS", "ean 3780143000002", "code-barres : A-123456"]
)
def test_numbers_are_found_in_one_piece_and_behind_their_name(index_books: Any, typed: Any) -> None:
    copies = [
        make_item_view(1, 1, barcode="A-123456", call_number="R MUS"),
        make_item_view(2, 1, barcode="3780143000002", call_number="843 CAM"),
    ]
    book = indexed_book("Le magazine", book_id=1)
    snapshot = index_books(replace_items(book, copies), indexed_book("Muse", book_id=2))
    assert [hit.book_id for hit in execute(snapshot, SearchRequest(typed), 1, 20, {}).hits] == [1]


def replace_items(book: Any, items: Any) -> Any:
    return type(book)(book.book, items)


def test_series_is_a_place_to_look_in(index_books: Any) -> None:
    books = [indexed_book("Un", book_id=1, series="Folio"), indexed_book("Folio", book_id=2)]
    for typed in ("série:folio", "serie: folio", "series:folio", "collection:folio"):
        assert [hit.book_id for hit in execute(index_books(*books), SearchRequest(typed), 1, 20, {}).hits] == [1]
