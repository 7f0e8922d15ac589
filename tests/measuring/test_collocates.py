"""Collocates: the words near a word, counted within their sentence, each place once."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from iranaz_utils.finding.tokens import tokenize
from iranaz_utils.measuring.collocates import collocates
from iranaz_utils.tables import COLUMNS, ParameterError

TOY = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Peace talks began. Talks on peace, they said. The river is wide.", "No peace; war."]})
TEXTS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d.", "a,"]), max_size=15).map(" ".join), min_size=1, max_size=3)


def articles(texts):
    return pd.DataFrame({"doc_id": [str(at) for at in range(len(texts))], "text": texts}, dtype="str")


def counts(table):
    return dict(zip(table["collocate"], table["n"], strict=True))


def brute(texts, node, window, side):
    """Places near the node, found one by one."""
    tokens = tokenize(articles(texts))
    near = Counter()
    for _, rows in tokens[tokens["kind"] != "punct"].groupby(["doc_id", "sentence"]):
        words = rows["term"].to_list()
        nodes = [at for at, word in enumerate(words) if word == node]
        for at, word in enumerate(words):
            left, right = any(0 < node - at <= window for node in nodes), any(0 < at - node <= window for node in nodes)
            near[word] += {"left": left, "right": right, "both": left or right}[side]
    return {word: n for word, n in near.items() if n}


# --- a toy to count by eye ------------------------------------------------------------------------


def test_words_within_the_window_are_counted():
    table = collocates(TOY, "peace", window=1)
    assert table.columns.to_list()[: len(COLUMNS["collocates"])] == list(COLUMNS["collocates"])
    assert counts(table) == {"talks": 1, "on": 1, "they": 1, "no": 1, "war": 1}
    talks = table.set_index("collocate").loc["talks"]
    assert (talks["n_node"], talks["n_collocate"], talks["base_tokens"], talks["base_places"], talks["documents"]) == (3, 2, 15, 5, 1)
    assert talks["expected"] == pytest.approx(5 * 2 / 15)


def test_a_side_and_a_sentence_can_be_asked_for():
    assert counts(collocates(TOY, "peace", window=2, side="left")) == {"talks": 1, "on": 1, "no": 1}
    assert counts(collocates(TOY, "peace", window=1, side="right")) == {"talks": 1, "they": 1, "war": 1}
    assert counts(collocates(TOY, "peace", window="sentence")) == {"talks": 2, "began": 1, "on": 1, "they": 1, "said": 1, "no": 1, "war": 1}


def test_a_phrase_or_an_expression_can_be_the_node():
    assert counts(collocates(TOY, "peace talks", window=1)) == {"began": 1}
    assert counts(collocates(TOY, "on peace", window=1)) == {"talks": 1, "they": 1}
    assert counts(collocates(TOY, "wide|river", window=1, match="regex")) == {"the": 1, "is": 1}


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(TEXTS, st.integers(1, 3), st.sampled_from(["left", "right", "both"]))
def test_counts_are_those_of_places_counted_one_by_one(texts, window, side):
    table = collocates(articles(texts), "a", window=window, side=side)
    assert counts(table) == brute(texts, "a", window, side)
    assert (table["n"] <= table["n_collocate"]).all()
    assert (table["n"].sum() == table["base_places"]).all()


@settings(max_examples=8)
@given(TEXTS)
def test_a_wide_window_is_the_sentence(texts):
    pd.testing.assert_frame_equal(collocates(articles(texts), "a", window=50), collocates(articles(texts), "a", window="sentence"))


# --- a second way ---------------------------------------------------------------------------------


def test_neighbours_are_measured_as_nltk_measures_bigrams():
    # With a window of one word to the right and no word repeated around the node, places are bigrams.
    words = "a b c a b d a c e b d c e a b".split()
    table = collocates(articles([" ".join(words)]), "a", window=1, side="right").set_index("collocate")
    finder = BigramCollocationFinder.from_words(words)
    for (first, second), n in finder.ngram_fd.items():
        if first == "a":
            marginals = (n, (words.count("a"), words.count(second)), len(words))
            assert table.loc[second, "n"] == n
            assert table.loc[second, "t_score"] == pytest.approx(BigramAssocMeasures.student_t(*marginals), rel=1e-9)
            assert abs(table.loc[second, "g2"]) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals), rel=1e-6)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_word_between_two_uses_of_the_node_is_counted_once():
    # Counting it for each use makes more pairs than there are words.
    assert counts(collocates(articles(["peace talks peace"]), "peace", window=1)) == {"talks": 1}
    assert counts(collocates(articles(["peace peace"]), "peace", window=1)) == {"peace": 2}


def test_no_window_reaches_over_the_end_of_a_sentence_or_a_document():
    assert "talks" not in counts(collocates(articles(["They want peace. Talks began.", "Talks"]), "peace", window=5))


def test_a_word_that_avoids_the_node_has_a_negative_strength():
    table = collocates(articles(["a b. " * 20 + "c. " * 40 + "a c."]), "a").set_index("collocate")
    assert table.loc["b", "g2"] > 0 > table.loc["c", "g2"]


def test_ties_come_by_the_word():
    assert collocates(articles(["peace yes no."]), "peace", order="n")["collocate"].to_list() == ["no", "yes"]


def test_no_use_of_the_node_makes_an_empty_table_with_the_same_columns():
    empty = collocates(TOY, "zenda")
    assert empty.empty
    assert empty.columns.to_list() == collocates(TOY, "peace").columns.to_list()


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"window": 0}, "window is a number of words from 1 or 'sentence'; got 0"),
        ({"window": "paragraph"}, "got 'paragraph'"),
        ({"side": "up"}, "side is one of left, right, both; got 'up'"),
        ({"order": "pmi"}, "order is one of g2, log_dice, npmi, mi3, t_score, n; got 'pmi'"),
    ],
)
def test_an_unknown_value_is_refused(keywords, message):
    with pytest.raises(ParameterError, match=message):
        collocates(TOY, "peace", **keywords)
