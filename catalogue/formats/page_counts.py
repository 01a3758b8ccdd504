"""Numbers of pages as files and ISBD area 5 write them."""

import re

from catalogue.domain.extents import find_page_count
from catalogue.domain.record import LONGEST_EXTENT
from catalogue.domain.text import squeeze
from catalogue.formats.values import LEFT, NOTHING, Reading, read_text, unwrap_value

_PLAIN = re.compile(
    r"(?:env\.|environ|ca|about|[~±]|pp\.)?\s*(\d{1,9})(?:\.0)?\s*(?:p|pp|pages?|pgs?)?\.?", re.ASCII | re.IGNORECASE
)


def read_page_count(value: object) -> Reading:
    """Read a number of pages; 0 is how some programs write "not known".

    Of several sequences the longest is taken, of several volumes their sum; a text that says more is the extent.

    >>> values = ("186 p.", 0, "1 vol. (186 p.)", "xii-186 p.", "2 vol. (345, 410 p.)", "pp. 245")
    >>> [read_page_count(value).value for value in values]
    [186, None, 186, 186, 755, 245]
    """
    match unwrap_value(value):
        case bool():
            return LEFT
        case int(number):
            return Reading(number or None)
        case float(number) if number.is_integer():
            return Reading(int(number) or None)
        case str(line):
            return _read_text(line.strip())
        case other:
            return NOTHING if read_text(other) == NOTHING else LEFT


def _read_text(line: str) -> Reading:
    if match := _PLAIN.fullmatch(line):
        return Reading(int(match[1]) or None)
    if read_text(line) == NOTHING:
        return NOTHING
    if len(line) > LONGEST_EXTENT or not (n_pages := find_page_count(line)):
        return LEFT
    return Reading(n_pages, also={"extent": squeeze(line)})
