"""The sentences of figures of any data set: titles, summaries, and why a plot makes no sense."""

from babel.numbers import format_decimal

from explorer.words.language import Both, Words, by_language, pairs


class PlotWords(Words):
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
    nothing_left = Both(
        "Il ne reste rien à dessiner\u202f: élargissez le filtre, ou choisissez un autre jeu de données.",
        "There is nothing left to draw: widen the filter, or choose another data set.",
    )
    need_x = Both(
        "Pour un graphique du type «\u202f{kind}\u202f», il faut une colonne en x\u202f: choisissez-en une.",
        "A plot of the kind “{kind}” needs a column for x: choose one.",
    )
    need_y = Both(
        "Pour un graphique du type «\u202f{kind}\u202f», il faut une colonne en y\u202f: choisissez-en une.",
        "A plot of the kind “{kind}” needs a column for y: choose one.",
    )
    no_such_column = Both(
        "Ce jeu de données n’a pas de colonne «\u202f{column}\u202f»\u202f: choisissez-en une autre.",
        "There is no column “{column}” in this data set: choose one that is there.",
    )
    nothing_in_column = Both(
        "«\u202f{column}\u202f» ne contient aucune valeur\u202f: choisissez une autre colonne.",
        "“{column}” holds no value at all: choose another column.",
    )
    no_row = Both(
        "Aucune ligne n’a de valeur finie de {columns}\u202f: choisissez d’autres colonnes, ou élargissez le filtre.",
        "No row has a finite value of {columns}: choose other columns, or widen the filter.",
    )
    no_facets = Both(
        "Un graphique du type «\u202f{kind}\u202f» remplit toute l’image\u202f: ne choisissez pas de vignettes, "
        "ou prenez des barres, des courbes ou des boîtes.",
        "A plot of the kind “{kind}” fills the whole picture: choose no facet, or bars, lines or boxes.",
    )
    same_column = Both(
        "«\u202f{column}\u202f» est sur les deux axes\u202f: choisissez une autre colonne pour l’un d’eux.",
        "“{column}” stands on both axes: choose another column for one of them.",
    )
    need_order = Both(
        "«\u202f{column}\u202f» n’a pas d’ordre qu’un graphique du type «\u202f{kind}\u202f» puisse "
        "suivre\u202f: "
        "choisissez en x des nombres ou des dates, comme «\u202f{example}\u202f», ou le type «\u202fbarres\u202f».",
        "“{column}” has no order that a plot of the kind “{kind}” could follow: choose numbers or dates for x, "
        "such as “{example}”, or the kind “bars”.",
    )
    no_histogram = Both(
        "«\u202f{column}\u202f» ne contient ni nombres ni dates\u202f: choisissez le type "
        "«\u202fcomptage\u202f», "
        "ou une autre colonne, comme «\u202f{example}\u202f».",
        "“{column}” holds neither numbers nor dates: choose the kind “count” for it, "
        "or another column, such as “{example}”.",
    )
    no_scatter = Both(
        "«\u202f{column}\u202f» ne contient ni nombres ni dates\u202f: choisissez une autre colonne, "
        "comme «\u202f{example}\u202f», ou le type «\u202fboîtes\u202f», qui compare des nombres selon un texte.",
        "“{column}” holds neither numbers nor dates: choose another column, such as “{example}”, "
        "or the kind “boxes”, which compares numbers by the values of a text.",
    )
    no_boxes = Both(
        "«\u202f{column}\u202f» ne contient pas de nombres\u202f: choisissez-en en y, comme "
        "«\u202f{example}\u202f», "
        "ou le type «\u202fcomptage\u202f».",
        "“{column}” holds no numbers: choose some for y, such as “{example}”, or the kind “count”.",
    )
    need_numbers = Both(
        "Pour calculer «\u202f{aggregation}\u202f», il faut une colonne de nombres\u202f: choisissez-en une, "
        "comme «\u202f{example}\u202f», ou «\u202fnombre de lignes\u202f».",
        "A {aggregation} needs a column of numbers: choose one, such as “{example}”, or “number of rows” instead.",
    )
    no_aggregation = Both(
        "«\u202f{column}\u202f» contient {holds}, dont on ne peut pas calculer "
        "«\u202f{aggregation}\u202f»\u202f: "
        "choisissez «\u202fnombre de lignes\u202f», ou une colonne de nombres, comme «\u202f{example}\u202f».",
        "“{column}” holds {holds}, and there is no {aggregation} of that: choose “number of rows”, "
        "or a column of numbers, such as “{example}”.",
    )
    no_pie_of = Both(
        "Un camembert montre les parts d’un tout, ce que ne donne pas «\u202f{aggregation}\u202f»\u202f: "
        "choisissez «\u202fsomme\u202f», «\u202fnombre de lignes\u202f», ou des barres.",
        "A pie shows the parts of a whole, and a {aggregation} is no part of one: choose “sum”, "
        "“number of rows”, or bars.",
    )
    no_negative_area = Both(
        "«\u202f{column}\u202f» a des nombres négatifs, et on ne peut pas en empiler les aires\u202f: "
        "choisissez le type «\u202fcourbe\u202f».",
        "“{column}” has numbers below zero, and areas cannot be piled up with them: choose the kind “line”.",
    )
    no_pile_of = Both(
        "Empiler «\u202f{aggregation}\u202f» n’a pas de sens\u202f: choisissez des barres côte à côte, "
        "ou «\u202fsomme\u202f».",
        "Piled up, a {aggregation} means nothing: choose bars side by side, or “sum”.",
    )
    no_negative_pile = Both(
        "«\u202f{column}\u202f» a des nombres négatifs, qui ne s’empilent pas\u202f: "
        "choisissez des barres côte à côte.",
        "“{column}” has numbers below zero, which cannot be piled up: choose bars side by side.",
    )
    no_numbers_in = Both(
        "«\u202f{column}\u202f» ne contient pas de nombres\u202f: retirez-la, ou choisissez une autre "
        "colonne, "
        "comme «\u202f{example}\u202f».",
        "“{column}” holds no numbers: take it away, or choose another column, such as “{example}”.",
    )
    need_two = Both(
        "Un graphique du type «\u202f{kind}\u202f» compare au moins deux colonnes de nombres\u202f: "
        "choisissez-en une de plus, comme «\u202f{example}\u202f», ou le type «\u202fhistogramme\u202f».",
        "A plot of the kind “{kind}” compares at least two columns of numbers: choose one more, such as "
        "“{example}”, "
        "or the kind “histogram”.",
    )
    need_two_varying = Both(
        "Moins de deux de ces colonnes de nombres varient, et rien ne va ensemble avec ce qui ne change "
        "jamais\u202f: choisissez-en d’autres.",
        "Fewer than two of these columns of numbers vary, and nothing goes together with what never "
        "changes: "
        "choose others.",
    )
    no_scale = Both(
        "Un graphique du type «\u202f{kind}\u202f» n’a pas d’axe qui puisse être logarithmique\u202f: "
        "choisissez l’échelle linéaire.",
        "A plot of the kind “{kind}” has no axis that could be logarithmic: choose the linear scale.",
    )
    no_log_pile = Both(
        "Sur un axe logarithmique, des longueurs empilées trompent\u202f: choisissez des barres côte à côte, "
        "une courbe, ou l’échelle linéaire.",
        "On a logarithmic axis piled-up lengths mislead: choose bars side by side, lines, or the linear scale.",
    )
    no_log_names = Both(
        "Des noms ne peuvent pas être logarithmiques\u202f: "
        "choisissez l’échelle logarithmique pour les valeurs seules.",
        "Names cannot be logarithmic: choose the logarithmic scale for the values alone.",
    )
    no_log_dates = Both(
        "«\u202f{column}\u202f» contient des dates, qui ne peuvent pas être logarithmiques\u202f: "
        "choisissez l’échelle linéaire.",
        "“{column}” holds dates, which cannot be logarithmic: choose the linear scale.",
    )
    no_log = Both(
        "«\u202f{column}\u202f» a {n} valeurs nulles ou négatives, qui n’ont pas de place sur un axe "
        "logarithmique\u202f: choisissez l’échelle linéaire, ou filtrez ce qui est plus grand que 0.",
        "“{column}” has {n} values of zero or less, which have no place on a logarithmic axis: choose the linear "
        "scale, "
        "or filter for what is greater than 0.",
    )
    too_many_slices = Both(
        "«\u202f{column}\u202f» ferait un camembert de {n} parts, et on n’en distingue pas plus de "
        "{most}\u202f: "
        "choisissez des barres, ou une colonne qui a moins de valeurs.",
        "“{column}” would make a pie of {n} slices, and more than {most} cannot be told apart: choose "
        "bars, "
        "or a column with fewer values.",
    )
    no_whole = Both(
        "{column}\u202f: ces nombres ne font pas un tout, car certains sont négatifs ou tous sont nuls\u202f: "
        "choisissez des barres.",
        "{column}: these numbers do not add up to a whole, because some are below zero or all are zero: choose bars.",
    )
    not_drawn = Both(
        "Ce graphique n’a pas pu être dessiné\u202f: choisissez d’autres colonnes, ou un autre type. "
        "La raison est dans le journal de l’explorateur.",
        "This plot could not be drawn: choose other columns, or another kind. "
        "The reason is in the log of the explorer.",
    )

    def coefficient(self, r: float) -> str:
        """Return a coefficient of correlation as this language writes it, to two places.

        >>> FRENCH.coefficient(0.5)
        '0,50'
        """
        return "–" if r != r else format_decimal(round(r, 2) + 0.0, "0.00", locale=self.locale)


FRENCH, ENGLISH = PlotWords(locale="fr"), PlotWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
