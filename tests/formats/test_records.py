"""One record: each value in its column or in `extra`, and nothing lost."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.domain.items import ItemStatus
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord, Contributor, record_from_json
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind, SeriesStatement
from catalogue.errors import InvalidRecord
from catalogue.formats.records import read_record
from catalogue.formats.wording import WORDS

OURS = {
    "title": "L'Étranger",
    "subtitle": "Roman",
    "authors": ["Albert Camus"],
    "contributors": [{"name": "Sandra Smith", "role": "translator"}],
    "isbn": "9782070360024",
    "identifiers": [{"scheme": "ean", "value": "3760123456784", "qualifier": "coffret"}],
    "edition": "2e éd.",
    "publisher": "Gallimard",
    "place": "Paris",
    "published": "1942-05-19",
    "language": "fr",
    "original_title": "The Outsider",
    "original_language": "en",
    "extent": "185 p. ; 18 cm",
    "page_count": 185,
    "material": "large_print",
    "audience": "adult",
    "description": "Alger.\nUn été.",
    "contents": "Un\nDeux",
    "notes": "Envoi",
    "cover_url": "https://example.org/1.jpg",
    "series": "Folio",
    "series_number": "2",
    "series_kind": "collection",
    "further_series": [{"name": "Absurde", "number": None, "kind": "collection"}],
    "dewey": "843",
    "subjects": ["Roman"],
    "extra": {"note": [1, None, {"a": "b"}]},
}
ITEM = {
    "barcode": "1000000001",
    "inventory_number": "2019-0117",
    "call_number": "843 CAM",
    "location": "Centre",
    "volume": "2",
    "status": "on_loan",
    "due_on": "2026-12-24",
    "acquired_on": "2019-03-12",
    "price": "12.50",
    "owner": "BDP",
    "deposited_on": "2019-03-12",
    "return_by": "2020-03-12",
    "note": "Envoi",
    "withdrawn_on": None,
    "withdrawal_reason": None,
    "withdrawal_destination": None,
}
STORED_ITEM = ITEM | {"id": 7, "book_id": 1, "revision": 2, "links": {}, "price": 12.5}

REFUSED = {
    "isbn": ["2070360025", "1932394524k-e", True, {"13": "9782070360025"}],
    "ean": ["3017620422003"],
    "language": ["Elvish", "creole"],
    "year": [20099, True, 1942.5],
    "published": ["2009-13-45", "vers 1650-1660", {"from": 1942, "to": 1943}],
    "pages": [-5, 10**9, "non paginé", 12.5, [1, 2], True],
    "imageLink": ["images/a.jpg"],
    "dewey": ["84", 1000],
    "publisher": ["a" * 301, {"id": 4, "ref": 7}],
    "collection": [{"a": 1}],
    "résumé": [{"fr": "a", "en": "b", "de": "c"}, "a" * 20_001],
    "author": ["Unknown", "Anonyme", {"a": 1}, [["Zola", "Camus"]]],
    "sujets": [[1, [2, 3]], [True]],
    "items": ["two", [{"cote": "843"}], {"total": 2}, [None]],
    "contributors": [[{"nick": 1}], 7],
    "traducteur": [{"a": 1}],
    "extra": [[1], "note"],
    "id": [{"a": 1}, True, "a" * 201],
    "status": ["PUBLISH"],
    "revision": [3],
    "links": [["x"]],
}
"""Values that no column takes whole, by the name they come under."""

NOTHING = {
    "pages": [0, "0", None, "N/A"],
    "year": [0, "0", "undefined"],
    "isbn": ["", None, []],
    "auteur": [" ", None, ["", " ", None]],
    "auteurs": [[]],
    "sujets": [";", ""],
    "date": ["", None],
    "description": [" \n"],
    "langue": [""],
    "items": [[], None],
    "contributors": [[], None],
    "extra": [None, {}],
}
"""Values that say nothing, by the name they come under."""


def test_our_own_shape_is_read_back_whole(read_one: Any) -> None:
    outcome = read_one({"id": 1, **OURS, "items": [STORED_ITEM]})
    assert outcome.record.as_json() == OURS
    assert [item.as_json() for item in outcome.items] == [ITEM]


def test_an_answer_of_the_api_is_read_without_what_is_made_anew(read_one: Any) -> None:
    made = {"publication_year": 1942, "items": {"total": 2, "available": 1}, "revision": 3}
    made |= {"created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z", "links": {"self": "/"}}
    outcome = read_one({"id": 1, **OURS, **made})
    assert (outcome.record.as_json(), outcome.items, outcome.wanted_id) == (OURS, (), 1)


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)
RECORDS = st.fixed_dictionaries(
    {"title": LINE, "authors": st.lists(LINE, max_size=3), "subjects": st.lists(LINE, max_size=3)},
    optional=dict.fromkeys(("subtitle", "publisher", "series", "series_number", "description"), LINE),
)


@given(RECORDS)
@example({"title": "Le chat / Ann Lee", "authors": ["Boileau et Narcejac", "Lee, Ann"], "publisher": "Paris : X, 1904"})
def test_an_answer_of_the_api_is_taken_to_the_letter(told: Any) -> None:
    try:
        record = record_from_json(told)
    except InvalidRecord:
        return
    made = {"id": 1, "revision": 3, "created_at": "2026-01-31T09:00:00Z", "updated_at": "", "links": {}}
    outcome = read_record(1, made | record.as_json())
    assert (outcome.record, outcome.n_set_aside) == (record, 0)


def test_the_least_that_a_french_library_hands_over(read_one: Any) -> None:
    outcome = read_one(id=1, titre="un titre")
    assert (outcome.record.title, outcome.record.extra, outcome.wanted_id, outcome.source_id) == (
        "un titre",
        {},
        1,
        "1",
    )


def test_french_names_have_their_columns(read_one: Any) -> None:
    outcome = read_one(
        {"Sous-titre": "Roman", "ÉDITEUR": "Gallimard", "Nombre de pages": "185 p.", "Mots-clés": "Algérie ; Justice"},
        titre="L'Étranger",
        auteur="Albert Camus",
        traducteur="Sandra Smith",
        annee=1942,
        langue="français",
        collection="Folio",
        numero=2,
        ean="9782070360024",
        resume="Alger.",
        couverture="https://example.org/1.jpg",
        prix=7.5,
    )
    record = outcome.record
    assert (record.title, record.subtitle, record.authors) == ("L'Étranger", "Roman", ("Albert Camus",))
    assert record.contributors == (Contributor("Sandra Smith", Role.TRANSLATOR),)
    assert (record.publisher, record.published, record.language) == ("Gallimard", "1942", "fr")
    assert (record.page_count, record.series, record.series_number) == (185, "Folio", "2")
    assert (record.isbn, record.description) == ("9782070360024", "Alger.")
    assert (record.cover_url, record.subjects) == ("https://example.org/1.jpg", ("Algérie", "Justice"))
    assert record.extra == {"prix": 7.5}


def test_the_style_of_mongodb(read_one: Any) -> None:
    outcome = read_one(
        {
            "_id": {"$oid": "53c2ae8528d75d572c06ad9d"},
            "title": "Griffon in Action",
            "isbn": "1617290084",
            "pageCount": 0,
            "publishedDate": {"$date": "2012-06-04T00:00:00.000-0700"},
            "thumbnailUrl": "https://example.org/almiray.jpg",
            "shortDescription": "Short.",
            "longDescription": "Long.",
            "status": "PUBLISH",
            "authors": ["Andres Almiray", "Danno Ferrin", "", "James Shingler"],
            "categories": ["Java", ""],
        }
    )
    record = outcome.record
    assert (outcome.source_id, outcome.wanted_id) == ("53c2ae8528d75d572c06ad9d", None)
    assert (record.isbn, record.page_count, record.published) == ("9781617290084", None, "2012-06-04")
    assert record.authors == ("Andres Almiray", "Danno Ferrin", "James Shingler")
    assert (record.cover_url, record.subjects) == ("https://example.org/almiray.jpg", ("Java",))
    assert (record.description, record.extra) == ("Long.", {"status": "PUBLISH", "shortDescription": "Short."})


def test_the_style_of_the_hundred_best_books(read_one: Any) -> None:
    record = read_one(
        author="Homer",
        country="Greece",
        imageLink="images/the-iliad-of-homer.jpg",
        language="Greek",
        link="https://example.org/wiki/Iliad\n",
        pages=608,
        title="Iliad",
        year=-735,
    ).record
    assert (record.authors, record.language, record.page_count) == (("Homer",), "el", 608)
    assert (record.published, record.publication_year) == ("-0735", -735)
    assert record.extra == {
        "country": "Greece",
        "imageLink": "images/the-iliad-of-homer.jpg",
        "link": "https://example.org/wiki/Iliad\n",
    }


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in REFUSED.items() for value in values])  # type: ignore[attr-defined]
def test_what_a_column_refuses_stays_under_its_own_name(read_one: Any, name: Any, value: Any) -> None:
    outcome = read_one({name: value}, titre="A title")
    assert outcome.record.extra == {name: value}
    assert outcome.n_set_aside == (name not in {"extra", "id", "status", "revision", "links"})


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in NOTHING.items() for value in values])  # type: ignore[attr-defined]
def test_what_says_nothing_is_not_kept(read_one: Any, name: Any, value: Any) -> None:
    outcome = read_one({name: value}, titre="A title")
    assert (outcome.record, outcome.items, outcome.n_set_aside) == (BookRecord(title="A title"), (), 0)


@pytest.mark.parametrize(
    ("name", "value", "column", "expected"),
    [
        ("titre", 1984, "title", "1984"),
        ("titre", ["Nana"], "title", "Nana"),
        ("isbn", 9782070360024, "isbn", "9782070360024"),
        ("isbn", 140328726, "isbn", "9780140328721"),
        ("dewey", 5, "dewey", "005"),
        ("dewey", 940.53, "dewey", "940.53"),
        ("auteur", "Erckmann ; Chatrian", "authors", ("Erckmann", "Chatrian")),
        ("auteur", "Camus, Albert", "authors", ("Albert Camus",)),
        ("auteurs", [{"nom": "Camus", "prenom": "Albert"}], "authors", ("Albert Camus",)),
        ("author", {"name": "Albert Camus"}, "authors", ("Albert Camus",)),
        ("pageCount", {"$numberInt": "416"}, "page_count", 416),
        ("pages", "416 pages", "page_count", 416),
        ("pages", 416.0, "page_count", 416),
        ("year", "1942", "published", "1942"),
        ("year", "-700", "published", "-0700"),
        ("annee", 1942.0, "published", "1942"),
        ("publishedDate", {"$date": {"$numberLong": "1238569200000"}}, "published", "2009-04-01"),
        ("publishedDate", {"$date": "2009-04-01T07:00:00Z"}, "published", "2009-04-01"),
        ("date", "2009-04", "published", "2009-04"),
        ("langue", ["fr"], "language", "fr"),
        ("langue", "FRE", "language", "fr"),
    ],
)
def test_a_value_is_taken_in_the_form_it_comes_in(
    read_one: Any, name: Any, value: Any, column: Any, expected: Any
) -> None:
    outcome = read_one({"titre": "A title"} | {name: value})
    assert (getattr(outcome.record, column), outcome.record.extra) == (expected, {})


@pytest.mark.parametrize("text", ["impr. 1998", "[1998]", "DL 1998", "[1998?]", "cop. 1998"])
def test_of_a_date_in_words_the_year_is_taken_and_the_words_are_kept(read_one: Any, text: Any) -> None:
    record = read_one(titre="A title", annee=text).record
    assert (record.published, record.extra) == ("1998", {"annee": text})


def test_the_faulty_names_of_a_list_leave_it_and_the_list_is_kept(read_one: Any) -> None:
    authors = ["Zola", "a" * 301, "Camus", "b" * 301]
    record = read_one(titre="A title", auteurs=authors).record
    assert (record.authors, record.extra) == (("Zola", "Camus"), {"auteurs": authors})


def test_of_two_fields_for_a_column_the_preferred_is_taken_and_the_other_kept(read_one: Any) -> None:
    record = read_one(titre="Nana", author="Zola", authors=["Émile Zola"], publisher="F").record
    assert (record.authors, record.extra) == (("Émile Zola",), {"author": "Zola"})


def test_a_work_and_a_collection_are_both_series_of_the_book(read_one: Any) -> None:
    record = read_one(titre="Nana", serie="Rougon", tome=9, collection="Folio ; 1234").record
    assert record.all_series == [
        SeriesStatement("Rougon", "9"),
        SeriesStatement("Folio", "1234", SeriesKind.COLLECTION),
    ]
    alone = read_one(titre="Nana", collection="Chemins", numero=9).record
    assert alone.all_series == [SeriesStatement("Chemins", "9", SeriesKind.COLLECTION)]


def test_a_field_that_says_nothing_gives_way_to_another(read_one: Any) -> None:
    record = read_one(titre="Nana", isbn="", ean="9782070360024", longDescription=" ", shortDescription="Short.").record
    assert (record.isbn, record.description, record.extra) == ("9782070360024", "Short.", {})


def test_a_year_beside_its_date_is_not_kept_twice(read_one: Any) -> None:
    assert read_one(titre="Nana", published="1880-02-15", annee=1880).record.extra == {}
    assert read_one(titre="Nana", published="1880-02-15", annee=1881).record.extra == {"annee": 1881}


def test_a_name_that_extra_has_already_is_made_longer(read_one: Any) -> None:
    record = read_one(titre="Nana", extra={"prix": 5}, prix=7).record
    assert record.extra == {"prix": 5, "prix_": 7}


@pytest.mark.parametrize("record", [{}, {"auteur": "Zola"}, {"titre": ""}, {"titre": " "}, {"titre": None}])
def test_a_record_without_a_title_is_refused(record: Any) -> None:
    assert read_record(7, record).reason == "title: this field is required"
    assert read_record(7, record).position == 7


@pytest.mark.parametrize("value", [{"x": 1, "y": 2}, ["Nana", "Pot-Bouille"], True])
def test_a_title_that_is_no_text_is_refused(value: Any) -> None:
    assert read_record(1, {"titre": value}).reason == "title: this is not text"


def test_a_title_that_is_too_long_is_refused() -> None:
    assert read_record(1, {"titre": "a" * 1001}).reason == "title: longer than 1000 characters"


def test_a_number_that_no_database_keeps_refuses_the_record(read: Any) -> None:
    (outcome,) = read('[{"titre": "Nana", "prix": 99999999999999999999}]')
    assert outcome.reason == "extra: a number is beyond 64 bits"


def test_line_noise_becomes_a_space(read_one: Any) -> None:
    record = read_one(
        {"no\x00te": ["a\x07b", {"\x85": "\x7f"}]}, titre="L'\x00Étranger\x1f", auteur="Albert\x0bCamus"
    ).record
    assert (record.title, record.authors) == ("L' Étranger", ("Albert Camus",))
    assert record.extra == {"no te": ["a b", {" ": " "}]}


def test_a_lone_surrogate_refuses_the_line(read: Any) -> None:
    refused, _ = read('{"titre": "\\ud800"}\n{"titre": "Nana"}\n')
    assert "surrogate" in refused.reason


@pytest.mark.parametrize(
    ("identity", "source_id", "wanted_id"),
    [
        ({"id": 12}, "12", 12),
        ({"_id": 12}, "12", 12),
        ({"_id": {"$oid": "53c2"}}, "53c2", None),
        ({"_id": {"$numberInt": "7"}}, "7", 7),
        ({"id": "FR-12"}, "FR-12", None),
        ({"id": 0}, "0", None),
        ({"id": -5}, "-5", None),
        ({"id": 2**53}, str(2**53), None),
        ({"identifiant": 3}, "3", 3),
    ],
)
def test_a_record_is_known_by_its_own_number(read_one: Any, identity: Any, source_id: Any, wanted_id: Any) -> None:
    outcome = read_one(identity, titre="Nana")
    assert (outcome.source_id, outcome.wanted_id, outcome.record.extra) == (source_id, wanted_id, {})


def test_of_two_numbers_the_second_is_kept(read_one: Any) -> None:
    outcome = read_one({"_id": "53c2"}, id=4, titre="Nana")
    assert (outcome.source_id, outcome.record.extra) == ("4", {"_id": "53c2"})


def test_a_record_without_a_number_is_known_by_what_it_says(read_one: Any) -> None:
    outcome, reordered = read_one(titre="Nana", auteur="Zola"), read_one(auteur="Zola", titre="Nana")
    assert outcome.source_id == outcome.digest[:16] == reordered.source_id
    assert read_one(titre="Nana", auteur="E. Zola").digest != outcome.digest


def test_items_come_with_their_book_and_what_no_item_holds_stays(read_one: Any) -> None:
    exemplaires = [
        {"code_barres": 17, "cote": "843 ZOL", "site": "Centre", "prix": 5, "poids": 9},
        {"cote": "R"},
        "two",
    ]
    outcome = read_one(titre="Nana", exemplaires=exemplaires)
    (item,) = outcome.items
    assert (item.barcode, item.call_number, item.location) == ("17", "843 ZOL", "Centre")
    assert item.price == Decimal(5)
    assert outcome.record.extra == {"exemplaires": [{"barcode": "17", "poids": 9}, {"cote": "R"}, "two"]}
    assert outcome.n_set_aside == 2


def test_an_item_in_a_state_we_do_not_know_is_to_be_checked_and_the_word_kept(read_one: Any) -> None:
    outcome = read_one(titre="Nana", items=[{"barcode": "1", "status": "en quarantaine"}])
    assert outcome.items[0].status is ItemStatus.TO_CHECK
    assert outcome.record.extra == {"items": [{"barcode": "1", "status": "en quarantaine"}]}
    assert outcome.n_set_aside == 1


def test_a_record_of_one_book_and_one_item(read_one: Any) -> None:
    outcome = read_one(titre="Nana", code_barres="17", cote="843 ZOL", localisation="Centre")
    (item,) = outcome.items
    assert (item.barcode, item.call_number, item.location) == ("17", "843 ZOL", "Centre")
    assert (outcome.record.extra, outcome.n_set_aside) == ({}, 0)


def test_a_call_number_without_a_barcode_is_kept(read_one: Any) -> None:
    outcome = read_one(titre="Nana", cote="843 ZOL")
    assert (outcome.items, outcome.record.extra) == ((), {"cote": "843 ZOL"})


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KNOWN = st.sampled_from([word for words in WORDS.values() for word in words] + ["_id", "barcode", "prénom auteur"])


@given(st.dictionaries(KNOWN | st.text(max_size=8), JSON, max_size=8))
def test_any_object_is_parsed_or_refused(raw: Any) -> None:
    outcome = read_record(1, raw)
    assert isinstance(outcome, Parsed) or outcome.reason
