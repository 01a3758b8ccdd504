"""Questions that find nothing, or little: spelt or put otherwise, with words of this catalogue."""

import pytest

from catalogue.domain.query import Keep

ZOLA, HUGO = "Émile Zola", "Victor Hugo"


def test_a_slip_is_corrected_with_a_word_of_this_catalogue(stock, ask):
    stock(("Les Misérables", {"authors": (HUGO,)}), ("Nana", {"authors": (ZOLA,)}))

    result = ask("misrables hugo")

    assert [book.title for book in result.page.hits] == ["Les Misérables"]
    assert (result.answer.correction.text, result.answer.correction.is_shown) == ("misérables hugo", True)
    assert result.answer.unknown == ("misrables",)


def test_of_two_corrections_the_one_that_makes_a_title_is_taken(stock, ask):
    stock(("Azure in Action", {}), *((f"Curé de campagne {number} in action", {}) for number in range(5)))

    result = ask("aure in action")
    assert result.answer.correction.text == "azure in action"
    assert [book.title for book in result.page.hits] == ["Azure in Action"]


def test_who_insists_on_the_spelling_gets_it(stock, ask):
    stock(("Les Misérables", {}))

    assert ask("misrables", keep=[Keep.SPELLING]).page.total == 0


def test_a_correction_never_leads_to_nothing(stock, ask):
    stock(("Les Misérables", {"language": "fr"}), ("Whales", {"language": "en"}))

    assert ask("misrables", language=("en",)).answer.correction is None


def test_values_of_one_filter_are_alternatives_and_filters_add_up(stock, titles):
    stock(
        ("A", {"language": "fr", "authors": (ZOLA,)}),
        ("B", {"language": "en", "authors": (ZOLA,)}),
        ("C", {"language": "de", "authors": (ZOLA,)}),
        ("D", {"language": "fr", "authors": (HUGO,)}),
    )

    assert titles(sort="title", language=("fr", "en"), author=(ZOLA,)) == ["A", "B"]


@pytest.fixture
def library(stock):
    """Some books that people ask for in their own words."""
    potter = {"authors": ("J. K. Rowling",), "series": "Harry Potter"}
    stock(
        ("Nana", {"authors": (ZOLA,), "published": "1880"}),
        ("Germinal", {"authors": (ZOLA,), "published": "1885"}),
        ("Quatrevingt-treize", {"authors": (HUGO,)}),
        ("Les Fleurs du mal", {"authors": ("Charles Baudelaire",)}),
        ("Astérix & Obélix", {"subjects": ("Bande dessinée",)}),
        ("La Chambre des secrets", {**potter, "series_number": "2"}),
        ("Le Prisonnier d'Azkaban", {**potter, "series_number": "3"}),
        ("Paris -Texas", {}),
        ("Sujet : l'amour", {}),
        ("La mer et la nuit", {}),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nana de zola", "Nana"),
        ("Germinal by Émile Zola", "Germinal"),
        ("les fleurs de mal de baudelaire", "Les Fleurs du mal"),
        ("asterix et obelix", "Astérix & Obélix"),
        ("harry potter 3", "Le Prisonnier d'Azkaban"),
        ("harry potter tome 3", "Le Prisonnier d'Azkaban"),
        ("Harry Potter, t. 2", "La Chambre des secrets"),
        ("harry potter n°2", "La Chambre des secrets"),
        ("jk rowling azkaban", "Le Prisonnier d'Azkaban"),
        ("germinal zola 1885", "Germinal"),
        ("quatre vingt treize", "Quatrevingt-treize"),
        ("nanna de zola", "Nana"),
        ("Paris -Texas", "Paris -Texas"),
        ("Sujet : l'amour", "Sujet : l'amour"),
    ],
)
def test_a_book_is_found_in_the_words_in_which_people_ask_for_it(library, titles, typed, found):
    assert titles(typed) == [found]


@pytest.mark.parametrize("typed", ["titre:zola", '"mal les fleurs"', "fleurs -mal", "inconnu:zola", "zola annee:1970"])
def test_who_asks_precisely_is_told_that_there_is_nothing(library, titles, typed):
    assert titles(typed) == []


def test_a_word_is_taken_for_another_only_where_the_rest_of_the_question_is(stock, ask):
    stock(
        ("La Forêt en feu", {}),
        *((f"Le Fort {number}", {}) for number in range(9)),
        ("Le Feu", {}),
        ("Fort en mer", {}),
    )

    result = ask("la fort en feu")

    assert [book.title for book in result.page.hits] == ["La Forêt en feu"]
    assert result.answer.correction.text == "la forêt en feu"


def test_short_words_that_books_have_are_left_alone(stock, ask):
    stock(("Elle et qui", {}), ("Lui", {}))

    assert ask("elle et lui").answer.correction is None


def test_slips_are_mended_wherever_they_are_in_a_long_title(stock, titles):
    stock(("Max et Lili ont très peur de parler devant tout le public", {}))

    assert titles("Max et Lili ont très peur de parler devant tout le publci") != []


def test_marks_that_stand_by_themselves_belong_to_their_word(stock, ask):
    stock(("Otruzhei\u0306nai\ufe20a\ufe21 palata", {}))

    assert ask("Otruzhenai\ufe20a\ufe21 palata").page.total == 1


def test_a_spelling_that_makes_a_title_is_offered_where_only_other_forms_are_found(stock, ask):
    stock(("La Cerisaie", {}), *((f"Une crise de plus, {number}", {}) for number in range(9)), ("Les Misérables", {}))

    result = ask("la crisaie")

    assert result.page.total == 9
    assert (result.answer.correction.text, result.answer.correction.is_shown) == ("la cerisaie", False)
    assert ask("les crises").answer.correction is None
    assert ask("le miserable").answer.correction is None
