"""MARC records as records of books, by the tables of their dialect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from catalogue.domain.text import heading_key, squeeze
from catalogue.domain.volumes import place_volume
from catalogue.formats.columns import COLUMN_READERS
from catalogue.formats.field_names import ITEM
from catalogue.formats.marc import marc21, unimarc
from catalogue.formats.marc.copies import CopyReader
from catalogue.formats.marc.records import MarcDialect, MarcField, MarcRecord
from catalogue.formats.marc.relators import find_role_by_code
from catalogue.formats.people import find_role_by_word, read_people
from catalogue.formats.persons import parse_person

_TABLES: dict[MarcDialect, ModuleType] = {MarcDialect.UNIMARC: unimarc, MarcDialect.MARC21: marc21}
_SOURCE = re.compile(r"(\w{3}) ?(.*)")
_RANGE = re.compile(r"(?:\$(\w))?/(\d+)-(\d+)")
_NON_SORTING = re.compile("[\x88\x89\x98\x9c]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_PUNCTUATION = re.compile(r"\s*[/:;,=]\s*$|(?<=[^\W\d_]{3})\.$|(?<=\d)\.$|(?<=\))\.$")
_CODED = re.compile(r"\d{4}|[a-z]{3}")
_LISTS = frozenset({"isbn", "language"})
_CODED_FORMS = frozenset({"CNLJ"})
"""Lists of forms that give codes, not words."""
TITLE = ""
"""The third member of the rows of `SERIES` that are about the title: it is a set where it has a number."""
_MOST_LEFT = 1500
"""Fields that a record's `extra` takes one by one; of more, those with one tag are put together."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a table, read: the tag and its subfields, or a part of coded data."""

    tag: str
    codes: tuple[str, ...] = ()
    part: slice | None = None


def parse_source(row: str) -> Source:
    """Return what a row of a table says.

    >>> parse_source("200 $a $h"), parse_source("100 $a/9-12").part
    (Source(tag='200', codes=('a', 'h'), part=None), slice(9, 13, None))
    """
    tag, rest = _SOURCE.fullmatch(row).groups()  # type: ignore[union-attr]
    if found := _RANGE.fullmatch(rest):
        return Source(tag, (found[1],) if found[1] else (), slice(int(found[2]), int(found[3]) + 1))
    return Source(tag, tuple(rest.replace("$", "").split()))


class _MarcMapper:
    """One record being mapped: `members` are what it says under names of ours, what is taken of each field is noted."""

    def __init__(self, record: MarcRecord, copies: CopyReader) -> None:
        self.record = record
        self.copies = copies
        self.table = _TABLES[record.dialect]
        self.taken: dict[int, set[str]] = {}
        self.members: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        if number := _clean(self.record.get("001")):
            self.members["id"] = number
        for column, row in self.table.FIELDS:
            self._take(column, parse_source(row))
        self.members["series"] = list(self._read_series())
        self.members["subjects"] = [
            text for kind, row in self.table.SUBJECTS for text in self._read_subjects(kind, parse_source(row))
        ]
        self.members["authors"] = [
            one for part, row in self.table.PEOPLE for one in self._read_people(part, parse_source(row))
        ]
        if not self.members["authors"]:
            self._take_responsibility()
        self.members["items"] = list(self._read_items())
        members = {name: value for name, value in self.members.items() if value}
        members["extra"] = {self.record.dialect.value: self._collect_unmapped()}
        return members

    def _find_fields(self, source: Source) -> Iterator[MarcField]:
        return self.record.find_fields(source.tag)

    def _mark_taken(self, field: MarcField, codes: tuple[str, ...]) -> None:
        self.taken.setdefault(id(field), set()).update(codes)

    def _take(self, column: str, source: Source) -> None:
        for field in self._find_fields(source):
            if column in self.members and column not in _LISTS:
                return
            value, is_whole = self._read_value(column, source, field)
            if not value:
                continue
            if is_whole and source.part is None:
                self._mark_taken(field, source.codes)
            if column in _LISTS:
                value = list(dict.fromkeys([*self.members.get(column, []), *value]))
            self.members[column] = value

    def _read_value(self, column: str, source: Source, field: MarcField) -> tuple[Any, bool]:
        """Return what a column takes of one field, and whether that is all of it."""
        if source.part is not None:
            text = (field.get(source.codes[0]) if source.codes else field.value)[source.part]
            return ([text] if column in _LISTS else text) if _CODED.fullmatch(text) else "", True
        texts = [[_clean(text) for text in field.get_all(code)] for code in source.codes]
        match column:
            case "title":
                return _join_title([found[0] for found in texts if found]), all(len(found) < 2 for found in texts)
            case "subtitle":
                return " : ".join(filter(None, texts[0])), True
            case "language":
                return [code for text in texts[0] for code in _split_languages(text)], True
            case "description":
                return squeeze(_CONTROL.sub(" ", field.get(source.codes[0]))), True
            case "isbn":
                return [text for text in texts[0] if text], True
            case _:
                reading = COLUMN_READERS[column](texts[0][0] if texts[0] else None)
                return reading.value, reading.is_whole and not reading.is_kept and len(texts[0]) < 2

    def _read_series(self) -> Iterator[dict[str, str]]:
        """Yield the series, each once though several fields say it; a title without a number is no set."""
        keys: set[str] = set()
        for kind, row, repeated in self.table.SERIES:
            source = parse_source(row)
            for field in self._find_fields(source) if not any(self.record.find_fields(repeated)) else ():
                name, number = (_clean(field.get(code)) for code in source.codes)
                if not name or (repeated == TITLE and not _is_number(number)):
                    continue
                if repeated != TITLE:
                    self._mark_taken(field, source.codes)
                if heading_key(name) not in keys:
                    keys.add(heading_key(name))
                    yield {"name": name, **({"number": number} if number else {}), **({"kind": kind} if kind else {})}

    def _read_subjects(self, kind: str, source: Source) -> Iterator[str]:
        for field in self._find_fields(source):
            main = [_clean(text) for code, text in field.subfields if code in source.codes and code not in "jvxyz"]
            subdivisions = [_clean(text) for code, text in field.subfields if code in source.codes and code in "jvxyz"]
            heading = _read_heading(field, self.record.dialect) if kind == "person" else ", ".join(filter(None, main))
            if kind == "term":
                yield from filter(None, main)
            elif heading:
                yield " -- ".join([heading, *filter(None, subdivisions)])
            self._mark_taken(field, source.codes)

    def _read_people(self, part: str, source: Source) -> Iterator[dict[str, Any]]:
        for field in self._find_fields(source):
            name = _read_name(field, self.record.dialect)
            if not name:
                continue
            codes = [role for code in field.get_all("4") if (role := find_role_by_code(code))]
            terms = [role for term in field.get_all("e") if (role := find_role_by_word(_clean(term)))]
            role = next(iter(codes or terms), None)
            yield {**name, **_read_years(field.get("f") or field.get("d")), "role": (role.value if role else part)}
            self._mark_taken(field, source.codes)

    def _take_responsibility(self) -> None:
        source = parse_source(self.table.RESPONSIBILITY)
        texts = [text for field in self._find_fields(source) for code in source.codes for text in field.get_all(code)]
        found = read_people(" ; ".join(_clean(text) for text in texts)).value or () if texts else ()
        self.members["authors"] = [
            {"heading": one.name, "role": one.role.value if one.role else "author"} for one in found
        ]

    def _read_items(self) -> Iterator[dict[str, Any]]:
        """Yield the copies, without what their subfields say of the book: that goes to the book."""
        for field, item, taken in self.copies.read(self.record):
            self._mark_taken(field, tuple(taken))
            for target in item.keys() - ITEM.keys():
                self.members.setdefault(target, item[target])
            of_item = {column: text for column, text in item.items() if column in ITEM}
            if of_item:
                yield of_item

    def _collect_unmapped(self) -> dict[str, Any]:
        """Return what no column takes: the leader, and each field of which anything was not taken."""
        left: dict[str, Any] = {"leader": _CONTROL.sub(" ", self.record.leader)}
        fields = [
            field
            for field in self.record.fields
            if not field.subfields or {code for code, _ in field.subfields} - self.taken.get(id(field), set())
        ]
        for field in fields:
            left.setdefault(field.tag, []).append(_CONTROL.sub(" ", field.as_text()))
        if len(fields) > _MOST_LEFT:
            left = {tag: "\n".join(texts) if isinstance(texts, list) else texts for tag, texts in left.items()}
        return left


def map_record(record: MarcRecord, copies: CopyReader | None = None) -> dict[str, Any]:
    """Return what a MARC record says of a book, under the names of our columns; what they lack is under `extra`.

    :param copies: what reads its copies; as the recommendation has them, when it is not given.
    """
    return _MarcMapper(record, copies or CopyReader()).read()


def _clean(text: str) -> str:
    """Return a text without marks of articles that do not file, control characters and the punctuation of ISBD."""
    return _PUNCTUATION.sub("", squeeze(_CONTROL.sub(" ", _NON_SORTING.sub("", text)))).strip(" ,;")


def _is_number(text: str) -> bool:
    """Tell whether the part of a title is a volume, or several: `2`, `Tome III`, but not `Reihe 2, Recht`."""
    return place_volume(text).group < 2


def _join_title(parts: list[str]) -> str:
    """Join a title with the number and the name of its part, as ISBD does."""
    parts = [part for part in parts if part]
    return (
        parts[0] + "".join(f"{'. ' if n == 1 else ', '}{part}" for n, part in enumerate(parts[1:], 1)) if parts else ""
    )


def _split_languages(text: str) -> list[str]:
    """Return the codes of a text; older records write several together."""
    if len(text) > 3 and len(text) % 3 == 0 and text.isalpha():
        return [text[start : start + 3] for start in range(0, len(text), 3)]
    return [text]


def _read_name(field: MarcField, dialect: MarcDialect) -> dict[str, str]:
    """Return the parts of a name: UNIMARC has the forename in $b, MARC 21 after a comma in $a."""
    entry, rest = _clean(field.get("a")), _clean(field.get("b"))
    if not entry:
        return {}
    if field.tag[1:] in {"10", "11", "12"}:
        return {"heading": ". ".join([entry, *filter(None, map(_clean, field.get_all("b")))])}
    if dialect is MarcDialect.UNIMARC and rest:
        return {"surname": entry, "forename": rest}
    surname, comma, forename = entry.partition(",")
    if comma and forename.strip():
        return {"surname": surname.strip(), "forename": forename.strip()}
    return {"heading": f"{entry} {rest}".strip()}


def _read_heading(field: MarcField, dialect: MarcDialect) -> str:
    """Return the heading of a person who is a subject, as people are called among authors."""
    name = _read_name(field, dialect)
    title = _clean(field.get("t"))
    whole = name.get("heading") or " ".join(filter(None, [name.get("forename"), name.get("surname")]))
    return f"{whole}. {title}" if title and whole else whole


def _read_years(text: str) -> dict[str, int]:
    found = parse_person(f"X ({text.strip(' ,.()')})") if text else None
    years = {"birth": found.birth_year, "death": found.death_year} if found else {}
    return {name: year for name, year in years.items() if year}
