"""`--map`: which column each field of a file goes to, as pairs on the command line or in a JSON file."""

from collections.abc import Iterable
from pathlib import Path

import click
import orjson


def parse_mapping(arguments: Iterable[str]) -> dict[str, str]:
    """Return a dict from the field names of a file to columns.

    :param arguments: pairs (`titre_livre=title`) and names of JSON files that hold an object of pairs; later ones win.
    :raises click.UsageError: when an argument is neither, or names an unknown column.
    """
    from catalogue.formats import TARGETS

    mapping: dict[str, str] = {}
    for pair in arguments:
        name, equals, target = pair.rpartition("=")
        mapping |= {name: target.strip()} if equals else _read_pairs(Path(pair))
    for name, target in mapping.items():
        if target not in TARGETS:
            raise click.UsageError(f"--map {name}={target}: there is no such column, but {', '.join(TARGETS)}")
    return mapping


def _read_pairs(path: Path) -> dict[str, str]:
    try:
        pairs = orjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise click.UsageError(f"--map {path}: neither NAME=COLUMN nor a file of such pairs in JSON") from error
    if not isinstance(pairs, dict) or not all(isinstance(target, str) for target in pairs.values()):
        raise click.UsageError(f'--map {path}: such a file is an object like {{"titre_livre": "title"}}')
    return pairs
