"""The command, without kernels: what it hands to the library, what it says, and its status. Runs are tested in `reporting/test_run.py`."""

import json
import subprocess
import sys
import types

import pytest
from click.testing import CliRunner

from iranaz_utils import cli
from iranaz_utils.reporting import bundle, lab, matrix, pdf, plan, run, verify
from iranaz_utils.reporting.run import Outcome


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("BAKU, April 28, 2025\n\nThe bridge of Zenda is open.", "utf-8")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    """What the command asks of the library, whose answer is one rendered and one unchanged report."""
    seen = {}

    def planned(names, **keywords):
        seen.update(names=names, **keywords)
        return ["todo"]

    def rendered(todo, **keywords):
        seen.update(todo=todo, **keywords)
        yield Outcome("frequency", seen.get("status", "rendered"), "reports/frequency/report.html", 2.04, seen.get("error", ""))
        yield Outcome("timeline", "unchanged", "reports/timeline/report.html")

    monkeypatch.setattr(plan, "plan", planned)
    monkeypatch.setattr(run, "render", rendered)
    return seen


@pytest.fixture
def articles_notebook(here):
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "corpus: str = ''", "outputs": []}
    (here / "mine.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return "mine.ipynb"


def iranaz(*arguments):
    return CliRunner().invoke(cli.main, arguments)


# --- a toy


def test_paths_go_to_standard_output_and_all_else_to_standard_error(asked):
    result = iranaz("report")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["reports/frequency/report.html", "reports/timeline/report.html"]
    assert result.stderr.splitlines() == ["frequency: rendered in 2.0 s", "timeline: unchanged", "overview: reports/index.html"]


def test_without_arguments_all_reports_are_rendered_as_the_notebooks_say(asked):
    iranaz("report")
    assert asked == {
        "names": ["all"], "corpus": None, "out": "reports/", "profile": None, "parameters": {}, "todo": ["todo"],
        "jobs": None, "force": False, "timeout": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "names", "corpus"),
    [
        (["articles"], ["all"], "articles"),
        (["timeline", "frequency", "articles"], ["timeline", "frequency"], "articles"),
        (["articles", "timeline"], ["timeline"], "articles"),
        (["mine.ipynb", "all"], ["mine.ipynb", "all"], None),
        (["./timeline"], ["all"], "./timeline"),
    ],
)
def test_names_are_told_from_the_corpus(asked, here, arguments, names, corpus):
    (here / "timeline").mkdir()  # a folder that is called like a report is reached by a path
    result = iranaz("report", *arguments)
    assert (result.exit_code, asked["names"], asked["corpus"]) == (0, names, corpus)


# --- parameters


def test_parameters_are_json_and_those_of_the_command_win_over_those_of_the_file(asked, here):
    (here / "p.json").write_text('{"top": 5, "query": "مرز"}', "utf-8")
    iranaz("report", "--params", "p.json", "--set", "top=7", "--set", 'kinds=["place"]', "--set", "query2=null")
    assert asked["parameters"] == {"top": 7, "query": "مرز", "kinds": ["place"], "query2": None}


def test_a_day_in_a_toml_file_is_a_day(asked, here):
    (here / "p.toml").write_text('since = 2025-04-01\ntop = 5\nuntil = "2025-05-01"', "utf-8")
    iranaz("report", "--params", "p.toml")
    assert asked["parameters"] == {"since": "2025-04-01", "top": 5, "until": "2025-05-01"}


# --- errors that explain themselves: one sentence, status 2, nothing on standard output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "query=visit"], """--set query=visit: visit is not JSON; a text is written --set 'query="visit"'"""),
        (["--set", "since=2025-04-01"], """a text is written --set 'since="2025-04-01"'"""),
        (["--set", "query"], "--set query: write NAME=JSON"),
        (["--set", "topp=3"], "no parameter topp in frequency, comention, timeline; did you mean top?"),
        (["--set", "top=true"], "frequency: top must be int, got true (bool)"),
        (["--params", "list.json"], "list.json: expected names and values, got list"),
        (["--params", "broken.toml"], "broken.toml: "),
        (["frequncy"], "there is no report and no corpus frequncy; did you mean frequency?"),
        (["articles", "reports2"], "only one of articles and reports2 can be the corpus"),
        (["nowhere/"], "there is no corpus nowhere"),
        (["empty"], "the folder empty holds no file"),
        (["--profile", "ruritania"], "there is no profile ruritania"),
        (["none.ipynb"], "there is no notebook none.ipynb"),
    ],
)
def test_a_wrong_argument_is_told_before_anything_runs(here, monkeypatch, arguments, said):
    monkeypatch.setattr(run, "render", lambda *_, **__: pytest.fail("something ran"))
    (here / "list.json").write_text("[1]", "utf-8")
    (here / "broken.toml").write_text("top = ", "utf-8")
    (here / "empty").mkdir()
    result = iranaz("report", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("iranaz: ")
    assert said in result.stderr
    assert not (here / "reports").exists()


# --- many runs


def test_a_run_for_each_value_of_a_parameter_goes_to_the_library(asked, monkeypatch):
    seen = []
    monkeypatch.setattr(
        matrix, "plan_each", lambda runs, names, **keywords: seen.append(([run.name for run in runs], names, keywords["corpus"]))
    )
    assert iranaz("report", "articles", "timeline", "--each", 'period=["week", "month"]').exit_code == 0
    assert seen == [(["period-week", "period-month"], ["timeline"], "articles")]


def test_a_file_of_runs_says_all_by_itself(asked, here, articles_notebook):
    (here / "runs.yaml").write_text("- name: first\n  reports: mine.ipynb\n  corpus: articles\n", "utf-8")
    assert iranaz("report", "--runs", "runs.yaml").exit_code == 0
    assert [job.label for job in asked["todo"]] == ["first/mine"]
    result = iranaz("report", "articles", "--runs", "runs.yaml")
    assert (result.exit_code, "--runs says for each run what to render" in result.stderr) == (2, True)


def test_a_pdf_is_printed_of_each_report_that_is_there(asked, monkeypatch, here):
    job = types.SimpleNamespace(folder=here / "reports" / "timeline")
    monkeypatch.setattr(plan, "plan", lambda names, **_: [job, types.SimpleNamespace(folder=here / "reports" / "failed")])
    job.folder.mkdir(parents=True)
    monkeypatch.setattr(pdf, "write_pdf", lambda page: page.with_suffix(".pdf"))
    assert iranaz("report", "--pdf").stdout.splitlines()[2:] == [str(job.folder / "report.pdf")]


def test_without_a_browser_a_pdf_is_refused_with_what_to_install(here, monkeypatch):
    monkeypatch.setenv("PATH", str(here))
    with pytest.raises(pdf.BrowserError, match="apt install chromium"):
        pdf.write_pdf(here / "report.html")


def test_the_overview_is_opened_where_asked_for(asked, monkeypatch):
    opened = []
    monkeypatch.setattr(cli.click, "launch", opened.append)
    iranaz("report", "--open")
    assert opened == ["reports/index.html"]


# --- status


def test_a_failed_report_is_status_1_with_its_reason(asked):
    asked |= {"status": "failed", "error": "ZeroDivisionError: division by zero"}
    result = iranaz("report")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "frequency: failed in 2.0 s: ZeroDivisionError: division by zero"


def test_no_text_of_an_article_steers_the_terminal(asked, here):
    """A file name can hold a title for the window, an outlet the colour red."""
    asked |= {"status": "failed", "error": "KeyError: \x1b]0;owned\x07\x1b[31m \u202etxt \u0645\u200c\u0631"}
    said = iranaz("report").stderr
    assert "KeyError: �]0;owned��[31m �txt \u0645\u200c\u0631" in said
    (here / "articles" / "two\x1b[31m.txt").write_text("", "utf-8")
    checked = iranaz("check", "articles")
    assert "two" in checked.output
    assert "\x1b" not in checked.output


def test_a_folder_that_cannot_be_written_is_status_2(here, articles_notebook):
    (here / "reports").write_text("a file", "utf-8")
    result = iranaz("report", articles_notebook, "articles")
    assert result.exit_code == 2
    assert result.stderr.startswith("iranaz: ")
    assert "Traceback" not in result.stderr


def test_an_interrupt_is_status_130(asked, monkeypatch):
    def interrupted(todo, **_):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(run, "render", interrupted)
    result = iranaz("report")
    assert (result.exit_code, result.stderr) == (130, "iranaz: interrupted\n")


# --- the other commands


def test_check_counts_what_was_read():
    assert iranaz("check", "articles").stdout.split()[:4] == ["articles", "1,", "of", "6"]
    account = json.loads(iranaz("check", "articles", "--json").stdout)
    assert account["articles"] == 1


def test_names_lists_whom_the_profile_lacks_and_promotes_them(here):
    (here / "articles" / "two.txt").write_text("Hugo Tarlenheim of the Strelsau Bank met Anna Berg. Tarlenheim left Baku.", "utf-8")
    shown = iranaz("names", "articles")
    assert "Hugo Tarlenheim\tperson\t2\t1\tTarlenheim" in shown.stdout
    promoted = iranaz("names", "articles", "--only", "Strelsau Bank", "--promote", "mine")
    assert promoted.exit_code == 0
    assert "Strelsau Bank,organisation,,,,,,discovered in articles; not checked yet" in (here / "mine" / "actors.csv").read_text("utf-8")
    again = iranaz("names", "articles", "--profile", "mine")
    assert "Strelsau Bank\t" not in again.stdout


def test_a_name_that_was_not_discovered_is_not_promoted(here):
    refused = iranaz("names", "articles", "--only", "Nobody Here", "--promote", "mine")
    assert refused.exit_code == 2
    assert not (here / "mine").exists()


def test_check_strictly_fails_where_an_article_is_left_out(here):
    (here / "articles" / "two.txt").write_text("", "utf-8")
    assert iranaz("check", "articles").exit_code == 0
    assert iranaz("check", "articles", "--strict").exit_code == 1


def test_check_of_nothing_is_status_2():
    result = iranaz("check", "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith("iranaz: ")


def test_verify_is_status_1_where_something_differs(here, monkeypatch):
    found = [verify.Finding("timeline", True, "as written"), verify.Finding("frequency", False, "changed: report.html")]
    monkeypatch.setattr(verify, "verify", lambda out, again: iter(found if again else found[:1]))
    result = iranaz("verify", "articles")
    assert (result.exit_code, result.stdout) == (1, "timeline: ok: as written\nfrequency: DIFFERS: changed: report.html\n")
    assert iranaz("verify", "articles", "--quick").exit_code == 0


def test_bundle_names_the_file_that_it_wrote(here, monkeypatch):
    monkeypatch.setattr(bundle, "bundle", lambda out, target: target)
    assert iranaz("bundle", "articles").stdout == f"{here / 'articles.zip'}\n"
    assert iranaz("bundle", "articles", "--to", "x.zip").stdout == "x.zip\n"


def test_lab_opens_the_notebooks(monkeypatch):
    opened = []
    monkeypatch.setattr(lab, "open_lab", lambda: opened.append(True))
    assert iranaz("lab").exit_code == 0
    assert opened == [True]


@pytest.mark.parametrize("command", [[], *([name] for name in cli.main.commands)])
def test_every_command_and_option_explains_itself(command):
    assert iranaz(*command, "--help").exit_code == 0
    known = cli.main if not command else cli.main.commands[command[0]]
    assert known.help
    assert all(option.help for option in known.params if option.param_type_name == "option")


def test_help_comes_without_the_libraries_that_read_and_count():
    code = "import sys, iranaz_utils.cli; print({'pandas', 'polars', 'papermill'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
