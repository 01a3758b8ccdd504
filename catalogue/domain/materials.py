"""What kind of document a record describes, and for whom it is meant; unknown unless a record says so."""

from enum import StrEnum


class Material(StrEnum):
    """The kind of document, as public libraries shelve and count it."""

    BOOK = "book"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    COMIC = "comic"
    MANGA = "manga"
    PERIODICAL = "periodical"
    SCORE = "score"
    MAP = "map"
    PICTURE = "picture"
    AUDIO_BOOK = "audio_book"
    CD = "cd"
    DVD = "dvd"
    GAME = "game"
    E_BOOK = "e_book"
    OTHER = "other"


class Audience(StrEnum):
    """The readers that a document is meant for."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
