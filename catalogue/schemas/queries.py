"""Query strings: one schema for the parameters of each list or search; unknown parameters are errors."""

import re
from typing import Any, ClassVar

import marshmallow as ma
from webargs.fields import DelimitedList

from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filter_kinds import Filter, TextFilter
from catalogue.domain.query.filters import FILTERS, MOST_VALUES, Facet, make_filters
from catalogue.domain.query.parser import Keep
from catalogue.schemas.books import BOOK_MEMBERS
from catalogue.schemas.fields import LINE_PATTERN, MAX_INTEGER

MAX_PER_PAGE = 100
MAX_PAGE = 10**9
EXPORT_FORMATS = (
    "json",
    "jsonl",
    "csv",
    "xlsx",
    "unimarc",
    "unimarcxml",
    "marc21",
    "marcxml",
    "bibtex",
    "ris",
    "csl",
    "dc",
    "jsonld",
)
"""The formats in which books go out (`catalogue.formats.writing.WRITERS`)."""
NO_FACETS = "none"
"""The value of `facets` that counts no facet."""

BOOK_SORTS = (
    "title",
    "-title",
    "author",
    "-author",
    "series",
    "-series",
    "year",
    "-year",
    "created",
    "-created",
    "relevance",
)


class _Number(ma.fields.Integer):
    """An integer in decimal digits, as in a query string."""

    def _validated(self, value: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,19}", str(value)):
            raise self.make_error("invalid", input=value)
        return int(value)


def _make_number_field(first: int, last: int, text: str, **options: Any) -> _Number:
    return _Number(validate=ma.validate.Range(first, last), metadata={"description": text}, **options)


def _make_words_field(text: str, limit: int = 1000) -> ma.fields.String:
    return ma.fields.String(
        validate=[
            ma.validate.Length(max=limit),
            ma.validate.Regexp(LINE_PATTERN, error="Blank, or with control characters."),
        ],
        metadata={"description": text},
    )


class Parameters(ma.Schema):
    """Parameters of a query string: unknown ones are errors."""

    class Meta:
        unknown = ma.RAISE


class PageQuery(Parameters):
    """Which page of a list."""

    page = _make_number_field(1, MAX_PAGE, "The page, from 1", load_default=1)
    per_page = _make_number_field(1, MAX_PER_PAGE, "How many on a page", load_default=20)


class RegisterQuery(PageQuery):
    """Which year of the register, and which page of it."""

    year = _make_number_field(
        1, 9999, "The year of entry; without it the copies whose day is not known", load_default=None
    )


class FieldsQuery(Parameters):
    """Which members of a book to return."""

    fields_ = DelimitedList(
        ma.fields.String(validate=ma.validate.OneOf(BOOK_MEMBERS)),
        data_key="fields",
        validate=ma.validate.Length(min=1),
        metadata={"description": "The members to return, separated by commas"},
    )


class BooksOfTitleQuery(PageQuery, FieldsQuery):
    """Which page of the books with a title, and which members of each."""


class FilterField(ma.fields.Field[Any]):
    """A value of a filter, in a query string or as JSON."""

    def __init__(self, defined: Filter, **options: Any) -> None:
        pattern = {"pattern": LINE_PATTERN} if isinstance(defined, TextFilter) else {}
        super().__init__(metadata={"description": defined.help, **defined.json_schema, **pattern}, **options)
        self.defined = defined

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        try:
            return self.defined.parse(str(value).lower() if isinstance(value, bool) else str(value))
        except ValueError as error:
            raise ma.ValidationError(str(error)) from None


class BookListQuery(PageQuery, FieldsQuery):
    """Filters, order and members of a list of books."""

    class Meta:
        unknown = ma.RAISE
        include: ClassVar = {name: FilterField(defined) for name, defined in FILTERS.items() if defined.is_in_lists}

    q = _make_words_field("Words anywhere in the record, as in the search box: `hugo -poésie annee:1990..`")
    format_ = ma.fields.String(
        data_key="format",
        validate=ma.validate.OneOf(EXPORT_FORMATS),
        metadata={"description": "All of the books as a file, in no pages: `page`, `per_page` and `fields` exclude it"},
    )
    sort = ma.fields.String(
        validate=ma.validate.OneOf(BOOK_SORTS),
        metadata={"description": "relevance (needs q) or title by default; books without the value come last"},
    )

    @ma.post_load
    def collect_filters(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Collect the filters and choose the default sort."""
        values["filters"] = make_filters(values)
        values.setdefault("sort", "relevance" if "q" in values else "title")
        if values["sort"] == "relevance" and "q" not in values:
            raise ma.ValidationError("relevance is the order of a search: it needs q", "sort")
        return values


def _make_list_field(inner: ma.fields.Field[Any], text: str) -> ma.fields.List[Any]:
    return ma.fields.List(inner, validate=ma.validate.Length(max=MOST_VALUES), metadata={"description": text})


def _make_filter_field(defined: Filter) -> ma.fields.Field[Any]:
    """Return the field of a filter: a list if the filter takes several values."""
    return _make_list_field(FilterField(defined), defined.help) if defined.is_multiple else FilterField(defined)


class SearchQuery(PageQuery):
    """A search: a question, filters whose values are repeated (`language=fr&language=en`), an order, what to tell."""

    class Meta:
        unknown = ma.RAISE
        include: ClassVar = {name: _make_filter_field(defined) for name, defined in FILTERS.items()}

    q = ma.fields.String(
        validate=ma.validate.Length(max=1000),
        metadata={
            "description": 'What a reader types: words, "phrases", -words, titre: auteur: sujet: isbn: annee: cote:'
        },
    )
    sort = ma.fields.String(
        validate=ma.validate.OneOf(BOOK_SORTS),
        load_default="relevance",
        metadata={"description": "books without the value come last"},
    )
    keep = _make_list_field(ma.fields.Enum(Keep, by_value=True), "What to take as it is typed")
    facets = DelimitedList(
        ma.fields.String(validate=ma.validate.OneOf([*(facet.value for facet in Facet), NO_FACETS])),
        validate=ma.validate.Length(min=1),
        metadata={"description": "The facets to count, separated by commas; `none` counts none. All if it is left out"},
    )
    facet = ma.fields.Enum(
        Facet, by_value=True, metadata={"description": "The only facet to count, with up to 1,000 values, not ten"}
    )
    explain = ma.fields.Boolean(
        truthy={"1", "true"},
        falsy={"0", "false"},
        load_default=False,
        metadata={"description": "Return why each book has its rank"},
    )

    @ma.post_load
    def collect_filters(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Collect the filters into one value."""
        return values | {"filters": make_filters(values)}


class SuggestQuery(Parameters):
    """The text typed so far, to be completed."""

    q = ma.fields.String(
        required=True, validate=ma.validate.Length(max=300), metadata={"description": "What has been typed so far"}
    )
    limit = _make_number_field(1, 20, "Completions of each kind", load_default=5)


class HeadingListQuery(PageQuery):
    """Which authors or subjects, in which order."""

    name = _make_words_field("Words of the heading, each the beginning of one")
    sort = ma.fields.String(
        validate=ma.validate.OneOf(["name", "-name", "books", "-books"]),
        load_default="name",
        metadata={"description": "By heading, or by the number of books"},
    )


class ItemListQuery(PageQuery):
    """Filters of a list of items."""

    book_id = _make_number_field(1, MAX_INTEGER, "Copies of this book")
    barcode = _make_words_field("The barcode, exact", 32)
    location = _make_words_field("The branch or room, exact", 100)
    status = ma.fields.Enum(ItemStatus, by_value=True)


class OnDuplicateQuery(Parameters):
    """What to do about an ISBN that another book holds."""

    on_duplicate = ma.fields.String(
        validate=ma.validate.OneOf(["refuse", "allow"]),
        load_default="refuse",
        metadata={"description": "Refuse the record (409) or allow a second one"},
    )


class NoQuery(Parameters):
    """An operation without parameters."""
