"""Kinds of document and ages of readers, in the words of files; what no rule knows is left to the caller."""

import re

from catalogue.domain.materials import Audience, Material
from catalogue.domain.text import fold
from catalogue.formats.values import LEFT, Reading, read_text

_MATERIALS: tuple[tuple[Material, str], ...] = (
    (Material.LARGE_PRINT, r"(?:livres? )?(?:en )?(?:gros|grands?) caracteres?|large[ _]print"),
    (Material.BRAILLE, r"braille"),
    (Material.AUDIO_BOOK, r"(?:livres?|textes?) (?:audio|lus?|enregistres?)|audio ?-?book|audio_book|livre-?cd|daisy"),
    (Material.E_BOOK, r"e[- _]?book|livres? numerique|epub|kindle|liseuse|ebook"),
    (Material.MANGA, r"mangas?"),
    (Material.COMIC, r"bandes? dessinees?|b\.?d\.?|comics?|graphic novels?|romans? graphiques?"),
    (Material.PERIODICAL, r"periodiques?|revues?|magazines?|journa(?:l|ux)|serials?|periodicals?|newspapers?"),
    (Material.SCORE, r"partitions?|(?:musical |music )?scores?|sheet music|musique imprimee"),
    (Material.MAP, r"cartes?(?: geographiques?)?|maps?|plans?|atlas"),
    (Material.PICTURE, r"images?|affiches?|estampes?|photographies?|pictures?|posters?"),
    (Material.CD, r"cd(?: audio)?|disques? compacts?|compact discs?|cd-audio|musique|enregistrements? sonores?"),
    (Material.DVD, r"dvd(?:[ -]video)?|blu-?ray|films?|videos?|video ?disques?"),
    (Material.GAME, r"jeux?(?: de societe| video)?|(?:board |video )?games?"),
    (
        Material.BOOK,
        r"livres?(?: imprimes?)?|books?|imprimes?|texte imprime|monographies?|romans?|albums?|brochures?|"
        r"paperbacks?|hardcovers?|hardbacks?|broche|relie|poche|print|text(?:e)?",
    ),
)
"""What the whole of a folded word or phrase is, asked in this order."""
_PATTERNS = tuple((material, re.compile(rf"(?:{pattern})s?")) for material, pattern in _MATERIALS)
_AUDIENCES = (
    (Audience.TEEN, re.compile(r"\b(?:ados?|adolescen\w+|teens?|teenagers?|young adults?|jeunes? adultes?|ya)\b")),
    (Audience.CHILD, re.compile(r"\b(?:jeunesse|enfan\w+|bebes?|tout-petits?|child\w*|kids?|juvenile|babies)\b")),
    (Audience.ADULT, re.compile(r"\b(?:adultes?|adults?|tout public|general)\b")),
)
_AGES = re.compile(r"(?<!\d)(\d{1,2})(?:\s*(?:-|a|to|–)\s*(\d{1,2}))?\s*(?:ans|years|\+|et plus)")
_FIRST_TEEN_AGE, _FIRST_ADULT_AGE = 12, 18


def read_material(value: object) -> Reading:
    """Read a kind of document.

    >>> [read_material(word).value.value for word in ("Bande dessinée", "Livre", "DVD-vidéo", "Gros caractères")]
    ['comic', 'book', 'dvd', 'large_print']
    """
    reading = read_text(value)
    if not reading.value:
        return reading
    phrase = fold(reading.value).strip()[:100]
    if phrase in {material.value for material in Material}:
        return Reading(Material(phrase))
    found = next((material for material, pattern in _PATTERNS if pattern.fullmatch(phrase)), None)
    return Reading(found) if found else LEFT


def read_audience(value: object) -> Reading:
    """Read for whom a document is meant, by words or by ages.

    >>> [read_audience(word).value.value for word in ("Jeunesse", "Ados", "adulte", "6-8 ans", "14+")]
    ['child', 'teen', 'adult', 'child', 'teen']
    """
    reading = read_text(value)
    if not reading.value:
        return reading
    phrase = fold(reading.value).strip()[:100]
    if ages := _AGES.search(phrase + " ans" if phrase.isdigit() else phrase):
        first = int(ages[1])
        audience = Audience.CHILD if first < _FIRST_TEEN_AGE else Audience.TEEN
        return Reading(audience if first < _FIRST_ADULT_AGE else Audience.ADULT)
    found = next((audience for audience, pattern in _AUDIENCES if pattern.search(phrase)), None)
    return Reading(found) if found else LEFT
