"""The parameters of lists, as marshmallow checks them: unknown ones are errors."""

import re
from typing import Any

import marshmallow as ma
from webargs.fields import DelimitedList

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.items import ItemStatus
from catalogue.domain.languages import parse_language
from catalogue.domain.query.filters import Facet, Part
from catalogue.domain.query.parser import Keep
from catalogue.schemas.books import FIELDS
from catalogue.schemas.fields import BIGGEST, LINE

MOST_PER_PAGE = 100
LAST_PAGE = 10**9
MOST_VALUES = 50
"""Values of one filter that a search takes."""

BOOK_SORTS = ("title", "-title", "author", "-author", "year", "-year", "created", "-created", "relevance")


class _Number(ma.fields.Integer):
    """A whole number in decimal digits, as a query string has it."""

    def _validated(self, value: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,19}", str(value)):
            raise self.make_error("invalid", input=value)
        return int(value)


def _number(first: int, last: int, text: str, **options: Any) -> _Number:
    return _Number(validate=ma.validate.Range(first, last), metadata={"description": text}, **options)


def _words(text: str, limit: int = 1000) -> ma.fields.String:
    return ma.fields.String(
        validate=[ma.validate.Length(max=limit), ma.validate.Regexp(LINE, error="Blank, or with control characters.")],
        metadata={"description": text},
    )


class Parameters(ma.Schema):
    """Parameters of a query string: unknown ones are errors."""

    class Meta:
        unknown = ma.RAISE


class PageQuery(Parameters):
    """Which page of a list."""

    page = _number(1, LAST_PAGE, "The page, from 1", load_default=1)
    per_page = _number(1, MOST_PER_PAGE, "How many on a page", load_default=20)


class FieldsQuery(Parameters):
    """Which members of a book to answer."""

    fields_ = DelimitedList(
        ma.fields.String(validate=ma.validate.OneOf(FIELDS)),
        data_key="fields",
        validate=ma.validate.Length(min=1),
        metadata={"description": "The members to answer, separated by commas"},
    )


class BooksOfTitleQuery(PageQuery, FieldsQuery):
    """Which page of the books with a title, and which members of each."""


class BookListQuery(PageQuery, FieldsQuery):
    """Filters, order and members of a list of books."""

    q = _words("Words anywhere in the record, as in the search box: `hugo -poésie annee:1990..`")
    title = _words("Words of the title")
    author = _words("Words of the name of somebody with a part in the book")
    subject = _words("Words of a subject heading")
    isbn = ma.fields.String(metadata={"format": "isbn", "description": "ISBN-10 or ISBN-13 in any written form"})
    publisher = _words("The publisher's name, exact but for case and accents")
    language = ma.fields.String(metadata={"format": "bcp-47", "description": "A BCP 47 tag"})
    year_from = _number(FIRST_YEAR, LAST_YEAR, "Published in this year or later")
    year_to = _number(FIRST_YEAR, LAST_YEAR, "Published in this year or before")
    available = ma.fields.Boolean(
        truthy={"true"}, falsy={"false"}, metadata={"description": "Whether a copy is on a shelf"}
    )
    sort = ma.fields.String(
        validate=ma.validate.OneOf(BOOK_SORTS),
        metadata={"description": "relevance (needs q) or title by default; books without the value come last"},
    )

    @ma.post_load
    def understand(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Bring the ISBN and the language into the form that is stored, and choose the order."""
        for name, parse in (("isbn", parse_isbn), ("language", parse_language)):
            if name in values:
                try:
                    values[name] = parse(values[name])
                except ValueError as error:
                    raise ma.ValidationError(str(error), name) from None
        values.setdefault("sort", "relevance" if "q" in values else "title")
        if values["sort"] == "relevance" and "q" not in values:
            raise ma.ValidationError("relevance is the order of a search: it needs q", "sort")
        return values


def _several(inner: ma.fields.Field[Any], text: str) -> ma.fields.List[Any]:
    return ma.fields.List(inner, validate=ma.validate.Length(max=MOST_VALUES), metadata={"description": text})


class SearchQuery(PageQuery):
    """A search: a question, filters whose values are repeated (`language=fr&language=en`), an order, what to tell."""

    q = ma.fields.String(
        validate=ma.validate.Length(max=1000),
        metadata={"description": 'What a reader types: words, "phrases", -words, titre: auteur: sujet: isbn: annee:'},
    )
    author = _several(_words("", 300), "An author's heading, or words of one")
    subject = _several(_words("", 300), "A subject heading, or words of one")
    language = _several(ma.fields.String(metadata={"format": "bcp-47"}), "A BCP 47 tag")
    decade = _several(_number(FIRST_YEAR, LAST_YEAR, "A year of a decade"), "Published in this decade")
    publisher = _several(_words("", 300), "The publisher's name")
    available = _several(ma.fields.Boolean(truthy={"true"}, falsy={"false"}), "Whether a copy is on a shelf")
    year_from = _number(FIRST_YEAR, LAST_YEAR, "Published in this year or later")
    year_to = _number(FIRST_YEAR, LAST_YEAR, "Published in this year or before")
    dewey = _several(
        ma.fields.String(validate=ma.validate.Regexp(r"^[0-9]{1,3}(\.[0-9]{0,16})?\Z")),
        "A Dewey class, or its beginning",
    )
    location = _several(_words("", 100), "A branch that has a copy")
    status = _several(ma.fields.Enum(ItemStatus, by_value=True), "What a copy is")
    has = _several(ma.fields.Enum(Part, by_value=True), "What the record has")
    missing = _several(ma.fields.Enum(Part, by_value=True), "What the record lacks")
    added = _several(
        ma.fields.String(validate=ma.validate.Regexp(r"^[0-9]{4}(-(0[1-9]|1[0-2]))?\Z")), "Added in this month or year"
    )
    sort = ma.fields.String(
        validate=ma.validate.OneOf(BOOK_SORTS),
        load_default="relevance",
        metadata={"description": "books without the value come last"},
    )
    keep = _several(ma.fields.Enum(Keep, by_value=True), "What to take as it is typed")
    facet = ma.fields.Enum(Facet, by_value=True, metadata={"description": "The facet of which all values are told"})
    explain = ma.fields.Boolean(
        truthy={"1", "true"},
        falsy={"0", "false"},
        load_default=False,
        metadata={"description": "Tell why each book is where it is"},
    )

    @ma.post_load
    def understand(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Bring languages and decades into the form that is stored."""
        values["decade"] = [year // 10 * 10 for year in values.get("decade", ())]
        try:
            values["language"] = [parse_language(tag) for tag in values.get("language", ())]
        except ValueError as error:
            raise ma.ValidationError(str(error), "language") from None
        return values


class SuggestQuery(Parameters):
    """What is being typed."""

    q = ma.fields.String(
        required=True, validate=ma.validate.Length(max=300), metadata={"description": "What has been typed so far"}
    )
    limit = _number(1, 20, "Completions of each kind", load_default=5)


class HeadingListQuery(PageQuery):
    """Which authors or subjects, in which order."""

    name = _words("Words of the heading, each the beginning of one")
    sort = ma.fields.String(
        validate=ma.validate.OneOf(["name", "-name", "books", "-books"]),
        load_default="name",
        metadata={"description": "By heading, or by the number of books"},
    )


class ItemListQuery(PageQuery):
    """Which items."""

    book_id = _number(1, BIGGEST, "Copies of this book")
    barcode = _words("The barcode, exact", 32)
    location = _words("The branch or room, exact", 100)
    status = ma.fields.Enum(ItemStatus, by_value=True)


class OnDuplicateQuery(Parameters):
    """What to do about an ISBN that another book holds."""

    on_duplicate = ma.fields.String(
        validate=ma.validate.OneOf(["refuse", "allow"]),
        load_default="refuse",
        metadata={"description": "Refuse the record (409) or allow a second one"},
    )


class NoQuery(Parameters):
    """No parameters at all."""
