import importlib.util
import os
import sys

import pytest

from iranaz_utils.reading.packaged import packaged
from iranaz_utils.reporting import lab


def test_a_checkout_s_own_notebooks_are_opened_in_place():
    assert lab.lab_folder() == packaged("notebooks")


def test_installed_notebooks_are_copied_once_and_the_copy_is_kept(tmp_path, monkeypatch):
    """Opening them where they are installed would change the package; copying again would lose the reader's work."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lab, "in_checkout", lambda: False)
    copy = lab.lab_folder()
    assert copy.resolve() == tmp_path / "iranaz-notebooks"
    assert (copy / "timeline.ipynb").read_bytes() == (packaged("notebooks") / "timeline.ipynb").read_bytes()
    (copy / "timeline.ipynb").write_text("mine", "utf-8")
    assert (lab.lab_folder() / "timeline.ipynb").read_text("utf-8") == "mine"


def test_jupyterlab_takes_the_place_of_this_process(monkeypatch):
    called = []
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(os, "execv", lambda program, arguments: called.append((program, arguments)))
    lab.open_lab()
    assert called == [(sys.executable, [sys.executable, "-m", "jupyterlab", str(packaged("notebooks"))])]


def test_a_missing_jupyterlab_is_told_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(lab.LabError, match=r'pip install "iranaz-utils\[lab\]"'):
        lab.open_lab()
