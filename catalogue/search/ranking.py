"""The right book first: rules, the strictest first, and a fixed order among the books that meet the same one.

There are no scores: a book stands where it does because of the first rule that it meets, which can be told to a
reader. So two hosts give the same answer, however their indexes were written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tantivy import Query

from catalogue.domain.query import TextQuery
from catalogue.domain.text import title_keys
from catalogue.search.documents import key_in_any_form, keys_in_any_order
from catalogue.search.queries import Queries, but, must, should

MOST_SPLIT = 8
"""Words of a question that is tried as a title and its author, in every way to cut it in two."""


class Rule(StrEnum):
    """Why a book stands where it does, the strictest first."""

    NUMBER = "number"
    TITLE_EXACT = "title_exact"
    TITLE_AND_AUTHOR = "title_and_author"
    TITLE_BEGINS = "title_begins"
    TITLE_PHRASE = "title_phrase"
    TITLE_REORDERED = "title_reordered"
    TITLE_WORDS = "title_words"
    AUTHOR_WORDS = "author_words"
    TITLE_OR_AUTHOR = "title_or_author"
    HEADINGS = "headings"
    TITLE_AKIN = "title_akin"
    ANYWHERE = "anywhere"
    TITLE_WORDS_AKIN = "title_words_akin"
    TITLE_OR_AUTHOR_AKIN = "title_or_author_akin"
    STEMS = "stems"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Books that stand together in an order: those that `query` finds, sorted by `column`."""

    query: Query
    column: str
    descending: bool
    rule: Rule | None = None


SORTS = {"title": "by_title", "author": "by_author", "year": "by_year", "created": "by_created"}
"""The column of each order."""

WITHOUT = {"author", "year"}
"""The orders in which a book may have no place: it comes last, whichever way the order goes."""


def stretches(queries: Queries, found: Query, query: TextQuery, sort: str) -> Iterator[Stretch]:
    """Yield the books that were found, in order: by relevance to `query`, or by a name of `SORTS` (`-`: falling)."""
    if sort == "relevance":
        yield from _by_rules(queries, found, query)
        return
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name not in WITHOUT:
        yield Stretch(found, SORTS[name], descending)
        return
    lacking = queries.term("missing", name)
    yield Stretch(but(found, [lacking]), SORTS[name], descending)
    yield Stretch(must(found, lacking), "id", descending)


def _by_rules(queries: Queries, found: Query, query: TextQuery) -> Iterator[Stretch]:
    earlier: list[Query] = []
    for rule, meeting in _rules(queries, query):
        yield Stretch(but(must(found, meeting), earlier), "tie", True, rule)
        earlier.append(meeting)
    yield Stretch(but(found, earlier), "tie", True, Rule.STEMS if query.ranking else None)


def _rules(queries: Queries, query: TextQuery) -> Iterator[tuple[Rule, Query]]:
    if query.isbns or any(character.isdigit() for character in query.text):
        yield Rule.NUMBER, queries.of_number(query)
    typed = [word.folded for word in query.ranking]
    if not typed:
        return
    words = [word for word in query.ranking if not word.is_optional]
    required = [word.folded for word in words]
    title = " ".join(typed)
    is_unfinished = query.ranking[-1] is query.beginning
    yield Rule.TITLE_EXACT, should(*(queries.term("title_exact", key) for key in sorted(title_keys(title))))
    if splits := list(_splits(queries, typed)):
        yield Rule.TITLE_AND_AUTHOR, should(*splits)
    beginnings = [typed] if query.ranking[0].is_optional is False else [typed, typed[1:]]
    yield Rule.TITLE_BEGINS, should(*(_begins(queries, words, is_unfinished) for words in beginnings))
    if len(typed) > 1:
        yield Rule.TITLE_PHRASE, queries.phrase("title", typed, is_unfinished)
        yield Rule.TITLE_REORDERED, should(*(queries.term("title_exact", key) for key in keys_in_any_order(title)))
    yield Rule.TITLE_WORDS, queries.all_in(["title"], required, is_unfinished)
    yield Rule.AUTHOR_WORDS, queries.all_in(["author"], required, is_unfinished)
    if len(required) > 1:
        yield Rule.TITLE_OR_AUTHOR, queries.all_in(["title", "author"], required, is_unfinished)
    yield Rule.HEADINGS, queries.all_in(["title", "author", "series", "subject"], required, is_unfinished)
    akin = {key_in_any_form(key) for key in title_keys(title)}
    yield Rule.TITLE_AKIN, should(*(queries.term("title_exact", key) for key in sorted(akin)))
    yield Rule.ANYWHERE, queries.all_in(["any"], required, is_unfinished)
    if not is_unfinished:
        yield Rule.TITLE_WORDS_AKIN, queries.akin(words)
    if not is_unfinished and len(words) > 1:
        yield Rule.TITLE_OR_AUTHOR_AKIN, queries.akin(words, "author")


def _begins(queries: Queries, words: Sequence[str], is_unfinished: bool) -> Query:
    return queries.phrase("title_start", [f"^{words[0]}", *words[1:]], is_unfinished)


def _splits(queries: Queries, words: Sequence[str]) -> Iterator[Query]:
    """Yield the ways to take `words` for a whole title and words of its author, where there is such a title."""
    if not 2 <= len(words) <= MOST_SPLIT:
        return
    for place in range(1, len(words)):
        for title, author in ((words[:place], words[place:]), (words[place:], words[:place])):
            keys = [key for key in sorted(title_keys(" ".join(title))) if queries.searcher.doc_freq("title_exact", key)]
            if keys:
                exact = should(*(queries.term("title_exact", key) for key in keys))
                yield must(exact, queries.all_in(["author"], author))
