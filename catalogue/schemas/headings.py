"""Authors, subjects and series on the wire."""

from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.headings import AuthorRecord, SeriesRecord, SubjectRecord
from catalogue.domain.views import AuthorView, SeriesView, SubjectView
from catalogue.schemas.fields import Integer, make_field, make_line_field
from catalogue.schemas.stored_records import (
    LinksSchema,
    PatchSchema,
    ReplacementSchema,
    StoredSchema,
    make_read_only_field,
)

_YEAR = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}


class AuthorSchema(ma.Schema):
    """The members of an author that a client may write; `load` returns an `AuthorRecord`."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, required=True, text="The heading, in direct order", example="Albert Camus")
    birth_year = make_field(Integer, dict(_YEAR), example=1913)
    death_year = make_field(Integer, dict(_YEAR), example=1960)
    variants = ma.fields.List(
        make_line_field(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Other forms of the name", "maxItems": 100},
    )

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> AuthorRecord:
        """Return the valid record."""
        return AuthorRecord(**{**fields, "variants": tuple(fields["variants"] or ())})


class SubjectSchema(ma.Schema):
    """The members of a subject that a client may write; `load` returns a `SubjectRecord`."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, required=True, text="The heading", example="Roman policier")

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> SubjectRecord:
        """Return the valid record."""
        return SubjectRecord(**fields)


class SeriesSchema(ma.Schema):
    """The members of a series that a client may write; `load` returns a `SeriesRecord`."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, required=True, text="The heading", example="Les Rougon-Macquart")
    variants = ma.fields.List(
        make_line_field(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Other forms of the name", "maxItems": 100},
    )

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> SeriesRecord:
        """Return the valid record."""
        return SeriesRecord(name=fields["name"], variants=tuple(fields["variants"] or ()))


class _StoredHeadingSchema(StoredSchema):
    """The read-only members that headings share."""

    books = make_read_only_field(Integer, "How many books have it", metadata={"minimum": 0})
    links = make_read_only_field(partial(ma.fields.Nested, LinksSchema))


class StoredAuthorSchema(_StoredHeadingSchema, AuthorSchema):
    """An author as the API returns it; `dump_author` builds it."""


class StoredSubjectSchema(_StoredHeadingSchema, SubjectSchema):
    """A subject as the API returns it; `dump_subject` builds it."""


class StoredSeriesSchema(_StoredHeadingSchema, SeriesSchema):
    """A series as the API returns it; `dump_series` builds it."""


class AuthorReplacementSchema(ReplacementSchema, StoredAuthorSchema):
    """An author as `PUT` takes it; read-only members may be sent, but only with their stored values."""


class SubjectReplacementSchema(ReplacementSchema, StoredSubjectSchema):
    """A subject as `PUT` takes it; read-only members may be sent, but only with their stored values."""


class SeriesReplacementSchema(ReplacementSchema, StoredSeriesSchema):
    """A series as `PUT` takes it; read-only members may be sent, but only with their stored values."""


class AuthorPatchSchema(PatchSchema, StoredAuthorSchema):
    """A merge patch of an author: the members to change; null removes a member."""


class SubjectPatchSchema(PatchSchema, StoredSubjectSchema):
    """A merge patch of a subject: the members to change; null removes a member."""


class SeriesPatchSchema(PatchSchema, StoredSeriesSchema):
    """A merge patch of a series: the members to change; null removes a member."""


def dump_author(author: AuthorView) -> dict[str, Any]:
    """Return an author in its wire form."""
    dates = {"birth_year": author.birth_year, "death_year": author.death_year, "variants": author.variants}
    return {"id": author.id, "name": author.name, **dates, **_dump_common_members("authors", author)}


def dump_subject(subject: SubjectView) -> dict[str, Any]:
    """Return a subject in its wire form."""
    return {"id": subject.id, "name": subject.name, **_dump_common_members("subjects", subject)}


def dump_series(series: SeriesView) -> dict[str, Any]:
    """Return a series in its wire form."""
    common = _dump_common_members("series", series)
    return {"id": series.id, "name": series.name, "variants": series.variants, **common}


def _dump_common_members(plural: str, view: AuthorView | SubjectView | SeriesView) -> dict[str, Any]:
    return {
        "books": view.n_books,
        "revision": view.revision,
        "created_at": view.created_at,
        "updated_at": view.updated_at,
        "links": {"self": f"/api/{plural}/{view.id}", "page": f"/{plural}/{view.id}"},
    }
