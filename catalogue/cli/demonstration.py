"""The demonstration collection: real books, as the library of a French town would hold them.

The items (barcodes, places, dates of acquisition) are made up; the books are not.
"""

from sqlalchemy.orm import Session

from catalogue import formats
from catalogue.folders import program_folder
from catalogue.services.ingest import ImportReport, fill_empty

BOOKS = program_folder("seed").resolve() / "books.json"

SOURCE = "demonstration"
"""What tells these records from those of a library's own books.json, numbered from 1 as well."""


def load(session: Session, *, actor: str) -> ImportReport | None:
    """Store the collection in a catalogue that never held a book, numbered as in the file; None when one has.

    The caller has opened the write, and commits.
    """
    with BOOKS.open("rb") as file:
        return fill_empty(session, formats.read(file, BOOKS.name), source=SOURCE, actor=actor)
