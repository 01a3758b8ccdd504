"""Views of stored books, as they are written to files."""

from sqlalchemy.orm import Session

from catalogue.domain.identifiers import Identifier
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind, SeriesStatement
from catalogue.store.book_views import read_books
from tests.factories import stored_book


def test_a_view_says_in_json_what_its_record_says(session: Session) -> None:
    bare = stored_book(session, "Nana")
    volume = stored_book(session, "Œuvres", series_number="2")
    full = stored_book(
        session,
        "L'Été",
        authors=("Albert Camus",),
        contributors=(Contributor("Jeanne Roux", Role.TRANSLATOR),),
        identifiers=(Identifier("issn", "0317-8471"),),
        series="Folio",
        series_number="16",
        series_kind=SeriesKind.COLLECTION,
        further_series=(SeriesStatement("Essais", "4", SeriesKind.COLLECTION),),
        subjects=("Algérie",),
        extra={"poids": 90},
    )

    for view in read_books(session, [bare, volume, full]):
        assert list(view.as_json().items()) == list(view.as_record().as_json().items())
