"""Each benchmark runs once, small: not to measure anything, but to keep it working."""

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import book_by_id, catalogues, explorer, imports, one_post, pages
from benchmarks.generator import Generator
from benchmarks.plan import hasty
from catalogue.domain.identifiers import parse_isbn

DOCS = Path(__file__).parents[2] / "docs" / "performance.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


MEASURES = [book_by_id.measure, one_post.measure, pages.measure, explorer.measure, imports.measure]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_runs(measure, folder):
    figures = list(measure(hasty(folder)))

    assert figures
    assert all(figure.ratio > 0 for figure in figures)


def test_a_database_is_made_once(folder):
    made = catalogues.kept(folder, 30)
    written_at = made.stat().st_mtime_ns

    assert catalogues.kept(folder, 30) == made
    assert made.stat().st_mtime_ns == written_at


def test_the_first_books_of_a_large_catalogue_are_those_of_a_small_one():
    assert list(Generator().outcomes(20)) == list(islice(Generator().outcomes(40), 20))


def test_made_up_isbns_hold_and_are_given_once():
    isbns = [outcome.record.isbn for outcome in Generator().outcomes(500) if outcome.record.isbn]

    assert len(isbns) > 300
    assert len(set(isbns)) == len(isbns)
    assert [parse_isbn(isbn) for isbn in isbns] == isbns


def test_every_measure_is_documented():
    shown = subprocess.run([sys.executable, "-m", "benchmarks", "--help"], capture_output=True, check=True, text=True)
    (names,) = re.findall(r"\[\[?([a-z|-]+)\]", shown.stdout)

    for name in names.split("|"):
        assert f"## {name}" in DOCS.read_text()
