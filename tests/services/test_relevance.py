"""The search finds the books that readers mean: questions made from the demonstration collection."""

from typing import Any

import pytest

from catalogue.cli import demonstration
from catalogue.domain.known_items import Kind
from catalogue.services import relevance
from catalogue.services.indexing import LiveIndex
from tests.conftest import on_sqlite

TITLES = (Kind.TITLE, Kind.FOLDED)
SLIPS = (Kind.LEFT_OUT, Kind.PUT_IN, Kind.MISTAKEN, Kind.LETTERS_SWAPPED)


@pytest.fixture
def report(writing: Any, reading: Any, live: LiveIndex) -> Any:
    """What a measure over the whole demonstration collection finds."""
    with writing() as session:
        demonstration.load(session, actor="test")
    with reading() as session:
        return relevance.measure(session, live, n_books=10_000)


@on_sqlite
def test_known_items_are_found(report: Any) -> None:
    assert {kind: report.of(kind).success(1) for kind in (*TITLES, Kind.ISBN)} == dict.fromkeys((*TITLES, Kind.ISBN), 1)
    assert report.of(Kind.AUTHOR_AND_WORD).success(3) >= 0.98
    assert report.of(*SLIPS).success(3) >= 0.95
    assert min(report.of(kind).success(3) for kind in SLIPS) >= 0.95
    assert report.of(Kind.CALL_NUMBER).success(1) == 1
    assert report.of(Kind.BEGINNING).success(3) >= 0.98
    assert report.of(Kind.EVERYDAY).success(3) >= 0.95
    assert min(report.tallies[kind].n_questions for kind in (*TITLES, *SLIPS)) > 200


def test_a_name_with_digits_in_it_is_asked_whole(stock: Any, reading: Any, live: LiveIndex) -> None:
    stock(("Quarante ans", {"authors": ("Agent N07",)}), ("Mémoires", {"authors": ("DJ 2nd (1967-....)",)}))

    with reading() as session:
        found = relevance.measure(session, live, n_books=2)
    assert found.of(Kind.AUTHOR_AND_WORD).success(1) == 1


def test_the_same_seed_asks_the_same_questions(writing: Any, reading: Any, live: LiveIndex) -> None:
    with writing() as session:
        demonstration.load(session, actor="test")
    with reading() as session:
        first, second = (relevance.measure(session, live, n_books=20) for _ in range(2))

    assert first == second
    assert first.n_books == 20
