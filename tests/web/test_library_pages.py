"""The pages that law and readers ask of a library: its own texts, or what is missing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord
from catalogue.setting_parsers import Audit

PAGES = ["visit", "legal", "privacy", "accessibility"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_leads_to_them(get: Any, name: str, language: str) -> None:
    assert f"/{name}" in get("/", language).links
    assert get(f"/{name}", language).status == 200


@pytest.mark.parametrize("name", ["visit", "legal", "privacy"])
def test_a_text_that_is_missing_is_said_to_be_missing(get: Any, name: str) -> None:
    assert "Texte provisoire." in get(f"/{name}").text
    assert f"{name}.md" in get(f"/{name}").text


def test_the_library_writes_its_own_texts(app: Flask, get: Any, tmp_path: Path) -> None:
    (tmp_path / "legal.md").write_text(
        "## Éditeur\n\nVille de **Foix** <script>alert(1)</script>\n\n|a|b|\n|-|-|\n|1|2|"
    )
    (tmp_path / "visit.en.md").write_text("Open on Mondays")
    app.config["CATALOGUE_PAGES_DIR"] = tmp_path

    page = get("/legal")

    assert "<strong>Foix</strong>" in page.html
    assert "<table>" in page.html
    assert "<script>alert" not in page.html
    assert "Texte provisoire." not in page.text
    assert "Open on Mondays" in get("/visit", "en").text
    assert "Texte provisoire." in get("/visit", "fr").text


def test_each_branch_has_its_place(get: Any, add_book: Any) -> None:
    add_book(items=(ItemRecord(barcode="1", location="Centre"), ItemRecord(barcode="2", location="Les Tilleuls")))

    assert "Centre Adresse, horaires" in get("/visit").text
    assert "Les Tilleuls Adresse" in get("/visit").text


def test_without_an_audit_the_site_is_not_compliant(get: Any) -> None:
    page = get("/accessibility")

    assert "Accessibilité : non conforme" in page.text
    assert "Aucun audit selon le RGAA" in page.text
    assert "axe-core" in page.text
    assert "Accessibilité : non conforme" in get("/").html.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("percent", "words"),
    [(49, "non conforme"), (87, "partiellement conforme"), (100, "totalement conforme")],
)
def test_an_audit_makes_the_status(app: Flask, get: Any, percent: int, words: str) -> None:
    app.config["ACCESSIBILITY_AUDIT"] = Audit(date(2026, 10, 1), percent, "Cabinet Accès")

    page = get("/accessibility")

    assert f"Accessibilité : {words}" in page.text
    assert f"{percent} % des critères" in page.text
    assert "1 octobre 2026" in page.text or "1er octobre 2026" in page.text


def test_the_contact_is_a_link_if_it_is_an_address(app: Flask, get: Any) -> None:
    app.config["LIBRARY_CONTACT"] = "biblio@foix.example"
    assert "mailto:biblio@foix.example" in get("/visit").links

    app.config["LIBRARY_CONTACT"] = "05 61 00 00 00 <b>"
    assert "05 61 00 00 00 <b>" in get("/accessibility").text
