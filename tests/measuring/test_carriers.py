"""Carriers: the one article, or the one outlet, that a term hangs on."""

import pandas as pd
import pytest

from iranaz_utils.measuring.carriers import carriers
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.tables import ColumnError

TOY = pd.DataFrame(
    [
        ("a", "Ruritania", "Echo", "Bridge, bridge, bridge. A river."),
        ("b", "Ruritania", "Bell", "A bridge over a river."),
        ("c", "Ruritania", "Bell", "A long report on a river, a road and a railway."),
        ("d", "Freedonia", "Horn", "Road, road, road."),
    ],
    columns=["doc_id", "side", "outlet", "text"],
)


def rows(table):
    return table[["group", "term", "n", "carrier", "name"]].values.tolist()


def test_three_of_four_bridges_stand_in_one_article_of_one_outlet():
    found = carriers(TOY, ["bridge", "river"], by="side")
    assert rows(found) == [
        [
            "Ruritania",
            "bridge",
            4,
            "article",
            "a",
        ],
        ["Ruritania", "bridge", 4, "outlet", "Echo"],
    ]
    assert set(found["share"]) == {0.75}


def test_an_article_carries_what_the_column_carried_by_of_frequency_says():
    counts = frequency(TOY, by="side").dropna(subset="carried_by")
    found = carriers(TOY, counts["term"], by="side").query("carrier == 'article'")
    assert set(zip(found["term"], found["name"], strict=True)) == {("bridge", "a"), ("a", "c")}
    assert {("bridge", "a"), ("a", "c"), ("road", "d")} == set(zip(counts["term"], counts["carried_by"], strict=True))


def test_the_only_article_of_a_group_is_no_news():
    assert rows(carriers(TOY, ["road"], by="side")) == []


def test_an_outlet_that_wrote_most_of_the_words_carries_nothing():
    # Else every word of the larger of two outlets would be said to hang on it.
    assert "Bell" not in set(carriers(TOY, ["river", "a"], by="side")["name"])


def test_two_uses_are_too_few_to_speak_of():
    assert carriers(TOY, ["railway", "long"]).empty


def test_outlets_need_not_be_known():
    assert rows(carriers(TOY.drop(columns="outlet"), ["bridge"], by="side")) == [["Ruritania", "bridge", 4, "article", "a"]]
    unknown = carriers(TOY.assign(outlet=None), ["bridge"], by="side")
    assert unknown["carrier"].to_list() == ["article"]


def test_no_articles_and_no_terms_give_no_rows():
    assert list(carriers(TOY, []).columns) == ["group", "term", "n", "carrier", "name", "share"]
    assert carriers(TOY.head(0), ["bridge"]).empty


def test_a_missing_column_is_told():
    with pytest.raises(ColumnError, match="paper"):
        carriers(TOY, ["bridge"], by="paper")
