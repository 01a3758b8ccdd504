"""Parquet files as tidy frames."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from catalogue.common.tables.faults import Fault, UnreadableFile
from explorer.frames.normalize import tidy
from explorer.frames.sample import N_COLUMNS, SEED, DataSet, room

BATCH = 65_536


def read_parquet(path: Path, n: int) -> DataSet:
    """Return the table in a Parquet file, its first columns and `n` rows of it at most, drawn at random.

    :raises UnreadableFile: when it is damaged.
    """
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:  # A buffer would hold the whole file.
            n_rows, n_columns = file.metadata.num_rows, len(file.schema_arrow.names)
            schema = pa.schema([file.schema_arrow.field(place) for place in range(min(n_columns, N_COLUMNS))])
            schema = schema.with_metadata(file.schema_arrow.metadata)
            n = room(n, len(schema))
            if n_rows > n:
                wanted = np.sort(np.random.default_rng(SEED).choice(n_rows, n, replace=False, shuffle=False))
            else:
                wanted = np.arange(n_rows)
            parts = list(_take(file, wanted, schema.names))
            table = pa.Table.from_batches(parts, schema) if parts else schema.empty_table()
            frame = tidy(table.to_pandas(timestamp_as_object=False, ignore_metadata=False))
            return DataSet(frame, n_rows, n_columns)
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(Fault.DAMAGED, format="Parquet") from error


def _take(file: pq.ParquetFile, wanted: np.ndarray, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Yield the wanted rows, by their numbers from 0 on, of each batch of the file."""
    first = 0
    for batch in file.iter_batches(BATCH, columns=columns):
        start, end = np.searchsorted(wanted, [first, first + len(batch)])
        if end > start:
            yield batch.take(pa.array(wanted[start:end] - first))
        first += len(batch)
