"""Questions to which the right answer is known: a reader looks for one book and remembers it more or less well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from string import ascii_lowercase

from stdnum import isbn as isbn_numbers

from catalogue.domain.identifiers import format_isbn
from catalogue.domain.text import heading_key, title_key, title_keys, words
from catalogue.domain.text.numbers import write_figures
from catalogue.domain.views import BookView, ItemView
from catalogue.domain.volumes import split_title


class Kind(StrEnum):
    """How the reader asks; the value is what a report calls it."""

    TITLE = "full title"
    FOLDED = "title without accents and article"
    AUTHOR_AND_WORD = "author and a title word"
    LEFT_OUT = "title, a letter left out"
    PUT_IN = "title, a letter put in"
    MISTAKEN = "title, a letter mistaken"
    LETTERS_SWAPPED = "title, two letters swapped"
    AUTHOR_MISSPELT = "title word and author, a make_typo in the author"
    ISBN = "the other form of the ISBN"
    WORDS_SWAPPED = "title, two words swapped"
    BEGINNING = "beginning of the title, sent"
    VOLUME = "series and volume"
    CALL_NUMBER = "call number"
    EVERYDAY = "everyday question"


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed; `names_author` tells whether a book of the same title by somebody else would be wrong."""

    kind: Kind
    text: str
    names_author: bool = False


TYPOS = (Kind.LEFT_OUT, Kind.PUT_IN, Kind.MISTAKEN, Kind.LETTERS_SWAPPED)

_NAME = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
_LONG = re.compile(r"[^\W\d_]{5,}")
_TELLING = 4
"""Letters from which on a word is one that a reader would type to tell a book by."""

_FORMS_OF_VOLUME = ("{} tome {}", "{} {}", "{} t{}", "{} t. {}", "{} vol. {}", "{} n°{}", "tome {1} {0}")
_FORMS_OF_EVERYDAY = ("livre {title}", "{title} {surname} poche", "{surname} {title} 1789", "le roman {title}")
_SHARE_TYPED = 0.6
"""The share of a title after which a reader who types sends it."""

_FEWEST_TYPED = 5
"""Letters that a reader has typed by then, without an article."""


def make_edition_key(book: BookView, *, with_author: bool) -> tuple[str, str]:
    """Return what two editions of one book have in common: the title without its article, and the first author.

    A number is the same in words and in figures.
    """
    author = heading_key(book.authors[0].name) if with_author and book.authors else ""
    return min(title_keys(write_figures(book.title)), key=len), author


def make_set_key(book: BookView) -> tuple[str, str]:
    """Return what the volumes of one set have in common, as a question without a number cannot tell them apart."""
    parts = split_title(book.title)
    author = heading_key(book.authors[0].name) if book.authors else ""
    return title_key(parts.own or parts.set if parts else book.title), author


def find_volume_key(book: BookView) -> tuple[str, str] | None:
    """Return the set of a volume, folded, and its number, from the record or its title; None for other books."""
    parts = split_title(book.title)
    if book.series and book.series_number and book.series_number.isdecimal():
        return title_key(book.series), str(int(book.series_number))
    return (title_key(parts.set), str(int(parts.number))) if parts and not parts.own else None


def make_questions(book: BookView, items: Sequence[ItemView], random: Random) -> Iterator[Question]:
    """Yield one question of each kind that can be asked about `book`; the same ones for the same `random`."""
    yield from _ask_for_known_book(book, random)
    if (beginning := _cut_beginning(book.title)) is not None:
        yield Question(Kind.BEGINNING, beginning)
    if volume := find_volume_key(book):
        yield Question(Kind.VOLUME, random.choice(_FORMS_OF_VOLUME).format(*volume))
    call_numbers = [item.call_number for item in items if item.call_number and len(words(item.call_number)) > 1]
    if call_numbers:
        yield Question(Kind.CALL_NUMBER, call_numbers[0])
    form = random.choice(_FORMS_OF_EVERYDAY)
    if _find_surname(book) or "surname" not in form:
        title = title_key(book.title, book.language)
        yield Question(
            Kind.EVERYDAY, form.format(title=title, surname=_find_surname(book)), names_author="surname" in form
        )


def _cut_beginning(title: str) -> str | None:
    """Return the beginning of a title, cut in a word of which at least three letters stay; None of a short title."""
    for word in _NAME.finditer(title):
        end = max(word.start() + 3, int(len(title) * _SHARE_TYPED))
        if word.end() > end:
            return title[:end] if len(title_key(title[:end])) >= _FEWEST_TYPED else None
    return None


def _ask_for_known_book(book: BookView, random: Random) -> Iterator[Question]:
    yield Question(Kind.TITLE, book.title)
    yield Question(Kind.FOLDED, title_key(book.title, book.language))
    surname = _find_surname(book)
    word = _find_telling_word(book)
    if surname and word:
        yield Question(Kind.AUTHOR_AND_WORD, f"{surname} {word}", names_author=True)
    for kind in TYPOS:
        if (slipped := _mistype(book.title, kind, random)) is not None:
            yield Question(kind, slipped)
    if word and (slipped := _mistype(surname, random.choice(TYPOS), random)) is not None:
        yield Question(Kind.AUTHOR_MISSPELT, f"{word} {slipped}", names_author=True)
    if book.isbn:
        yield Question(Kind.ISBN, _write_other_form(book.isbn), names_author=True)
    if (swapped := _swap_words(book.title, random)) is not None:
        yield Question(Kind.WORDS_SWAPPED, swapped)


def _find_telling_word(book: BookView) -> str:
    """Return the longest word of the title that is no part of the author's name, the first of several; or nothing.

    Of a volume, that is a word of its own title, if it has one.
    """
    names = words(book.authors[0].name) if book.authors else []
    parts = split_title(book.title)
    title = parts.own if parts and parts.own else book.title
    candidates = [word for word in words(title) if len(word) >= _TELLING and word.isalpha() and word not in names]
    return max(candidates, key=len, default="")


def _find_surname(book: BookView) -> str:
    """Return the last word of the first author's name, or the first one of a name written the other way round."""
    name = book.authors[0].name if book.authors else ""
    parts = _NAME.findall(name.partition(",")[0])
    return parts[-1] if parts else ""


def _write_other_form(isbn: str) -> str:
    """Return an ISBN as it stands in older books, or with hyphens where it has no other form."""
    return str(isbn_numbers.format(isbn_numbers.to_isbn10(isbn))) if isbn.startswith("978") else format_isbn(isbn)


def _mistype(text: str, kind: Kind, random: Random) -> str | None:
    """Return `text` with one make_typo in a word of five letters or more; None when it has none."""
    long = list(_LONG.finditer(text))
    if not long:
        return None
    word = random.choice(long)
    return f"{text[: word.start()]}{make_typo(word.group(), kind, random)}{text[word.end() :]}"


def make_typo(word: str, kind: Kind, random: Random) -> str:
    """Return `word` with one typo of a kind, anywhere in it; one letter alone cannot have its letters swapped.

    >>> make_typo("hugo", Kind.LETTERS_SWAPPED, Random(1)), make_typo("hugo", Kind.LEFT_OUT, Random(1))
    ('uhgo', 'hgo')
    """
    place = random.randrange(len(word))
    letter = random.choice(ascii_lowercase.replace(word[place].lower(), ""))
    match kind:
        case Kind.LEFT_OUT:
            return word[:place] + word[place + 1 :]
        case Kind.PUT_IN:
            return word[:place] + letter + word[place:]
        case Kind.MISTAKEN:
            return word[:place] + letter + word[place + 1 :]
        case _:
            places = [place for place in range(len(word) - 1) if word[place] != word[place + 1]] or [0]
            place = random.choice(places)
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _swap_words(title: str, random: Random) -> str | None:
    """Return a title with two neighbouring words swapped; None when it has only one."""
    typed = title.split()
    if len(typed) < 2:
        return None
    place = random.randrange(len(typed) - 1)
    typed[place : place + 2] = typed[place + 1], typed[place]
    return " ".join(typed)
