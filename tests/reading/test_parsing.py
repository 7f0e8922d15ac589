"""Texts are taken apart here or by helpers, with the same result in the same order."""

import subprocess
import sys

import polars as pl
import pytest

from iranaz_utils.reading import parsing
from iranaz_utils.reading.articles import Rules
from iranaz_utils.reading.parsing import BATCH, Helpers, parsed
from iranaz_utils.reading.records import Problem, Record

RULES = Rules.compiled([("header", r"(?P<place>[A-Z]{3,20}) – ", "dateline"), ("line", "Leave a Comment", "a form")])
SAID = ("Körpü bu gün açıldı və hamı sevindi", "The bridge of the town is open")
#: More than are handed over at once, in two languages, some with a headline, and a problem among every ten.
FOUND = [
    Problem(f"{number}.txt", "error", "empty", "left out")
    if number % 10 == 3
    else Record(
        f"{number}.txt",
        f"STRELSAU – {SAID[number % 4 > 0]} {number}.\nLeave a Comment",
        str(number),
        {"title": "Bridge"} if number % 5 == 0 else {},
    )
    for number in range(30 * BATCH)
]


@pytest.fixture
def few(monkeypatch):
    """One helper is asked after twenty texts, however many processors there are."""
    monkeypatch.setattr(parsing, "MANY", 20)
    monkeypatch.setattr(pl, "thread_pool_size", lambda: 2)


@pytest.fixture
def here(monkeypatch):
    """The texts that are taken apart in this process."""
    taken, apart = [], parsing.taken_apart
    monkeypatch.setattr(parsing, "taken_apart", lambda rules, tasks: taken.extend(tasks) or apart(rules, tasks))
    return taken


@pytest.fixture(scope="module")
def expected():
    """What comes of it without helpers: no list here is that long."""
    assert len(FOUND) < parsing.MANY
    return list(parsed(FOUND, RULES))


def test_a_record_comes_with_what_its_text_gave_and_a_problem_as_it_is(expected):
    record, article = expected[0]
    assert (record, article.place, article.text, article.language) == (FOUND[0], "STRELSAU", "Körpü bu gün açıldı və hamı sevindi 0.", "az")
    assert article.removed == [("a form", "Leave a Comment"), ("dateline", "STRELSAU –")]
    assert expected[3] is FOUND[3]


# --- a second way ---------------------------------------------------------------------------------


def test_helpers_give_the_same_in_the_same_order(few, expected, here):
    """Not more batches can wait than are handed over and taken apart here: some come back."""
    assert list(parsed(FOUND, RULES)) == expected
    assert 20 <= len(here) < sum(isinstance(one, Record) for one in FOUND) - BATCH


def test_one_processor_does_all_by_itself(few, expected, monkeypatch):
    monkeypatch.setattr(pl, "thread_pool_size", lambda: 1)
    monkeypatch.setattr(parsing.subprocess, "Popen", None)
    assert list(parsed(FOUND, RULES)) == expected


# --- feared mistakes ------------------------------------------------------------------------------


def test_the_work_of_helpers_that_were_killed_is_done_here(few, expected, here, monkeypatch):
    send = Helpers._send

    def killed(helpers, what):
        send(helpers, what)
        helpers._own.helper.kill()

    monkeypatch.setattr(Helpers, "_send", killed)
    assert list(parsed(FOUND, RULES)) == expected
    assert len(here) == sum(isinstance(one, Record) for one in FOUND)


def test_where_no_process_can_be_started_all_is_done_here(few, expected, monkeypatch):
    monkeypatch.setattr(parsing.sys, "executable", "/nowhere/python")
    assert list(parsed(FOUND, RULES)) == expected


def test_helpers_end_with_the_reading_even_if_it_is_given_up(few, monkeypatch):
    seen, start = [], Helpers._start
    monkeypatch.setattr(Helpers, "_start", lambda helpers: seen.append(helpers) or start(helpers))
    reading = parsed(FOUND, RULES)
    for _ in range(10 * BATCH):
        next(reading)
    reading.close()
    assert seen
    assert all(helper.returncode is not None for helpers in seen for helper in helpers._started)


def test_a_helper_ends_with_its_input():
    """A reading that was killed left its helpers behind, for ever."""
    command = [sys.executable, "-m", "iranaz_utils.reading.parsing"]
    assert subprocess.run(command, input=b"", capture_output=True, timeout=60, check=True).stdout == b""


def test_a_text_that_comes_with_its_language_is_not_asked_for_it():
    spoken = [Record("a.txt", "The bridge is open.", "", {"language": "English"}), Record("b.txt", "The bridge is open.", "")]
    assert [article.language for _, article in parsed(spoken, Rules())] == [None, "en"]
    assert [article.language for _, article in parsed(spoken, Rules(), "en")] == [None, None]


def test_a_script_is_not_run_again_by_each_helper(tmp_path):
    """The processes of the standard library run a script without a guard from its first line, and so on for ever."""
    table = pl.DataFrame({"text": [f"The bridge of the town number {number} is open." for number in range(2_100)]})
    table.write_parquet(tmp_path / "articles.parquet")
    (tmp_path / "script.py").write_text(
        "import sys\nfrom iranaz_utils import load_corpus\nprint('begins')\nprint(len(load_corpus(sys.argv[1])))\n", "utf-8"
    )
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "articles.parquet")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ["begins", "2100"]
