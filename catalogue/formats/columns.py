"""How the value of each column of a book is read."""

import re
from collections.abc import Callable

from catalogue.domain.text import fold
from catalogue.formats.covers import read_cover_url
from catalogue.formats.dates import read_publication_date
from catalogue.formats.identifiers import read_identifiers, read_issn
from catalogue.formats.isbns import read_isbn
from catalogue.formats.languages import read_language
from catalogue.formats.materials import read_audience, read_material
from catalogue.formats.page_counts import read_page_count
from catalogue.formats.people import read_contributors
from catalogue.formats.publishers import read_publisher
from catalogue.formats.series import (
    read_collection,
    read_further_series,
    read_series,
    read_series_kind,
    read_series_number,
)
from catalogue.formats.titles import read_title
from catalogue.formats.values import LEFT, NOTHING, Reading, read_lines, read_text, unwrap_value

_DEWEY = re.compile(r"(\d{1,3})([.,]\d{1,16})?(?=$|[\s\[(/-])", re.ASCII)
_EDITION = re.compile(
    r"\d|\b(?:ed|edn|edition|rev|revue|revised|corr|corrigee|augm|augmentee|nouv|nouvelle|new|first|second|third"
    r"|premiere|deuxieme|troisieme|integrale?|collector|limitee|illustree|reprint|retirage|reimpr)\b"
)
_RATING = re.compile(r"[*★☆\s]+|\d{1,3}(?:[.,]\d+)?\s*(?:%|(?:/|sur|out of)\s*\d{1,3})?|[^\W\d_][+-]?")
_MARKS = str.maketrans("", "", "/'’[]")


def read_dewey(value: object) -> Reading:
    """Read a Dewey class: the first of a list, with its leading zeros, a decimal comma or marks of segments.

    >>> [read_dewey(value).value for value in (5, "843", ["915.3"], "843,914", "813/.54", "823.914 22")]
    ['005', '843', '915.3', '843.914', '813.54', '823.914']
    """
    value = unwrap_value(value)
    is_kept = False
    if isinstance(value, dict) and "code" in value:
        is_kept, value = len(value) > 1, unwrap_value(value["code"])
    if isinstance(value, list) and value:
        is_kept, value = is_kept or len(value) > 1, value[0]
    reading = read_text(value)
    if not reading.value:
        return reading
    bare = reading.value.translate(_MARKS) if isinstance(unwrap_value(value), str) else reading.value
    if not (match := _DEWEY.match(bare)) or (isinstance(value, str) and len(match[1]) < len("843")):
        return reading
    decimals = (match[2] or "").replace(",", ".")
    return Reading(match[1].zfill(3) + decimals, is_kept=is_kept or len(match.group()) < len(bare.strip()))


def read_edition(value: object) -> Reading:
    """Read an edition statement; a name alone is a publisher's (`édition: Gallimard`) and is left.

    >>> read_edition("2e éd. revue").value, read_edition(3).value, read_edition("Gallimard").value
    ('2e éd. revue', '3', None)
    """
    reading = read_text(unwrap_value(value))
    if not reading.value:
        return NOTHING
    return reading if _EDITION.search(fold(reading.value)) else LEFT


def read_note(value: object) -> Reading:
    """Read a note; a number is a rating (`note: 4.5`) and is left.

    >>> read_note("Envoi de l'auteur").value, read_note("1984").value, read_note("4/5").value
    ("Envoi de l'auteur", '1984', None)
    """
    reading = read_text(value)
    return LEFT if reading.value and _RATING.fullmatch(reading.value.strip()) else reading


COLUMN_READERS: dict[str, Callable[[object], Reading]] = {
    "title": read_title,
    "subtitle": read_text,
    "contributors": read_contributors,
    "isbn": read_isbn,
    "publisher": read_publisher,
    "published": read_publication_date,
    "language": read_language,
    "identifiers": read_identifiers,
    "issn": read_issn,
    "edition": read_edition,
    "place": read_text,
    "original_title": read_text,
    "original_language": read_language,
    "extent": read_text,
    "page_count": read_page_count,
    "material": read_material,
    "audience": read_audience,
    "description": read_text,
    "contents": read_text,
    "notes": read_note,
    "cover_url": read_cover_url,
    "series": read_series,
    "series_number": read_series_number,
    "series_kind": read_series_kind,
    "collection": read_collection,
    "collection_number": read_series_number,
    "further_series": read_further_series,
    "dewey": read_dewey,
    "subjects": read_lines,
}
"""What reads the value of a column: never fails, and leaves over what the column has no place for."""
