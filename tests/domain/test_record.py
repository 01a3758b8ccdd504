"""A record is valid or is not made, and says all that is wrong with it at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import BookRecord, Contributor, record_from_json
from catalogue.domain.roles import Role
from catalogue.domain.text import has_control_characters
from catalogue.errors import InvalidRecord

LINE = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and not has_control_characters(text))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | LINE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINE, inner, max_size=3),
    max_leaves=10,
)
CONTRIBUTORS = st.builds(Contributor, LINE, st.sampled_from([role for role in Role if role is not Role.AUTHOR]))
RECORDS = st.builds(
    BookRecord,
    title=LINE,
    subtitle=st.none() | LINE,
    authors=st.lists(LINE, max_size=3).map(tuple),
    contributors=st.lists(CONTRIBUTORS, max_size=3).map(tuple),
    isbn=st.none() | st.sampled_from(["9782070360024", "2-07-036002-4"]),
    publisher=st.none() | LINE,
    published=st.none() | st.sampled_from(["1942", "1942-05", "-0700"]),
    language=st.none() | st.sampled_from(["fr", "pt-BR", "fre"]),
    page_count=st.none() | st.integers(1, 100_000),
    description=st.none() | LINE,
    dewey=st.none() | st.sampled_from(["843", "940.53"]),
    subjects=st.lists(LINE, max_size=3).map(tuple),
    extra=st.dictionaries(LINE, JSON, max_size=3),
)


def faults(**fields: Any) -> dict[str, str]:
    """What is wrong with a record of these fields."""
    with pytest.raises(InvalidRecord) as caught:
        BookRecord(**{"title": "A title"} | fields)
    return {error.field: error.message for error in caught.value.errors}


@given(RECORDS)
def test_a_record_is_read_back_from_its_json(record: Any) -> None:
    assert record_from_json(record.as_json()) == record


@given(RECORDS)
def test_a_record_in_order_stays_as_it_is(record: Any) -> None:
    assert BookRecord(**{name: getattr(record, name) for name in BookRecord.__slots__}) == record


def test_text_is_put_in_order() -> None:
    record = BookRecord(title="  L'E\u0301tranger\n ", description="  Alger.\n\nUn été. ", subtitle="a\u00a0b")
    assert (record.title, record.description, record.subtitle) == ("L'Étranger", "Alger.\n\nUn été.", "a b")


def test_a_name_given_twice_is_kept_once() -> None:
    record = BookRecord(
        title="A title", authors=("Émile Zola", "EMILE ZOLA", "Zola, Émile"), subjects=("Roman", "roman")
    )
    assert (record.authors, record.subjects) == (("Émile Zola", "Zola, Émile"), ("Roman",))


def test_one_person_may_have_two_roles() -> None:
    both = (Contributor("Hergé", Role.ILLUSTRATOR), Contributor("Hergé", Role.COLORIST))
    assert BookRecord(title="A title", contributors=both).contributors == both


@pytest.mark.parametrize("title", [None, "", " ", "\u202f", 42, "a\x00b", "a" * 1001, "\ud800"])
def test_a_record_without_a_proper_title_is_not_made(title: Any) -> None:
    assert list(faults(title=title)) == ["title"]


def test_every_fault_is_told_at_once() -> None:
    found = faults(
        title=" ", isbn="123", published="2009-13-45", language="qq", page_count=0, dewey="84", cover_url="x"
    )
    assert set(found) == {"title", "isbn", "published", "language", "page_count", "dewey", "cover_url"}


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("authors", ("Zola", " "), "authors.1"),
        ("subjects", ("a" * 301,), "subjects.0"),
        ("authors", tuple(map(str, range(201))), "authors"),
        ("contributors", (Contributor("Zola", Role.AUTHOR),), "contributors.0.role"),
        ("contributors", (Contributor(" ", Role.EDITOR),), "contributors.0.name"),
        ("description", "a\x07b", "description"),
        ("description", "a" * 20_001, "description"),
        ("page_count", 100_001, "page_count"),
        ("cover_url", "javascript:alert(1)", "cover_url"),
        ("cover_url", "//example.org/a.png", "cover_url"),
        ("cover_url", "https://example.org/é.png", "cover_url"),
        ("extra", {"a": "\x00"}, "extra"),
        ("extra", {"\ud800": 1}, "extra"),
        ("extra", {"a": 2**63}, "extra"),
        ("extra", {"a": float("nan")}, "extra"),
        ("extra", {"a": {1, 2}}, "extra"),
        ("extra", {str(place): place for place in range(2000)}, "extra"),
    ],
)
def test_a_fault_is_told_where_it_is(field: Any, value: Any, place: Any) -> None:
    assert list(faults(**{field: value})) == [place]


def test_extra_that_is_nested_too_deep_is_refused() -> None:
    nested: dict[str, Any] = {}
    for _ in range(30):
        nested = {"a": nested}
    assert list(faults(extra=nested)) == ["extra"]


@pytest.mark.parametrize(("published", "year"), [("1942-05-19", 1942), ("-0700", -700), (None, None)])
def test_the_year_follows_from_the_date(published: Any, year: Any) -> None:
    assert BookRecord(title="A title", published=published).publication_year == year


def test_an_item_needs_a_barcode_alone() -> None:
    item = ItemRecord(barcode=" 100 1 ")
    assert (item.barcode, item.status, item.call_number) == ("100 1", ItemStatus.AVAILABLE, None)


@pytest.mark.parametrize("fields", [{"barcode": ""}, {"barcode": "1" * 33}, {"barcode": "1", "call_number": "8" * 65}])
def test_an_item_that_no_shelf_could_hold_is_not_made(fields: Any) -> None:
    with pytest.raises(InvalidRecord):
        ItemRecord(**fields)


def test_extra_is_at_most_64_kb_of_json() -> None:
    whole = {"a": "x" * (64 * 1024 - len('{"a":""}'))}

    assert BookRecord(title="T", extra=whole).extra == whole
    assert faults(extra={"a": whole["a"] + "x"}) == {"extra": "more than 65,536 bytes of JSON"}
