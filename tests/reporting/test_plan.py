import pytest

from iranaz_utils.reading.packaged import packaged
from iranaz_utils.reporting.plan import plan
from iranaz_utils.tables import CorpusError, ParameterError, ProfileError

PARAMETERS = 'corpus: str | None = None\nprofile: str = "iran_azerbaijan"\ntop: int = 20'


@pytest.fixture
def planned(write_notebook, articles, tmp_path):
    """Plans a notebook of three parameters."""
    path = write_notebook("mine", PARAMETERS)

    def plan_it(**changes):
        return plan(changes.pop("notebook", path), **({"corpus": articles, "out": tmp_path / "reports"} | changes))[0]

    return plan_it


# --- a toy


def test_what_is_given_is_told_from_what_holds_in_the_end(planned, articles):
    job = planned(parameters={"top": 5})
    assert job.name == "mine"
    assert job.given == {"corpus": str(articles), "top": 5}
    assert job.settings == {"corpus": str(articles), "profile": "iran_azerbaijan", "top": 5}


def test_all_means_the_three_reports_in_their_order(tmp_path):
    assert [job.name for job in plan("all", out=tmp_path)] == ["frequency", "comention", "timeline"]
    assert [job.name for job in plan(["timeline", "all"], out=tmp_path)] == ["timeline", "frequency", "comention"]


def test_a_notebook_names_its_own_corpus_unless_another_is_given(write_notebook, planned, articles):
    own = write_notebook("own", f"corpus: str = {str(articles)!r}")
    seeds = write_notebook("seeded", "corpus: str | None = None")
    assert planned(notebook=own, corpus=None).hashes["corpus"] == planned().hashes["corpus"]
    assert planned(notebook=seeds, corpus=None).hashes["corpus"] == planned(corpus=packaged("seeds")).hashes["corpus"]


# --- laws: the key changes with everything that a report depends on, and with nothing else


def test_the_same_again_has_the_same_key(planned):
    assert planned().key == planned().key


def test_writing_a_default_out_changes_nothing(planned):
    assert planned(parameters={"top": 20}).key == planned().key


def test_an_edited_added_or_renamed_article_changes_the_key(planned, articles):
    keys = [planned().key]
    for change in (
        lambda: (articles / "one.txt").write_text("The bridge of Zenda is shut.", "utf-8"),
        lambda: (articles / "two.txt").write_text("", "utf-8"),
        lambda: (articles / "two.txt").rename(articles / "three.txt"),
    ):
        change()
        keys.append(planned().key)
    assert len(set(keys)) == 4


def test_a_hidden_file_changes_nothing(planned, articles):
    before = planned().key
    (articles / ".DS_Store").write_bytes(b"x")
    assert planned().key == before


def test_a_setting_a_notebook_and_a_profile_change_the_key(planned, write_notebook, tmp_path):
    own = tmp_path / "profile"
    own.mkdir()
    (own / "profile.toml").write_text("title = 'x'", "utf-8")
    keys = {planned().key, planned(parameters={"top": 5}).key, planned(profile=own).key}
    write_notebook("mine", PARAMETERS, "1 + 1")
    assert len(keys | {planned().key}) == 4


# --- feared mistakes


def test_reports_inside_the_corpus_are_refused(planned, articles):
    """They would be read as articles the next time."""
    with pytest.raises(ParameterError, match="inside the corpus"):
        planned(out=articles / "reports")


def test_a_folder_that_is_not_a_report_is_never_overwritten(planned, tmp_path):
    mine = tmp_path / "reports" / "mine"
    mine.mkdir(parents=True)
    assert planned().name == "mine"
    (mine / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(ParameterError, match="is not a report"):
        planned()


def test_two_notebooks_of_one_name_are_refused(write_notebook, tmp_path):
    (tmp_path / "other").mkdir()
    first = write_notebook("mine", "")
    second = first.rename(tmp_path / "other" / "mine.ipynb")
    with pytest.raises(ParameterError, match="two notebooks are called mine"):
        plan([write_notebook("mine", ""), second])


def test_a_corpus_for_a_notebook_that_takes_none_is_refused(write_notebook, articles, tmp_path):
    """It would be rendered, and have nothing to do with the articles."""
    with pytest.raises(ParameterError, match="no parameter corpus in blind"):
        plan(write_notebook("blind", "top: int = 3"), corpus=articles, out=tmp_path / "reports")


# --- errors that explain themselves


def test_a_corpus_that_is_not_there_or_holds_nothing_is_refused(planned, tmp_path):
    with pytest.raises(CorpusError, match="there is no corpus"):
        planned(corpus=tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="holds no file"):
        planned(corpus=tmp_path / "empty")
    (tmp_path / "a.txt").write_bytes(b"\0\0\0")
    with pytest.raises(CorpusError, match=r"no article can be read from .*a\.txt; a\.txt: "):
        planned(corpus=tmp_path / "a.txt")


def test_a_profile_that_is_not_there_is_refused(planned):
    with pytest.raises(ProfileError, match="there is no profile ruritania"):
        planned(profile="ruritania")


def test_a_report_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ParameterError, match="take frequency, comention, timeline, all, or the path of a notebook"):
        plan("frequence")
