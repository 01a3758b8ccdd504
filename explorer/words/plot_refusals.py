"""Why a plot makes no sense, or could not be drawn."""

from explorer.words.language import Both, Words, by_language


class PlotRefusals(Words):
    """What is said where there is no figure."""

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


WORDS = by_language(PlotRefusals(locale="fr"), PlotRefusals(locale="en"))
