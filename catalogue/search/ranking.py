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
    """Books that stand together in an order: those that `query` finds, sorted by `column`.

    Books that meet a stricter rule, as `but_for` finds them, are not among them.
    """

    query: Query
    column: str
    descending: bool
    rule: Rule | None = None
    but_for: Mapping[Rule, Query] = field(default_factory=dict)


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
    earlier: dict[Rule, Query] = {}
    for rule, ways in _rules(queries, query):
        if ways:
            meeting = should(*ways)
            yield Stretch(must(found, meeting), "tie", True, rule, {**earlier})
            earlier[rule] = meeting
    yield Stretch(found, "tie", True, Rule.STEMS if query.ranking else None, earlier)


def _rules(queries: Queries, query: TextQuery) -> Iterator[tuple[Rule, Sequence[Query]]]:
    """Yield the rules and the ways in which a book can meet each; none where no book has the words for it."""
    if query.isbns or any(character.isdigit() for character in query.text):
        yield Rule.NUMBER, [queries.of_number(query)]
    typed = [word.folded for word in query.ranking]
    if not typed:
        return
    words = [word for word in query.ranking if not word.is_optional]
    required = [word.folded for word in words]
    title = " ".join(typed)
    is_unfinished = query.ranking[-1] is query.beginning
    yield Rule.TITLE_EXACT, _titled(queries, title_keys(title))
    yield Rule.TITLE_AND_AUTHOR, list(_splits(queries, typed))
    yield Rule.TITLE_BEGINS, list(_beginnings(queries, query.ranking, is_unfinished))
    if len(typed) > 1:
        known = queries.has(["title"], typed, is_unfinished)
        yield Rule.TITLE_PHRASE, [queries.phrase("title", typed, is_unfinished)] if known else []
        yield Rule.TITLE_REORDERED, _titled(queries, keys_in_any_order(title))
    yield Rule.TITLE_WORDS, _all_in(queries, ["title"], required, is_unfinished)
    yield Rule.AUTHOR_WORDS, _all_in(queries, ["author"], required, is_unfinished)
    if len(required) > 1:
        yield Rule.TITLE_OR_AUTHOR, _all_in(queries, ["title", "author"], required, is_unfinished)
    yield Rule.HEADINGS, _all_in(queries, ["title", "author", "series", "subject"], required, is_unfinished)
    yield Rule.TITLE_AKIN, _titled(queries, {key_in_any_form(key) for key in title_keys(title)})
    yield Rule.ANYWHERE, _all_in(queries, ["any"], required, is_unfinished)
    if not is_unfinished:
        yield Rule.TITLE_WORDS_AKIN, _akin(queries, words)
    if not is_unfinished and len(words) > 1:
        yield Rule.TITLE_OR_AUTHOR_AKIN, _akin(queries, words, "author")


def _titled(queries: Queries, keys: Iterable[str]) -> Sequence[Query]:
    """Return what finds the books with each of these keys of a title that there are."""
    return [queries.term("title_exact", key) for key in sorted(keys) if queries.has(["title_exact"], [key])]


def _all_in(
    queries: Queries, fields: Sequence[str], words: Sequence[str], is_unfinished: bool = False
) -> Sequence[Query]:
    """Return what finds the books that have each word in one of `fields`, the last one perhaps unfinished."""
    known = queries.has(fields, words, is_unfinished)
    return [queries.all_in(fields, words, is_unfinished)] if known else []


def _akin(queries: Queries, words: Sequence[Word], *fields: str) -> Sequence[Query]:
    """Return what finds the books that have each word in the title, in any form, or in this form in `fields`."""
    known = (queries.has(["any"], [TITLE_STEM + word.stem]) or queries.has(fields, [word.folded]) for word in words)
    return [queries.akin(words, *fields)] if all(known) else []


def _beginnings(queries: Queries, typed: Sequence[Word], is_unfinished: bool) -> Iterator[Query]:
    """Yield what finds titles that begin so, or so without the article."""
    for words in [typed, typed[1:]] if typed[0].is_optional else [typed]:
        folded = [f"^{words[0].folded}", *(word.folded for word in words[1:])]
        if queries.has(["title_start"], folded, is_unfinished):
            yield queries.phrase("title_start", folded, is_unfinished)


def _splits(queries: Queries, words: Sequence[str]) -> Iterator[Query]:
    """Yield the ways to take `words` for a whole title and words of its author, where there is such a title."""
    if not 2 <= len(words) <= MOST_SPLIT:
        return
    for place in range(1, len(words)):
        for title, author in ((words[:place], words[place:]), (words[place:], words[:place])):
            if exact := _titled(queries, title_keys(" ".join(title))):
                yield from (must(should(*exact), by) for by in _all_in(queries, ["author"], author))
