"""A book on the wire."""

from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.identifiers import Identifier
from catalogue.domain.materials import Audience, Material
from catalogue.domain.record import (
    LONGEST_EXTENT,
    MOST_EXTRA,
    MOST_IDENTIFIERS,
    MOST_NAMES,
    MOST_PAGES,
    BookRecord,
    Contributor,
    dump_identifier,
)
from catalogue.domain.roles import Role
from catalogue.domain.series import MOST_SERIES, SeriesKind, SeriesStatement
from catalogue.domain.views import BookView, Credit
from catalogue.schemas.fields import (
    Integer,
    make_choice_field,
    make_field,
    make_formatted_field,
    make_line_field,
    make_text_field,
)
from catalogue.schemas.stored_records import (
    LinksSchema,
    PatchSchema,
    ReplacementSchema,
    StoredSchema,
    make_read_only_field,
)

CONTRIBUTOR_ROLES = [role.value for role in Role if role is not Role.AUTHOR]


class ContributorSchema(ma.Schema):
    """A contributor other than an author: a translator, an illustrator…"""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, required=True, text="The name in direct order", example="Quentin Blake")
    role = ma.fields.String(required=True, validate=ma.validate.OneOf(CONTRIBUTOR_ROLES))

    @ma.post_load
    def to_contributor(self, fields: dict[str, Any], **_: Any) -> Contributor:
        """Return the contributor as a `BookRecord` holds it."""
        return Contributor(fields["name"], Role(fields["role"]))


class SeriesStatementSchema(ma.Schema):
    """A series that a book is in."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, required=True, text="The heading of the series", example="Folio")
    number = make_line_field(50, text="The number of the book in it", example="2")
    kind = ma.fields.Enum(SeriesKind, by_value=True, required=True)

    @ma.post_load
    def to_series(self, fields: dict[str, Any], **_: Any) -> SeriesStatement:
        """Return the series as a `BookRecord` holds it."""
        return SeriesStatement(**fields)


class SeriesRefSchema(ma.Schema):
    """A series that a stored book is in, with the number of its heading."""

    id = Integer(required=True, metadata={"minimum": 1})
    name = ma.fields.String(required=True)
    number = ma.fields.String(required=True, allow_none=True)
    kind = ma.fields.Enum(SeriesKind, by_value=True, required=True)


class IdentifierSchema(ma.Schema):
    """A number of a book besides its ISBN."""

    class Meta:
        unknown = ma.RAISE

    scheme = ma.fields.String(
        required=True,
        metadata={
            "description": "isbn, issn, ean, ark or any other; of the first three the check digit must hold",
            "pattern": r"^[a-z][a-z0-9_\-]{0,31}$",
            "examples": ["ark"],
        },
    )
    value = make_line_field(200, required=True, example="ark:/12148/cb30046678b")
    qualifier = make_line_field(100, text="What the number is that of", example="broché")

    @ma.post_load
    def to_identifier(self, fields: dict[str, Any], **_: Any) -> Identifier:
        """Return the identifier as a `BookRecord` holds it."""
        return Identifier(**fields)


class BookSchema(ma.Schema):
    """The members of a book that a client may write; `load` returns a `BookRecord`.

    Unknown members are errors; only `title` is needed.

    :raises InvalidRecord: from `load`, when the shape is valid but the meaning is not (a wrong check digit).
    """

    class Meta:
        unknown = ma.RAISE

    title = make_line_field(1000, required=True, text="The title as it stands on the title page", example="L'Étranger")
    subtitle = make_line_field(1000)
    authors = ma.fields.List(
        make_line_field(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Names in direct order", "maxItems": MOST_NAMES, "examples": [["Albert Camus"]]},
    )
    contributors = ma.fields.List(
        ma.fields.Nested(ContributorSchema),
        allow_none=True,
        load_default=(),
        metadata={"description": "Contributors other than authors", "maxItems": MOST_NAMES},
    )
    isbn = make_formatted_field(
        "isbn", "ISBN-10 or ISBN-13 in any written form; returned as 13 bare digits", "9782070360024"
    )
    identifiers = ma.fields.List(
        ma.fields.Nested(IdentifierSchema),
        allow_none=True,
        load_default=(),
        metadata={
            "description": "Numbers besides the ISBN: further ISBNs, ISSN, EAN, ark",
            "maxItems": MOST_IDENTIFIERS,
        },
    )
    edition = make_line_field(200, example="2e édition revue")
    publisher = make_line_field(300, example="Gallimard")
    place = make_line_field(200, text="The place of publication", example="Paris")
    published = make_formatted_field("publication-date", "YYYY, YYYY-MM or YYYY-MM-DD; negative before our era", "1942")
    language = make_formatted_field("bcp-47", "A BCP 47 tag", "fr")
    original_title = make_line_field(1000, text="The title that a translation has in its first language")
    original_language = make_formatted_field("bcp-47", "The language translated from: a BCP 47 tag", "en")
    extent = make_line_field(LONGEST_EXTENT, text="As it is catalogued", example="186 p. : ill. ; 24 cm")
    page_count = make_field(
        Integer,
        {"minimum": 1, "maximum": MOST_PAGES},
        "Where it is not given, it is read from `extent`",
        example=185,
    )
    material = make_choice_field(Material, "The kind of document")
    audience = make_choice_field(Audience, "The readers that it is meant for")
    description = make_text_field("Several lines at will")
    contents = make_text_field("The parts: chapters, stories, tracks; several lines at will")
    notes = make_text_field("Several lines at will")
    cover_url = make_formatted_field(
        "http-url", "The address of a picture of the cover", "https://example.org/cover.jpg"
    )
    series = make_line_field(
        300, text="The work that the book is a volume of, else the publisher’s collection", example="Folio"
    )
    series_number = make_line_field(50, text="Its number in `series`", example="2")
    series_kind = ma.fields.Enum(
        SeriesKind,
        by_value=True,
        allow_none=True,
        load_default=None,
        metadata={"description": "What `series` is; guessed from its name if it is left out"},
    )
    further_series = ma.fields.List(
        ma.fields.Nested(SeriesStatementSchema),
        allow_none=True,
        load_default=(),
        metadata={"description": "The series beside `series`; a work among them comes first", "maxItems": MOST_SERIES},
    )
    dewey = make_field(ma.fields.String, {"pattern": r"^[0-9]{3}(\.[0-9]{1,16})?$"}, "The Dewey class", "843")
    subjects = ma.fields.List(
        make_line_field(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Subject headings", "maxItems": MOST_NAMES, "examples": [["Roman"]]},
    )
    extra = ma.fields.Dict(
        keys=ma.fields.String(),
        allow_none=True,
        load_default=dict,
        metadata={
            "description": f"Whatever else is known, at most {MOST_EXTRA // 1024} kB of JSON: text without control"
            " characters, numbers within 64 bits"
        },
    )

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> BookRecord:
        """Return the valid record."""
        for name in ("authors", "contributors", "identifiers", "further_series", "subjects"):
            fields[name] = tuple(fields[name] or ())
        return BookRecord(**{**fields, "extra": fields["extra"] or {}})


class ItemCountsSchema(ma.Schema):
    """How many items a book has, and how many of them are available."""

    total = Integer(required=True, metadata={"minimum": 0})
    available = Integer(required=True, metadata={"minimum": 0})


class StoredBookSchema(StoredSchema, BookSchema):
    """A book as the API returns it; `dump_book` builds it."""

    publication_year = make_read_only_field(Integer, "The year of `published`", allow_none=True)
    all_series = make_read_only_field(
        partial(ma.fields.List, ma.fields.Nested(SeriesRefSchema)), "Every series of the book, `series` first"
    )
    items = make_read_only_field(partial(ma.fields.Nested, ItemCountsSchema))
    links = make_read_only_field(partial(ma.fields.Nested, LinksSchema))


class BookReplacementSchema(ReplacementSchema, StoredBookSchema):
    """A book as `PUT` takes it; read-only members may be sent, but only with their stored values."""


class BookPatchSchema(PatchSchema, StoredBookSchema):
    """A merge patch of a book: the members to change; null removes a member."""


class ReadBookSchema(StoredBookSchema):
    """A book as `GET` returns it; `fields` may have left members out."""


def dump_book(book: BookView) -> dict[str, Any]:
    """Return a book in its wire form.

    Written by hand rather than with marshmallow, because it takes most of the time of `GET /api/books/<id>`
    (docs/performance.md). The fuzzer checks that it agrees with `StoredBookSchema`.
    """
    return {
        "id": book.id,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [credit.name for credit in book.credits if credit.role is Role.AUTHOR],
        "contributors": [_dump_credit(credit) for credit in book.credits if credit.role is not Role.AUTHOR],
        "isbn": book.isbn,
        "identifiers": [dump_identifier(one) for one in book.identifiers],
        "edition": book.edition,
        "publisher": book.publisher,
        "place": book.place,
        "published": book.published,
        "publication_year": book.publication_year,
        "language": book.language,
        "original_title": book.original_title,
        "original_language": book.original_language,
        "extent": book.extent,
        "page_count": book.page_count,
        "material": book.material,
        "audience": book.audience,
        "description": book.description,
        "contents": book.contents,
        "notes": book.notes,
        "cover_url": book.cover_url,
        **_dump_series(book),
        "dewey": book.dewey,
        "subjects": [subject.name for subject in book.subjects],
        "items": {"total": book.n_items, "available": book.n_available},
        "extra": book.extra,
        "revision": book.revision,
        "created_at": book.created_at,
        "updated_at": book.updated_at,
        "links": {"self": f"/api/books/{book.id}", "page": f"/books/{book.id}"},
    }


def _dump_credit(credit: Credit) -> dict[str, Any]:
    return {"name": credit.name, "role": credit.role}


def _dump_series(book: BookView) -> dict[str, Any]:
    return {
        "series": book.series,
        "series_number": book.series_number,
        "series_kind": book.all_series[0].kind if book.all_series else None,
        "further_series": [{"name": one.name, "number": one.number, "kind": one.kind} for one in book.all_series[1:]],
        "all_series": [one._asdict() for one in book.all_series],
    }


BOOK_MEMBERS = tuple(StoredBookSchema().fields)
"""The members of a book on the wire, from which `fields=` selects."""
