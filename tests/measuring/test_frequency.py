"""Frequency: how often each term is used, by whom, and how evenly."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding import terms, themes
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.measuring.statistics import dp
from iranaz_utils.tables import COLUMNS, ColumnError, ParameterError

TOY = pd.DataFrame(
    [
        ("a", "Ruritania", "The bridge is open. The bridge is new."),
        ("b", "Ruritania", "Peace talks, peace!"),
        ("c", "Ruritania", "No bridge."),
        ("d", "Freedonia", "The border is closed."),
        ("e", "Freedonia", "Border talks: closed border."),
    ],
    columns=["doc_id", "side", "text"],
)
WORDS = ("sea", "sky", "sun", "snow")
CORPORA = st.lists(
    st.tuples(st.sampled_from(["X", "Y", None]), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)), min_size=1, max_size=6
).map(lambda rows: pd.DataFrame(rows, columns=["side", "text"]).assign(doc_id=[f"d{number}" for number in range(len(rows))]))


def row(table, term, group="all"):
    return table[(table["term"] == term) & (table["group"] == group)].iloc[0]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_three_bridges_in_thirteen_words_of_three_articles():
    bridge = row(frequency(TOY, by="side"), "bridge", "Ruritania")
    assert (bridge["n"], bridge["documents"], bridge["base_tokens"], bridge["base_documents"]) == (3, 2, 13, 3)
    assert bridge["rate"] == pytest.approx(10_000 * 3 / 13)
    # Shares of the uses 2/3, 0, 1/3 against shares of the words 8/13, 3/13, 2/13.
    assert bridge["dispersion"] == pytest.approx((2 / 3 - 8 / 13 + 3 / 13 + 1 / 3 - 2 / 13) / 2)


def test_the_most_used_comes_first_and_equal_counts_follow_the_alphabet():
    table = frequency(TOY)
    assert table["rank"].to_list() == list(range(1, 11))
    assert table["term"].to_list() == ["border", "bridge", "is", "the", "closed", "peace", "talks", "new", "no", "open"]


def test_one_article_with_more_than_half_of_three_uses_carries_a_term():
    table = frequency(TOY)
    assert row(table, "bridge")["carried_by"] == "a"
    assert row(table, "border")["carried_by"] == "e"
    assert pd.isna(row(table, "peace")["carried_by"])  # two uses are too few to say


def test_phrases_stay_within_a_sentence():
    table = frequency(TOY, ngrams=2)
    assert row(table, "the bridge")["n"] == 2
    assert "open the" not in set(table["term"])
    assert row(table, "the bridge")["base_tokens"] == 21


def test_themes_are_counted_in_the_place_of_terms():
    table = frequency(TOY, by="side", themes={"crossing": ["bridge*", "border"], "peace": ["peace", "peace talk*", "talks"]})
    found = {(group, term): n for group, term, n in table[["group", "term", "n"]].itertuples(index=False)}
    # "Peace talks" is covered by three patterns and is one occurrence; the "peace" after the comma is another.
    assert found == {("Ruritania", "crossing"): 3, ("Ruritania", "peace"): 2, ("Freedonia", "crossing"): 3, ("Freedonia", "peace"): 1}


def test_two_columns_make_groups_of_their_combinations():
    table = frequency(TOY.assign(year=[2024, 2024, 2025, 2025, 2025]), by=["side", "year"])
    assert list(dict.fromkeys(table["group"])) == ["Freedonia · 2025", "Ruritania · 2024", "Ruritania · 2025"]


# --- laws -----------------------------------------------------------------------------------------


@given(CORPORA)
@settings(max_examples=15)
def test_counts_over_groups_sum_to_the_whole(documents):
    whole, parts = frequency(documents), frequency(documents, by="side")
    assert parts.groupby("term")["n"].sum().to_dict() == whole.set_index("term")["n"].to_dict()
    assert parts.groupby("term")["documents"].sum().to_dict() == whole.set_index("term")["documents"].to_dict()


@given(CORPORA)
@settings(max_examples=15)
def test_no_row_contradicts_itself(documents):
    table = frequency(documents, by="side")
    assert (table["documents"] <= table["n"]).all()
    assert (table["documents"] <= table["base_documents"]).all()
    assert table["dispersion"].between(0, 1).all()
    assert table["rate"].to_list() == pytest.approx((10_000 * table["n"] / table["base_tokens"]).to_list())
    interval = table.dropna(subset="rate_low")
    assert (interval["rate_low"] <= interval["rate_high"]).all()


@given(CORPORA, st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_the_articles_changes_nothing(documents, random):
    shuffled = documents.sample(frac=1, random_state=random.randrange(1000))
    pd.testing.assert_frame_equal(frequency(shuffled, by="side"), frequency(documents, by="side"))


def test_batches_change_nothing(monkeypatch):
    whole = [frequency(TOY, by="side"), frequency(TOY, ngrams=2), frequency(TOY, themes={"peace": ["peace talk*"]})]
    monkeypatch.setattr(terms, "SIZE", 20)
    monkeypatch.setattr(themes, "SIZE", 20)
    for before, after in zip(
        whole, [frequency(TOY, by="side"), frequency(TOY, ngrams=2), frequency(TOY, themes={"peace": ["peace talk*"]})], strict=True
    ):
        pd.testing.assert_frame_equal(before, after)


# --- a second way ---------------------------------------------------------------------------------


@given(CORPORA)
@settings(max_examples=15)
def test_a_counter_counts_the_same(documents):
    table = frequency(documents)
    assert table.set_index("term")["n"].to_dict() == Counter(" ".join(documents["text"]).split())
    two = Counter(f"{left} {right}" for text in documents["text"] for left, right in pairwise(text.split()))
    assert frequency(documents, ngrams=2).set_index("term")["n"].to_dict() == two


@given(CORPORA)
@settings(max_examples=15)
def test_dispersion_is_dp_over_the_articles(documents):
    words = [text.split() for text in documents["text"]]
    for term, dispersion in frequency(documents)[["term", "dispersion"]].itertuples(index=False):
        assert dispersion == pytest.approx(dp([article.count(term) for article in words], list(map(len, words))), abs=1e-9)


def test_ties_are_broken_as_in_quantedas_tests():
    # quanteda.textstats, tests of textstat_frequency: "a a b b c d", "a d d d", "a a a". (Their a, b, c, d are letters, so are ours.)
    documents = pd.DataFrame({"doc_id": ["1", "2", "3"], "text": ["a a b b c d", "a d d d", "a a a"]})
    table = frequency(documents)[["term", "n", "rank", "documents"]]
    assert table.to_numpy().tolist() == [["a", 6, 1, 3], ["d", 4, 2, 2], ["b", 2, 3, 1], ["c", 1, 4, 1]]


# --- feared mistakes ------------------------------------------------------------------------------


def test_leaving_words_out_does_not_move_the_rates_of_the_others():
    # UpSetPlot's denominator changed once a filter was on.
    whole = frequency(TOY, by="side").set_index(["group", "term"])
    some = frequency(TOY, by="side", stopwords={"The", "is", "no"}, min_n=2).set_index(["group", "term"])
    assert ("Ruritania", "the") not in some.index
    assert some["n"].min() == 2
    unchanged = ["n", "rate", "rate_low", "rate_high", "dispersion", "base_tokens", "base_documents"]
    pd.testing.assert_frame_equal(some[unchanged], whole.loc[some.index, unchanged])


def test_a_phrase_is_left_out_if_it_begins_or_ends_with_a_stop_word():
    terms = set(frequency(TOY, ngrams=3, stopwords=["the", "is"])["term"])
    inner = {"bridge is open", "bridge is new", "border is closed"}
    assert terms == {"peace talks peace", "border talks closed", "talks closed border"} | inner


def test_stop_words_of_another_language_are_folded_by_its_rules():
    # In Turkish the capital of "ilk" is "İLK", and "ILIK" is "ılık".
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["İLK ILIK gün"], "language": ["tr"]})
    assert frequency(documents, stopwords={"tr": ["İlk", "Ilık"]})["term"].to_list() == ["gün"]


def test_a_stop_word_of_one_language_stays_a_word_of_another():
    # "Son" is "last" in Turkish: with the lists of several languages at hand, English sons were lost.
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Her son.", "Son gün."], "language": [None, "tr"]})
    table = frequency(documents, stopwords={"en": ["her"], "tr": ["son"]})
    assert table[["term", "n"]].to_numpy().tolist() == [["gün", 1], ["son", 1]]


def test_articles_without_a_side_are_a_group_of_their_own_at_the_end():
    table = frequency(TOY.assign(side=["Ruritania", None, "Ruritania", "Zenda", None]), by="side")
    assert list(dict.fromkeys(table["group"])) == ["Ruritania", "Zenda", "(unknown)"]
    assert row(table, "talks", "(unknown)")["base_documents"] == 2


def test_an_article_printed_three_times_counts_once():
    copies = TOY.assign(duplicate_of=[None, None, "a", None, "a"], text=["Peace."] * 5)
    assert frequency(copies)[["n", "documents", "base_documents"]].iloc[0].to_list() == [3, 3, 3]
    assert frequency(copies, duplicates="count")["n"].to_list() == [5]


def test_a_copy_whose_original_is_not_in_the_table_still_counts():
    # A table filtered to one side may hold only the copies: to drop them would silence that side.
    copies = TOY.assign(duplicate_of=[None, None, "z", None, "z"])
    assert set(frequency(copies, by="side")["term"]) >= {"no", "border"}
    assert frequency(copies)["base_documents"].iloc[0] == 4


def test_one_article_has_no_interval():
    table = frequency(TOY.head(1))
    assert table["rate_low"].isna().all()
    assert table["rate_high"].isna().all()


def test_an_article_without_words_is_still_an_article():
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["Peace.", "", None]})
    peace = frequency(documents).iloc[0]
    assert (peace["base_tokens"], peace["base_documents"], peace["dispersion"]) == (1, 3, 0)
    assert np.isnan(peace["rate_low"])


def test_no_articles_and_no_words_give_the_empty_table():
    for documents in (TOY.head(0), TOY.head(1).assign(text="...")):
        table = frequency(documents, by="side", stopwords=["the"])
        assert len(table) == 0
        assert table.columns.to_list()[:-1] == list(COLUMNS["frequency"])


def test_counting_does_not_change_the_articles():
    before = TOY.copy()
    frequency(TOY, by="side", stopwords=["the"])
    pd.testing.assert_frame_equal(TOY, before)


# --- errors that explain themselves ---------------------------------------------------------------


def test_wrong_settings_are_refused_with_what_is_right():
    with pytest.raises(ColumnError, match="outlet"):
        frequency(TOY, by="outlet")
    with pytest.raises(ParameterError, match="collapse, count; got 'drop'"):
        frequency(TOY, duplicates="drop")
    with pytest.raises(ParameterError, match="ngrams must be a whole number"):
        frequency(TOY, ngrams=0)
    with pytest.raises(ParameterError, match="leave ngrams at 1"):
        frequency(TOY, ngrams=2, themes={"peace": ["peace"]})
    with pytest.raises(ParameterError, match="list of patterns"):
        frequency(TOY, themes={"peace": "peace"})


def test_a_theme_that_is_left_out_is_not_shown_as_never_used():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["The border. The peace.", "Peace and peace"]})
    themes = {"ways": ["border"], "peace": ["peace"], "sea": ["sea"]}
    assert frequency(documents, themes=themes, terms=["peace"])[["term", "n"]].values.tolist() == [["peace", 3]]
    assert frequency(documents, themes=themes, min_n=2)["term"].tolist() == ["peace"]
    assert frequency(documents, themes=themes)["n"].tolist() == [3, 1, 0]


def test_a_theme_that_a_group_never_uses_has_a_row_with_0_and_no_interval():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Trade grows.", "It rains."], "side": ["RU", "FR"]})
    table = frequency(documents, by="side", themes={"trade": ["trad*"], "war": ["war"]})
    assert table[["group", "term", "n", "base_tokens", "rank"]].values.tolist() == [
        ["FR", "trade", 0, 2, 1], ["FR", "war", 0, 2, 2], ["RU", "trade", 1, 2, 1], ["RU", "war", 0, 2, 2],
    ]  # fmt: skip
    assert table.loc[table["n"] == 0, ["rate_low", "rate_high", "dispersion"]].isna().all(axis=None)


def test_lemmas_and_stems_join_the_forms_of_a_word():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["A border, two borders."], "language": ["en"]})
    assert {form: frequency(documents, form=form).set_index("term")["n"].get("border") for form in ("term", "lemma", "stem")} == {
        "term": 1, "lemma": 2, "stem": 2,
    }  # fmt: skip


def test_without_drawing_there_are_no_intervals_and_everything_else_is_the_same():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Sea, sun.", "Sea and sea."]})
    drawn, plain = frequency(documents), frequency(documents, bootstrap=0)
    assert plain[["rate_low", "rate_high"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(drawn.drop(columns=["rate_low", "rate_high"]), plain.drop(columns=["rate_low", "rate_high"]))


def test_a_number_of_drawings_below_0_is_refused():
    with pytest.raises(ParameterError, match="bootstrap must be a whole number of 0 or more; got -1"):
        frequency(pd.DataFrame({"doc_id": ["a"], "text": ["Sea"]}), bootstrap=-1)
    with pytest.raises(ParameterError, match=r"bootstrap must be a whole number of 0 or more; got 1\.5"):
        frequency(TOY, bootstrap=1.5)


def test_of_some_terms_the_rows_are_those_of_the_whole_table_but_for_their_rank():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Sea, sun, sun.", "Sea and sea."], "side": ["RU", "FR"]})
    some, whole = frequency(documents, by="side", terms=["sea", "snow"]), frequency(documents, by="side")
    of_whole = whole[whole["term"] == "sea"].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.drop(columns="rank"), of_whole.drop(columns="rank"))
    assert some["rank"].to_list() == [1, 1]
