"""The places behind the numbers are exactly those that were counted."""

from collections import Counter

import pandas as pd
import pytest

from iranaz_utils import comentions, find_mentions, frequency, load_corpus, packaged, timeline
from iranaz_utils.measuring.events import both_sides
from iranaz_utils.measuring.hits import (
    day_hits,
    event_hits,
    followed_hits,
    mention_hits,
    pair_hits,
    period_hits,
    row_keys,
    term_hits,
    theme_hits,
)
from iranaz_utils.measuring.namings import namings

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "side": ["RU", "FR", None],
        "date": pd.to_datetime(["2031-05-02", "2031-06-01", None]),
        "text": ["The old bridge, no old bridge.", "Old bridge. Bridge old!", "A bridge too far."],
    }
)
MENTIONS = pd.DataFrame(
    {
        "doc_id": ["a", "a", "a", "b", "b", "c"],
        "sentence": [0, 0, 1, 0, 0, 0],
        "name": ["Strelsau", "Zenda", "Zenda", "Zenda", "Strelsau", "Zenda"],
        "kind": "place",
        "text": "x",
        "start": [0, 10, 30, 0, 9, 0],
        "end": [8, 15, 35, 5, 17, 5],
    }
)


@pytest.fixture(scope="module")
def seeds():
    return load_corpus(packaged("seeds"))


def test_a_word_and_a_phrase_are_found_where_they_stand():
    found = term_hits(DOCUMENTS, ["bridge", "old bridge"])
    assert Counter(found["key"]) == {"bridge": 5, "old bridge": 3}
    texts = DOCUMENTS.set_index("doc_id")["text"]
    assert {texts[row.doc_id][row.start : row.end].lower() for row in found.itertuples()} == {"bridge", "old bridge"}


def test_each_group_has_its_own_places():
    assert Counter(term_hits(DOCUMENTS, ["bridge"], by="side")["key"]) == {"RU: bridge": 2, "FR: bridge": 2, "(unknown): bridge": 1}


@pytest.mark.parametrize("ngrams", [1, 2, 3])
def test_terms_have_as_many_places_as_uses(seeds, ngrams):
    table = frequency(seeds, by="side", ngrams=ngrams).head(40)
    places = Counter(term_hits(seeds, table["term"], by="side")["key"])
    assert [places[key] for key in row_keys(table)] == table["n"].tolist()


def test_themes_have_as_many_places_as_uses(seeds):
    themes = {"ties": ["relation*", "ties", "friend*"], "ways": ["corridor*", "border crossing*"]}
    table = frequency(seeds, by="side", themes=themes)
    places = Counter(theme_hits(seeds, themes, by="side")["key"])
    assert [places[key] for key in row_keys(table)] == table["n"].tolist()
    assert len(table) > 0


def test_actors_have_as_many_places_as_mentions(seeds):
    mentions = find_mentions(seeds, seeds.profile)
    table = namings(mentions, seeds, by="side")
    places = Counter(mention_hits(mentions, seeds, by="side")["key"])
    assert [places[key] for key in row_keys(table)] == table["n"].tolist()


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_pairs_have_places_in_as_many_units_as_they_share(seeds, unit):
    mentions = find_mentions(seeds, seeds.profile)
    table = comentions(mentions, unit=unit)
    places = pair_hits(mentions, table, unit=unit).merge(mentions[["doc_id", "start", "sentence", "paragraph"]], on=["doc_id", "start"])
    columns = ["doc_id"] if unit == "document" else ["doc_id", unit]
    units = places.groupby("key").apply(lambda rows: len(rows[columns].drop_duplicates()))
    assert [int(units[key]) for key in row_keys(table)] == table["n"].tolist()


def test_a_pair_counts_in_its_own_group_only():
    both = pd.DataFrame({"group": ["FR", "RU"], "name_a": "Strelsau", "name_b": "Zenda"})
    assert row_keys(both) == ["FR: Strelsau + Zenda", "RU: Strelsau + Zenda"]
    found = pair_hits(MENTIONS, both, documents=DOCUMENTS, by="side")
    assert found.groupby("key")["doc_id"].unique().map(list).to_dict() == {"FR: Strelsau + Zenda": ["b"], "RU: Strelsau + Zenda": ["a"]}


def test_periods_have_as_many_articles_as_the_timeline_says():
    table = timeline(DOCUMENTS, by="side")
    places = Counter(period_hits(DOCUMENTS, by="side")["key"])
    assert [places[key] for key in row_keys(table)] == table["n"].tolist()


def test_a_query_in_a_period_is_found_where_it_stands():
    found = period_hits(DOCUMENTS, query="old*")
    assert Counter(found["key"]) == {"2031-05": 2, "2031-06": 2}
    assert set(found["end"] - found["start"]) == {3}


def test_dated_sentences_lead_to_their_dates(seeds):
    from iranaz_utils import events, find_timexes

    told = events(seeds, find_timexes(seeds))
    found = event_hits(told)
    texts = seeds.documents.set_index("doc_id")["text"]
    assert found["key"].tolist() == row_keys(told)
    assert all(texts[row.doc_id][row.start : row.end] in texts[row.doc_id] for row in found.itertuples())
    assert len(found) == len(told) > 0


def test_an_actor_in_a_period_stands_where_it_is_named():
    named = pd.DataFrame({"doc_id": ["a", "a", "x"], "name": "Zenda", "start": [3, 9, 1], "end": [8, 14, 6]})
    documents = pd.DataFrame({"doc_id": ["a", "x"], "date": ["2031-05-03", None]})
    assert followed_hits(documents, named, period="year").values.tolist() == [["Zenda: 2031", "a", 3, 8], ["Zenda: 2031", "a", 9, 14]]


def test_a_day_opens_what_all_sides_say_of_it():
    told = pd.DataFrame({"date": pd.to_datetime(["2031-05-03", "2031-05-01"]), "precision": ["day", "month"], "doc_id": ["a", "b"]})
    told = told.assign(outlet="Echo", side="RU", sentence=0, text="It rained.", start=0, end=2)
    assert day_hits(told)["key"].to_list() == ["2031-05-03", "2031-05"]
    assert set(row_keys(both_sides(told))) == {"2031-05-03", "2031-05"}


def test_many_articles_are_counted_and_only_the_first_looked_up():
    many = pd.DataFrame({"doc_id": [f"{number:03}" for number in range(50)], "text": "A bridge."})
    found = term_hits(many, ["bridge"], most=5)
    assert found["doc_id"].tolist() == ["000", "001", "002", "003", "004"]
    assert set(found["articles"]) == {50}


def test_who_is_named_is_a_share_of_all_articles_of_the_group():
    table = namings(MENTIONS, DOCUMENTS, by="side").set_index(["group", "name"])
    assert table.loc[("RU", "Zenda"), ["n", "documents", "base_documents"]].tolist() == [2, 1, 1]
    assert table.loc[("(unknown)", "Zenda"), "share"] == 1.0
    assert namings(MENTIONS, DOCUMENTS)[["name", "n", "documents"]].values.tolist() == [["Zenda", 4, 3], ["Strelsau", 2, 2]]


def test_a_silent_article_counts_in_the_base():
    documents = pd.concat([DOCUMENTS, DOCUMENTS.assign(doc_id=["d", "e", "f"])])
    assert namings(MENTIONS, documents)["base_documents"].unique().tolist() == [6]


def test_no_terms_and_no_pairs_have_no_places():
    assert term_hits(DOCUMENTS, []).empty
    assert pair_hits(MENTIONS, comentions(MENTIONS)[:0]).empty
    assert list(term_hits(DOCUMENTS, [])[["key", "doc_id", "start", "end"]].columns) == ["key", "doc_id", "start", "end"]
