"""The sentences of the weeding list."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class WeedingWords(Words):
    """The weeding list."""

    title: str
    lead: str
    before: str
    dewey: str
    dewey_help: str
    all_classes: str
    no_class: str
    least_items: str
    status: str
    any_status: str
    found: tuple[str, str]
    shown: str
    none: str
    counting: str
    columns: dict[str, str]
    open_book: str
    take_away: str
    file_name: str
    most_rows: str


ENGLISH = WeedingWords(
    locale="en",
    title="Weeding list",
    lead="Books to look at again, the oldest first: by year of publication, class, and copies. Books without a year "
    "are not among them, and how often a book was borrowed is not known here.",
    before="Published before",
    dewey="Dewey class",
    dewey_help="Choose a main class, or type how a class begins: 84, 843.9",
    all_classes="All classes",
    no_class="“{text}” is not the beginning of a Dewey class: type digits, as in 84 or 843.9.",
    least_items="Copies, at least",
    status="State of a copy",
    any_status="Any state",
    found=("{n} book", "{n} books"),
    shown="The first {n} are shown.",
    none="No book is that old, in that class, with such copies. A later year or another class finds some.",
    counting="Looking for the books…",
    columns={
        "title": "Title",
        "author": "Author",
        "publisher": "Publisher",
        "publication_year": "Year",
        "dewey": "Dewey",
        "call_number": "Call number",
        "n_items": "Copies",
        "n_available": "On the shelf",
        "acquired_on": "First acquired",
        "link": "Page",
    },
    open_book="Open",
    take_away="Download the list (CSV)",
    file_name="weeding",
    most_rows="The file holds the first {n}.",
)

FRENCH = WeedingWords(
    locale="fr",
    title="Liste de désherbage",
    lead="Des livres à revoir, les plus anciens d’abord\u202f: par année de publication, par classe, par exemplaires. "
    "Les livres sans année n’y sont pas, et rien ne dit ici combien de fois un livre a été emprunté.",
    before="Publiés avant",
    dewey="Classe Dewey",
    dewey_help="Choisissez une grande classe, ou tapez le début d’une classe\u202f: 84, 843.9",
    all_classes="Toutes les classes",
    no_class="«\u202f{text}\u202f» n’est pas le début d’une classe Dewey\u202f: tapez des chiffres, comme 84 ou 843.9.",
    least_items="Exemplaires, au moins",
    status="État d’un exemplaire",
    any_status="Tous les états",
    found=("{n} livre", "{n} livres"),
    shown="Les {n} premiers sont montrés.",
    none="Aucun livre n’est si ancien, dans cette classe, avec de tels exemplaires. Une année plus récente ou une "
    "autre classe en trouvera.",
    counting="Recherche des livres…",
    columns={
        "title": "Titre",
        "author": "Auteur",
        "publisher": "Éditeur",
        "publication_year": "Année",
        "dewey": "Dewey",
        "call_number": "Cote",
        "n_items": "Exemplaires",
        "n_available": "En rayon",
        "acquired_on": "Première acquisition",
        "link": "Page",
    },
    open_book="Ouvrir",
    take_away="Télécharger la liste (CSV)",
    file_name="desherbage",
    most_rows="Le fichier contient les {n} premiers.",
)

WORDS = by_language(FRENCH, ENGLISH)
