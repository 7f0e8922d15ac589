"""Replicate: keyness as other tools print it."""

import numpy as np
import pandas as pd
import pytest

from iranaz_utils.measuring.keyness import keyness
from iranaz_utils.measuring.replicate import replicate
from iranaz_utils.tables import ColumnError, ParameterError


def counts(rows, base_target, base_reference):
    table = pd.DataFrame(rows, columns=["term", "n_target", "n_reference"])
    return table.assign(base_target=base_target, base_reference=base_reference)


def test_quantedas_manual():
    # quanteda.textstats, reference page of textstat_keyness: first and last rows of the printed table, in its order.
    table = replicate(counts([("the", 2089, 8094), ("us", 289, 216), ("we", 1048, 779), (".", 2014, 3141)], 43_002, 108_539), "quanteda")
    assert table["feature"].to_list() == ["we", ".", "us", "the"]
    assert table["chi2"].to_list() == pytest.approx([764.4484, 300.1887, 207.5181, -331.99069], abs=1e-4)
    assert table["p"].max() < 1e-15


def test_raysons_example():
    # Corpora mailing list, 18 January 2002: "keep" 348 and 99 times in a million words each gives 147.
    row = replicate(counts([("keep", 348, 99)], 1_000_000, 1_000_000), "rayson").iloc[0]
    assert row["LL"] == pytest.approx(147, abs=0.5)
    assert (row["%1"], row["%2"]) == pytest.approx((0.0348, 0.0099))
    assert row["RRisk"] == pytest.approx(348 / 99)
    assert row["LogRatio"] == pytest.approx(np.log2(348 / 99))


def test_sketch_engines_manual():
    row = replicate(counts([("word", 35, 263)], 112_289_776, 1_559_716_979), "sketch-engine").iloc[0]
    assert row[["fpm_focus", "fpm_reference"]].to_list() == pytest.approx([0.3117, 0.1686], abs=5e-5)
    assert row["score"] == pytest.approx(1.1224, abs=5.1e-5)


def test_conc_shows_only_what_the_target_uses_more():
    table = replicate(counts([("sea", 4, 2), ("sun", 2, 4), ("snow", 0, 3), ("rain", 2, 0)], 100, 100), "conc")
    assert table["token"].to_list() == ["rain", "sea"]
    assert table["log_ratio"].to_list() == [2, 1]  # half a use stands in for none
    assert table["relative_risk"].to_list() == [4, 2]


@pytest.mark.parametrize("preset", ["quanteda", "rayson", "sketch-engine", "conc"])
def test_a_keyness_table_goes_in_and_stays_as_it_is(preset):
    documents = pd.DataFrame({"doc_id": ["a", "b"], "side": ["X", "Y"], "text": ["Sea, sea, sun.", "Snow and sun, snow."]})
    table = keyness(documents, target="X")
    before = table.copy()
    replicate(table, preset)
    pd.testing.assert_frame_equal(table, before)


def test_unknown_presets_and_tables_without_counts_are_refused():
    with pytest.raises(ParameterError, match="quanteda, rayson, sketch-engine, conc; got 'antconc'"):
        replicate(counts([], 1, 1), "antconc")
    with pytest.raises(ColumnError, match="base_reference"):
        replicate(pd.DataFrame({"term": ["sea"], "n_target": [1], "n_reference": [1], "base_target": [1]}), "conc")
