"""Years of publication in a question."""

import re

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR

Years = tuple[int | None, int | None]
_YEARS = re.compile(r"(?P<first>-?\d{1,4})?(?P<dots>\.\.|(?<=\d{4})[-\u2013](?=\d{4}))?(?P<last>-?\d{1,4})?", re.ASCII)


def parse_years(text: str) -> Years | None:
    """Return the first and the last year of `1990`, `1990..2000`, `1990-2000`, `1990..` or `..2000`, None of others.

    Two years are taken in their order, whichever way they were typed.
    """
    match = _YEARS.fullmatch(text)
    if (
        match is None
        or not (match["first"] or match["last"])
        or (match["first"] and match["last"] and not match["dots"])
    ):
        return None
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else None
    if not match["dots"]:
        first = last = first if first is not None else last
    if any(year is not None and not FIRST_YEAR <= year <= LAST_YEAR for year in (first, last)):
        return None
    return (last, first) if first is not None and last is not None and last < first else (first, last)
