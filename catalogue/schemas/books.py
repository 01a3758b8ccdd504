"""A book on the wire."""

from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.record import MOST_EXTRA, MOST_NAMES, MOST_PAGES, BookRecord, Contributor
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView
from catalogue.schemas.fields import TEXT, Integer, described, formatted, line
from catalogue.schemas.stored import LinksSchema, PatchSchema, ReplacementSchema, StoredSchema, read_only

CONTRIBUTOR_ROLES = [role.value for role in Role if role is not Role.AUTHOR]


class ContributorSchema(ma.Schema):
    """Somebody with a part in a book that is not authorship: a translator, an illustrator…"""

    class Meta:
        unknown = ma.RAISE

    name = line(300, required=True, text="The name in direct order", example="Quentin Blake")
    role = ma.fields.String(required=True, validate=ma.validate.OneOf(CONTRIBUTOR_ROLES))

    @ma.post_load
    def to_contributor(self, fields: dict[str, Any], **_: Any) -> Contributor:
        """Return the value that a record holds."""
        return Contributor(fields["name"], Role(fields["role"]))


class BookSchema(ma.Schema):
    """What a client writes of a book: `load` returns a `BookRecord`.

    Unknown members are errors; only `title` is needed.

    :raises InvalidRecord: from `load`, when the shape is right and the meaning is not (a wrong check digit).
    """

    class Meta:
        unknown = ma.RAISE

    title = line(1000, required=True, text="The title as it stands on the title page", example="L'Étranger")
    subtitle = line(1000)
    authors = ma.fields.List(
        line(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Names in direct order", "maxItems": MOST_NAMES, "examples": [["Albert Camus"]]},
    )
    contributors = ma.fields.List(
        ma.fields.Nested(ContributorSchema),
        allow_none=True,
        load_default=(),
        metadata={"description": "Those with another part in the book", "maxItems": MOST_NAMES},
    )
    isbn = formatted("isbn", "ISBN-10 or ISBN-13 in any written form; answered as 13 bare digits", "9782070360024")
    publisher = line(300, example="Gallimard")
    published = formatted("publication-date", "YYYY, YYYY-MM or YYYY-MM-DD; negative before our era", "1942")
    language = formatted("bcp-47", "A BCP 47 tag", "fr")
    page_count = described(Integer, {"minimum": 1, "maximum": MOST_PAGES}, example=185)
    description = described(ma.fields.String, {"maxLength": 20_000, "pattern": TEXT}, "Several lines at will")
    cover_url = formatted("http-url", "The address of a picture of the cover", "https://example.org/cover.jpg")
    series = line(300, example="Folio")
    series_number = line(50, example="2")
    dewey = described(ma.fields.String, {"pattern": r"^[0-9]{3}(\.[0-9]{1,16})?$"}, "The Dewey class", "843")
    subjects = ma.fields.List(
        line(300, required=True),
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
        for name in ("authors", "contributors", "subjects"):
            fields[name] = tuple(fields[name] or ())
        return BookRecord(**{**fields, "extra": fields["extra"] or {}})


class ItemCountsSchema(ma.Schema):
    """How many copies of a book there are, and how many stand on a shelf."""

    total = Integer(required=True, metadata={"minimum": 0})
    available = Integer(required=True, metadata={"minimum": 0})


class StoredBookSchema(StoredSchema, BookSchema):
    """A book as it is answered; `dump_book` makes the answers."""

    publication_year = read_only(Integer, "The year of `published`", allow_none=True)
    items = read_only(partial(ma.fields.Nested, ItemCountsSchema))
    links = read_only(partial(ma.fields.Nested, LinksSchema))


class BookReplacementSchema(ReplacementSchema, StoredBookSchema):
    """A book as `PUT` takes it; what the catalogue sets may be sent along, and must say what is so."""


class BookPatchSchema(PatchSchema, StoredBookSchema):
    """A merge patch of a book: the members to change; null takes a member away."""


class ReadBookSchema(StoredBookSchema):
    """A book as it is read, where `fields` may have left members out."""


def dump_book(book: BookView) -> dict[str, Any]:
    """Return a book as it goes over the wire.

    By hand and not by marshmallow: this is most of the time of `GET /api/books/<id>` (docs/performance.md). The fuzzer
    holds it to `StoredBookSchema`.
    """
    return {
        "id": book.id,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [credit.name for credit in book.credits if credit.role is Role.AUTHOR],
        "contributors": [
            {"name": credit.name, "role": credit.role} for credit in book.credits if credit.role is not Role.AUTHOR
        ],
        "isbn": book.isbn,
        "publisher": book.publisher,
        "published": book.published,
        "publication_year": book.publication_year,
        "language": book.language,
        "page_count": book.page_count,
        "description": book.description,
        "cover_url": book.cover_url,
        "series": book.series,
        "series_number": book.series_number,
        "dewey": book.dewey,
        "subjects": [subject.name for subject in book.subjects],
        "items": {"total": book.n_items, "available": book.n_available},
        "extra": book.extra,
        "revision": book.revision,
        "created_at": book.created_at,
        "updated_at": book.updated_at,
        "links": {"self": f"/api/books/{book.id}", "page": f"/books/{book.id}"},
    }


FIELDS = tuple(StoredBookSchema().fields)
"""The members of a book on the wire, which `fields=` chooses from."""
