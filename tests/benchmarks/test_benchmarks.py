"""Each benchmark runs once, small: not to measure anything, but to keep it working."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks import catalogues
from benchmarks.__main__ import MEASURES
from benchmarks.generator import Generator
from benchmarks.plan import make_smoke_plan
from catalogue.domain.identifiers import parse_isbn

DOCS = Path(__file__).parents[2] / "docs" / "performance.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


N_FIGURES = {"explorer": 2}
"""Figures that are enough of a measure: each screen of the explorer starts two processes with all its libraries."""


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_runs(name: str, folder: Any) -> None:
    figures = list(islice(MEASURES[name](make_smoke_plan(folder)), N_FIGURES.get(name)))

    assert figures
    assert all(figure.ratio is None or figure.ratio > 0 for figure in figures)


def test_a_database_is_made_once(folder: Any) -> None:
    made = catalogues.keep_catalogue(folder, 30)
    written_at = made.stat().st_mtime_ns

    assert catalogues.keep_catalogue(folder, 30) == made
    assert made.stat().st_mtime_ns == written_at


def test_the_first_books_of_a_large_catalogue_are_those_of_a_small_one() -> None:
    assert list(Generator().generate_outcomes(20)) == list(islice(Generator().generate_outcomes(40), 20))


def test_made_up_isbns_hold_and_are_given_once() -> None:
    isbns = [outcome.record.isbn for outcome in Generator().generate_outcomes(500) if outcome.record.isbn]

    assert len(isbns) > 300
    assert len(set(isbns)) == len(isbns)
    assert [parse_isbn(isbn) for isbn in isbns] == isbns


def test_every_measure_is_documented() -> None:
    headings = {line.removeprefix("## ") for line in DOCS.read_text().splitlines() if line.startswith("## ")}

    assert headings >= MEASURES.keys()
