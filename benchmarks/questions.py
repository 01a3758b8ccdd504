"""What readers ask: a mix of questions of several kinds, each as often, made from the words of the books themselves."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import combinations, cycle, islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from catalogue.domain.query.filters import FILTERS, Filters
from catalogue.domain.text import stem, words
from catalogue.search.documents import STEM
from catalogue.search.index import SearchIndex, Snapshot

N_SAMPLED = 3000
"""Books whose words are weighed."""

N_COMMON = 6
"""The commonest words, of which threes are asked for."""

NARROWED = (
    Filters(language=("fr",), decade=(1990,)),
    Filters(available=(True,)),
    Filters(year_from=2000, year_to=2009),
    Filters(language=("fr", "en"), available=(True,)),
)
_SAMPLE = """
    SELECT title, isbn,
        (SELECT name FROM authorship JOIN author ON author.id = author_id WHERE book_id = book.id LIMIT 1)
    FROM book WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class BenchmarkQuestion:
    """What is typed and chosen; `meant` is what should have been typed, where that is something else."""

    kind: str
    text: str
    filters: Filters = field(default_factory=Filters)
    meant: str = ""

    def build_path(self, n_blanks: int = 0) -> str:
        """Return the address of the answer; blanks make it another question, which finds the same books."""
        chosen = {name: [FILTERS[name].format(value) for value in values] for name, values in self.filters.items()}
        return f"/api/search?{urlencode({'q': self.text + ' ' * n_blanks, **chosen}, doseq=True)}"


def make_mix(sampled: Path, indexed: Path, n: int) -> list[BenchmarkQuestion]:
    """Return `n` questions of each kind, in the order of the kinds.

    :param sampled: the database whose books are asked for.
    :param indexed: the folder of the index that tells how common a word is.
    """
    snapshot = SearchIndex(indexed).snapshot()
    assert snapshot is not None
    return [
        question for questions in _make_kinds(_Sample(sampled), snapshot) for question in islice(cycle(questions), n)
    ]


class _Sample:
    """Some books, taken at random but each time the same."""

    def __init__(self, database: Path) -> None:
        self.random = Random(3)
        with closing(sqlite3.connect(database)) as connection:
            n_books: int = connection.execute("SELECT max(id) FROM book").fetchone()[0]
            book_ids = self.random.sample(range(1, n_books + 1), min(N_SAMPLED, n_books))
            rows = connection.execute(_SAMPLE, [str(book_ids)]).fetchall()
        self.titles = [words(title) for title, *_ in rows]
        self.isbns = [isbn for _, isbn, _ in rows if isbn]
        self.signed = [(words(title), words(name)) for title, _, name in rows if name]
        self.words = sorted({word for title in self.titles for word in title})


def _make_kinds(sample: _Sample, snapshot: Snapshot) -> Iterator[Sequence[BenchmarkQuestion]]:
    def n_books(word: str) -> int:
        return snapshot.searcher.doc_freq("any", STEM + stem(word))

    by_rarity = sorted(sample.words, key=lambda word: (n_books(word), word))
    common = by_rarity[: -N_COMMON - 1 : -1]
    signed = [f"{max(title, key=len)} {name[-1]}" for title, name in sample.signed]
    phrases = [" ".join(title[-3:]) for title in sample.titles if len(title) >= 3]
    yield [BenchmarkQuestion("the commonest word", common[0])]
    yield [BenchmarkQuestion("three common words", " ".join(three)) for three in combinations(common, 3)]
    yield [BenchmarkQuestion("a title's word and its author", text) for text in signed]
    yield [BenchmarkQuestion("a rare word", word) for word in by_rarity[: N_SAMPLED // 50]]
    yield [
        BenchmarkQuestion("a misspelt word", typed, meant=meant)
        for typed, meant in _make_misspellings(sample, snapshot)
    ]
    yield [BenchmarkQuestion("a phrase", f'"{text}"') for text in phrases]
    yield [BenchmarkQuestion("an ISBN", isbn) for isbn in sample.isbns]
    yield [BenchmarkQuestion("nothing: all books", "")]
    yield [BenchmarkQuestion("the commonest word, narrowed down", common[0], filters) for filters in NARROWED]


def _make_misspellings(sample: _Sample, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield long words with two letters swapped that make no other word, and the words themselves."""
    for word in sample.random.sample(sample.words, len(sample.words)):
        place = sample.random.randrange(1, max(2, len(word) - 2))
        swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        known = any(snapshot.searcher.doc_freq("any", form) for form in (swapped, STEM + stem(swapped)))
        if len(word) > 5 and word.isalpha() and not known:
            yield swapped, word
