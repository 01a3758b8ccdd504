"""Builds the wheel: setup.cfg describes it, and this puts the folders beside the package into it."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("explorer", "migrations", "seed")


class BuildWithFolders(build_py):
    """Packs FOLDERS into `catalogue/_packed`, where `catalogue.program_folders` finds them."""

    def run(self) -> None:
        """Copy the package, then the folders; an editable install finds them where they are."""
        super().run()
        if self.editable_mode:
            return
        packed = Path(self.build_lib) / "catalogue" / "_packed"
        for folder in FOLDERS:
            shutil.rmtree(packed / folder, ignore_errors=True)
            shutil.copytree(folder, packed / folder, ignore=shutil.ignore_patterns("__pycache__"))


setup(cmdclass={"build_py": BuildWithFolders})
