"""What UNIMARC and MARC 21 records are made of: rows of a tag, indicators and subfields."""

from collections.abc import Iterable, Sequence

import pymarc
from pymarc import Field, Indicators, Subfield

from catalogue.domain.languages import THREE_LETTER_CODES
from catalogue.domain.views import BookView, Credit

Row = tuple[str, str, Sequence[tuple[str, str | None]]]
"""A field: its tag, its indicators, its subfields; those without a value are left out."""


def make_record(leader: str, control: dict[str, str], rows: Iterable[Row]) -> pymarc.Record:
    """Return a record of control fields and rows; a row without a value is no field."""
    fields = [Field(tag, data=text) for tag, text in control.items()]
    for tag, indicators, pairs in rows:
        subfields = [Subfield(code, value) for code, value in pairs if value]
        if subfields:
            fields.append(Field(tag, Indicators(indicators[0], indicators[1]), subfields))
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(leader)
    record.fields = fields
    return record


def format_year(book: BookView) -> str:
    """Return the year in four digits, blanks for none."""
    return f"{book.publication_year:04d}" if book.publication_year and book.publication_year > 0 else "    "


def format_pages(book: BookView) -> str | None:
    """Return the extent as ISBD has it."""
    return f"{book.page_count} p." if book.page_count else None


def format_lifespan(credit: Credit) -> str | None:
    """Return the years of birth and death, when that of birth is known and of our era."""
    if credit.birth_year is None or credit.birth_year < 0:
        return None
    return f"{credit.birth_year}-{credit.death_year or ''}"


def find_three_letters(language: str | None) -> str | None:
    """Return the code of ISO 639-2/B, which MARC uses, of a BCP 47 tag."""
    primary = (language or "").split("-")[0]
    return THREE_LETTER_CODES.get(primary, primary) or None
