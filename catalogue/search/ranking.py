"""The order by relevance: rules, the strictest first, and a fixed order among the books that meet the same one.

There is no weighing: the strictest rule that a book meets gives its place, and a reader can be told which one it is. So
two hosts give the same answer, however their indexes were written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tantivy import Query

from catalogue.domain.query.parser import TextQuery, Word
from catalogue.domain.text import title_keys
from catalogue.search.documents import TITLE_STEM, key_in_any_form, keys_in_any_order
from catalogue.search.query_builder import QueryBuilder, but, must, should

MAX_SPLIT = 8
"""Words of a text that is tried as a title and its author, split in every way."""


class Rule(StrEnum):
    """What gives a book its place, the strictest rule first."""

    NUMBER = "number"
    TITLE_EXACT = "title_exact"
    VOLUME = "volume"
    CALL_NUMBER = "call_number"
    SERIES = "series"
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


SCATTERED = frozenset({Rule.ANYWHERE, Rule.STEMS, None})
"""Rules of a first book whose words have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Books that follow each other in an order: those that `query` finds, sorted by `column`.

    Books that meet a stricter rule, which `but_for` finds, are not among them.
    """

    query: Query
    column: str
    descending: bool
    rule: Rule | None = None
    but_for: Mapping[Rule, Query] = field(default_factory=dict)


RELEVANCE = "relevance"
"""The order by rules."""

SORTS = {"title": "by_title", "author": "by_author", "series": "by_series", "year": "by_year", "created": "by_created"}
"""The column of each order."""

OPTIONAL = {"author", "series", "year"}
"""The orders whose value a book may lack: it comes last, in either direction."""


def split_order(builder: QueryBuilder, found: Query, query: TextQuery, sort: str) -> Iterator[Stretch]:
    """Yield the books found, in order: by relevance to `query`, or by a name of `SORTS` (`-`: descending)."""
    if sort == RELEVANCE:
        yield from _split_by_rule(builder, found, query)
        return
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name not in OPTIONAL:
        yield Stretch(found, SORTS[name], descending)
        return
    lacking = builder.term("missing", name)
    yield Stretch(but(found, [lacking]), SORTS[name], descending)
    yield Stretch(must(found, lacking), "id", descending)


def _split_by_rule(builder: QueryBuilder, found: Query, query: TextQuery) -> Iterator[Stretch]:
    earlier: dict[Rule, Query] = {}
    for rule, meeting in build_rules(builder, query):
        yield Stretch(must(found, meeting), "tie", True, rule, {**earlier})
        earlier[rule] = meeting
    yield Stretch(found, "tie", True, last_rule(query), earlier)


def last_rule(query: TextQuery) -> Rule | None:
    """Return the rule that every book found meets; none if there are no words to rank by."""
    return Rule.STEMS if query.ranking else None


def build_rules(builder: QueryBuilder, query: TextQuery) -> Sequence[tuple[Rule, Query]]:
    """Return the rules that some book may meet, the strictest first, and the books that meet each."""
    all_ways: dict[Rule, list[Query]] = {rule: [] for rule in Rule}
    for reading in query.readings:
        for rule, ways in _list_ways(builder, reading):
            all_ways[rule] += ways
    return [(rule, should(*ways)) for rule, ways in all_ways.items() if ways]


def _list_ways(builder: QueryBuilder, query: TextQuery) -> Iterator[tuple[Rule, Sequence[Query]]]:
    """Yield each rule with the ways in which a book can meet it; none if no book has the words for it."""
    if query.isbns or any(character.isdigit() for character in query.text):
        yield Rule.NUMBER, [builder.match_number(query)]
    typed = [word.folded for word in query.ranking]
    if not typed:
        return
    words = [word for word in query.ranking if not word.is_optional]
    required = [word.folded for word in words]
    title = " ".join(word.typed for word in query.ranking)
    is_unfinished = query.ranking[-1] is query.beginning
    yield Rule.TITLE_EXACT, _match_titles(builder, title_keys(title))
    yield Rule.VOLUME, builder.list_volume_matches(query)
    yield Rule.CALL_NUMBER, builder.list_call_number_matches(query)
    yield Rule.SERIES, _match_keys(builder, "set_key", title_keys(title))
    yield Rule.TITLE_AND_AUTHOR, list(_match_title_and_author(builder, typed))
    yield Rule.TITLE_BEGINS, list(_match_beginnings(builder, query.ranking, is_unfinished))
    if len(typed) > 1:
        known = builder.has_words(["title"], typed, is_unfinished)
        yield Rule.TITLE_PHRASE, [builder.match_phrase("title", typed, is_unfinished)] if known else []
        yield Rule.TITLE_REORDERED, _match_titles(builder, keys_in_any_order(title))
    yield Rule.TITLE_WORDS, _match_words(builder, ["title"], required, is_unfinished)
    yield Rule.AUTHOR_WORDS, _match_words(builder, ["author"], required, is_unfinished)
    if len(required) > 1:
        yield Rule.TITLE_OR_AUTHOR, _match_words(builder, ["title", "author"], required, is_unfinished)
    yield Rule.HEADINGS, _match_words(builder, ["title", "author", "series", "subject"], required, is_unfinished)
    yield Rule.TITLE_AKIN, _match_titles(builder, {key_in_any_form(key) for key in title_keys(title)})
    yield Rule.ANYWHERE, _match_words(builder, ["any"], required, is_unfinished)
    if not is_unfinished:
        yield Rule.TITLE_WORDS_AKIN, _match_forms(builder, words)
    if not is_unfinished and len(words) > 1:
        yield Rule.TITLE_OR_AUTHOR_AKIN, _match_forms(builder, words, "author")


def _match_titles(builder: QueryBuilder, keys: Iterable[str]) -> Sequence[Query]:
    """Return the queries for those of these title keys that some book has."""
    return _match_keys(builder, "title_exact", keys)


def _match_keys(builder: QueryBuilder, field_name: str, keys: Iterable[str]) -> Sequence[Query]:
    return [builder.term(field_name, key) for key in sorted(keys) if builder.has_words([field_name], [key])]


def _match_words(
    builder: QueryBuilder, fields: Sequence[str], words: Sequence[str], is_unfinished: bool = False
) -> Sequence[Query]:
    """Return the query for books that have each word in one of `fields`; none if some word is in no book there."""
    are_known = builder.has_words(fields, words, is_unfinished)
    return [builder.match_all_in(fields, words, is_unfinished)] if are_known else []


def _match_forms(builder: QueryBuilder, words: Sequence[Word], *fields: str) -> Sequence[Query]:
    """Return the query for books that have each word in the title, in any form, or in this form in `fields`."""
    known = (
        builder.has_words(["any"], [TITLE_STEM + word.stem]) or builder.has_words(fields, [word.folded])
        for word in words
    )
    return [builder.match_forms(words, *fields)] if all(known) else []


def _match_beginnings(builder: QueryBuilder, typed: Sequence[Word], is_unfinished: bool) -> Iterator[Query]:
    """Yield the queries for titles that begin so, with or without the article."""
    for words in [typed, typed[1:]] if typed[0].is_optional else [typed]:
        positions = [f"^{words[0].folded}", *(word.folded for word in words[1:])]
        if builder.has_words(["title_start"], positions, is_unfinished):
            yield builder.match_phrase("title_start", positions, is_unfinished)


def _match_title_and_author(builder: QueryBuilder, words: Sequence[str]) -> Iterator[Query]:
    """Yield the queries that take `words` for a whole title and words of its author, if there is such a title."""
    if not 2 <= len(words) <= MAX_SPLIT:
        return
    for place in range(1, len(words)):
        for title, author in ((words[:place], words[place:]), (words[place:], words[:place])):
            if exact := _match_titles(builder, title_keys(" ".join(title))):
                yield from (must(should(*exact), by) for by in _match_words(builder, ["author"], author))
