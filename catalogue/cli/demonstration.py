"""The demonstration collection: real books that the library of a French town might hold.

The items (barcodes, locations, dates of acquisition) are invented; the books are not.
"""

from sqlalchemy.orm import Session

from catalogue import formats
from catalogue.program_folders import find_program_folder
from catalogue.services.ingest import ImportReport, fill_empty

BOOKS = find_program_folder("seed").resolve() / "books.json"

SOURCE = "demonstration"
"""The source of these records, which sets them apart from those of a library's own books.json, also numbered from 1."""


def load(session: Session, *, actor: str) -> ImportReport | None:
    """Store the collection, with the ids of the file, in a catalogue that has never held a book; otherwise return None.

    The caller opens the write transaction and commits it.
    """
    with BOOKS.open("rb") as file:
        return fill_empty(session, formats.read(file, BOOKS.name), source=SOURCE, actor=actor)
