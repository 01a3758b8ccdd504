"""Lists of books: pages, orders, filters, members."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.orm import Session


@pytest.fixture
def titles(client: Any) -> Any:
    """The titles that a list answers: `titles("sort=year")`."""

    def ask(query: Any = "") -> Any:
        answer = client.get(f"/api/books?{query}")
        assert answer.status_code == 200, answer.text
        return [book["title"] for book in answer.json]

    return ask


def links(answer: Any) -> Any:
    return {relation: path for path, relation in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["Link"])}


def pages_linked(answer: Any) -> Any:
    return {relation: int(parse_qs(urlsplit(path).query)["page"][0]) for relation, path in links(answer).items()}


@pytest.mark.parametrize(
    ("page", "held", "expected"),
    [
        (1, ["A", "B"], {"first": 1, "next": 2, "last": 3}),
        (2, ["C", "D"], {"first": 1, "prev": 1, "next": 3, "last": 3}),
        (3, ["E"], {"first": 1, "prev": 2, "last": 3}),
        (4, [], {"first": 1, "prev": 3, "last": 3}),
        (1_000_000_000, [], {"first": 1, "prev": 3, "last": 3}),
    ],
)
def test_a_page_tells_the_total_and_the_way_to_the_others(
    client: Any, post_book: Any, page: Any, held: Any, expected: Any
) -> None:
    for title in "ABCDE":
        post_book(title)

    answer = client.get(f"/api/books?per_page=2&page={page}")

    assert [book["title"] for book in answer.json] == held
    assert answer.headers["X-Total-Count"] == "5"
    assert pages_linked(answer) == expected


def test_an_empty_list_is_one_empty_page(client: Any) -> None:
    answer = client.get("/api/books")

    assert (answer.json, answer.headers["X-Total-Count"]) == ([], "0")
    assert pages_linked(answer) == {"first": 1, "last": 1}


def test_links_keep_the_filters(client: Any, post_book: Any) -> None:
    for number in range(3):
        post_book(f"Œuvre & co {number}")

    answer = client.get("/api/books", query_string={"q": "œuvre & co", "per_page": 1, "sort": "-title"})
    following = client.get(links(answer)["next"])

    assert [book["title"] for book in following.json] == ["Œuvre & co 1"]


def test_twenty_books_are_on_a_page_unless_asked_otherwise(client: Any, session: Session, add_book: Any) -> None:
    for _ in range(101):
        add_book()
    session.commit()

    assert len(client.get("/api/books").json) == 20
    assert len(client.get("/api/books?per_page=100").json) == 100


def test_a_write_is_in_the_next_list_and_in_its_total(client: Any, post_book: Any) -> None:
    assert client.get("/api/books").headers["X-Total-Count"] == "0"
    book = post_book()
    assert client.get("/api/books").headers["X-Total-Count"] == "1"
    client.delete(book["links"]["self"])
    assert client.get("/api/books").headers["X-Total-Count"] == "0"


SHELF = [
    ("L'Étranger", {"authors": ["Albert Camus"], "published": "1942"}),
    ("Etranger", {"authors": ["Emile Zola"], "published": "1942-05"}),
    ("zèbre", {"authors": [], "published": None}),
    ("Iliade", {"authors": ["Homère"], "published": "-0700"}),
    ("2001", {"authors": ["Arthur C. Clarke"], "published": "1968"}),
    ("Éclair", {"contributors": [{"name": "A. Nobody", "role": "editor"}]}),
]


ORDERS = {
    "title": ["2001", "Éclair", "L'Étranger", "Etranger", "Iliade", "zèbre"],
    "-title": ["zèbre", "Iliade", "Etranger", "L'Étranger", "Éclair", "2001"],
    "author": ["L'Étranger", "2001", "Iliade", "Etranger", "zèbre", "Éclair"],
    "-author": ["Etranger", "Iliade", "2001", "L'Étranger", "Éclair", "zèbre"],
    "year": ["Iliade", "L'Étranger", "Etranger", "2001", "zèbre", "Éclair"],
    "-year": ["2001", "Etranger", "L'Étranger", "Iliade", "Éclair", "zèbre"],
    "created": ["L'Étranger", "Etranger", "zèbre", "Iliade", "2001", "Éclair"],
    "-created": ["Éclair", "2001", "Iliade", "zèbre", "Etranger", "L'Étranger"],
}


@pytest.mark.parametrize("per_page", [1, 2, 4, 100])
def test_orders_are_total_and_unknown_values_come_last(
    session: Session, add_book: Any, titles: Any, per_page: Any
) -> None:
    """The pages of the second half are read from the end of the list: put together, they are the same list."""
    for title, members in SHELF:
        add_book(title, **{**members, "authors": tuple(members.get("authors", ())), "contributors": ()})  # type: ignore[attr-defined, dict-item]
    session.commit()

    for sort, expected in ORDERS.items():
        pages = [titles(f"sort={sort}&per_page={per_page}&page={page + 1}") for page in range(-(-6 // per_page))]
        assert (sort, [title for page in pages for title in page]) == (sort, expected)


def test_ties_fall_as_books_came_or_the_other_way_round(client: Any, session: Session, add_book: Any) -> Any:
    ids = [add_book("Same", published="1900") for _ in range(7)]
    session.commit()

    def list_titles(sort: Any) -> Any:
        pages = [client.get(f"/api/books?sort={sort}&per_page=2&page={page}&fields=id").json for page in range(1, 5)]
        return [book["id"] for page in pages for book in page]

    for sort in ("title", "author", "year", "created"):
        assert list_titles(sort) == ids
        assert list_titles(f"-{sort}") == ids[::-1]


FILTERED = [
    (
        "Le Petit Prince",
        {"authors": ["Antoine de Saint-Exupéry"], "publisher": "Gallimard", "published": "1943", "language": "fr"},
    ),
    (
        "The Little Prince",
        {
            "authors": ["Antoine de Saint-Exupéry"],
            "contributors": [{"name": "Katherine Woods", "role": "translator"}],
            "published": "1943-04",
            "language": "en",
            "isbn": "9782070360024",
        },
    ),
    (
        "L'Œuvre au noir",
        {"authors": ["Marguerite Yourcenar"], "publisher": "GALLIMARD", "subjects": ["Roman français"]},
    ),
    ("De l'amour", {"authors": ["Stendhal"], "published": "1822", "subjects": ["Essai", "Amour"]}),
    ("C++ pour tous", {"authors": ["Jean d'Ormesson"], "language": "pt-BR"}),
]


ANSWERS = {
    "q=petit": {0},
    "q=PRINCE": {0, 1},
    "q=pri": set(),
    "q=rince": set(),
    "q=prince+woods": {1},
    "q=oeuvre": {2},
    "q=l'œuvre": {2},
    "q=L’ŒUVRE": {2},
    "q=gallimard": {0, 2},
    "q=2-07-036002-4": {1},
    "q=978-2-07-036002-4": {1},
    "q=c%2B%2B": {4},
    "q=roman+francais": {2},
    "q=zzz": set(),
    "q=%25": set(),
    "q=_": set(),
    "title=prince": {0, 1},
    "title=Le+Petit+Prince": {0},
    "title=petit+prince": {0},
    "title=L'Œuvre+au+noir": {2},
    "title=woods": set(),
    "author=saint-exupery": {0, 1},
    "author=exup": set(),
    "author=d'ormesson": {4},
    "author=Katherine+Woods": set(),
    "contributor=Katherine+Woods": {1},
    "contributor=woods": {1},
    "contributor=antoine": set(),
    "author=antoine+woods": set(),
    "author=antoine&contributor=woods": {1},
    "subject=roman": {2},
    "subject=amour": {3},
    "subject=essai+amour": {3},
    "isbn=2070360024": {1},
    "isbn=9782070360024": {1},
    "publisher=gallimard": {0, 2},
    "publisher=galli": set(),
    "language=fr": {0},
    "language=PT-br": {4},
    "language=pt": set(),
    "year_from=1823": {0, 1},
    "year_to=1822": {3},
    "year_from=1943&year_to=1943": {0, 1},
    "year_from=2000&year_to=1000": {0, 1, 3},
    "available=true": {3},
    "available=false": {0, 1, 2, 4},
    "author=antoine&language=en&year_from=1900": {1},
}
"""Which of the books above each query finds."""


def test_filters(client: Any, post_book: Any, post_item: Any) -> None:
    numbers = [post_book(title, **members)["id"] for title, members in FILTERED]  # type: ignore[arg-type]
    post_item(numbers[3], "B1")
    post_item(numbers[0], "B2", status="lost")

    answers = {query: client.get(f"/api/books?{query}") for query in ANSWERS}

    assert {q: {numbers.index(book["id"]) for book in answer.json} for q, answer in answers.items()} == ANSWERS
    assert {q: answer.headers["X-Total-Count"] for q, answer in answers.items()} == {
        q: str(len(found)) for q, found in ANSWERS.items()
    }


def test_a_search_shows_the_exact_title_first(post_book: Any, titles: Any) -> None:
    for title in ("A Moby Dick reader", "Moby Dick and others", "Moby Dick", "Zoo"):
        post_book(title)

    assert titles("q=moby+dick") == ["Moby Dick", "Moby Dick and others", "A Moby Dick reader"]
    assert titles("q=moby+dick&sort=-title") == ["Moby Dick and others", "Moby Dick", "A Moby Dick reader"]


@pytest.mark.parametrize("parameter", ["q", "title", "author", "subject", "publisher"])
def test_any_text_is_a_question(client: Any, post_book: Any, parameter: Any) -> None:
    post_book("War", authors=["War"], subjects=["War"], publisher="War")

    for text in (
        "NEAR(",
        "title:",
        "war*",
        "war AND",
        "a & !",
        "O'War",
        '"war',
        "1984.",
        "(",
        "\\",
        "%",
        "_",
        "'",
        "l",
    ):
        assert client.get("/api/books", query_string={parameter: text}).status_code == 200


def test_fields_chooses_the_members(client: Any, post_book: Any) -> None:
    post_book("T", authors=["A"])

    assert client.get("/api/books?fields=title,authors,title").json == [{"title": "T", "authors": ["A"]}]
    assert client.get("/api/books?fields=title&fields=authors,title").json == [{"title": "T", "authors": ["A"]}]
    assert client.get("/api/books/title/t?fields=id,title").json == [{"id": 1, "title": "T"}]


def test_fields_chooses_the_members_of_one_book(client: Any, post_book: Any, problem: Any) -> None:
    book = post_book("T", authors=["A"], isbn="9782070360024")

    for path in (book["links"]["self"], "/api/books/isbn/2070360024"):
        answer = client.get(f"{path}?fields=authors,title")
        assert answer.text == '{"authors":["A"],"title":"T"}\n'
        assert answer.headers["ETag"] == '"1"'
        assert client.get(f"{path}?fields=title", headers={"If-None-Match": '"1"'}).status_code == 304
        problem(client.get(f"{path}?fields=colour"), 400, "fields.0")
        problem(client.get(f"{path}?fields="), 400, "fields")
        problem(client.get(f"{path}?page=1"), 400, "page")
