"""Headings before they are stored: authors, subjects and series under their authorised forms."""

from dataclasses import dataclass

from catalogue.domain.checks import Checks
from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.text import heading_key


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRecord:
    """A person or body: `name` in direct order, years of birth and death (negative before our era), variant names.

    Making an invalid one raises `InvalidRecord` with every fault found.
    """

    name: str
    birth_year: int | None = None
    death_year: int | None = None
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("name", 300, required=True)
        checks.check_lines("variants", 300, 100, heading_key)
        for name in ("birth_year", "death_year"):
            year: int | None = getattr(self, name)
            if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
                checks.note(name, f"the year is between {FIRST_YEAR} and {LAST_YEAR}")
        if self.birth_year is not None and self.death_year is not None and self.death_year < self.birth_year:
            checks.note("death_year", "nobody dies before being born")
        checks.raise_faults()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRecord:
    """A subject heading; making an invalid one raises `InvalidRecord`."""

    name: str

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("name", 300, required=True)
        checks.raise_faults()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRecord:
    """A series: its `name` and variant names; making an invalid one raises `InvalidRecord`."""

    name: str
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("name", 300, required=True)
        checks.check_lines("variants", 300, 100, heading_key)
        checks.raise_faults()


@dataclass(frozen=True, slots=True)
class HeadingQuery:
    """Which headings a list holds and how it is sorted: `sort` is `name` or `books`, with `-` the other way round."""

    name: str | None = None
    sort: str = "name"
