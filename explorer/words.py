"""The explorer's sentences, in French and in English."""

from dataclasses import dataclass

from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Words:
    """One language's sentences; `{}` marks stand where names and numbers go."""

    locale: str
    title: str
    made_for: str
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
    unavailable: str

    def number(self, n: int) -> str:
        """Return `n` as this language writes it.

        >>> ENGLISH.number(12345)
        '12,345'
        """
        return format_decimal(n, locale=self.locale)


ENGLISH = Words(
    locale="en",
    title="The collection in figures",
    made_for="Made for the catalogue {name}",
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
    unavailable="The catalogue cannot be read now: its database does not answer, or its tables are not made yet. "
    "The command `make run` makes them.",
)

FRENCH = Words(
    locale="fr",
    title="La collection en chiffres",
    made_for="Fait pour le catalogue {name}",
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
    unavailable="Le catalogue ne peut pas être lu en ce moment\u202f: sa base de données ne répond pas, "
    "ou ses tables n’existent pas encore. La commande `make run` les crée.",
)


def words_for(locale: str | None) -> Words:
    """Return French for a browser that asks for it (`fr`, `fr-CA`), English for any other.

    >>> words_for("fr-CA").books, words_for(None).books
    ('Livres', 'Books')
    """
    return FRENCH if (locale or "").lower().split("-")[0] == "fr" else ENGLISH
