"""What somebody tells of the fields of a file: pairs on the command line, or a file of them."""

from collections.abc import Iterable
from pathlib import Path

import click
import orjson


def mapping_of(told: Iterable[str]) -> dict[str, str]:
    """Return the columns of fields, by the names that the file has for them.

    :param told: pairs (`titre_livre=title`), and names of JSON files that hold an object of them; later ones hold.
    :raises click.UsageError: when one is neither, or there is no such column.
    """
    from catalogue.formats import TARGETS

    mapping: dict[str, str] = {}
    for pair in told:
        name, equals, target = pair.rpartition("=")
        mapping |= {name: target.strip()} if equals else _pairs_of(Path(pair))
    for name, target in mapping.items():
        if target not in TARGETS:
            raise click.UsageError(f"--map {name}={target}: there is no such column, but {', '.join(TARGETS)}")
    return mapping


def _pairs_of(path: Path) -> dict[str, str]:
    try:
        pairs = orjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise click.UsageError(f"--map {path}: neither NAME=COLUMN nor a file of such pairs in JSON") from error
    if not isinstance(pairs, dict) or not all(isinstance(target, str) for target in pairs.values()):
        raise click.UsageError(f'--map {path}: such a file is an object like {{"titre_livre": "title"}}')
    return pairs
