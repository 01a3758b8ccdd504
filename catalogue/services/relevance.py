"""How well the search finds a book that a reader means, measured with questions made from the catalogue's records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.identifiers import code_key
from catalogue.domain.known_items import Kind, Question, find_volume_key, make_edition_key, make_questions, make_set_key
from catalogue.domain.views import BookView, ItemView
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from catalogue.services.indexing import LiveIndex
from catalogue.store import book_numbers
from catalogue.store.book_views import read_books
from catalogue.store.holdings import read_holdings

LOOKED_AT = 10
"""Books of an answer among which the right one is looked for."""

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose right answer, `book`, was not the first; `rank` is where it stood, None below the tenth."""

    question: Question
    book: BookView
    rank: int | None
    first: BookView | None


@dataclass(slots=True)
class Tally:
    """The ranks (1-based) that right answers had to questions of one kind; None for those below the tenth."""

    ranks: list[int | None] = field(default_factory=list)

    @property
    def n_questions(self) -> int:
        """How many questions there were."""
        return len(self.ranks)

    def success(self, at: int) -> float:
        """Return the share of questions whose right answer was among the first `at`."""
        return sum(rank is not None and rank <= at for rank in self.ranks) / max(len(self.ranks), 1)

    @property
    def mean_reciprocal_rank(self) -> float:
        """The mean of 1/rank, 0 for what was not found."""
        return sum(1 / rank for rank in self.ranks if rank) / max(len(self.ranks), 1)


@dataclass(slots=True)
class Relevance:
    """What a measure found: a tally for each kind of question, and what was not the first of its answer."""

    n_books: int = 0
    tallies: dict[Kind, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def of(self, *kinds: Kind) -> Tally:
        """Return the tally of several kinds together."""
        return Tally([rank for kind in kinds for rank in self.tallies.get(kind, Tally()).ranks])


Progress = Callable[[int, int], None]


def measure(
    session: Session, live: LiveIndex, n_books: int, seed: int = 1, told: Progress = lambda *_: None
) -> Relevance:
    """Ask every kind of question about at most `n_books` books, drawn by `seed`; the same ones, the same questions.

    :raises IndexUnwritable: when there is no index to search and none can be made.
    """
    relevance = Relevance()
    sample = _sample(session, n_books, seed)
    for book, items in _read_books(session, sample):
        for question in make_questions(book, items, Random(f"{seed} {book.id}")):  # noqa: S311
            _ask(session, live, question, book, relevance)
        relevance.n_books += 1
        told(relevance.n_books, len(sample))
    return relevance


def _sample(session: Session, n_books: int, seed: int) -> Sequence[int]:
    ids = list(book_numbers.iterate_all(session, 5000))
    return ids if len(ids) <= n_books else sorted(Random(seed).sample(ids, n_books))  # noqa: S311


def _read_books(session: Session, ids: Sequence[int]) -> Iterator[tuple[BookView, Sequence[ItemView]]]:
    for some in split_batches(ids, _BATCH):
        items = read_holdings(session, some)
        yield from ((book, items[book.id]) for book in read_books(session, some))


def _ask(session: Session, live: LiveIndex, question: Question, book: BookView, found: Relevance) -> None:
    hits = discovery.search(session, live, SearchRequest(question.text), 1, LOOKED_AT).page.hits
    items = read_holdings(session, [hit.id for hit in hits]) if question.kind is Kind.CALL_NUMBER else {}
    ranks = (
        rank
        for rank, hit in enumerate(hits, 1)
        if hit.id == book.id or _is_right(question, book, hit, items.get(hit.id, ()))
    )
    rank = next(ranks, None)
    found.tallies.setdefault(question.kind, Tally()).ranks.append(rank)
    if rank != 1:
        found.misses.append(Miss(question, book, rank, hits[0] if hits else None))


def _is_right(question: Question, book: BookView, hit: BookView, items: Sequence[ItemView]) -> bool:
    """Tell whether a book answers a question about another one as well, as nothing in the question tells them apart."""
    match question.kind:
        case Kind.CALL_NUMBER:
            return code_key(question.text) in {code_key(item.call_number or "") for item in items}
        case Kind.VOLUME:
            return find_volume_key(hit) == find_volume_key(book)
        case Kind.AUTHOR_AND_WORD | Kind.AUTHOR_MISSPELT | Kind.BEGINNING if make_set_key(hit) == make_set_key(book):
            return True
    names_author = question.names_author
    return make_edition_key(hit, with_author=names_author) == make_edition_key(book, with_author=names_author)
