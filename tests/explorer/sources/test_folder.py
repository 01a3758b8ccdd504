"""The folder of data files is a room with one door."""

import os
from pathlib import Path
from typing import Any

import pytest

from explorer.sources import folder
from explorer.sources.folder import Refused, RefusedPath


@pytest.fixture
def root(tmp_path: Path) -> Any:
    root = tmp_path / "données"
    (root / "2025" / "mars").mkdir(parents=True)
    (root / ".secret").mkdir()
    for path in ("a.csv", "B.XLSX", ".hidden.csv", "notes.md", "2025/mars/prêts.json"):
        (root / path).touch()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.csv").write_text("a\n1\n")
    (root / "way out").symlink_to(tmp_path / "outside")
    (root / "out.csv").symlink_to(tmp_path / "outside" / "secret.csv")
    (root / "within.csv").symlink_to(root / "a.csv")
    return root


def test_folders_are_named_by_their_paths_hidden_ones_and_links_left_out(root: Any) -> None:
    assert folder.folders(root) == ["", "2025", "2025/mars"]


def test_files_are_those_of_a_known_format_that_lie_inside(root: Any) -> None:
    assert folder.files(root, "") == ["B.XLSX", "a.csv", "within.csv"]
    assert folder.files(root, "2025/mars/") == ["prêts.json"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("..", Refused.PARENT),
        ("2025/../..", Refused.PARENT),
        ("2025\\..\\..", Refused.PARENT),
        ("/etc", Refused.ABSOLUTE),
        ("~root", Refused.ABSOLUTE),
        ("C:\\Windows", Refused.ABSOLUTE),
        ("\\\\host\\share", Refused.ABSOLUTE),
        ("way out", Refused.LINK),
        ("way out/secret.csv", Refused.LINK),
        ("out.csv", Refused.LINK),
        ("elsewhere", Refused.MISSING),
        ("a\0b", Refused.MISSING),
        ("x" * 5000, Refused.MISSING),
    ],
)
def test_a_path_that_leads_out_or_nowhere_is_refused_with_the_reason(root: Any, path: Any, reason: Any) -> None:
    with pytest.raises(RefusedPath) as refusal:
        folder.resolve(root, path)

    assert refusal.value.reason is reason


def test_a_file_is_no_folder_and_a_folder_no_file(root: Any) -> None:
    with pytest.raises(RefusedPath) as refusal:
        folder.files(root, "a.csv")
    assert refusal.value.reason is Refused.NOT_A_FOLDER
    with pytest.raises(RefusedPath) as refusal:
        folder.file(root, "2025")
    assert refusal.value.reason is Refused.NOT_A_FILE


def test_a_pipe_is_neither_offered_nor_opened(root: Any) -> None:
    os.mkfifo(root / "pipe.csv")

    assert "pipe.csv" not in folder.files(root, "")
    with pytest.raises(RefusedPath):
        folder.file(root, "pipe.csv")


def test_a_loop_of_links_is_not_walked(root: Any) -> None:
    (root / "2025" / "loop").symlink_to(root / "2025")

    assert folder.folders(root) == ["", "2025", "2025/mars"]


def test_without_the_folder_its_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedPath) as refusal:
        folder.folders(tmp_path / "nowhere")

    assert refusal.value.reason is Refused.NO_ROOT


def test_of_very_many_folders_the_first_are_offered(root: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "N_FOLDERS", 2)

    assert folder.folders(root) == ["", "2025"]
