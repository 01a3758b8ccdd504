"""A pair of files, or of lists: records, and their copies."""

import io
import json
import zipfile
from typing import Any

import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed
from catalogue.formats.results import Records
from tests.formats.test_marc import UNIMARC_LEADER, write_record

BOOKS = [{"id": 7, "titre": "Nana"}, {"id": 8, "titre": "La Peste", "isbn": "9782070360420"}]


def read_pair(records: Any, copies: str) -> tuple[Records, list[Parsed]]:
    raw = records if isinstance(records, bytes) else json.dumps(records).encode()
    found = formats.read(io.BytesIO(raw), "books.json", copies=io.BytesIO(copies.encode()))
    return found, [outcome for outcome in found if isinstance(outcome, Parsed)]


def items(outcomes: list[Parsed]) -> list[list[tuple[str | None, str | None]]]:
    return [[(item.barcode, item.call_number) for item in outcome.items] for outcome in outcomes]


@pytest.mark.parametrize("name", ["id_livre", "book_id", "N° de notice", "biblionumber", "notice"])
def test_copies_name_the_numbers_of_their_records(name: Any) -> None:
    _, outcomes = read_pair(BOOKS, f"id;{name};code_barre;cote\n1;7;A1;R ZOL\n2;7;A2;R ZOL\n3;8;A3;R CAM\n")
    assert items(outcomes) == [[("A1", "R ZOL"), ("A2", "R ZOL")], [("A3", "R CAM")]]


def test_copies_name_the_isbn_of_their_record() -> None:
    records, outcomes = read_pair(BOOKS, "isbn;code_barre\n978-2-07-036042-0;A3\n9782070368228;A4\n")
    assert items(outcomes) == [[], [("A3", None)]]
    assert records.n_copies_left == 1


def test_copies_are_those_that_a_record_gives_the_barcodes_of() -> None:
    books = [
        {"titre": "Nana", "code_barre": "A1"},
        {"titre": "Étés", "exemplaires": [{"code_barre": "A2", "cote": "X"}]},
    ]
    _, outcomes = read_pair(books, "code_barre;cote;statut\nA1;R ZOL;prêté\nA2;R ÉTÉ;perdu\n")
    assert items(outcomes) == [[("A1", "R ZOL")], [("A2", "X")]]
    assert [outcome.items[0].status.value for outcome in outcomes] == ["on_loan", "lost"]


def test_copies_of_notices() -> None:
    notice = write_record(UNIMARC_LEADER, "001 FRB7", "200 1 $aNana", "995   $f17")
    _, outcomes = read_pair(notice, "code-barres,cote,date d'achat\n17,R ZOL,12/03/2019\n")
    assert items(outcomes) == [[("17", "R ZOL")]]


def test_a_record_whose_copies_change_has_changed() -> None:
    digests = {
        read_pair(BOOKS, f"book_id;code_barre;cote\n7;A1;{cote}\n")[1][0].digest for cote in ("R ZOL", "R ZOL", "R")
    }
    assert len(digests) == 2


def test_both_files_in_one_archive() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("exemplaires.csv", "livre_id;code_barre\n7;A1\n")
        archive.writestr("livres.json", json.dumps(BOOKS))
    file.seek(0)
    outcomes = [outcome for outcome in formats.read(file, "pmb.zip") if isinstance(outcome, Parsed)]
    assert items(outcomes) == [[("A1", None)], []]


def test_two_lists_in_one_file(read: Any) -> None:
    outcomes = read(json.dumps({"livres": BOOKS, "exemplaires": [{"id": 1, "livre_id": 8, "code_barre": "A9"}]}))
    assert items(outcomes) == [[], [("A9", None)]]
