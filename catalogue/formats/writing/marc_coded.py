"""Kind of document and audience in the leader and the coded fields of MARC; the other way round from `marc.coded`."""

from catalogue.domain.materials import Audience, Material
from catalogue.formats.marc.coded import LOCAL_FORMS

KINDS: dict[Material, str] = {
    **dict.fromkeys((Material.BOOK, Material.LARGE_PRINT, Material.BRAILLE, Material.COMIC, Material.MANGA), "a"),
    **{Material.PERIODICAL: "a", Material.SCORE: "c", Material.MAP: "e", Material.PICTURE: "k"},
    **{Material.AUDIO_BOOK: "i", Material.CD: "j", Material.DVD: "g", Material.GAME: "r"},
}
"""Leader/06, alike in UNIMARC and MARC 21."""

UNIMARC_KINDS = KINDS | {Material.E_BOOK: "l", Material.OTHER: "m"}
MARC21_KINDS = KINDS | {Material.E_BOOK: "a", Material.OTHER: "o"}
FORMS = {Material.LARGE_PRINT: "d", Material.BRAILLE: "f"}
"""UNIMARC 106 $a, MARC 21 008/23."""

UNIMARC_AUDIENCES = {Audience.CHILD: "a", Audience.TEEN: "e", Audience.ADULT: "m"}
"""UNIMARC 100 $a/17."""
MARC21_AUDIENCES = {Audience.CHILD: "j", Audience.TEEN: "d", Audience.ADULT: "e"}
"""MARC 21 008/22."""

COMICS = frozenset({Material.COMIC, Material.MANGA})
UNIMARC_COMIC = "||||t||||||||"
"""UNIMARC 105 $a: a comic (t in 4-7), of the rest nothing is said."""
MARC21_COMIC = "6"
"""MARC 21 008/24."""
UNIMARC_E_BOOK = "d"
"""UNIMARC 135 $a/0: a document."""


def make_leader(template: str, kinds: dict[Material, str], material: Material | None) -> str:
    """Return a leader with the kind of a document and its level: a periodical is a serial, all else a monograph."""
    kind = kinds[material] if material else "a"
    level = "s" if material is Material.PERIODICAL else "m"
    return template[:6] + kind + level + template[8:]


def list_manga(material: Material | None) -> list[tuple[str, str | None]]:
    """Return the heading of form of a manga, which no coded data tell (UNIMARC 608, MARC 21 655)."""
    return [("a", "Manga"), ("2", LOCAL_FORMS)] if material is Material.MANGA else []
