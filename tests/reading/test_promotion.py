"""Promotion: a profile with further actors."""

import pandas as pd
import pytest

from iranaz_utils.reading.profile import listed, load_profile
from iranaz_utils.reading.promotion import promote
from iranaz_utils.tables import ProfileError

FOUND = pd.DataFrame(
    {"name": ["Anna Berg", "Zenda Steel, Inc."], "kind": ["person", "organisation"], "forms": ["Berg | Anna B. Berg", "Zenda Steel"]}
)


def test_a_copy_has_the_old_rows_and_the_new_ones(tmp_path):
    folder = promote(FOUND, tmp_path / "mine", profile="iran_azerbaijan", source="discovered in toy.csv")
    old, new = load_profile().actors, load_profile(folder).actors
    assert new[: len(old)].equals(old)
    added = new[len(old) :].reset_index(drop=True)
    assert added["name"].to_list() == ["Anna Berg", "Zenda Steel, Inc."]
    assert [listed(cell) for cell in added["aliases"]] == [["Anna B. Berg"], ["Zenda Steel"]]
    assert set(added["source"]) == {"discovered in toy.csv"}
    assert added["country"].isna().all()


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(ProfileError, match="is there already"):
        promote(FOUND, tmp_path / "mine", profile="iran_azerbaijan", source="x")


def test_a_fault_leaves_nothing_behind(tmp_path):
    taken = pd.DataFrame({"name": ["Tehran"], "kind": ["place"], "forms": [""]})
    with pytest.raises(ProfileError, match="already stands for"):
        promote(taken, tmp_path / "mine", profile="iran_azerbaijan", source="x")
    assert list(tmp_path.iterdir()) == []
