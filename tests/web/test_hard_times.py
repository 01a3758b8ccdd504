"""What the search pages do with input that means harm, with an empty catalogue, and without their index."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.extensions import db
from catalogue.search.index import SearchIndex
from catalogue.services.indexing import LiveIndex
from catalogue.web.search_form import MAX_QUERY_LENGTH, MOST_VALUES  # type: ignore[attr-defined]

SCRIPT = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"


@pytest.fixture
def index_is_away(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the folder of the index be one that cannot be made."""
    (tmp_path / "file").write_text("not a folder")
    with app.app_context():
        away = LiveIndex(SearchIndex(tmp_path / "file" / "index"), db.engine)
    monkeypatch.setitem(app.extensions, "live_index", away)


@pytest.mark.parametrize(
    "name",
    ["author", "subject", "publisher", "location", "language", "dewey", "keep", "sort", "facet", "typing", "page"],
)
def test_no_parameter_becomes_markup(get: Any, add_book: Any, name: Any) -> None:
    add_book(authors=("<script>alert(1)</script>",), subjects=("<script>alert(1)</script>",))

    for address in (f"/search?{name}={SCRIPT}", f"/search?q=alert&facet=author&{name}={SCRIPT}"):
        page = get(address)
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "on" not in {attribute[:2] for _, attributes in page.read.tags for attribute in attributes}


def test_a_record_never_becomes_markup_where_its_words_are_marked(get: Any, add_book: Any) -> None:
    hostile = "<img src=x onerror=alert(1)> peste"
    add_book(hostile, subtitle=hostile, authors=(hostile,), subjects=(hostile,), series=hostile, description=hostile)

    page = get("/search?q=peste")

    assert "<img" not in page.html
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>peste</mark>" in page.html


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%F4%90%80%80", "%C0%AF", "%E2%80%AE", "%F0%9F%93%9A", "%0D%0A"])
@pytest.mark.parametrize("name", ["q", "author", "publisher", "year_from", "page", "decade", "added"])
def test_bytes_that_are_no_text_do_no_harm_anywhere(get: Any, add_book: Any, name: Any, text: Any) -> None:
    add_book()

    page = get(f"/search?{name}={text}x{text}")

    assert page.status == 200
    assert all(address.isascii() and address.isprintable() for address in page.links)


def test_a_question_of_ten_kilobytes_is_cut(get: Any, add_book: Any) -> None:
    add_book()

    page = get("/search?q=" + "peste%20" * 1250)

    assert page.status == 200
    assert len(page.heading) < MAX_QUERY_LENGTH + 50
    assert max(map(len, page.links)) < MAX_QUERY_LENGTH + 200


@pytest.mark.parametrize("name", ["author", "subject", "publisher", "language", "decade", "dewey", "location", "added"])
def test_thousands_of_values_are_bounded_in_every_filter(get: Any, add_book: Any, name: Any) -> None:
    add_book()
    value = {"language": "{0:03}", "decade": "{0}", "dewey": "{0:03}", "added": "{0:04}"}.get(name, "Nom {0}")

    page = get("/search?" + "&".join(f"{name}={value.format(number)}" for number in range(3000)))

    assert page.status == 200
    assert len([link for link in page.read.all_of("a") if link.get("class") == "chip"]) <= MOST_VALUES
    assert len(page.html) < 2_000_000


def test_deep_and_wide_pages_are_bounded(get: Any, add_book: Any) -> None:
    for number in range(25):
        add_book(f"Livre {number}")

    assert get("/search?page=100000").status == 404
    assert "Aller à la dernière page, la 2" in get("/search?q=livre&page=100000").text
    assert len([address for address in get("/search?per_page=1000").links if address.startswith("/books/")]) == 20


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("year_from=1900", "2 livres"),
        ("year_to=1900", "1 livre"),
        ("year_from=1800&year_to=1900", "1 livre"),
        ("year_from=1900&year_to=1800", "1 livre"),
        ("year_from=+1900+&year_to=", "2 livres"),
        ("year_from=-500&year_to=2100", "3 livres"),
        ("year_from=99999999999&year_to=-99999999999", "Tous les livres"),
        ("year_from=mille", "Tous les livres"),
    ],
)
def test_years_have_two_ends_each_of_which_may_be_open(get: Any, add_book: Any, typed: Any, heading: Any) -> None:
    for year in ("1885", "1947", "2020"):
        add_book(f"Livre de {year}", published=year)

    assert get(f"/search?{typed}").heading == heading


def test_years_that_were_typed_the_wrong_way_round_are_shown_the_right_way(get: Any) -> None:
    page = get("/search?year_from=2000&year_to=1900")

    years = {field["name"]: field["value"] for field in page.read.all_of("input") if "years" not in field}
    assert (years["year_from"], years["year_to"]) == ("1900", "2000")
    assert "à partir de 1900" in page.text
    assert "jusqu’à 2000" in page.text


def test_every_link_to_a_filtered_list_is_not_to_be_followed(get: Any, add_book: Any) -> None:
    for number in range(25):
        add_book(f"Livre {number}", dewey="843", language="fr", published="1947", authors=(f"Autrice {number}",))
    filters = ("author=", "subject=", "language=", "decade=", "publisher=", "available=", "dewey=", "year_", "facet=")

    for address in ("/", "/search", "/search?q=livre", "/search?language=fr&page=2", "/search?facet=author"):
        for link in get(address).read.all_of("a"):
            if any(name in unescape(link["href"] or "") for name in filters):
                assert "nofollow" in (link.get("rel") or ""), link


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "aucun livre n’a été saisi"), ("en", "no book has been entered")]
)
def test_an_empty_catalogue_says_that_it_is(get: Any, language: Any, sentence: Any) -> None:
    page = get("/search", language)

    assert page.status == 200
    assert sentence in page.text
    assert get("/search?q=camus", language).status == get("/search?facet=author", language).status == 200


@pytest.mark.parametrize("typed", ["-", '""', "?!", "%C2%AB%C2%BB"])
def test_signs_alone_are_told_to_be_no_words(get: Any, add_book: Any, typed: Any) -> None:
    add_book()

    page = get(f"/search?q={typed}")

    assert "Il n’y a là ni lettre ni chiffre à chercher." in page.text
    assert "Vérifiez l’orthographe" not in page.text


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "La recherche est indisponible pour le moment"), ("en", "Searching is not possible at the moment")],
)
def test_without_its_index_the_search_says_so_and_the_rest_goes_on(
    get: Any, add_book: Any, index_is_away: Any, language: Any, heading: Any
) -> None:
    book_id = add_book("La Peste", authors=("Albert Camus",), subjects=("Roman",))

    for address in ("/search", "/search?q=peste", "/search?facet=author", "/authors/1", "/subjects/1"):
        page = get(address, language)
        assert (page.status, page.heading) == (503, heading)
        assert page.headers["Retry-After"] == "5"
        assert "Traceback" not in page.html
    for address in ("/", f"/books/{book_id}", "/search/help", "/about"):
        assert get(address, language).status == 200


def test_an_index_damaged_under_a_running_service_is_mended_before_the_page_is_sent(
    get: Any, live: LiveIndex, add_book: Any
) -> None:
    add_book("La Peste")
    assert get("/search?q=peste").heading == "1 livre pour peste"
    for path in live.index.path.iterdir():
        if path.is_file():
            path.write_bytes(b"\x00garbage")

    add_book("La Peste écarlate")

    assert get("/search?q=peste").heading == "2 livres pour peste"
