"""The sentences of figures of any data set: titles and summaries."""

from babel.numbers import format_decimal

from explorer.words.language import Both, by_language, pairs
from explorer.words.plot_refusals import PlotRefusals


class PlotWords(PlotRefusals):
    """What figures say; `kinds`, `aggregations`, `steps` and `holds` are by the values of their enumerations."""

    kinds = pairs(
        {
            "bar": ("barres", "bars"),
            "count": ("comptage", "count"),
            "line": ("courbe", "line"),
            "area": ("aires", "area"),
            "scatter": ("nuage de points", "scatter"),
            "histogram": ("histogramme", "histogram"),
            "box": ("boîtes", "boxes"),
            "violin": ("violons", "violins"),
            "heatmap": ("carte de chaleur", "heatmap"),
            "correlations": ("corrélations", "correlations"),
            "pairs": ("nuages deux à deux", "pair plot"),
            "pie": ("camembert", "pie"),
        }
    )
    aggregations = pairs(
        {
            "count": ("nombre de lignes", "number of rows"),
            "sum": ("somme", "sum"),
            "mean": ("moyenne", "mean"),
            "median": ("médiane", "median"),
            "min": ("minimum", "minimum"),
            "max": ("maximum", "maximum"),
        }
    )
    aggregated = pairs(
        {
            "count": ("lignes", "rows"),
            "sum": ("{column} (somme)", "sum of {column}"),
            "mean": ("{column} (moyenne)", "mean of {column}"),
            "median": ("{column} (médiane)", "median of {column}"),
            "min": ("{column} (minimum)", "minimum of {column}"),
            "max": ("{column} (maximum)", "maximum of {column}"),
        }
    )
    holds = pairs(
        {
            "number": ("des nombres", "numbers"),
            "date": ("des dates", "dates"),
            "truth": ("oui ou non", "yes or no"),
            "text": ("du texte", "text"),
            "nothing": ("rien", "nothing"),
        }
    )
    steps = pairs(
        {
            "hour": ("par heure", "by the hour"),
            "day": ("par jour", "by day"),
            "week": ("par semaine", "by week"),
            "month": ("par mois", "by month"),
            "quarter": ("par trimestre", "by quarter"),
            "year": ("par an", "by year"),
            "decade": ("par décennie", "by decade"),
            "century": ("par siècle", "by century"),
        }
    )
    truths = pairs(
        {
            "True": ("oui", "yes"),
            "False": ("non", "no"),
        }
    )
    quartiles = pairs(
        {
            "count": ("valeurs", "values"),
            "min": ("minimum", "least"),
            "25%": ("premier quartile", "first quarter"),
            "50%": ("médiane", "median"),
            "75%": ("troisième quartile", "third quarter"),
            "max": ("maximum", "greatest"),
        }
    )
    titles = pairs(
        {
            "bar": ("{value} selon {x}", "{value} by {x}"),
            "count": ("{value} selon {x}", "{value} by {x}"),
            "line": ("{value} selon {x}", "{value} along {x}"),
            "area": ("{value} selon {x}", "{value} along {x}"),
            "scatter": ("{y} et {x}", "{y} and {x}"),
            "histogram": ("Répartition\u202f: {x}", "How {x} is spread"),
            "box": ("{value} selon {x}", "{value} by {x}"),
            "violin": ("{value} selon {x}", "{value} by {x}"),
            "heatmap": ("{value} selon {x} et {y}", "{value} by {x} and {y}"),
            "correlations": ("Comment les nombres vont ensemble", "How the numbers go together"),
            "pairs": ("Les nombres, deux à deux", "The numbers, two by two"),
            "pie": ("{value} selon {x}, en parts d’un tout", "{value} by {x}, as parts of a whole"),
        }
    )
    rows = Both("lignes", "rows")
    part = Both("part", "part")
    column = Both("colonne", "column")
    none = Both("aucune", "none")
    others = Both("{n} autres", "{n} others")
    missing = Both("(manquant)", "(missing)")
    and_by = Both(", selon {column}", ", by {column}")
    for_each = Both(", pour chaque {column}", ", for each {column}")
    interval_from = Both("de", "from")
    interval_to = Both("à", "to")
    named_value = Both("«\u202f{name}\u202f» ({value})", "“{name}” ({value})")
    greatest_and_least = Both(
        "Sur {n} montrées, la plus grande est {greatest}, la plus petite {least}.",
        "Of {n} shown the greatest is {greatest}, the least {least}.",
    )
    all_alike = Both("Sur {n} montrées, chacune a {value}.", "Of {n} shown each has {value}.")
    others_together = Both("{n} autres sont réunies.", "{n} others stand together.")
    facets_left_out = Both("Vignettes non dessinées\u202f: {n}.", "Panels not drawn: {n}.")
    course = Both(
        "{first} – {last}\u202f: maximum {greatest} ({at_greatest}), minimum {least} ({at_least}).",
        "{first} – {last}: greatest {greatest} ({at_greatest}), least {least} ({at_least}).",
    )
    rows_without = Both(
        "Lignes non dessinées, faute de «\u202f{column}\u202f»\u202f: {n}.",
        "Rows not drawn because “{column}” is missing: {n}.",
    )
    rows_without_both = Both(
        "Lignes non dessinées, faute d’une valeur\u202f: {n}.", "Rows not drawn because a value is missing: {n}."
    )
    spread = Both(
        "Valeurs\u202f: {n}, de {least} à {greatest}, la moitié sous {median}, la moitié centrale entre {q25} et "
        "{q75}.",
        "Values: {n}, from {least} to {greatest}, half of them below {median}, "
        "the middle half between {q25} and {q75}.",
    )
    medians = Both(
        "D’après les médianes, la plus grande est {greatest}, la plus petite {least}.",
        "By their medians the greatest is {greatest}, the least {least}.",
    )
    points = Both("Points\u202f: {n}.", "Points: {n}.")
    points_drawn = Both("{n} points sur {total}, tirés au hasard.", "{n} of {total} points, drawn at random.")
    correlation = Both("Leur corrélation est de {r}.", "Their correlation is {r}.")
    strongest = Both(
        "«\u202f{first}\u202f» et «\u202f{second}\u202f» vont le plus ensemble ({r}).",
        "“{first}” and “{second}” go together most ({r}).",
    )
    constant_left_out = Both(
        "Ce qui ne varie jamais est laissé de côté\u202f: {columns}.", "What never varies is left out: {columns}."
    )
    columns_left_out = Both(
        "Les {n} premières colonnes sont montrées\u202f; laissées de côté\u202f: {columns}.",
        "The first {n} columns are shown; left out: {columns}.",
    )
    greatest_cell = Both(
        "Le plus grand nombre est à «\u202f{x}\u202f» et «\u202f{y}\u202f»\u202f: {value}.",
        "The greatest is at “{x}” and “{y}”: {value}.",
    )
    greatest_share = Both(
        "La plus grande part est «\u202f{name}\u202f» avec {share}.", "The largest part is “{name}” with {share}."
    )

    def coefficient(self, r: float) -> str:
        """Return a coefficient of correlation as this language writes it, to two places.

        >>> FRENCH.coefficient(0.5)
        '0,50'
        """
        return "–" if r != r else format_decimal(round(r, 2) + 0.0, "0.00", locale=self.locale)


FRENCH, ENGLISH = PlotWords(locale="fr"), PlotWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
