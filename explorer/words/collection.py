"""The sentences of the collection's screen and of its report."""

from datetime import date

from babel.dates import format_date, format_skeleton

from catalogue.common.labels import DEWEY_HUNDREDS
from catalogue.common.languages import name_language
from explorer.words.language import Both, Words, by_language, pairs

Forms = tuple[str, str]
"""A sentence for one and for several."""


class CollectionWords(Words):
    """The collection's screen: numbers, one panel a figure, and the report."""

    title = Both("La collection en chiffres", "The collection in figures")
    lead = Both(
        "Chaque nombre et chaque barre ouvrent, dans la recherche du catalogue, les livres qu’ils comptent.",
        "Every number and every bar opens the books it counts, in the catalogue’s search.",
    )
    empty = Both(
        "Le catalogue n’a pas encore de livres. Importez-en, et leurs chiffres paraîtront ici.",
        "The catalogue has no books yet. Import some, and their figures appear here.",
    )
    counting = Both("Comptage en cours…", "Counting…")
    n_books = Both(("{n} livre", "{n} livres"), ("{n} book", "{n} books"))
    n_items = Both(("{n} exemplaire", "{n} exemplaires"), ("{n} copy", "{n} copies"))
    numbers = pairs(
        {
            "books": ("livres", "books"),
            "items": ("exemplaires", "copies"),
            "available": ("exemplaires en rayon", "copies on the shelf"),
            "authors": ("auteurs et contributeurs", "authors and contributors"),
            "subjects": ("sujets", "subjects"),
            "languages": ("langues", "languages"),
            "median": ("année de publication médiane", "median year of publication"),
        }
    )
    panels = pairs(
        {
            "decades": ("Quand les livres ont été publiés", "When the books were published"),
            "months": ("Livres entrés chaque mois", "Books added each month"),
            "ages": ("L’âge de chaque classe Dewey", "Age of each Dewey class"),
            "dewey-decades": ("Les classes Dewey par décennie", "Dewey classes by decade"),
            "languages": ("Les langues", "Languages"),
            "authors": ("Les auteurs les plus présents", "Authors with most books"),
            "subjects": ("Les sujets les plus présents", "Subjects with most books"),
            "publishers": ("Les éditeurs les plus présents", "Publishers with most books"),
            "branches": ("Les exemplaires en rayon, par site", "Copies on the shelf in each branch"),
            "completeness": ("Ce que contiennent les notices", "What the records hold"),
        }
    )
    columns = pairs(
        {
            "decade": ("Décennie", "Decade"),
            "month": ("Mois", "Month"),
            "class": ("Classe", "Class"),
            "language": ("Langue", "Language"),
            "author": ("Auteur", "Author"),
            "subject": ("Sujet", "Subject"),
            "publisher": ("Éditeur", "Publisher"),
            "branch": ("Site", "Branch"),
            "field": ("Partie de la notice", "Part of the record"),
            "n_books": ("Livres", "Books"),
            "n_items": ("Exemplaires", "Copies"),
            "n_available": ("En rayon", "On the shelf"),
            "n_missing": ("Sans", "Without"),
            "share": ("Part", "Share"),
            "first": ("Un quart jusqu’à", "A quarter up to"),
            "median": ("Année médiane", "Median year"),
            "third": ("Trois quarts jusqu’à", "Three quarters up to"),
            "link": ("Lien", "Link"),
        }
    )
    fields = pairs(
        {
            "author": ("Auteur", "Author"),
            "isbn": ("ISBN", "ISBN"),
            "publisher": ("Éditeur", "Publisher"),
            "year": ("Année", "Year"),
            "language": ("Langue", "Language"),
            "pages": ("Nombre de pages", "Number of pages"),
            "description": ("Résumé", "Description"),
            "cover": ("Couverture", "Cover"),
            "dewey": ("Classe Dewey", "Dewey class"),
            "subject": ("Sujets", "Subjects"),
            "copies": ("Exemplaires", "Copies"),
        }
    )
    unknown = Both("non renseigné", "not known")
    decade = Both("années {year}", "{year}s")
    decade_short = Both("{year}", "{year}")
    told = Both("{name}\u202f: {books}", "{name}: {books}")
    nothing = Both("Il n’y a encore rien à compter ici.", "There is nothing to count here yet.")
    decades = Both(
        "{dated} livres datés sur {total}\u202f; la décennie la plus fournie, {year}, en compte {n}.",
        "{dated} of {total} books are dated; the busiest decade is the {year}s, with {n}.",
    )
    older = Both(
        (
            "{n} livre d’avant {year} est dans le tableau mais pas sur la figure.",
            "{n} livres d’avant {year} sont dans le tableau mais pas sur la figure.",
        ),
        (
            "{n} book from before {year} is in the table but not in the figure.",
            "{n} books from before {year} are in the table but not in the figure.",
        ),
    )
    months = Both(
        (
            "{n} livre est entré au cours des {n_months} mois depuis {first}.",
            "{n} livres sont entrés au cours des {n_months} mois depuis {first}.",
        ),
        (
            "{n} book was added in the {n_months} months since {first}.",
            "{n} books were added in the {n_months} months since {first}.",
        ),
    )
    months_none = Both(
        "Aucun livre n’est entré au cours des {n_months} mois depuis {first}.",
        "No book was added in the {n_months} months since {first}.",
    )
    months_latest = Both("Le mois le plus fourni est {month}, avec {n}.", "The month with most is {month}, with {n}.")
    languages = Both(
        ("Les livres sont en {n} langue.", "Les livres sont en {n} langues."),
        ("The books are in {n} language.", "The books are in {n} languages."),
    )
    languages_most = Both("Langue la plus présente\u202f: {language}, {share}.", "{share} are in {language}.")
    other_languages = Both(("{n} autre", "{n} autres"), ("{n} other", "{n} others"))
    ages = Both(
        "La moitié des livres datés sont de {median} ou d’avant.",
        "Half of the dated books are from {median} or before.",
    )
    ages_between = Both(
        "La classe la plus ancienne est {oldest} ({old}), la plus récente {newest} ({new}).",
        "The oldest class is {oldest} ({old}), the newest {newest} ({new}).",
    )
    ages_legend = Both(
        "Le point est l’année médiane, le trait porte la moitié centrale des livres.",
        "The dot is the median year, the line holds the middle half of the books.",
    )
    age_told = Both(
        "{name}\u202f: {books}, dont la moitié jusqu’à {median}", "{name}: {books}, half of them up to {median}"
    )
    dewey_decades = Both(
        "La case la plus fournie est {name}, décennie {year}\u202f: {n}.",
        "Most books, {n}, are in {name}, decade of {year}.",
    )
    top = Both("{name} vient en tête, avec {books}.", "With {books}, {name} comes first.")
    branches = Both(
        "{available} exemplaires sur {total} sont en rayon\u202f: {share}.",
        "{available} of {total} copies are on the shelf: {share}.",
    )
    branch_told = Both(
        "{name}\u202f: {available} en rayon sur {items}, {share}",
        "{name}: {available} of {items} on the shelf, {share}",
    )
    branch_written = Both("{share} de {items}", "{share} of {items}")
    no_branch = Both("Sans site", "No branch named")
    completeness = Both(
        "Ce qui manque le plus souvent\u202f: {field}, dans {n_missing} notices sur {total}.",
        "What is most often missing: {field}, in {n_missing} of {total} records.",
    )
    field_told = Both("{field} manque\u202f: {books}", "{field} is missing: {books}")
    field_written = Both("{share}, {n} sans", "{share}, {n} without")
    field_whole = Both("Toutes les notices sont complètes.", "Every record has all of it.")
    take_report = Both("Télécharger le rapport", "Download the report")
    report_name = Both("collection", "collection")
    report_made = Both(
        "{name}, {day}. À garder ou à imprimer\u202f; chaque nombre mène à ses livres dans le catalogue.",
        "{name}, {day}. To keep or to print; every number leads to its books in the catalogue.",
    )

    def books(self, n: int) -> str:
        """Return "1 book", "2 books"."""
        return self.several(n, self.n_books)

    def language_name(self, tag: str) -> str:
        """Return what a language is called, its tag when nobody knows.

        >>> FRENCH.language_name("fr"), FRENCH.language_name("xx")
        ('français', 'xx')
        """
        return name_language(tag, self.locale)

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


FRENCH, ENGLISH = CollectionWords(locale="fr"), CollectionWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
