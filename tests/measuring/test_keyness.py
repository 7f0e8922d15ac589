"""Keyness: which terms one side uses more than another."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.measuring.keyness import keyness, keyness_of_groups
from iranaz_utils.measuring.statistics import g2, log_ratio, lrc, weighted_log_odds
from iranaz_utils.tables import COLUMNS, BaseError, ParameterError

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
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
CORPORA = st.tuples(st.lists(TEXTS, min_size=1, max_size=3), st.lists(TEXTS, min_size=1, max_size=3)).map(
    lambda sides: pd.DataFrame(
        {
            "doc_id": [f"d{number}" for number in range(len(sides[0]) + len(sides[1]))],
            "side": ["X"] * len(sides[0]) + ["Y"] * len(sides[1]),
            "text": sides[0] + sides[1],
        }
    )
)


def row(table, term):
    return table[table["term"] == term].iloc[0]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_bridges_of_one_side_and_borders_of_the_other():
    table = keyness(TOY, target="Ruritania")
    bridge, border = row(table, "bridge"), row(table, "border")
    assert bridge[["n_target", "n_reference", "documents_target", "documents_reference"]].to_list() == [3, 0, 2, 0]
    assert border[["n_target", "n_reference", "documents_target", "documents_reference"]].to_list() == [0, 3, 0, 2]
    assert (bridge["base_target"], bridge["base_reference"], bridge["family"]) == (13, 8, 10)
    assert bridge["g2"] > 0 > border["g2"]
    assert bridge["rate_target"] == pytest.approx(10_000 * 3 / 13)


def test_five_articles_can_be_dealt_out_in_ten_ways_and_p_says_so():
    table = keyness(TOY, target="Ruritania")
    assert set(table["permutations"]) == {10}
    assert table["p_documents"].min() >= 0.1


def test_dispersion_and_carrier_are_those_of_the_side_that_uses_the_term_more():
    table, sides = keyness(TOY, target="Ruritania"), frequency(TOY, by="side").set_index(["group", "term"])
    for term, side, carrier in (("bridge", "Ruritania", "a"), ("border", "Freedonia", "e")):
        assert row(table, term)["dispersion"] == sides.loc[(side, term), "dispersion"]
        assert row(table, term)["carried_by"] == sides.loc[(side, term), "carried_by"] == carrier


def test_the_targets_terms_come_first_and_the_references_last():
    table = keyness(TOY, target="Freedonia")
    assert table["term"].iloc[0] == "border"
    assert table["term"].iloc[-1] == "bridge"


def test_five_articles_vouch_for_no_difference():
    assert (keyness(TOY, target="Ruritania")["lrc"] == 0).all()


def test_each_of_three_groups_is_led_by_its_own_word():
    documents = TOY.assign(side=["Ruritania", "Zenda", "Ruritania", "Freedonia", "Freedonia"])
    table = keyness_of_groups(documents, by="side")
    assert table[table["rank"] == 1][["group", "term"]].to_numpy().tolist() == [
        ["Freedonia", "border"],
        ["Ruritania", "bridge"],
        ["Zenda", "peace"],
    ]


# --- laws -----------------------------------------------------------------------------------------


@given(CORPORA)
@settings(max_examples=15)
def test_changing_sides_turns_the_table_round(documents):
    one = keyness(documents, target="X", reference="Y").set_index("term").sort_index()
    other = keyness(documents, target="Y", reference="X").set_index("term").sort_index()
    assert one["n_target"].to_list() == other["n_reference"].to_list()
    for column in ("g2", "log_ratio", "lrc"):
        assert one[column].to_list() == pytest.approx((-other[column]).to_list(), abs=1e-9)
    assert one["p_documents"].to_list() == other["p_documents"].to_list()


@given(CORPORA)
@settings(max_examples=15)
def test_counts_and_rates_are_those_of_frequency(documents):
    table = keyness(documents, target="X")
    sides = frequency(documents, by="side").pivot_table(index="term", columns="group", values=["n", "rate"], fill_value=0)
    for group, side in (("X", "target"), ("Y", "reference")):
        for value in ("n", "rate"):
            assert table.set_index("term")[f"{value}_{side}"].sort_index().to_list() == pytest.approx(sides[value, group].to_list())


@given(CORPORA)
@settings(max_examples=15)
def test_the_order_is_by_lrc_then_g2_then_the_word(documents):
    table = keyness(documents, target="X", permutations=0)
    order = list(zip(-table["lrc"], -table["g2"], table["term"], strict=True))
    assert order == sorted(order)


# --- a second way ---------------------------------------------------------------------------------


def test_the_measures_are_those_of_the_counts_in_the_same_row():
    table = keyness(TOY, target="Ruritania")
    four = [table[column].to_numpy() for column in ("n_target", "n_reference")] + [13, 8]
    assert table["g2"].to_numpy() == pytest.approx(g2(*four))
    assert table["log_ratio"].to_numpy() == pytest.approx(log_ratio(*four))
    assert table["lrc"].to_numpy() == pytest.approx(lrc(*four, family=10))


def test_p_is_the_share_of_arrangements_that_differ_as_much():
    # Border: uses 1 and 2 in articles of four words, d and e. Of the ten pairs that could be the smaller side, de gives 3/8 against 0/13;
    # ce gives 2/6 against 1/15 (0.267), be 2/7 against 1/14 (0.214), ae 2/12 against 1/9; no other pair comes to 3/8.
    assert row(keyness(TOY, target="Ruritania"), "border")["p_documents"] == 0.1


def test_scores_of_groups_are_weighted_log_odds_over_the_whole_vocabulary():
    # Uses of "border" and of all ten terms: 0 of 13 and 3 of 8.
    sides = frequency(TOY, by="side").pivot_table(index="group", columns="term", values="n", fill_value=0)
    expected = pd.DataFrame(weighted_log_odds(sides.to_numpy()), index=sides.index, columns=sides.columns)
    for table in (keyness_of_groups(TOY, by="side"), keyness_of_groups(TOY, by="side", stopwords=["the"], min_n=2)):
        assert [expected.loc[group, term] for group, term in zip(table["group"], table["term"], strict=True)] == pytest.approx(
            table["log_odds_z"].to_list()
        )


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_word_hammered_by_one_article_is_flagged_and_not_significant():
    # A test of tokens calls forty uses in one article overwhelming; but wherever that article is dealt, the sides differ as much.
    texts = ["tractor " * 40] + ["the sea and the sky and the sun are here"] * 11
    documents = pd.DataFrame({"doc_id": [f"{number:02}" for number in range(12)], "side": ["X", "Y"] * 6, "text": texts})
    tractor = row(keyness(documents, target="X"), "tractor")
    assert tractor["g2"] > 30
    assert tractor["lrc"] > 1
    assert tractor["carried_by"] == "00"
    assert tractor["p_documents"] == 1


def test_without_a_reference_the_rest_includes_articles_of_unknown_side():
    documents = TOY.assign(side=["Ruritania", "Ruritania", None, "Freedonia", "Zenda"])
    assert set(keyness(documents, target="Ruritania")["base_reference"]) == {10}
    assert set(keyness(documents, target="Ruritania", reference="Zenda")["base_reference"]) == {4}
    assert set(keyness(documents, target="(unknown)")["base_target"]) == {2}


def test_leaving_words_out_changes_the_family_but_not_the_bases():
    table = keyness(TOY, target="Ruritania", stopwords=["the", "is"], min_n=2)
    assert set(table["term"]) == {"border", "bridge", "closed", "peace", "talks"}
    assert set(table["family"]) == {5}
    assert set(table["base_target"]) == {13}


def test_copies_are_not_evidence():
    copies = pd.concat([TOY, TOY.tail(1).assign(doc_id="f")]).assign(duplicate_of=[None] * 5 + ["e"])
    assert row(keyness(copies, target="Ruritania"), "border")["n_reference"] == 3
    assert row(keyness(copies, target="Ruritania", duplicates="count"), "border")["n_reference"] == 5


def test_the_same_seed_gives_the_same_table():
    documents = pd.concat([TOY.assign(doc_id=TOY["doc_id"] + str(number)) for number in range(4)])
    tables = [keyness(documents, target="Ruritania", permutations=50, seed=seed) for seed in (1, 1, 2)]
    pd.testing.assert_frame_equal(tables[0], tables[1])
    assert not np.array_equal(tables[0]["p_documents"], tables[2]["p_documents"])
    assert set(tables[0]["permutations"]) == {50}


def test_no_terms_give_the_empty_table():
    table = keyness(TOY, target="Ruritania", min_n=100)
    assert len(table) == 0
    assert table.columns.to_list()[: len(COLUMNS["keyness"])] == list(COLUMNS["keyness"])


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_side_is_answered_with_those_that_exist():
    with pytest.raises(ParameterError, match=r"no document has 'Zenda' in side; .* 'Freedonia' \(2\), 'Ruritania' \(3\)"):
        keyness(TOY, target="Zenda")
    with pytest.raises(ParameterError, match="no document has 'RU'"):
        keyness(TOY, target="Ruritania", reference="RU")


def test_a_side_cannot_be_compared_with_itself_or_with_nothing():
    with pytest.raises(ParameterError, match="both 'Ruritania'"):
        keyness(TOY, target="Ruritania", reference="Ruritania")
    with pytest.raises(BaseError, match="the target has 13, the reference 0"):
        keyness(TOY.head(3), target="Ruritania")
