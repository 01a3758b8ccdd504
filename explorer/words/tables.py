"""What the columns of the catalogue's data sets are called."""

from explorer.words.language import Words, by_language, pairs


class ColumnWords(Words):
    """The names of columns, by those they have in the tables."""

    names = pairs(
        {
            "acquired_on": ("date d’acquisition", "acquired on"),
            "action": ("action", "action"),
            "at": ("date et heure", "at"),
            "author_id": ("numéro d’auteur", "author number"),
            "authors": ("auteurs", "authors"),
            "barcode": ("code-barres", "barcode"),
            "birth_year": ("année de naissance", "birth year"),
            "book_id": ("numéro de livre", "book number"),
            "call_number": ("cote", "call number"),
            "cover_url": ("couverture", "cover"),
            "created_at": ("création de la notice", "created at"),
            "death_year": ("année de mort", "death year"),
            "description": ("description", "description"),
            "dewey": ("Dewey", "Dewey"),
            "dewey_hundred": ("classe Dewey", "Dewey hundred"),
            "extra": ("autres champs", "other fields"),
            "first_acquired_on": ("première acquisition", "first copy acquired on"),
            "first_author": ("premier auteur", "first author"),
            "first_subject": ("premier sujet", "first subject"),
            "id": ("numéro", "number"),
            "isbn": ("ISBN", "ISBN"),
            "language": ("langue", "language"),
            "last_acquired_on": ("dernière acquisition", "last copy acquired on"),
            "location": ("site", "branch"),
            "locations": ("sites", "branches"),
            "n_authors": ("nombre d’auteurs", "number of authors"),
            "n_available": ("exemplaires en rayon", "copies on the shelf"),
            "n_books": ("nombre de livres", "number of books"),
            "n_items": ("exemplaires", "copies"),
            "n_subjects": ("nombre de sujets", "number of subjects"),
            "name": ("nom", "name"),
            "page_count": ("pages", "pages"),
            "position": ("position", "position"),
            "publication_year": ("année de publication", "publication year"),
            "published": ("date de publication", "published"),
            "publisher": ("éditeur", "publisher"),
            "revision": ("révision", "revision"),
            "role": ("rôle", "role"),
            "kind": ("genre de notice", "kind of record"),
            "record_id": ("numéro de notice", "record number"),
            "change_set_id": ("numéro de lot", "set number"),
            "seq": ("numéro de modification", "change number"),
            "series": ("collection", "series"),
            "series_number": ("numéro dans la collection", "number in series"),
            "source": ("source", "source"),
            "source_id": ("numéro dans la source", "number in source"),
            "status": ("statut", "status"),
            "subject_id": ("numéro de sujet", "subject number"),
            "subjects": ("sujets", "subjects"),
            "subtitle": ("sous-titre", "subtitle"),
            "title": ("titre", "title"),
            "updated_at": ("dernière mise à jour", "updated at"),
            "variants": ("autres formes", "other forms"),
        }
    )


FRENCH, ENGLISH = ColumnWords(locale="fr"), ColumnWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
