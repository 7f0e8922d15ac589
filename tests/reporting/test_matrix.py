import json

import pytest

from iranaz_utils.reporting.matrix import each, plan_each, plan_file, read_data
from iranaz_utils.reporting.plan import Run
from iranaz_utils.tables import ParameterError

PARAMETERS = "corpus: str | None = None\nside: str | None = None\ntop: int = 20"


@pytest.fixture
def two_sides(tmp_path):
    rows = [
        {"text": "The bridge of Zenda is open.", "outlet": "Zenda News", "side": "RU", "date": "2021-05-02"},
        {"text": "The bridge is shut.", "outlet": "Fretten/Daily", "side": "FR", "date": "2022-01-01"},
        {"text": "A bridge.", "date": ""},
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path / "articles.jsonl"


# --- a toy


def test_a_run_for_each_value_that_the_articles_have(two_sides):
    assert each("side", corpus=two_sides) == [Run("side-FR", {"side": "FR"}), Run("side-RU", {"side": "RU"})]
    assert [run.name for run in each("outlet", corpus=two_sides)] == ["outlet-Fretten-Daily", "outlet-Zenda-News"]
    assert [run.values["since"] for run in each("year", corpus=two_sides)] == ["2021-01-01", "2022-01-01"]


def test_a_run_for_each_value_of_a_parameter():
    assert each('kinds=[["place"], null]') == [Run("kinds-place", {"kinds": ["place"]}), Run("kinds-null", {"kinds": None})]


def test_each_run_has_a_folder_and_a_key_of_its_own(write_notebook, two_sides, tmp_path):
    jobs = plan_each(each("side", corpus=two_sides), write_notebook("mine", PARAMETERS), corpus=two_sides, out=tmp_path / "out")
    assert [job.folder.relative_to(tmp_path).as_posix() for job in jobs] == ["out/side-FR/mine", "out/side-RU/mine"]
    assert [job.label for job in jobs] == ["side-FR/mine", "side-RU/mine"]
    assert [job.given["side"] for job in jobs] == ["FR", "RU"]
    assert jobs[0].key != jobs[1].key


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_a_file_lists_runs_with_what_differs(write_notebook, articles, two_sides, tmp_path, suffix):
    notebook = str(write_notebook("mine", PARAMETERS))
    runs = [
        {"name": "short", "reports": notebook, "corpus": str(articles), "parameters": {"top": 3}},
        {"name": "the other", "reports": [notebook], "corpus": str(two_sides)},
    ]
    (tmp_path / f"runs.{suffix}").write_text(json.dumps({"runs": runs}), "utf-8")  # JSON is YAML too
    jobs = plan_file(tmp_path / f"runs.{suffix}", out=tmp_path / "out", parameters={"top": 9})
    assert [(job.label, job.given["top"]) for job in jobs] == [("short/mine", 3), ("the-other/mine", 9)]


def test_days_in_a_file_are_iso_strings(tmp_path):
    (tmp_path / "p.yml").write_text("since: 2031-05-02\nlist: [2031-05-03]", "utf-8")
    assert read_data(tmp_path / "p.yml") == {"since": "2031-05-02", "list": ["2031-05-03"]}


# --- feared mistakes


def test_a_yaml_file_makes_no_objects(tmp_path):
    """A file of settings once ran a command."""
    (tmp_path / "p.yaml").write_text("!!python/object/apply:os.system ['false']", "utf-8")
    with pytest.raises(ParameterError, match=r"p\.yaml"):
        read_data(tmp_path / "p.yaml")


def test_a_notebook_that_would_say_the_same_in_each_run_is_refused(write_notebook, two_sides, tmp_path):
    both = [write_notebook("mine", PARAMETERS), write_notebook("blind", "corpus: str | None = None")]
    with pytest.raises(ParameterError, match="blind has no parameter side, so that it would say the same in each run"):
        plan_each([Run("side-RU", {"side": "RU"})], both, corpus=two_sides, out=tmp_path / "out")


# --- errors that explain themselves


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("colour", "take side, outlet, language, year"),
        ("top=3", "the values are a list in JSON"),
        ("top=[]", "the values are a list in JSON"),
        ('x=["a b", "a/b"]', "two runs would be called x-a-b"),
    ],
)
def test_what_cannot_be_rendered_for_each_is_refused(what, said):
    with pytest.raises(ParameterError, match=said):
        each(what)


def test_a_column_that_no_article_knows_is_refused(articles):
    with pytest.raises(ParameterError, match="no article has a known outlet"):
        each("outlet", corpus=articles)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[1]", "a list of runs, each with a name"),
        ('{"top": 1}', "a list of runs"),
        ('[{"name": "a", "colour": 1}]', "has colour; a run takes name"),
        ("[", "runs.json"),
    ],
)
def test_a_file_that_lists_no_runs_is_refused(tmp_path, content, said):
    (tmp_path / "runs.json").write_text(content, "utf-8")
    with pytest.raises(ParameterError, match=said):
        plan_file(tmp_path / "runs.json", out=tmp_path / "out")
