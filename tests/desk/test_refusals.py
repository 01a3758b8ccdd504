"""A refusal is a code with values: each edge makes a sentence of it."""

import re
from typing import Any

import pytest
from flask import Flask

from catalogue.desk.refusals import SENTENCES, describe_refusal
from catalogue.domain.refusals import ENGLISH, ImportRefusal, RefusalCode, refuse

IN_ENGLISH = {RefusalCode.BAD_RECORD, RefusalCode.OTHER}
"""What is too rare for a sentence of its own."""


def test_every_code_has_its_sentences() -> None:
    assert set(ENGLISH) == set(RefusalCode)
    assert set(SENTENCES) == set(RefusalCode) - IN_ENGLISH


@pytest.mark.parametrize("code", SENTENCES)
def test_a_page_names_only_values_that_the_refusal_has(app: Flask, code: Any) -> None:
    values = {*re.findall(r"\{(\w+)\}", ENGLISH[code])}
    for language in ("en", "fr"):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert {*re.findall(r"%\((\w+)\)s", str(SENTENCES[code]))} <= values


def test_a_refusal_is_told_in_the_language_of_the_page(app: Flask) -> None:
    refusal = ImportRefusal(RefusalCode.LINE_TOO_LONG, {"line": 3, "limit": 9}, member="livres.json").as_json()
    assert refusal["reason"] == "livres.json: line 3: longer than 9 bytes"
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        assert describe_refusal(refusal).startswith("livres.json\N{NO-BREAK SPACE}: La ligne 3")


def test_a_refusal_of_an_older_version_stays_in_english(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        assert describe_refusal({"position": 2, "reason": "no title"}) == "no title"
        assert describe_refusal(refuse(RefusalCode.OTHER, detail="no such drive").as_json()) == "no such drive"
