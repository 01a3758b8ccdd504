"""What a format can say and the catalogue can hold survives being written and read, whatever it is."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import formats
from catalogue.domain.identifiers import Identifier
from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.materials import Audience, Material
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord, Contributor
from catalogue.domain.roles import Role
from catalogue.formats.writing import WRITERS
from tests.formats.exported import make_views

WORDS = ["mer", "Été", "L’œuvre", "de", "Zoë", "père", "1984", "C++", "«", "&", "dàns", "北京", "=1+1"]
SURNAMES = ["Camus", "Zola", "García Márquez", "d’Ormesson", "Saint-Exupéry", "Le Clézio", "Dupont"]
FORENAMES = ["Albert", "Émile", "J. K.", "Marie-Claire", "Jean de"]

lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join).filter(lambda text: text[0].isalnum())
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
names = st.tuples(st.sampled_from(FORENAMES), st.sampled_from(SURNAMES)).map(" ".join)
subjects = st.lists(st.sampled_from(["Roman", "Amour", "Mer -- Bretagne", "Algérie"]), unique=True, max_size=3)
roles = st.sampled_from([role for role in Role if role is not Role.AUTHOR])
maybe = st.none


def unique_names(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(names, unique=True, max_size=most).map(tuple)


records = st.builds(
    BookRecord,
    title=lines,
    subtitle=maybe() | lines,
    authors=unique_names(3),
    contributors=st.lists(st.builds(Contributor, names, roles), unique_by=lambda one: one.name, max_size=2).map(tuple),
    isbn=maybe() | st.just("9782070360024"),
    identifiers=st.lists(
        st.sampled_from([Identifier("ean", "3760123456784"), Identifier("issn", "0001-2998")]), unique=True
    ).map(tuple),
    edition=maybe() | st.sampled_from(["2e éd.", "Nouvelle édition revue"]),
    publisher=maybe() | st.sampled_from(["Gallimard", "Éditions de l’Olivier", "Actes Sud & Cie"]),
    place=maybe() | st.just("Paris"),
    published=maybe() | st.sampled_from(["1942", "1942-05", "2001-02-28"]),
    language=maybe() | st.sampled_from(["fr", "en", "es"]),
    extent=maybe() | st.sampled_from(["185 p. ; 18 cm", "1 DVD"]),
    material=maybe() | st.sampled_from(Material),
    audience=maybe() | st.sampled_from(Audience),
    description=maybe() | texts,
    contents=maybe() | texts,
    notes=maybe() | texts,
    series=maybe() | st.just("Folio"),
    dewey=maybe() | st.sampled_from(["843", "944.081"]),
    subjects=subjects.map(tuple),
    extra=st.dictionaries(st.sampled_from(["prix", "cote"]), st.integers(0, 1000) | lines, max_size=2),
)
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))
items = st.lists(
    st.builds(
        ItemRecord,
        barcode=st.text("ABC123", min_size=3, max_size=6),
        inventory_number=st.from_regex(r"[A-C]-[0-9]{4}", fullmatch=True) | maybe(),
        call_number=maybe() | st.sampled_from(["843 CAM", "R ZOL", "BD; 2"]),
        location=maybe() | st.sampled_from(["Centre", r"Réserve\; cave"]),
        volume=maybe() | st.sampled_from(["2", "t. 3"]),
        status=st.sampled_from(ItemStatus),
        due_on=maybe() | days,
        acquired_on=maybe() | days,
        price=maybe() | st.decimals(0, 5000, places=2),
        owner=maybe() | st.sampled_from(["BDP", "Don de Mme Petit"]),
        deposited_on=maybe() | days,
        return_by=maybe() | days,
        note=maybe() | texts,
        withdrawn_on=maybe() | days,
        withdrawal_reason=maybe() | st.sampled_from(WithdrawalReason),
        withdrawal_destination=maybe() | st.sampled_from(WithdrawalDestination),
    ),
    unique_by=(lambda item: item.barcode, lambda item: item.inventory_number or item.barcode),
    max_size=3,
)


def write_and_read(name: str, record: BookRecord, copies: list[ItemRecord]) -> Parsed:
    """Return what our import makes of a book in a format."""
    views = make_views(Parsed(1, record, "7", "", 7, tuple(copies)))
    data = b"".join(piece for piece in WRITERS[name].write([views]) if isinstance(piece, bytes))
    (outcome,) = formats.read(BytesIO(data), f"books.{WRITERS[name].extension}")
    assert isinstance(outcome, Parsed), outcome
    return outcome


@pytest.mark.parametrize("name", ["json", "jsonl"])
@given(record=records, copies=items)
@settings(max_examples=20)
def test_json_holds_everything(name: str, record: BookRecord, copies: list[ItemRecord]) -> None:
    back = write_and_read(name, record, copies)

    assert (back.record, list(back.items), back.wanted_id) == (record, copies, 7)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@given(record=records, copies=items)
@settings(max_examples=10)
def test_tables_hold_the_columns(name: str, record: BookRecord, copies: list[ItemRecord]) -> None:
    back = write_and_read(name, record, copies)

    for column in (
        "title",
        "subtitle",
        "authors",
        "isbn",
        "identifiers",
        "publisher",
        "published",
        "language",
        "extra",
    ):
        assert getattr(back.record, column) == getattr(record, column), column
    assert list(back.items) == copies


@pytest.mark.parametrize("name", ["unimarc", "unimarcxml", "marc21", "marcxml"])
@given(record=records, copies=items)
@settings(max_examples=10)
def test_marc_holds_what_it_has_fields_for(name: str, record: BookRecord, copies: list[ItemRecord]) -> None:
    back = write_and_read(name, record, copies)

    assert_same(
        back.record, record, ("authors", "isbn", "publisher", "publication_year", "language", "series", "dewey")
    )
    assert back.record.material is (record.material or Material.BOOK)
    assert back.record.audience is record.audience
    assert sorted(back.record.subjects) == sorted(record.subjects)
    assert list(back.items) == copies


def assert_same(back: Any, record: Any, columns: tuple[str, ...]) -> None:
    assert {name: getattr(back, name) for name in columns} == {name: getattr(record, name) for name in columns}
