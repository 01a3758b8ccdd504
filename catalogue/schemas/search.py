"""The results of a search on the wire: hits, facet counts, and how the query was understood."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import marshmallow as ma

from catalogue.domain.query.filters import Facet
from catalogue.domain.query.parser import TextQuery
from catalogue.domain.views import BookView
from catalogue.schemas.books import StoredBookSchema, dump_book
from catalogue.schemas.fields import Integer

SNIPPET_LENGTH = 240
"""Characters of a description shown around the first matching word."""

SplitMarks = Callable[[str], Sequence[tuple[str, bool]]]
"""Splits a text into pieces, each with whether it is highlighted."""


class FacetValueSchema(ma.Schema):
    """A facet value and how many hits have it."""

    value = ma.fields.Raw(required=True, metadata={"type": ["string", "integer", "boolean"]})
    count = Integer(required=True, metadata={"minimum": 0})
    chosen = ma.fields.Boolean(required=True, metadata={"description": "Whether the search is narrowed down to it"})
    names = ma.fields.Dict(
        keys=ma.fields.String(validate=ma.validate.OneOf(["fr", "en"])),
        values=ma.fields.String(),
        metadata={"description": "Of a language: what it is called in French and English"},
    )


class FoundWordSchema(ma.Schema):
    """Where a word of the query occurs in a book."""

    word = ma.fields.String(required=True)
    places = ma.fields.List(ma.fields.String(), required=True)
    by_stem = ma.fields.Boolean(required=True, metadata={"description": "Whether another form of the word does"})


class WhySchema(ma.Schema):
    """Why a book has its rank: the first ranking rule it meets, and where the words occur."""

    rule = ma.fields.String(required=True, allow_none=True)
    words = ma.fields.List(ma.fields.Nested(FoundWordSchema), required=True)


class FoundBookSchema(StoredBookSchema):
    """A hit: a book with its highlights."""

    highlights = ma.fields.Dict(
        keys=ma.fields.String(),
        required=True,
        metadata={"description": "By member, its text as HTML with the words found in <mark>; lists stay lists"},
    )
    why = ma.fields.Nested(WhySchema, metadata={"description": "With explain=1"})


class SuggestionSchema(ma.Schema):
    """Another question that finds books: spelt or put otherwise, or with fewer words."""

    text = ma.fields.String(required=True)
    total = Integer(required=True, metadata={"minimum": 1, "description": "How many books it finds"})
    shown = ma.fields.Boolean(
        required=True, metadata={"description": "Whether `results` are its books, because the words typed find none"}
    )
    missing_volume = Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The number of the volume asked for, if the library has only others of its series"},
    )
    left_out = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "Words typed that it lacks, no book having all"},
    )


class YearsSchema(ma.Schema):
    """A range of years, both ends included; null where it is open."""

    year_from = Integer(required=True, allow_none=True)
    year_to = Integer(required=True, allow_none=True)


class UnderstoodSchema(ma.Schema):
    """How the query was understood; `keep=isbn`, `keep=article`, `keep=spelling` switch one interpretation off."""

    text = ma.fields.String(required=True, metadata={"description": "The question that `results` answer"})
    isbn = ma.fields.List(ma.fields.String(), required=True, metadata={"description": "Taken for ISBNs"})
    articles = ma.fields.List(ma.fields.String(), required=True, metadata={"description": "Need not be in a book"})
    unknown_ = ma.fields.List(
        ma.fields.String(), required=True, data_key="unknown", metadata={"description": "Words that no book has"}
    )
    beginning = ma.fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The last word, if taken for the beginning of one"},
    )
    year_from = Integer(required=True, allow_none=True)
    year_to = Integer(required=True, allow_none=True)
    years_out = ma.fields.List(
        ma.fields.Nested(YearsSchema), required=True, metadata={"description": "Years that books must not be of"}
    )


class BuildingSchema(ma.Schema):
    """The progress of building an index."""

    done = Integer(required=True, metadata={"minimum": 0})
    total = Integer(required=True, metadata={"minimum": 0})


class IndexSchema(ma.Schema):
    """The state of the index: `behind` is 0 when every saved change can be found."""

    behind = Integer(required=True, metadata={"minimum": 0, "description": "Changes that are not searched yet"})
    building = ma.fields.Nested(BuildingSchema, required=True, allow_none=True)


class SearchSchema(ma.Schema):
    """The results of a search."""

    total = Integer(required=True, metadata={"minimum": 0})
    results = ma.fields.List(ma.fields.Nested(FoundBookSchema), required=True)
    facets = ma.fields.Dict(
        keys=ma.fields.String(validate=ma.validate.OneOf([facet.value for facet in Facet])),
        values=ma.fields.List(ma.fields.Nested(FacetValueSchema)),
        required=True,
    )
    suggestion = ma.fields.Nested(SuggestionSchema, required=True, allow_none=True)
    understood = ma.fields.Nested(UnderstoodSchema, required=True)
    index = ma.fields.Nested(IndexSchema, required=True)


class CompletionSchema(ma.Schema):
    """A heading and how many books are under it."""

    name = ma.fields.String(required=True)
    books = Integer(required=True, metadata={"minimum": 1})


class TitleSchema(ma.Schema):
    """A book completed by its title."""

    id = Integer(required=True, metadata={"minimum": 1})
    title = ma.fields.String(required=True)
    authors = ma.fields.List(ma.fields.String(), required=True)


class SuggestionsSchema(ma.Schema):
    """Completions of what is being typed."""

    titles = ma.fields.List(ma.fields.Nested(TitleSchema), required=True)
    authors = ma.fields.List(ma.fields.Nested(CompletionSchema), required=True)
    subjects = ma.fields.List(ma.fields.Nested(CompletionSchema), required=True)
    series = ma.fields.List(ma.fields.Nested(CompletionSchema), required=True)


def dump_hit(book: BookView, split_marks: SplitMarks) -> dict[str, Any]:
    """Return a hit in its wire form, with the matching words highlighted."""
    document = dump_book(book)
    highlights = {
        name: html
        for name in ("title", "subtitle", "authors", "subjects", "series", "publisher", "description")
        if (value := document[name]) and (html := _highlight(value, split_marks)) is not None
    }
    return document | {"highlights": highlights}


def _highlight(value: str | list[str], split_marks: SplitMarks) -> str | list[str] | None:
    """Return a text, or a list of texts, as HTML with marks; None when nothing matches."""
    if isinstance(value, list):
        parts = [_highlight(text, split_marks) for text in value]
        return [str(part or escape(text)) for part, text in zip(parts, value, strict=True)] if any(parts) else None
    pieces = split_marks(value)
    if len(pieces) == 1 and not pieces[0][1]:
        return None
    return "".join(
        f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in cut_snippet(pieces)
    )


def cut_snippet(pieces: Sequence[tuple[str, bool]]) -> Sequence[tuple[str, bool]]:
    """Return the pieces around the first mark, cut to SNIPPET_LENGTH characters."""
    if sum(len(text) for text, _ in pieces) <= SNIPPET_LENGTH:
        return pieces
    first = next(place for place, (_, is_marked) in enumerate(pieces) if is_marked)
    before = "".join(text for text, _ in pieces[:first])
    lead = before if len(before) <= SNIPPET_LENGTH // 3 else "… " + before[-SNIPPET_LENGTH // 3 :].partition(" ")[2]
    snippet: list[tuple[str, bool]] = [(lead, False)] if lead else []
    room = SNIPPET_LENGTH - len(lead)
    for text, is_marked in pieces[first:]:
        if len(text) > room:
            return [*snippet, (text[:room].rpartition(" ")[0] + " …", False)]
        snippet.append((text, is_marked))
        room -= len(text)
    return snippet


def dump_query(query: TextQuery, unknown: Sequence[str]) -> dict[str, Any]:
    """Return how the query was understood, in its wire form."""
    return {
        "text": query.text,
        "isbn": list(query.isbns),
        "articles": list(query.ignored),
        "unknown": list(unknown),
        "beginning": query.beginning.typed if query.beginning else None,
        "year_from": query.year_from,
        "year_to": query.year_to,
        "years_out": [{"year_from": first, "year_to": last} for first, last in query.years_out],
    }
