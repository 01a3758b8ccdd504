"""A field is known by the words of its name."""

from typing import Any

import pytest

from catalogue.domain.roles import Role
from catalogue.formats.naming import Naming


@pytest.mark.parametrize(
    ("name", "column"),
    [
        *((name, "title") for name in ("Titre", "TITRE", "book_title", "titreOuvrage", "Titre du livre", "title_fr")),
        *((name, "subtitle") for name in ("Sous titre", "subTitle", "sous-titre", "complément de titre")),
        *((name, "published") for name in ("yearPublished", "Année de parution", "date_de_sortie", "pub_year")),
        *((name, "published") for name in ("datePublication", "publicationdate", "ANNEE", "Date d'édition", "pubdate")),
        *((name, "page_count") for name in ("numPages", "nb_pages", "Nombre de pages", "page-count", "nbPages")),
        *((name, "isbn") for name in ("ISBN-13", "isbn10", "code_isbn", "EAN", "ean13", "Numéro ISBN")),
        *((name, "publisher") for name in ("Éditeur", "maisonEdition", "publisher_name", "publishingHouse")),
        *((name, "language") for name in ("Langue", "langue du texte", "languageCode", "code_langue")),
        *((name, "cover_url") for name in ("couverture", "imageUrl", "Image-URL-L", "lien_image", "coverImage")),
        *((name, "description") for name in ("Résumé", "shortDescription", "quatrième de couverture", "abstractNote")),
        *((name, "subjects") for name in ("Genres", "mots-clés", "motsCles", "thematique", "genre2", "Tags")),
        *((name, "series") for name in ("série", "Nom de la série", "seriesName")),
        *((name, "collection") for name in ("collection_title", "collections")),
        *((name, "series_number") for name in ("numeroSerie", "tome", "Numéro de volume", "seriesIndex")),
        *((name, "original_language") for name in ("langue_originale", "originalLanguage")),
        *((name, "original_title") for name in ("titre original", "originalTitle")),
        *((name, "place") for name in ("lieu d'édition", "placeOfPublication", "ville_edition")),
        *((name, "edition") for name in ("edition", "Édition", "mention d'édition")),
        *((name, "extent") for name in ("description matérielle", "physicalDescription", "extent")),
        *((name, "material") for name in ("type de document", "Support", "format", "material")),
        *((name, "audience") for name in ("public", "tranche d'âge", "audience")),
        *((name, "contents") for name in ("sommaire", "table des matières")),
        *((name, "notes") for name in ("note", "Remarques")),
        *((name, "dewey") for name in ("Indice Dewey", "ddc", "dewey_class", "cdd")),
        *((name, "items") for name in ("exemplaires", "nombre_exemplaire", "Quantité", "copies", "stock")),
        *((name, "id") for name in ("id_livre", "bookId", "uuid")),
        *((name, "") for name in ("prix", "title_cover", "genreId", "idAuteur", "date_ajout", "created_at")),
        *((name, "") for name in ("imageAuteur", "numberOfVolumes", "rayon", "x" * 5000)),
    ],
)
def test_a_name_says_the_column(name: Any, column: Any) -> None:
    field = Naming().find_field(name)
    assert (field.column if field else "") == column


@pytest.mark.parametrize(
    ("name", "role", "part"),
    [
        ("auteur_principal", Role.AUTHOR, "name"),
        ("Author First Name", Role.AUTHOR, "forename"),
        ("nom_de_famille_auteur", Role.AUTHOR, "surname"),
        ("prenom", Role.AUTHOR, "forename"),
        ("autrice", Role.AUTHOR, "name"),
        ("co-auteurs", Role.AUTHOR, "name"),
        ("Additional Authors", Role.CONTRIBUTOR, "name"),
        ("traduit par", Role.TRANSLATOR, "name"),
        ("illustrated_by", Role.ILLUSTRATOR, "name"),
        ("Nom illustratrice", Role.ILLUSTRATOR, "name"),
        ("préface de", Role.INTRODUCTION, "name"),
        ("coloriste", Role.COLORIST, "name"),
        ("scenario", Role.AUTHOR, "name"),
    ],
)
def test_a_name_says_whom_it_names(name: Any, role: Any, part: Any) -> None:
    field = Naming().find_field(name)
    assert (field.column, field.role, field.part) == ("people", role, part)


def test_what_somebody_tells_goes_before_the_rules(read_one: Any) -> None:
    naming = Naming({"auteur": "publisher", "Libellé 7": "title", "code": "barcode", "dessins": "translator"})
    assert naming.find_field("auteur").column == "publisher"
    assert naming.find_field("Libellé 7").column == "title"
    assert naming.find_field("dessins").role is Role.TRANSLATOR
    assert naming.find_item_column("code") == "barcode"
    assert naming.find_item_column("auteur") is None


def test_the_better_of_two_names_is_taken(read_one: Any) -> None:
    record = read_one(
        {"Original Title": "Der Process", "Title": "Le Procès", "Year": 1987, "Original Year": 1925}
    ).record
    assert (record.title, record.published) == ("Le Procès", "1987")
    assert record.original_title == "Der Process"
    assert record.extra == {"Original Year": 1925}


def test_what_has_only_a_second_choice_takes_it(read_one: Any) -> None:
    record = read_one({"Original Title": "Der Process", "First Publication Year": 1925}).record
    assert (record.title, record.published) == ("Der Process", "1925")


@pytest.mark.parametrize("name", ["code", "ref", "product", "article"])
def test_thirteen_digits_that_check_are_an_isbn_under_any_name(read_one: Any, name: Any) -> None:
    record = read_one({name: "978-2-07-036002-4"}, titre="A title").record
    assert (record.isbn, record.extra) == ("9782070360024", {})
    assert read_one({name: "978-2-07-036002-5"}, titre="A title").record.extra == {name: "978-2-07-036002-5"}


@pytest.mark.parametrize(
    ("record", "columns"),
    [
        ({"publication": "Éditions du Seuil"}, {"publisher": "Éditions du Seuil", "published": None}),
        ({"publication": "2004"}, {"publisher": None, "published": "2004"}),
        ({"numero": 7, "serie": "Tintin"}, {"series": "Tintin", "series_number": "7"}),
        ({"numero": 7}, {"series_number": None, "extra": {"numero": 7}}),
        ({"classification": "843.9"}, {"dewey": "843.9"}),
        ({"classification": "Romans"}, {"dewey": None, "extra": {"classification": "Romans"}}),
        ({"nom": "Le Horla"}, {"title": "A title", "extra": {"nom": "Le Horla"}}),
        ({"editor": "Ixelles éditions"}, {"publisher": "Ixelles éditions", "contributors": ()}),
    ],
)
def test_the_value_helps_to_decide(read_one: Any, record: Any, columns: Any) -> None:
    found = read_one(record, titre="A title").record
    assert {column: getattr(found, column) for column in columns} == columns


def test_a_barcode_that_is_an_isbn_is_both(read_one: Any) -> None:
    outcome = read_one(titre="A title", code_barre="9782070360024")
    assert (outcome.record.isbn, outcome.items[0].barcode, outcome.record.extra) == (
        "9782070360024",
        "9782070360024",
        {},
    )
    assert read_one(titre="A title", code_barre="9782070360024", isbn="2070612759").record.isbn == "9782070612758"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("date_publi", "published"),
        ("authorsList", "people"),
        ("ecrit_par", "people"),
        ("langage", "language"),
        ("long_title", "title"),
        ("sub_category", "subjects"),
        ("descriptif", "description"),
        ("miniature", "cover_url"),
        ("publishing company", "publisher"),
    ],
)
def test_words_of_real_files(name: Any, column: Any) -> None:
    assert Naming().find_field(name).column == column
