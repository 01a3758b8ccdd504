"""Writing books to files: what each format is called, its media type, and what writes it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing import (
    csl_json,
    csv_table,
    dublin_core,
    json_books,
    marc_files,
    references,
    schema_org,
    workbook,
)
from catalogue.formats.writing.left_out import LeftOut

Exported = tuple[BookView, list[ItemView]]
"""A book with its items."""


@dataclass(frozen=True, slots=True)
class OutgoingFormat:
    """A format that books go out in; `writer` takes the public address too where `has_addresses`."""

    media_type: str
    extension: str
    label: str
    writer: Callable[..., Iterator[bytes | LeftOut]]
    has_addresses: bool = False
    is_negotiated: bool = True
    """Whether `Accept` can ask for it: not where others have its media type too."""

    def write(self, books: Iterable[Exported], address: str = "") -> Iterator[bytes | LeftOut]:
        """Yield the bytes of a file piece by piece, in steady memory, and the books that the format has no room for.

        :param address: that of the catalogue, without a slash at its end; addresses of records begin with it.
        """
        return self.writer(books, address) if self.has_addresses else self.writer(books)


WRITERS: dict[str, OutgoingFormat] = {
    "json": OutgoingFormat("application/json", "json", "JSON", json_books.write_json),
    "jsonl": OutgoingFormat("application/x-ndjson", "jsonl", "JSON lines", json_books.write_json_lines),
    "csv": OutgoingFormat("text/csv; charset=utf-8", "csv", "CSV", csv_table.write_csv),
    "xlsx": OutgoingFormat(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel", workbook.write_workbook
    ),
    "unimarc": OutgoingFormat(
        "application/marc", "unimarc.mrc", "UNIMARC", marc_files.write_unimarc, is_negotiated=False
    ),
    "unimarcxml": OutgoingFormat(
        "application/xml", "unimarc.xml", "UNIMARC (XML)", marc_files.write_unimarc_xml, is_negotiated=False
    ),
    "marc21": OutgoingFormat("application/marc", "mrc", "MARC 21", marc_files.write_marc21),
    "marcxml": OutgoingFormat("application/marcxml+xml", "xml", "MARCXML", marc_files.write_marcxml),
    "bibtex": OutgoingFormat("application/x-bibtex; charset=utf-8", "bib", "BibTeX", references.write_bibtex),
    "ris": OutgoingFormat("application/x-research-info-systems; charset=utf-8", "ris", "RIS", references.write_ris),
    "csl": OutgoingFormat("application/vnd.citationstyles.csl+json", "csl.json", "CSL-JSON", csl_json.write_csl_json),
    "dc": OutgoingFormat(
        "application/xml", "dc.xml", "Dublin Core", dublin_core.write_dublin_core, is_negotiated=False
    ),
    "jsonld": OutgoingFormat("application/ld+json", "jsonld", "JSON-LD", schema_org.write_json_ld, has_addresses=True),
}
"""The formats that the catalogue writes, by name."""

MEDIA_TYPES: dict[str, str] = {
    writer.media_type.partition(";")[0]: name
    for name, writer in WRITERS.items()
    if writer.is_negotiated and name != "json"
}
"""The formats that `Accept` can ask for beside JSON, by media type. `application/marc` is MARC 21 (RFC 2220)."""
