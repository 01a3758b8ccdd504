"""Facets and filters: how a reader narrows results down, and takes it back."""

from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus


def href(page: Any, text: Any) -> Any:
    """The attributes of the link whose address holds `text`."""
    return next(link for link in page.read.all_of("a") if text in (link["href"] or ""))


@pytest.fixture
def three_books(add_book: Any) -> None:
    add_book("La Peste", authors=("Albert Camus",), language="fr", published="1947", publisher="Gallimard")
    add_book("The Plague", authors=("Albert Camus",), language="en", published="1948", publisher="Knopf")
    add_book("Germinal", authors=("Émile Zola",), language="fr", published="1885", items=(ItemRecord(barcode="1"),))


def test_each_value_is_a_link_with_its_count(get: Any, three_books: Any) -> None:
    page = get("/search")

    assert "Albert Camus 2 livres" in page.text
    assert href(page, "author=Albert+Camus")["rel"] == "nofollow"
    assert href(page, "decade=1940")["href"] == "/search?decade=1940"
    assert "années 1940 2 livres" in page.text


def test_a_chosen_value_stays_to_be_taken_off(get: Any, three_books: Any) -> None:
    page = get("/search?author=Albert+Camus")

    assert page.heading == "2 livres"
    assert "✓ Albert Camus, retirer ce filtre" in page.text
    assert href(page, "/search")["href"] == "/search"


def test_values_of_one_facet_are_either_and_different_facets_are_both(get: Any, three_books: Any) -> None:
    assert get("/search?author=Albert+Camus&author=%C3%89mile+Zola").heading == "3 livres"
    assert get("/search?author=Albert+Camus&language=en").heading == "1 livre"


def test_a_facet_goes_on_counting_what_its_own_filter_keeps_away(get: Any, three_books: Any) -> None:
    assert "Anglais 1 livre" in get("/search?language=fr").text.replace("anglais", "Anglais")


def test_copies_on_the_shelf_are_a_facet(get: Any, three_books: Any) -> None:
    assert get("/search?available=1").heading == "1 livre"
    assert get("/search?available=0").heading == "2 livres"
    assert "pas en rayon ×" in get("/search?available=0").text.replace(", retirer ce filtre", "")


def test_all_values_of_a_facet_have_a_page(get: Any, add_book: Any) -> None:
    for number in range(12):
        add_book(f"Livre {number}", authors=(f"Autrice {number}",))

    page = get("/search")
    assert "Tous les auteurs…" in page.text
    assert "/search?facet=author" in page.links

    values = get("/search?facet=author")
    assert values.heading == "Tous les auteurs"
    assert len([link for link in values.links if "author=Autrice" in link]) == 12
    assert "/search" in values.links


def test_ten_values_need_no_further_page(get: Any, three_books: Any) -> None:
    assert not [link for link in get("/search").links if "facet=" in link]


def test_a_value_keeps_the_rest_of_the_address(get: Any, three_books: Any) -> None:
    page = get("/search?q=camus&language=fr&sort=title")

    assert "/search?q=camus&author=Albert+Camus&language=fr&sort=title" in page.links


@pytest.mark.parametrize(
    ("address", "chip"),
    [
        ("dewey=8", "800 Littérature"),
        ("dewey=843", "843"),
        ("location=Centre", "Centre"),
        ("missing=isbn", "sans ISBN"),
        ("has=cover", "avec une image de couverture"),
        ("status=on_loan", "Emprunté"),
        ("added=2026-11", "arrivés en novembre 2026"),
        ("added=2026", "arrivés en 2026"),
        ("year_from=-0500", "à partir de 500\xa0av.\xa0J.-C."),
        ("year_to=2000", "jusqu’à 2000"),
        ("decade=-700", "700\xa0av.\xa0J.-C. – 691\xa0av.\xa0J.-C."),
        ("language=pt-br", "portugais (Brésil)"),
    ],
)
def test_every_filter_that_holds_is_told_and_can_be_taken_off(get: Any, address: Any, chip: Any) -> None:
    page = get(f"/search?{address}")

    chips = [link for link in page.read.all_of("a") if link.get("class") == "chip"]
    assert [link["href"] for link in chips] == ["/search"]
    assert " ".join(chip.split()) in page.text


def test_filters_of_a_copy_meet_in_one_copy(get: Any, add_book: Any) -> None:
    lent = ItemRecord(barcode="1", location="Centre", status=ItemStatus.ON_LOAN)
    add_book(items=(lent, ItemRecord(barcode="2", location="Les Tilleuls")))

    assert get("/search?location=Centre&available=1").heading == "Aucun livre"
    assert get("/search?location=Les+Tilleuls&available=1").heading == "1 livre"


def test_filtered_pages_are_not_for_search_engines(get: Any, three_books: Any) -> Any:
    def robots(path: Any) -> Any:
        return [meta["content"] for meta in get(path).read.all_of("meta") if meta.get("name") == "robots"]

    assert robots("/search?language=fr") == robots("/search?facet=author") == ["noindex, nofollow"]
    assert robots("/search?q=camus") == ["noindex, follow"]
    assert robots("/search") == []


def test_thousands_of_values_are_bounded(get: Any, add_book: Any) -> None:
    add_book()
    address = "&".join(f"author=A{number}" for number in range(3000))

    page = get(f"/search?{address}")

    assert page.status == 200
    assert len([link for link in page.read.all_of("a") if link.get("class") == "chip"]) == 50


@pytest.mark.parametrize(
    "rest",
    [
        "decade=x",
        "decade=99999999999",
        "added=2026-13",
        "added=0000",
        "added=0000-01",
        "missing=nothing",
        "has=",
        "status=eaten",
        "location=%00",
        "publisher=" + "x" * 5000,
        "facet=nonsense",
        "facet=available",
        "keep=nonsense",
        "keep=isbn&keep=article&keep=spelling",
        "year_from=2000&year_to=1900",
        "dewey=8.",
        "typing=1",
        "facet=author&page=9",
    ],
)
def test_what_makes_no_sense_does_no_harm(get: Any, add_book: Any, rest: Any) -> None:
    add_book()

    assert get(f"/search?{rest}").status == 200


def test_an_order_can_be_turned_round(get: Any, three_books: Any) -> None:
    page = get("/search?sort=title")
    assert "/search?sort=-title" in page.links
    assert "de Z à A" in page.text

    page = get("/search?sort=-title")
    assert page.text.index("The Plague") < page.text.index("Germinal")
    assert "de A à Z" in page.text


def test_all_values_of_a_facet_are_sorted_by_number_or_name_and_narrowed_by_letters(get: Any, add_book: Any) -> None:
    for title, names in (("A", ("Zoé Zola",)), ("B", ("Zoé Zola",)), ("C", ("Émile Adam",)), ("D", ("Éric Bon",))):
        add_book(title, authors=names)

    def shown(address: str) -> list[str]:
        text = get(address).text
        return sorted((name for name in ("Zoé Zola", "Émile Adam", "Éric Bon") if name in text), key=text.index)

    assert shown("/search?facet=author")[0] == "Zoé Zola"
    assert shown("/search?facet=author&order=name") == ["Émile Adam", "Éric Bon", "Zoé Zola"]
    assert shown("/search?facet=author&among=EMI") == ["Émile Adam"]
    assert "/search?facet=author&order=name" in get("/search?facet=author").links
    nothing = get("/search?facet=author&among=xyz")
    assert "Rien dans cette liste ne contient « xyz »." in nothing.text
    assert "Nothing in this list has “xyz”." in get("/search?facet=author&among=xyz", "en").text


def test_a_chip_names_its_facet(get: Any, three_books: Any) -> None:
    assert "Auteur : Albert Camus" in get("/search?author=Albert+Camus").text
    assert "Author: Albert Camus" in get("/search?author=Albert+Camus", "en").text
