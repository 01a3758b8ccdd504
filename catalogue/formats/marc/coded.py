"""Kind of document and audience of a MARC record, which its leader, coded fields and forms tell."""

from collections.abc import Iterator

from catalogue.domain.materials import Audience, Material
from catalogue.domain.text import fold
from catalogue.formats.marc.records import MarcDialect, MarcField, MarcRecord
from catalogue.formats.materials import read_audience, read_material

# Leader/06, the same in both dialects but for music, pictures and objects.
_BY_LEADER = {
    **dict.fromkeys("abt", Material.BOOK),
    **dict.fromkeys("cd", Material.SCORE),
    **dict.fromkeys("ef", Material.MAP),
    **{
        "m": Material.OTHER,
        "o": Material.OTHER,
        "g": Material.DVD,
        "i": Material.AUDIO_BOOK,
        "j": Material.CD,
        "k": Material.PICTURE,
        "r": Material.GAME,
    },
}
# UNIMARC 106 $a and MARC 21 008/23: the form of what is read.
_BY_FORM = {
    MarcDialect.UNIMARC: {"d": Material.LARGE_PRINT, "f": Material.BRAILLE, "s": Material.E_BOOK},
    MarcDialect.MARC21: {
        **{"d": Material.LARGE_PRINT, "f": Material.BRAILLE},
        **dict.fromkeys("oqs", Material.E_BOOK),
    },
}
# UNIMARC 135 $a/0 and MARC 21 008/26: the type of electronic resource.
_BY_RESOURCE = {"d": Material.E_BOOK, "g": Material.GAME}
# 995 $r, recommandation 995: kind and carrier; "uu" and "u" say nothing.
_BY_COPY = {
    **{
        "g": Material.DVD,
        "ie": Material.AUDIO_BOOK,
        "i": Material.AUDIO_BOOK,
        "je": Material.CD,
        "k": Material.PICTURE,
    },
    **{"c": Material.SCORE, "e": Material.MAP},
}
_NO_DISC = ("cassette", "vhs", "vinyl", "33 t", "45 t", "film fixe", "diapo")
"""Words of 215 $a and 300 $a for carriers that are neither CD nor DVD."""

# UNIMARC 100 $a/17-19.
_UNIMARC_AUDIENCES = {
    **dict.fromkeys("abcd", Audience.CHILD),
    **{"e": Audience.TEEN, "k": Audience.ADULT, "m": Audience.ADULT},
}
# MARC 21 008/22.
_MARC_21_AUDIENCES = {
    **dict.fromkeys("abcj", Audience.CHILD),
    **{"d": Audience.TEEN, "e": Audience.ADULT},
}
# 995 $q, recommandation 995.
_COPY_AUDIENCES = {"a": Audience.ADULT, "j": Audience.CHILD}
LOCAL_FORMS = "local"
"""$2 of forms that are a library's own (Library of Congress, Genre/Form Code and Term Source Codes)."""


def tells_kind_alone(field: MarcField) -> bool:
    """Tell whether a heading of form tells the kind of document and is no subject beside it."""
    return field.get("2") == LOCAL_FORMS and read_material(field.get("a")).value in {Material.COMIC, Material.MANGA}


def find_material(record: MarcRecord) -> Material | None:
    """Return the kind of document, None when nothing tells it.

    Comics and manga are told by 105 $a, 008/24-27 or a heading of form, large print and braille by 106 $a or 008/23;
    what is no print by the leader, or by 995 $r where the leader says text. A serial is a periodical.
    """
    kind, level = record.leader[6:7], record.leader[7:8]
    is_unimarc = record.dialect is MarcDialect.UNIMARC
    if level == "s" and kind in "am":
        return Material.PERIODICAL
    form = record.get("106", "a")[:1] if is_unimarc else record.get("008")[23:24]
    if kind in "abt" and (material := _BY_FORM[record.dialect].get(form)):
        return material
    if kind == "l" or (kind == "m" and not is_unimarc):
        resource = record.get("135", "a")[:1] if is_unimarc else record.get("008")[26:27]
        return _BY_RESOURCE.get(resource, Material.OTHER)
    material = _BY_LEADER.get(kind)
    if material is Material.BOOK or material is None:
        material = _find_comic(record, is_unimarc) or _find_by_copy(record) or material
    return Material.OTHER if material in {Material.CD, Material.DVD} and _has_other_carrier(record) else material


def find_audience(record: MarcRecord) -> Audience | None:
    """Return for whom a document is meant: by its coded data, else by words (333, 521), else by its copies (995 $q)."""
    if record.dialect is MarcDialect.UNIMARC:
        coded = (_UNIMARC_AUDIENCES.get(code) for code in record.get("100", "a")[17:20])
        words, copies = record.get("333", "a"), record.find_fields("995")
    else:
        coded = (_MARC_21_AUDIENCES.get(code) for code in record.get("008")[22:23])
        words, copies = record.get("521", "a"), iter(())
    if audience := next(filter(None, coded), None):
        return audience
    if words and (by_words := read_audience(words).value):
        return Audience(by_words)
    if any("CNLJ" in field.get_all("2") for field in record.find_fields("608")):
        return Audience.CHILD
    return next(filter(None, (_COPY_AUDIENCES.get(field.get("q")) for field in copies)), None)


def _find_comic(record: MarcRecord, is_unimarc: bool) -> Material | None:
    forms = [text for field in record.find_fields("608", "655") for text in field.get_all("a")]
    for material in (read_material(text).value for text in forms):
        if material in {Material.COMIC, Material.MANGA}:
            return Material(material)
    contents, comic = (record.get("105", "a")[4:8], "t") if is_unimarc else (record.get("008")[24:28], "6")
    return Material.COMIC if comic in contents else None


def _find_by_copy(record: MarcRecord) -> Material | None:
    kinds = [kind for field in record.find_fields("995") if (kind := field.get("r").strip().lower())]
    return next((_BY_COPY[part] for kind in kinds[:1] for part in (kind, kind[:1]) if part in _BY_COPY), None)


def _has_other_carrier(record: MarcRecord) -> bool:
    return any(word in extent for extent in _list_extents(record) for word in _NO_DISC)


def _list_extents(record: MarcRecord) -> Iterator[str]:
    for field in record.find_fields("215", "300"):
        yield fold(field.get("a"))
