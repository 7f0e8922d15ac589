"""To NLTK and back: what its book does with a text, done with ours."""

from collections import Counter

import nltk
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import iranaz_utils as iz
from iranaz_utils.finding.nltk_bridge import from_nltk, to_freq_dist, to_nltk
from iranaz_utils.finding.tokens import tokenize
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.measuring.kwic import kwic

TEXT = "The old bridge fell. The king saw the old bridge fall, and the bridge was rebuilt; the river rose."


def tokens(text):
    return tokenize(pd.DataFrame({"doc_id": ["a"], "text": [text]}, dtype="str"))


def test_a_text_can_be_asked_as_the_book_asks():
    text = to_nltk(tokens(TEXT), name="Zenda")
    assert text.name == "Zenda"
    assert text.count("bridge") == 3
    assert text.index("king") == 6
    assert [line.offset for line in text.concordance_list("bridge")] == [2, 10, 15]


def test_the_bridge_opens_from_the_front_door():
    text = iz.to_nltk(iz.tokenize(iz.from_nltk(["The", "old", "bridge"])))
    assert text.vocab() == nltk.FreqDist(["The", "old", "bridge"])
    assert iz.to_freq_dist(tokens(TEXT))["bridge"] == 3


def test_lines_in_context_are_those_of_nltk():
    theirs = to_nltk(tokens(TEXT)).concordance_list("bridge")
    ours = kwic(pd.DataFrame({"doc_id": ["a"], "text": [TEXT]}), "bridge")
    assert [line.query for line in theirs] == ours["node"].to_list()
    assert [line.left[-1] for line in theirs] == [left.split()[-1] for left in ours["left"]]


def test_frequencies_are_those_of_nltk():
    ours = frequency(pd.DataFrame({"doc_id": ["a"], "text": [TEXT]}))
    assert dict(zip(ours["term"], ours["n"], strict=True)) == dict(to_freq_dist(tokens(TEXT)))


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["Anna", "anna", "bridge", "the", ",", "3"])))
def test_a_frequency_distribution_counts_terms_and_no_marks(words):
    counts = to_freq_dist(tokens(" ".join(words)))
    assert isinstance(counts, nltk.FreqDist)
    assert counts == Counter(word.lower() for word in words if word != ",")


def test_words_of_nltk_become_a_document_and_come_back():
    words = ["The", "old", "bridge", "fell", "."]
    assert to_nltk(tokenize(from_nltk(nltk.Text(words)))).tokens == words
