"""An error on the wire (RFC 9457)."""

import marshmallow as ma

from catalogue.common.problems import DUPLICATE_ISBN


class FieldErrorSchema(ma.Schema):
    """What is wrong with one member or parameter."""

    field = ma.fields.String(required=True, metadata={"description": "A dotted path: contributors.0.role"})
    message = ma.fields.String(required=True)


class ProblemSchema(ma.Schema):
    """A problem document, the shape of every error under `/api`."""

    type = ma.fields.String(
        required=True,
        metadata={
            "format": "uri-reference",
            "description": "The type of the problem: the path of a page here that explains it",
            "examples": [DUPLICATE_ISBN.uri],
        },
    )
    title = ma.fields.String(
        required=True, metadata={"description": "The problem type in words, the same for every occurrence"}
    )
    status = ma.fields.Integer(required=True)
    detail = ma.fields.String(required=True, metadata={"description": "What went wrong this time"})
    instance = ma.fields.String(required=True, metadata={"description": "The path of the request"})
    errors = ma.fields.List(ma.fields.Nested(FieldErrorSchema))
    book_id = ma.fields.Integer(metadata={"description": "The book that already holds the ISBN"})
    current_revision = ma.fields.Integer(metadata={"description": "The current revision of the record"})
