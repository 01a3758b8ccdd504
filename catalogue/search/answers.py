"""A question answered from one snapshot of the index: which books, in which order, counted by which facets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from tantivy import Query

from catalogue.domain.filters import Facet, Filters
from catalogue.domain.query import Keep, Scope, TextQuery, parse_query
from catalogue.domain.rewording import rewordings
from catalogue.domain.text import squeeze
from catalogue.search import cores, facets, spelling
from catalogue.search.commonest import Headings, is_quicker
from catalogue.search.documents import STEM
from catalogue.search.facets import FacetValue
from catalogue.search.index import Snapshot
from catalogue.search.paging import Hit, hits
from catalogue.search.queries import ONE_VALUED, Conditions, Queries, is_parted, narrowed
from catalogue.search.ranking import Rule, stretches

MOST_CHARACTERS = 1000
"""Of a question; what follows is not read."""

FEW = 2
"""Books so few that a slip of the pen may be why."""

MANY_TIMES = 5
"""How many times more books another spelling has to find, to be offered where a few were found."""

MOST_TRIED = 12
"""Spellings that are tried."""

WHOLE_TITLES = {Rule.TITLE_EXACT, Rule.TITLE_AND_AUTHOR}
IN_OTHER_FORMS = {Rule.TITLE_WORDS_AKIN, Rule.TITLE_OR_AUTHOR_AKIN, Rule.STEMS}
"""Rules of a first book from which on a spelling that makes a whole title is offered."""

LITERALLY = frozenset({Keep.SPELLING})
"""What a program insists on: it is told what it asked for, and nothing like it."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search: the text typed, what of it is to be taken literally, filters, the order, and what is to be counted.

    :param is_unfinished: whether the reader is still typing, so that the last word may be the beginning of one.
    :param counted: the facets wanted, `whole` being the one of which all values are.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    keep: frozenset[Keep] = frozenset()
    sort: str = "relevance"
    is_unfinished: bool = False
    counted: tuple[Facet, ...] = ()
    whole: Facet | None = None

    @property
    def wanted(self) -> tuple[Facet, ...]:
        """What is to be counted."""
        return (self.whole,) if self.whole else self.counted

    @property
    def n_values(self) -> int:
        """How many values of each facet are told at most."""
        return facets.MOST_VALUES if self.whole else facets.SHOWN

    @property
    def query(self) -> TextQuery:
        """The text, understood."""
        understood = parse_query(squeeze(self.text)[:MOST_CHARACTERS], self.keep)
        return replace(understood, is_unfinished=self.is_unfinished)


@dataclass(frozen=True, slots=True)
class Correction:
    """Another spelling, how many books it finds, and whether those are shown because the one typed finds none."""

    text: str
    total: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `query` is the question that the books answer, which is the correction when that is shown.

    `facets` is None where all books found are on the page and nothing was filtered out: looking at those few is
    quicker (`facets.of_books`). `unknown` are the words that are in no book; `n_unfiltered` is how many books there
    would be without any filter, told when the filters leave none.
    """

    query: TextQuery
    total: int
    hits: Sequence[Hit]
    facets: Mapping[Facet, Sequence[FacetValue]] | None
    correction: Correction | None = None
    unknown: tuple[str, ...] = ()
    n_unfiltered: int = 0


def answer(
    snapshot: Snapshot, search: Search, page: int, per_page: int, headings: Callable[[Facet], Headings]
) -> Answer:
    """Return one page of what a search finds; asked again, it is remembered as long as the snapshot lives.

    :param headings: tells those of a facet, see `catalogue.search.commonest`.
    """
    key = (search, page, per_page)
    known: Answer | None = snapshot.answers.get(key)
    if known is None:
        known = _answer(_Asked(snapshot, search, headings, search.query), page, per_page)
        snapshot.answers.put(key, known)
    return known


def _answer(asked: "_Asked", page: int, per_page: int) -> Answer:
    shown = asked
    page_found = shown.begin_page(page, per_page)
    correction = None if Keep.SPELLING in asked.search.keep else _correction(asked)
    if correction is not None and correction.is_shown:
        shown = replace(asked, query=parse_query(correction.text, asked.search.keep))
        page_found = shown.begin_page(page, per_page)
    is_whole = page == 1 and shown.total <= per_page and not shown.conditions
    counted = None if is_whole else _facets(shown)
    return Answer(
        query=shown.query,
        total=shown.total,
        hits=page_found(),
        facets=counted,
        correction=correction,
        unknown=asked.unknown if not asked.total else (),
        n_unfiltered=shown.queries.count(shown.found) if not shown.total and shown.conditions else 0,
    )


@dataclass(frozen=True)
class _Asked:
    """A question put to a snapshot."""

    snapshot: Snapshot
    search: Search
    headings: Callable[[Facet], Headings]
    query: TextQuery

    @cached_property
    def queries(self) -> Queries:
        return Queries(self.snapshot)

    @cached_property
    def found(self) -> Query:
        return self.queries.match(self.query)

    @cached_property
    def conditions(self) -> Conditions:
        return self.queries.conditions(self.search.filters)

    @cached_property
    def filtered(self) -> Query:
        return narrowed(self.found, self.conditions)

    @cached_property
    def total(self) -> int:
        if not (self.query.text.strip() or self.conditions):
            return self.queries.n_all()
        return self.queries.count(self.filtered)

    @cached_property
    def n_most(self) -> int:
        """About how many books are found at most, which is known without looking at them."""
        words = [word for term in self.query.wanted for word in term.words if not word.is_optional]
        doc_freq, n_all = self.snapshot.searcher.doc_freq, self.queries.n_all()
        return min((doc_freq("any", STEM + word.stem) for word in words), default=n_all)

    def begin_page(self, page: int, per_page: int) -> Callable[[], Sequence[Hit]]:
        """Return what waits for a page of books; where they may be many, the first begins before they are counted."""
        is_early = page == 1 and self.n_most > cores.MANY
        total, n_found = (per_page, self.n_most) if is_early else (self.total, self.total)
        order = stretches(self.queries, self.filtered, self.query, self.search.sort)
        return cores.begun(partial(hits, self.snapshot, order, (page - 1) * per_page, per_page, total), n_found)

    @cached_property
    def n_plain(self) -> int:
        """How many books are found; 0 where it takes long to tell of a book whether it is, as of years and phrases."""
        terms, filters = self.query.terms, self.search.filters.values()
        is_plain = (
            all(term.scope is Scope.ANYWHERE and not (term.is_phrase or term.joined) for term in terms)
            and all(isinstance(of, tuple) and (len(of) == 1 or name in ONE_VALUED) for name, of in filters.items())
            and is_parted(self.conditions)
            and self.query.year_from is self.query.year_to is None
            and not self.search.is_unfinished
        )
        return self.total if is_plain else 0

    @cached_property
    def required(self) -> list[str]:
        words = (word.folded for term in self.query.wanted for word in term.words if not word.is_optional)
        return list(dict.fromkeys(words))

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        return tuple(word for word in self.required if not self.queries.n_books("any", word))


def _correction(asked: _Asked) -> Correction | None:
    """Return the likeliest other way to put the question, when the one typed finds nothing, little or other forms only.

    Where it finds nothing, that is the way whose first book meets the strictest rule: `aure in action` is the title
    *Azure in Action* rather than words that are near and on more books.
    """
    if not asked.query.wanted or asked.search.is_unfinished:
        return None
    if not asked.total:
        best = min(_others(asked), key=_strictness, default=None)
        return Correction(best.query.text, best.total, is_shown=True) if best else None
    if not asked.queries.has(["any"], asked.required) and _first(asked).rule in IN_OTHER_FORMS:
        best = min(_others(asked), key=_strictness, default=None)
        if best and _first(best).rule in WHOLE_TITLES and _first(best).book_id != _first(asked).book_id:
            return Correction(best.query.text, best.total, is_shown=False)
    if asked.total <= FEW:
        best = max(_others(asked), key=lambda one: one.total, default=None)
        if best and best.total > asked.total * MANY_TIMES:
            return Correction(best.query.text, best.total, is_shown=False)
    return None


def _others(asked: _Asked) -> Iterator[_Asked]:
    """Yield the question put otherwise, in the ways that find something: words near those typed, or fewer words.

    Who asks precisely is answered precisely, unless what was typed is a title.
    """
    texts = [*islice(spelling.corrections(asked.snapshot, asked.query), MOST_TRIED)]
    if not asked.total:
        texts += (bare := [*rewordings(asked.query)])
        for text in bare[:1]:
            texts += islice(spelling.corrections(asked.snapshot, parse_query(text, asked.search.keep)), MOST_TRIED)
    for text in dict.fromkeys(texts):
        other = replace(asked, query=parse_query(text, asked.search.keep))
        if other.total and (other.query.n_precise == asked.query.n_precise or _first(other).rule is Rule.TITLE_EXACT):
            yield other


def _strictness(asked: _Asked) -> int:
    """Return the place of the rule that the first book meets; there is one."""
    rule = _first(asked).rule
    return list(Rule).index(rule) if rule else len(Rule)


def _first(asked: _Asked) -> Hit:
    """Return the first book; there is one."""
    (first,) = hits(
        asked.snapshot, stretches(asked.queries, asked.filtered, asked.query, "relevance"), 0, 1, asked.total
    )
    return first


def _facets(shown: _Asked) -> dict[Facet, list[FacetValue]]:
    """Return the counts of each facet wanted; values that are chosen are told whatever their count."""
    search = shown.search
    headings = {
        facet: shown.headings(facet) for facet in search.wanted if is_quicker(shown.snapshot, facet, shown.n_plain)
    }
    counted = facets.count(
        shown.snapshot, shown.found, shown.conditions, search.wanted, search.n_values, shown.total, headings
    )
    return {facet: list(_with_chosen(shown, facet, values)) for facet, values in counted.items()}


def _with_chosen(shown: _Asked, facet: Facet, values: Sequence[FacetValue]) -> Sequence[FacetValue]:
    chosen = getattr(shown.search.filters, facet)
    if not chosen:
        return values
    told = [replace(value, is_chosen=value.value in chosen) for value in values]
    others = narrowed(shown.found, shown.conditions, but_for=facet)
    for value in chosen:
        if all(one.value != value for one in told):
            one_value: dict[str, Any] = {facet.value: (value,)}
            single = shown.queries.conditions(Filters(**one_value))
            n_books = shown.queries.count(narrowed(others, single))
            told.append(FacetValue(value, n_books, is_chosen=True))
    return told
