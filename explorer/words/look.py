"""The sentences of the page on which a data set is looked at."""

from explorer.words.language import Both, Words, by_language, pairs


class LookWords(Words):
    """Rows, columns and what can be said of them; headings by the names that `frames.describe` gives."""

    title = Both("Données", "Data")
    rows = Both("Lignes", "Rows")
    columns = Both("Colonnes", "Columns")
    missing = Both("Valeurs manquantes", "Missing values")
    duplicates = Both("Lignes en double", "Duplicate rows")
    memory = Both("Mémoire", "Memory")
    kilobytes = Both("{n}\u202fko", "{n} kB")
    megabytes = Both("{n}\u202fMo", "{n} MB")
    all_columns = Both("Toutes les colonnes", "All columns")
    chosen_columns = Both("Colonnes à montrer", "Columns to show")
    sort_by = Both("Trier par", "Sort by")
    unsorted = Both("l’ordre de la source", "the order of the source")
    descending = Both("Du plus grand au plus petit", "Largest first")
    n_rows = Both("Lignes à montrer", "Rows to show")
    rows_shown = Both("Les {n} premières lignes sur {total}", "The first {n} of {total} rows")
    take_away = Both("Télécharger ces lignes (CSV)", "Download these rows (CSV)")
    file_name = Both("lignes", "rows")
    each_column = Both("Chaque colonne", "Each column")
    of_numbers = Both("Les nombres", "Numbers")
    of_texts = Both("Les textes", "Texts")
    of_dates = Both("Les dates", "Dates")
    no_numbers = Both("Aucune colonne ne contient de nombres.", "No column holds numbers.")
    no_texts = Both("Aucune colonne ne contient de texte.", "No column holds text.")
    no_dates = Both("Aucune colonne ne contient de dates.", "No column holds dates.")
    headings = pairs(
        {
            "column": ("Colonne", "Column"),
            "kind": ("Contient", "Holds"),
            "dtype": ("Type", "Type"),
            "n_values": ("Valeurs", "Values"),
            "n_missing": ("Manquantes", "Missing"),
            "missing": ("Part manquante", "Missing, part"),
            "n_distinct": ("Distinctes", "Distinct"),
            "n_duplicates": ("Répétées", "Repeated"),
            "n_bytes": ("Octets", "Bytes"),
            "example": ("Par exemple", "For example"),
            "mean": ("Moyenne", "Mean"),
            "std": ("Écart type", "Standard deviation"),
            "min": ("Minimum", "Minimum"),
            "q25": ("Premier quartile", "First quartile"),
            "median": ("Médiane", "Median"),
            "q75": ("Troisième quartile", "Third quartile"),
            "max": ("Maximum", "Maximum"),
            "n_infinite": ("Infinies", "Infinite"),
            "most_frequent": ("La plus fréquente", "Most frequent"),
            "n_most_frequent": ("Combien de fois", "How often"),
            "shortest": ("La plus courte, en signes", "Shortest, characters"),
            "longest": ("La plus longue, en signes", "Longest, characters"),
            "first": ("Première", "First"),
            "last": ("Dernière", "Last"),
            "zone": ("Fuseau horaire", "Time zone"),
        }
    )

    def memory_size(self, n_bytes: int) -> str:
        r"""Return how much memory that is.

        >>> ENGLISH.memory_size(3_000), FRENCH.memory_size(2_345_678)
        ('3 kB', '2,3\u202fMo')
        """
        if n_bytes < 1_000_000:
            return self.kilobytes.format(n=self.number(-(-n_bytes // 1_000)))
        return self.megabytes.format(n=self.number(round(n_bytes / 1_000_000, 1)))


FRENCH, ENGLISH = LookWords(locale="fr"), LookWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
