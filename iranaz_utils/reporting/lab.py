"""JupyterLab on the notebooks."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from iranaz_utils.reading.packaged import in_checkout, packaged
from iranaz_utils.tables import IranazError

COPY = Path("iranaz-notebooks")


class LabError(IranazError):
    """JupyterLab cannot be started; the text says how to get it."""


def open_lab() -> None:
    """Start JupyterLab in place of this process, on `lab_folder()`.

    Raises
    ------
    LabError
        If JupyterLab is not installed.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise LabError('JupyterLab is not installed; install it with: pip install "iranaz-utils[lab]"')
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(lab_folder())])  # noqa: S606 - this very Python, no shell


def lab_folder() -> Path:
    """The notebooks to work on: those of the checkout, or a copy of the installed ones in the current folder, made once and kept."""
    if in_checkout():
        return packaged("notebooks")
    if not COPY.exists():
        shutil.copytree(packaged("notebooks"), COPY)
    return COPY
