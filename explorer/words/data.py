"""The sentences with which a data set is chosen, on every page that shows one."""

from explorer.words.language import Both, Words, by_language, pairs


class DataWords(Words):
    """Sources, files, and what is wrong with them; kinds of columns; conditions."""

    source = Both("Source", "Source")
    sources = pairs(
        {
            "catalogue": ("Le catalogue", "The catalogue"),
            "files": ("Des fichiers", "Files"),
        }
    )
    table = Both("Jeu de données", "Data set")
    tables = pairs(
        {
            "books": ("Livres, avec auteurs, sujets et exemplaires", "Books, with authors, subjects and copies"),
            "book": ("Table des livres", "Table of books"),
            "author": ("Table des auteurs", "Table of authors"),
            "authorship": ("Table des rôles des auteurs", "Table of authors’ parts in books"),
            "subject": ("Table des sujets", "Table of subjects"),
            "book_subject": ("Table des sujets des livres", "Table of books’ subjects"),
            "item": ("Table des exemplaires", "Table of copies"),
            "change": ("Table des modifications", "Table of changes"),
        }
    )
    folder = Both("Dossier", "Folder")
    folder_help = Both(
        "Un dossier à l’intérieur de {root}\u202f: choisissez-le, ou tapez son chemin puis Entrée.",
        "A folder inside {root}: choose one, or type its path and press Enter.",
    )
    root = Both("(tout le dossier)", "(the whole folder)")
    file = Both("Fichier", "File")
    sheet = Both("Feuille", "Sheet")
    rows_whole = Both("{rows} lignes", "{rows} rows")
    rows_drawn = Both("{n} lignes sur {rows}, tirées au hasard", "{n} of {rows} rows, drawn at random")
    n_columns = Both("{columns} colonnes", "{columns} columns")
    more_columns = Both(
        "seules les {n} premières colonnes sur {columns} sont lues", "the first {n} of {columns} columns are read"
    )
    no_rows = Both("Ce jeu de données n’a pas encore de lignes.", "This data set has no rows yet.")
    refused = pairs(
        {
            "no root": (
                "Le dossier des fichiers de données, {path}, n’existe pas\u202f: créez-le, "
                "ou donnez-en un autre dans EXPLORER_DATA_DIR.",
                "The folder of data files, {path}, is not there: make it, or set EXPLORER_DATA_DIR to one that is.",
            ),
            "absolute": (
                "«\u202f{path}\u202f» n’est pas un chemin à l’intérieur du dossier de données\u202f: "
                "retirez la barre ou le lecteur du début.",
                "“{path}” is not a path inside the folder of data files: leave out the / or the drive at its start.",
            ),
            "parent": (
                "«\u202f{path}\u202f» sort du dossier de données\u202f: "
                "un chemin ne peut pas contenir «\u202f..\u202f».",
                "“{path}” leads out of the folder of data files: a path may not contain “..”.",
            ),
            "link": (
                "«\u202f{path}\u202f» sort du dossier de données par un lien\u202f: "
                "copiez dans le dossier ce qu’il désigne.",
                "“{path}” leads out of the folder of data files by a link: copy what it leads to into the folder.",
            ),
            "missing": (
                "«\u202f{path}\u202f» n’existe pas dans le dossier de données\u202f: choisissez dans la liste.",
                "There is no “{path}” in the folder of data files: choose one from the list.",
            ),
            "not a folder": (
                "«\u202f{path}\u202f» est un fichier\u202f: choisissez le dossier qui le contient.",
                "“{path}” is a file: choose the folder that it lies in.",
            ),
            "not a file": (
                "«\u202f{path}\u202f» n’est pas un fichier\u202f: choisissez dans la liste.",
                "“{path}” is not a file: choose one from the list.",
            ),
            "forbidden": (
                "L’explorateur n’a pas le droit de lire «\u202f{path}\u202f»\u202f: "
                "demandez-le à la personne qui s’occupe de cette machine.",
                "“{path}” may not be read by the explorer: ask whoever looks after this machine for the right to.",
            ),
        }
    )
    faults = pairs(
        {
            "no files": (
                "Aucun fichier ici ne peut être ouvert\u202f: il faut du CSV, TSV, JSON, JSON lines, "
                "Parquet ou Excel. Choisissez un autre dossier.",
                "There is no file here that can be opened: CSV, TSV, JSON, JSON lines, Parquet or Excel. "
                "Choose another folder.",
            ),
            "gone": (
                "Ce fichier n’est plus là\u202f: choisissez-en un autre.",
                "This file is no longer there: choose another one.",
            ),
            "forbidden": (
                "L’explorateur n’a pas le droit de lire ce fichier\u202f: "
                "demandez-le à la personne qui s’occupe de cette machine.",
                "The explorer may not read this file: ask whoever looks after this machine for the right to.",
            ),
            "empty": (
                "Ce fichier est vide\u202f: ni ligne, ni colonne.",
                "This file has nothing in it: no line, no column, no row.",
            ),
            "too large": (
                "Ce fichier pèse {size}\u202fMo, et {limit}\u202fMo au plus peuvent être lus\u202f: "
                "coupez-le, ou enregistrez-le en Parquet.",
                "This file has {size} MB, and at most {limit} MB can be read: cut it into parts, "
                "or save it as Parquet.",
            ),
            "unknown format": (
                "L’explorateur ne lit pas ce genre de fichier\u202f: il faut du CSV, TSV, JSON, JSON lines, "
                "Parquet ou Excel.",
                "This is not a kind of file that the explorer reads: CSV, TSV, JSON, JSON lines, Parquet or Excel.",
            ),
            "not text": (
                "Ce fichier n’est pas du texte, quoi que dise son nom\u202f: enregistrez-le de nouveau en CSV "
                "ou en JSON, en UTF-8.",
                "This file is not text, whatever its name says: save it again as CSV or JSON in UTF-8.",
            ),
            "bad line": (
                "La ligne {line} a plus de champs que les précédentes, ou des guillemets jamais refermés\u202f: "
                "corrigez-la, ou enregistrez de nouveau le fichier.",
                "Line {line} has more fields than the lines before it, or a quotation mark that is never closed: "
                "mend it, or save the file again.",
            ),
            "bad json": (
                "La ligne {line} n’est pas du JSON\u202f: enregistrez de nouveau le fichier "
                "depuis le logiciel qui l’a produit.",
                "Line {line} is not JSON: save the file again from the program that made it.",
            ),
            "no table": (
                "Ce fichier est du JSON, mais pas un tableau\u202f: il doit contenir une liste d’objets.",
                "This file is JSON, but not a table: it must hold one list of objects.",
            ),
            "damaged": (
                "Ce fichier est abîmé, protégé par un mot de passe, ou n’est pas du {format}\u202f: "
                "enregistrez-le de nouveau.",
                "This file is damaged, locked by a password, or not {format} at all: save it again.",
            ),
            "too deep": (
                "Ce JSON contient trop d’objets imbriqués les uns dans les autres pour être lu\u202f: "
                "enregistrez-le avec moins de niveaux.",
                "This JSON has objects within objects beyond what can be read: save it with fewer levels.",
            ),
            "too much": (
                "Lire ce fichier demande plus de {memory}\u202fMo de mémoire, ou bien il est abîmé\u202f: "
                "gardez-en moins de lignes et de colonnes, et supprimez celles qui sont vides autour d’elles.",
                "Reading this file takes more than {memory} MB of memory, or it is damaged: "
                "keep fewer of its rows and columns, and delete the empty ones around them.",
            ),
            "too slow": (
                "Lire ce fichier demande plus de {seconds} secondes\u202f: gardez-en moins de lignes "
                "et de colonnes, ou enregistrez-le en Parquet.",
                "Reading this file takes more than {seconds} seconds: keep fewer of its rows and columns, "
                "or save it as Parquet.",
            ),
        }
    )
    kinds = pairs(
        {
            "number": ("nombre", "number"),
            "date": ("date", "date"),
            "truth": ("oui ou non", "yes or no"),
            "text": ("texte", "text"),
            "nothing": ("vide", "nothing"),
        }
    )
    filter = Both("Filtrer les lignes", "Filter the rows")
    filter_by = Both("Colonnes à filtrer", "Columns to filter by")
    at_least = Both("{column}, au moins", "{column}, at least")
    at_most = Both("{column}, au plus", "{column}, at most")
    since = Both("{column}, à partir du", "{column}, from")
    until = Both("{column}, jusqu’au", "{column}, to")
    one_of = Both("{column}, parmi", "{column}, one of")
    contains = Both("{column}, contient", "{column}, contains")
    truths = pairs(
        {
            "True": ("oui", "yes"),
            "False": ("non", "no"),
        }
    )
    n_left = Both("{n} lignes sur {total} remplissent les conditions.", "{n} of {total} rows fulfil the conditions.")
    none_left = Both(
        "Aucune ligne ne reste après le filtre\u202f: élargissez-le, ou retirez une condition.",
        "No row is left after the filter: widen it, or take a condition away.",
    )
    reading = Both("Lecture des données…", "Reading the data set…")

    def folder_name(self, path: str) -> str:
        """Return what a folder is called on the page."""
        return path or self.root


FRENCH, ENGLISH = DataWords(locale="fr"), DataWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
