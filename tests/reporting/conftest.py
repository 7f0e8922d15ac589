import json

import pytest


def cell(kind, source, *tags):
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {"tags": list(tags)} if tags else {}, "source": source, **code}


@pytest.fixture
def write_notebook(tmp_path):
    """Writes a notebook: its parameters cell and further cells, Markdown where they begin with `#` and a blank, else code."""

    def write(name, parameters, *sources, **metadata):
        cells = [cell("markdown" if source.startswith("# ") else "code", source) for source in sources]
        cells = [*([cell("code", parameters, "parameters")] if parameters else []), *cells]
        for number, each in enumerate(cells):
            each["id"] = f"id{number}"
        path = tmp_path / f"{name}.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        return path

    return write


@pytest.fixture
def articles(tmp_path):
    """A corpus of one short article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("The bridge of Zenda is open.", "utf-8")
    return folder
