"""The pages on which a file is sent, looked over and imported."""

import io
import json
from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from tests.formats.test_marc import UNIMARC_LEADER, write_record

BOOKS = [{"id": 7, "titre": "Nana", "resume": 5, "lib_3": "Zola, Émile"}, {"lib_3": "Anonyme"}]


@pytest.fixture
def send(librarian: Any, app: Flask) -> Any:
    """Send a file by the form, do the preview, and return its page: `send(BOOKS)`."""

    def upload(content: Any, name: Any = "livres.json", **changes: Any) -> Any:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        page = librarian.submit("/desk/imports", "/desk/imports", file=(io.BytesIO(raw), name), **changes)
        return finish(page)

    def finish(page: Any) -> Any:
        assert page.status == 200, page.text
        while job_runner.run_next(app):
            pass
        return librarian.get(page.path)

    upload.finish = finish  # type: ignore[attr-defined]
    return upload


def test_nothing_is_stored_before_the_file_was_looked_over(send: Any, client: Any) -> None:
    page = send(BOOKS)

    assert "Aperçu de livres.json" in page.text
    assert "Il n’y a pas de titre." in page.text
    assert client.get("/api/books").json == []


def test_the_mapping_is_shown_and_can_be_changed(send: Any, librarian: Any, client: Any) -> None:
    page = send(BOOKS)
    form = librarian.find_form(page, page.path)
    assert form.fields["field-0"] == ["title"]
    place = next(name for name, values in form.fields.items() if name.startswith("field-") and values == ["extra"])

    page = send.finish(librarian.submit(page, page.path, run="1", **{place: "authors"}))

    assert "Import de livres.json" in page.text
    (book,) = client.get("/api/books").json
    assert book["authors"] == ["Émile Zola"]


def test_changes_are_shown_field_by_field(send: Any, librarian: Any, client: Any) -> None:
    page = send(BOOKS)
    send.finish(librarian.submit(page, page.path, run="1"))

    page = send([{"id": 7, "titre": "Nana !"}], on_duplicate="update")

    assert "Modifications, champ par champ" in page.text
    assert "Nana !" in page.text
    assert client.get("/api/books/7").json["title"] == "Nana"


def test_choices_that_were_kept_need_no_click_the_next_time(send: Any, librarian: Any) -> None:
    page = send(BOOKS)
    form = librarian.find_form(page, page.path)
    place = next(name for name, values in form.fields.items() if name.startswith("field-") and values == ["extra"])
    librarian.submit(page, page.path, preview="1", saved="Mairie", **{place: "authors"})

    page = send(BOOKS, name="encore.json")

    assert "D’après les choix gardés « Mairie »" in page.text.replace("\u202f", " ")
    assert librarian.find_form(page, page.path).fields[place] == ["authors"]
    page = librarian.submit("/desk/imports", "/desk/imports/profiles/delete", name="Mairie")
    assert "Mairie" not in page.text


def test_refused_records_are_downloaded(send: Any, librarian: Any) -> None:
    page = send(BOOKS)

    answer = librarian.client.get(f"{page.path}/rejects")

    assert json.loads(answer.text)["lib_3"] == "Anonyme"


def test_an_import_that_waits_can_be_stopped(librarian: Any) -> None:
    file = (io.BytesIO(b"[]"), "livres.json")
    page = librarian.submit("/desk/imports", "/desk/imports", file=file)
    assert "data-progress" in page.html

    page = librarian.submit(page, f"{page.path}/cancel")

    assert "annulé" in page.text
    assert "data-progress" not in page.html


def test_a_file_is_needed(librarian: Any) -> None:
    page = librarian.submit("/desk/imports", "/desk/imports")

    assert page.status == 400
    assert "Renseignez" in page.text or "requis" in page.text or "Erreur" in page.text


def test_an_import_is_listed_with_who_made_it(send: Any, librarian: Any) -> None:
    send(BOOKS)

    page = librarian.get("/desk/imports")

    assert "livres.json" in page.text
    assert "a librarian" in page.text


def test_an_import_leads_to_its_changes_and_their_undo(send: Any, librarian: Any) -> None:
    page = send(BOOKS)
    page = send.finish(librarian.submit(page, page.path, run="1"))

    assert "/desk/changesets/1" in page.links


def test_refusals_of_a_preview_are_not_those_of_the_import(send: Any, librarian: Any) -> None:
    page = send([{"lib_3": "Nana"}])
    assert librarian.client.get(f"{page.path}/rejects").status_code == 200

    page = send.finish(librarian.submit(page, page.path, run="1", **{"field-0": "title"}))

    assert librarian.client.get(f"{page.path}/rejects").status_code == 404


NOTICES = b"".join(
    write_record(UNIMARC_LEADER, f"001 {n}", f"200 1 $aTitre {n}", f"995   $f{n}$eSalle$kR {n}") for n in (1, 2)
)


def test_subfields_of_copies_are_shown_with_their_values_and_kept_as_a_profile(
    send: Any, librarian: Any, client: Any
) -> None:
    page = send(NOTICES, name="notices.mrc")
    assert "Exemplaires : le contenu de chaque sous-zone" in page.text.replace("\u202f", " ")
    assert "Salle (2)" in page.text
    assert librarian.find_form(page, page.path).fields["field-0"] == ["extra"]  # 995 $e

    librarian.submit(page, page.path, preview="1", saved="BDP", **{"field-0": "location"})
    page = send(NOTICES, name="suite.mrc")
    assert librarian.find_form(page, page.path).fields["field-0"] == ["location"]

    send.finish(librarian.submit(page, page.path, run="1"))
    assert [item["location"] for item in client.get("/api/items").json] == ["Salle", "Salle"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 \x00", "Le fichier n’est dans aucun des formats lus"),
        (b"", "Le fichier est vide."),
        (b"<!DOCTYPE x [<!ENTITY a 'a'>]><x/>", "déclare un type de document"),
        (b'[{"titre": "Nana"', "Ligne 1, colonne"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_french(send: Any, content: Any, sentence: Any) -> None:
    page = send(content, name="notices.mrc")
    assert sentence in page.text
    assert '<span lang="en">' not in page.text
