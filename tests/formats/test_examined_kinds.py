"""Kinds of input that an examination with made-up files found wrong, one small file each."""

from io import BytesIO
from typing import Any

import orjson
import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed
from tests.formats.test_marc_leftovers import make_unimarc


def read_one(data: bytes, name: str) -> Parsed:
    (outcome,) = formats.read(BytesIO(data), name)
    assert isinstance(outcome, Parsed)
    return outcome


def read_values(**values: Any) -> Parsed:
    return read_one(orjson.dumps([{"titre": "Nana", **values}]), "books.json")


@pytest.mark.parametrize("word", ["Consultation sur place", "consultation", "usuel", "Usuels", "Reference only"])
def test_what_does_not_leave_the_house_is_on_site_only(word: str) -> None:
    (item,) = read_values(exemplaires=[{"code_barres": "B1", "statut": word}]).items

    assert item.status == "on_site_only"


@pytest.mark.parametrize("names", ["Annie Ernaux avec Marc Marie", "Annie Ernaux with Marc Marie"])
def test_who_wrote_with_somebody_is_two_people(names: str) -> None:
    assert read_values(auteur=names).record.authors == ("Annie Ernaux", "Marc Marie")


def test_a_short_table_below_its_title_is_read() -> None:
    table = "Liste des livres\nExport du 12/03/2020\n\nTitre;Auteur;Cote\nNana;Zola, Émile;R ZOL\n"

    assert read_one(table.encode(), "liste.csv").record.authors == ("Émile Zola",)


@pytest.mark.parametrize(
    ("note", "is_note"), [("1984", True), ("C++", True), ("4.5", False), ("4/5", False), ("★★★", False)]
)
def test_a_note_is_no_rating(note: str, is_note: bool) -> None:
    assert read_values(note=note).record.notes == (note if is_note else None)


def test_few_accents_of_latin_1_in_unimarc_are_no_marks_of_iso_5426() -> None:
    record = make_unimarc("200 1 $aNana$fÉmile Zola\n700  1$aZola$bÉmile$4070\n")
    data = record.decode().encode("latin-1")

    assert read_one(data, "unimarc.mrc").record.authors == ("Émile Zola",)
