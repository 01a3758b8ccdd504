"""`catalogue import` and `catalogue seed`: every record of a file is accounted for."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.cli import progress
from catalogue.cli.demonstration import BOOKS
from catalogue.cli.ingest import store as store_pieces
from catalogue.extensions import db
from catalogue.formats.records import read_record
from catalogue.models import Change
from catalogue.services import ingest
from catalogue.services.indexing import LiveIndex, count_indexed

NANA = {"id": 7, "titre": "Nana", "auteur": "Émile Zola"}


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(content: Any, name: Any = "books.json") -> Any:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_books_of_a_file_are_stored_under_their_own_numbers(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([NANA])
    result = run("import", path)
    assert (result.stdout, result.stderr) == (f"{path}: 1 read, 1 created, 0 unchanged, 0 refused\n", "")
    assert result.exit_code == 0
    assert client.get("/api/books/7").get_json()["title"] == "Nana"


def test_searches_need_not_wait_for_what_was_imported(run: Any, write: Any, live: LiveIndex) -> None:
    run("import", write([NANA | {"id": number} for number in range(30)]))
    snapshot = live.index.reload()
    assert count_indexed(snapshot) == 30  # type: ignore[arg-type]


def test_importing_twice_changes_nothing(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([NANA])
    run("import", path)
    before = client.get("/api/books/7").get_json()
    result = run("import", path)
    assert result.stdout == f"{path}: 1 read, 0 created, 1 unchanged, 0 refused\n"
    assert result.exit_code == 0
    assert client.get("/api/books").get_json() == [before]


def test_a_refused_record_is_named_and_the_others_are_stored(run: Any, write: Any, client: FlaskClient) -> None:
    path = write(
        [{"auteur": "Zola"}, NANA, {"titre": "A", "isbn": "9782070360024"}, {"titre": "B", "isbn": "2070360024"}]
    )
    result = run("import", path)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{path}: record 1 refused: title: this field is required\n"
        f"{path}: record 4 refused: ISBN 9782070360024 is on an earlier record of this file.\n"
    )
    assert result.stdout == (
        f"{path}: 4 read, 2 created, 0 unchanged, 2 refused\n"
        f"{path}: 1 record has the ISBN, or title, author and year, of another book: --on-duplicate skip"
        " passes such records over, complete and update let them change that book, add stores them as books of their"
        " own\n"
    )
    assert len(client.get("/api/books").get_json()) == 2


def test_values_that_did_not_fit_are_counted_once(run: Any, write: Any) -> None:
    path = write([NANA | {"isbn": "2070360025"}])
    result = run("import", path)
    assert result.stdout == f"{path}: 1 read, 1 created, 0 unchanged, 0 refused, 1 value set aside in extra\n"
    assert run("import", path).stdout == f"{path}: 1 read, 0 created, 1 unchanged, 0 refused\n"


def test_a_dry_run_keeps_nothing(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([NANA])
    result = run("import", "--dry-run", path)
    assert result.stdout == f"{path}: 1 read, 1 created, 0 unchanged, 0 refused (dry run: nothing was kept)\n"
    assert client.get("/api/books").get_json() == []


def test_a_file_that_cannot_be_read_does_not_keep_the_next_from_it(
    run: Any, write: Any, tmp_path: Path, client: FlaskClient
) -> None:
    broken, good = write('[{"titre": ', "broken.json"), write([NANA])
    result = run("import", tmp_path / "missing.json", tmp_path, broken, good)
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: {tmp_path / 'missing.json'}: no such file or directory\n"
        f"Error: {tmp_path}: is a directory\n"
        f"Error: {broken}: line 1, column 12: unexpected end of data\n"
    )
    assert len(client.get("/api/books").get_json()) == 1


def test_standard_input_is_a_file_too(run: Any, client: FlaskClient) -> None:
    result = run("import", "-", given=json.dumps([NANA, {}]))
    assert result.stdout == "standard input: 2 read, 1 created, 0 unchanged, 1 refused\n"
    assert result.stderr == "standard input: record 2 refused: title: this field is required\n"
    assert client.get("/api/books/7").get_json()["title"] == "Nana"


def test_what_comes_through_a_pipe_twice_changes_nothing(run: Any, tmp_path: Path) -> None:
    """Whatever the pipe is called this time: a shell gives numbers to those it makes."""
    for name, summary in (("first", "1 created, 0 unchanged"), ("second", "0 created, 1 unchanged")):
        pipe = tmp_path / name
        os.mkfifo(pipe)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(pipe.write_text, json.dumps([NANA]))
            assert run("import", pipe).stdout == f"{pipe}: 1 read, {summary}, 0 refused\n"


def test_sources_tell_the_numbers_of_two_libraries_apart(run: Any, write: Any, client: FlaskClient) -> None:
    run("import", write([NANA]))
    result = run("import", write([NANA | {"titre": "La Peste"}]), "--source", "Les Tilleuls")
    assert result.exit_code == 0
    assert len(client.get("/api/books").get_json()) == 2


def test_where_a_service_brings_the_index_up_to_date_there_is_nothing_to_try_again(
    run: Any, write: Any, live: LiveIndex
) -> None:
    with live.index.locked(0):
        result = run("import", write([NANA]))

    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.parametrize("source", ["", " ", "a" * 201, "a\x07"])
def test_a_source_that_cannot_be_kept_is_a_mistake_of_usage(run: Any, write: Any, source: Any) -> None:
    result = run("import", write([NANA]), "--source", source)
    assert result.exit_code == 2
    assert "a source is 1 to 200 characters of plain text" in result.stderr


def test_the_change_log_says_who_it_was(run: Any, write: Any, app: Flask) -> None:
    run("import", write([NANA]))
    with app.app_context():
        assert set(db.session.scalars(sa.select(Change.actor))) == {"command line"}


def test_a_long_import_tells_how_far_it_has_come(run: Any, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LINE_EVERY", 1000)
    monkeypatch.setattr(ingest, "BATCH", 500)
    path = write("".join(f'{{"titre": "Livre {number}"}}\n' for number in range(2500)))
    result = run("import", path)
    assert result.stderr == (
        f"{path}: 1000 read so far\n{path}: 2000 read so far\n"
        "search index: 1000 of 2500 books done\nsearch index: 2000 of 2500 books done\n"
    )
    assert result.stdout == f"{path}: 2500 read, 2500 created, 0 unchanged, 0 refused\n"


def outcomes_with(moment: Any, between: Any) -> Iterator[Any]:
    """Two pieces of one record each; between them, once the first is stored and the next is being read, it happens."""
    yield read_record(1, NANA)
    moment(between)
    yield read_record(2, {"id": 8, "titre": "La Peste"})


@pytest.fixture
def store(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Store outcomes, each a piece of its own."""
    monkeypatch.setattr(ingest, "BATCH", 1)

    def stored(outcomes: Any) -> Any:
        with app.app_context():
            return store_pieces(outcomes, source="books.json", actor="test")

    return stored


def test_others_write_while_the_next_piece_is_read(store: Any, client: FlaskClient) -> None:
    """Else they would wait until the import is done, or be sent away."""
    answers = []

    report = store(outcomes_with(lambda book: answers.append(client.post("/api/books", json=book)), {"title": "Other"}))

    assert [answer.status_code for answer in answers] == [201]
    assert report.n_created == 2
    assert client.get("/api/books/7").get_json()["title"] == "Nana"


def test_an_import_that_breaks_off_says_what_is_kept_and_goes_on(
    run: Any, write: Any, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH", 1)
    path = write([NANA, NANA | {"id": 8, "titre": "La Peste"}])

    def stop(_: Any, report: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(progress.Progress, "show", stop)
        result = run("import", path)
    assert result.exit_code == 1
    assert f"{path}: broken off; what was stored is kept, and the same command goes on from there\n" in result.stderr
    assert len(client.get("/api/books").get_json()) == 1

    assert run("import", path).stdout == f"{path}: 2 read, 1 created, 1 unchanged, 0 refused\n"
    assert client.get("/api/books/8").get_json()["title"] == "La Peste"


def test_every_record_of_other_peoples_files_is_accounted_for(run: Any, shared_data: Path) -> None:
    names = ["mongodb-books.json", "100-best-books.json"]
    result = run("import", *(shared_data / name for name in names))
    assert result.stdout == (
        f"{shared_data / names[0]}: 431 read, 425 created, 0 unchanged, 6 refused, 16 values set aside in extra\n"
        f"{shared_data / names[0]}: 6 records have the ISBN, or title, author and year, of another book: --on-duplicate"
        " skip passes such records over, complete and update let them change that book, add stores them as books of"
        " their own\n"
        f"{shared_data / names[1]}: 100 read, 100 created, 0 unchanged, 0 refused, 104 values set aside in extra\n"
    )
    refused = result.stderr.splitlines()
    assert [line.split(" record ")[1].split()[0] for line in refused] == ["19", "114", "176", "177", "326", "418"]
    assert all("is on an earlier record of this file" in line for line in refused)


def test_the_demonstration_fills_an_empty_catalogue_once(run: Any, client: FlaskClient) -> None:
    assert run("seed").stdout == "Seeded 227 books.\n"
    assert client.get("/api/books/1").get_json()["title"] == "L'Étranger"
    again = run("seed")
    assert (again.exit_code, again.stdout) == (
        0,
        "The catalogue is in use, so the demonstration collection stays out of it.\n",
    )


def test_a_library_may_bring_its_own_books_after_the_demonstration(run: Any, write: Any, client: FlaskClient) -> None:
    run("seed")
    result = run("import", write([NANA | {"id": 1}]))
    assert (result.exit_code, result.stderr) == (0, "")
    assert client.get("/api/books/228").get_json()["title"] == "Nana"


def test_the_demonstration_imported_by_hand_changes_nothing(run: Any) -> None:
    run("seed")
    assert run("import", BOOKS).stdout == f"{BOOKS}: 227 read, 0 created, 227 unchanged, 0 refused\n"


def test_the_demonstration_stays_out_of_a_catalogue_in_use(run: Any, write: Any, client: FlaskClient) -> None:
    run("import", write([NANA]))
    run("seed")
    assert len(client.get("/api/books").get_json()) == 1


def test_a_file_in_which_nothing_has_a_title_gets_one_sentence(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([{"t": "Nana", "a": "Zola"}, {"t": "La Peste", "r": 1}])
    result = run("import", path)
    assert result.stderr == (
        f"{path}: no field of this file is a title; its fields are t, a, r (--map NAME=title says which is)\n"
    )
    assert result.stdout == f"{path}: 2 read, 0 created, 0 unchanged, 2 refused\n"
    assert result.exit_code == 1

    assert run("import", "--map", "t=title", "--map", "a=authors", path).exit_code == 0
    (nana, _) = client.get("/api/books").get_json()
    assert (nana["title"], nana["authors"]) == ("Nana", ["Zola"])


def test_a_file_of_pairs_says_what_fields_are(run: Any, write: Any, client: FlaskClient) -> None:
    pairs = write({"t": "title", "c": "barcode", "r": "call_number"}, "pairs.json")
    assert run("import", "--map", pairs, write([{"t": "Nana", "c": "17", "r": "843 ZOL"}])).exit_code == 0
    (item,) = client.get("/api/items").get_json()
    assert (item["barcode"], item["call_number"]) == ("17", "843 ZOL")


@pytest.mark.parametrize("told", ["t=name", "t", "no-such-file.json"])
def test_a_map_that_says_nothing_is_a_mistake_of_usage(run: Any, write: Any, told: Any) -> None:
    result = run("import", "--map", told, write([NANA]))
    assert result.exit_code == 2
    assert f"--map {told}: " in result.stderr


def test_an_empty_list_is_read(run: Any, write: Any) -> None:
    path = write({"livres": []})
    result = run("import", path)
    assert result.stdout.splitlines()[-1] == f"{path}: 0 read, 0 created, 0 unchanged, 0 refused"
    assert result.exit_code == 0


def test_the_list_that_is_taken_is_named_with_what_stands_beside_it(run: Any, write: Any) -> None:
    path = write({"lecteurs": [{"nom": "A"}], "livres": [NANA], "version": 2})
    assert run("import", path).stdout == (
        f"{path}: books are taken from livres; beside: lecteurs (1), version\n"
        f"{path}: 1 read, 1 created, 0 unchanged, 0 refused\n"
    )


def test_a_repeat_is_told_with_the_record_that_it_repeats(run: Any, write: Any) -> None:
    path = write([{"titre": "Nana"}, {"titre": "Nana"}])
    result = run("import", path)
    assert result.stdout == f"{path}: 2 read, 1 created, 0 unchanged, 0 refused, 1 repeated\n"
    assert result.stderr == f"{path}: record 2 repeats record 1\n"
    assert result.exit_code == 0


def test_copies_are_counted_or_made(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([NANA | {"exemplaires": 2, "cote": "843 ZOL"}])
    assert run("import", "--dry-run", path).stdout.splitlines()[1] == (
        f"{path}: 2 copies have no barcode and are only counted: --copies generate makes barcodes"
    )
    run("import", "--copies", "generate", path)
    found = client.get("/api/items").get_json()
    assert [(item["barcode"], item["call_number"]) for item in found] == [
        ("G00000001", "843 ZOL"),
        ("G00000002", "843 ZOL"),
    ]


def test_duplicates_are_skipped_or_added(run: Any, write: Any, client: FlaskClient) -> None:
    path = write([NANA | {"isbn": "2070360024"}, {"titre": "B", "isbn": "2070360024", "code_barres": "17"}])
    result = run("import", "--on-duplicate", "skip", path)
    assert (
        result.stdout
        == f"{path}: 2 read, 1 created, 0 unchanged, 0 refused, 1 skipped, 1 copy added to existing books\n"
    )
    assert client.get("/api/items").get_json()[0]["book_id"] == 7
    assert run("import", "--on-duplicate", "add", "--copies", "skip", path).exit_code == 0
    assert len(client.get("/api/books").get_json()) == 2


def test_one_copy_is_counted_in_the_singular(run: Any, write: Any) -> None:
    path = write([NANA | {"exemplaires": 1}])
    assert run("import", path).stdout.splitlines()[1] == (
        f"{path}: 1 copy has no barcode and is only counted: --copies generate makes barcodes"
    )
