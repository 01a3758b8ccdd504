"""The version of the index is raised when its fields change, or the words that are put into them."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import tantivy

from catalogue.domain.identifiers import Identifier
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, IndexedBook, SeriesRef, SubjectRef
from catalogue.search import schema
from catalogue.search.documents import build_document, fold_book, list_written_forms
from tests.factories import make_item_view

KNOWN = Path(__file__).with_name("analysis.json")
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)

TITLES = (
    "L’Étranger",
    "Les Œuvres complètes : chevaux & « cavaliers »",
    "C++ et C#, 2e édition",
    "J.-P. Sartre, aujourd'hui",
    "À la recherche du temps perdu. 3, Le Côté de Guermantes",
    "The Stories of 20 000 Leagues",
    "Война и мир",
    "红楼梦",
    "Straße, İstanbul, Łódź",
    "???",
)


def analyse(folder: Path) -> str:
    """Return a digest of the fields, and of what they hold of some odd books."""
    documents = []
    for number, title in enumerate(TITLES, 1):
        entry = _entry(number, title)
        text = fold_book(entry)
        documents.append([build_document(entry, text), sorted(text.all_words()), list_written_forms(entry)])
    tantivy.Index(schema.build_schema(), str(folder))
    fields = json.loads((folder / "meta.json").read_text())["schema"]
    for one, *_ in documents:
        one["any"] = sorted(one["any"].split())
        one["title_exact"].sort()
    return sha256(json.dumps([fields, documents], sort_keys=True).encode()).hexdigest()


def _entry(number: Any, title: Any) -> Any:
    item = make_item_view(1, number, barcode=f"B-{number} x", call_number="843 CAM", location="Centre")
    facts = {
        "id": number,
        "title": title,
        "subtitle": "roman d'été" if number % 2 else None,
        "isbn": "9782070360024" if number == 1 else None,
        "identifiers": (Identifier("ean", "3760123456784"),) if number == 2 else (),
        "original_title": "The Summer Book" if number == 2 else None,
        "contents": "La pluie\nLe vent" if number == 2 else None,
        "place": "Helsinki" if number == 2 else None,
        "publisher": "Éditions de l’Olivier",
        "publication_year": 1900 + 7 * number if number % 3 else None,
        "language": "fr" if number % 2 else None,
        "description": "Où l'on voit des hommes-grenouilles.",
        "all_series": (
            SeriesRef(1, "Folio", str(number), SeriesKind.COLLECTION if number % 2 else SeriesKind.WORK),
            SeriesRef(2, "Guerres", None, SeriesKind.COLLECTION),
        ),
        "dewey": "843.9",
        "extra": {},
        "revision": 1,
        "created_at": NOW,
        "updated_at": NOW,
        "credits": (
            Credit(1, "Antoine de Saint-Exupéry", Role.AUTHOR, 1900, 1944),
            Credit(2, "Eva Illouz", Role.TRANSLATOR, 1961, None),
        ),
        "subjects": (SubjectRef(1, "Guerre mondiale (1914-1918)"),),
        "n_items": 1,
        "n_available": 1,
    }
    view = BookView(**dict.fromkeys(BookView._fields) | facts)  # type: ignore[arg-type]
    return IndexedBook(view, [item], {1: ["Saint-Ex"]}, {1: ["Coll. Folio"]})


def test_the_version_is_raised_when_the_analysis_changes(tmp_path: Path) -> None:
    digest = analyse(tmp_path)

    assert json.loads(KNOWN.read_text()).get(str(schema.SCHEMA_VERSION)) == digest, (
        "What the index holds has changed. Raise SCHEMA_VERSION in catalogue/search/schema.py, so that every index is "
        f'made anew, and add a line to {KNOWN.name}: the new number and "{digest}".'
    )
