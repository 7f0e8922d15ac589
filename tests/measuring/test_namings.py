"""Who is named, and in what share of each group's articles."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from iranaz_utils.measuring.namings import namings
from iranaz_utils.tables import UNKNOWN, ColumnError

DOCUMENTS = pd.DataFrame({"doc_id": list("abcd"), "side": ["RU", "RU", "FR", None]})
#: Ann thrice in a and once in c, Bo in a, b and d; the sentence of a names both.
MENTIONS = pd.DataFrame(
    {"doc_id": list("aaaabcd"), "sentence": [0, 0, 1, 1, 0, 0, 0], "name": ["Ann", "Bo", "Ann", "Ann", "Bo", "Ann", "Bo"]}
)
MENTIONS["kind"] = "person"


def test_an_article_counts_once_for_an_actor_however_often_it_names_it():
    table = namings(MENTIONS, DOCUMENTS, by="side")
    assert table[["group", "name", "n", "documents", "base_documents"]].to_numpy().tolist() == [
        [UNKNOWN, "Bo", 1, 1, 1],
        ["FR", "Ann", 1, 1, 1],
        ["RU", "Bo", 2, 2, 2],
        ["RU", "Ann", 3, 1, 2],
    ]


def test_the_groups_add_up_to_all_articles():
    every = namings(MENTIONS, DOCUMENTS).set_index("name")[["n", "documents"]].sort_index()
    summed = namings(MENTIONS, DOCUMENTS, by="side").groupby("name")[["n", "documents"]].sum().sort_index()
    pd.testing.assert_frame_equal(every, summed)


def test_the_interval_of_a_share_is_that_of_scipy():
    row = namings(MENTIONS, DOCUMENTS).set_index("name").loc["Ann"]
    wilson = binomtest(2, 4).proportion_ci(method="wilson")
    assert [row["share_low"], row["share_high"]] == pytest.approx([wilson.low, wilson.high])


def test_nobody_named_is_an_empty_table():
    assert len(namings(MENTIONS[:0], DOCUMENTS)) == 0


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ColumnError, match="outlet"):
        namings(MENTIONS, DOCUMENTS, by="outlet")
