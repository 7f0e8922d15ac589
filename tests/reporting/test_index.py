import pytest

from iranaz_utils.reporting.index import write_index
from iranaz_utils.reporting.manifest import write_manifest
from iranaz_utils.reporting.plan import plan

GOOD = {
    "status": "ok", "title": "What is said?", "headline": "“Bridge” is used most.", "picture": "figures/a.png", "changed": ["top"],
    "parameters": {"corpus": "somewhere/articles", "top": 5}, "rendered_at": "2025-04-01T10:00:00+00:00",
}  # fmt: skip


@pytest.fixture
def overview(tmp_path):
    """Writes the overview, all reports taken to be up to date."""
    return lambda: write_index(tmp_path, fresh=[*tmp_path.glob("*"), *tmp_path.glob("*/*")]).read_text("utf-8")


def add(out, name, **manifest):
    folder = out / name
    folder.mkdir(parents=True)
    write_manifest(folder, {"name": folder.name.removesuffix(".failed")} | manifest)
    return folder


def test_each_report_has_its_title_headline_picture_and_what_was_set(tmp_path, overview):
    folder = add(tmp_path, "frequency", **GOOD)
    (folder / "figures").mkdir()
    (folder / "figures" / "a.png").write_bytes(b"png")
    html = overview()
    assert '<a href="frequency/report.html">What is said?</a>' in html
    assert "“Bridge” is used most." in html
    assert "data:image/png;base64,cG5n" in html
    assert "articles: articles · top 5 · rendered 2025-04-01 10:00" in html
    assert "Stale" not in html


def test_a_failed_report_is_marked_and_stands_beside_the_last_good_one(tmp_path, overview):
    add(tmp_path, "timeline", **GOOD)
    add(tmp_path, "frequency", **GOOD)
    add(tmp_path, "frequency.failed", **GOOD | {"status": "failed", "error": "<b>no</b>", "title": "Failed"})
    html = overview()
    places = [html.index(f'href="{name}/report.html"') for name in ("frequency", "frequency.failed", "timeline")]
    assert places == sorted(places)
    assert "<strong>Failed.</strong> &lt;b&gt;no&lt;/b&gt;" in html
    assert '<a href="frequency.failed/report.ipynb">' in html


def test_the_runs_of_one_report_stand_under_one_heading(tmp_path, overview):
    for run in ("side-IR", "side-AZ"):
        for name in ("frequency", "timeline"):
            add(tmp_path, f"{run}/{name}", **GOOD | {"run": run, "title": name.title(), "headline": f"{name} of {run}."})
    html = overview()
    assert html.count("<h2") == 2
    assert '<a href="#report-frequency">Frequency</a>' in html
    places = [html.index(f"{name} of {run}.") for name in ("frequency", "timeline") for run in ("side-AZ", "side-IR")]
    assert places == sorted(places)
    assert '<h3><a href="side-IR/timeline/report.html">side-IR</a></h3>' in html


def test_a_report_whose_articles_have_changed_since_is_marked_as_stale(tmp_path, write_notebook, articles):
    job = plan(write_notebook("mine", 'corpus: str = ""'), corpus=articles, out=tmp_path / "out")[0]
    made = GOOD | {"run": "", "notebook": job.notebook, "given": job.given, "hashes": job.hashes}
    add(tmp_path / "out", "mine", **made)
    assert "Stale" not in write_index(tmp_path / "out").read_text("utf-8")
    (articles / "one.txt").write_text("The bridge of Zenda is shut.", "utf-8")
    assert "Stale: corpus changed since it was rendered." in write_index(tmp_path / "out").read_text("utf-8")
    (articles / "one.txt").unlink()
    articles.rmdir()
    assert "Stale: corpus changed" in write_index(tmp_path / "out").read_text("utf-8")


def test_other_folders_are_left_alone(tmp_path, overview):
    (tmp_path / "drafts").mkdir()
    add(tmp_path, ".frequency.123.draft", **GOOD)
    assert "report.html" not in overview()
