"""Questions that find nothing, or little: spelt or put otherwise, with words of this catalogue."""

from typing import Any

import pytest

from catalogue.domain.query.parser import Keep

ZOLA, HUGO = "Émile Zola", "Victor Hugo"


def test_a_slip_is_corrected_with_a_word_of_this_catalogue(stock: Any, ask: Any) -> None:
    stock(("Les Misérables", {"authors": (HUGO,)}), ("Nana", {"authors": (ZOLA,)}))

    result = ask("misrables hugo")

    assert [book.title for book in result.page.hits] == ["Les Misérables"]
    assert (result.result.correction.text, result.result.correction.is_shown) == ("misérables hugo", True)
    assert result.result.unknown_words == ("misrables",)


def test_of_two_corrections_the_one_that_makes_a_title_is_taken(stock: Any, ask: Any) -> None:
    stock(("Azure in Action", {}), *((f"Curé de campagne {number} in action", {}) for number in range(5)))

    result = ask("aure in action")
    assert result.result.correction.text == "azure in action"
    assert [book.title for book in result.page.hits] == ["Azure in Action"]


def test_no_other_spelling_is_offered_to_who_typed_a_title(stock: Any, ask: Any) -> None:
    stock(("Der Prozeß", {"language": "de"}), *((f"Le Procès, {number}", {}) for number in range(20)))

    result = ask("prozess")
    assert ([book.title for book in result.page.hits], result.result.correction) == (["Der Prozeß"], None)


def test_a_rare_word_is_found_by_the_words_beside_it(stock: Any, ask: Any) -> None:
    commoner = ("cote", "code", "come", "corse", "coke", "cove", "cope")
    stock(("La corde au cou", {}), *((f"{word} {letter}", {}) for word in commoner for letter in "ab"))

    result = ask("la core au cou")
    assert [book.title for book in result.page.hits] == ["La corde au cou"]


def test_who_insists_on_the_spelling_gets_it(stock: Any, ask: Any) -> None:
    stock(("Les Misérables", {}))

    assert ask("misrables", keep=[Keep.SPELLING]).page.total == 0


def test_a_correction_never_leads_to_nothing(stock: Any, ask: Any) -> None:
    stock(("Les Misérables", {"language": "fr"}), ("Whales", {"language": "en"}))

    assert ask("misrables", language=("en",)).result.correction is None


def test_values_of_one_filter_are_alternatives_and_filters_add_up(stock: Any, titles: Any) -> None:
    stock(
        ("A", {"language": "fr", "authors": (ZOLA,)}),
        ("B", {"language": "en", "authors": (ZOLA,)}),
        ("C", {"language": "de", "authors": (ZOLA,)}),
        ("D", {"language": "fr", "authors": (HUGO,)}),
    )

    assert titles(sort="title", language=("fr", "en"), author=(ZOLA,)) == ["A", "B"]


@pytest.fixture
def library(stock: Any) -> None:
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
def test_a_book_is_found_in_the_words_in_which_people_ask_for_it(
    library: Any, titles: Any, typed: Any, found: Any
) -> None:
    assert titles(typed) == [found]


NUMBERS = {
    "le tour du monde en 80 jours": "Le Tour du monde en quatre-vingts jours",
    "le tour du monde en 80 jours de verne": "Le Tour du monde en quatre-vingts jours",
    "20000 lieues sous les mers": "Vingt mille lieues sous les mers",
    "20 000 lieues": "Vingt mille lieues sous les mers",
    "20 mille lieues": "Vingt mille lieues sous les mers",
    "les 3 mousquetaires": "Les Trois Mousquetaires",
    "les 3 mousqetaires": "Les Trois Mousquetaires",
    '"les 3 mousquetaires"': "Les Trois Mousquetaires",
    "100 ans de solitude": "Cent ans de solitude",
    "les 1001 nuits": "Les Mille et Une Nuits",
    "hugo 93": "Quatrevingt-treize",
    "7 dwarfs": "Snow White and the Seven Dwarfs",
    "the 100 secrets": "A Hundred Secrets",
    "mille neuf cent quatre-vingt-quatre": "1984",
    "dix-neuf cent quatre vingt quatre": "1984",
    "nineteen eighty-four": "1984",
    "douze hommes en colère": "12 hommes en colère",
    "les sept vies du docteur": "Les 7 vies du docteur Noir",
    "vingt mille ans d'histoire": "20 000 ans d'histoire",
    "20000 ans d'histoire": "20 000 ans d'histoire",
    "louis 14": "Le Siècle de Louis XIV",
    "henri IV de navarre": "Henri 4 de Navarre",
    "le cycle tome IV": "Dune",
    "le cycle tome quatre": "Dune",
    "vie au 19ème siècle": "La Vie au XIXe siècle",
    "1ere guerre mondiale": "La Première Guerre mondiale",
    "françois 1er": "François Ier, roi",
}
ABBREVIATIONS = {
    "st exupery": "Le Petit Prince",
    "antoine de st-exupéry": "Le Petit Prince",
    "sainte genevieve": "Histoire de Ste Geneviève",
    "les 4 filles du dr march": "Les Quatre Filles du docteur March",
    "docteur freud": "Le cas du Dr Freud",
    "monsieur hulot": "Les Vacances de M. Hulot",
    "Mme. Bovary": "Madame Bovary",
    "bd astérix": "Astérix",
}
INITIALS = {
    "v hugo": "Quatrevingt-treize",
    "quatrevingt treize v. hugo": "Quatrevingt-treize",
    "Sartre, J.-P.": "Les Mots",
    "j.-p. sartre": "Les Mots",
    "les mots de j p sartre": "Les Mots",
}


@pytest.fixture
def classics(stock: Any) -> None:
    """Books whose titles have numbers and abbreviations, in one writing or another."""
    stock(
        ("Le Tour du monde en quatre-vingts jours", {"authors": ("Jules Verne",)}),
        ("Vingt mille lieues sous les mers", {"authors": ("Jules Verne",)}),
        ("Les Trois Mousquetaires", {"authors": ("Alexandre Dumas",)}),
        ("Cent ans de solitude", {}),
        ("Les Mille et Une Nuits", {}),
        ("Quatrevingt-treize", {"authors": (HUGO,)}),
        ("Snow White and the Seven Dwarfs", {}),
        ("A Hundred Secrets", {}),
        ("1984", {"authors": ("George Orwell",)}),
        ("12 hommes en colère", {}),
        ("Les 7 vies du docteur Noir", {}),
        ("20 000 ans d'histoire", {}),
        ("Le Siècle de Louis XIV", {}),
        ("Henri 4 de Navarre", {}),
        ("Dune", {"series": "Le cycle", "series_number": "4"}),
        ("La Vie au XIXe siècle", {}),
        ("La Première Guerre mondiale", {}),
        ("François Ier, roi", {}),
        ("Le Petit Prince", {"authors": ("Antoine de Saint-Exupéry",)}),
        ("Histoire de Ste Geneviève", {}),
        ("Les Quatre Filles du docteur March", {}),
        ("Le cas du Dr Freud", {}),
        ("Les Vacances de M. Hulot", {}),
        ("Madame Bovary", {}),
        ("Les Mots", {"authors": ("Jean-Paul Sartre",)}),
        ("Astérix", {"subjects": ("Bandes dessinées",)}),
    )


def test_a_number_is_found_in_all_its_writings(classics: Any, titles: Any) -> None:
    assert {typed: titles(typed) for typed in NUMBERS} == {typed: [title] for typed, title in NUMBERS.items()}


@pytest.mark.parametrize("expected", [ABBREVIATIONS, INITIALS], ids=["abbreviations", "initials"])
def test_a_question_is_put_as_books_are_written(classics: Any, ask: Any, titles: Any, expected: Any) -> None:
    assert {typed: titles(typed) for typed in expected} == {typed: [title] for typed, title in expected.items()}
    assert [typed for typed in expected if not ask(typed).result.correction.is_shown] == []
    assert [typed for typed in expected if titles(typed, keep=[Keep.SPELLING])] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("st exupery", "saint exupery"),
        ("j. verne", "jules verne"),
        ("j.-p. sartre", "jean paul sartre"),
        ("les mots de j p sartre", "les mots sartre"),
    ],
)
def test_it_is_told_how_the_question_was_put(classics: Any, ask: Any, typed: Any, told: Any) -> None:
    assert ask(typed).result.correction.text == told


def test_the_zeros_of_a_number_are_not_told_as_a_word_that_no_book_has(classics: Any, ask: Any) -> None:
    assert ask("20 000 lieues sous les mers").result.unknown_words == ()


def test_who_asks_precisely_is_not_answered_in_another_writing(classics: Any, titles: Any) -> None:
    asked = ['"v hugo"', "auteur:v hugo", "jean paul -st exupery", "titre:st exupery"]
    assert [typed for typed in asked if titles(typed)] == []


def test_a_question_with_et_is_not_put_into_english(stock: Any, ask: Any) -> None:
    stock(("Mister Noir, Mme", {}))

    assert ask("mr et mme noir").result.correction is None


def test_words_that_are_no_number_stay_words(classics: Any, ask: Any) -> None:
    asked = ["un mousquetaire", "la pomme de c", "jours 3-4", "cycle 007"]
    assert [typed for typed in asked if ask(typed).result.correction] == []


def test_an_initial_is_a_name_of_the_author_who_has_the_other_words(stock: Any, ask: Any) -> None:
    stock(
        ("Les Misérables", {"authors": (HUGO,)}),
        *((f"Corto, {number}", {"authors": ("Hugo Pratt",)}) for number in range(3)),
        *((f"Voyage, {number}", {"authors": ("Valérie Martin",)}) for number in range(3)),
    )

    result = ask("v. hugo")
    assert [book.title for book in result.page.hits] == ["Les Misérables"]
    assert ask("x hugo").page.total == 4


def test_no_more_than_four_initials_are_written_out(stock: Any, ask: Any) -> None:
    stock(("Nana", {"authors": ("Berta Flora Greta Paula Rosa Zola",)}))

    assert ask("f g p r zola").result.correction.text == "flora greta paula rosa zola"
    assert ask("b f g p r zola").result.correction.text == "berta zola"  # Four are left out first.


def test_a_number_is_not_taken_for_a_number_near_it(stock: Any, ask: Any) -> None:
    stock(("Le XXe siècle", {}), ("Le père et la guerre", {}))

    assert ask("xixe siècle").result.correction is None
    assert ask("1ere guerre").result.correction is None


def test_what_finds_something_is_not_put_otherwise(stock: Any, ask: Any) -> None:
    stock(("Mme Bovary", {}), ("Madame Bovary", {}))

    result = ask("mme bovary")
    assert [book.title for book in result.page.hits] == ["Mme Bovary"]
    assert result.result.correction is None


@pytest.mark.parametrize("typed", ["titre:zola", '"mal les fleurs"', "fleurs -mal", "inconnu:zola", "zola annee:1970"])
def test_who_asks_precisely_is_told_that_there_is_nothing(library: Any, titles: Any, typed: Any) -> None:
    assert titles(typed) == []


def test_a_word_is_taken_for_another_only_where_the_rest_of_the_question_is(stock: Any, ask: Any) -> None:
    stock(
        ("La Forêt en feu", {}),
        *((f"Le Fort {number}", {}) for number in range(9)),
        ("Le Feu", {}),
        ("Fort en mer", {}),
    )

    result = ask("la fort en feu")

    assert [book.title for book in result.page.hits] == ["La Forêt en feu"]
    assert result.result.correction.text == "la forêt en feu"


def test_short_words_that_books_have_are_left_alone(stock: Any, ask: Any) -> None:
    stock(("Elle et qui", {}), ("Lui", {}))

    assert ask("elle et lui").result.correction is None


def test_slips_are_mended_wherever_they_are_in_a_long_title(stock: Any, titles: Any) -> None:
    stock(("Max et Lili ont très peur de parler devant tout le public", {}))

    assert titles("Max et Lili ont très peur de parler devant tout le publci") != []


def test_marks_that_stand_by_themselves_belong_to_their_word(stock: Any, ask: Any) -> None:
    stock(("Otruzhei\u0306nai\ufe20a\ufe21 palata", {}))

    assert ask("Otruzhenai\ufe20a\ufe21 palata").page.total == 1


def test_a_spelling_that_makes_a_title_is_offered_where_only_other_forms_are_found(stock: Any, ask: Any) -> None:
    stock(("La Cerisaie", {}), *((f"Une crise de plus, {number}", {}) for number in range(9)), ("Les Misérables", {}))

    result = ask("la crisaie")

    assert result.page.total == 9
    assert (result.result.correction.text, result.result.correction.is_shown) == ("la cerisaie", False)
    assert ask("les crises").result.correction is None
    assert ask("le miserable").result.correction is None


def test_words_of_a_title_or_an_author_need_no_correction(stock: Any, ask: Any) -> None:
    redmen = tuple((f"Red man {number}", {}) for number in range(9))  # type: ignore[var-annotated]
    stock(("Portrait de Redmen", {}), ("Contes", {"authors": ("Jean Redmon",), "description": "Un redmin."}), *redmen)
    stock(*((f"Les hommes de Redmun, {number}", {}) for number in range(20)))

    assert [ask(word).page.total for word in ("redmen", "redmon", "redmin")] == [1, 1, 1]
    assert [ask(word).result.correction for word in ("redmen", "redmon", "jean redmon")] == [None, None, None]
    offered = ask("redmin").result.correction  # Stands in a description only, which may have the slip.
    assert (offered.text, offered.total, offered.is_shown) == ("redmun", 20, False)
