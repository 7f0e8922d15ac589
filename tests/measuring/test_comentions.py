"""Co-mentions: who is named together with whom."""

from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from iranaz_utils.measuring import comentions as module
from iranaz_utils.measuring.comentions import comentions, once, pair_units, pairs_by_document
from iranaz_utils.tables import COLUMNS, ColumnError, ParameterError

#: Article a: "Anna and Berta. Anna. Carl." with a paragraph end before Carl; article b: "Anna and Berta and Carl."
TOY = pd.DataFrame(
    [
        ("a", 0, 0, "Anna"),
        ("a", 0, 0, "Berta"),
        ("a", 1, 0, "Anna"),
        ("a", 2, 1, "Carl"),
        ("b", 0, 0, "Carl"),
        ("b", 0, 0, "Anna"),
        ("b", 0, 0, "Berta"),
    ],
    columns=["doc_id", "sentence", "paragraph", "name"],
)


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


# --- a toy to count by eye ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "pairs", "base"),
    [
        ("sentence", [("Anna", "Berta", 2, 3, 2), ("Anna", "Carl", 1, 3, 2), ("Berta", "Carl", 1, 2, 2)], 4),
        ("paragraph", [("Anna", "Berta", 2, 2, 2), ("Anna", "Carl", 1, 2, 2), ("Berta", "Carl", 1, 2, 2)], 3),
        ("document", [("Anna", "Berta", 2, 2, 2), ("Anna", "Carl", 2, 2, 2), ("Berta", "Carl", 2, 2, 2)], 2),
    ],
)
def test_a_pair_counts_once_in_each_unit_that_names_both(unit, pairs, base):
    table = comentions(TOY, unit=unit)
    assert rows(table, "name_a", "name_b", "n", "n_a", "n_b") == pairs
    assert set(table["base_units"]) == {base}
    assert list(table.columns[:13]) == list(COLUMNS["comentions"])


def test_documents_are_counted_apart_from_units():
    twice = pd.concat([TOY, TOY.assign(sentence=TOY["sentence"] + 10)])
    assert rows(comentions(twice), "name_a", "name_b", "n", "documents")[0] == ("Anna", "Berta", 4, 2)


def test_chance_follows_from_the_base():
    table = comentions(TOY).set_index(["name_a", "name_b"])
    assert table.loc[("Anna", "Berta"), "expected"] == 3 * 2 / 4
    assert table.loc[("Anna", "Berta"), "p"] == pytest.approx(0.5)  # of 6 ways to place Berta in 2 of 4 sentences, 3 have both with Anna


def test_with_the_articles_every_sentence_is_in_the_base():
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["One. Two.\n\nThree.", "One.", "Nobody is named. Still nobody."]})
    assert [set(comentions(TOY, unit=unit, documents=documents)["base_units"]) for unit in ("sentence", "paragraph", "document")] == [
        {6},
        {4},
        {3},
    ]


def test_each_pair_opens_its_sentences():
    assert rows(pair_units(TOY, "Berta", "Anna"), "doc_id", "sentence") == [("a", 0), ("b", 0)]
    assert rows(pair_units(TOY, "Anna", "Carl", unit="document"), "doc_id", "sentence") == [("a", 0), ("a", 1), ("a", 2), ("b", 0)]
    assert rows(pair_units(TOY, "Anna", "Carl", unit="paragraph"), "doc_id", "sentence", "paragraph") == [("b", 0, 0)]
    assert len(pair_units(TOY, "Anna", "Nobody")) == 0


def test_a_list_of_names_lends_each_of_them_one_unit_in_all():
    # By hand: Anna–Berta share a unit of two (1) and a unit of three (1/2); each pair with Carl has only the unit of three.
    assert rows(comentions(TOY), "name_a", "name_b", "n", "weight") == [
        ("Anna", "Berta", 2, 1.5),
        ("Anna", "Carl", 1, 0.5),
        ("Berta", "Carl", 1, 0.5),
    ]


def test_an_article_that_repeats_another_one_counts_once_unless_told_otherwise():
    told = TOY.assign(duplicate_of=[None] * 4 + ["a"] * 3)
    assert rows(comentions(told), "name_a", "name_b", "n") == [("Anna", "Berta", 1)]
    assert rows(comentions(told, copies="all"), "name_a", "name_b", "n")[0] == ("Anna", "Berta", 2)
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["One. Two.\n\nThree.", "One."], "duplicate_of": [None, "a"]})
    assert rows(comentions(TOY, documents=documents), "name_a", "name_b", "n", "base_units") == [("Anna", "Berta", 1, 3)]
    assert set(comentions(TOY, documents=documents, unit="document")["base_units"]) == {1}


def test_of_two_copies_of_an_article_that_is_not_there_one_counts():
    both = TOY.assign(duplicate_of="elsewhere")
    assert set(once(both)["doc_id"]) == {"a"}


# --- laws -----------------------------------------------------------------------------------------

MENTIONS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.sampled_from(["Ann", "Bo", "Cy", "Di"])), min_size=1).map(
    lambda drawn: pd.DataFrame(drawn, columns=["doc_id", "sentence", "name"])
)
UNITS = st.sampled_from(["sentence", "document"])


@settings(max_examples=30)
@given(MENTIONS, UNITS)
def test_a_pair_is_never_more_frequent_than_either_of_its_members(mentions, unit):
    table = comentions(mentions, unit=unit)
    assert (table["n"] <= table[["n_a", "n_b"]].min(axis=1)).all()
    assert (table["n_a"] <= table["base_units"]).all()
    assert (table["documents"] <= table["n"]).all()
    assert (table["name_a"] < table["name_b"]).all()
    assert ((table["q"] >= table["p"]) & (table["q"] <= 1)).all()


@settings(max_examples=30)
@given(MENTIONS, UNITS)
def test_the_weights_of_an_actor_add_up_to_the_units_that_name_it_with_somebody(mentions, unit):
    columns = ["doc_id", "sentence"] if unit == "sentence" else ["doc_id"]
    units = mentions.groupby(columns)["name"].agg(set)
    table = comentions(mentions, unit=unit)
    for name in mentions["name"].unique():
        strength = table[(table["name_a"] == name) | (table["name_b"] == name)]["weight"].sum()
        assert strength == pytest.approx(sum(name in names and len(names) > 1 for names in units))


@settings(max_examples=30)
@given(MENTIONS, UNITS, st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_and_naming_somebody_twice_change_nothing(mentions, unit, random):
    shuffled = pd.concat([mentions, mentions]).sample(frac=1, random_state=random.randrange(1000))
    pd.testing.assert_frame_equal(comentions(mentions, unit=unit), comentions(shuffled, unit=unit))


@settings(max_examples=30)
@given(MENTIONS, UNITS)
def test_tables_of_two_batches_add_up_to_the_table_of_both(mentions, unit):
    apart = pd.concat([pairs_by_document(mentions[mentions["doc_id"] == doc_id], unit=unit) for doc_id in "ba"])
    together = pairs_by_document(mentions, unit=unit)
    pd.testing.assert_frame_equal(apart.sort_values(["doc_id", "name_a", "name_b"], ignore_index=True), together)
    summed = together.groupby(["name_a", "name_b"])["n"].sum()
    assert summed.to_dict() == comentions(mentions, unit=unit).set_index(["name_a", "name_b"])["n"].to_dict()


# --- a second way ---------------------------------------------------------------------------------


@settings(max_examples=30)
@given(MENTIONS)
def test_counts_are_those_of_a_loop_over_the_units(mentions):
    units = mentions.groupby(["doc_id", "sentence"])["name"].agg(set)
    pairs = Counter(pair for names in units for pair in combinations(sorted(names), 2))
    single = Counter(name for names in units for name in names)
    expected = {(a, b): (n, single[a], single[b], len(units)) for (a, b), n in pairs.items()}
    table = comentions(mentions)
    assert {(row.name_a, row.name_b): (row.n, row.n_a, row.n_b, row.base_units) for row in table.itertuples()} == expected


@settings(max_examples=30)
@given(MENTIONS)
def test_p_and_q_are_those_of_scipy(mentions):
    table = comentions(mentions)
    cells = [[[row.n, row.n_a - row.n], [row.n_b - row.n, row.base_units - row.n_a - row.n_b + row.n]] for row in table.itertuples()]
    p = [stats.fisher_exact(four, alternative="greater").pvalue for four in cells]
    assert table["p"].to_list() == pytest.approx(p)
    actors = mentions["name"].nunique()
    never = [1.0] * (actors * (actors - 1) // 2 - len(table))
    assert table["q"].to_list() == pytest.approx(list(stats.false_discovery_control(p + never))[: len(table)] if p else [])


# --- feared mistakes ------------------------------------------------------------------------------


def test_pairs_that_never_meet_are_tested_too():
    # Correcting only for the pairs that met declared chance meetings of rare names significant.
    strangers = pd.DataFrame({"doc_id": [f"d{n}" for n in range(40)], "name": [f"N{n:02}" for n in range(40)]})
    met = pd.DataFrame({"doc_id": ["x", "x"], "name": ["N00", "N01"]})
    table = comentions(pd.concat([strangers, met]), unit="document")
    assert rows(table, "name_a", "name_b", "n", "pairs_tested") == [("N00", "N01", 1, 40 * 39 // 2)]
    assert table["p"][0] < 0.1
    assert table["q"][0] == 1


def test_a_document_counted_in_batches_is_counted_the_same(monkeypatch):
    whole = comentions(TOY, unit="document")
    monkeypatch.setattr(module, "BATCH", 1)
    pd.testing.assert_frame_equal(comentions(TOY, unit="document"), whole)


def test_somebody_alone_makes_no_pair():
    table = comentions(TOY[TOY["name"] == "Anna"])
    assert (len(table), list(table.columns[:13])) == (0, list(COLUMNS["comentions"]))


def test_no_mentions_are_an_empty_table():
    table = comentions(TOY[:0])
    assert table.dtypes.astype(str).to_dict() == COLUMNS["comentions"] | {"weight": "float64", "pairs_tested": "int64"}
    assert pairs_by_document(TOY[:0]).columns.to_list() == ["doc_id", "name_a", "name_b", "n", "weight"]


def test_equal_counts_are_in_the_order_of_the_names():
    table = comentions(TOY, unit="document")
    assert rows(table, "name_a", "name_b") == [("Anna", "Berta"), ("Anna", "Carl"), ("Berta", "Carl")]


def test_the_mentions_are_left_as_they_were():
    before = TOY.copy()
    comentions(TOY)
    pd.testing.assert_frame_equal(TOY, before)


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("measure", [comentions, pairs_by_document, lambda table, unit: pair_units(table, "Anna", "Berta", unit=unit)])
def test_an_unknown_unit_is_told_with_those_there_are(measure):
    with pytest.raises(ParameterError, match="unit must be one of sentence, paragraph, document; got 'page'"):
        measure(TOY, unit="page")


def test_an_unknown_way_with_copies_is_told_with_those_there_are():
    with pytest.raises(ParameterError, match="copies must be one of once, all; got 'none'"):
        comentions(TOY, copies="none")


def test_a_missing_column_is_named():
    with pytest.raises(ColumnError, match="paragraph"):
        comentions(TOY.drop(columns="paragraph"), unit="paragraph")
