"""The two data sets in `explorer/data`, made up by this script: `python -m explorer.samples` writes them again.

Nothing in them happened. What they are good for is that they look as such figures do: Saturdays are full, rain keeps
people at home or brings them in, comics are borrowed by children, and August is quiet.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from math import cos, pi
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
SEED = 2026

BRANCHES = {"Centre": 1.0, "Les Tilleuls": 0.6, "Gare": 0.45, "Bibliobus": 0.15}
AUDIENCES = {"adults": 1.0, "young people": 0.35, "children": 0.8}
MATERIALS = {"book": 1.0, "comic": 0.5, "film": 0.3, "music": 0.12}
TASTES = {
    ("children", "comic"): 1.8,
    ("young people", "comic"): 2.4,
    ("children", "music"): 0.4,
    ("adults", "film"): 1.3,
}
LOANS = [
    "month",
    "branch",
    "audience",
    "material",
    "loans",
    "renewals",
    "reservations",
    "late",
    "days_kept",
]

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
OPEN = {"mardi": 1.0, "mercredi": 1.7, "jeudi": 0.8, "vendredi": 1.1, "samedi": 2.1}
VISITS = [
    "date",
    "jour",
    "ciel",
    "vacances",
    "animation",
    "température",
    "pluie_mm",
    "visites",
    "prêts",
    "minutes",
]
EVENTS = ("heure du conte", "atelier", "rencontre d’auteur", "club de lecture")


def loans(random: Random) -> Iterator[list[object]]:
    """Yield one row a month from 2023 to 2025, a branch, an audience and a kind of material."""
    months = [date(year, month, 1) for year, month in product((2023, 2024, 2025), range(1, 13))]
    for month, branch, audience, material in product(months, BRANCHES, AUDIENCES, MATERIALS):
        season = 0.55 if month.month == 8 else 1 + 0.15 * cos(2 * pi * (month.month - 1) / 12)
        expected = 900 * BRANCHES[branch] * AUDIENCES[audience] * MATERIALS[material] * season
        expected *= TASTES.get((audience, material), 1.0) * (1 + 0.03 * (month.year - 2023))
        n_loans = max(0, round(random.gauss(expected, expected * 0.08)))
        n_renewals = round(n_loans * random.uniform(0.08, 0.22))
        n_reservations = round(n_loans * random.uniform(0.02, 0.09))
        n_late = round(n_loans * random.uniform(0.03, 0.12))
        days = round(random.gauss(16 if material in ("film", "music") else 21, 2.5), 1)
        yield [month.isoformat(), branch, audience, material, n_loans, n_renewals, n_reservations, n_late, days]


def visits(random: Random) -> Iterator[list[object]]:
    """Yield one row a day on which the doors were open, in 2024 and 2025; the thermometer failed now and then."""
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(731))
    for day in days:
        weekday = WEEKDAYS[day.weekday()]
        if weekday not in OPEN:
            continue
        warmth = round(random.gauss(12.5 - 8.5 * cos(2 * pi * (day.timetuple().tm_yday - 15) / 365), 3), 1)
        rain = round(max(0.0, random.expovariate(0.25) - 3.5), 1)
        sky = "pluie" if rain > 1 else random.choice(("soleil", "nuages", "nuages", "soleil"))
        is_holiday = day.month in (7, 8) or (day.month, day.day) >= (12, 21) or (day.month in (2, 4) and day.day > 14)
        event = random.choice(EVENTS) if random.random() < 0.12 else ""
        expected = 240 * OPEN[weekday] * (0.7 if is_holiday else 1.0) * (1.25 if event else 1.0)
        expected *= 1.12 if sky == "pluie" else 0.85 if warmth > 27 else 1.0
        n_visits = max(0, round(random.gauss(expected, expected * 0.1)))
        n_loans = round(n_visits * random.uniform(0.9, 1.6))
        minutes = round(random.gauss(38 if sky == "pluie" else 29, 5), 1)
        view = "" if random.random() < 0.03 else _french(warmth)
        holiday = "oui" if is_holiday else "non"
        yield [day.isoformat(), weekday, sky, holiday, event, view, _french(rain), n_visits, n_loans, _french(minutes)]


def _french(number: float) -> str:
    """Return a number with a decimal comma."""
    return f"{number:.1f}".replace(".", ",")


def write(folder: Path = DATA) -> None:
    """Write both data sets into `folder`, always the same."""
    _write(folder / "loans-made-up.csv", ",", LOANS, loans(Random(SEED)))  # noqa: S311
    _write(folder / "frequentation-inventee.csv", ";", VISITS, visits(Random(SEED)))  # noqa: S311


def _write(path: Path, delimiter: str, head: Sequence[str], rows: Iterator[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    write()
