"""`/api/search` and `/api/suggest`, as a program meets them."""

from typing import Any

import pytest
from flask import Flask

from catalogue.extensions import get_live_index
from catalogue.search.index import SearchIndex
from catalogue.services import indexing

EMPTY = {"author", "contributor", "subject", "series", "material", "audience", "language", "decade", "publisher"}
EMPTY |= {"available"}


@pytest.fixture
def search(client: Any) -> Any:
    """Return the document that a search answers: `search("zola", language="fr")`."""

    def search(q: Any = "", **parameters: Any) -> Any:
        answer = client.get("/api/search", query_string={"q": q, **parameters})
        assert answer.status_code == 200, answer.text
        return answer.json

    return search


@pytest.fixture
def sample_books(post_book: Any, post_item: Any) -> None:
    post_book(
        "Les Misérables",
        authors=["Victor Hugo"],
        subjects=["Roman", "Paris"],
        published="1862",
        language="fr",
        isbn="9782070409228",
    )
    post_book("Hugo à Guernesey", authors=["Anne Rosier"], subjects=["Biographie"], published="1998", language="fr")
    post_book("Moby Dick", authors=["Herman Melville"], subjects=["Roman"], published="1851", language="en")
    post_item(1, "B1")


def titles(document: Any) -> Any:
    return [book["title"] for book in document["results"]]


def test_an_empty_catalogue_answers(search: Any) -> None:
    document = search("hugo")

    assert (document["total"], document["results"], document["suggestion"]) == (0, [], None)
    assert document["facets"] == {facet: [] for facet in EMPTY}
    assert document["index"] == {"behind": 0, "building": None}


def test_answers_say_that_the_index_is_behind_while_another_process_writes_it(
    app: Flask, client: Any, post_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PATIENCE_SECONDS", 0.01)
    asked = ("/api/books?q=baleine", "/api/suggest?q=bal")
    post_book("Baleine")
    assert not any("X-Index-Behind" in client.get(address).headers for address in asked)
    with app.app_context():
        index = get_live_index().index
    post_book("Cachalot")

    with SearchIndex(index.folder).locked(0):
        assert client.get("/api/search?q=baleine").json["index"]["behind"] == 1
        assert [client.get(address).headers["X-Index-Behind"] for address in asked] == ["1", "1"]


def test_a_search_finds_counts_and_marks(sample_books: Any, search: Any, client: Any) -> None:
    document = search("hugo miserables")

    (book,) = document["results"]
    assert document["total"] == 1
    assert book.pop("highlights") == {"title": "Les <mark>Misérables</mark>", "authors": ["Victor <mark>Hugo</mark>"]}
    assert book == client.get("/api/books/1").json
    assert document["facets"]["subject"] == [
        {"value": "Paris", "count": 1, "chosen": False},
        {"value": "Roman", "count": 1, "chosen": False},
    ]
    assert document["facets"]["available"] == [{"value": True, "count": 1, "chosen": False}]


def test_a_title_stands_before_an_author(sample_books: Any, search: Any) -> None:
    assert titles(search("hugo")) == ["Hugo à Guernesey", "Les Misérables"]
    assert titles(search("hugo", sort="year")) == ["Les Misérables", "Hugo à Guernesey"]


def test_values_of_a_filter_are_repeated(sample_books: Any, client: Any) -> None:
    answer = client.get("/api/search?language=en&language=fr&subject=Roman")

    assert sorted(titles(answer.json)) == ["Les Misérables", "Moby Dick"]
    chosen = {value["value"]: value["chosen"] for value in answer.json["facets"]["language"]}
    assert chosen == {"en": True, "fr": True}


def test_languages_are_named(client: Any, post_book: Any) -> None:
    post_book("Sans paroles", language="zxx")

    (value,) = client.get("/api/search").json["facets"]["language"]

    assert value["names"] == {"fr": "sans texte", "en": "no text"}


def test_a_correction_is_shown_until_one_insists(sample_books: Any, search: Any) -> None:
    document = search("hugo miserabels")
    assert titles(document) == ["Les Misérables"]
    assert document["suggestion"] == {"text": "hugo misérables", "total": 1, "shown": True} | {
        "missing_volume": None,
        "left_out": [],
    }
    assert document["understood"]["unknown"] == ["miserabels"]

    assert search("hugo miserabels", keep="spelling")["total"] == 0


def test_what_was_understood_is_told(sample_books: Any, search: Any) -> None:
    document = search("2-07-040922-8")
    assert document["understood"]["isbn"] == ["9782070409228"]
    assert titles(document) == ["Les Misérables"]

    document = search("les miserables annee:1800..1900")
    assert document["understood"]["articles"] == ["les"]
    assert (document["understood"]["year_from"], document["understood"]["year_to"]) == (1800, 1900)
    assert search("roman -annee:1990")["understood"]["years_out"] == [{"year_from": 1990, "year_to": 1990}]


def test_explain_says_which_rule_and_where_the_words_are(sample_books: Any, search: Any) -> None:
    document = search("miserable hugo", explain="1")

    (book,) = document["results"]
    assert book["why"] == {
        "rule": "title_or_author_akin",
        "words": [
            {"word": "miserable", "places": ["title"], "by_stem": True},
            {"word": "hugo", "places": ["author"], "by_stem": False},
        ],
    }
    assert "why" not in search("hugo")["results"][0]


def test_a_word_that_stands_nowhere_is_in_no_other_form(post_book: Any, post_item: Any, search: Any) -> None:
    post_book("Nana")
    post_item(1, "N-7")

    (found,) = search("n-7", explain="1")["results"]
    assert found["why"] == {
        "rule": "number",
        "words": [{"word": word, "places": [], "by_stem": False} for word in ("n", "7")],
    }


def test_marks_are_html_and_the_rest_is_escaped(post_book: Any, search: Any) -> None:
    post_book("<b>Bold</b> & hugo")

    assert search("hugo")["results"][0]["highlights"]["title"] == "&lt;b&gt;Bold&lt;/b&gt; &amp; <mark>hugo</mark>"


def test_all_values_of_one_facet_on_demand(post_book: Any, search: Any) -> None:
    for number in range(15):
        post_book(f"Book {number}", subjects=[f"Subject {number:02}"])

    assert len(search()["facets"]["subject"]) == 10
    document = search(facet="subject")
    assert [value["value"] for value in document["facets"]["subject"]] == [f"Subject {n:02}" for n in range(15)]
    assert set(document["facets"]) == {"subject"}


@pytest.mark.parametrize(
    ("facets", "counted"),
    [("author,decade", {"author", "decade"}), ("none", set()), ("available", {"available"}), (None, EMPTY)],
)
def test_a_program_chooses_which_facets_are_counted(sample_books: Any, search: Any, facets: Any, counted: Any) -> None:
    parameters = {} if facets is None else {"facets": facets}

    document = search("hugo", **parameters)

    assert (document["total"], set(document["facets"])) == (2, counted)


def test_completions_are_grouped(sample_books: Any, client: Any) -> None:
    assert client.get("/api/suggest?q=hug").json == {
        "titles": [{"id": 2, "title": "Hugo à Guernesey", "authors": ["Anne Rosier"]}],
        "authors": [{"name": "Victor Hugo", "books": 1}],
        "subjects": [],
        "series": [],
    }
    assert len(client.get("/api/suggest?q=r&limit=1").json["subjects"]) == 1


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ("q=" + "a" * 10_000, "q"),
        ("&".join(f"subject={n}" for n in range(3000)), "subject"),
        ("subject=" + "a" * 10_000, "subject.0"),
        ("per_page=1000", "per_page"),
        ("page=0", "page"),
        ("page=" + "9" * 30, "page"),
        ("language=klingonese", "language.0"),
        ("decade=199x", "decade.0"),
        ("available=perhaps", "available.0"),
        ("year_from=10000000", "year_from"),
        ("sort=size", "sort"),
        ("keep=everything", "keep.0"),
        ("facet=colour", "facet"),
        ("facets=colour", "facets.0"),
        ("facets=", "facets"),
        ("explain=yes", "explain"),
        ("missing=wings", "missing.0"),
        ("dewey=8x", "dewey.0"),
        ("added=2026-13", "added.0"),
        ("titel=x", "titel"),
        ("q=a&q=b", "q"),
    ],
    ids=lambda value: value[:24],
)
def test_what_makes_no_sense_is_a_400(client: Any, problem: Any, parameters: Any, field: Any) -> None:
    problem(client.get(f"/api/search?{parameters}"), 400, field)


@pytest.mark.parametrize("parameters", ["", "q=" + "a" * 301, "q=a&limit=0", "q=a&limit=21", "q=a&n=1"])
def test_completions_have_their_bounds(client: Any, problem: Any, parameters: Any) -> None:
    problem(client.get(f"/api/suggest?{parameters}"), 400)


def test_a_page_beyond_the_last_is_empty(sample_books: Any, search: Any) -> None:
    document = search("hugo", page=100_000, per_page=100)

    assert (document["total"], document["results"]) == (2, [])


def test_any_year_of_a_decade_means_the_decade(sample_books: Any, search: Any) -> None:
    document = search(decade=1998)

    assert titles(document) == ["Hugo à Guernesey"]
    assert [value["value"] for value in document["facets"]["decade"] if value["chosen"]] == [1990]


def test_years_the_wrong_way_round_are_put_right(sample_books: Any, search: Any) -> None:
    assert search(year_from=2000, year_to=1000)["total"] == 3
