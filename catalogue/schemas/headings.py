"""Authors and subjects on the wire."""

from typing import Any

import marshmallow as ma

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.views import AuthorView, SubjectView
from catalogue.schemas.fields import Integer, described, line

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


class _StoredSchema(ma.Schema):
    """What both headings have once they are stored."""

    id = Integer(required=True, metadata={"minimum": 1})
    books = Integer(required=True, metadata={"minimum": 0, "description": "How many books have it"})
    revision = Integer(required=True, metadata={"minimum": 1})
    created_at = ma.fields.DateTime(required=True)
    updated_at = ma.fields.DateTime(required=True)
    links = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


class StoredAuthorSchema(_StoredSchema, AuthorSchema):
    """An author as it is answered; for the document only, `dump_author` makes the answers."""


class StoredSubjectSchema(_StoredSchema, SubjectSchema):
    """A subject as it is answered; for the document only, `dump_subject` makes the answers."""


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
