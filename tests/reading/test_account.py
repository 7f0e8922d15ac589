"""What was read and what was not, for people and for programs."""

import json

import pandas as pd
import pytest

from iranaz_utils.reading import Corpus, load_corpus, load_profile
from iranaz_utils.reading.account import KINDS
from iranaz_utils.tables import empty


@pytest.fixture
def corpus(tmp_path):
    """Three articles and a copy, a table without text, a note, and a line of metadata about nothing."""
    texts = {
        "a.txt": "TEHRAN – The bridge is open. AB/CD",
        "b.txt": "The bridge is open.",
        "c.txt": "28 April 2021\n\n" + "The minister spoke of the bridge over the river at Zenda on Monday morning. " * 2,
        "d.csv": "year,place\n2021,Zenda\n",
        "README.md": "About this corpus.",
        "metadata.csv": "path,side\nz.txt,AZ\nb.txt,AZ\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return load_corpus(tmp_path)


def test_the_account_counts_what_was_read_and_what_was_not(corpus):
    said = json.loads(json.dumps(corpus.account()))
    assert (said["articles"], said["words"], said["duplicates"], said["undated"]) == (3, 4 + 4 + 14, 1, 2)
    assert (said["sides"], said["side_from"]) == ({"(unknown)": 1, "AZ": 1, "IR": 1}, {"dateline": 1, "metadata": 1})
    assert (said["first_date"], said["last_date"], said["date_from"]) == ("2021-04-28", "2021-04-28", {"header": 1})
    assert said["left_out"] + said["doubtful"] + said["repaired"] == len(corpus.problems) == len(said["problems"])


def test_what_was_taken_off_is_shown_with_its_reason(corpus):
    assert corpus.removed.dtypes.astype(str).to_dict() == {"doc_id": "str", "reason": "category", "text": "str", "characters": "int64"}
    removed = corpus.removed.set_index("text")["doc_id"].to_dict()
    assert removed["TEHRAN –"] == removed["AB/CD"] == "a"
    said = corpus.account()["removed"]
    assert sum(row["characters"] for row in said.values()) == corpus.removed["characters"].sum()
    assert said["initials of the editors"] == {"articles": 1, "characters": 5}


def test_the_lines_for_a_person_name_every_problem_once(corpus):
    text = corpus.account_text()
    assert "'z.txt' matches no article" in text
    assert "no column holds the text" in text
    assert "1 article with the words of an earlier one" in text
    assert "problems  2 left out, 1 doubtful, 1 repaired or noted" in text
    assert "sides read in  dateline 1, metadata 1" in text


def test_where_only_years_are_known_no_days_are_shown(corpus, tmp_path):
    (tmp_path / "metadata.csv").write_text("path,date\n*.txt,1992\na.txt,1994\n", "utf-8")
    assert "dates  1992 to 1994; 0 articles undated" in load_corpus(tmp_path).account_text()
    (tmp_path / "metadata.csv").write_text("path,date\n*.txt,2021\n", "utf-8")
    assert "dates  2021-01-01 to 2021-04-28; 0 articles undated" in load_corpus(tmp_path).account_text()


def test_ten_thousand_problems_are_a_line_with_their_number():
    rows = [(f"{number}.txt", "warning", f"the date '{number}' is not a day", "ignored") for number in range(10_000)]
    problems = pd.DataFrame(rows, columns=["path", "severity", "problem", "action"]).astype("str")
    text = Corpus(empty("documents"), problems, load_profile(), "x").account_text()
    assert "warning ×10,000: the date … is not a day (ignored) – 0.txt, 1.txt, 2.txt and 9,997 more" in text
    assert len(text.splitlines()) < 12


def test_of_many_kinds_of_problems_the_gravest_are_shown_and_the_rest_counted():
    rows = [("a.txt", "info" if number % 2 else "error", "x" * (number + 1), "read") for number in range(2 * KINDS)]
    problems = pd.DataFrame(rows, columns=["path", "severity", "problem", "action"]).astype("str")
    text = Corpus(empty("documents"), problems, load_profile(), "x").account_text()
    assert f"and {KINDS} of {KINDS} other kinds" in text
    assert "info: " not in text


def test_an_empty_corpus_has_an_account():
    said = Corpus(empty("documents"), empty("problems"), load_profile(), "x").account()
    assert (said["articles"], said["words"], said["first_date"], said["problems"]) == (0, 0, None, [])


def test_hostile_text_is_escaped(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge is open.", "utf-8")
    (tmp_path / "metadata.csv").write_text("path,outlet\na.txt,<script>alert(1)</script>\n<b>,x\n", "utf-8")
    page = load_corpus(tmp_path)._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
