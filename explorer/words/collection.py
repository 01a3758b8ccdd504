"""The sentences of the collection's screen and of its report."""

from datetime import date

from babel.dates import format_date, format_skeleton

from catalogue.common.labels import DEWEY_HUNDREDS
from catalogue.common.languages import name_language
from explorer.words.language import Forms, Words, by_language, read_sentences


class CollectionWords(Words):
    """The collection's screen: numbers, one panel a figure, and the report."""

    title: str
    lead: str
    scrolls: str
    empty: str
    counting: str
    n_books: Forms
    n_items: Forms
    numbers: dict[str, str]
    panels: dict[str, str]
    columns: dict[str, str]
    fields: dict[str, str]
    unknown: str
    decade: str
    decade_short: str
    told: str
    nothing: str
    decades: str
    older: Forms
    months: Forms
    months_none: str
    months_latest: str
    languages: Forms
    languages_most: str
    other_languages: Forms
    ages: str
    ages_between: str
    ages_legend: str
    age_told: str
    dewey_decades: str
    top: str
    branches: str
    branch_told: str
    branch_written: str
    no_branch: str
    completeness: str
    field_told: str
    field_written: str
    field_whole: str
    take_report: str
    report_name: str
    report_made: str

    def books(self, n: int) -> str:
        """Return "1 book", "2 books"."""
        return self.several(n, self.n_books)

    def language_name(self, tag: str) -> str:
        """Return what a language is called, its tag when nobody knows.

        >>> FRENCH.language_name("fr"), FRENCH.language_name("xx")
        ('français', 'xx')
        """
        return name_language(tag, self.locale)

    def hundred(self, digit: int) -> str:
        """Return what a main class of Dewey's is called, its digit in front.

        >>> FRENCH.hundred(8)
        '8 Littérature'
        """
        return f"{digit} {DEWEY_HUNDREDS[digit][self.locale]}"

    def month(self, day: date) -> str:
        """Return a month with its year.

        >>> FRENCH.month(date(2026, 11, 1))
        'novembre 2026'
        """
        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_short(self, day: date) -> str:
        """Return a month with its year, to stand under a bar.

        >>> FRENCH.month_short(date(2026, 11, 1))
        'nov. 2026'
        """
        return format_skeleton("yMMM", day, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day.

        >>> FRENCH.day(date(2026, 11, 1))
        '1 novembre 2026'
        """
        return format_date(day, "long", locale=self.locale)


FRENCH, ENGLISH = read_sentences(CollectionWords, "collection")
WORDS = by_language(FRENCH, ENGLISH)
