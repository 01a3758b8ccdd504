"""The sentences of figures of any data set: titles, summaries, and why a plot makes no sense."""

from dataclasses import dataclass

from babel.numbers import format_decimal

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotWords(Words):
    """What figures say; `kinds`, `aggregations`, `steps` and `holds` are by the values of their enumerations."""

    kinds: dict[str, str]
    aggregations: dict[str, str]
    aggregated: dict[str, str]
    holds: dict[str, str]
    steps: dict[str, str]
    truths: dict[str, str]
    quartiles: dict[str, str]
    titles: dict[str, str]
    rows: str
    part: str
    column: str
    none: str
    others: str
    missing: str
    and_by: str
    for_each: str
    interval_from: str
    interval_to: str
    named_value: str
    greatest_and_least: str
    all_alike: str
    others_together: str
    facets_left_out: str
    course: str
    rows_without: str
    rows_without_both: str
    spread: str
    medians: str
    points: str
    points_drawn: str
    correlation: str
    strongest: str
    constant_left_out: str
    columns_left_out: str
    greatest_cell: str
    greatest_share: str
    nothing_left: str
    need_x: str
    need_y: str
    no_such_column: str
    nothing_in_column: str
    no_row: str
    no_facets: str
    same_column: str
    need_order: str
    no_histogram: str
    no_scatter: str
    no_boxes: str
    need_numbers: str
    no_aggregation: str
    no_pie_of: str
    no_negative_area: str
    no_pile_of: str
    no_negative_pile: str
    no_numbers_in: str
    need_two: str
    need_two_varying: str
    no_scale: str
    no_log_pile: str
    no_log_names: str
    no_log_dates: str
    no_log: str
    too_many_slices: str
    no_whole: str
    not_drawn: str

    def coefficient(self, r: float) -> str:
        """Return a coefficient of correlation as this language writes it, to two places.

        >>> FRENCH.coefficient(0.5)
        '0,50'
        """
        return "–" if r != r else format_decimal(round(r, 2) + 0.0, "0.00", locale=self.locale)


ENGLISH = PlotWords(
    locale="en",
    kinds={
        "bar": "bars",
        "count": "count",
        "line": "line",
        "area": "area",
        "scatter": "scatter",
        "histogram": "histogram",
        "box": "boxes",
        "violin": "violins",
        "heatmap": "heatmap",
        "correlations": "correlations",
        "pairs": "pair plot",
        "pie": "pie",
    },
    aggregations={
        "count": "number of rows",
        "sum": "sum",
        "mean": "mean",
        "median": "median",
        "min": "minimum",
        "max": "maximum",
    },
    aggregated={
        "count": "rows",
        "sum": "sum of {column}",
        "mean": "mean of {column}",
        "median": "median of {column}",
        "min": "minimum of {column}",
        "max": "maximum of {column}",
    },
    holds={"number": "numbers", "date": "dates", "truth": "yes or no", "text": "text", "nothing": "nothing"},
    steps={
        "hour": "by the hour",
        "day": "by day",
        "week": "by week",
        "month": "by month",
        "quarter": "by quarter",
        "year": "by year",
        "decade": "by decade",
        "century": "by century",
    },
    truths={"True": "yes", "False": "no"},
    quartiles={
        "count": "values",
        "min": "least",
        "25%": "first quarter",
        "50%": "median",
        "75%": "third quarter",
        "max": "greatest",
    },
    titles={
        "bar": "{value} by {x}",
        "count": "{value} by {x}",
        "line": "{value} along {x}",
        "area": "{value} along {x}",
        "scatter": "{y} and {x}",
        "histogram": "How {x} is spread",
        "box": "{value} by {x}",
        "violin": "{value} by {x}",
        "heatmap": "{value} by {x} and {y}",
        "correlations": "How the numbers go together",
        "pairs": "The numbers, two by two",
        "pie": "{value} by {x}, as parts of a whole",
    },
    rows="rows",
    part="part",
    column="column",
    none="none",
    others="{n} others",
    missing="(missing)",
    and_by=", by {column}",
    for_each=", for each {column}",
    interval_from="from",
    interval_to="to",
    named_value="“{name}” ({value})",
    greatest_and_least="Of {n} shown the greatest is {greatest}, the least {least}.",
    all_alike="Of {n} shown each has {value}.",
    others_together="{n} others stand together.",
    facets_left_out="Panels not drawn: {n}.",
    course="{first} – {last}: greatest {greatest} ({at_greatest}), least {least} ({at_least}).",
    rows_without="Rows not drawn because “{column}” is missing: {n}.",
    rows_without_both="Rows not drawn because a value is missing: {n}.",
    spread="Values: {n}, from {least} to {greatest}, half of them below {median}, "
    "the middle half between {q25} and {q75}.",
    medians="By their medians the greatest is {greatest}, the least {least}.",
    points="Points: {n}.",
    points_drawn="{n} of {total} points, drawn at random.",
    correlation="Their correlation is {r}.",
    strongest="“{first}” and “{second}” go together most ({r}).",
    constant_left_out="What never varies is left out: {columns}.",
    columns_left_out="The first {n} columns are shown; left out: {columns}.",
    greatest_cell="The greatest is at “{x}” and “{y}”: {value}.",
    greatest_share="The largest part is “{name}” with {share}.",
    nothing_left="There is nothing left to draw: widen the filter, or choose another data set.",
    need_x="A plot of the kind “{kind}” needs a column for x: choose one.",
    need_y="A plot of the kind “{kind}” needs a column for y: choose one.",
    no_such_column="There is no column “{column}” in this data set: choose one that is there.",
    nothing_in_column="“{column}” holds no value at all: choose another column.",
    no_row="No row has a finite value of {columns}: choose other columns, or widen the filter.",
    no_facets="A plot of the kind “{kind}” fills the whole picture: choose no facet, or bars, lines or boxes.",
    same_column="“{column}” stands on both axes: choose another column for one of them.",
    need_order="“{column}” has no order that a plot of the kind “{kind}” could follow: choose numbers or dates for x, "
    "such as “{example}”, or the kind “bars”.",
    no_histogram="“{column}” holds neither numbers nor dates: choose the kind “count” for it, "
    "or another column, such as “{example}”.",
    no_scatter="“{column}” holds neither numbers nor dates: choose another column, such as “{example}”, "
    "or the kind “boxes”, which compares numbers by the values of a text.",
    no_boxes="“{column}” holds no numbers: choose some for y, such as “{example}”, or the kind “count”.",
    need_numbers="A {aggregation} needs a column of numbers: choose one, such as “{example}”, "
    "or “number of rows” instead.",
    no_aggregation="“{column}” holds {holds}, and there is no {aggregation} of that: choose “number of rows”, "
    "or a column of numbers, such as “{example}”.",
    no_pie_of="A pie shows the parts of a whole, and a {aggregation} is no part of one: choose “sum”, "
    "“number of rows”, or bars.",
    no_negative_area="“{column}” has numbers below zero, and areas cannot be piled up with them: choose the kind "
    "“line”.",
    no_pile_of="Piled up, a {aggregation} means nothing: choose bars side by side, or “sum”.",
    no_negative_pile="“{column}” has numbers below zero, which cannot be piled up: choose bars side by side.",
    no_numbers_in="“{column}” holds no numbers: take it away, or choose another column, such as “{example}”.",
    need_two="A plot of the kind “{kind}” compares at least two columns of numbers: choose one more, such as "
    "“{example}”, "
    "or the kind “histogram”.",
    need_two_varying="Fewer than two of these columns of numbers vary, and nothing goes together with what never "
    "changes: "
    "choose others.",
    no_scale="A plot of the kind “{kind}” has no axis that could be logarithmic: choose the linear scale.",
    no_log_pile="On a logarithmic axis piled-up lengths mislead: choose bars side by side, lines, or the linear scale.",
    no_log_names="Names cannot be logarithmic: choose the logarithmic scale for the values alone.",
    no_log_dates="“{column}” holds dates, which cannot be logarithmic: choose the linear scale.",
    no_log="“{column}” has {n} values of zero or less, which have no place on a logarithmic axis: choose the linear "
    "scale, "
    "or filter for what is greater than 0.",
    too_many_slices="“{column}” would make a pie of {n} slices, and more than {most} cannot be told apart: choose "
    "bars, "
    "or a column with fewer values.",
    no_whole="{column}: these numbers do not add up to a whole, because some are below zero or all are zero: choose "
    "bars.",
    not_drawn="This plot could not be drawn: choose other columns, or another kind. "
    "The reason is in the log of the explorer.",
)

FRENCH = PlotWords(
    locale="fr",
    kinds={
        "bar": "barres",
        "count": "comptage",
        "line": "courbe",
        "area": "aires",
        "scatter": "nuage de points",
        "histogram": "histogramme",
        "box": "boîtes",
        "violin": "violons",
        "heatmap": "carte de chaleur",
        "correlations": "corrélations",
        "pairs": "nuages deux à deux",
        "pie": "camembert",
    },
    aggregations={
        "count": "nombre de lignes",
        "sum": "somme",
        "mean": "moyenne",
        "median": "médiane",
        "min": "minimum",
        "max": "maximum",
    },
    aggregated={
        "count": "lignes",
        "sum": "{column} (somme)",
        "mean": "{column} (moyenne)",
        "median": "{column} (médiane)",
        "min": "{column} (minimum)",
        "max": "{column} (maximum)",
    },
    holds={"number": "des nombres", "date": "des dates", "truth": "oui ou non", "text": "du texte", "nothing": "rien"},
    steps={
        "hour": "par heure",
        "day": "par jour",
        "week": "par semaine",
        "month": "par mois",
        "quarter": "par trimestre",
        "year": "par an",
        "decade": "par décennie",
        "century": "par siècle",
    },
    truths={"True": "oui", "False": "non"},
    quartiles={
        "count": "valeurs",
        "min": "minimum",
        "25%": "premier quartile",
        "50%": "médiane",
        "75%": "troisième quartile",
        "max": "maximum",
    },
    titles={
        "bar": "{value} selon {x}",
        "count": "{value} selon {x}",
        "line": "{value} selon {x}",
        "area": "{value} selon {x}",
        "scatter": "{y} et {x}",
        "histogram": "Répartition\u202f: {x}",
        "box": "{value} selon {x}",
        "violin": "{value} selon {x}",
        "heatmap": "{value} selon {x} et {y}",
        "correlations": "Comment les nombres vont ensemble",
        "pairs": "Les nombres, deux à deux",
        "pie": "{value} selon {x}, en parts d’un tout",
    },
    rows="lignes",
    part="part",
    column="colonne",
    none="aucune",
    others="{n} autres",
    missing="(manquant)",
    and_by=", selon {column}",
    for_each=", pour chaque {column}",
    interval_from="de",
    interval_to="à",
    named_value="«\u202f{name}\u202f» ({value})",
    greatest_and_least="Sur {n} montrées, la plus grande est {greatest}, la plus petite {least}.",
    all_alike="Sur {n} montrées, chacune a {value}.",
    others_together="{n} autres sont réunies.",
    facets_left_out="Vignettes non dessinées\u202f: {n}.",
    course="{first} – {last}\u202f: maximum {greatest} ({at_greatest}), minimum {least} ({at_least}).",
    rows_without="Lignes non dessinées, faute de «\u202f{column}\u202f»\u202f: {n}.",
    rows_without_both="Lignes non dessinées, faute d’une valeur\u202f: {n}.",
    spread="Valeurs\u202f: {n}, de {least} à {greatest}, la moitié sous {median}, la moitié centrale entre {q25} et "
    "{q75}.",
    medians="D’après les médianes, la plus grande est {greatest}, la plus petite {least}.",
    points="Points\u202f: {n}.",
    points_drawn="{n} points sur {total}, tirés au hasard.",
    correlation="Leur corrélation est de {r}.",
    strongest="«\u202f{first}\u202f» et «\u202f{second}\u202f» vont le plus ensemble ({r}).",
    constant_left_out="Ce qui ne varie jamais est laissé de côté\u202f: {columns}.",
    columns_left_out="Les {n} premières colonnes sont montrées\u202f; laissées de côté\u202f: {columns}.",
    greatest_cell="Le plus grand nombre est à «\u202f{x}\u202f» et «\u202f{y}\u202f»\u202f: {value}.",
    greatest_share="La plus grande part est «\u202f{name}\u202f» avec {share}.",
    nothing_left="Il ne reste rien à dessiner\u202f: élargissez le filtre, ou choisissez un autre jeu de données.",
    need_x="Pour un graphique du genre «\u202f{kind}\u202f», il faut une colonne en x\u202f: choisissez-en une.",
    need_y="Pour un graphique du genre «\u202f{kind}\u202f», il faut une colonne en y\u202f: choisissez-en une.",
    no_such_column="Ce jeu de données n’a pas de colonne «\u202f{column}\u202f»\u202f: choisissez-en une autre.",
    nothing_in_column="«\u202f{column}\u202f» ne contient aucune valeur\u202f: choisissez une autre colonne.",
    no_row="Aucune ligne n’a de valeur finie de {columns}\u202f: choisissez d’autres colonnes, ou élargissez le "
    "filtre.",
    no_facets="Un graphique du genre «\u202f{kind}\u202f» remplit toute l’image\u202f: ne choisissez pas de vignettes, "
    "ou prenez des barres, des courbes ou des boîtes.",
    same_column="«\u202f{column}\u202f» est sur les deux axes\u202f: choisissez une autre colonne pour l’un d’eux.",
    need_order="«\u202f{column}\u202f» n’a pas d’ordre qu’un graphique du genre «\u202f{kind}\u202f» puisse "
    "suivre\u202f: "
    "choisissez en x des nombres ou des dates, comme «\u202f{example}\u202f», ou le genre «\u202fbarres\u202f».",
    no_histogram="«\u202f{column}\u202f» ne contient ni nombres ni dates\u202f: choisissez le genre "
    "«\u202fcomptage\u202f», "
    "ou une autre colonne, comme «\u202f{example}\u202f».",
    no_scatter="«\u202f{column}\u202f» ne contient ni nombres ni dates\u202f: choisissez une autre colonne, "
    "comme «\u202f{example}\u202f», ou le genre «\u202fboîtes\u202f», qui compare des nombres selon un texte.",
    no_boxes="«\u202f{column}\u202f» ne contient pas de nombres\u202f: choisissez-en en y, comme "
    "«\u202f{example}\u202f», "
    "ou le genre «\u202fcomptage\u202f».",
    need_numbers="Pour calculer «\u202f{aggregation}\u202f», il faut une colonne de nombres\u202f: choisissez-en une, "
    "comme «\u202f{example}\u202f», ou «\u202fnombre de lignes\u202f».",
    no_aggregation="«\u202f{column}\u202f» contient {holds}, dont on ne peut pas calculer "
    "«\u202f{aggregation}\u202f»\u202f: "
    "choisissez «\u202fnombre de lignes\u202f», ou une colonne de nombres, comme «\u202f{example}\u202f».",
    no_pie_of="Un camembert montre les parts d’un tout, ce que ne donne pas «\u202f{aggregation}\u202f»\u202f: "
    "choisissez «\u202fsomme\u202f», «\u202fnombre de lignes\u202f», ou des barres.",
    no_negative_area="«\u202f{column}\u202f» a des nombres négatifs, et on ne peut pas en empiler les aires\u202f: "
    "choisissez le genre «\u202fcourbe\u202f».",
    no_pile_of="Empiler «\u202f{aggregation}\u202f» n’a pas de sens\u202f: choisissez des barres côte à côte, "
    "ou «\u202fsomme\u202f».",
    no_negative_pile="«\u202f{column}\u202f» a des nombres négatifs, qui ne s’empilent pas\u202f: "
    "choisissez des barres côte à côte.",
    no_numbers_in="«\u202f{column}\u202f» ne contient pas de nombres\u202f: retirez-la, ou choisissez une autre "
    "colonne, "
    "comme «\u202f{example}\u202f».",
    need_two="Un graphique du genre «\u202f{kind}\u202f» compare au moins deux colonnes de nombres\u202f: "
    "choisissez-en une de plus, comme «\u202f{example}\u202f», ou le genre «\u202fhistogramme\u202f».",
    need_two_varying="Moins de deux de ces colonnes de nombres varient, et rien ne va ensemble avec ce qui ne change "
    "jamais\u202f: choisissez-en d’autres.",
    no_scale="Un graphique du genre «\u202f{kind}\u202f» n’a pas d’axe qui puisse être logarithmique\u202f: "
    "choisissez l’échelle linéaire.",
    no_log_pile="Sur un axe logarithmique, des longueurs empilées trompent\u202f: choisissez des barres côte à côte, "
    "une courbe, ou l’échelle linéaire.",
    no_log_names="Des noms ne peuvent pas être logarithmiques\u202f: "
    "choisissez l’échelle logarithmique pour les valeurs seules.",
    no_log_dates="«\u202f{column}\u202f» contient des dates, qui ne peuvent pas être logarithmiques\u202f: "
    "choisissez l’échelle linéaire.",
    no_log="«\u202f{column}\u202f» a {n} valeurs nulles ou négatives, qui n’ont pas de place sur un axe "
    "logarithmique\u202f: choisissez l’échelle linéaire, ou filtrez ce qui est plus grand que 0.",
    too_many_slices="«\u202f{column}\u202f» ferait un camembert de {n} parts, et on n’en distingue pas plus de "
    "{most}\u202f: "
    "choisissez des barres, ou une colonne qui a moins de valeurs.",
    no_whole="{column}\u202f: ces nombres ne font pas un tout, car certains sont négatifs ou tous sont nuls\u202f: "
    "choisissez des barres.",
    not_drawn="Ce graphique n’a pas pu être dessiné\u202f: choisissez d’autres colonnes, ou un autre genre. "
    "La raison est dans le journal de l’explorateur.",
)

WORDS = by_language(FRENCH, ENGLISH)
