"""Which book comes first: one pair of books for each rule, without a database.

The second book of a pair has more copies, so it would come first if the rule were not there.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from catalogue.domain.query.parser import Keep
from catalogue.search.execute import execute
from catalogue.search.execution import Execution
from catalogue.search.hits import find_hits
from catalogue.search.ranking import RELEVANCE, Rule, split_order
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book

DOCS = Path(__file__).parents[2] / "docs" / "search.md"


class Case(NamedTuple):
    """A question for which the first book stands before the second, and the rules that each of them meets."""

    question: str
    first: tuple[str, dict[str, Any]]
    second: tuple[str, dict[str, Any]]
    next_rule: Rule


CASES = {
    Rule.NUMBER: Case("1984", ("Nana", {"barcodes": ["1984"]}), ("1984", {}), Rule.TITLE_EXACT),
    Rule.TITLE_EXACT: Case("la terre", ("La Terre", {}), ("La Terre promise", {}), Rule.TITLE_BEGINS),
    Rule.VOLUME: Case(
        "dune 2",
        ("Le messie", {"series": "Dune", "series_number": "2"}),
        ("Zoom", {"barcodes": ["Z"], "call_number": "DUNE 2"}),
        Rule.CALL_NUMBER,
    ),
    Rule.CALL_NUMBER: Case(
        "r zol",
        ("Nana", {"n_items": 1, "call_number": "R ZOL"}),
        ("Zol", {"authors": ("R",)}),
        Rule.TITLE_AND_AUTHOR,
    ),
    Rule.SERIES: Case(
        "nana ai",
        ("La musicienne", {"series": "Nana Ai", "series_number": "3"}),
        ("Nana", {"authors": ("Ai Yazawa",)}),
        Rule.TITLE_AND_AUTHOR,
    ),
    Rule.TITLE_AND_AUTHOR: Case(
        "nana zola", ("Nana", {"authors": ("Émile Zola",)}), ("Nana, Zola et les autres", {}), Rule.TITLE_BEGINS
    ),
    Rule.TITLE_BEGINS: Case("mer rouge", ("Mer rouge et noire", {}), ("La grande mer rouge", {}), Rule.TITLE_PHRASE),
    Rule.TITLE_PHRASE: Case(
        "chats et chiens", ("Mes chats et chiens", {}), ("Chiens et chats", {}), Rule.TITLE_REORDERED
    ),
    Rule.TITLE_REORDERED: Case(
        "chiens et chats", ("Chats et chiens", {}), ("Des chiens, des loups et des chats", {}), Rule.TITLE_WORDS
    ),
    Rule.TITLE_WORDS: Case(
        "pierre martin",
        ("Martin ramasse une pierre", {}),
        ("Contes", {"authors": ("Pierre Martin",)}),
        Rule.AUTHOR_WORDS,
    ),
    Rule.AUTHOR_WORDS: Case(
        "pierre martin",
        ("Contes", {"authors": ("Pierre Martin",)}),
        ("Contes de Martin", {"authors": ("Pierre Loti",)}),
        Rule.TITLE_OR_AUTHOR,
    ),
    Rule.TITLE_OR_AUTHOR: Case(
        "terre zola",
        ("La Terre promise", {"authors": ("Émile Zola",)}),
        ("La Terre promise", {"subjects": ("Émile Zola",)}),
        Rule.HEADINGS,
    ),
    Rule.HEADINGS: Case(
        "cheval blanc", ("Contes", {"subjects": ("Cheval blanc",)}), ("Chevaux blancs", {}), Rule.TITLE_AKIN
    ),
    Rule.TITLE_AKIN: Case(
        "cheval blanc", ("Chevaux blancs", {}), ("Contes", {"description": "Un cheval blanc."}), Rule.ANYWHERE
    ),
    Rule.ANYWHERE: Case(
        "cheval blanc",
        ("Contes", {"description": "Un cheval blanc."}),
        ("Les chevaux du roi sont blancs", {}),
        Rule.TITLE_WORDS_AKIN,
    ),
    Rule.TITLE_WORDS_AKIN: Case(
        "cheval blanc",
        ("Les chevaux du roi sont blancs", {}),
        ("Les chevaux du roi", {"authors": ("Louis Blanc",)}),
        Rule.TITLE_OR_AUTHOR_AKIN,
    ),
    Rule.TITLE_OR_AUTHOR_AKIN: Case(
        "cheval blanc",
        ("Les chevaux du roi", {"authors": ("Louis Blanc",)}),
        ("Contes", {"description": "Des chevaux blancs."}),
        Rule.STEMS,
    ),
}
"""A case for each rule but the last, which every book found meets."""


@pytest.fixture
def rank(index_books: Any) -> Any:
    """Return the title and the rule of each book found, in order: `rank("mer", indexed_book("La mer"), …)`.

    Few books are ranked by one search and many by one search a rule: both are done here, and must agree.
    """

    def rank_books(question: Any, *entries: Any) -> Any:
        snapshot = index_books(*entries)
        titles = {entry.book.id: entry.book.title for entry in entries}
        request = SearchRequest(question, keep=frozenset({Keep.SPELLING}))
        hits = execute(snapshot, request, 1, 20, {}).hits
        one = Execution(snapshot, request, request.parse())
        order = split_order(one.builder, one.found, one.query, RELEVANCE)
        assert find_hits(snapshot, order, 0, 20, one.total) == list(hits)
        return [(titles[hit.book_id], hit.rule) for hit in hits]

    return rank_books


def test_the_docs_list_the_rules_in_their_order() -> None:
    assert re.findall(r"^\| `(\w+)` \| (?:has|have) ", DOCS.read_text(encoding="utf-8"), re.MULTILINE) == list(Rule)


def test_every_rule_has_a_case_and_leads_to_a_weaker_rule() -> None:
    rules = list(Rule)

    assert [*CASES, Rule.STEMS] == rules
    assert [rule for rule, case in CASES.items() if rules.index(case.next_rule) <= rules.index(rule)] == []


@pytest.mark.parametrize("rule", CASES)
def test_rule_puts_its_book_first(rank: Any, rule: Any) -> None:
    question, (title, fields), (other_title, other_fields), next_rule = CASES[rule]
    first = indexed_book(title, book_id=1, **fields)
    second = indexed_book(other_title, book_id=2, n_items=5, **other_fields)

    assert rank(question, first, second) == [(title, rule), (other_title, next_rule)]


def test_books_with_other_forms_of_the_words_come_last_and_books_without_them_not_at_all(rank: Any) -> None:
    described = indexed_book("Contes", description="Des chevaux blancs.")

    assert rank("cheval blanc", described, indexed_book("Le roi blanc", book_id=2)) == [("Contes", Rule.STEMS)]


def test_a_question_without_words_names_no_rule(rank: Any) -> None:
    assert rank("annee:1880", indexed_book("Nana", published="1880")) == [("Nana", None)]


def test_of_books_that_meet_one_rule_those_with_more_copies_then_shorter_titles_then_later_ones_come_first(
    rank: Any,
) -> None:
    entries = [
        indexed_book("La mer du Nord", book_id=1, published="1990"),
        indexed_book("La mer du Nord", book_id=2),
        indexed_book("La mer du Nord en hiver", book_id=3),
        indexed_book("La mer du Nord et ses longues plages", book_id=4, n_items=1),
        indexed_book("La mer du Nord et ses ports de pêche oubliés", book_id=5, n_items=2),
    ]

    assert [title for title, _ in rank("mer du", *entries)] == [
        "La mer du Nord et ses ports de pêche oubliés",
        "La mer du Nord et ses longues plages",
        "La mer du Nord",
        "La mer du Nord",
        "La mer du Nord en hiver",
    ]
