"""How large a run is, and where it keeps its databases."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks import catalogues


@dataclass(frozen=True, slots=True)
class BenchmarkPlan:
    """Sizes in books and repetitions; `small` catalogues are what `large` ones are compared with."""

    folder: Path
    n_large: int = 1_000_000
    n_small: int = 10_000
    n_imported: int = 20_000
    n_titles: int = 200_000
    n_rounds: int = 15
    seconds: float = 2.0

    def make_large(self) -> Path:
        """Return the large database."""
        return catalogues.keep_catalogue(self.folder, self.n_large)

    def make_tenth(self) -> Path:
        """Return a database with a tenth of the large one's books, the first ones."""
        return catalogues.keep_catalogue(self.folder, self.n_large // 10)

    def make_small(self) -> Path:
        """Return the small database."""
        return catalogues.keep_catalogue(self.folder, self.n_small)


def make_smoke_plan(folder: Path) -> BenchmarkPlan:
    """Return a run that proves nothing but that everything runs."""
    return BenchmarkPlan(folder, n_large=600, n_small=60, n_imported=200, n_titles=200, n_rounds=1, seconds=0.1)
