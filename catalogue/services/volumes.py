"""The volumes beside a book in its series."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, SeriesRef
from catalogue.domain.volumes import place_volume
from catalogue.store.series_volumes import find_neighbours


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume as a link names it."""

    book_id: int
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class BookSeriesPlace:
    """A series of a book with the volumes before and after it; of a publisher's collection there are none."""

    series: SeriesRef
    previous: Volume | None = None
    next: Volume | None = None


def list_series_places(session: Session, book: BookView) -> list[BookSeriesPlace]:
    """Return the series of a book, of works in volumes with the volumes beside it."""
    return [_place(session, book, series) for series in book.all_series]


def _place(session: Session, book: BookView, series: SeriesRef) -> BookSeriesPlace:
    if series.kind is not SeriesKind.WORK or not series.number:
        return BookSeriesPlace(series)
    key = place_volume(series.number).key
    previous, following = (Volume(*row) if row else None for row in find_neighbours(session, series.id, key))
    return BookSeriesPlace(series, previous, following)
