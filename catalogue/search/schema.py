"""The fields of the index: what a document is made of, and for what each part is there."""

from hashlib import sha256
from importlib.metadata import distribution
from inspect import getsource

import tantivy

from catalogue.domain import text, tokens
from catalogue.domain.query.filters import Facet

TEXT_FIELDS = ("title", "title_start", "author", "series", "subject", "other")
"""Words with their places, so that phrases can be looked for.

`title_start` has the title's first word marked `^`; `other` is publisher and description.
"""

TERM_FIELDS = (
    "kind",
    "word",
    "title_exact",
    "code",
    "author_key",
    "subject_key",
    "language",
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

TRAITS = (Facet.LANGUAGE, Facet.DECADE, Facet.AVAILABLE)
"""The facets of which a book has one value at most, and there are few: they stand together in the column `traits`."""

TEXT_COLUMNS = ("traits", "publisher_column", "by_title", "by_author")
"""Columns of text, for counting and sorting."""

DIGITS = {
    "by_title": ("title_digit_1", "title_digit_2", "title_digit_3", "title_digit_4", "title_digit_5"),
    "by_author": ("author_digit_1", "author_digit_2", "author_digit_3", "author_digit_4"),
    "by_year": ("year",),
}
"""The first parts of a sort key, most telling first: by counting them, a page far down an order is found."""

DIGIT_BYTES = 3
"""Bytes of a sort key in one digit."""

HEADINGS = ("author_id", "subject_id")
"""The numbers of a book's headings, for counting: names would be unpacked from a dictionary one by one."""

SEARCHED_NUMBERS = ("id", *HEADINGS, "year", *DIGITS["by_title"], *DIGITS["by_author"])
NUMBER_COLUMNS = (*SEARCHED_NUMBERS, "revision", "by_year", "by_created", "tie")

NUMBERS = ("available", "decade")
"""Numbers that are only looked for."""

NONE = "\x01"
"""What a text column holds for a book without a value; no value has a control character."""


def builder() -> tantivy.SchemaBuilder:
    """Return what builds the schema."""
    made = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field("any", tokenizer_name="whitespace", index_option="basic")
    for name in TERM_FIELDS:
        made.add_text_field(name, stored=name == "word", tokenizer_name="raw", index_option="basic")
    for name in TEXT_COLUMNS:
        made.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_COLUMNS:
        made.add_integer_field(name, indexed=name in SEARCHED_NUMBERS, fast=True)
    for name in NUMBERS:
        made.add_integer_field(name, indexed=True)
    made.add_text_field("written", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return made


def schema() -> tantivy.Schema:
    """Return the schema."""
    return builder().build()


def version() -> str:
    """Return what tells apart indexes that were laid out otherwise, or whose words were cut otherwise."""
    from catalogue.search import documents
    from catalogue.search import schema as layout

    sources = [getsource(module) for module in (layout, documents, text, tokens)]
    return sha256("".join([*sources, distribution("tantivy").version]).encode()).hexdigest()[:12]
