"""What the about page says of privacy is what is done."""

import re
from pathlib import Path
from typing import Any

import pytest

from catalogue.app import create_app
from catalogue.database import upgrade

NOTHING = ("writes down nothing", "aucune trace")
PATHS = ("how it was answered", "la réponse donnée")
SEARCHES = ("also writes down what is searched for", "note aussi ce qui est recherché")
NO_SEARCHES = ("does not write down what you search for", "ne note ni ce que vous cherchez")
ASK = ("the library will tell you", "La bibliothèque vous dira")
DAYS = ("After 30 days", "au bout de 30")
DAY = ("After 1 day ", "au bout de 1 jour.")
COUNTED = ("counted by address", "comptées par adresse")
ALL = (NOTHING, PATHS, SEARCHES, NO_SEARCHES, ASK, DAYS, DAY, COUNTED)


@pytest.mark.parametrize(("place", "language"), [(0, "en"), (1, "fr")])
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, {PATHS, NO_SEARCHES, ASK, COUNTED}),
        ({"ACCESS_LOG": "full"}, {PATHS, SEARCHES, ASK, COUNTED}),
        ({"ACCESS_LOG_DAYS": "30"}, {PATHS, NO_SEARCHES, DAYS, COUNTED}),
        ({"ACCESS_LOG_DAYS": "1", "RATE_LIMITS": "off"}, {PATHS, NO_SEARCHES, DAY}),
        ({"ACCESS_LOG": "off", "ACCESS_LOG_DAYS": "30"}, {NOTHING, COUNTED}),
    ],
    ids=["by default", "full", "for 30 days", "for a day, no limits", "off"],
)
def test_it_says_what_is_kept_and_for_how_long(
    tmp_path: Path, settings: Any, said: Any, place: Any, language: Any
) -> None:
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}", "SECRET_KEY": "only-for-tests-" * 3}
    app = create_app(environ | settings)
    with app.app_context():
        upgrade()
    page = app.test_client().get("/about", headers={"Accept-Language": language}).text.replace("\u00a0", " ")

    assert not re.search(r"\.[^\W\d]", re.search("<article.*</article>", page, re.DOTALL)[0]), (
        "no space after a sentence"
    )
    assert {sentence for sentence in ALL if sentence[place] in page} == said
