"""Authors and subjects at the desk: their forms, and merging those that are one."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.cli import job_runner
from catalogue.extensions import begin_write
from catalogue.services import heading_jobs
from tests.factories import stored_book


@pytest.fixture
def stored(app: Flask) -> Any:
    """Store books: `stored(("Nana", {"authors": ("Zola",)}), …)`."""

    def store(*records: Any) -> None:
        with app.app_context():
            session = begin_write()
            for title, rest in records:
                stored_book(session, title, actor="ada", **rest)
            session.commit()

    return store


def test_headings_are_listed_found_and_corrected(librarian: Any, client: FlaskClient, stored: Any) -> None:
    stored(("Nana", {"authors": ("Zola",)}), ("Autre", {"authors": ("Balzac",)}))
    assert "Balzac" in librarian.get("/desk/authors").text
    assert "Balzac" not in librarian.get("/desk/authors?q=zol&sort=-books").text.partition("Afficher")[2]

    librarian.submit("/desk/authors/1", name="Émile Zola", birth_year="1840", variants="E. Zola\nZola, Emile")

    author = client.get("/api/authors/1").json
    assert (author["name"], author["birth_year"], author["variants"]) == (
        "Émile Zola",
        1840,
        ["E. Zola", "Zola, Emile"],
    )
    assert client.get("/api/books/1").json["authors"] == ["Émile Zola"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"name": ""}, "À remplir."), ({"name": "Balzac"}, "fusionnez plutôt"), ({"birth_year": "99999"}, "Cela ne peut")],
)
def test_what_cannot_be_is_said_beside_the_field(librarian: Any, stored: Any, fields: Any, sentence: Any) -> None:
    stored(("Nana", {"authors": ("Zola",)}), ("Autre", {"authors": ("Balzac",)}))

    page = librarian.submit("/desk/authors/1", **fields)

    assert page.status == 400
    assert sentence in page.text


@pytest.mark.parametrize(
    ("path", "fields", "text"),
    [
        ("authors", {"name": "Émile Zola", "birth_year": "1840"}, "Somebody else saved this heading"),
        ("series", {"name": "Les Rougon", "variants": "Rougon"}, "Quelqu’un d’autre a enregistré cette vedette"),
        ("subjects", {"name": "Romans"}, "Quelqu’un d’autre a enregistré cette vedette"),
    ],
)
def test_the_second_save_of_a_stale_heading_chooses_field_by_field(
    librarian: Any, client: FlaskClient, stored: Any, path: str, fields: Any, text: str
) -> None:
    stored(("Nana", {"authors": ("Zola",), "series": "Rougon-Macquart", "subjects": ("Roman",)}))
    librarian.headers["Accept-Language"] = "en" if text.startswith("Some") else "fr"
    mine, third = librarian.get(f"/desk/{path}/1"), librarian.get(f"/desk/{path}/1")
    librarian.submit(f"/desk/{path}/1", **fields)

    race = librarian.submit(mine, name="Autre nom")

    assert race.status == 409
    assert all(one in race.text for one in (text, "Autre nom", fields["name"]))
    assert client.get(f"/api/{path}/1").json["name"] == fields["name"]
    assert librarian.submit(race).status == 409  # Both changed the name, and nothing was chosen.
    librarian.submit(race, pick_name="mine")
    heading = client.get(f"/api/{path}/1").json
    assert heading["name"] == "Autre nom"
    assert heading.get("birth_year") == (1840 if path == "authors" else None)
    assert heading.get("variants", []) == (["Rougon"] if path == "series" else [])
    last = librarian.submit(third, name="Troisième")
    assert last.status == 409
    librarian.submit(last, pick_name="theirs")
    assert client.get(f"/api/{path}/1").json["name"] == "Autre nom"


def test_the_form_of_a_heading_that_was_merged_leads_to_the_other(librarian: Any, stored: Any) -> None:
    stored(("Nana", {"subjects": ("Roman",)}), ("Autre", {"subjects": ("Romans",)}))
    form = librarian.get("/desk/subjects/2")
    librarian.submit(librarian.get("/desk/subjects/1/merge?other=2"))

    assert "La vedette a été fusionnée avec celle-ci." in librarian.get("/desk/subjects/2").text
    assert "La vedette a été fusionnée avec celle-ci." in librarian.submit(form, name="Autre").text


def test_merged_authors_have_all_books_and_the_old_address_leads_on(
    librarian: Any, client: FlaskClient, stored: Any
) -> None:
    stored(
        ("Nana", {"authors": ("Émile Zola",)}),
        ("Germinal", {"authors": ("Zola, Emile", "Balzac")}),
        ("Both", {"authors": ("Émile Zola", "Zola, Emile")}),
    )
    kept = 1
    other = next(one["id"] for one in client.get("/api/authors").json if one["name"] == "Zola, Emile")
    assert "Zola, Emile" in librarian.get("/desk/authors/alike").text

    preview = librarian.get(f"/desk/authors/{kept}/merge?other={other}")
    assert "2 livres changent de vedette." in preview.text
    done = librarian.submit(preview)

    assert "2 livres sont maintenant sous" in done.text
    assert client.get("/api/books/2").json["authors"] == ["Émile Zola", "Balzac"]
    assert client.get("/api/books/3").json["authors"] == ["Émile Zola"]
    author = client.get(f"/api/authors/{kept}").json
    assert (author["books"], author["variants"]) == (3, ["Zola, Emile"])
    moved = client.get(f"/api/authors/{other}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/api/authors/{kept}")
    moved = client.get(f"/authors/{other}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/authors/{kept}")
    assert client.get("/authors/99").status_code == 404
    assert client.get("/api/search?q=zola").json["total"] == 3


def test_questions_and_messages_have_typographic_apostrophes(librarian: Any, stored: Any) -> None:
    stored(("L'été", {"subjects": ("Jeux d'enfants",)}), ("L'hiver", {"subjects": ("Jeu d'enfant",)}))

    for path in ("/desk/subjects/1/merge?other=2", "/desk/books/1/merge?other=2", "/desk/books/1/delete"):
        assert "'" not in librarian.get(path).text.partition("?")[0], path
    page = librarian.submit("/desk/subjects/1/merge?other=2")
    assert "sous « Jeux d’enfants »" in page.text
    assert "Jeu d’enfant → Jeux d’enfants" in librarian.get("/desk/changesets/1").text


def test_many_books_follow_a_heading_in_the_background(
    app: Flask, librarian: Any, client: FlaskClient, stored: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heading_jobs, "AT_ONCE", 1)
    stored(*((f"T{number}", {"subjects": ("Roman",)}) for number in range(3)), ("Autre", {"subjects": ("Récit",)}))

    page = librarian.submit("/desk/subjects/1", name="Romans")
    assert page.path == "/desk/changesets/jobs/1"
    assert "« Romans » est enregistré." in page.text
    assert "/cancel" not in librarian.get("/desk/jobs").html
    assert "/cancel" not in page.html
    while job_runner.run_next(app):
        pass
    merged = librarian.submit("/desk/subjects/2/merge?other=1")
    assert merged.path == "/desk/changesets/jobs/2"
    while job_runner.run_next(app):
        pass

    assert [client.get(f"/api/books/{number}").json["subjects"] for number in (1, 2, 3)] == [["Récit"]] * 3
    assert "Romans → Récit" in librarian.get("/desk/jobs").text
    assert client.get("/api/changesets/jobs/2").status_code == 401
    assert librarian.get("/desk/changesets/jobs/2").status == 200


def test_a_merge_is_taken_back_as_a_whole(librarian: Any, client: FlaskClient, stored: Any) -> None:
    stored(("Nana", {"subjects": ("Roman policier",)}), ("Autre", {"subjects": ("Romans policiers",)}))
    page = librarian.get("/desk/subjects/alike")
    assert "Romans policiers" in page.text
    librarian.submit(librarian.get("/desk/subjects/1/merge?other=Romans policiers"))
    assert client.get("/api/books/2").json["subjects"] == ["Roman policier"]

    librarian.submit("/desk/changesets/1/undo")

    assert client.get("/api/books/2").json["subjects"] == ["Romans policiers"]
    assert client.get("/subjects/2").status_code == 200


def test_merges_in_a_row_lead_to_the_last(librarian: Any, client: FlaskClient, stored: Any) -> None:
    stored(*((title, {"authors": (title,)}) for title in ("Ada", "Bob", "Cleo")))
    librarian.submit(librarian.get("/desk/authors/2/merge?other=1"))
    librarian.submit(librarian.get("/desk/authors/3/merge?other=2"))

    assert client.get("/authors/1").headers["Location"] == "/authors/3"


@pytest.mark.parametrize(
    "names",
    [("A", "a."), ("Collectif", "COLLECTIF !"), ("Zola", "Balzac"), ("Martin", "Martin 1900")],
)
def test_strangers_are_never_offered(librarian: Any, stored: Any, names: Any) -> None:
    stored(*((f"T{place}", {"authors": (name,)}) for place, name in enumerate(names)))

    assert "Aucune forme ne ressemble à une autre." in librarian.get("/desk/authors/alike").text


def test_people_with_other_years_are_never_offered(librarian: Any, client: FlaskClient, stored: Any) -> None:
    stored(("A", {"authors": ("Jean Martin",)}), ("B", {"authors": ("Martin, Jean",)}))
    assert "Martin, Jean" in librarian.get("/desk/authors/alike").text

    librarian.submit("/desk/authors/1", birth_year="1900")
    librarian.submit("/desk/authors/2", birth_year="1950")

    assert "Aucune forme ne ressemble à une autre." in librarian.get("/desk/authors/alike").text


def test_no_other_heading_is_said(librarian: Any, stored: Any) -> None:
    stored(("Nana", {"authors": ("Zola",)}))

    for other in ("", "1", "99", "Balzac"):
        page = librarian.get(f"/desk/authors/1/merge?other={other}")
        assert page.status in {200, 404}
        assert page.status == 404 or "Aucune autre vedette ne porte ce nom." in page.text
