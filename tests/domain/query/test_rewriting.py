"""Other ways to write a question that finds nothing, without a database."""

from typing import Any

import pytest

from catalogue.domain.query.parser import parse_query
from catalogue.domain.query.rewriting import MAX_TEXTS, rewrite


def ways(text: str) -> list[str]:
    return list(rewrite(parse_query(text)))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nana de zola", "nana zola"),
        ("germinal by zola", "germinal zola"),
        ("les fleurs de mal", "les fleurs mal"),
        ("harry potter tome 3", "harry potter 3"),
        ("naruto t4", "naruto 4"),
        ("harry potter n°2", "harry potter 2"),
        ("harry potter, vol. 2", "harry potter, 2"),
        ("germinal zola 1885", "germinal zola annee:1885"),
        ("Paris -Texas", "Paris Texas"),
        ("Sujet : l'amour", "Sujet l'amour"),
    ],
)
def test_the_bare_words_are_tried_first(text: Any, first: Any) -> None:
    assert ways(text)[0] == first


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("tour du monde en 80 jours", "tour du monde en quatre-vingts jours"),
        ("7 dwarfs", "seven dwarfs"),
        ("douze hommes", "12 hommes"),
        ("nineteen eighty-four", "1984"),
        ("louis 14", "louis XIV"),
        ("tome IV", "4"),
        ("st exupery", "saint exupery"),
        ("saint exupery", "st exupery"),
        ("v hugo", "hugo"),
        ("Sartre, J.-P.", "Sartre"),
    ],
)
def test_numbers_abbreviations_and_initials_are_written_otherwise(text: Any, way: Any) -> None:
    assert way in ways(text)


def test_a_question_with_words_of_one_language_is_not_put_into_the_other() -> None:
    assert not any("seven" in way for way in ways("les 7 nains"))
    assert not any("sept" in way for way in ways("the 7 dwarfs"))


@pytest.mark.parametrize("text", ["", "nana", "c pour cheval", "jours 3-4", "???"])
def test_what_has_no_other_writing_has_none(text: Any) -> None:
    assert ways(text) == []


def test_a_way_is_new_each_time_and_there_are_few() -> None:
    for text in ("les 3 mousquetaires de dumas tome 4", "m et mme st clair 14 et 15 avec le dr noir 1999"):
        found = ways(text)
        assert len({way.casefold() for way in [*found, text]}) == len(found) + 1 <= MAX_TEXTS + 1
