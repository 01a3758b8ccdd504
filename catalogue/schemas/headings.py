"""Authors and subjects on the wire."""

from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.views import AuthorView, SubjectView
from catalogue.schemas.fields import Integer, described, line
from catalogue.schemas.stored import LinksSchema, PatchSchema, ReplacementSchema, StoredSchema, read_only

_YEAR = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}


class AuthorSchema(ma.Schema):
    """What a client writes of an author: `load` returns an `AuthorRecord`."""

    class Meta:
        unknown = ma.RAISE

    name = line(300, required=True, text="The heading, in direct order", example="Albert Camus")
    birth_year = described(Integer, dict(_YEAR), example=1913)
    death_year = described(Integer, dict(_YEAR), example=1960)
    variants = ma.fields.List(
        line(300, required=True),
        allow_none=True,
        load_default=(),
        metadata={"description": "Other forms of the name", "maxItems": 100},
    )

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> AuthorRecord:
        """Return the valid record."""
        return AuthorRecord(**{**fields, "variants": tuple(fields["variants"] or ())})


class SubjectSchema(ma.Schema):
    """What a client writes of a subject: `load` returns a `SubjectRecord`."""

    class Meta:
        unknown = ma.RAISE

    name = line(300, required=True, text="The heading", example="Roman policier")

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> SubjectRecord:
        """Return the valid record."""
        return SubjectRecord(**fields)


class _StoredHeadingSchema(StoredSchema):
    """What both headings have once they are stored."""

    books = read_only(Integer, "How many books have it", metadata={"minimum": 0})
    links = read_only(partial(ma.fields.Nested, LinksSchema))


class StoredAuthorSchema(_StoredHeadingSchema, AuthorSchema):
    """An author as it is answered; `dump_author` makes the answers."""


class StoredSubjectSchema(_StoredHeadingSchema, SubjectSchema):
    """A subject as it is answered; `dump_subject` makes the answers."""


class AuthorReplacementSchema(ReplacementSchema, StoredAuthorSchema):
    """An author as `PUT` takes it; what the catalogue sets may be sent along, and must say what is so."""


class SubjectReplacementSchema(ReplacementSchema, StoredSubjectSchema):
    """A subject as `PUT` takes it; what the catalogue sets may be sent along, and must say what is so."""


class AuthorPatchSchema(PatchSchema, StoredAuthorSchema):
    """A merge patch of an author: the members to change; null takes a member away."""


class SubjectPatchSchema(PatchSchema, StoredSubjectSchema):
    """A merge patch of a subject: the members to change; null takes a member away."""


def dump_author(author: AuthorView) -> dict[str, Any]:
    """Return an author as it goes over the wire."""
    dates = {"birth_year": author.birth_year, "death_year": author.death_year, "variants": author.variants}
    return {"id": author.id, "name": author.name, **dates, **_stored("authors", author)}


def dump_subject(subject: SubjectView) -> dict[str, Any]:
    """Return a subject as it goes over the wire."""
    return {"id": subject.id, "name": subject.name, **_stored("subjects", subject)}


def _stored(plural: str, view: AuthorView | SubjectView) -> dict[str, Any]:
    return {
        "books": view.n_books,
        "revision": view.revision,
        "created_at": view.created_at,
        "updated_at": view.updated_at,
        "links": {"self": f"/api/{plural}/{view.id}", "page": f"/{plural}/{view.id}"},
    }
