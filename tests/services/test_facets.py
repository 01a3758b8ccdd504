"""What the books found have in common, counted: values, their order, and the ways of counting."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.query.filters import Facet
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.search import threads
from catalogue.search.facets import top_headings, traits
from catalogue.services import items
from catalogue.services.facets import FacetValue

ZOLA, HUGO = "Émile Zola", "Victor Hugo"


def test_of_many_books_the_commonest_values_are_counted_as_of_few(  # type: ignore[return]
    stock: Any, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    random = Random(1)

    def shelf(n: Any) -> Iterator[Any]:
        for _ in range(n):
            names, headings = (
                tuple(sorted({f"{kind} {int(40 * random.random() ** 3)}" for _ in "123"})) for kind in "AS"
            )
            title = random.choice(["Roman", "Roman noir", "Essai"])
            facts = {"publisher": f"P {int(30 * random.random() ** 2)}", "language": random.choice(["fr", "fr", "en"])}
            yield title, {"authors": names, "subjects": headings, **facts}

    def count_facet(text: Any, **filters: Any) -> Any:
        result = ask(text, facets=Facet, **filters)
        return result.page.total, result.facets

    for n_more in (200, 7):  # The second time the values of all books are known from before.
        stock(*shelf(n_more))
        chosen = {"subject": ("S 0",), "author": ("A 1", "A 39")}
        asked = [("", {}), ("roman", {}), ("noir", {}), ("roman", {"language": ("fr",)}), ("roman", chosen)]
        asked.append(("roman", {"language": ("en", "fr", "en"), "available": (False,)}))
        asked.append(("roman", {"language": ("en",), "available": (True,), "decade": (1980,)}))
        expected = [count_facet(text, **filters) for text, filters in asked]  # type: ignore[arg-type]
        for turn, share in enumerate((10**9, 0), 1):  # Over the top headings, and in columns.
            with monkeypatch.context() as patched:
                patched.setattr(threads, "MANY", -1)
                patched.setattr(top_headings, "MAX_SHARE", share)
                found = [count_facet(" " * turn + text, **filters) for text, filters in asked]  # type: ignore[arg-type]
            assert found == expected


def test_of_more_values_than_are_looked_at_those_on_most_books_are_told(stock: Any, ask: Any) -> Any:
    random = Random(2)

    def values(kind: Any) -> Any:
        return tuple(sorted({f"{kind} {int(400 * random.random() ** 2):03}" for _ in range(random.randint(1, 7))}))

    shelf = [(random.choice(["fr", "en", "de"]), values("A"), values("S")) for _ in range(700)]
    stock(*(("Roman", {"language": language, "authors": a, "subjects": s}) for language, a, s in shelf))

    for languages in (("fr",), ("fr", "en"), ("fr", "en", "de")):
        counted = ask("roman", language=languages, facets=Facet).facets
        for place, facet in ((1, Facet.AUTHOR), (2, Facet.SUBJECT)):
            tally = Counter(value for one in shelf if one[0] in languages for value in one[place])
            assert [value.count for value in counted[facet]] == [n for _, n in tally.most_common(10)]
            assert all(tally[value.value] == value.count for value in counted[facet])


def test_of_values_that_hardly_differ_none_on_more_books_is_left_out(stock: Any, ask: Any) -> None:
    random = Random(1)
    names = [tuple(f"Author {number}" for number in random.sample(range(220), 3)) for _ in range(280)]
    stock(*(("Roman", {"authors": some}) for some in names))
    tally = Counter(name for some in names for name in some)

    counted = ask("roman", facets=[Facet.AUTHOR]).facets[Facet.AUTHOR]

    most = sorted((-n, name) for name, n in tally.items())[:10]
    assert [(value.value, value.count) for value in counted] == [(name, -n) for n, name in most]


@pytest.mark.parametrize("language", [(), ("fr",)])  # Counted from the books, and in the index.
def test_values_on_as_many_books_stand_as_a_librarian_files_them(stock: Any, ask: Any, language: Any) -> None:
    stock(("Atlas", {"language": "fr", "subjects": ("Grèves", "Géographie", "Œuvres", "Opéra", "Genre")}))

    counted = ask(language=language, facets=Facet).facets[Facet.SUBJECT]

    assert [value.value for value in counted] == ["Genre", "Géographie", "Grèves", "Œuvres", "Opéra"]


@pytest.mark.parametrize("sort", ["title", "-title"])
@pytest.mark.parametrize("per_page", [20, 1])  # Counted from the books, and in the index.
def test_publishers_that_file_alike_stand_in_one_order(stock: Any, ask: Any, sort: Any, per_page: Any) -> None:
    stock(
        *((f"{number}", {"publisher": name}) for number, name in enumerate(("Éditions X", "Editions X", "EDITIONS X")))
    )

    counted = ask(sort=sort, per_page=per_page, facets=Facet).facets[Facet.PUBLISHER]

    assert [value.value for value in counted] == ["EDITIONS X", "Editions X", "Éditions X"]


def test_a_facet_is_counted_without_its_own_filter(stock: Any, ask: Any) -> None:
    stock(
        ("A", {"language": "fr", "authors": (ZOLA,)}),
        ("B", {"language": "en", "authors": (HUGO,)}),
        ("C", {"language": "en", "authors": (ZOLA,)}),
    )

    counted = ask(language=("en",), facets=Facet).facets

    assert counted[Facet.LANGUAGE] == [FacetValue("en", 2, is_chosen=True), FacetValue("fr", 1)]
    assert counted[Facet.AUTHOR] == [FacetValue(ZOLA, 1), FacetValue(HUGO, 1)]  # É is filed with E.


def test_a_chosen_value_that_nothing_has_is_told_with_nought(stock: Any, ask: Any) -> None:
    stock(("A", {"language": "fr"}))

    assert FacetValue("de", 0, is_chosen=True) in ask(language=("de",), facets=Facet).facets[Facet.LANGUAGE]


@pytest.mark.parametrize("per_page", [2, 1])  # All that is found on the page, and not.
def test_many_authors_of_one_book_are_all_counted(stock: Any, ask: Any, per_page: Any) -> None:
    names = tuple(f"Author {letter}" for letter in "ABCDEFG")
    stock(("Together", {"authors": names}), ("Alone", {"authors": names[-1:]}))

    counted = {value.value: value.count for value in ask(facets=Facet, per_page=per_page).facets[Facet.AUTHOR]}

    assert counted == dict.fromkeys(names, 1) | {"Author G": 2}


def test_what_is_found_is_counted_the_same_on_one_page_and_on_many(stock: Any, writing: Any, ask: Any) -> None:
    first, *_ = stock(
        ("Nana", {"authors": (ZOLA,), "subjects": ("Roman",), "language": "fr", "published": "1880"}),
        ("Une page d'amour", {"authors": (ZOLA,), "contributors": (Contributor(ZOLA, Role.ILLUSTRATOR),)}),
        ("L'An un", {"published": "-0045", "publisher": "Plon", "subjects": ("Histoire", "Roman")}),
        ("Sans rien", {}),
    )
    with writing() as session:
        items.create(session, first, ItemRecord(barcode="1"), actor="test")
        items.create(session, first, ItemRecord(barcode="2", status=ItemStatus.ON_LOAN), actor="test")

    on_one, on_many = (ask(facets=Facet, per_page=per_page).facets for per_page in (20, 3))

    assert on_one == on_many
    assert on_one[Facet.AUTHOR] == [FacetValue(ZOLA, 2)]
    assert on_one[Facet.AVAILABLE] == [FacetValue(False, 3), FacetValue(True, 1)]


def test_more_languages_and_decades_than_can_be_told_at_once_are_counted(
    stock: Any, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(3)
    shelf = [
        (random.choice(["fr", "en", None]), random.choice(["1985", "1995", "0070", "-0045", None])) for _ in "x" * 60
    ]
    stock(*(("Roman", {"language": language, "published": year}) for language, year in shelf))
    monkeypatch.setattr(threads, "MANY", -1)

    whole = ask("roman", language=("fr",), decade=(1990, -50), facets=Facet)
    monkeypatch.setattr(traits, "MAX_BUCKETS", 5)
    apart = ask(" roman", language=("fr",), decade=(1990, -50), facets=Facet)

    assert apart.facets == whole.facets
    assert apart.page.total == whole.page.total == sum(shelf.count(("fr", year)) for year in ("1995", "-0045"))
    told = {value.value: value.count for value in apart.facets[Facet.LANGUAGE]}
    assert told == {name: sum(shelf.count((name, year)) for year in ("1995", "-0045")) for name in ("fr", "en")}


@pytest.mark.parametrize(
    ("first", "last"), [(1988, 2001), (1990, 1999), (1995, 1995), (-44, 25), (2000, 1990), (1000, 2100)]
)
def test_years_between_two_are_found(stock: Any, ask: Any, first: Any, last: Any) -> None:
    years = (-50, -45, -40, 9, 10, 1000, 1001, 1987, 1988, 1989, 1990, 1999, 2000, 2001, 2002, 2100)
    stock(*((str(year), {"published": f"{year:05}" if year < 0 else f"{year:04}"}) for year in years))

    found = {book.publication_year for book in ask(year_from=first, year_to=last).page.hits}

    assert found == {year for year in years if first <= year <= last}
