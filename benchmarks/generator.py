"""Made-up books, as a town library might hold them: few names are on many books, most names on few."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from benchmarks import vocabulary
from benchmarks.chance import Weighted, make_zipf_choice
from benchmarks.tongues import Tongue
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord, Contributor
from catalogue.domain.roles import Role

YEAR = 2026
"""The newest books are of this year."""
_FIRST_DAY = date(1995, 1, 1)


class Generator:
    """Makes books, the same ones for the same `seed`; the first thousand of a million are the thousand made alone."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random = Random(seed)
        draw = random.random
        speeches = vocabulary.SPEECHES
        tongues = [Tongue(speech, random) for speech in speeches]
        self._tongues = Weighted(tongues, [speech.share for speech in speeches], draw)
        self._french = french = tongues[0]
        self._publishers = make_zipf_choice(
            [french.fill_pattern(pattern) for pattern in vocabulary.PUBLISHERS * 150], draw
        )
        self._series = make_zipf_choice(
            [french.fill_pattern(pattern) for pattern in vocabulary.SERIES * 400], draw, steep=0.7
        )
        self._genres = make_zipf_choice(vocabulary.GENRES, draw, flat=1)
        self._topics = make_zipf_choice(vocabulary.TOPICS, draw, steep=0.7)
        self._branches = make_zipf_choice(vocabulary.BRANCHES, draw)
        self._roles = make_zipf_choice((Role.TRANSLATOR, Role.ILLUSTRATOR, Role.EDITOR, Role.INTRODUCTION), draw)
        self._statuses = Weighted(list(ItemStatus), [80, 15, 2, 2, 1], draw)

    def generate_outcomes(self, n: int) -> Iterator[Parsed]:
        """Yield `n` books as a reader of a file would; their numbers are their positions."""
        for position in range(1, n + 1):
            record = BookRecord(**self._make_fields(position))
            yield Parsed(
                position=position,
                record=record,
                source_id=str(position),
                digest=f"{position:064x}",
                wanted_id=position,
                items=tuple(self._make_items(position, record)),
            )

    def generate_records(self, first: int = 1) -> Iterator[BookRecord]:
        """Yield books for ever, beginning with position `first`; each position has its own ISBN."""
        return (BookRecord(**self._make_fields(position)) for position in count(first))

    def _make_fields(self, position: int) -> dict[str, Any]:
        """Return the fields of one book."""
        draw = self.random.random
        tongue = self._tongues.pick()
        fields: dict[str, Any] = {
            "title": tongue.fill_pattern(tongue.titles.pick()),
            "authors": tuple(tongue.authors.pick() for _ in range(self._draw_small_number())),
            "publisher": self._publishers.pick(),
            "language": tongue.speech.language,
            "page_count": min(3000, 16 + int(self.random.expovariate(1 / 220))),
        }
        year = YEAR - int(self.random.expovariate(1 / 18))
        if draw() < 0.97:
            fields["published"] = str(year)
        if year >= 1970 and draw() < 0.95:
            fields["isbn"] = make_isbn(tongue.speech.isbn_prefix, position)
        fields |= self._choose_subjects(tongue)
        if draw() < 0.15:
            fields["subtitle"] = tongue.fill_pattern(tongue.titles.pick())
        if draw() < 0.3:
            fields["series"] = self._series.pick()
            fields["series_number"] = str(1 + int(self.random.expovariate(0.1)))
        if draw() < 0.25:
            fields["contributors"] = (Contributor(self._french.authors.pick(), self._roles.pick()),)
        if draw() < 0.4:
            fields["description"] = " ".join(self._write_blurb(tongue) for _ in range(self._draw_small_number()))
        if draw() < 0.05:
            fields["extra"] = {"weight": int(100 + 900 * draw())}
        return fields

    def _choose_subjects(self, tongue: Tongue) -> dict[str, Any]:
        """Return the subjects of a book and its Dewey class; three of five books are fiction."""
        draw = self.random.random
        if draw() < 0.6:
            subjects = [self._genres.pick()]
            dewey = tongue.speech.fiction_class
        else:
            topic, dewey = self._topics.pick()
            subjects = [topic]
        while draw() < 0.35:
            topic, _ = self._topics.pick()
            subjects.append(f"{topic} -- {tongue['place']}" if draw() < 0.4 else topic)
        return {"subjects": tuple(subjects), "dewey": dewey}

    def _write_blurb(self, tongue: Tongue) -> str:
        """Return a sentence about the book, in French when its own language has none."""
        if tongue.blurbs is None:
            return self._write_blurb(self._french)
        return tongue.fill_pattern(tongue.blurbs.pick())

    def _draw_small_number(self) -> int:
        """Return 0, 1, 2 or 3: mostly 1."""
        at = self.random.random()
        return 1 if at < 0.8 else 2 if at < 0.93 else 3 if at < 0.96 else 0

    def _make_items(self, position: int, record: BookRecord) -> Iterator[ItemRecord]:
        draw = self.random.random
        n_items = int(draw() * 2.6)
        letters = record.authors[0].rpartition(" ")[2][:3].upper() if record.authors else "ANO"
        for place in range(n_items):
            yield ItemRecord(
                barcode=f"3{position:09d}{place}",
                call_number=f"{record.dewey} {letters}",
                location=self._branches.pick(),
                status=self._statuses.pick(),
                acquired_on=_FIRST_DAY + timedelta(days=int(draw() * 11_000)),
            )


def make_isbn(prefix: str, position: int) -> str:
    """Return an ISBN that no other position below ten million has under the same prefix of 4 or 5 digits.

    >>> make_isbn("9782", 1)
    '9782076543216'
    """
    room = 12 - len(prefix)
    body = f"{prefix}{position * 7_654_321 % 10**room:0{room}d}"
    weighted = sum(map(int, body[::2])) + 3 * sum(map(int, body[1::2]))
    return f"{body}{-weighted % 10}"
