"""Chinese and Japanese: any part of a title finds it, in either form of its signs."""

from typing import Any

import pytest

from catalogue.search.execute import execute
from catalogue.search.request import SearchRequest
from catalogue.search.suggest import complete
from tests.factories import indexed_book

BOOKS = [
    ("红楼梦", "曹雪芹"),
    ("夏目漱石全集", "夏目 漱石"),
    ("こころ", "夏目 漱石"),
    ("三國演義", "羅貫中"),
    ("ノルウェイの森", "村上春樹"),
    ("Kokoro", "Sōseki Natsume"),
    ("漫画 Naruto 1", "岸本斉史"),
]


@pytest.fixture
def snapshot(index_books: Any) -> Any:
    return index_books(*(indexed_book(title, book_id=n, authors=(name,)) for n, (title, name) in enumerate(BOOKS, 1)))


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("红楼", ["红楼梦"]),
        ("楼梦", ["红楼梦"]),
        ("紅樓夢", ["红楼梦"]),
        ("紅樓", ["红楼梦"]),
        ("红", ["红楼梦"]),
        ("三国演义", ["三國演義"]),
        ("三国", ["三國演義"]),
        ("漱石", ["夏目漱石全集", "こころ"]),
        ("夏目漱石", ["夏目漱石全集", "こころ"]),
        ("こころ", ["こころ"]),
        ("ここ", ["こころ"]),
        ("村上", ["ノルウェイの森"]),
        ("ノルウェイ", ["ノルウェイの森"]),
        ("naruto 漫画", ["漫画 Naruto 1"]),
        ("titre:红楼 auteur:曹", ["红楼梦"]),
        ("红梦", []),
        ("kokoro", ["Kokoro"]),
    ],
)
def test_a_part_of_a_text_without_spaces_finds_it(snapshot: Any, typed: Any, titles: Any) -> None:
    hits = execute(snapshot, SearchRequest(typed), 1, 20, {}).hits
    assert [BOOKS[hit.book_id - 1][0] for hit in hits] == titles


@pytest.mark.parametrize("typed", ["红", "紅樓"])
def test_a_part_is_completed(snapshot: Any, typed: Any) -> None:
    assert complete(snapshot, typed, 5).titles == [1]
