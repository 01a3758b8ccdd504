"""What UNIMARC and MARC 21 records are made of: rows of a tag, indicators and subfields."""

import re
from collections.abc import Iterable, Sequence

import pymarc
from pymarc import Field, Indicators, Subfield

from catalogue.domain.languages import THREE_LETTER_CODES
from catalogue.domain.views import BookView, Credit

_EXTENT = re.compile(r"(.+?)(?: : (.+?))?(?: ; (.+?))?(?: \+ (.+))?")

Row = tuple[str, str, Sequence[tuple[str, str | None]]]
"""A field: its tag, its indicators, its subfields; those without a value are left out."""


def make_record(leader: str, control: Iterable[tuple[str, str]], rows: Iterable[Row]) -> pymarc.Record:
    """Return a record of control fields and rows; a row without a value is no field."""
    fields = [Field(tag, data=text) for tag, text in sorted(control)]
    for tag, indicators, pairs in rows:
        subfields = [Subfield(code, value) for code, value in pairs if value]
        if subfields:
            fields.append(Field(tag, Indicators(indicators[0], indicators[1]), subfields))
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(leader)
    record.fields = fields
    return record


def format_extent(book: BookView, codes: tuple[str, str, str, str]) -> list[tuple[str, str | None]]:
    """Return the extent in the parts of ISBD area 5, under these codes; of pages alone, their number.

    >>> _EXTENT.fullmatch("1 vol. (186 p.) : ill. ; 24 cm + 1 CD").groups()
    ('1 vol. (186 p.)', 'ill.', '24 cm', '1 CD')
    """
    extent = book.extent or (f"{book.page_count} p." if book.page_count else None)
    parts = _EXTENT.fullmatch(extent) if extent else None
    return list(zip(codes, parts.groups(), strict=True)) if parts else [(codes[0], extent)]


def list_lines(tag: str, indicators: str, text: str | None) -> list[Row]:
    """Return a row for each line of a text."""
    return [(tag, indicators, [("a", line)]) for line in (text or "").split("\n")]


def list_body(name: str) -> list[tuple[str, str | None]]:
    """Return the name of a body with its parts in $b.

    >>> list_body("France. Ministère de la culture")
    [('a', 'France'), ('b', 'Ministère de la culture')]
    """
    main, *parts = name.split(". ")
    return [("a", main), *(("b", part) for part in parts)]


def list_subdivisions(heading: str) -> list[tuple[str, str | None]]:
    """Return a subject heading with its subdivisions in $x.

    >>> list_subdivisions("Amour -- 19e siècle")
    [('a', 'Amour'), ('x', '19e siècle')]
    """
    main, *others = heading.split(" -- ")
    return [("a", main), *(("x", other) for other in others)]


def format_year(book: BookView) -> str:
    """Return the year in four digits, blanks for none."""
    return f"{book.publication_year:04d}" if book.publication_year and book.publication_year > 0 else "    "


def format_lifespan(credit: Credit) -> str | None:
    """Return the years of birth and death, when that of birth is known and of our era."""
    if credit.birth_year is None or credit.birth_year < 0:
        return None
    return f"{credit.birth_year}-{credit.death_year or ''}"


def find_three_letters(language: str | None) -> str | None:
    """Return the code of ISO 639-2/B, which MARC uses, of a BCP 47 tag."""
    primary = (language or "").split("-")[0]
    return THREE_LETTER_CODES.get(primary, primary) or None
