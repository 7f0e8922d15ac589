"""Headlines: names where every word has a capital."""

import polars as pl
import pytest

from iranaz_utils.finding.headlines import headlines, known_in, shouted


def test_names_are_those_that_the_text_below_knows():
    find = known_in(["Anna Berg", "Strelsau"])
    assert list(find("ANNA BERG WINS IN STRELSAU")) == [(0, 9, "Anna Berg"), (18, 26, "Strelsau")]
    assert list(find("Anna Berg Seeks Peace")) == [(0, 9, "Anna Berg")]


def test_the_longest_known_name_is_taken():
    assert [form for *_, form in known_in(["Zenda", "Zenda Steel"])("ZENDA STEEL GROWS")] == ["Zenda Steel"]


def test_an_everyday_word_that_the_text_has_as_a_name_is_none_in_capitals():
    assert list(known_in(["Record"])("RECORD WINS")) == []


@pytest.mark.parametrize(("run", "answer"), [("STRELSAU WINS CUP", True), ("NATO", False), ("LOS ANGELES", False), ("Anna Berg", False)])
def test_a_run_shouts_if_it_is_all_capitals_and_holds_an_everyday_word(run, answer):
    assert shouted(run) is answer


def test_headlines_are_lines_where_every_word_of_weight_has_a_capital():
    lines = [
        "Anna Berg Seeks Peace With Strelsau",
        "ANNA BERG WINS",
        "Anna Berg seeks peace with Strelsau",
        "Anna Berg Seeks Peace With Strelsau.",
    ]
    text = "\n".join(lines)
    assert [text[start:end] for _, start, end in headlines(pl.Series([text])).rows()] == lines[:2]
