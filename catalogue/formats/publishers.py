"""Publishers as files write them, also within the whole of ISBD area 4: `Paris : Gallimard, 2004`."""

import re

from catalogue.formats.dates import read_publication_date
from catalogue.formats.persons import is_body
from catalogue.formats.values import Reading, read_text

_AREA = re.compile(r"[^:;,]{1,80} ?: ([^:]{1,200}?)(?:,\s?([^,:]{0,30}\d{2,4}[^,:]{0,20}))?$")
_EDITION = re.compile(
    r"\s*;\s*(?:\d{1,3} ?(?:st|nd|rd|th|e|è?me|re)?\.? ?)?[éÉeE]d(?:\.|\b|ition|ition).*", re.IGNORECASE
)
_LONGEST = 300


def read_publisher(value: object) -> Reading:
    """Read a publisher; place and date beside it are no part of its name.

    >>> read_publisher("Seuil").value, read_publisher("Arles (Bouches-du-Rhône) : Actes Sud, 2018")
    ('Seuil', Reading(value='Actes Sud', is_whole=True, is_kept=True, also={'published': '2018'}))
    """
    reading = read_text(value)
    if reading.value and (match := _EDITION.search(reading.value)) and match.start():  # Apress; 2nd edition
        return Reading(reading.value[: match.start()], is_kept=True)
    if reading.value is None or ": " not in reading.value or len(reading.value) > _LONGEST:
        return reading
    found = _AREA.fullmatch(reading.value)
    if found is None:
        return reading
    year = read_publication_date(found[2]).value if found[2] else None
    return Reading(found[1].strip(), is_kept=True, also={"published": year} if year else None)


def may_be_a_publisher(value: object) -> bool:
    """Tell whether what stands for a date of publication is a name: `publish: Gallimard`."""
    reading = read_publisher(value)
    return bool(reading.value) and any(map(str.isalpha, reading.value)) and not any(map(str.isdigit, reading.value))


def may_be_a_house(value: object) -> bool:
    """Tell whether an `editor` is the publisher, as French programs write it: a body, or one word."""
    return isinstance(value, str) and (is_body(value) or (" " not in value.strip() and "," not in value))
