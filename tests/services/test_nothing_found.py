"""Questions that nothing answers as they were typed: beginnings, careful corrections, fewer words, everyday words."""

from typing import Any

import pytest

from catalogue.domain.query.parser import Keep


@pytest.fixture
def library(stock: Any) -> None:
    """Books of a town library that readers ask for in their own way."""
    musso = {"authors": ("Guillaume Musso",)}
    comics = {"subjects": ("Bande dessinée",)}
    stock(
        ("Les Misérables", {"authors": ("Victor Hugo",)}),
        ("L'Étranger", {"authors": ("Albert Camus",), "published": "1972"}),
        ("La Peste", {"authors": ("Albert Camus",)}),
        ("Central Park", musso),
        ("La fille de papier", musso),
        ("Le dernier jour d'un condamné", {"authors": ("Victor Hugo",)}),
        ("Le Petit Nicolas", {"authors": ("René Goscinny",)}),
        ("Astérix le Gaulois", {**comics, "authors": ("René Goscinny",)}),
        ("La Serpe d'or", {**comics, "series": "Astérix"}),
        ("Chéri", {"authors": ("Colette",)}),
        ("Misère de la philosophie", {"authors": ("Karl Marx",)}),
        ("La Belle Lisse Poire", {"description": "Un sac, des histoires."}),
        ("Les hommes qui n'aimaient pas les femmes", {"subjects": ("Roman policier suédois",)}),
        ("Plouf !", {"subjects": ("Jeunesse",)}),
        ("Trois Brigands", {"subjects": ("Jeunesse",)}),
        ("Méduse", {"description": "Mis en scène à Paris."}),
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("miserab", "Les Misérables"),
        ("hugo miserab", "Les Misérables"),
        ("les miséra", "Les Misérables"),
        ("centr", "Central Park"),
        ("la fille de pap", "La fille de papier"),
        ("astér", "Astérix le Gaulois"),
        ("le petit nico", "Le Petit Nicolas"),
        ("camus étran", "L'Étranger"),
        ("goscin", "Le Petit Nicolas"),
        ("philo", "Misère de la philosophie"),
        ("le dernier jour d'un cond", "Le dernier jour d'un condamné"),
        ("brig", "Trois Brigands"),
    ],
)
def test_what_typing_found_is_found_by_enter(library: Any, ask: Any, typed: Any, first: Any) -> None:
    sent = ask(typed)
    assert sent.page.hits[0].title == first == ask(typed, typing=True).page.hits[0].title
    assert sent.result.correction is None
    assert ask(typed, keep=[Keep.SPELLING]).page.total == 0


def test_a_word_met_in_passing_is_a_beginning_as_well_but_not_one_of_a_title(library: Any, titles: Any) -> None:
    assert titles("mis")[:2] == ["Les Misérables", "Misère de la philosophie"] or titles("mis")[0].startswith("Mis")
    assert titles("peste") == ["La Peste"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("misrables", "misérables"),
        ("hugo misrables", "hugo misérables"),
        ("etrenger camus", "étranger camus"),
        ("centrle park", "central park"),
        ("gaulios", "gaulois"),
        ("nicoals petit", "nicolas petit"),
        ("philosphie", "philosophie"),
        ("condanné", "condamné"),
    ],
)
def test_a_slip_in_a_long_word_is_corrected_at_once(library: Any, ask: Any, typed: Any, text: Any) -> None:
    correction = ask(typed).result.correction
    assert (correction.text, correction.is_shown) == (text, True)


@pytest.mark.parametrize(("typed", "text"), [("cherub", "chéri"), ("mazere", "misère"), ("goulais", "gaulois")])
def test_more_than_a_slip_in_four_letters_is_offered_and_not_shown(
    library: Any, ask: Any, typed: Any, text: Any
) -> None:
    result = ask(typed)
    assert (result.page.total, result.result.correction.text, result.result.correction.is_shown) == (0, text, False)


def test_more_slips_are_allowed_where_the_other_words_make_a_whole_title(library: Any, ask: Any) -> None:
    correction = ask("asterix le goulais").result.correction
    assert (correction.text, correction.is_shown) == ("asterix le gaulois", True)


def test_words_that_stand_in_some_record_by_chance_are_offered(stock: Any, ask: Any) -> None:
    stock(("Nana", {"description": "Une belle histoire, un long voyage."}))
    correction = ask("belle voyahe").result.correction
    assert (correction.text, correction.is_shown) == ("belle voyage", False)


@pytest.mark.parametrize("typed", ["un sac de billes", "sac", "un bal de rue", "or et feu"])
def test_a_known_short_word_is_neither_dropped_nor_split(library: Any, ask: Any, typed: Any) -> None:
    correction = ask(typed).result.correction
    assert correction is None or not correction.is_shown


@pytest.mark.parametrize(
    ("typed", "first", "left_out"),
    [
        ("camus l’étranger 1942", "L'Étranger", ("1942",)),
        ("dernier musso", "Central Park", ("dernier",)),
        ("le dernier livre de musso", "Central Park", ("dernier", "livre")),
        ("bd petit nicolas", "Le Petit Nicolas", ("bd",)),
        ("les misérables hugo pléiade", "Les Misérables", ("pléiade",)),
        ("central park musso poche", "Central Park", ("poche",)),
        ("la peste camus gallimard", "La Peste", ("gallimard",)),
        ("petit nicolas sempé goscinny", "Le Petit Nicolas", ("sempé",)),
        ("bon livre colette", "Chéri", ("bon", "livre")),
        ("nouveau roman musso central", "Central Park", ("nouveau", "roman")),
        ("peste camus misérables", "La Peste", ("misérables",)),
    ],
)
def test_books_with_most_of_the_words_are_shown(library: Any, ask: Any, typed: Any, first: Any, left_out: Any) -> None:
    result = ask(typed)
    assert result.page.hits[0].title == first
    assert result.result.correction.left_out == left_out
    assert result.result.correction.is_shown


@pytest.mark.parametrize("typed", ["camus hugo", "musso papillon", '"camus" hugo 1942', "auteur:camus hugo 1942"])
def test_half_of_the_words_is_not_most_of_them(library: Any, ask: Any, typed: Any) -> None:
    result = ask(typed)
    assert (result.page.total, result.result.correction) == (0, None)


def test_each_word_is_counted_where_none_finds_all(library: Any, ask: Any) -> None:
    assert ask("camus hugo").result.word_counts == (("camus", 2), ("hugo", 2))
    assert ask("camus").result.word_counts == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bd", {"Astérix le Gaulois", "La Serpe d'or"}),
        ("bédés", {"Astérix le Gaulois", "La Serpe d'or"}),
        ("nouvelles bd", {"Astérix le Gaulois", "La Serpe d'or"}),
        ("comics", {"Astérix le Gaulois", "La Serpe d'or"}),
        ("bd goscinny", {"Astérix le Gaulois"}),
        ("polar", {"Les hommes qui n'aimaient pas les femmes"}),
        ("polars suédois", {"Les hommes qui n'aimaient pas les femmes"}),
        ("thriller", {"Les hommes qui n'aimaient pas les femmes"}),
        ("ado", {"Plouf !", "Trois Brigands"}),
        ("livres pour enfants", {"Plouf !", "Trois Brigands"}),
        ("livre enfant", {"Plouf !", "Trois Brigands"}),
        ("les meilleurs polars", {"Les hommes qui n'aimaient pas les femmes"}),
        ("children", {"Plouf !", "Trois Brigands"}),
    ],
)
def test_an_everyday_word_leads_to_the_subject_that_the_catalogue_has(
    library: Any, titles: Any, typed: Any, found: Any
) -> None:
    assert set(titles(typed)) == found


def test_an_everyday_word_without_its_subject_leads_nowhere(library: Any, ask: Any) -> None:
    assert ask("recettes").page.total == 0


def test_filters_are_told_without_which_books_are_found(library: Any, ask: Any) -> None:
    result = ask("camus", language=("de",), author=("Albert Camus",)).result
    assert (result.n_unfiltered, result.n_without) == (2, {"language": 2})
