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


#: quanteda.textstats, reference page of textstat_keyness, inaugural speeches since 1980 against the others: the printed rows, in their
#: order. The totals, which are not printed, were solved from them.
INAUGURAL = [
    ("we", 1048, 779, 764.4484), (".", 2014, 3141, 300.1887), ("us", 289, 216, 207.5181), ("-", 242, 157, 205.0408),
    ("america", 148, 54, 200.5544), (":", 115, 29, 187.9821), ("our", 917, 1307, 183.5362), ("world", 196, 123, 171.966),
    ("americans", 76, 7, 163.1532), ("today", 84, 21, 137.7753), ("upon", 39, 332, -58.3981), ("public", 12, 213, -58.87042),
    ("constitution", 9, 200, -59.66134), ("it", 266, 1132, -60.68425), ("states", 29, 305, -63.87803), ("be", 278, 1224, -72.68161),
    ("should", 16, 309, -88.14817), ("which", 96, 911, -177.10087), ("of", 1514, 5666, -197.0883), ("the", 2089, 8094, -331.99069),
]  # fmt: skip


def test_quantedas_manual():
    shuffled = sorted(row[:3] for row in INAUGURAL)
    table = replicate(counts(shuffled, 43_002, 108_539), "quanteda")
    assert table["feature"].to_list() == [word for word, *_ in INAUGURAL]
    assert table["chi2"].to_list() == pytest.approx([published for *_, published in INAUGURAL], abs=1e-4)
    assert table["p"].max() < 1e-13


#: Corpora mailing list, 18 January 2002: forms of "keep" in a million words each of speech and writing, G2 as whole numbers.
KEEP = [("keep", 348, 99, 147), ("keeps", 15, 14, 0), ("keeping", 9, 32, 14), ("kept", 21, 25, 0), ("KEEP", 392, 170, 90)]


def test_raysons_example():
    table = replicate(counts([row[:3] for row in KEEP], 1_000_000, 1_000_000), "rayson").set_index("item")
    assert table["LL"].abs().to_dict() == pytest.approx({word: published for word, *_, published in KEEP}, abs=0.5001)
    row = table.loc["keep"]
    assert (row["%1"], row["%2"]) == pytest.approx((0.0348, 0.0099))
    assert row["RRisk"] == pytest.approx(348 / 99)
    assert row["LogRatio"] == pytest.approx(np.log2(348 / 99))


def test_sketch_engines_manual():
    row = replicate(counts([("word", 35, 263)], 112_289_776, 1_559_716_979), "sketch-engine").iloc[0]
    assert row[["fpm_focus", "fpm_reference"]].to_list() == pytest.approx([0.3117, 0.1686], abs=5e-5)
    assert row["score"] == pytest.approx(1.1224, abs=5.1e-5)


#: Conc 0.1.3, "Quick Conc Recipes" (nbs/tutorials/20_recipes.ipynb in polsci/conc): the stories of The Garden Party against the Brown
#: corpus, words in five documents of either or more; uses on both sides, relative risk, log ratio and log-likelihood as printed.
GARDEN_PARTY = [
    ("bye", 25, 7, 55.29, 5.79, 107.37), ("velvet", 14, 5, 43.35, 5.44, 57.19), ("shone", 13, 5, 40.25, 5.33, 52.21),
    ("queer", 15, 6, 38.70, 5.27, 59.69), ("gloves", 17, 7, 37.60, 5.23, 67.18), ("cried", 59, 26, 35.13, 5.13, 229.24),
    ("faintly", 14, 7, 30.96, 4.95, 52.61), ("darling", 36, 18, 30.96, 4.95, 135.27), ("oh", 149, 93, 24.80, 4.63, 524.30),
    ("handkerchief", 14, 9, 24.08, 4.59, 48.80), ("dear", 78, 54, 22.36, 4.48, 265.31), ("breathed", 13, 9, 22.36, 4.48, 44.22),
    ("awful", 23, 17, 20.95, 4.39, 76.48), ("ah", 26, 20, 20.13, 4.33, 85.24), ("breast", 14, 11, 19.70, 4.30, 45.54),
    ("dashed", 10, 8, 19.35, 4.27, 32.32), ("gasped", 6, 5, 18.58, 4.22, 19.09), ("parted", 6, 5, 18.58, 4.22, 19.09),
    ("timid", 6, 5, 18.58, 4.22, 19.09), ("sigh", 13, 11, 18.30, 4.19, 41.13),
]  # fmt: skip


def test_concs_recipes():
    table = replicate(counts([row[:3] for row in GARDEN_PARTY], 63_311, 980_144), "conc").set_index("token")
    published = {word: numbers for word, *numbers in GARDEN_PARTY}
    for column, place in (("relative_risk", 2), ("log_ratio", 3), ("log_likelihood", 4)):
        assert table[column].to_dict() == pytest.approx({word: numbers[place] for word, numbers in published.items()}, abs=0.00501)
    per_10_000 = table.loc["oh", ["normalized_frequency", "normalized_frequency_reference"]]
    assert per_10_000.to_list() == pytest.approx([23.53, 0.95], abs=0.00501)
    assert list(table.index[:3]) == ["oh", "dear", "cried"]  # later versions of Conc order by log-likelihood


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
