from iranaz_utils.reporting.index import write_index
from iranaz_utils.reporting.manifest import write_manifest

GOOD = {
    "status": "ok", "title": "What is said?", "headline": "“Bridge” is used most.", "picture": "figures/a.png", "changed": ["top"],
    "parameters": {"corpus": "somewhere/articles", "top": 5}, "rendered_at": "2025-04-01T10:00:00+00:00",
}  # fmt: skip


def add(out, name, **manifest):
    (out / name).mkdir()
    write_manifest(out / name, {"name": name} | manifest)
    return out / name


def test_each_report_has_its_title_headline_picture_and_what_was_set(tmp_path):
    folder = add(tmp_path, "frequency", **GOOD)
    (folder / "figures").mkdir()
    (folder / "figures" / "a.png").write_bytes(b"png")
    html = write_index(tmp_path).read_text("utf-8")
    assert '<a href="frequency/report.html">What is said?</a>' in html
    assert "“Bridge” is used most." in html
    assert "data:image/png;base64,cG5n" in html
    assert "articles · top 5 · 2025-04-01" in html


def test_a_failed_report_is_marked_and_stands_beside_the_last_good_one(tmp_path):
    add(tmp_path, "timeline", **GOOD)
    add(tmp_path, "frequency", **GOOD)
    add(tmp_path, "frequency.failed", **GOOD | {"status": "failed", "error": "<b>no</b>", "title": "Failed"})
    html = write_index(tmp_path).read_text("utf-8")
    places = [html.index(f'href="{name}/report.html"') for name in ("frequency", "frequency.failed", "timeline")]
    assert places == sorted(places)
    assert "<strong>Failed.</strong> &lt;b&gt;no&lt;/b&gt;" in html
    assert '<a href="frequency.failed/report.ipynb">' in html


def test_other_folders_are_left_alone(tmp_path):
    (tmp_path / "drafts").mkdir()
    add(tmp_path, ".frequency-123", **GOOD)
    assert "report.html" not in write_index(tmp_path).read_text("utf-8")
