"""The choice of a data set, the same at the top of every page that shows one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import streamlit as st

from catalogue import config
from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.program_folders import find_program_folder
from explorer.frames.codes import list_labels
from explorer.frames.sample import DataSet
from explorer.messages.language import Messages
from explorer.messages.pages import DATA, TABLES
from explorer.screens import address, context
from explorer.screens.sql_reports import choose_report
from explorer.sources import files, folder, sandbox, tables
from explorer.sources.folder import RefusedPath

KEPT = 4
"""Data sets kept in memory, at most; the one read longest ago goes first."""
KEPT_SECONDS = 3600
"""For which a file is kept, and why it could not be read: then the machine may have more time for it."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A data set with rows, what it is called, and what its columns are called on the page.

    :param state: what it is and which of its states; figures of the same state are the same.
    :param names: the columns that have another name on the page than in the frame.
    :param labels: what the codes in columns of the catalogue are called, as `frames.codes.list_labels` has them.
    """

    data: DataSet
    title: str
    state: str
    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def name(self, column: str) -> str:
        """Return what a column is called on the page."""
        return self.names.get(column, column)


def choose() -> Chosen | None:
    """Let the reader choose a data set; None when there is nothing to show, and the page says why.

    :raises SourceError: when the catalogue cannot be read.
    """
    words = context.say(DATA)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    try:
        with row:
            source = address.choose_one(words.source, list(FROM), "source", shown=words.sources.__getitem__)
            chosen = FROM[source](words)
    except RefusedPath as error:
        st.warning(words.refused[error.reason].format(path=error.path))
        return None
    except UnreadableFile as error:
        st.warning(words.faults[error.fault].format(**error.facts))
        return None
    if chosen is None:
        return None
    st.caption(_size(chosen.data, words))
    if chosen.data.frame.empty:
        st.info(words.no_rows)
        return None
    return chosen


def _size(data: DataSet, words: Messages) -> str:
    """Return how much of the data set is read."""
    n_columns = data.frame.shape[1]
    sentence = f"{rows_of(data, words)} × {words.n_columns.format(columns=words.number(data.n_columns))}"
    if data.n_columns > n_columns:
        sentence += ", " + words.more_columns.format(n=words.number(n_columns), columns=words.number(data.n_columns))
    return sentence


def rows_of(data: DataSet, words: Messages) -> str:
    """Return how many rows are read, and out of how many."""
    sentence = words.rows_drawn if data.is_sample else words.rows_whole
    return str(sentence.format(n=words.number(len(data.frame)), rows=words.number(data.n_rows)))


def _from_catalogue(words: Messages) -> Chosen:
    name = address.choose_one(words.table, tables.NAMES, "table", shown=words.tables.__getitem__)
    version = tables.version(context.database(), name)
    with st.spinner(words.reading):
        data = _table(context.database_url(), name, version)
    state = repr((context.database_url(), name, version))
    return _name_parts(data, words.tables[name], state)


def _name_parts(data: DataSet, title: str, state: str) -> Chosen:
    """Return a data set of the catalogue, its columns and codes in the reader's words."""
    return Chosen(data, title, state, context.say(TABLES).names, list_labels(data.frame, context.language()))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _table(database_url: str, name: str, version: tables.Version) -> DataSet:
    """Return a data set of the catalogue, read anew only after a change."""
    return tables.read(context.database(), name)


def _from_files(words: Messages) -> Chosen | None:
    """Return the table in the file that the reader chooses. :raises RefusedPath: :raises UnreadableFile:"""
    root = data_folder()
    folders = folder.folders(root)
    help = words.folder_help.format(root=root)
    first = _first_with_files(root, folders)
    inside = address.choose_or_type(
        words.folder, folders, "folder", default=first, shown=lambda path: path or words.root, help=help
    )
    names = folder.files(root, inside)
    if not names:
        raise UnreadableFile(Fault.NO_FILES)
    asked = _read_asked_file(inside)
    name = address.choose_one(words.file, names if asked is None or asked in names else [*names, asked], "file")
    path = folder.file(root, f"{inside}/{name}" if inside else name)
    version = files.version(path)
    sheets = _open(_sheets(path, version))
    sheet = address.choose_one(words.sheet, sheets, "sheet") if len(sheets) > 1 else None
    with st.spinner(words.reading):
        return Chosen(_open(_file(path, version, sheet)), name, repr((path, version, sheet)))


def _read_asked_file(inside: str) -> str | None:
    """Return the file that the address asks for, there or not; one that was chosen in another folder is forgotten."""
    before = st.session_state.get("folder of the file", inside)
    st.session_state["folder of the file"] = inside
    if before != inside:
        address.write_parameter("file", [])
    return next(iter(address.read_parameter("file")), None)


def _first_with_files(root: Path, folders: list[str]) -> str:
    """Return the first folder in which there is something to open, else the whole folder."""
    return next((inside for inside in folders if folder.files(root, inside)), "")


@st.cache_resource(max_entries=KEPT, ttl=KEPT_SECONDS, show_spinner=False)
def _file(path: Path, version: tuple[int, int], sheet: str | None) -> DataSet | UnreadableFile:
    """Return the table in a file, or why there is none, read anew only when the file is another."""
    try:
        return sandbox.read(path, sheet)
    except UnreadableFile as error:
        return error


@st.cache_resource(max_entries=64, ttl=KEPT_SECONDS, show_spinner=False)
def _sheets(path: Path, version: tuple[int, int]) -> list[str] | UnreadableFile:
    try:
        return sandbox.sheets(path)
    except UnreadableFile as error:
        return error


def _open(found: T | UnreadableFile) -> T:
    """Return what was in a file. :raises UnreadableFile: a new one, since what is raised grows and this is kept."""
    if isinstance(found, UnreadableFile):
        raise UnreadableFile(found.fault, **found.facts)
    return found


def _from_reports(words: Messages) -> Chosen | None:
    result = choose_report()
    return None if result is None else _name_parts(*result)


FROM: dict[str, Callable[[Messages], Chosen | None]] = {
    "catalogue": _from_catalogue,
    "reports": _from_reports,
    "files": _from_files,
}
"""The sources of data sets, and what lets the reader choose one of each."""


def data_folder() -> Path:
    """Return the folder of data files."""
    return config.read("EXPLORER_DATA_DIR") or find_program_folder("explorer") / "data"
