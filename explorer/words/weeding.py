"""The sentences of the weeding list."""

from explorer.words.language import Both, Words, by_language, pairs


class WeedingWords(Words):
    """The weeding list."""

    title = Both("Liste de désherbage", "Weeding list")
    lead = Both(
        "Des livres à revoir, les plus anciens d’abord\u202f: par année de publication, par classe, par exemplaires. "
        "Les livres sans année n’y sont pas, et rien ne dit ici combien de fois un livre a été emprunté.",
        "Books to look at again, the oldest first: by year of publication, class, and copies. Books without a year "
        "are not among them, and how often a book was borrowed is not known here.",
    )
    before = Both("Publiés avant", "Published before")
    dewey = Both("Classe Dewey", "Dewey class")
    dewey_help = Both(
        "Choisissez une grande classe, ou tapez le début d’une classe\u202f: 84, 843.9",
        "Choose a main class, or type how a class begins: 84, 843.9",
    )
    all_classes = Both("Toutes les classes", "All classes")
    no_class = Both(
        "«\u202f{text}\u202f» n’est pas le début d’une classe Dewey\u202f: tapez des chiffres, comme 84 ou 843.9.",
        "“{text}” is not the beginning of a Dewey class: type digits, as in 84 or 843.9.",
    )
    least_items = Both("Exemplaires, au moins", "Copies, at least")
    status = Both("État d’un exemplaire", "State of a copy")
    any_status = Both("Tous les états", "Any state")
    found = Both(("{n} livre", "{n} livres"), ("{n} book", "{n} books"))
    shown = Both("Les {n} premiers sont montrés.", "The first {n} are shown.")
    none = Both(
        "Aucun livre n’est si ancien, dans cette classe, avec de tels exemplaires. Une année plus récente ou une "
        "autre classe en trouvera.",
        "No book is that old, in that class, with such copies. A later year or another class finds some.",
    )
    counting = Both("Recherche des livres…", "Looking for the books…")
    columns = pairs(
        {
            "title": ("Titre", "Title"),
            "author": ("Auteur", "Author"),
            "publisher": ("Éditeur", "Publisher"),
            "publication_year": ("Année", "Year"),
            "dewey": ("Dewey", "Dewey"),
            "call_number": ("Cote", "Call number"),
            "n_items": ("Exemplaires", "Copies"),
            "n_available": ("En rayon", "On the shelf"),
            "acquired_on": ("Première acquisition", "First acquired"),
            "link": ("Page", "Page"),
        }
    )
    open_book = Both("Ouvrir", "Open")
    take_away = Both("Télécharger la liste (CSV)", "Download the list (CSV)")
    file_name = Both("desherbage", "weeding")
    most_rows = Both("Le fichier contient les {n} premiers.", "The file holds the first {n}.")


FRENCH, ENGLISH = WeedingWords(locale="fr"), WeedingWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
