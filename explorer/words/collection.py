"""The sentences of the collection's screen and of its report."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_skeleton

from catalogue.common.labels import DEWEY_HUNDREDS
from catalogue.common.languages import language_name
from explorer.words.language import Words, by_language

Forms = tuple[str, str]
"""A sentence for one and for several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionWords(Words):
    """The collection's screen: numbers, one panel a figure, and the report."""

    title: str
    lead: str
    empty: str
    counting: str
    n_books: Forms
    n_items: Forms
    numbers: dict[str, str]
    panels: dict[str, str]
    columns: dict[str, str]
    fields: dict[str, str]
    unknown: str
    decade: str
    decade_short: str
    told: str
    nothing: str
    decades: str
    older: Forms
    months: Forms
    months_none: str
    months_latest: str
    languages: Forms
    languages_most: str
    other_languages: Forms
    ages: str
    ages_between: str
    ages_legend: str
    age_told: str
    dewey_decades: str
    top: str
    branches: str
    branch_told: str
    branch_written: str
    no_branch: str
    completeness: str
    field_told: str
    field_written: str
    field_whole: str
    take_report: str
    report_name: str
    report_made: str

    def books(self, n: int) -> str:
        """Return "1 book", "2 books"."""
        return self.several(n, self.n_books)

    def language_name(self, tag: str) -> str:
        """Return what a language is called, its tag when nobody knows.

        >>> FRENCH.language_name("fr"), FRENCH.language_name("xx")
        ('français', 'xx')
        """
        return language_name(tag, self.locale)

    def hundred(self, digit: int) -> str:
        """Return what a main class of Dewey's is called, its digit in front.

        >>> FRENCH.hundred(8)
        '8 Littérature'
        """
        return f"{digit} {DEWEY_HUNDREDS[digit][self.locale]}"

    def month(self, day: date) -> str:
        """Return a month with its year.

        >>> FRENCH.month(date(2026, 11, 1))
        'novembre 2026'
        """
        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_short(self, day: date) -> str:
        """Return a month with its year, to stand under a bar.

        >>> FRENCH.month_short(date(2026, 11, 1))
        'nov. 2026'
        """
        return format_skeleton("yMMM", day, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day.

        >>> FRENCH.day(date(2026, 11, 1))
        '1 novembre 2026'
        """
        return format_date(day, "long", locale=self.locale)


ENGLISH = CollectionWords(
    locale="en",
    title="The collection in figures",
    lead="Every number and every bar opens the books it counts, in the catalogue’s search.",
    empty="The catalogue has no books yet. Import some, and their figures appear here.",
    counting="Counting…",
    n_books=("{n} book", "{n} books"),
    n_items=("{n} copy", "{n} copies"),
    numbers={
        "books": "books",
        "items": "copies",
        "available": "copies on the shelf",
        "authors": "authors and contributors",
        "subjects": "subjects",
        "languages": "languages",
        "median": "median year of publication",
    },
    panels={
        "decades": "When the books were published",
        "months": "Books added each month",
        "ages": "Age of each Dewey class",
        "dewey-decades": "Dewey classes by decade",
        "languages": "Languages",
        "authors": "Authors with most books",
        "subjects": "Subjects with most books",
        "publishers": "Publishers with most books",
        "branches": "Copies on the shelf in each branch",
        "completeness": "What the records hold",
    },
    columns={
        "decade": "Decade",
        "month": "Month",
        "class": "Class",
        "language": "Language",
        "author": "Author",
        "subject": "Subject",
        "publisher": "Publisher",
        "branch": "Branch",
        "field": "Part of the record",
        "n_books": "Books",
        "n_items": "Copies",
        "n_available": "On the shelf",
        "n_missing": "Without",
        "share": "Share",
        "first": "A quarter up to",
        "median": "Median year",
        "third": "Three quarters up to",
        "link": "Link",
    },
    fields={
        "author": "Author",
        "isbn": "ISBN",
        "publisher": "Publisher",
        "year": "Year",
        "language": "Language",
        "pages": "Number of pages",
        "description": "Description",
        "cover": "Cover",
        "dewey": "Dewey class",
        "subject": "Subjects",
        "copies": "Copies",
    },
    unknown="not known",
    decade="{year}s",
    decade_short="{year}",
    told="{name}: {books}",
    nothing="There is nothing to count here yet.",
    decades="{dated} of {total} books are dated; the decade with most, {n}, is that of {year}.",
    older=(
        "{n} book from before {year} is in the table but not in the figure.",
        "{n} books from before {year} are in the table but not in the figure.",
    ),
    months=(
        "{n} book was added in the {n_months} months since {first}.",
        "{n} books were added in the {n_months} months since {first}.",
    ),
    months_none="No book was added in the {n_months} months since {first}.",
    months_latest="The month with most is {month}, with {n}.",
    languages=("The books are in {n} language.", "The books are in {n} languages."),
    languages_most="{share} are in {language}.",
    other_languages=("{n} other", "{n} others"),
    ages="Half of the dated books are from {median} or before.",
    ages_between="The oldest class is {oldest} ({old}), the newest {newest} ({new}).",
    ages_legend="The dot is the median year, the line holds the middle half of the books.",
    age_told="{name}: {books}, half of them up to {median}",
    dewey_decades="Most books, {n}, are in {name}, decade of {year}.",
    top="With {books}, {name} comes first.",
    branches="{available} of {total} copies are on the shelf: {share}.",
    branch_told="{name}: {available} of {items} on the shelf, {share}",
    branch_written="{share} of {items}",
    no_branch="No branch named",
    completeness="What is most often missing: {field}, in {n_missing} of {total} records.",
    field_told="{field} is missing: {books}",
    field_written="{share}, {n} without",
    field_whole="Every record has all of it.",
    take_report="Download the report",
    report_name="collection",
    report_made="{name}, {day}. To keep or to print; every number leads to its books in the catalogue.",
)

FRENCH = CollectionWords(
    locale="fr",
    title="La collection en chiffres",
    lead="Chaque nombre et chaque barre ouvrent, dans la recherche du catalogue, les livres qu’ils comptent.",
    empty="Le catalogue n’a pas encore de livres. Importez-en, et leurs chiffres paraîtront ici.",
    counting="Comptage en cours…",
    n_books=("{n} livre", "{n} livres"),
    n_items=("{n} exemplaire", "{n} exemplaires"),
    numbers={
        "books": "livres",
        "items": "exemplaires",
        "available": "exemplaires en rayon",
        "authors": "auteurs et contributeurs",
        "subjects": "sujets",
        "languages": "langues",
        "median": "année de publication médiane",
    },
    panels={
        "decades": "Quand les livres ont été publiés",
        "months": "Livres entrés chaque mois",
        "ages": "L’âge de chaque classe Dewey",
        "dewey-decades": "Les classes Dewey par décennie",
        "languages": "Les langues",
        "authors": "Les auteurs les plus présents",
        "subjects": "Les sujets les plus présents",
        "publishers": "Les éditeurs les plus présents",
        "branches": "Les exemplaires en rayon, par site",
        "completeness": "Ce que contiennent les notices",
    },
    columns={
        "decade": "Décennie",
        "month": "Mois",
        "class": "Classe",
        "language": "Langue",
        "author": "Auteur",
        "subject": "Sujet",
        "publisher": "Éditeur",
        "branch": "Site",
        "field": "Partie de la notice",
        "n_books": "Livres",
        "n_items": "Exemplaires",
        "n_available": "En rayon",
        "n_missing": "Sans",
        "share": "Part",
        "first": "Un quart jusqu’à",
        "median": "Année médiane",
        "third": "Trois quarts jusqu’à",
        "link": "Lien",
    },
    fields={
        "author": "Auteur",
        "isbn": "ISBN",
        "publisher": "Éditeur",
        "year": "Année",
        "language": "Langue",
        "pages": "Nombre de pages",
        "description": "Résumé",
        "cover": "Couverture",
        "dewey": "Classe Dewey",
        "subject": "Sujets",
        "copies": "Exemplaires",
    },
    unknown="non renseigné",
    decade="années {year}",
    decade_short="{year}",
    told="{name}\u202f: {books}",
    nothing="Il n’y a encore rien à compter ici.",
    decades="{dated} livres datés sur {total}\u202f; la décennie la plus fournie, {year}, en compte {n}.",
    older=(
        "{n} livre d’avant {year} est dans le tableau mais pas sur la figure.",
        "{n} livres d’avant {year} sont dans le tableau mais pas sur la figure.",
    ),
    months=(
        "{n} livre est entré au cours des {n_months} mois depuis {first}.",
        "{n} livres sont entrés au cours des {n_months} mois depuis {first}.",
    ),
    months_none="Aucun livre n’est entré au cours des {n_months} mois depuis {first}.",
    months_latest="Le mois le plus fourni est {month}, avec {n}.",
    languages=("Les livres sont en {n} langue.", "Les livres sont en {n} langues."),
    languages_most="Langue la plus présente\u202f: {language}, {share}.",
    other_languages=("{n} autre", "{n} autres"),
    ages="La moitié des livres datés sont de {median} ou d’avant.",
    ages_between="La classe la plus ancienne est {oldest} ({old}), la plus récente {newest} ({new}).",
    ages_legend="Le point est l’année médiane, le trait porte la moitié centrale des livres.",
    age_told="{name}\u202f: {books}, dont la moitié jusqu’à {median}",
    dewey_decades="La case la plus fournie est {name}, décennie {year}\u202f: {n}.",
    top="{name} vient en tête, avec {books}.",
    branches="{available} exemplaires sur {total} sont en rayon\u202f: {share}.",
    branch_told="{name}\u202f: {available} en rayon sur {items}, {share}",
    branch_written="{share} de {items}",
    no_branch="Sans site",
    completeness="Ce qui manque le plus souvent\u202f: {field}, dans {n_missing} notices sur {total}.",
    field_told="{field} manque\u202f: {books}",
    field_written="{share}, {n} sans",
    field_whole="Toutes les notices sont complètes.",
    take_report="Télécharger le rapport",
    report_name="collection",
    report_made="{name}, {day}. À garder ou à imprimer\u202f; chaque nombre mène à ses livres dans le catalogue.",
)

WORDS = by_language(FRENCH, ENGLISH)
