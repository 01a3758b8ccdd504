"""A reader's own list: in the address, in the order of the shelves, printed and exported."""

from typing import Any

from catalogue.domain.items import ItemRecord


def copy(barcode: str, location: str, call_number: str) -> tuple[ItemRecord, ...]:
    return (ItemRecord(barcode=barcode, location=location, call_number=call_number),)


def test_a_list_stands_in_the_order_of_the_shelves(get: Any, add_book: Any) -> None:
    add_book("Tilleuls", items=copy("1", "Les Tilleuls", "100"))
    add_book("Zola", items=copy("2", "Centre", "843.1 ZOL"))
    add_book("Camus", items=copy("3", "Centre", "843 CAM"))
    add_book("Sans exemplaire")
    add_book("Un autre")

    page = get("/list?books=4.1.2.3.99")

    titles = [link for link in page.links if link.startswith("/books/")]
    assert titles == ["/books/3", "/books/2", "/books/1", "/books/4"]
    assert "4 livres, dans l’ordre des rayons" in page.text
    assert "1 livre de cette liste a quitté le catalogue" in page.text
    assert "En rayon : Centre, 843 CAM" in page.text
    assert "/list.csv?books=3.2.1.4" in page.links


def test_a_list_goes_out_as_a_file(get: Any, add_book: Any) -> None:
    add_book("Camus")
    add_book("Sartre")

    file = get("/list.csv?books=2.2.77")

    assert "Sartre" in file.html
    assert "Camus" not in file.html
    assert get("/list.exe?books=1").status == 404


def test_an_empty_list_says_how_to_fill_it(get: Any) -> None:
    for address in ("/list", "/list?books=", "/list?books=%00x;DROP", "/list?books=" + "9" * 4000):
        page = get(address)
        assert page.status == 200
        assert "Aucun livre dans votre liste" in page.text


def test_every_book_has_the_button_which_the_script_shows(get: Any, add_book: Any) -> None:
    book_id = add_book("Camus")

    for address in ("/search", f"/books/{book_id}"):
        (button,) = [one for one in get(address).read.all_of("button") if "data-keep" in one]
        assert (button["data-keep"], "hidden" in button) == (str(book_id), True)
