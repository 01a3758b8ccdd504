"""A book as a document of the index."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filters import Part
from catalogue.domain.text import (
    fold,
    has_no_spaces,
    heading_key,
    list_compounds,
    list_glued,
    list_glued_names,
    name_sort_key,
    search_words,
    stem,
    title_key,
    title_keys,
    words,
)
from catalogue.domain.text.numbers import write_figures
from catalogue.domain.views import BookView, Credit, IndexedBook, ItemView
from catalogue.domain.volumes import make_filing_key, place_volume
from catalogue.search.codes import list_call_numbers, list_codes
from catalogue.search.schema import DIGIT_BYTES, DIGITS, NONE
from catalogue.search.tie_keys import build_tie
from catalogue.search.volumes import list_sets, list_volumes

GAP = "|"
"""Stands between two texts of one field, so that no phrase spans both; it is no word."""

STEM = "~"
TITLE_STEM = "~^"
"""Prefixes of stems, and of stems of title words, in the field `any`, which holds words and stems."""

_RAW_WORD = re.compile(r"[\w+#]+")
_LONGEST_HEADING = 80
_ID_DIGITS = 19
_ID_BITS = 48


@dataclass(frozen=True, slots=True)
class BookText:
    """The folded words of a book by place; each place has a list for each text."""

    title: list[list[str]]
    author: list[list[str]]
    series: list[list[str]]
    subject: list[list[str]]
    other: list[list[str]]

    def all_words(self) -> set[str]:
        """Return every word of every place."""
        places = (self.title, self.author, self.series, self.subject, self.other)
        return {word for place in places for text in place for word in text}


def fold_book(entry: IndexedBook) -> BookText:
    """Return the words of a book; compounds, elisions and names with particles follow once more in one piece."""
    text = BookText(*(_fold_texts(texts) for texts in _list_texts(entry)))
    titles = [*_write_in_figures(entry.book.title), *_write_in_figures(entry.book.subtitle)]
    text.title.extend(search_words(title) for title in titles)
    text.author.extend([word] for name in _list_names(entry, entry.book.credits) for word in _glue_name(name))
    return text


def list_written_forms(entry: IndexedBook) -> dict[str, str]:
    """Return the words of a book as they are written, in lower case, by folded form."""
    raw = [word.lower() for texts in _list_texts(entry) for text in texts if text for word in _RAW_WORD.findall(text)]
    return {fold(word): word for word in raw}


def _list_texts(entry: IndexedBook) -> Iterator[list[str | None]]:
    """Yield the texts of each place of a `BookText`."""
    book = entry.book
    yield [book.title, book.subtitle, book.original_title]
    yield [*_list_names(entry, book.credits)]
    yield [
        *(" ".join(filter(None, (one.name, one.number))) for one in book.all_series),
        *(name for names in entry.series_variants.values() for name in names),
    ]
    yield [subject.name for subject in book.subjects]
    yield [book.publisher, book.description, book.contents, book.edition, book.place, book.notes]


def _list_names(entry: IndexedBook, credits: Iterable[Credit]) -> Sequence[str]:
    """Return the names of some of those with a part in a book, then the other forms of these names."""
    people = {credit.author_id: credit.name for credit in credits}
    return [*people.values(), *(name for one in people for name in entry.author_variants.get(one, ()))]


def _fold_texts(texts: Iterable[str | None]) -> list[list[str]]:
    there = [_split(text) for text in texts if text]
    return [*(folded for folded, _ in there), *([word] for _, joined in there for word in joined)]


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the words and the compounds of a text; those of headings, which many books share, are cached."""
    return _split_cached(text) if len(text) <= _LONGEST_HEADING else _cut(text)


@lru_cache(1 << 14)
def _split_cached(text: str) -> tuple[list[str], list[str]]:
    return _cut(text)


def _cut(text: str) -> tuple[list[str], list[str]]:
    return search_words(text), [*list_compounds(text), *list_glued(text)]


@lru_cache(1 << 14)
def _glue_name(name: str) -> list[str]:
    return list_glued_names(name)


def build_document(entry: IndexedBook, text: BookText) -> dict[str, Any]:
    """Return the fields of a book."""
    book = entry.book
    codes = list_codes(book, entry.items)
    tokens = {*text.all_words(), *codes}
    stems = {STEM + stem(word) for word in tokens} | {TITLE_STEM + stem(word) for part in text.title for word in part}
    return {
        "kind": "book",
        "id": book.id,
        "revision": book.revision,
        **{name: _join(getattr(text, name)) for name in ("title", "author", "series", "subject", "other")},
        "title_start": _join(_list_starts(book)),
        "any": " ".join(tokens | stems),
        "title_exact": _list_title_keys(book),
        "code": codes,
        "call_number": list_call_numbers(entry.items),
        "volume": list_volumes(entry),
        "set_key": list_sets(entry),
        **_build_filter_fields(entry),
        **_build_facet_columns(entry),
        **_build_sort_columns(entry),
    }


def _join(texts: list[list[str]]) -> str:
    return f" {GAP} ".join(" ".join(text) for text in texts)


def _list_starts(book: BookView) -> list[list[str]]:
    """Return the title with its first word marked, with and without its article."""
    titles = [book.title, *_write_in_figures(book.title)]
    ways = dict.fromkeys(" ".join(search_words(title)) for title in titles)
    ways |= dict.fromkeys(title_key(title, book.language) for title in titles)
    return [[f"^{way.split()[0]}", *way.split()[1:]] for way in ways if way.split()]


def _write_in_figures(title: str | None) -> list[str]:
    """Return a title with its numbers in figures, if that is another title."""
    in_figures = write_figures(title) if title else title
    return [in_figures] if in_figures and in_figures != title else []


def _list_title_keys(book: BookView) -> list[str]:
    keys: list[str] = []
    for title in (book.title, *_write_in_figures(book.title)):
        akin = key_in_any_form(title_key(title, book.language))
        keys += [*title_keys(title), _key_in_one_piece(title), *keys_in_any_order(title), akin]
    if has_no_spaces(book.title):
        keys.append(" ".join(search_words(book.title)))
    return list(dict.fromkeys(keys))


def key_in_any_form(key: str) -> str:
    """Return the key of a title that matches its words in other forms.

    >>> key_in_any_form("fleurs du mal") == key_in_any_form("fleur du mal")
    True
    """
    return "~ " + " ".join(map(stem, key.split()))


def keys_in_any_order(title: str) -> list[str]:
    """Return the keys of a title that match its words in another order."""
    return ["* " + " ".join(sorted(key.split())) for key in sorted(title_keys(title))]


def _key_in_one_piece(title: str) -> str:
    """Return the key of a title typed without its apostrophes: `letranger`."""
    return " ".join(words(fold(title).replace("'", "").replace("-", "")))


def _build_filter_fields(entry: IndexedBook) -> dict[str, Any]:
    book = entry.book
    fields: dict[str, Any] = {
        **_list_people("author", entry, book.authors),
        **_list_people("contributor", entry, book.contributors),
        "subject_key": [heading_key(subject.name) for subject in book.subjects],
        "series_key": [heading_key(one.name) for one in book.all_series],
        "language": book.language,
        "material": book.material,
        "audience": book.audience,
        "publisher": book.publisher,
        "publisher_key": book.publisher and heading_key(book.publisher),
        "dewey": [book.dewey[:end] for end in range(1, len(book.dewey) + 1)] if book.dewey else None,
        **_list_places(entry.items),
        **_list_parts(entry),
        "added": [f"{book.created_at:%Y-%m}", f"{book.created_at:%Y}"],
        "year": book.publication_year,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _list_people(part: str, entry: IndexedBook, credits: Sequence[Credit]) -> dict[str, Any]:
    """Return the fields by which a filter finds those with one kind of part in a book."""
    if not credits:
        return {}
    return {
        f"{part}_id": [*dict.fromkeys(credit.author_id for credit in credits)],
        f"{part}_key": [*dict.fromkeys(heading_key(credit.name) for credit in credits)],
        f"{part}_word": sorted({word for name in _list_names(entry, credits) for word in _split(name)[0]}),
    }


def _list_places(items: Sequence[ItemView]) -> dict[str, list[str]]:
    """Return the branches with a copy, those with a copy on the shelf, and the states of the copies."""
    return {
        "location": sorted({item.location for item in items if item.location}),
        "available_at": sorted(
            {item.location for item in items if item.location and item.status is ItemStatus.AVAILABLE}
        ),
        "status": sorted({item.status.value for item in items}),
    }


def _list_parts(entry: IndexedBook) -> dict[str, list[str]]:
    """Return the parts that the record has, and those that it lacks."""
    book = entry.book
    there = {
        Part.AUTHOR: book.authors,
        Part.COPIES: entry.items,
        Part.COVER: book.cover_url,
        Part.DEWEY: book.dewey,
        Part.DESCRIPTION: book.description,
        Part.ISBN: book.isbn,
        Part.LANGUAGE: book.language,
        Part.PAGES: book.page_count,
        Part.PUBLISHER: book.publisher,
        Part.SERIES: book.all_series,
        Part.SUBJECT: book.subjects,
        Part.YEAR: book.publication_year,
    }
    return {
        "has": [part.value for part, value in there.items() if value],
        "missing": [part.value for part, value in there.items() if not value],
    }


def _build_facet_columns(entry: IndexedBook) -> dict[str, Any]:
    """Return the columns of facets; `traits` are those that a book has one of at most."""
    book = entry.book
    decade = "" if book.publication_year is None else book.publication_year // 10 * 10
    available = int(any(item.status is ItemStatus.AVAILABLE for item in entry.items))
    return {
        "subject_id": [subject.id for subject in book.subjects],
        "series_id": [one.id for one in book.all_series],
        "publisher_column": book.publisher or NONE,
        "traits": f"{book.language or ''} {decade} {available} {book.material or ''} {book.audience or ''}",
        "available": available,
        **({} if decade == "" else {"decade": decade}),
    }


def _build_sort_columns(entry: IndexedBook) -> dict[str, Any]:
    """Return the sort keys, each made unique by the id of the book."""
    book = entry.book
    number = f"{NONE}{book.id:0{_ID_DIGITS}d}"
    low = book.id % (1 << _ID_BITS)
    key = title_key(book.title, book.language)
    title = make_filing_key(book.title, book.language, book.series, book.series_number) + number
    series = f"{title_key(book.series)} {place_volume(book.series_number).key}" if book.series else ""
    author = (name_sort_key(book.authors[0].name) if book.authors else "") + number
    return {
        "by_title": title,
        "by_author": author,
        "by_series": series + number,
        **_split_digits("by_title", title),
        **_split_digits("by_author", author),
        "by_year": ((book.publication_year or 0) + 5000 << _ID_BITS) + low,
        "by_created": (int(book.created_at.timestamp()) << 30) + book.id % (1 << 30),
        "tie": build_tie(entry, key),
    }


def _split_digits(order: str, key: str) -> dict[str, int]:
    """Return the first bytes of a sort key as integers that sort as the key does."""
    names = DIGITS[order]
    raw = key.encode()[: len(names) * DIGIT_BYTES].ljust(len(names) * DIGIT_BYTES, b"\0")
    return {name: int.from_bytes(raw[place * DIGIT_BYTES :][:DIGIT_BYTES]) for place, name in enumerate(names)}
