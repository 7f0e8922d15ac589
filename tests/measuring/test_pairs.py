"""Pairs of actors on two sides and over time."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.measuring.pairs import compare_pairs, pairs_over_time, ranks_of_pairs
from iranaz_utils.measuring.statistics import permutation_interval
from iranaz_utils.tables import BaseError, ParameterError

#: Two Ruritanian articles with Ann and Bo in 2 of 3 sentences and in 1 of 1; two Freedonian ones with the pair in 0 of 2 and in 1 of 4.
HELD = {"a": ["Ann Bo", "Ann Bo", "Cy"], "b": ["Ann Bo"], "c": ["Ann", "Bo Cy"], "d": ["Ann Bo Cy", "Cy", "Cy", "Cy"]}


def mentions_of(held):
    rows = [
        (doc_id, number, name) for doc_id, sentences in held.items() for number, names in enumerate(sentences) for name in names.split()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "name"])


MENTIONS = mentions_of(HELD)
DOCUMENTS = pd.DataFrame({"doc_id": list("abcd"), "side": ["RU", "RU", "FR", "FR"]})
DATED = DOCUMENTS.assign(date=pd.to_datetime(["2031-01-03", "2031-01-30", "2031-04-02", None]))


# --- a toy to count by eye ------------------------------------------------------------------------


def test_shares_are_of_the_units_of_each_side():
    first = compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="FR").iloc[0]
    assert first[["name_a", "name_b", "n_target", "n_reference", "base_target", "base_reference"]].to_list() == ["Ann", "Bo", 3, 1, 4, 6]
    assert first[["documents_target", "documents_reference"]].to_list() == [2, 1]
    assert first["difference"] == pytest.approx(3 / 4 - 1 / 6)


def test_four_articles_can_be_dealt_out_in_six_ways_and_p_says_so():
    compared = compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="FR")
    assert set(compared["arrangements"]) == {6}
    assert (compared["p"] >= 1 / 6).all()
    # Ann and Bo: |3/4 − 1/6| is reached by {a, b} and by no other deal but its mirror image {c, d}, which is as far apart.
    assert compared["p"][0] == pytest.approx(2 / 6)


def test_months_without_articles_are_missing_and_those_without_the_pair_are_zero():
    asked = pd.DataFrame({"name_a": ["Ann"], "name_b": ["Bo"]})
    table = pairs_over_time(MENTIONS, DATED, pairs=asked)
    assert table[["period", "n", "base_units", "documents", "base_documents", "status"]].to_numpy().tolist() == [
        ["2031-01", 3, 4, 2, 2, "observed"],
        ["2031-02", 0, 0, 0, 0, "missing"],
        ["2031-03", 0, 0, 0, 0, "missing"],
        ["2031-04", 0, 2, 0, 1, "zero"],
    ]
    assert table["share"].isna().to_list() == [False, True, True, False]


def test_quarters_add_up_months():
    table = pairs_over_time(MENTIONS, DATED, period="quarter").set_index(["name_a", "name_b", "period"])
    assert table.loc[("Ann", "Bo", "2031-Q1"), "n"] == 3
    assert table.loc[("Bo", "Cy", "2031-Q2"), ["n", "base_units"]].to_list() == [1, 2]


def test_the_place_of_a_pair_is_told_with_one_setting_changed_at_a_time():
    # Ann–Bo shares 4 sentences (2 in a, 1 in b, 1 in d), Bo–Cy 2 (c, d), Ann–Cy 1 (d); all share d, and only Ann–Bo shares b.
    # The Post (a and d) names Ann–Bo most: without it Ann–Bo and Bo–Cy share one sentence each. A copy of c, thrice, lifts Bo–Cy to 5.
    copies = [MENTIONS[MENTIONS["doc_id"] == "c"].assign(doc_id=copy) for copy in ("c2", "c3", "c4")]
    documents = pd.DataFrame({"doc_id": ["a", "b", "c", "d", "c2", "c3", "c4"], "outlet": ["Post", "Echo", "Echo", "Post", *["Echo"] * 3]})
    documents["duplicate_of"] = [None] * 4 + ["c"] * 3
    asked = pd.DataFrame({"name_a": ["Ann", "Bo", "Ann"], "name_b": ["Bo", "Cy", "Cy"]})
    ranks = ranks_of_pairs(pd.concat([MENTIONS, *copies]).assign(paragraph=0), documents, asked).set_index(["name_a", "name_b"])
    assert ranks["sentence"].to_list() == [1, 2, 3]
    assert ranks["with_copies"].to_list() == [2, 1, 3]
    assert ranks["outlet"].to_list() == ["Post", "Echo", "Post"]
    assert ranks.loc[("Ann", "Bo"), "without_outlet"] == 1
    assert ranks.loc[("Bo", "Cy"), "without_outlet"] == 2
    assert np.isnan(ranks.loc[("Ann", "Cy"), "without_outlet"])


def test_one_outlet_alone_is_not_left_out():
    ranks = ranks_of_pairs(
        MENTIONS.assign(paragraph=0), DOCUMENTS.assign(outlet="Post"), pd.DataFrame({"name_a": ["Ann"], "name_b": ["Bo"]})
    )
    assert (ranks["outlet"].isna() & ranks["without_outlet"].isna()).all()


# --- laws and a second way ------------------------------------------------------------------------

HOLDINGS = st.lists(st.lists(st.sets(st.sampled_from("ABC"), min_size=1).map(" ".join), min_size=1, max_size=3), min_size=4, max_size=5)


@settings(max_examples=20, deadline=None)
@given(HOLDINGS)
def test_p_and_its_interval_are_those_of_every_deal_of_the_articles(drawn):
    held = {f"d{number}": sentences for number, sentences in enumerate(drawn)}
    documents = pd.DataFrame({"doc_id": list(held), "side": ["RU", "RU"] + ["FR"] * (len(held) - 2)})
    compared = compare_pairs(mentions_of(held), documents, target="RU", reference="FR")
    for row in compared.itertuples():
        n = [sum({row.name_a, row.name_b} <= set(names.split()) for names in sentences) for sentences in held.values()]
        sizes = [len(sentences) for sentences in held.values()]

        def apart(chosen, n=n, sizes=sizes):
            rest = [number for number in range(len(n)) if number not in chosen]
            return sum(n[i] for i in chosen) / sum(sizes[i] for i in chosen) - sum(n[i] for i in rest) / sum(sizes[i] for i in rest)

        every = np.array([apart(chosen) for chosen in combinations(range(len(held)), 2)])
        assert row.difference == pytest.approx(apart((0, 1)))
        assert row.p == pytest.approx((np.abs(every) >= abs(apart((0, 1))) - 1e-9).mean())
        assert [row.chance_low, row.chance_high] == pytest.approx(list(np.quantile(every, [0.025, 0.975])), abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(HOLDINGS)
def test_the_other_way_round_is_the_same_with_the_other_sign(drawn):
    held = {f"d{number}": sentences for number, sentences in enumerate(drawn)}
    documents = pd.DataFrame({"doc_id": list(held), "side": ["RU", "RU"] + ["FR"] * (len(held) - 2)})
    one = compare_pairs(mentions_of(held), documents, target="RU", reference="FR").set_index(["name_a", "name_b"]).sort_index()
    other = compare_pairs(mentions_of(held), documents, target="FR", reference="RU").set_index(["name_a", "name_b"]).sort_index()
    assert one["difference"].to_list() == pytest.approx((-other["difference"]).to_list())
    assert one["p"].to_list() == pytest.approx(other["p"].to_list())


def test_the_periods_of_dated_articles_add_up_to_all_of_them():
    dated = DATED[DATED["date"].notna()]
    table = pairs_over_time(MENTIONS, dated).groupby(["name_a", "name_b"])["n"].sum()
    assert table.to_dict() == {("Ann", "Bo"): 3, ("Ann", "Cy"): 0, ("Bo", "Cy"): 1}


# --- feared mistakes ------------------------------------------------------------------------------


def test_q_allows_for_the_pairs_that_were_asked_for():
    # With a family of all pairs ever named, no difference between two sides could be told from chance.
    asked = pd.DataFrame({"name_a": ["Ann"], "name_b": ["Bo"]})
    alone = compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="FR", pairs=asked)
    assert alone["q"].to_list() == alone["p"].to_list()


def test_a_pair_that_neither_side_names_differs_by_nothing():
    asked = pd.DataFrame({"name_a": ["Ann"], "name_b": ["Dora"]})
    row = compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="FR", pairs=asked).iloc[0]
    assert row[["n_target", "n_reference", "difference", "p"]].to_list() == [0, 0, 0, 1]


def test_a_copied_article_counts_once_on_its_side():
    documents = pd.concat([DOCUMENTS, pd.DataFrame({"doc_id": ["e"], "side": ["RU"]})]).assign(duplicate_of=[None] * 4 + ["b"])
    copied = pd.concat([MENTIONS, MENTIONS[MENTIONS["doc_id"] == "b"].assign(doc_id="e")])
    compared = compare_pairs(copied, documents, target="RU", reference="FR")
    pd.testing.assert_frame_equal(compared, compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="FR"))


def test_copies_count_where_a_reader_asks_for_them():
    documents = pd.concat([DATED, DATED[DATED["doc_id"] == "b"].assign(doc_id="e")]).assign(duplicate_of=[None] * 4 + ["b"])
    copied = pd.concat([MENTIONS, MENTIONS[MENTIONS["doc_id"] == "b"].assign(doc_id="e")])
    asked = pd.DataFrame({"name_a": ["Ann"], "name_b": ["Bo"]})
    for copies, n in (("once", 3), ("all", 4)):
        assert compare_pairs(copied, documents, target="RU", reference="FR", pairs=asked, copies=copies)["n_target"].to_list() == [n]
        assert pairs_over_time(copied, documents, pairs=asked, period="year", copies=copies)["n"].to_list() == [n]


def test_articles_without_dates_make_an_empty_table():
    table = pairs_over_time(MENTIONS, DATED.assign(date=pd.NaT))
    assert (len(table), "status" in table.columns) == (0, True)


def test_the_interval_is_missing_without_permutations():
    low, high = permutation_interval([[1, 0]], [1, 1], [True, False], permutations=0)
    assert np.isnan([low, high]).all()


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_side_that_names_nobody_is_told():
    with pytest.raises(BaseError, match="XX has 0 such sentences"):
        compare_pairs(MENTIONS, DOCUMENTS, target="XX", reference="FR")


def test_a_side_cannot_be_compared_with_itself():
    with pytest.raises(ParameterError, match="both 'RU'"):
        compare_pairs(MENTIONS, DOCUMENTS, target="RU", reference="RU")
