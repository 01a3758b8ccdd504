"""Files that other people made, read where they are at hand."""

from collections import Counter
from pathlib import Path
from typing import Any

from catalogue import formats
from catalogue.domain.outcome import Parsed


def read(path: Any) -> list[Parsed]:
    with path.open("rb") as file:
        outcomes = list(formats.read(file, path.name))
    parsed = [outcome for outcome in outcomes if isinstance(outcome, Parsed)]
    assert len(parsed) == len(outcomes)
    return parsed


def read_kept_values(parsed: list[Parsed]) -> dict[str, int]:
    """How many records keep something under each name."""
    return dict(Counter(name for outcome in parsed for name in outcome.record.extra))


def test_every_record_of_the_mongodb_export_is_read(shared_data: Path) -> None:
    parsed = read(shared_data / "mongodb-books.json")
    records = [outcome.record for outcome in parsed]
    assert [outcome.position for outcome in parsed] == list(range(1, 432))
    assert len({outcome.source_id for outcome in parsed}) == 431
    assert sum(outcome.wanted_id is None for outcome in parsed) == 32
    assert sum(record.page_count is None for record in records) == 166
    assert sum(record.published is None for record in records) == 78
    assert sum(record.isbn is None for record in records) == 3 + 14
    assert read_kept_values(parsed) == {"status": 431, "shortDescription": 158, "isbn": 14, "authors": 2}
    assert sum(outcome.n_set_aside for outcome in parsed) == 14 + 2


def test_every_record_of_the_hundred_best_books_is_read(shared_data: Path) -> None:
    parsed = read(shared_data / "100-best-books.json")
    records = [outcome.record for outcome in parsed]
    assert len(records) == 100
    assert sorted(record.published for record in records if (record.publication_year or 0) < 0) == [  # type: ignore[type-var]
        *("-0023", "-0430", "-0431", "-0450", "-0600", "-0700", "-0735", "-0800", "-1700")
    ]
    assert read_kept_values(parsed) == {"country": 100, "link": 100, "imageLink": 100, "author": 4, "language": 1}
    assert sum(outcome.n_set_aside for outcome in parsed) == 100 + 4
    assert {record.extra["author"] for record in records if not record.authors} == {"Unknown"}
