"""A book's page."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role

HOSTILE = "</script><script>alert(1)</script> & \"x\" 'y'"


def test_a_book_tells_what_it_is(get: Any, add_book: Any) -> None:
    book_id = add_book(
        "L'Étranger",
        authors=("Albert Camus",),
        isbn="9782070360024",
        publisher="Gallimard",
        published="1942-05-19",
        language="fr",
        page_count=1185,
        series="Folio",
        series_number="2",
        dewey="843",
        subjects=("Roman",),
        description="Un récit.",
    )

    page = get(f"/books/{book_id}")

    assert page.title == "L’Étranger – Albert Camus · hello my app"
    assert page.heading == "L’Étranger"
    for words in (
        "978-2-07-036002-4",
        "Gallimard",
        "19 mai 1942",
        "français",
        "1\u202f185 pages",
        "Folio, n° 2",
        "843",
    ):
        assert words.replace("\u202f", " ") in page.text.replace("\u202f", " ")
    assert {"/authors/1", "/subjects/1"} <= set(page.links)


def test_a_book_speaks_english_to_english_readers(get: Any, add_book: Any) -> None:
    book_id = add_book(published="1942-05-19", language="fr", page_count=1185, items=(ItemRecord(barcode="1"),))

    text = get(f"/books/{book_id}", "en-GB,en;q=0.8,fr;q=0.5").text

    for words in ("Where to find it", "On the shelf", "May 19, 1942", "French", "1,185 pages"):
        assert words in text


def test_an_author_whose_years_are_not_known_has_none(get: Any, add_book: Any) -> None:
    book_id = add_book("Un", authors=("Homère",))

    assert "Un Homère Corriger Où le trouver" in get(f"/books/{book_id}").text


def test_the_editor_of_a_book_with_authors_edits_it_and_does_not_direct_it(get: Any, add_book: Any) -> None:
    editor = (Contributor("Mireille Huchon", Role.EDITOR),)
    classic = add_book("Gargantua", authors=("François Rabelais",), contributors=editor)
    collection = add_book("Le français au temps de Rabelais", contributors=editor)

    assert "Édition de : Mireille Huchon" in get(f"/books/{classic}").text
    assert "Sous la direction de : Mireille Huchon" in get(f"/books/{collection}").text
    assert "Edited by: Mireille Huchon" in get(f"/books/{classic}", "en").text


def test_contributors_are_named_by_their_part(get: Any, add_book: Any) -> None:
    book_id = add_book(contributors=(Contributor("Vialatte", Role.TRANSLATOR),))

    assert "Traduction : Vialatte" in get(f"/books/{book_id}").text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ItemStatus.AVAILABLE, "● En rayon"),
        (ItemStatus.ON_LOAN, "○ Emprunté"),
        (ItemStatus.IN_REPAIR, "◐ En réparation"),
    ],
)
def test_the_state_of_an_item_is_a_word_with_a_sign(get: Any, add_book: Any, status: Any, words: Any) -> None:
    item = ItemRecord(
        barcode="1", call_number="843 CAM", location="Centre", status=status, acquired_on=date(2020, 1, 1)
    )
    book_id = add_book(items=(item,))

    text = get(f"/books/{book_id}").text

    assert words in text
    assert "Centre 843 CAM" in text


def test_copies_on_the_shelf_come_first_and_lost_ones_are_not_shown(get: Any, add_book: Any) -> None:
    statuses = [ItemStatus.WITHDRAWN, ItemStatus.IN_REPAIR, ItemStatus.ON_LOAN, ItemStatus.LOST, ItemStatus.AVAILABLE]
    items = tuple(ItemRecord(barcode=str(n), location=f"Lieu{n}", status=one) for n, one in enumerate(statuses))

    page = get(f"/books/{add_book(items=items)}")

    assert [place for place in page.text.split() if place.startswith("Lieu")] == ["Lieu4", "Lieu2", "Lieu1"]
    assert "3 exemplaires, 1 en rayon" in page.text
    gone = add_book("Perdu", items=(ItemRecord(barcode="9", status=ItemStatus.LOST),))
    assert "aucun exemplaire à prêter" in get(f"/books/{gone}").text
    assert "Aucun exemplaire" in get("/search?q=perdu").text


def test_publisher_class_and_shelf_are_links(get: Any, add_book: Any) -> None:
    item = ItemRecord(barcode="1", call_number="843 CAM")
    page = get(f"/books/{add_book(publisher='Gallimard', dewey='843', items=(item,))}")

    there = {"/search?publisher=Gallimard", "/search?dewey=843", "/browse/call-numbers?from=843+CAM"}
    assert there <= set(page.links)


@pytest.mark.parametrize(("n_letters", "size"), [(60, None), (61, "is-long"), (121, "is-longest")])
def test_a_long_title_steps_down_in_size(get: Any, add_book: Any, n_letters: int, size: Any) -> None:
    page = get(f"/books/{add_book('x' * n_letters)}")

    assert page.read.all_of("h1")[0].get("class") == size


def test_a_book_that_is_shared_says_what_it_is(get: Any, add_book: Any) -> None:
    book_id = add_book('Le "Rouge"', isbn="9782070360024", description="Un jeune homme.")

    said = {
        meta["property"]: meta["content"] for meta in get(f"/books/{book_id}").read.all_of("meta") if "property" in meta
    }

    assert said["og:type"] == "book"
    assert said["og:title"] == 'Le "Rouge"'
    assert said["og:description"] == "Un jeune homme."
    assert said["book:isbn"] == "9782070360024"
    assert "og:url" not in said


def test_a_book_without_items_says_so(get: Any, add_book: Any) -> None:
    assert "La bibliothèque n’a pas d’exemplaire" in get(f"/books/{add_book()}").text


def test_a_title_in_another_language_is_marked_as_such(get: Any, add_book: Any) -> None:
    page = get(f"/books/{add_book('The Hobbit', language='en')}")

    assert page.read.all_of("h1") == [{"lang": "en"}]


def test_other_books_of_the_author_and_on_the_subject_are_near(get: Any, add_book: Any) -> None:
    book_id = add_book("Un", authors=("A",), subjects=("S",))
    same_author, same_subject = add_book("Deux", authors=("A",)), add_book("Trois", subjects=("S",))

    links = get(f"/books/{book_id}").links

    assert {f"/books/{same_author}", f"/books/{same_subject}"} <= set(links)


def test_a_book_is_near_only_once(get: Any, add_book: Any) -> None:
    book_id = add_book("Un", authors=("A",), subjects=("S",))
    other = add_book("Deux", authors=("A",), subjects=("S",))

    assert get(f"/books/{book_id}").links.count(f"/books/{other}") == 1


def test_no_record_becomes_markup(get: Any, add_book: Any) -> None:
    book_id = add_book(
        HOSTILE,
        subtitle=HOSTILE,
        authors=(HOSTILE,),
        contributors=(Contributor(HOSTILE, Role.EDITOR),),
        publisher=HOSTILE,
        series=HOSTILE,
        series_number=HOSTILE,
        subjects=(HOSTILE,),
        description=HOSTILE,
        items=(ItemRecord(barcode="1", call_number=HOSTILE, location=HOSTILE),),
    )

    for path in ("/", "/search", "/search?q=script", f"/books/{book_id}", "/authors/1", "/subjects/1"):
        page = get(path)
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "alert(1)" in page.text


def test_json_ld_describes_the_book(get: Any, add_book: Any) -> None:
    book_id = add_book(
        HOSTILE,
        authors=("Albert Camus",),
        contributors=(Contributor("Vialatte", Role.TRANSLATOR), Contributor("Lu", Role.NARRATOR)),
        isbn="9782070360024",
        published="1942-05",
        language="fr",
        page_count=185,
        publisher="Gallimard",
        subjects=("Roman",),
    )

    page = get(f"/books/{book_id}")
    described = json.loads(page.read.data_block)

    assert described["@type"] == "Book"
    assert described["name"] == HOSTILE
    assert described["isbn"] == "9782070360024"
    assert described["datePublished"] == "1942-05"
    assert [person["name"] for person in described["author"]] == ["Albert Camus"]
    assert [person["name"] for person in described["translator"]] == ["Vialatte"]
    assert [person["name"] for person in described["contributor"]] == ["Lu"]
    assert described["url"] == described["@id"] == f"/books/{book_id}"


def test_what_is_not_known_is_left_out_of_json_ld(get: Any, add_book: Any) -> None:
    described = json.loads(get(f"/books/{add_book('Sans rien')}").read.data_block)

    assert set(described) == {"@context", "@type", "@id", "url", "name"}


@pytest.mark.parametrize(
    "book_id", ["0", "-1", "1e3", "abc", "7", "99999999999999999999", "9223372036854775807", "1/x"]
)
def test_a_book_that_is_not_there_is_a_page(get: Any, book_id: Any) -> None:
    page = get(f"/books/{book_id}")

    assert (page.status, page.heading) == (404, "Il n’y a rien à cette adresse")


def test_covers_come_only_from_hosts_that_the_library_trusts(
    app: Flask, get: Any, add_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "COVER_HOSTS", ("covers.example",))
    trusted = add_book(cover_url="https://covers.example/1.jpg")
    stranger = add_book(cover_url="https://elsewhere.example/1.jpg")
    plain = add_book(cover_url="http://covers.example/1.jpg")
    tricky = add_book(cover_url="https://covers.example@evil.example/1.jpg")

    page = get(f"/books/{trusted}")
    assert [image["src"] for image in page.read.all_of("img")] == ["https://covers.example/1.jpg"]
    assert "img-src 'self' https://covers.example;" in page.headers["Content-Security-Policy"]
    for book_id in (stranger, plain, tricky):
        assert not get(f"/books/{book_id}").read.all_of("img")


@pytest.mark.parametrize(
    ("language", "apa"),
    [
        ("fr", "Camus, A., & Ormesson, J. d’. (1942). L’Étranger (J. Laredo, trad.). Gallimard."),
        ("en", "Camus, A., & Ormesson, J. d’. (1942). L’Étranger (J. Laredo, trans.). Gallimard."),
    ],
)
def test_a_book_is_cited_by_iso_690_and_apa(get: Any, add_book: Any, language: str, apa: str) -> None:
    book_id = add_book(
        "L'Étranger",
        authors=("Albert Camus", "Jean d'Ormesson"),
        contributors=(Contributor("Joseph Laredo", Role.TRANSLATOR),),
        publisher="Gallimard",
        published="1942",
        isbn="9782070360024",
    )

    page = get(f"/books/{book_id}", language)

    iso_690 = "CAMUS, Albert et ORMESSON, Jean d’, 1942. L’Étranger. Gallimard. ISBN 9782070360024."
    text = page.text.replace("\xa0", " ")
    assert iso_690 in text
    assert apa in text
    assert [button["data-copy"] for button in page.read.all_of("button") if "data-copy" in button] == [
        "citation-1",
        "citation-2",
    ]
    assert all("hidden" in button for button in page.read.all_of("button") if "data-copy" in button)


def test_a_citation_shows_markup_as_it_was_typed(get: Any, add_book: Any) -> None:
    book_id = add_book("A <script>alert(1)</script> & <i>B</i>", authors=("C & <b>D", "&lt;"), publisher="<u>E")

    html = get(f"/books/{book_id}").html

    assert "<i>A &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;i&gt;B&lt;/i&gt;</i>. &lt;u&gt;E." in html
    assert "&lt;B&gt;D, C &amp; et &amp;LT;, [sans date]." in html


def test_a_title_alone_is_cited(get: Any, add_book: Any) -> None:
    text = get(f"/books/{add_book('Sans rien')}").text.replace("\xa0", " ")

    assert "ISO 690 Sans rien, [sans date]. Copier" in text
    assert "APA Sans rien. (s. d.). Copier" in text


def test_the_number_of_statements_is_fixed(get: Any, add_book: Any, count_statements: Any) -> Any:
    def sent_with(numbers: range) -> int:
        for number in numbers:
            add_book(f"Autre {number}", authors=("A",), subjects=("S",), items=(ItemRecord(barcode=str(number)),))
        get("/search")  # The index takes in what is new; that is work for the first who asks.
        with count_statements() as sent:
            get(f"/books/{book_id}")
        return len(sent)

    book_id = add_book("Un", authors=("A", "B"), subjects=("S", "T"), items=(ItemRecord(barcode="0"),))
    assert sent_with(range(1, 2)) == sent_with(range(2, 14)) <= 7
