"""The sentences of the page on which a data set is looked at."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class LookWords(Words):
    """Rows, columns and what can be said of them; headings by the names that `frames.describe` gives."""

    title: str
    rows: str
    columns: str
    missing: str
    duplicates: str
    memory: str
    kilobytes: str
    megabytes: str
    all_columns: str
    chosen_columns: str
    sort_by: str
    unsorted: str
    descending: str
    n_rows: str
    rows_shown: str
    take_away: str
    file_name: str
    each_column: str
    of_numbers: str
    of_texts: str
    of_dates: str
    no_numbers: str
    no_texts: str
    no_dates: str
    headings: dict[str, str]

    def memory_size(self, n_bytes: int) -> str:
        r"""Return how much memory that is.

        >>> ENGLISH.memory_size(3_000), FRENCH.memory_size(2_345_678)
        ('3 kB', '2,3\u202fMo')
        """
        if n_bytes < 1_000_000:
            return self.kilobytes.format(n=self.number(-(-n_bytes // 1_000)))
        return self.megabytes.format(n=self.number(round(n_bytes / 1_000_000, 1)))


ENGLISH = LookWords(
    locale="en",
    title="Look at data",
    rows="Rows",
    columns="Columns",
    missing="Missing values",
    duplicates="Duplicate rows",
    memory="Memory",
    kilobytes="{n} kB",
    megabytes="{n} MB",
    all_columns="All columns",
    chosen_columns="Columns to show",
    sort_by="Sort by",
    unsorted="the order of the source",
    descending="Largest first",
    n_rows="Rows to show",
    rows_shown="The first {n} of {total} rows",
    take_away="Download these rows (CSV)",
    file_name="rows",
    each_column="Each column",
    of_numbers="Numbers",
    of_texts="Texts",
    of_dates="Dates",
    no_numbers="No column holds numbers.",
    no_texts="No column holds text.",
    no_dates="No column holds dates.",
    headings={
        "column": "Column",
        "kind": "Holds",
        "dtype": "Type",
        "n_values": "Values",
        "n_missing": "Missing",
        "missing": "Missing, part",
        "n_distinct": "Distinct",
        "n_duplicates": "Repeated",
        "n_bytes": "Bytes",
        "example": "For example",
        "mean": "Mean",
        "std": "Standard deviation",
        "min": "Least",
        "q25": "First quarter",
        "median": "Median",
        "q75": "Third quarter",
        "max": "Greatest",
        "n_infinite": "Infinite",
        "most_frequent": "Most frequent",
        "n_most_frequent": "How often",
        "shortest": "Shortest, characters",
        "longest": "Longest, characters",
        "first": "First",
        "last": "Last",
        "zone": "Time zone",
    },
)

FRENCH = LookWords(
    locale="fr",
    title="Regarder des données",
    rows="Lignes",
    columns="Colonnes",
    missing="Valeurs manquantes",
    duplicates="Lignes en double",
    memory="Mémoire",
    kilobytes="{n}\u202fko",
    megabytes="{n}\u202fMo",
    all_columns="Toutes les colonnes",
    chosen_columns="Colonnes à montrer",
    sort_by="Trier par",
    unsorted="l’ordre de la source",
    descending="Du plus grand au plus petit",
    n_rows="Lignes à montrer",
    rows_shown="Les {n} premières lignes sur {total}",
    take_away="Télécharger ces lignes (CSV)",
    file_name="lignes",
    each_column="Chaque colonne",
    of_numbers="Les nombres",
    of_texts="Les textes",
    of_dates="Les dates",
    no_numbers="Aucune colonne ne contient de nombres.",
    no_texts="Aucune colonne ne contient de texte.",
    no_dates="Aucune colonne ne contient de dates.",
    headings={
        "column": "Colonne",
        "kind": "Contient",
        "dtype": "Type",
        "n_values": "Valeurs",
        "n_missing": "Manquantes",
        "missing": "Part manquante",
        "n_distinct": "Distinctes",
        "n_duplicates": "Répétées",
        "n_bytes": "Octets",
        "example": "Par exemple",
        "mean": "Moyenne",
        "std": "Écart type",
        "min": "Minimum",
        "q25": "Premier quartile",
        "median": "Médiane",
        "q75": "Troisième quartile",
        "max": "Maximum",
        "n_infinite": "Infinies",
        "most_frequent": "La plus fréquente",
        "n_most_frequent": "Combien de fois",
        "shortest": "La plus courte, en signes",
        "longest": "La plus longue, en signes",
        "first": "Première",
        "last": "Dernière",
        "zone": "Fuseau horaire",
    },
)

WORDS = by_language(FRENCH, ENGLISH)
