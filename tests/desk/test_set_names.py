"""Change sets are called in the language of whoever reads, whoever made them, at the desk or by a program."""

from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from catalogue.desk.set_names import name_operation
from catalogue.domain.batch_edits import VERBS, Operation, Verb, operation_from_json
from catalogue.errors import InvalidRecord
from catalogue.services import batch_edits, undo
from tests.factories import stored_book

VALUES = {
    **{"language": "fr", "dewey": "843", "status": "missing", "material": "manga", "audience": "child"},
    **{"subjects": "L'été", "authors": "Zola", "publisher": "Folio", "series": "Folio", "location": "Annexe"},
}


@pytest.fixture
def four(writing: Any) -> None:
    """Four books in English."""
    with writing() as session:
        for number in range(1, 5):
            stored_book(session, f"La mer {number}", language="en")


def change(client: Any, **operation: str) -> Any:
    return client.post("/api/changesets", json={"filter": {"ids": [1, 2, 3, 4]}, "operations": [operation]})


def test_a_set_of_a_program_has_a_sentence_in_the_language_of_the_page(four: None, local: Any, client: Any) -> None:
    change(client, verb="replace", field="language", old="en", value="fr")
    change(client, verb="set", field="audience", value="child")
    assert client.post("/api/changesets/1/undo").status_code == 200
    assert client.get("/api/changesets").json[-1]["name"] == "language: en → fr"

    page = local.get("/desk/changesets")
    assert page.text.count("Remplacer une langue : anglais → français") == 2
    assert "Public : Enfants" in page.text
    local.headers["Accept-Language"] = "en"
    assert "Replace a language: English → French" in local.get("/desk/changesets").text
    assert "Take back “Audience: Children”?" in local.get("/desk/changesets/2/undo").text


def test_a_name_that_was_given_stays(four: None, local: Any, client: Any) -> None:
    body = {"filter": {"ids": [1]}, "operations": [{"verb": "set", "field": "language", "value": "fr"}], "name": "Été"}
    client.post("/api/changesets", json=body)
    assert "Été" in local.get("/desk/changesets/1").text


@pytest.mark.parametrize("field", VALUES)
def test_every_operation_has_a_sentence(app: Flask, field: str) -> None:
    assert set(VALUES) == set(VERBS)
    value = VALUES[field]
    for language in ("fr", "en"):
        with app.test_request_context(headers={"Accept-Language": language}):
            for verb in VERBS[field]:
                for new, old in ((value, value), (value, None), (None, value), (None, None)):
                    try:
                        operation = Operation(verb=verb, field=field, value=new, old=old)
                    except InvalidRecord:
                        continue
                    assert len(name_operation(operation_from_json(operation.as_json()))) > 4
            assert name_operation(Operation(verb=Verb.DELETE))


def test_jobs_are_listed_with_progress_and_stopped_from_the_list(
    four: None, app: Flask, local: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Il n’y en a pas encore." in local.get("/desk/jobs").text
    monkeypatch.setattr(batch_edits, "AT_ONCE", 2)
    monkeypatch.setattr(undo, "AT_ONCE", 2)
    assert change(client, verb="set", field="language", value="fr").status_code == 202
    while job_runner.run_next(app):
        pass
    assert client.post("/api/changesets/1/undo?preview=1").status_code == 202
    assert "(1 en cours)" in local.get("/desk/changesets").text

    page = local.get("/desk/jobs")
    assert page.text.count("Langue, quelle qu’elle soit : français") >= 2
    assert "4 sur 4" in page.text
    page = local.submit(page)

    assert "Tout s’arrête après" in page.text
    assert "annulé" in local.get("/desk/jobs").text
    assert "en cours)" not in local.get("/desk/changesets").text
    assert "Langue, quelle qu’elle soit" in page.text
