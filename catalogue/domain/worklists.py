"""The worklists: books whose records want looking at."""

from enum import StrEnum


class Worklist(StrEnum):
    """What is to be looked at."""

    NO_ISBN = "no-isbn"
    WRONG_ISBN = "wrong-isbn"
    NO_YEAR = "no-year"
    NO_LANGUAGE = "no-language"
    NO_SUBJECT = "no-subject"
    NO_CLASS = "no-class"
    NO_COPY = "no-copy"
    COPY_TO_CHECK = "copies-to-check"
    ADVANCE = "advance-records"
    SAME_TITLE = "same-titles"
    SET_ASIDE = "set-aside"
