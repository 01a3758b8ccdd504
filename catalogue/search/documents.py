"""A book as the index holds it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filters import Part
from catalogue.domain.text import fold, heading_key, list_compounds, name_sort_key, stem, title_key, title_keys, words
from catalogue.domain.views import BookView, ItemView
from catalogue.search.schema import DIGIT_BYTES, DIGITS, NONE

GAP = "|"
"""Between two texts of one field, so that no phrase reaches from one into the other; no word is this."""

STEM = "~"
TITLE_STEM = "~^"
"""Before a stem, and before one of a word of the title, in the field that holds words and stems alike."""

_RAW_WORD = re.compile(r"[\w+#]+")
_LONGEST_HEADING = 80
_ID_DIGITS = 19
_ID_BITS = 48
_TIE_ID_BITS = 40
_LONGEST_TITLE = 255
_MOST_COPIES = 1000


@dataclass(frozen=True, slots=True)
class IndexedBook:
    """All that the index knows of a book: the record, its items, the other names of its authors."""

    book: BookView
    items: Sequence[ItemView]
    variants: Sequence[str]


@dataclass(frozen=True, slots=True)
class BookText:
    """The folded words of a book, by where they stand; each place has one list a text."""

    title: list[list[str]]
    author: list[list[str]]
    series: list[list[str]]
    subject: list[list[str]]
    other: list[list[str]]

    def all_words(self) -> set[str]:
        """Return every word, wherever it stands."""
        places = (self.title, self.author, self.series, self.subject, self.other)
        return {word for place in places for text in place for word in text}


def text_of(entry: IndexedBook) -> BookText:
    """Return the words of a book; compounds stand once more in one piece, after the others."""
    return BookText(*(_cut(texts) for texts in _texts(entry)))


def written_forms(entry: IndexedBook) -> dict[str, str]:
    """Return the words of a book as they are written, in lower case, by their folded form."""
    raw = [word.lower() for texts in _texts(entry) for text in texts if text for word in _RAW_WORD.findall(text)]
    return {fold(word): word for word in raw}


def _texts(entry: IndexedBook) -> Iterator[list[str | None]]:
    """Yield what is read at each place of a `BookText`."""
    book = entry.book
    yield [book.title, book.subtitle]
    yield [*(credit.name for credit in book.credits), *entry.variants]
    yield [" ".join(filter(None, (book.series, book.series_number)))]
    yield [subject.name for subject in book.subjects]
    yield [book.publisher, book.description]


def _cut(texts: Iterable[str | None]) -> list[list[str]]:
    there = [_pieces(text) for text in texts if text]
    return [*(folded for folded, _ in there), *([word] for _, joined in there for word in joined)]


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Return the words and the compounds of a text; names and headings, which many books share, are remembered."""
    return _known_pieces(text) if len(text) <= _LONGEST_HEADING else (words(text), list_compounds(text))


@lru_cache(1 << 14)
def _known_pieces(text: str) -> tuple[list[str], list[str]]:
    return words(text), list_compounds(text)


def document(entry: IndexedBook, text: BookText) -> dict[str, Any]:
    """Return the fields of a book."""
    book = entry.book
    numbers = _numbers(entry)
    found = {*text.all_words(), *numbers, *_barcodes(entry)}
    stems = {STEM + stem(word) for word in found} | {TITLE_STEM + stem(word) for part in text.title for word in part}
    return {
        "kind": "book",
        "id": book.id,
        "revision": book.revision,
        **{name: _joined(getattr(text, name)) for name in ("title", "author", "series", "subject", "other")},
        "title_start": _joined(_starts(book)),
        "any": " ".join(found | stems),
        "title_exact": _keys(book),
        "code": numbers,
        **_filters(entry),
        **_columns(entry),
        **_orders(entry),
    }


def _joined(texts: list[list[str]]) -> str:
    return f" {GAP} ".join(" ".join(text) for text in texts)


def _starts(book: BookView) -> list[list[str]]:
    """Return the title with its first word marked, with its article and without."""
    ways = dict.fromkeys([" ".join(words(book.title)), title_key(book.title, book.language)])
    return [[f"^{way.split()[0]}", *way.split()[1:]] for way in ways if way.split()]


def _keys(book: BookView) -> list[str]:
    title = book.title
    akin = key_in_any_form(title_key(title, book.language))
    return [*title_keys(title), _key_in_one_piece(title), *keys_in_any_order(title), akin]


def key_in_any_form(key: str) -> str:
    """Return the key by which a title is known whose words are typed in other forms.

    >>> key_in_any_form("fleurs du mal") == key_in_any_form("fleur du mal")
    True
    """
    return "~ " + " ".join(map(stem, key.split()))


def keys_in_any_order(title: str) -> list[str]:
    """Return the keys by which a title is known whose words are typed in another order."""
    return ["* " + " ".join(sorted(key.split())) for key in sorted(title_keys(title))]


def _key_in_one_piece(title: str) -> str:
    """Return the key of a title as one types it who leaves the apostrophes out: `letranger`."""
    return " ".join(words(fold(title).replace("'", "").replace("-", "")))


def _numbers(entry: IndexedBook) -> list[str]:
    """Return the ISBN, which questions have in this form too, and the barcodes."""
    isbn = entry.book.isbn
    return [*([isbn] if isbn else []), *(fold(item.barcode).replace(" ", "") for item in entry.items)]


def _barcodes(entry: IndexedBook) -> set[str]:
    """Return the words of barcodes as they are typed by who reads them off."""
    return {word for item in entry.items for word in words(item.barcode)}


def _filters(entry: IndexedBook) -> dict[str, Any]:
    book = entry.book
    known: dict[str, Any] = {
        "author_key": [heading_key(credit.name) for credit in book.credits],
        "subject_key": [heading_key(subject.name) for subject in book.subjects],
        "language": book.language,
        "publisher": book.publisher,
        "publisher_key": book.publisher and heading_key(book.publisher),
        "dewey": [book.dewey[:end] for end in range(1, len(book.dewey) + 1)] if book.dewey else None,
        **_places(entry.items),
        **_parts(entry),
        "added": [f"{book.created_at:%Y-%m}", f"{book.created_at:%Y}"],
        "year": book.publication_year,
    }
    return {name: value for name, value in known.items() if value is not None}


def _places(items: Sequence[ItemView]) -> dict[str, list[str]]:
    """Return where copies are, where copies on a shelf are, and how copies are."""
    return {
        "location": sorted({item.location for item in items if item.location}),
        "available_at": sorted(
            {item.location for item in items if item.location and item.status is ItemStatus.AVAILABLE}
        ),
        "status": sorted({item.status.value for item in items}),
    }


def _parts(entry: IndexedBook) -> dict[str, list[str]]:
    """Return what this record has and what it lacks."""
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
        Part.SUBJECT: book.subjects,
        Part.YEAR: book.publication_year,
    }
    return {
        "has": [part.value for part, value in there.items() if value],
        "missing": [part.value for part, value in there.items() if not value],
    }


def _columns(entry: IndexedBook) -> dict[str, Any]:
    """Return what is counted; `traits` are the language, the decade and whether a copy is on the shelf."""
    book = entry.book
    decade = "" if book.publication_year is None else book.publication_year // 10 * 10
    available = int(any(item.status is ItemStatus.AVAILABLE for item in entry.items))
    return {
        "author_id": list({credit.author_id for credit in book.credits}),
        "subject_id": [subject.id for subject in book.subjects],
        "publisher_column": book.publisher or NONE,
        "traits": f"{book.language or ''} {decade} {available}",
        "available": available,
        **({} if decade == "" else {"decade": decade}),
    }


def _orders(entry: IndexedBook) -> dict[str, Any]:
    """Return the keys of every order, each unique by the number of the book in it."""
    book = entry.book
    number = f"{NONE}{book.id:0{_ID_DIGITS}d}"
    low = book.id % (1 << _ID_BITS)
    key = title_key(book.title, book.language)
    title = key + number
    author = (name_sort_key(book.authors[0].name) if book.authors else "") + number
    return {
        "by_title": title,
        "by_author": author,
        **_digits("by_title", title),
        **_digits("by_author", author),
        "by_year": ((book.publication_year or 0) + 5000 << _ID_BITS) + low,
        "by_created": (int(book.created_at.timestamp()) << 30) + book.id % (1 << 30),
        **_tie(len(entry.items), len(key), book.id),
    }


def _tie(n_items: int, n_letters: int, book_id: int) -> dict[str, int]:
    """Return what orders the books of one rule: more copies, then a shorter title, then entered later."""
    standing = min(n_items, _MOST_COPIES) << 8 | _LONGEST_TITLE - min(n_letters, _LONGEST_TITLE)
    return {"tie": standing << _TIE_ID_BITS | book_id % (1 << _TIE_ID_BITS)}


def _digits(order: str, key: str) -> dict[str, int]:
    """Return the first bytes of a sort key as numbers that compare as the key does."""
    names = DIGITS[order]
    raw = key.encode()[: len(names) * DIGIT_BYTES].ljust(len(names) * DIGIT_BYTES, b"\0")
    return {name: int.from_bytes(raw[place * DIGIT_BYTES :][:DIGIT_BYTES]) for place, name in enumerate(names)}
