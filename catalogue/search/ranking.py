"""The right book first: rules, the strictest first, and a fixed order among the books that meet the same one.

There are no scores: a book stands where it does because of the first rule that it meets, which can be told to a
reader. So two hosts give the same answer, however their indexes were written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tantivy import Query

from catalogue.domain.query.parser import TextQuery, Word
from catalogue.domain.text import title_keys
from catalogue.search.documents import TITLE_STEM, key_in_any_form, keys_in_any_order
from catalogue.search.query_builder import QueryBuilder, but, must, should

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
    """Books that stand together in an order: those that `query` finds, sorted by `column`.

    Books that meet a stricter rule, as `but_for` finds them, are not among them.
    """

    query: Query
    column: str
    descending: bool
    rule: Rule | None = None
    but_for: Mapping[Rule, Query] = field(default_factory=dict)


RELEVANCE = "relevance"
"""The order by rules."""

SORTS = {"title": "by_title", "author": "by_author", "year": "by_year", "created": "by_created"}
"""The column of each order."""

WITHOUT = {"author", "year"}
"""The orders in which a book may have no place: it comes last, whichever way the order goes."""


def stretches(builder: QueryBuilder, found: Query, query: TextQuery, sort: str) -> Iterator[Stretch]:
    """Yield the books that were found, in order: by relevance to `query`, or by a name of `SORTS` (`-`: falling)."""
    if sort == RELEVANCE:
        yield from _stretches_by_rule(builder, found, query)
        return
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name not in WITHOUT:
        yield Stretch(found, SORTS[name], descending)
        return
    lacking = builder.term("missing", name)
    yield Stretch(but(found, [lacking]), SORTS[name], descending)
    yield Stretch(must(found, lacking), "id", descending)


def _stretches_by_rule(builder: QueryBuilder, found: Query, query: TextQuery) -> Iterator[Stretch]:
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
    return [(rule, should(*ways)) for rule, ways in _rules(builder, query) if ways]


def _rules(builder: QueryBuilder, query: TextQuery) -> Iterator[tuple[Rule, Sequence[Query]]]:
    """Yield the rules and the ways in which a book can meet each; none where no book has the words for it."""
    if query.isbns or any(character.isdigit() for character in query.text):
        yield Rule.NUMBER, [builder.of_number(query)]
    typed = [word.folded for word in query.ranking]
    if not typed:
        return
    words = [word for word in query.ranking if not word.is_optional]
    required = [word.folded for word in words]
    title = " ".join(typed)
    is_unfinished = query.ranking[-1] is query.beginning
    yield Rule.TITLE_EXACT, _titled(builder, title_keys(title))
    yield Rule.TITLE_AND_AUTHOR, list(_splits(builder, typed))
    yield Rule.TITLE_BEGINS, list(_beginnings(builder, query.ranking, is_unfinished))
    if len(typed) > 1:
        known = builder.has(["title"], typed, is_unfinished)
        yield Rule.TITLE_PHRASE, [builder.phrase("title", typed, is_unfinished)] if known else []
        yield Rule.TITLE_REORDERED, _titled(builder, keys_in_any_order(title))
    yield Rule.TITLE_WORDS, _all_in(builder, ["title"], required, is_unfinished)
    yield Rule.AUTHOR_WORDS, _all_in(builder, ["author"], required, is_unfinished)
    if len(required) > 1:
        yield Rule.TITLE_OR_AUTHOR, _all_in(builder, ["title", "author"], required, is_unfinished)
    yield Rule.HEADINGS, _all_in(builder, ["title", "author", "series", "subject"], required, is_unfinished)
    yield Rule.TITLE_AKIN, _titled(builder, {key_in_any_form(key) for key in title_keys(title)})
    yield Rule.ANYWHERE, _all_in(builder, ["any"], required, is_unfinished)
    if not is_unfinished:
        yield Rule.TITLE_WORDS_AKIN, _akin(builder, words)
    if not is_unfinished and len(words) > 1:
        yield Rule.TITLE_OR_AUTHOR_AKIN, _akin(builder, words, "author")


def _titled(builder: QueryBuilder, keys: Iterable[str]) -> Sequence[Query]:
    """Return what finds the books with each of these keys of a title that there are."""
    return [builder.term("title_exact", key) for key in sorted(keys) if builder.has(["title_exact"], [key])]


def _all_in(
    builder: QueryBuilder, fields: Sequence[str], words: Sequence[str], is_unfinished: bool = False
) -> Sequence[Query]:
    """Return what finds the books that have each word in one of `fields`, the last one perhaps unfinished."""
    known = builder.has(fields, words, is_unfinished)
    return [builder.all_in(fields, words, is_unfinished)] if known else []


def _akin(builder: QueryBuilder, words: Sequence[Word], *fields: str) -> Sequence[Query]:
    """Return what finds the books that have each word in the title, in any form, or in this form in `fields`."""
    known = (builder.has(["any"], [TITLE_STEM + word.stem]) or builder.has(fields, [word.folded]) for word in words)
    return [builder.akin(words, *fields)] if all(known) else []


def _beginnings(builder: QueryBuilder, typed: Sequence[Word], is_unfinished: bool) -> Iterator[Query]:
    """Yield what finds titles that begin so, or so without the article."""
    for words in [typed, typed[1:]] if typed[0].is_optional else [typed]:
        folded = [f"^{words[0].folded}", *(word.folded for word in words[1:])]
        if builder.has(["title_start"], folded, is_unfinished):
            yield builder.phrase("title_start", folded, is_unfinished)


def _splits(builder: QueryBuilder, words: Sequence[str]) -> Iterator[Query]:
    """Yield the ways to take `words` for a whole title and words of its author, where there is such a title."""
    if not 2 <= len(words) <= MOST_SPLIT:
        return
    for place in range(1, len(words)):
        for title, author in ((words[:place], words[place:]), (words[place:], words[:place])):
            if exact := _titled(builder, title_keys(" ".join(title))):
                yield from (must(should(*exact), by) for by in _all_in(builder, ["author"], author))
