"""Carriers: the one article, or the one outlet, that a term hangs on."""

import pandas as pd
import pytest

from iranaz_utils.measuring.carriers import COLUMNS, carriers
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.measuring.hits import term_hits
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


def carried(documents, *terms, by="side"):
    return carriers(term_hits(documents, terms, by=by), documents, by=by)


def test_three_of_four_bridges_stand_in_one_article_of_one_outlet():
    found = carried(TOY, "bridge", "river")
    assert found.values.tolist() == [["Ruritania", "bridge", 4, "a", 0.75, "Echo", 0.75]]


def test_an_article_carries_what_the_column_carried_by_of_frequency_says():
    counts = frequency(TOY, by="side").dropna(subset="carried_by")
    told = set(zip(counts["term"], counts["carried_by"], strict=True))
    found = carried(TOY, *counts["term"]).dropna(subset="article")
    assert set(zip(found["term"], found["article"], strict=True)) == told - {("road", "d")}  # all that Freedonia has


def test_the_only_article_of_a_group_is_no_news():
    assert "Freedonia" not in set(carried(TOY, "road")["group"])


def test_an_outlet_that_wrote_most_of_the_text_carries_nothing():
    # Else every word of the larger of two outlets would be said to hang on it.
    assert "Bell" not in set(carried(TOY, "river", "a")["outlet"])


def test_two_uses_are_too_few_to_speak_of():
    assert carried(TOY, "railway", "long", by=None).empty


def test_a_term_that_was_not_looked_up_in_all_its_articles_is_left_out():
    hits = term_hits(TOY, ["bridge"], most=1)
    assert carriers(hits, TOY).empty


def test_outlets_need_not_be_known():
    found = carried(TOY.drop(columns="outlet"), "bridge")
    assert found["article"].to_list() == ["a"]
    assert found["outlet"].isna().all()


def test_no_articles_and_no_terms_give_no_rows():
    assert list(carried(TOY).columns) == COLUMNS
    assert carried(TOY.head(0), "bridge").empty


def test_a_missing_column_is_told():
    with pytest.raises(ColumnError, match="paper"):
        carriers(term_hits(TOY, ["bridge"]), TOY, by="paper")
