"""The chronology: what several articles tell of one date is one entry, and who tells it, first or not at all."""

from math import log, sqrt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.timexes import find_timexes
from iranaz_utils.measuring.chronology import ALIKE, COLUMNS, chronology, entries, entry_hits, ranked
from iranaz_utils.measuring.events import events
from iranaz_utils.tables import ColumnError, empty

ARTICLES = pd.DataFrame(
    [
        ("a", "Echo", "RU", "2031-05-06", "The old bridge at Zenda was closed on 3 May 2031. On 3 May 2031 a flood was feared in Hofbau."),
        ("b", "Bell", "FD", "2031-05-04", "The bridge at Zenda, closed on 3 May 2031, is old."),
        ("c", "Horn", "RU", "2031-05-05", "On 4 May 2031 the old bridge at Zenda stayed closed."),
        ("d", None, None, None, "In May 2031 the bridge was closed."),
    ],
    columns=["doc_id", "outlet", "side", "date", "text"],
)
NAMED = pd.DataFrame(
    [("a", 0, "Zenda", 18, 23), ("b", 0, "Zenda", 14, 19), ("c", 0, "Zenda", 35, 40), ("a", 1, "Hofbau", 89, 95)],
    columns=["doc_id", "sentence", "name", "start", "end"],
)
STOPS = {"en": {"the", "was", "and"}}
WORDS = st.lists(st.sampled_from(["bridge", "rain", "talks", "road", "vote"]), max_size=3, unique=True).map("; ".join)
NAMES = st.lists(st.sampled_from(["Zenda", "Hofbau", "Anna Berg"]), max_size=2, unique=True).map("; ".join)
TOLD = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["day", "month"]), st.sampled_from("abc"), NAMES, WORDS), max_size=9)


def told_of(rows):
    """An events table of (day, precision, article, names, words)."""
    frame = pd.DataFrame(rows, columns=["day", "precision", "doc_id", "names", "words"]).astype({"names": "str", "words": "str"})
    dates = [f"2031-0{row.day}-01" if row.precision == "month" else f"2031-05-0{row.day}" for row in frame.itertuples()]
    group = frame["doc_id"].map({"a": "RU", "b": "FD", "c": "(unknown)"}).astype("str")
    return frame.drop(columns="day").assign(
        date=pd.Series(pd.to_datetime(dates)).astype("datetime64[us]"), outlet="Echo", side=group, group=group,
        sentence=range(len(frame)), published=pd.Timestamp("2031-06-01"), text=[f"Sentence {row}." for row in range(len(frame))],
    )  # fmt: skip


@pytest.fixture(scope="module")
def told():
    return events(ARTICLES, find_timexes(ARTICLES), NAMED, stopwords=STOPS)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_two_articles_that_tell_of_the_closed_bridge_are_one_entry_and_the_flood_is_another(told):
    assert entries(told)[["doc_id", "sentence", "entry"]].astype(str).values.tolist() == [
        ["d", "0", "2031-05 · 1"],
        ["a", "0", "2031-05-03 · 1"],
        ["a", "1", "2031-05-03 · 2"],
        ["b", "0", "2031-05-03 · 1"],
        ["c", "0", "2031-05-04 · 1"],
    ]


def test_an_entry_says_who_told_it_who_was_first_and_who_is_silent(told):
    table = chronology(told)
    assert list(table.columns) == list(COLUMNS)
    row = table.set_index("entry").loc["2031-05-03 · 1"]
    assert (row["articles"], row["sides"], row["told_by"], row["silent"]) == (2, 2, "FD 1; RU 1", "")
    assert (row["first_outlet"], row["first_date"].date().isoformat(), row["first_doc_id"]) == ("Bell", "2031-05-04", "b")
    assert (row["names"], row["words"]) == ("Zenda", "bridge; closed; old")
    assert table["silent"].to_list() == ["FD; RU", "", "FD", "FD"]
    assert table["told_by"].to_list()[0] == "(unknown) 1"


def test_what_both_sides_tell_comes_first_and_then_what_most_articles_tell(told):
    assert ranked(chronology(told))["entry"].to_list() == ["2031-05-03 · 1", "2031-05-03 · 2", "2031-05-04 · 1", "2031-05 · 1"]


def test_the_hits_of_an_entry_are_the_dates_in_its_sentences(told):
    hits = entry_hits(entries(told))
    texts = ARTICLES.set_index("doc_id")["text"]
    of_entry = hits[hits["key"] == "2031-05-03 · 1"]
    assert [texts[row.doc_id][row.start : row.end] for row in of_entry.itertuples()] == ["3 May 2031", "3 May 2031"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_the_sentences_changes_nothing(rows, chance):
    table = told_of(rows)
    order = [*range(len(table))]
    chance.shuffle(order)
    shuffled = entries(table.iloc[order])
    assert shuffled["entry"].reindex(table.index).to_list() == entries(table)["entry"].to_list()
    pd.testing.assert_frame_equal(chronology(table.iloc[order]), chronology(table))


@settings(max_examples=20)
@given(TOLD)
def test_every_sentence_is_in_one_entry_and_an_entry_has_one_date(rows):
    table = entries(told_of(rows))
    assert (table.groupby("entry")[["date", "precision"]].nunique() == 1).all(axis=None)
    summary = chronology(table)
    assert summary["sentences"].sum() == len(table)
    assert sorted(summary["entry"]) == sorted(table["entry"].unique())
    assert (summary["articles"] <= summary["sentences"]).all()
    assert (summary["articles"] <= 3).all()


# --- a second way ---------------------------------------------------------------------------------


@settings(max_examples=20)
@given(TOLD)
def test_comparing_every_sentence_with_every_entry_gives_the_same(rows):
    table = told_of(rows)
    contents = [{f"@{name}" for name in row.names.split("; ") if name} | {word for word in row.words.split("; ") if word}
                for row in table.itertuples()]  # fmt: skip
    weight = {part: log(1 + len(contents) / sum(part in other for other in contents)) for parts in contents for part in parts}
    expected = [""] * len(table)
    ordered = table.assign(row=range(len(table))).sort_values(["date", "precision", "published", "doc_id", "sentence"])
    for (date, precision), same in ordered.groupby(["date", "precision"]):
        sums = []
        for row in same["row"]:
            length = sqrt(sum(weight[part] ** 2 for part in contents[row]))
            vector = {part: weight[part] / length for part in contents[row]}
            cosines = [
                round(sum(vector.get(part, 0) * value for part, value in total.items()) / sqrt(sum(v * v for v in total.values())), 9)
                if total else 0.0 for total in sums
            ]  # fmt: skip
            if cosines and max(cosines) >= ALIKE:
                best = cosines.index(max(cosines))
            else:
                best = len(sums)
                sums.append({})
            for part, value in vector.items():
                sums[best][part] = sums[best].get(part, 0) + value
            expected[row] = f"{date:{'%Y-%m-%d' if precision == 'day' else '%Y-%m'}} · {best + 1}"
    assert entries(table)["entry"].to_list() == expected


# --- feared mistakes ------------------------------------------------------------------------------


def test_the_same_actor_on_the_same_day_is_not_yet_the_same_event():
    # A president does more than one thing a day.
    rows = [(1, "day", "a", "Anna Berg", "bridge; opened; ribbon"), (1, "day", "b", "Anna Berg", "budget; signed; tax")]
    rows += [(2, "day", "c", "Anna Berg", "vote")] * 4
    assert entries(told_of(rows))["entry"].to_list()[:2] == ["2031-05-01 · 1", "2031-05-01 · 2"]


def test_a_day_and_the_month_that_begins_with_it_are_two_dates():
    table = told_of([(1, "day", "a", "Zenda", "bridge"), (1, "month", "b", "Zenda", "bridge")])
    table["date"] = pd.Timestamp("2031-05-01")
    assert entries(table)["entry"].to_list() == ["2031-05-01 · 1", "2031-05 · 1"]


def test_an_article_without_a_side_breaks_no_silence():
    assert chronology(told_of([(1, "day", "c", "Zenda", "")]), groups=["RU", "FD"])["silent"].to_list() == ["RU; FD"]


def test_sentences_with_neither_names_nor_words_stay_apart():
    assert entries(told_of([(1, "day", "a", "", ""), (1, "day", "b", "", "")]))["entry"].nunique() == 2


def test_no_events_give_an_empty_chronology():
    none = events(ARTICLES, empty("timexes"))
    assert chronology(none).empty
    assert list(ranked(chronology(none)).columns) == list(COLUMNS)
    assert entry_hits(entries(none)).columns.to_list() == ["key", "doc_id", "start", "end"]


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_table_without_words_is_told_so(told):
    with pytest.raises(ColumnError, match="events needs the columns words"):
        entries(told.drop(columns="words"))
