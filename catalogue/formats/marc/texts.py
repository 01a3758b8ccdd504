"""How the fields of MARC say what our columns hold: their texts cleaned, joined as ISBD does, and read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalogue.domain.text import squeeze
from catalogue.formats.columns import COLUMN_READERS
from catalogue.formats.isbns import read_isbn
from catalogue.formats.marc.records import MarcDialect, MarcField
from catalogue.formats.persons import parse_person

LISTS = frozenset({"isbn", "language", "identifiers", "notes", "contents"})
"""Columns that take what every field of theirs says."""
_NON_SORTING = re.compile("[\x88\x89\x98\x9c]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SIGNS = ("/", ":", ";", ",", "=", ".")
_PUNCTUATION = re.compile(r"\s*[/:;,=]\s*$|(?<=[^\W\d_]{3})\.$|(?<=\d)\.$|(?<=\))\.$")
CODED = re.compile(r"\d{4}|[a-z]{3}")
_EXTENT = {"215": {"c": " : ", "d": " ; ", "e": " + "}, "300": {"b": " : ", "c": " ; ", "e": " + "}}
"""What ISBD area 5 has before the details, the size and what goes along (UNIMARC 215, MARC 21 300)."""
_ARK = re.compile(r"ark:/\d+/\w+")
_SOURCE = re.compile(r"(\w{3}) ?(.*)")
_RANGE = re.compile(r"(?:\$(\w))?/(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a table, read: the tag and its subfields, or a part of coded data."""

    tag: str
    codes: tuple[str, ...] = ()
    part: slice | None = None


@cache
def parse_source(row: str) -> Source:
    """Return what a row of a table says.

    >>> parse_source("200 $a $h"), parse_source("100 $a/9-12").part
    (Source(tag='200', codes=('a', 'h'), part=None), slice(9, 13, None))
    """
    tag, rest = _SOURCE.fullmatch(row).groups()  # type: ignore[union-attr]
    if match := _RANGE.fullmatch(rest):
        return Source(tag, (match[1],) if match[1] else (), slice(int(match[2]), int(match[3]) + 1))
    return Source(tag, tuple(rest.replace("$", "").split()))


def read_value(column: str, source: Source, field: MarcField) -> tuple[Any, bool]:
    """Return what a column takes of one field, and whether that is all of it."""
    if source.part is not None:
        text = (field.get(source.codes[0]) if source.codes else field.value)[source.part]
        return ([text] if column in LISTS else text) if CODED.fullmatch(text) else "", True
    texts = [[clean(text) for text in field.get_all(code)] for code in source.codes]
    match column:
        case "title":
            return join_title([found[0] for found in texts if found]), all(len(found) < 2 for found in texts)
        case "subtitle":
            return " : ".join(filter(None, texts[0])), True
        case "language":
            return [code for text in texts[0] for code in split_languages(text)], True
        case "description":
            return squeeze(CONTROL.sub(" ", field.get(source.codes[0]))), True
        case "isbn":
            return [text for text in texts[0] if text], True
        case "identifiers":
            return list(list_identifiers(field, texts)), source.tag != "024"
        case "original_language":
            codes = [code for text in texts[0] for code in split_languages(text)]
            return (codes[0] if codes else ""), len(codes) < 2
        case "edition":
            return ", ".join(text for found in texts for text in found if text), True
        case "extent":
            return join_extent(field, source.codes), True
        case "notes":
            return [squeeze(CONTROL.sub(" ", text)) for text in field.get_all("a")], True
        case "contents":
            wanted = [clean(text) for code, text in field.subfields if code in source.codes]
            return [text for text in wanted if text], True
        case "place" | "original_title":
            return texts[0][0] if texts[0] else "", len(texts[0]) < 2
        case _:
            reading = COLUMN_READERS[column](texts[0][0] if texts[0] else None)
            return reading.value, reading.is_whole and not reading.is_kept and len(texts[0]) < 2


def clean(text: str) -> str:
    """Return a text without marks of articles that do not file, control characters and the punctuation of ISBD."""
    if not text.isprintable():  # As what both expressions look for is not.
        text = CONTROL.sub(" ", _NON_SORTING.sub("", text))
    text = squeeze(text)
    if text.endswith(_SIGNS):
        text = _PUNCTUATION.sub("", text)
    return text.strip(" ,;")


def join_title(parts: list[str]) -> str:
    """Join a title with the number and the name of its part, as ISBD does."""
    parts = [part for part in parts if part]
    return (
        parts[0] + "".join(f"{'. ' if n == 1 else ', '}{part}" for n, part in enumerate(parts[1:], 1)) if parts else ""
    )


def join_extent(field: MarcField, codes: tuple[str, ...]) -> str:
    """Return area 5 of ISBD: `186 p. : ill. ; 24 cm`."""
    extent = ""
    for code, text in field.subfields:
        if code in codes and (bare := squeeze(CONTROL.sub(" ", text)).strip(" ,;:+/")):
            extent += (_EXTENT[field.tag].get(code, ", ") if extent else "") + bare
    return extent


def list_identifiers(field: MarcField, texts: list[list[str]]) -> Iterator[dict[str, str]]:
    """Yield the numbers of a field: ISSN, ark, EAN, and ISBNs with their qualifiers."""
    numbers = texts[0]
    qualifier = {"qualifier": texts[1][0].strip("() ")} if len(texts) > 1 and texts[1] else {}
    for number in filter(None, numbers):
        match field.tag:
            case "011" | "022":
                yield {"scheme": "issn", "value": number}
            case "033":
                if ark := _ARK.search(number):
                    yield {"scheme": "ark", "value": ark.group()}
            case "073":
                yield {"scheme": "ean", "value": number}
            case "024":
                scheme = {"1": "upc", "2": "ismn", "3": "ean"}.get(field.indicators[:1]) or field.get("2").lower()
                if scheme and scheme != "isbn":
                    yield {"scheme": scheme, "value": number, **qualifier}
            case _:
                if isbn := read_isbn(number).value:
                    yield {"scheme": "isbn", "value": isbn, **qualifier}


def split_languages(text: str) -> list[str]:
    """Return the codes of a text; older records write several together."""
    if len(text) > 3 and len(text) % 3 == 0 and text.isalpha():
        return [text[start : start + 3] for start in range(0, len(text), 3)]
    return [text]


def read_name(field: MarcField, dialect: MarcDialect) -> dict[str, str]:
    """Return the parts of a name: UNIMARC has the forename in $b, MARC 21 after a comma in $a."""
    entry, rest = clean(field.get("a")), clean(field.get("b"))
    if not entry:
        return {}
    if field.tag[1:] in {"10", "11", "12"}:
        return {"heading": ". ".join([entry, *filter(None, map(clean, field.get_all("b")))])}
    if dialect is MarcDialect.UNIMARC and rest:
        return {"surname": entry, "forename": rest}
    surname, comma, forename = entry.partition(",")
    if comma and forename.strip():
        return {"surname": surname.strip(), "forename": forename.strip()}
    return {"heading": f"{entry} {rest}".strip()}


def read_heading(field: MarcField, dialect: MarcDialect) -> str:
    """Return the heading of a person who is a subject, as people are called among authors."""
    name = read_name(field, dialect)
    title = clean(field.get("t"))
    whole = name.get("heading") or " ".join(filter(None, [name.get("forename"), name.get("surname")]))
    return f"{whole}. {title}" if title and whole else whole


def read_years(text: str) -> dict[str, int]:
    """Return the years of birth and death that a text tells."""
    person = parse_person(f"X ({text.strip(' ,.()')})") if text else None
    years = {"birth": person.birth_year, "death": person.death_year} if person else {}
    return {name: year for name, year in years.items() if year}
