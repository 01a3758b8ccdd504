"""The fields of the index, and what each is there for."""

from importlib.metadata import distribution

import tantivy

from catalogue.domain.query.filters import Facet

SCHEMA_VERSION = 13
"""Raise it with every change of the fields or of the words in them (`tests/search/test_schema.py` says when): an index
of another version is made anew."""

TEXT_FIELDS = ("title", "title_start", "author", "series", "subject", "other")
"""Words with their places, so that phrases can be looked for.

`title_start` has the title's first word marked `^`; `other` is publisher and description.
"""

TERM_FIELDS = (
    "kind",
    "word",
    "title_exact",
    "code",
    "call_number",
    "volume",
    "set_key",
    "author_key",
    "author_word",
    "contributor_key",
    "contributor_word",
    "subject_key",
    "series_key",
    "language",
    "material",
    "audience",
    "publisher",
    "publisher_key",
    "dewey",
    "location",
    "missing",
    "added",
    "available_at",
    "has",
    "status",
)
"""Whole values, found as they are."""

TRAITS = (Facet.LANGUAGE, Facet.DECADE, Facet.AVAILABLE, Facet.MATERIAL, Facet.AUDIENCE)
"""The facets of which a book has one value at most, and there are few: they stand together in the column `traits`."""

TEXT_COLUMNS = ("traits", "publisher_column", "by_title", "by_author", "by_series")
"""Columns of text, for counting and sorting."""

DIGITS = {
    "by_title": ("title_digit_1", "title_digit_2", "title_digit_3", "title_digit_4", "title_digit_5"),
    "by_author": ("author_digit_1", "author_digit_2", "author_digit_3", "author_digit_4"),
    "by_year": ("year",),
}
"""The first parts of a sort key, most telling first: by counting them, a page far down an order is found."""

DIGIT_BYTES = 3
"""Bytes of a sort key in one digit."""

HEADING_IDS = ("author_id", "contributor_id", "subject_id", "series_id")
"""Ids of a book's headings, for counting: names would be unpacked from a dictionary one by one."""

INDEXED_NUMBERS = ("id", *HEADING_IDS, "year", *DIGITS["by_title"], *DIGITS["by_author"])
NUMBER_COLUMNS = (*INDEXED_NUMBERS, "revision", "by_year", "by_created", "tie")

NUMBERS = ("available", "decade")
"""Integer fields indexed for filtering, without a fast field."""

NONE = "\x01"
"""What a text column holds for a book without a value; no value has a control character."""


def start_schema() -> tantivy.SchemaBuilder:
    """Return a builder with all fields, to which a benchmark adds its own."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("any", tokenizer_name="whitespace", index_option="basic")
    for name in TERM_FIELDS:
        builder.add_text_field(name, stored=name == "word", tokenizer_name="raw", index_option="basic")
    for name in TEXT_COLUMNS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_COLUMNS:
        builder.add_integer_field(name, indexed=name in INDEXED_NUMBERS, fast=True)
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True)
    builder.add_text_field("written", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return builder


def build_schema() -> tantivy.Schema:
    """Return the schema."""
    return start_schema().build()


def folder_name() -> str:
    """Return the name of the folder of an index of this version, made by this version of Tantivy."""
    return f"books-{SCHEMA_VERSION}-{distribution('tantivy').version}"
