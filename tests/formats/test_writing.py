"""Books in every format that goes out, read back by readers that nobody here wrote."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pymarc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree
from python_calamine import CalamineWorkbook

from catalogue import formats
from catalogue.domain.identifiers import Identifier
from catalogue.domain.items import ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.outcome import Parsed
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, SeriesRef, SubjectRef
from catalogue.formats.writing import WRITERS, workbook
from catalogue.formats.writing.left_out import LeftOut
from catalogue.formats.writing.names import split_name
from tests.factories import make_item_view

AT = datetime(2026, 1, 31, 9, tzinfo=UTC)
BOOK = BookView(
    id=7,
    title="L’Étranger & autres",
    subtitle="roman",
    isbn="9782070360024",
    identifiers=(Identifier("isbn", "9782070612758"), Identifier("ean", "3760123456784")),
    edition="2e éd.",
    publisher="Gallimard",
    place="Paris",
    published="1942-05",
    publication_year=1942,
    language="fr",
    original_title="The Outsider",
    original_language="en",
    extent="185 p. ; 18 cm",
    page_count=185,
    material=Material.LARGE_PRINT,
    audience=Audience.ADULT,
    contents="Un\nDeux",
    notes="Envoi",
    description="Une première ligne.\nUne seconde; avec « guillemets » et $.",
    cover_url=None,
    volume_number=None,
    dewey="843",
    extra={"prix": 5},
    revision=3,
    created_at=AT,
    updated_at=AT,
    credits=(
        Credit(1, "Albert Camus", Role.AUTHOR, 1913, 1960),
        Credit(2, "Jean d’Ormesson", Role.AUTHOR, None, None),
        Credit(3, "Joseph Laredo", Role.TRANSLATOR, None, None),
    ),
    subjects=(SubjectRef(1, "Roman"), SubjectRef(2, "Algérie")),
    all_series=(SeriesRef(4, "Folio", "2", SeriesKind.COLLECTION),),
    n_items=1,
    n_available=1,
)
_OPTIONAL = (
    "subtitle isbn edition publisher place published publication_year language original_title original_language"
    " extent page_count material audience description contents notes volume_number dewey"
)
NOTHING: dict[str, Any] = dict.fromkeys(_OPTIONAL.split())
BARE = BOOK._replace(
    **NOTHING,
    identifiers=(),
    id=8,
    title="=1+1",
    extra={},
    credits=(),
    all_series=(),
    subjects=(),
)
ITEM = make_item_view(
    1,
    7,
    barcode="B1",
    call_number="843 CAM",
    location="Centre",
    status=ItemStatus.AVAILABLE,
    acquired_on=date(2026, 1, 2),
    revision=1,
    created_at=AT,
    updated_at=AT,
)
_DC = ("title", "creator", "contributor", "subject", "date", "identifier")


def write(name: Any, *books: Any) -> Any:
    pieces = WRITERS[name].write(books or [(BOOK, [ITEM]), (BARE, [])], "https://livres.example")
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


def read_back(data: Any, name: Any) -> Any:
    """Return what our own import makes of a file."""
    return [outcome for outcome in formats.read(BytesIO(data), name) if isinstance(outcome, Parsed)]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_comes_back_to_the_letter(name: Any) -> None:
    full, bare = read_back(write(name), name)

    assert (full.record, full.items, full.wanted_id) == (BOOK.as_record(), (ITEM.as_record(),), 7)
    assert (bare.record, bare.items) == (BARE.as_record(), ())


def test_csv_opens_in_a_french_spreadsheet_and_runs_nothing() -> None:
    data = write("csv")

    assert data.startswith("\ufeffid;".encode())
    head, full, bare = csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";")
    row = dict(zip(head, full, strict=True))
    assert (row["authors"], row["contributors"]) == ("Albert Camus; Jean d’Ormesson", "Joseph Laredo (translator)")
    assert (row["barcodes"], row["call_numbers"], row["description"]) == ("B1", "843 CAM", BOOK.description)
    assert bare[head.index("title")] == "'=1+1"
    again, _ = read_back(data, "books.csv")
    assert (again.record.title, again.record.isbn, again.record.authors) == (
        BOOK.title,
        BOOK.isbn,
        ("Albert Camus", "Jean d’Ormesson"),
    )


@pytest.mark.parametrize(("name", "title", "person"), [("unimarc", "200", "700"), ("marc21", "245", "100")])
def test_pymarc_reads_iso_2709_without_a_complaint(name: Any, title: Any, person: Any) -> None:
    reader = pymarc.MARCReader(BytesIO(write(name)), to_unicode=True, force_utf8=True)
    records = list(reader)

    assert reader.current_exception is None
    assert [record[title]["a"] for record in records] == [BOOK.title, BARE.title]
    assert records[0][person]["a"].startswith("Camus")


@pytest.mark.parametrize("name", ["unimarc", "unimarcxml", "marc21", "marcxml"])
def test_our_import_reads_marc_back(name: Any) -> None:
    full, bare = read_back(write(name), name)

    record = full.record
    assert (record.title, record.subtitle, record.isbn) == (BOOK.title, BOOK.subtitle, BOOK.isbn)
    assert (record.authors, record.subjects) == (("Albert Camus", "Jean d’Ormesson"), ("Roman", "Algérie"))
    assert [(one.name, one.role) for one in record.contributors] == [("Joseph Laredo", Role.TRANSLATOR)]
    assert (record.publisher, record.publication_year, record.language) == ("Gallimard", 1942, "fr")
    assert (record.page_count, record.series, record.series_number, record.dewey) == (185, "Folio", "2", "843")
    assert [(item.barcode, item.call_number, item.location) for item in full.items] == [("B1", "843 CAM", "Centre")]
    assert bare.record.title == "=1+1"


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "unimarc", "unimarcxml"])
def test_a_work_and_a_collection_come_back_as_what_they_are(name: Any) -> None:
    work, folio = SeriesRef(3, "Les chroniques d'Oran", "2", SeriesKind.WORK), BOOK.all_series[0]

    (outcome,) = read_back(write(name, (BOOK._replace(all_series=(work, folio)), [])), name)

    assert [(one.name, one.number, one.kind) for one in outcome.record.all_series] == [work[1:], folio[1:]]


@pytest.mark.parametrize(("name", "schema"), [("marcxml", "MARC21slim.xsd"), ("unimarcxml", "marcxchange-2-0.xsd")])
def test_xml_is_valid_against_its_schema(shared_data: Path, name: Any, schema: Any) -> None:
    checker = etree.XMLSchema(etree.parse(shared_data / "schemas" / schema))

    checker.assertValid(etree.fromstring(write(name)))


def test_a_record_too_large_for_iso_2709_is_left_to_xml() -> None:
    long_field, long_record = BOOK._replace(description="x" * 10_000), [replace(ITEM, location="y" * 300)] * 400

    assert list(WRITERS["unimarc"].write([(long_field, []), (BOOK, long_record)])) == [
        LeftOut(7, BOOK.title, "a field has room for 9,999 bytes, and 330 has 10,005"),
        LeftOut(7, BOOK.title, "a record has room for 99,999 bytes, and it has 139,688"),
    ]
    assert b"x" * 10_000 in write("unimarcxml", (long_field, []))


def test_ris_has_one_record_a_book() -> None:
    records = write("ris").decode().split("\r\n\r\n")

    assert records[0].startswith("TY  - BOOK\r\nID  - 7\r\nTI  - L’Étranger & autres\r\n")
    assert "AU  - Camus, Albert\r\n" in records[0]
    assert records[0].endswith("ER  - ")
    assert records[1] == "TY  - BOOK\r\nID  - 8\r\nTI  - =1+1\r\nER  - "


def test_bibtex_has_no_commands_and_a_key_of_its_own() -> None:
    text = write("bibtex").decode()

    assert text.startswith("@book{camus1942-7,\n  title = {{L’Étranger \\& autres}},\n")
    assert "author = {Camus, Albert and Ormesson, Jean d’}" in text
    assert "@book{anon-8,\n  title = {{=1+1}}\n}" in text


def test_reference_managers_read_what_they_are_given() -> None:
    full, bare = parse_string(write("bibtex").decode()).entries
    ris, bare_ris = rispy.loads(write("ris").decode())

    assert (full.key, full["author"], full["year"]) == ("camus1942-7", "Camus, Albert and Ormesson, Jean d’", "1942")
    assert (bare.key, bare["title"]) == ("anon-8", "{=1+1}")
    assert (ris["type_of_reference"], ris["authors"], ris["year"]) == (
        "BOOK",
        ["Camus, Albert", "Ormesson, Jean d’"],
        "1942",
    )
    assert bare_ris["title"] == "=1+1"


def test_a_workbook_has_texts_as_texts_and_numbers_as_numbers() -> None:
    data = write("xlsx")

    head, full, bare = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    row = dict(zip(head, full, strict=True))
    assert (row["id"], row["isbn"], row["page_count"]) == (7, BOOK.isbn, 185)
    assert (row["authors"], row["description"]) == ("Albert Camus; Jean d’Ormesson", BOOK.description)
    assert bare[head.index("title")] == "=1+1"
    again, _ = read_back(data, "books.xlsx")
    assert (again.record.title, again.record.isbn, again.record.page_count) == (BOOK.title, BOOK.isbn, 185)


def test_books_beyond_the_rows_of_a_sheet_are_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)

    file = CalamineWorkbook.from_filelike(BytesIO(write("xlsx", *[(BOOK, [])] * 5)))

    assert [len(file.get_sheet_by_name(name).to_python()) for name in file.sheet_names] == [3, 3, 2]


def test_csl_json_has_names_in_parts() -> None:
    full, bare = json.loads(write("csl"))

    assert full["author"][0] == {"family": "Camus", "given": "Albert"}
    assert (full["type"], full["issued"]) == ("book", {"date-parts": [[1942, 5]]})
    assert bare == {"id": "book-8", "type": "book", "title": "=1+1"}


@pytest.mark.parametrize("name", WRITERS)
def test_no_books_make_a_proper_file(name: Any) -> None:
    data = b"".join(WRITERS[name].write([]))  # type: ignore[arg-type]

    if name == "xlsx":
        assert [row[0] for row in CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()] == [
            "id"
        ]
    elif name in ("json", "csl", "jsonld"):
        assert json.loads(data) in ([], {"@context": "https://schema.org", "@graph": []})
    else:
        assert data == b"" or data.startswith((b"<?xml", "\ufeff".encode()))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Victor Hugo", ("Hugo", "Victor")),
        ("Collectif", ("Collectif", "")),
        ("Hugo, Victor", ("Hugo", "Victor")),
        ("Gabriel García Márquez", ("García Márquez", "Gabriel")),
        ("Jean d'Ormesson", ("Ormesson", "Jean d'")),
        ("Alexandre Dumas père", ("Dumas père", "Alexandre")),
        ("Le Corbusier", ("Le Corbusier", "")),
        ("Bibliothèque nationale de France", ("Bibliothèque nationale de France", "")),
        ("Claude Villers", ("Villers", "Claude")),
    ],
)
def test_names_are_split_for_other_programs(name: Any, parts: Any) -> None:
    assert split_name(name) == parts


def test_dublin_core_is_read_by_its_namespace() -> None:
    root = etree.fromstring(write("dc"))
    texts = {name: [one.text for one in root[0].findall(f"{{http://purl.org/dc/elements/1.1/}}{name}")] for name in _DC}

    assert len(root) == 2
    assert texts == {
        "title": ["L’Étranger & autres : roman"],
        "creator": ["Camus, Albert", "Ormesson, Jean d’"],
        "contributor": ["Laredo, Joseph"],
        "subject": ["Roman", "Algérie", "843"],
        "date": ["1942-05"],
        "identifier": ["urn:isbn:9782070360024", "isbn:9782070612758", "ean:3760123456784"],
    }


def test_json_ld_is_one_graph_of_books() -> None:
    full, bare = json.loads(write("jsonld"))["@graph"]

    assert (full["@id"], full["name"], full["isbn"]) == ("https://livres.example/books/7", BOOK.title, BOOK.isbn)
    assert [person["name"] for person in full["author"]] == ["Albert Camus", "Jean d’Ormesson"]
    address = "https://livres.example/books/8"
    assert bare == {"@type": "Book", "@id": address, "url": address, "name": "=1+1"}
