"""The fields of the index: what a document is made of, and for what each part is there."""

from hashlib import sha256
from importlib.metadata import distribution
from inspect import getsource

import tantivy

from catalogue.domain import text, tokens

TEXT_FIELDS = ("title", "title_start", "author", "series", "subject", "other")
"""Words with their places, so that phrases can be looked for.

`title_start` has the title's first word marked `^`; `other` is publisher and description.
"""

TERM_FIELDS = (
    "kind",
    "word",
    "title_exact",
    "code",
    "author_name",
    "author_key",
    "subject_name",
    "subject_key",
    "language",
    "publisher",
    "publisher_key",
    "dewey",
    "location",
    "many",
    "missing",
    "added",
    "available_at",
    "has",
    "status",
)
"""Whole values, found as they are."""

N_COLUMNS = 4
"""Authors and subjects of a book that are counted quickly, each in a column of its own; the rest take the slow way.

Tantivy counts a column with one value for each book twenty times faster than one with several.
"""

MULTIPLE = ("author", "subject")
TEXT_COLUMNS = (
    *(f"{name}_{place}" for name in MULTIPLE for place in range(1, N_COLUMNS + 1)),
    *(f"{name}_rest" for name in MULTIPLE),
    "language_column",
    "publisher_column",
    "by_title",
    "by_author",
)
"""Columns of text, for counting and sorting."""

DIGITS = {
    "by_title": ("title_digit_1", "title_digit_2", "title_digit_3", "title_digit_4", "title_digit_5"),
    "by_author": ("author_digit_1", "author_digit_2", "author_digit_3", "author_digit_4"),
    "by_year": ("year",),
}
"""The first parts of a sort key, most telling first: by counting them, a page far down an order is found."""

DIGIT_BYTES = 3
"""Bytes of a sort key in one digit."""

SEARCHED_NUMBERS = ("id", "available", "decade", "year", *DIGITS["by_title"], *DIGITS["by_author"])
NUMBER_COLUMNS = (*SEARCHED_NUMBERS, "revision", "by_year", "by_created", "tie")

NONE = "\x01"
"""What a text column holds for a book without a value; no value has a control character."""

NO_DECADE = -99_999


def schema() -> tantivy.Schema:
    """Return the schema."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("any", tokenizer_name="whitespace", index_option="basic")
    for name in TERM_FIELDS:
        builder.add_text_field(name, stored=name == "word", tokenizer_name="raw", index_option="basic")
    for name in TEXT_COLUMNS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_COLUMNS:
        builder.add_integer_field(name, indexed=name in SEARCHED_NUMBERS, fast=True)
    builder.add_text_field("written", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def version() -> str:
    """Return what tells apart indexes that were laid out otherwise, or whose words were cut otherwise."""
    from catalogue.search import documents, layout

    sources = [getsource(module) for module in (layout, documents, text, tokens)]
    return sha256("".join([*sources, distribution("tantivy").version]).encode()).hexdigest()[:12]
