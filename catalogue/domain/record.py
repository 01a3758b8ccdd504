"""The bibliographic record of one edition, before it is stored and while it travels."""

import re
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from catalogue.domain.checks import Checks
from catalogue.domain.dates import parse_date, year_of
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.languages import parse_language
from catalogue.domain.roles import Role
from catalogue.domain.text import heading_key

DEWEY = re.compile(r"\d{3}(?:\.\d{1,16})?", re.ASCII)
MOST_NAMES = 200
MOST_PAGES = 100_000
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
    What the columns cannot hold is kept in `extra`, a JSON object.
    """

    title: str
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    isbn: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    page_count: int | None = None
    description: str | None = None
    cover_url: str | None = None
    series: str | None = None
    series_number: str | None = None
    dewey: str | None = None
    subjects: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.line("title", 1000, required=True)
        checks.line("subtitle", 1000)
        checks.lines("authors", 300, MOST_NAMES, heading_key)
        checks.lines("subjects", 300, MOST_NAMES, heading_key)
        checks.line("publisher", 300)
        checks.line("series", 300)
        checks.line("series_number", 50)
        checks.text("description", 20_000)
        checks.parsed("isbn", parse_isbn)
        checks.parsed("published", parse_date)
        checks.parsed("language", parse_language)
        checks.parsed("cover_url", _checked_url)
        checks.parsed("dewey", _checked_dewey)
        checks.json("extra", most_bytes=MOST_EXTRA, most_values=2000, deepest=20)
        self._check_contributors(checks)
        if self.page_count is not None and not 1 <= self.page_count <= MOST_PAGES:
            checks.note("page_count", f"a book has between 1 and {MOST_PAGES} pages")
        checks.done()

    def _check_contributors(self, checks: Checks) -> None:
        if len(self.contributors) > MOST_NAMES:
            checks.note("contributors", f"more than {MOST_NAMES}")
            return
        found: dict[tuple[str, Role], Contributor] = {}
        for place, contributor in enumerate(self.contributors):
            if contributor.role is Role.AUTHOR:
                checks.note(f"contributors.{place}.role", "an author is named in authors")
            elif name := checks.checked_line(f"contributors.{place}.name", contributor.name, 300):
                found.setdefault((heading_key(name), contributor.role), Contributor(name, contributor.role))
        checks.put("contributors", tuple(found.values()))

    @property
    def publication_year(self) -> int | None:
        """The year of `published`; negative before our era."""
        return year_of(self.published) if self.published else None

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON keeps it, the names being those of the wire; `record_from_json` reads it."""
        values: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        values["authors"] = list(self.authors)
        values["subjects"] = list(self.subjects)
        values["contributors"] = [{"name": c.name, "role": c.role.value} for c in self.contributors]
        return values


def stored_record(**values: Any) -> BookRecord:
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
        }
    )


def _checked_url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = None
    if not (parts and parts.scheme in {"http", "https"} and parts.hostname and re.fullmatch(r"[!-~]{1,2000}", text)):
        raise ValueError("an absolute http or https address, at most 2000 ASCII characters")
    return text


def _checked_dewey(text: str) -> str:
    if not DEWEY.fullmatch(text):
        raise ValueError("a Dewey class is three digits, and decimals after a point: 843, 940.53")
    return text
