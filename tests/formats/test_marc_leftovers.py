"""MARC records that come in and go out again: what our columns do not hold is still there, as it was."""

from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pymarc
import pytest

from catalogue import formats
from catalogue.domain.items import ItemStatus
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import Credit, SeriesRef, SubjectRef
from catalogue.formats.marc import iso2709
from catalogue.formats.marc.records import MarcRecord
from catalogue.formats.writing import WRITERS
from tests.formats.exported import make_views

UNIMARC = """\
001 FRBNF37090396
010   $a2-07-054127-4$brel.$d12 EUR
100   $a19990101d1997    k  y0frey50      ba
101 1 $afre$ceng
102   $aFR
200 1 $aHarry Potter à l'école des sorciers$bTexte imprimé$fJ. K. Rowling$gtrad. Jean-François Ménard
210   $aParis$cGallimard jeunesse$dimpr. 1998
215   $a1 vol. (305 p.)$d18 cm
461  0$tHarry Potter$v1$0361
606   $311932852$aMagie$3027$xRomans pour la jeunesse$2rameau
700  1$313091689$aRowling$bJ. K.$f1965-....$4070
801  0$aFR$bBNF$c20000101
995   $aBM$f0001$kR ROW$rtext
"""


def make_unimarc(lines: str) -> bytes:
    """Return a record in ISO 2709, made of lines `TAG INDICATORS$asubfield`."""
    record = pymarc.Record(force_utf8=True)
    fields = []
    for line in lines.splitlines():
        tag, rest = line[:3], line[4:]
        if tag < "010":
            fields.append(pymarc.Field(tag, data=rest))
        else:
            pairs = [pymarc.Subfield(part[0], part[1:]) for part in rest[2:].split("$")[1:]]
            fields.append(pymarc.Field(tag, pymarc.Indicators(rest[0], rest[1]), pairs))
    record.fields = fields
    data: bytes = record.as_marc()
    return data[:5] + b"nam0 " + data[10:20] + b"450 " + data[24:]


def read_unimarc() -> Parsed:
    """Return the book of the record above."""
    (outcome,) = formats.read(BytesIO(make_unimarc(UNIMARC)), "unimarc.mrc")
    assert isinstance(outcome, Parsed)
    return outcome


def write_again(outcome: Parsed, dialect: str, **changes: Any) -> MarcRecord:
    """Return the record that a book goes out as; `changes` were made here."""
    book, items = make_views(outcome)
    (data,) = WRITERS[dialect].write([(book._replace(**changes), items)])
    assert isinstance(data, bytes)
    return iso2709.decode(data.rstrip(b"\x1d"))


def list_fields(record: MarcRecord, *tags: str) -> list[str]:
    return [field.as_text() for field in record.find_fields(*tags)]


def test_what_no_column_holds_goes_out_as_it_came_in() -> None:
    record = write_again(read_unimarc(), "unimarc")

    for line in UNIMARC.splitlines()[4:]:
        assert line[4:] in list_fields(record, line[:3])
    assert list_fields(record, "035") == ["  $aFRBNF37090396"]
    assert record.get("100", "a") == "19990101d1997    k  y0frey50      ba"


def test_what_was_changed_here_stands_above_it() -> None:
    record = write_again(read_unimarc(), "unimarc", title="Harry Potter", publisher="Folio", subjects=(), all_series=())

    assert list_fields(record, "200")[0].startswith("1 $aHarry Potter$bTexte imprimé$f")
    assert "$cFolio$d" in list_fields(record, "210")[0]
    assert not list_fields(record, "606", "461", "225")


FILES = [("unimarc-periouni.mrc", "unimarc"), ("marc21-koha-demo.mrc", "marc21"), ("marc21-marc8-uva.mrc", "marc21")]
"""Real files and their dialects; what one loses are empty subfields, control characters and dollars for codes."""


@pytest.mark.parametrize(("name", "dialect"), FILES)
def test_fields_of_real_records_come_back(shared_data: Path, name: str, dialect: str) -> None:
    path = shared_data / "marc" / name
    n_fields = n_same = 0
    with path.open("rb") as file, path.open("rb") as again:
        raws = (iso2709.decode(raw) for raw in iso2709.split_records(file))
        for raw, outcome in islice(zip(raws, formats.read(again, name), strict=True), 300):
            if isinstance(outcome, Parsed) and raw.dialect == dialect:
                fields = {(field.tag, field.as_text()) for field in write_again(outcome, dialect).fields}
                asked = [(field.tag, field.as_text()) for field in raw.fields if field.tag not in {"001", "003", "005"}]
                n_fields += len(asked)
                n_same += sum(field in fields for field in asked)

    assert n_same / n_fields >= 0.99


@pytest.mark.parametrize(("name", "dialect"), FILES)
@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Un autre titre"},
        {"subtitle": None},
        {"publisher": "Folio", "place": "Lyon"},
        {"published": "2020", "publication_year": 2020},
        {"isbn": "9782070360024"},
        {"dewey": "944.081"},
        {"notes": "Autre note"},
        {"description": None, "contents": None},
        {"subjects": (SubjectRef(1, "Nouveau sujet"),)},
        {"all_series": (SeriesRef(1, "Folio", "12", SeriesKind.COLLECTION),)},
        {"credits": (Credit(1, "Albert Camus", Role.AUTHOR, 1913, 1960),)},
    ],
    ids=lambda changes: "+".join(changes),
)
def test_a_change_goes_out_and_nothing_else_does(
    shared_data: Path, name: str, dialect: str, changes: dict[str, Any]
) -> None:
    with (shared_data / "marc" / name).open("rb") as file:
        outcomes = [one for one in islice(formats.read(file, name), 20, 35) if isinstance(one, Parsed)]

    for outcome in outcomes:
        book, items = make_views(outcome)
        wanted = book._replace(**changes)
        (data,) = WRITERS[dialect].write([(wanted, items)])
        assert isinstance(data, bytes)
        (back,) = formats.read(BytesIO(data), "back.mrc")
        assert isinstance(back, Parsed)
        assert describe(back.record) == describe(wanted.as_record())


def describe(record: BookRecord) -> dict[str, Any]:
    """Return the columns of a record that every dialect has, without what its fields have no order for."""
    names = ("title", "subtitle", "authors", "isbn", "publisher", "place", "published", "dewey", "notes", "series")
    values = {name: getattr(record, name) for name in names}
    return values | {"subjects": sorted(record.subjects), "contributors": {one.name for one in record.contributors}}


def test_a_copy_keeps_the_subfields_of_no_column_and_loses_what_no_longer_holds() -> None:
    outcome = read_unimarc()
    book, (item,) = make_views(outcome)
    (data,) = WRITERS["unimarc"].write([(book, [replace(item, call_number="R ROW 2", status=ItemStatus.LOST)])])
    assert isinstance(data, bytes)

    fields = list_fields(iso2709.decode(data.rstrip(b"\x1d")), "995")

    assert fields == ["  $aBM$f0001$rtext$21$kR ROW 2$ystatus: lost"]
