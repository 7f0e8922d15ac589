"""Diversity: how rich the vocabulary of each group of documents is."""

import pandas as pd
import pytest

from iranaz_utils.measuring.diversity import diversity
from iranaz_utils.measuring.statistics import hd_d, mattr, mtld, type_token_ratio, yule_k

TOY = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c", "d"],
        "side": ["Ruritania", "Ruritania", "Freedonia", None],
        "text": ["Sea, sea, sun, sun.", "The sea is here.", "Snow, snow!", "..."],
    }
)
TERMS = {"a": "sea sea sun sun".split(), "b": "the sea is here".split(), "c": "snow snow".split()}


def test_a_group_is_the_mean_of_its_articles():
    table = diversity(TOY, by="side").set_index("group")
    assert table["type_token_ratio"].to_dict() == {"Freedonia": 0.5, "Ruritania": 0.75}
    assert table.loc["Ruritania", ["words_per_document", "base_tokens", "base_documents"]].to_list() == [4, 8, 2]


def test_longer_articles_weigh_more():
    assert diversity(TOY)["type_token_ratio"].iloc[0] == pytest.approx((0.5 * 4 + 1 * 4 + 0.5 * 2) / 10)


def test_each_measure_is_that_of_the_running_terms():
    whole = diversity(TOY).iloc[0]
    for measure in (type_token_ratio, mattr, mtld, hd_d, yule_k):
        by_hand = sum(measure(terms) * len(terms) for terms in TERMS.values()) / 10
        assert whole[measure.__name__] == pytest.approx(by_hand)


def test_articles_without_words_make_no_row():
    assert diversity(TOY, by="side")["group"].to_list() == ["Freedonia", "Ruritania"]
    assert len(diversity(TOY.tail(1))) == len(diversity(TOY.head(0))) == 0
