"""Kinds: person, organisation, place or something else."""

import polars as pl
import pytest

from iranaz_utils.finding.kinds import VOTES, kinds_of, sure_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Baku", "place"),
        ("Zenda River", "place"),
        ("Lake Zenda", "place"),
        ("Strelsau Province", "place"),
        ("Bank of Zenda", "organisation"),
        ("Zenda Steel Corp.", "organisation"),
        ("Ministry of Roads", "organisation"),
        ("University College London", "organisation"),
        ("Battle of Zenda", "other"),
        ("Zenda Cup", "other"),
        ("World War II", "other"),
        ("Year of Zenda", "other"),
        ("Iranian", "other"),
        ("Central Asian", "other"),
        ("Azerbaijani-Iranian", "other"),
        ("Ramadan", "other"),
        ("Anna Hill", None),
        ("Anna Berg", None),
        ("Strelsau", None),
    ],
)
def test_the_words_of_a_name_decide_where_they_can(name, kind):
    assert sure_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "cue", "kind"),
    [
        ("Strelsau", "in", "place"),
        ("Strelsau", "titled", "person"),
        ("Strelsau", "group_noun", "organisation"),
        ("Strelsau", "work_noun", "other"),
        ("Hugo Elphberg", "said", "person"),
        ("Zenda Motors", "the", "organisation"),
    ],
)
def test_what_stands_around_a_name_decides_the_rest(name, cue, kind):
    assert kinds_of(pl.Series([name]), pl.DataFrame({cue: [1.0]})).to_list() == [kind]


def test_a_name_without_any_cue_still_has_a_kind():
    assert kinds_of(pl.Series(["Anna Berg", "ZSM"]), pl.DataFrame({"in": [None, None]})).to_list() == ["person", "organisation"]


def test_every_cue_weighs_on_all_four_kinds():
    assert {len(weights) for weights in VOTES.values()} == {4}
