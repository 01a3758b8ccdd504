"""The sentences of the page on which a data set is seen, and of the one on which a reader makes a plot."""

from explorer.words.language import Both, Words, by_language, pairs


class SeeWords(Words):
    """Headings of the figures, and the labels of the choices that make them."""

    title = Both("Figures", "Figures")
    plot_title = Both("Graphique sur mesure", "Custom plot")
    plot_hint = Both(
        "L’adresse de cette page garde chaque choix\u202f: un lien vers elle redessine le graphique.",
        "The address of this page keeps every choice: a link to it draws the plot again.",
    )
    correlations = Both("Corrélations", "Correlations")
    counts = Both("Combien de lignes", "How many rows")
    spread = Both("Comment les valeurs se répartissent", "How values are spread")
    boxes = Both("Comparer des groupes", "Comparing groups")
    course = Both("Au fil du temps", "In the course of time")
    none = Both("aucune", "none")
    every_number = Both("Toutes les colonnes de nombres", "All columns of numbers")
    rows = Both("nombre de lignes", "number of rows")
    kind = Both("Type de graphique", "Type of plot")
    column = Both("Colonne", "Column")
    columns = Both("Colonnes de nombres", "Columns of numbers")
    by = Both("Selon une seconde colonne", "By a second column")
    x = Both("Colonne en x", "Column for x")
    y = Both("Colonne en y", "Column for y")
    colour = Both("Colonne pour la couleur", "Column for colour")
    fill = Both("Colonne qui remplit les cases", "Column that fills the cells")
    facet = Both("Une vignette par", "One panel for each")
    aggregation = Both("Ce qui est calculé", "What is calculated")
    scale = Both("Échelle", "Scale")
    scales = pairs(
        {
            "linear": ("linéaire", "linear"),
            "log": ("logarithmique, valeurs", "logarithmic, values"),
            "log-log": ("logarithmique, deux axes", "logarithmic, both axes"),
        }
    )
    order = Both("Ordre", "Order")
    orders = pairs(
        {
            "largest": ("du plus grand au plus petit", "largest first"),
            "smallest": ("du plus petit au plus grand", "smallest first"),
            "name": ("par nom", "by name"),
            "source": ("comme dans la source", "as in the source"),
        }
    )
    piling = Both("Barres d’un groupe", "Bars of a group")
    pilings = pairs(
        {
            "grouped": ("côte à côte", "side by side"),
            "stacked": ("empilées", "stacked"),
            "shares": ("en parts d’un tout", "as parts of a whole"),
        }
    )
    size = Both("Taille", "Size")
    sizes = pairs(
        {
            "small": ("petite", "small"),
            "medium": ("moyenne", "medium"),
            "large": ("grande", "large"),
        }
    )
    n_top = Both("Valeurs montrées", "Values shown")
    no_numbers = Both(
        "Aucune colonne de ce jeu de données ne contient de nombres\u202f: "
        "regardez ses textes sous «\u202fCombien de lignes\u202f».",
        "No column of this data set holds numbers: look at its texts under “How many rows”.",
    )
    no_dates = Both(
        "Aucune colonne de ce jeu de données ne contient de dates, ni d’années qui puissent en tenir lieu\u202f: "
        "il n’y a pas de courbe dans le temps.",
        "No column of this data set holds dates, nor years that could serve: there is no time line.",
    )
    no_values = Both(
        "Aucune colonne de ce jeu de données ne contient de valeur.", "No column of this data set holds a value."
    )
    drawing = Both("Dessin en cours…", "Drawing…")


FRENCH, ENGLISH = SeeWords(locale="fr"), SeeWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
