"""Titles as files write them: in several languages, in objects, with the statement of responsibility after them."""

import re
from dataclasses import replace
from typing import Any

from catalogue.formats.mending import mend
from catalogue.formats.people import read_people
from catalogue.formats.persons import PARTICLES, Person
from catalogue.formats.values import NO_TITLES, NOTHING, Reading, read_text, unwrap_value

_IN_SERIES = re.compile(r"([^()]{1,500}) \(([^()]{1,200}?),? #(\d{1,4}(?:\.\d)?)\)")
"""A title as Goodreads has it: `Nana (Les Rougon-Macquart, #9)`."""

_MATERIAL = re.compile(
    r"\s*\[\s?(?:texte|ressource|enregistrement|images?|document|musique|multim[ée]dia|livre|cd|dvd|electronic|text|sound|video|"
    r"visual|carte|partition|jeu|objet)\b[^\[\]]{0,40}\]",
    re.IGNORECASE,
)
"""The general material designation of ISBD: `Nana [Texte imprimé]`."""

_STATEMENT = re.compile(r"\s/\s")
_PREFERRED = ("fr", "fre", "fra", "fr-FR", "en", "eng", "en-US", "main", "title", "titre")
_BY = re.compile(
    r"(?:par|by|ill|trad|texte|text|scén|dessin|sous la dir|adapt|préf|\[|d'après|collectif|photogr|ed\.|éd\.)",
    re.IGNORECASE,
)


def read_title(value: object) -> Reading:
    """Read a title; what is no text is passed on, so that the record is refused for it.

    What stands after " / " and names people is their statement of responsibility: it is `also` theirs.

    >>> reading = read_title("Max est dans la lune / Dominique de Saint-Mars , ill. de Serge Bloch")
    >>> reading.value, [somebody.name for somebody in reading.also["people"]]
    ('Max est dans la lune', ['Dominique de Saint-Mars', 'Serge Bloch'])
    >>> read_title({"en": "Title", "fr": "Titre"}).value
    'Titre'
    """
    if not isinstance(value, str):
        return _read_value(unwrap_value(value))
    line = mend(value).strip()
    if not line or line.lower() in NO_TITLES:
        return NOTHING
    if "[" in line and (bare := _MATERIAL.sub("", line).strip()) != line and bare:
        return replace(_read_line(bare), is_kept=True)
    return _read_line(line)


def _read_line(line: str) -> Reading:
    if match := _IN_SERIES.fullmatch(line):
        return Reading(match[1], is_kept=True, also={"series": match[2], "series_number": match[3]})
    return _split_statement(line) if " / " in line else Reading(line)


def _read_value(value: Any) -> Reading:
    match value:
        case str(line):
            return read_title(line)
        case dict(contents):
            for name in _PREFERRED:
                if isinstance(part := contents.get(name), str) and (reading := read_title(part)).value:
                    return Reading(reading.value, is_kept=len(contents) > 1, also=reading.also)
            reading = read_text(contents)
            return reading if reading.is_whole else Reading(contents)
        case list(members) if members and isinstance(members[0], dict):
            reading = _read_value(members[0])
            return Reading(reading.value, reading.is_whole, len(members) > 1 or reading.is_kept)
        case list():
            return Reading(value) if value else NOTHING
        case _:
            reading = read_text(value)
            return reading if reading.is_whole else Reading(value)


def _split_statement(line: str) -> Reading:
    """Cut off a statement of responsibility, if that is what stands after the stroke."""
    name, *statements = (piece.strip() for piece in _STATEMENT.split(line))
    statement = " / ".join(statements)
    if not name or not statement or not _names_people(statement):
        return Reading(line)
    people: tuple[Person, ...] = read_people(statement).value or ()
    return Reading(name, is_kept=True, also={"people": people}) if people else Reading(line)


def _names_people(statement: str) -> bool:
    """Tell whether a text names people: each word has a capital but particles, or it says what somebody did."""
    if _BY.match(statement) or re.search(r"[,;]\s?(?:ill|trad|dessin|texte|préf|photogr|d'après|traduit)", statement):
        return True
    words = statement.replace(",", " ").replace(";", " ").split()
    small = [word for word in words if not word[0].isupper()]
    return len(words) > 1 and all(word.lower().split("'")[0] in PARTICLES | {"et", "and", "&"} for word in small)
