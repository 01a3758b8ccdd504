"""Records as they are read back: everything that a page or the wire needs of one thing, in one frozen value.

Books are named tuples, because a page reads twenty of them and making a frozen dataclass takes three times as long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from catalogue.domain.identifiers import Identifier
from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.materials import Audience, Material
from catalogue.domain.record import RECORD_NAMES, BookRecord, Contributor, dump_identifier, make_stored_record
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind, SeriesStatement

T = TypeVar("T")


class Credit(NamedTuple):
    """The part of one author in a book; the name is the author's heading."""

    author_id: int
    name: str
    role: Role
    birth_year: int | None
    death_year: int | None


class SubjectRef(NamedTuple):
    """A subject heading with its number."""

    id: int
    name: str


class SeriesRef(NamedTuple):
    """A series that a book is in, with the number of its heading and what it is to the book."""

    id: int
    name: str
    number: str | None
    kind: SeriesKind


class BookView(NamedTuple):
    """A stored book with its credits in order, its subjects and series, and the count of its items.

    `volume_number` is the number of a volume that is in no series.
    """

    id: int
    title: str
    subtitle: str | None
    isbn: str | None
    identifiers: tuple[Identifier, ...]
    edition: str | None
    publisher: str | None
    place: str | None
    published: str | None
    publication_year: int | None
    language: str | None
    original_title: str | None
    original_language: str | None
    extent: str | None
    page_count: int | None
    material: Material | None
    audience: Audience | None
    description: str | None
    contents: str | None
    notes: str | None
    cover_url: str | None
    volume_number: str | None
    dewey: str | None
    extra: dict[str, Any]
    revision: int
    created_at: datetime
    updated_at: datetime
    credits: tuple[Credit, ...]
    subjects: tuple[SubjectRef, ...]
    all_series: tuple[SeriesRef, ...]
    n_items: int
    n_available: int

    @property
    def authors(self) -> list[Credit]:
        """Those who wrote it, in the order of the title page."""
        return [credit for credit in self.credits if credit.role is Role.AUTHOR]

    @property
    def contributors(self) -> list[Credit]:
        """Those with another part in it."""
        return [credit for credit in self.credits if credit.role is not Role.AUTHOR]

    @property
    def series(self) -> str | None:
        """The work that it is a volume of, else its first collection."""
        return self.all_series[0].name if self.all_series else None

    @property
    def series_number(self) -> str | None:
        """Its number in `series`, or that of a volume in no series."""
        return self.all_series[0].number if self.all_series else self.volume_number

    def as_record(self) -> BookRecord:
        """Return the record that, stored anew, gives this book."""
        return make_stored_record(
            title=self.title,
            subtitle=self.subtitle,
            authors=tuple(credit.name for credit in self.authors),
            contributors=tuple(Contributor(credit.name, credit.role) for credit in self.contributors),
            isbn=self.isbn,
            identifiers=self.identifiers,
            edition=self.edition,
            publisher=self.publisher,
            place=self.place,
            published=self.published,
            language=self.language,
            original_title=self.original_title,
            original_language=self.original_language,
            extent=self.extent,
            page_count=self.page_count,
            material=self.material,
            audience=self.audience,
            description=self.description,
            contents=self.contents,
            notes=self.notes,
            cover_url=self.cover_url,
            series=self.series,
            series_number=self.series_number,
            series_kind=self.all_series[0].kind if self.all_series else None,
            further_series=tuple(SeriesStatement(one.name, one.number, one.kind) for one in self.all_series[1:]),
            dewey=self.dewey,
            subjects=tuple(subject.name for subject in self.subjects),
            extra=self.extra,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the same as `as_record().as_json()`, in half the time: an export asks a million times."""
        values: dict[str, Any] = dict.fromkeys(RECORD_NAMES)
        values.update(zip(_SAME, _get_same(self), strict=True))
        first, *others = self.all_series or (None,)
        return values | {
            "authors": [credit.name for credit in self.credits if credit.role is Role.AUTHOR],
            "contributors": [
                {"name": credit.name, "role": credit.role.value}
                for credit in self.credits
                if credit.role is not Role.AUTHOR
            ],
            "identifiers": [dump_identifier(one) for one in self.identifiers],
            "series": first and first.name,
            "series_number": first.number if first else self.volume_number,
            "series_kind": first and first.kind.value,
            "further_series": [
                {"name": one.name, "number": one.number, "kind": one.kind.value} for one in others if one
            ],
            "subjects": [subject.name for subject in self.subjects],
        }


_SAME = tuple(name for name in RECORD_NAMES if name in BookView._fields and name not in {"identifiers", "subjects"})
"""The fields of a record that are columns of a view."""
_get_same = attrgetter(*_SAME)


@dataclass(frozen=True, slots=True)
class ItemView:
    """A stored item."""

    id: int
    book_id: int
    barcode: str | None
    inventory_number: str | None
    call_number: str | None
    location: str | None
    volume: str | None
    status: ItemStatus
    due_on: date | None
    acquired_on: date | None
    price: Decimal | None
    owner: str | None
    deposited_on: date | None
    return_by: date | None
    note: str | None
    withdrawn_on: date | None
    withdrawal_reason: WithdrawalReason | None
    withdrawal_destination: WithdrawalDestination | None
    revision: int
    created_at: datetime
    updated_at: datetime

    def as_record(self) -> ItemRecord:
        """Return the record that, stored anew, gives this item."""
        return ItemRecord(**{field.name: getattr(self, field.name) for field in fields(ItemRecord)})

    def as_state(self) -> dict[str, Any]:
        """Return the item as the change log keeps it: its record and its number."""
        return {"id": self.id, **self.as_record().as_json()}

    @property
    def label(self) -> str:
        """What an item is called where there is room for one number: its barcode, else its inventory number."""
        return self.barcode or self.inventory_number or f"#{self.id}"


@dataclass(frozen=True, slots=True)
class IndexedBook:
    """All that goes into the index of a book: the record, its items, the variant names of its people and series.

    Variants are by the id of the heading.
    """

    book: BookView
    items: Sequence[ItemView]
    author_variants: Mapping[int, Sequence[str]] = field(default_factory=dict)
    series_variants: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorView:
    """A stored author; `n_books` counts the books in which the author has any part."""

    id: int
    name: str
    birth_year: int | None
    death_year: int | None
    variants: list[str]
    n_books: int
    revision: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A stored subject heading."""

    id: int
    name: str
    n_books: int
    revision: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A stored series with the other forms of its name."""

    id: int
    name: str
    variants: list[str]
    n_books: int
    revision: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its `hits`, the `total` over all pages, its 1-based `number` and `per_page`.

    `lag` counts the last changes that may be missing from it, where the search index had not followed them yet.
    """

    hits: list[T]
    total: int
    number: int
    per_page: int
    lag: int = 0

    @property
    def n_pages(self) -> int:
        """How many pages there are; at least 1, an empty list has one empty page."""
        return max(1, -(-self.total // self.per_page))
