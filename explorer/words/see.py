"""The sentences of the page on which a data set is seen, and of the one on which a reader makes a plot."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeWords(Words):
    """Headings of the figures, and the labels of the choices that make them."""

    title: str
    plot_title: str
    plot_hint: str
    correlations: str
    counts: str
    spread: str
    boxes: str
    course: str
    none: str
    every_number: str
    rows: str
    kind: str
    column: str
    columns: str
    by: str
    x: str
    y: str
    colour: str
    fill: str
    facet: str
    aggregation: str
    scale: str
    scales: dict[str, str]
    order: str
    orders: dict[str, str]
    piling: str
    pilings: dict[str, str]
    size: str
    sizes: dict[str, str]
    n_top: str
    no_numbers: str
    no_dates: str
    no_values: str
    drawing: str


ENGLISH = SeeWords(
    locale="en",
    title="See data",
    plot_title="Your own plot",
    plot_hint="The address of this page keeps every choice: a link to it draws the plot again.",
    correlations="What goes together",
    counts="How many rows",
    spread="How values are spread",
    boxes="Comparing groups",
    course="In the course of time",
    none="none",
    every_number="All columns of numbers",
    rows="number of rows",
    kind="Kind",
    column="Column",
    columns="Columns of numbers",
    by="By a second column",
    x="Column for x",
    y="Column for y",
    colour="Column for colour",
    fill="Column that fills the cells",
    facet="One panel for each",
    aggregation="What is calculated",
    scale="Scale",
    scales={
        "linear": "linear",
        "log": "logarithmic, values",
        "log-log": "logarithmic, both axes",
    },
    order="Order",
    orders={
        "largest": "largest first",
        "smallest": "smallest first",
        "name": "by name",
        "source": "as in the source",
    },
    piling="Bars of a group",
    pilings={"grouped": "side by side", "stacked": "stacked", "shares": "as parts of a whole"},
    size="Size",
    sizes={"small": "small", "medium": "medium", "large": "large"},
    n_top="Values shown",
    no_numbers="No column of this data set holds numbers: look at its texts under “How many rows”.",
    no_dates="No column of this data set holds dates, nor years that could serve: there is no time line.",
    no_values="No column of this data set holds a value.",
    drawing="Drawing…",
)

FRENCH = SeeWords(
    locale="fr",
    title="Voir des données",
    plot_title="Votre graphique",
    plot_hint="L’adresse de cette page garde chaque choix\u202f: un lien vers elle redessine le graphique.",
    correlations="Ce qui va ensemble",
    counts="Combien de lignes",
    spread="Comment les valeurs se répartissent",
    boxes="Comparer des groupes",
    course="Au fil du temps",
    none="aucune",
    every_number="Toutes les colonnes de nombres",
    rows="nombre de lignes",
    kind="Genre",
    column="Colonne",
    columns="Colonnes de nombres",
    by="Selon une seconde colonne",
    x="Colonne en x",
    y="Colonne en y",
    colour="Colonne pour la couleur",
    fill="Colonne qui remplit les cases",
    facet="Une vignette par",
    aggregation="Ce qui est calculé",
    scale="Échelle",
    scales={
        "linear": "linéaire",
        "log": "logarithmique, valeurs",
        "log-log": "logarithmique, deux axes",
    },
    order="Ordre",
    orders={
        "largest": "du plus grand au plus petit",
        "smallest": "du plus petit au plus grand",
        "name": "par nom",
        "source": "comme dans la source",
    },
    piling="Barres d’un groupe",
    pilings={"grouped": "côte à côte", "stacked": "empilées", "shares": "en parts d’un tout"},
    size="Taille",
    sizes={"small": "petite", "medium": "moyenne", "large": "grande"},
    n_top="Valeurs montrées",
    no_numbers="Aucune colonne de ce jeu de données ne contient de nombres\u202f: "
    "regardez ses textes sous «\u202fCombien de lignes\u202f».",
    no_dates="Aucune colonne de ce jeu de données ne contient de dates, ni d’années qui puissent en tenir lieu\u202f: "
    "il n’y a pas de courbe dans le temps.",
    no_values="Aucune colonne de ce jeu de données ne contient de valeur.",
    drawing="Dessin en cours…",
)

WORDS = by_language(FRENCH, ENGLISH)
