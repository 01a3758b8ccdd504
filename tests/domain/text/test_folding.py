"""Text is folded once: what compares equal, sorts together and is found together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.items import shelf_key
from catalogue.domain.text import (
    ARTICLES,
    KEY_LENGTH,
    fold,
    has_control_characters,
    heading_key,
    list_compounds,
    name_sort_key,
    squeeze,
    title_key,
    title_keys,
    words,
)

HOURS = 200_000
"""Letters without a space that an expression which begins anew at each of them would take hours for."""

FRENCH = st.text("aAbcdeéèÉœŒæçlLdDqusß'’- .,!?1", max_size=60)
TEXT = st.one_of(FRENCH, st.text())
LANGUAGES = st.sampled_from([None, "ja", "pt-BR", *ARTICLES])


@given(TEXT)
def test_folding_twice_is_folding_once(text: Any) -> None:
    assert fold(fold(text)) == fold(text)


@given(FRENCH)
def test_folding_does_not_see_case(text: Any) -> None:
    assert fold(text.upper()) == fold(text.lower())


@given(TEXT)
def test_squeezing_twice_is_squeezing_once(text: Any) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@given(TEXT)
def test_words_are_made_of_words(text: Any) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(TEXT, LANGUAGES)
def test_a_book_is_found_by_its_title_whatever_its_language(title: Any, language: Any) -> None:
    assert title_key(title, language) in title_keys(title)


@given(TEXT, LANGUAGES)
def test_keys_fit_their_columns(text: Any, language: Any) -> None:
    assert max(map(len, [title_key(text, language), heading_key(text), *title_keys(text)])) <= KEY_LENGTH


@given(FRENCH.filter(words))
def test_the_key_of_a_heading_is_its_own_key(text: Any) -> None:
    assert heading_key(heading_key(text)) == heading_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Œuvres", "OEUVRES"), ("L’été", "l'ete"), ("Straße", "STRASSE"), ("Ǽ", "ae"), ("ﬁn", "fin"), ("Ǿre", "ore")],
)
def test_ligatures_marks_and_apostrophes_make_no_difference(one: Any, other: Any) -> None:
    assert fold(one) == fold(other)


def test_symbols_that_name_a_language_are_kept() -> None:
    assert words("C++ et C#") == ["c++", "et", "c#"]


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("L'Étranger", "fr", "etranger"),
        ("Les Misérables", "fr", "miserables"),
        ("The Hobbit", "en", "hobbit"),
        ("The Hobbit", None, "hobbit"),
        ("Die Blechtrommel", "de", "blechtrommel"),
        ("Die Hard", "en", "die hard"),
        ("Das", "de", "das"),
        ("???", "fr", "???"),
    ],
)
def test_titles_file_without_their_leading_article(title: Any, language: Any, key: Any) -> None:
    assert title_key(title, language) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Victor Hugo", "hugo victor"),
        ("Hugo, Victor", "hugo victor"),
        ("Antoine de Saint-Exupéry", "saint exupery antoine de"),
        ("J. M. G. Le Clézio", "le clezio j m g"),
        ("Colette", "colette"),
        ("Jean d'Ormesson", "ormesson jean d"),
        ("Jean d’Ormesson", "ormesson jean d"),
        ("Ormesson, Jean d'", "ormesson jean d"),
        ("d'Ormesson, Jean", "ormesson jean d"),
        ("Guy de Maupassant", "maupassant guy de"),
        ("de Gaulle, Charles", "gaulle charles de"),
        ("Alexandre Dumas père", "dumas pere alexandre"),
        ("Alexandre Dumas fils", "dumas fils alexandre"),
        ("Dumas fils, Alexandre", "dumas fils alexandre"),
        ("Máirtín Ó Cadhain", "o cadhain mairtin"),
        ("Ó Cadhain, Máirtín", "o cadhain mairtin"),
        ("Tahar Ben Jelloun", "ben jelloun tahar"),
        ("Pierre Mac Orlan", "mac orlan pierre"),
        ("Georges de La Tour", "la tour georges de"),
        ("Gabriel García Márquez", "garcia marquez gabriel"),
        ("Carlos Ruiz Zafón", "ruiz zafon carlos"),
        ("Cristina García", "garcia cristina"),
        ("García Lorca", "lorca garcia"),
        ("MUSSO Guillaume", "musso guillaume"),
        ("Guillaume MUSSO", "musso guillaume"),
        ("SAINT-EXUPERY Antoine de", "saint exupery antoine de"),
        ("DE VIGAN Delphine", "vigan delphine de"),
        ("LE CLÉZIO J. M. G.", "le clezio j m g"),
        ("J. K. ROWLING", "rowling j k"),
        ("VICTOR HUGO", "hugo victor"),
        ("Jean XXIII", "xxiii jean"),
        ("???", "???"),
    ],
)
def test_people_file_by_surname(name: Any, key: Any) -> None:
    assert name_sort_key(name) == key


@pytest.mark.parametrize("noise", ["\x00", "\x07", "\x85", "\x7f", "\ud800", "\uffff"])
def test_line_noise_is_known(noise: Any) -> None:
    assert has_control_characters(f"a{noise}b")


@pytest.mark.parametrize("text", ["", "a\tb", "a\r\nb", "œ\u202f!", "日本", "👩‍🚀"])
def test_text_of_any_script_is_no_noise(text: Any) -> None:
    assert not has_control_characters(text)


def test_shelves_are_walked_in_the_order_of_numbers() -> None:
    shelf = ["84 X", "843 CAM", "843.1 ZOL", "844 MON", "BD HER", "J 823 DAH", "J 843 DAH"]
    assert sorted(set(shelf), key=shelf_key) == shelf


def test_letters_without_end_are_cut_in_no_time() -> None:
    assert (list_compounds("a" * HOURS), list_compounds("a" * HOURS + " rendez-vous")) == ([], ["rendezvous"])
