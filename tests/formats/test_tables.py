"""Books in tables: CSV as programs and people write it, workbooks, and files that are compressed."""

import gzip
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.errors import UnreadableInput
from catalogue.formats import compressed

ROWS = [["Titre", "Auteur", "Année"], ["Thérèse Raquin", "Zola, Émile", 1867], ["Le Horla", "Maupassant", 1887]]
EXPECTED = [("Thérèse Raquin", ("Émile Zola",), "1867"), ("Le Horla", ("Maupassant",), "1887")]


def read(content: Any, mapping: Any = None) -> Any:
    return formats.read(io.BytesIO(content), "books", mapping)


def books(content: Any) -> Any:
    return [(one.record.title, one.record.authors, one.record.published) for one in read(content)]


def csv_text(delimiter: Any = ";", end: Any = "\n") -> Any:
    return end.join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS) + end  # type: ignore[attr-defined]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_encoding_and_a_delimiter_are_found_out(delimiter: Any, encoding: Any, end: Any) -> None:
    assert books(csv_text(delimiter, end).encode(encoding)) == EXPECTED


@pytest.mark.parametrize(
    "before",
    ["sep=;\n", "Bibliothèque de Nulle-Part;;\n;;\nListe au 1er mai;;\n", "\n\n", "export;2;lignes\n"],
)
def test_what_stands_before_the_headings_is_passed_over(before: Any) -> None:
    assert books((before + csv_text()).encode()) == EXPECTED


def test_cells_of_several_lines_and_guards_and_blank_rows() -> None:
    text = 'Titre;ISBN;Résumé;Prix\nNana;"=""9782070360024""";"Paris\nLyon";\'-5\n;;;\nB;;;\n'
    nana, other = read(text.encode())
    assert (nana.record.isbn, nana.record.description, nana.record.extra) == (
        "9782070360024",
        "Paris\nLyon",
        {"Prix": "-5"},
    )
    assert (other.position, other.record.title) == (2, "B")


def test_a_row_with_too_many_fields_is_refused_alone() -> None:
    one, refused, last = read(b"titre;auteur\nA;B\nC;D;E;F\nG;H;;\n")
    assert refused.reason == "line 3 has 4 fields, and there are 2 headings"
    assert (refused.raw, refused.position) == ("C | D | E | F", 2)
    assert [one.record.title, last.record.title] == ["A", "G"]


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    one, refused = read(b'titre;auteur\nA;B\n"C;D\nE;F\n')
    assert (one.record.title, refused.reason) == ("A", "line 3: a quotation mark is never closed")


def test_headings_that_stand_twice_or_not_at_all() -> None:
    (outcome,) = read(b"titre;auteur;auteur;;note\nA;Ana Lima;Rui Melo;x;y\n")
    assert outcome.record.authors == ("Ana Lima", "Rui Melo")
    assert outcome.record.extra == {"column 4": "x", "note": "y"}


def test_headings_may_be_told() -> None:
    (outcome,) = read(b"t;a\nNana;Zola\n", {"t": "title", "a": "authors"})
    assert (outcome.record.title, outcome.record.authors) == ("Nana", ("Zola",))


def test_one_column_is_a_table_if_it_has_titles() -> None:
    assert [one.record.title for one in read(b"Titre\nNana\nLa Peste\n")] == ["Nana", "La Peste"]


@pytest.mark.parametrize(
    "content", [b"hello world\n", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nx,y\x00\x01", b"\x7fELF\x01,\x02"]
)
def test_other_files_are_refused(content: Any) -> None:
    with pytest.raises(UnreadableInput, match="in no format we read"):
        read(content)


def workbook(*sheets: Any) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_of_excel() -> None:
    assert books(workbook(("Feuil1", ROWS))) == EXPECTED


def test_the_sheet_with_titles_is_taken_and_the_others_are_named() -> None:
    records = read(workbook(("Lecteurs", [["Nom", "Ville"], ["A", "B"]]), ("Livres", ROWS), ("Vide", [])))
    assert (records.path, records.others) == ("Livres", ("Lecteurs (2)", "Vide (0)"))
    assert len(list(records)) == 2


def test_cells_of_a_workbook_are_numbers_and_dates() -> None:
    head = ["Titre", "ISBN", "Pages", "Code barres", "Date d'acquisition"]
    (outcome,) = read(workbook(("L", [head, ["Nana", 9782070360024, 500, 17, datetime(2019, 3, 12)]])))
    assert (outcome.record.isbn, outcome.record.page_count) == ("9782070360024", 500)
    assert (outcome.items[0].barcode, outcome.items[0].acquired_on.isoformat()) == ("17", "2019-03-12")


def open_document(rows: Any) -> Any:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ["".join(cell.format(value) for value in row) for row in rows]
    cells = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Livres">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def test_a_workbook_of_open_document() -> None:
    assert books(open_document(ROWS)) == EXPECTED


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="this workbook is damaged"):
        read(workbook(("L", ROWS))[:2000])


def test_gzip_of_any_format() -> None:
    assert books(gzip.compress(csv_text().encode())) == EXPECTED
    assert [one.record.title for one in read(gzip.compress(b'{"titre": "A"}\n{"titre": "B"}\n'))] == ["A", "B"]


def test_gzip_that_breaks_off_gives_what_came_before() -> None:
    lines = "".join(f'{{"titre": "Livre {n}"}}\n' for n in range(50_000)).encode()
    *whole, last = read(gzip.compress(lines)[:-5000])
    assert len(whole) > 1000
    assert all(isinstance(one, Parsed) for one in whole[:-1])
    assert last.reason.startswith("the file breaks off here: ")


def archive(**members: Any) -> Any:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed_file:
        for name, content in members.items():
            packed_file.writestr(name, content)
    return file.getvalue()


def test_a_zip_of_several_files_is_read_through() -> None:
    records = read(archive(**{"a/l.csv": csv_text(), "b.json": '[{"titre": "B"}]', "readme": "hi", "__MACOSX/x": "y"}))
    assert (records.path, records.others) == ("a/l.csv, b.json", ("readme",))
    assert [(one.position, one.record.title) for one in records] == [(1, "Thérèse Raquin"), (2, "Le Horla"), (3, "B")]


def test_a_zip_without_books_or_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableInput, match="readme: in no format we read"):
        read(archive(readme="hi"))
    monkeypatch.setattr(compressed, "LARGEST", 1 << 20)
    with pytest.raises(UnreadableInput, match="it would grow to more than"):
        read(archive(**{"l.csv": "a" * (1 << 21)}))


def test_every_row_of_a_towns_open_data_is_read(shared_data: Path) -> None:
    with (shared_data / "toulouse-imprimes-les-plus-empruntes.csv").open("rb") as file:
        outcomes = list(formats.read(file, "toulouse.csv"))
    assert len(outcomes) == 6016
    assert sum(isinstance(one, Parsed) for one in outcomes) == 6015


def test_a_line_longer_than_any_field_is_refused_alone(read: Any) -> None:
    outcomes = read('titre;auteur\nNana;Zola\n"' + "a" * (1 << 25) + '";x\nLa Peste;Camus\n')
    assert [type(outcome) for outcome in outcomes] == [Parsed, Rejected, Parsed]
