"""How the value of each column of a book is read."""

import re
from collections.abc import Callable

from catalogue.formats.covers import cover_url
from catalogue.formats.dates import published
from catalogue.formats.isbns import isbn
from catalogue.formats.page_counts import page_count
from catalogue.formats.people import contributors
from catalogue.formats.publishers import publisher
from catalogue.formats.series import series, series_number
from catalogue.formats.titles import title
from catalogue.formats.tongues import language
from catalogue.formats.values import Reading, lines, plain, text

_DEWEY = re.compile(r"(\d{1,3})([.,]\d{1,16})?(?=$|[\s\[(/-])", re.ASCII)
_MARKS = str.maketrans("", "", "/'’[]")


def dewey(value: object) -> Reading:
    """Read a Dewey class: the first of a list, with its leading zeros, a decimal comma or marks of segments.

    >>> [dewey(value).value for value in (5, "843", ["915.3"], "843,914", "813/.54", "823.914 22")]
    ['005', '843', '915.3', '843.914', '813.54', '823.914']
    """
    value = plain(value)
    is_kept = False
    if isinstance(value, dict) and "code" in value:
        is_kept, value = len(value) > 1, plain(value["code"])
    if isinstance(value, list) and value:
        is_kept, value = is_kept or len(value) > 1, value[0]
    reading = text(value)
    if not reading.value:
        return reading
    bare = reading.value.translate(_MARKS) if isinstance(plain(value), str) else reading.value
    if not (found := _DEWEY.match(bare)) or (isinstance(value, str) and len(found[1]) < len("843")):
        return reading
    decimals = (found[2] or "").replace(",", ".")
    return Reading(found[1].zfill(3) + decimals, is_kept=is_kept or len(found.group()) < len(bare.strip()))


READ: dict[str, Callable[[object], Reading]] = {
    "title": title,
    "subtitle": text,
    "contributors": contributors,
    "isbn": isbn,
    "publisher": publisher,
    "published": published,
    "language": language,
    "page_count": page_count,
    "description": text,
    "cover_url": cover_url,
    "series": series,
    "series_number": series_number,
    "dewey": dewey,
    "subjects": lines,
}
"""What reads the value of a column: never fails, and leaves over what the column has no place for."""
