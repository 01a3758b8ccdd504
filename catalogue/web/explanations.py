"""Explanations of hits: why a book was found and why it has its rank, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext
from markupsafe import Markup

from catalogue.domain.query.parser import Word
from catalogue.domain.views import IndexedBook, ItemView
from catalogue.search.explain import WordPlaces, explain
from catalogue.search.ranking import Rule
from catalogue.services.discovery import SearchPage

RULES: dict[Rule, LazyString] = {
    Rule.NUMBER: lazy_gettext("The number you typed is this book’s."),
    Rule.TITLE_EXACT: lazy_gettext("Its title is exactly what you typed."),
    Rule.VOLUME: lazy_gettext("It is the volume that you asked for."),
    Rule.CALL_NUMBER: lazy_gettext("What you typed is the call number of one of its copies."),
    Rule.SERIES: lazy_gettext("It is a volume of the series that you typed."),
    Rule.TITLE_AND_AUTHOR: lazy_gettext("You typed its whole title and its author."),
    Rule.TITLE_BEGINS: lazy_gettext("Its title begins with what you typed."),
    Rule.TITLE_PHRASE: lazy_gettext("Your words follow each other in its title."),
    Rule.TITLE_REORDERED: lazy_gettext("Its title is your words in another order."),
    Rule.TITLE_WORDS: lazy_gettext("Its title has all your words."),
    Rule.AUTHOR_WORDS: lazy_gettext("All your words are in the name of somebody who made it."),
    Rule.TITLE_OR_AUTHOR: lazy_gettext("Its title and its author together have all your words."),
    Rule.HEADINGS: lazy_gettext("Its title, author, series and subjects together have all your words."),
    Rule.TITLE_AKIN: lazy_gettext("Its title is what you typed, but for the forms of words."),
    Rule.ANYWHERE: lazy_gettext("All your words are somewhere in its record."),
    Rule.TITLE_WORDS_AKIN: lazy_gettext("Its title has your words, one of them in another form."),
    Rule.TITLE_OR_AUTHOR_AKIN: lazy_gettext(
        "Its title and its author together have your words, one of them in another form."
    ),
    Rule.STEMS: lazy_gettext("Its record has your words, one of them in another form."),
}
"""The sentence of each ranking rule."""

NUMBERS = {Rule.NUMBER, Rule.CALL_NUMBER, Rule.VOLUME}

PLACES: dict[str, LazyString] = {
    "title": lazy_gettext("the title"),
    "author": lazy_gettext("the author"),
    "series": lazy_gettext("the series"),
    "subject": lazy_gettext("the subject"),
    "other": lazy_gettext("the publisher or the description"),
}
"""Where a word may occur, by the names of `catalogue.search.explain.PLACES`."""

EXACT = lazy_gettext("%(word)s: in %(places)s")
BY_STEM = lazy_gettext("%(word)s: in another form, in %(places)s")
BY_PREFIX = lazy_gettext("%(word)s: as the beginning of a word")
BY_VARIANT = lazy_gettext("%(word)s: in another spelling or under another name")


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentence of the ranking rule, None unless sorted by relevance, and a sentence for each word."""

    rule: str | None
    words: Sequence[Markup]


def explain_hits(answer: SearchPage, items: Mapping[int, Sequence[ItemView]]) -> dict[int, Explanation]:
    """Return the explanation of each hit by book id; empty if the query has no words."""
    query = answer.result.query
    if not (query.wanted or query.isbns):
        return {}
    rules = {hit.book_id: hit.rule for hit in answer.result.hits}
    return {
        book.id: Explanation(
            str(RULES[rule]) if (rule := rules[book.id]) else None,
            [
                _format_sentence(places, query.beginning)
                for places in explain(query, IndexedBook(book, items[book.id]))
                if places.places or rule not in NUMBERS  # A number is not a word in another spelling.
            ],
        )
        for book in answer.page.hits
    }


def _format_sentence(found: WordPlaces, beginning: Word | None) -> Markup:
    elsewhere = BY_PREFIX if beginning and found.word == beginning.folded else BY_VARIANT
    form = elsewhere if not found.places else BY_STEM if found.by_stem else EXACT
    places = ", ".join(str(PLACES[place]) for place in found.places)
    return Markup(str(form)) % {"word": Markup("<em>%s</em>") % found.word, "places": places}  # noqa: S704 (our words)
