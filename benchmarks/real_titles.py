"""Books whose titles have a real vocabulary: hundreds of thousands of words, most of them on one book.

The titles are those of Finnish libraries where the file is at hand, else made up with words of as long a tail.
"""

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import orjson

from benchmarks.generator import Generator
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.errors import InvalidRecord

FILE = Path(__file__).parents[2] / "shared" / "data" / "finna-titles-200k.ndjson.gz"

N_WORDS = 300_000
"""Words of which made-up titles are put together; the n-th of them comes up as often as 1 / n."""

_SYLLABLES = [first + second for first in "bdfgklmnprstv" for second in "aeiouy"]


def generate_outcomes(n: int) -> Iterator[Parsed]:
    """Yield `n` books as a reader of a file would, with real titles if they are at hand."""
    records = islice(_read_records() if FILE.exists() else _make_records(), n)
    for position, record in enumerate(records, 1):
        yield Parsed(position, record, source_id=str(position), digest=f"{position:064x}", wanted_id=position)


def _read_records() -> Iterator[BookRecord]:
    with gzip.open(FILE) as lines:
        for line in lines:
            record: dict[str, Any] = orjson.loads(line)
            subjects, authors = tuple(record["subjects"]), tuple(record["authors"])
            try:
                yield BookRecord(
                    title=record["title"],
                    language=record["language"],
                    subjects=subjects,
                    authors=authors,
                    published=record["published"],
                )
            except InvalidRecord:
                continue  # Three titles have control characters.


def _make_records() -> Iterator[BookRecord]:
    random = Random(7)
    for record in Generator().generate_records():
        ranks = [int(N_WORDS ** random.random()) for _ in range(random.randint(2, 9))]
        title = " ".join(map(_spell, ranks)).capitalize()
        yield BookRecord(
            title=title,
            language=record.language,
            subjects=record.subjects,
            authors=record.authors,
            published=record.published,
        )


def _spell(rank: int) -> str:
    """Return the word of a rank.

    >>> _spell(1), _spell(299_999)
    ('bebe', 'dykape')
    """
    word = ""
    while rank or not word:
        rank, place = divmod(rank, len(_SYLLABLES))
        word += _SYLLABLES[place]
    return word if len(word) > 2 else word * 2
