"""`/desk`: what waits is counted, what was changed last is named."""

from datetime import date, timedelta
from typing import Any

from flask import Flask

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.extensions import begin_write
from catalogue.models import NoteKind, SetKind
from catalogue.services import items, reader_notes
from catalogue.store.change_sets import open_set
from tests.factories import stored_book


def test_a_desk_where_nothing_waits_says_so(librarian: Any) -> None:
    text = librarian.get("/desk").text

    assert "Rien ne vous attend." in text
    assert "Aucun import, lot ou fusion" in text


def test_what_waits_is_counted_and_leads_to_its_list(app: Flask, librarian: Any) -> None:
    soon = date.today() + timedelta(days=3)
    with app.app_context():
        session = begin_write()
        book = stored_book(session, "Germinal")
        reader_notes.add(session, NoteKind.REPORT, "le titre est faux", book)
        for n, status in enumerate((ItemStatus.TO_CHECK, ItemStatus.AVAILABLE)):
            copy = ItemRecord(barcode=f"D{n}", status=status, owner="Département", return_by=soon)
            items.create(session, book, copy, actor="Marie")
        with open_set(session, SetKind.BATCH, "Éditeur Folio", actor="Marie"):
            stored_book(session, "La Bête humaine")
        session.commit()

    page = librarian.get("/desk").text

    for label, n in (
        ("Erreurs signalées par le public", 1),
        ("Exemplaires à rendre d’ici 30 jours", 2),
        ("avec des exemplaires à vérifier", 1),
    ):
        assert f"{label} {n}".casefold() in page.casefold()
    assert "Éditeur Folio" in page
    assert "Rien ne vous attend." not in page
