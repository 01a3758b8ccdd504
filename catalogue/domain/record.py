"""The bibliographic record of one edition, before it is stored and while it travels."""

import re
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from catalogue.domain.checks import Checks
from catalogue.domain.dates import get_year, parse_date
from catalogue.domain.extents import find_page_count
from catalogue.domain.identifiers import SCHEME, Identifier, parse_identifier, parse_isbn
from catalogue.domain.languages import parse_language
from catalogue.domain.materials import Audience, Material
from catalogue.domain.roles import Role
from catalogue.domain.series import MOST_SERIES, SeriesKind, SeriesStatement, guess_kind, put_in_order
from catalogue.domain.text import heading_key

DEWEY = re.compile(r"\d{3}(?:\.\d{1,16})?", re.ASCII)
MOST_NAMES = 200
MOST_PAGES = 100_000
MOST_IDENTIFIERS = 100
LONGEST_EXTENT = 300
MOST_EXTRA = 64 * 1024
"""Bytes of JSON: every read of a book carries its `extra` along."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body with a part in a book that is not authorship: `name` in direct order, and its `role`."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRecord:
    """A valid record; making an invalid one raises `InvalidRecord` with every fault found.

    Text is put in order (NFC, single spaces), the ISBN becomes 13 bare digits, a name given twice is kept once.
    The number of pages is read from the `extent` where it is not given. What the columns cannot hold is kept in
    `extra`, a JSON object.

    `series` is the work that the book is a volume of, else its first collection; `further_series` are the others. A
    `series_kind` that nobody gives is guessed from the name. Without a series, `series_number` is the number of a
    volume whose set has no name but the title.
    """

    title: str
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    isbn: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    edition: str | None = None
    publisher: str | None = None
    place: str | None = None
    published: str | None = None
    language: str | None = None
    original_title: str | None = None
    original_language: str | None = None
    extent: str | None = None
    page_count: int | None = None
    material: Material | None = None
    audience: Audience | None = None
    description: str | None = None
    contents: str | None = None
    notes: str | None = None
    cover_url: str | None = None
    series: str | None = None
    series_number: str | None = None
    series_kind: SeriesKind | None = None
    further_series: tuple[SeriesStatement, ...] = ()
    dewey: str | None = None
    subjects: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("title", 1000, required=True)
        checks.check_line("subtitle", 1000)
        checks.check_lines("authors", 300, MOST_NAMES, heading_key)
        checks.check_lines("subjects", 300, MOST_NAMES, heading_key)
        checks.check_line("edition", 200)
        checks.check_line("publisher", 300)
        checks.check_line("place", 200)
        checks.check_line("original_title", 1000)
        checks.check_line("extent", LONGEST_EXTENT)
        checks.check_line("series", 300)
        checks.check_line("series_number", 50)
        for name in ("description", "contents", "notes"):
            checks.check_text(name, 20_000)
        checks.parse("isbn", parse_isbn)
        checks.parse("published", parse_date)
        checks.parse("language", parse_language)
        checks.parse("original_language", parse_language)
        checks.parse("cover_url", _check_url)
        checks.parse("dewey", _check_dewey)
        checks.check_json("extra", most_bytes=MOST_EXTRA, most_values=2000, deepest=20)
        self._check_contributors(checks)
        self._check_identifiers(checks)
        self._check_series(checks)
        if self.page_count is None and isinstance(self.extent, str):
            n_pages = find_page_count(self.extent[:LONGEST_EXTENT])
            checks.put("page_count", n_pages if n_pages and n_pages <= MOST_PAGES else None)
        elif self.page_count is not None and not 1 <= self.page_count <= MOST_PAGES:
            checks.note("page_count", f"a book has between 1 and {MOST_PAGES} pages")
        checks.raise_faults()

    def _check_contributors(self, checks: Checks) -> None:
        if len(self.contributors) > MOST_NAMES:
            checks.note("contributors", f"more than {MOST_NAMES}")
            return
        by_name: dict[tuple[str, Role], Contributor] = {}
        for place, contributor in enumerate(self.contributors):
            if contributor.role is Role.AUTHOR:
                checks.note(f"contributors.{place}.role", "an author is named in authors")
            elif name := checks.read_line(f"contributors.{place}.name", contributor.name, 300):
                by_name.setdefault((heading_key(name), contributor.role), Contributor(name, contributor.role))
        checks.put("contributors", tuple(by_name.values()))

    def _check_identifiers(self, checks: Checks) -> None:
        if len(self.identifiers) > MOST_IDENTIFIERS:
            checks.note("identifiers", f"more than {MOST_IDENTIFIERS}")
            return
        by_value: dict[tuple[str, str], Identifier] = {}
        for place, one in enumerate(self.identifiers):
            field = f"identifiers.{place}"
            value = checks.read_line(f"{field}.value", one.value, 200)
            qualifier = one.qualifier and checks.read_line(f"{field}.qualifier", one.qualifier, 100)
            if not SCHEME.fullmatch(one.scheme):
                checks.note(f"{field}.scheme", "lower-case letters, digits, - and _, at most 32: isbn, issn, ean, ark")
            elif value:
                try:
                    value = parse_identifier(one.scheme, value)
                except ValueError as error:
                    checks.note(f"{field}.value", str(error))
                by_value.setdefault((one.scheme, value), Identifier(one.scheme, value, qualifier or None))
        checks.put("identifiers", tuple(by_value.values()))

    def _check_series(self, checks: Checks) -> None:
        """Put the series in order: the first work before all others, each once."""
        if len(self.further_series) > MOST_SERIES:
            checks.note("further_series", f"more than {MOST_SERIES}")
            return
        statements = []
        for place, one in enumerate(self.further_series):
            name = checks.read_line(f"further_series.{place}.name", one.name, 300)
            number = one.number and checks.read_line(f"further_series.{place}.number", one.number, 50)
            statements += [SeriesStatement(name, number or None, one.kind)] if name else []
        if self.series is not None:
            kind = self.series_kind or guess_kind(self.series)
            statements.insert(0, SeriesStatement(self.series, self.series_number, kind))
        in_order = put_in_order(statements)
        first = in_order[0] if in_order else None
        checks.put("series_kind", first and first.kind)
        if first is not None:
            checks.put("series", first.name)
            checks.put("series_number", first.number)
        checks.put("further_series", tuple(in_order[1:]))

    @property
    def all_series(self) -> list[SeriesStatement]:
        """Every series of the book, `series` first."""
        if self.series is None:
            return []
        kind = self.series_kind or guess_kind(self.series)
        return [SeriesStatement(self.series, self.series_number, kind), *self.further_series]

    @property
    def publication_year(self) -> int | None:
        """The year of `published`; negative before our era."""
        return get_year(self.published) if self.published else None

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON keeps it, the names being those of the wire; `record_from_json` reads it."""
        values: dict[str, Any] = dict(zip(RECORD_NAMES, _get_values(self), strict=True))
        values["authors"] = list(self.authors)
        values["subjects"] = list(self.subjects)
        values["contributors"] = [{"name": c.name, "role": c.role.value} for c in self.contributors]
        values["identifiers"] = [dump_identifier(one) for one in self.identifiers]
        values["series_kind"] = self.series_kind and self.series_kind.value
        values["further_series"] = [
            {"name": one.name, "number": one.number, "kind": one.kind.value} for one in self.further_series
        ]
        return values


RECORD_NAMES = tuple(field.name for field in fields(BookRecord))
_get_values = attrgetter(*RECORD_NAMES)


def make_stored_record(**values: Any) -> BookRecord:
    """Return the record of a stored book unchecked: a rule made since must not keep it from being lent or deleted."""
    record = object.__new__(BookRecord)
    for name, value in values.items():
        object.__setattr__(record, name, value)
    return record


def record_from_json(values: dict[str, Any]) -> BookRecord:
    """Make the record that `BookRecord.as_json` wrote.

    :raises InvalidRecord: when the values break the rules.
    """
    return BookRecord(
        **{
            **values,
            "authors": tuple(values.get("authors", ())),
            "subjects": tuple(values.get("subjects", ())),
            "contributors": tuple(Contributor(c["name"], Role(c["role"])) for c in values.get("contributors", ())),
            "identifiers": tuple(Identifier(**one) for one in values.get("identifiers", ())),
            "series_kind": SeriesKind(values["series_kind"]) if values.get("series_kind") else None,
            "further_series": tuple(
                SeriesStatement(one["name"], one.get("number"), SeriesKind(one["kind"]))
                for one in values.get("further_series", ())
            ),
            "material": Material(values["material"]) if values.get("material") else None,
            "audience": Audience(values["audience"]) if values.get("audience") else None,
        }
    )


def dump_identifier(identifier: Identifier) -> dict[str, Any]:
    """Return an identifier as JSON keeps it."""
    return {"scheme": identifier.scheme, "value": identifier.value, "qualifier": identifier.qualifier}


def _check_url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = None
    if not (parts and parts.scheme in {"http", "https"} and parts.hostname and re.fullmatch(r"[!-~]{1,2000}", text)):
        raise ValueError("an absolute http or https address, at most 2000 ASCII characters")
    return text


def _check_dewey(text: str) -> str:
    if not DEWEY.fullmatch(text):
        raise ValueError("a Dewey class is three digits, and decimals after a point: 843, 940.53")
    return text
