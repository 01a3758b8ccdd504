"""The sentences with which a data set is chosen, on every page that shows one."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class DataWords(Words):
    """Sources, files, and what is wrong with them; kinds of columns; conditions."""

    source: str
    sources: dict[str, str]
    table: str
    tables: dict[str, str]
    folder: str
    folder_help: str
    root: str
    file: str
    sheet: str
    rows_whole: str
    rows_drawn: str
    n_columns: str
    more_columns: str
    no_rows: str
    refused: dict[str, str]
    faults: dict[str, str]
    kinds: dict[str, str]
    filter: str
    filter_by: str
    at_least: str
    at_most: str
    since: str
    until: str
    one_of: str
    contains: str
    truths: dict[str, str]
    n_left: str
    none_left: str
    reading: str

    def folder_name(self, path: str) -> str:
        """Return what a folder is called on the page."""
        return path or self.root


ENGLISH = DataWords(
    locale="en",
    source="Source",
    sources={"catalogue": "The catalogue", "files": "Files"},
    table="Data set",
    tables={
        "books": "Books, with authors, subjects and copies",
        "book": "Table of books",
        "author": "Table of authors",
        "authorship": "Table of authors’ parts in books",
        "subject": "Table of subjects",
        "book_subject": "Table of books’ subjects",
        "item": "Table of copies",
        "change": "Table of changes",
    },
    folder="Folder",
    folder_help="A folder inside {root}: choose one, or type its path and press Enter.",
    root="(the whole folder)",
    file="File",
    sheet="Sheet",
    rows_whole="{rows} rows",
    rows_drawn="{n} of {rows} rows, drawn at random",
    n_columns="{columns} columns",
    more_columns="the first {n} of {columns} columns are read",
    no_rows="This data set has no rows yet.",
    refused={
        "no root": "The folder of data files, {path}, is not there: make it, or set EXPLORER_DATA_DIR to one that is.",
        "absolute": "“{path}” is not a path inside the folder of data files: leave out the / or the drive "
        "at its start.",
        "parent": "“{path}” leads out of the folder of data files: a path may not contain “..”.",
        "link": "“{path}” leads out of the folder of data files by a link: copy what it leads to into the folder.",
        "missing": "There is no “{path}” in the folder of data files: choose one from the list.",
        "not a folder": "“{path}” is a file: choose the folder that it lies in.",
        "not a file": "“{path}” is not a file: choose one from the list.",
        "forbidden": "“{path}” may not be read by the explorer: ask whoever looks after this machine for the right to.",
    },
    faults={
        "no files": "There is no file here that can be opened: CSV, TSV, JSON, JSON lines, Parquet or Excel. "
        "Choose another folder.",
        "gone": "This file is no longer there: choose another one.",
        "forbidden": "The explorer may not read this file: ask whoever looks after this machine for the right to.",
        "empty": "This file has nothing in it: no line, no column, no row.",
        "too large": "This file has {size} MB, and at most {limit} MB can be read: cut it into parts, "
        "or save it as Parquet.",
        "unknown format": "This is not a kind of file that the explorer reads: CSV, TSV, JSON, JSON lines, Parquet "
        "or Excel.",
        "not text": "This file is not text, whatever its name says: save it again as CSV or JSON in UTF-8.",
        "bad line": "Line {line} has more fields than the lines before it, or a quotation mark that is never closed: "
        "mend it, or save the file again.",
        "bad json": "Line {line} is not JSON: save the file again from the program that made it.",
        "no table": "This file is JSON, but not a table: it must hold one list of objects.",
        "damaged": "This file is damaged, locked by a password, or not {format} at all: save it again.",
        "too deep": "This JSON has objects within objects beyond what can be read: save it with fewer levels.",
        "too much": "Reading this file takes more than {memory} MB of memory, or it is damaged: "
        "keep fewer of its rows and columns, and delete the empty ones around them.",
        "too slow": "Reading this file takes more than {seconds} seconds: keep fewer of its rows and columns, "
        "or save it as Parquet.",
    },
    kinds={"number": "number", "date": "date", "truth": "yes or no", "text": "text", "nothing": "nothing"},
    filter="Filter the rows",
    filter_by="Columns to filter by",
    at_least="{column}, at least",
    at_most="{column}, at most",
    since="{column}, from",
    until="{column}, to",
    one_of="{column}, one of",
    contains="{column}, contains",
    truths={"True": "yes", "False": "no"},
    n_left="{n} of {total} rows fulfil the conditions.",
    none_left="No row is left after the filter: widen it, or take a condition away.",
    reading="Reading the data set…",
)

FRENCH = DataWords(
    locale="fr",
    source="Source",
    sources={"catalogue": "Le catalogue", "files": "Des fichiers"},
    table="Jeu de données",
    tables={
        "books": "Livres, avec auteurs, sujets et exemplaires",
        "book": "Table des livres",
        "author": "Table des auteurs",
        "authorship": "Table des rôles des auteurs",
        "subject": "Table des sujets",
        "book_subject": "Table des sujets des livres",
        "item": "Table des exemplaires",
        "change": "Table des modifications",
    },
    folder="Dossier",
    folder_help="Un dossier à l’intérieur de {root}\u202f: choisissez-le, ou tapez son chemin puis Entrée.",
    root="(tout le dossier)",
    file="Fichier",
    sheet="Feuille",
    rows_whole="{rows} lignes",
    rows_drawn="{n} lignes sur {rows}, tirées au hasard",
    n_columns="{columns} colonnes",
    more_columns="seules les {n} premières colonnes sur {columns} sont lues",
    no_rows="Ce jeu de données n’a pas encore de lignes.",
    refused={
        "no root": "Le dossier des fichiers de données, {path}, n’existe pas\u202f: créez-le, "
        "ou donnez-en un autre dans EXPLORER_DATA_DIR.",
        "absolute": "«\u202f{path}\u202f» n’est pas un chemin à l’intérieur du dossier de données\u202f: "
        "retirez la barre ou le lecteur du début.",
        "parent": "«\u202f{path}\u202f» sort du dossier de données\u202f: "
        "un chemin ne peut pas contenir «\u202f..\u202f».",
        "link": "«\u202f{path}\u202f» sort du dossier de données par un lien\u202f: "
        "copiez dans le dossier ce qu’il désigne.",
        "missing": "«\u202f{path}\u202f» n’existe pas dans le dossier de données\u202f: choisissez dans la liste.",
        "not a folder": "«\u202f{path}\u202f» est un fichier\u202f: choisissez le dossier qui le contient.",
        "not a file": "«\u202f{path}\u202f» n’est pas un fichier\u202f: choisissez dans la liste.",
        "forbidden": "L’explorateur n’a pas le droit de lire «\u202f{path}\u202f»\u202f: "
        "demandez-le à la personne qui s’occupe de cette machine.",
    },
    faults={
        "no files": "Aucun fichier ici ne peut être ouvert\u202f: il faut du CSV, TSV, JSON, JSON lines, "
        "Parquet ou Excel. Choisissez un autre dossier.",
        "gone": "Ce fichier n’est plus là\u202f: choisissez-en un autre.",
        "forbidden": "L’explorateur n’a pas le droit de lire ce fichier\u202f: "
        "demandez-le à la personne qui s’occupe de cette machine.",
        "empty": "Ce fichier est vide\u202f: ni ligne, ni colonne.",
        "too large": "Ce fichier pèse {size}\u202fMo, et {limit}\u202fMo au plus peuvent être lus\u202f: "
        "coupez-le, ou enregistrez-le en Parquet.",
        "unknown format": "L’explorateur ne lit pas ce genre de fichier\u202f: il faut du CSV, TSV, JSON, JSON lines, "
        "Parquet ou Excel.",
        "not text": "Ce fichier n’est pas du texte, quoi que dise son nom\u202f: enregistrez-le de nouveau en CSV "
        "ou en JSON, en UTF-8.",
        "bad line": "La ligne {line} a plus de champs que les précédentes, ou des guillemets jamais refermés\u202f: "
        "corrigez-la, ou enregistrez de nouveau le fichier.",
        "bad json": "La ligne {line} n’est pas du JSON\u202f: enregistrez de nouveau le fichier "
        "depuis le logiciel qui l’a produit.",
        "no table": "Ce fichier est du JSON, mais pas un tableau\u202f: il doit contenir une liste d’objets.",
        "damaged": "Ce fichier est abîmé, protégé par un mot de passe, ou n’est pas du {format}\u202f: "
        "enregistrez-le de nouveau.",
        "too deep": "Ce JSON contient trop d’objets imbriqués les uns dans les autres pour être lu\u202f: "
        "enregistrez-le avec moins de niveaux.",
        "too much": "Lire ce fichier demande plus de {memory}\u202fMo de mémoire, ou bien il est abîmé\u202f: "
        "gardez-en moins de lignes et de colonnes, et supprimez celles qui sont vides autour d’elles.",
        "too slow": "Lire ce fichier demande plus de {seconds} secondes\u202f: gardez-en moins de lignes "
        "et de colonnes, ou enregistrez-le en Parquet.",
    },
    kinds={"number": "nombre", "date": "date", "truth": "oui ou non", "text": "texte", "nothing": "vide"},
    filter="Filtrer les lignes",
    filter_by="Colonnes à filtrer",
    at_least="{column}, au moins",
    at_most="{column}, au plus",
    since="{column}, à partir du",
    until="{column}, jusqu’au",
    one_of="{column}, parmi",
    contains="{column}, contient",
    truths={"True": "oui", "False": "non"},
    n_left="{n} lignes sur {total} remplissent les conditions.",
    none_left="Aucune ligne ne reste après le filtre\u202f: élargissez-le, ou retirez une condition.",
    reading="Lecture des données…",
)

WORDS = by_language(FRENCH, ENGLISH)
