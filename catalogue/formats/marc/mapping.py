"""MARC records as records of books, by the tables of their dialect."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from catalogue.domain.text import heading_key
from catalogue.domain.volumes import place_volume
from catalogue.formats.field_names import ITEM
from catalogue.formats.isbns import read_isbn
from catalogue.formats.marc import marc21, unimarc
from catalogue.formats.marc.coded import find_audience, find_material, tells_kind_alone
from catalogue.formats.marc.copies import CopyReader
from catalogue.formats.marc.records import MarcDialect, MarcField, MarcRecord
from catalogue.formats.marc.relators import find_role_by_code
from catalogue.formats.marc.texts import (
    CONTROL,
    LISTS,
    Source,
    clean,
    parse_source,
    read_heading,
    read_name,
    read_value,
    read_years,
)
from catalogue.formats.marc.unimarc import Table
from catalogue.formats.people import find_role_by_word, read_people

_TABLES: dict[MarcDialect, ModuleType] = {MarcDialect.UNIMARC: unimarc, MarcDialect.MARC21: marc21}
_UNIFORM = frozenset({"500", "240", "130"})
"""Uniform titles, which are original titles where the record tells the original language."""
_CODED_FORMS = frozenset({"CNLJ"})
"""Lists of forms that give codes, not words."""
TITLE = ""
"""The third member of the rows of `SERIES` that are about the title: it is a set where it has a number."""
_LONGEST_SOURCE = 20_000
"""Characters of a record that `extra` takes whole, besides what columns take of it."""
_MOST_LEFT = 1500
"""Fields that a record's `extra` takes one by one; of more, those with one tag are put together."""


class _MarcMapper:
    """One record being mapped: `members` are what it says under names of ours, what is taken of each field is noted."""

    def __init__(self, record: MarcRecord, copies: CopyReader) -> None:
        self.record = record
        self.copies = copies
        self.dialect = record.dialect
        self.table = _TABLES[self.dialect]
        self.fields = record.group_fields()
        self.taken: dict[int, set[str]] = {}
        self.members: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        if number := clean(self.record.get("001")):
            self.members["id"] = number
        for column, source in self._list_rows(self.table.FIELDS):
            self._take(column, source)
        self.members["series"] = list(self._read_series())
        self.members["subjects"] = [
            text for kind, source in self._list_rows(self.table.SUBJECTS) for text in self._read_subjects(kind, source)
        ]
        self.members["authors"] = [
            one for part, source in self._list_rows(self.table.PEOPLE) for one in self._read_people(part, source)
        ]
        if not self.members["authors"]:
            self._take_responsibility()
        self.members["items"] = list(self._read_items())
        for column, code in (("material", find_material(self.record)), ("audience", find_audience(self.record))):
            if code is not None:
                self.members[column] = code.value
        for column in ("notes", "contents"):
            self.members[column] = "\n".join(self.members.get(column, ()))
        self._drop_own_isbn()
        if self.members.get("original_language") in self.members.get("language", ()):
            del self.members["original_language"]
        members = {name: value for name, value in self.members.items() if value}
        members["extra"] = {self.dialect.value: self._collect_source()}
        return members

    def _drop_own_isbn(self) -> None:
        """Take the ISBN of the book out of its further numbers, also as an EAN."""
        own = read_isbn(self.members.get("isbn")).value
        others = [one for one in self.members.get("identifiers", ()) if one["value"] != own]
        self.members["identifiers"] = others

    def _list_rows(self, table: Table) -> list[tuple[str, Source]]:
        """Return the rows of a table whose tag the record has."""
        return [row for row in _parse_table(table) if row[1].tag in self.fields]

    def _find_fields(self, source: Source) -> Sequence[MarcField]:
        return self.fields.get(source.tag, ())

    def _mark_taken(self, field: MarcField, codes: tuple[str, ...]) -> None:
        self.taken.setdefault(id(field), set()).update(codes)

    def _take(self, column: str, source: Source) -> None:
        is_uniform = column == "original_title" and source.tag in _UNIFORM
        if is_uniform and "original_language" not in self.members:
            return
        for field in self._find_fields(source):
            if column in self.members and column not in LISTS:
                return
            value, is_whole = read_value(column, source, field)
            if not value:
                continue
            if is_whole and source.part is None:
                self._mark_taken(field, source.codes)
            if column in LISTS:
                before = self.members.get(column, [])
                value = [*before, *(one for one in value if one not in before)]
            self.members[column] = value

    def _read_series(self) -> Iterator[dict[str, str]]:
        """Yield the series, each once though several fields say it; a title without a number is no set."""
        keys: set[str] = set()
        for kind, row, repeated in self.table.SERIES:
            source = parse_source(row)
            for field in self._find_fields(source) if repeated not in self.fields else ():
                name, number = (clean(field.get(code)) for code in source.codes)
                if not name or (repeated == TITLE and not _is_number(number)):
                    continue
                if repeated != TITLE:
                    self._mark_taken(field, source.codes)
                if heading_key(name) not in keys:
                    keys.add(heading_key(name))
                    yield {"name": name, **({"number": number} if number else {}), **({"kind": kind} if kind else {})}

    def _read_subjects(self, kind: str, source: Source) -> Iterator[str]:
        for field in self._find_fields(source):
            main = [clean(text) for code, text in field.subfields if code in source.codes and code not in "jvxyz"]
            subdivisions = [clean(text) for code, text in field.subfields if code in source.codes and code in "jvxyz"]
            heading = read_heading(field, self.dialect) if kind == "person" else ", ".join(filter(None, main))
            if kind == "form" and tells_kind_alone(field):
                self._mark_taken(field, ("a", "2"))
                continue
            if kind == "term":
                yield from filter(None, main)
            elif heading:
                yield " -- ".join([heading, *filter(None, subdivisions)])
            self._mark_taken(field, source.codes)

    def _read_people(self, part: str, source: Source) -> Iterator[dict[str, Any]]:
        for field in self._find_fields(source):
            name = read_name(field, self.dialect)
            if not name:
                continue
            codes = [role for code in field.get_all("4") if (role := find_role_by_code(code))]
            terms = [role for term in field.get_all("e") if (role := find_role_by_word(clean(term)))]
            role = next(iter(codes or terms), None)
            yield {**name, **read_years(field.get("f") or field.get("d")), "role": (role.value if role else part)}
            self._mark_taken(field, source.codes)

    def _take_responsibility(self) -> None:
        source = parse_source(self.table.RESPONSIBILITY)
        texts = [text for field in self._find_fields(source) for code in source.codes for text in field.get_all(code)]
        people = read_people(" ; ".join(clean(text) for text in texts)).value or () if texts else ()
        self.members["authors"] = [
            {"heading": one.name, "role": one.role.value if one.role else "author"} for one in people
        ]

    def _read_items(self) -> Iterator[dict[str, Any]]:
        """Yield the copies, without what their subfields say of the book: that goes to the book."""
        for field, item, codes in self.copies.read(self.record):
            self._mark_taken(field, tuple(codes))
            for target in item.keys() - ITEM.keys():
                self.members.setdefault(target, item[target])
            of_item = {column: text for column, text in item.items() if column in ITEM}
            if of_item:
                yield of_item

    def _collect_source(self) -> dict[str, Any]:
        """Return the record as it came in, by tags, so that it can go out again as it was.

        Of a very long one, the leader and the fields of which anything was not taken.
        """
        kept: dict[str, Any] = {"leader": CONTROL.sub(" ", self.record.leader)}
        fields = self.record.fields
        texts = [CONTROL.sub(" ", field.as_text()) for field in fields]
        if sum(map(len, texts)) > _LONGEST_SOURCE:
            chosen = [
                (field, text)
                for field, text in zip(fields, texts, strict=True)
                if not field.subfields or {code for code, _ in field.subfields} - self.taken.get(id(field), set())
            ]
        else:
            chosen = list(zip(fields, texts, strict=True))
        for field, text in chosen:
            kept.setdefault(field.tag, []).append(text)
        if len(chosen) > _MOST_LEFT:
            kept = {tag: "\n".join(texts) if isinstance(texts, list) else texts for tag, texts in kept.items()}
        return kept


@cache
def _parse_table(table: Table) -> tuple[tuple[str, Source], ...]:
    return tuple((name, parse_source(row)) for name, row in table)


def map_record(record: MarcRecord, copies: CopyReader | None = None) -> dict[str, Any]:
    """Return what a MARC record says of a book, under the names of our columns; the record itself is under `extra`.

    :param copies: what reads its copies; as the recommendation has them, when it is not given.
    """
    return _MarcMapper(record, copies or CopyReader()).read()


def _is_number(text: str) -> bool:
    """Tell whether the part of a title is a volume, or several: `2`, `Tome III`, but not `Reihe 2, Recht`."""
    return place_volume(text).group < 2
