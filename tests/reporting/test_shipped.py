"""The three reports that come with the package, rendered in kernels."""

import json

import pytest

from iranaz_utils.reading import packaged
from iranaz_utils.reporting import run
from iranaz_utils.reporting.manifest import hashes
from iranaz_utils.reporting.plan import plan

REPORTS = ("frequency", "comention", "timeline")


def test_equal_runs_give_equal_bytes_also_one_at_a_time_in_another_folder(reports, tmp_path):
    """The sum of the same numbers in another order once differed in its last digit."""
    todo = plan("all", corpus=packaged("seeds"), out=tmp_path)
    assert [outcome.error for outcome in run.render(todo, jobs=1)] == [""] * 3
    assert [hashes(tmp_path / name) for name in REPORTS] == [hashes(reports / name) for name in REPORTS]


@pytest.mark.parametrize("name", REPORTS)
def test_a_manifest_says_what_a_report_was_made_of(reports, name):
    made = json.loads((reports / name / "manifest.json").read_bytes())
    assert {"notebook", "corpus", "profile", "package", "versions"} == set(made["hashes"])
    assert made["parameters"] | made["given"] == made["parameters"]
    assert made["files"] == hashes(reports / name)
    assert {"report.html", "report.ipynb", "methods.json"} < set(made["files"])
    assert made["headline"].endswith(".")


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_on_the_sample_articles_is_small(reports, name):
    assert (reports / name / "report.html").stat().st_size < 300_000
