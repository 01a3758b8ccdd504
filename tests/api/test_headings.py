"""Authors, subjects and series, which are written alike."""

from typing import Any

import pytest
from flask import Flask

from catalogue.extensions import db
from catalogue.models import Change


@pytest.fixture(params=["authors", "subjects"])
def noun(request: pytest.FixtureRequest) -> Any:
    """Each kind of heading in turn; on a book, the member has the same name."""
    return request.param


@pytest.fixture
def post(client: Any, noun: Any) -> Any:
    """Store a heading of the kind in turn and return the answer."""

    def post(name: Any, **members: Any) -> Any:
        answer = client.post(f"/api/{noun}", json={"name": name, **members})
        assert answer.status_code == 201, answer.text
        return answer.json

    return post


def test_a_heading_is_stored_and_read(client: Any, noun: Any) -> None:
    answer = client.post(f"/api/{noun}", json={"name": "  Émile   Zola "})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/{noun}/{answer.json['id']}"
    assert answer.json["name"] == "Émile Zola"
    assert answer.json["books"] == 0
    assert client.get(answer.headers["Location"]).json == answer.json


def test_an_author_has_years_and_variants(client: Any) -> None:
    zola = {"name": "Émile Zola", "birth_year": 1840, "death_year": 1902, "variants": ["Zola, Émile", "ZOLA, EMILE"]}

    stored = client.post("/api/authors", json=zola).json

    assert {name: stored[name] for name in zola} == {**zola, "variants": ["Zola, Émile"]}
    assert client.put(stored["links"]["self"], json={"name": "Émile Zola"}).json["birth_year"] is None


def test_one_heading_for_all_books_that_name_it(client: Any, noun: Any, post_book: Any) -> None:
    for name in ("Émile Zola", "EMILE  ZOLA", "emile zola"):
        assert post_book(**{noun: [name]})[noun] == ["Émile Zola"]

    (heading,) = client.get(f"/api/{noun}").json
    assert (heading["name"], heading["books"]) == ("Émile Zola", 3)


@pytest.mark.parametrize("name", ["Émile Zola", "EMILE ZOLA", "émile, zola"])
def test_a_heading_that_exists_is_refused(
    client: Any, noun: Any, post: Any, problem: Any, unchanged: Any, name: Any
) -> None:
    holder = post("Émile Zola")
    other = post("Albert Camus")

    with unchanged():
        assert str(holder["id"]) in problem(client.post(f"/api/{noun}", json={"name": name}), 409)["detail"]
        problem(client.put(other["links"]["self"], json={"name": name}), 409)


def test_a_heading_may_change_its_case_and_accents(client: Any, post: Any) -> None:
    heading = post("Emile Zola")

    assert client.put(heading["links"]["self"], json={"name": "Émile Zola"}).json["name"] == "Émile Zola"


def test_a_new_name_reaches_every_book(app: Flask, client: Any, noun: Any, post_book: Any) -> None:
    """Its revision grows, the log keeps the record as it was, a search finds the new name and the old one no longer."""
    books = [post_book(f"Book {number}", **{noun: ["Samuel Clemens", "Other"]}) for number in range(2)]
    untouched = post_book("Untouched", **{noun: ["Other"]})
    (heading,) = client.get(f"/api/{noun}?name=clemens").json

    assert client.put(heading["links"]["self"], json={"name": "Mark Twain"}).json["books"] == 2

    for book in books:
        renamed = client.get(book["links"]["self"])
        assert renamed.json[noun] == ["Mark Twain", "Other"]
        assert renamed.headers["ETag"] == '"2"'
    assert client.get(untouched["links"]["self"]).json == untouched
    for parameter in ("q", noun.removesuffix("s")):
        assert len(client.get(f"/api/books?{parameter}=twain").json) == 2
        assert client.get(f"/api/books?{parameter}=clemens").json == []
    with app.app_context():
        log = db.session().query(Change).filter_by(kind="book").order_by(Change.seq.desc()).limit(2).all()
    assert [(change.record_id, change.action, change.revision) for change in log] == [
        (books[1]["id"], "update", 2),
        (books[0]["id"], "update", 2),
    ]
    assert all(change.before[noun] == ["Samuel Clemens", "Other"] for change in log)


def test_a_new_name_moves_the_books_of_an_author_on_the_shelf(client: Any, post_book: Any) -> None:
    post_book("First", authors=["Aaron Aa"])
    post_book("Second", authors=["Bertha Bb"])
    (heading,) = client.get("/api/authors?name=aaron").json

    client.put(heading["links"]["self"], json={"name": "Zoe Zz"})

    assert [book["title"] for book in client.get("/api/books?sort=author").json] == ["Second", "First"]


def test_years_and_variants_of_an_author_reach_the_books(client: Any, post_book: Any) -> None:
    """A book is shown with the years, and found by the variants."""
    book = post_book(authors=["Stendhal"])
    (author,) = client.get("/api/authors").json

    client.put(author["links"]["self"], json={"name": "Stendhal", "variants": ["Henri Beyle"]})
    assert client.get(book["links"]["self"]).json["revision"] == 2
    assert client.get("/api/search?q=henri+beyle").json["total"] == 1

    client.put(author["links"]["self"], json={"name": "Stendhal", "birth_year": 1783})
    assert client.get(book["links"]["self"]).json["revision"] == 3


def test_a_heading_in_use_cannot_be_deleted(
    client: Any, noun: Any, post_book: Any, problem: Any, unchanged: Any
) -> None:
    book = post_book(**{noun: ["Émile Zola"]})
    (heading,) = client.get(f"/api/{noun}").json

    with unchanged():
        assert "1 book" in problem(client.delete(heading["links"]["self"]), 409)["detail"]

    client.delete(book["links"]["self"])
    assert client.delete(heading["links"]["self"]).status_code == 204


def test_a_translator_is_in_use_too(client: Any, post_book: Any, problem: Any) -> None:
    post_book(contributors=[{"name": "Boris Vian", "role": "translator"}])
    (author,) = client.get("/api/authors").json

    problem(client.delete(author["links"]["self"]), 409)


def test_a_deleted_heading_is_gone_and_its_number_never_comes_back(
    client: Any, noun: Any, post: Any, problem: Any
) -> None:
    heading = post("Émile Zola")

    assert client.delete(heading["links"]["self"]).status_code == 204

    problem(client.get(heading["links"]["self"]), 404)
    problem(client.put(heading["links"]["self"], json={"name": "Émile Zola"}), 404)
    problem(client.delete(heading["links"]["self"]), 404)
    assert post("Émile Zola")["id"] == heading["id"] + 1


def test_a_book_may_name_one_person_in_two_parts(client: Any, post_book: Any) -> None:
    book = post_book(authors=["Hergé"], contributors=[{"name": "Hergé", "role": "illustrator"}])
    (author,) = client.get("/api/authors").json

    assert author["books"] == 1
    client.delete(book["links"]["self"])
    assert client.get(author["links"]["self"]).json["books"] == 0


def test_authors_file_by_surname_and_subjects_as_they_read(client: Any, noun: Any, post: Any) -> Any:
    for name in ("Zoé Aa", "Aaron Zz", "Éric Mm"):
        post(name)

    def list_headings(sort: Any) -> Any:
        return [heading["name"] for heading in client.get(f"/api/{noun}?sort={sort}").json]

    expected = ["Zoé Aa", "Éric Mm", "Aaron Zz"] if noun == "authors" else ["Aaron Zz", "Éric Mm", "Zoé Aa"]
    assert list_headings("name") == expected
    assert list_headings("-name") == expected[::-1]


def test_headings_are_sorted_by_their_books_with_stable_ties(client: Any, noun: Any, post_book: Any) -> Any:
    for names in (["Two", "One"], ["Two"], ["Another"]):
        post_book(**{noun: names})

    def list_headings(sort: Any) -> Any:
        pages = [client.get(f"/api/{noun}?sort={sort}&per_page=1&page={page}") for page in (1, 2, 3)]
        assert [page.headers["X-Total-Count"] for page in pages] == ["3"] * 3
        return [heading["name"] for page in pages for heading in page.json]

    assert list_headings("books") == ["One", "Another", "Two"]
    assert list_headings("-books") == ["Two", "Another", "One"]


def test_a_heading_is_found_by_the_words_it_has_now(client: Any, noun: Any, post: Any) -> Any:
    heading = post("Samuel Clemens")
    client.put(heading["links"]["self"], json={"name": "Samuel Twain"})
    gone = post("Samuel Pepys")
    client.delete(gone["links"]["self"])

    def find_books(text: Any) -> Any:
        return [heading["name"] for heading in client.get(f"/api/{noun}?name={text}").json]

    assert find_books("samuel") == find_books("sam twa") == ["Samuel Twain"]
    assert find_books("clemens") == find_books("pepys") == []


def test_more_words_than_a_heading_has_are_looked_for_within_limits(client: Any, noun: Any, post: Any) -> None:
    post("Émile Zola")

    asked = " ".join(f"z{number}" for number in range(190))

    assert client.get(f"/api/{noun}", query_string={"name": f"zola {asked}"}).json == []


def test_headings_are_found_by_the_beginnings_of_their_words(client: Any, noun: Any, post: Any) -> None:
    for name in ("Antoine de Saint-Exupéry", "Émile Zola", "???"):
        post(name)

    found = {
        text: [heading["name"] for heading in client.get(f"/api/{noun}", query_string={"name": text}).json]
        for text in ("exupery", "ZOL", "saint exup", "ola", "%", "zola émile", "???", "!!!")
    }

    assert found == {
        "exupery": ["Antoine de Saint-Exupéry"],
        "ZOL": ["Émile Zola"],
        "saint exup": ["Antoine de Saint-Exupéry"],
        "ola": [],
        "%": [],
        "zola émile": ["Émile Zola"],
        "???": ["???"],
        "!!!": [],
    }
