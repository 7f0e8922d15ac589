"""Reports checked against their manifests, and bundled for publication, without a kernel: it is the folder that is looked at."""

import io
import json
import re
import zipfile

import pandas as pd
import pytest

from iranaz_utils.reporting import verify as verifying
from iranaz_utils.reporting.bundle import QUOTATION, bundle
from iranaz_utils.reporting.files import write_table
from iranaz_utils.reporting.manifest import hashes, write_manifest
from iranaz_utils.reporting.plan import plan
from iranaz_utils.reporting.run import Outcome
from iranaz_utils.reporting.verify import verify
from iranaz_utils.tables import ParameterError

TEXT = " ".join(f"Sentence {number} says that the bridge of Zenda is open and that it rains." for number in range(40))


@pytest.fixture
def job(write_notebook, articles, tmp_path):
    return plan(write_notebook("mine", 'corpus: str = ""', "print('Zenda')"), corpus=articles, out=tmp_path / "out")[0]


def written(job):
    """A report as a run would have left it."""
    job.folder.mkdir(parents=True)
    (job.folder / "report.html").write_text(f"<h1>Zenda</h1>{TEXT}", "utf-8")
    code = {"cell_type": "code", "metadata": {}, "source": "x", "execution_count": 1, "outputs": [{"output_type": "stream", "text": TEXT}]}
    injected = code | {"metadata": {"tags": ["injected-parameters"]}, "source": f'corpus = "{job.given["corpus"]}"'}
    (job.folder / "report.ipynb").write_text(json.dumps({"cells": [injected, code], "metadata": {}}), "utf-8")
    (job.folder / "methods.json").write_text("{}", "utf-8")
    quoted = [match[0] for match in re.finditer(r"Sentence.*?rains\.", TEXT)]
    write_table(pd.DataFrame({"doc_id": "one", "text": quoted}), job.folder / "evidence", "terms")
    write_table(pd.DataFrame({"doc_id": ["one"], "text": [TEXT], "left": [TEXT]}), job.folder / "tables", "kwic")
    write_table(pd.DataFrame({"doc_id": ["one"], "text": [TEXT]}), job.folder / "tables", "removed")
    write_table(pd.DataFrame({"doc_id": ["one"], "sha256": ["ab"], "outlet": ["=1+1"]}), job.folder / "tables", "articles")
    facts = {"name": job.name, "run": job.run, "status": "ok", "error": "", "key": job.key, "notebook": job.notebook, "given": job.given}
    write_manifest(job.folder, facts | {"parameters": job.settings, "hashes": job.hashes, "files": hashes(job.folder)})
    return job.folder


# --- verify


def test_a_report_that_nobody_touched_is_as_it_was_written(job, tmp_path):
    written(job)
    (job.folder / "report.pdf").write_bytes(b"printed from the page, and no part of it")
    assert [(found.good, found.said) for found in verify(tmp_path / "out", again=False)] == [(True, "every file is as it was written")]


def test_every_file_that_was_changed_added_or_removed_is_named(job, tmp_path):
    folder = written(job)
    (folder / "report.html").write_text("<h1>Strelsau</h1>", "utf-8")
    (folder / "tables" / "kwic.csv").unlink()
    (folder / "new.txt").write_text("", "utf-8")
    assert [found.said for found in verify(tmp_path / "out", again=False)] == [
        "changed: report.html; missing: tables/kwic.csv; added: new.txt"
    ]


def test_a_new_run_is_compared_byte_by_byte(job, tmp_path, monkeypatch):
    folder = written(job)

    def rendered(todo, **_):
        """A run that differs in one file."""
        todo[0].folder.mkdir(parents=True)
        for path in folder.rglob("*.*"):
            copy = todo[0].folder / path.relative_to(folder)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
        (todo[0].folder / "report.html").write_text(changed, "utf-8")
        yield Outcome("mine", "rendered", todo[0].folder / "report.html")

    monkeypatch.setattr(verifying, "render", rendered)
    changed = (folder / "report.html").read_text("utf-8")
    assert [found.said for found in verify(tmp_path / "out")][1] == "a new run gives the same bytes"
    changed = "other"
    assert [(found.good, found.said) for found in verify(tmp_path / "out")][1] == (False, "a new run changed: report.html")


def test_a_report_whose_articles_have_changed_is_not_rendered_again(job, tmp_path, articles, monkeypatch):
    written(job)
    monkeypatch.setattr(verifying, "render", lambda *_, **__: pytest.fail("it was rendered"))
    (articles / "one.txt").write_text("The bridge of Zenda is shut.", "utf-8")
    assert [found.said for found in verify(tmp_path / "out")][1] == "a new run would differ, as these have changed: corpus"
    (articles / "one.txt").unlink()
    assert "it cannot be rendered again here: the folder" in [found.said for found in verify(tmp_path / "out")][1]


def test_a_folder_without_reports_cannot_be_verified_or_bundled(tmp_path):
    with pytest.raises(ParameterError, match="there is no report in"):
        list(verify(tmp_path))
    with pytest.raises(ParameterError, match="there is no good report in"):
        bundle(tmp_path, tmp_path / "a.zip")


# --- bundle


@pytest.fixture
def content(job, tmp_path):
    """Name → bytes of each entry of the bundle of one report."""
    written(job)
    with zipfile.ZipFile(bundle(tmp_path / "out", tmp_path / "a.zip")) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_bundle_holds_numbers_methods_and_identifiers_and_no_page(content):
    assert sorted(content) == sorted([
        "README.txt", "documents.csv", "mine/manifest.json", "mine/methods.json", "mine/notebook.ipynb",
        *(f"mine/{name}.{kind}" for name in ("evidence/terms", "tables/articles", "tables/kwic") for kind in ("csv", "parquet")),
    ])  # fmt: skip
    assert content["documents.csv"] == b"doc_id,sha256,outlet\none,ab,'=1+1\n"


def test_no_stretch_of_an_article_in_a_bundle_is_longer_than_a_short_quotation(content):
    """The law that lets a bundle be published: whatever is in it, no entry repeats more than a little of a text."""
    tables = [pd.read_parquet(io.BytesIO(data)).to_csv() for name, data in content.items() if name.endswith(".parquet")]
    everything = "\n".join([*tables, *(data.decode() for name, data in content.items() if not name.endswith(".parquet"))])
    stretches = {TEXT[start : start + QUOTATION + 1] for start in range(len(TEXT) - QUOTATION)}
    assert not any(stretch in everything for stretch in stretches)
    assert pd.read_parquet(io.BytesIO(content["mine/evidence/terms.parquet"]))["text"].eq("…").sum() == 37


def test_a_bundle_names_no_place_on_this_machine(content, tmp_path):
    assert [name for name, data in content.items() if str(tmp_path).encode() in data] == []
    assert json.loads(content["mine/manifest.json"])["given"] == {"corpus": "articles"}


def test_equal_reports_make_equal_bundles(job, tmp_path):
    written(job)
    first, second = (bundle(tmp_path / "out", tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second
