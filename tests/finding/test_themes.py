"""Themes: where the words and phrases that belong to a theme stand."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.search import find_hits
from iranaz_utils.finding.themes import count_themes, find_themes
from iranaz_utils.tables import ParameterError

TEXT = "Peace talks, and peace talk. Talks went on: a cease-fire holds in Zenda."
TOY = pl.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, "No peace. Talks failed."], "language": ["en", None]})


def found(themes, documents=TOY):
    texts = dict(documents.select("doc_id", "text").iter_rows())
    return [(theme, texts[doc_id][start:end]) for theme, doc_id, _, start, end in find_themes(documents, themes).iter_rows()]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_star_stands_for_any_letters():
    assert found({"t": ["talk*"]}) == [("t", "talks"), ("t", "talk"), ("t", "Talks"), ("t", "Talks")]


def test_patterns_that_overlap_are_one_occurrence():
    assert found({"p": ["peace", "peace talk*", "talks"]}) == [
        ("p", "Peace talks"),
        ("p", "peace talk"),
        ("p", "Talks"),
        ("p", "peace"),
        ("p", "Talks"),
    ]


def test_a_phrase_stays_within_a_sentence():
    assert found({"p": ["peace talks"]}) == [("p", "Peace talks")]


def test_hyphens_in_a_pattern_are_cut_as_in_texts():
    assert found({"p": ["cease-fire*"]}) == [("p", "cease-fire")]


def test_counts_are_per_article_and_theme():
    assert sorted(count_themes(TOY, {"p": ["peace"], "q": ["zenda"]}).iter_rows()) == [("a", "p", 2), ("a", "q", 1), ("b", "p", 1)]


# --- laws -----------------------------------------------------------------------------------------

WORDS = ["Peace", "TALKS", "talk.", "cease-fire", "US", "us", "sülh", "barış!", "İran", "50%", "\n\n", "Zenda's", "u.s."]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(["en", "az", None])), max_size=4))
@pytest.mark.parametrize("more", [[], ["50%"]])
def test_as_many_are_counted_as_are_found(more, texts):
    rows = [(str(row), *text) for row, text in enumerate(texts)]
    documents = pl.DataFrame(rows, schema={"doc_id": pl.String, "text": pl.String, "language": pl.String}, orient="row")
    themes = {"p": ["peace", "peace talk*", "talks us", "bar*"], "q": ["cease-fire talk*", "*ran", "US", "sulh", *more]}
    several = find_themes(documents, themes)
    counted = {(doc_id, theme): n for doc_id, theme, n in count_themes(documents, themes).iter_rows()}
    assert counted == Counter(several.select("doc_id", "theme").iter_rows())


def test_small_batches_give_the_same_counts(monkeypatch):
    # Rows of documents are counted batch by batch: one of the second batch must not pass for one of the first.
    themes = {"p": ["peace"], "q": ["zenda"]}
    monkeypatch.setattr("iranaz_utils.finding.terms.SIZE", 8)
    assert sorted(count_themes(TOY, themes).iter_rows()) == [("a", "p", 2), ("a", "q", 1), ("b", "p", 1)]


# --- a second way ---------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["peace", "talk*", "peace talk*", "*olds in zend*", "cease-fire"])
def test_a_theme_of_one_pattern_is_found_where_the_search_finds_it(pattern):
    searched = find_hits(TOY, pattern).select("doc_id", "sentence", "start", "end").sort("doc_id", "start")
    assert find_themes(TOY, {"t": [pattern]}).drop("theme").sort("doc_id", "start").equals(searched)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_dot_in_a_pattern_is_no_wildcard():
    assert found({"t": ["t.lks*"]}) == []


def test_a_sign_counts_in_a_pattern_that_holds_it():
    # Without it "50%" would count every 50.
    article = pl.DataFrame({"doc_id": ["a"], "text": ["50 bags, 50% of $3"]})
    assert find_themes(article, {"t": ["50%"]})["start"].to_list() == [9]
    assert find_themes(article, {"t": ["50"]})["start"].to_list() == [0, 9]


def test_a_word_may_belong_to_several_themes():
    assert found({"one": ["zenda"], "two": ["zend*"]}) == [("one", "Zenda"), ("two", "Zenda")]


def test_no_themes_and_no_articles_find_nothing():
    assert found({}) == []
    assert found({"t": []}) == []
    assert found({"t": ["peace"]}, TOY.head(0)) == []


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_pattern_without_a_word_is_refused():
    with pytest.raises(ParameterError, match="the pattern '\\*' of the theme 't' holds no word"):
        find_themes(TOY, {"t": ["*"]})


def test_themes_are_lists_of_patterns():
    with pytest.raises(ParameterError, match="list of patterns"):
        find_themes(TOY, ["peace"])
