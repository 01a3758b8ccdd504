"""What the text of a search means, typed form by typed form, without a database."""

from dataclasses import replace
from typing import Any

import pytest

from catalogue.domain.query.parser import MAX_WORDS, Keep, Scope, parse_query


def words_of(text: str) -> list[list[str]]:
    """Return the folded words of each term."""
    return [[word.folded for word in term.words] for term in parse_query(text).terms]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hugo miserables", [["hugo"], ["miserables"]]),
        ("Les MISÉRABLES", [["les"], ["miserables"]]),
        ("œuvres Straße", [["oeuvres"], ["strasse"]]),
        ("rendez-vous", [["rendez", "vous"]]),
        ("l'étranger", [["etranger"]]),
        ("c++ c#", [["c++"], ["c#"]]),
        ("", []),
        (" \n\t\u00a0", []),
        ("... ? !", []),
        ("- -- -?", []),
    ],
)
def test_blanks_separate_terms_of_folded_words(text: Any, words: Any) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("text", ['"le vieil homme"', "«le vieil homme»", "« le vieil homme »", "“le vieil homme”"])
def test_quotes_of_any_kind_make_a_phrase(text: Any) -> None:
    (term,) = parse_query(text).terms

    assert term.is_phrase
    assert [word.folded for word in term.words] == ["le", "vieil", "homme"]


@pytest.mark.parametrize("text", ['"le vieil homme', '5" de haut', '"', '""', "«»"])
def test_half_a_pair_of_quotes_makes_no_phrase(text: Any) -> None:
    assert not any(term.is_phrase for term in parse_query(text).terms)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("cuisine -italienne", [False, True]),
        ('cuisine -"à la vapeur"', [False, True]),
        ("-auteur:zola terre", [True, False]),
        ("porte-manteau", [False]),
        ("cuisine - italienne", [False, False]),
    ],
)
def test_a_minus_before_a_term_keeps_its_books_away(text: Any, excluded: Any) -> None:
    assert [term.is_excluded for term in parse_query(text).terms] == excluded


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("titre:terre", Scope.TITLE),
        ("title:terre", Scope.TITLE),
        ("TITRE : terre", Scope.TITLE),
        ("auteur:zola", Scope.AUTHOR),
        ("author:zola", Scope.AUTHOR),
        ("sujet:mer", Scope.SUBJECT),
        ('subject:"la mer"', Scope.SUBJECT),
        ("terre", Scope.ANYWHERE),
    ],
)
def test_a_prefix_says_where_to_look(text: Any, scope: Any) -> None:
    (term,) = parse_query(text).terms

    assert term.scope is scope


def test_an_unknown_prefix_is_text() -> None:
    assert words_of("inconnu:zola") == [["inconnu", "zola"]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("annee:1990", (1990, 1990)),
        ("année:1990", (1990, 1990)),
        ("year:1990..2000", (1990, 2000)),
        ("annee:1990-2000", (1990, 2000)),
        ("annee:1990–2000", (1990, 2000)),
        ("annee:2000..1990", (1990, 2000)),
        ("annee:1990..", (1990, None)),
        ("annee:..1990", (None, 1990)),
        ("annee:-44", (-44, -44)),
        ("annee:-44..14", (-44, 14)),
    ],
)
def test_years_have_either_end_open(text: Any, years: Any) -> None:
    query = parse_query(text)

    assert (query.year_from, query.year_to) == years
    assert query.terms == ()


@pytest.mark.parametrize(
    "text", ["annee:jamais", "annee:..", "annee:1990-95", "annee:19905", "annee:9999", "annee:0x7"]
)
def test_years_that_make_no_sense_are_text(text: Any) -> None:
    query = parse_query(text)

    assert (query.year_from, query.year_to, query.years_out) == (None, None, ())
    assert query.terms[0].words[0].folded == "annee"


def test_years_with_a_minus_are_kept_away() -> None:
    query = parse_query("roman -annee:1990 -year:2000..")

    assert query.years_out == ((1990, 1990), (2000, None))
    assert (query.year_from, query.year_to) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["9782070360024", "2070360024", "2-07-036002-4", "978 2 07 036002 4", "isbn:2-07-036002-4", " ISBN : 2070360024 "],
)
def test_an_isbn_in_any_written_form_is_13_digits(text: Any) -> None:
    query = parse_query(text)

    assert query.isbns == ("9782070360024",)
    assert query.terms == ()


def test_an_isbn_among_words_is_still_a_number() -> None:
    query = parse_query("camus 2070360024")

    assert (query.isbns, words_of("camus 2070360024")) == (("9782070360024",), [["camus"]])


def test_a_number_with_a_wrong_check_digit_is_text() -> None:
    query = parse_query("9782070360025")

    assert (query.isbns, len(query.terms)) == ((), 1)


def test_keep_isbn_takes_the_number_for_text() -> None:
    query = parse_query("2070360024", frozenset({Keep.ISBN}))

    assert (query.isbns, len(query.terms)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("la peste", ("la",)),
        ("the plague", ("the",)),
        ("l etranger", ("l",)),
        ("peste la", ()),
        ("la", ()),
        ("c camus", ()),
        ("vie d hugo", ("d",)),
        ('"la peste"', ()),
        ("titre:la peste", ()),
        ('la "peste"', ()),
    ],
)
def test_a_leading_or_elided_article_need_not_be_in_a_book(text: Any, ignored: Any) -> None:
    assert parse_query(text).ignored == ignored


def test_keep_article_requires_every_word() -> None:
    assert parse_query("la peste", frozenset({Keep.ARTICLE})).ignored == ()
    (term,) = parse_query("l'étranger", frozenset({Keep.ARTICLE})).terms
    assert [word.typed for word in term.words] == ["letranger"]


def test_words_of_no_particular_place_rank_books_else_those_of_a_title() -> None:
    assert [word.folded for word in parse_query("terre auteur:zola -mer").ranking] == ["terre"]
    assert [word.folded for word in parse_query("titre:terre auteur:zola").ranking] == ["terre"]
    assert parse_query("auteur:zola").ranking == ()


@pytest.mark.parametrize(
    ("text", "beginning"), [("petit prin", "prin"), ("prin -vie", None), ('"petit prin"', None), ("", None)]
)
def test_the_last_plain_word_is_a_beginning_while_the_reader_types(text: Any, beginning: Any) -> None:
    query = parse_query(text)
    typed = replace(query, is_unfinished=True)

    assert (typed.beginning and typed.beginning.folded) == beginning
    assert query.beginning is None


@pytest.mark.parametrize(
    ("text", "n_precise"), [("la mer", 0), ('"la mer"', 1), ("mer -rouge", 1), ("titre:mer auteur:loti", 2)]
)
def test_phrases_prefixes_and_minuses_are_precise(text: Any, n_precise: Any) -> None:
    assert parse_query(text).n_precise == n_precise


@pytest.mark.parametrize("text", ["", "  ", "???", '""', "-"])
def test_a_text_without_words_or_numbers_is_empty(text: Any) -> None:
    assert parse_query(text).is_empty


@pytest.mark.parametrize("text", ["mer", "annee:1990", "-annee:1990", "2070360024", "-mer"])
def test_a_text_with_a_condition_is_not_empty(text: Any) -> None:
    assert not parse_query(text).is_empty


def test_words_beyond_the_limit_are_left_out() -> None:
    typed = [f"mot{number}" for number in range(MAX_WORDS + 5)]

    assert [word for term in words_of(" ".join(typed)) for word in term] == typed[:MAX_WORDS]
    assert [word for term in words_of("-".join(typed)) for word in term] == typed[:MAX_WORDS]


def test_terms_tell_where_they_stand_in_the_text() -> None:
    text = 'zola -"la terre" titre:nana'

    assert [text[term.start : term.end] for term in parse_query(text).terms] == ["zola", '-"la terre"', "titre:nana"]


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert parse_query("mer \ud800").text == "mer ?"
