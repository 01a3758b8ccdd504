"""Line noise: the quick look over the bytes of a record sees all that the look at each text would."""

import orjson

from catalogue.domain.text import has_control_characters
from catalogue.formats.noise import may_be_noisy, remove_noise

CHARACTERS = [chr(number) for number in range(0x11000) if not 0xD800 <= number < 0xE000]


def test_the_quick_look_misses_no_noise() -> None:
    noisy = [character for character in CHARACTERS if has_control_characters(character)]
    assert len(noisy) == 65 - 3 + 2
    assert all(may_be_noisy(orjson.dumps({character: 1})) for character in noisy)


def test_the_quick_look_raises_no_alarm_for_a_character_of_any_script() -> None:
    clean = [character for character in CHARACTERS if not has_control_characters(character)]
    assert not [character for character in clean if may_be_noisy(orjson.dumps(character))]


def test_text_without_noise_is_left_alone() -> None:
    assert all(remove_noise(text) == text for text in ["", "a\tb\r\n", "œ\u202f!", "日本"])
