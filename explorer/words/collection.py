"""The sentences of the collection's page."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionWords(Words):
    """The collection's page."""

    title: str
    books: str
    items: str
    available: str
    authors: str
    subjects: str
    by_decade: str
    dated: str
    not_drawn: str
    decade: str
    first_books: str
    columns: dict[str, str]
    empty: str


ENGLISH = CollectionWords(
    locale="en",
    title="The collection in figures",
    books="Books",
    items="Copies",
    available="On the shelf",
    authors="Authors",
    subjects="Subjects",
    by_decade="When the books were published",
    dated="{dated} of {total} books are dated",
    not_drawn="{n} from before {year} are not drawn",
    decade="Decade of publication",
    first_books="{n} of {total} books, by title",
    columns={
        "title": "Title",
        "author": "Author",
        "publication_year": "Year",
        "publisher": "Publisher",
        "language": "Language",
        "dewey": "Dewey",
    },
    empty="The catalogue has no books yet. Import some, and their figures appear here.",
)

FRENCH = CollectionWords(
    locale="fr",
    title="La collection en chiffres",
    books="Livres",
    items="Exemplaires",
    available="En rayon",
    authors="Auteurs",
    subjects="Sujets",
    by_decade="Quand les livres ont été publiés",
    dated="{dated} livres datés sur {total}",
    not_drawn="{n} d’avant {year} ne sont pas dessinés",
    decade="Décennie de publication",
    first_books="{n} livres sur {total}, par titre",
    columns={
        "title": "Titre",
        "author": "Auteur",
        "publication_year": "Année",
        "publisher": "Éditeur",
        "language": "Langue",
        "dewey": "Dewey",
    },
    empty="Le catalogue n’a pas encore de livres. Importez-en, et leurs chiffres paraîtront ici.",
)

WORDS = by_language(FRENCH, ENGLISH)
